//! A table as a page shows it: reasons between the rows, marks for berths.

use girone::model::{Lang, TeamIx};
use girone::rules::Separation;
use girone::rules::edition::Berth;
use girone::scenarios::TeamOutlook;
use girone::{Letter, Split, TableAnswer, View, places_text};
use maud::{Markup, html};

use crate::ask::Ask;

/// The abbreviations of the columns and what they stand for, in both languages.
pub(crate) const COLUMNS: [[(&str, &str); 2]; 8] = [
    [("P", "Played"), ("G", "Giocate")],
    [("W", "Won"), ("V", "Vinte")],
    [("D", "Drawn"), ("N", "Pareggiate")],
    [("L", "Lost"), ("P", "Perse")],
    [("GF", "Goals for"), ("GF", "Gol fatti")],
    [("GA", "Goals against"), ("GS", "Gol subiti")],
    [("GD", "Goal difference"), ("DR", "Differenza reti")],
    [("Pts", "Points"), ("Pt", "Punti")],
];

/// Writes a number with a true minus sign.
pub(crate) fn plain(n: i32) -> String {
    if n < 0 { format!("−{}", -n) } else { n.to_string() }
}

/// Writes a difference with its sign.
pub(crate) fn signed(n: i32) -> String {
    if n > 0 { format!("+{n}") } else { plain(n) }
}

/// What a table is shown with.
pub(crate) struct Shown<'a> {
    pub ask: &'a Ask,
    pub view: &'a View,
    pub answer: &'a TableAnswer,
    /// What each team can still become, by position in the sheet; empty if not told.
    pub outlook: &'a [TeamOutlook],
    /// Whether form, reasons and reachable places are left out.
    pub small: bool,
    /// The places before what is supposed, by position in the sheet.
    pub before: &'a [u8],
}

/// A letter and a class that mark a berth in the table: never colour alone.
pub(crate) fn mark(index: usize, berth: &Berth) -> (char, &'static str) {
    let class = match (berth.exit, index) {
        (true, _) => "exit",
        (_, 0) => "b0",
        (_, 1) => "b1",
        _ => "b2",
    };
    (char::from(b'a' + u8::try_from(index.min(25)).unwrap_or(25)), class)
}

/// What the marks of the berths mean.
pub(crate) fn legend(berths: &[Berth], lang: Lang) -> Markup {
    html! {
        @if !berths.is_empty() {
            ul.legend {
                @for (i, b) in berths.iter().enumerate() {
                    @let (letter, class) = mark(i, b);
                    li { span.swatch.(class) aria-hidden="true" {} span.berth { (letter) } " " (b.name.get(lang)) }
                }
            }
        }
    }
}

impl<'a> Shown<'a> {
    /// Makes a small table: no form, no reasons.
    pub(crate) fn small(ask: &'a Ask, view: &'a View, answer: &'a TableAnswer) -> Shown<'a> {
        Shown { ask, view, answer, outlook: &[], small: true, before: &[] }
    }

    fn berths(&self) -> &'a [Berth] {
        self.answer.tables().map_or(&[], |t| t.berths.as_slice())
    }

    /// The berth that a place gives, and whether it does so by itself or only
    /// through a ranking across groups.
    fn berth_of(&self, place: u8) -> Option<(usize, &'a Berth, bool)> {
        let berths = self.berths();
        let sure = berths.iter().enumerate().find(|(_, b)| b.places.contains(&place));
        if let Some((i, b)) = sure {
            return Some((i, b, true));
        }
        let rankings = self.answer.tables().map_or(&[][..], |t| &t.rankings);
        let through = |b: &Berth| {
            rankings.iter().any(|r| b.ranks.contains_key(&r.id) && r.places().contains(&place))
        };
        berths.iter().enumerate().find(|(_, b)| through(b)).map(|(i, b)| (i, b, false))
    }

    /// Shows the table.
    pub(crate) fn show(&self, caption: &str) -> Markup {
        let (ask, answer, view) = (self.ask, self.answer, self.view);
        let it = usize::from(ask.it());
        let form = !self.small && answer.split == Split::All;
        let finish = form && !self.outlook.is_empty() && !answer.sheet.sheet.is_finished();
        let width = 10 + usize::from(form) + usize::from(finish);
        let name = |t: TeamIx| view.team_name(answer.team(t), ask.lang);
        let key = |t: TeamIx| &view.snapshot().directory.team(answer.team(t)).key;
        html! {
            div.scroll tabindex="0" role="region" aria-label=(caption) {
                table.standings.small[self.small] {
                    caption { (caption) }
                    thead {
                        tr {
                            th.place scope="col" { abbr title=(ask.say("Place", "Posizione")) { "#" } }
                            th.team scope="col" { (ask.say("Team", "Squadra")) }
                            @for (i, column) in COLUMNS.iter().enumerate() {
                                th.wide[(4..=5).contains(&i)] scope="col" {
                                    abbr title=(column[it].1) { (column[it].0) }
                                }
                            }
                            @if form { th.form scope="col" { (ask.say("Form", "Forma")) } }
                            @if finish {
                                th.finish scope="col" {
                                    abbr title=(ask.say("Places it can still take", "Posizioni ancora possibili")) {
                                        (ask.say("Can finish", "Può arrivare"))
                                    }
                                }
                            }
                        }
                    }
                    tbody {
                        @for (i, row) in answer.table.rows.iter().enumerate() {
                            @if form && i > 0 { (self.reason(i, width)) }
                            @let t = &row.totals;
                            @let berth = self.berth_of(row.place).filter(|_| answer.played > 0);
                            @let class = berth.map_or("", |(i, b, sure)| if sure { mark(i, b).1 } else { "maybe" });
                            tr class=[(!class.is_empty()).then_some(class)] {
                                td.place {
                                    @if row.shared_by > 1 {
                                        abbr title=(ask.say("level: the place is shared", "a pari: posizione condivisa")) { (row.place) "=" }
                                    } @else { (row.place) }
                                    @if let Some(before) = self.before.get(usize::from(row.team)) {
                                        (moved(ask, *before, row.place))
                                    }
                                }
                                th.team scope="row" {
                                    a href=(ask.href(&format!("/team/{}", key(row.team)), &[])) { (name(row.team)) }
                                    @if row.adjusted != 0 {
                                        " " abbr.adjusted title=(ask.say("points by decision", "punti per decisione")) { "(" (signed(i32::from(row.adjusted))) ")" }
                                    }
                                    @if let Some((i, b, sure)) = berth {
                                        @let (letter, _) = mark(i, b);
                                        "\u{a0}" abbr.berth title=(b.name.get(ask.lang)) { (letter) @if !sure { "?" } }
                                    }
                                }
                                td { (t.played) }
                                td { (t.won) } td { (t.drawn) } td { (t.lost) }
                                td.wide { (t.goals_for) } td.wide { (t.goals_against) }
                                td { (signed(t.goal_difference())) }
                                td.points { (plain(t.points)) }
                                @if form { td.form { (letters(&answer.form[usize::from(row.team)], ask.lang)) } }
                                @if finish {
                                    td.finish { @if let Some(o) = self.outlook.get(usize::from(row.team)) { (places_text(o)) } }
                                }
                            }
                        }
                    }
                }
            }
            @if !self.small { (legend(self.berths(), ask.lang)) }
        }
    }

    /// The reason why a row stands below the one above it, where points alone do
    /// not show it.
    fn reason(&self, row: usize, width: usize) -> Markup {
        let table = &self.answer.table;
        let told = match &table.separations[row - 1] {
            Separation::By(reason) => reason.criterion.is_some(),
            Separation::Level => true,
        };
        let played = table.rows[row].totals.played + table.rows[row - 1].totals.played;
        html! {
            @if told && played > 0 { tr.reason { td colspan=(width) { (self.why(row)) } } }
        }
    }

    /// What stands below the table, without the reasons told between its rows.
    pub(crate) fn notes(&self) -> Vec<String> {
        let told: Vec<String> = (1..self.answer.table.rows.len()).map(|i| self.why(i)).collect();
        let mut notes = self.answer.notes(self.view, self.ask.lang, girone::Explain::Short);
        notes.retain(|note| self.answer.split != Split::All || !told.contains(note));
        notes
    }

    /// Says why a row stands below the one above it.
    pub(crate) fn why(&self, row: usize) -> String {
        let answer = self.answer;
        girone::rules::explain(
            &answer.regulation,
            &answer.sheet.sheet,
            (&answer.table.rows[row - 1], &answer.table.rows[row]),
            &answer.table.separations[row - 1],
            &|t| self.view.team_name(answer.team(t), self.ask.lang).to_owned(),
            self.ask.lang,
        )
    }
}

/// The last five results as letters, with the whole word for those who listen.
pub(crate) fn letters(all: &[Letter], lang: Lang) -> Markup {
    let it = lang == Lang::It;
    let last = &all[all.len().saturating_sub(5)..];
    html! {
        @for letter in last {
            @let (short, long, class) = match (letter, it) {
                (Letter::Won, false) => ("W", "won", "w"),
                (Letter::Won, true) => ("V", "vinta", "w"),
                (Letter::Drawn, false) => ("D", "drawn", "d"),
                (Letter::Drawn, true) => ("N", "pareggiata", "d"),
                (Letter::Lost, false) => ("L", "lost", "l"),
                (Letter::Lost, true) => ("P", "persa", "l"),
            };
            abbr.(class) title=(long) { (short) }
        }
    }
}

fn moved(ask: &Ask, before: u8, now: u8) -> Markup {
    let steps = i32::from(before) - i32::from(now);
    html! {
        @if steps != 0 {
            " " span.moved {
                span aria-hidden="true" { (if steps > 0 { "▲" } else { "▼" }) }
                span.said { (if steps > 0 { ask.say("up ", "su ") } else { ask.say("down ", "giù ") }) }
                (steps.abs())
            }
        }
    }
}
