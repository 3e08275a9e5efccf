//! How reports tell of tables, tallies and runs: rows for both languages.

mod english;
mod italian;

use crate::claim::Outcome;
use crate::pattern::Row;

/// What a row says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Say {
    /// Points.
    Points,
    /// Points, if the clause is about a table and ends with the number.
    BarePoints,
    /// One point ahead of somebody.
    AheadOne,
    /// One point behind somebody.
    BehindOne,
    /// Points ahead of somebody.
    Ahead,
    /// Points behind somebody.
    Behind,
    /// Points from who holds a place.
    GapPlace,
    /// Points from who is first.
    GapFirst,
    /// All matches won.
    Perfect,
    /// No point.
    Pointless,
    /// Points of another team.
    PointsOf,
    /// Points between two teams, either way.
    GapAny,
    /// Equal points.
    Level,
    /// A place by its ordinal.
    Place,
    /// A place by an ordinal that might be something else.
    BarePlace,
    /// A certain place.
    At(u8),
    /// The last place.
    Bottom,
    /// A number of results.
    Tally(Outcome),
    /// The nth result of its kind.
    Nth(Outcome),
    /// The first time such a result came.
    First(Outcome),
    /// A run.
    Run(crate::claim::Run),
    /// Won all of a number of matches.
    AllWon,
    /// Goals scored.
    For,
    /// Goals conceded.
    Against,
    /// Goals of two teams side by side.
    ForBoth,
    /// Goal difference.
    Difference,
    /// Matches played, or the matchday.
    PlayedOrDay,
    /// Matches played.
    PlayedSure,
    /// Goals scored, loosely.
    Goals,
    /// The team named is first.
    FirstIs,
    /// Goals scored of two teams side by side.
    GoalsBoth,
    /// Matches played, loosely.
    Played,
    /// Matches left.
    Left,
    /// Matches in hand.
    InHand,
    /// Matches played more than somebody.
    InHandLess,
    /// One match in hand.
    InHandOne,
    /// One match played more.
    InHandOneLess,
    /// Matches left, of which only the number is told.
    LeftBare,
    /// A group.
    Group,
    /// A matchday.
    Day,
    /// Won, drawn and lost.
    Triple,
    /// First such result since a year or in a number of matches.
    Since(Outcome),
    /// When such a result last came.
    Last(Outcome),
    /// A run of which the sentence says what it is of.
    RunOf,
    /// A run in the meetings of two teams.
    MeetingRun(crate::claim::Run),
    /// Such a result of nobody against somebody in a number of meetings.
    NeverIn,
    /// How often two teams have met.
    Meeting,
    /// A coach.
    Coach,
    /// Goals of a player in a competition.
    PlayerTotal,
    /// A number that is none of these.
    Else,
}

use crate::claim::Run as R;
use Outcome::{Drawn, Lost, Won};
use Say::*;

const fn row(kind: Say, pattern: &'static str) -> Row<Say> {
    Row { kind, pattern, says: "" }
}

/// A row that is also written.
const fn both(kind: Say, pattern: &'static str, says: &'static str) -> Row<Say> {
    Row { kind, pattern, says }
}

pub(crate) use english::EN;
pub(crate) use italian::IT;
