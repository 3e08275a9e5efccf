//! The command line.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

pub use crate::args_forecast::{Backtest, Forecast};
pub use crate::args_ledger::{
    Add, CoachAction, Confirm, Decide, Diff, Erase, Fetch, Fix, Init, Log, OneOrTwo, Sql, Told,
    Undo, Why,
};
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
#[derive(Clone, Debug, Args)]
pub struct Common {
    /// As of when: a day (its end) or an instant with its zone
    #[arg(long, global = true, value_name = "MOMENT")]
    pub at: Option<Moment>,
    /// What was known by then
    #[arg(long, global = true, value_name = "MOMENT")]
    pub known_at: Option<OneOrTwo<Moment>>,
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
    /// A ledger, in place of the embedded record
    #[arg(long, global = true, value_name = "FILE", env = "GIRONE_LEDGER", hide_env_values = true)]
    pub ledger: Option<PathBuf>,
    /// The ledger as it was when entry N was its last
    #[arg(long, global = true, value_name = "N")]
    pub ledger_at: Option<OneOrTwo<u64>>,
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
    /// A picture.
    Svg,
    /// One line for each finding.
    Lines,
    /// For code-scanning tools (SARIF 2.1.0).
    Sarif,
    /// A page.
    Html,
}

/// What is asked.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Writes what a desk wants to know about a group or match day
    Brief(Brief),
    /// Prints tables, with the reasons
    Table(Table),
    /// Says what is decided in a group and what each team still needs
    Needs(Needs),
    /// Says since which match each fate of an edition has been fixed
    Decided(Decided),
    /// Says whether a conditional statement is certain
    Holds(HoldsQuestion),
    /// Proof-reads reports against the record
    Check(Check),
    /// Speaks the language server protocol over stdio, so that editors underline
    Lsp,
    /// Says how likely each outcome is
    Forecast(Forecast),
    /// Forecasts the past and says how good the forecasts were
    Backtest(Backtest),
    /// Writes the strengths of the teams of editions, as the binary carries them
    #[command(hide = true)]
    Strengths {
        /// The editions
        #[arg(required = true)]
        editions: Vec<String>,
    },
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
    /// Serves pages and an HTTP API
    Serve(Serve),
    /// Answers assistants over stdin and stdout (Model Context Protocol)
    Mcp,
    /// Makes a ledger
    Init(Init),
    /// Adds a result as you would type it, in English or Italian
    Add(Add),
    /// Confirms a provisional result
    Confirm(Confirm),
    /// Corrects a result that is wrong in the ledger
    Fix(Fix),
    /// Records a decision: an award, a deduction, a walkover, lots
    #[command(subcommand)]
    Decide(Decide),
    /// Takes back the last thing written, or one entry
    Undo(Undo),
    /// Lists the entries of the ledger
    Log(Log),
    /// Shows the chain of entries and sources behind a fact
    Why(Why),
    /// Says what a set of entries changed
    Diff(Diff),
    /// Examines a ledger: chain, integrity, invariants
    Doctor,
    /// Erases a person's name from a ledger; the chain still closes
    Erase(Erase),
    /// Asks the record in SQL, read-only
    Sql(Sql),
    /// Downloads public data, with size and checksum
    Fetch(Fetch),
    /// Writes shell completions
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
}

/// `girone brief`
#[derive(Debug, Args)]
#[command(
    before_help = "Examples:\n  girone brief wcq-2026-uefa/J --at 2025-09-08\n  girone brief wcq-2026-uefa/J --at 2025-09-08 --lang it\n  girone brief \"Belgium v Kazakhstan\" --length long\n  girone brief 2025-09-07/belgium/kazakhstan --facts"
)]
pub struct Brief {
    /// A group, e.g. wcq-2026-uefa/J, or a match: its key or its teams
    ///
    /// Of several meetings the last one played. A match is briefed on as of the
    /// end of its day, unless --at says otherwise.
    pub address: String,
    /// How much is told
    #[arg(long, value_enum, default_value_t = BriefLength::Normal)]
    pub length: BriefLength,
    /// Adds the facts that each sentence rests on
    #[arg(long)]
    pub facts: bool,
}

/// How much a briefing tells.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum BriefLength {
    /// Results, standings, what is decided and needed
    Short,
    /// What a desk needs on the evening
    Normal,
    /// Every goal, row, tally and run
    Long,
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

/// `girone needs`
#[derive(Debug, Args)]
#[command(
    before_help = "Examples:\n  girone needs wcq-2026-uefa/J --at 2025-11-16\n  girone needs wcq-2026-uefa/J --at 2025-11-16 --team Belgium --how\n  girone needs wcq-2026-uefa/J --at 2025-11-16 --suppose \"Wales 1-0 North Macedonia\""
)]
pub struct Needs {
    /// The edition and group
    pub address: String,
    /// Only this team
    #[arg(long)]
    pub team: Option<String>,
    /// Only this berth, e.g. direct
    #[arg(long)]
    pub berth: Option<String>,
    /// Shows scorelines that lead to the best and worst place
    #[arg(long)]
    pub how: bool,
    /// What can be decided in the next round
    #[arg(long)]
    pub next: bool,
    /// Numbered lists instead of sentences
    #[arg(long)]
    pub list: bool,
    /// Only the fates by the margins of the two matches that remain
    #[arg(long)]
    pub matrix: bool,
    /// Supposes a result, e.g. "Wales 1-0 Belgium" or "Wales beat Belgium"; repeatable
    #[arg(long, value_name = "RESULT")]
    pub suppose: Vec<String>,
    #[command(flatten)]
    pub effort: Effort,
}

/// How far the exact engine may go.
#[derive(Debug, Args)]
pub struct Effort {
    /// The most goals of a team in one remaining match, or `none`; without it what is
    /// decided knows no limit and the margins in conditions go up to nine
    #[arg(long, value_name = "N", value_parser = most_goals)]
    pub max_goals: Option<MostGoals>,
    /// How many seconds it may take
    #[arg(long, value_name = "SECONDS", default_value = "2")]
    pub limit: f64,
}

impl Effort {
    /// Returns the limits for the exact engine.
    pub fn limits(&self) -> girone::Limits {
        let limits = girone::Limits::default();
        girone::Limits {
            max_goals: match self.max_goals {
                Some(MostGoals::Of(n)) => Some(n),
                Some(MostGoals::NoLimit) | None => None,
            },
            margin_goals: match self.max_goals {
                Some(MostGoals::NoLimit) => None,
                _ => limits.margin_goals,
            },
            time: std::time::Duration::try_from_secs_f64(self.limit).unwrap_or_default(),
            ..girone::Limits::default()
        }
    }
}

/// A cap on goals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MostGoals {
    /// So many.
    Of(u8),
    /// None.
    NoLimit,
}

fn most_goals(text: &str) -> Result<MostGoals, String> {
    match text {
        "none" => Ok(MostGoals::NoLimit),
        n => n
            .parse()
            .map(MostGoals::Of)
            .map_err(|_| format!("expected a number of goals up to 255 or `none`, found `{n}`")),
    }
}

/// `girone decided`
#[derive(Debug, Args)]
#[command(
    before_help = "Examples:\n  girone decided wcq-2026-uefa\n  girone decided wcq-2026-uefa/J --at 2025-11-16"
)]
pub struct Decided {
    /// The edition, and the group if one is meant
    pub address: String,
    #[command(flatten)]
    pub effort: Effort,
}

/// `girone holds`
#[derive(Debug, Args)]
#[command(
    before_help = "Examples:\n  girone holds wcq-2026-uefa/E --at 2025-11-16 --if \"Spain do not lose by 7\" --then \"Spain win the group\""
)]
pub struct HoldsQuestion {
    /// The edition and group
    pub address: String,
    /// A condition on a remaining match; repeatable
    #[arg(long = "if", value_name = "CONDITION")]
    pub conditions: Vec<String>,
    /// The statement
    #[arg(long, value_name = "STATEMENT")]
    pub then: String,
    #[command(flatten)]
    pub effort: Effort,
}

/// `girone check`
#[derive(Debug, Args)]
#[command(
    before_help = "Examples:\n  girone check report.txt --at 2025-09-08T10:25+02:00\n  girone check *.txt --format lines\n  girone check --batch inputs.jsonl --from results.csv > findings.jsonl\n  pbpaste | girone check -"
)]
pub struct Check {
    /// The reports; `-` or nothing for standard input
    pub files: Vec<PathBuf>,
    /// JSON Lines with id, lang, published, text: one line of JSON for each
    #[arg(long, value_name = "FILE", conflicts_with = "files")]
    pub batch: Option<PathBuf>,
    /// The language of the reports; guessed from the text if not given
    #[arg(long, value_name = "LANG")]
    pub text_lang: Option<Lang>,
    /// Lists what is confirmed or unchecked too
    #[arg(long)]
    pub all: bool,
    /// What makes the exit code 1
    #[arg(long, default_value = "contradicted")]
    pub fail_on: FailOn,
    /// With --batch: exit with 1 as for single reports
    #[arg(long, requires = "batch")]
    pub strict_batch: bool,
    /// Prints the JSON Schema of what --format json and --batch print
    #[arg(long, conflicts_with_all = ["files", "batch"])]
    pub schema: bool,
}

/// What makes the exit code of a check 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum FailOn {
    /// Anything contradicted.
    Contradicted,
    /// Anything not confirmed.
    Unconfirmed,
    /// Nothing.
    Never,
}

/// `girone coach`
#[derive(Debug, Args)]
#[command(before_help = "Examples:\n  girone coach \"Ali Aliyev\" --at 2025-09-08")]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub struct Coach {
    /// The name
    #[arg(required = true)]
    pub name: Option<String>,
    /// The team, if the coach has had several
    #[arg(long)]
    pub team: Option<String>,
    /// Lists the matches counted
    #[arg(long)]
    pub matches: bool,
    /// Writes to the ledger instead.
    #[command(subcommand)]
    pub action: Option<CoachAction>,
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
    /// With --ledger: what the source is called; a newer file of it corrects the
    /// older one
    #[arg(long)]
    pub source: Option<String>,
    /// With --ledger: writes nothing if a line is not understood or a check objects
    #[arg(long)]
    pub strict: bool,
    /// With --strict: overrides a check by its name: goals, twice, minutes, team,
    /// dates, duplicate
    #[arg(long, value_name = "CHECK", value_delimiter = ',', requires = "strict")]
    pub allow: Vec<girone_store::Check>,
}

/// `girone export`
#[derive(Debug, Args)]
#[command(
    before_help = "Examples:\n  girone export wcq-2026-uefa > wcq-2026-uefa.txt\n  girone export wcq-2026-uefa --format csv\n  girone export wcq-2026-uefa --format json\n  girone export wcq-2026-uefa --parquet wcq-2026-uefa.parquet\n  girone export --team Belgium --team Wales --since 2025-01-01 --except wcq-2026-uefa\n  girone export --tenures --team Kazakhstan"
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
    /// Writes a Parquet file with the columns of the CSV (a build with `--features parquet`)
    #[arg(long, value_name = "FILE", conflicts_with = "tenures")]
    pub parquet: Option<PathBuf>,
}

/// `girone serve`
#[derive(Debug, Args)]
#[command(
    before_help = "Examples:\n  girone serve\n  girone serve --from results.csv --bind 127.0.0.1:8080\n  girone serve --keys keys.txt --new-key desk --scopes add,fix"
)]
pub struct Serve {
    /// The address to listen on
    #[arg(long, value_name = "ADDRESS:PORT", default_value = "127.0.0.1:8690")]
    pub bind: std::net::SocketAddr,
    /// The file of keys; without one nothing can be written
    #[arg(long, value_name = "FILE")]
    pub keys: Option<PathBuf>,
    /// Makes a key of this name, adds its hash to the file of keys and ends
    #[arg(long, value_name = "NAME")]
    pub new_key: Option<String>,
    /// What the new key may be used for: add, fix, decide, sql
    #[arg(long, value_name = "SCOPES", value_delimiter = ',', default_value = "add")]
    pub scopes: Vec<String>,
    /// The most trials of one forecast
    #[arg(long, value_name = "N", default_value = "1000000")]
    pub trials: u64,
    /// Seconds after which a question is no longer waited for
    #[arg(long, value_name = "SECONDS", default_value = "20", value_parser = clap::value_parser!(u64).range(1..=3600))]
    pub time_out: u64,
    /// Requests a second of one client, 0 for no limit; this machine has none
    #[arg(long, value_name = "N", default_value = "50")]
    pub rate: u32,
    /// Logs each request to stderr, one JSON object a line
    #[arg(long)]
    pub log: bool,
}
