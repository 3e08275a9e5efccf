//! What if: scores of the remaining matches, and the table they would give.

use girone::model::BySide;
use girone::{NeedsAnswer, TableAnswer, View, What, Wish};
use maud::{Markup, html};

use super::edition::{group_address, group_name};
use super::group::{find, one};
use super::table::Shown;
use super::{Page, as_of_words, keep};
use crate::ask::Ask;
use crate::reply::{Answer, Problem};

/// The name of a remaining match in a form: ids of the teams, and which of their
/// meetings in this order it is.
fn field(view: &View, answer: &TableAnswer, game: usize) -> String {
    let fixture = answer.sheet.sheet.remaining[game];
    let before = answer.sheet.sheet.remaining[..game].iter().filter(|f| **f == fixture).count();
    let key = |t| &view.snapshot().directory.team(answer.team(t)).key;
    let again = if before == 0 { String::new() } else { format!("~{}", before + 1) };
    format!("{}~{}{again}", key(fixture.home), key(fixture.away))
}

/// Reads the scores entered: `h.TEAM~TEAM=2&a.TEAM~TEAM=1`, or as a permalink
/// writes them, `s=TEAM~TEAM:2-1`.
pub(crate) fn scores(ask: &Ask, view: &View, answer: &TableAnswer) -> Result<Vec<Wish>, Problem> {
    let goals = |name: &str, text: &str| {
        text.trim().parse::<u8>().ok().filter(|n| *n <= 99).ok_or_else(|| {
            Problem::usage(format!("{name}: `{text}` is not a number of goals from 0 to 99"))
        })
    };
    let mut wishes = Vec::new();
    for game in 0..answer.sheet.sheet.remaining.len() {
        let name = field(view, answer, game);
        let own = ask.query.iter().rev().find_map(|(n, v)| {
            let (of, score) = v.split_once(':')?;
            (n == "s" && of == name).then_some(score)
        });
        let pair = match own {
            Some(score) => score.split_once('-').map(|(h, a)| (h.to_owned(), a.to_owned())),
            None => match (ask.get(&format!("h.{name}")), ask.get(&format!("a.{name}"))) {
                (Some(h), Some(a)) => Some((h.to_owned(), a.to_owned())),
                _ => continue,
            },
        };
        let (home, away) = pair.ok_or_else(|| {
            Problem::usage(format!("s: `{name}` needs a score such as `2-1` after the colon"))
        })?;
        let score = BySide::new(goals(&name, &home)?, goals(&name, &away)?);
        wishes.push(Wish { game, what: What::Score(score) });
    }
    Ok(wishes)
}

/// The page of suppositions.
pub(crate) fn page(ask: &Ask) -> Answer {
    let (address, _) = ask.address();
    let view = ask.view();
    let answer = one(&view, &address, girone::Split::All)?;
    let address = group_address(&answer);
    let path = format!("/what-if/{address}");
    let wishes = scores(ask, &view, &answer)?;
    let name = |t| view.team_name(answer.team(t), girone::model::Lang::En);
    let suppose = wishes.iter().filter_map(|w| match w.what {
        What::Score(s) => {
            let f = answer.sheet.sheet.remaining[w.game];
            Some(format!("{} {}-{} {}", name(f.home), s.home, s.away, name(f.away)))
        }
        What::Margin(..) => None,
    });
    // One answer for table, verdicts and chances, so that they cannot disagree.
    let likely = super::chances::supposed(ask, &view, &address, suppose.collect())?;
    let needs = likely
        .needs
        .first()
        .ok_or_else(|| Problem::not_found(format!("`{address}` names no table")))?;
    let (supposed, outlook) = (&needs.table, &needs.outlook);
    let mut before = vec![0u8; answer.sheet.sheet.teams.len()];
    for row in &answer.table.rows {
        before[usize::from(row.team)] = row.place;
    }
    let edition = &answer.edition;
    let title = format!("{} · {}", ask.say("What if", "E se"), answer.title(ask.lang));
    let permalink: Vec<String> = wishes
        .iter()
        .filter_map(|w| match w.what {
            What::Score(s) => {
                Some(format!("{}:{}-{}", field(&view, &answer, w.game), s.home, s.away))
            }
            What::Margin(..) => None,
        })
        .collect();
    let links: Vec<(&str, &str)> = permalink.iter().map(|s| ("s", s.as_str())).collect();
    let page = Page {
        title: title.clone(),
        trail: vec![
            (ask.say("Editions", "Edizioni").to_owned(), ask.href("/", &[])),
            (edition.name.get(ask.lang).to_owned(), ask.href(&format!("/e/{}", edition.id), &[])),
            (group_name(ask, &answer), ask.href(&format!("/e/{address}"), &[])),
        ],
        ask,
        live: false,
    };
    let shown =
        Shown { ask, view: &view, answer: supposed, outlook, small: false, before: &before };
    let scores: Vec<Option<BySide<u8>>> = (0..answer.sheet.sheet.remaining.len())
        .map(|game| {
            wishes.iter().find(|w| w.game == game).and_then(|w| match w.what {
                What::Score(s) => Some(s),
                What::Margin(..) => None,
            })
        })
        .collect();
    Ok(page.show(html! {
        h1 { (ask.say("What if?", "E se?")) }
        p.moment { (answer.title(ask.lang)) " · " (as_of_words(ask)) }
        @if answer.sheet.sheet.is_finished() {
            p { (ask.say(
                "Nothing remains to be played at this moment; choose an earlier one.",
                "A questo momento non resta nulla da giocare; scegline uno precedente.",
            )) }
            (super::edition::moment_form(ask, &path))
        } @else {
            div.columns.even {
                form.suppose method="get" action=(path) id="suppose"
                    hx-get=(path) hx-trigger="input delay:250ms, submit" hx-target="#outcome" hx-select="#outcome" hx-swap="outerHTML" hx-replace-url="true" {
                    h2 { (ask.say("Scores to come", "I risultati a venire")) }
                    (keep(ask, &["at", "known_at", "lang"]))
                    (fields(ask, &view, &answer, &scores))
                    p {
                        button { (ask.say("Show the table", "Mostra la classifica")) }
                        " " a href=(ask.href(&path, &[])) { (ask.say("Clear", "Cancella")) }
                    }
                }
                div #outcome aria-live="polite" {
                    h2 { (ask.say("The table they would give", "La classifica che ne verrebbe")) }
                    (shown.show(&title))
                    ul.notes {
                        @for note in shown.notes() { li { (note) } }
                    }
                    (verdicts(ask, &view, needs))
                    h3 { (ask.say("What would be likely", "Che cosa sarebbe probabile")) }
                    (super::chances::now(ask, &view, &likely))
                    p.source { (girone::render::basis_text(&likely, ask.lang)) }
                    @if !links.is_empty() {
                        p { a href=(ask.href(&path, &links)) { (ask.say("Link to this supposition", "Link a questa ipotesi")) } }
                    }
                }
            }
        }
    }))
}

fn fields(ask: &Ask, view: &View, answer: &TableAnswer, scores: &[Option<BySide<u8>>]) -> Markup {
    let mut order: Vec<usize> = (0..scores.len()).collect();
    let day = |game: usize| {
        answer.sheet.remaining[game].and_then(|id| find(view, id)).map(|m| m.fixture.when.date)
    };
    order.sort_by_key(|g| (day(*g).is_none(), day(*g)));
    html! {
        ul.scores {
            @for game in order {
                @let fixture = answer.sheet.sheet.remaining[game];
                @let name = field(view, answer, game);
                @let home = view.team_name(answer.team(fixture.home), ask.lang);
                @let away = view.team_name(answer.team(fixture.away), ask.lang);
                @let score = scores[game];
                li {
                    fieldset {
                        legend {
                            @if let Some(d) = day(game) { time datetime=(d) { (girone::render::day_short(d, ask.lang)) } " " }
                            (home) (ask.say(" v ", "-")) (away)
                        }
                        label for={ "h." (name) } { (home) }
                        input type="number" min="0" max="99" inputmode="numeric" autocomplete="off" id={ "h." (name) } name={ "h." (name) } value=(score.map_or(String::new(), |s| s.home.to_string()));
                        label for={ "a." (name) } { (away) }
                        input type="number" min="0" max="99" inputmode="numeric" autocomplete="off" id={ "a." (name) } name={ "a." (name) } value=(score.map_or(String::new(), |s| s.away.to_string()));
                    }
                }
            }
        }
    }
}

/// What would be certain of each berth.
fn verdicts(ask: &Ask, view: &View, needs: &NeedsAnswer) -> Markup {
    use girone::scenarios::Verdict;
    let answer = &needs.table;
    let berths = answer.tables().map_or(&[][..], |t| t.berths.as_slice());
    let of = |berth, wanted: Verdict| -> Vec<&str> {
        answer
            .table
            .rows
            .iter()
            .filter(|r| needs.verdict(r.team, berth) == wanted)
            .map(|r| view.team_name(answer.team(r.team), ask.lang))
            .collect()
    };
    html! {
        @if !berths.is_empty() {
            h3 { (ask.say("What would be certain", "Che cosa sarebbe certo")) }
            dl.verdicts {
                @for berth in berths {
                    dt { (berth.name.get(ask.lang)) }
                    @for (verdict, word) in [
                        (Verdict::Through, ask.say("certain", "certo")),
                        (Verdict::Open, ask.say("open", "aperto")),
                        (Verdict::Out, ask.say("no longer possible", "non più possibile")),
                        (Verdict::Undecided, ask.say("not decided in the time given", "non deciso nel tempo dato")),
                    ] {
                        @let teams = of(berth, verdict);
                        @if !teams.is_empty() { dd { b { (word) } ": " (teams.join(", ")) } }
                    }
                }
            }
        }
    }
}
