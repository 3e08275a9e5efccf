//! The table functions: standings, tallies and verdicts at any moment.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use girone::{Limits, NeedsAnswer, Split, TableAnswer, View};
use girone_model::{AsOf, Lang, Moment, TeamId};
use girone_record::{Ground, Scope, Stakes, tally};
use jiff::civil::Date;
use rusqlite::Connection;

use crate::Deadline;
use crate::flat::{self, Cell, Definition, Rows};

type Made = Result<Rows, String>;

pub(crate) fn register(
    db: &Connection,
    view: &View,
    deadline: &Arc<Deadline>,
) -> rusqlite::Result<()> {
    let own = |f: fn(&View, &Deadline, &[Option<String>]) -> Made| {
        let (view, deadline) = (view.clone(), deadline.clone());
        Box::new(move |args: &[Option<String>]| f(&view, &deadline, args))
    };
    flat::register(
        db,
        c"standings",
        Definition {
            columns: &[
                "edition TEXT",
                "stage TEXT",
                "grp TEXT",
                "at TEXT",
                "place INTEGER",
                "level INTEGER",
                "team TEXT",
                "name TEXT",
                "played INTEGER",
                "won INTEGER",
                "drawn INTEGER",
                "lost INTEGER",
                "goals_for INTEGER",
                "goals_against INTEGER",
                "goal_difference INTEGER",
                "points INTEGER",
                "adjusted INTEGER",
                "form TEXT",
            ],
            arguments: &["in_edition", "in_grp", "in_at"],
            rows: own(standings),
        },
    )?;
    flat::register(
        db,
        c"tally",
        Definition {
            columns: &[
                "team TEXT",
                "name TEXT",
                "scope TEXT",
                "at TEXT",
                "played INTEGER",
                "won INTEGER",
                "drawn INTEGER",
                "lost INTEGER",
                "goals_for INTEGER",
                "goals_against INTEGER",
            ],
            arguments: &["of_team", "in_scope", "in_at"],
            rows: own(tallies),
        },
    )?;
    flat::register(
        db,
        c"verdicts",
        Definition {
            columns: &[
                "edition TEXT",
                "stage TEXT",
                "grp TEXT",
                "at TEXT",
                "team TEXT",
                "name TEXT",
                "berth TEXT",
                "verdict TEXT",
                "best INTEGER",
                "worst INTEGER",
            ],
            arguments: &["in_edition", "in_at"],
            rows: own(verdicts),
        },
    )
}

const LATE: &str = "the time limit was reached";

/// Reads a moment; null means every match day.
fn moment(view: &View, text: &str) -> Result<View, String> {
    let played_by: Moment =
        text.parse().map_err(|e: girone_model::ParseMomentError| e.to_string())?;
    Ok(view.desk().view(AsOf { played_by, known_by: view.as_of().known_by }))
}

/// Returns the views that a question is about, each with the moment as text.
fn moments(
    view: &View,
    deadline: &Deadline,
    at: Option<&str>,
    answers: &[TableAnswer],
) -> Result<Vec<(String, View)>, String> {
    if let Some(at) = at {
        return Ok(vec![(at.to_owned(), moment(view, at)?)]);
    }
    let snapshot = view.snapshot();
    let mut days: BTreeSet<Date> = BTreeSet::new();
    for answer in answers {
        let counted: std::collections::HashSet<_> =
            answer.sheet.sheet.results.iter().filter_map(|l| l.match_id).collect();
        let own = snapshot.matches.iter().filter(|m| counted.contains(&m.fixture.id));
        days.extend(own.map(|m| m.fixture.when.date));
        let points = snapshot.adjustments.iter().filter(|a| *a.edition == *answer.edition.id);
        days.extend(points.map(|a| a.from));
    }
    let mut views = Vec::new();
    for day in days {
        if deadline.is_over() {
            return Err(LATE.to_owned());
        }
        views.push((day.to_string(), moment(view, &day.to_string())?));
    }
    Ok(views)
}

fn address(edition: &str, group: Option<&str>) -> String {
    match group {
        Some(group) => format!("{edition}/{group}"),
        None => edition.to_owned(),
    }
}

fn standings(view: &View, deadline: &Deadline, args: &[Option<String>]) -> Made {
    let [edition, group, at] = args else { return Err("three arguments".to_owned()) };
    let Some(edition) = edition else {
        return Err("standings(edition, grp, at) needs an edition, e.g. 'wcq-2026-uefa'".to_owned());
    };
    let address = address(edition, group.as_deref());
    let all = view.tables(&address, Split::All).map_err(|e| e.to_string())?;
    let mut rows = Vec::new();
    for (at, view) in moments(view, deadline, at.as_deref(), &all)? {
        if deadline.is_over() {
            return Err(LATE.to_owned());
        }
        for answer in view.tables(&address, Split::All).map_err(|e| e.to_string())? {
            for row in &answer.table.rows {
                let team = answer.team(row.team);
                let t = &row.totals;
                let form: String =
                    answer.form[usize::from(row.team)].iter().map(|l| l.letter()).collect();
                rows.push(vec![
                    answer.edition.id.as_str().into(),
                    answer.stage.as_str().into(),
                    answer.group.as_str().into(),
                    at.as_str().into(),
                    Cell::Int(i64::from(row.place)),
                    (row.shared_by > 1).into(),
                    view.snapshot().directory.team(team).key.clone().into(),
                    view.team_name(team, Lang::En).into(),
                    Cell::Int(i64::from(t.played)),
                    Cell::Int(i64::from(t.won)),
                    Cell::Int(i64::from(t.drawn)),
                    Cell::Int(i64::from(t.lost)),
                    Cell::Int(i64::from(t.goals_for)),
                    Cell::Int(i64::from(t.goals_against)),
                    Cell::Int(i64::from(t.goal_difference())),
                    Cell::Int(i64::from(t.points)),
                    Cell::Int(i64::from(row.adjusted)),
                    form.into(),
                ]);
            }
        }
    }
    Ok(Arc::new(rows))
}

/// A scope as it is written: words in any order, such as `competitive away since
/// 2025-01-01` or `wcq-2026-uefa home`.
struct Wanted {
    scope: Scope,
    edition: Option<Arc<girone::rules::Edition>>,
}

fn scope(view: &View, text: &str) -> Result<Wanted, String> {
    let mut wanted = Wanted { scope: Scope::default(), edition: None };
    let mut words = text.split([' ', ',']).filter(|w| !w.is_empty());
    while let Some(word) = words.next() {
        let mut day = |what: &str| -> Result<Date, String> {
            let text = words.next().ok_or(format!("`{what}` needs a day, e.g. 2025-01-01"))?;
            text.parse().map_err(|_| format!("`{text}` is not a day, e.g. 2025-01-01"))
        };
        match word {
            "all" => {}
            "competitive" => wanted.scope.stakes = Stakes::Competitive,
            "friendlies" => wanted.scope.stakes = Stakes::Friendlies,
            "home" => wanted.scope.ground = Ground::Home,
            "away" => wanted.scope.ground = Ground::Away,
            "neutral" => wanted.scope.ground = Ground::Neutral,
            "since" => wanted.scope.since = Some(day("since")?),
            "until" => wanted.scope.until = Some(day("until")?),
            "against" => {
                let team = words.next().ok_or("`against` needs a team")?;
                wanted.scope.against = Some(view.team(team).map_err(|e| e.to_string())?);
            }
            edition => match view.edition(edition) {
                Ok((edition, _)) => wanted.edition = Some(edition),
                Err(_) => {
                    return Err(format!(
                        "`{word}` is no scope; write all, competitive, friendlies, home, away, neutral, since DAY, until DAY, against TEAM or the id of an edition"
                    ));
                }
            },
        }
    }
    Ok(wanted)
}

fn tallies(view: &View, deadline: &Deadline, args: &[Option<String>]) -> Made {
    let [team, text, at] = args else { return Err("three arguments".to_owned()) };
    let text = text.as_deref().unwrap_or("all");
    let view = match at {
        Some(at) => moment(view, at)?,
        None => view.clone(),
    };
    let wanted = scope(&view, text)?;
    let snapshot = view.snapshot();
    let teams: Vec<TeamId> = match team {
        Some(name) => vec![view.team(name).map_err(|e| e.to_string())?],
        None => {
            let all =
                snapshot.matches.iter().flat_map(|m| [m.fixture.teams.home, m.fixture.teams.away]);
            all.collect::<BTreeSet<TeamId>>().into_iter().collect()
        }
    };
    let mut rows = Vec::new();
    for team in teams {
        if deadline.is_over() {
            return Err(LATE.to_owned());
        }
        let t = tally(snapshot, team, &wanted.scope, |m| {
            wanted.edition.as_ref().is_none_or(|e| e.claims(&m.fixture))
        });
        rows.push(vec![
            snapshot.directory.team(team).key.clone().into(),
            view.team_name(team, Lang::En).into(),
            text.into(),
            at.clone().into(),
            Cell::Int(i64::from(t.played())),
            Cell::Int(i64::from(t.won)),
            Cell::Int(i64::from(t.drawn)),
            Cell::Int(i64::from(t.lost)),
            Cell::Int(i64::from(t.goals_for)),
            Cell::Int(i64::from(t.goals_against)),
        ]);
    }
    Ok(Arc::new(rows))
}

fn verdicts(view: &View, deadline: &Deadline, args: &[Option<String>]) -> Made {
    let [edition, at] = args else { return Err("two arguments".to_owned()) };
    let Some(edition) = edition else {
        return Err("verdicts(edition, at) needs an edition, e.g. 'wcq-2026-uefa'".to_owned());
    };
    let all = view.tables(edition, Split::All).map_err(|e| e.to_string())?;
    let mut rows = Vec::new();
    // Each group has its own days; a group is asked about on them only. Groups have
    // a say in each other, so a day is settled once for all of them.
    let mut by_day: HashMap<String, Vec<NeedsAnswer>> = HashMap::new();
    for one in &all {
        for (at, view) in moments(view, deadline, at.as_deref(), std::slice::from_ref(one))? {
            if deadline.is_over() {
                return Err(LATE.to_owned());
            }
            if !by_day.contains_key(&at) {
                let limits = Limits { time: deadline.left(), ..Limits::default() };
                let needs = view.needs_of_edition(edition, &limits).map_err(|e| e.to_string())?;
                by_day.insert(at.clone(), needs);
            }
            let own = |n: &&NeedsAnswer| n.table.stage == one.stage && n.table.group == one.group;
            for needs in by_day[&at].iter().filter(own) {
                let answer = &needs.table;
                let Some(tables) = answer.tables() else { continue };
                for (o, team) in needs.outlook.iter().zip(answer.sheet.sheet.teams.iter().copied())
                {
                    let places: Vec<u8> = o.possible.iter().collect();
                    let sure = o.undecided().is_empty();
                    let bound = |p: Option<&u8>| p.filter(|_| sure).map(|p| i64::from(*p));
                    for berth in &tables.berths {
                        let verdict =
                            girone::render::verdict_text(needs.verdict(o.team, berth), Lang::En);
                        rows.push(vec![
                            answer.edition.id.as_str().into(),
                            answer.stage.as_str().into(),
                            answer.group.as_str().into(),
                            at.as_str().into(),
                            view.snapshot().directory.team(team).key.clone().into(),
                            view.team_name(team, Lang::En).into(),
                            berth.id.as_str().into(),
                            verdict.into(),
                            bound(places.first()).into(),
                            bound(places.last()).into(),
                        ]);
                    }
                }
            }
        }
    }
    Ok(Arc::new(rows))
}
