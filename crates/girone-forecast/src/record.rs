//! From the record to what models read.

use std::collections::HashMap;

use girone_model::{Match, Outcome, Snapshot, TeamId, TeamKind};
use girone_rules::WhichScore;

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
        History::under(snapshot, kind, &|_| WhichScore::Pitch)
    }

    /// Does the same with the score of an awarded match that its rule book names.
    pub fn under(
        snapshot: &Snapshot,
        kind: TeamKind,
        score: &dyn Fn(&Match) -> WhichScore,
    ) -> History {
        let mut history = History::default();
        for m in &snapshot.matches {
            let f = &m.fixture;
            let Some(outcome) = m.happened.as_ref().map(|h| h.outcome) else { continue };
            let which = match outcome {
                Outcome::Awarded { .. } | Outcome::Walkover { .. } => score(m),
                _ => WhichScore::Pitch,
            };
            let Some(goals) = which.of(&outcome) else { continue };
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
                goals,
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

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use girone_model::{
        AsOf, BySide, Directory, Fixture, Happened, Match, MatchId, Outcome, Score, Snapshot, When,
    };

    use super::*;

    #[test]
    fn which_score_counts_is_the_rule_books() {
        let mut directory = Directory::default();
        let teams = BySide::new("a", "b").map(|n| directory.intern_team(n, None).expect("a name"));
        let kind = directory.team(teams.home).kind;
        let fixture = Fixture {
            id: MatchId(0),
            competition: "Cup".into(),
            edition: None,
            stage: None,
            group: None,
            matchday: None,
            number: None,
            teams,
            when: When::on(jiff::civil::date(2024, 1, 2)),
            venue: None,
            neutral: false,
            friendly: false,
        };
        let of = |outcome: Outcome, which: WhichScore| {
            let mut happened = Happened::played(Score::of(0, 0));
            happened.outcome = outcome;
            let m =
                Match { fixture: Arc::new(fixture.clone()), happened: Some(Arc::new(happened)) };
            let snapshot = Snapshot {
                as_of: AsOf::LATEST,
                directory: Arc::new(directory.clone()),
                matches: vec![m],
                adjustments: Vec::new(),
                lots: Vec::new(),
                tenures: Vec::new(),
                coverage: Arc::new(Vec::new()),
                turning_on_the_hour: Vec::new(),
            };
            let history = History::under(&snapshot, kind, &|_| which);
            history.matches.first().map(|m| (m.goals.home, m.goals.away))
        };
        let awarded =
            Outcome::Awarded { official: BySide::new(0, 3), pitch: Some(Score::of(2, 1)) };
        assert_eq!(of(awarded, WhichScore::Pitch), Some((2, 1)));
        assert_eq!(of(awarded, WhichScore::Official), Some((0, 3)));
        let never = Outcome::Awarded { official: BySide::new(0, 3), pitch: None };
        assert_eq!(of(never, WhichScore::Pitch), None);
        let stopped = Outcome::Abandoned { pitch: Some(Score::of(1, 0)) };
        assert_eq!(of(stopped, WhichScore::Pitch), None);
        assert_eq!(of(stopped, WhichScore::Official), None);
    }
}
