//! `girone forecast`, `girone strengths`

use std::io::{IsTerminal, Write};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use girone::forecasting::Model;
use girone::render::{forecast_csv, forecast_text};
use girone::{Error, ForecastAnswer, ForecastOptions, LoggedForecast, View, shape};

use super::over_time;
use crate::args::{Common, Forecast, Format};
use crate::output;

pub(super) fn model(name: &str) -> Result<Model, Error> {
    Model::by_name(name).ok_or_else(|| {
        let all: Vec<String> = Model::ALL.iter().map(|m| format!("`{}`", m.name())).collect();
        Error::usage(format!("`{name}` is not a model; use one of {}", all.join(", ")))
    })
}

/// Tells how far long work is, once it takes longer than a second, on a terminal.
pub(super) struct Progress {
    what: &'static str,
    total: u64,
    done: AtomicU64,
    start: Instant,
    shown: AtomicU64,
    terminal: bool,
}

impl Progress {
    pub(super) fn new(what: &'static str, total: u64) -> Progress {
        Progress {
            what,
            total,
            done: AtomicU64::new(0),
            start: Instant::now(),
            shown: AtomicU64::new(0),
            terminal: std::io::stderr().is_terminal(),
        }
    }

    pub(super) fn add(&self, n: u64) {
        let done = self.done.fetch_add(n, Ordering::Relaxed) + n;
        let percent = done * 100 / self.total.max(1);
        let late = self.start.elapsed() > Duration::from_secs(1);
        if self.terminal && late && self.shown.fetch_max(percent, Ordering::Relaxed) < percent {
            // Nothing can be done about a closed stderr.
            let _ =
                write!(std::io::stderr().lock(), "\r{percent}% of {} {} ", self.total, self.what);
        }
    }

    pub(super) fn end(&self) {
        if self.shown.load(Ordering::Relaxed) > 0 {
            let _ = write!(std::io::stderr().lock(), "\r{:40}\r", "");
        }
    }
}

/// Returns how a forecast is asked for.
pub(super) fn options(question: &Forecast, trials: u64) -> Result<ForecastOptions, Error> {
    if trials == 0 {
        return Err(Error::usage("a forecast needs at least one trial"));
    }
    Ok(ForecastOptions {
        trials,
        seed: question.seed,
        model: model(&question.model)?,
        suppose: question.suppose.clone(),
        certain_strengths: question.certain_strengths,
        ..ForecastOptions::default()
    })
}

fn ask(view: &View, question: &Forecast, trials: u64) -> Result<ForecastAnswer, Error> {
    let options = options(question, trials)?;
    let progress = Progress::new("trials", trials);
    let answer = view.forecast(&question.address, &options, |n| progress.add(n));
    progress.end();
    answer
}

pub fn run(common: &Common, question: &Forecast) -> Result<u8, Error> {
    let view = super::view(common)?;
    if question.over_time || common.format() == Format::Svg {
        return over_time::run(common, question, &view);
    }
    let mut answer = ask(&view, question, question.trials)?;
    if let Some(path) = &question.log {
        let written = super::keep::now()?.to_string();
        LoggedForecast::of(&view, &answer, &written).append(path)?;
    }
    if let Some(name) = &question.team {
        let team = view.team(name)?;
        if !answer.show_only(team) {
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

pub fn strengths(common: &Common, editions: &[String]) -> Result<u8, Error> {
    let view = super::view(common)?;
    output::print(&view.strengths_csv(editions)?);
    Ok(0)
}
