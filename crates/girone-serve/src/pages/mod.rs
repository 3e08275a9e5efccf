//! Pages, rendered here and usable without a script.

pub(crate) mod brief;
pub(crate) mod chances;
pub(crate) mod check;
pub(crate) mod edition;
pub(crate) mod group;
pub(crate) mod log;
pub(crate) mod match_;
pub(crate) mod matrix;
pub(crate) mod people;
pub(crate) mod positions;
pub(crate) mod table;
pub(crate) mod what_if;
pub(crate) mod write;

use girone::model::{Lang, Moment};
use girone::render;
use maud::{DOCTYPE, Markup, html};

use crate::ask::Ask;
use crate::reply::{Problem, Reply};

/// A page around its content.
pub(crate) struct Page<'a> {
    pub title: String,
    /// Where it lies: name and address of what it belongs to.
    pub trail: Vec<(String, String)>,
    pub ask: &'a Ask,
    /// Whether new entries refresh it.
    pub live: bool,
}

/// What a browser fetches for every page.
fn head(title: &str) -> Markup {
    html! {
        head {
            meta charset="utf-8";
            meta name="viewport" content="width=device-width, initial-scale=1";
            meta name="color-scheme" content="light dark";
            meta name="htmx-config" content=r#"{"includeIndicatorCSS":false}"#;
            title { (title) " · Girone" }
            link rel="stylesheet" href="/assets/girone.css";
            link rel="icon" href="/assets/girone.svg" type="image/svg+xml";
            script src="/assets/htmx-4.0.1.min.js" defer {}
            script src="/assets/girone.js" defer {}
        }
    }
}

impl Page<'_> {
    /// Puts the content into the page.
    pub(crate) fn show(&self, content: Markup) -> Reply {
        let ask = self.ask;
        let here = |lang: &str| {
            let mut query: Vec<(&str, &str)> =
                ask.query.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
            query.retain(|(n, _)| *n != "lang");
            query.push(("lang", lang));
            ask.href(&ask.path, &query)
        };
        let live = (self.live && ask.as_of.played_by == Moment::Latest).then_some("true");
        Reply::html(html! {
            (DOCTYPE)
            html lang=(ask.say("en", "it")) {
                (head(&self.title))
                body data-live=[live] {
                    a.skip href="#main" { (ask.say("Skip to the content", "Vai al contenuto")) }
                    header.top {
                        a.mark href=(ask.href("/", &[])) { "Girone" }
                        nav aria-label=(ask.say("Site", "Sito")) {
                            a href=(ask.href("/", &[])) { (ask.say("Editions", "Edizioni")) }
                            a href=(ask.href("/check", &[])) { (ask.say("Check a report", "Controlla un pezzo")) }
                            a href=(ask.href("/log", &[])) { (ask.say("Log", "Registro")) }
                            @if ask.app.options.ledger.is_some() && ask.app.keys.is_some() {
                                a href=(ask.href("/write", &[])) { (ask.say("Write", "Scrivi")) }
                            }
                            a href=(ask.href("/api", &[])) { "API" }
                        }
                        nav.langs aria-label=(ask.say("Language", "Lingua")) {
                            @for (code, name) in [("en", "English"), ("it", "Italiano")] {
                                @let current = (ask.say("en", "it") == code).then_some("true");
                                a href=(here(code)) lang=(code) hreflang=(code) aria-current=[current] { (name) }
                            }
                        }
                    }
                    @if !self.trail.is_empty() {
                        nav.trail aria-label=(ask.say("You are here", "Percorso")) {
                            ol {
                                @for (name, address) in &self.trail {
                                    li { a href=(address) { (name) } }
                                }
                            }
                        }
                    }
                    main id="main" tabindex="-1" { (content) }
                    footer {
                        p {
                            (ask.say("Record", "Archivio")) " "
                            code { (ask.view().record_hash()) } " · "
                            (as_of_words(ask)) " · "
                            (ask.say("no place without its reason", "nessun posto senza il suo perché"))
                        }
                    }
                }
            }
        })
    }
}

/// Says the moment in words.
pub(crate) fn as_of_words(ask: &Ask) -> String {
    let words = |m: &Moment| render::moment(m, ask.lang);
    let mut text = match ask.as_of.played_by {
        Moment::Latest => {
            ask.say("all that the record holds", "tutto ciò che è in archivio").to_owned()
        }
        ref moment => format!("{} {}", ask.say("as of", "al"), words(moment)),
    };
    if ask.as_of.known_by != Moment::Latest {
        text.push_str(&format!(
            ", {} {}",
            ask.say("as known by", "come noto al"),
            words(&ask.as_of.known_by)
        ));
    }
    text
}

/// Tells a person what went wrong.
pub(crate) fn problem(problem: &Problem, lang: Lang) -> Reply {
    let it = lang == Lang::It;
    let title = match (problem.status, it) {
        (404, false) => "Not found",
        (404, true) => "Non trovato",
        (400, false) => "This is not a question",
        (400, true) => "Domanda non valida",
        (401 | 403, false) => "Not allowed",
        (401 | 403, true) => "Non consentito",
        (_, false) => "This did not work",
        (_, true) => "Qualcosa non ha funzionato",
    };
    Reply::html(html! {
        (DOCTYPE)
        html lang=(if it { "it" } else { "en" }) {
            (head(title))
            body {
                header.top { a.mark href="/" { "Girone" } }
                main id="main" {
                    h1 { (title) }
                    p { (problem.detail) }
                    p { a href="/" { (if it { "Tutte le edizioni" } else { "All editions" }) } }
                }
            }
        }
    })
    .status(problem.code())
    .fresh()
}

/// The hidden fields that keep moment and language in a form.
pub(crate) fn keep(ask: &Ask, names: &[&str]) -> Markup {
    html! {
        @for name in names {
            @if let Some(value) = ask.get(name) { input type="hidden" name=(name) value=(value); }
        }
    }
}
