//! One group: table, reasons, what is decided, matches, places over time.

use girone::model::{Match, MatchId, Moment};
use girone::{Round, Split, TableAnswer, View, match_line};
use maud::{DOCTYPE, Markup, html};

use super::edition::{group_address, group_name, moment_form};
use super::table::Shown;
use super::{Page, as_of_words, keep, matrix, positions};
use crate::ask::{Ask, escape};
use crate::reply::{Answer, Problem, Reply};

/// Reads which matches count.
pub(crate) fn split(ask: &Ask) -> Result<Split, Problem> {
    let Some(text) = ask.get("split") else { return Ok(Split::All) };
    let last = text.strip_prefix("last-").and_then(|n| n.parse::<u8>().ok()).filter(|n| *n > 0);
    match (text, last) {
        ("all", _) => Ok(Split::All),
        ("home", _) => Ok(Split::Home),
        ("away", _) => Ok(Split::Away),
        (_, Some(n)) => Ok(Split::Last(n)),
        _ => Err(Problem::usage(format!(
            "split: `{text}` is not known; expected `all`, `home`, `away` or `last-5`"
        ))),
    }
}

/// Computes the one table that an address names.
pub(crate) fn one(view: &View, address: &str, split: Split) -> Result<TableAnswer, Problem> {
    let (edition, rest) = view.edition(address)?;
    let (stage, group) = view.find(&edition, rest)?;
    let whole = format!("{}/{}", edition.id, stage.id);
    let tables = view.tables(&whole, split)?;
    tables
        .into_iter()
        .find(|t| t.stage == stage.id && t.group == group)
        .ok_or_else(|| Problem::not_found(format!("`{address}` names no table")))
}

/// The page of a group.
pub(crate) fn page(ask: &Ask) -> Answer {
    let (address, _) = ask.address();
    let view = ask.view();
    let answer = one(&view, &address, split(ask)?)?;
    let address = group_address(&answer);
    let path = format!("/e/{address}");
    let kept_split = ask.get("split").unwrap_or("");
    let rounds = answer.rounds(&view);
    // The slider gives the number of a round; the address that stays is its day.
    if let Some(number) = ask.get("round") {
        let round = number.parse::<usize>().ok().and_then(|n| rounds.get(n.checked_sub(1)?));
        let at = round.map(|r| r.to.to_string()).ok_or_else(|| {
            Problem::usage(format!("round: `{number}` is none of the {} rounds", rounds.len()))
        })?;
        return Ok(Reply::see_other(&ask.href(&path, &[("at", &at), ("split", kept_split)])));
    }
    let limits = ask.app.limits();
    let brief = view.brief(&address, ask.lang, girone::Length::Normal, &limits)?;
    let open = !answer.sheet.sheet.is_finished() && answer.played > 0;
    let outlook = if open { answer.outlook(&limits) } else { Vec::new() };
    let shown =
        Shown { ask, view: &view, answer: &answer, outlook: &outlook, small: false, before: &[] };
    let title = answer.title(ask.lang);
    let edition = &answer.edition;
    let page = Page {
        title: title.clone(),
        trail: vec![
            (ask.say("Editions", "Edizioni").to_owned(), ask.href("/", &[])),
            (edition.name.get(ask.lang).to_owned(), ask.href(&format!("/e/{}", edition.id), &[])),
        ],
        ask,
        live: true,
    };
    let places = if answer.split == Split::All {
        positions::section(ask, &view, &answer)?
    } else {
        html! {}
    };
    Ok(page.show(html! {
        h1 { (group_name(ask, &answer)) }
        p.moment {
            (as_of_words(ask)) " · "
            (answer.played) " " (ask.say("of", "di")) " " (answer.total) " " (ask.say("played", "giocate"))
            @if answer.played > 0 {
                " · "
                @if answer.is_provisional(&view) { strong { (ask.say("live: not all results are confirmed", "in corso: non tutti i risultati sono confermati")) } }
                @else { (ask.say("confirmed", "confermata")) }
            }
        }
        (groups(ask, &answer))
        (slider(ask, &path, &rounds))
        nav.tabs aria-label=(ask.say("Which matches count", "Quali partite contano")) {
            @for (value, name) in [
                ("", ask.say("All", "Tutte")),
                ("home", ask.say("Home", "In casa")),
                ("away", ask.say("Away", "Fuori")),
                ("last-5", ask.say("Last five", "Ultime cinque")),
            ] {
                a href=(ask.href(&path, &[("split", value)])) aria-current=[(kept_split == value).then_some("page")] { (name) }
            }
            a.act href=(ask.href(&format!("/what-if/{address}"), &[])) { (ask.say("What if?", "E se?")) }
            a.act href=(ask.href(&format!("/brief/{address}"), &[])) { "Briefing" }
            @if open { a.act href=(ask.href(&format!("/chances/{address}"), &[])) { (ask.say("Chances", "Probabilità")) } }
        }
        div.columns {
            div {
                (shown.show(&title))
                ul.notes {
                    @for note in shown.notes() { li { (note) } }
                }
                @if answer.split == Split::All && answer.played > 0 {
                    details {
                        summary { (ask.say("Every place explained", "Ogni posizione spiegata")) }
                        ol { @for i in 1..answer.table.rows.len() { li { (shown.why(i)) } } }
                        @if !answer.regulation.source.is_empty() {
                            p.source { (ask.say("Source", "Fonte")) ": " (answer.regulation.source) }
                        }
                    }
                }
                @if answer.split == Split::All { (matrix::show(ask, &view, &answer)) (places) }
            }
            aside aria-label=(ask.say("In sentences", "In frasi")) {
                @for section in brief.sections.iter().filter(|s| !beside_the_table(s.topic)) {
                    h2 { (section.heading) }
                    ul.sentences { @for s in &section.sentences { li { (s.text) } } }
                }
            }
        }
        section {
            h2 { (ask.say("All matches", "Tutte le partite")) }
            (matches(ask, &view, &answer))
        }
        (take_away(ask, &address))
    }))
}

/// Whether a section of the briefing repeats what the table beside it shows.
fn beside_the_table(topic: girone::Topic) -> bool {
    topic == girone::Topic::Standings
}

/// The groups of the same stage.
fn groups(ask: &Ask, answer: &TableAnswer) -> Markup {
    let Some(tables) = answer.tables().filter(|t| t.groups.len() > 1) else { return html! {} };
    let address = |group: &String| {
        let other = TableAnswer { group: group.clone(), ..answer.clone() };
        ask.href(&format!("/e/{}", group_address(&other)), &[])
    };
    html! {
        nav.letters aria-label=(ask.say("Groups", "Gironi")) {
            @for group in tables.groups.keys() {
                a href=(address(group)) aria-current=[(*group == answer.group).then_some("page")] {
                    span.said { (ask.say("Group ", "Gruppo ")) } (group)
                }
            }
        }
    }
}

/// The time slider: a range for those with a pointer, links for everybody.
fn slider(ask: &Ask, path: &str, rounds: &[Round]) -> Markup {
    let now = ask.as_of.played_by.date();
    let at = now.map_or(rounds.len(), |d| rounds.iter().filter(|r| r.to <= d).count());
    let split = ask.get("split").unwrap_or("");
    let day = |n: usize| n.checked_sub(1).and_then(|i| rounds.get(i)).map(|r| r.to.to_string());
    let link = |n: usize| day(n).map(|d| ask.href(path, &[("at", &d), ("split", split)]));
    let name = |i: usize, r: &Round| match &r.label {
        Some(label) => label.strip_prefix("Matchday ").unwrap_or(label).to_owned(),
        None => (i + 1).to_string(),
    };
    html! {
        div.time {
            @if rounds.len() > 1 {
                form.slider method="get" action=(path) {
                    label for="round" { (ask.say("Round", "Giornata")) }
                    @if let Some(before) = link(at.saturating_sub(1)) {
                        a.step href=(before) rel="prev" { span aria-hidden="true" { "‹" } span.said { (ask.say("Earlier round", "Giornata precedente")) } }
                    }
                    input type="range" id="round" name="round" min="1" max=(rounds.len()) value=(at.max(1))
                        aria-valuetext=(day(at.max(1)).unwrap_or_default()) data-follow="true";
                    @if let Some(after) = link(at + 1) {
                        a.step href=(after) rel="next" { span aria-hidden="true" { "›" } span.said { (ask.say("Later round", "Giornata successiva")) } }
                    }
                    (keep(ask, &["known_at", "lang", "split"]))
                    button { (ask.say("Show", "Mostra")) }
                }
                ol.rounds aria-label=(ask.say("Rounds", "Giornate")) {
                    @for (i, r) in rounds.iter().enumerate() {
                        li {
                            a href=(link(i + 1).unwrap_or_default()) title=(girone::render::day(r.to, ask.lang))
                                aria-current=[(i + 1 == at && now.is_some()).then_some("true")] { (name(i, r)) }
                        }
                    }
                    li {
                        a href=(ask.href(path, &[("at", ""), ("split", split)])) aria-current=[now.is_none().then_some("true")] {
                            (ask.say("latest", "ultima"))
                        }
                    }
                }
            }
            (moment_form(ask, path))
        }
    }
}

/// Finds a match of the record.
pub(crate) fn find(view: &View, id: MatchId) -> Option<&Match> {
    let matches = &view.snapshot().matches;
    let at = matches.get(id.0 as usize).filter(|m| m.fixture.id == id);
    at.or_else(|| matches.iter().find(|m| m.fixture.id == id))
}

/// The matches that remain, and those played, the last first.
fn matches(ask: &Ask, view: &View, answer: &TableAnswer) -> Markup {
    let results = answer.sheet.sheet.results.iter().filter_map(|l| l.match_id);
    let mut played: Vec<&Match> = results.filter_map(|id| find(view, id)).collect();
    played.sort_by_key(|m| std::cmp::Reverse(m.fixture.when));
    let remaining = answer.sheet.remaining.iter().flatten();
    let mut left: Vec<&Match> = remaining.filter_map(|id| find(view, *id)).collect();
    left.sort_by_key(|m| m.fixture.when);
    html! {
        @if !left.is_empty() {
            details open {
                summary { (ask.say("To be played", "Da giocare")) " (" (answer.sheet.remaining.len()) ")" }
                (list(ask, view, &left))
            }
        }
        @if !played.is_empty() {
            details { summary { (ask.say("Played", "Giocate")) " (" (played.len()) ")" } (list(ask, view, &played)) }
        }
    }
}

/// Matches, one line each.
pub(crate) fn list(ask: &Ask, view: &View, matches: &[&Match]) -> Markup {
    let key = |m: &Match| m.fixture.key(&view.snapshot().directory);
    html! {
        ul.matches {
            @for m in matches {
                li {
                    time datetime=(m.fixture.when.date) { (m.fixture.when.date) }
                    " " a href=(ask.href(&format!("/match/{}", key(m)), &[])) { (match_line(view, m, ask.lang)) }
                }
            }
        }
    }
}

/// What can be taken elsewhere: formats, card, code to embed.
fn take_away(ask: &Ask, address: &str) -> Markup {
    let parts: Vec<String> = address.split('/').map(escape).collect();
    let address = parts.join("/");
    let embed = ask.href(&format!("/embed/{address}"), &[]);
    html! {
        section.take {
            h2 { (ask.say("Take it with you", "Da portare via")) }
            p {
                @for (extension, name) in [("json", "JSON"), ("csv", "CSV"), ("md", "Markdown"), ("html", "HTML"), ("wiki", "Wikitext"), ("txt", ask.say("Text", "Testo"))] {
                    a href=(ask.href(&format!("/api/v1/table/{address}.{extension}"), &[])) { (name) } " · "
                }
                a href=(ask.href(&format!("/card/{address}.svg"), &[])) { (ask.say("Card (SVG)", "Scheda (SVG)")) }
            }
            label for="embed" { (ask.say("Code to embed this table", "Codice per incorporare la classifica")) }
            input.code id="embed" type="text" readonly
                value={ "<iframe src=\"" (embed) "\" width=\"100%\" height=\"360\" title=\"Girone\"></iframe>" };
            @if ask.as_of.played_by == Moment::Latest {
                p.hint { (ask.say(
                    "Without a moment it always shows the latest table; choose a round to pin it.",
                    "Senza un momento mostra sempre l'ultima classifica; scegli una giornata per fissarla.",
                )) }
            }
        }
    }
}

/// A table alone, to stand in another page.
pub(crate) fn embed(ask: &Ask) -> Answer {
    let (address, _) = ask.address();
    let view = ask.view();
    let answer = one(&view, &address, split(ask)?)?;
    let title = answer.title(ask.lang);
    let own = ask.href(&format!("/e/{}", group_address(&answer)), &[]);
    let shown =
        Shown { ask, view: &view, answer: &answer, outlook: &[], small: false, before: &[] };
    Ok(Reply::html(html! {
        (DOCTYPE)
        html lang=(ask.say("en", "it")) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { (title) }
                link rel="stylesheet" href="/assets/girone.css";
            }
            body.embed {
                main {
                    h1.said { (title) }
                    (shown.show(&title))
                    p.source { (as_of_words(ask)) " · " a href=(own) target="_blank" rel="noopener" { "Girone" } }
                }
            }
        }
    }))
}
