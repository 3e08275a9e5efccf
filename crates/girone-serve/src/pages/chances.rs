//! The chances of a group's berths: now, and after each round so far.

use girone::forecasting::Chance;
use girone::render::{basis_text, chance_text};
use girone::{ForecastAnswer, ForecastOptions, OverTime, View};
use maud::{Markup, PreEscaped, html};

use super::edition::{group_address, group_name};
use super::{Page, as_of_words};
use crate::ask::Ask;
use crate::reply::{Answer, Problem};
use crate::svg::{Share, shares};

/// How many trials a page makes at its moment, and for each round before.
const NOW: u64 = 20_000;
const EACH: u64 = 4_000;

fn options(ask: &Ask, trials: u64, suppose: Vec<String>) -> ForecastOptions {
    let trials = trials.min(ask.app.options.trials).max(1);
    ForecastOptions { trials, suppose, limits: ask.app.limits(), ..ForecastOptions::default() }
}

/// The page of the chances of a group.
pub(crate) fn page(ask: &Ask) -> Answer {
    let (address, _) = ask.address();
    let view = ask.view();
    let answer = view.forecast(&address, &options(ask, NOW, Vec::new()), |_| {})?;
    let Some(needs) = answer.needs.first() else {
        return Err(Problem::not_found(format!("`{address}` names no table")));
    };
    let table = needs.table.clone();
    let address = group_address(&table);
    let path = format!("/chances/{address}");
    let mut over = view.over_time(&address, &options(ask, EACH, Vec::new()), |_| {})?;
    end_with(&mut over, &answer);
    let title = format!("{} · {}", ask.say("Chances", "Probabilità"), table.title(ask.lang));
    let edition = &table.edition;
    let page = Page {
        title: title.clone(),
        trail: vec![
            (ask.say("Editions", "Edizioni").to_owned(), ask.href("/", &[])),
            (edition.name.get(ask.lang).to_owned(), ask.href(&format!("/e/{}", edition.id), &[])),
            (group_name(ask, &table), ask.href(&format!("/e/{address}"), &[])),
        ],
        ask,
        live: true,
    };
    let chosen = ask.get("berth");
    let shown = over
        .berths
        .iter()
        .position(|b| Some(b.id.as_str()) == chosen)
        .or_else(|| over.berths.iter().position(|b| !b.exit))
        .unwrap_or(0);
    Ok(page.show(html! {
        h1 { (ask.say("Chances", "Probabilità")) }
        p.moment { (table.title(ask.lang)) " · " (as_of_words(ask)) }
        (now(ask, &view, &answer))
        p.source { (basis_text(&answer, ask.lang)) }
        @if over.days.len() > 1 && !over.berths.is_empty() {
            section {
                h2 { (ask.say("After each round", "Giornata per giornata")) }
                nav.tabs aria-label=(ask.say("Which berth", "Quale traguardo")) {
                    @for (i, berth) in over.berths.iter().enumerate() {
                        a href=(ask.href(&path, &[("berth", berth.id.as_str())])) aria-current=[(i == shown).then_some("page")] { (berth.name.get(ask.lang)) }
                    }
                }
                (history(ask, &view, &over, shown))
            }
        }
        p {
            @for (extension, name) in [("json", "JSON"), ("csv", "CSV"), ("txt", ask.say("Text", "Testo"))] {
                a href=(ask.href(&format!("/api/v1/forecast/{address}.{extension}"), &[])) { (name) } " "
            }
        }
    }))
}

/// Ends the lines of a chart with the chances that the table beside it shows.
fn end_with(over: &mut OverTime, answer: &ForecastAnswer) {
    let planned = answer.berths_of(0);
    for (berth, lines) in over.berths.iter().zip(&mut over.chances) {
        let at = planned.iter().copied().find(|b| answer.plan.berths[*b].id == berth.id);
        for (team, line) in over.teams.iter().zip(lines) {
            if let (Some(b), Some(last)) = (at, line.last_mut()) {
                *last = answer.berth(0, *team, b);
            }
        }
    }
}

/// The chances of each team for each berth, as a table; what is proved is a word.
pub(crate) fn now(ask: &Ask, view: &View, answer: &ForecastAnswer) -> Markup {
    let Some(needs) = answer.needs.first() else { return html! {} };
    let berths = answer.berths_of(0);
    let named = |b: usize| {
        let id = &answer.plan.berths[b].id;
        let of = needs.table.tables().and_then(|t| t.berths.iter().find(|x| x.id == *id));
        of.map_or(id.as_str(), |x| x.name.get(ask.lang)).to_owned()
    };
    let title = ask.say("Chances of each berth", "Probabilità di ogni traguardo");
    html! {
        @if !berths.is_empty() {
            div.scroll tabindex="0" role="region" aria-label=(title) {
                table.figures.chances {
                    caption { (title) }
                    thead { tr {
                        th scope="col" { (ask.say("Team", "Squadra")) }
                        @for b in &berths { th.n scope="col" { (named(*b)) } }
                    } }
                    tbody {
                        @for row in &needs.table.table.rows {
                            @let team = needs.table.team(row.team);
                            tr {
                                th scope="row" { (view.team_name(team, ask.lang)) }
                                @for b in &berths {
                                    td.n { (answer.berth(0, team, *b).map_or("?".to_owned(), |c| chance_text(c, ask.lang))) }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// The forecast under results that are supposed, for the page of suppositions.
///
/// # Errors
/// The edition cannot be played out.
pub(crate) fn supposed(
    ask: &Ask,
    view: &View,
    address: &str,
    suppose: Vec<String>,
) -> Result<ForecastAnswer, Problem> {
    Ok(view.forecast(address, &options(ask, EACH, suppose), |_| {})?)
}

/// One berth over the rounds: a chart, and its figures.
fn history(ask: &Ask, view: &View, over: &OverTime, berth: usize) -> Markup {
    let Some(chances) = over.chances.get(berth) else { return html! {} };
    let name = |n: usize| view.team_name(over.teams[n], ask.lang).to_owned();
    let lines: Vec<Share> = chances
        .iter()
        .enumerate()
        .map(|(n, line)| Share {
            name: match line.last().copied().flatten() {
                Some(c) => format!("{} {}", name(n), chance_text(c, ask.lang)),
                None => name(n),
            },
            shares: line.iter().map(|c| c.map(Chance::value)).collect(),
        })
        .collect();
    let days: Vec<String> =
        over.days.iter().map(|d| format!("{}.{}", d.day(), d.month())).collect();
    let title = over.berths[berth].name.get(ask.lang);
    let told = ask.say(
        "One line for each team, from 0 to 100 per cent; the same figures are in the table below.",
        "Una linea per squadra, da 0 a 100 per cento; gli stessi dati nella tabella sotto.",
    );
    html! {
        figure.chart {
            div.scroll tabindex="0" role="region" aria-label=(title) {
                (PreEscaped(shares(title, told, &days, &lines)))
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
                        @for (day, text) in over.days.iter().zip(&days) { th.n scope="col" { time datetime=(day) { (text) } } }
                    } }
                    tbody {
                        @for (n, line) in chances.iter().enumerate() {
                            tr {
                                th scope="row" { (name(n)) }
                                @for chance in line { td.n { (chance.map_or("?".to_owned(), |c| chance_text(c, ask.lang))) } }
                            }
                        }
                    }
                }
            }
        }
    }
}
