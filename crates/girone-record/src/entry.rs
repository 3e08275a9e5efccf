//! Entries: what a ledger is made of. They are never changed or removed.

use std::sync::Arc;

use girone_model::{
    Adjustment, BySide, Coverage, LotsDrawn, Match, Moment, Outcome, Score, Side, Tenure,
};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::Offset;

/// A day or an instant at which something happened or became known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Point {
    /// Some time on a day; asked about on that very day, it counts.
    Day(Date),
    /// An instant.
    Instant(Timestamp),
}

impl Point {
    /// Says whether the point lies at or before `moment`.
    pub fn by(&self, moment: &Moment) -> bool {
        match (*self, *moment) {
            (_, Moment::Latest) => true,
            (Point::Day(day), _) => moment.includes_day(day),
            (Point::Instant(then), Moment::At { instant, .. }) => then <= instant,
            (Point::Instant(then), Moment::EndOf(day)) => {
                Offset::UTC.to_datetime(then).date() <= day
            }
        }
    }
}

/// From when an entry counts in the standings.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Valid {
    /// From the end of the match it is about; for all else, from ever.
    #[default]
    WithItsMatch,
    /// From a day or an instant on.
    From(Point),
}

/// One entry of a ledger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The page number, from 1, rising with the order of commitment.
    pub number: u64,
    /// When this ledger learned it; assigned by the store.
    pub recorded: Option<Timestamp>,
    /// From when it counts.
    pub valid: Valid,
    /// When the football world learned it; `None` means the end of the match for
    /// a result, and no later than its validity for all else.
    pub known: Option<Point>,
    /// The day at whose end it was settled who plays, for a fixture whose teams
    /// depend on other matches. Before that a fixture is not told of at all: the
    /// teams of a final are no news of the group stage.
    pub settled: Option<Date>,
    /// Who says so.
    pub by: Option<Arc<str>>,
    /// Where it is published.
    pub source: Option<Arc<str>>,
    /// Why, for a correction or a ruling.
    pub reason: Option<Arc<str>>,
    /// The entry that this one corrects. The corrected entry stops to count at
    /// all times, for whoever knows of the correction.
    pub replaces: Option<u64>,
    /// What it says.
    pub body: Body,
}

impl Entry {
    /// Makes an entry that says `body` and nothing more.
    pub fn new(number: u64, body: Body) -> Entry {
        Entry {
            number,
            recorded: None,
            valid: Valid::default(),
            known: None,
            settled: None,
            by: None,
            source: None,
            reason: None,
            replaces: None,
            body,
        }
    }
}

/// What an entry says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Body {
    /// A fixture, with what happened if it has been played. As a correction, the
    /// match as it really was.
    Match(Match),
    /// A decision of an organiser.
    Ruling(Box<Ruling>),
    /// A person in a post.
    Tenure(Box<Tenure>),
    /// The record is complete in some respect.
    Coverage(Box<Coverage>),
    /// The entry named by `of` was a mistake and nothing takes its place.
    Retraction {
        /// The entry.
        of: u64,
    },
}

/// A decision of an organiser: a new fact, which leaves the score from the pitch
/// as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ruling {
    /// The rule that is applied, e.g. `Article 27`.
    pub article: Option<Arc<str>>,
    /// The ruling that this one changes on appeal, from its own day on.
    pub appeal_of: Option<u64>,
    /// What is decided.
    pub verdict: Verdict,
}

/// What a ruling decides. `about` is the number of the entry that first told of
/// the match; a correction of that entry is meant with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// A score is set by the organiser.
    Award {
        /// The match.
        about: u64,
        /// The score that counts.
        official: BySide<u8>,
    },
    /// One side is held not to have appeared.
    Walkover {
        /// The match.
        about: u64,
        /// Who wins.
        winner: Side,
        /// The score that counts, where one is set.
        official: Option<BySide<u8>>,
    },
    /// The match is void.
    Annul {
        /// The match.
        about: u64,
    },
    /// The score from the pitch counts, whatever was decided before.
    Confirm {
        /// The match.
        about: u64,
    },
    /// Points are deducted or added.
    Deduct {
        /// The deduction in force.
        adjustment: Adjustment,
        /// Points whose deduction is suspended; they count for nothing.
        suspended: i16,
    },
    /// Lots are drawn.
    Lots(LotsDrawn),
}

impl Verdict {
    /// Returns the entry of the match that is decided on, if one is.
    pub fn about(&self) -> Option<u64> {
        match *self {
            Verdict::Award { about, .. }
            | Verdict::Walkover { about, .. }
            | Verdict::Annul { about }
            | Verdict::Confirm { about } => Some(about),
            Verdict::Deduct { .. } | Verdict::Lots(_) => None,
        }
    }

    /// Returns the outcome of a match under this ruling; `None` where it does
    /// not touch the outcome.
    pub fn apply(&self, pitch: Option<Score>) -> Option<Outcome> {
        match *self {
            Verdict::Award { official, .. } => Some(Outcome::Awarded { official, pitch }),
            Verdict::Walkover { winner, official, .. } => {
                Some(Outcome::Walkover { winner, official })
            }
            Verdict::Annul { .. } => Some(Outcome::Annulled { pitch }),
            Verdict::Confirm { .. } => pitch.map(Outcome::Played),
            Verdict::Deduct { .. } | Verdict::Lots(_) => None,
        }
    }
}
