//! What a file says, before anything is checked.
//!
//! All fields are public and may be wrong: names as they are written, days that
//! the calendar may not have, goals that may exceed the score. The one step
//! from here to values that hold is [`crate::gather`].

use std::sync::Arc;

use girone_model::{
    BySide, CardKind, Coverage, KickOff, Minute, Outcome, Precision, Role, Side, Venue,
};
use jiff::civil::Date;

use crate::{Kind, Place};

/// A record file as it was read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Draft {
    /// The name of the file as it was given.
    pub file: Arc<str>,
    /// The format it was in.
    pub kind: Option<Kind>,
    /// The title of the file, if its format has one.
    pub title: Option<Arc<str>>,
    /// The edition that every match belongs to that names none itself.
    pub edition: Option<Arc<str>>,
    /// The groups that the file defines.
    pub groups: Vec<DraftGroup>,
    /// The matches, in the order of the file.
    pub matches: Vec<DraftMatch>,
    /// The tenures, in the order of the file.
    pub tenures: Vec<DraftTenure>,
    /// The names that the file states for teams.
    pub former_names: Vec<DraftName>,
    /// What the file is complete in.
    pub coverage: Vec<Coverage>,
    /// Whether a match that it lists without a result stays without one, though a
    /// later file has it.
    pub decides_what_is_open: bool,
}

/// A group and its teams.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftGroup {
    /// Where it stands.
    pub place: Place,
    /// The competition it belongs to.
    pub competition: Option<Arc<str>>,
    /// The letter or name, e.g. `J`.
    pub name: Arc<str>,
    /// The teams as written.
    pub teams: Vec<Arc<str>>,
}

/// A day that the calendar may not have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct DraftDate {
    /// The year.
    pub year: i16,
    /// The month, from 1.
    pub month: u8,
    /// The day, from 1.
    pub day: u8,
}

impl DraftDate {
    /// Returns the day, if there is one.
    pub fn date(self) -> Option<Date> {
        let month = i8::try_from(self.month).ok()?;
        let day = i8::try_from(self.day).ok()?;
        Date::new(self.year, month, day).ok()
    }
}

impl From<Date> for DraftDate {
    fn from(date: Date) -> DraftDate {
        DraftDate { year: date.year(), month: date.month() as u8, day: date.day() as u8 }
    }
}

impl std::fmt::Display for DraftDate {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

/// A match as it was read.
#[derive(Clone, Debug, PartialEq)]
pub struct DraftMatch {
    /// Where it stands.
    pub place: Place,
    /// The competition.
    pub competition: Option<Arc<str>>,
    /// The edition.
    pub edition: Option<Arc<str>>,
    /// The stage.
    pub stage: Option<Arc<str>>,
    /// The letter or name of the group.
    pub group: Option<Arc<str>>,
    /// The label of the matchday.
    pub matchday: Option<Arc<str>>,
    /// The official number.
    pub number: Option<u16>,
    /// The teams as written, home first.
    pub teams: BySide<Arc<str>>,
    /// The local day.
    pub date: Option<DraftDate>,
    /// The kick-off.
    pub kick_off: Option<KickOff>,
    /// The ground.
    pub venue: Option<Venue>,
    /// Whether neither team is at home.
    pub neutral: bool,
    /// Whether nothing is at stake.
    pub friendly: bool,
    /// How it ended; `None` while it is to be played.
    pub outcome: Option<Outcome>,
    /// The goals that the file lists.
    pub goals: Vec<DraftGoal>,
    /// The cards; `None` where the file does not list cards.
    pub cards: Option<Vec<DraftCard>>,
    /// The coaches on the bench.
    pub coaches: BySide<Option<Arc<str>>>,
    /// The referee or referees, as written.
    pub referee: Option<Arc<str>>,
    /// How many watched.
    pub attendance: Option<u32>,
    /// Whether the result awaits confirmation.
    pub provisional: bool,
    /// A note.
    pub note: Option<Arc<str>>,
}

impl DraftMatch {
    /// Makes a match of two teams about which nothing else is known.
    pub fn between(home: impl Into<Arc<str>>, away: impl Into<Arc<str>>) -> DraftMatch {
        DraftMatch {
            place: Place::FILE,
            competition: None,
            edition: None,
            stage: None,
            group: None,
            matchday: None,
            number: None,
            teams: BySide::new(home.into(), away.into()),
            date: None,
            kick_off: None,
            venue: None,
            neutral: false,
            friendly: false,
            outcome: None,
            goals: Vec::new(),
            cards: None,
            coaches: BySide::default(),
            referee: None,
            attendance: None,
            provisional: false,
            note: None,
        }
    }
}

/// A goal as it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftGoal {
    /// The side for which it counts.
    pub side: Side,
    /// Who put it in, if named.
    pub scorer: Option<Arc<str>>,
    /// The minute, if given.
    pub minute: Option<Minute>,
    /// Whether the scorer plays for the other side.
    pub own_goal: bool,
    /// Whether it was a penalty kick.
    pub penalty: bool,
}

/// A card as it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftCard {
    /// Whose.
    pub side: Side,
    /// To whom, if named.
    pub person: Option<Arc<str>>,
    /// The minute, if given.
    pub minute: Option<Minute>,
    /// Which.
    pub kind: CardKind,
}

/// A tenure as it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftTenure {
    /// Where it stands.
    pub place: Place,
    /// The team as written.
    pub team: Arc<str>,
    /// The person as written.
    pub person: Arc<str>,
    /// Which post.
    pub role: Role,
    /// The first day and how exactly it is known.
    pub from: Option<(Date, Precision)>,
    /// The last day.
    pub to: Option<(Date, Precision)>,
    /// Where it is published.
    pub source: Option<Arc<str>>,
    /// A note.
    pub note: Option<Arc<str>>,
}

/// An earlier name of a team.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftName {
    /// Where it stands.
    pub place: Place,
    /// The team by its present name.
    pub team: Arc<str>,
    /// The earlier name.
    pub name: Arc<str>,
    /// The first day it was borne.
    pub from: Option<Date>,
    /// The last day.
    pub to: Option<Date>,
}
