//! Forecasts of the past, and how good they were.

use std::collections::{BTreeSet, HashMap};

use girone_forecast::{
    Calibration, History, Model, ModelParams, Scored, Scores, Window, backtest, calibration, score,
    strengths_at, write_strengths,
};
use girone_model::{TeamId, TeamKind};
use jiff::civil::Date;

use crate::forecast::{date_of, day_of};
use crate::{Error, View};

/// Which matches are forecast.
#[derive(Clone, Debug, Default)]
pub struct BacktestQuestion {
    /// From this day on.
    pub since: Option<Date>,
    /// Up to this day.
    pub until: Option<Date>,
    /// Only these matches: id, day, teams as written; empty for all.
    pub list: Vec<(String, Date, String, String)>,
    /// Friendlies too.
    pub friendlies: bool,
    /// Clubs instead of national teams.
    pub clubs: bool,
}

/// One forecast of the past.
#[derive(Clone, Debug)]
pub struct BacktestLine {
    /// The id in the list asked about, or the key of the match.
    pub id: String,
    /// The day.
    pub date: Date,
    /// Who played.
    pub home: TeamId,
    /// Who played.
    pub away: TeamId,
    /// The forecast beside what happened.
    pub scored: Scored,
}

/// The forecasts of one model.
#[derive(Clone, Debug)]
pub struct BacktestAnswer {
    /// The model.
    pub model: Model,
    /// The forecasts, in order of date.
    pub lines: Vec<BacktestLine>,
    /// How good they were.
    pub scores: Scores,
    /// How well calibrated.
    pub calibration: Calibration,
    /// Matches of the list that the record does not hold.
    pub missing: Vec<String>,
}

impl View {
    /// Forecasts matches of the record, each from what was known before its day.
    ///
    /// # Errors
    /// The record holds no match of the question.
    pub fn backtest(
        &self,
        question: &BacktestQuestion,
        model: Model,
    ) -> Result<BacktestAnswer, Error> {
        let kind = if question.clubs { TeamKind::Club } else { TeamKind::National };
        let params =
            if question.clubs { ModelParams::leagues() } else { ModelParams::internationals() };
        let snapshot = self.snapshot();
        let history = History::under(snapshot, kind, &|m| self.awarded(m).forecasts);
        let mut wanted: HashMap<(Date, TeamId, TeamId), String> = HashMap::new();
        let mut missing = Vec::new();
        for (id, date, home, away) in &question.list {
            let team = |name: &str| snapshot.directory.team_named(name, Some(*date)).ok().flatten();
            match (team(home), team(away)) {
                (Some(home), Some(away)) => {
                    wanted.insert((*date, home, away), id.clone());
                }
                _ => missing.push(id.clone()),
            }
        }
        let window = Window {
            from: question.since.map_or(i32::MIN, day_of),
            to: question.until.map_or(i32::MAX, day_of),
        };
        let key = |m: &girone_forecast::Played| {
            let teams = m.meeting.teams.map(|t| history.teams[t as usize]);
            Some((date_of(m.meeting.day)?, teams.home, teams.away))
        };
        let listed = !question.list.is_empty();
        let rows = backtest(&history.matches, model, params, window, |_, m| {
            if listed {
                key(m).is_some_and(|k| wanted.contains_key(&k))
            } else {
                question.friendlies || m.meeting.class != girone_forecast::Class::Friendly
            }
        });
        let lines: Vec<BacktestLine> = rows
            .iter()
            .filter_map(|row| {
                let (date, home, away) = key(&history.matches[row.index])?;
                let id = wanted.remove(&(date, home, away)).unwrap_or_else(|| {
                    let key = |t| &snapshot.directory.team(t).key;
                    format!("{date}/{}/{}", key(home), key(away))
                });
                Some(BacktestLine { id, date, home, away, scored: row.scored })
            })
            .collect();
        missing.extend(wanted.into_values());
        missing.sort();
        if lines.is_empty() {
            return Err(Error::lacks(
                "the record holds no played match of that list and span; give it results with --from",
            ));
        }
        let scored: Vec<Scored> = lines.iter().map(|l| l.scored).collect();
        Ok(BacktestAnswer {
            model,
            scores: score(&scored),
            calibration: calibration(&scored),
            lines,
            missing,
        })
    }

    /// Writes the strengths of the teams of editions on every day that a forecast
    /// of them may start from, as the binary carries them.
    ///
    /// # Errors
    /// An edition is not known.
    pub fn strengths_csv(&self, editions: &[String]) -> Result<String, Error> {
        let snapshot = self.snapshot();
        let history = History::under(snapshot, TeamKind::National, &|m| self.awarded(m).forecasts);
        let mut all = Vec::new();
        for id in editions {
            let (edition, _) = self.edition(id)?;
            let members = self.members(&edition);
            let mut dates: BTreeSet<Date> = edition.span().0.into_iter().collect();
            for m in self.matches_of(&edition) {
                dates.extend(m.fixture.when.date.tomorrow().ok());
            }
            let names: Vec<Option<String>> = history
                .teams
                .iter()
                .map(|t| members.contains(t).then(|| snapshot.directory.team(*t).key.to_string()))
                .collect();
            let dates: Vec<Date> = dates.into_iter().collect();
            all.extend(strengths_at(
                &history.matches,
                &names,
                ModelParams::internationals(),
                &dates,
            ));
        }
        Ok(write_strengths(&all))
    }
}
