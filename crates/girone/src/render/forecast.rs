//! Forecasts as text, CSV and pictures.

use girone_forecast::Chance;
use girone_model::Lang;

use super::chart::{Chart, Series};
use super::grid::{Align, Grid, filled};
use crate::{Basis, ForecastAnswer, View, render};

/// Writes a chance: whole per cent, `<1%` and `>99%`; what is proved is a word.
pub fn chance_text(chance: Chance, lang: Lang) -> String {
    match chance {
        Chance::Certain => if lang == Lang::It { "certo" } else { "certain" }.to_owned(),
        Chance::Impossible => "–".to_owned(),
        Chance::Sampled(p) if p < 0.01 => "<1%".to_owned(),
        Chance::Sampled(p) if p > 0.99 => ">99%".to_owned(),
        Chance::Sampled(p) => format!("{}%", (p * 100.0).round().clamp(1.0, 99.0)),
    }
}

/// Writes a probability that was sampled.
fn percent(p: Option<f64>) -> String {
    p.map_or("–".to_owned(), |p| chance_text(Chance::Sampled(p), Lang::En))
}

/// Writes what the strengths of a forecast rest on.
pub fn basis_data_text(answer: &ForecastAnswer, lang: Lang) -> String {
    let it = lang == Lang::It;
    match &answer.basis {
        Basis::Embedded(date) => {
            let date = render::day(*date, lang);
            if it {
                format!("forze incluse nel programma, da partite prima del {date}")
            } else {
                format!("strengths of the binary, from matches before {date}")
            }
        }
        Basis::Fitted { matches, until } => {
            let until = until.map_or(String::new(), |d| render::day(d, lang));
            if it {
                format!("forze stimate su {matches} partite fino al {until}")
            } else {
                format!("strengths fitted to {matches} matches up to {until}")
            }
        }
        Basis::Equals if it => "delle squadre non si sa nulla: tutte pari".to_owned(),
        Basis::Equals => "nothing is known of the teams: all are equals".to_owned(),
    }
}

/// Writes what a forecast rests on: trials, seed, model, data.
pub fn basis_text(answer: &ForecastAnswer, lang: Lang) -> String {
    let (trials, seed) = (answer.counts.trials, answer.seed);
    let (model, data) = (answer.model.name(), basis_data_text(answer, lang));
    match lang {
        Lang::It => format!("{trials} prove · seme {seed} · modello {model} · {data}"),
        Lang::En => format!("{trials} trials · seed {seed} · model {model} · {data}"),
    }
}

/// Writes a forecast for a terminal.
pub fn forecast_text(view: &View, answer: &ForecastAnswer, lang: Lang) -> String {
    let it = lang == Lang::It;
    let mut out = String::new();
    for asked in 0..answer.groups.len() {
        let needs = &answer.needs[asked];
        let group = &answer.plan.groups[answer.groups[asked]];
        let at = render::as_of(&view.as_of().played_by, lang);
        out.push_str(&format!("{}\n{at}\n", needs.table.title(lang)));
        if asked == 0 {
            for text in &answer.supposed {
                out.push_str(&format!("{}: {text}\n", if it { "supposto" } else { "supposed" }));
            }
        }
        out.push('\n');
        let n = group.members.len();
        let berths = answer.berths_of(asked);
        let shown = if n <= 8 { n } else { 0 };
        let mut columns = vec![Align::Left];
        columns.extend(vec![Align::Right; shown + berths.len()]);
        let mut grid = Grid::new(&columns);
        let mut header = vec![if it { "Squadra" } else { "Team" }.to_owned()];
        header.extend((1..=shown).map(|p| if it { format!("{p}º") } else { p.to_string() }));
        let named = |b: usize| {
            needs
                .table
                .tables()
                .and_then(|t| t.berths.iter().find(|x| x.id == answer.plan.berths[b].id))
                .map_or(answer.plan.berths[b].id.clone(), |x| x.name.get(lang).to_owned())
        };
        header.extend(berths.iter().map(|b| named(*b)));
        grid.row(header);
        for row in &needs.table.table.rows {
            let team = needs.table.team(row.team);
            if !answer.shows(team) {
                continue;
            }
            let Some(number) = answer.plan.team(team) else { continue };
            let Some(member) = group.members.iter().position(|m| *m == number) else { continue };
            let mut cells = vec![view.team_name(team, lang).to_owned()];
            cells.extend(
                (1..=shown).map(|p| chance_text(answer.place(asked, member, p as u8), lang)),
            );
            cells.extend(berths.iter().map(|b| {
                answer.berth(asked, team, *b).map_or("?".to_owned(), |c| chance_text(c, lang))
            }));
            grid.row(cells);
        }
        out.push_str(&grid.lines_for_terminal().join("\n"));
        out.push_str("\n\n");
    }
    out.push_str(&knockout_text(view, answer, lang));
    match answer.team.and_then(|t| answer.plan.team(t)) {
        Some(team) => out.push_str(&next_of_team(view, answer, team, lang)),
        None => out.push_str(&next_text(view, answer, lang)),
    }
    out.push_str(&filled(&basis_text(answer, lang), ""));
    out.push('\n');
    out
}

/// The chances to play in each round of ties and to win the last.
fn knockout_text(view: &View, answer: &ForecastAnswer, lang: Lang) -> String {
    let rounds = answer.rounds();
    let Some(last) = rounds.last() else { return String::new() };
    let it = lang == Lang::It;
    let mut columns = vec![Align::Left];
    columns.extend(vec![Align::Right; rounds.len() + 1]);
    let mut grid = Grid::new(&columns);
    let mut header = vec![if it { "Squadra" } else { "Team" }.to_owned()];
    header.extend(rounds.iter().cloned());
    header.push(if it { format!("vince {last}") } else { format!("wins {last}") });
    grid.row(header);
    let mut teams: Vec<u16> = (0..answer.plan.teams.len() as u16)
        .filter(|t| answer.shows(answer.plan.teams[usize::from(*t)]))
        .collect();
    let win = |t: u16| answer.counts.wins(&answer.plan, t, last).value();
    teams.sort_by(|a, b| win(*b).total_cmp(&win(*a)).then(a.cmp(b)));
    // A round that nobody was seen in more often than never says nothing.
    let header = grid.clone();
    for team in teams.into_iter().filter(|t| {
        rounds.iter().any(|r| answer.counts.reaches(&answer.plan, *t, r).value() > 0.005)
    }) {
        let mut row = vec![view.team_name(answer.plan.teams[usize::from(team)], lang).to_owned()];
        let reaches = |r: &String| answer.counts.reaches(&answer.plan, team, r);
        row.extend(rounds.iter().map(|r| chance_text(reaches(r), lang)));
        row.push(chance_text(answer.counts.wins(&answer.plan, team, last), lang));
        grid.row(row);
    }
    // Before anybody is known to play in it a bracket has nothing to say.
    if grid.lines().len() == header.lines().len() {
        return String::new();
    }
    format!("{}\n\n", grid.lines_for_terminal().join("\n"))
}

/// Returns the name of a berth of the groups asked about.
fn berth_name(answer: &ForecastAnswer, berth: usize, lang: Lang) -> &str {
    let id = &answer.plan.berths[berth].id;
    let mut all = answer.needs.iter().filter_map(|n| n.table.tables()).flat_map(|t| &t.berths);
    all.find(|b| b.id == *id).map_or(id.as_str(), |b| b.name.get(lang))
}

/// What the next match of one team means to it.
fn next_of_team(view: &View, answer: &ForecastAnswer, team: u16, lang: Lang) -> String {
    let it = lang == Lang::It;
    let plan = &answer.plan;
    let Some(fixture) = plan.fixtures.iter().find(|f| f.teams.home == team || f.teams.away == team)
    else {
        return String::new();
    };
    let mut columns = vec![Align::Left];
    columns.extend([Align::Right; 3]);
    let mut grid = Grid::new(&columns);
    let name = |t: u16| view.team_name(plan.teams[usize::from(t)], lang);
    let (home, away) = (name(fixture.teams.home), name(fixture.teams.away));
    let ends = if it { ["vincendo", "pareggiando", "perdendo"] } else { ["win", "draw", "defeat"] };
    let title = if it { format!("Poi {home}-{away}") } else { format!("Next: {home} v {away}") };
    grid.row(std::iter::once(title).chain(ends.map(str::to_owned)).collect());
    for asked in 0..answer.groups.len() {
        for berth in answer.berths_of(asked) {
            let id = plan.teams[usize::from(team)];
            let exact = !matches!(answer.berth(asked, id, berth), Some(Chance::Sampled(_)));
            let after = answer.counts.berth_after_next(plan, team, berth).filter(|_| !exact);
            if let Some(after) = after {
                let label = format!("  {}", berth_name(answer, berth, lang));
                grid.row(std::iter::once(label).chain(after.map(percent)).collect());
            }
        }
    }
    match grid.lines() {
        lines if lines.len() > 1 => format!("{}\n\n", lines.join("\n")),
        _ => String::new(),
    }
}

/// What the next matches mean: the most decisive first.
fn next_text(view: &View, answer: &ForecastAnswer, lang: Lang) -> String {
    let it = lang == Lang::It;
    let decisive = answer.counts.decisive(&answer.plan);
    let mut lines = Vec::new();
    for d in
        decisive.iter().filter(|d| answer.groups.contains(&answer.plan.fixtures[d.fixture].group))
    {
        if lines.len() == 3 || d.swing < 0.005 {
            break;
        }
        let fixture = &answer.plan.fixtures[d.fixture];
        let name = |t: u16| view.team_name(answer.plan.teams[usize::from(t)], lang);
        let berth = berth_name(answer, d.berth, lang);
        let mut after = d.after;
        if fixture.teams.away == d.team {
            after.swap(0, 2);
        }
        let [won, drawn, lost] = after.map(percent);
        let line = if it {
            format!(
                "  {}-{}: {} «{berth}» {won} vincendo, {drawn} pareggiando, {lost} perdendo",
                name(fixture.teams.home),
                name(fixture.teams.away),
                name(d.team)
            )
        } else {
            format!(
                "  {} v {}: {} “{berth}” {won} with a win, {drawn} with a draw, {lost} with a defeat",
                name(fixture.teams.home),
                name(fixture.teams.away),
                name(d.team)
            )
        };
        lines.push(filled(&line, "    "));
    }
    if lines.is_empty() {
        return String::new();
    }
    let heading = if it { "Partite che decidono di più" } else { "Most decisive next" };
    format!("{heading}\n{}\n\n", lines.join("\n"))
}

/// Writes a forecast as CSV: one row for each team and place or berth.
pub fn forecast_csv(view: &View, answer: &ForecastAnswer) -> String {
    let mut out = String::from("edition,stage,group,team,of,value,probability,exact,trials,seed\n");
    let row = |group: &girone_forecast::PlanGroup, team, of: &str, value: &str, chance: Chance| {
        let exact = !matches!(chance, Chance::Sampled(_));
        format!(
            "{},{},{},{},{of},{value},{:.5},{exact},{},{}\n",
            answer.edition.id,
            group.stage,
            group.name,
            view.snapshot().directory.team(team).key,
            chance.value(),
            answer.counts.trials,
            answer.seed
        )
    };
    for asked in 0..answer.groups.len() {
        let group = &answer.plan.groups[answer.groups[asked]];
        for (member, number) in group.members.iter().enumerate() {
            let team = answer.plan.teams[usize::from(*number)];
            if !answer.shows(team) {
                continue;
            }
            for place in 1..=group.members.len() {
                let chance = answer.place(asked, member, place as u8);
                out.push_str(&row(group, team, "place", &place.to_string(), chance));
            }
            for b in answer.berths_of(asked) {
                if let Some(chance) = answer.berth(asked, team, b) {
                    out.push_str(&row(group, team, "berth", &answer.plan.berths[b].id, chance));
                }
            }
        }
    }
    out
}

/// Draws the chances of a berth over time, one line a team.
pub fn over_time_svg(title: &str, dates: &[String], series: Vec<Series>) -> String {
    Chart { title: title.to_owned(), labels: dates.to_vec(), series }.svg()
}
