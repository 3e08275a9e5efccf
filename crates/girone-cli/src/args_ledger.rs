//! The arguments of the commands that write to a ledger or look into it.

use std::fmt::Display;
use std::path::PathBuf;
use std::str::FromStr;

use clap::{Args, Subcommand};
use girone::Error;
use girone_store::Check;
use jiff::civil::Date;

/// A value, or two with `..` between them, as `diff` compares them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OneOrTwo<T> {
    /// One value.
    One(T),
    /// From the one to the other.
    Two(T, T),
}

impl<T: Copy> OneOrTwo<T> {
    /// Returns the value; `flag` is what was given.
    pub fn one(self, flag: &str) -> Result<T, Error> {
        match self {
            OneOrTwo::One(value) => Ok(value),
            OneOrTwo::Two(..) => Err(Error::usage(format!(
                "{flag} A..B compares two and is for `girone diff`; give one here"
            ))),
        }
    }
}

impl<T: FromStr> FromStr for OneOrTwo<T>
where
    T::Err: Display,
{
    type Err = String;
    fn from_str(text: &str) -> Result<OneOrTwo<T>, String> {
        let read = |t: &str| t.trim().parse::<T>().map_err(|e| e.to_string());
        match text.split_once("..") {
            Some((a, b)) => Ok(OneOrTwo::Two(read(a)?, read(b)?)),
            None => read(text).map(OneOrTwo::One),
        }
    }
}

/// Who says it, where, and why.
#[derive(Debug, Default, Args)]
pub struct Told {
    /// Who says so, e.g. the organiser or whoever types
    #[arg(long, value_name = "WHO")]
    pub by: Option<String>,
    /// Where it is published
    #[arg(long, visible_alias = "ref", value_name = "SOURCE")]
    pub source: Option<String>,
    /// Why
    #[arg(long, value_name = "WHY")]
    pub reason: Option<String>,
    /// When the football world learned it, if not when it happened
    #[arg(long, value_name = "DATE")]
    pub known: Option<Date>,
    /// Overrides a check by its name: goals, twice, minutes, team, dates, duplicate
    #[arg(long, value_name = "CHECK", value_delimiter = ',')]
    pub allow: Vec<Check>,
    /// Shows what would be written, and the tables before and after
    #[arg(long)]
    pub dry_run: bool,
}

/// `girone init`
#[derive(Debug, Args)]
#[command(
    before_help = "Examples:\n  girone init season.girone\n  girone init --empty season.girone"
)]
pub struct Init {
    /// The file to be made; else that of --ledger
    pub file: Option<PathBuf>,
    /// Without the embedded record
    #[arg(long)]
    pub empty: bool,
}

/// `girone add`
#[derive(Debug, Args)]
#[command(
    before_help = "Examples:\n  girone add \"Belgium 6-0 Kazakhstan (De Bruyne 42, 84; Doku 44, 60; Raskin 51; Meunier 87)\" --date 2025-09-07 --source \"uefa.com\"\n  girone add \"Galles-Belgio 2-4 (Wilson 51, Thomas 69 | Doku 24, 76)\" --lang it"
)]
pub struct Add {
    /// The result as you would type it
    pub result: String,
    /// The day, if the text does not say it and there is no fixture for it
    #[arg(long)]
    pub date: Option<Date>,
    /// The edition, if it cannot be told from teams and day
    #[arg(long)]
    pub edition: Option<String>,
    /// The competition, where there is no edition
    #[arg(long, conflicts_with = "edition")]
    pub competition: Option<String>,
    /// A friendly
    #[arg(long, conflicts_with = "edition")]
    pub friendly: bool,
    /// On neutral ground
    #[arg(long)]
    pub neutral: bool,
    /// The result awaits confirmation (as it does unless --confirmed is given)
    #[arg(long, conflicts_with = "confirmed")]
    pub provisional: bool,
    /// The result is final
    #[arg(long)]
    pub confirmed: bool,
    /// Who, where, why.
    #[command(flatten)]
    pub told: Told,
}

/// `girone confirm`
#[derive(Debug, Args)]
#[command(
    before_help = "Examples:\n  girone confirm \"Belgium Kazakhstan 2025-09-07\"\n  girone confirm \"#1234\""
)]
pub struct Confirm {
    /// The match: teams and day, or # and the number of an entry
    #[arg(value_name = "MATCH")]
    pub which: String,
    /// Who, where, why.
    #[command(flatten)]
    pub told: Told,
}

/// `girone fix`
#[derive(Debug, Args)]
#[command(
    before_help = "Examples:\n  girone fix \"Belgium Kazakhstan 2025-09-07\" \"6-0 (De Bruyne 42, 84; Doku 44, 60; Raskin 51; Meunier 87)\" --source uefa.com --reason \"second goal re-credited\""
)]
pub struct Fix {
    /// The match: teams and day, or # and the number of an entry
    #[arg(value_name = "MATCH")]
    pub which: String,
    /// The result as it really was
    pub result: Option<String>,
    /// The day on which it was really played
    #[arg(long, value_name = "DATE")]
    pub to_date: Option<Date>,
    /// Who, where, why.
    #[command(flatten)]
    pub told: Told,
}

/// What every decision has.
#[derive(Debug, Args)]
pub struct Decided {
    /// From when it counts
    #[arg(long)]
    pub date: Date,
    /// The rule that is applied, e.g. "Article 27"
    #[arg(long)]
    pub article: Option<String>,
    /// The entry of the ruling that this one changes on appeal
    #[arg(long, value_name = "N")]
    pub appeal_of: Option<u64>,
    /// Who, where, why.
    #[command(flatten)]
    pub told: Told,
}

/// `girone decide`
#[derive(Debug, Subcommand)]
#[command(
    before_help = "Examples:\n  girone decide award \"Norway Israel 2025-10-11\" 3-0 --date 2025-10-18 --by FIFA --article 27\n  girone decide deduct Norway 6 --edition wcq-2026-uefa --date 2025-10-14 --by FIFA --dry-run\n  girone decide deduct Norway 4 --appeal-of 321 --date 2025-11-20 --by CAS"
)]
pub enum Decide {
    /// Sets the score of a match; the score from the pitch stays on record
    Award {
        /// The match: teams and day, or # and the number of an entry
        #[arg(value_name = "MATCH")]
        which: String,
        /// The score that counts, in the order in which you name the teams
        score: String,
        /// What every decision has.
        #[command(flatten)]
        decided: Decided,
    },
    /// Holds that one side did not appear
    Walkover {
        /// The match
        #[arg(value_name = "MATCH")]
        which: String,
        /// Who wins
        winner: String,
        /// The score that counts, the winner's goals first
        #[arg(long)]
        score: Option<String>,
        /// What every decision has.
        #[command(flatten)]
        decided: Decided,
    },
    /// Declares a match void
    Annul {
        /// The match
        #[arg(value_name = "MATCH")]
        which: String,
        /// What every decision has.
        #[command(flatten)]
        decided: Decided,
    },
    /// Lets the score from the pitch count again, e.g. on appeal
    Restore {
        /// The match
        #[arg(value_name = "MATCH")]
        which: String,
        /// What every decision has.
        #[command(flatten)]
        decided: Decided,
    },
    /// Deducts points from a team
    Deduct {
        /// The team
        team: String,
        /// How many in all
        points: i16,
        /// How many of them are suspended
        #[arg(long, default_value_t = 0, value_name = "POINTS")]
        suspended: i16,
        /// In which edition
        #[arg(long)]
        edition: Option<String>,
        /// In which stage, if only in one
        #[arg(long)]
        stage: Option<String>,
        /// What every decision has.
        #[command(flatten)]
        decided: Decided,
    },
    /// Records lots drawn between level teams
    Lots {
        /// The edition
        edition: String,
        /// The teams, best first
        #[arg(required = true, num_args = 2..)]
        order: Vec<String>,
        /// What every decision has.
        #[command(flatten)]
        decided: Decided,
    },
}

/// `girone coach appoint`, `girone coach leave`
#[derive(Debug, Subcommand)]
pub enum CoachAction {
    /// Records an appointment in the ledger
    Appoint {
        /// The name
        name: String,
        /// The team
        #[arg(long)]
        team: String,
        /// The first day
        #[arg(long = "on", visible_alias = "date", value_name = "DATE")]
        on: Date,
        /// Only until somebody is appointed
        #[arg(long)]
        caretaker: bool,
        /// Sources differ on the day
        #[arg(long)]
        approximate: bool,
        /// A note
        #[arg(long)]
        note: Option<String>,
        /// Who, where, why.
        #[command(flatten)]
        told: Told,
    },
    /// Records a departure in the ledger
    Leave {
        /// The name
        name: String,
        /// The team, if there are several
        #[arg(long)]
        team: Option<String>,
        /// The last day
        #[arg(long = "on", visible_alias = "date", value_name = "DATE")]
        on: Date,
        /// Sources differ on the day
        #[arg(long)]
        approximate: bool,
        /// Who, where, why.
        #[command(flatten)]
        told: Told,
    },
}

/// `girone undo`
#[derive(Debug, Args)]
pub struct Undo {
    /// The entry; else all that was written last in one go
    pub number: Option<u64>,
    /// Who, where, why.
    #[command(flatten)]
    pub told: Told,
}

/// `girone log`
#[derive(Debug, Args)]
#[command(
    before_help = "Examples:\n  girone log\n  girone log Belgium --last 5\n  girone log wcq-2026-uefa\n  girone log \"Belgium Kazakhstan 2025-09-07\""
)]
pub struct Log {
    /// A match, a team or an edition; else everything
    pub about: Option<String>,
    /// How many entries at most, the latest
    #[arg(long, default_value_t = 20, value_name = "N")]
    pub last: usize,
}

/// `girone why`
#[derive(Debug, Args)]
#[command(
    before_help = "Examples:\n  girone why \"Belgium Kazakhstan 2025-09-07\"\n  girone why \"#1234\"\n  girone why Norway"
)]
pub struct Why {
    /// A match, # and the number of an entry, or a team (its deductions and coaches)
    pub fact: String,
}

/// `girone diff`
#[derive(Debug, Args)]
#[command(
    before_help = "Examples:\n  girone diff --known-at 2026-02-13..2026-03-20\n  girone diff --ledger-at 120..131\n  girone diff wcq-2026-uefa/I --ledger-at 120..131"
)]
pub struct Diff {
    /// Only this edition, or group of it
    pub address: Option<String>,
}

/// `girone erase`
#[derive(Debug, Args)]
pub struct Erase {
    /// The full name
    pub name: String,
    /// Why; kept in the ledger
    #[arg(long)]
    pub reason: String,
    /// Yes, erase it; there is no way back
    #[arg(long)]
    pub yes: bool,
}

/// `girone sql`
#[derive(Debug, Args)]
#[command(
    before_help = "Examples:\n  girone sql \"select * from standings('wcq-2026-uefa', 'J', '2025-09-07')\"\n  girone sql \"select team, points from standings('wcq-2026-uefa', 'J', null) where at = '2025-10-10'\" --format csv"
)]
pub struct Sql {
    /// The query
    pub query: String,
    /// How many seconds it may take
    #[arg(long, default_value_t = 10, value_name = "SECONDS")]
    pub limit: u64,
}

/// `girone fetch`
#[derive(Debug, Args)]
#[command(
    before_help = "Examples:\n  girone fetch internationals\n  girone import international-results international-results/ --ledger my.girone"
)]
pub struct Fetch {
    /// What: internationals
    pub what: String,
    /// The folder to write to
    #[arg(long, default_value = "international-results", value_name = "DIR")]
    pub to: PathBuf,
    /// From where, if not from its public home
    #[arg(long, value_name = "URL")]
    pub url: Option<String>,
}
