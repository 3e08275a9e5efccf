//! Rankings across groups and ties of an edition at the moment of a view.

use girone_rules::{Edition, Proved, Standings, Tie, bracket_of, standings_of};

use crate::View;

impl View {
    /// Returns all tables and rankings across groups of an edition, and its ties
    /// in the order of the file: who plays as far as it is certain at the moment,
    /// and how each tie stands.
    pub fn standings_and_ties(&self, edition: &Edition) -> (Standings, Vec<Tie>) {
        let index = self.index();
        let books = self.desk().catalogue();
        let matches = index.matches_of(edition);
        let standings = standings_of(edition, self.snapshot(), &matches, books);
        let ties = bracket_of(edition, &index, books, &Proved::default(), &standings);
        (standings, ties)
    }
}
