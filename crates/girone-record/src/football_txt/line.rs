//! One line of a match.

use girone_model::{BySide, KickOff, Outcome, Score, ShootOut, Side, Venue};

use super::date::{self, Written};
use super::scan::{blanks, brackets, digits, in_quotes, quoted, squeeze};
use super::score::{self, Found, NoScore, Status};
use crate::text::Interner;

/// A match as one line tells of it.
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub(super) number: Option<u16>,
    pub(super) date: Option<Written>,
    /// The outer option says whether the line has a time, the inner whether it is
    /// known; with the days by which the local date differs.
    pub(super) time: Option<(Option<KickOff>, i8)>,
    pub(super) teams: BySide<String>,
    pub(super) outcome: Option<Outcome>,
    pub(super) open: bool,
    pub(super) level_shoot_out: bool,
    pub(super) place: Option<Geo>,
    pub(super) attendance: Option<u32>,
    pub(super) neutral: bool,
    pub(super) friendly: Option<bool>,
    pub(super) provisional: bool,
    pub(super) notes: Vec<String>,
}

/// A ground as written after `@`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Geo {
    pub(crate) ground: Option<String>,
    pub(crate) city: Option<String>,
    pub(crate) country: Option<String>,
    pub(crate) offset: Option<jiff::tz::Offset>,
}

impl Geo {
    /// Returns the venue, its names kept once.
    pub(crate) fn venue(&self, names: &mut Interner) -> Option<Venue> {
        let mut keep = |text: &Option<String>| text.as_deref().map(|t| names.text(t));
        let venue = Venue {
            ground: keep(&self.ground),
            city: keep(&self.city),
            country: keep(&self.country),
        };
        (venue != Venue::default()).then_some(venue)
    }
}

/// Why a line is no match.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum NoMatch {
    /// It has neither a score nor a `v`.
    NoScore,
    /// A number of goals that no match has.
    TooMany,
    /// A team is missing or is no name.
    NoTeam,
    /// `[awarded]` without the score that counts.
    NoOfficial,
    /// A mark in brackets that contradicts the score.
    Contradiction(String),
}

impl NoMatch {
    /// Returns what was found or expected, and what to do.
    pub(super) fn words(&self) -> (String, &'static str) {
        match self {
            NoMatch::NoScore => (
                "expected a score or `v` between two teams".to_owned(),
                "write `Greece 1-0 Russia`, or `Greece v Russia` if not yet played",
            ),
            NoMatch::TooMany => {
                ("the score has more than 99 goals".to_owned(), "write goals as 0 to 99")
            }
            NoMatch::NoTeam => (
                "expected a team on either side of the score".to_owned(),
                "write `Greece 1-0 Russia`, or `Greece v Russia` if not yet played",
            ),
            NoMatch::NoOfficial => (
                "an award needs the score that counts".to_owned(),
                "write `Romania 3-0 Kosovo [awarded]`",
            ),
            NoMatch::Contradiction(tag) => {
                (format!("`[{tag}]` contradicts the score"), "take one of the two out")
            }
        }
    }
}

/// Reads a line of a match; comments are cut off already.
pub(super) fn line(text: &str) -> Result<Line, NoMatch> {
    let (text, tags) = brackets(text);
    let mut rest = blanks(&text);
    let mut number = None;
    if let Some(inner) = rest.strip_prefix('(')
        && let Some((found, after)) = digits(inner, 5)
        && let Some(after) = after.strip_prefix(')')
    {
        number = u16::try_from(found).ok();
        rest = blanks(after);
    }
    let mut written = None;
    if let Some((found, after)) = date::date(rest) {
        written = Some(found);
        rest = blanks(after);
    }
    let mut time = None;
    if let Some((found, shift, after)) = date::time(rest) {
        time = Some((found, shift));
        rest = blanks(after);
    }
    let (rest, place, mut attendance) = match leading_place(rest) {
        Some((place, attendance, after)) => (after.to_owned(), Some(place), attendance),
        None => split_place(rest),
    };
    let rest = rest.as_str();
    let (rest, more) = without_attendance(rest);
    attendance = attendance.or(more);
    let parts = split_teams(&rest)?;
    let teams = BySide::new(team(parts.home)?, team(parts.away)?);
    let mut line = Line {
        number,
        date: written,
        time,
        teams,
        outcome: None,
        open: parts.found.is_some_and(|f| f.open),
        level_shoot_out: parts.found.is_some_and(|f| f.level_shoot_out),
        place,
        attendance,
        neutral: false,
        friendly: None,
        provisional: false,
        notes: Vec::new(),
    };
    line.tags(parts.found, parts.status, tags)?;
    Ok(line)
}

impl Line {
    /// Takes over what stands in square brackets.
    fn tags(
        &mut self,
        found: Option<Found>,
        status: Option<Status>,
        tags: Vec<String>,
    ) -> Result<(), NoMatch> {
        let mut status = status.or(found.and_then(|f| f.status));
        let mut score = found.map(|f| f.score);
        let mut pitch = None;
        for tag in tags {
            if self.keyed_tag(&tag) {
                continue;
            }
            let word = tag.trim();
            if let Some(found) = score::status(word) {
                status = Some(found);
                continue;
            }
            if let Some(after) = word.strip_prefix("awarded; pitch ") {
                status = Some(Status::Awarded);
                match score::score(after) {
                    Ok((found, rest)) if rest.trim().is_empty() => pitch = Some(found.score),
                    Err(NoScore::TooMany) => return Err(NoMatch::TooMany),
                    _ => return Err(NoMatch::Contradiction(word.to_owned())),
                }
                continue;
            }
            if let Some((extra_time, goals)) = score::remark(word)
                && let Some(score) = &mut score
            {
                if extra_time {
                    score.extra_time = Some(true);
                }
                if let Some(goals) = goals {
                    let winner = if goals.home > goals.away { Side::Home } else { Side::Away };
                    score.shoot_out = Some(ShootOut { winner, goals: Some(goals) });
                }
                continue;
            }
            match word {
                "neutral" => self.neutral = true,
                "friendly" => self.friendly = Some(true),
                "competitive" => self.friendly = Some(false),
                "provisional" => self.provisional = true,
                "no extra time" | "pitch: no extra time" => {
                    let slot = if word.starts_with("pitch") { &mut pitch } else { &mut score };
                    if let Some(score) = slot {
                        score.extra_time = Some(false);
                    }
                }
                "shoot-out: home"
                | "shoot-out: away"
                | "pitch shoot-out: home"
                | "pitch shoot-out: away" => {
                    let winner = if word.ends_with("home") { Side::Home } else { Side::Away };
                    let slot = if word.starts_with("pitch") { &mut pitch } else { &mut score };
                    let Some(score) = slot else {
                        return Err(NoMatch::Contradiction(word.to_owned()));
                    };
                    match score.shoot_out {
                        Some(known) if known.winner != winner => {
                            return Err(NoMatch::Contradiction(word.to_owned()));
                        }
                        _ => {
                            let goals = score.shoot_out.and_then(|s| s.goals);
                            score.shoot_out = Some(ShootOut { winner, goals });
                        }
                    }
                }
                "" => {}
                _ => self.notes.push(word.to_owned()),
            }
        }
        self.outcome = outcome(score, status, pitch)?;
        Ok(())
    }

    /// Takes over `key: value`; `false` if it is something else.
    fn keyed_tag(&mut self, tag: &str) -> bool {
        let Some((key, value)) = tag.split_once(": ") else { return false };
        let value = value.to_owned();
        match key {
            "ground" => self.place.get_or_insert_default().ground = Some(value),
            "city" => self.place.get_or_insert_default().city = Some(value),
            "country" => self.place.get_or_insert_default().country = Some(value),
            "note" => self.notes.push(value),
            _ => return false,
        }
        true
    }
}

/// Joins a score and a status to an outcome; `None` for a fixture.
fn outcome(
    score: Option<Score>,
    status: Option<Status>,
    pitch: Option<Score>,
) -> Result<Option<Outcome>, NoMatch> {
    Ok(match (status, score) {
        (None, score) => score.map(Outcome::Played),
        (Some(Status::Awarded), Some(score)) => {
            Some(Outcome::Awarded { official: score.result, pitch })
        }
        (Some(Status::Awarded), None) => return Err(NoMatch::NoOfficial),
        (Some(Status::Abandoned), pitch) => Some(Outcome::Abandoned { pitch }),
        (Some(Status::Annulled), pitch) => Some(Outcome::Annulled { pitch }),
        (Some(Status::Postponed), None) => Some(Outcome::Postponed),
        (Some(Status::Postponed), Some(_)) => {
            return Err(NoMatch::Contradiction("postponed".to_owned()));
        }
        (Some(Status::Walkover(winner)), score) => {
            let winner = winner.or(score.and_then(|s| s.winner())).unwrap_or(Side::Home);
            Some(Outcome::Walkover { winner, official: score.map(|s| s.result) })
        }
    })
}

struct Parts<'a> {
    home: &'a str,
    away: &'a str,
    found: Option<Found>,
    status: Option<Status>,
}

/// Finds the two teams and what stands between or behind them.
fn split_teams(text: &str) -> Result<Parts<'_>, NoMatch> {
    for (at, word) in words(text) {
        if at == 0 {
            continue;
        }
        let (home, after) = (&text[..at], &text[at + word.len()..]);
        if matches!(word, "v" | "vs" | "vs." | "V" | "VS") {
            let (away, found, status) = behind(after)?;
            return Ok(Parts { home, away, found, status });
        }
        // Between teams only words that no name has are a status.
        let marked =
            word.contains('/') || word.ends_with('.') || matches!(word, "awd" | "abd" | "ppd");
        if marked && let Some(status) = score::status(word) {
            return Ok(Parts { home, away: after, found: None, status: Some(status) });
        }
        if !word.starts_with(|c: char| c.is_ascii_digit()) {
            continue;
        }
        match score::score(&text[at..]) {
            Ok((found, after)) => {
                if !after.trim().is_empty() {
                    let (away, status) = trailing_status(after);
                    return Ok(Parts { home, away, found: Some(found), status });
                }
                let (home, away) = dash(home).ok_or(NoMatch::NoTeam)?;
                return Ok(Parts { home, away, found: Some(found), status: None });
            }
            Err(NoScore::TooMany) => return Err(NoMatch::TooMany),
            Err(NoScore::Absent) => {}
        }
    }
    let (home, away) = dash(text).ok_or(NoMatch::NoScore)?;
    if text.contains([',', ';']) {
        return Err(NoMatch::NoScore);
    }
    Ok(Parts { home, away, found: None, status: None })
}

/// Splits `Brazil - Croatia`; `None` unless there is exactly one such dash.
fn dash(text: &str) -> Option<(&str, &str)> {
    let mut dashes = words(text).filter(|(_, word)| matches!(*word, "-" | "–"));
    let (at, word) = dashes.next()?;
    if dashes.next().is_some() {
        return None;
    }
    Some((&text[..at], &text[at + word.len()..]))
}

/// Takes the score that stands behind both teams.
fn behind(text: &str) -> Result<(&str, Option<Found>, Option<Status>), NoMatch> {
    for (at, word) in words(text) {
        if !word.starts_with(|c: char| c.is_ascii_digit()) || text[..at].trim().is_empty() {
            continue;
        }
        match score::score(&text[at..]) {
            Ok((found, after)) if after.trim().is_empty() => {
                return Ok((&text[..at], Some(found), None));
            }
            Ok(_) | Err(NoScore::Absent) => {}
            Err(NoScore::TooMany) => return Err(NoMatch::TooMany),
        }
    }
    let (text, status) = trailing_status(text);
    Ok((text, None, status))
}

fn trailing_status(text: &str) -> (&str, Option<Status>) {
    let trimmed = text.trim_end();
    let at = trimmed.rfind(char::is_whitespace).map_or(0, |at| at + 1);
    let word = trimmed.get(at..).unwrap_or("");
    let marked = word.contains('/') || word.ends_with('.') || matches!(word, "awd" | "abd" | "ppd");
    match score::status(word) {
        Some(status) if marked && at > 0 => (&trimmed[..at], Some(status)),
        _ => (text, None),
    }
}

/// Returns the words of a text and where they start; a quotation is one word.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = &text[at..];
        let start = at + (rest.len() - rest.trim_start().len());
        let rest = &text[start..];
        if rest.is_empty() {
            return None;
        }
        let end = match quoted(rest) {
            Some((_, after)) => text.len() - after.len(),
            None => start + rest.find(char::is_whitespace).unwrap_or(rest.len()),
        };
        at = end;
        Some((start, &text[start..end]))
    })
}

/// Reads the name of a team.
fn team(text: &str) -> Result<String, NoMatch> {
    let text = text.trim().trim_end_matches(',');
    if let Some((name, rest)) = quoted(text) {
        return if rest.trim().is_empty() { Ok(name) } else { Err(NoMatch::NoTeam) };
    }
    let name = squeeze(text);
    let fine = name.chars().any(char::is_alphanumeric)
        && name.chars().count() <= 100
        && !name.contains(['|', '=', '"', '[', ']', '@', ';'])
        && !name.starts_with(['(', '-', ','])
        && !name.chars().any(|c| c.is_control() || c == '\u{fffd}');
    if fine { Ok(name) } else { Err(NoMatch::NoTeam) }
}

/// Takes the ground and the attendance off the end of a line.
pub(super) fn split_place(text: &str) -> (String, Option<Geo>, Option<u32>) {
    let at = words(text).find(|(_, word)| word.starts_with('@')).map(|(at, _)| at);
    let Some(at) = at else { return (text.to_owned(), None, None) };
    let (geo, attendance) = geo(&text[at + 1..]);
    (text[..at].to_owned(), Some(geo), attendance)
}

/// Takes a ground that stands before the teams, set off by two blanks:
/// `@ Miami Gardens   Al-Ahly 0-0 Inter Miami`.
pub(super) fn leading_place(text: &str) -> Option<(Geo, Option<u32>, &str)> {
    let inner = blanks(text.strip_prefix('@')?);
    let gap = inner.find("  ")?;
    let after = blanks(&inner[gap..]);
    split_teams(after).ok()?;
    let (geo, attendance) = geo(&inner[..gap]);
    Some((geo, attendance, after))
}

/// Reads `Lotto Park, Brussels (UTC+2), Att: 12345`.
pub(crate) fn geo(text: &str) -> (Geo, Option<u32>) {
    let (text, attendance) = without_attendance(text);
    let mut text = text.trim().trim_end_matches(['.', ';']).trim_end().to_owned();
    let mut geo = Geo::default();
    if let Some(open) = text.rfind('(')
        && let Some(inner) = text[open + 1..].strip_suffix(')')
        && let (Some(offset), rest) = date::zone(inner)
        && rest.trim().is_empty()
    {
        geo.offset = Some(offset);
        text.truncate(open);
    }
    let some = |part: &str| {
        let part = squeeze(part);
        (!part.is_empty()).then_some(part)
    };
    let parts: Vec<&str> = text.split(',').collect();
    match parts.as_slice() {
        [city] => geo.city = some(city),
        [ground, city] => (geo.ground, geo.city) = (some(ground), some(city)),
        [ground @ .., city, country] => {
            geo.ground = some(&ground.join(","));
            (geo.city, geo.country) = (some(city), some(country));
        }
        [] => {}
    }
    (geo, attendance)
}

/// Takes `(att: 50580)` or `, Att: 80824` out of a text.
fn without_attendance(text: &str) -> (String, Option<u32>) {
    for key in ["Att:", "att:", "Attendance:", "attendance:"] {
        let Some(at) = text.find(key) else { continue };
        // Inside a quotation it is part of a name.
        if in_quotes(&text[..at]) {
            continue;
        }
        let after = blanks(&text[at + key.len()..]);
        let Some(found) = number(after) else { continue };
        let length = after
            .find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ',' | '_' | '\'')))
            .unwrap_or(after.len());
        let before = text[..at].trim_end().trim_end_matches([',', '(', ';']).trim_end();
        let behind = blanks(&after[length..]);
        let behind = behind.strip_prefix(')').unwrap_or(behind);
        return (format!("{before} {behind}"), Some(found));
    }
    (text.to_owned(), None)
}

/// Reads a number that may be grouped: `80,824`, `80.824`, `80_824`.
pub(super) fn number(text: &str) -> Option<u32> {
    let digits: String = text
        .chars()
        .take_while(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | '_' | '\''))
        .filter(char::is_ascii_digit)
        .collect();
    digits.parse().ok()
}
