//! Decisions off the pitch, as `[[ruling]]` in the file of an edition.

use girone_model::{BySide, Side};
use jiff::civil::Date;

use crate::Reliability;

/// A decision of the organiser.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ruling {
    /// What was decided.
    pub kind: RulingKind,
    /// The edition, where one file holds the decisions of many seasons.
    pub edition: Option<String>,
    /// The stage whose table it changes, or every one.
    pub stage: Option<String>,
    /// From when it counts in the table; always if not given.
    pub from: Option<Date>,
    /// The last day on which it counts, e.g. until an appeal lifted it.
    pub until: Option<Date>,
    /// When it was announced, if that is not `from`.
    pub known: Option<Date>,
    /// Who decided.
    pub by: Option<String>,
    /// Why.
    pub reason: Option<String>,
    /// The article it rests on.
    pub article: Option<String>,
    /// Where it is published.
    pub source: Option<String>,
    /// How sure it is.
    pub reliability: Reliability,
}

/// What was decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RulingKind {
    /// A score set by decision. The score from the pitch stays in the record; a
    /// match that the record lacks is added.
    Award {
        /// Which match.
        of: MatchRef,
        /// The score that counts.
        official: BySide<u8>,
        /// The score from the pitch, where the record may lack it.
        pitch: Option<BySide<u8>>,
    },
    /// One side did not appear.
    Walkover {
        /// Which match.
        of: MatchRef,
        /// Who wins.
        winner: Side,
        /// The score that counts, where one is set.
        official: Option<BySide<u8>>,
    },
    /// A match that counts for nothing.
    Annul {
        /// Which match.
        of: MatchRef,
    },
    /// A match that the record lacks or has wrong: the score from the pitch.
    Correct {
        /// Which match.
        of: MatchRef,
        /// The score.
        score: BySide<u8>,
    },
    /// Points deducted (negative) or given back.
    Points {
        /// Whose.
        team: String,
        /// How many; negative is a deduction.
        points: i16,
        /// How many more are suspended and do not count.
        suspended: i16,
    },
    /// A team that left the competition or was put out.
    Out {
        /// Which team.
        team: String,
        /// Whether it was expelled rather than withdrew.
        expelled: bool,
        /// What becomes of its results.
        results: ResultsOf,
    },
    /// A match that separates level teams and is not in the table.
    PlayOff {
        /// Which match.
        of: MatchRef,
        /// Who won, where the record lacks the match.
        winner: Option<Side>,
    },
    /// The competition was ended early: what had not been played is not played.
    Ended,
    /// The order in which lots were drawn, best first.
    Lots {
        /// The teams.
        order: Vec<String>,
    },
}

/// What becomes of the results of a team that leaves.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum ResultsOf {
    /// All are annulled.
    #[default]
    Annulled,
    /// Those played are kept and the others are not played.
    Kept,
    /// Kept if the team has played half its matches, else annulled.
    Half,
    /// Those played are kept and the others are awarded to the opponents with
    /// this score.
    Awarded(u8),
}

/// Returns the names that a ruling gives for one team: records call clubs by
/// different names, and `verona or hellas-verona-fc` is whichever the record has.
pub(crate) fn alternatives(name: &str) -> impl Iterator<Item = &str> {
    name.split(" or ").map(str::trim)
}

/// A match named by its day and teams.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MatchRef {
    /// The local date; a record may differ by a day.
    pub date: Date,
    /// The home team's id.
    pub home: String,
    /// The away team's id.
    pub away: String,
}

impl Ruling {
    /// Says whether the decision counts at a moment, as known at a moment.
    pub fn is_in_force(&self, as_of: &girone_model::AsOf) -> bool {
        let begun = self.from.is_none_or(|d| as_of.played_by.includes_day(d));
        let over = self.until.is_some_and(|d| as_of.played_by.date().is_none_or(|today| today > d));
        let known = self.known.or(self.from).is_none_or(|d| as_of.known_by.includes_day(d));
        begun && !over && known
    }
}
