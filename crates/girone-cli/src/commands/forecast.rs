//! `girone forecast`, `girone backtest`, `girone strengths`

use std::io::{IsTerminal, Write};
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use girone::forecasting::{Chance, Model};
use girone::model::{AsOf, Lang, Moment};
use girone::render::{Series, chance_text, forecast_csv, forecast_text, over_time_svg};
use girone::{BacktestQuestion, Error, ForecastAnswer, ForecastOptions, View, shape};
use serde::Serialize;

use crate::args::{Backtest, Common, Forecast, Format};
use crate::output;

fn model(name: &str) -> Result<Model, Error> {
    Model::by_name(name).ok_or_else(|| {
        let all: Vec<String> = Model::ALL.iter().map(|m| format!("`{}`", m.name())).collect();
        Error::usage(format!("`{name}` is not a model; use one of {}", all.join(", ")))
    })
}

/// Tells how far long work is, once it takes longer than a second, on a terminal.
struct Progress {
    total: u64,
    done: AtomicU64,
    start: Instant,
    shown: AtomicU64,
    terminal: bool,
}

impl Progress {
    fn new(total: u64) -> Progress {
        Progress {
            total,
            done: AtomicU64::new(0),
            start: Instant::now(),
            shown: AtomicU64::new(0),
            terminal: std::io::stderr().is_terminal(),
        }
    }

    fn add(&self, n: u64) {
        let done = self.done.fetch_add(n, Ordering::Relaxed) + n;
        let percent = done * 100 / self.total.max(1);
        let late = self.start.elapsed() > Duration::from_secs(1);
        if self.terminal && late && self.shown.fetch_max(percent, Ordering::Relaxed) < percent {
            // Nothing can be done about a closed stderr.
            let _ = write!(std::io::stderr().lock(), "\r{percent}% of {} trials ", self.total);
        }
    }

    fn end(&self) {
        if self.shown.load(Ordering::Relaxed) > 0 {
            let _ = write!(std::io::stderr().lock(), "\r{:40}\r", "");
        }
    }
}

fn ask(view: &View, question: &Forecast, trials: u64) -> Result<ForecastAnswer, Error> {
    if trials == 0 {
        return Err(Error::usage("a forecast needs at least one trial"));
    }
    let options = ForecastOptions {
        trials,
        seed: question.seed,
        model: model(&question.model)?,
        suppose: question.suppose.clone(),
        certain_strengths: question.certain_strengths,
        ..ForecastOptions::default()
    };
    let progress = Progress::new(trials);
    let answer = view.forecast(&question.address, &options, |n| progress.add(n));
    progress.end();
    answer
}

pub fn run(common: &Common, question: &Forecast) -> Result<u8, Error> {
    let view = super::view(common)?;
    if question.over_time || common.format() == Format::Svg {
        return over_time(common, question, &view);
    }
    let mut answer = ask(&view, question, question.trials)?;
    if let Some(name) = &question.team {
        let team = view.team(name)?;
        for needs in &mut answer.needs {
            let table = &mut needs.table.table;
            let sheet = &needs.table.sheet.sheet;
            table.rows.retain(|r| sheet.teams[usize::from(r.team)] == team);
        }
        if answer.needs.iter().all(|n| n.table.table.rows.is_empty()) {
            return Err(Error::not_found(format!(
                "`{name}` does not play in {}",
                question.address
            )));
        }
    }
    match common.format() {
        Format::Json => output::json(&shape::forecast(&view, &answer))?,
        Format::Csv => output::print(&forecast_csv(&view, &answer)),
        Format::Text => output::print(&forecast_text(&view, &answer, common.lang)),
        _ => {
            return Err(Error::usage(
                "a forecast is written as `--format text`, `json`, `csv` or `svg`",
            ));
        }
    }
    Ok(0)
}

/// The chances of a berth after each matchday, as a picture, or as its data.
fn over_time(common: &Common, question: &Forecast, view: &View) -> Result<u8, Error> {
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
            let chance = plan.and_then(|b| answer.berth(&then, 0, *team, b));
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
            use girone::render::{Align, Grid};
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

#[derive(Serialize)]
struct ScoreShape {
    model: &'static str,
    matches: usize,
    rps: f64,
    log_loss: f64,
    brier: f64,
    calibration_error: f64,
}

pub fn backtest(common: &Common, question: &Backtest) -> Result<u8, Error> {
    let view = super::view(common)?;
    let asked = BacktestQuestion {
        since: question.since,
        until: question.until,
        list: match &question.matches {
            Some(path) => read_list(path)?,
            None => Vec::new(),
        },
        friendlies: question.friendlies,
        clubs: question.clubs,
    };
    let main = view.backtest(&asked, model(&question.model)?)?;
    if !main.missing.is_empty() {
        output::say(&format!(
            "warning: {} matches of the list are not in the record, e.g. `{}`",
            main.missing.len(),
            main.missing[0]
        ));
    }
    if let Some(path) = &question.out {
        let mut text = String::from("match_id,p_home,p_draw,p_away\n");
        for line in &main.lines {
            let [h, d, a] = line.scored.outcome;
            text.push_str(&format!("{},{h:.6},{d:.6},{a:.6}\n", line.id));
        }
        write(path, &text)?;
    }
    if let Some(path) = &question.svg {
        write(path, &main.calibration.svg("Forecast and frequency"))?;
    }
    let mut scores = Vec::new();
    let mut rows = vec![main];
    if !question.alone {
        for other in [Model::Elo, Model::BaseRates] {
            if other != rows[0].model {
                rows.push(view.backtest(&asked, other)?);
            }
        }
    }
    for row in &rows {
        scores.push(ScoreShape {
            model: row.model.name(),
            matches: row.scores.count,
            rps: row.scores.rps,
            log_loss: row.scores.log_loss,
            brier: row.scores.brier,
            calibration_error: row.calibration.error,
        });
    }
    if common.format() == Format::Json {
        output::json(&scores)?;
        return Ok(0);
    }
    let mut out = format!(
        "{:<14} {:>8} {:>8} {:>9} {:>8} {:>12}\n",
        "model", "matches", "RPS", "log loss", "Brier", "calibration"
    );
    for s in &scores {
        out.push_str(&format!(
            "{:<14} {:>8} {:>8.4} {:>9.4} {:>8.4} {:>12.4}\n",
            s.model, s.matches, s.rps, s.log_loss, s.brier, s.calibration_error
        ));
    }
    out.push_str("\nforecast    observed   count\n");
    for (i, bin) in rows[0].calibration.bins.iter().enumerate() {
        out.push_str(&format!(
            "{:>3}–{:>3}%     {:>6.1}%  {:>6}\n",
            i * 10,
            (i + 1) * 10,
            bin.observed * 100.0,
            bin.count
        ));
    }
    output::print(&out);
    Ok(0)
}

fn write(path: &Path, text: &str) -> Result<(), Error> {
    std::fs::write(path, text).map_err(|source| Error::File { path: path.to_path_buf(), source })
}

/// Reads a list of matches: CSV with `match_id,date,home_team,away_team`.
fn read_list(path: &Path) -> Result<Vec<(String, jiff::civil::Date, String, String)>, Error> {
    let text = std::fs::read_to_string(path)
        .map_err(|source| Error::File { path: path.to_path_buf(), source })?;
    let mut lines = text.lines();
    let header: Vec<&str> = lines.next().unwrap_or("").trim().split(',').collect();
    let column = |name: &str| {
        header.iter().position(|h| *h == name).ok_or_else(|| Error::BadInput {
            message: format!(
                "`{}` has no column `{name}`; expected match_id,date,home_team,away_team",
                path.display()
            ),
        })
    };
    let (id, date) = (column("match_id")?, column("date")?);
    let (home, away) = (column("home_team")?, column("away_team")?);
    let mut list = Vec::new();
    for (n, line) in lines.enumerate().filter(|(_, l)| !l.trim().is_empty()) {
        let cells: Vec<&str> = line.split(',').collect();
        let cell = |i: usize| cells.get(i).copied().unwrap_or("").trim().trim_matches('"');
        let day = cell(date).parse().map_err(|_| Error::BadInput {
            message: format!("{}:{}: `{}` is not a date", path.display(), n + 2, cell(date)),
        })?;
        list.push((cell(id).to_owned(), day, cell(home).to_owned(), cell(away).to_owned()));
    }
    Ok(list)
}

pub fn strengths(common: &Common, editions: &[String]) -> Result<u8, Error> {
    let view = super::view(common)?;
    output::print(&view.strengths_csv(editions)?);
    Ok(0)
}
