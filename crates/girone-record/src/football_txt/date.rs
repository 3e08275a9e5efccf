//! Dates, times and zones as football.txt writes them.

use girone_model::KickOff;
use jiff::civil::{Date, Time, Weekday};
use jiff::tz::Offset;

use super::scan::{blanks, digits, letters};
use crate::draft::DraftDate;

/// A date as written; the year may be missing, the day may not exist.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Written {
    pub(crate) weekday: Option<Weekday>,
    pub(crate) day: u8,
    pub(crate) month: u8,
    pub(crate) year: Option<i16>,
}

/// Reads a date at the start of `text`.
///
/// Understands `Thu Jun 11`, `Tue Sep/16 2025`, `Sat 14 June 2024`, `Th 26/3/26`,
/// `05.04.1959`, `2025-09-07`, and each in square brackets.
pub(crate) fn date(text: &str) -> Option<(Written, &str)> {
    if let Some(inner) = text.strip_prefix('[') {
        let (found, rest) = date(blanks(inner))?;
        return Some((found, blanks(rest).strip_prefix(']')?));
    }
    let (weekday, rest) = match letters(text) {
        Some((word, rest)) if weekday_of(word).is_some() => {
            let rest = rest.strip_prefix(['.', ',']).unwrap_or(rest);
            let rest = rest.strip_prefix(',').unwrap_or(rest);
            (weekday_of(word), blanks(rest))
        }
        _ => (None, text),
    };
    let (day, month, year, rest) =
        month_first(rest).or_else(|| iso(rest)).or_else(|| day_first(rest))?;
    // `26/3/26` must not run on into something else.
    if rest.chars().next().is_some_and(|c| c.is_alphanumeric() || matches!(c, '/' | '-')) {
        return None;
    }
    let rest = rest.strip_prefix(',').unwrap_or(rest);
    Some((Written { weekday, day, month, year }, rest))
}

type Parts<'a> = (u8, u8, Option<i16>, &'a str);

fn month_first(text: &str) -> Option<Parts<'_>> {
    let (word, rest) = letters(text)?;
    let month = month_of(word)?;
    let rest = rest.strip_prefix('.').unwrap_or(rest);
    let rest = match rest.strip_prefix('/') {
        Some(rest) => rest,
        None if rest.starts_with(char::is_whitespace) => blanks(rest),
        None => return None,
    };
    let (day, rest) = digits(rest, 2)?;
    let rest = ordinal(rest);
    if rest.starts_with([':', '\'']) || rest.starts_with('.') && digits(&rest[1..], 2).is_some() {
        return None;
    }
    let (year, rest) = year_after(rest);
    Some((u8::try_from(day).ok()?, month, year, rest))
}

fn day_first(text: &str) -> Option<Parts<'_>> {
    let (day, rest) = digits(text, 2)?;
    let day = u8::try_from(day).ok()?;
    for separator in ['/', '.', '-'] {
        let Some(after) = rest.strip_prefix(separator) else { continue };
        if let Some((month, after)) = digits(after, 2) {
            let month = u8::try_from(month).ok()?;
            let Some(after) = after.strip_prefix(separator) else {
                // `12.30` is a time and no date; `26/3` is a date.
                return (separator == '/').then_some((day, month, None, after));
            };
            if let Some((year, end)) = digits(after, 4) {
                let length = after.len() - end.len();
                let year = match length {
                    4 => i16::try_from(year).ok()?,
                    2 => two_digits(year),
                    _ => return None,
                };
                return Some((day, month, Some(year), end));
            }
            return (separator == '.').then_some((day, month, None, after));
        }
    }
    let rest = ordinal(rest);
    let rest = rest.strip_prefix('.').unwrap_or(rest);
    let rest = rest.strip_prefix('/').unwrap_or_else(|| blanks(rest));
    let (word, rest) = letters(rest)?;
    let month = month_of(word)?;
    let rest = rest.strip_prefix('.').unwrap_or(rest);
    let (year, rest) = year_after(rest);
    Some((day, month, year, rest))
}

fn iso(text: &str) -> Option<Parts<'_>> {
    let (year, rest) = digits(text, 4)?;
    if text.len() - rest.len() != 4 {
        return None;
    }
    let (month, rest) = digits(rest.strip_prefix('-')?, 2)?;
    let (day, rest) = digits(rest.strip_prefix('-')?, 2)?;
    let year = i16::try_from(year).ok()?;
    Some((u8::try_from(day).ok()?, u8::try_from(month).ok()?, Some(year), rest))
}

/// Takes a year of four digits after a day, if there is one.
fn year_after(text: &str) -> (Option<i16>, &str) {
    let start = text.strip_prefix(',').unwrap_or(text);
    let start = start.strip_prefix('/').unwrap_or_else(|| blanks(start));
    match digits(start, 4) {
        Some((year, rest))
            if start.len() - rest.len() == 4
                && (1850..=2200).contains(&year)
                && rest.chars().next().is_none_or(|c| !c.is_alphanumeric()) =>
        {
            // `1860 München` and `1899 Hoffenheim` open with a number, too; a year
            // ends the line or is followed by a time, a bracket or two blanks.
            let next = blanks(rest);
            let set_off = next.is_empty()
                || rest.starts_with("  ")
                || next.starts_with(['@', '(', '[', ']', '-', '–', '|', '?', ','])
                || next.starts_with(|c: char| c.is_ascii_digit());
            if set_off { (i16::try_from(year).ok(), rest) } else { (None, text) }
        }
        _ => (None, text),
    }
}

/// Skips the ending of `1st`, `2nd`, `3rd`, `11th`.
fn ordinal(text: &str) -> &str {
    for ending in ["st", "nd", "rd", "th"] {
        if let Some(rest) = text.strip_prefix(ending)
            && !rest.starts_with(char::is_alphanumeric)
        {
            return rest;
        }
    }
    text
}

fn two_digits(year: u32) -> i16 {
    let year = year as i16;
    if year >= 70 { 1900 + year } else { 2000 + year }
}

fn month_of(word: &str) -> Option<u8> {
    const MONTHS: [&[&str]; 12] = [
        &["january", "gennaio", "januar"],
        &["february", "febbraio", "februar"],
        &["march", "marzo", "märz"],
        &["april", "aprile"],
        &["may", "maggio", "mai"],
        &["june", "giugno", "juni"],
        &["july", "luglio", "juli"],
        &["august", "agosto"],
        &["september", "settembre"],
        &["october", "ottobre", "oktober"],
        &["november", "novembre"],
        &["december", "dicembre", "dezember"],
    ];
    let word = word.to_lowercase();
    let short = word.chars().count() == 3 || word == "sept";
    let found = MONTHS.iter().position(|names| {
        names.iter().any(|name| *name == word || short && name.starts_with(&word))
    })?;
    Some(found as u8 + 1)
}

fn weekday_of(word: &str) -> Option<Weekday> {
    const DAYS: [(&str, Weekday); 7] = [
        ("monday", Weekday::Monday),
        ("tuesday", Weekday::Tuesday),
        ("wednesday", Weekday::Wednesday),
        ("thursday", Weekday::Thursday),
        ("friday", Weekday::Friday),
        ("saturday", Weekday::Saturday),
        ("sunday", Weekday::Sunday),
    ];
    const GERMAN: [(&str, Weekday); 8] = [
        ("montag", Weekday::Monday),
        ("dienstag", Weekday::Tuesday),
        ("mittwoch", Weekday::Wednesday),
        ("donnerstag", Weekday::Thursday),
        ("freitag", Weekday::Friday),
        ("samstag", Weekday::Saturday),
        ("sonnabend", Weekday::Saturday),
        ("sonntag", Weekday::Sunday),
    ];
    let word = word.to_ascii_lowercase();
    if let Some((_, day)) =
        GERMAN.iter().find(|(name, _)| *name == word || word.len() == 2 && name.starts_with(&word))
    {
        return Some(*day);
    }
    let short = matches!(word.len(), 2 | 3) || matches!(word.as_str(), "tues" | "thur" | "thurs");
    DAYS.iter()
        .find(|(name, _)| *name == word || short && name.starts_with(&word))
        .map(|(_, day)| *day)
}

/// Reads `18:00`, `18.45`, `18h30`, with a zone and, in brackets, the local time;
/// `??:??` is a time that is not known and gives `None` inside.
///
/// The second value says by how many days the local date differs.
pub(crate) fn time(text: &str) -> Option<(Option<KickOff>, i8, &str)> {
    if let Some(rest) = text.strip_prefix("??:??") {
        return Some((None, 0, rest));
    }
    let (first, rest) = clock(text)?;
    let (offset, rest) = zone(rest);
    let kick_off = KickOff { time: first, offset };
    // `20:45 CET (19:45 UTC±0)`: the time at the ground stands in brackets.
    if let Some(inner) = blanks(rest).strip_prefix('(')
        && let Some((local, after)) = clock(blanks(inner))
    {
        let (local_offset, after) = zone(after);
        if let Some(after) = blanks(after).strip_prefix(')') {
            let shift = day_shift(&kick_off, local, local_offset);
            return Some((Some(KickOff { time: local, offset: local_offset }), shift, after));
        }
    }
    if let Some(inner) = blanks(rest).strip_prefix('(')
        && let (Some(found), after) = zone(inner)
        && let Some(after) = blanks(after).strip_prefix(')')
    {
        return Some((Some(KickOff { time: first, offset: Some(found) }), 0, after));
    }
    Some((Some(kick_off), 0, rest))
}

/// Returns how many days the local date lies after the date as written.
fn day_shift(written: &KickOff, local: Time, offset: Option<Offset>) -> i8 {
    let (Some(from), Some(to)) = (written.offset, offset) else { return 0 };
    let day = Date::constant(2000, 1, 15);
    let Ok(instant) = from.to_timestamp(day.to_datetime(written.time)) else { return 0 };
    let there = to.to_datetime(instant);
    if there.time() == local { there.day() - 15 } else { 0 }
}

fn clock(text: &str) -> Option<(Time, &str)> {
    let (hour, rest) = digits(text, 2)?;
    let rest = rest.strip_prefix([':', '.', 'h'])?;
    let (minute, after) = digits(rest, 2)?;
    if rest.len() - after.len() != 2 || after.starts_with(['.', '\'', '+']) {
        return None;
    }
    if after.chars().next().is_some_and(|c| c.is_alphanumeric()) {
        return None;
    }
    let time = Time::new(i8::try_from(hour).ok()?, i8::try_from(minute).ok()?, 0, 0).ok()?;
    Some((time, after))
}

/// Reads a zone such as `UTC-6`, `UTC±0`, `UTC+5:30` or `CEST`.
pub(crate) fn zone(text: &str) -> (Option<Offset>, &str) {
    let start = blanks(text);
    let Some((word, rest)) = letters(start) else { return (None, text) };
    if matches!(word, "UTC" | "GMT") {
        let Some(sign) = rest.chars().next().filter(|c| matches!(c, '+' | '-' | '−' | '±'))
        else {
            return (Some(Offset::UTC), rest);
        };
        let after = &rest[sign.len_utf8()..];
        let Some((hours, after)) = digits(after, 2) else { return (None, text) };
        let (minutes, after) = match after.strip_prefix(':').and_then(|a| digits(a, 2)) {
            Some((minutes, after)) if minutes < 60 => (minutes, after),
            _ => (0, after),
        };
        let seconds = (hours * 3600 + minutes * 60) as i32;
        let signed = if matches!(sign, '-' | '−') { -seconds } else { seconds };
        return match Offset::from_seconds(signed) {
            Ok(offset) => (Some(offset), after),
            Err(_) => (None, text),
        };
    }
    const ZONES: [(&str, i8); 26] = [
        ("WET", 0),
        ("WEST", 1),
        ("BST", 1),
        ("CET", 1),
        ("CEST", 2),
        ("WAT", 1),
        ("CAT", 2),
        ("SAST", 2),
        ("EET", 2),
        ("EEST", 3),
        ("EAT", 3),
        ("MSK", 3),
        ("TRT", 3),
        ("BRT", -3),
        ("ART", -3),
        ("EDT", -4),
        ("EST", -5),
        ("CDT", -5),
        ("CST", -6),
        ("MDT", -6),
        ("MST", -7),
        ("PDT", -7),
        ("PST", -8),
        ("JST", 9),
        ("KST", 9),
        ("AEST", 10),
    ];
    match ZONES.iter().find(|(name, _)| *name == word) {
        Some((_, hours)) => (Some(Offset::constant(*hours)), rest),
        None => (None, text),
    }
}

/// Finds the years of dates that lack them.
#[derive(Clone, Debug, Default)]
pub(crate) struct Years {
    /// The days between which the file says that it lies.
    pub(crate) range: Option<(DraftDate, DraftDate)>,
    /// The years that the title names, e.g. 2024 and 2025.
    pub(crate) title: Option<(i16, i16)>,
    /// The last date.
    pub(crate) last: Option<DraftDate>,
}

impl Years {
    /// Starts a file or a section with a title.
    pub(crate) fn titled(&mut self, title: &str) {
        *self = Years { title: years_of(title), ..Years::default() };
    }

    /// Completes a date; `None` if nothing tells the year.
    pub(crate) fn complete(&mut self, written: Written) -> Option<DraftDate> {
        let at = |year| DraftDate { year, month: written.month, day: written.day };
        if let Some(year) = written.year {
            self.last = Some(at(year));
            return self.last;
        }
        let anchor = self.last.map(|d| d.year).or(self.title.map(|t| t.0))?;
        let mut candidates: Vec<DraftDate> = (anchor - 2..=anchor + 2).map(at).collect();
        let mut keep = |test: &dyn Fn(&DraftDate) -> bool| {
            if candidates.iter().any(test) {
                candidates.retain(test);
            }
        };
        if let Some((from, to)) = self.range {
            keep(&|d| from <= *d && *d <= to);
        }
        if let Some(weekday) = written.weekday {
            keep(&|d| d.date().is_some_and(|date| date.weekday() == weekday));
        }
        if let Some((first, second)) = self.title {
            if first == second {
                keep(&|d| d.year == first);
            } else {
                keep(&|d| d.year == if d.month >= 7 { first } else { second });
            }
        }
        let days =
            |d: &DraftDate| i32::from(d.year) * 372 + i32::from(d.month) * 31 + i32::from(d.day);
        let near = match (&self.last, self.title) {
            (Some(last), _) => days(last),
            (None, Some((first, second))) if first != second => i32::from(first) * 372 + 9 * 31,
            _ => i32::from(anchor) * 372 + 6 * 31,
        };
        let found = candidates.into_iter().min_by_key(|d| (days(d) - near).abs())?;
        self.last = Some(found);
        Some(found)
    }
}

/// Reads the years of a title: `2025/26`, `2024-25`, `World Cup 2026`.
fn years_of(title: &str) -> Option<(i16, i16)> {
    let mut rest = title;
    while let Some(at) = rest.find(|c: char| c.is_ascii_digit()) {
        let end = rest[at..].find(|c: char| !c.is_ascii_digit()).map_or(rest.len(), |e| at + e);
        let (number, after) = (&rest[at..end], &rest[end..]);
        rest = after;
        let Ok(year) = number.parse::<i16>() else { continue };
        if number.len() != 4 || !(1850..=2200).contains(&year) {
            continue;
        }
        if let Some(tail) = after.strip_prefix(['/', '-', '–'])
            && let Some((second, end)) = digits(tail, 4)
        {
            let next = match tail.len() - end.len() {
                2 => year / 100 * 100 + second as i16,
                4 => i16::try_from(second).ok()?,
                _ => year,
            };
            // `1999/00` ends in the next century.
            let next = if next < year { next + 100 } else { next };
            if next == year + 1 {
                return Some((year, next));
            }
        }
        return Some((year, year));
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, title: &str) -> String {
        let mut years = Years::default();
        years.titled(title);
        match date(text) {
            Some((written, rest)) => match years.complete(written) {
                Some(found) => format!("{found}|{}", rest.trim()),
                None => "no year".to_owned(),
            },
            None => "none".to_owned(),
        }
    }

    #[test]
    fn every_form_of_a_date_is_read() {
        for (text, title, expected) in [
            ("Thu Jun 11", "World Cup 2026", "2026-06-11|"),
            ("Thu June 11", "World Cup 2026", "2026-06-11|"),
            ("Tue Sep/16 2025", "", "2025-09-16|"),
            ("[Sat Jan/14]", "League 2016/17", "2017-01-14|"),
            ("Sat 14 June 2024 18:00 A v B", "", "2024-06-14|18:00 A v B"),
            ("Th 26/3/26 20:45 CET  Italy", "", "2026-03-26|20:45 CET  Italy"),
            ("05.04.1959 @ Dublin", "", "1959-04-05|@ Dublin"),
            ("2025-09-07", "", "2025-09-07|"),
            ("Jun 30", "", "no year"),
            ("Feb 30 2026", "", "2026-02-30|"),
            ("12.30  Parma 0-2 Napoli", "2020/21", "none"),
            ("1. FC Union Berlin", "2020/21", "none"),
            ("Jun 11 1860 München v Roma", "2020/21", "2021-06-11|1860 München v Roma"),
            ("Marseille 1-0 Lyon", "2020/21", "none"),
            ("Sun Aug 2", "Serie A 2019/20", "2020-08-02|"),
            ("Mi. 15. Januar", "Bundesliga 2024/25", "2025-01-15|"),
        ] {
            assert_eq!(read(text, title), expected, "{text}");
        }
    }

    #[test]
    fn the_time_at_the_ground_stands_in_brackets() {
        let (found, shift, rest) = time("20:45 CET (19:45 UTC±0)  Wales").unwrap();
        let found = found.unwrap();
        assert_eq!((found.time.hour(), found.offset, shift), (19, Some(Offset::UTC), 0));
        assert_eq!(rest.trim(), "Wales");
        let (_, shift, _) = time("20:45 CET (00:45 UTC+5)  Kazakhstan").unwrap();
        assert_eq!(shift, 1);
        assert_eq!(time("18.45  Roma").unwrap().2.trim(), "Roma");
        assert_eq!(
            time("13:00 UTC-6 @ Mexico City").unwrap().0.unwrap().offset,
            Some(Offset::constant(-6))
        );
        assert!(time("25:00 Roma").is_none());
        assert!(time("1. FC Köln").is_none());
    }
}
