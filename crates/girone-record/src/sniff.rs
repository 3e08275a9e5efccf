//! Which format a file is in.

use std::fmt;
use std::str::FromStr;

use crate::text::{decode, is_binary};
use crate::{
    Draft, Reading, read_football_data, read_football_json, read_football_txt, read_internationals,
    read_tenures,
};

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

/// Reads files of one format, given as pairs of name and bytes.
///
/// The international results are read as one set; of every other format the
/// files make one draft each, and the drafts are joined in the order given, under
/// the name of the first.
pub fn read(kind: Kind, files: &[(&str, &[u8])]) -> Reading<Draft> {
    let one = match kind {
        Kind::InternationalResults => return read_internationals(files),
        Kind::FootballTxt => read_football_txt,
        Kind::FootballJson => read_football_json,
        Kind::FootballData => read_football_data,
        Kind::Tenures => read_tenures,
    };
    let mut all: Option<Reading<Draft>> = None;
    for (name, bytes) in files {
        let more = one(name, bytes);
        match &mut all {
            None => all = Some(more),
            Some(all) => {
                all.value.groups.extend(more.value.groups);
                all.value.matches.extend(more.value.matches);
                all.value.tenures.extend(more.value.tenures);
                all.diagnostics.extend(more.diagnostics);
                all.counts.add(more.counts);
            }
        }
    }
    all.unwrap_or_default()
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
    let further = has("League") && has("Home") && has("Away");
    let short = has("HT") && has("AT");
    if has("HomeTeam") && has("AwayTeam") || (short || further) && has("Date") {
        return Some(Kind::FootballData);
    }
    if has("team") && has("coach") {
        return Some(Kind::Tenures);
    }
    match extension.as_str() {
        "txt" => Some(Kind::FootballTxt),
        "json" => Some(Kind::FootballJson),
        "csv" | "md" | "html" | "xml" | "toml" | "yml" | "yaml" => None,
        _ if first.starts_with(['=', '#', '▪', '»']) => Some(Kind::FootballTxt),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_are_told_apart_by_their_beginning() {
        for (name, text, kind) in [
            ("a.txt", "= Serie A 2024/25\n", Some(Kind::FootballTxt)),
            ("cup", "\n= World Cup 2026\n", Some(Kind::FootballTxt)),
            ("a.json", "{\"name\": \"x\"}", Some(Kind::FootballJson)),
            (
                "results.csv",
                "date,home_team,away_team,home_score",
                Some(Kind::InternationalResults),
            ),
            ("former_names.csv", "current,former,start_date", Some(Kind::InternationalResults)),
            (
                "BRA.csv",
                "Country,League,Season,Date,Time,Home,Away,HG,AG",
                Some(Kind::FootballData),
            ),
            ("I1.csv", "\u{feff}Div,Date,HomeTeam,AwayTeam,FTHG", Some(Kind::FootballData)),
            ("coaches.csv", "team,coach,role,start", Some(Kind::Tenures)),
            ("x.csv", "a,b,c", None),
            ("x.png", "\u{0}PNG", None),
            ("LICENSE.md", "# Licence\n", None),
            ("x", "", None),
        ] {
            assert_eq!(sniff(name, text.as_bytes()), kind, "{name}");
        }
    }
}
