//! Tenures as CSV: who was in which post, and how exactly that is known.

use std::sync::Arc;

use girone_model::{Precision, Role};
use jiff::civil::Date;

use crate::diagnostic::{Reading, code};
use crate::draft::{Draft, DraftTenure};
use crate::table::{Table, plain_text};
use crate::text::Interner;
use crate::{Kind, Place};

/// Reads tenures.
///
/// Columns: `team,coach,role,start,start_precision,end,end_precision`, and
/// optionally `source` and `note`; other columns pass. `role` is `head coach` or
/// `caretaker`; a day is `2025-01-24`, `2025-01`, `2025` or blank; a precision
/// opens with `day`, `month`, `year` or `approximate` and may go on in words. A
/// day that its precision calls unverified or conflicting is approximate.
pub fn read_tenures(file: &str, bytes: &[u8]) -> Reading<Draft> {
    let text = plain_text(bytes);
    let named: Arc<str> = file.into();
    let mut draft = Draft { file: named, kind: Some(Kind::Tenures), ..Draft::default() };
    let mut table = match Table::open(file, &text, &["team", "coach"]) {
        Ok(table) => table,
        Err(refused) => return refused.map(|()| draft),
    };
    let column = |name| table.column(name).unwrap_or(usize::MAX);
    let (team, coach, role) = (column("team"), column("coach"), column("role"));
    let start = (column("start"), column("start_precision"));
    let end = (column("end"), column("end_precision"));
    let (source, note) = (column("source"), column("note"));
    let mut names = Interner::default();
    while table.next() {
        if table.is_blank() {
            table.ignored();
            continue;
        }
        if table.get(team).is_empty() || table.get(coach).is_empty() {
            table.refuse(code::VALUE, "a tenure needs a team and a coach", "write both names");
            continue;
        }
        let role = match table.get(role).to_lowercase().as_str() {
            "" | "head coach" | "head_coach" | "coach" => Role::HeadCoach,
            "caretaker" | "interim" => Role::Caretaker,
            other => {
                let message = format!("`{other}` is not a post");
                table.refuse(code::VALUE, message, "write `head coach` or `caretaker`");
                continue;
            }
        };
        let from = day(table.get(start.0), table.get(start.1));
        let to = day(table.get(end.0), table.get(end.1));
        let (from, to) = match (from, to) {
            (Ok(from), Ok(to)) => (from, to),
            (Err(bad), _) | (_, Err(bad)) => {
                let help = "write for example `2025-01-24`, `2025-01` or `2025`";
                table.refuse(code::DATE, bad, help);
                continue;
            }
        };
        // What is said about a precision in words is kept as a note.
        let words = [start.1, end.1].map(|c| remark(table.get(c)));
        let mut notes: Vec<String> = vec![table.get(note).to_owned()];
        notes.extend(words.into_iter().flatten());
        notes.retain(|n| !n.is_empty());
        draft.tenures.push(DraftTenure {
            place: table.place(),
            team: names.text(table.get(team)),
            person: names.text(table.get(coach)),
            role,
            from,
            to,
            source: names.some(table.get(source)),
            note: (!notes.is_empty()).then(|| notes.join("; ").into()),
        });
        table.understood();
    }
    table.finish(draft)
}

/// Writes tenures as CSV, so that [`read_tenures`] reads them back.
pub fn write_tenures(tenures: &[DraftTenure]) -> String {
    let mut out =
        csv::WriterBuilder::new().terminator(csv::Terminator::Any(b'\n')).from_writer(Vec::new());
    let header = [
        "team",
        "coach",
        "role",
        "start",
        "start_precision",
        "end",
        "end_precision",
        "source",
        "note",
    ];
    // Writing to memory does not fail; a record of another length would.
    let _ = out.write_record(header);
    for tenure in tenures {
        let role = match tenure.role {
            Role::HeadCoach => "head coach",
            Role::Caretaker => "caretaker",
        };
        let (from, from_precision) = day_text(tenure.from);
        let (to, to_precision) = day_text(tenure.to);
        let text = |t: &Option<Arc<str>>| t.as_deref().unwrap_or("").to_owned();
        let _ = out.write_record([
            &*tenure.team,
            &*tenure.person,
            role,
            &from,
            from_precision,
            &to,
            to_precision,
            &text(&tenure.source),
            &text(&tenure.note),
        ]);
    }
    String::from_utf8(out.into_inner().unwrap_or_default()).unwrap_or_default()
}

impl DraftTenure {
    /// Returns the tenure without the place where it stands.
    pub fn without_place(mut self) -> DraftTenure {
        self.place = Place::FILE;
        self
    }
}

fn day_text(day: Option<(Date, Precision)>) -> (String, &'static str) {
    match day {
        None => (String::new(), ""),
        Some((day, Precision::Day)) => (day.to_string(), "day"),
        Some((day, Precision::Approximate)) => (day.to_string(), "approximate"),
        Some((day, Precision::Month)) => (day.strftime("%Y-%m").to_string(), "month"),
        Some((day, Precision::Year)) => (day.strftime("%Y").to_string(), "year"),
    }
}

/// Reads a day with its precision.
fn day(text: &str, precision: &str) -> Result<Option<(Date, Precision)>, String> {
    if text.is_empty() {
        return Ok(None);
    }
    let bad = || format!("`{text}` is not a day, a month or a year");
    let parts: Vec<&str> = text.split('-').collect();
    let digits = parts.iter().all(|p| !p.is_empty() && p.bytes().all(|b| b.is_ascii_digit()));
    if !digits || parts[0].len() != 4 || parts[1..].iter().any(|p| p.len() != 2) {
        return Err(bad());
    }
    let number = |i: usize| parts.get(i).map_or(Some(1), |p| p.parse::<i8>().ok());
    let year: i16 = parts[0].parse().map_err(|_| bad())?;
    let (month, day) = (number(1).ok_or_else(bad)?, number(2).ok_or_else(bad)?);
    let date =
        Date::new(year, month, day).map_err(|_| format!("`{text}` is not in the calendar"))?;
    let words = precision.to_lowercase();
    let precision = match parts.len() {
        1 => Precision::Year,
        2 => Precision::Month,
        3 if words.starts_with("month") => Precision::Month,
        3 if words.starts_with("year") => Precision::Year,
        3 if ["approx", "unverified", "conflict", "differ", "circa"]
            .iter()
            .any(|w| words.contains(w)) =>
        {
            Precision::Approximate
        }
        3 => Precision::Day,
        _ => return Err(bad()),
    };
    Ok(Some((date, precision)))
}

/// Returns what a precision says beyond its first word.
fn remark(precision: &str) -> Option<String> {
    let plain = matches!(precision, "" | "day" | "month" | "year" | "approximate");
    (!plain).then(|| precision.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_precision_of_a_day_is_kept() {
        let text = "team,coach,role,start,start_precision,end,end_precision,note\n\
            Belgium,Domenico Tedesco,head coach,2023-02-08,day unverified (Feb 2023 verified),2025-01-17,day,\n\
            Wales,Rob Page,head coach,,,2024-06,month,\n\
            Kazakhstan,Eldos Akhmetov,caretaker,2025-02-30,day,,,\n";
        let reading = read_tenures("t.csv", text.as_bytes());
        assert_eq!(reading.diagnostics.len(), 1);
        assert_eq!(reading.diagnostics[0].line, 4);
        let [tedesco, page] = reading.value.tenures.as_slice() else { panic!() };
        assert_eq!(tedesco.from.unwrap().1, Precision::Approximate);
        assert_eq!(tedesco.to.unwrap().1, Precision::Day);
        assert!(tedesco.note.as_ref().unwrap().contains("Feb 2023 verified"));
        assert_eq!((page.from, page.to.unwrap().1), (None, Precision::Month));
        let written = write_tenures(&reading.value.tenures);
        let again = read_tenures("t.csv", written.as_bytes()).value.tenures;
        let bare = |all: Vec<DraftTenure>| -> Vec<DraftTenure> {
            all.into_iter().map(DraftTenure::without_place).collect()
        };
        assert_eq!(bare(again), bare(reading.value.tenures));
    }
}
