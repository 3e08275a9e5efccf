//! Points in the matches among level teams, where those are the first criterion.

use girone_rules::{Count, Criterion, Once};

use crate::certificate::Aim;
use crate::problem::Question;
use crate::race::{Race, Stand, each};

/// What teams have and can still have against each other.
pub(crate) struct Mini {
    aim: Aim,
    n: usize,
    /// Points of each team against each other, row by row: the most (aim above) or
    /// the least (aim below) that they can end with.
    extreme: Vec<i32>,
    /// The most (least) points of both together.
    both: Vec<i32>,
    /// Points that are certain.
    pub sure: Vec<i32>,
    /// Final points of the team against each rival, and of each rival against it.
    pub own: [i32; 64],
    pub its: [i32; 64],
}

/// Says whether points among level teams are the first criterion, whoever is level.
fn comes_first(q: &Question<'_>) -> bool {
    match q.regulation.criteria.first().map(|s| &s.criterion) {
        Some(Criterion::HeadToHead(rule)) => {
            rule.counts.first() == Some(&Count::Points)
                && rule.counts_of_two.as_ref().is_none_or(|c| c.first() == Some(&Count::Points))
                && (rule.once == Once::Always || evenly(q))
        }
        _ => false,
    }
}

/// Says whether all pairs meet equally often in the end.
fn evenly(q: &Question<'_>) -> bool {
    let n = q.teams;
    let mut met = vec![0u16; n * n];
    let played = q.sheet.results.iter().map(|l| l.teams);
    for teams in played.chain(q.sheet.remaining.iter().copied()) {
        let (a, b) = (usize::from(teams.home), usize::from(teams.away));
        met[a.min(b) * n + a.max(b)] += 1;
    }
    (0..n).all(|a| (a + 1..n).all(|b| met[a * n + b] == met[1]))
}

impl Mini {
    /// Prepares the matches among rivals of a race; `None` where points among level
    /// teams are not the first criterion.
    pub fn new(race: &Race<'_>, team: usize) -> Option<Mini> {
        let q = race.q;
        if !comes_first(q) {
            return None;
        }
        let n = q.teams;
        let above = race.aim == Aim::Above;
        let p = &q.regulation.points;
        let (win, draw, loss) = (i32::from(p.win), i32::from(p.draw), i32::from(p.loss));
        let mut mini = Mini {
            aim: race.aim,
            n,
            extreme: vec![0; n * n],
            both: vec![0; n * n],
            sure: vec![0; n * n],
            own: [0; 64],
            its: [0; 64],
        };
        let mut add = |h: usize, a: usize, points: (i32, i32), both: i32| {
            mini.extreme[h * n + a] += points.0;
            mini.extreme[a * n + h] += points.1;
            mini.both[h * n + a] += both;
            mini.both[a * n + h] += both;
            if h == team {
                mini.own[a] += points.0;
                mini.its[a] += points.1;
            } else if a == team {
                mini.own[h] += points.1;
                mini.its[h] += points.0;
            }
        };
        for h in 0..n {
            for a in 0..h {
                let points = (q.against(h, 1 << a).points, q.against(a, 1 << h).points);
                add(h, a, points, points.0 + points.1);
            }
        }
        for (game, fixture) in q.sheet.remaining.iter().enumerate() {
            let (h, a) = (usize::from(fixture.home), usize::from(fixture.away));
            match race.own[game] {
                Some(outcome) => {
                    let points = q.points_for(outcome);
                    add(h, a, points, points.0 + points.1);
                }
                None if above => add(h, a, (win, win), (win + loss).max(2 * draw)),
                None => add(h, a, (loss, loss), (win + loss).min(2 * draw)),
            }
        }
        for h in 0..n {
            for a in (0..n).filter(|a| *a != h) {
                mini.sure[h * n + a] = q.against(h, 1 << a).points;
            }
        }
        Some(mini)
    }

    /// The points that are certain in the matches among some level rivals and the
    /// team, and those of the team.
    pub fn points(&self, level: u64) -> ([i32; 64], i32) {
        let mut points = [0i32; 64];
        for y in each(level) {
            points[y] = self.its[y] + each(level).map(|z| self.sure[y * self.n + z]).sum::<i32>();
        }
        (points, each(level).map(|z| self.own[z]).sum())
    }

    /// How many level rivals come out right in a completion, and how many have as
    /// many points as the team among the level teams.
    pub fn ranked(&self, race: &Race<'_>, level: u64, outcomes: &[Option<i8>]) -> (u32, u32) {
        let (mut points, own) = self.points(level);
        for (g, outcome) in race.q.board.games.iter().zip(outcomes) {
            if level >> g.teams[0] & level >> g.teams[1] & 1 == 1 {
                let (h, a) = race.q.points_for(outcome.unwrap_or(0));
                points[usize::from(g.teams[0])] += h;
                points[usize::from(g.teams[1])] += a;
            }
        }
        let sign = if self.aim == Aim::Above { 1 } else { -1 };
        let ahead = |t: &usize| sign * (points[*t] - own);
        let right = each(level).filter(|t| ahead(t) > 0).count() as u32;
        (right, each(level).filter(|t| ahead(t) == 0).count() as u32)
    }

    fn extreme(&self, a: usize, b: usize) -> i32 {
        self.extreme[a * self.n + b]
    }

    /// The rivals that are level and come out on the wrong side of the team,
    /// whoever else is level.
    pub fn wrong(&self, stand: Stand) -> u64 {
        let level = stand.level & !stand.strict & !stand.not;
        each(level).filter(|t| self.sum(1 << t, stand) < 0).fold(0, |m, t| m | 1 << t)
    }

    /// The most that the points of some level rivals, added up, can be on the right
    /// side of the team's.
    pub fn sum(&self, of: u64, stand: Stand) -> i32 {
        let level = stand.level & !stand.strict & !stand.not;
        let maybe = stand.level & !level;
        let sign = if self.aim == Aim::Above { 1 } else { -1 };
        let count = of.count_ones() as i32;
        let mut sum = 0;
        for y in each(of) {
            sum += sign * self.its[y];
            for z in each(level & !of) {
                sum += sign * self.extreme(y, z);
            }
            for z in each(of & ((1 << y) - 1)) {
                sum += sign * self.both[y * self.n + z];
            }
        }
        for z in each(level) {
            sum -= sign * count * self.own[z];
        }
        for z in each(maybe) {
            let gain: i32 = each(of).map(|y| self.extreme(y, z)).sum();
            sum += (sign * (gain - count * self.own[z])).max(0);
        }
        sum
    }

    /// Looks for level rivals that cannot all come out right.
    pub fn trailing(&self, stand: Stand) -> Option<u64> {
        let mut of = stand.level & !stand.strict & !stand.not;
        if of == 0 {
            return None;
        }
        let mut sum = self.sum(of, stand);
        while sum >= 0 && of.count_ones() > 1 {
            let best = each(of).map(|t| (self.sum(of & !(1 << t), stand), t)).min()?;
            (sum, of) = (best.0, of & !(1 << best.1));
        }
        (sum < 0).then_some(of)
    }

    /// How well a rival does when only it is level with the team: below zero if it
    /// comes out on the wrong side.
    pub fn pair(&self, rival: usize) -> i32 {
        let sign = if self.aim == Aim::Above { 1 } else { -1 };
        sign * (self.its[rival] - self.own[rival])
    }

    /// How much some level rivals gain on the team if another is level too.
    pub fn help(&self, rival: usize, level: u64) -> i32 {
        let sign = if self.aim == Aim::Above { 1 } else { -1 };
        let gain: i32 = each(level).map(|y| self.extreme(y, rival)).sum();
        sign * (gain - level.count_ones() as i32 * self.own[rival])
    }

    /// How much a rival takes away from the right side when it is level.
    pub fn harm(&self, rival: usize) -> i32 {
        let sign = if self.aim == Aim::Above { 1 } else { -1 };
        sign * (2 * self.own[rival] - self.its[rival])
    }
}
