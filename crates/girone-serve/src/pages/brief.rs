//! The briefing, to read and to copy.

use maud::html;

use super::{Page, as_of_words};
use crate::ask::Ask;
use crate::pages::edition::group_address;
use crate::reply::Answer;

/// The page of a briefing.
pub(crate) fn page(ask: &Ask) -> Answer {
    let (address, _) = ask.address();
    let view = ask.view();
    let brief = view.brief(&address, ask.lang, &ask.app.limits())?;
    let edition = &brief.table.edition;
    let own = ask.href(&format!("/e/{}", group_address(&brief.table)), &[]);
    let page = Page {
        title: format!("Briefing · {}", brief.title),
        trail: vec![
            (ask.say("Editions", "Edizioni").to_owned(), ask.href("/", &[])),
            (edition.name.get(ask.lang).to_owned(), ask.href(&format!("/e/{}", edition.id), &[])),
            (crate::pages::edition::group_name(ask, &brief.table), own),
        ],
        ask,
        live: true,
    };
    let text = brief.text(ask.lang, ask.get("facts").is_some());
    Ok(page.show(html! {
        h1 { (brief.title) }
        p.moment { (as_of_words(ask)) }
        @for section in &brief.sections {
            section {
                h2 { (section.heading) }
                ul.sentences {
                    @for s in &section.sentences {
                        li { (s.text) @if ask.get("facts").is_some() { " " code.facts { (s.facts.join(", ")) } } }
                    }
                }
            }
        }
        p {
            @if ask.get("facts").is_some() { a href=(ask.href(&ask.path, &[])) { (ask.say("Without the facts", "Senza i fatti")) } }
            @else { a href=(ask.href(&ask.path, &[("facts", "1")])) { (ask.say("With the facts that each sentence rests on", "Con i fatti su cui poggia ogni frase")) } }
        }
        section {
            h2 { (ask.say("To copy", "Da copiare")) }
            label.said for="copy" { (ask.say("The briefing as text", "Il briefing come testo")) }
            textarea.code id="copy" rows="24" readonly { (text) }
            p { button type="button" data-copy="copy" hidden { (ask.say("Copy", "Copia")) } }
        }
    }))
}
