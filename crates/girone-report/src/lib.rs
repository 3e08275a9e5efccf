//! Claims about football: read from reports, held against a record.
//!
//! [`check`] reads an Italian or English report and says of each of its
//! statements whether the record confirms it, contradicts it (with the right
//! value), does not hold what is needed, or whether it was left unchecked. It
//! contradicts only what is false under every plausible reading.
//!
//! ```text
//! text ─ tokens ─ lattice ─ frame (teams, match, moment) ─ statements ─ claims ─ judge ─ findings
//! ```
//!
//! No model, no network, no clock: the same text, moment and record give the
//! same bytes. A snapshot is indexed once in [`Prepared`]; the check itself then
//! takes milliseconds and leaves aside whatever is later than the moment.

mod blocks;
mod check;
mod claim;
mod conditionals;
mod dates;
mod derive;
mod discourse;
mod elsewhere;
mod formats;
mod frame;
mod goal_rows;
mod goals;
mod guard;
mod judge;
mod language;
mod lattice;
mod lexicon;
mod minute;
mod number;
mod output;
mod pattern;
mod positions;
mod prepared;
mod render;
mod scores;
mod sentences;
mod squads;
mod stages;
mod statement;
mod table_rows;
mod tables;
mod tally;
mod template;
mod text;
mod times;
mod venues;
mod which;

pub use check::{Checked, Finding, Verdict, check, check_in_parts};
pub use claim::{
    At, CityRef, Claim, Fate, Field, GameIx, Ground, Outcome, Part, Round, Run, Scope, Supposed,
    Tally,
};
pub use derive::{derive, derive_at, derive_table, evidence};
pub use formats::{html, sarif};
pub use lexicon::Place;
pub use number::{in_words, ordinal};
pub use output::{SCHEMA, document_line, json, one_line, terminal};
pub use prepared::{Assumed, Books, Certainty, Cut, Exact, Names, Prepared, TableRef};
pub use render::{phrase, render};
pub use template::{minute_text, possessive};
