//! The JSON that only the server answers. Keys are English and never localised.

use girone::shape::{AsOfShape, FateShape, TableShape};
use serde::Serialize;
use utoipa::ToSchema;

/// A list, a page at a time.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct EditionsShape {
    /// The hash of the record.
    pub record: String,
    /// What a reader must know.
    pub warnings: Vec<String>,
    /// How many there are in all.
    pub total: usize,
    /// The position of the first one here, from 0.
    pub offset: usize,
    /// The editions, the latest first.
    pub editions: Vec<EditionShape>,
}

/// An edition.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct EditionShape {
    /// The id.
    pub edition: String,
    /// The name in the language asked for.
    pub name: String,
    /// The first day.
    pub from: Option<String>,
    /// The last day.
    pub to: Option<String>,
    /// How many tables it has.
    pub groups: usize,
    /// Matches of the tables that have been played.
    pub played: usize,
    /// Matches of the tables in all.
    pub matches: usize,
}

/// All tables of an edition.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct TablesShape {
    /// The moment.
    pub as_of: AsOfShape,
    /// The hash of the record.
    pub record: String,
    /// What a reader must know.
    pub warnings: Vec<String>,
    /// The edition.
    pub edition: String,
    /// The tables, stage by stage.
    pub tables: Vec<TableShape>,
}

/// A briefing.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct BriefShape {
    /// The title.
    pub title: String,
    /// The table it rests on; none for a match that counts in none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub table: Option<TableShape>,
    /// The parts.
    pub sections: Vec<SectionShape>,
}

/// A part of a briefing.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct SectionShape {
    /// The heading.
    pub heading: String,
    /// The sentences.
    pub sentences: Vec<SentenceShape>,
}

/// A sentence and the facts it rests on.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct SentenceShape {
    /// The sentence.
    pub text: String,
    /// Ids of matches, tables and tenures.
    pub facts: Vec<String>,
}

/// Won, drawn, lost and goals in a stated scope.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct TallyShape {
    /// Which matches count, in words.
    pub scope: String,
    /// Matches played.
    pub played: u32,
    /// Matches won.
    pub won: u32,
    /// Matches drawn.
    pub drawn: u32,
    /// Matches lost.
    pub lost: u32,
    /// Goals scored.
    pub goals_for: u32,
    /// Goals conceded.
    pub goals_against: u32,
    /// The keys of the matches counted.
    pub matches: Vec<String>,
}

/// A team's record.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct TeamShape {
    /// The moment.
    pub as_of: AsOfShape,
    /// The hash of the record.
    pub record: String,
    /// What a reader must know.
    pub warnings: Vec<String>,
    /// The id of the team.
    pub team: String,
    /// The name in the language asked for.
    pub name: String,
    /// From which day on the record holds every match, if it does.
    pub complete_since: Option<String>,
    /// The record in the scope.
    pub tally: TallyShape,
}

/// A coach's record.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct CoachShape {
    /// The moment.
    pub as_of: AsOfShape,
    /// The hash of the record.
    pub record: String,
    /// What a reader must know.
    pub warnings: Vec<String>,
    /// The name.
    pub coach: String,
    /// Each time in charge, oldest first.
    pub reigns: Vec<ReignShape>,
}

/// A time in charge.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct ReignShape {
    /// The id of the team.
    pub team: String,
    /// Since when and as what, in words.
    pub post: String,
    /// Whether the record holds every match of this time.
    pub complete: bool,
    /// The record in every scope.
    pub scopes: Vec<TallyShape>,
}

/// Matches, a page at a time.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct MatchesShape {
    /// The moment.
    pub as_of: AsOfShape,
    /// The hash of the record.
    pub record: String,
    /// What a reader must know.
    pub warnings: Vec<String>,
    /// How many there are in all.
    pub total: usize,
    /// The position of the first one here, from 0.
    pub offset: usize,
    /// The matches, in order of date.
    pub matches: Vec<MatchShape>,
}

/// A match.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct MatchShape {
    /// The key: day and the ids of the teams.
    pub id: String,
    /// The competition as its source names it.
    pub competition: String,
    /// The edition, where it is known.
    pub edition: Option<String>,
    /// The stage.
    pub stage: Option<String>,
    /// The group.
    pub group: Option<String>,
    /// The day.
    pub date: String,
    /// The id of the home team.
    pub home: String,
    /// The id of the away team.
    pub away: String,
    /// The goals that count; null if it has not ended, or does not count.
    pub home_goals: Option<u8>,
    /// The goals that count; null if it has not ended, or does not count.
    pub away_goals: Option<u8>,
    /// `scheduled`, `played`, `awarded`, `walkover`, `abandoned`, `annulled` or
    /// `postponed`.
    pub outcome: &'static str,
    /// Whether the result is not confirmed yet.
    pub provisional: bool,
    /// The match in words, with scorers.
    pub text: String,
}

/// What is decided, and since which match.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct FatesShape {
    /// The moment.
    pub as_of: AsOfShape,
    /// The hash of the record.
    pub record: String,
    /// What a reader must know.
    pub warnings: Vec<String>,
    /// The fates that are fixed.
    pub fates: Vec<FateShape>,
}

/// Entries of the ledger, a page at a time.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct LogShape {
    /// The hash of the record.
    pub record: String,
    /// How many entries there are.
    pub total: usize,
    /// The position of the first one here, from 0, the latest entry first.
    pub offset: usize,
    /// The entries.
    pub entries: Vec<EntryShape>,
}

/// An entry of the ledger.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct EntryShape {
    /// The number.
    pub number: u64,
    /// When this ledger learned it.
    pub recorded: Option<String>,
    /// When it became known, if not with what it tells.
    pub known: Option<String>,
    /// The entry that it corrects.
    pub replaces: Option<u64>,
    /// What it says.
    pub text: String,
    /// Why, for a correction or a decision.
    pub reason: Option<String>,
    /// Who says so.
    pub by: Option<String>,
    /// Where it is published.
    pub source: Option<String>,
}
