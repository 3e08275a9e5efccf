//! Goal differences, however they are told.
//!
//! Every signed number of a sentence that names the goal difference is one: "+26
//! for Norway, +10 for Italy", "plus 26 to Italy's plus ten", "la differenza reti
//! degli azzurri è +10". Whose it is says the name beside it, else the name that
//! the words "goal difference" are bound to, else the subject; of two told side by
//! side the second is that of whom the first is compared with.

use super::*;

const CUES: &[&str] = &[
    "goal difference",
    "goals difference",
    "differenza reti",
    "differenza gol",
    "saldo",
    "differenza goal",
];

/// Words that join two values told side by side.
const JOINS: &[&str] =
    &["to", "against", "contro", "a", "versus", "v", "vs", "plays", "compared", "rispetto"];

/// Words that bind a name after a value to it.
const OWNS: &[&str] = &[
    "for", "per", "of", "di", "del", "della", "dello", "dell", "dei", "degli", "delle", "the",
    "il", "la", "i", "gli", "l",
];

impl Reader<'_, '_, '_, '_, '_> {
    /// Reads the goal differences of all sentences.
    pub(super) fn differences(&self, taken: &mut [bool], out: &mut Vec<Statement>) {
        for &(from, to) in &self.scene.lattice.text.sentences {
            let cue = (from..to).find(|i| CUES.iter().any(|c| self.scene.starts(*i, c, to)));
            if let Some(cue) = cue {
                self.differences_of((from, to), cue, taken, out);
            }
        }
    }

    /// The signed numbers of a sentence: where each begins and ends, its value.
    fn signed_in(&self, (from, to): (usize, usize), cue: usize) -> Vec<(usize, usize, i32)> {
        let scene = self.scene;
        let tokens = &scene.lattice.text.tokens;
        let mut values = Vec::new();
        let mut at = from;
        while at < to {
            let word = scene.fold(at);
            let written = matches!(tokens[at].mark(), Some('+' | '-' | '−'))
                && tokens.get(at + 1).is_some_and(|t| !t.spaced)
                && (at == from || tokens[at].spaced || tokens[at - 1].mark() == Some('('));
            let told = matches!(word, "plus" | "minus")
                || matches!(word, "piu" | "meno") && at > cue && at - cue <= 9;
            // "Una differenza reti di zero", "a goal difference of zero", "zero contro -1".
            let zero = matches!(word, "zero" | "0")
                && at > cue
                && at - cue <= 10
                && matches!(
                    scene.fold(at - 1),
                    "di" | "of" | "e" | "is" | "," | "(" | ":" | "a" | "to" | "contro" | "against"
                );
            // "The better goal difference: nine to five".
            let number = scene.lattice.numbers[at];
            let first = number.is_some_and(|(_, end)| {
                values.is_empty()
                    && at > cue
                    && at - cue <= 5
                    && JOINS.contains(&scene.fold(end))
                    && scene.lattice.numbers.get(end + 1).copied().flatten().is_some()
            });
            let second = values.last().is_some_and(|v: &(usize, usize, i32)| {
                v.1 + 1 == at && JOINS.contains(&scene.fold(v.1)) && v.2 >= 0
            });
            let value = match () {
                () if written || told => scene.lattice.signed(at),
                () if zero => Some((0, at + 1)),
                () if first || second => number.map(|(n, end)| (n as i32, end)),
                () => None,
            };
            match value.filter(|_| scene.lattice.scores[at].is_none()) {
                Some((value, end)) => {
                    values.push((at, end, value));
                    at = end;
                }
                None => at += 1,
            }
        }
        // "Three points and on minus four" before the words is something else.
        values.retain(|v| v.0 > cue || cue - v.1 <= 3);
        values
    }

    fn differences_of(
        &self,
        (from, to): (usize, usize),
        cue: usize,
        taken: &mut [bool],
        out: &mut Vec<Statement>,
    ) {
        let scene = self.scene;
        let values = self.signed_in((from, to), cue);
        let mut previous: Option<(usize, i32, Option<TeamId>)> = None;
        for (i, &(at, end, value)) in values.iter().enumerate() {
            if taken[at] {
                continue;
            }
            let field = Field::GoalDifference;
            let named = self.beside(at, end, (from, to));
            let joined = |a: usize, b: usize| {
                b > a && b - a <= 5 && (a..b).any(|t| JOINS.contains(&scene.fold(t)))
            };
            let next = values.get(i + 1).filter(|n| joined(end, n.0));
            let last = previous.filter(|p| joined(p.0, at));
            let owner = named.or_else(|| {
                let first = i == 0 && last.is_none();
                first.then(|| self.of_the_cue(cue, (from, to))).flatten()
            });
            let whose = |team: TeamId| {
                let table = self.table_for(at, team)?;
                Some(Claim::Row { table, team, field, value })
            };
            let statement = match (owner, next, last) {
                (Some(team), ..) => whose(team).map(|c| Statement::new(at, end, vec![c]).owned()),
                (None, Some(next), None) => {
                    let compared = self.beside(next.0, next.1, (from, to));
                    self.one_of_two((at, end), (field, value), 0, compared, Some(next.2))
                }
                (None, _, Some(last)) => {
                    self.one_of_two((at, end), (field, value), 1, None, Some(last.1))
                }
                (None, None, None) => {
                    let (claims, sure) = self.row_claims(at, None, field, &[value]);
                    claims.statement(at, end).map(|mut s| {
                        s.owned = sure;
                        s
                    })
                }
            };
            if let Some(s) = statement {
                taken[at..end].fill(true);
                previous = Some((end, value, owner));
                out.push(s);
            }
        }
    }

    /// The team that the words right before or after a value say that it is of:
    /// "Italy's plus ten", "+26 per la Norvegia", "Norway of +26".
    fn beside(&self, at: usize, end: usize, (first, last): (usize, usize)) -> Option<TeamId> {
        let scene = self.scene;
        let lattice = scene.lattice;
        let one = |m: &crate::lattice::Mention| match teams_of(scene.frame, m)[..] {
            [team] => Some(team),
            _ => None,
        };
        // After it.
        let mut p = end;
        while p < last
            && p - end < 3
            && lattice.mention(p).is_none()
            && OWNS.contains(&scene.fold(p))
        {
            p += 1;
        }
        if p > end
            && let Some(m) = lattice.mention(p).filter(|m| m.from < last)
        {
            return one(m);
        }
        // Before it.
        let mut p = at;
        let small = |t: usize| {
            matches!(
                scene.fold(t),
                "s" | "'" | "\u{2019}" | "of" | "di" | "a" | "con" | "with" | "at"
            )
        };
        while p > first && at - p < 3 && lattice.covered[p - 1].is_none() && small(p - 1) {
            p -= 1;
        }
        let m = p.checked_sub(1).filter(|_| p < at).and_then(|i| lattice.covered[i])?;
        one(&lattice.mentions[m as usize])
    }

    /// "Israel's goal difference is", "la differenza reti degli azzurri è".
    fn of_the_cue(&self, cue: usize, (first, last): (usize, usize)) -> Option<TeamId> {
        let scene = self.scene;
        let lattice = scene.lattice;
        let one = |m: &crate::lattice::Mention| match teams_of(scene.frame, m)[..] {
            [team] => Some(team),
            _ => None,
        };
        let genitive = (cue + 1..(cue + 4).min(last)).find(|i| {
            matches!(
                scene.fold(*i),
                "di" | "del" | "della" | "dello" | "dell" | "dei" | "degli" | "delle" | "of"
            )
        });
        if let Some(i) = genitive {
            return lattice.mention(i + 1).and_then(one);
        }
        let s = cue.checked_sub(1).filter(|i| *i > first)?;
        if !matches!(scene.fold(s), "s" | "'" | "\u{2019}") {
            return None;
        }
        one(&lattice.mentions[lattice.covered[s - 1]? as usize])
    }
}
