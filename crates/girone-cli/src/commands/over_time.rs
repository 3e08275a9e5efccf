//! `girone forecast --over-time`

use girone::forecasting::Chance;
use girone::model::{Lang, TeamId};
use girone::render::{Align, COLUMNS, Grid, Series, chance_text, over_time_svg, width_of};
use girone::shape::ChanceShape;
use girone::{Error, View};

use super::forecast::options;
use crate::args::{Common, Forecast, Format};
use crate::output;
use crate::progress::Progress;

/// The chances of a berth over time, as JSON.
#[derive(serde::Serialize)]
struct OverTimeShape<'a> {
    /// What the table and the berth are called.
    table: String,
    /// The id of the berth.
    berth: &'a str,
    /// How many trials each day.
    trials: u64,
    seed: u64,
    /// The days at whose end the chances are given.
    days: Vec<String>,
    teams: Vec<Line>,
}

/// One team over time.
#[derive(serde::Serialize)]
struct Line {
    team: String,
    /// By day; null where nothing can be said.
    chances: Vec<Option<ChanceShape>>,
}

/// The most trials for each round.
const TRIALS: u64 = 20_000;

/// The chances of a berth after each round, as a picture, or as its data.
pub fn run(common: &Common, question: &Forecast, view: &View) -> Result<u8, Error> {
    let options = options(question, question.trials.min(TRIALS))?;
    let rounds = view.table(&question.address)?.rounds(view).len() as u64 + 1;
    let progress = Progress::new("trials", options.trials * rounds);
    let over = view.over_time(&question.address, &options, |n| progress.add(n));
    progress.end();
    let mut over = over?;
    if let Some(name) = &question.team {
        let team = view.team(name)?;
        let Some(at) = over.teams.iter().position(|t| *t == team) else {
            return Err(Error::not_found(format!(
                "`{name}` does not play in {}",
                question.address
            )));
        };
        over.teams = vec![team];
        for lines in &mut over.chances {
            *lines = vec![lines.swap_remove(at)];
        }
    }
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
        Format::Json => {
            let key = |t: TeamId| view.snapshot().directory.team(t).key.to_string();
            output::json(&OverTimeShape {
                table: title,
                berth: &berth.id,
                trials: options.trials,
                seed: question.seed,
                days: over.days.iter().map(ToString::to_string).collect(),
                teams: over
                    .teams
                    .iter()
                    .zip(lines)
                    .map(|(team, line)| Line {
                        team: key(*team),
                        chances: line.iter().map(|c| c.map(ChanceShape::from)).collect(),
                    })
                    .collect(),
            })?;
        }
        _ => {
            let all: Vec<usize> = (0..lines.len()).collect();
            let of = |some: &[usize]| {
                let mut columns = vec![Align::Left];
                columns.extend(vec![Align::Right; some.len()]);
                let mut grid = Grid::new(&columns);
                let mut header = vec![String::new()];
                header.extend(some.iter().map(|n| name(*n)));
                grid.row(header);
                for (i, label) in labels.iter().enumerate() {
                    let text = |c: Option<Chance>| {
                        c.map_or("?".to_owned(), |chance| chance_text(chance, common.lang))
                    };
                    let mut row = vec![label.clone()];
                    row.extend(some.iter().map(|n| text(lines[*n][i])));
                    grid.row(row);
                }
                grid.lines_for_terminal()
            };
            // As many teams beside each other as a terminal takes.
            let fits = |n: &usize| all.chunks(*n).flat_map(of).all(|l| width_of(&l) <= COLUMNS);
            let beside = (1..=all.len().max(1)).rev().find(fits).unwrap_or(1);
            let blocks: Vec<String> = all.chunks(beside).map(|some| of(some).join("\n")).collect();
            let word = if common.lang == Lang::It {
                "prove per data · seme"
            } else {
                "trials per date · seed"
            };
            output::print(&format!(
                "{title}\n\n{}\n\n{} {word} {}",
                blocks.join("\n\n"),
                options.trials,
                question.seed
            ));
        }
    }
    Ok(0)
}
