//! The arguments of forecasts and of looking back at them.

use std::path::PathBuf;

use clap::Args;

/// `girone forecast`
#[derive(Debug, Args)]
#[command(
    before_help = "Examples:\n  girone forecast wcq-2026-uefa/J --at 2025-09-08\n  girone forecast wc-2026 --at 2026-06-24 --trials 1000000\n  girone forecast wcq-2026-uefa/J --at 2025-10-15 --suppose \"Liechtenstein 0-1 Wales\"\n  girone forecast wcq-2026-uefa/J --over-time --format svg > j.svg\n  girone forecast wcq-2026-uefa --log forecasts.jsonl"
)]
pub struct Forecast {
    /// The edition, and the group if one is meant
    pub address: String,
    /// How many times the rest is played out
    #[arg(long, default_value = "100000", value_name = "N")]
    pub trials: u64,
    /// The seed: the same seed gives the same figures
    #[arg(long, default_value = "1", value_name = "S")]
    pub seed: u64,
    /// The model: pool, joint, filter, dixon-coles, elo, fifa or base-rates
    #[arg(long, default_value = "pool")]
    pub model: String,
    /// Only this team
    #[arg(long)]
    pub team: Option<String>,
    /// Takes a score for granted, e.g. "Wales 1-0 Belgium"; repeatable
    #[arg(long, value_name = "RESULT")]
    pub suppose: Vec<String>,
    /// Takes strengths as exactly known
    #[arg(long)]
    pub certain_strengths: bool,
    /// The chances of a berth after each matchday
    #[arg(long)]
    pub over_time: bool,
    /// Which berth --over-time is about
    #[arg(long)]
    pub berth: Option<String>,
    /// Adds the forecast to the end of a log, to be scored later with backtest --log
    #[arg(long, value_name = "FILE", conflicts_with = "over_time")]
    pub log: Option<PathBuf>,
}

/// `girone backtest`
#[derive(Debug, Args)]
#[command(
    before_help = "Examples:\n  girone backtest --from results.csv --since 2018-01-01 --until 2022-12-31\n  girone backtest --from results.csv --matches list.csv --out predictions.csv\n  girone backtest --from results.csv --berths wc-2022 euro-2024 --out rows.csv\n  girone backtest --log forecasts.jsonl"
)]
pub struct Backtest {
    /// A list of matches: CSV with match_id,date,home_team,away_team
    #[arg(long, value_name = "FILE")]
    pub matches: Option<PathBuf>,
    /// Forecasts who got which berth of past editions, instead of matches: these
    /// editions, or all that the record holds to the end
    #[arg(long, value_name = "EDITION", num_args = 0.., conflicts_with_all = ["matches", "friendlies", "clubs"])]
    pub berths: Option<Vec<String>>,
    /// Scores the forecasts that were kept with forecast --log, as far as it is known
    /// what happened
    #[arg(long, value_name = "FILE", conflicts_with_all = ["matches", "berths", "friendlies", "clubs", "since", "until"])]
    pub log: Option<PathBuf>,
    /// Writes one row per forecast as CSV: match_id,p_home,p_draw,p_away, or
    /// edition,team,berth,date,p,outcome and more
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// Writes the calibration as a picture
    #[arg(long, value_name = "FILE")]
    pub svg: Option<PathBuf>,
    /// Only from this day on; editions that begin then
    #[arg(long, value_name = "DATE")]
    pub since: Option<jiff::civil::Date>,
    /// Only up to this day
    #[arg(long, value_name = "DATE")]
    pub until: Option<jiff::civil::Date>,
    /// The model: pool, joint, filter, dixon-coles, elo, fifa or base-rates
    #[arg(long, default_value = "pool")]
    pub model: String,
    /// How many trials each forecast of berths plays
    #[arg(long, default_value = "10000", value_name = "N")]
    pub trials: u64,
    /// The seed of forecasts of berths
    #[arg(long, default_value = "1", value_name = "S")]
    pub seed: u64,
    /// Friendlies too
    #[arg(long)]
    pub friendlies: bool,
    /// Clubs instead of national teams
    #[arg(long)]
    pub clubs: bool,
    /// Without the comparison with Elo and base rates
    #[arg(long)]
    pub alone: bool,
}
