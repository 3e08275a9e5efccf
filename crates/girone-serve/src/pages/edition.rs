//! The editions, and one edition.

use girone::model::{Match, Side};
use girone::rules::edition::CrossRanking;
use girone::rules::knockout::{Occupant, Why};
use girone::rules::{Format, Knockout, Ranked, Tie, TieState};
use girone::{Error, Split, View, result_text};
use maud::{Markup, html};

use super::{Page, as_of_words, keep};
use crate::ask::Ask;
use crate::pages::table::{COLUMNS, Shown, legend, plain, signed};
use crate::reply::Answer;

/// An edition in a list.
pub(crate) struct Line {
    pub id: String,
    pub name: String,
    pub from: Option<jiff::civil::Date>,
    pub to: Option<jiff::civil::Date>,
    pub groups: usize,
    pub played: usize,
    pub matches: usize,
}

/// Lists the editions with tables of which the record holds a match, the latest
/// first; with `all` also the others.
pub(crate) fn lines(ask: &Ask, all: bool) -> Vec<Line> {
    let view = ask.view();
    let filter = ask.get("q").map(girone::model::fold);
    let mut lines: Vec<Line> = Vec::new();
    for edition in view.editions() {
        let name = edition.name.get(ask.lang);
        let words = girone::model::fold(&format!("{} {name}", edition.id));
        if filter.as_ref().is_some_and(|f| !words.contains(f.as_str())) {
            continue;
        }
        let tables = view.tables(&edition.id, Split::All).unwrap_or_default();
        let played: usize = tables.iter().map(|t| t.played).sum();
        if played == 0 && !all {
            continue;
        }
        let (from, to) = edition.span();
        lines.push(Line {
            id: edition.id.clone(),
            name: name.to_owned(),
            from,
            to,
            groups: tables.len(),
            played,
            matches: tables.iter().map(|t| t.total).sum(),
        });
    }
    lines.sort_by(|a, b| b.from.cmp(&a.from).then_with(|| a.id.cmp(&b.id)));
    lines
}

/// The page of all editions.
pub(crate) fn list(ask: &Ask) -> Answer {
    let lines = lines(ask, false);
    let title = ask.say("Editions", "Edizioni").to_owned();
    let page = Page { title, trail: Vec::new(), ask, live: false };
    Ok(page.show(html! {
        h1 { (ask.say("What the table was, and why", "Com'era la classifica, e perché")) }
        p.lead {
            (ask.say(
                "Every table carries its reasons, every certainty its proof, every page its moment.",
                "Ogni classifica porta i suoi motivi, ogni certezza la sua prova, ogni pagina il suo momento.",
            ))
        }
        form.find method="get" action="/" role="search" {
            label for="q" { (ask.say("Find an edition", "Cerca un'edizione")) }
            input type="search" id="q" name="q" value=(ask.get("q").unwrap_or(""));
            (keep(ask, &["at", "known_at", "lang"]))
            button { (ask.say("Find", "Cerca")) }
        }
        @if lines.is_empty() {
            p { (ask.say("No edition of that name has a match in the record.", "Nessuna edizione con questo nome ha partite in archivio.")) }
        } @else {
            div.scroll tabindex="0" role="region" aria-label=(ask.say("Editions", "Edizioni")) {
                table.list {
                    caption.said { (ask.say("Editions at hand", "Edizioni disponibili")) }
                    thead { tr {
                        th scope="col" { (ask.say("Edition", "Edizione")) }
                        th.wide scope="col" { (ask.say("Days", "Giorni")) }
                        th.n scope="col" { (ask.say("Tables", "Classifiche")) }
                        th.n scope="col" { (ask.say("Played", "Giocate")) }
                    } }
                    tbody {
                        @for line in &lines {
                            tr {
                                th scope="row" { a href=(ask.href(&format!("/e/{}", line.id), &[])) { (line.name) } " " code { (line.id) } }
                                td.wide { @if let (Some(from), Some(to)) = (line.from, line.to) { (from) " – " (to) } }
                                td.n { (line.groups) }
                                td.n { (line.played) "/" (line.matches) }
                            }
                        }
                    }
                }
            }
        }
    }))
}

/// The page of one edition: its tables, rankings and ties.
pub(crate) fn page(ask: &Ask) -> Answer {
    let view = ask.view();
    let (edition, _) = view.edition(ask.param("edition"))?;
    let tables = match view.tables(&edition.id, Split::All) {
        Ok(tables) => tables,
        Err(Error::Lacks { .. }) => Vec::new(),
        Err(e) => return Err(e.into()),
    };
    let (standings, all_ties) = view.standings_and_ties(&edition);
    let page = Page {
        title: edition.name.get(ask.lang).to_owned(),
        trail: vec![(ask.say("Editions", "Edizioni").to_owned(), ask.href("/", &[]))],
        ask,
        live: true,
    };
    let played: usize = tables.iter().map(|t| t.played).sum();
    let total: usize = tables.iter().map(|t| t.total).sum();
    Ok(page.show(html! {
        h1 { (edition.name.get(ask.lang)) }
        p.moment {
            (as_of_words(ask)) " · " (played) " " (ask.say("of", "di")) " " (total) " "
            (ask.say("group matches played", "partite dei gironi giocate"))
        }
        (moment_form(ask, &ask.path))
        @for stage in &edition.stages {
            section {
                @if edition.stages.len() > 1 { h2 { (stage.name.get(ask.lang)) } }
                @match &stage.format {
                    Format::Tables(of_stage) => {
                        div.groups {
                            @for answer in tables.iter().filter(|t| t.stage == stage.id) {
                                @let title = group_name(ask, answer);
                                div.group {
                                    h3 { a href=(ask.href(&format!("/e/{}", group_address(answer)), &[])) { (title) } }
                                    (Shown::small(ask, &view, answer).show(&title))
                                }
                            }
                        }
                        (legend(&of_stage.berths, ask.lang))
                        @if !of_stage.rankings.is_empty() {
                            div.groups {
                                @for r in &of_stage.rankings {
                                    @if let Some(ranked) = standings.rankings.get(&r.id) { (ranking(ask, &view, r, ranked)) }
                                }
                            }
                        }
                    }
                    Format::Knockout(knockout) => {
                        @let of_stage: Vec<&Tie> = all_ties.iter().filter(|t| t.stage == stage.id).collect();
                        (ties(ask, &view, knockout, &of_stage))
                    }
                }
            }
        }
        @if !edition.source.is_empty() { p.source { (ask.say("Format", "Formula")) ": " (edition.source) } }
    }))
}

/// Names a group: `Group J`, or its stage where it has no letter.
pub(crate) fn group_name(ask: &Ask, answer: &girone::TableAnswer) -> String {
    if answer.group != answer.stage {
        return format!("{} {}", ask.say("Group", "Gruppo"), answer.group);
    }
    let edition = &answer.edition;
    let stage = edition.stage(&answer.stage).filter(|_| edition.stages.len() > 1);
    stage.map_or(edition.name.get(ask.lang), |s| s.name.get(ask.lang)).to_owned()
}

/// A ranking across groups, best first.
fn ranking(ask: &Ask, view: &View, ranking: &CrossRanking, ranked: &Ranked) -> Markup {
    let name = ranking.name.get(ask.lang);
    let it = usize::from(ask.it());
    html! {
        @if !ranked.candidates.is_empty() {
            div.group {
                h3 { (name) }
                div.scroll tabindex="0" role="region" aria-label=(name) {
                    table.standings.small {
                        caption { (name) }
                        thead { tr {
                            th.place scope="col" { abbr title=(ask.say("Rank", "Posto")) { "#" } }
                            th.team scope="col" { (ask.say("Team", "Squadra")) }
                            @for i in [0, 6, 4, 7] { th scope="col" { abbr title=(COLUMNS[i][it].1) { (COLUMNS[i][it].0) } } }
                        } }
                        tbody {
                            @for row in &ranked.table.rows {
                                @if let Some(c) = ranked.candidates.get(usize::from(row.team)) {
                                    @let t = &row.totals;
                                    tr {
                                        td.place { (row.place) @if row.shared_by > 1 { "=" } }
                                        th.team scope="row" { (view.team_name(c.team, ask.lang)) @if !c.group.is_empty() { " " span.berth { (c.group) } } }
                                        td { (t.played) } td { (signed(t.goal_difference())) } td { (t.goals_for) } td.points { (plain(t.points)) }
                                    }
                                }
                            }
                        }
                    }
                }
                @if !ranked.unfinished.is_empty() { p.hint { (ask.say("Provisional: groups are not finished.", "Provvisoria: i gironi non sono finiti.")) } }
                @for (group, teams) in &ranked.shared {
                    @let names: Vec<&str> = teams.iter().map(|t| view.team_name(*t, ask.lang)).collect();
                    p.hint { (ask.say("Level in group ", "A pari nel gruppo ")) (group) ": " (names.join(", ")) }
                }
            }
        }
    }
}

/// The ties of a knockout, round by round, as far as they are known.
fn ties(ask: &Ask, view: &View, knockout: &Knockout, ties: &[&Tie]) -> Markup {
    let mut rounds: Vec<(&str, Vec<&Tie>)> = Vec::new();
    for tie in ties {
        match rounds.iter_mut().find(|(name, _)| *name == tie.round) {
            Some((_, of_round)) => of_round.push(tie),
            None => rounds.push((&tie.round, vec![tie])),
        }
    }
    let who = |tie: &Tie, side: Side| match &tie.teams[side] {
        Occupant::Known { team, .. } => view.team_name(*team, ask.lang).to_owned(),
        Occupant::Open { why: Why::NotDrawn(_), .. } => {
            ask.say("to be drawn", "da sorteggiare").to_owned()
        }
        Occupant::Open { .. } => {
            let slot = knockout.ties.iter().find(|t| t.id == tie.id);
            slot.map_or_else(|| "?".to_owned(), |t| t.teams[side].to_string())
        }
    };
    html! {
        div.bracket tabindex="0" role="region" aria-label=(ask.say("Ties", "Eliminazione diretta")) {
            @for (name, of_round) in &rounds {
                div.round {
                    h3 { (name) }
                    ul { @for tie in of_round { li { (one_tie(ask, view, tie, &who)) } } }
                }
            }
        }
    }
}

fn one_tie(ask: &Ask, view: &View, tie: &Tie, who: &dyn Fn(&Tie, Side) -> String) -> Markup {
    let through = match tie.state {
        TieState::Decided { winner, .. } => Some(winner),
        _ => None,
    };
    let played: Vec<&Match> =
        tie.matches.iter().filter_map(|id| super::group::find(view, *id)).collect();
    let ended: Vec<&&Match> = played.iter().filter(|m| m.happened.is_some()).collect();
    html! {
        span.tie { (tie.id) }
        // One match says all that there is to say; of two the winner is named.
        @if ended.len() != 1 {
            @for side in Side::BOTH {
                @if side == Side::Away { (ask.say(" v ", " - ")) }
                @if through == Some(side) { b { (who(tie, side)) } span.said { (ask.say(" (goes on)", " (passa)")) } }
                @else { (who(tie, side)) }
            }
        }
        @for m in &ended {
            a href=(ask.href(&format!("/match/{}", m.fixture.key(&view.snapshot().directory)), &[])) { (result_text(view, m, ask.lang)) }
        }
    }
}

/// Returns the shortest address of a group's table.
pub(crate) fn group_address(answer: &girone::TableAnswer) -> String {
    let edition = &answer.edition;
    if edition.group_addresses().contains(&answer.group) {
        format!("{}/{}", edition.id, answer.group)
    } else {
        format!("{}/{}/{}", edition.id, answer.stage, answer.group)
    }
}

/// The form in which a moment is chosen.
pub(crate) fn moment_form(ask: &Ask, action: &str) -> Markup {
    let day = |m: girone::model::Moment| m.date().map_or(String::new(), |d| d.to_string());
    html! {
        details.moment-form open[ask.get("known_at").is_some()] {
            summary { (ask.say("Another moment", "Un altro momento")) }
            form.when method="get" action=(action) {
                label for="at" { (ask.say("As of", "Al")) }
                input type="date" id="at" name="at" value=(day(ask.as_of.played_by));
                label for="known" { (ask.say("as known by", "come noto al")) }
                input type="date" id="known" name="known_at" value=(day(ask.as_of.known_by));
                (keep(ask, &["lang", "split"]))
                button { (ask.say("Show", "Mostra")) }
            }
        }
    }
}
