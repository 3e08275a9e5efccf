//! `girone forecast --over-time`

use girone::forecasting::Chance;
use girone::model::{AsOf, Lang, Moment};
use girone::render::{Align, Grid, Series, chance_text, over_time_svg};
use girone::{Error, View};

use super::forecast::ask;
use crate::args::{Common, Forecast, Format};
use crate::output;

/// The chances of a berth after each matchday, as a picture, or as its data.
pub fn run(common: &Common, question: &Forecast, view: &View) -> Result<u8, Error> {
    let now = view.table(&question.address)?;
    let berths = now.tables().map(|t| t.berths.clone()).unwrap_or_default();
    let berth = match &question.berth {
        Some(id) => berths.iter().find(|b| b.id == *id),
        None => berths.iter().find(|b| !b.exit),
    }
    .ok_or_else(|| {
        let ids: Vec<String> = berths.iter().map(|b| format!("`{}`", b.id)).collect();
        Error::not_found(format!("that is not a berth; there is {}", ids.join(", ")))
    })?;
    let mut days: Vec<jiff::civil::Date> = now
        .sheet
        .sheet
        .results
        .iter()
        .filter_map(|l| view.match_by_id(l.match_id?))
        .map(|m| m.fixture.when.date)
        .collect();
    days.sort();
    days.dedup();
    let mut moments: Vec<Moment> =
        days.first().and_then(|d| d.yesterday().ok()).map(Moment::EndOf).into_iter().collect();
    moments.extend(days.into_iter().map(Moment::EndOf));
    let trials = question.trials.min(20_000);
    let teams = now.sheet.sheet.teams.clone();
    let mut series: Vec<Series> = teams
        .iter()
        .map(|t| Series { name: view.team_name(*t, common.lang).to_owned(), values: Vec::new() })
        .collect();
    for moment in &moments {
        let then = view.desk().view(AsOf { played_by: *moment, known_by: view.as_of().known_by });
        let answer = ask(&then, question, trials)?;
        let at = answer.berths_of(0);
        let plan = at.iter().copied().find(|b| answer.plan.berths[*b].id == berth.id);
        for (team, line) in teams.iter().zip(&mut series) {
            let chance = plan.and_then(|b| answer.berth(0, *team, b));
            line.values.push(chance.map(Chance::value));
        }
    }
    let labels: Vec<String> = moments
        .iter()
        .filter_map(|m| m.date())
        .map(|d| d.strftime("%d.%m.%y").to_string())
        .collect();
    let title = format!("{} · {}", now.title(common.lang), berth.name.get(common.lang));
    match common.format() {
        Format::Svg => output::print(&over_time_svg(&title, &labels, series)),
        Format::Csv => {
            let mut out = String::from("date,team,berth,probability,trials,seed\n");
            for (team, line) in teams.iter().zip(&series) {
                for (moment, value) in moments.iter().zip(&line.values) {
                    let key = &view.snapshot().directory.team(*team).key;
                    let value = value.map_or(String::new(), |v| format!("{v:.5}"));
                    out.push_str(&format!(
                        "{moment},{key},{},{value},{trials},{}\n",
                        berth.id, question.seed
                    ));
                }
            }
            output::print(&out);
        }
        _ => {
            let text = |v: &Option<f64>| match v {
                Some(v) if *v >= 1.0 => chance_text(Chance::Certain, common.lang),
                Some(v) if *v <= 0.0 => chance_text(Chance::Impossible, common.lang),
                Some(v) => chance_text(Chance::Sampled(*v), common.lang),
                None => "?".to_owned(),
            };
            let mut columns = vec![Align::Left];
            columns.extend(vec![Align::Right; series.len()]);
            let mut grid = Grid::new(&columns);
            let mut header = vec![String::new()];
            header.extend(series.iter().map(|s| s.name.clone()));
            grid.row(header);
            for (i, label) in labels.iter().enumerate() {
                let mut row = vec![label.clone()];
                row.extend(series.iter().map(|s| text(&s.values[i])));
                grid.row(row);
            }
            let word = if common.lang == Lang::It {
                "prove per data · seme"
            } else {
                "trials per date · seed"
            };
            output::print(&format!(
                "{title}\n\n{}\n\n{trials} {word} {}",
                grid.lines().join("\n"),
                question.seed
            ));
        }
    }
    Ok(0)
}
