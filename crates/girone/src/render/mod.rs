//! Answers as text, in both languages: terminal, CSV, Markdown, wikitext.

mod date;
mod grid;
mod notes;
mod table;

pub use date::{day, day_short, moment};
pub use grid::{Align, Grid, width_of};
pub use notes::Explain;
pub(crate) use notes::join;
pub(crate) use table::plain;
pub use table::{table_csv, table_markdown, table_text, table_wiki};
