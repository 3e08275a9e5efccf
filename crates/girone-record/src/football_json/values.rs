//! Values as football.json writes them, in all its eras.

use girone_model::{BySide, KickOff, Minute, Outcome, Score, ShootOut, Side};
use serde_json::Value;

use super::Refusal;
use crate::diagnostic::code;
use crate::draft::{DraftDate, DraftMatch};
use crate::football_txt::score::{Status, status};
use crate::football_txt::{date, line};

/// Reads `"Brazil"` or `{"name": "Brazil", "code": "BRA"}`.
pub(super) fn team_name(value: &Value) -> Option<String> {
    let name = match value {
        Value::String(name) => name.as_str(),
        Value::Object(team) => team.get("name")?.as_str()?,
        _ => return None,
    };
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    (!name.is_empty()).then_some(name)
}

pub(super) fn day(text: &str) -> Option<DraftDate> {
    let (written, rest) = date::date(text.trim())?;
    let year = written.year.filter(|_| rest.trim().is_empty())?;
    Some(DraftDate { year, month: written.month, day: written.day })
}

pub(super) fn time(written: &str, local: Option<&str>) -> Result<(Option<KickOff>, i8), Refusal> {
    let text = match local {
        Some(local) => format!("{} ({})", written.trim(), local.trim()),
        None => written.trim().to_owned(),
    };
    match date::time(&text) {
        Some((found, shift, rest)) if rest.trim().is_empty() => Ok((found, shift)),
        _ => {
            let message = format!("`{text}` is not a time");
            Err((code::VALUE, message, "write for example `20:45` or `20:45 UTC+2`"))
        }
    }
}

pub(super) fn venue(value: &Value) -> Option<line::Geo> {
    let text = |v: Option<&Value>| match v {
        Some(Value::String(text)) => Some(text.trim().to_owned()).filter(|t| !t.is_empty()),
        Some(Value::Object(o)) => o.get("name").and_then(Value::as_str).map(str::to_owned),
        _ => None,
    };
    if let Some(ground) = text(value.get("ground")) {
        return Some(line::geo(&ground).0);
    }
    let (ground, city) = (text(value.get("stadium")), text(value.get("city")));
    (ground.is_some() || city.is_some()).then(|| line::Geo { ground, city, ..line::Geo::default() })
}

/// Reads a pair of goals; `None` for nothing, `null` or an empty list.
fn pair(value: Option<&Value>) -> Result<Option<BySide<u8>>, Refusal> {
    let bad = |v: &Value| {
        let message = format!("`{v}` is not a score");
        (code::SCORE, message, "write a pair of numbers, 0 to 99 each")
    };
    match value {
        None | Some(Value::Null) => Ok(None),
        Some(value @ Value::Array(list)) => match list.as_slice() {
            [] | [Value::Null, Value::Null] => Ok(None),
            [home, away] => both(home, away).map(Some).ok_or_else(|| bad(value)),
            _ => Err(bad(value)),
        },
        Some(value) => Err(bad(value)),
    }
}

fn both(home: &Value, away: &Value) -> Option<BySide<u8>> {
    let goals = |v: &Value| v.as_u64().and_then(|n| u8::try_from(n).ok()).filter(|n| *n <= 99);
    Some(BySide::new(goals(home)?, goals(away)?))
}

/// Reads a pair of the old era, e.g. `score1et` and `score2et`.
fn old_pair(value: &Value, end: &str) -> Result<Option<BySide<u8>>, Refusal> {
    let of = |n: u8| value.get(format!("score{n}{end}")).filter(|v| !v.is_null());
    match (of(1), of(2)) {
        (None, None) => Ok(None),
        (Some(home), Some(away)) => both(home, away).map(Some).ok_or_else(|| {
            let message = format!("`{home}` to `{away}` is not a score");
            (code::SCORE, message, "write numbers, 0 to 99 each")
        }),
        _ => Err((
            code::SCORE,
            "the goals of one side are missing".to_owned(),
            "write the goals of both sides",
        )),
    }
}

/// Reads the outcome of a match, `None` for a fixture.
pub(super) fn outcome(value: &Value) -> Result<Option<Outcome>, Refusal> {
    let score = score(value.get("score"), value)?;
    let pitch = match value.get("pitch") {
        Some(found @ Value::Object(_)) => self::score(Some(found), value)?,
        _ => None,
    };
    let written = value.get("status").and_then(Value::as_str);
    let found = match written {
        None => None,
        Some(text)
            if matches!(
                text.to_lowercase().as_str(),
                "" | "finished" | "ft" | "played" | "scheduled" | "timed"
            ) =>
        {
            None
        }
        Some(text) => Some(status(&text.to_lowercase()).ok_or_else(|| {
            let message = format!("`{text}` is no status of a match");
            (code::VALUE, message, "write for example `awarded` or `postponed`")
        })?),
    };
    Ok(match (found, score) {
        (None, score) => score.map(Outcome::Played),
        (Some(Status::Awarded), Some(score)) => {
            Some(Outcome::Awarded { official: score.result, pitch })
        }
        (Some(Status::Awarded), None) => {
            let message = "an award needs the score that counts".to_owned();
            return Err((code::SCORE, message, "write it as `score.ft`"));
        }
        (Some(Status::Abandoned), pitch) => Some(Outcome::Abandoned { pitch }),
        (Some(Status::Annulled), pitch) => Some(Outcome::Annulled { pitch }),
        (Some(Status::Postponed), _) => Some(Outcome::Postponed),
        (Some(Status::Walkover(winner)), score) => Some(Outcome::Walkover {
            winner: winner.or(score.and_then(|s| s.winner())).unwrap_or(Side::Home),
            official: score.map(|s| s.result),
        }),
    })
}

/// Reads a score as an object or a pair, or in the old era from the match itself.
fn score(written: Option<&Value>, value: &Value) -> Result<Option<Score>, Refusal> {
    let (half, full, extra, penalties) = match written {
        Some(Value::Object(score)) => (
            pair(score.get("ht"))?,
            pair(score.get("ft"))?,
            pair(score.get("et"))?,
            pair(score.get("p").or_else(|| score.get("pen")))?,
        ),
        Some(list @ Value::Array(_)) => (None, pair(Some(list))?, None, None),
        Some(Value::Null) | None => (
            old_pair(value, "i")?,
            old_pair(value, "")?,
            old_pair(value, "et")?,
            old_pair(value, "p")?,
        ),
        Some(other) => {
            let message = format!("`{other}` is not a score");
            return Err((code::SCORE, message, "write `{\"ft\": [2, 1]}`"));
        }
    };
    let Some(result) = extra.or(full) else {
        if half.is_some() || penalties.is_some() {
            let message = "the score has no final result".to_owned();
            return Err((code::SCORE, message, "write it as `score.ft`"));
        }
        return Ok(None);
    };
    let shoot_out = match penalties {
        // The penalties may be unknown.
        None => match written.and_then(|s| s.get("winner")).and_then(Value::as_u64) {
            Some(1) => Some(ShootOut { winner: Side::Home, goals: None }),
            Some(2) => Some(ShootOut { winner: Side::Away, goals: None }),
            _ => None,
        },
        // Nobody won it: the winner is not known, and `take` says so.
        Some(goals) if goals.home == goals.away => None,
        Some(goals) => Some(ShootOut {
            winner: if goals.home > goals.away { Side::Home } else { Side::Away },
            goals: Some(goals),
        }),
    };
    Ok(Some(Score {
        half_time: half,
        full_time: extra.and(full),
        result,
        extra_time: extra.map(|_| true),
        shoot_out,
    }))
}

/// Says that a shoot-out of equal counts has no winner and is left out.
pub(super) fn level_shoot_out(value: &Value, found: &DraftMatch) -> Option<String> {
    let score = value.get("score")?;
    let goals = pair(score.get("p").or_else(|| score.get("pen"))).ok().flatten()?;
    (goals.home == goals.away).then(|| {
        format!(
            "the shoot-out of {} - {} ends {}-{} and has no winner; it is left out",
            found.teams.home, found.teams.away, goals.home, goals.away
        )
    })
}

/// Reads `29`, `"29"`, `"90+4"`, or `90` with an `offset`.
pub(super) fn minute(goal: &Value) -> Result<Option<Minute>, Refusal> {
    let bad = |v: &Value| {
        let message = format!("`{v}` is not a minute");
        (code::VALUE, message, "write for example 29 or \"90+4\"")
    };
    let found = match goal.get("minute") {
        None | Some(Value::Null) => return Ok(None),
        Some(Value::String(text)) if text.trim().is_empty() => return Ok(None),
        Some(value @ Value::String(text)) => crate::minutes::minute(text).ok_or_else(|| bad(value)),
        Some(value @ Value::Number(number)) => {
            crate::minutes::minute(&number.to_string()).ok_or_else(|| bad(value))
        }
        Some(value) => Err(bad(value)),
    }?;
    let added = match goal.get("offset") {
        None | Some(Value::Null) => found.added,
        Some(value) => {
            let text = match value {
                Value::String(text) => text.clone(),
                other => other.to_string(),
            };
            text.trim_start_matches('+')
                .parse()
                .ok()
                .filter(|a| *a <= 60)
                .ok_or_else(|| bad(value))?
        }
    };
    Ok(Some(Minute { added, ..found }))
}
