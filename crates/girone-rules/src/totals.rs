//! What is added up over matches.

use girone_model::{CarriedOver, Line, Sheet, Side, TeamIx};

use crate::{Count, Points};

/// What one team has done over some matches.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Totals {
    /// Matches played.
    pub played: u16,
    /// Matches won.
    pub won: u16,
    /// Matches drawn.
    pub drawn: u16,
    /// Matches lost.
    pub lost: u16,
    /// Goals scored.
    pub goals_for: u16,
    /// Goals conceded.
    pub goals_against: u16,
    /// Goals scored away from home.
    pub away_goals: u16,
    /// Matches won away from home.
    pub away_wins: u16,
    /// Points, adjustments included where they are asked for.
    pub points: i32,
}

impl Totals {
    /// Returns goals scored less goals conceded.
    pub fn goal_difference(&self) -> i32 {
        i32::from(self.goals_for) - i32::from(self.goals_against)
    }

    /// Adds what a team brings from matches that are not in the sheet.
    pub(crate) fn bring(&mut self, carried: &CarriedOver) {
        self.played += carried.played;
        self.won += carried.won;
        self.drawn += carried.drawn;
        self.lost += carried.lost;
        self.goals_for += carried.goals_for;
        self.goals_against += carried.goals_against;
        self.away_goals += carried.away_goals;
        self.away_wins += carried.away_wins;
        self.points += carried.points;
    }

    /// Adds one match.
    pub fn add(&mut self, line: &Line, side: Side, points: &Points) {
        let (scored, away) = (line.goals[side], side == Side::Away);
        self.played += 1;
        self.goals_for += u16::from(scored);
        self.goals_against += u16::from(line.goals[!side]);
        if away {
            self.away_goals += u16::from(scored);
        }
        match if away { line.ending().reverse() } else { line.ending() } {
            std::cmp::Ordering::Greater => {
                self.won += 1;
                self.away_wins += u16::from(away);
                self.points += i32::from(points.win);
            }
            std::cmp::Ordering::Equal => {
                self.drawn += 1;
                self.points += i32::from(points.draw);
            }
            std::cmp::Ordering::Less => {
                self.lost += 1;
                self.points += i32::from(points.loss);
            }
        }
    }

    /// Takes one match away again.
    pub(crate) fn remove(&mut self, line: &Line, side: Side, points: &Points) {
        let mut one = Totals::default();
        one.add(line, side, points);
        self.played -= one.played;
        self.won -= one.won;
        self.drawn -= one.drawn;
        self.lost -= one.lost;
        self.goals_for -= one.goals_for;
        self.goals_against -= one.goals_against;
        self.away_goals -= one.away_goals;
        self.away_wins -= one.away_wins;
        self.points -= one.points;
    }

    /// Adds up the given results per team, `teams` long, without adjustments.
    pub fn over<'a>(
        teams: usize,
        results: impl Iterator<Item = &'a Line>,
        points: &Points,
    ) -> Vec<Totals> {
        let mut totals = vec![Totals::default(); teams];
        for line in results {
            for side in Side::BOTH {
                totals[usize::from(line.teams[side])].add(line, side, points);
            }
        }
        totals
    }

    /// Adds up a whole sheet per team, adjustments and what is carried included.
    pub fn of(sheet: &Sheet, points: &Points) -> Vec<Totals> {
        let mut totals = Totals::over(sheet.teams.len(), sheet.results.iter(), points);
        for (team, total) in totals.iter_mut().enumerate() {
            total.points += i32::from(sheet.adjustment(team as TeamIx));
        }
        for (total, carried) in totals.iter_mut().zip(&sheet.carried) {
            total.bring(carried);
        }
        totals
    }

    /// Returns a count as a pair that compares as `a.0 · b.1` against `b.0 · a.1`;
    /// the second is 1 for whole numbers.
    pub(crate) fn count(&self, count: Count) -> (i64, i64) {
        let whole = |n: i64| (n, 1);
        match count {
            Count::Points => whole(i64::from(self.points)),
            Count::GoalDifference => whole(i64::from(self.goal_difference())),
            Count::GoalsScored => whole(i64::from(self.goals_for)),
            // No goal conceded is better than any average; no goals at all is 0.
            Count::GoalAverage if self.goals_for == 0 => (0, 1),
            Count::GoalAverage => (i64::from(self.goals_for), i64::from(self.goals_against)),
            Count::AwayGoals | Count::AwayGoalsOfTwo => whole(i64::from(self.away_goals)),
            Count::Wins => whole(i64::from(self.won)),
            Count::AwayWins => whole(i64::from(self.away_wins)),
            Count::GoalsConceded => whole(-i64::from(self.goals_against)),
        }
    }
}
