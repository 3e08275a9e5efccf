//! The reader of football.txt.

use std::sync::Arc;

use girone_model::{BySide, KickOff, Outcome, Side, Venue};
use jiff::civil::Weekday;

use super::date::{self, Written, Years};
use super::heading::{self, Heading};
use super::line::{self, Geo, Line, NoMatch};
use super::scan::{blanks, without_comment};
use super::section::Section;
use crate::diagnostic::{Diagnostic, Diagnostics, Place, Reading, code};
use crate::draft::{Draft, DraftDate, DraftGroup, DraftMatch};
use crate::internationals::is_friendly;
use crate::text::{Interner, is_binary};
use crate::{Counts, Kind};

/// A line of a football.txt that is longer than this is none.
pub(super) const LONGEST_LINE: usize = 8_000;
/// Over how many lines a list of goals or a line-up may run.
pub(super) const LONGEST_LIST: usize = 30;

/// Reads a football.txt.
///
/// Every line that is neither understood nor a comment gives a diagnostic. Lines
/// of a shoot-out's single kicks and of substitutions are understood and not
/// kept. Own goals stand on the side for which they count.
pub fn read_football_txt(file: &str, bytes: &[u8]) -> Reading<Draft> {
    let file: Arc<str> = file.into();
    let mut reader = Reader::new(&file);
    if is_binary(bytes) {
        let lines = crate::text::count_lines(bytes);
        let message = format!("`{file}` is not a text file");
        return Reading {
            value: reader.draft,
            diagnostics: vec![
                Diagnostic::error(code::NOT_TEXT, &file, Place::FILE, message)
                    .help("give a football.txt, saved as UTF-8"),
            ],
            counts: Counts { lines, not_understood: lines, ..Counts::default() },
        };
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let mut rows: Vec<Result<&str, &[u8]>> = bytes
        .split(|b| *b == b'\n')
        .map(|row| {
            let row = row.strip_suffix(b"\r").unwrap_or(row);
            std::str::from_utf8(row).map_err(|_| row)
        })
        .collect();
    if bytes.is_empty() || bytes.ends_with(b"\n") {
        rows.pop();
    }
    reader.counts.lines = rows.len() as u32;
    let mut at = 0;
    while at < rows.len() {
        at += reader.take(&rows, at).max(1);
    }
    reader.finish()
}

/// How a group of lines counts.
pub(super) enum As {
    Understood,
    Ignored,
    NotUnderstood,
}

pub(super) struct Reader {
    pub(super) file: Arc<str>,
    pub(super) draft: Draft,
    pub(super) diagnostics: Diagnostics,
    pub(super) counts: Counts,
    pub(super) names: Interner,
    pub(super) people: Interner,
    pub(super) section: Section,
    pub(super) years: Years,
    pub(super) date: Option<DraftDate>,
    /// The kick-off that lines without one inherit, with the shift of its day.
    pub(super) time: Option<(Option<KickOff>, i8)>,
    pub(super) place: Option<Geo>,
    pub(super) attendance: Option<u32>,
    /// Who is named in the line-ups of the last match.
    pub(super) named: BySide<Vec<String>>,
    pub(super) last_line_up: Option<Side>,
    /// The matches of which one score in brackets may be half or full time.
    pub(super) open: Vec<usize>,
    /// The matches with a line-up; their cards are known if the file has any.
    pub(super) lined_up: Vec<usize>,
    /// The matches of which a card is known, but not whose it is: their cards
    /// are not all known, so none is kept.
    pub(super) cards_unclear: Vec<usize>,
}

impl Reader {
    fn new(file: &Arc<str>) -> Reader {
        Reader {
            file: file.clone(),
            draft: Draft { file: file.clone(), kind: Some(Kind::FootballTxt), ..Draft::default() },
            diagnostics: Diagnostics::new(file),
            counts: Counts::default(),
            names: Interner::default(),
            people: Interner::default(),
            section: Section::default(),
            years: Years::default(),
            date: None,
            time: None,
            place: None,
            attendance: None,
            named: BySide::default(),
            last_line_up: None,
            open: Vec::new(),
            lined_up: Vec::new(),
            cards_unclear: Vec::new(),
        }
    }

    /// Takes the line at `at` and those that belong to it; returns how many.
    fn take(&mut self, rows: &[Result<&str, &[u8]>], at: usize) -> usize {
        let number = at as u32 + 1;
        let (taken, how) = match rows[at] {
            Err(bytes) => {
                let text = String::from_utf8_lossy(&bytes[..bytes.len().min(400)]).into_owned();
                self.diagnostics.push(
                    Diagnostic::error(
                        code::NOT_TEXT,
                        &self.file,
                        Place::line(number),
                        "the line is not UTF-8",
                    )
                    .excerpt(&text)
                    .help("save the file as UTF-8"),
                );
                (1, As::NotUnderstood)
            }
            Ok(text) if text.len() > LONGEST_LINE => {
                self.refuse(number, text, "the line is too long to be one of a football.txt", "");
                (1, As::NotUnderstood)
            }
            Ok(text) => self.line(rows, at, text),
        };
        let taken = taken.max(1);
        let count = taken as u32;
        match how {
            As::Understood => self.counts.understood += count,
            As::Ignored => self.counts.ignored_by_format += count,
            As::NotUnderstood => self.counts.not_understood += count,
        }
        taken
    }

    fn refuse(&mut self, number: u32, text: &str, message: &str, help: &str) {
        let help = if help.is_empty() { "make it a comment by a `#` at its start" } else { help };
        self.diagnostics.not_understood(number, text, message, help);
    }

    fn line(&mut self, rows: &[Result<&str, &[u8]>], at: usize, raw: &str) -> (usize, As) {
        let number = at as u32 + 1;
        let trimmed = raw.trim();
        if trimmed.starts_with('#') {
            if let Some(found) = heading::hash_heading(trimmed) {
                return (1, self.heading(number, raw, found));
            }
            return (1, self.comment(trimmed));
        }
        let text = without_comment(raw);
        let text = text.trim();
        if text.is_empty() || text.chars().all(|c| matches!(c, '-' | '_' | '*' | '.')) {
            return (1, As::Ignored);
        }
        if let Some((taken, how)) = self.date_heading(rows, at, text) {
            return (taken, how);
        }
        if let Some(found) = heading::heading(text) {
            return (1, self.heading(number, raw, found));
        }
        if is_list(text)
            && let Some(found) = self.goal_lines(rows, at, text)
        {
            return found;
        }
        if let Some(found) = self.property(rows, at, text) {
            return found;
        }
        match line::line(text) {
            Ok(found) => (1, self.add_match(number, raw, found)),
            Err(error) => {
                if text.starts_with('[')
                    && text.ends_with(']')
                    && let Some(last) = self.draft.matches.last_mut()
                {
                    // A remark on the match above.
                    add_note(last, text[1..text.len() - 1].trim());
                    return (1, As::Understood);
                }
                let (message, help) = match error {
                    NoMatch::NoScore | NoMatch::NoTeam if is_list(text) => (
                        "expected the goals of the match above".to_owned(),
                        "write `(Doku 44', 84' (p); Zaynutdinov 12')`, home before the `;`",
                    ),
                    error => error.words(),
                };
                self.refuse(number, raw, &message, help);
                (1, As::NotUnderstood)
            }
        }
    }

    /// Reads what comments state about the file.
    fn comment(&mut self, text: &str) -> As {
        let text = text.trim_start_matches('#').trim();
        let (key, value) = match text.split_once(char::is_whitespace) {
            Some((key, value)) => (key.trim_end_matches(':'), value.trim()),
            None => return As::Ignored,
        };
        match key {
            "Edition" if !value.is_empty() => {
                let edition = match super::scan::quoted(value) {
                    Some((text, "")) => text,
                    _ => value.to_owned(),
                };
                self.section.edition = Some(self.names.text(&edition));
                return As::Understood;
            }
            "Matches" => {
                let digits: String = value.chars().take_while(char::is_ascii_digit).collect();
                if let Ok(found) = digits.parse::<u32>() {
                    self.counts.expected =
                        Some(self.counts.expected.unwrap_or(0).saturating_add(found));
                }
            }
            "Date" | "Dates" => {
                // Either end may carry the year.
                if let Some((first, rest)) = date::date(value)
                    && let Some(rest) = blanks(rest).strip_prefix(['-', '–'])
                    && let Some((second, _)) = date::date(blanks(rest))
                    && let Some(year) = second.year.or(first.year)
                {
                    let at = |w: Written, year| DraftDate { year, month: w.month, day: w.day };
                    let to = at(second, year);
                    let mut from = at(first, first.year.unwrap_or(year));
                    if first.year.is_none() && from > to {
                        from.year -= 1;
                    }
                    self.years.range = Some((from, to));
                }
            }
            _ => {}
        }
        As::Ignored
    }

    fn heading(&mut self, number: u32, raw: &str, found: Heading) -> As {
        match found {
            Heading::Title(level, text) => self.title(level, &text),
            Heading::Round(level, text) => {
                let said = heading::round(&text);
                self.section.rounds.retain(|(l, _)| *l < level);
                self.section.rounds.push((level, said));
                // A match below a new heading needs a date of its own.
                self.date = None;
                self.reset_day();
            }
            Heading::Definition(label, rest) => {
                let keyed = label.starts_with('[').then(|| heading::round(&label).group);
                if let Some(group) = heading::group(&label).or(keyed.flatten()) {
                    return self.group(number, raw, &group, &rest);
                }
                if !self.matchday(&label, &rest) {
                    let help = "write `Matchday 1 | Jun 11 - Jun 15`, or `Group A | Wales  Italy`";
                    self.refuse(number, raw, "expected dates after `|`", help);
                    return As::NotUnderstood;
                }
            }
        }
        As::Understood
    }

    fn title(&mut self, level: usize, text: &str) {
        let mut titles = std::mem::take(&mut self.section.titles);
        titles.truncate(level - 1);
        titles.push(text.to_owned());
        let full: Vec<&str> = titles.iter().map(String::as_str).filter(|t| !t.is_empty()).collect();
        let full = full.join(", ");
        let competition = (!full.is_empty()).then(|| self.names.text(&full));
        if self.draft.title.is_none() {
            self.draft.title = competition.clone();
        }
        let (last, range) = (self.years.last, self.years.range);
        self.years.titled(&full);
        if level > 1 {
            // A part of the same file goes on with its dates.
            (self.years.last, self.years.range) = (last, range);
        }
        let edition = if level > 1 { self.section.edition.take() } else { None };
        self.section = Section {
            friendly: is_friendly(&full),
            competition,
            titles,
            edition,
            ..Section::default()
        };
        self.date = None;
        self.reset_day();
    }

    fn reset_day(&mut self) {
        self.time = None;
        self.place = None;
        self.attendance = None;
    }

    fn group(&mut self, number: u32, raw: &str, name: &str, rest: &str) -> As {
        let mut teams: Vec<Arc<str>> = Vec::new();
        for cell in super::scan::cells(rest) {
            let team = self.names.text(&cell);
            if teams.contains(&team) {
                let message = format!("`{team}` is in group {name} twice");
                self.diagnostics.push(
                    Diagnostic::error(code::DUPLICATE, &self.file, Place::line(number), message)
                        .excerpt(raw)
                        .help("name each team once"),
                );
            }
            teams.push(team);
        }
        if teams.len() < 2 {
            let help = "set the teams apart by two blanks, or by commas";
            self.refuse(number, raw, "expected two teams or more after `|`", help);
            return As::NotUnderstood;
        }
        self.draft.groups.push(DraftGroup {
            place: Place::line(number),
            competition: self.section.competition.clone(),
            name: name.into(),
            teams,
        });
        As::Understood
    }

    /// Keeps the dates of a matchday; `false` if there are none.
    fn matchday(&mut self, label: &str, rest: &str) -> bool {
        let Some((first, after)) = date::date(blanks(rest)) else { return false };
        let second = match blanks(after).strip_prefix(['-', '–']) {
            None => first,
            Some(after) => match date::date(blanks(after)) {
                Some((second, _)) => second,
                // `Jun 11-17`: a day of the same month.
                None => match super::scan::digits(blanks(after), 2) {
                    Some((day, _)) => Written { day: day as u8, weekday: None, ..first },
                    None => return false,
                },
            },
        };
        if let Some(label) = heading::matchday(label) {
            self.section.matchdays.push((label, first, second));
        }
        true
    }

    /// Reads a line that opens with a date: a heading, or a match.
    fn date_heading(
        &mut self,
        rows: &[Result<&str, &[u8]>],
        at: usize,
        text: &str,
    ) -> Option<(usize, As)> {
        let number = at as u32 + 1;
        let (written, rest) = date::date(text)?;
        if line::leading_place(blanks(rest)).is_some() {
            return None;
        }
        let (rest, place, attendance) = line::split_place(rest);
        let mut rest = blanks(&rest);
        let mut time = None;
        if let Some((found, shift, after)) = date::time(rest) {
            time = Some((found, shift));
            rest = blanks(after);
        }
        if !rest.trim().is_empty() {
            return None;
        }
        self.new_day(number, rows[at].unwrap_or_default(), written);
        self.reset_day();
        self.time = time;
        self.place = place;
        self.attendance = attendance;
        Some((1, As::Understood))
    }

    fn new_day(&mut self, number: u32, raw: &str, written: Written) {
        self.date = self.years.complete(written);
        let Some(date) = self.date else {
            self.diagnostics.push(
                Diagnostic::error(
                    code::DATE,
                    &self.file,
                    Place::line(number),
                    "the year of this date is missing",
                )
                .excerpt(raw)
                .help("write the year behind the date, or in the title: `= Serie A 2024/25`"),
            );
            return;
        };
        if let (Some(weekday), Some(day)) = (written.weekday, date.date())
            && day.weekday() != weekday
        {
            let message = format!("{date} is a {}", weekday_name(day.weekday()));
            self.diagnostics.push(
                Diagnostic::warning(code::WEEKDAY, &self.file, Place::line(number), message)
                    .excerpt(raw)
                    .help("correct the weekday, the day or the year"),
            );
        }
    }

    fn add_match(&mut self, number: u32, raw: &str, found: Line) -> As {
        if let Some(written) = found.date {
            self.new_day(number, raw, written);
            self.reset_day();
        }
        if found.time.is_some() {
            self.time = found.time;
        }
        let (mut kick_off, shift) = self.time.unwrap_or((None, 0));
        let place = found.place.as_ref().or(self.place.as_ref());
        if let (Some(kick_off), Some(offset)) = (&mut kick_off, place.and_then(|p| p.offset))
            && kick_off.offset.is_none()
        {
            kick_off.offset = Some(offset);
        }
        let date = match (self.date, shift) {
            (Some(date), 0) => Some(date),
            (Some(date), days) => {
                let shifted = date
                    .date()
                    .and_then(|d| d.checked_add(jiff::Span::new().days(i64::from(days))).ok());
                shifted.map(DraftDate::from).or(Some(date))
            }
            (None, _) => None,
        };
        let place = place.cloned();
        let venue: Option<Venue> = place.and_then(|p| p.venue(&mut self.names));
        let mut said = heading::Round::default();
        let mut stages: Vec<&str> = Vec::new();
        for (_, round) in &self.section.rounds {
            stages.extend(round.stage.as_deref());
            said.group = round.group.clone().or(said.group);
            said.matchday = round.matchday.clone().or(said.matchday);
        }
        let stage = (!stages.is_empty()).then(|| self.names.text(&stages.join(", ")));
        if said.matchday.is_none() {
            said.matchday = date.and_then(|d| self.section.matchday_of(d));
        }
        let mut keep = |text: Option<String>| text.as_deref().map(|t| self.names.text(t));
        let (group, matchday) = (keep(said.group), keep(said.matchday));
        let teams = found.teams.as_ref().map(|t| self.names.text(t));
        let index = self.draft.matches.len();
        if found.open {
            self.open.push(index);
        }
        if found.level_shoot_out {
            let message = "a shoot-out of equal counts has no winner; it is left out";
            self.diagnostics.push(
                Diagnostic::warning(code::SCORE, &self.file, Place::line(number), message)
                    .excerpt(raw)
                    .help("write the final count of penalties"),
            );
        }
        let mut new = DraftMatch {
            place: Place::line(number),
            competition: self.section.competition.clone(),
            edition: self.section.edition.clone(),
            stage,
            group,
            matchday,
            number: found.number,
            date,
            kick_off,
            venue,
            neutral: found.neutral,
            friendly: found.friendly.unwrap_or(self.section.friendly),
            outcome: found.outcome,
            attendance: found.attendance.or(self.attendance),
            provisional: found.provisional,
            ..DraftMatch::between(teams.home, teams.away)
        };
        for note in &found.notes {
            add_note(&mut new, note);
        }
        self.draft.matches.push(new);
        self.named = BySide::default();
        self.last_line_up = None;
        As::Understood
    }

    fn finish(mut self) -> Reading<Draft> {
        for index in std::mem::take(&mut self.open) {
            settle_break(&mut self.draft.matches[index]);
        }
        // Line-ups without any card in the whole file mean that it lists none.
        if self.draft.matches.iter().any(|m| m.cards.is_some()) {
            for index in std::mem::take(&mut self.lined_up) {
                self.draft.matches[index].cards.get_or_insert_default();
            }
        }
        for index in std::mem::take(&mut self.cards_unclear) {
            self.draft.matches[index].cards = None;
        }
        self.counts.matches = self.draft.matches.len() as u32;
        if let Some(expected) = self.counts.expected
            && expected != self.counts.matches
        {
            let message =
                format!("{expected} matches are announced and {} were read", self.counts.matches);
            self.diagnostics.push(
                Diagnostic::warning(code::EXPECTED, &self.file, Place::FILE, message)
                    .help("correct `# Matches`, or look for lines that are missing"),
            );
        }
        if self.draft.matches.is_empty()
            && self.draft.groups.is_empty()
            && self.counts.not_understood == 0
        {
            let message = format!("`{}` holds no match", self.file);
            self.diagnostics.push(
                Diagnostic::error(code::EMPTY, &self.file, Place::FILE, message)
                    .help("write for example `Belgium 6-0 Kazakhstan` below a date"),
            );
        }
        Reading { value: self.draft, diagnostics: self.diagnostics.finish(), counts: self.counts }
    }
}

/// Says whether a line is a list in brackets and not the number of a match.
fn is_list(text: &str) -> bool {
    let Some(inner) = text.strip_prefix(['(', '[']) else { return false };
    let after = inner.trim_start_matches(|c: char| c.is_ascii_digit());
    after.len() == inner.len() || !after.starts_with(')')
}

pub(super) fn add_note(found: &mut DraftMatch, note: &str) {
    let note = match &found.note {
        Some(before) => format!("{before}; {note}"),
        None => note.to_owned(),
    };
    found.note = Some(note.into());
}

/// Decides whether the one score in brackets after extra time is that after 90
/// minutes, as the format has it, or that of half time, as some files have it.
fn settle_break(found: &mut DraftMatch) {
    let Some(Outcome::Played(score)) = &mut found.outcome else { return };
    let Some(full) = score.full_time else { return };
    let count = |side, by: u8| {
        found
            .goals
            .iter()
            .filter(|g| g.side == side && g.minute.is_some_and(|m| m.base <= by))
            .count() as u8
    };
    let at = |by| BySide::new(count(Side::Home, by), count(Side::Away, by));
    let total = usize::from(score.result.home) + usize::from(score.result.away);
    let known = found.goals.len() == total && found.goals.iter().all(|g| g.minute.is_some());
    if known && at(90) != full && at(45) == full {
        score.half_time = Some(full);
        score.full_time = None;
    }
}

fn weekday_name(day: Weekday) -> &'static str {
    match day {
        Weekday::Monday => "Monday",
        Weekday::Tuesday => "Tuesday",
        Weekday::Wednesday => "Wednesday",
        Weekday::Thursday => "Thursday",
        Weekday::Friday => "Friday",
        Weekday::Saturday => "Saturday",
        Weekday::Sunday => "Sunday",
    }
}
