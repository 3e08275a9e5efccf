//! Reading a series from TOML.

use jiff::civil::Date;
use serde::Deserialize;
use toml::Spanned;

use crate::edition::Carried;
use crate::edition_words::{BerthWords, CarriedWord, NameWords, RulingWords};
use crate::parse::{ReliabilityWord, RuleBookError};
use crate::ruling_parse::rulings;
use crate::series::{Era, Series};
use crate::split::Split;

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct SeriesWords {
    id: String,
    name: NameWords,
    #[serde(default)]
    labels: Vec<String>,
    #[serde(default)]
    source: String,
    #[serde(default)]
    reliability: ReliabilityWord,
    #[serde(default = "first_of_july")]
    season_starts: Spanned<String>,
    era: Vec<Spanned<EraWords>>,
    #[serde(default)]
    season: Vec<Spanned<SeasonWords>>,
    #[serde(default)]
    ruling: Vec<Spanned<RulingWords>>,
}

fn first_of_july() -> Spanned<String> {
    Spanned::new(0..0, "07-01".to_owned())
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct EraWords {
    from: Option<String>,
    to: Option<String>,
    regulation: String,
    #[serde(default = "two")]
    meetings: u8,
    matches_each: Option<u8>,
    teams: Option<u8>,
    #[serde(default)]
    stages: Vec<String>,
    #[serde(default)]
    groups: bool,
    split: Option<SplitWords>,
    #[serde(default)]
    berth: Vec<BerthWords>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SplitWords {
    after: u8,
    below: Vec<u8>,
    meetings: u8,
    carry: CarriedWord,
    regulation: Option<String>,
}

fn two() -> u8 {
    2
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SeasonWords {
    id: String,
    from: Date,
    to: Date,
}

/// Reads a series.
///
/// # Errors
/// The first thing that is not understood, with its line: an unknown key, a
/// season that is none, eras that overlap, a ruling without its edition.
pub fn parse_series(file: &str, text: &str) -> Result<Series, RuleBookError> {
    let words: SeriesWords =
        toml::from_str(text).map_err(|error| RuleBookError::toml(file, text, &error))?;
    let wrong = |at: usize, message: String| RuleBookError::at(file, text, at, message);
    let written = words.season_starts.get_ref();
    let starts = month_and_day(written).ok_or_else(|| {
        let message = format!("`{written}` is not a day of the year; write it as `07-01`");
        wrong(words.season_starts.span().start, message)
    })?;
    let one_year = starts == (1, 1);
    let check = |season: &Option<String>, at: usize| match season {
        Some(s) if !is_season(s, one_year) => {
            let example = if one_year { "2010" } else { "2010-11" };
            Err(wrong(at, format!("`{s}` is not a season; write it as `{example}`")))
        }
        _ => Ok(()),
    };
    let mut eras: Vec<Era> = Vec::new();
    for spanned in &words.era {
        let (era, at) = (spanned.get_ref(), spanned.span().start);
        check(&era.from, at)?;
        check(&era.to, at)?;
        if let (Some(from), Some(to)) = (&era.from, &era.to)
            && from > to
        {
            return Err(wrong(at, format!("the era from `{from}` ends before it, with `{to}`")));
        }
        if let Some(before) = eras.last() {
            let apart = match (&before.to, &era.from) {
                (Some(to), Some(from)) => to < from,
                _ => false,
            };
            if !apart {
                let message =
                    "this era overlaps the one before; each needs `from` after the `to` before it";
                return Err(wrong(at, message.to_owned()));
            }
        }
        if let Some(split) = &era.split
            && (split.below.is_empty() || split.below.windows(2).any(|w| w[0] >= w[1]))
        {
            let message = "`below` of a `split` lists places, rising, below which it parts";
            return Err(wrong(at, message.to_owned()));
        }
        eras.push(Era {
            from: era.from.clone(),
            to: era.to.clone(),
            regulation: era.regulation.clone(),
            meetings: era.meetings,
            matches_each: era.matches_each,
            teams: era.teams,
            stages: era.stages.clone(),
            groups: era.groups,
            split: era.split.as_ref().map(|s| Split {
                after: s.after,
                below: s.below.clone(),
                meetings: s.meetings,
                carry: Carried::from(s.carry),
                regulation: s.regulation.clone(),
            }),
            berths: era.berth.clone(),
        });
    }
    for spanned in &words.season {
        let season = spanned.get_ref();
        check(&Some(season.id.clone()), spanned.span().start)?;
        if season.from > season.to {
            let message = format!("season `{}` ends before it begins", season.id);
            return Err(wrong(spanned.span().start, message));
        }
    }
    let rulings = rulings(file, text, &words.ruling)?;
    for (ruling, spanned) in rulings.iter().zip(&words.ruling) {
        let own = |e: &String| {
            e.strip_prefix(&words.id)
                .and_then(|rest| rest.strip_prefix('-'))
                .is_some_and(|season| is_season(season, one_year))
        };
        if !ruling.edition.as_ref().is_some_and(own) {
            let message = format!(
                "a ruling of a series names its `edition`, for example `{}-{}`",
                words.id,
                if one_year { "2010" } else { "2010-11" }
            );
            return Err(wrong(spanned.span().start, message));
        }
    }
    Ok(Series {
        name: words.name.localised(),
        labels: words.labels,
        source: words.source,
        reliability: words.reliability.into(),
        starts,
        eras,
        seasons: words
            .season
            .into_iter()
            .map(|s| s.into_inner())
            .map(|s| (s.id, s.from, s.to))
            .collect(),
        rulings,
        id: words.id,
    })
}

fn month_and_day(text: &str) -> Option<(i8, i8)> {
    let (month, day) = text.split_once('-')?;
    let found = (month.parse().ok()?, day.parse().ok()?);
    // A leap year has every day that there is.
    Date::new(2024, found.0, found.1).ok().map(|_| found)
}

/// Says whether a text is a season: `2010-11`, or `2010` where it is a year.
fn is_season(text: &str, one_year: bool) -> bool {
    let (year, next) = match text.split_once('-') {
        Some((year, next)) => (year, Some(next)),
        None => (text, None),
    };
    let (Ok(year), 4) = (year.parse::<i32>(), year.len()) else { return false };
    match next {
        None => one_year,
        Some(next) => {
            !one_year && next.len() == 2 && next.parse() == Ok((year + 1).rem_euclid(100))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SERIES: &str = r#"
id = "premier-league"
name = "Premier League"
labels = ["E0", "English Premier League"]
source = "the league"

[[era]]
to = "2018-19"
regulation = "premier-league-1992"
teams = 20

[[era]]
from = "2019-20"
regulation = "premier-league-2019"
berth = [{ id = "relegation", from-bottom = [1, 2, 3], exit = true }]

[[season]]
id = "2019-20"
from = "2019-08-01"
to = "2020-07-31"

[[ruling]]
edition = "premier-league-2023-24"
points = { team = "everton", points = -6 }
"#;

    #[test]
    fn seasons_and_eras_are_found() {
        let series = parse_series("premier-league.toml", SERIES).unwrap();
        let day = |y, m, d| Date::new(y, m, d).unwrap();
        assert_eq!(series.season_of(day(2010, 8, 14)), "2010-11");
        assert_eq!(series.season_of(day(2011, 5, 22)), "2010-11");
        assert_eq!(series.season_of(day(2020, 7, 26)), "2019-20");
        assert_eq!(series.season_of(day(2020, 9, 12)), "2020-21");
        assert_eq!(series.season_of(day(2000, 1, 1)), "1999-00");
        assert_eq!(series.era_of("1999-00").unwrap().regulation, "premier-league-1992");
        assert_eq!(series.era_of("2019-20").unwrap().regulation, "premier-league-2019");
    }

    #[test]
    fn mistakes_are_refused_at_their_line() {
        for (from, to, line, what) in [
            ("to = \"2018-19\"", "to = \"2018\"", 7, "`2018` is not a season"),
            ("to = \"2018-19\"", "to = \"2018-20\"", 7, "`2018-20` is not a season"),
            ("to = \"2018-19\"", "to = \"2019-20\"", 12, "overlaps"),
            ("\"premier-league-2023-24\"", "\"serie-a-2023-24\"", 22, "names its `edition`"),
            ("teams = 20", "team = 20", 10, "team"),
            ("labels", "season-starts = \"13-01\"\nlabels", 4, "`13-01` is not a day"),
        ] {
            let error = parse_series("s.toml", &SERIES.replacen(from, to, 1)).unwrap_err();
            assert!(error.message.contains(what), "{to}: {error}");
            assert_eq!(error.line, line, "{to}: {error}");
        }
    }
}
