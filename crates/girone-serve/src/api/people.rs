//! Teams, coaches, matches, the log.

use girone::model::{Lang, Match, Outcome};
use girone::record::Tally;
use girone::{Selection, View, match_line, reign_text, scope_name, scope_text};

use super::shapes::{
    CoachShape, EntryShape, LogShape, MatchShape, MatchesShape, ReignShape, TallyShape, TeamShape,
};
use crate::ask::Ask;
use crate::pages;
use crate::reply::{Answer, Kind, Problem, Reply};

fn tally(view: &View, scope: String, tally: &Tally) -> TallyShape {
    let directory = &view.snapshot().directory;
    let matches = tally.matches.iter().filter_map(|id| pages::group::find(view, *id));
    TallyShape {
        scope,
        played: tally.played(),
        won: tally.won,
        drawn: tally.drawn,
        lost: tally.lost,
        goals_for: tally.goals_for,
        goals_against: tally.goals_against,
        matches: matches.map(|m| m.fixture.key(directory)).collect(),
    }
}

/// Takes `.json` off the last part of an address.
fn stem(text: &str) -> &str {
    text.strip_suffix(".json").unwrap_or(text)
}

/// Returns a team's record in a scope.
#[utoipa::path(get, path = "/api/v1/team/{team}", tag = "people",
    params(
        ("team" = String, Path, description = "The id or any name of the team"),
        ("edition" = Option<String>, Query, description = "Only this edition"),
        ("stakes" = Option<String>, Query, description = "`all`, `competitive` or `friendlies`"),
        ("ground" = Option<String>, Query, description = "`anywhere`, `home`, `away` or `neutral`"),
        ("since" = Option<String>, Query, description = "From this day on"),
        ("until" = Option<String>, Query, description = "Up to this day"),
        ("against" = Option<String>, Query, description = "Only against this team"),
        ("at" = Option<String>, Query, description = "As of when: a day or an instant with its zone"),
        ("known_at" = Option<String>, Query, description = "What was known by then"),
        ("lang" = Option<String>, Query, description = "`en` or `it`"),
    ),
    responses((status = 200, body = TeamShape), (status = 400, body = crate::reply::Problem, content_type = "application/problem+json"), (status = 404, body = crate::reply::Problem, content_type = "application/problem+json")))]
pub(crate) fn team(ask: &Ask) -> Answer {
    let view = ask.view();
    let team = pages::people::team_of(&view, stem(ask.param("team")))?;
    let scope = pages::people::scope(ask, &view)?;
    let answer = view.team_tally(team, &scope, ask.get("edition"))?;
    Reply::json(&TeamShape {
        as_of: view.as_of().into(),
        record: view.record_hash(),
        warnings: Vec::new(),
        team: view.snapshot().directory.team(team).key.to_string(),
        name: view.team_name(team, ask.lang).to_owned(),
        complete_since: answer.complete_since.map(|d| d.to_string()),
        tally: tally(&view, scope_text(&view, &answer, ask.lang), &answer.tally),
    })
}

/// Returns a coach's record in every scope.
#[utoipa::path(get, path = "/api/v1/coach/{coach}", tag = "people",
    params(
        ("coach" = String, Path, description = "The name or id"),
        ("team" = Option<String>, Query, description = "Only with this team"),
        ("at" = Option<String>, Query, description = "As of when: a day or an instant with its zone"),
        ("known_at" = Option<String>, Query, description = "What was known by then"),
        ("lang" = Option<String>, Query, description = "`en` or `it`"),
    ),
    responses((status = 200, body = CoachShape), (status = 400, body = crate::reply::Problem, content_type = "application/problem+json"), (status = 404, body = crate::reply::Problem, content_type = "application/problem+json")))]
pub(crate) fn coach(ask: &Ask) -> Answer {
    let view = ask.view();
    let answers = view.coach(stem(ask.param("coach")), ask.get("team"))?;
    let directory = &view.snapshot().directory;
    let person = answers.first().map(|a| directory.person(a.reign.person));
    let reigns = answers.iter().map(|a| ReignShape {
        team: directory.team(a.reign.team).key.to_string(),
        post: reign_text(&a.reign, Lang::En),
        complete: a.complete,
        scopes: a
            .grid
            .iter()
            .map(|l| tally(&view, scope_name(&view, l, Lang::En), &l.tally))
            .collect(),
    });
    Reply::json(&CoachShape {
        as_of: view.as_of().into(),
        record: view.record_hash(),
        warnings: Vec::new(),
        coach: person.map_or(String::new(), |p| p.name.to_string()),
        reigns: reigns.collect(),
    })
}

fn shape(ask: &Ask, view: &View, m: &Match) -> MatchShape {
    let directory = &view.snapshot().directory;
    let f = &m.fixture;
    let text = |t: &Option<std::sync::Arc<str>>| t.as_deref().map(str::to_owned);
    let goals = m.counts();
    MatchShape {
        id: f.key(directory),
        competition: f.competition.to_string(),
        edition: text(&f.edition),
        stage: text(&f.stage),
        group: text(&f.group),
        date: f.when.date.to_string(),
        home: directory.team(f.teams.home).key.to_string(),
        away: directory.team(f.teams.away).key.to_string(),
        home_goals: goals.map(|g| g.home),
        away_goals: goals.map(|g| g.away),
        outcome: match m.happened.as_ref().map(|h| h.outcome) {
            None => "scheduled",
            Some(Outcome::Played(_)) => "played",
            Some(Outcome::Awarded { .. }) => "awarded",
            Some(Outcome::Walkover { .. }) => "walkover",
            Some(Outcome::Abandoned { .. }) => "abandoned",
            Some(Outcome::Annulled { .. }) => "annulled",
            Some(Outcome::Postponed) => "postponed",
        },
        provisional: m.happened.as_ref().is_some_and(|h| h.provisional),
        text: match_line(view, m, ask.lang),
    }
}

/// Lists the matches of an edition.
#[utoipa::path(get, path = "/api/v1/matches/{edition}", tag = "matches",
    params(
        ("edition" = String, Path, description = "The id; may end with `.json`, `.csv` or `.txt` (football.txt)"),
        ("limit" = Option<u32>, Query, minimum = 1, maximum = 1000, description = "How many"),
        ("offset" = Option<u32>, Query, description = "From which one on, from 0"),
        ("at" = Option<String>, Query, description = "As of when: a day or an instant with its zone"),
        ("known_at" = Option<String>, Query, description = "What was known by then"),
        ("lang" = Option<String>, Query, description = "`en` or `it`"),
    ),
    responses((status = 200, body = MatchesShape), (status = 400, body = crate::reply::Problem, content_type = "application/problem+json"), (status = 404, body = crate::reply::Problem, content_type = "application/problem+json")))]
pub(crate) fn matches(ask: &Ask) -> Answer {
    let (limit, offset) = super::part(ask, 200, 1000)?;
    let (address, kind) = ask.address();
    let view = ask.view();
    let (edition, _) = view.edition(&address)?;
    let selection = Selection { edition: Some(edition), ..Selection::default() };
    match kind {
        Some(Kind::Csv) => return Ok(Reply::new(Kind::Csv, view.matches_csv(&selection))),
        Some(Kind::Text) => return Ok(Reply::new(Kind::Text, view.football_txt(&selection))),
        None | Some(Kind::Json) => {}
        Some(_) => return Err(Problem::usage("matches are `.json`, `.csv` or `.txt`")),
    }
    let all = view.select(&selection);
    let reply = Reply::json(&MatchesShape {
        as_of: view.as_of().into(),
        record: view.record_hash(),
        warnings: Vec::new(),
        total: all.len(),
        offset,
        matches: all.iter().skip(offset).take(limit).map(|m| shape(ask, &view, m)).collect(),
    })?;
    Ok(super::links(ask, reply, all.len(), limit, offset))
}

/// Returns one match by its key.
#[utoipa::path(get, path = "/api/v1/match/{day}/{home}/{away}", tag = "matches",
    params(
        ("day" = String, Path, description = "The day at the ground"),
        ("home" = String, Path, description = "The id or a name of one team"),
        ("away" = String, Path, description = "The id or a name of the other"),
        ("at" = Option<String>, Query, description = "As of when: a day or an instant with its zone"),
        ("known_at" = Option<String>, Query, description = "What was known by then"),
        ("lang" = Option<String>, Query, description = "`en` or `it`"),
    ),
    responses((status = 200, body = MatchesShape), (status = 400, body = crate::reply::Problem, content_type = "application/problem+json"), (status = 404, body = crate::reply::Problem, content_type = "application/problem+json")))]
pub(crate) fn one_match(ask: &Ask) -> Answer {
    let view = ask.view();
    let m = pages::match_::find(&view, ask)?;
    Reply::json(&MatchesShape {
        as_of: view.as_of().into(),
        record: view.record_hash(),
        warnings: Vec::new(),
        total: 1,
        offset: 0,
        matches: vec![shape(ask, &view, m)],
    })
}

/// Lists the entries of the ledger, the latest first.
#[utoipa::path(get, path = "/api/v1/log", tag = "ledger",
    params(
        ("limit" = Option<u32>, Query, minimum = 1, maximum = 1000, description = "How many"),
        ("offset" = Option<u32>, Query, description = "From which one on, from 0"),
        ("lang" = Option<String>, Query, description = "`en` or `it`"),
    ),
    responses((status = 200, body = LogShape), (status = 400, body = crate::reply::Problem, content_type = "application/problem+json")))]
pub(crate) fn log(ask: &Ask) -> Answer {
    let (limit, offset) = super::part(ask, 100, 1000)?;
    let view = ask.view();
    let entries = ask.version.desk().ledger().entries();
    let text = |t: &Option<std::sync::Arc<str>>| t.as_deref().map(str::to_owned);
    let reply = Reply::json(&LogShape {
        record: view.record_hash(),
        total: entries.len(),
        offset,
        entries: entries
            .iter()
            .rev()
            .skip(offset)
            .take(limit)
            .map(|e| EntryShape {
                number: e.number,
                recorded: e.recorded.map(|t| t.to_string()),
                known: e.known.map(pages::log::point),
                replaces: e.replaces,
                text: pages::log::what(ask, &view, e),
                reason: text(&e.reason),
                by: text(&e.by),
                source: text(&e.source),
            })
            .collect(),
    })?;
    Ok(super::links(ask, reply, entries.len(), limit, offset))
}
