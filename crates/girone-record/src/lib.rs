//! The record of competitions: readers and writers of formats, entries and
//! corrections, and the ledger that answers what was so at a moment.
//!
//! Nothing here touches a file, the clock or the network: bytes and names of
//! files go in, values and diagnostics come out.
//!
//! ```text
//! bytes ── read_… ──▶ Draft ──┐
//!                             ├─ gather ──▶ entries ──▶ Ledger ── as_of ──▶ Snapshot
//! teams.csv, names.csv ───────┘ (checks, resolves names, joins files)
//! ```
//!
//! ```
//! use girone_model::{AsOf, Directory};
//! use girone_record::{Policy, gather, read_internationals};
//!
//! let results = "date,home_team,away_team,home_score,away_score,tournament,city,country,neutral\n\
//!                2025-09-07,Belgium,Kazakhstan,6,0,FIFA World Cup qualification,Brussels,Belgium,FALSE\n";
//! let reading = read_internationals(&[("results.csv", results.as_bytes())]);
//! assert!(reading.diagnostics.is_empty());
//! let record = gather(Directory::default(), &[reading.value], &Policy::default());
//! let ledger = record.value.ledger().expect("numbered in order");
//! assert_eq!(ledger.as_of(AsOf::LATEST).matches[0].score().unwrap().to_string(), "6-0");
//! assert!(ledger.as_of(AsOf::at("2025-09-06".parse().unwrap())).matches[0].score().is_none());
//! ```

mod coverage;
pub mod diagnostic;
pub mod draft;
mod entries;
mod entry;
mod football_data;
mod football_json;
pub mod football_txt;
mod gather;
mod internationals;
mod ledger;
pub mod merge;
mod minutes;
mod names;
mod plan;
mod result_text;
mod sniff;
mod table;
mod tally;
mod tenures;
mod text;
mod undraft;

pub use coverage::read_coverage;
pub use diagnostic::{Counts, Diagnostic, Place, Reading, Severity};
pub use draft::{
    Draft, DraftCard, DraftDate, DraftGoal, DraftGroup, DraftMatch, DraftName, DraftTenure,
};
pub use entries::Entries;
pub use entry::{Body, Entry, Point, Ruling, Valid, Verdict};
pub use football_data::read_football_data;
pub use football_json::{read_football_json, write_football_json};
pub use football_txt::{read_football_txt, write_football_txt};
pub use gather::{Gathered, Policy, UnknownTeams, gather};
pub use internationals::read_internationals;
pub use ledger::{Ledger, LedgerError};
pub use names::{read_directory, read_names, read_teams};
pub use plan::{Plan, plan};
pub use result_text::{GoalText, ResultText, ResultTextError, read_result_text};
pub use sniff::{Kind, read, sniff};
pub use tally::{
    Ending, Ground, Reign, Scope, ScopeLine, Stakes, Tally, reigns, scope_grid, tally,
};
pub use tenures::{read_tenures, write_tenures};
pub use undraft::{draft_of, draft_tenure};
