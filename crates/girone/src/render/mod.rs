//! Answers as text, in both languages: terminal, CSV, Markdown, wikitext.

mod chart;
mod conditions;
mod date;
mod forecast;
mod grid;
mod matrix;
mod matrix_picture;
mod needs;
mod next;
mod notes;
mod proof;
mod stage_proof;
mod table;

pub use chart::{Chart, Series};
pub(crate) use conditions::capital;
pub use conditions::{ConditionWriter, Style};
pub use date::{as_of, day, day_short, moment};
pub use forecast::{
    basis_data_text, basis_text, chance_text, forecast_csv, forecast_text, over_time_svg,
};
pub use grid::{Align, COLUMNS, Grid, filled, width_of};
pub use matrix::{Dress, LaidOut, Matrix, lay_out, matrix_text};
pub use matrix_picture::{matrices_html, matrices_svg};
pub(crate) use needs::is_called;
pub(crate) use needs::worth_asking;
pub use needs::{
    decided_text, fate_text, holds_text, matrices, matrices_text, needed_text, needs_markdown,
    needs_text, verdict_text,
};
pub use next::next_text;
pub use notes::Explain;
pub(crate) use notes::join;
pub use proof::certificate_text;
pub use stage_proof::stage_proof_text;
pub(crate) use table::plain;
pub use table::{table_csv, table_markdown, table_text, table_wiki};
