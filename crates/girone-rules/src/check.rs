//! Whether an edition fits the rule books and tables that it names.

use std::collections::{BTreeMap, BTreeSet};

use girone_model::{Directory, Side, TeamId};

use crate::edition::{Edition, RankingOf, Tables};
use crate::edition_parse::locate;
use crate::parse::RuleBookError;
use crate::ruling::RulingKind;
use crate::series::Series;
use crate::slot::{Names, Slot};
use crate::standings::Books;
use crate::{Criterion, Regulation};

/// Checks an edition against the rule books, allocation tables and other
/// editions that it refers to; `text` is the file it was read from.
///
/// What does not depend on other files is checked when the edition is read.
/// Returns every mistake, each with its line: an unknown rule book, a ranking
/// whose rule book needs head-to-head, an allocation table that does not fit the
/// ties, a slot of another edition that does not exist, a carry from a stage that
/// is not there.
pub fn check_edition(
    file: &str,
    text: &str,
    edition: &Edition,
    books: &dyn Books,
) -> Vec<RuleBookError> {
    let mut check = Check { file, text, edition, books, mistakes: Vec::new() };
    for (stage, tables) in edition.tables() {
        check.tables(&stage.id, tables);
    }
    check.knockouts();
    check.rulings();
    check.mistakes
}

/// Checks that a series names rule books that exist.
pub fn check_series(
    file: &str,
    text: &str,
    series: &Series,
    books: &dyn Books,
) -> Vec<RuleBookError> {
    series
        .eras
        .iter()
        .flat_map(|era| {
            let later = era.split.as_ref().and_then(|s| s.regulation.as_ref());
            std::iter::once(&era.regulation).chain(later)
        })
        .filter(|id| books.regulation(id).is_none())
        .map(|id| {
            let message = format!("`{id}` is not a rule book at hand");
            RuleBookError::at(file, text, locate(text, &message), message)
        })
        .collect()
}

/// Checks that a record knows every team that an edition names, and that two
/// names of one stage are two teams.
///
/// Apart from [`check_edition`], since names are the record's.
pub fn check_names(
    file: &str,
    text: &str,
    edition: &Edition,
    directory: &Directory,
) -> Vec<RuleBookError> {
    let mut names: Vec<(&str, Option<jiff::civil::Date>)> = Vec::new();
    for (stage, tables) in edition.tables() {
        names.extend(tables.groups.values().flatten().map(|m| (m.as_str(), stage.from)));
        for ranking in &tables.rankings {
            if let RankingOf::Declared { order, .. } = &ranking.of {
                names.extend(order.iter().map(|m| (m.as_str(), stage.from)));
            }
        }
    }
    for (stage, knockout) in edition.knockouts() {
        for tie in &knockout.ties {
            for side in Side::BOTH {
                if let Slot::Team(name) = &tie.teams[side] {
                    names.push((name, stage.from));
                }
            }
        }
    }
    let mut seen = BTreeSet::new();
    let unknown = names
        .into_iter()
        .filter(|(name, _)| seen.insert(*name))
        .filter_map(|(name, on)| directory.find_team(name, on).err())
        .map(|error| error.to_string());
    let mut twice = Vec::new();
    for (stage, tables) in edition.tables() {
        let mut spelt: BTreeMap<TeamId, &str> = BTreeMap::new();
        for name in tables.groups.values().flatten() {
            let Ok(team) = directory.find_team(name, stage.from) else { continue };
            if let Some(before) = spelt.insert(team, name) {
                twice.push(format!("`{before}` and `{name}` are the same team"));
            }
        }
    }
    unknown
        .chain(twice)
        .map(|message| RuleBookError::at(file, text, locate(text, &message), message))
        .collect()
}

struct Check<'a> {
    file: &'a str,
    text: &'a str,
    edition: &'a Edition,
    books: &'a dyn Books,
    mistakes: Vec<RuleBookError>,
}

impl Check<'_> {
    fn wrong(&mut self, message: String) {
        let at = locate(self.text, &message);
        self.mistakes.push(RuleBookError::at(self.file, self.text, at, message));
    }

    fn tables(&mut self, stage: &str, tables: &Tables) {
        self.regulation(&tables.regulation);
        for ranking in tables.rankings.iter().filter(|r| !r.places().is_empty()) {
            if let Some(book) = self.regulation(&ranking.regulation)
                && let Some(why) = unfit_across_groups(book)
            {
                self.wrong(format!(
                    "`{}` cannot order ranking {} across groups: {why}",
                    ranking.regulation, ranking.id
                ));
            }
        }
        if let Some(carry) = &tables.carry {
            let earlier = self.edition.tables().take_while(|(s, _)| s.id != stage);
            if !earlier.map(|(s, _)| &s.id).any(|id| *id == carry.from) {
                self.wrong(format!(
                    "`{}` is not an earlier stage with tables, and {stage} carries from it",
                    carry.from
                ));
            }
        }
    }

    /// Looks a rule book up, or says that it is not there.
    fn regulation(&mut self, id: &str) -> Option<&Regulation> {
        let books = self.books;
        let found = books.regulation(id);
        if found.is_none() {
            self.wrong(format!("`{id}` is not a rule book at hand"));
        }
        found
    }

    fn knockouts(&mut self) {
        for (_, knockout) in self.edition.knockouts() {
            for tie in &knockout.ties {
                for side in Side::BOTH {
                    for slot in elsewhere(&tie.teams[side]) {
                        self.elsewhere(slot.0, slot.1);
                    }
                }
            }
            let Some(used) = &knockout.allocation else { continue };
            let Some(table) = self.books.allocation(&used.table) else {
                self.wrong(format!("`{}` is not an allocation table at hand", used.table));
                continue;
            };
            for (column, slot) in table.slots.iter().enumerate() {
                let filled = knockout.ties.iter().find_map(|t| {
                    let matching = |here: Side| {
                        let there = t.teams[!here].to_string();
                        (t.id == *slot || there == *slot).then_some(&t.teams[here])
                    };
                    Side::BOTH.into_iter().find_map(|side| match matching(side) {
                        Some(Slot::Allocated { groups, .. }) => Some((t, groups)),
                        _ => None,
                    })
                });
                let Some((tie, groups)) = filled else {
                    self.wrong(format!(
                        "`{}` has a column {slot} that no tie of the stage has a slot for",
                        used.table
                    ));
                    continue;
                };
                let sent = table.rows().map(|(_, row)| &row[column]);
                if let Some(group) = sent.into_iter().find(|g| !groups.contains(g)) {
                    self.wrong(format!(
                        "`{}` sends group {group} to tie {}, whose slot is of {}",
                        used.table,
                        tie.id,
                        groups.join("")
                    ));
                }
            }
        }
    }

    fn elsewhere(&mut self, id: &str, slot: &str) {
        let Some(edition) = self.books.edition(id) else {
            self.wrong(format!("`{id}:{slot}` refers to an edition that is not at hand"));
            return;
        };
        if let Err(why) = Slot::parse(slot, &Names::of(edition)) {
            self.wrong(format!("`{id}:{slot}` does not exist there: {why}"));
        }
    }

    fn rulings(&mut self) {
        let members: BTreeSet<&str> = self
            .edition
            .tables()
            .flat_map(|(_, t)| t.groups.values().flatten().map(String::as_str))
            .collect();
        for ruling in &self.edition.rulings {
            let named: Vec<&str> = match &ruling.kind {
                RulingKind::Points { team, .. } => vec![team],
                RulingKind::Lots { order } => order.iter().map(String::as_str).collect(),
                _ => Vec::new(),
            };
            for team in named {
                if !members.contains(team) {
                    let id = &self.edition.id;
                    self.wrong(format!(
                        "`{team}` is in no group of {id}, and a ruling is about it"
                    ));
                }
            }
        }
    }
}

/// Returns the slots of other editions in a slot.
fn elsewhere(slot: &Slot) -> Vec<(&str, &str)> {
    match slot {
        Slot::Elsewhere { edition, slot } => vec![(edition, slot)],
        Slot::Either(slots) => slots.iter().flat_map(elsewhere).collect(),
        _ => Vec::new(),
    }
}

/// Says why a rule book cannot order teams that have not met.
fn unfit_across_groups(book: &Regulation) -> Option<&'static str> {
    book.criteria.iter().find_map(|step| match &step.criterion {
        Criterion::HeadToHead(_) => {
            Some("head-to-head means nothing between teams that do not meet")
        }
        Criterion::OpponentsPoints
        | Criterion::OpponentsGoalDifference
        | Criterion::OpponentsGoals => Some("opponents are not compared across groups"),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::{Allocation, Count, parse_allocation, parse_edition};

    #[derive(Default)]
    struct Shelf {
        regulations: BTreeMap<String, Regulation>,
        allocation: Option<Allocation>,
    }

    impl Books for Shelf {
        fn regulation(&self, id: &str) -> Option<&Regulation> {
            self.regulations.get(id)
        }
        fn allocation(&self, id: &str) -> Option<&Allocation> {
            self.allocation.as_ref().filter(|a| a.id == id)
        }
    }

    const EDITION: &str = r#"
id = "cup-1"
name = "Cup"

[[stage]]
id = "groups"
regulation = "in-groups"
meetings = 1
ranking = [{ id = "seconds", place = 2, regulation = "across" }]

[stage.groups]
A = ["x", "y"]
B = ["z", "w"]
C = ["u", "v"]

[[stage]]
id = "knockout"
format = "knockout"
allocation = { table = "seconds", ranking = "seconds" }
tie = [
  { id = "1", round = "Semi-final", home = "1A", away = "2-of-BC" },
]

[[ruling]]
points = { team = "x", points = -1 }
"#;

    fn mistakes(text: &str, across: Vec<Criterion>, table: &str) -> Vec<String> {
        let mut shelf = Shelf::default();
        for (id, criteria) in [("in-groups", Vec::new()), ("across", across)] {
            shelf.regulations.insert(id.to_owned(), Regulation::of(id, criteria));
        }
        shelf.allocation = Some(parse_allocation("a.csv", "seconds", table).unwrap());
        let edition = parse_edition("cup.toml", text).unwrap();
        check_edition("cup.toml", text, &edition, &shelf)
            .iter()
            .map(|e| format!("{}: {}", e.line, e.message))
            .collect()
    }

    #[test]
    fn what_does_not_fit_is_said_with_its_line() {
        let plain = vec![Criterion::Overall(Count::GoalDifference)];
        let table = "1A\nB\nC\n";
        assert_eq!(mistakes(EDITION, plain.clone(), table), Vec::<String>::new());
        for (from, to, what) in [
            ("\"across\"", "\"acros\"", "9: `acros` is not a rule book"),
            ("\"in-groups\"", "\"groups-in\"", "7: `groups-in` is not a rule book"),
            (
                "table = \"seconds\"",
                "table = \"thirds\"",
                "19: `thirds` is not an allocation table",
            ),
            (
                "meetings = 1",
                "meetings = 1\ncarry = { from = \"first\", what = \"points\" }",
                "9: `first` is not an earlier stage",
            ),
            ("home = \"1A\"", "home = \"cup-0:1A\"", "21: `cup-0:1A` refers to an edition"),
            ("team = \"x\"", "team = \"nobody\"", "25: `nobody` is in no group"),
        ] {
            let found = mistakes(&EDITION.replacen(from, to, 1), plain.clone(), table);
            assert!(found.iter().any(|m| m.starts_with(what)), "{to}: {found:?}");
        }
        let found = mistakes(EDITION, plain.clone(), "1A\nB\nA\n");
        assert!(found[0].contains("sends group A to tie 1, whose slot is of BC"), "{found:?}");
        let found = mistakes(EDITION, plain, "1B\nB\nC\n");
        assert!(found[0].contains("no tie of the stage has a slot for"), "{found:?}");
        let found = mistakes(EDITION, vec![Criterion::OpponentsPoints], table);
        assert!(found[0].starts_with("9: `across` cannot order"), "{found:?}");
    }
}
