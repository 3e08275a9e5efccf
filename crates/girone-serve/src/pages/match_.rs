//! One match.

use girone::model::{Match, Side};
use girone::{match_line, result_text, scorers_text, where_and_when};
use maud::html;

use super::{Page, as_of_words};
use crate::ask::Ask;
use crate::reply::{Answer, Problem};

/// Finds the match of a day and two teams.
pub(crate) fn find<'v>(view: &'v girone::View, ask: &Ask) -> Result<&'v Match, Problem> {
    let (day, home, away) = (ask.param("day"), ask.param("home"), ask.param("away"));
    let date: jiff::civil::Date = day.parse().map_err(|_| {
        Problem::usage(format!("`{day}` is not a day; expected one such as `2025-09-07`"))
    })?;
    let directory = &view.snapshot().directory;
    let team = |key: &str| match directory.team_by_key(key) {
        Some(team) => Ok(team),
        None => view.team(key),
    };
    let (home_id, away_id) = (team(home)?, team(away)?);
    let same = |m: &&Match| {
        m.fixture.when.date == date
            && m.fixture.side_of(home_id).is_some()
            && m.fixture.side_of(away_id).is_some()
            && home_id != away_id
    };
    view.snapshot().matches.iter().find(same).ok_or_else(|| {
        Problem::not_found(format!(
            "the record holds no match between `{home}` and `{away}` on {date}"
        ))
    })
}

/// The page of a match.
pub(crate) fn page(ask: &Ask) -> Answer {
    let view = ask.view();
    let m = find(&view, ask)?;
    let directory = &view.snapshot().directory;
    let title = result_text(&view, m, ask.lang);
    let names = m.fixture.teams.map(|t| view.team_name(t, ask.lang));
    let edition = view.editions().find(|e| e.claims(&m.fixture)).cloned();
    let mut trail = vec![(ask.say("Editions", "Edizioni").to_owned(), ask.href("/", &[]))];
    if let Some(e) = &edition {
        trail.push((e.name.get(ask.lang).to_owned(), ask.href(&format!("/e/{}", e.id), &[])));
    }
    let page = Page { title: title.clone(), trail, ask, live: true };
    Ok(page.show(html! {
        p.kicker { (m.fixture.competition) @if let Some(g) = &m.fixture.group { " · " (ask.say("Group", "Gruppo")) " " (g) } }
        h1 { (title) }
        p.moment { (where_and_when(m, ask.lang)) " · " (as_of_words(ask)) }
        @match &m.happened {
            None => p { (ask.say("Not played yet, or its result was not known at this moment.", "Non ancora giocata, o di risultato non noto a questo momento.")) },
            Some(happened) => {
                dl.sides {
                    @for side in Side::BOTH {
                        @let text = scorers_text(&view, happened, side, ask.lang);
                        dt { a href=(ask.href(&format!("/team/{}", directory.team(m.fixture.teams[side]).key), &[])) { (names[side]) } }
                        dd { @if text.is_empty() { "–" } @else { (text) } }
                    }
                }
                @if happened.provisional { p { strong { (ask.say("Provisional: not confirmed yet.", "Provvisorio: non ancora confermato.")) } } }
            }
        }
        section {
            h2 { (ask.say("To quote", "Da citare")) }
            p.quote { (match_line(&view, m, ask.lang)) }
            p.source { (ask.say("Key of the match in the record", "Chiave della partita in archivio")) ": " code { (m.fixture.key(directory)) } }
        }
        (told(ask, &view, m))
    }))
}

/// What the ledger holds about a match, oldest first.
fn told(ask: &Ask, view: &girone::View, m: &Match) -> maud::Markup {
    let entries = view.desk().ledger().entries_about(m.fixture.id);
    html! {
        @if !entries.is_empty() {
            section {
                h2 { (ask.say("What the ledger holds", "Che cosa dice il registro")) }
                (super::log::table(ask, view, &entries))
            }
        }
    }
}
