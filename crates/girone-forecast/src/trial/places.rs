//! Who takes which place of a group in a trial.

use girone_model::TeamIx;

use super::engine::{Engine, Work};
use super::lanes::{LANES, Lanes, POINTS};
use super::mini::Mini;
use super::plan::Quick;
use super::rng::Stream;

/// Where the random numbers for lots lie.
pub(super) const LOTS: u32 = 2 << 24;

impl Engine<'_> {
    /// Finds the position of every member by what is plain: points, or points, goal
    /// difference and goals; of those level the earlier member comes first. For all
    /// trials of a block.
    #[inline(always)]
    pub(super) fn rank_quickly(&self, lanes: &Lanes, work: &mut Work) {
        for (at, group) in self.plan.groups.iter().enumerate() {
            // What does not count yet where head-to-head comes before it.
            let low = match group.quick {
                Quick::Nothing => continue,
                Quick::PointsGoals { .. } => 0,
                Quick::HeadToHead(_) => (1 << POINTS) - 1,
            };
            let first = self.first[at];
            let keys = &lanes.keys[first..first + group.members.len()];
            let mut level = [0i32; LANES];
            for (m, (mine, positions)) in keys.iter().zip(&mut work.position[first..]).enumerate() {
                let mut position = [0i32; LANES];
                let (mut above, mut not_below) = ([0i32; LANES], [0i32; LANES]);
                for i in 0..LANES {
                    (above[i], not_below[i]) = (mine[i] | low, (mine[i] & !low) - 1);
                }
                for earlier in &keys[..m] {
                    for i in 0..LANES {
                        let leads = -i32::from(earlier[i] > not_below[i]);
                        position[i] -= leads;
                        level[i] |= leads ^ -i32::from(earlier[i] > above[i]);
                    }
                }
                for later in &keys[m + 1..] {
                    for i in 0..LANES {
                        position[i] -= -i32::from(later[i] > above[i]);
                    }
                }
                for i in 0..LANES {
                    positions[i] = position[i] as u8;
                }
            }
            for (distinct, level) in work.distinct[at].iter_mut().zip(level) {
                *distinct = level == 0;
            }
        }
    }

    /// Draws the lot of a member.
    fn lot(&self, group: usize, member: TeamIx, stream: Stream) -> u64 {
        stream.at(LOTS + group as u32 * 64 + u32::from(member))
    }

    /// Writes the goals of a trial into the sheet of a group.
    pub(super) fn write_sheet(&self, at: usize, lanes: &Lanes, lane: usize, work: &mut Work) {
        let group = &self.plan.groups[at];
        let lines = &mut work.sheets[at].results[group.played..];
        for (line, &fixture) in lines.iter_mut().zip(&group.fixtures) {
            let f = fixture as usize;
            line.goals = lanes.goals(f, lane);
        }
    }

    pub(super) fn rank_group(
        &self,
        at: usize,
        stream: Stream,
        lanes: &Lanes,
        lane: usize,
        work: &mut Work,
    ) {
        let group = &self.plan.groups[at];
        let n = group.members.len();
        let first = self.first[at];
        let keys = &lanes.keys[first..first + n];
        if group.quick != Quick::Nothing {
            let order = &mut work.orders[at];
            for (member, position) in work.position[first..first + n].iter().enumerate() {
                order[usize::from(position[lane])] = member as TeamIx;
            }
            if work.distinct[at][lane] {
                return;
            }
            let done = match group.quick {
                Quick::Nothing => false,
                Quick::PointsGoals { then_lots } => {
                    if then_lots {
                        let key = |t: TeamIx| keys[usize::from(t)][lane];
                        sort_by_key(order, |t| (key(t), self.lot(at, t, stream)));
                    }
                    then_lots
                }
                Quick::HeadToHead(rule) => {
                    let meetings = &self.meetings[at];
                    Mini { rule, group, meetings, keys, lanes, lane }.order_all(order)
                }
            };
            if done {
                return;
            }
        }
        self.write_sheet(at, lanes, lane, work);
        let order = &mut work.orders[at];
        for (i, o) in order.iter_mut().enumerate() {
            *o = i as TeamIx;
        }
        let places = group.compiled.places(&work.sheets[at], &mut work.scratch);
        // Lots between teams that nothing separates.
        let lot = |t: TeamIx| self.lot(at, t, stream) >> 8;
        let shared = has_shared(places);
        sort_by_key(order, |t| {
            let place = u64::from(u8::MAX - places[usize::from(t)]) << 56;
            place | if shared { lot(t) } else { 0 }
        });
    }
}

fn has_shared(places: &[u8]) -> bool {
    let mut seen = [0u64; 4];
    places.iter().any(|&p| {
        let (word, bit) = (usize::from(p >> 6), 1u64 << (p & 63));
        let before = seen[word] & bit != 0;
        seen[word] |= bit;
        before
    })
}

/// Sorts by a key, highest first; the lists are short.
#[inline]
pub(crate) fn sort_by_key<T: Copy, K: Ord>(list: &mut [T], key: impl Fn(T) -> K) {
    for i in 1..list.len() {
        let item = list[i];
        let value = key(item);
        let mut j = i;
        while j > 0 && key(list[j - 1]) < value {
            list[j] = list[j - 1];
            j -= 1;
        }
        list[j] = item;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Engine, Ground, Plan, Ratings};
    use girone_model::{BySide, Sheet, TeamId};
    use girone_rules::{Count, Criterion, HeadToHead, Once, Reading, Regulation};

    /// The quick orders never contradict the rule book's evaluator.
    #[test]
    fn quick_orders_agree_with_the_evaluator() {
        let overall = [Count::GoalDifference, Count::GoalsScored].map(Criterion::Overall);
        let mut books = vec![Regulation::of("goals first", overall.to_vec())];
        for reading in [Reading::Fixed, Reading::Narrowing, Reading::Restarting] {
            for counts in [
                vec![Count::Points],
                vec![Count::Points, Count::GoalDifference, Count::GoalsScored],
                vec![Count::Points, Count::GoalDifference, Count::GoalsScored, Count::AwayGoals],
            ] {
                let rule = HeadToHead { counts, counts_of_two: None, reading, once: Once::Always };
                let mut criteria = vec![Criterion::HeadToHead(rule)];
                criteria.extend(overall.clone());
                books.push(Regulation::of("head-to-head", criteria));
            }
        }
        let mut quick = 0;
        for (n, rounds) in [(3u8, 1), (4, 1), (4, 2), (5, 2), (6, 1)] {
            let mut sheet = Sheet::new((0..u32::from(n)).map(TeamId).collect());
            for home in 0..n {
                for away in (0..n).filter(|a| if rounds == 1 { home < *a } else { home != *a }) {
                    sheet.remaining.push(BySide::new(home, away));
                }
            }
            let mut ratings = Ratings::equal(n.into());
            // Few goals, so that many are level.
            ratings.base = -0.7;
            ratings.deviations[0] = 0.1;
            for book in &books {
                let plan = Plan::of_sheet(&sheet, book, Ground::Home);
                let engine = Engine::new(&plan, &ratings);
                let mut work = engine.work();
                let mut lanes = Lanes::new(n.into(), plan.fixtures.len(), n.into());
                for block in 0..40 {
                    engine.play_block(3, block * LANES as u64, &mut lanes, &mut work);
                    for lane in 0..LANES {
                        let stream = Stream::new(3, block * LANES as u64 + lane as u64);
                        engine.rank_group(0, stream, &lanes, lane, &mut work);
                        let order = work.orders[0].clone();
                        engine.write_sheet(0, &lanes, lane, &mut work);
                        let compiled = &plan.groups[0].compiled;
                        let places = compiled.places(&work.sheets[0], &mut work.scratch);
                        let by_order: Vec<u8> =
                            order.iter().map(|t| places[usize::from(*t)]).collect();
                        assert!(by_order.is_sorted(), "{} {n}: {by_order:?}", book.id);
                        quick += 1;
                    }
                }
            }
        }
        assert!(quick > 10_000);
    }
}
