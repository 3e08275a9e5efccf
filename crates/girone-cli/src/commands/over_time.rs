//! `girone forecast --over-time`

use girone::forecasting::Chance;
use girone::model::Lang;
use girone::render::{Align, Grid, Series, chance_text, over_time_svg};
use girone::{Error, View};

use super::forecast::{Progress, options};
use crate::args::{Common, Forecast, Format};
use crate::output;

/// The most trials for each round.
const TRIALS: u64 = 20_000;

/// The chances of a berth after each round, as a picture, or as its data.
pub fn run(common: &Common, question: &Forecast, view: &View) -> Result<u8, Error> {
    let options = options(question, question.trials.min(TRIALS))?;
    let rounds = view.table(&question.address)?.rounds(view).len() as u64 + 1;
    let progress = Progress::new("trials", options.trials * rounds);
    let over = view.over_time(&question.address, &options, |n| progress.add(n));
    progress.end();
    let over = over?;
    let at = match &question.berth {
        Some(id) => over.berths.iter().position(|b| b.id == *id),
        None => over.berths.iter().position(|b| !b.exit),
    }
    .ok_or_else(|| {
        let ids: Vec<String> = over.berths.iter().map(|b| format!("`{}`", b.id)).collect();
        Error::not_found(format!("that is not a berth; there is {}", ids.join(", ")))
    })?;
    let (berth, lines) = (&over.berths[at], &over.chances[at]);
    let name = |n: usize| view.team_name(over.teams[n], common.lang).to_owned();
    let labels: Vec<String> =
        over.days.iter().map(|d| d.strftime("%d.%m.%y").to_string()).collect();
    let title = format!("{} · {}", over.table.title(common.lang), berth.name.get(common.lang));
    match common.format() {
        Format::Svg => {
            let series = lines.iter().enumerate().map(|(n, line)| Series {
                name: name(n),
                values: line.iter().map(|c| c.map(Chance::value)).collect(),
            });
            output::print(&over_time_svg(&title, &labels, series.collect()));
        }
        Format::Csv => {
            let mut out = String::from("date,team,berth,probability,trials,seed\n");
            for (team, line) in over.teams.iter().zip(lines) {
                for (day, chance) in over.days.iter().zip(line) {
                    let key = &view.snapshot().directory.team(*team).key;
                    let value = chance.map_or(String::new(), |c| format!("{:.5}", c.value()));
                    out.push_str(&format!(
                        "{day},{key},{},{value},{},{}\n",
                        berth.id, options.trials, question.seed
                    ));
                }
            }
            output::print(&out);
        }
        _ => {
            let mut columns = vec![Align::Left];
            columns.extend(vec![Align::Right; lines.len()]);
            let mut grid = Grid::new(&columns);
            let mut header = vec![String::new()];
            header.extend((0..lines.len()).map(name));
            grid.row(header);
            for (i, label) in labels.iter().enumerate() {
                let text = |c: Option<Chance>| {
                    c.map_or("?".to_owned(), |chance| chance_text(chance, common.lang))
                };
                let mut row = vec![label.clone()];
                row.extend(lines.iter().map(|line| text(line[i])));
                grid.row(row);
            }
            let word = if common.lang == Lang::It {
                "prove per data · seme"
            } else {
                "trials per date · seed"
            };
            output::print(&format!(
                "{title}\n\n{}\n\n{} {word} {}",
                grid.lines().join("\n"),
                options.trials,
                question.seed
            ));
        }
    }
    Ok(0)
}
