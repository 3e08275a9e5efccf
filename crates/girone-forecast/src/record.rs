//! From the record to what models read.

use std::collections::HashMap;

use girone_model::{Snapshot, TeamId, TeamKind};

use crate::trial::days;
use crate::{
    Class, Forecaster, Meeting, Model, ModelParams, Plan, Played, Ratings, infer_knockout,
};

/// The matches of a snapshot as models read them.
#[derive(Clone, Debug, Default)]
pub struct History {
    /// What has been played, in order of date.
    pub matches: Vec<Played>,
    /// The team of each number.
    pub teams: Vec<TeamId>,
    numbers: HashMap<TeamId, u32>,
    tournaments: HashMap<String, u16>,
}

impl History {
    /// Collects what was played between teams of one kind.
    ///
    /// The score from the pitch counts, extra time included: an awarded result
    /// says nothing about strength, and neither does a match that was not played
    /// or not finished.
    pub fn of(snapshot: &Snapshot, kind: TeamKind) -> History {
        let mut history = History::default();
        for m in &snapshot.matches {
            let f = &m.fixture;
            let outcome = m.happened.as_ref().map(|h| h.outcome);
            let finished = !matches!(outcome, Some(girone_model::Outcome::Abandoned { .. }));
            let Some(score) = outcome.and_then(|o| o.pitch()).filter(|_| finished) else {
                continue;
            };
            let of_kind = |t: TeamId| snapshot.directory.team(t).kind == kind;
            if !of_kind(f.teams.home) || !of_kind(f.teams.away) || f.teams.home == f.teams.away {
                continue;
            }
            let class = match kind {
                TeamKind::Club => Class::League,
                _ if f.friendly => Class::Friendly,
                _ => Class::of_tournament(&f.competition),
            };
            let next = history.tournaments.len().min(usize::from(u16::MAX)) as u16;
            let tournament =
                *history.tournaments.entry(f.competition.as_ref().to_owned()).or_insert(next);
            let teams = f.teams.map(|t| history.intern(t));
            history.matches.push(Played {
                meeting: Meeting {
                    day: days(f.when.date),
                    teams,
                    tournament,
                    class,
                    neutral: f.neutral,
                    knockout: false,
                },
                goals: score.result,
            });
        }
        history.matches.sort_by_key(|m| m.meeting.day);
        infer_knockout(&mut history.matches);
        history
    }

    /// Returns the number of a team, if it has played.
    pub fn number(&self, team: TeamId) -> Option<u32> {
        self.numbers.get(&team).copied()
    }

    /// Returns a model that has taken in everything.
    pub fn forecaster(&self, model: Model, params: ModelParams) -> Forecaster {
        let mut forecaster = Forecaster::new(model, params, self.teams.len());
        self.matches.iter().for_each(|m| forecaster.update(m));
        forecaster
    }

    /// Returns the ratings of the teams of a plan on `day`; teams that have not
    /// played are unknown.
    pub fn ratings(&self, plan: &Plan, model: Model, params: ModelParams, day: i32) -> Ratings {
        let teams: Vec<u32> =
            plan.teams.iter().map(|t| self.number(*t).unwrap_or(u32::MAX)).collect();
        self.forecaster(model, params).ratings(&teams, day)
    }

    fn intern(&mut self, team: TeamId) -> u32 {
        *self.numbers.entry(team).or_insert_with(|| {
            self.teams.push(team);
            (self.teams.len() - 1) as u32
        })
    }
}
