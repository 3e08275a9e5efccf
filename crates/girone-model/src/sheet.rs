//! What a table is computed from.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use crate::{BySide, MatchId, Side, TeamId};

/// The position of a team in a [`Sheet`], `0..teams.len()`.
pub type TeamIx = u8;

/// One result that counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Line {
    /// Who played, home first.
    pub teams: BySide<TeamIx>,
    /// The goals that count.
    pub goals: BySide<u8>,
    /// Who won by decision, whatever the goals that count: a walkover without a
    /// score, or a match lost by penalty of which 0-0 is left.
    pub winner: Option<Side>,
    /// The match of the record, where it is a real one.
    pub match_id: Option<MatchId>,
}

impl Line {
    /// Makes a result that is not in a record.
    pub const fn new(home: TeamIx, away: TeamIx, home_goals: u8, away_goals: u8) -> Line {
        Line::of(BySide::new(home, away), BySide::new(home_goals, away_goals))
    }

    /// Makes a result that is not in a record, of two sides.
    pub const fn of(teams: BySide<TeamIx>, goals: BySide<u8>) -> Line {
        Line { teams, goals, winner: None, match_id: None }
    }

    /// Returns how the home side did against the away side, as the table counts
    /// it: by decision where there is one, else by goals.
    pub fn ending(&self) -> Ordering {
        match self.winner {
            Some(Side::Home) => Ordering::Greater,
            Some(Side::Away) => Ordering::Less,
            None => self.goals.home.cmp(&self.goals.away),
        }
    }
}

/// What a team brings into a table from matches that are not in it, e.g. from the
/// first stage of a split season.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct CarriedOver {
    /// Matches played.
    pub played: u16,
    /// Matches won.
    pub won: u16,
    /// Matches drawn.
    pub drawn: u16,
    /// Matches lost.
    pub lost: u16,
    /// Goals scored.
    pub goals_for: u16,
    /// Goals conceded.
    pub goals_against: u16,
    /// Goals scored away from home.
    pub away_goals: u16,
    /// Matches won away from home.
    pub away_wins: u16,
    /// Points.
    pub points: i32,
}

/// Everything that one table is computed from: real, hypothetical or simulated.
///
/// All per-team vectors are either as long as `teams` or empty, which means
/// that nothing is known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sheet {
    /// The teams, in an order that means nothing.
    pub teams: Vec<TeamId>,
    /// The results that count.
    pub results: Vec<Line>,
    /// The fixtures still to be played.
    pub remaining: Vec<BySide<TeamIx>>,
    /// Points added (negative: deducted) by decision, per team.
    pub adjustments: Vec<i16>,
    /// What teams bring with them from matches that are not in the sheet, per team.
    pub carried: Vec<CarriedOver>,
    /// Conduct points per team, more is better (a yellow card is −1); `None`
    /// where the cards are not all known.
    pub conduct: Vec<Option<i32>>,
    /// Fixed values such as a ranking or a coefficient, by name, per team; more
    /// is better, so a rank is stored negated.
    pub constants: BTreeMap<String, Vec<Option<i64>>>,
    /// The order that was drawn by lot between teams, smaller first.
    pub lots: Vec<Option<u8>>,
    /// Play-off matches and shoot-outs held to separate level teams, as
    /// (winner, loser).
    pub play_offs: Vec<(TeamIx, TeamIx)>,
}

impl Sheet {
    /// Makes a sheet of `teams` without any result.
    pub fn new(teams: Vec<TeamId>) -> Sheet {
        Sheet { teams, ..Sheet::default() }
    }

    /// Returns the position of a team.
    pub fn index_of(&self, team: TeamId) -> Option<TeamIx> {
        self.teams.iter().position(|t| *t == team).and_then(|i| TeamIx::try_from(i).ok())
    }

    /// Returns the points that were added to a team by decision.
    pub fn adjustment(&self, team: TeamIx) -> i16 {
        self.adjustments.get(usize::from(team)).copied().unwrap_or(0)
    }

    /// Says whether no fixture remains.
    pub fn is_finished(&self) -> bool {
        self.remaining.is_empty()
    }
}
