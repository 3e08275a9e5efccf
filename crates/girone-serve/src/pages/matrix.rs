//! Who met whom: results played and days to come, home by away.

use girone::model::{BySide, TeamIx};
use girone::{TableAnswer, View};
use maud::{Markup, html};

use super::group::find;
use crate::ask::Ask;

/// Shows the matrix of a group of at most 24 teams in the order of its table.
pub(crate) fn show(ask: &Ask, view: &View, answer: &TableAnswer) -> Markup {
    let order: Vec<TeamIx> = answer.table.rows.iter().map(|r| r.team).collect();
    if order.len() < 2 || order.len() > 24 {
        return html! {};
    }
    let team = |t: TeamIx| view.snapshot().directory.team(answer.team(t));
    let code = |t: TeamIx| match &team(t).code {
        Some(code) => code.to_string(),
        None => view
            .team_name(answer.team(t), ask.lang)
            .chars()
            .take(3)
            .collect::<String>()
            .to_uppercase(),
    };
    let name = |t: TeamIx| view.team_name(answer.team(t), ask.lang);
    let caption = ask.say(
        "Home teams in rows, away teams in columns; days where the match is to be played",
        "Squadre di casa nelle righe, ospiti nelle colonne; la data se la partita è da giocare",
    );
    html! {
        div.scroll tabindex="0" role="region" aria-label=(ask.say("Matrix of matches", "Tabellone delle partite")) {
            table.matrix {
                caption { (caption) }
                thead {
                    tr {
                        th scope="col" { (ask.say("Home", "Casa")) }
                        @for away in &order { th scope="col" { abbr title=(name(*away)) { (code(*away)) } } }
                    }
                }
                tbody {
                    @for home in &order {
                        tr {
                            th scope="row" { (name(*home)) }
                            @for away in &order {
                                @if home == away { td.none { span.said { (ask.say("same team", "stessa squadra")) } } }
                                @else { td { (cell(ask, view, answer, BySide::new(*home, *away))) } }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn cell(ask: &Ask, view: &View, answer: &TableAnswer, teams: BySide<TeamIx>) -> Markup {
    let sheet = &answer.sheet.sheet;
    let link = |id| {
        find(view, id).map(|m| {
            let key = m.fixture.key(&view.snapshot().directory);
            (ask.href(&format!("/match/{key}"), &[]), m.fixture.when.date)
        })
    };
    let played = sheet.results.iter().filter(|l| l.teams == teams);
    let left = sheet.remaining.iter().zip(&answer.sheet.remaining).filter(|(f, _)| **f == teams);
    html! {
        @for line in played {
            @let score = format!("{}-{}", line.goals.home, line.goals.away);
            @if let Some((address, _)) = line.match_id.and_then(link) { a.score href=(address) { (score) } }
            @else { span.score { (score) } }
            " "
        }
        @for (_, id) in left {
            @match id.and_then(link) {
                Some((address, day)) => { a.day href=(address) title=(girone::render::day(day, ask.lang)) { (day.day()) "." (day.month()) } }
                None => { abbr.day title=(ask.say("day not in the record", "data non in archivio")) { "?" } }
            }
            " "
        }
    }
}
