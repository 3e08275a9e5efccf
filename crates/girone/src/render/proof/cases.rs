//! Proofs that go through cases: results one by one, and the criteria among teams
//! that end level.

use girone_model::TeamIx;
use girone_rules::{Count, Criterion};
use girone_scenarios::{Level, Node, Standings};

use super::*;

impl Teller<'_> {
    pub(super) fn cases(&self, node: &Node) -> String {
        let mut leaves = Vec::new();
        collect(node, &mut Vec::new(), &mut leaves);
        let aim = self.side();
        let (least, most) = self.own_points();
        let own = match self.certificate.own {
            Own::Any if self.left(self.x) > 0 => None,
            _ => Some(self.own(aim, if aim == Side::Above { most } else { least })),
        };
        let (shown, more) = (leaves.len().min(MOST_CASES), leaves.len().saturating_sub(MOST_CASES));
        let mut told: Vec<String> = Vec::new();
        for leaf in &leaves[..shown] {
            let reason = self.leaf(leaf, aim);
            if leaf.path.is_empty() {
                told.push(reason);
            } else {
                let when: Vec<String> =
                    leaf.path.iter().map(|(game, outcome)| self.outcome(*game, *outcome)).collect();
                let word = if self.it { "se" } else { "if" };
                told.push(format!("{word} {}, {reason}", join(&when, self.lang)));
            }
        }
        if more > 0 {
            told.push(if self.it {
                format!("e così in altri {more} casi")
            } else {
                format!("and so in {more} more cases")
            });
        }
        let told = told.join("; ");
        match own {
            Some(own) if self.it => format!("{own}, e {told}"),
            Some(own) => format!("{own}, and {told}"),
            None => told,
        }
    }

    fn outcome(&self, game: usize, outcome: i8) -> String {
        let range = girone_scenarios::Range {
            game,
            least: (outcome >= 0).then_some(i32::from(outcome)),
            most: (outcome <= 0).then_some(i32::from(outcome)),
        };
        self.writer.range(&range, u8::MAX)
    }

    fn leaf(&self, leaf: &Leaf<'_>, aim: Side) -> String {
        let it = self.it;
        let own = self.range(self.x, &leaf.path);
        let others = (0..self.n()).filter(|t| *t != self.x);
        let (mut above, mut below, mut level) = (Vec::new(), Vec::new(), Vec::new());
        for t in others {
            let r = self.range(t, &leaf.path);
            if r.0 > own.1 {
                above.push(t);
            } else if r.1 < own.0 {
                below.push(t);
            } else {
                level.push((t, r));
            }
        }
        let be = |teams: &[usize]| if teams.len() == 1 { "resta" } else { "restano" };
        let say_above = |teams: &[usize]| match it {
            true => format!("{} {} davanti per punti", self.names(teams), be(teams)),
            false => format!("{} stay above on points", self.names(teams)),
        };
        let say_below = |teams: &[usize]| match it {
            true => format!("{} {} dietro per punti", self.names(teams), be(teams)),
            false => format!("{} stay below on points", self.names(teams)),
        };
        if leaf.excluded {
            return if it { "l'ipotesi lo esclude" } else { "what is supposed excludes it" }
                .to_owned();
        }
        let mut parts = Vec::new();
        match aim {
            Side::Above if !above.is_empty() => parts.push(say_above(&above)),
            Side::Below if !below.is_empty() => parts.push(say_below(&below)),
            Side::Between => {
                if !above.is_empty() {
                    parts.push(say_above(&above));
                }
                if !below.is_empty() {
                    parts.push(say_below(&below));
                }
            }
            _ => {}
        }
        if let Some(tree) = leaf.level {
            let rivals: Vec<usize> = level.iter().map(|(t, _)| *t).collect();
            parts.push(self.criteria(tree, &rivals, own.1, aim));
        }
        if parts.is_empty() {
            return if it { "i punti lo escludono" } else { "points exclude it" }.to_owned();
        }
        parts.join(if it { " e " } else { " and " })
    }

    /// Says why those level on points stay ahead or behind.
    fn criteria(&self, tree: &Level, rivals: &[usize], points: i32, aim: Side) -> String {
        let it = self.it;
        let names = self.names(rivals);
        let p = plain(points);
        if let [one] = rivals
            && let Some((criterion, own, its)) = self.fixed_reason(*one)
        {
            let ahead = its > own;
            let gd = criterion.1;
            let write = |v: i32| if gd { signed(v) } else { plain(v) };
            let (first, second) = if ahead { (its, own) } else { (own, its) };
            return match (it, ahead) {
                (false, true) => format!(
                    "{names}, level on {p}, stay ahead on {} ({} to {})",
                    criterion.0,
                    write(first),
                    write(second)
                ),
                (false, false) => format!(
                    "{names}, level on {p}, stay behind on {} ({} to {})",
                    criterion.0,
                    write(first),
                    write(second)
                ),
                (true, true) => format!(
                    "{names}, a pari con {p}, resta davanti per {} ({} a {})",
                    criterion.0,
                    write(first),
                    write(second)
                ),
                (true, false) => format!(
                    "{names}, a pari con {p}, resta dietro per {} ({} a {})",
                    criterion.0,
                    write(first),
                    write(second)
                ),
            };
        }
        if let Some(text) = self.closed_set(tree) {
            return text;
        }
        let by = self.first_criterion();
        match (aim, rivals.is_empty(), it) {
            (_, true, false) => format!("the criteria ({by}, …) exclude it"),
            (_, true, true) => format!("i criteri ({by}, …) lo escludono"),
            (Side::Above, _, false) => format!(
                "of those that can be level on {p}, {names}, too few can be put behind, whatever the goals ({by}, …)"
            ),
            (Side::Above, _, true) => format!(
                "di chi può essere a pari con {p}, {names}, troppo poche possono finire dietro, comunque vadano i gol ({by}, …)"
            ),
            (Side::Below, _, false) => format!(
                "of those that can be level on {p}, {names}, too few can get ahead, whatever the goals ({by}, …)"
            ),
            (Side::Below, _, true) => format!(
                "di chi può essere a pari con {p}, {names}, troppo poche possono passare davanti, comunque vadano i gol ({by}, …)"
            ),
            (Side::Between, _, false) => format!(
                "among those level on {p}, {names}, the criteria leave other places ({by}, …)"
            ),
            (Side::Between, _, true) => {
                format!("fra chi è a pari con {p}, {names}, i criteri danno altri posti ({by}, …)")
            }
        }
    }

    fn first_criterion(&self) -> String {
        let first = self.answer.table.regulation.criteria.first();
        first
            .map_or(String::new(), |step| girone_rules::criterion_words(&step.criterion, self.lang))
    }

    /// The first criterion on which the team and a rival, alone level on points,
    /// differ, where it is fixed already: its words, and both values.
    fn fixed_reason(&self, rival: usize) -> Option<((String, bool), i32, i32)> {
        let sheet = &self.answer.table.sheet.sheet;
        let (x, y) = (self.x as TeamIx, rival as TeamIx);
        let meets = |f: &BySide<TeamIx>| f.side_of(&x).is_some() && f.side_of(&y).is_some();
        let met = !self.remaining().iter().any(meets);
        let done = self.left(self.x) == 0 && self.left(rival) == 0;
        let head = if self.it { "scontri diretti" } else { "head-to-head" };
        let of = |t: &Totals, count: Count| match count {
            Count::Points => Some(t.points),
            Count::GoalDifference => Some(t.goal_difference()),
            Count::GoalsScored => Some(i32::from(t.goals_for)),
            Count::Wins => Some(i32::from(t.won)),
            Count::AwayGoals => Some(i32::from(t.away_goals)),
            _ => None,
        };
        for step in &self.answer.table.regulation.criteria {
            match &step.criterion {
                Criterion::HeadToHead(h) if met => {
                    let lines = sheet.results.iter().filter(|l| meets(&l.teams));
                    let totals =
                        Totals::over(self.n(), lines, &self.answer.table.regulation.points);
                    let counts = h.counts_of_two.as_ref().unwrap_or(&h.counts);
                    for count in counts {
                        let (a, b) = (of(&totals[self.x], *count)?, of(&totals[rival], *count)?);
                        if a != b {
                            let what = girone_rules::count_words(*count, self.lang);
                            let gd = *count == Count::GoalDifference;
                            return Some(((format!("{head}: {what}"), gd), a, b));
                        }
                    }
                }
                Criterion::Overall(count) if done => {
                    let (a, b) = (of(&self.now[self.x], *count)?, of(&self.now[rival], *count)?);
                    if a != b {
                        let what = girone_rules::count_words(*count, self.lang);
                        return Some(((what.to_owned(), *count == Count::GoalDifference), a, b));
                    }
                }
                _ => return None,
            }
        }
        None
    }

    /// Rivals that would all have to pass the team on goal difference but only have
    /// each other left to play.
    fn closed_set(&self, tree: &Level) -> Option<String> {
        if self.left(self.x) > 0
            || self.answer.table.regulation.criteria.first().map(|s| &s.criterion)
                != Some(&Criterion::Overall(Count::GoalDifference))
        {
            return None;
        }
        let set = ahead_sets(tree, &mut Vec::new())?;
        let inside = |f: &BySide<TeamIx>| set.contains(&f.home) && set.contains(&f.away);
        let touches = |f: &BySide<TeamIx>| set.contains(&f.home) || set.contains(&f.away);
        if set.len() < 2 || self.remaining().iter().any(|f| touches(f) && !inside(f)) {
            return None;
        }
        let gd = |t: usize| self.now[t].goal_difference();
        let sum: i32 = set.iter().map(|t| gd(usize::from(*t))).sum();
        let own = gd(self.x);
        if sum >= own * set.len() as i32 {
            return None;
        }
        let teams: Vec<usize> = set.iter().map(|t| usize::from(*t)).collect();
        let names = self.names(&teams);
        let (sum, own) = (signed(sum), signed(own));
        Some(if self.it {
            format!(
                "{names} hanno da giocare solo fra loro: la somma delle loro differenze reti resta {sum}, e non possono superare tutte {own}"
            )
        } else {
            format!(
                "{names} only have each other left to play: their goal differences add up to {sum} whatever happens, so they cannot all pass {own}"
            )
        })
    }

    pub(super) fn standings(&self, node: &Standings) -> String {
        let mut rivals: Vec<usize> = Vec::new();
        let cases = standing_cases(node, &mut rivals);
        let aim = self.side();
        let (least, most) = self.own_points();
        let own = self.own(aim, if aim == Side::Above { most } else { least });
        let names = self.names(&rivals);
        if self.it {
            format!(
                "{own}; che {names} finisca sopra, alla pari o sotto, in ognuno dei {cases} casi i punti delle partite rimaste o i criteri fra chi è a pari lo escludono"
            )
        } else {
            format!(
                "{own}; whether {names} end above, level or below, in each of {cases} cases the points of the remaining matches or the criteria among level teams exclude it"
            )
        }
    }
}

/// A case of a proof: results, and what is left to the criteria.
struct Leaf<'a> {
    path: Vec<(usize, i8)>,
    level: Option<&'a Level>,
    excluded: bool,
}

fn collect<'a>(node: &'a Node, path: &mut Vec<(usize, i8)>, leaves: &mut Vec<Leaf<'a>>) {
    match node {
        Node::Match { game, home, drawn, away } => {
            for (outcome, next) in [(1, home), (0, drawn), (-1, away)] {
                path.push((*game, outcome));
                collect(next, path, leaves);
                path.pop();
            }
        }
        Node::Level(level) => {
            leaves.push(Leaf { path: path.clone(), level: Some(level), excluded: false });
        }
        Node::Excluded => leaves.push(Leaf { path: path.clone(), level: None, excluded: true }),
        Node::Settled | Node::Short(_) | Node::Over(_) => {
            leaves.push(Leaf { path: path.clone(), level: None, excluded: false });
        }
    }
}

/// Returns a set of two rivals or more that a tree shows cannot all be ahead.
fn ahead_sets(tree: &Level, path: &mut Vec<TeamIx>) -> Option<Vec<TeamIx>> {
    match tree {
        Level::Split { rival, behind, level, ahead } => {
            path.push(*rival);
            let found = ahead_sets(ahead, path);
            path.pop();
            found.or_else(|| ahead_sets(behind, path)).or_else(|| ahead_sets(level, path))
        }
        Level::Refuted(_) if path.len() > 1 => Some(path.clone()),
        _ => None,
    }
}

fn standing_cases(node: &Standings, rivals: &mut Vec<usize>) -> usize {
    match node {
        Standings::Case { rival, then, otherwise, .. } => {
            if !rivals.contains(&usize::from(*rival)) {
                rivals.push(usize::from(*rival));
            }
            standing_cases(then, rivals) + standing_cases(otherwise, rivals)
        }
        _ => 1,
    }
}
