//! `girone coach`, `girone team`, `girone match`

use girone::model::Lang;
use girone::record::{Ground, Scope, Stakes, Tally};
use girone::{
    Error, coach_text, match_line, reign_text, scope_name, scope_text, team_text, where_and_when,
};
use serde::Serialize;

use crate::args::{Coach, Common, Format, MatchQuestion, Team};
use crate::output;

#[derive(Serialize)]
struct TallyShape {
    scope: String,
    played: u32,
    won: u32,
    drawn: u32,
    lost: u32,
    goals_for: u32,
    goals_against: u32,
    matches: Vec<String>,
}

fn shape(view: &girone::View, scope: String, tally: &Tally) -> TallyShape {
    let snapshot = view.snapshot();
    TallyShape {
        scope,
        played: tally.played(),
        won: tally.won,
        drawn: tally.drawn,
        lost: tally.lost,
        goals_for: tally.goals_for,
        goals_against: tally.goals_against,
        matches: snapshot
            .matches
            .iter()
            .filter(|m| tally.matches.contains(&m.fixture.id))
            .map(|m| m.fixture.key(&snapshot.directory))
            .collect(),
    }
}

#[derive(Serialize)]
struct CoachShape {
    as_of: girone::shape::AsOfShape,
    record: String,
    warnings: Vec<String>,
    coach: String,
    team: String,
    post: String,
    complete: bool,
    scopes: Vec<TallyShape>,
}

pub fn coach(common: &Common, question: &Coach, name: &str) -> Result<u8, Error> {
    let view = super::view(common)?;
    let answers = view.coach(name, question.team.as_deref())?;
    if common.format() == Format::Json {
        let shapes: Vec<CoachShape> = answers
            .iter()
            .map(|a| CoachShape {
                as_of: view.as_of().into(),
                record: view.record_hash(),
                warnings: Vec::new(),
                coach: view.snapshot().directory.person(a.reign.person).name.to_string(),
                team: view.snapshot().directory.team(a.reign.team).key.to_string(),
                post: reign_text(&a.reign, Lang::En),
                complete: a.complete,
                scopes: a
                    .grid
                    .iter()
                    .map(|l| shape(&view, scope_name(&view, l, Lang::En), &l.tally))
                    .collect(),
            })
            .collect();
        output::json(&shapes)?;
        return Ok(0);
    }
    let texts: Vec<String> =
        answers.iter().map(|a| coach_text(&view, a, common.lang, question.matches)).collect();
    output::print(&texts.join("\n"));
    Ok(0)
}

#[derive(Serialize)]
struct TeamShape {
    as_of: girone::shape::AsOfShape,
    record: String,
    warnings: Vec<String>,
    team: String,
    complete_since: Option<String>,
    #[serde(flatten)]
    tally: TallyShape,
}

pub fn team(common: &Common, question: &Team) -> Result<u8, Error> {
    let view = super::view(common)?;
    let team = view.team(&question.name)?;
    let scope = Scope {
        stakes: match (question.competitive, question.friendlies) {
            (true, _) => Stakes::Competitive,
            (_, true) => Stakes::Friendlies,
            _ => Stakes::All,
        },
        ground: match (question.home, question.away) {
            (true, _) => Ground::Home,
            (_, true) => Ground::Away,
            _ => Ground::Anywhere,
        },
        since: question.since,
        until: question.until,
        against: None,
    };
    let answer = view.team_tally(team, &scope, question.edition.as_deref())?;
    if answer.tally.played() == 0 {
        return Err(Error::lacks(format!(
            "the record holds no match of {} that has ended and counts in this scope ({})",
            view.team_name(team, Lang::En),
            scope_text(&view, &answer, Lang::En)
        )));
    }
    if common.format() == Format::Json {
        output::json(&TeamShape {
            as_of: view.as_of().into(),
            record: view.record_hash(),
            warnings: Vec::new(),
            team: view.snapshot().directory.team(team).key.to_string(),
            complete_since: answer.complete_since.map(|d| d.to_string()),
            tally: shape(&view, scope_text(&view, &answer, Lang::En), &answer.tally),
        })?;
        return Ok(0);
    }
    output::print(&team_text(&view, &answer, common.lang, question.matches));
    Ok(0)
}

#[derive(Serialize)]
struct MatchShape {
    id: String,
    competition: String,
    date: String,
    result: String,
    text: String,
    place: String,
}

pub fn match_(common: &Common, question: &MatchQuestion) -> Result<u8, Error> {
    let view = super::view(common)?;
    let (home, away) = (view.team(&question.home)?, view.team(&question.away)?);
    let snapshot = view.snapshot();
    let found: Vec<_> = snapshot
        .matches_of(home)
        .filter(|m| m.fixture.side_of(away).is_some() && home != away)
        .collect();
    if found.is_empty() {
        return Err(Error::lacks(format!(
            "the record holds no match between {} and {}",
            view.team_name(home, Lang::En),
            view.team_name(away, Lang::En)
        )));
    }
    if common.format() == Format::Json {
        let shapes: Vec<MatchShape> = found
            .iter()
            .map(|m| MatchShape {
                id: m.fixture.key(&snapshot.directory),
                competition: m.fixture.competition.to_string(),
                date: m.fixture.when.date.to_string(),
                result: girone::result_text(&view, m, common.lang),
                text: match_line(&view, m, common.lang),
                place: where_and_when(m, common.lang),
            })
            .collect();
        output::json(&shapes)?;
        return Ok(0);
    }
    for m in found {
        output::print(&format!(
            "{} · {}\n{}\n",
            m.fixture.competition,
            where_and_when(m, common.lang),
            match_line(&view, m, common.lang)
        ));
    }
    Ok(0)
}
