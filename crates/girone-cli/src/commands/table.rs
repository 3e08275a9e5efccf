//! `girone table`

use girone::render::{table_csv, table_markdown, table_text, table_wiki};
use girone::{Error, Explain, Split, shape};

use crate::args::{Common, Format, Table};
use crate::output;

pub fn run(common: &Common, question: &Table) -> Result<u8, Error> {
    let view = super::view(common)?;
    let split = match (question.home, question.away, question.last) {
        (true, ..) => Split::Home,
        (_, true, _) => Split::Away,
        (.., Some(n)) => Split::Last(n),
        _ => Split::All,
    };
    let Some(address) = &question.address else {
        return Err(Error::usage("name an edition, or use --all"));
    };
    let answers = view.tables(address, split)?;
    if answers.is_empty() {
        return Err(Error::not_found(format!("`{address}` has no table")));
    }
    let explain = if question.explain { Explain::Full } else { Explain::Short };
    let mut out = String::new();
    match common.format() {
        Format::Text => {
            for (i, answer) in answers.iter().enumerate() {
                if i > 0 {
                    out.push('\n');
                }
                out.push_str(&table_text(&view, answer, common.lang, &[], explain));
            }
        }
        Format::Json => {
            let shapes: Vec<_> =
                answers.iter().map(|a| shape::table(&view, a, common.lang, &[])).collect();
            match shapes.as_slice() {
                [one] => output::json(one)?,
                all => output::json(&all)?,
            }
        }
        Format::Csv => {
            for (i, answer) in answers.iter().enumerate() {
                out.push_str(&table_csv(&view, answer, i == 0));
            }
        }
        Format::Markdown => {
            let all: Vec<String> =
                answers.iter().map(|a| table_markdown(&view, a, common.lang)).collect();
            out.push_str(&all.join("\n"));
        }
        Format::Wiki => {
            for answer in &answers {
                out.push_str(&table_wiki(&view, answer));
            }
        }
    }
    output::print(&out);
    Ok(0)
}
