//! What a report is about: its teams, its match, its moment.

mod ahead;
mod named;
mod readings;
mod subjects;

use girone_model::{AliasKind, Moment, PersonId, Side, TeamId};
use jiff::civil::Date;

use crate::lattice::{Lattice, Mention, Who};
use crate::lexicon::{Meaning, Named};
use crate::prepared::{Cut, Prepared};
use crate::text::Text;
pub(crate) use named::common as is_common;
use named::{names, particle, people_named, team_weights, unknown_name};

/// What a report is about.
pub(crate) struct Frame<'p> {
    pub prepared: &'p Prepared,
    /// The matches reported, the main one first.
    pub subjects: Vec<u32>,
    /// The match each sentence is about.
    pub by_sentence: Vec<Option<u32>>,
    /// The moments that the text may speak of, likeliest first.
    pub cuts: Vec<Cut>,
    /// The day of publication, if known.
    pub day: Option<Date>,
    /// The edition of the main match.
    pub edition: Option<u32>,
    /// The team from whose side the text is told.
    pub focus: Option<TeamId>,
    /// Whether the main match is still to be played.
    pub preview: bool,
    /// The teams that the text names.
    pub named: Vec<TeamId>,
    /// The teams of the table of the main match.
    pub mates: Vec<TeamId>,
    /// Whether the text is Italian.
    italian: bool,
}

/// How long before publication a match is still news, in days.
const NEWS: i32 = 9;

impl<'p> Frame<'p> {
    pub(crate) fn main(&self) -> Option<u32> {
        self.subjects.first().copied()
    }

    pub(crate) fn cut(&self) -> Cut {
        self.cuts.first().copied().unwrap_or(Cut {
            day: self.day,
            whole_day: true,
            before: None,
            standing: None,
            from: None,
        })
    }

    /// The teams of the main match.
    pub(crate) fn sides(&self) -> Option<(TeamId, TeamId)> {
        let m = self.prepared.get(self.main()?);
        Some((m.fixture.teams.home, m.fixture.teams.away))
    }

    /// The day that the text is written for: of the main match or of publication.
    pub(crate) fn today(&self) -> Option<Date> {
        self.main().map(|m| self.prepared.get(m).fixture.when.date).or(self.day)
    }

    /// The match that a token's sentence is about.
    pub(crate) fn subject_at(&self, text: &Text<'_>, at: usize) -> Option<u32> {
        let sentence = text.tokens.get(at)?.sentence as usize;
        self.by_sentence.get(sentence).copied().flatten().or_else(|| self.main())
    }

    /// Reads what a text is about and sets the mentions of the lattice.
    pub(crate) fn new(
        prepared: &'p Prepared,
        lattice: &mut Lattice<'_, '_>,
        moment: Moment,
    ) -> Frame<'p> {
        let text = lattice.text;
        let named = names(prepared, text);
        let teams = team_weights(text, &named);
        let mut frame = Frame {
            prepared,
            subjects: Vec::new(),
            by_sentence: vec![None; text.sentences.len()],
            cuts: Vec::new(),
            day: moment.date(),
            edition: None,
            focus: None,
            preview: false,
            named: teams.iter().map(|t| t.0).collect(),
            mates: Vec::new(),
            italian: lattice.lang == girone_model::Lang::It,
        };
        let whole = matches!(moment, Moment::EndOf(_) | Moment::Latest);
        let mut sides = teams.clone();
        sides.extend(frame.sides_of_coaches(text, &named, &teams));
        frame.find_subjects(lattice, &named, &sides, whole);
        // "Questa sera", written before it, looks ahead whatever scores it tells.
        let early =
            match moment {
                Moment::At { instant, offset } => {
                    let tonight =
                        text.tokens.iter().take(60).any(|t| {
                            matches!(&*t.fold, "stasera" | "tonight" | "odierna" | "odierno")
                        }) || text.tokens.windows(2).take(60).any(|w| {
                            w[0].is("questa") && w[1].is("sera")
                                || w[0].is("this") && w[1].is("evening")
                        });
                    tonight && offset.to_datetime(instant).hour() < 16
                }
                _ => false,
            };
        frame.find_preview(lattice, &named, &teams, (whole, early));
        frame.edition = frame.main().and_then(|m| prepared.edition_of(prepared.get(m)));
        let table = frame.main().and_then(|m| prepared.table_of(prepared.get(m)));
        frame.mates = table.map_or(Vec::new(), |t| prepared.group(t).teams.clone());
        let main = frame.main().map(|m| prepared.get(m).fixture.when.date);
        // What a text that looks ahead tells of other matches has been played.
        let ahead = main.filter(|_| frame.preview);
        let cut = |whole_day| Cut {
            day: frame.day,
            whole_day,
            before: ahead,
            standing: None,
            from: None,
        };
        frame.cuts = match (whole, main.is_some() && main == frame.day) {
            (true, _) => vec![cut(true)],
            (false, true) => vec![cut(true), cut(false)],
            (false, false) => vec![cut(false)],
        };
        let mentions = frame.mentions(text, &named);
        lattice.set_mentions(mentions);
        frame.assign_sentences(lattice);
        frame
    }

    /// The team of a coach on the day of the report.
    pub(crate) fn coached(&self, person: PersonId) -> Vec<TeamId> {
        let Some(day) = self.today() else { return Vec::new() };
        let mut teams: Vec<TeamId> = self
            .prepared
            .snapshot
            .tenures
            .iter()
            .filter(|t| t.person == person && t.covers(day))
            .map(|t| t.team)
            .collect();
        teams.dedup();
        teams
    }
}

/// The folded words of a stretch of tokens.
fn words_between(text: &Text<'_>, from: usize, to: usize) -> String {
    let words: Vec<&str> = text.tokens[from..to].iter().map(|t| t.fold.as_str()).collect();
    words.join(" ")
}
