//! Regulations as data, and the tables that follow from them, with reasons.
//!
//! A [`Regulation`] is what a rule book says about points and level teams;
//! [`table`] applies it to a [`girone_model::Sheet`] and explains every place;
//! [`Compiled`] does the same without words, for searches and simulations. Both
//! are the same function and a property test holds them to it.

mod compiled;
pub mod edition;
mod edition_parse;
mod explain;
mod parse;
mod regulation;
mod table;
mod totals;

pub use compiled::{Compiled, Scratch};
pub use edition::{Edition, Format, GroupSheet, Stage, Tables, group_sheet};
pub use edition_parse::parse_edition;
pub use explain::{count as count_words, explain, words as criterion_words};
pub use parse::{RuleBookError, parse_regulation};
pub use regulation::{
    Count, Criterion, HeadToHead, Once, Points, Provisional, RankBy, Reading, Regulation,
    Reliability, Step, Until,
};
pub use table::{Missing, Reason, Row, Separation, Table, Value, rank_totals, table};
pub use totals::Totals;
