//! Words that speak of another match, another time or no fact at all.

use girone_model::{PersonId, TeamId};

use super::Guard;
use crate::claim::GameIx;
use crate::dates::Told;
use crate::scores::linked_to;

/// Words that lead away from the match reported.
const PAST: &[&str] = &[
    // English
    "previous*",
    "earlier",
    "already",
    "last meeting",
    "last met",
    "also met",
    "met in",
    "met at",
    "back in",
    "first leg",
    "reverse fixture",
    "that day",
    "that night",
    "opening match*",
    "opening game",
    "opener against",
    "in their opener",
    "years ago",
    "months ago",
    "days ago",
    "since",
    "last time",
    "last year",
    "last autumn",
    "last spring",
    "last month",
    "having",
    "quarter final*",
    "semi final against",
    "in the last 16",
    "in the group stage",
    "had been",
    "had come",
    "had won",
    "had lost",
    "had drawn",
    "had beaten",
    "had gone",
    "had already",
    "had only",
    "had not",
    "had never",
    "had also",
    "had given",
    "had scored",
    // Italian
    "precedent*",
    "scorso",
    "scorsa",
    "scorsi",
    "scorse",
    "all andata",
    "gara d andata",
    "gara di andata",
    "un anno fa",
    "anni fa",
    "mesi fa",
    "giorni fa",
    "settimane fa",
    "aveva*",
    "avevano",
    "era stat*",
    "erano stat*",
    "era gia",
    "erano gia",
    "era finit*",
    "veniva*",
    "reduc*",
    "allora",
    "all esordio",
    "al debutto",
    "in precedenza",
    "quando a",
    "nella fase a gironi",
    "ai quarti",
    "agli ottavi",
    "ai sedicesimi",
    "quarto di finale",
    "ottavo di finale",
];

/// Words of what was expected and not of what was.
const IMAGINED: &[&str] = &[
    "bookmak*",
    "predict*",
    "prediction*",
    "forecast*",
    "odds",
    "tipped",
    "tipster*",
    "pronostic*",
    "scommess*",
    "scommettitor*",
    "quotat*",
    "allibrator*",
];

/// Words with which counts of an earlier moment are told.
const BEFORE: &[&str] = &[
    "already",
    "before",
    "had",
    "was",
    "were",
    "going into",
    "until",
    "so far",
    "gia",
    "prima",
    "vigilia",
    "aveva*",
    "era",
    "erano",
    "finora",
    "fin qui",
    "sin qui",
    "ha gia",
];

impl Guard<'_, '_, '_, '_, '_> {
    /// Whether the sentence tells what was expected.
    pub(super) fn imagined(&self) -> bool {
        self.scene.has(self.sentence.0, self.sentence.1, IMAGINED)
    }

    /// Whether the clause may count as of before the match reported.
    pub(super) fn counts_before(&self) -> bool {
        self.scene.discourse.before[self.from] || {
            let (a, b) = self.scene.clause(self.from, 2);
            self.scene.has(a, b, BEFORE)
        }
    }

    /// Whether the clause tells of something before the match reported.
    pub(super) fn telling_of_the_past(&self) -> bool {
        self.past_in(self.clause)
    }

    pub(super) fn past_in(&self, (from, to): (usize, usize)) -> bool {
        self.scene.has(from, to, PAST)
    }

    /// Whether a stretch tells a time at which a match was not played.
    pub(super) fn time_in(&self, (from, to): (usize, usize), game: GameIx) -> bool {
        let day = self.scene.frame.prepared.get(game).fixture.when.date;
        let beside = |d: &crate::dates::WrittenDate| {
            d.told == Told::Relative && day.until(d.first).is_ok_and(|s| s.get_days().abs() <= 1)
        };
        self.scene
            .lattice
            .dates
            .iter()
            .any(|d| from <= d.from && d.to <= to && !d.holds(day) && !beside(d))
    }

    /// The teams that the words bind to a score: "the 2-1 against Wales", "a 3-2
    /// defeat by the Austrians", "Latvia (3-0)".
    pub(super) fn bound_teams(&self) -> Vec<TeamId> {
        let scene = self.scene;
        let mut end = self.to;
        if let Some(score) = scene.lattice.scores[self.from] {
            end = score.to;
        }
        let lattice = scene.lattice;
        if self.in_brackets() {
            let before = lattice.mentions[..].iter().rfind(|m| m.to == self.from - 1);
            return before.map(|m| self.teams((m.from, m.to))).unwrap_or_default();
        }
        self.teams(self.sentence)
            .into_iter()
            .filter(|t| linked_to(scene, self.from, end, *t))
            .collect()
    }

    /// The teams of a stretch that no other score takes and that do not play in
    /// a match.
    pub(super) fn outsiders(&self, (from, to): (usize, usize), game: GameIx) -> Vec<TeamId> {
        let scene = self.scene;
        let taken = |team: TeamId| {
            (from..to).any(|i| {
                i != self.from
                    && scene.lattice.scores[i].is_some_and(|s| linked_to(scene, i, s.to, team))
            })
        };
        self.teams((from, to))
            .into_iter()
            .filter(|t| !scene.plays(game, *t) && !taken(*t))
            .collect()
    }

    /// Whether the clause of a goal is bound to a match: nobody else stands in the
    /// innermost clause, and nothing around it leads to another match.
    pub(super) fn goal_bound(&self, game: GameIx) -> bool {
        !self.past_in(self.clause)
            && !self.time_in(self.clause, game)
            && self.outsiders(self.scene.clause(self.from, 1), game).is_empty()
    }

    /// Whether the sentence is of another town than a match, and only of that: one in
    /// which they played, and in which a scorer scored if he is known.
    pub(super) fn other_town(&self, game: GameIx, person: Option<PersonId>) -> bool {
        let (a, b) = self.sentence;
        let towns: Vec<_> = self.scene.lattice.mentions[self.scene.lattice.mentions_in(a, b)]
            .iter()
            .filter_map(|m| match &m.who {
                crate::lattice::Who::Cities(c) => Some(c),
                _ => None,
            })
            .collect();
        let told = |i: GameIx| {
            towns.iter().any(|c| c.iter().any(|c| crate::elsewhere::in_town(self.scene, i, *c)))
        };
        let scored = |i: GameIx, p: PersonId| {
            let m = self.scene.frame.prepared.get(i);
            m.happened.iter().flat_map(|h| &h.goals).any(|g| g.scorer == Some(p))
        };
        !towns.is_empty()
            && !told(game)
            && self
                .pool(&self.sides(), None)
                .into_iter()
                .any(|i| i != game && person.is_none_or(|p| scored(i, p)) && told(i))
    }

    /// Whether a stretch is bound to a match: nothing in it leads to another one.
    pub(super) fn bound_in(&self, stretch: (usize, usize), game: GameIx) -> bool {
        !self.past_in(stretch)
            && !self.time_in(stretch, game)
            && self.outsiders(stretch, game).is_empty()
    }
}

/// Words that weigh two teams against each other.
pub(super) const BETWEEN_TWO: &[&str] = &[
    "bilancio",
    "a testa",
    "apiece",
    "between the nations",
    "between the two",
    "between the sides",
    "never beaten",
    "mai battut*",
    "all time",
    "confront*",
    "precedenti",
    "scontri",
    "sfide",
    "incroci",
    "each and",
    "wins each",
    "head to head",
    "record against",
    "meetings",
    "encounters",
    "over them",
    "these opponents",
    "this opponent",
    "questi avversari",
    "questo avversario",
];
