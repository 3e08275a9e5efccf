//! Every table of every edition that the record covers.

use std::fmt::Write;

use girone_model::{Lang, Match};
use girone_rules::{GroupSheet, Regulation, Separation, Table, group_sheet_of, table};
use jiff::civil::Date;

use crate::{Error, View};

/// The header of [`View::all_tables`]; with the history a column `after` follows.
pub const ALL_TABLES_HEADER: &str = "edition,stage,group,place,level,team,played,won,drawn,lost,goals_for,goals_against,goal_difference,points,adjusted,separated_by";

impl View {
    /// Hands out every table that has a result as CSV rows, without header.
    ///
    /// With `every_matchday` the history comes too: the table as it was after each
    /// day on which a match of the group ended, that day in the column `after`;
    /// the last one is the table of the moment.
    ///
    /// # Errors
    /// A rule book that an edition names is not at hand.
    pub fn all_tables(
        &self,
        every_matchday: bool,
        hand_out: &mut dyn FnMut(&str),
    ) -> Result<(), Error> {
        let snapshot = self.snapshot();
        let index = self.index();
        let book = |id: &str| self.desk().catalogue().regulation(id).ok().map(|r| &**r);
        for edition in self.editions() {
            let matches = index.matches_of(edition);
            if !matches.iter().any(|m| m.counts().is_some()) {
                continue;
            }
            for (stage, tables) in edition.tables() {
                let regulation = self.desk().catalogue().regulation(&tables.regulation)?;
                for group in tables.groups.keys() {
                    let sheet =
                        group_sheet_of(edition, stage, tables, group, snapshot, &matches, &book);
                    if sheet.sheet.results.is_empty() {
                        continue;
                    }
                    let head = [edition.id.as_str(), stage.id.as_str(), group.as_str()];
                    let dates = self.dates(&sheet);
                    if every_matchday {
                        self.history(&head, regulation, &sheet, &dates, hand_out);
                    }
                    let last = dates.last().copied().flatten();
                    let full = table(regulation, &sheet.sheet);
                    hand_out(&self.rows(&head, &sheet, &full, last, every_matchday));
                }
            }
        }
        Ok(())
    }

    /// The days of the results of a sheet.
    fn dates(&self, sheet: &GroupSheet) -> Vec<Option<Date>> {
        let date = |m: &Match| m.fixture.when.date;
        sheet
            .sheet
            .results
            .iter()
            .map(|l| l.match_id.and_then(|id| self.match_by_id(id)).map(date))
            .collect()
    }

    /// Hands out the tables after each day but the last.
    fn history(
        &self,
        head: &[&str; 3],
        regulation: &Regulation,
        sheet: &GroupSheet,
        dates: &[Option<Date>],
        hand_out: &mut dyn FnMut(&str),
    ) {
        let mut days: Vec<Date> = dates.iter().flatten().copied().collect();
        days.sort();
        days.dedup();
        days.pop();
        for day in days {
            let mut then = sheet.clone();
            then.sheet.results.clear();
            for (line, date) in sheet.sheet.results.iter().zip(dates) {
                if date.is_some_and(|d| d <= day) {
                    then.sheet.results.push(*line);
                } else {
                    then.sheet.remaining.push(line.teams);
                }
            }
            let table = table(regulation, &then.sheet);
            hand_out(&self.rows(head, &then, &table, Some(day), true));
        }
    }

    fn rows(
        &self,
        head: &[&str; 3],
        sheet: &GroupSheet,
        table: &Table,
        after: Option<Date>,
        history: bool,
    ) -> String {
        let mut out = String::new();
        let quoted = |text: &str| {
            if text.contains([',', '"', '\n']) {
                format!("\"{}\"", text.replace('"', "\"\""))
            } else {
                text.to_owned()
            }
        };
        for (i, row) in table.rows.iter().enumerate() {
            let t = &row.totals;
            let by = match i.checked_sub(1).map(|j| &table.separations[j]) {
                None => String::new(),
                Some(Separation::Level) => "level".to_owned(),
                Some(Separation::By(reason)) => match (&reason.criterion, reason.count) {
                    (None, _) => "points".to_owned(),
                    (Some(c), None) => girone_rules::criterion_words(c, Lang::En),
                    (Some(c), Some(count)) => format!(
                        "{}: {}",
                        girone_rules::criterion_words(c, Lang::En),
                        girone_rules::count_words(count, Lang::En)
                    ),
                },
            };
            let team = sheet.sheet.teams[usize::from(row.team)];
            let after = match (history, after) {
                (false, _) => String::new(),
                (true, after) => format!(",{}", after.map_or(String::new(), |d| d.to_string())),
            };
            // Writing to a string does not fail.
            let _ = writeln!(
                out,
                "{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{}{after}",
                quoted(head[0]),
                quoted(head[1]),
                quoted(head[2]),
                row.place,
                row.shared_by > 1,
                quoted(self.team_name(team, Lang::En)),
                t.played,
                t.won,
                t.drawn,
                t.lost,
                t.goals_for,
                t.goals_against,
                t.goal_difference(),
                t.points,
                row.adjusted,
                quoted(&by),
            );
        }
        out
    }
}
