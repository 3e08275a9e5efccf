//! What is decided in a group: the exact engine, under a limit of time.

use std::time::{Duration, Instant};

use girone_scenarios::{Budget, Extreme, Given, Question, TeamOutlook, outlook};

use crate::TableAnswer;

/// How far the exact engine may go.
#[derive(Clone, Debug)]
pub struct Limits {
    /// The most goals of a team in one remaining match; `None` for no limit.
    pub max_goals: Option<u8>,
    /// The same for the margins in conditions, where `max_goals` sets no limit: what
    /// is decided is asked without one, while a list of conditions that reckons
    /// with margins nobody has seen helps no reader.
    pub margin_goals: Option<u8>,
    /// How long it may take.
    pub time: Duration,
    /// How many steps one search may take: unlike a time, the same on every
    /// machine.
    pub steps: u64,
    /// Whether impossible places need a certificate.
    pub certificates: bool,
}

impl Default for Limits {
    /// No cap on goals, margins in conditions of up to nine, two seconds, no
    /// certificates.
    fn default() -> Limits {
        Limits {
            max_goals: None,
            margin_goals: Some(9),
            time: Duration::from_secs(2),
            steps: STEPS,
            certificates: false,
        }
    }
}

impl Limits {
    /// Returns the cap on goals that conditions reckon with.
    pub fn margins(&self) -> Option<u8> {
        self.max_goals.or(self.margin_goals)
    }
}

/// Steps that no search within a time limit reaches.
const STEPS: u64 = u64::MAX / 4;

impl TableAnswer {
    /// Finds what every team of the table can still become, by position in the
    /// sheet.
    ///
    /// Empty where matches are to come that the record does not list, or a member
    /// is unknown: nothing can be certain then.
    pub fn outlook(&self, limits: &Limits) -> Vec<TeamOutlook> {
        self.outlook_given(limits, Given::nothing(self.sheet.sheet.remaining.len()))
    }

    /// The same under assumptions on the remaining matches.
    pub fn outlook_given(&self, limits: &Limits, given: Given) -> Vec<TeamOutlook> {
        if self.sheet.unlisted > 0 || !self.sheet.unknown.is_empty() {
            return Vec::new();
        }
        let question =
            Question::new(&self.regulation, &self.sheet.sheet, limits.max_goals).given(given);
        let end = Instant::now() + limits.time;
        let stop = || Instant::now() >= end;
        outlook(&question, limits.certificates, &mut Budget::until(limits.steps, &stop))
    }
}

/// Writes a set of reachable places: `1–4`, `1, 3`, with a question mark where
/// the search ran out of time.
pub fn places_text(outlook: &TeamOutlook) -> String {
    let undecided = !outlook.undecided().is_empty();
    if undecided {
        let bound = |extreme: Extreme| match extreme {
            Extreme::Exactly(place) => place.to_string(),
            Extreme::AtLeast { not_excluded, .. } => format!("{not_excluded}?"),
        };
        return format!("{}–{}", bound(outlook.best()), bound(outlook.worst()));
    }
    let places: Vec<u8> = outlook.possible.iter().collect();
    let mut parts: Vec<String> = Vec::new();
    let mut i = 0;
    while i < places.len() {
        let mut j = i;
        while j + 1 < places.len() && places[j + 1] == places[j] + 1 {
            j += 1;
        }
        parts.push(match j - i {
            0 => places[i].to_string(),
            _ => format!("{}–{}", places[i], places[j]),
        });
        i = j + 1;
    }
    parts.join(", ")
}
