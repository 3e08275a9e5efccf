//! The tables: what the record says at the moment of the question.

use std::collections::{HashMap, HashSet};
use std::ffi::CStr;
use std::sync::{Arc, OnceLock};

use girone::View;
use girone_model::{BySide, Lang, MatchId, Outcome, Precision, Role, Side, Snapshot, Span, TeamId};
use girone_record::{Body, Point, Valid, Verdict};
use rusqlite::Connection;

use crate::flat::{self, Cell, Definition, Rows};

/// Adds a table whose rows are made when they are first asked for.
fn table(
    db: &Connection,
    name: &'static CStr,
    columns: &'static [&'static str],
    view: &View,
    make: fn(&View) -> Vec<Vec<Cell>>,
) -> rusqlite::Result<()> {
    let view = view.clone();
    let made: OnceLock<Rows> = OnceLock::new();
    let rows = Box::new(move |_: &[Option<String>]| {
        Ok(made.get_or_init(|| Arc::new(make(&view))).clone())
    });
    flat::register(db, name, Definition { columns, arguments: &[], rows })
}

pub(crate) fn register(db: &Connection, view: &View) -> rusqlite::Result<()> {
    table(
        db,
        c"match",
        &[
            "id INTEGER",
            "entry INTEGER",
            "date TEXT",
            "kick_off TEXT",
            "home TEXT",
            "away TEXT",
            "home_goals INTEGER",
            "away_goals INTEGER",
            "outcome TEXT",
            "pitch_home INTEGER",
            "pitch_away INTEGER",
            "half_home INTEGER",
            "half_away INTEGER",
            "extra_time INTEGER",
            "shoot_out TEXT",
            "edition TEXT",
            "stage TEXT",
            "grp TEXT",
            "matchday TEXT",
            "competition TEXT",
            "friendly INTEGER",
            "neutral INTEGER",
            "provisional INTEGER",
            "ground TEXT",
            "city TEXT",
            "country TEXT",
        ],
        view,
        matches,
    )?;
    table(
        db,
        c"goal",
        &[
            "match INTEGER",
            "date TEXT",
            "team TEXT",
            "opponent TEXT",
            "scorer TEXT",
            "minute INTEGER",
            "added INTEGER",
            "own_goal INTEGER",
            "penalty INTEGER",
            "edition TEXT",
        ],
        view,
        goals,
    )?;
    table(
        db,
        c"tenure",
        &[
            "team TEXT",
            "person TEXT",
            "role TEXT",
            "since TEXT",
            "until TEXT",
            "precision TEXT",
            "source TEXT",
            "note TEXT",
        ],
        view,
        tenures,
    )?;
    table(
        db,
        c"adjustment",
        &[
            "edition TEXT",
            "stage TEXT",
            "team TEXT",
            "points INTEGER",
            "since TEXT",
            "known TEXT",
            "by TEXT",
            "reason TEXT",
            "source TEXT",
        ],
        view,
        adjustments,
    )?;
    table(
        db,
        c"entry",
        &[
            "number INTEGER",
            "recorded TEXT",
            "kind TEXT",
            "match INTEGER",
            "valid TEXT",
            "known TEXT",
            "by TEXT",
            "source TEXT",
            "reason TEXT",
            "replaces INTEGER",
            "stands INTEGER",
        ],
        view,
        entries,
    )?;
    table(
        db,
        c"team",
        &["team TEXT", "name TEXT", "name_it TEXT", "code TEXT", "confederation TEXT"],
        view,
        teams,
    )?;
    table(
        db,
        c"edition",
        &["edition TEXT", "name TEXT", "name_it TEXT", "since TEXT", "until TEXT"],
        view,
        editions,
    )
}

/// A team of a group while its stage lasts.
struct Member {
    group: Arc<str>,
    team: TeamId,
    span: Span,
}

/// Returns the edition and group of every match, as the tables count them.
fn places(view: &View) -> HashMap<MatchId, (Arc<str>, Option<Arc<str>>)> {
    let snapshot = view.snapshot();
    let index = view.index();
    let mut places = HashMap::new();
    for edition in view.editions() {
        let id: Arc<str> = edition.id.as_str().into();
        let mut groups: Vec<Member> = Vec::new();
        for (stage, tables) in edition.tables() {
            let span = Span { from: stage.from, to: stage.to };
            for (group, members) in &tables.groups {
                let group: Arc<str> = group.as_str().into();
                let known = members.iter().filter_map(|m| {
                    let team = snapshot.directory.find_team(m, stage.from).ok()?;
                    Some(Member { group: group.clone(), team, span })
                });
                groups.extend(known);
            }
        }
        for m in index.matches_of(edition) {
            let f = &m.fixture;
            let of = |team| {
                let mut own =
                    groups.iter().filter(move |g| g.team == team && g.span.contains(f.when.date));
                own.next().map(|g| g.group.clone())
            };
            let group = f
                .group
                .clone()
                .or_else(|| of(f.teams.home).filter(|g| of(f.teams.away).as_ref() == Some(g)));
            places.entry(f.id).or_insert((id.clone(), group));
        }
    }
    places
}

fn outcome_word(outcome: &Outcome) -> &'static str {
    match outcome {
        Outcome::Played(_) => "played",
        Outcome::Awarded { .. } => "awarded",
        Outcome::Walkover { .. } => "walkover",
        Outcome::Abandoned { .. } => "abandoned",
        Outcome::Annulled { .. } => "annulled",
        Outcome::Postponed => "postponed",
    }
}

fn matches(view: &View) -> Vec<Vec<Cell>> {
    let snapshot = view.snapshot();
    let ledger = view.desk().ledger();
    let places = places(view);
    let key = |t| snapshot.directory.team(t).key.clone();
    let side = |g: Option<BySide<u8>>, s: Side| Cell::from(g.map(|g| i64::from(g[s])));
    snapshot
        .matches
        .iter()
        .map(|m| {
            let f = &m.fixture;
            let h = m.happened.as_deref();
            let pitch = h.and_then(|h| h.outcome.pitch());
            let counts = m.counts();
            let place = places.get(&f.id);
            let venue = f.venue.clone().unwrap_or_default();
            vec![
                Cell::Int(i64::from(f.id.0)),
                ledger.entry_of(f.id).map(|e| e.number as i64).into(),
                f.when.date.to_string().into(),
                f.when.kick_off.map(|k| k.time.strftime("%H:%M").to_string()).into(),
                key(f.teams.home).into(),
                key(f.teams.away).into(),
                side(counts, Side::Home),
                side(counts, Side::Away),
                h.map(|h| outcome_word(&h.outcome)).into(),
                side(pitch.map(|s| s.result), Side::Home),
                side(pitch.map(|s| s.result), Side::Away),
                side(pitch.and_then(|s| s.half_time), Side::Home),
                side(pitch.and_then(|s| s.half_time), Side::Away),
                pitch.and_then(|s| s.extra_time).into(),
                pitch.and_then(|s| s.shoot_out).map(|s| key(f.teams[s.winner])).into(),
                place.map(|(e, _)| e.clone()).or_else(|| f.edition.clone()).into(),
                f.stage.clone().into(),
                place.and_then(|(_, g)| g.clone()).or_else(|| f.group.clone()).into(),
                f.matchday.clone().into(),
                f.competition.clone().into(),
                f.friendly.into(),
                f.neutral.into(),
                h.map(|h| h.provisional).into(),
                venue.ground.into(),
                venue.city.into(),
                venue.country.into(),
            ]
        })
        .collect()
}

fn goals(view: &View) -> Vec<Vec<Cell>> {
    let snapshot: &Snapshot = view.snapshot();
    let places = places(view);
    let key = |t| snapshot.directory.team(t).key.clone();
    let mut rows = Vec::new();
    for m in &snapshot.matches {
        let f = &m.fixture;
        let Some(happened) = &m.happened else { continue };
        let edition = places.get(&f.id).map(|(e, _)| e.clone()).or_else(|| f.edition.clone());
        for goal in &happened.goals {
            rows.push(vec![
                Cell::Int(i64::from(f.id.0)),
                f.when.date.to_string().into(),
                key(f.teams[goal.side]).into(),
                key(f.teams[!goal.side]).into(),
                goal.scorer.map(|p| snapshot.directory.person(p).name.clone()).into(),
                goal.minute.map(|m| i64::from(m.base)).into(),
                goal.minute.map(|m| i64::from(m.added)).into(),
                goal.own_goal.into(),
                goal.penalty.into(),
                edition.clone().into(),
            ]);
        }
    }
    rows
}

fn tenures(view: &View) -> Vec<Vec<Cell>> {
    let snapshot = view.snapshot();
    let word = |p: Precision| match p {
        Precision::Day => "day",
        Precision::Month => "month",
        Precision::Year => "year",
        Precision::Approximate => "approximate",
    };
    snapshot
        .tenures
        .iter()
        .map(|t| {
            vec![
                snapshot.directory.team(t.team).key.clone().into(),
                snapshot.directory.person(t.person).name.clone().into(),
                Cell::from(match t.role {
                    Role::HeadCoach => "head coach",
                    Role::Caretaker => "caretaker",
                }),
                t.from.map(|(d, _)| d.to_string()).into(),
                t.to.map(|(d, _)| d.to_string()).into(),
                t.from.map(|(_, p)| word(p)).into(),
                t.source.clone().into(),
                t.note.clone().into(),
            ]
        })
        .collect()
}

fn adjustments(view: &View) -> Vec<Vec<Cell>> {
    let snapshot = view.snapshot();
    snapshot
        .adjustments
        .iter()
        .map(|a| {
            vec![
                a.edition.clone().into(),
                a.stage.clone().into(),
                snapshot.directory.team(a.team).key.clone().into(),
                Cell::Int(i64::from(a.points)),
                a.from.to_string().into(),
                a.known.map(|d| d.to_string()).into(),
                a.by.clone().into(),
                a.reason.clone().into(),
                a.source.clone().into(),
            ]
        })
        .collect()
}

fn entries(view: &View) -> Vec<Vec<Cell>> {
    let ledger = view.desk().ledger();
    let standing: HashSet<u64> = ledger.standing().map(|e| e.number).collect();
    let point = |p: Point| match p {
        Point::Day(day) => day.to_string(),
        Point::Instant(t) => t.to_string(),
    };
    let match_of = |number: u64| match ledger.entry(number).map(|e| &e.body) {
        Some(Body::Match(m)) => Some(i64::from(m.fixture.id.0)),
        _ => None,
    };
    ledger
        .entries()
        .iter()
        .map(|e| {
            let (kind, about) = match &e.body {
                Body::Match(m) => (
                    if e.replaces.is_some() { "correction" } else { "match" },
                    Some(i64::from(m.fixture.id.0)),
                ),
                Body::Ruling(r) => (
                    match r.verdict {
                        Verdict::Award { .. } => "award",
                        Verdict::Walkover { .. } => "walkover",
                        Verdict::Annul { .. } => "annulment",
                        Verdict::Confirm { .. } => "restoration",
                        Verdict::Deduct { .. } => "deduction",
                        Verdict::Lots(_) => "lots",
                    },
                    r.verdict.about().and_then(match_of),
                ),
                Body::Tenure(_) => ("tenure", None),
                Body::Coverage(_) => ("coverage", None),
                Body::Retraction { of } => ("retraction", match_of(*of)),
            };
            vec![
                Cell::Int(e.number as i64),
                e.recorded.map(|t| t.to_string()).into(),
                kind.into(),
                about.into(),
                match e.valid {
                    Valid::WithItsMatch => Cell::Null,
                    Valid::From(p) => point(p).into(),
                },
                e.known.map(point).into(),
                e.by.clone().into(),
                e.source.clone().into(),
                e.reason.clone().into(),
                e.replaces.map(|n| n as i64).into(),
                standing.contains(&e.number).into(),
            ]
        })
        .collect()
}

fn teams(view: &View) -> Vec<Vec<Cell>> {
    let directory = &view.snapshot().directory;
    directory
        .teams()
        .map(|(_, t)| {
            vec![
                t.key.clone().into(),
                t.name.en.clone().into(),
                t.name.it.clone().into(),
                t.code.clone().into(),
                t.confederation.clone().into(),
            ]
        })
        .collect()
}

fn editions(view: &View) -> Vec<Vec<Cell>> {
    view.editions()
        .map(|e| {
            let (from, to) = e.span();
            vec![
                Cell::from(e.id.as_str()),
                e.name.get(Lang::En).into(),
                e.name.get(Lang::It).into(),
                from.map(|d| d.to_string()).into(),
                to.map(|d| d.to_string()).into(),
            ]
        })
        .collect()
}
