//! `girone brief`

use girone::{Error, Length, Limits, shape};
use serde::Serialize;

use crate::args::{Brief, BriefLength, Common, Format};
use crate::output;

#[derive(Serialize)]
struct BriefShape {
    title: String,
    moment: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    table: Option<shape::TableShape>,
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

impl From<BriefLength> for Length {
    fn from(length: BriefLength) -> Length {
        match length {
            BriefLength::Short => Length::Short,
            BriefLength::Normal => Length::Normal,
            BriefLength::Long => Length::Long,
        }
    }
}

pub fn run(common: &Common, question: &Brief) -> Result<u8, Error> {
    let view = super::view(common)?;
    let brief =
        view.brief(&question.address, common.lang, question.length.into(), &Limits::default())?;
    if common.format() == Format::Json {
        output::json(&BriefShape {
            title: brief.title.clone(),
            moment: brief.moment.clone(),
            table: brief.table.as_ref().map(|t| shape::table(&view, t, common.lang, &[])),
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
    output::print(&brief.text(question.facts));
    Ok(0)
}
