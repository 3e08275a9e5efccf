//! Conditional sentences: "with a win in Cardiff Belgium would win the group".
//!
//! Such a sentence is held against the exact engine: it is confirmed where what
//! it says follows in every way the matches left may end. It is never
//! contradicted, as what else a writer takes for granted is open; where it does
//! not follow, the finding tells a way in which it fails.

mod rows;

use std::sync::LazyLock;

use girone_model::{Lang, TeamId};

use crate::check::{Finding, Verdict};
use crate::claim::{Claim, Fate, Outcome, Supposed};
use crate::discourse::teams_of;
use crate::judge::{Follows, Judged, Says};
use crate::lattice::Who;
use crate::pattern::{Capture, Hit, Rows, Slot};
use crate::prepared::TableRef;
use crate::statement::{Scene, Statement, Weighed};
use rows::{Aim, Does, Part, rows};

static ROWS_IT: LazyLock<Rows<Part>> = LazyLock::new(|| Rows::new(rows(Lang::It)));
static ROWS_EN: LazyLock<Rows<Part>> = LazyLock::new(|| Rows::new(rows(Lang::En)));

/// Words without which no sentence is read as a conditional one.
const CUES: &[&str] = &[
    "if",
    "should",
    "provided",
    "providing",
    "with",
    "through",
    "would",
    "will",
    "enough",
    "suffice",
    "need*",
    "requir*",
    "must",
    "has to",
    "have to",
    "se",
    "basta*",
    "baster*",
    "con",
    "caso",
    "serv*",
    "manca",
    "bisogno",
    "dev*",
    "dovr*",
    "vincendo",
    "battendo",
    "superando",
];

pub(crate) fn read(scene: &Scene<'_, '_, '_, '_>, out: &mut Vec<Statement>) {
    if scene.frame.prepared.exact.is_none() {
        return;
    }
    for &(from, to) in &scene.lattice.text.sentences {
        if scene.has(from, to, CUES) {
            out.extend(Reader { scene, from, to }.read());
        }
    }
}

/// What may stand between a preposition and a team.
const ARTICLES: &[&str] = &["il", "la", "l", "lo", "i", "gli", "le", "the", "home"];

/// What binds an opponent to a result.
const BINDING: &[&str] = &[
    "against", "over", "to", "from", "with", "at", "contro", "con", "col", "su", "sul", "sulla",
    "sull", "sullo", "sui", "sugli", "sulle", "dal", "dalla", "dall",
];

fn results(does: Does) -> Vec<Outcome> {
    match does {
        Does::Win => vec![Outcome::Won],
        Does::Draw => vec![Outcome::Drawn],
        Does::Point => vec![Outcome::Won, Outcome::Drawn],
        Does::Defeat => vec![Outcome::Lost],
    }
}

/// Drops what was made of the words of a conditional sentence by themselves: "to top
/// the group" is no place in the table.
pub(crate) fn absorb(findings: &mut Vec<Finding>) {
    let whole: Vec<(usize, usize)> =
        findings.iter().filter(|f| f.kind == KIND).map(|f| f.span).collect();
    findings.retain(|f| {
        let part = |w: &(usize, usize)| w.0 <= f.span.0 && f.span.1 <= w.1;
        let figure = f.kind.starts_with("table.") || f.kind.starts_with("team.");
        f.kind == KIND || !figure || !whole.iter().any(part)
    });
}

/// The kind of a conditional statement.
pub(crate) const KIND: &str = "table.condition";

struct Reader<'s, 'a, 'p, 't, 'x> {
    scene: &'s Scene<'a, 'p, 't, 'x>,
    /// The sentence.
    from: usize,
    to: usize,
}

impl Reader<'_, '_, '_, '_, '_> {
    fn read(&self) -> Option<Statement> {
        let rows = match self.scene.lattice.lang {
            Lang::It => &*ROWS_IT,
            Lang::En => &*ROWS_EN,
        };
        let mut hits: Vec<Hit<Part>> = Vec::new();
        for at in self.from..self.to {
            rows.at(self.scene.lattice, at, &mut hits);
        }
        let (then, mut stated): (Vec<_>, Vec<_>) =
            hits.into_iter().partition(|h| matches!(h.kind, Part::Then(_)));
        if stated.iter().any(|h| h.kind == Part::Else) {
            return None;
        }
        // Of two that say the same words the longer one.
        stated.sort_by_key(|h| (std::cmp::Reverse(h.to - h.from), h.from));
        let mut conditions: Vec<Hit<Part>> = Vec::new();
        for hit in stated {
            if !conditions.iter().any(|c| c.from < hit.to && hit.from < c.to) {
                conditions.push(hit);
            }
        }
        // "If they win": the words of a condition are not what follows from it.
        let then = then
            .into_iter()
            .filter(|h| conditions.iter().all(|c| h.to <= c.from || c.to <= h.from || h.to > c.to))
            .min_by_key(|h| {
                // Of what may follow the nearest, of two equally near the fuller.
                let apart =
                    |c: &Hit<Part>| h.from.saturating_sub(c.to).max(c.from.saturating_sub(h.to));
                let nearest = conditions.iter().map(apart).min();
                (nearest, std::cmp::Reverse(h.weight))
            })?;
        conditions.sort_by_key(|c| c.from);
        self.statement(&conditions, &then)
    }

    fn statement(&self, conditions: &[Hit<Part>], then: &Hit<Part>) -> Option<Statement> {
        let scene = self.scene;
        let Part::Then(aim) = then.kind else { return None };
        let team = self.owner(conditions, then)?;
        let (table, _) = self.table_of(team)?;
        let places = match aim {
            Aim::Top(last) => (1..=last).collect(),
            Aim::Fate(fate) => scene.judge.places_of(table, fate)?,
        };
        let mut supposed = Vec::new();
        let mut needed = false;
        for condition in conditions {
            let (does, needs) = match condition.kind {
                Part::If(does) => (does, false),
                Part::With(does) if self.ahead() => (does, false),
                Part::And(does) if !supposed.is_empty() => (does, false),
                Part::Needs(does) => (does, true),
                Part::With(_) | Part::And(_) | Part::Then(_) | Part::Else => return None,
            };
            needed |= needs;
            let (subject, against) = self.sides_of(condition);
            let own = match subject {
                Some(c) => self.team_at(c)?,
                None => team,
            };
            let other = match against {
                Some(c) => self.team_at(c)?,
                None => self.table_of(own)?.1?,
            };
            supposed.push(Supposed { team: own, other, results: results(does) });
        }
        // What is needed beside something else is more than is understood here.
        if supposed.is_empty() || needed && supposed.len() > 1 {
            return None;
        }
        let out = matches!(aim, Aim::Fate(Fate::Out));
        let claim = Claim::Conditional { table, team, supposed, needed, places, out };
        let (verdict, says, note) = match scene.judge.follows(&claim, &scene.frame.cut())? {
            Follows::Yes => (Verdict::Confirmed, Says::Yes, None),
            // A way in which it fails may break a condition that was not understood.
            Follows::No(_) if !self.all_told(conditions, team) => {
                (Verdict::Unchecked, Says::NotHeld, None)
            }
            Follows::No(why) => {
                let why = why.text(scene.frame.prepared, scene.lattice.lang);
                (Verdict::Unchecked, Says::NotHeld, Some(why))
            }
            Follows::Open => (Verdict::Unchecked, Says::NotHeld, None),
        };
        let ends = conditions.iter().chain([then]);
        let from = ends.clone().map(|h| h.from).min()?;
        let to = ends.map(|h| h.to).max()?;
        let mut s = Statement::new(from, to, vec![claim]);
        s.fact = true;
        s.own_negation = true;
        s.note = note;
        s.weighed = Some(Weighed { verdict, judged: Judged::new(says, Vec::new()) });
        Some(s)
    }

    /// Whether the sentence speaks of what is to come.
    fn ahead(&self) -> bool {
        (self.from..self.to).any(|i| match self.scene.lattice.lang {
            Lang::En => matches!(self.scene.fold(i), "will" | "would" | "ll" | "enough"),
            // The accent tells "sarà" from "gara".
            Lang::It => {
                let word = self.scene.lattice.text.word(i).to_lowercase();
                ["rà", "ranno", "rebbe", "rebbero"].iter().any(|end| word.ends_with(end))
            }
        })
    }

    /// Whether every team of the sentence is one of its conditions' or the one for
    /// which something follows.
    fn all_told(&self, conditions: &[Hit<Part>], team: TeamId) -> bool {
        let scene = self.scene;
        scene.lattice.mentions_in(self.from, self.to).all(|i| {
            let m = &scene.lattice.mentions[i];
            let teams = teams_of(scene.frame, m);
            teams.is_empty()
                || teams == [team]
                || conditions.iter().any(|c| {
                    let (subject, against) = self.sides_of(c);
                    [subject, against].into_iter().flatten().any(|s| s.to == m.to)
                })
        })
    }

    /// The team before the verb of a condition, and the one that it is against.
    fn sides_of<'h>(&self, condition: &'h Hit<Part>) -> (Option<&'h Capture>, Option<&'h Capture>) {
        let verb = condition.anchor.unwrap_or((condition.from, condition.from));
        let mut teams = condition.captures.iter().filter(|c| c.slot == Slot::Team);
        let subject = teams.clone().find(|c| c.to <= verb.0);
        let against = teams.find(|c| {
            // "With a draw Belgium would …": bound to nothing before it.
            let before =
                (verb.1 - 1..c.from).rev().find(|i| !ARTICLES.contains(&self.scene.fold(*i)));
            c.from > verb.0
                && before.is_some_and(|i| i < verb.1 || BINDING.contains(&self.scene.fold(i)))
        });
        (subject, against)
    }

    fn team_at(&self, capture: &Capture) -> Option<TeamId> {
        let m = self.scene.lattice.mentions.iter().find(|m| m.to == capture.to)?;
        match &m.who {
            Who::Teams(teams) => match teams.as_slice() {
                [team] => Some(*team),
                _ => None,
            },
            _ => None,
        }
    }

    /// The team for which something follows: the subject outside the conditions that
    /// stands nearest before it, else the one of the first condition.
    fn owner(&self, conditions: &[Hit<Part>], then: &Hit<Part>) -> Option<TeamId> {
        let scene = self.scene;
        let mut named: Vec<(usize, TeamId)> = Vec::new();
        let mut besides: Vec<(usize, TeamId)> = Vec::new();
        for i in scene.lattice.mentions_in(self.from, self.to) {
            let m = &scene.lattice.mentions[i];
            let bound = conditions.iter().any(|c| {
                let (subject, against) = self.sides_of(c);
                [subject, against].into_iter().flatten().any(|s| s.to == m.to)
            });
            // "Al Belgio basta", "enough for Belgium": of whom it is said.
            let whose = m.from.checked_sub(1).is_some_and(|b| {
                matches!(scene.fold(b), "al" | "alla" | "all" | "agli" | "ai" | "for")
            });
            let [team] = teams_of(scene.frame, m)[..] else { continue };
            match (bound, scene.discourse.oblique[i] && !whose) {
                (true, _) => {}
                (false, false) => named.push((m.from, team)),
                (false, true) => besides.push((m.from, team)),
            }
        }
        if named.is_empty() && conditions.iter().all(|c| self.sides_of(c).0.is_none()) {
            named = besides;
        }
        let before = named.iter().rev().find(|n| n.0 < then.to);
        if let Some((_, team)) = before.or(named.first()) {
            return Some(*team);
        }
        let subject = conditions.first().and_then(|c| self.sides_of(c).0);
        if let Some(capture) = subject {
            return self.team_at(capture);
        }
        let at = conditions.first()?.from;
        let against: Vec<TeamId> = conditions
            .iter()
            .filter_map(|c| self.sides_of(c).1)
            .filter_map(|c| self.team_at(c))
            .collect();
        scene.candidates(at).iter().map(|c| c.team).find(|t| !against.contains(t))
    }

    /// The table that a team stands in and its next opponent there.
    fn table_of(&self, team: TeamId) -> Option<(TableRef, Option<TeamId>)> {
        let scene = self.scene;
        let prepared = scene.frame.prepared;
        let edition = scene.frame.edition?;
        let cut = scene.frame.cut();
        let subjects = &scene.frame.subjects;
        let to_come = prepared.indices_of(team).iter().filter(|i| {
            let m = prepared.get(**i);
            !cut.includes(**i, m, subjects)
        });
        let next = to_come
            .map(|i| prepared.get(*i))
            .filter(|m| prepared.edition_of(m) == Some(edition))
            .min_by_key(|m| m.fixture.when.date);
        if let Some(m) = next {
            let side = m.fixture.side_of(team)?;
            return Some((prepared.table_of(m)?, Some(m.fixture.teams[!side])));
        }
        let date = scene.frame.today()?;
        let table = prepared.tables_with(edition, team).into_iter().find(|t| {
            let group = prepared.group(*t);
            prepared.edition(edition).stages[group.stage].from.is_none_or(|d| d <= date)
        })?;
        Some((table, None))
    }
}
