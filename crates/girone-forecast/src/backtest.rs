//! Forecasts of the past, each made with what was known before its match.

use girone_model::Side;

use crate::{Forecaster, Model, ModelParams, Played, Scored, team_count};

/// Which matches a backtest forecasts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// The first day, in days since 1970-01-01.
    pub from: i32,
    /// The last day, inclusive.
    pub to: i32,
}

/// One forecast of a backtest.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BacktestRow {
    /// The position of the match in the list given.
    pub index: usize,
    /// The forecast beside what happened.
    pub scored: Scored,
}

/// Forecasts every match of the window for which `wanted` holds, in order.
///
/// `matches` must be in order of date. Matches of one day are all forecast before
/// any of them is taken in, so that a forecast rests on earlier days only; what
/// `wanted` leaves out is learnt from all the same.
pub fn backtest(
    matches: &[Played],
    model: Model,
    params: ModelParams,
    window: Window,
    mut wanted: impl FnMut(usize, &Played) -> bool,
) -> Vec<BacktestRow> {
    let mut forecaster = Forecaster::new(model, params, team_count(matches));
    let mut rows = Vec::new();
    let mut first = 0;
    while first < matches.len() {
        let day = matches[first].meeting.day;
        if day > window.to {
            break;
        }
        let after = first + matches[first..].partition_point(|m| m.meeting.day <= day);
        for (index, played) in matches.iter().enumerate().take(after).skip(first) {
            if day >= window.from && wanted(index, played) {
                let outcome = forecaster.grid(&played.meeting).outcome();
                let happened = match played.winner() {
                    Some(Side::Home) => 0,
                    None => 1,
                    Some(Side::Away) => 2,
                };
                rows.push(BacktestRow { index, scored: Scored { outcome, happened } });
            }
        }
        for played in &matches[first..after] {
            forecaster.update(played);
        }
        first = after;
    }
    rows
}
