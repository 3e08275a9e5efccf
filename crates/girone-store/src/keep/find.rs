//! Finding the match that somebody means.

use girone::{Error, View};
use girone_model::{Match, MatchId, TeamId};
use jiff::civil::Date;

/// Finds a match by the number of an entry about it (`#123`), by its key
/// (`2025-09-07/belgium/kazakhstan`), or by its teams and, where they met more
/// than once, the day (`Belgium Kazakhstan 2025-09-07`).
///
/// # Errors
/// Nothing is meant, or several matches are; the message lists them.
pub fn find_match(view: &View, text: &str) -> Result<Match, Error> {
    find_named(view, text).map(|(m, _)| m)
}

/// Finds a match as [`find_match`] does, and says whether the text names the
/// teams the other way round.
pub(super) fn find_named(view: &View, text: &str) -> Result<(Match, bool), Error> {
    let text = text.trim();
    let snapshot = view.snapshot();
    let by_id = |id: MatchId| snapshot.matches.iter().find(|m| m.fixture.id == id).cloned();
    let digits = text.strip_prefix('#').unwrap_or(text);
    if let Ok(number) = digits.parse::<u64>() {
        let ledger = view.desk().ledger();
        let entry = ledger.entry(number).ok_or_else(|| {
            Error::not_found(format!("there is no entry {number}; the last is {}", ledger.head()))
        })?;
        use girone_record::Body;
        let id = match &entry.body {
            Body::Match(m) => Some(m.fixture.id),
            Body::Ruling(r) => {
                r.verdict.about().and_then(|about| match &ledger.entry(about)?.body {
                    Body::Match(m) => Some(m.fixture.id),
                    _ => None,
                })
            }
            _ => None,
        };
        return id.and_then(by_id).map(|m| (m, false)).ok_or_else(|| {
            Error::not_found(format!("entry {number} is not about a match that stands"))
        });
    }
    let mut words: Vec<&str> = text
        .split([' ', '/', ','])
        .filter(|w| !w.is_empty() && !matches!(*w, "-" | "v" | "vs"))
        .collect();
    let mut date: Option<Date> = None;
    words.retain(|w| match w.parse::<Date>() {
        Ok(d) if w.len() == 10 => {
            date = Some(d);
            false
        }
        _ => true,
    });
    let teams = two_teams(view, &words, date)?;
    let found = pick_match(view, teams, date)?;
    let turned = found.fixture.teams.home != teams[0];
    Ok((found, turned))
}

/// Parts words into two teams.
fn two_teams(view: &View, words: &[&str], on: Option<Date>) -> Result<[TeamId; 2], Error> {
    let directory = &view.snapshot().directory;
    let mut words: Vec<String> = words.iter().map(|w| (*w).to_owned()).collect();
    // `Belgium-Kazakhstan` as one word.
    if let [one] = words.as_slice() {
        let ways = one.match_indices('-').map(|(i, _)| [&one[..i], &one[i + 1..]]);
        let mut found = ways.filter(|[a, b]| {
            directory.find_team(a, on).is_ok() && directory.find_team(b, on).is_ok()
        });
        if let Some([a, b]) = found.next() {
            words = vec![a.to_owned(), b.to_owned()];
        }
    }
    let mut ways = Vec::new();
    let mut problem = None;
    for at in 1..words.len() {
        let (a, b) = (words[..at].join(" "), words[at..].join(" "));
        match (directory.find_team(&a, on), directory.find_team(&b, on)) {
            (Ok(a), Ok(b)) => ways.push([a, b]),
            (Err(e), Ok(_)) | (Ok(_), Err(e)) => problem = Some(e),
            _ => {}
        }
    }
    ways.dedup();
    match (ways.as_slice(), problem) {
        ([one], _) => Ok(*one),
        ([], Some(problem)) => Err(problem.into()),
        ([], None) => Err(Error::not_found(format!(
            "`{}` does not name a match; write e.g. `Belgium Kazakhstan 2025-09-07`, or `#` and the number of an entry",
            words.join(" ")
        ))),
        _ => Err(Error::not_found(format!(
            "`{}` can be read as two teams in several ways; write the ids of the teams",
            words.join(" ")
        ))),
    }
}

/// Picks the match of two teams, on a day if one is given.
///
/// # Errors
/// There is none, or there are several.
pub fn pick_match(view: &View, teams: [TeamId; 2], date: Option<Date>) -> Result<Match, Error> {
    let snapshot = view.snapshot();
    let [a, b] = teams;
    let mut found: Vec<&Match> = snapshot
        .matches
        .iter()
        .filter(|m| m.fixture.side_of(a).is_some() && m.fixture.side_of(b).is_some())
        .filter(|m| date.is_none_or(|d| m.fixture.when.date == d))
        .collect();
    if found.len() > 1 {
        let ordered: Vec<&Match> =
            found.iter().filter(|m| m.fixture.teams.home == a).copied().collect();
        if ordered.len() == 1 {
            found = ordered;
        }
    }
    let name = |t| view.team_name(t, girone_model::Lang::En);
    match found.as_slice() {
        [one] => Ok((*one).clone()),
        [] => {
            let on = date.map_or(String::new(), |d| format!(" on {d}"));
            Err(Error::not_found(format!(
                "the record holds no match of {} and {}{on}",
                name(a),
                name(b)
            )))
        }
        many => {
            let days: Vec<String> =
                many.iter().rev().take(8).map(|m| format!("`{}`", view.match_name(m))).collect();
            Err(Error::not_found(format!(
                "{} and {} have {} matches in the record; add the day, e.g. {}",
                name(a),
                name(b),
                many.len(),
                days.join(", ")
            )))
        }
    }
}
