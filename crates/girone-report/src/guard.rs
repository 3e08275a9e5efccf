//! The guard before an alarm: what a careful sub-editor asks before saying that a
//! report is wrong.
//!
//! The readers say what the words most likely mean. Before a statement is called
//! false, the guard asks what else they may mean: another match, another team,
//! another count, another moment. If one of these makes the statement true, or the
//! words do not bind it to what it was held against, it is left unchecked.

mod beside;
mod borne;
mod counts;
mod cues;
mod distance;
mod elsewhen;
mod held;
mod matches;

pub(crate) use borne::led_astray;
use girone_model::{TeamId, Tenure};
use jiff::civil::Date;

use crate::check::{Finding, Verdict};
use crate::claim::{At, Claim, Field, GameIx, Ground};
use crate::lattice::Who;
use crate::statement::{Scene, Statement};

/// How long ago a match is still told of without a year, in days.
const RECENT: i32 = 760;

/// How far an edge of a time in charge that nobody has read of may be off, in days.
const SLACK: i32 = 35;

/// Who may be counted where matches are not.
const PLAYERS: &[&str] =
    &["titolar*", "giocator*", "convocat*", "players", "starters", "rigori", "tiri", "shots"];

/// Says of a finding whether its alarm is certain, and takes it back if not.
pub(crate) fn hold(
    scene: &Scene<'_, '_, '_, '_>,
    statement: &Statement,
    finding: Finding,
) -> Finding {
    if finding.verdict == Verdict::Unchecked {
        return finding;
    }
    let guard = Guard::new(scene, statement);
    // A score is held against a match its words lead to; one reported may have it anyway.
    if let Some(Claim::Score { game, at: At::End, .. }) = finding.claim {
        let reported = finding.verdict == Verdict::Confirmed && guard.of_the_evening(game);
        if !statement.resolved && !reported && guard.led_astray(game) {
            return left_open(scene, finding);
        }
    }
    if finding.verdict == Verdict::Confirmed {
        return finding;
    }
    // A score or a town whose match the reader has found is not one of many counts.
    let found = statement.weighed.is_some()
        && matches!(finding.claim, Some(Claim::Score { at: At::End, .. } | Claim::Venue { .. }));
    // A run that was counted on the ground that the words name is what they say.
    let grounded = matches!(
        &finding.claim,
        Some(Claim::Streak { ground, .. } | Claim::LastSuch { ground, .. }) if *ground != Ground::Any
    ) || matches!(finding.claim, Some(Claim::Gap { .. }));
    let counted = statement.weighed.is_some() && (found || grounded || !guard.on_one_ground());
    let settled = statement.settled.is_some() || counted;
    let untold = finding.kind.starts_with("goal.") && guard.untold();
    let another = || {
        let of = |c: &Claim| crate::which::of_another(scene, statement.from, c);
        !statement.resolved && finding.claim.as_ref().is_some_and(of)
    };
    let certain = !untold
        && !another()
        && !guard.of_the_table(&finding)
        && !guard.of_another_time(&finding)
        && !guard.led_off(&finding)
        && !guard.beyond_the_record(&finding)
        && !guard.before_another_score(&finding)
        && !guard.beside_the_right_score(&finding)
        && !guard.of_unknown_subject(&finding)
        && (found || !guard.far(&finding))
        && !finding.claim.as_ref().is_some_and(|c| {
            guard.slight(c) || guard.of_rounds(c) || !statement.borne_out && guard.unread(c)
        })
        && (statement.fact || !guard.imagined())
        && (settled
            || statement.weighed.is_none()
                && finding.claim.as_ref().is_some_and(|c| guard.certain(c)));
    if certain { finding } else { left_open(scene, finding) }
}

/// A finding whose words may mean something else.
fn left_open(scene: &Scene<'_, '_, '_, '_>, mut finding: Finding) -> Finding {
    finding.verdict = Verdict::Unchecked;
    finding.right = None;
    finding.message = crate::output::message(
        scene.lattice.lang,
        finding.verdict,
        crate::discourse::Gate::Open,
        &finding.stated,
        None,
        finding.scope.as_deref(),
    );
    finding
}

/// Whether a minute, of a goal of somebody if known, is bound to a match: nothing beside
/// it leads to another one.
pub(crate) fn binds_minute(
    scene: &Scene<'_, '_, '_, '_>,
    (from, to): (usize, usize),
    game: GameIx,
    person: Option<girone_model::PersonId>,
) -> bool {
    let guard = Guard::new(scene, &Statement::new(from, to, Vec::new()));
    let (a, b) = scene.clause(from, 2);
    let named = || crate::goals::both_named(scene, guard.sentence, game);
    (guard.main(game) && (!guard.other_town(game, person) || named()) || guard.told_of(game))
        && guard.outsiders(scene.clause(from, 1), game).is_empty()
        && !guard.time_in((a, b), game)
}

/// Whether a name among the goals told is bound to a match and to a goal.
pub(crate) fn binds_name(
    scene: &Scene<'_, '_, '_, '_>,
    (from, to): (usize, usize),
    game: GameIx,
) -> bool {
    let guard = Guard::new(scene, &Statement::new(from, to, Vec::new()));
    binds_minute(scene, (from, to), game, None) && !guard.no_goal()
}

/// A statement in its sentence.
struct Guard<'s, 'a, 'p, 't, 'x> {
    scene: &'s Scene<'a, 'p, 't, 'x>,
    /// The tokens of the statement.
    from: usize,
    to: usize,
    /// The sentence.
    sentence: (usize, usize),
    /// The clause, up to commas, colons and the like.
    clause: (usize, usize),
    /// Whether the words bind the figure to whose it is.
    bound: bool,
}

impl<'s, 'a, 'p, 't, 'x> Guard<'s, 'a, 'p, 't, 'x> {
    fn new(scene: &'s Scene<'a, 'p, 't, 'x>, statement: &Statement) -> Self {
        let (from, to) = (statement.from, statement.to.max(statement.from + 1));
        let sentence = scene.lattice.text.sentence_of(from);
        let mut clause = scene.clause(from, 3);
        // "All'andata era stata più sofferta: 2-1", "the meeting in 2022, when
        // England won 3-0": what leads up to the clause tells of which match.
        let leans = |at: usize| {
            let before = at.checked_sub(1).and_then(|i| scene.lattice.text.tokens[i].mark());
            before.is_some_and(|c| matches!(c, ':' | '–' | '—' | '-'))
                || (at.saturating_sub(1)..at + 2).any(|i| {
                    matches!(
                        scene.fold(i),
                        ":" | "when" | "quando" | "where" | "dove" | "vinto" | "vinta" | "won"
                    )
                })
        };
        if clause.0 > sentence.0 && leans(clause.0) {
            clause.0 = scene.clause(clause.0 - 1, 3).0;
        }
        Guard { scene, from, to, sentence, clause, bound: statement.owned }
    }

    /// Whether a claim is of a kind that words say in too many ways for an alarm: a
    /// score in the course of play, and one figure of a record told by itself, which
    /// may be counted over anything.
    fn slight(&self, claim: &Claim) -> bool {
        match claim {
            Claim::Score { at: At::Running, .. } => true,
            // "A 4-3-3 for an hour": how a team lines up.
            Claim::Record { .. } if self.lined_up() => true,
            // Of which matches a team's record is, the words must say.
            Claim::Record { coach: None, team, .. } if !self.counts_are_of(*team) => true,
            // "9 su 11 titolari giocano": of players.
            Claim::Record { .. } if self.scene.has(self.to, self.to + 3, PLAYERS) => true,
            // "Has scored six for the second match running": a run of its own kind.
            Claim::Streak { .. } => {
                let (a, b) = (self.sentence.0, self.from);
                self.scene.has(a, b, &["scored", "segnat*", "segna"])
                    && self.scene.lattice.numbers[a..b].iter().flatten().any(|n| n.0 > 1)
                    && self.scene.has(self.from.saturating_sub(3), self.to, &["for the", "per la"])
            }
            Claim::PlayerTotal { .. } => {
                self.a_place_told() || self.goals_let_in() || self.for_a_club()
            }
            // "Nei sei incontri: tre sconfitte", "three wins from seven under their coach".
            Claim::Record { coach: None, .. }
                if self.scene.has(
                    self.from.saturating_sub(6).max(self.sentence.0),
                    self.from,
                    &["incontri :", "confronti :", "precedenti :", "meetings :", "encounters :"],
                ) || self.scene.has(
                    self.to,
                    (self.to + 7).min(self.sentence.1),
                    &["under their coach", "under him", "sotto la sua guida", "con lui"],
                ) =>
            {
                true
            }
            Claim::Record { coach: None, tally, .. } => {
                let told = [tally.played, tally.won, tally.drawn, tally.lost];
                let (from, to) = self.sentence;
                let numbers = &self.scene.lattice.numbers[from..to];
                told.iter().flatten().count() < 2 && numbers.iter().flatten().count() < 2
            }
            _ => false,
        }
    }

    /// Whether a claim is counted over a time in charge that nobody has read of.
    fn unread(&self, claim: &Claim) -> bool {
        let (Claim::Record { team, coach: Some(coach), .. }
        | Claim::Streak { team, coach: Some(coach), .. }) = claim
        else {
            return false;
        };
        let prepared = self.scene.frame.prepared;
        let mut of = prepared.snapshot.tenures.iter();
        !of.any(|t| t.team == *team && t.person == *coach && (t.is_read() || self.firm(t)))
    }

    /// Whether the team played so long before and after an edge of a time in charge that
    /// nobody has read of that another day would give the same matches.
    fn firm(&self, tenure: &Tenure) -> bool {
        let prepared = self.scene.frame.prepared;
        let Some(today) = self.scene.frame.today() else { return false };
        let played = |day: Date| {
            prepared.indices_of(tenure.team).iter().any(|i| {
                let apart = prepared.get(*i).fixture.when.date.since(day);
                apart.is_ok_and(|s| s.get_days().abs() <= SLACK)
            })
        };
        // A record that begins later knows nothing of that time.
        let known = |day: Date| {
            let first = prepared.indices_of(tenure.team).first();
            first.is_some_and(|i| prepared.get(*i).fixture.when.date < day)
        };
        tenure.from.is_some_and(|(from, _)| known(from) && !played(from))
            && tenure.to.is_none_or(|(to, _)| {
                to.since(today).is_ok_and(|s| s.get_days() > SLACK) || !played(to)
            })
    }

    fn certain(&self, claim: &Claim) -> bool {
        match claim {
            Claim::Score { game, goals, at, .. } => self.score(*game, *goals, *at),
            Claim::Aggregate { .. } => true,
            Claim::Ended { game, team, outcome } => self.ended(*game, *team, *outcome),
            Claim::Scorer { game, person } => self.scorer(*game, *person),
            Claim::GoalPart { game, person, part } => self.part(*game, *person, *part),
            Claim::PlayerGoals { game, person, goals } => self.haul(*game, *person, *goals),
            Claim::Penalty { game, person } | Claim::OwnGoal { game, person } => {
                self.about(*game)
                    && !self.no_goal()
                    && !self.elsewhere_scored(*person, *game, claim)
            }
            Claim::GoalMinute { game, person, minute, .. } => self.minute(*game, *person, *minute),
            Claim::Venue { game, city } => {
                !crate::venues::dateline(self.scene, self.from, self.to)
                    && (crate::venues::certain(self.scene, self.from, *game)
                        || self.venue(*game, *city))
            }
            Claim::Played { game, .. } | Claim::Dated { game, .. } => self.dated(*game),
            Claim::ExtraTime { .. } => self.extra_time(),
            Claim::Stage { .. } => !self.scene.discourse.before[self.from],
            Claim::Group { .. } => true,
            // "The EURO 2024 qualifiers, when, under Adiyev, the team": of another time.
            Claim::Coach { .. } => {
                !self.scene.has(self.clause.0, self.to, &["when", "quando", "allora", "back then"])
            }
            Claim::Matchday { .. } => self.a_matchday() && !self.telling_of_the_past(),
            Claim::Row { field: Field::Points | Field::Position, .. } => self.table(claim),
            Claim::Row { .. } | Claim::RowGoals { .. } => {
                !self.on_one_ground() && self.table(claim)
            }
            Claim::Bottom { .. }
            | Claim::Gap { .. }
            | Claim::InHand { .. }
            | Claim::Level { .. } => self.table(claim),
            Claim::Fate { .. } | Claim::TieEnded { .. } => self.fate(),
            // What else a condition takes for granted is open.
            Claim::Conditional { .. } => false,
            Claim::Record { .. }
            | Claim::Streak { .. }
            | Claim::FirstSince { .. }
            | Claim::LastSuch { .. }
            | Claim::MeetingRun { .. }
            | Claim::Meetings { .. }
            | Claim::HeadToHead { .. }
            | Claim::Total { .. }
            | Claim::PlayerTotal { .. } => self.tally(claim),
        }
    }

    /// Whether the clause counts matches at home or away only: whose, and which of
    /// them, is seldom said in the same words.
    fn on_one_ground(&self) -> bool {
        let (a, b) = self.clause;
        self.scene.has(
            a,
            b,
            &[
                "in casa",
                "in trasferta",
                "fuori casa",
                "at home",
                "away from home",
                "on the road",
                "on their travels",
                "tra le mura amiche",
                "fra le mura amiche",
                "a domicilio",
                "davanti al proprio pubblico",
                "lontano da casa",
                "casaling*",
                "intern* ed estern*",
                "home game*",
                "home match*",
                "home win*",
                "home defeat*",
                "away game*",
                "away match*",
                "away win*",
                "away defeat*",
                "home soil",
                "home turf",
                "own ground",
            ],
        )
    }

    /// "Giornata" and "matchday" are days of a league; a "turno" or a round may be a
    /// stage.
    fn a_matchday(&self) -> bool {
        let (from, to) = (self.from.saturating_sub(1), self.to + 1);
        self.scene.has(from, to, &["giornata", "giornate", "matchday", "matchdays", "matchweek"])
    }

    /// The teams named in a stretch of tokens, each once, in order.
    fn teams(&self, (from, to): (usize, usize)) -> Vec<TeamId> {
        let lattice = self.scene.lattice;
        let mut out = Vec::new();
        for m in &lattice.mentions[lattice.mentions_in(from, to)] {
            let teams = match &m.who {
                Who::Teams(teams) => teams.clone(),
                Who::People(people) => {
                    people.iter().flat_map(|p| self.scene.frame.coached(*p)).collect()
                }
                _ => Vec::new(),
            };
            for t in teams {
                if !out.contains(&t) {
                    out.push(t);
                }
            }
        }
        out
    }

    /// The teams that a sentence may be about: those it names, those of the
    /// sentence before it in its paragraph, and those of the match reported.
    fn around(&self) -> Vec<TeamId> {
        let text = self.scene.lattice.text;
        let mut out = self.teams(self.sentence);
        let first = self.sentence.0;
        if first > 0 && !text.paragraph_begins(first) {
            out.extend(self.teams(text.sentence_of(first - 1)));
        }
        out.extend(self.sides());
        let mut unique = Vec::new();
        for t in out {
            if !unique.contains(&t) {
                unique.push(t);
            }
        }
        unique
    }

    /// The teams of the match that the sentence reports.
    fn sides(&self) -> Vec<TeamId> {
        let games = [self.scene.game_at(self.from), self.scene.frame.main()];
        let mut out = Vec::new();
        for game in games.into_iter().flatten() {
            let teams = &self.scene.frame.prepared.get(game).fixture.teams;
            for t in [teams.home, teams.away] {
                if !out.contains(&t) {
                    out.push(t);
                }
            }
        }
        out
    }

    fn pair(&self, game: GameIx) -> [TeamId; 2] {
        let teams = &self.scene.frame.prepared.get(game).fixture.teams;
        [teams.home, teams.away]
    }

    /// Whether the words tell of another match of these days: its sides are named in
    /// the sentence, and nobody else beside the statement.
    fn told_of(&self, game: GameIx) -> bool {
        let scene = self.scene;
        let frame = scene.frame;
        let date = frame.prepared.get(game).fixture.when.date;
        let fresh = frame.today().is_some_and(|d| (d - date).get_days().abs() <= 1);
        let resolved = scene
            .elsewhere
            .at(self.from)
            .is_some_and(|o| o.sure && !o.or_main && o.games == [game]);
        let named = || crate::goals::both_named(scene, self.sentence, game);
        fresh
            && !self.main(game)
            && (resolved || frame.subjects.contains(&game) && named())
            && self.outsiders(scene.clause(self.from, 2), game).is_empty()
    }

    /// Whether a match is the one that the report is about.
    fn main(&self, game: GameIx) -> bool {
        self.scene.frame.main() == Some(game)
    }

    /// The matches that words about some teams may speak of: those of the last
    /// two years, and all meetings of a pair.
    fn pool(&self, teams: &[TeamId], met: Option<[TeamId; 2]>) -> Vec<GameIx> {
        let scene = self.scene;
        let (cut, subjects) = (scene.frame.cut(), &scene.frame.subjects);
        let prepared = scene.frame.prepared;
        let today = scene.frame.today();
        let edition = scene.frame.edition;
        let mut out = Vec::new();
        for team in teams {
            for (i, m) in prepared.played(*team, &cut, subjects).rev() {
                let age = today.and_then(|d| d.since(m.fixture.when.date).ok());
                let age = age.map_or(0, |s| s.get_days());
                let of_edition = edition.is_some() && prepared.edition_of(m) == edition;
                if age > RECENT && !of_edition {
                    break;
                }
                out.push(i);
            }
        }
        if let Some([a, b]) = met {
            out.extend(prepared.meetings(a, b, &cut, subjects));
        }
        out.sort_unstable();
        out.dedup();
        out
    }
}
