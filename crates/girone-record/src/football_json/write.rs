//! The writer of football.json, in its present form.

use girone_model::{BySide, Outcome, Score, Side};
use serde::Serialize;

use crate::draft::{Draft, DraftGoal, DraftMatch};
use crate::football_txt::{heading, kick_off_text, round_text};

#[derive(Serialize)]
struct File<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<&'a str>,
    matches: Vec<Line<'a>>,
}

#[derive(Serialize)]
struct Line<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    num: Option<u16>,
    #[serde(skip_serializing_if = "Option::is_none")]
    round: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    time: Option<String>,
    team1: &'a str,
    team2: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    score: Option<Goals>,
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pitch: Option<Goals>,
    #[serde(skip_serializing_if = "Option::is_none")]
    goals1: Option<Vec<Goal<'a>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    goals2: Option<Vec<Goal<'a>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    group: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    ground: Option<String>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    neutral: bool,
}

#[derive(Serialize)]
struct Goals {
    #[serde(skip_serializing_if = "Option::is_none")]
    ht: Option<[u8; 2]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    ft: Option<[u8; 2]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    et: Option<[u8; 2]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    p: Option<[u8; 2]>,
    /// Who won a shoot-out whose penalties are not known: 1 or 2.
    #[serde(skip_serializing_if = "Option::is_none")]
    winner: Option<u8>,
}

#[derive(Serialize)]
struct Goal<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    minute: Option<String>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    owngoal: bool,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    penalty: bool,
}

/// Writes a draft as football.json.
///
/// Reading the text back gives teams, days, kick-offs, rounds, grounds, outcomes
/// and goals. Cards, referees, notes and groups without matches have no form
/// here; football.txt ([`crate::write_football_txt`]) has one for everything.
pub fn write_football_json(draft: &Draft) -> String {
    let file =
        File { name: draft.title.as_deref(), matches: draft.matches.iter().map(line).collect() };
    let mut text = String::from("{");
    if let Some(name) = file.name {
        text.push_str(&format!("\n  \"name\": {},", json(&name)));
    }
    // A line for a match: two versions differ only where the matches differ.
    let lines: Vec<String> = file.matches.iter().map(|m| format!("    {}", json(m))).collect();
    text.push_str(&format!("\n  \"matches\": [\n{}\n  ]\n}}\n", lines.join(",\n")));
    text
}

/// Writes a value; texts and numbers always have a form.
fn json<T: Serialize>(value: &T) -> String {
    serde_json::to_string(value).unwrap_or_else(|_| String::from("null"))
}

fn line(found: &DraftMatch) -> Line<'_> {
    let listed = |side: Side| {
        (!found.goals.is_empty())
            .then(|| found.goals.iter().filter(|g| g.side == side).map(goal).collect())
    };
    let (score, status, pitch) = outcome(found.outcome.as_ref());
    // A group with a name that is none of a group stands in the round, with its key.
    let plain = |name: &str| heading::group(&format!("Group {name}")).as_deref() == Some(name);
    let odd = found.group.as_ref().filter(|name| !plain(name));
    let round = (found.stage.clone(), odd.cloned(), found.matchday.clone());
    Line {
        num: found.number,
        round: (round != (None, None, None)).then(|| round_text(&round)),
        date: found.date.map(|d| d.to_string()),
        time: found.kick_off.as_ref().map(kick_off_text),
        team1: &found.teams.home,
        team2: &found.teams.away,
        score,
        status,
        pitch,
        goals1: listed(Side::Home),
        goals2: listed(Side::Away),
        group: found.group.as_ref().filter(|name| plain(name)).map(|g| format!("Group {g}")),
        ground: found.venue.as_ref().map(|v| {
            let parts = [&v.ground, &v.city, &v.country];
            parts.into_iter().flatten().map(|p| &**p).collect::<Vec<_>>().join(", ")
        }),
        neutral: found.neutral,
    }
}

fn goal(found: &DraftGoal) -> Goal<'_> {
    Goal {
        name: found.scorer.as_deref(),
        minute: found.minute.map(|m| match m.added {
            0 => m.base.to_string(),
            added => format!("{}+{added}", m.base),
        }),
        owngoal: found.own_goal,
        penalty: found.penalty,
    }
}

fn pair(goals: BySide<u8>) -> [u8; 2] {
    [goals.home, goals.away]
}

fn goals(score: &Score) -> Goals {
    let extra = score.extra_time == Some(true);
    Goals {
        ht: score.half_time.map(pair),
        ft: if extra { score.full_time.map(pair) } else { Some(pair(score.result)) },
        et: extra.then(|| pair(score.result)),
        p: score.shoot_out.and_then(|s| s.goals).map(pair),
        winner: score
            .shoot_out
            .filter(|s| s.goals.is_none())
            .map(|s| if s.winner == Side::Home { 1 } else { 2 }),
    }
}

fn outcome(outcome: Option<&Outcome>) -> (Option<Goals>, Option<&'static str>, Option<Goals>) {
    let just = |official: &BySide<u8>| goals(&Score::of(official.home, official.away));
    match outcome {
        None => (None, None, None),
        Some(Outcome::Played(score)) => (Some(goals(score)), None, None),
        Some(Outcome::Awarded { official, pitch }) => {
            (Some(just(official)), Some("awarded"), pitch.as_ref().map(goals))
        }
        Some(Outcome::Walkover { winner, official }) => {
            let word = if *winner == Side::Home { "walkover: home" } else { "walkover: away" };
            (official.as_ref().map(just), Some(word), None)
        }
        Some(Outcome::Abandoned { pitch }) => (pitch.as_ref().map(goals), Some("abandoned"), None),
        Some(Outcome::Annulled { pitch }) => (pitch.as_ref().map(goals), Some("annulled"), None),
        Some(Outcome::Postponed) => (None, Some("postponed"), None),
    }
}
