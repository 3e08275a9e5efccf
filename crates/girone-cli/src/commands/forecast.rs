//! `girone forecast`, `girone strengths`

use girone::forecasting::Model;
use girone::render::{forecast_csv, forecast_text};
use girone::{Error, ForecastAnswer, ForecastOptions, LoggedForecast, View, shape};

use super::over_time;
use crate::args::{Common, Forecast, Format};
use crate::output;
use crate::progress::Progress;

pub(super) fn model(name: &str) -> Result<Model, Error> {
    Model::by_name(name).ok_or_else(|| {
        let all: Vec<String> = Model::ALL.iter().map(|m| format!("`{}`", m.name())).collect();
        Error::usage(format!("`{name}` is not a model; use one of {}", all.join(", ")))
    })
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
