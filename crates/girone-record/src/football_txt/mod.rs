//! football.txt, levels 1 and 2: fixtures and results as people write them.
//!
//! Source: the public description of the format, openfootball/spec.
//!
//! What the format has no form for is written in square brackets behind a match,
//! where other readers see a note: `[neutral]`, `[provisional]`,
//! `[awarded; pitch 0-0]`, `[walkover: home]`, `[shoot-out: away]`,
//! `[no extra time]`, `[note: …]`; and the id of an edition in a comment under the
//! title, `# Edition  wcq-2026-uefa`.

mod below;
pub(crate) mod date;
mod goals;
pub(crate) mod heading;
pub(crate) mod line;
mod read;
mod scan;
pub(crate) mod score;
mod section;
mod write;

pub use read::read_football_txt;
pub use write::write_football_txt;
pub(crate) use write::{kick_off_text, round_text};
