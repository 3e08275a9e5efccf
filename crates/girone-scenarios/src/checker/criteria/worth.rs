//! What teams are worth on a count, and whom they have met.

use girone_rules::{Count, Criterion};

use super::super::sums::Sum;
use super::{Walk, Worth};

impl Walk<'_, '_> {
    /// A count of a team over its matches among some teams.
    pub(super) fn count(&self, team: usize, count: Count, among: u64) -> Worth {
        let sheet = self.facts.sheet;
        let n = 2 * self.coming.len();
        let zero = Sum { constant: 0, factors: vec![0; n] };
        let (mut scored, mut conceded, mut away_goals) = (zero.clone(), zero.clone(), zero);
        let (mut points, mut wins, mut away_wins) = (0i64, 0i64, 0i64);
        let inside = |h: usize, a: usize| among >> h & 1 == 1 && among >> a & 1 == 1;
        if among == u64::MAX {
            points += i64::from(sheet.adjustments.get(team).copied().unwrap_or(0));
            if let Some(brought) = sheet.carried.get(team) {
                points += i64::from(brought.points);
                wins += i64::from(brought.won);
                away_wins += i64::from(brought.away_wins);
                scored.constant += i64::from(brought.goals_for);
                conceded.constant += i64::from(brought.goals_against);
                away_goals.constant += i64::from(brought.away_goals);
            }
        }
        for line in &sheet.results {
            let (h, a) = (usize::from(line.teams.home), usize::from(line.teams.away));
            if (h != team && a != team) || !inside(h, a) {
                continue;
            }
            let (hg, ag) = (i64::from(line.goals.home), i64::from(line.goals.away));
            let (own, other) = if h == team { (hg, ag) } else { (ag, hg) };
            scored.constant += own;
            conceded.constant += other;
            away_goals.constant += if a == team { own } else { 0 };
            let outcome = line.ending() as i8;
            let won = outcome == if h == team { 1 } else { -1 };
            points += self.facts.worth(outcome, h == team);
            wins += i64::from(won);
            away_wins += i64::from(won && a == team);
        }
        for (game, outcome) in self.outcomes.iter().enumerate() {
            let (h, a) = self.facts.pair(game);
            if (h != team && a != team) || !inside(h, a) {
                continue;
            }
            let coming = self.coming.iter().enumerate().find(|(_, c)| c.game == game);
            let (Some(outcome), Some((j, c))) = (*outcome, coming) else { return Worth::Open };
            let own = if h == team { outcome } else { -outcome };
            points += self.facts.worth(outcome, h == team);
            wins += i64::from(own == 1);
            away_wins += i64::from(own == 1 && a == team);
            for (sum, wins) in [(&mut scored, own == 1), (&mut conceded, own == -1)] {
                sum.factors[2 * j + 1] += 1;
                if wins {
                    sum.factors[2 * j] += 1;
                    sum.constant += c.least;
                }
            }
            if a == team {
                away_goals.factors[2 * j + 1] += 1;
                if own == 1 {
                    away_goals.factors[2 * j] += 1;
                    away_goals.constant += c.least;
                }
            }
        }
        let number = |constant| Worth::Number(Sum { constant, factors: vec![0; n] });
        match count {
            Count::Points => number(points),
            Count::Wins => number(wins),
            Count::AwayWins => number(away_wins),
            Count::GoalsScored => Worth::Number(scored),
            Count::GoalDifference => Worth::Number(scored.plus(&conceded, -1)),
            Count::AwayGoals | Count::AwayGoalsOfTwo => Worth::Number(away_goals),
            Count::GoalsConceded => {
                let zero = Sum { constant: 0, factors: vec![0; n] };
                Worth::Number(zero.plus(&conceded, -1))
            }
            Count::GoalAverage => Worth::Ratio(scored, conceded),
        }
    }

    pub(super) fn opponents(&self, team: usize, count: Count) -> Worth {
        if self.coming.len() != self.outcomes.len() {
            return Worth::Open;
        }
        let mut sum = Sum { constant: 0, factors: vec![0; 2 * self.coming.len()] };
        let played = self.facts.sheet.results.iter().map(|l| l.teams);
        let pairs = played.map(|t| (usize::from(t.home), usize::from(t.away)));
        for (h, a) in pairs.chain(self.coming.iter().map(|c| (c.home, c.away))) {
            let other = match (h == team, a == team) {
                (true, _) => a,
                (_, true) => h,
                _ => continue,
            };
            match self.count(other, count, u64::MAX) {
                Worth::Number(of) => sum = sum.plus(&of, 1),
                _ => return Worth::Open,
            }
        }
        Worth::Number(sum)
    }

    /// Values that are fixed, by team; `None` where one is missing.
    pub(super) fn constants(&self, criterion: &Criterion, level: u64) -> Option<Vec<i64>> {
        let sheet = self.facts.sheet;
        let mut values = vec![0i64; self.facts.points.len()];
        let inside = |t: usize| level >> t & 1 == 1;
        match criterion {
            Criterion::Ranking(name) => {
                let ranking = sheet.constants.get(name)?;
                for t in (0..values.len()).filter(|t| inside(*t)) {
                    values[t] = (*ranking.get(t)?)?;
                }
            }
            Criterion::Lots => {
                for t in (0..values.len()).filter(|t| inside(*t)) {
                    values[t] = -i64::from((*sheet.lots.get(t)?)?);
                }
            }
            _ => {
                let held: Vec<(usize, usize)> = sheet
                    .play_offs
                    .iter()
                    .map(|(w, l)| (usize::from(*w), usize::from(*l)))
                    .filter(|(w, l)| inside(*w) && inside(*l))
                    .collect();
                if held.is_empty() {
                    return None;
                }
                for (w, l) in held {
                    values[w] += 1;
                    values[l] -= 1;
                }
            }
        }
        Some(values)
    }

    pub(super) fn met_last(&self, level: u64) -> bool {
        let sheet = self.facts.sheet;
        let played = sheet.results.iter().map(|l| l.teams);
        let mut both = 0;
        let mut any = false;
        // Going back, the first match of either of them is one of both.
        for t in played.chain(sheet.remaining.iter().copied()) {
            let inside = [t.home, t.away].iter().filter(|t| level >> **t & 1 == 1).count();
            if inside > 0 {
                any = true;
                both = inside;
            }
        }
        level.count_ones() == 2 && any && both == 2
    }

    /// Whether the pairs of some teams meet as often as any pair of the table.
    pub(super) fn all_met(&self, level: u64) -> bool {
        let sheet = self.facts.sheet;
        let n = self.facts.points.len();
        let total = sheet.results.len() + sheet.remaining.len();
        let pairs = n * n.saturating_sub(1) / 2;
        if pairs == 0 || total.is_multiple_of(pairs) {
            return true;
        }
        let played = sheet.results.iter().map(|l| l.teams);
        let all: Vec<(u8, u8)> = played
            .chain(sheet.remaining.iter().copied())
            .map(|t| (t.home.min(t.away), t.home.max(t.away)))
            .collect();
        let times = |a: u8, b: u8| all.iter().filter(|p| **p == (a, b)).count();
        let most = all.iter().map(|(a, b)| times(*a, *b)).max().unwrap_or(0);
        let inside = |t: &u8| level >> t & 1 == 1;
        (0..n as u8)
            .filter(inside)
            .all(|a| (a + 1..n as u8).filter(inside).all(|b| times(a, b) == most))
    }
}
