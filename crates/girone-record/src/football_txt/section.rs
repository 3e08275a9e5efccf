//! What the headings so far say about the lines below them.

use std::sync::Arc;

use super::date::Written;
use super::heading;
use crate::draft::DraftDate;

/// The titles and rounds that are open.
#[derive(Default)]
pub(super) struct Section {
    pub(super) competition: Option<Arc<str>>,
    pub(super) titles: Vec<String>,
    pub(super) edition: Option<Arc<str>>,
    pub(super) friendly: bool,
    pub(super) rounds: Vec<(usize, heading::Round)>,
    /// Matchdays that are defined by their dates.
    pub(super) matchdays: Vec<(String, Written, Written)>,
}

impl Section {
    /// Returns the matchday whose days include `date`.
    pub(super) fn matchday_of(&self, date: DraftDate) -> Option<String> {
        let day = (date.month, date.day);
        let within = |from: &Written, to: &Written| {
            let (from, to) = ((from.month, from.day), (to.month, to.day));
            if from <= to { from <= day && day <= to } else { from <= day || day <= to }
        };
        let found = self.matchdays.iter().find(|(_, from, to)| within(from, to));
        found.map(|(label, ..)| label.clone())
    }
}
