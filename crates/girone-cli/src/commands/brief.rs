//! `girone brief`

use girone::{Error, Limits, shape};
use serde::Serialize;

use crate::args::{Brief, Common, Format};
use crate::output;

#[derive(Serialize)]
struct BriefShape {
    title: String,
    table: shape::TableShape,
    sections: Vec<SectionShape>,
}

#[derive(Serialize)]
struct SectionShape {
    heading: String,
    sentences: Vec<SentenceShape>,
}

#[derive(Serialize)]
struct SentenceShape {
    text: String,
    facts: Vec<String>,
}

pub fn run(common: &Common, question: &Brief) -> Result<u8, Error> {
    let view = super::view(common)?;
    let brief = view.brief(&question.address, common.lang, &Limits::default())?;
    if common.format() == Format::Json {
        output::json(&BriefShape {
            title: brief.title.clone(),
            table: shape::table(&view, &brief.table, common.lang, &[]),
            sections: brief
                .sections
                .iter()
                .map(|s| SectionShape {
                    heading: s.heading.clone(),
                    sentences: s
                        .sentences
                        .iter()
                        .map(|x| SentenceShape { text: x.text.clone(), facts: x.facts.clone() })
                        .collect(),
                })
                .collect(),
        })?;
        return Ok(0);
    }
    output::print(&brief.text(common.lang, question.facts));
    Ok(0)
}
