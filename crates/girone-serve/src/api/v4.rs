//! The shape of football-data.org's API, version 4, so that widgets made for it
//! work unchanged. The code of a competition is the id of an edition.
//!
//! Source: football-data.org, API reference v4 (competitions, standings, matches,
//! teams).

use girone::model::{AsOf, Goal, Match, Moment, Outcome, Side, TeamId};
use girone::rules::Edition;
use girone::{Selection, Split, TableAnswer, View};
use serde_json::{Value, json};

use crate::ask::Ask;
use crate::reply::{Answer, Kind, Problem, Reply};

/// A number that stays the same for an id: 31 bits of FNV-1a.
fn number(id: &str) -> u32 {
    let hash = id.bytes().fold(0x811c_9dc5u32, |h, b| (h ^ u32::from(b)).wrapping_mul(0x0100_0193));
    hash & 0x7fff_ffff
}

fn give(value: &Value) -> Answer {
    Ok(Reply::new(Kind::Json, value.to_string()))
}

fn of_code(ask: &Ask, view: &View) -> Result<std::sync::Arc<Edition>, Problem> {
    Ok(view.edition(&ask.param("code").to_lowercase())?.0)
}

fn area() -> Value {
    json!({ "id": 2267, "name": "World", "code": "INT", "flag": null })
}

fn competition_of(ask: &Ask, edition: &Edition) -> Value {
    let league =
        edition.tables().all(|(_, t)| t.groups.len() == 1) && edition.knockouts().next().is_none();
    json!({
        "id": number(&edition.id),
        "name": edition.name.get(ask.lang),
        "code": edition.id,
        "type": if league { "LEAGUE" } else { "CUP" },
        "emblem": null,
    })
}

fn season(edition: &Edition, tables: &[TableAnswer]) -> Value {
    let (from, to) = edition.span();
    let current = tables.iter().flat_map(|t| t.table.rows.iter().map(|r| r.totals.played)).max();
    json!({
        "id": number(&format!("season {}", edition.id)),
        "startDate": from.map(|d| d.to_string()),
        "endDate": to.map(|d| d.to_string()),
        "currentMatchday": current.filter(|n| *n > 0),
        "winner": null,
    })
}

fn team(ask: &Ask, view: &View, id: TeamId) -> Value {
    let team = view.snapshot().directory.team(id);
    json!({
        "id": number(&team.key),
        "name": team.name.get(ask.lang),
        "shortName": team.name.get(ask.lang),
        "tla": team.code.as_deref(),
        "crest": null,
    })
}

/// `groups` becomes `GROUP_STAGE`; the id of another stage is written large.
fn stage(edition: &Edition, id: &str) -> String {
    match edition.stage(id).map(|s| &s.format) {
        Some(girone::rules::Format::Tables(t)) if t.groups.len() > 1 => "GROUP_STAGE".to_owned(),
        Some(girone::rules::Format::Tables(_)) => "REGULAR_SEASON".to_owned(),
        _ => id.to_uppercase().replace([' ', '-'], "_"),
    }
}

/// Lists the editions of which the record holds a match.
pub(crate) fn competitions(ask: &Ask) -> Answer {
    let view = ask.view();
    let mut all = Vec::new();
    for line in crate::pages::edition::lines(ask, false) {
        let (edition, _) = view.edition(&line.id)?;
        let mut one = competition_of(ask, &edition);
        one["area"] = area();
        one["currentSeason"] = season(&edition, &[]);
        all.push(one);
    }
    give(&json!({ "count": all.len(), "filters": {}, "competitions": all }))
}

/// Returns one edition.
pub(crate) fn competition(ask: &Ask) -> Answer {
    let view = ask.view();
    let edition = of_code(ask, &view)?;
    let tables = view.tables(&edition.id, Split::All).unwrap_or_default();
    let mut one = competition_of(ask, &edition);
    one["area"] = area();
    one["currentSeason"] = season(&edition, &tables);
    give(&one)
}

/// Reads a day from a filter.
fn day(ask: &Ask, name: &str) -> Result<Option<jiff::civil::Date>, Problem> {
    let read = |text: &str| {
        text.parse().map_err(|_| {
            Problem::usage(format!("{name}: `{text}` is not a day such as `2025-09-07`"))
        })
    };
    ask.get(name).map(read).transpose()
}

/// An edition is one season: another one is not in it.
fn of_season(ask: &Ask, edition: &Edition) -> Result<(), Problem> {
    let own = edition.span().0.map(|d| d.year().to_string());
    match ask.get("season") {
        Some(asked) if own.as_deref() != Some(asked) => Err(Problem::not_found(format!(
            "`{}` is not the season of {asked}; each season is a competition of its own here",
            edition.id
        ))),
        _ => Ok(()),
    }
}

/// Returns the tables of an edition; `date` says of which day.
pub(crate) fn standings(ask: &Ask) -> Answer {
    let view = match day(ask, "date")? {
        Some(day) => ask.version.view(AsOf { played_by: Moment::EndOf(day), ..ask.as_of }),
        None => ask.view(),
    };
    let edition = of_code(ask, &view)?;
    of_season(ask, &edition)?;
    if ask.get("matchday").is_some() {
        return Err(Problem::usage(
            "tables are not kept by matchday, since its matches may be months apart; name a `date`",
        ));
    }
    let total = view.tables(&edition.id, Split::All)?;
    let league = total.len() == 1;
    let mut standings = Vec::new();
    let splits: &[(&str, Split)] = if league {
        &[("TOTAL", Split::All), ("HOME", Split::Home), ("AWAY", Split::Away)]
    } else {
        &[("TOTAL", Split::All)]
    };
    for (name, split) in splits {
        for table in view.tables(&edition.id, *split)? {
            let rows: Vec<Value> = table
                .table
                .rows
                .iter()
                .map(|r| {
                    let letters = &table.form[usize::from(r.team)];
                    let form: Vec<String> = letters[letters.len().saturating_sub(5)..]
                        .iter()
                        .map(|l| l.letter().to_string())
                        .collect();
                    json!({
                        "position": r.place,
                        "team": team(ask, &view, table.team(r.team)),
                        "playedGames": r.totals.played,
                        "form": (!form.is_empty()).then(|| form.join(",")),
                        "won": r.totals.won,
                        "draw": r.totals.drawn,
                        "lost": r.totals.lost,
                        "points": r.totals.points,
                        "goalsFor": r.totals.goals_for,
                        "goalsAgainst": r.totals.goals_against,
                        "goalDifference": r.totals.goal_difference(),
                    })
                })
                .collect();
            standings.push(json!({
                "stage": stage(&edition, &table.stage),
                "type": name,
                "group": (table.group != table.stage).then(|| format!("Group {}", table.group)),
                "table": rows,
            }));
        }
    }
    give(&json!({
        "filters": { "season": edition.span().0.map(|d| d.year().to_string()) },
        "area": area(),
        "competition": competition_of(ask, &edition),
        "season": season(&edition, &total),
        "standings": standings,
    }))
}

/// Returns the teams of an edition.
pub(crate) fn teams(ask: &Ask) -> Answer {
    let view = ask.view();
    let edition = of_code(ask, &view)?;
    let mut ids: Vec<TeamId> = view
        .matches_of(&edition)
        .flat_map(|m| [m.fixture.teams.home, m.fixture.teams.away])
        .collect();
    ids.sort();
    ids.dedup();
    let teams: Vec<Value> = ids
        .into_iter()
        .map(|id| {
            let mut one = team(ask, &view, id);
            one["area"] = area();
            one
        })
        .collect();
    give(&json!({
        "count": teams.len(),
        "filters": { "season": edition.span().0.map(|d| d.year().to_string()) },
        "competition": competition_of(ask, &edition),
        "season": season(&edition, &[]),
        "teams": teams,
    }))
}

/// Returns the matches of an edition; `status`, `stage`, `group`, `matchday`,
/// `dateFrom` and `dateTo` choose among them.
pub(crate) fn matches(ask: &Ask) -> Answer {
    let view = ask.view();
    let edition = of_code(ask, &view)?;
    of_season(ask, &edition)?;
    let selection = Selection {
        edition: Some(edition.clone()),
        since: day(ask, "dateFrom")?,
        until: day(ask, "dateTo")?,
        ..Selection::default()
    };
    let own_season = season(&edition, &[]);
    let of_competition = competition_of(ask, &edition);
    let all: Vec<Value> = view
        .select(&selection)
        .iter()
        .map(|m| {
            let mut one = shape(ask, &view, &edition, m);
            one["season"] = own_season.clone();
            one["competition"] = of_competition.clone();
            one
        })
        .filter(|m| {
            let is = |name: &str, value: &str| {
                m[name].as_str() == Some(value)
                    || m[name].as_u64().is_some_and(|n| value.parse() == Ok(n))
            };
            ask.get("status").is_none_or(|s| s.split(',').any(|s| is("status", s)))
                && ["matchday", "stage", "group"]
                    .iter()
                    .all(|name| ask.get(name).is_none_or(|value| is(name, value)))
        })
        .collect();
    let played =
        all.iter().filter(|m| m["status"] == "FINISHED" || m["status"] == "AWARDED").count();
    let days: Vec<&str> =
        all.iter().filter_map(|m| m["utcDate"].as_str()).map(|d| &d[..10]).collect();
    give(&json!({
        "filters": { "season": edition.span().0.map(|d| d.year().to_string()) },
        "resultSet": { "count": all.len(), "first": days.iter().min(), "last": days.iter().max(), "played": played },
        "competition": of_competition,
        "matches": all,
    }))
}

fn shape(ask: &Ask, view: &View, edition: &Edition, m: &Match) -> Value {
    let f = &m.fixture;
    let outcome = m.happened.as_ref().map(|h| h.outcome);
    let status = match outcome {
        None if f.when.instant().is_some() => "TIMED",
        None => "SCHEDULED",
        Some(Outcome::Played(_)) => "FINISHED",
        Some(Outcome::Awarded { .. } | Outcome::Walkover { .. }) => "AWARDED",
        Some(Outcome::Abandoned { .. }) => "SUSPENDED",
        Some(Outcome::Annulled { .. }) => "CANCELLED",
        Some(Outcome::Postponed) => "POSTPONED",
    };
    let score = outcome.and_then(|o| o.score());
    let pair = |g: Option<girone::model::BySide<u8>>| json!({ "home": g.map(|g| g.home), "away": g.map(|g| g.away) });
    let winner = score.map(|s| match s.advances() {
        Some(Side::Home) => "HOME_TEAM",
        Some(Side::Away) => "AWAY_TEAM",
        None => "DRAW",
    });
    let duration = match score {
        Some(s) if s.shoot_out.is_some() => "PENALTY_SHOOTOUT",
        Some(s) if s.extra_time == Some(true) => "EXTRA_TIME",
        _ => "REGULAR",
    };
    // A day without an hour is given as noon UTC, which is that day nearly everywhere.
    let utc =
        f.when.instant().map_or_else(|| format!("{}T12:00:00Z", f.when.date), |t| t.to_string());
    let digits = |label: &str| {
        label.chars().filter(char::is_ascii_digit).collect::<String>().parse::<u32>().ok()
    };
    json!({
        "area": area(),
        "id": number(&f.key(&view.snapshot().directory)),
        "utcDate": utc,
        "status": status,
        "matchday": f.matchday.as_deref().and_then(digits),
        "stage": f.stage.as_deref().map(|s| stage(edition, s)),
        "group": f.group.as_deref().map(|g| format!("GROUP_{g}")),
        "lastUpdated": utc,
        "homeTeam": team(ask, view, f.teams.home),
        "awayTeam": team(ask, view, f.teams.away),
        "score": {
            "winner": winner,
            "duration": duration,
            "fullTime": pair(score.map(|s| s.result)),
            "halfTime": pair(score.and_then(|s| s.half_time)),
        },
        "odds": { "msg": "not given" },
        "goals": goals(ask, view, m),
        "referees": [],
    })
}

/// The goals in order, as far as they are known; the score after each where all
/// are.
fn goals(ask: &Ask, view: &View, m: &Match) -> Vec<Value> {
    let Some(happened) = &m.happened else { return Vec::new() };
    let mut list: Vec<&Goal> = happened.goals.iter().collect();
    let timed = list.iter().all(|g| g.minute.is_some());
    if timed {
        list.sort_by_key(|g| g.minute.map(|m| (m.base, m.added)));
    }
    let complete = timed && happened.goals_complete();
    let (mut home, mut away) = (0, 0);
    let goal = |goal: &&Goal| {
        match goal.side {
            Side::Home => home += 1,
            Side::Away => away += 1,
        }
        let kind = match (goal.own_goal, goal.penalty) {
            (true, _) => "OWN",
            (_, true) => "PENALTY",
            _ => "REGULAR",
        };
        let scorer = goal.scorer.map(|p| view.snapshot().directory.person(p));
        json!({
            "minute": goal.minute.map(|m| m.base),
            "injuryTime": goal.minute.map(|m| m.added).filter(|added| *added > 0),
            "type": kind,
            "team": team(ask, view, m.fixture.teams[goal.side]),
            "scorer": scorer.map(|p| json!({ "id": number(&p.key), "name": &*p.name })),
            "assist": null,
            "score": complete.then(|| json!({ "home": home, "away": away })),
        })
    };
    list.iter().map(goal).collect()
}
