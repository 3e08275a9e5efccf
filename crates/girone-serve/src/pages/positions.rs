//! Places over time: a chart drawn by hand and the same in a table.

use girone::model::TeamId;
use girone::{Round, Stood, TableAnswer, View};
use maud::{Markup, PreEscaped, html};

use crate::ask::Ask;
use crate::reply::Problem;
use crate::svg::{Line, chart};

/// Shows the places after each round, if at least two have been played.
pub(crate) fn section(ask: &Ask, view: &View, answer: &TableAnswer) -> Result<Markup, Problem> {
    let history = answer.history(view)?;
    if history.len() < 2 {
        return Ok(html! {});
    }
    let name = |t: TeamId| view.team_name(t, ask.lang);
    let order: Vec<TeamId> = answer.table.rows.iter().map(|r| answer.team(r.team)).collect();
    let place = |step: &(Round, Vec<Stood>), team: TeamId| {
        step.1.iter().find(|s| s.team == team && s.played > 0).map(|s| s.place)
    };
    let lines: Vec<Line> = order
        .iter()
        .map(|team| Line {
            name: name(*team).to_owned(),
            places: history.iter().map(|step| place(step, *team)).collect(),
        })
        .collect();
    let days: Vec<String> = history.iter().map(|(round, _)| round.to.to_string()).collect();
    let title = ask.say("Places after each round", "Posizioni giornata per giornata");
    let told = ask.say(
        "One line for each team, first place on top; the same figures are in the table below.",
        "Una linea per squadra, il primo posto in alto; gli stessi dati nella tabella sotto.",
    );
    Ok(html! {
        section {
            h2 { (title) }
            figure.chart {
                div.scroll tabindex="0" role="region" aria-label=(title) {
                    (PreEscaped(chart(title, told, &days, &lines)))
                }
                figcaption { (told) }
            }
            details {
                summary { (ask.say("The figures of the chart", "I dati del grafico")) }
                div.scroll tabindex="0" role="region" aria-label=(ask.say("Figures", "Dati")) {
                    table.figures {
                        caption.said { (title) }
                        thead { tr {
                            th scope="col" { (ask.say("Team", "Squadra")) }
                            @for (round, _) in &history { th.n scope="col" { time datetime=(round.to) { (round.to.day()) "." (round.to.month()) } } }
                        } }
                        tbody {
                            @for team in &order {
                                tr {
                                    th scope="row" { (name(*team)) }
                                    @for step in &history {
                                        td.n { @match place(step, *team) { Some(p) => (p), None => "–" } }
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    })
}
