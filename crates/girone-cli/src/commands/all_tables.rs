//! `girone table --all`: every table of every edition that the record covers.

use girone::Error;

use crate::args::{Common, Format, Table};
use crate::output;

pub fn run(common: &Common, question: &Table) -> Result<u8, Error> {
    if !matches!(common.format(), Format::Csv | Format::Text) {
        return Err(Error::usage("`girone table --all` writes CSV: use --format csv"));
    }
    let view = super::view(common)?;
    let mut out = String::from(girone::ALL_TABLES_HEADER);
    out.push_str(if question.every_matchday { ",after\n" } else { "\n" });
    let mut tables = 0;
    view.all_tables(question.every_matchday, &mut |rows| {
        tables += 1;
        out.push_str(rows);
        // Answers are handed on as they come: the history of everything is large.
        if out.len() > 1 << 20 {
            output::print_part(&out);
            out.clear();
        }
    })?;
    output::print_part(&out);
    if tables == 0 {
        return Err(Error::lacks("the record covers no edition at hand"));
    }
    Ok(0)
}
