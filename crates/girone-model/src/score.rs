//! Scores and minutes.

use std::fmt;

use crate::{BySide, Side};

/// What the score was at each break, as far as it is known.
///
/// Goals count `0..=99`. All scores are running totals: `result` includes the
/// goals of `half_time`. A shoot-out is never part of the score.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Score {
    /// After 45 minutes.
    pub half_time: Option<BySide<u8>>,
    /// After 90 minutes, where it is known to differ from or equal `result`.
    pub full_time: Option<BySide<u8>>,
    /// At the end of play, extra time included.
    pub result: BySide<u8>,
    /// Whether extra time was played; `None` where the source does not say.
    pub extra_time: Option<bool>,
    /// The shoot-out, if there was one.
    pub shoot_out: Option<ShootOut>,
}

/// A penalty shoot-out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ShootOut {
    /// Who won it.
    pub winner: Side,
    /// The count of penalties scored, where it is known.
    pub goals: Option<BySide<u8>>,
}

impl Score {
    /// Makes a score of 90 minutes of which only the end is known.
    pub const fn of(home: u8, away: u8) -> Score {
        Score {
            half_time: None,
            full_time: None,
            result: BySide::new(home, away),
            extra_time: None,
            shoot_out: None,
        }
    }

    /// Returns who has more goals at the end of play, `None` if drawn.
    ///
    /// A shoot-out does not count: the match stays drawn.
    pub fn winner(&self) -> Option<Side> {
        match self.result.home.cmp(&self.result.away) {
            std::cmp::Ordering::Greater => Some(Side::Home),
            std::cmp::Ordering::Less => Some(Side::Away),
            std::cmp::Ordering::Equal => None,
        }
    }

    /// Returns who goes on: the winner of the match, or else of the shoot-out.
    pub fn advances(&self) -> Option<Side> {
        self.winner().or(self.shoot_out.map(|s| s.winner))
    }

    /// Turns the score round, so that the other team is named first.
    pub fn swap(self) -> Score {
        Score {
            half_time: self.half_time.map(BySide::swap),
            full_time: self.full_time.map(BySide::swap),
            result: self.result.swap(),
            extra_time: self.extra_time,
            shoot_out: self
                .shoot_out
                .map(|s| ShootOut { winner: !s.winner, goals: s.goals.map(BySide::swap) }),
        }
    }
}

impl fmt::Display for Score {
    /// Writes the score at the end of play, e.g. `2-1`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.result.home, self.result.away)
    }
}

/// A minute of play as reports write it: `42`, `45+2`, `90+4`.
///
/// Counted from 1; a goal in the first minute is in minute 1. Source data that
/// fold stoppage time into 45 or 90 give `added == 0`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Minute {
    /// The minute of regular or extra time, `1..=120`.
    pub base: u8,
    /// Minutes of stoppage time, 0 if none.
    pub added: u8,
}

impl Minute {
    /// Makes a minute without stoppage time.
    pub const fn new(base: u8) -> Minute {
        Minute { base, added: 0 }
    }
}

impl fmt::Display for Minute {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.added == 0 {
            write!(f, "{}", self.base)
        } else {
            write!(f, "{}+{}", self.base, self.added)
        }
    }
}
