//! Regulations as data, and the tables that follow from them, with reasons.
//!
//! A [`Regulation`] is what a rule book says about points and level teams;
//! [`table`] applies it to a [`girone_model::Sheet`] and explains every place;
//! [`Compiled`] does the same without words, for searches and simulations. Both
//! are the same function and a property test holds them to it.
//!
//! An [`Edition`] is what a file of `competitions/` says, or what follows from the
//! matches of a league ([`infer_editions`]). From a snapshot it gives tables and
//! rankings across groups ([`standings`]) and ties ([`bracket`]); decisions of
//! organisers are applied with [`with_rulings`]. Rule books, allocation tables and
//! other editions are looked up through [`Books`].

mod allocation;
mod apply;
mod check;
mod compiled;
pub mod cross;
pub mod edition;
mod edition_parse;
mod edition_words;
mod explain;
mod group_sheet;
pub mod knockout;
mod parse;
mod progress;
mod regulation;
pub mod ruling;
mod ruling_parse;
pub mod series;
mod series_parse;
mod slot;
pub mod split;
mod standings;
mod table;
mod totals;

pub use allocation::{Allocation, parse_allocation};
pub use apply::{apply_rulings, with_rulings};
pub use check::{check_edition, check_names, check_series};
pub use compiled::{Compiled, Scratch};
pub use cross::{
    Candidate, CompiledRanking, GroupState, Ranked, rank_across, rank_declared, rank_standings,
};
pub use edition::{Edition, Format, Knockout, RankingOf, Stage, Tables, TieSlot};
pub use edition_parse::parse_edition;
pub use explain::{count as count_words, explain, words as criterion_words};
pub use group_sheet::{BookOf, GroupSheet, Index, Lists, conduct_of, group_sheet, group_sheet_of};
pub use knockout::{Proved, Tie, TieState, bracket, bracket_of};
pub use parse::{RuleBookError, parse_regulation};
pub use regulation::{
    Awarded, CardPoints, Count, Criterion, HeadToHead, Once, Points, Provisional, RankBy, Reading,
    Regulation, Reliability, Step, Until, WhichScore,
};
pub use ruling::{MatchRef, ResultsOf, Ruling, RulingKind};
pub use series::{Era, Series, infer_editions, infer_editions_from};
pub use series_parse::parse_series;
pub use slot::Slot;
pub use standings::{Books, GroupStanding, Standings, standings, standings_of};
pub use table::{Missing, Reason, Row, Separation, Table, Value, rank_totals, table, table_of};
pub use totals::Totals;
