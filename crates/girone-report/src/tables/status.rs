//! What is certain of a team: that it is through, out, sure of a place.
//!
//! Words of qualifying tell of many things. A reading that the exact engine proves
//! confirms them; they are contradicted only where the words leave no other meaning and
//! the engine proves the contrary.

mod rows;

use super::*;
use crate::claim::Fate;
use crate::statement::Statement;
use rows::Tells;

static SAYS_IT: LazyLock<Rows<Tells>> = LazyLock::new(|| Rows::new(rows::rows(Lang::It)));
static SAYS_EN: LazyLock<Rows<Tells>> = LazyLock::new(|| Rows::new(rows::rows(Lang::En)));

/// Words beside which a fate is not told for certain, or of another time.
const LOOSE: &[&str] = &[
    "quasi",
    "almost",
    "virtually",
    "all but",
    "ormai",
    "praticamente",
    "nearly",
    "to face",
    "to avoid",
    "per evitare",
    "rischi*",
    "risk*",
    "still",
    "ancora",
    "former",
    "fuori",
    "eliminat*",
    "knocked",
    "beaten",
    "lost",
    "exit",
    "out of",
    "went out",
    "already",
];

/// Words with which what is told is only supposed, or of another time.
const SUPPOSED: &[&str] = &[
    "until",
    "fino",
    "quasi",
    "almost",
    "virtually",
    "nearly",
    "minut*",
    "if",
    "se",
    "should",
    "unless",
    "would",
    "could",
    "might",
    "may",
    "enough",
    "with a win",
    "with a draw",
    "with a point",
    "con una vittoria",
    "con un pareggio",
    "con un punto",
    "in caso",
    "vincendo",
    "bast*",
    "serv*",
    "potr*",
];

/// Words that say outright that no result can change it any more.
const FOR_CERTAIN: &[&str] = &[
    "mathematically",
    "matematicamente",
    "aritmeticamente",
    "certain",
    "assured",
    "guaranteed",
    "certi",
    "certa",
    "certe",
    "certo",
    "sicuri",
    "sicura",
    "sicuro",
    "sicure",
];

/// How the names of rounds begin.
const ROUNDS: &[&str] = &["sedicesim", "ottav", "quart", "semi", "final", "last", "round"];

impl Reader<'_, '_, '_, '_, '_> {
    /// Reads what is said to be certain of teams.
    pub(super) fn statuses(&self, out: &mut Vec<Statement>) {
        let lattice = self.scene.lattice;
        let rows = match lattice.lang {
            Lang::It => &*SAYS_IT,
            Lang::En => &*SAYS_EN,
        };
        let mut hits: Vec<Hit<Tells>> = Vec::new();
        for at in 0..lattice.text.tokens.len() {
            rows.at(lattice, at, &mut hits);
        }
        // Of two that underline the same words the more specific.
        let anchor = |h: &Hit<Tells>| h.anchor.unwrap_or((h.from, h.to));
        let mut best: Vec<Hit<Tells>> = Vec::new();
        for hit in hits {
            let rank = |h: &Hit<Tells>| (!matches!(h.kind, Tells::Loosely(_)), h.weight);
            let at = anchor(&hit);
            let same = best.iter_mut().find(|b| {
                let b = anchor(b);
                at.0 < b.1 && b.0 < at.1
            });
            match same {
                Some(have) if rank(have) >= rank(&hit) => {}
                Some(have) => *have = hit,
                None => best.push(hit),
            }
        }
        for hit in &best {
            if let Some(statement) = self.status(hit, anchor(hit)) {
                out.push(statement);
            }
        }
    }

    /// What a stretch says, likeliest first, and whether it can say nothing else; `last`
    /// is the last place of the table.
    fn told_fates(&self, hit: &Hit<Tells>, last: u8) -> Option<(Vec<Fate>, bool)> {
        let lattice = self.scene.lattice;
        let ordinal = || {
            let c = hit.capture(Slot::Ordinal)?;
            u8::try_from(lattice.ordinals[c.from]?.0).ok().filter(|n| (1..=20).contains(n))
        };
        let number = || {
            let c = hit.capture(Slot::Number)?;
            u8::try_from(lattice.numbers[c.from]?.0).ok().filter(|n| (1..=20).contains(n))
        };
        Some(match hit.kind {
            Tells::Is(fate) => (vec![fate], true),
            // Of a league "promosso" is one that goes up, of a tournament one that goes on.
            Tells::Loosely(fate @ (Fate::Through | Fate::Promoted)) => {
                (vec![fate, Fate::Promoted, Fate::Through], false)
            }
            Tells::Loosely(fate) => (vec![fate], false),
            Tells::Last => (vec![Fate::Within(last, last)], false),
            Tells::Place => (vec![Fate::Within(ordinal()?, ordinal()?)], true),
            Tells::AtLeast => (vec![Fate::Within(1, ordinal()?)], true),
            Tells::Top => (vec![Fate::Within(1, number()?)], true),
            Tells::NotTop => (vec![Fate::Beyond(1, number()?)], true),
        })
    }

    fn status(&self, hit: &Hit<Tells>, anchor: (usize, usize)) -> Option<Statement> {
        let scene = self.scene;
        let (first, _) = scene.clause(hit.from, 5);
        // A player who is out, a coach who goes: not a team.
        let nearest = scene
            .lattice
            .mentions
            .iter()
            .rev()
            .find(|m| first <= m.from && m.from < anchor.0 && !matches!(m.who, Who::Cities(_)));
        if nearest
            .is_some_and(|m| !matches!(m.who, Who::Teams(_)) && teams_of(scene.frame, m).is_empty())
        {
            return None;
        }
        // "Avanti con Pio Esposito", "avanti di due": ahead in the match.
        let ahead =
            ["con", "grazie", "al", "all", "dopo", "di", "per", "su", "nel", "gia", "subito"];
        if scene.fold(anchor.1 - 1) == "avanti" && ahead.contains(&scene.fold(anchor.1)) {
            return None;
        }
        // "Went ahead through Ibsen": who scored, and not who goes on.
        if scene.fold(anchor.1 - 1) == "through"
            && scene.lattice.mention(anchor.1).is_some_and(|m| !matches!(m.who, Who::Teams(_)))
        {
            return None;
        }
        let named = hit.nth(Slot::Team, 0).and_then(|c| self.team_ending(c.to));
        let explicit = named.or_else(|| self.apposed_team(hit.from));
        let candidates = scene.candidates(anchor.0);
        let near = explicit.is_some() || candidates.first().is_some_and(|c| c.near);
        let team = explicit.or(candidates.first().map(|c| c.team))?;
        let game = scene.game_at(anchor.0)?;
        let prepared = scene.frame.prepared;
        let m = prepared.get(game);
        let knockout = prepared.table_of(m).is_none();
        // After a knockout match the round that it leads to is told by its name.
        let round = |i| ROUNDS.iter().any(|r| scene.fold(i).starts_with(r));
        if knockout && (anchor.0..anchor.1).any(round) {
            return None;
        }
        let table = self.table_for(anchor.0, team);
        let last = table.map_or(0, |t| prepared.group(t).teams.len() as u8);
        let (fates, strict) = self.told_fates(hit, last)?;
        let claims = |team: TeamId| -> Vec<Claim> {
            match knockout {
                false => self
                    .table_for(anchor.0, team)
                    .into_iter()
                    .flat_map(|table| {
                        fates.iter().map(move |f| Claim::Fate { table, team, fate: *f })
                    })
                    .collect(),
                true if m.fixture.side_of(team).is_some() => match fates[0] {
                    Fate::Out => vec![Claim::TieEnded { game, team, through: false }],
                    Fate::Through | Fate::Qualified | Fate::Promoted => {
                        vec![Claim::TieEnded { game, team, through: true }]
                    }
                    _ => Vec::new(),
                },
                true => Vec::new(),
            }
        };
        let mut readings = claims(team);
        if readings.is_empty() {
            return None;
        }
        // A wrong certainty is worse than none: whoever else the sentence or the
        // match names may be meant.
        let (start, end) = scene.lattice.text.sentence_of(anchor.0);
        // "Nove su nove, e pass per il Mondiale": of nobody named, the teams of the match.
        let nobody = explicit.is_none()
            && scene
                .lattice
                .mentions_in(start, anchor.0)
                .all(|i| teams_of(scene.frame, &scene.lattice.mentions[i]).is_empty());
        if nobody {
            let sides = [m.fixture.teams.home, m.fixture.teams.away];
            readings.extend(sides.into_iter().filter(|t| *t != team).flat_map(&claims));
        }
        let natural = readings.len();
        let mut others: Vec<TeamId> = scene.lattice.mentions[scene.lattice.mentions_in(start, end)]
            .iter()
            .flat_map(|m| teams_of(scene.frame, m))
            .chain([m.fixture.teams.home, m.fixture.teams.away])
            .filter(|t| *t != team)
            .collect();
        others.sort_unstable();
        others.dedup();
        // "Scotland are through": of nobody else.
        let bound = explicit.is_some()
            || near && self.apposed_team(hit.from.min(anchor.0)).is_some_and(|t| t == team)
            || near && self.apposed_team(anchor.0.saturating_sub(1)).is_some_and(|t| t == team);
        if !knockout && !bound {
            readings.extend(others.into_iter().flat_map(&claims));
        }
        // What follows from a result still to come is told over the whole sentence.
        let (a, b) = (start, end);
        let loose = !bound && scene.has(a, b, LOOSE)
            || scene.has(a, b, SUPPOSED)
            || scene.has(
                hit.from,
                hit.to,
                &["to advance", "to progress", "to reach", "to qualify"],
            );
        let mut s = Statement::new(anchor.0, anchor.1, readings).natural(natural);
        s.own_negation = matches!(fates[0], Fate::Out | Fate::Beyond(..) | Fate::First);
        s.sure = strict && near && !loose && !self.still_open(&s, (a, b));
        Some(s)
    }

    /// The team that stands right before a token, parted from it by a comma and words of
    /// time at most: "3-1 alla Romania, ormai fuori", "una Spagna già sicura".
    fn apposed_team(&self, at: usize) -> Option<TeamId> {
        const BETWEEN: &[&str] = &[
            ",", "gia", "ormai", "ora", "oramai", "comunque", "anche", "pure", "cosi", "invece",
            "already", "now", "also", "both", "(",
        ];
        let (first, _) = self.scene.lattice.text.sentence_of(at);
        let least = first.max(at.saturating_sub(3));
        let end = (least + 1..=at).rev().find(|end| {
            self.scene.lattice.covered[end - 1].is_some()
                || !BETWEEN.contains(&self.scene.fold(end - 1))
        })?;
        // "Il 3-0 alla Bolivia vale il pass": a verb after an object is somebody else's.
        const TOLD_OF: &[&str] = &[
            "qualif*",
            "eliminat*",
            "promo*",
            "retrocess*",
            "sicur*",
            "cert*",
            "gia",
            "ormai",
            "already",
            "fuori",
            "relegated",
            "assured",
            "sure",
            "out",
            "comunque",
            "through",
        ];
        let mention = self.scene.lattice.covered[end - 1]? as usize;
        let told = self.scene.has(end, (at + 1).max(end + 1), TOLD_OF);
        (told || !self.scene.discourse.oblique[mention]).then(|| self.team_ending(end))?
    }

    /// The team whose mention ends at a token.
    pub(super) fn team_ending(&self, end: usize) -> Option<TeamId> {
        let m = self.scene.lattice.mentions.iter().find(|m| m.to == end)?;
        match &m.who {
            Who::Teams(t) if t.len() == 1 => Some(t[0]),
            _ => None,
        }
    }

    /// Whether what is told can still come either way, and is not told in words that
    /// leave no room for that.
    fn still_open(&self, s: &Statement, (a, b): (usize, usize)) -> bool {
        let says = self.scene.judge.judge(&s.readings[0]).says;
        says == Says::No(None) && !self.scene.has(a, b, FOR_CERTAIN)
    }
}
