//! Tables, exact scenarios, forecasts and proof-reading for football
//! competitions: the façade that people use.
//!
//! Everything is a function of record, regulations and moment: open a [`Desk`],
//! take a [`View`] as of a moment, ask.

mod across;
mod all_tables;
mod backtest;
mod berth_backtest;
mod brief;
mod catalogue;
pub mod compare;
mod decided;
mod desk;
mod engine;
mod error;
mod export;
mod folder;
mod forecast;
mod forecast_log;
mod history;
mod match_answer;
mod needs;
mod next_round;
mod outlook;
mod over_time;
mod people;
mod proofread;
mod refine;
pub mod render;
pub mod shape;
mod sources;
mod stated;
mod table_answer;
mod ties;
mod view;
mod wish;

mod embedded {
    include!(concat!(env!("OUT_DIR"), "/embedded.rs"));
}

pub use across::Groups;
pub use all_tables::ALL_TABLES_HEADER;
pub use backtest::{BacktestAnswer, BacktestLine, BacktestQuestion};
pub use berth_backtest::{BerthAnswer, BerthQuestion, BerthRow};
pub use brief::{Briefing, Length, Section, Sentence, Topic};
pub use catalogue::Catalogue;
pub use decided::Fate;
pub use desk::{Desk, LedgerSource, Sources};
pub use error::Error;
pub use export::{Cell, Column, MATCH_COLUMNS, MatchRow, Selection};
pub use forecast::{Basis, ForecastAnswer, ForecastOptions};
pub use forecast_log::{LogScores, LoggedChance, LoggedForecast, read_log};
pub use girone_forecast as forecasting;
pub use girone_model as model;
pub use girone_record as record;
pub use girone_report as reporting;
pub use girone_rules as rules;
pub use girone_scenarios as scenarios;
pub use history::{Round, Stood};
pub use match_answer::{
    ScorerLine, match_line, result_text, scorers, scorers_text, where_and_when,
};
pub use needs::{About, HoldsAnswer, NeedsAnswer};
pub use next_round::{NextFate, NextRound};
pub use outlook::{Limits, places_text};
pub use over_time::OverTime;
pub use people::{
    CoachAnswer, TeamAnswer, coach_text, reign_text, scope_name, scope_text, team_text,
};
pub use proofread::{ProofReader, header_date};
pub use render::Explain;
pub use sources::{Loaded, load};
pub use stated::Stated;
pub use table_answer::{Letter, Split, TableAnswer};
pub use view::View;
pub use wish::{What, Wish, given};

/// Runs the snippet of the README.
#[cfg(doctest)]
#[doc = include_str!("../../../README.md")]
pub struct ReadmeDoctests;
