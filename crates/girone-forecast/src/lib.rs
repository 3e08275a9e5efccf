//! How likely: ratings, goal models, trials from a seed, and the scoring of
//! forecasts.
//!
//! Everything is a function of what it is given: no file, no clock, no global
//! randomness. The way from a snapshot to probabilities:
//!
//! 1. [`History::of`] turns the snapshot into [`Played`] matches of national teams
//!    or clubs (pitch scores, nothing awarded).
//! 2. [`History::ratings`] runs a [`Model`] ([`Model::Pool`] unless asked otherwise,
//!    with [`ModelParams::internationals`] or [`ModelParams::leagues`]) and returns the
//!    [`Ratings`] of a plan's teams; without a record [`parse_strengths`],
//!    [`Strengths::on`] and [`Strengths::ratings`] read them from a kept table.
//! 3. [`Plan::new`] makes an edition ready at the moment of the snapshot;
//!    [`Plan::suppose`] fixes results.
//! 4. [`play_out`] plays trials from a seed into [`Counts`]: places
//!    ([`Counts::place`]), berths ([`Counts::berth`], clamped by what the exact
//!    engine has proved: [`Known`]), rounds and titles ([`Counts::reaches`],
//!    [`Counts::wins`]), what the next match means ([`Counts::berth_after_next`],
//!    [`Counts::decisive`]). Two plans under one seed share their random numbers, so
//!    that their difference is not noise.
//!
//! One match: [`Forecaster::grid`] or [`Ratings::outlook`] give a [`Grid`] with
//! outcome, totals and both-score. Looking back: [`backtest`] returns one row per
//! match, [`score`] and [`calibration`] (with [`Calibration::svg`]) judge them.
//! [`strengths_at`] and [`write_strengths`] make the table to be kept.
//!
//! # Examples
//! ```
//! use girone_forecast::{Ground, Plan, Ratings, play_out};
//! use girone_model::{BySide, Sheet, TeamId};
//! use girone_rules::{Count, Criterion, Regulation};
//!
//! let mut sheet = Sheet::new(vec![TeamId(0), TeamId(1)]);
//! sheet.remaining.push(BySide::new(0, 1));
//! let goals = Criterion::Overall(Count::GoalDifference);
//! let plan = Plan::of_sheet(&sheet, &Regulation::of("r", vec![goals]), Ground::Home);
//! let counts = play_out(&plan, &Ratings::equal(2), 42, 1_000, |_| {});
//! assert!(counts.place(&plan, 0, 0, 1).value() > 0.5);
//! ```

mod backtest;
mod dixon_coles;
mod elo;
mod filter;
mod grid;
mod linear;
mod listed;
mod meeting;
mod model;
mod outlook;
mod ratings;
mod record;
mod scoring;
mod strengths;
mod trial;

pub use backtest::{BacktestRow, Window, backtest};
pub use dixon_coles::{DixonColes, DixonColesParams, Observation, observe};
pub use elo::{Elo, EloParams, FifaRanking, OrderedLogit};
pub use filter::{Filter, FilterParams, Strength};
pub use grid::{GRID, Grid, low_score};
pub use listed::MODEL_VERSION;
pub use meeting::{Class, Meeting, Played, infer_knockout, team_count};
pub use model::{Forecaster, Model, ModelParams, PoolWeights};
pub use outlook::Outlook;
pub use ratings::{Ground, Ratings};
pub use record::History;
pub use scoring::{
    Bin, Calibration, EventScores, Scored, Scores, calibrate, calibration, score, score_events,
};
pub use strengths::{Strengths, TeamStrength, parse_strengths, strengths_at, write_strengths};
pub use trial::{
    Chance, Counts, Decisive, Engine, Known, NextCounts, Plan, PlanBerth, PlanError, PlanFixture,
    PlanGroup, PlanTie, play_out,
};
