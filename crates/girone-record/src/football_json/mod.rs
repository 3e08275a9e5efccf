//! football.json in its eras.
//!
//! Since 2014 the format has changed in silence: matches stood in `rounds` and now
//! in one list; teams were objects and now are names; scores were `score1` and
//! `score2`, then `score.ft`, and sometimes a bare pair; a minute was a number with
//! an `offset` and now is a text such as `90+4`; a time may or may not have a zone.
//! All of these are read, and one is written.

mod values;
mod write;

use std::collections::BTreeSet;
use std::sync::Arc;

use girone_model::Side;
use serde::Deserialize;
use serde_json::Value;
use serde_json::value::RawValue;

use self::values::{day, level_shoot_out, minute, outcome, team_name, time, venue};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Place, Reading, Severity, code};
use crate::draft::{Draft, DraftDate, DraftGoal, DraftGroup, DraftMatch};
use crate::football_txt::heading;
use crate::internationals::is_friendly;
use crate::text::{Interner, count_lines, decode};
use crate::{Counts, Kind};

pub use self::write::write_football_json;

/// Reads a football.json of matches or of groups.
///
/// Lists of teams, clubs or grounds hold no match: they pass with a note. The
/// lines of a match that is refused count as not understood.
pub fn read_football_json(file: &str, bytes: &[u8]) -> Reading<Draft> {
    let file: Arc<str> = file.into();
    let text = decode(bytes);
    let draft = Draft { file: file.clone(), kind: Some(Kind::FootballJson), ..Draft::default() };
    let lines = count_lines(text.as_bytes());
    let file_of: Result<File<'_>, serde_json::Error> = if text.trim_start().starts_with('[') {
        serde_json::from_str(&text).map(|list| File { other: list, ..File::default() })
    } else {
        serde_json::from_str(&text)
    };
    let found = match file_of {
        Ok(found) => found,
        Err(error) => {
            let (code, message) = if text.trim().is_empty() {
                (code::EMPTY, format!("`{file}` is empty"))
            } else {
                (code::NOT_TEXT, format!("this is no football.json: {error}"))
            };
            let place = Place::at(error.line() as u32, error.column() as u32);
            let row = text.lines().nth(error.line().saturating_sub(1)).unwrap_or("");
            let mut diagnostic = Diagnostic::error(code, &file, place, message)
                .help("the file is an object with `name` and `matches`");
            if row.len() < 2_000 {
                diagnostic = diagnostic.excerpt(row);
            }
            return Reading {
                value: draft,
                diagnostics: vec![diagnostic],
                counts: Counts { lines, not_understood: lines, ..Counts::default() },
            };
        }
    };
    let mut reader = Reader {
        file: file.clone(),
        text: &text,
        seen: (0, 1),
        draft,
        diagnostics: Diagnostics::new(&file),
        names: Interner::default(),
        people: Interner::default(),
        lost: BTreeSet::new(),
        unread: BTreeSet::new(),
        friendly: false,
    };
    reader.file(&found);
    reader.finish(lines)
}

#[derive(Default, Deserialize)]
struct File<'a> {
    name: Option<String>,
    #[serde(borrow, default)]
    matches: Vec<&'a RawValue>,
    #[serde(borrow, default)]
    rounds: Vec<Round<'a>>,
    #[serde(borrow, default)]
    groups: Vec<&'a RawValue>,
    #[serde(borrow, default, alias = "teams", alias = "clubs", alias = "stadiums")]
    other: Vec<&'a RawValue>,
}

#[derive(Deserialize)]
struct Round<'a> {
    name: Option<String>,
    #[serde(borrow, default)]
    matches: Vec<&'a RawValue>,
}

#[derive(Deserialize)]
struct Group {
    name: String,
    #[serde(default)]
    teams: Vec<Value>,
}

struct Reader<'a> {
    file: Arc<str>,
    text: &'a str,
    /// A byte and the line it is on, to count on from.
    seen: (usize, u32),
    draft: Draft,
    diagnostics: Diagnostics,
    names: Interner,
    people: Interner,
    /// The lines of matches that were refused.
    lost: BTreeSet<u32>,
    /// The keys that are not read.
    unread: BTreeSet<String>,
    friendly: bool,
}

type Refusal = (Code, String, &'static str);

impl Reader<'_> {
    fn file(&mut self, found: &File<'_>) {
        self.draft.title = found.name.as_deref().and_then(|n| self.names.some(n));
        self.friendly = self.draft.title.as_deref().is_some_and(is_friendly);
        for raw in &found.groups {
            self.group(raw);
        }
        for raw in &found.matches {
            self.take(raw, None);
        }
        for round in &found.rounds {
            for raw in &round.matches {
                self.take(raw, round.name.as_deref());
            }
        }
        if self.draft.matches.is_empty() && self.draft.groups.is_empty() && self.lost.is_empty() {
            let (severity, message) = if found.other.is_empty() {
                (Severity::Error, format!("`{}` holds no match", self.file))
            } else {
                let message = format!(
                    "`{}` lists {} teams or grounds and no match",
                    self.file,
                    found.other.len()
                );
                (Severity::Note, message)
            };
            self.diagnostics.push(Diagnostic::new(
                severity,
                code::EMPTY,
                &self.file.clone(),
                Place::FILE,
                message,
            ));
        }
    }

    /// Returns the first and the last line of a part of the file.
    fn lines_of(&mut self, raw: &RawValue) -> (u32, u32) {
        let base = self.text.as_ptr() as usize;
        let start = (raw.get().as_ptr() as usize).saturating_sub(base).min(self.text.len());
        let count = |from: usize, to: usize| {
            self.text.as_bytes()[from..to].iter().filter(|b| **b == b'\n').count() as u32
        };
        let first = if start >= self.seen.0 {
            self.seen.1 + count(self.seen.0, start)
        } else {
            1 + count(0, start)
        };
        self.seen = (start, first);
        let end = (start + raw.get().len()).min(self.text.len());
        (first, first + count(start, end))
    }

    fn refuse(&mut self, raw: &RawValue, refusal: Refusal) {
        let (first, last) = self.lines_of(raw);
        self.lost.extend(first..=last);
        let (code, message, help) = refusal;
        let excerpt: String = raw.get().lines().next().unwrap_or("").chars().take(160).collect();
        self.diagnostics.push(
            Diagnostic::error(code, &self.file.clone(), Place::line(first), message)
                .excerpt(&excerpt)
                .help(help),
        );
    }

    fn group(&mut self, raw: &RawValue) {
        let (first, _) = self.lines_of(raw);
        let Ok(group) = serde_json::from_str::<Group>(raw.get()) else {
            let help = "a group is an object with `name` and `teams`";
            return self.refuse(raw, (code::VALUE, "this is no group".to_owned(), help));
        };
        let teams: Vec<Arc<str>> =
            group.teams.iter().filter_map(team_name).map(|t| self.names.text(&t)).collect();
        if teams.len() != group.teams.len() {
            let message = format!("a team of {} has no name", group.name);
            return self.refuse(raw, (code::VALUE, message, "name every team"));
        }
        if teams.len() < 2 {
            let message = format!("{} has fewer than two teams", group.name);
            return self.refuse(raw, (code::VALUE, message, "list its teams under `teams`"));
        }
        let name = heading::group(&group.name).unwrap_or_else(|| group.name.clone());
        let mut once = teams.clone();
        once.sort();
        once.dedup();
        if once.len() != teams.len() {
            let message = format!("a team is in group {name} twice");
            return self.refuse(raw, (code::DUPLICATE, message, "name each team once"));
        }
        self.draft.groups.push(DraftGroup {
            place: Place::line(first),
            competition: self.draft.title.clone(),
            name: name.into(),
            teams,
        });
    }

    fn take(&mut self, raw: &RawValue, round: Option<&str>) {
        let (first, _) = self.lines_of(raw);
        let read = match serde_json::from_str::<Value>(raw.get()) {
            Ok(value) => self.read(&value, round, Place::line(first)).map(|found| {
                let warning = level_shoot_out(&value, &found);
                (found, warning)
            }),
            Err(error) => {
                Err((code::VALUE, format!("this is no match: {error}"), "write an object"))
            }
        };
        match read {
            Ok((found, warning)) => {
                if let Some(message) = warning {
                    self.diagnostics.push(
                        Diagnostic::warning(
                            code::SCORE,
                            &self.file.clone(),
                            Place::line(first),
                            message,
                        )
                        .help("write the final count of penalties"),
                    );
                }
                self.draft.matches.push(found);
            }
            Err(refusal) => self.refuse(raw, refusal),
        }
    }

    fn read(
        &mut self,
        value: &Value,
        round: Option<&str>,
        place: Place,
    ) -> Result<DraftMatch, Refusal> {
        let Some(object) = value.as_object() else {
            return Err((code::VALUE, "this is no match".to_owned(), "write an object"));
        };
        for key in object.keys() {
            if !KEYS.contains(&key.as_str()) {
                self.unread.insert(key.clone());
            }
        }
        let text = |key: &str| object.get(key).and_then(Value::as_str);
        let team = |key: &str| {
            object
                .get(key)
                .and_then(team_name)
                .ok_or_else(|| (code::VALUE, format!("`{key}` is missing"), "name both teams"))
        };
        let (home, away) = (team("team1")?, team("team2")?);
        let mut date = match text("date") {
            Some(written) => Some(day(written).ok_or_else(|| {
                let message = format!("`{written}` is not a date");
                (code::DATE, message, "write year, month and day, e.g. `2026-06-11`")
            })?),
            None => None,
        };
        let mut kick_off = None;
        if let Some(written) = text("time").filter(|t| !t.trim().is_empty()) {
            let (found, shift) = time(written, text("time_local"))?;
            kick_off = found;
            if shift != 0 {
                let moved = date
                    .and_then(DraftDate::date)
                    .and_then(|d| d.checked_add(jiff::Span::new().days(i64::from(shift))).ok());
                date = moved.map(DraftDate::from).or(date);
            }
        }
        let said = heading::round(text("round").or(round).unwrap_or(""));
        let group = match text("group") {
            Some(written) => heading::group(written).or_else(|| Some(written.to_owned())),
            None => said.group,
        };
        let mut keep = |text: Option<String>| text.as_deref().and_then(|t| self.names.some(t));
        let (stage, group, matchday) = (keep(said.stage), keep(group), keep(said.matchday));
        let outcome = outcome(value)?;
        let mut goals = Vec::new();
        for (key, side) in [("goals1", Side::Home), ("goals2", Side::Away)] {
            let Some(list) = object.get(key).filter(|v| !v.is_null()) else { continue };
            let Some(list) = list.as_array() else {
                return Err((code::VALUE, format!("`{key}` is no list"), "write a list of goals"));
            };
            for entry in list {
                goals.push(self.goal(entry, side)?);
            }
        }
        let venue = venue(value).and_then(|geo| geo.venue(&mut self.names));
        let number = object.get("num").and_then(Value::as_u64).and_then(|n| u16::try_from(n).ok());
        Ok(DraftMatch {
            place,
            competition: self.draft.title.clone(),
            stage,
            group,
            matchday,
            number,
            date,
            kick_off,
            venue,
            neutral: object.get("neutral").and_then(Value::as_bool).unwrap_or(false),
            friendly: self.friendly,
            outcome,
            goals,
            ..DraftMatch::between(home, away)
        })
    }

    fn goal(&mut self, value: &Value, side: Side) -> Result<DraftGoal, Refusal> {
        let name = value.get("name").and_then(Value::as_str).map(str::trim);
        let flag = |keys: [&str; 3]| {
            keys.iter().any(|k| value.get(*k).and_then(Value::as_bool).unwrap_or(false))
        };
        Ok(DraftGoal {
            side,
            scorer: name.and_then(|n| self.people.some(n)),
            minute: minute(value)?,
            own_goal: flag(["owngoal", "own_goal", "og"]),
            penalty: flag(["penalty", "pen", "p"]),
        })
    }

    fn finish(mut self, lines: u32) -> Reading<Draft> {
        if !self.unread.is_empty() {
            let keys: Vec<String> = self.unread.iter().map(|k| format!("`{k}`")).collect();
            let message = format!("the key {} of matches is not read", keys.join(", "));
            let place = Place::FILE;
            self.diagnostics.push(Diagnostic::warning(code::VALUE, &self.file, place, message));
        }
        let not_understood = (self.lost.len() as u32).min(lines);
        let counts = Counts {
            lines,
            understood: lines - not_understood,
            not_understood,
            matches: self.draft.matches.len() as u32,
            ..Counts::default()
        };
        Reading { value: self.draft, diagnostics: self.diagnostics.finish(), counts }
    }
}

/// The keys of a match that are read, in all eras.
const KEYS: [&str; 29] = [
    "round",
    "num",
    "date",
    "time",
    "time_local",
    "team1",
    "team2",
    "score",
    "score1",
    "score2",
    "score1i",
    "score2i",
    "score1et",
    "score2et",
    "score1p",
    "score2p",
    "goals1",
    "goals2",
    "goals",
    "group",
    "ground",
    "stadium",
    "city",
    "timezone",
    "status",
    "pitch",
    "neutral",
    "knockout",
    "key",
];

#[cfg(test)]
mod tests {
    use girone_model::{Outcome, Score};

    use super::*;

    fn read(text: &str) -> Reading<Draft> {
        let reading = read_football_json("x.json", text.as_bytes());
        let c = reading.counts;
        assert_eq!(c.lines, c.understood + c.not_understood + c.ignored_by_format);
        reading
    }

    #[test]
    fn the_eras_of_the_format_say_the_same() {
        let old = r#"{"name": "World Cup 2014", "rounds": [{"name": "Matchday 1", "matches": [
            {"num": 1, "date": "2014-06-12", "time": "17:00",
             "team1": {"name": "Brazil", "code": "BRA"}, "team2": {"name": "Croatia", "code": "CRO"},
             "score1": 3, "score2": 1, "score1i": 1, "score2i": 1,
             "goals1": [{"name": "Oscar", "minute": 90, "offset": 1}], "goals2": [],
             "group": "Group A"}]}]}"#;
        let new = r#"{"name": "World Cup 2014", "matches": [
            {"num": 1, "round": "Matchday 1", "date": "2014-06-12", "time": "17:00",
             "team1": "Brazil", "team2": "Croatia", "score": {"ft": [3, 1], "ht": [1, 1]},
             "goals1": [{"name": "Oscar", "minute": "90+1"}], "goals2": [], "group": "Group A"}]}"#;
        let (old, new) = (read(old), read(new));
        assert!(old.diagnostics.is_empty(), "{:?}", old.diagnostics);
        assert!(new.diagnostics.is_empty(), "{:?}", new.diagnostics);
        assert_eq!(old.value.matches, new.value.matches);
        assert_eq!(old.value.matches[0].group.as_deref(), Some("A"));
    }

    #[test]
    fn a_score_may_be_empty_a_pair_or_an_object() {
        let text = r#"{"name": "x", "matches": [
            {"date": "2026-06-11", "team1": "A", "team2": "B", "score": {}},
            {"date": "2026-06-11", "team1": "C", "team2": "D", "score": [2, 0]},
            {"date": "2026-06-11", "team1": "E", "team2": "F", "score": {"p": [2, 4], "et": [1, 1]}},
            {"date": "2026-06-11", "team1": "G", "team2": "H", "score": {"ft": [100, 0]}},
            {"date": "2026-06-11", "team1": "I", "score": []}]}"#;
        let reading = read(text);
        let outcomes: Vec<_> = reading.value.matches.iter().map(|m| m.outcome).collect();
        assert_eq!(outcomes[..2], [None, Some(Outcome::Played(Score::of(2, 0)))]);
        let Some(Outcome::Played(score)) = outcomes[2] else { panic!() };
        assert_eq!((score.extra_time, score.shoot_out.unwrap().winner), (Some(true), Side::Away));
        let codes: Vec<_> = reading.diagnostics.iter().map(|d| (d.line, d.code)).collect();
        assert_eq!(codes, [(5, code::SCORE), (6, code::VALUE)]);
        assert_eq!(reading.counts.not_understood, 2);
    }
}
