//! The ledger's log, with its clocks.

use girone::record::{Body, Entry, Point, Valid, Verdict};
use girone::{View, match_line, result_text};
use maud::{Markup, html};

use super::table::signed;
use super::{Page, as_of_words};
use crate::ask::Ask;
use crate::reply::Answer;

/// Entries on one page.
const PER_PAGE: usize = 100;

/// The page of the log, the latest entries first.
pub(crate) fn page(ask: &Ask) -> Answer {
    let view = ask.view();
    let ledger = ask.version.desk().ledger();
    let total = ledger.entries().len();
    let page_number = ask.get("page").and_then(|p| p.parse::<usize>().ok()).unwrap_or(1).max(1);
    let entries: Vec<&Entry> = ledger
        .entries()
        .iter()
        .rev()
        .skip((page_number - 1).saturating_mul(PER_PAGE))
        .take(PER_PAGE)
        .collect();
    let page = Page {
        title: ask.say("Log", "Registro").to_owned(),
        trail: vec![(ask.say("Editions", "Edizioni").to_owned(), ask.href("/", &[]))],
        ask,
        live: true,
    };
    let pages = total.div_ceil(PER_PAGE).max(1);
    Ok(page.show(html! {
        h1 { (ask.say("The ledger", "Il registro")) }
        p.moment { (total) " " (ask.say("entries; none is ever changed or removed", "voci; nessuna viene mai cambiata o tolta")) " · " (as_of_words(ask)) }
        (table(ask, &view, &entries))
        nav.tabs aria-label=(ask.say("Pages", "Pagine")) {
            @if page_number > 1 { a href=(ask.href("/log", &[("page", &(page_number - 1).to_string())])) rel="prev" { (ask.say("Later", "Più recenti")) } }
            span { (page_number) " / " (pages) }
            @if page_number < pages { a href=(ask.href("/log", &[("page", &(page_number + 1).to_string())])) rel="next" { (ask.say("Earlier", "Precedenti")) } }
        }
    }))
}

/// Entries in a table: number, both clocks, what they say and who says so.
pub(crate) fn table(ask: &Ask, view: &View, entries: &[&Entry]) -> Markup {
    html! {
        div.scroll tabindex="0" role="region" aria-label=(ask.say("Entries", "Voci")) {
            table.list {
                caption.said { (ask.say("Entries of the ledger", "Voci del registro")) }
                thead { tr {
                    th.n scope="col" { abbr title=(ask.say("Number of the entry", "Numero della voce")) { "N" } }
                    th scope="col" { (ask.say("Counts from", "Vale dal")) }
                    th scope="col" { (ask.say("Known", "Nota")) }
                    th scope="col" { (ask.say("Recorded", "Registrata")) }
                    th scope="col" { (ask.say("What", "Che cosa")) }
                } }
                tbody {
                    @for entry in entries {
                        tr {
                            td.n { (entry.number) }
                            td { (valid(ask, entry)) }
                            td { (entry.known.map_or_else(|| ask.say("with it", "con essa").to_owned(), point)) }
                            td { (entry.recorded.map_or_else(|| "–".to_owned(), |t| t.to_string())) }
                            td {
                                (what(ask, view, entry))
                                @if let Some(of) = entry.replaces { " (" (ask.say("corrects", "corregge")) " " (of) ")" }
                                @if let Some(reason) = &entry.reason { " · " (reason) }
                                @if let Some(by) = &entry.by { " · " (by) }
                                @if let Some(source) = &entry.source { " " span.source { (source) } }
                            }
                        }
                    }
                }
            }
        }
    }
}

pub(crate) fn point(point: Point) -> String {
    match point {
        Point::Day(day) => day.to_string(),
        Point::Instant(instant) => instant.to_string(),
    }
}

fn valid(ask: &Ask, entry: &Entry) -> String {
    match (&entry.valid, &entry.body) {
        (Valid::From(from), _) => point(*from),
        (Valid::WithItsMatch, Body::Match(m)) => m.fixture.when.date.to_string(),
        _ => ask.say("ever", "sempre").to_owned(),
    }
}

/// Says what an entry says.
pub(crate) fn what(ask: &Ask, view: &View, entry: &Entry) -> String {
    let directory = &view.snapshot().directory;
    let about = |number: u64| match view.desk().ledger().entry(number).map(|e| &e.body) {
        Some(Body::Match(m)) => result_text(view, m, ask.lang),
        _ => format!("{} {number}", ask.say("entry", "voce")),
    };
    match &entry.body {
        Body::Match(m) => match_line(view, m, ask.lang),
        Body::Tenure(t) => {
            format!("{}: {}", directory.person(t.person).name, view.team_name(t.team, ask.lang))
        }
        Body::Coverage(_) => ask
            .say("the record is complete in some respect", "l'archivio è completo per un aspetto")
            .to_owned(),
        Body::Retraction { of } => {
            format!("{} {of}", ask.say("takes back entry", "ritira la voce"))
        }
        Body::Ruling(ruling) => match &ruling.verdict {
            Verdict::Award { about: number, official } => format!(
                "{} {}-{}: {}",
                ask.say("awarded", "a tavolino"),
                official.home,
                official.away,
                about(*number)
            ),
            Verdict::Walkover { about: number, .. } => {
                format!("{}: {}", ask.say("walkover", "rinuncia"), about(*number))
            }
            Verdict::Annul { about: number } => {
                format!("{}: {}", ask.say("annulled", "annullata"), about(*number))
            }
            Verdict::Confirm { about: number } => {
                format!("{}: {}", ask.say("the pitch counts", "vale il campo"), about(*number))
            }
            Verdict::Deduct { adjustment, .. } => format!(
                "{}: {} {} ({})",
                view.team_name(adjustment.team, ask.lang),
                signed(i32::from(adjustment.points)),
                ask.say("points", "punti"),
                adjustment.edition
            ),
            Verdict::Lots(_) => ask.say("lots drawn", "sorteggio").to_owned(),
        },
    }
}
