//! The briefing: what a desk wants to know about a group or a match.
//!
//! Every sentence comes from facts of the record and carries their ids; those
//! that a proof-reader could check also carry the claims they make.

mod game;
mod group;
mod likely;
mod lines;
mod tallies;

use girone_model::Lang;
use girone_report::Claim;

use crate::{Error, Limits, TableAnswer, View};

/// A sentence and the facts it rests on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sentence {
    /// The sentence.
    pub text: String,
    /// Ids of matches, tables and tenures.
    pub facts: Vec<String>,
    /// What it claims, as far as the checker of reports knows such claims.
    pub claims: Vec<Claim>,
}

impl Sentence {
    /// Makes a sentence of which no claim is checked.
    pub fn new(text: impl Into<String>, facts: Vec<String>) -> Sentence {
        Sentence { text: text.into(), facts, claims: Vec::new() }
    }
}

/// What a part of a briefing is about, in the order of the parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Topic {
    /// The results with their scorers.
    Results,
    /// How the goals came.
    Goals,
    /// What the results changed in the table.
    Changes,
    /// Where the teams stand.
    Standings,
    /// What is certain.
    Decided,
    /// How likely what is open is.
    Likely,
    /// What the teams need.
    Needed,
    /// Tallies, runs and firsts.
    Runs,
    /// The coaches.
    Coaches,
    /// What comes next.
    Next,
}

impl Topic {
    /// Returns the heading of a part.
    pub const fn heading(self, lang: Lang) -> &'static str {
        match (self, lang) {
            (Topic::Results, Lang::En) => "Latest results",
            (Topic::Results, Lang::It) => "Ultimi risultati",
            (Topic::Goals, Lang::En) => "How the goals came",
            (Topic::Goals, Lang::It) => "I gol",
            (Topic::Changes, Lang::En) => "What changed",
            (Topic::Changes, Lang::It) => "Che cosa è cambiato",
            (Topic::Standings, Lang::En) => "Standings",
            (Topic::Standings, Lang::It) => "Classifica",
            (Topic::Decided, Lang::En) => "What is decided",
            (Topic::Decided, Lang::It) => "Che cosa è deciso",
            (Topic::Likely, Lang::En) => "How likely",
            (Topic::Likely, Lang::It) => "Quanto è probabile",
            (Topic::Needed, Lang::En) => "What they need",
            (Topic::Needed, Lang::It) => "Che cosa serve",
            (Topic::Runs, Lang::En) => "Runs and tallies",
            (Topic::Runs, Lang::It) => "Serie e bilanci",
            (Topic::Coaches, Lang::En) => "The coaches",
            (Topic::Coaches, Lang::It) => "Gli allenatori",
            (Topic::Next, Lang::En) => "What comes next",
            (Topic::Next, Lang::It) => "Prossime partite",
        }
    }

    /// Returns the least length at which a part is told.
    const fn least(self) -> Length {
        match self {
            Topic::Results | Topic::Standings | Topic::Decided | Topic::Needed => Length::Short,
            Topic::Changes | Topic::Likely | Topic::Runs | Topic::Coaches | Topic::Next => {
                Length::Normal
            }
            Topic::Goals => Length::Long,
        }
    }
}

/// A part of a briefing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// What it is about.
    pub topic: Topic,
    /// The heading.
    pub heading: String,
    /// The sentences.
    pub sentences: Vec<Sentence>,
}

impl Section {
    /// Makes a part under the heading of its topic.
    pub fn new(topic: Topic, lang: Lang, sentences: Vec<Sentence>) -> Section {
        Section { topic, heading: topic.heading(lang).to_owned(), sentences }
    }
}

/// How much a briefing tells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Length {
    /// Results, standings, what is decided and needed.
    Short,
    /// What a desk needs on the evening.
    #[default]
    Normal,
    /// Every goal, row, tally and run.
    Long,
}

/// A briefing on a group or a match.
#[derive(Clone, Debug)]
pub struct Briefing {
    /// The title.
    pub title: String,
    /// The line below the title: the moment, how far the group is.
    pub moment: String,
    /// The table at the moment; `None` for a match that counts in none.
    pub table: Option<TableAnswer>,
    /// The table as text, without a title.
    pub table_text: String,
    /// The parts, in order; the table stands after the first.
    pub sections: Vec<Section>,
}

impl View {
    /// Briefs on a group or on a match: an address such as `wcq-2026-uefa/J`, the
    /// key of a match (`2025-09-07/belgium/kazakhstan`) or its teams (`Belgium v
    /// Kazakhstan`, the last meeting then).
    ///
    /// A match is briefed on as of the end of its day, unless the view is of an
    /// earlier or a stated moment.
    ///
    /// # Errors
    /// The address names no group and no match, or several groups.
    pub fn brief(
        &self,
        address: &str,
        lang: Lang,
        length: Length,
        limits: &Limits,
    ) -> Result<Briefing, Error> {
        let mut brief = match self.find_match(address)? {
            Some(id) => self.brief_match(id, lang, length, limits)?,
            None => self.brief_group(address, lang, length, limits)?,
        };
        brief.sections.retain(|s| !s.sentences.is_empty() && s.topic.least() <= length);
        Ok(brief)
    }
}

impl Briefing {
    /// Returns all sentences in order.
    pub fn sentences(&self) -> impl Iterator<Item = &Sentence> {
        self.sections.iter().flat_map(|s| &s.sentences)
    }

    /// Writes the briefing; with `facts` each sentence is followed by the ids it
    /// rests on.
    pub fn text(&self, facts: bool) -> String {
        let mut out = format!("{}\n{}\n\n", self.title, self.moment);
        let mut table = (!self.table_text.is_empty()).then_some(&self.table_text);
        for section in &self.sections {
            if section.topic > Topic::Goals
                && let Some(table) = table.take()
            {
                out.push_str(&format!("{table}\n"));
            }
            out.push_str(&format!("{}\n", section.heading));
            for sentence in &section.sentences {
                out.push_str(&format!("  {}\n", sentence.text));
                if facts {
                    out.push_str(&format!("    [{}]\n", sentence.facts.join(", ")));
                }
            }
            out.push('\n');
        }
        if let Some(table) = table {
            out.push_str(table);
        }
        out
    }
}
