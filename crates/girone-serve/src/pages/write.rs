//! Writing from a page: what it would change is shown before it is written.

use girone_store::Check;
use maud::{Markup, html};

use super::Page;
use crate::api::write::{OrderShape, WrittenShape, carry_out, of_form};
use crate::ask::Ask;
use crate::reply::{Answer, Problem};

/// The empty form.
pub(crate) fn form(ask: &Ask) -> Answer {
    Ok(page(ask, &OrderShape::default(), html! {}).fresh())
}

/// Takes the form: shows what it would change, or writes.
pub(crate) fn take(ask: &Ask) -> Answer {
    let read = of_form(ask);
    let order = read.as_ref().map_or_else(|_| OrderShape::default(), |(order, _)| order.clone());
    let told = read.and_then(|(order, key)| carry_out(ask, &order, key.as_deref()));
    let status = told.as_ref().err().map(Problem::code);
    let reply = page(
        ask,
        &order,
        match &told {
            Ok(written) => outcome(ask, written),
            Err(problem) => html! {
                div.told role="alert" { h2 { (ask.say("Nothing was written", "Non è stato scritto nulla")) } p { (problem.detail) } }
            },
        },
    );
    Ok(match status {
        Some(status) => reply.status(status).fresh(),
        None => reply.fresh(),
    })
}

fn outcome(ask: &Ask, written: &WrittenShape) -> Markup {
    html! {
        div.told role="status" {
            h2 {
                @match written.entry {
                    Some(number) => { (ask.say("Written as entry ", "Scritto come voce ")) (number) }
                    None => { (ask.say("What it would change", "Che cosa cambierebbe")) }
                }
            }
            ul.notes { @for line in &written.understood { li { (line) } } }
            @for objection in &written.objections { p { strong { (objection) } } }
            @if written.tables.is_empty() { p { (ask.say("No table is different.", "Nessuna classifica cambia.")) } }
            @for table in &written.tables {
                h3 { a href=(ask.href(&format!("/e/{}", table.address), &[])) { (table.title) } }
                div.scroll tabindex="0" role="region" aria-label=(table.title) {
                    table.list {
                        caption.said { (table.title) }
                        thead { tr { th scope="col" { (ask.say("Before", "Prima")) } th scope="col" { (ask.say("After", "Dopo")) } } }
                        tbody {
                            @for (before, after) in table.before.iter().zip(&table.after) {
                                tr {
                                    td { (before) }
                                    td { @if before == after { (after) } @else { strong { (after) } } }
                                }
                            }
                        }
                    }
                }
                ul.notes { @for line in &table.verdicts { li { (line) } } }
            }
        }
    }
}

fn page(ask: &Ask, order: &OrderShape, told: Markup) -> crate::reply::Reply {
    let page = Page {
        title: ask.say("Write", "Scrivi").to_owned(),
        trail: vec![(ask.say("Editions", "Edizioni").to_owned(), ask.href("/", &[]))],
        ask,
        live: false,
    };
    let field = |name: &str, label: &str, value: &str, kind: &str| {
        html! {
            p.field { label for=(name) { (label) } input id=(name) name=(name) type=(kind) value=(value) autocomplete="off"; }
        }
    };
    let actions = [
        ("add", ask.say("Add a result", "Aggiungi un risultato")),
        ("confirm", ask.say("Confirm a result", "Conferma un risultato")),
        ("fix", ask.say("Correct a result", "Correggi un risultato")),
        ("undo", ask.say("Take an entry back", "Ritira una voce")),
        ("deduct", ask.say("Deduct points", "Penalizza")),
        ("award", ask.say("Award a match", "Risultato a tavolino")),
        ("walkover", ask.say("Record a walkover", "Vittoria per rinuncia")),
        ("annul", ask.say("Annul a match", "Annulla una partita")),
        ("restore", ask.say("Let the pitch count", "Ripristina il campo")),
        ("lots", ask.say("Record a drawing of lots", "Registra un sorteggio")),
    ];
    let number = |n: Option<u64>| n.map_or(String::new(), |n| n.to_string());
    let some = |n: i16| if n == 0 { String::new() } else { n.to_string() };
    page.show(html! {
        h1 { (ask.say("Write into the ledger", "Scrivi nel registro")) }
        p.lead { (ask.say("Nothing is changed or removed: a correction is a new entry.", "Nulla si cambia o si toglie: una correzione è una nuova voce.")) }
        (told)
        form.write method="post" action=(ask.href("/write", &[])) {
            p.field {
                label for="action" { (ask.say("What", "Che cosa")) }
                select id="action" name="action" {
                    @for (value, name) in actions { option value=(value) selected[order.action == value] { (name) } }
                }
            }
            (field("result", ask.say("Result, e.g. Belgium 6-0 Kazakhstan (De Bruyne 42, 84); for an award 3-0", "Risultato, es. Belgio-Kazakistan 6-0 (De Bruyne 42, 84); a tavolino 3-0"), &order.result, "text"))
            (field("which", ask.say("Which match (to confirm, correct, award, annul)", "Quale partita (da confermare, correggere, decidere)"), &order.which, "text"))
            (field("team", ask.say("Team (deduction, winner of a walkover; lots: all teams drawn, best first, with commas)", "Squadra (penalizzata, o che vince per rinuncia; sorteggio: tutte, dalla prima, con virgole)"), &order.team, "text"))
            (field("points", ask.say("Points deducted", "Punti tolti"), &some(order.points), "number"))
            (field("suspended", ask.say("of which suspended", "di cui sospesi"), &some(order.suspended), "number"))
            (field("entry", ask.say("Entry taken back, or decision changed on appeal", "Voce ritirata, o decisione cambiata in appello"), &number(order.entry), "number"))
            (field("edition", ask.say("Edition", "Edizione"), &order.edition, "text"))
            (field("date", ask.say("Day", "Giorno"), &order.date, "date"))
            (field("by", ask.say("Who decides or says so", "Chi decide o lo dice"), &order.by, "text"))
            (field("source", ask.say("Source", "Fonte"), &order.source, "text"))
            (field("reason", ask.say("Reason", "Motivo"), &order.reason, "text"))
            (field("article", ask.say("Article", "Articolo"), &order.article, "text"))
            p.field { label for="confirmed" { (ask.say("Final already", "Già definitivo")) } input id="confirmed" name="confirmed" type="checkbox" value="1" checked[order.confirmed]; }
            fieldset.checks {
                legend { (ask.say("Overridden by name, if it is right as it is", "Controlli scavalcati per nome, se è giusto così")) }
                @for check in Check::ALL {
                    @let id = format!("allow-{check}");
                    label for=(id) {
                        input id=(id) name="allow" type="checkbox" value=(check.name()) checked[order.allow.iter().any(|a| a == check.name())];
                        " " (check_words(ask, check))
                    }
                }
            }
            p.field { label for="key" { (ask.say("Key", "Chiave")) } input id="key" name="key" type="password" autocomplete="off" required; }
            p {
                button name="do" value="preview" { (ask.say("Show what it changes", "Mostra che cosa cambia")) } " "
                button name="do" value="write" { (ask.say("Write", "Scrivi")) }
            }
        }
    })
}

/// Says what a check asks.
fn check_words(ask: &Ask, check: Check) -> &'static str {
    match check {
        Check::Goals => ask.say("goals: they make up the score", "goals: i gol danno il risultato"),
        Check::Twice => {
            ask.say("twice: nobody plays twice at once", "twice: nessuno gioca due volte insieme")
        }
        Check::Minutes => ask.say("minutes: of a match", "minutes: i minuti sono di una partita"),
        Check::Team => ask.say("team: the teams are known", "team: le squadre sono note"),
        Check::Dates => ask.say("dates: within the edition", "dates: il giorno è nell'edizione"),
        Check::Duplicate => ask.say("duplicate: not there already", "duplicate: non c'è già"),
    }
}
