//! Strengths of teams at given dates, as a text to be kept.

use std::fmt::Write as _;

use jiff::civil::Date;

use crate::trial::days;
use crate::{Filter, FilterParams, Forecaster, Model, ModelParams, Played, Ratings, team_count};

/// The strengths of teams on one day.
#[derive(Clone, Debug, PartialEq)]
pub struct Strengths {
    /// The day: everything played before it has been taken in.
    pub date: Date,
    /// The log of the goals of a side between equals.
    pub base: f64,
    /// The teams.
    pub teams: Vec<TeamStrength>,
}

/// The strength of one team; all numbers are log rates.
#[derive(Clone, Debug, PartialEq)]
pub struct TeamStrength {
    /// The id of the team, e.g. `north-macedonia`.
    pub team: String,
    /// Half the log of the ratio of goals scored to conceded against an average
    /// team.
    pub strength: f64,
    /// The variance of `strength` around the mean of all teams.
    pub variance: f64,
    /// What the team adds to both log rates.
    pub open: f64,
    /// What the team adds to the gap at home.
    pub home: f64,
}

const HEADING: &str = "date,team,strength,variance,open,home";

/// Writes strengths as CSV; the row of the team `*` holds the base.
pub fn write_strengths(all: &[Strengths]) -> String {
    let mut text = format!("{HEADING}\n");
    for at in all {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{},*,{:.4},,,", at.date, at.base);
        for t in &at.teams {
            let _ = writeln!(
                text,
                "{},{},{:.4},{:.5},{:.4},{:.4}",
                at.date, t.team, t.strength, t.variance, t.open, t.home
            );
        }
    }
    text
}

/// Reads what [`write_strengths`] writes, in any order of rows.
///
/// # Errors
/// The first line that is not understood, with its number.
pub fn parse_strengths(text: &str) -> Result<Vec<Strengths>, String> {
    let mut all: Vec<Strengths> = Vec::new();
    for (number, line) in text.lines().enumerate() {
        let line = line.trim();
        if line.is_empty() || line.starts_with('#') || line == HEADING {
            continue;
        }
        let error = |what: &str| format!("line {}: expected {what}, found `{line}`", number + 1);
        let cells: Vec<&str> = line.split(',').map(str::trim).collect();
        let [date, team, strength, variance, open, home] = cells[..] else {
            return Err(error("six values separated by commas"));
        };
        let date: Date = date.parse().map_err(|_| error("a date such as `2025-09-08`"))?;
        let value = |cell: &str| {
            let value: f64 = cell.parse().map_err(|_| error("a number"))?;
            if value.is_finite() && value.abs() < 100.0 {
                Ok(value)
            } else {
                Err(error("a number between -100 and 100"))
            }
        };
        let at = match all.iter().position(|s| s.date == date) {
            Some(at) => at,
            None => {
                all.push(Strengths { date, base: 0.0, teams: Vec::new() });
                all.len() - 1
            }
        };
        if team == "*" {
            all[at].base = value(strength)?;
            continue;
        }
        all[at].teams.push(TeamStrength {
            team: team.to_owned(),
            strength: value(strength)?,
            variance: value(variance)?.max(0.0),
            open: value(open)?,
            home: value(home)?,
        });
    }
    all.sort_by_key(|s| s.date);
    Ok(all)
}

impl Strengths {
    /// Returns the last strengths on or before a day.
    pub fn on(all: &[Strengths], date: Date) -> Option<&Strengths> {
        all.iter().filter(|s| s.date <= date).max_by_key(|s| s.date)
    }

    /// Returns the ratings of teams by id, in the order given; a team that is not
    /// listed is unknown.
    pub fn ratings(&self, teams: &[&str], params: &FilterParams) -> Ratings {
        let nobody = Filter::from_strengths(Vec::new(), self.base, params.home, *params);
        let mut ratings =
            Ratings::of_filter(&nobody, &vec![u32::MAX; teams.len()], days(self.date));
        let n = teams.len();
        for (i, key) in teams.iter().enumerate() {
            let Some(t) = self.teams.iter().find(|t| t.team == *key) else { continue };
            ratings.strength[i] = t.strength;
            ratings.open[i] = t.open;
            ratings.open_variance[i] = 0.0;
            ratings.home[i] = t.home;
            ratings.deviations[i * n + i] = t.variance.sqrt();
        }
        ratings
    }
}

/// Computes the strengths of all teams that have played within six years, on each
/// of the given days.
///
/// `matches` must be in order of date; `names` gives the id of each team, `None`
/// leaves it out. What is played on a day or later is not looked at for that day.
pub fn strengths_at(
    matches: &[Played],
    names: &[Option<String>],
    params: ModelParams,
    dates: &[Date],
) -> Vec<Strengths> {
    const ACTIVE: i32 = 6 * 365;
    let mut dates = dates.to_vec();
    dates.sort_unstable();
    dates.dedup();
    let mut forecaster = Forecaster::new(Model::Pool, params, team_count(matches));
    let mut last = vec![i32::MIN; team_count(matches)];
    let mut left = matches;
    let mut all = Vec::new();
    for date in dates {
        let day = days(date);
        let before = left.partition_point(|m| m.meeting.day < day);
        for m in &left[..before] {
            forecaster.update(m);
            last[m.meeting.teams.home as usize] = m.meeting.day;
            last[m.meeting.teams.away as usize] = m.meeting.day;
        }
        left = &left[before..];
        let active: Vec<u32> = (0..last.len() as u32)
            .filter(|t| {
                last[*t as usize] > day.saturating_sub(ACTIVE)
                    && names.get(*t as usize).is_some_and(Option::is_some)
            })
            .collect();
        let ratings = forecaster.ratings(&active, day);
        all.push(Strengths { date, base: ratings.base, teams: listed(&ratings, &active, names) });
    }
    all
}

fn listed(ratings: &Ratings, teams: &[u32], names: &[Option<String>]) -> Vec<TeamStrength> {
    let n = teams.len();
    let mut mean = vec![0.0; n];
    for row in ratings.deviations.chunks_exact(n.max(1)) {
        mean.iter_mut().zip(row).for_each(|(m, d)| *m += d / n as f64);
    }
    let centre = ratings.strength.iter().sum::<f64>() / n.max(1) as f64;
    let mut listed: Vec<TeamStrength> = teams
        .iter()
        .enumerate()
        .filter_map(|(i, team)| {
            let row = &ratings.deviations[i * n..(i + 1) * n];
            let variance = row.iter().zip(&mean).map(|(d, m)| (d - m) * (d - m)).sum();
            Some(TeamStrength {
                team: names.get(*team as usize)?.clone()?,
                // Only differences mean anything; the mean of all is 0.
                strength: ratings.strength[i] - centre,
                variance,
                open: ratings.open[i],
                home: ratings.home[i],
            })
        })
        .collect();
    listed.sort_by(|a, b| a.team.cmp(&b.team));
    listed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parse_of_write_is_identity() {
        let all = vec![Strengths {
            date: jiff::civil::date(2025, 9, 8),
            base: 0.1525,
            teams: vec![TeamStrength {
                team: "belgium".into(),
                strength: 0.9125,
                variance: 0.00525,
                open: -0.0125,
                home: 0.25,
            }],
        }];
        assert_eq!(parse_strengths(&write_strengths(&all)).unwrap(), all);
        let ratings = all[0].ratings(&["belgium", "nowhere"], &FilterParams::INTERNATIONALS);
        assert_eq!(ratings.strength, [0.9125, 0.0]);
        assert!(ratings.deviations[3] > ratings.deviations[0]);
    }

    #[test]
    fn what_is_not_understood_is_named() {
        for (text, what) in [
            ("2025-09-08,belgium,1,2,3", "six values"),
            ("soon,belgium,1,2,3,4", "a date"),
            ("2025-09-08,belgium,strong,2,3,4", "a number"),
            ("2025-09-08,belgium,NaN,2,3,4", "between"),
        ] {
            let error = parse_strengths(text).unwrap_err();
            assert!(error.contains("line 1") && error.contains(what), "{error}");
        }
    }
}
