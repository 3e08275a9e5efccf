//! Which format a file is in.

use std::fmt;
use std::str::FromStr;

use crate::text::{decode, is_binary};

/// A format that is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// football.txt, levels 1 and 2.
    FootballTxt,
    /// football.json, in its eras.
    FootballJson,
    /// The international results: `results.csv` and its companions.
    InternationalResults,
    /// A season in the columns of football-data.co.uk.
    FootballData,
    /// Tenures as CSV.
    Tenures,
}

impl Kind {
    /// All formats.
    pub const ALL: [Kind; 5] = [
        Kind::FootballTxt,
        Kind::FootballJson,
        Kind::InternationalResults,
        Kind::FootballData,
        Kind::Tenures,
    ];

    /// Returns the name on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Kind::FootballTxt => "football-txt",
            Kind::FootballJson => "football-json",
            Kind::InternationalResults => "international-results",
            Kind::FootballData => "football-data",
            Kind::Tenures => "tenures",
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Kind {
    type Err = String;
    fn from_str(text: &str) -> Result<Kind, String> {
        Kind::ALL.into_iter().find(|k| k.name() == text).ok_or_else(|| {
            let all: Vec<String> = Kind::ALL.iter().map(|k| format!("`{k}`")).collect();
            format!("`{text}` is not a format; use one of {}", all.join(", "))
        })
    }
}

/// Guesses the format of a file from its name and the beginning of its content;
/// `None` where it is none of those that are read.
pub fn sniff(name: &str, bytes: &[u8]) -> Option<Kind> {
    if is_binary(bytes) {
        return None;
    }
    let start = decode(&bytes[..bytes.len().min(4096)]).into_owned();
    let first = start.lines().find(|l| !l.trim().is_empty()).unwrap_or("").trim();
    let extension = name.rsplit_once('.').map_or("", |(_, e)| e).to_ascii_lowercase();
    if first.starts_with('{') || first.starts_with('[') && extension == "json" {
        return Some(Kind::FootballJson);
    }
    let columns: Vec<&str> = first.split(',').map(|c| c.trim().trim_matches('"')).collect();
    let has = |column: &str| columns.contains(&column);
    if has("home_team") && has("away_team") {
        return Some(Kind::InternationalResults);
    }
    if has("current") && has("former") {
        return Some(Kind::InternationalResults);
    }
    if has("HomeTeam") && has("AwayTeam") || has("HT") && has("AT") && has("Date") {
        return Some(Kind::FootballData);
    }
    if has("team") && has("coach") {
        return Some(Kind::Tenures);
    }
    match extension.as_str() {
        "txt" => Some(Kind::FootballTxt),
        "json" => Some(Kind::FootballJson),
        "csv" => None,
        _ if first.starts_with(['=', '#', '▪', '»']) => Some(Kind::FootballTxt),
        _ => None,
    }
}
