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
    let brief = view.brief(&address, ask.lang, girone::Length::Normal, &ask.app.limits())?;
    let mut trail = vec![(ask.say("Editions", "Edizioni").to_owned(), ask.href("/", &[]))];
    if let Some(table) = &brief.table {
        let edition = &table.edition;
        let own = ask.href(&format!("/e/{}", group_address(table)), &[]);
        let whole = ask.href(&format!("/e/{}", edition.id), &[]);
        trail.push((edition.name.get(ask.lang).to_owned(), whole));
        trail.push((crate::pages::edition::group_name(ask, table), own));
    }
    let page = Page { title: format!("Briefing · {}", brief.title), trail, ask, live: true };
    let text = brief.text(ask.get("facts").is_some());
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
