//! Proofs by the criteria: who can be ahead on which count, as sums of goals.
//!
//! Variables are those of the certificate: of the matches whose outcome is fixed
//! and that count for a level team (or are combined with others), in order, the
//! `j`-th has `2j`, the winner's margin over the least one, and `2j + 1`, the
//! goals of the loser, or of either side of a draw.

mod worth;

use girone_rules::{Count, Criterion, HeadToHead, Once, RankBy, Reading};

use crate::Places;
use crate::certificate::{Level, Refutation};

use super::sums::{Sum, ratio};
use super::{Checked, Facts, Flaw, require};

/// `Σ factor · variable ≤ bound`.
type Limit = (Vec<i64>, i64);

/// A match with goals to come.
struct Coming {
    game: usize,
    home: usize,
    away: usize,
    outcome: i8,
    /// The least margin of the winner.
    least: i64,
}

/// What is compared, number over number.
enum Worth {
    Number(Sum),
    Ratio(Sum, Sum),
    Open,
}

/// Where the comparison stands.
#[derive(Clone)]
struct At {
    above: u8,
    /// Level on everything so far, the team included.
    level: u64,
    /// Rivals still to be compared on the count at hand.
    pending: Vec<usize>,
    what: What,
}

#[derive(Clone)]
enum What {
    /// The next criterion.
    Step(usize),
    /// A count over all matches, then the next criterion.
    Overall(usize),
    /// Conduct, then the next criterion.
    Conduct(usize),
    /// A count of head-to-head over matches among some teams.
    Among { among: u64, step: usize, from: usize, comparing: bool },
    /// Nothing separates those level.
    End,
}

struct Walk<'f, 'a> {
    facts: &'f Facts<'a>,
    coming: Vec<Coming>,
    outcomes: &'f [Option<i8>],
    limits: Vec<Limit>,
    /// Bounds on the team's own conduct, and on which side rivals are.
    conduct: (Option<i64>, Option<i64>),
    conducted: Vec<usize>,
    lines: Vec<u8>,
}

pub(super) fn check(
    facts: &Facts<'_>,
    node: &Level,
    outcomes: &[Option<i8>],
    part: u64,
    above: u8,
) -> Checked {
    let by_opponents = facts.regulation.criteria.iter().any(|s| {
        use Criterion::{OpponentsGoalDifference, OpponentsGoals, OpponentsPoints};
        matches!(s.criterion, OpponentsPoints | OpponentsGoalDifference | OpponentsGoals)
    });
    let mut coming = Vec::new();
    let mut limits: Vec<Limit> = Vec::new();
    let mut spans = Vec::new();
    for (game, outcome) in outcomes.iter().enumerate() {
        let Some(outcome) = *outcome else { continue };
        let (home, away) = facts.pair(game);
        let combined = facts.given.combined().iter().any(|c| c.terms.iter().any(|t| t.0 == game));
        if part >> home & 1 == 1 || part >> away & 1 == 1 || combined || by_opponents {
            let (lo, hi) =
                facts.margins(game, outcome).ok_or(Flaw("an outcome is fixed that is excluded"))?;
            let (least, most) = if outcome < 0 { (-hi, -lo) } else { (lo, hi) };
            coming.push(Coming { game, home, away, outcome, least });
            spans.push(most);
        }
    }
    let variables = 2 * coming.len();
    let one = |terms: &[(usize, i64)]| {
        let mut factors = vec![0i64; variables];
        terms.iter().for_each(|(v, f)| factors[*v] += f);
        factors
    };
    for (j, (c, most)) in coming.iter().zip(&spans).enumerate() {
        if c.outcome == 0 {
            limits.push((one(&[(2 * j, 1)]), 0));
        } else if *most < facts.cap.map_or(255, i64::from) || *most == c.least {
            limits.push((one(&[(2 * j, 1)]), most - c.least));
        }
        if let Some(cap) = facts.cap {
            limits.push((one(&[(2 * j, 1), (2 * j + 1, 1)]), i64::from(cap) - c.least));
        }
    }
    for combined in facts.given.combined() {
        let mut factors = vec![0i64; variables];
        let mut bound = -i64::from(combined.at_least);
        for (j, c) in coming.iter().enumerate() {
            for (_, sign) in combined.terms.iter().filter(|t| t.0 == c.game) {
                let factor = i64::from(*sign) * i64::from(c.outcome);
                factors[2 * j] -= factor;
                bound += factor * c.least;
            }
        }
        limits.push((factors, bound));
    }
    let mut walk = Walk {
        facts,
        coming,
        outcomes,
        limits,
        conduct: (None, None),
        conducted: Vec::new(),
        lines: Vec::new(),
    };
    walk.go(node, At { above, level: part, pending: Vec::new(), what: What::Step(0) })
}

impl Walk<'_, '_> {
    /// Follows the criteria to the next case or end, and checks what stands there.
    fn go(&mut self, node: &Level, mut at: At) -> Checked {
        let lines = self.lines.len();
        let checked = loop {
            match node {
                Level::Refuted(refutation) => break self.refuted(refutation),
                Level::Settled if self.reach(&at).and(self.facts.places).is_empty() => break Ok(()),
                _ => {}
            }
            if at.pending.is_empty() {
                if matches!(at.what, What::End) {
                    break Err(Flaw("a case is closed in which one of the places is open"));
                }
                at = self.next(at);
                continue;
            }
            let rival = at.pending[0];
            if matches!(at.what, What::Conduct(_)) {
                break self.split_conduct(node, &at, rival);
            }
            let difference = self.difference(&at.what, rival);
            if let Some(fixed) = difference.as_ref().and_then(Sum::fixed) {
                at = placed(at, rival, fixed.signum());
                continue;
            }
            break self.split(node, &at, rival, difference);
        };
        self.lines.truncate(lines);
        checked
    }

    fn reach(&self, at: &At) -> Places {
        let most = at.above + at.level.count_ones() as u8 + at.pending.len() as u8;
        let mut reach = Places::from_to(at.above + 1, most);
        for line in &self.lines {
            if reach.contains(*line) || reach.contains(line + 1) {
                reach = reach.with(*line).with(line + 1);
            }
        }
        reach
    }

    fn split(&mut self, node: &Level, at: &At, rival: usize, sum: Option<Sum>) -> Checked {
        let Level::Split { rival: named, behind, level, ahead } = node else {
            return Err(Flaw("a case is closed in which one of the places is open"));
        };
        require(usize::from(*named) == rival, "rivals are taken in the wrong order")?;
        for (sign, child) in [(-1i64, behind), (0, level), (1, ahead)] {
            let before = self.limits.len();
            if let Some(sum) = &sum {
                let turned: Vec<i64> = sum.factors.iter().map(|f| -f).collect();
                match sign {
                    -1 => self.limits.push((sum.factors.clone(), -1 - sum.constant)),
                    1 => self.limits.push((turned, sum.constant - 1)),
                    _ => {
                        self.limits.push((sum.factors.clone(), -sum.constant));
                        self.limits.push((turned, sum.constant));
                    }
                }
            }
            let checked = self.go(child, placed(at.clone(), rival, sign));
            self.limits.truncate(before);
            checked?;
        }
        Ok(())
    }

    /// Goes to the next count once all rivals have been compared.
    fn next(&mut self, mut at: At) -> At {
        let rules = &self.facts.regulation.criteria;
        let alone = at.level.count_ones() < 2;
        let (mut what, step) = match at.what {
            What::Step(step) | What::Overall(step) | What::Conduct(step) => {
                (What::Step(step), step)
            }
            What::Among { among, step, from, comparing } => {
                (What::Among { among, step, from, comparing }, step)
            }
            What::End => (What::End, 0),
        };
        if alone {
            at.what = What::End;
            return at;
        }
        if let What::Among { among, step, from, comparing } = what {
            let Some(Criterion::HeadToHead(rule)) = rules.get(step).map(|s| &s.criterion) else {
                at.what = What::End;
                return at;
            };
            let narrowed = comparing && rule.reading == Reading::Narrowing;
            let among = if narrowed { at.level } else { among };
            what = self.among(rule, among, at.level, step, from);
            if let What::Among { .. } = what {
                at.pending = self.rivals(&mut at.level);
            }
            at.what = what;
            return at;
        }
        let facts = self.facts;
        match rules.get(step).map(|s| &s.criterion) {
            None => at.what = What::End,
            Some(Criterion::HeadToHead(rule)) => {
                at.what = if rule.once == Once::AllPlayed && !self.all_met(at.level) {
                    What::Step(step + 1)
                } else {
                    self.among(rule, at.level, at.level, step, 0)
                };
                if let What::Among { .. } = at.what {
                    at.pending = self.rivals(&mut at.level);
                }
            }
            Some(Criterion::Overall(Count::AwayGoalsOfTwo)) if at.level.count_ones() != 2 => {
                at.what = What::Step(step + 1);
            }
            Some(Criterion::Overall(Count::Points))
                if facts.regulation.rank_by == RankBy::Points =>
            {
                at.what = What::Step(step + 1);
            }
            Some(
                Criterion::Overall(_)
                | Criterion::OpponentsPoints
                | Criterion::OpponentsGoalDifference
                | Criterion::OpponentsGoals,
            ) => {
                at.what = What::Overall(step + 1);
                at.pending = self.rivals(&mut at.level);
            }
            Some(Criterion::Conduct) => {
                let known = |t: usize| facts.sheet.conduct.get(t).is_some_and(Option::is_some);
                if (0..64).filter(|t| at.level >> t & 1 == 1).all(known) {
                    at.what = What::Conduct(step + 1);
                    at.pending = self.rivals(&mut at.level);
                } else {
                    at.what = What::End;
                }
            }
            Some(Criterion::PlayOffFor(places)) => {
                let end = at.above + at.level.count_ones() as u8;
                let above = at.above;
                self.lines.extend(places.iter().filter(|p| above < **p && **p < end));
                at.what = What::Step(step + 1);
            }
            Some(Criterion::ShootOut) if !self.met_last(at.level) => {
                at.what = What::Step(step + 1);
            }
            Some(criterion) => match self.constants(criterion, at.level) {
                None => at.what = What::End,
                Some(values) => {
                    at.pending = self.rivals(&mut at.level);
                    at.what = What::Step(step + 1);
                    for rival in std::mem::take(&mut at.pending) {
                        let sign = (values[rival] - values[self.facts.team]).signum();
                        at.pending = vec![rival];
                        at = placed(at, rival, sign);
                    }
                }
            },
        }
        at
    }

    /// Takes the rivals out of those level, to be compared.
    fn rivals(&self, level: &mut u64) -> Vec<usize> {
        let team = self.facts.team;
        let rivals = (0..64).filter(|t| *t != team && *level >> t & 1 == 1).collect();
        *level = 1 << team;
        rivals
    }

    /// The next count of head-to-head that applies, or what comes after it.
    fn among(&self, rule: &HeadToHead, among: u64, level: u64, step: usize, from: usize) -> What {
        let (mut among, mut from) = (among, from);
        loop {
            let of_two = rule.counts_of_two.as_ref().filter(|_| among.count_ones() == 2);
            match of_two.unwrap_or(&rule.counts).get(from) {
                None => {
                    let again = rule.reading == Reading::Restarting
                        && level.count_ones() < among.count_ones();
                    if !again {
                        return What::Step(step + 1);
                    }
                    (among, from) = (level, 0);
                }
                Some(Count::AwayGoalsOfTwo) if among.count_ones() != 2 => from += 1,
                Some(_) => {
                    return What::Among { among, step, from: from + 1, comparing: true };
                }
            }
        }
    }

    /// The value of a rival less that of the team; `None` where it is not a sum.
    fn difference(&self, what: &What, rival: usize) -> Option<Sum> {
        let rules = &self.facts.regulation.criteria;
        let of = |team: usize| -> Worth {
            match what {
                What::Overall(after) => match rules.get(after - 1).map(|s| &s.criterion) {
                    Some(Criterion::Overall(count)) => self.count(team, *count, u64::MAX),
                    Some(Criterion::OpponentsPoints) => self.opponents(team, Count::Points),
                    Some(Criterion::OpponentsGoalDifference) => {
                        self.opponents(team, Count::GoalDifference)
                    }
                    Some(Criterion::OpponentsGoals) => self.opponents(team, Count::GoalsScored),
                    _ => Worth::Open,
                },
                What::Among { among, step, from, .. } => {
                    let Some(Criterion::HeadToHead(rule)) = rules.get(*step).map(|s| &s.criterion)
                    else {
                        return Worth::Open;
                    };
                    let of_two = rule.counts_of_two.as_ref().filter(|_| among.count_ones() == 2);
                    match of_two.unwrap_or(&rule.counts).get(from - 1) {
                        Some(count) => self.count(team, *count, *among),
                        None => Worth::Open,
                    }
                }
                _ => Worth::Open,
            }
        };
        match (of(rival), of(self.facts.team)) {
            (Worth::Number(a), Worth::Number(b)) => Some(a.plus(&b, -1)),
            (Worth::Ratio(a, b), Worth::Ratio(c, d)) => ratio(&a, &b, &c, &d),
            _ => None,
        }
    }

    fn split_conduct(&mut self, node: &Level, at: &At, rival: usize) -> Checked {
        let Level::Split { rival: named, behind, level, ahead } = node else {
            return Err(Flaw("a case is closed in which one of the places is open"));
        };
        require(usize::from(*named) == rival, "rivals are taken in the wrong order")?;
        let sheet = self.facts.sheet;
        let plays = |t: usize| {
            sheet.remaining.iter().any(|f| usize::from(f.home) == t || usize::from(f.away) == t)
        };
        let now = |t: usize| sheet.conduct.get(t).copied().flatten().map_or(0, i64::from);
        let before = (self.conduct, self.conducted.len());
        for (sign, child) in [(-1i64, behind), (0, level), (1, ahead)] {
            if self.conducted.is_empty() {
                let own = now(self.facts.team);
                self.conduct = ((!plays(self.facts.team)).then_some(own), Some(own));
            }
            // Who was level on conduct before is so again.
            let known = self.conducted.contains(&rival);
            let (mut low, mut high) = self.conduct;
            let mut possible = !known || sign == 0;
            if !known {
                let his = now(rival);
                if sign >= 0 {
                    high = Some(high.map_or(his - sign, |h| h.min(his - sign)));
                }
                if sign <= 0 && !plays(rival) {
                    low = Some(low.map_or(his - sign, |l| l.max(his - sign)));
                }
                possible = !matches!((low, high), (Some(l), Some(h)) if l > h);
                self.conducted.push(rival);
            }
            self.conduct = (low, high);
            let checked = match child.as_ref() {
                Level::Cards if possible => Err(Flaw("cards do not exclude this")),
                Level::Cards => Ok(()),
                _ if !possible => Ok(()),
                child => self.go(child, placed(at.clone(), rival, sign)),
            };
            self.conduct = before.0;
            self.conducted.truncate(before.1);
            checked?;
        }
        Ok(())
    }

    fn refuted(&mut self, refutation: &Refutation) -> Checked {
        match refutation {
            Refutation::Weights(weights) => {
                let mut factors = vec![0i128; 2 * self.coming.len()];
                let mut bound = 0i128;
                for (row, weight) in weights {
                    let limit = self.limits.get(usize::from(*row));
                    let Some((of, right)) = limit.filter(|_| *weight >= 0) else {
                        return Err(Flaw("a weight is negative or on no inequality"));
                    };
                    for (sum, f) in factors.iter_mut().zip(of) {
                        *sum += i128::from(*weight) * i128::from(*f);
                    }
                    bound += i128::from(*weight) * i128::from(*right);
                }
                require(
                    bound < 0 && factors.iter().all(|f| *f >= 0),
                    "the weighted sum contradicts nothing",
                )
            }
            Refutation::Cases { variable, at, lower, upper } => {
                let v = usize::from(*variable);
                require(v < 2 * self.coming.len(), "a case is about no variable")?;
                for (sign, bound, child) in
                    [(1i64, i64::from(*at), lower), (-1, -1 - i64::from(*at), upper)]
                {
                    let mut factors = vec![0i64; 2 * self.coming.len()];
                    factors[v] = sign;
                    self.limits.push((factors, bound));
                    let checked = self.refuted(child);
                    self.limits.pop();
                    checked?;
                }
                Ok(())
            }
        }
    }
}

/// Takes a rival off the pending ones: behind, level or ahead.
fn placed(mut at: At, rival: usize, sign: i64) -> At {
    at.pending.retain(|r| *r != rival);
    match sign {
        1 => at.above += 1,
        0 => at.level |= 1 << rival,
        _ => {}
    }
    at
}
