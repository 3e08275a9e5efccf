//! How likely: ratings, goal models, trials from a seed, and the scoring of
//! forecasts.

mod backtest;
mod dixon_coles;
mod elo;
mod filter;
mod grid;
mod linear;
mod meeting;
mod model;
mod outlook;
mod ratings;
mod scoring;
mod trial;

pub use backtest::{BacktestRow, Window, backtest};
pub use dixon_coles::{DixonColes, DixonColesParams, Observation, observe};
pub use elo::{Elo, EloParams, FifaRanking, OrderedLogit};
pub use filter::{Filter, FilterParams, Strength};
pub use grid::{GRID, Grid, low_score};
pub use meeting::{Class, Meeting, Played, infer_knockout, team_count};
pub use model::{Forecaster, Model, ModelParams, PoolWeights};
pub use outlook::Outlook;
pub use ratings::{Ground, Ratings};
pub use scoring::{Bin, Calibration, Scored, Scores, calibrate, calibration, score};
pub use trial::{
    Chance, Counts, Decisive, Engine, Known, NextCounts, Plan, PlanBerth, PlanError, PlanFixture,
    PlanGroup, PlanTie, play_out,
};
