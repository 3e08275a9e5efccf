//! Head-to-head without the rule book's evaluator, where it is plain.

use girone_model::{BySide, TeamIx};

use super::lanes::{LANES, Lanes, POINTS, ZERO, packed};
use super::places::sort_by_key;
use super::plan::{PlanGroup, QuickRule};

/// One group in one trial.
pub(crate) struct Mini<'a> {
    pub(crate) rule: QuickRule,
    pub(crate) group: &'a PlanGroup,
    /// The lines of every pair of members, the earlier member first.
    pub(crate) meetings: &'a [Vec<u16>],
    /// The packed totals of the members.
    pub(crate) keys: &'a [[i32; LANES]],
    pub(crate) lanes: &'a Lanes,
    pub(crate) lane: usize,
}

impl Mini<'_> {
    /// Orders members that are sorted by points; false if that takes more than
    /// this knows.
    pub(crate) fn order_all(&self, order: &mut [TeamIx]) -> bool {
        let points = |t: TeamIx| self.keys[usize::from(t)][self.lane] >> POINTS;
        each_run(order, points, |run| self.order_level(run))
    }

    /// Orders members that are level.
    fn order_level(&self, run: &mut [TeamIx]) -> bool {
        if run.len() > 8 || (run.len() > 2 && !self.rule.of_many) {
            return false;
        }
        // What counts of a key.
        let counted = |key: i32| if self.rule.goals { key } else { (key + ZERO) >> POINTS };
        if let [a, b] = run {
            // By far the most common case.
            let (mine, theirs) = self.between(*a, *b);
            return match counted(mine).cmp(&counted(theirs)) {
                std::cmp::Ordering::Greater => true,
                std::cmp::Ordering::Less => {
                    std::mem::swap(a, b);
                    true
                }
                std::cmp::Ordering::Equal => self.order_overall(run),
            };
        }
        let mut among = [0i32; 8];
        for i in 1..run.len() {
            for j in 0..i {
                let (a, b) = self.between(run[i], run[j]);
                among[i] += a;
                among[j] += b;
            }
        }
        // The keys follow the members.
        let mut pairs: [(TeamIx, i32); 8] = [(0, 0); 8];
        for (pair, (t, key)) in pairs.iter_mut().zip(run.iter().zip(among)) {
            *pair = (*t, counted(key));
        }
        let pairs = &mut pairs[..run.len()];
        sort_by_key(pairs, |p| p.1);
        for (t, pair) in run.iter_mut().zip(pairs.iter()) {
            *t = pair.0;
        }
        let mut start = 0;
        while start < pairs.len() {
            let level = pairs[start..].iter().take_while(|p| p.1 == pairs[start].1).count();
            let sub = &mut run[start..start + level];
            start += level;
            if level < 2 {
                continue;
            }
            let again = self.rule.restarts && level < pairs.len();
            let done = if again { self.order_level(sub) } else { self.order_overall(sub) };
            if !done {
                return false;
            }
        }
        true
    }

    /// Orders members that head-to-head leaves level by goal difference and goals.
    fn order_overall(&self, run: &mut [TeamIx]) -> bool {
        if !self.rule.then_overall {
            return false;
        }
        let key = |t: TeamIx| self.keys[usize::from(t)][self.lane];
        sort_by_key(run, key);
        run.windows(2).all(|w| key(w[0]) != key(w[1]))
    }

    /// Returns what two members took from each other, packed.
    fn between(&self, a: TeamIx, b: TeamIx) -> (i32, i32) {
        let n = self.group.members.len();
        let mut sums = (ZERO, ZERO);
        for &line in &self.meetings[usize::from(a.min(b)) * n + usize::from(a.max(b))] {
            let line = usize::from(line);
            let known = &self.group.sheet.results[line];
            let (home, away) = match line.checked_sub(self.group.played) {
                None => (known.goals.home, known.goals.away),
                Some(i) => {
                    let f = self.group.fixtures[i] as usize;
                    let BySide { home, away } = self.lanes.goals(f, self.lane);
                    (home, away)
                }
            };
            let (mine, theirs) = if known.teams.home == a { (home, away) } else { (away, home) };
            let ending = match known.winner {
                Some(_) => known.ending(),
                None => home.cmp(&away),
            };
            let turned = known.teams.home != a;
            let of = |x: u8, y: u8, ending: std::cmp::Ordering| {
                let points = match ending {
                    std::cmp::Ordering::Greater => self.group.points.win,
                    std::cmp::Ordering::Equal => self.group.points.draw,
                    std::cmp::Ordering::Less => self.group.points.loss,
                };
                packed(points.into(), i32::from(x) - i32::from(y), x.into())
            };
            let ending = if turned { ending.reverse() } else { ending };
            sums.0 += of(mine, theirs, ending);
            sums.1 += of(theirs, mine, ending.reverse());
        }
        (sums.0 - ZERO, sums.1 - ZERO)
    }
}

/// Calls `f` for each run of members with the same value.
fn each_run(
    order: &mut [TeamIx],
    value: impl Fn(TeamIx) -> i32,
    mut f: impl FnMut(&mut [TeamIx]) -> bool,
) -> bool {
    let mut start = 0;
    while start < order.len() {
        let level = order[start..].iter().take_while(|t| value(**t) == value(order[start])).count();
        if level > 1 && !f(&mut order[start..start + level]) {
            return false;
        }
        start += level;
    }
    true
}
