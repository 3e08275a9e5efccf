//! Teams and coaches, with the scope of every figure said.

use girone::model::Match;
use girone::record::{Ground, Scope, Stakes, Tally};
use girone::{Error, View, reign_text, scope_name, scope_text};
use maud::{Markup, html};

use super::group::{find, list};
use super::table::signed;
use super::{Page, as_of_words, keep};
use crate::ask::Ask;
use crate::reply::{Answer, Problem};

/// Reads a scope from the query.
pub(crate) fn scope(ask: &Ask, view: &View) -> Result<Scope, Problem> {
    let day = |name: &str| {
        ask.get(name)
            .map(|text| {
                text.parse::<jiff::civil::Date>().map_err(|_| {
                    Problem::usage(format!("{name}: `{text}` is not a day such as `2025-09-07`"))
                })
            })
            .transpose()
    };
    let unknown = |name: &str, text: &str, expected: &str| {
        Err(Problem::usage(format!("{name}: `{text}` is not known; expected {expected}")))
    };
    Ok(Scope {
        stakes: match ask.get("stakes") {
            None | Some("all") => Stakes::All,
            Some("competitive") => Stakes::Competitive,
            Some("friendlies") => Stakes::Friendlies,
            Some(text) => return unknown("stakes", text, "`all`, `competitive` or `friendlies`"),
        },
        ground: match ask.get("ground") {
            None | Some("anywhere") => Ground::Anywhere,
            Some("home") => Ground::Home,
            Some("away") => Ground::Away,
            Some("neutral") => Ground::Neutral,
            Some(text) => {
                return unknown("ground", text, "`anywhere`, `home`, `away` or `neutral`");
            }
        },
        since: day("since")?,
        until: day("until")?,
        against: ask.get("against").map(|name| view.team(name)).transpose()?,
    })
}

/// Finds a team by its id or any of its names.
pub(crate) fn team_of(view: &View, name: &str) -> Result<girone::model::TeamId, Error> {
    match view.snapshot().directory.team_by_key(name) {
        Some(team) => Ok(team),
        None => view.team(name),
    }
}

/// The page of a team.
pub(crate) fn team(ask: &Ask) -> Answer {
    let view = ask.view();
    let team = team_of(&view, ask.param("team"))?;
    let scope = scope(ask, &view)?;
    let answer = view.team_tally(team, &scope, ask.get("edition"))?;
    let name = view.team_name(team, ask.lang).to_owned();
    let path = format!("/team/{}", view.snapshot().directory.team(team).key);
    let page = Page {
        title: name.clone(),
        trail: vec![(ask.say("Editions", "Edizioni").to_owned(), ask.href("/", &[]))],
        ask,
        live: true,
    };
    let mut last: Vec<&Match> =
        answer.tally.matches.iter().filter_map(|id| find(&view, *id)).collect();
    last.reverse();
    let total = last.len();
    last.truncate(30);
    let pick = |name: &'static str, label: &str, values: [(&'static str, &'static str); 3]| {
        html! {
            label for=(name) { (label) }
            select id=(name) name=(name) {
                @for (value, text) in values {
                    option value=(value) selected[ask.get(name).unwrap_or("") == value] { (text) }
                }
            }
        }
    };
    let reigns = girone::record::reigns(view.snapshot(), None, Some(team));
    Ok(page.show(html! {
        h1 { (name) }
        p.moment { (scope_text(&view, &answer, ask.lang)) " · " (as_of_words(ask)) }
        form.when method="get" action=(path) {
            (pick("stakes", ask.say("Matches", "Partite"), [("", ask.say("all", "tutte")), ("competitive", ask.say("competitive", "ufficiali")), ("friendlies", ask.say("friendlies", "amichevoli"))]))
            (pick("ground", ask.say("Ground", "Campo"), [("", ask.say("anywhere", "ovunque")), ("home", ask.say("home", "casa")), ("away", ask.say("away", "trasferta"))]))
            label for="since" { (ask.say("Since", "Dal")) }
            input type="date" id="since" name="since" value=(scope.since.map_or(String::new(), |d| d.to_string()));
            (keep(ask, &["at", "known_at", "lang", "edition"]))
            button { (ask.say("Count", "Conta")) }
        }
        (tallies(ask, ask.say("Record in this scope", "Bilancio in questo ambito"), &[(scope_text(&view, &answer, ask.lang), &answer.tally)]))
        p.notes {
            @match answer.complete_since {
                Some(day) => { (ask.say("The record is complete from ", "L'archivio è completo dal ")) (girone::render::day(day, ask.lang)) "." }
                None => { (ask.say("The record does not vouch for all matches.", "L'archivio non garantisce tutte le partite.")) }
            }
        }
        @if !reigns.is_empty() {
            section {
                h2 { (ask.say("Coaches", "Allenatori")) }
                ul.matches {
                    @for reign in &reigns {
                        @let person = view.snapshot().directory.person(reign.person);
                        li { a href=(ask.href(&format!("/coach/{}", person.key), &[])) { (person.name) } ": " (reign_text(reign, ask.lang)) }
                    }
                }
            }
        }
        section {
            h2 { (ask.say("Matches counted, the last first", "Partite contate, dall'ultima")) }
            @if total > last.len() { p.hint { (ask.say("The last", "Le ultime")) " " (last.len()) " " (ask.say("of", "di")) " " (total) } }
            (list(ask, &view, &last))
        }
    }))
}

/// Tallies, one row for each scope.
fn tallies(ask: &Ask, caption: &str, rows: &[(String, &Tally)]) -> Markup {
    let it = usize::from(ask.it());
    let columns: Vec<(&str, &str)> = super::table::COLUMNS[..7].iter().map(|c| c[it]).collect();
    html! {
        div.scroll tabindex="0" role="region" aria-label=(caption) {
            table.standings {
                caption { (caption) }
                thead { tr {
                    th.team scope="col" { (ask.say("Scope", "Ambito")) }
                    @for (short, long) in &columns { th scope="col" { abbr title=(long) { (short) } } }
                } }
                tbody {
                    @for (name, t) in rows {
                        tr {
                            th.team scope="row" { (name) }
                            td { (t.played()) } td { (t.won) } td { (t.drawn) } td { (t.lost) }
                            td { (t.goals_for) } td { (t.goals_against) }
                            td { (signed(i32::try_from(i64::from(t.goals_for) - i64::from(t.goals_against)).unwrap_or(0))) }
                        }
                    }
                }
            }
        }
    }
}

/// The page of a coach.
pub(crate) fn coach(ask: &Ask) -> Answer {
    let view = ask.view();
    let answers = view.coach(ask.param("coach"), ask.get("team"))?;
    let name = answers.first().map_or(String::new(), |a| {
        view.snapshot().directory.person(a.reign.person).name.to_string()
    });
    let page = Page {
        title: name.clone(),
        trail: vec![(ask.say("Editions", "Edizioni").to_owned(), ask.href("/", &[]))],
        ask,
        live: true,
    };
    Ok(page.show(html! {
        h1 { (name) }
        p.moment { (as_of_words(ask)) }
        @for answer in &answers {
            @let team = view.snapshot().directory.team(answer.reign.team);
            @let rows: Vec<(String, &Tally)> = answer.grid.iter().map(|l| (scope_name(&view, l, ask.lang), &l.tally)).collect();
            section {
                h2 { a href=(ask.href(&format!("/team/{}", team.key), &[])) { (team.name.get(ask.lang)) } }
                p { (reign_text(&answer.reign, ask.lang)) }
                (tallies(ask, team.name.get(ask.lang), &rows))
                p.notes {
                    @if answer.complete { (ask.say("The record holds every match of this time.", "L'archivio contiene tutte le partite di questo periodo.")) }
                    @else { (ask.say("The record does not vouch for every match of this time.", "L'archivio non garantisce tutte le partite di questo periodo.")) }
                }
                @for source in answer.reign.tenures.iter().filter_map(|t| t.source.as_deref()) {
                    p.source { (ask.say("Source", "Fonte")) ": " (source) }
                }
            }
        }
    }))
}
