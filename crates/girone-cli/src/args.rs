//! The command line.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use girone::model::{Lang, Moment};

const EXAMPLES: &str = "\
Examples:
  girone brief wcq-2026-uefa/J --at 2025-09-08
  girone table wcq-2026-uefa/J --at 2025-09-08 --explain
  girone coach \"Ali Aliyev\" --at 2025-09-08
  girone team Kazakhstan --since 2025-01-01
  girone import international-results results.csv
  girone table wc-1994/E --from results.csv";

/// Tables, exact scenarios, forecasts and proof-reading for football competitions.
#[derive(Debug, Parser)]
#[command(name = "girone", version, before_help = EXAMPLES, max_term_width = 100)]
#[command(
    after_help = "Exit codes: 0 fine; 1 the answer is negative; 2 usage; 3 name not found or ambiguous; 4 the record lacks what the answer needs."
)]
pub struct Arguments {
    /// What is asked.
    #[command(subcommand)]
    pub command: Option<Command>,
    /// What holds for every question.
    #[command(flatten)]
    pub common: Common,
}

/// The flags of every command.
#[derive(Debug, Args)]
pub struct Common {
    /// As of when: a day (its end) or an instant with its zone
    #[arg(long, global = true, value_name = "MOMENT")]
    pub at: Option<Moment>,
    /// What was known by then
    #[arg(long, global = true, value_name = "MOMENT")]
    pub known_at: Option<Moment>,
    /// The language of the answer: en or it
    #[arg(long, global = true, default_value = "en", value_name = "LANG")]
    pub lang: Lang,
    /// The form of the answer
    #[arg(long, global = true, default_value = "text", value_name = "FORMAT")]
    pub format: Format,
    /// Short for --format json
    #[arg(long, global = true)]
    pub json: bool,
    /// A folder laid out like competitions/, regulations/ and data/
    #[arg(long, global = true, value_name = "DIR")]
    pub data: Vec<PathBuf>,
    /// Match files or folders, read in memory
    #[arg(long, global = true, value_name = "PATH")]
    pub from: Vec<PathBuf>,
    /// Leaves out the embedded record
    #[arg(long, global = true)]
    pub without_embedded: bool,
}

impl Common {
    /// Returns the format asked for.
    pub fn format(&self) -> Format {
        if self.json { Format::Json } else { self.format }
    }
}

/// The form of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For a terminal.
    Text,
    /// For a program.
    Json,
    /// For a spreadsheet.
    Csv,
    /// For a page.
    Markdown,
    /// For Wikipedia.
    Wiki,
}

/// What is asked.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Writes what a desk wants to know about a group or match day
    Brief(Brief),
    /// Prints tables, with the reasons
    Table(Table),
    /// Prints a coach's record in every scope
    Coach(Coach),
    /// Prints a team's record in a scope
    Team(Team),
    /// Prints a match
    Match(MatchQuestion),
    /// Lists editions and how completely the record covers them
    Competitions(Competitions),
    /// Reads match files and says what was understood
    Import(Import),
    /// Writes an edition's matches as football.txt or CSV
    Export(Export),
    /// Writes shell completions
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
}

/// `girone brief`
#[derive(Debug, Args)]
#[command(
    before_help = "Examples:\n  girone brief wcq-2026-uefa/J --at 2025-09-08\n  girone brief wcq-2026-uefa/J --at 2025-09-08 --lang it"
)]
pub struct Brief {
    /// The edition and group, e.g. wcq-2026-uefa/J
    pub address: String,
    /// Adds the facts that each sentence rests on
    #[arg(long)]
    pub facts: bool,
}

/// `girone table`
#[derive(Debug, Args)]
#[command(
    before_help = "Examples:\n  girone table wcq-2026-uefa/J --at 2025-09-07\n  girone table wcq-2026-uefa --format csv\n  girone table wc-2026/J --explain\n  girone table serie-a-2024-25 --from it.1.json --home"
)]
pub struct Table {
    /// The edition, and the group if one is meant
    #[arg(required_unless_present = "all")]
    pub address: Option<String>,
    /// Says for each pair why one is above the other
    #[arg(long)]
    pub explain: bool,
    /// Counts home matches only
    #[arg(long, conflicts_with_all = ["away", "last"])]
    pub home: bool,
    /// Counts away matches only
    #[arg(long, conflicts_with = "last")]
    pub away: bool,
    /// Counts the last N matches of each team
    #[arg(long, value_name = "N")]
    pub last: Option<u8>,
    /// Every table of every edition that the record covers
    #[arg(long, conflicts_with = "address")]
    pub all: bool,
    /// With --all: after every matchday too
    #[arg(long, requires = "all")]
    pub every_matchday: bool,
}

/// `girone coach`
#[derive(Debug, Args)]
#[command(before_help = "Examples:\n  girone coach \"Ali Aliyev\" --at 2025-09-08")]
pub struct Coach {
    /// The name
    pub name: String,
    /// The team, if the coach has had several
    #[arg(long)]
    pub team: Option<String>,
    /// Lists the matches counted
    #[arg(long)]
    pub matches: bool,
}

/// `girone team`
#[derive(Debug, Args)]
#[command(
    before_help = "Examples:\n  girone team Belgium --edition wcq-2026-uefa\n  girone team Kazakhstan --since 2025-01-31 --competitive"
)]
pub struct Team {
    /// Any name of the team
    pub name: String,
    /// Only this edition
    #[arg(long)]
    pub edition: Option<String>,
    /// No friendlies
    #[arg(long, conflicts_with = "friendlies")]
    pub competitive: bool,
    /// Friendlies only
    #[arg(long)]
    pub friendlies: bool,
    /// Home matches only
    #[arg(long, conflicts_with = "away")]
    pub home: bool,
    /// Away matches only
    #[arg(long)]
    pub away: bool,
    /// Only since this day
    #[arg(long, value_name = "DATE")]
    pub since: Option<jiff::civil::Date>,
    /// Only until this day
    #[arg(long, value_name = "DATE")]
    pub until: Option<jiff::civil::Date>,
    /// Lists the matches counted
    #[arg(long)]
    pub matches: bool,
}

/// `girone match`
#[derive(Debug, Args)]
#[command(
    before_help = "Examples:\n  girone match Belgium Kazakhstan\n  girone match Belgium Kazakhstan --at 2025-09-08"
)]
pub struct MatchQuestion {
    /// One team
    pub home: String,
    /// The other
    pub away: String,
}

/// `girone competitions`
#[derive(Debug, Args)]
pub struct Competitions {
    /// Only those whose id or name contains this
    pub filter: Option<String>,
    /// Those without any match in the record too
    #[arg(long)]
    pub all: bool,
}

/// `girone import`
#[derive(Debug, Args)]
#[command(
    before_help = "Examples:\n  girone import football-txt cup.txt\n  girone import international-results folder/"
)]
pub struct Import {
    /// The format: football-txt, football-json, international-results, football-data, tenures
    pub kind: girone::record::Kind,
    /// Files or folders
    #[arg(required = true)]
    pub paths: Vec<PathBuf>,
}

/// `girone export`
#[derive(Debug, Args)]
#[command(
    before_help = "Examples:\n  girone export wcq-2026-uefa > wcq-2026-uefa.txt\n  girone export wcq-2026-uefa --format csv\n  girone export --team Belgium --team Wales --since 2025-01-01 --except wcq-2026-uefa\n  girone export --tenures --team Kazakhstan"
)]
pub struct Export {
    /// The edition
    pub edition: Option<String>,
    /// Only matches of this team; repeatable
    #[arg(long)]
    pub team: Vec<String>,
    /// Leaves out the matches of this edition; repeatable
    #[arg(long, value_name = "EDITION")]
    pub except: Vec<String>,
    /// Only from this day on
    #[arg(long, value_name = "DATE")]
    pub since: Option<jiff::civil::Date>,
    /// Only up to this day
    #[arg(long, value_name = "DATE")]
    pub until: Option<jiff::civil::Date>,
    /// Writes who was in charge instead, as CSV
    #[arg(long, conflicts_with_all = ["edition", "except"])]
    pub tenures: bool,
}
