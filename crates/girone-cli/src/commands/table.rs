//! `girone table`

use girone::render::{table_csv, table_markdown, table_text, table_wiki};
use girone::scenarios::TeamOutlook;
use girone::{Error, Explain, Limits, Split, TableAnswer, places_text, shape};

use crate::args::{Common, Format, Table};
use crate::output;

pub fn run(common: &Common, question: &Table) -> Result<u8, Error> {
    if question.all {
        return super::all_tables::run(common, question);
    }
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
                let finish = finish(answer);
                let places: Vec<String> = finish.iter().map(places_text).collect();
                out.push_str(&table_text(&view, answer, common.lang, &places, explain));
            }
        }
        Format::Json => {
            let shapes: Vec<_> = answers
                .iter()
                .map(|a| {
                    let places: Vec<Vec<u8>> = finish(a)
                        .iter()
                        .map(|o| o.possible.or(o.undecided()).iter().collect())
                        .collect();
                    shape::table(&view, a, common.lang, &places)
                })
                .collect();
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
        _ => {
            return Err(Error::usage(
                "a table is written as `--format text`, `json`, `csv`, `markdown` or `wiki`",
            ));
        }
    }
    output::print(&out);
    Ok(0)
}

/// Finds the places that the teams of an unfinished table can still take; empty
/// where nothing remains or only a part of the matches counts.
fn finish(answer: &TableAnswer) -> Vec<TeamOutlook> {
    if answer.sheet.sheet.is_finished() || answer.split != Split::All || answer.played == 0 {
        return Vec::new();
    }
    answer.outlook(&Limits { time: std::time::Duration::from_millis(500), ..Limits::default() })
}
