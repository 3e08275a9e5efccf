//! A report, pasted and marked.

use girone::model::Moment;
use girone::reporting::{Checked, Finding, Verdict};
use maud::{Markup, html};

use super::Page;
use crate::api::check::read;
use crate::ask::{Ask, pairs};
use crate::reply::{Answer, Problem};

/// The empty form.
pub(crate) fn form(ask: &Ask) -> Answer {
    Ok(page(ask, "", "", html! {}))
}

/// Takes a report and shows it marked.
pub(crate) fn take(ask: &Ask) -> Answer {
    let fields = pairs(&String::from_utf8_lossy(&ask.body));
    let get = |name: &str| {
        fields.iter().find(|(n, _)| n == name).map_or(String::new(), |(_, v)| v.clone())
    };
    // Browsers send line ends as two characters.
    let (text, at) = (get("text").replace("\r\n", "\n"), get("published"));
    let moment: Option<Moment> = match at.trim() {
        "" => None,
        given => Some(given.parse().map_err(|e| Problem::usage(format!("{e}")))?),
    };
    let checked = read(ask, &text, moment, None);
    Ok(page(ask, &text, &at, marked(ask, &text, &checked)).fresh())
}

fn page(ask: &Ask, text: &str, at: &str, told: Markup) -> crate::reply::Reply {
    let title = ask.say("Check a report", "Controlla un pezzo").to_owned();
    let page = Page { title: title.clone(), trail: Vec::new(), ask, live: false };
    page.show(html! {
        h1 { (title) }
        p.lead { (ask.say(
            "Each statement is held against the record of its day. Contradicted is only what is false under every plausible reading.",
            "Ogni affermazione è confrontata con l'archivio di quel giorno. È smentito solo ciò che è falso in ogni lettura plausibile.",
        )) }
        (told)
        form method="post" action=(ask.href("/check", &[])) {
            p.field {
                label for="published" { (ask.say("Published on", "Pubblicato il")) }
                input id="published" name="published" type="text" placeholder="2025-09-08" value=(at) autocomplete="off";
            }
            label for="text" { (ask.say("The report, in Italian or English", "Il pezzo, in italiano o in inglese")) }
            textarea id="text" name="text" rows="14" required { (text) }
            p { button { (ask.say("Check", "Controlla")) } }
        }
    })
}

fn word(ask: &Ask, verdict: Verdict) -> &'static str {
    match (verdict, ask.it()) {
        (Verdict::Confirmed, false) => "confirmed",
        (Verdict::Confirmed, true) => "confermato",
        (Verdict::Contradicted, false) => "contradicted",
        (Verdict::Contradicted, true) => "smentito",
        (Verdict::NotInRecord, false) => "not in the record",
        (Verdict::NotInRecord, true) => "non in archivio",
        (Verdict::Unchecked, false) => "not checked",
        (Verdict::Unchecked, true) => "non controllato",
    }
}

/// The report with its statements marked, and what is said of each.
fn marked(ask: &Ask, text: &str, checked: &Checked) -> Markup {
    let mut order: Vec<(usize, &Finding)> = checked.findings.iter().enumerate().collect();
    order.sort_by_key(|(_, f)| (f.span_utf8.0, std::cmp::Reverse(f.span_utf8.1)));
    let mut at = 0;
    let mut pieces: Vec<Markup> = Vec::new();
    for (i, f) in &order {
        let (from, to) = f.span_utf8;
        let (Some(before), Some(stated)) = (text.get(at..from), text.get(from..to)) else {
            continue;
        };
        pieces.push(html! { (before) a.mark.(f.verdict.as_str()) href={ "#f" (i) } title=(f.message) { (stated) } });
        at = to;
    }
    let count = |verdict| checked.count(verdict);
    let all = [Verdict::Contradicted, Verdict::Confirmed, Verdict::NotInRecord, Verdict::Unchecked];
    html! {
        div.told role="status" {
            h2 { (ask.say("What the record says", "Che cosa dice l'archivio")) }
            p {
                @for verdict in all { strong { (count(verdict)) } " " (word(ask, verdict)) " · " }
                (checked.coverage()) "% " (ask.say("of the statements decided", "delle affermazioni decise"))
                " · " (girone::render::moment(&checked.moment, ask.lang))
            }
        }
        @for warning in &checked.warnings { p.notes { (warning) } }
        div.report lang=(checked.lang.code()) { @for piece in &pieces { (piece) } (text.get(at..).unwrap_or("")) }
        @for verdict in all {
            @if count(verdict) > 0 {
                details open[verdict == Verdict::Contradicted] {
                    summary { (word(ask, verdict)) " (" (count(verdict)) ")" }
                    ul.findings {
                        @for (i, f) in checked.findings.iter().enumerate().filter(|(_, f)| f.verdict == verdict) {
                            li id={ "f" (i) } {
                                q { (f.stated) } ": " (f.message)
                                @if let Some(right) = &f.right { " " strong { (ask.say("Right: ", "Giusto: ")) (right) } }
                                @if let Some(scope) = &f.scope { " " span.source { (scope) } }
                                @for key in &f.evidence { " " a.source href=(ask.href(&format!("/match/{key}"), &[])) { (key) } }
                            }
                        }
                    }
                }
            }
        }
    }
}
