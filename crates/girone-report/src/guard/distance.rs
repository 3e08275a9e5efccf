//! How far a figure is from the right one.
//!
//! Figures that are written wrong are near the right ones: the table before the
//! match, one run or one goal more or less. One that is far from what the words
//! were held against was rather said of something else, and is no alarm.

use crate::check::Finding;
use crate::claim::{At, Claim, Field, Tally};

use super::Guard;

/// How far a count may be from the right one to be a wrong count.
const COUNT: i32 = 2;
/// The same for a run: the length before the last matches.
const RUN: i32 = 3;
/// The same for points: a win that is left out or counted twice.
const POINTS: i32 = 3;
/// The same for goals: those of the match reported, and for what a team is ahead by.
const GOALS: i32 = 4;
/// The same for the goals of both sides of another match than the one reported.
const SCORE: i32 = 2;

impl Guard<'_, '_, '_, '_, '_> {
    /// Whether the figure of a contradicted statement is too far from the right one.
    pub(super) fn far(&self, finding: &Finding) -> bool {
        let (Some(claim), Some(right)) = (&finding.claim, &finding.right) else { return false };
        let figures = figures(right);
        let beyond = |stated: i32, most: i32| match figures.as_slice() {
            [right] => (stated.abs() - right.abs()).abs() > most,
            _ => false,
        };
        match claim {
            Claim::Row { field, value, .. } | Claim::Total { field, value, .. } => match field {
                Field::Position => beyond(*value, COUNT),
                Field::Points => beyond(*value, POINTS),
                Field::GoalDifference | Field::GoalsFor | Field::GoalsAgainst => {
                    beyond(*value, GOALS)
                }
                _ => beyond(*value, COUNT),
            },
            Claim::Gap { points, .. } => beyond(*points, GOALS),
            Claim::InHand { games, .. } => beyond(*games, COUNT),
            Claim::Streak { length, .. } => beyond(i32::from(*length), RUN),
            Claim::Meetings { number, .. } => beyond(i32::from(*number), COUNT),
            Claim::PlayerTotal { goals, .. } => beyond(i32::from(*goals), RUN),
            Claim::Record { tally, .. } | Claim::HeadToHead { tally, .. } => {
                let told = told(tally);
                match (told.as_slice(), figures.as_slice()) {
                    // A long count may be off by more: 112 wins of 108.
                    ([one], [right]) => beyond(*one, COUNT + right.abs() / 10),
                    // One of three figures is held against its own.
                    ([one], [w, d, l]) => {
                        let of = [(tally.won, w), (tally.drawn, d), (tally.lost, l)];
                        let mut of = of.iter().filter(|(t, _)| t.is_some());
                        of.any(|(_, r)| (*one - **r).abs() > COUNT)
                    }
                    ([a, b, c], [x, y, z]) => {
                        let apart = [(a, x), (b, y), (c, z)].map(|(s, r)| (*s - *r).abs());
                        apart.iter().sum::<i32>() > GOALS
                    }
                    _ => false,
                }
            }
            Claim::Score { game, goals: (a, b), at: At::End, .. } => {
                let (a, b) = (i32::from(*a), i32::from(*b));
                // The match reported, where both its sides are named: any score.
                let named = self.teams(self.clause);
                if self.main(*game) && self.pair(*game).iter().all(|t| named.contains(t)) {
                    return false;
                }
                let most = if self.main(*game) { 1 } else { SCORE };
                match figures.as_slice() {
                    [x, y] => {
                        let apart = |x: i32, y: i32| (a - x).abs() + (b - y).abs();
                        apart(*x, *y).min(apart(*y, *x)) > most
                    }
                    _ => false,
                }
            }
            _ => false,
        }
    }
}

fn told(tally: &Tally) -> Vec<i32> {
    let all = [tally.won, tally.drawn, tally.lost];
    let one: Vec<i32> = all.iter().flatten().map(|n| i32::from(*n)).collect();
    match one.as_slice() {
        [] => tally.played.map(i32::from).into_iter().collect(),
        _ => one,
    }
}

/// The numbers of a right value: `3`, `-1`, `2-1`, `4-0-2`.
fn figures(right: &str) -> Vec<i32> {
    if let Ok(one) = right.trim().parse::<i32>() {
        return vec![one];
    }
    let parts: Option<Vec<i32>> = right.split('-').map(|p| p.trim().parse().ok()).collect();
    parts.unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn right_values_are_read() {
        assert_eq!(figures("3"), [3]);
        assert_eq!(figures("-5"), [-5]);
        assert_eq!(figures("2-1"), [2, 1]);
        assert_eq!(figures("4-0-2"), [4, 0, 2]);
        assert_eq!(figures("13, 77"), [0i32; 0]);
        assert_eq!(figures("Rudi Garcia"), [0i32; 0]);
    }
}
