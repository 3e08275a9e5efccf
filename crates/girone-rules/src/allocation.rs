//! Allocation tables: which of the best thirds goes where.

use crate::parse::RuleBookError;

/// A table that says, for every set of groups whose team went on, which group's
/// team goes to which slot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Allocation {
    /// The id, e.g. `wc-2026-thirds`.
    pub id: String,
    /// The slots, each named by its opponent (`1A`) or by its tie.
    pub slots: Vec<String>,
    /// Where it is published, from the comment lines.
    pub source: String,
    /// For each sorted set of groups, the group of each slot.
    rows: Vec<(Vec<String>, Vec<String>)>,
}

impl Allocation {
    /// Returns the group whose team goes to the slot at `column`, if the teams
    /// of exactly `groups` went on.
    pub fn group_at(&self, groups: &[String], column: usize) -> Option<&str> {
        let mut key = groups.to_vec();
        key.sort();
        let row = self.rows.binary_search_by(|(k, _)| k.cmp(&key)).ok()?;
        self.rows[row].1.get(column).map(String::as_str)
    }

    /// Returns the column of a slot by the name of its opponent or tie.
    pub fn column(&self, slot: &str) -> Option<usize> {
        self.slots.iter().position(|s| s == slot)
    }

    /// Returns how many teams go on.
    pub fn teams(&self) -> usize {
        self.slots.len()
    }

    /// Returns every row: the set of groups, and the group of each slot.
    pub fn rows(&self) -> impl Iterator<Item = (&[String], &[String])> {
        self.rows.iter().map(|(set, row)| (set.as_slice(), row.as_slice()))
    }
}

/// Reads an allocation table: comment lines with `#`, a heading line of slots,
/// then a line of groups for each set that can go on, all separated by commas.
///
/// # Errors
/// A line of another length, a group named twice, a set of groups given twice.
pub fn parse_allocation(file: &str, id: &str, text: &str) -> Result<Allocation, RuleBookError> {
    let error = |line: usize, message: String| RuleBookError {
        file: file.to_owned(),
        line: line + 1,
        column: 1,
        message,
    };
    let mut source = Vec::new();
    let mut slots: Vec<String> = Vec::new();
    let mut rows: Vec<(Vec<String>, Vec<String>)> = Vec::new();
    for (number, line) in text.lines().enumerate() {
        let line = line.trim();
        if let Some(comment) = line.strip_prefix('#') {
            source.push(comment.trim());
            continue;
        }
        if line.is_empty() {
            continue;
        }
        let cells: Vec<String> = line.split(',').map(|c| c.trim().to_owned()).collect();
        if slots.is_empty() {
            slots = cells;
            continue;
        }
        if cells.len() != slots.len() {
            let message = format!(
                "expected a group for each of {} slots, found {}",
                slots.len(),
                cells.len()
            );
            return Err(error(number, message));
        }
        let mut set = cells.clone();
        set.sort();
        if let Some(twice) = set.windows(2).find(|w| w[0] == w[1]) {
            return Err(error(number, format!("group `{}` is sent to two slots", twice[0])));
        }
        rows.push((set, cells));
    }
    if rows.is_empty() {
        return Err(error(
            0,
            "an allocation table needs a line of slots and lines of groups".into(),
        ));
    }
    rows.sort();
    if let Some(twice) = rows.windows(2).find(|w| w[0].0 == w[1].0) {
        return Err(error(0, format!("the groups `{}` are given twice", twice[0].0.join(""))));
    }
    Ok(Allocation { id: id.to_owned(), slots, source: source.join("\n"), rows })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_of_groups_finds_its_row_in_any_order() {
        let text = "# Source: none\n1B,1C\nA,D\nD,B\n";
        let table = parse_allocation("t.csv", "t", text).unwrap();
        let groups = |s: &str| s.chars().map(String::from).collect::<Vec<_>>();
        assert_eq!(table.group_at(&groups("DA"), 0), Some("A"));
        assert_eq!(table.group_at(&groups("BD"), 1), Some("B"));
        assert_eq!(table.group_at(&groups("AB"), 1), None);
        assert_eq!(table.column("1C"), Some(1));
        assert_eq!(parse_allocation("t.csv", "t", "1B,1C\nA,A\n").unwrap_err().line, 2);
        assert_eq!(parse_allocation("t.csv", "t", "1B,1C\nA\n").unwrap_err().line, 2);
        assert!(parse_allocation("t.csv", "t", "1B,1C\nA,B\nB,A").is_err());
    }
}
