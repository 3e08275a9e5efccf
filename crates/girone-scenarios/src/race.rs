//! Points alone: which rivals can all stay level or below a team, or all come
//! level or above it.
//!
//! A remaining match is worth two *shares*: a win takes both, a draw one each.
//! The points a rival needs (or may take) bound its shares, and a flow of shares
//! from matches to rivals decides or refutes. Where the flow is not exact in
//! points, one match is fixed and it goes on by cases.

use std::collections::VecDeque;

use crate::Budget;
use crate::certificate::{Aim, Core, Share};
use crate::problem::{OUTCOMES, Question};

/// A remaining match that is not one of the team's own.
#[derive(Clone, Copy, Debug)]
struct Free {
    game: usize,
    /// Home and away.
    teams: [usize; 2],
    /// The most shares that either side may take.
    most: [u8; 2],
}

/// The race between one team, whose results are fixed, and its rivals.
pub(crate) struct Race<'q> {
    q: &'q Question<'q>,
    pub aim: Aim,
    /// The team's own final points.
    pub target: i32,
    /// Outcomes of the team's own matches.
    pub own: Vec<Option<i8>>,
    /// Points of each team so far, plus those of a defeat in each match left.
    base: Vec<i32>,
    free: Vec<Free>,
    win: i32,
    draw: i32,
    /// Rivals that will do it anyway, that may, and that cannot.
    pub always: u64,
    pub maybe: u64,
}

/// What came of an attempt.
#[derive(Debug)]
pub(crate) enum Attempt {
    /// Outcomes of all remaining matches.
    Done(Vec<Option<i8>>),
    /// Why not.
    Refuted(Share),
    GivenUp,
}

impl<'q> Race<'q> {
    /// Sets the race up; `None` where points are not what ranks, or a better
    /// result may not be worth more points, or margins are combined.
    pub fn new(q: &'q Question<'q>, team: usize, aim: Aim) -> Option<Race<'q>> {
        let p = q.regulation.points;
        if q.regulation.rank_by != girone_rules::RankBy::Points
            || !(p.win > p.draw && p.draw > p.loss)
            || !q.given.combined().is_empty()
            || q.teams > 64
        {
            return None;
        }
        let loss = i32::from(p.loss);
        let (win, draw) = (i32::from(p.win) - loss, i32::from(p.draw) - loss);
        let mut base: Vec<i32> = q.now.iter().map(|t| t.points).collect();
        let mut own = vec![None; q.sheet.remaining.len()];
        let mut free = Vec::new();
        for (game, fixture) in q.sheet.remaining.iter().enumerate() {
            let teams = [usize::from(fixture.home), usize::from(fixture.away)];
            if let Some(side) = teams.iter().position(|t| *t == team) {
                let sign = if side == 0 { 1 } else { -1 };
                let allowed = OUTCOMES.iter().copied().filter(|o| q.allows(game, *o));
                let outcome = match aim {
                    Aim::Below => allowed.max_by_key(|o| o * sign),
                    Aim::Above => allowed.min_by_key(|o| o * sign),
                }?;
                let (h, a) = q.points_for(outcome);
                base[teams[0]] += h;
                base[teams[1]] += a;
                own[game] = Some(outcome);
                continue;
            }
            base[teams[0]] += loss;
            base[teams[1]] += loss;
            let least = OUTCOMES.iter().rev().find(|o| q.allows(game, **o))?;
            let most = OUTCOMES.iter().find(|o| q.allows(game, **o))?;
            free.push(Free { game, teams, most: [(1 + most) as u8, (1 - least) as u8] });
        }
        let target = base[team];
        let mut race = Race { q, aim, target, own, base, free, win, draw, always: 0, maybe: 0 };
        for rival in (0..q.teams).filter(|t| *t != team) {
            let most = race.free.iter().fold(race.base[rival], |sum, f| {
                sum + f.side(rival).map_or(0, |s| race.points(f.most[s]))
            });
            let least = race.free.iter().fold(race.base[rival], |sum, f| {
                sum + f.side(rival).map_or(0, |s| race.points(2 - f.most[1 - s]))
            });
            let (always, never) = match aim {
                Aim::Below => (most <= target, least > target),
                Aim::Above => (least >= target, most < target),
            };
            if always {
                race.always |= 1 << rival;
            } else if !never {
                race.maybe |= 1 << rival;
            }
        }
        Some(race)
    }

    /// The same own results and the opposite aim.
    pub fn opposite(&self, aim: Aim) -> Race<'q> {
        Race {
            aim,
            own: self.own.clone(),
            base: self.base.clone(),
            free: self.free.clone(),
            ..*self
        }
    }

    /// The rivals that cannot do it.
    pub fn never(&self, team: usize) -> u64 {
        let all = if self.q.teams == 64 { u64::MAX } else { (1u64 << self.q.teams) - 1 };
        all & !self.always & !self.maybe & !(1u64 << team)
    }

    fn points(&self, shares: u8) -> i32 {
        match shares {
            0 => 0,
            1 => self.draw,
            _ => self.win,
        }
    }

    /// The fewest shares that give at least `points` in `matches`.
    fn need(&self, points: i32, matches: i32) -> Option<i32> {
        if points <= 0 {
            return Some(0);
        }
        (0..=matches)
            .filter_map(|wins| {
                let rest = (points - self.win * wins).max(0);
                let draws = (rest + self.draw - 1) / self.draw;
                (wins + draws <= matches).then_some(2 * wins + draws)
            })
            .min()
    }

    /// The most shares that give at most `points` in `matches`.
    fn room(&self, points: i32, matches: i32) -> Option<i32> {
        if points < 0 {
            return None;
        }
        (0..=matches)
            .filter(|wins| self.win * wins <= points)
            .map(|wins| 2 * wins + ((points - self.win * wins) / self.draw).min(matches - wins))
            .max()
    }

    /// Tries to let all of `set` do it, those of `strict` without being level.
    pub fn attempt(&self, set: u64, strict: u64, budget: &mut Budget<'_>) -> Attempt {
        let mut fixed = vec![None; self.free.len()];
        let mut steps = 400;
        self.cases(set, strict, &mut fixed, &mut steps, budget)
    }

    /// The same with some outcomes fixed. A refutation holds for those only.
    pub fn attempt_with(
        &self,
        set: u64,
        strict: u64,
        outcomes: &[Option<i8>],
        budget: &mut Budget<'_>,
    ) -> Attempt {
        let fixed = |f: &Free| outcomes[f.game].map(|o| (o + 1) as u8);
        let mut fixed: Vec<Option<u8>> = self.free.iter().map(fixed).collect();
        let mut steps = 400;
        self.cases(set, strict, &mut fixed, &mut steps, budget)
    }

    fn cases(
        &self,
        set: u64,
        strict: u64,
        fixed: &mut Vec<Option<u8>>,
        steps: &mut u32,
        budget: &mut Budget<'_>,
    ) -> Attempt {
        if *steps == 0 || !budget.spend() {
            return Attempt::GivenUp;
        }
        *steps -= 1;
        let shares = match self.flow(set, strict, fixed) {
            Ok(shares) => shares,
            Err(short) => return Attempt::Refuted(Share::Short(members(short))),
        };
        let Some(wrong) = self.first_wrong(set, strict, &shares) else {
            return Attempt::Done(self.outcomes(&shares));
        };
        // Fix a match of the rival that the flow treats wrongly: one it draws if
        // it has too few points, one it wins if it has too many.
        let preferred = if self.aim == Aim::Above { 1 } else { 2 };
        let of_rival = |i: &usize| fixed[*i].is_none() && self.free[*i].side(wrong).is_some();
        let taken = |i: usize| self.free[i].side(wrong).map_or(0, |s| shares[i][s]);
        let matches: Vec<usize> = (0..self.free.len()).filter(of_rival).collect();
        let Some(&at) =
            matches.iter().find(|i| taken(**i) == preferred).or_else(|| matches.first())
        else {
            return Attempt::GivenUp;
        };
        let mut cases = [const { None }; 3];
        for home in [1u8, 2, 0] {
            let free = &self.free[at];
            if home > free.most[0] || 2 - home > free.most[1] {
                continue;
            }
            fixed[at] = Some(home);
            let outcome = self.cases(set, strict, fixed, steps, budget);
            fixed[at] = None;
            match outcome {
                Attempt::Refuted(share) => cases[usize::from(home)] = Some(share),
                other => return other,
            }
        }
        // A case that the assumptions exclude needs no reason.
        let [away, drawn, home] =
            cases.map(|c| Box::new(c.unwrap_or_else(|| Share::Short(Vec::new()))));
        Attempt::Refuted(Share::Match { game: self.free[at].game, home, drawn, away })
    }

    /// Distributes the shares of all matches of `set`, or returns rivals that
    /// fall short (or have no room).
    fn flow(&self, set: u64, strict: u64, fixed: &[Option<u8>]) -> Result<Vec<[u8; 2]>, u64> {
        let n = self.q.teams;
        let inside = |t: usize| set >> t & 1 == 1;
        let below = self.aim == Aim::Below;
        let mut shares = vec![[0u8; 2]; self.free.len()];
        let mut points = self.base.clone();
        let mut matches = vec![0i32; n];
        let mut of: Vec<Vec<usize>> = vec![Vec::new(); n];
        for (i, f) in self.free.iter().enumerate() {
            let [home, away] = f.teams;
            if let Some(share) = fixed[i] {
                shares[i] = [share, 2 - share];
                points[home] += self.points(share);
                points[away] += self.points(2 - share);
                continue;
            }
            for (side, &team) in f.teams.iter().enumerate() {
                if !inside(team) {
                    continue;
                }
                let rival = f.teams[1 - side];
                // Outsiders take all they may of a match against one who must
                // stay below.
                if below && !inside(rival) && f.most[1 - side] == 2 {
                    continue;
                }
                of[team].push(i);
                matches[team] += 1;
            }
        }
        let mut limit = vec![0i32; n];
        for team in members(set) {
            let team = usize::from(team);
            let edge = i32::from(strict >> team & 1 == 1);
            let shares = if below {
                self.room(self.target - edge - points[team], matches[team])
            } else {
                self.need(self.target + edge - points[team], matches[team])
            };
            limit[team] = shares.ok_or(1u64 << team)?;
        }
        let mut load = vec![0i32; n];
        if below {
            self.settle_below(set, fixed, &of, &limit, &mut load, &mut shares)?;
        } else {
            self.settle_above(set, &of, &limit, &mut load, &mut shares)?;
        }
        Ok(shares)
    }

    fn settle_above(
        &self,
        set: u64,
        of: &[Vec<usize>],
        need: &[i32],
        load: &mut [i32],
        shares: &mut [[u8; 2]],
    ) -> Result<(), u64> {
        for team in members(set) {
            let team = usize::from(team);
            while load[team] < need[team] {
                // Breadth first from the team to a match with a share to spare.
                let mut seen = 1u64 << team;
                let mut from: Vec<Option<(usize, usize)>> = vec![None; load.len()];
                let mut queue = VecDeque::from([team]);
                let mut end = None;
                'search: while let Some(t) = queue.pop_front() {
                    for &i in &of[t] {
                        let Some(side) = self.free[i].side(t) else { continue };
                        if shares[i][side] >= self.free[i].most[side] {
                            continue;
                        }
                        if shares[i][0] + shares[i][1] < 2 {
                            end = Some((i, t));
                            break 'search;
                        }
                        let other = self.free[i].teams[1 - side];
                        if seen >> other & 1 == 0 && shares[i][1 - side] > 0 {
                            seen |= 1 << other;
                            from[other] = Some((i, t));
                            queue.push_back(other);
                        }
                    }
                }
                let Some((i, mut t)) = end else { return Err(seen) };
                let side = |i: usize, t: usize| self.free[i].side(t).unwrap_or(0);
                shares[i][side(i, t)] += 1;
                while let Some((i, before)) = from[t] {
                    shares[i][side(i, t)] -= 1;
                    shares[i][side(i, before)] += 1;
                    t = before;
                }
                load[team] += 1;
            }
        }
        Ok(())
    }

    fn settle_below(
        &self,
        set: u64,
        fixed: &[Option<u8>],
        of: &[Vec<usize>],
        room: &[i32],
        load: &mut [i32],
        shares: &mut [[u8; 2]],
    ) -> Result<(), u64> {
        let inside = |t: usize| set >> t & 1 == 1;
        let touching = |f: &Free| inside(f.teams[0]) || inside(f.teams[1]);
        // Outsiders take what they may; rivals start with a draw each.
        for (i, f) in self.free.iter().enumerate() {
            if fixed[i].is_some() || !touching(f) {
                continue;
            }
            for (side, &team) in f.teams.iter().enumerate() {
                if !inside(team) {
                    shares[i][side] = f.most[side];
                } else if inside(f.teams[1 - side]) && f.most[side] > 0 && load[team] < room[team] {
                    shares[i][side] = 1;
                    load[team] += 1;
                }
            }
        }
        for (i, f) in self.free.iter().enumerate() {
            if fixed[i].is_some() || !touching(f) {
                continue;
            }
            while shares[i][0] + shares[i][1] < 2 {
                let mut seen = 0u64;
                let mut from: Vec<Option<(usize, usize)>> = vec![None; load.len()];
                let mut queue = VecDeque::new();
                for (side, &team) in f.teams.iter().enumerate() {
                    if inside(team) && shares[i][side] < f.most[side] {
                        seen |= 1 << team;
                        queue.push_back(team);
                    }
                }
                let mut end = None;
                while let Some(t) = queue.pop_front() {
                    if load[t] < room[t] {
                        end = Some(t);
                        break;
                    }
                    for &j in &of[t] {
                        let Some(side) = self.free[j].side(t) else { continue };
                        let other = self.free[j].teams[1 - side];
                        if inside(other)
                            && shares[j][side] > 0
                            && shares[j][1 - side] < self.free[j].most[1 - side]
                            && seen >> other & 1 == 0
                        {
                            seen |= 1 << other;
                            from[other] = Some((j, t));
                            queue.push_back(other);
                        }
                    }
                }
                let Some(mut t) = end else { return Err(seen) };
                load[t] += 1;
                let side = |j: usize, t: usize| self.free[j].side(t).unwrap_or(0);
                while let Some((j, before)) = from[t] {
                    shares[j][side(j, t)] += 1;
                    shares[j][side(j, before)] -= 1;
                    t = before;
                }
                shares[i][side(i, t)] += 1;
            }
        }
        Ok(())
    }

    /// Home shares of every match, once what nobody needs has been given away.
    fn home_share(&self, i: usize, shares: &[[u8; 2]]) -> u8 {
        let f = &self.free[i];
        let [home, away] = shares[i];
        match (home, away) {
            (0, 0) => 1.clamp(2 - f.most[1], f.most[0]),
            (h, 0) => h.max(f.most[0]),
            (0, a) => 2 - a.max(f.most[1]),
            (h, _) => h,
        }
    }

    fn outcomes(&self, shares: &[[u8; 2]]) -> Vec<Option<i8>> {
        let mut outcomes = self.own.clone();
        for (i, f) in self.free.iter().enumerate() {
            outcomes[f.game] = Some(self.home_share(i, shares) as i8 - 1);
        }
        outcomes
    }

    /// The first rival of `set` whose points are not as they have to be.
    fn first_wrong(&self, set: u64, strict: u64, shares: &[[u8; 2]]) -> Option<usize> {
        let mut points = self.base.clone();
        for (i, f) in self.free.iter().enumerate() {
            let home = self.home_share(i, shares);
            points[f.teams[0]] += self.points(home);
            points[f.teams[1]] += self.points(2 - home);
        }
        members(set).into_iter().map(usize::from).find(|t| {
            let edge = i32::from(strict >> t & 1 == 1);
            match self.aim {
                Aim::Below => points[*t] > self.target - edge,
                Aim::Above => points[*t] < self.target + edge,
            }
        })
    }

    /// Finds a largest set of rivals that can all do it, with what refutes larger
    /// ones. The number is an upper bound; the set is `None` if that was not
    /// reached within the budget.
    pub fn largest(&self, strict: u64, budget: &mut Budget<'_>) -> Largest {
        let mut cores: Vec<(u64, Share)> = Vec::new();
        loop {
            let masks: Vec<u64> = cores.iter().map(|c| c.0).collect();
            let hit = smallest_hitting_set(&masks);
            let set = self.maybe & !hit;
            let bound = set.count_ones();
            let given_up = |cores| Largest { bound, done: None, cores };
            if cores.len() > 500 {
                return given_up(cores);
            }
            match self.attempt(set, strict, budget) {
                Attempt::Done(outcomes) => {
                    return Largest { bound, done: Some((set, outcomes)), cores };
                }
                Attempt::GivenUp => return given_up(cores),
                Attempt::Refuted(share) => {
                    let (core, share) = self.shrink(set, strict, share, budget);
                    cores.push((core, share));
                }
            }
        }
    }

    /// Leaves out rivals from a refuted set while it stays refuted.
    fn shrink(&self, set: u64, strict: u64, share: Share, budget: &mut Budget<'_>) -> (u64, Share) {
        let mut core = match &share {
            Share::Short(rivals) => rivals.iter().fold(0u64, |m, t| m | 1 << t),
            Share::Match { .. } => set,
        };
        let mut why = share;
        for rival in members(core) {
            let without = core & !(1 << rival);
            if core >> rival & 1 == 0 || without == 0 {
                continue;
            }
            if let Attempt::Refuted(share) = self.attempt(without, strict, budget) {
                core = match &share {
                    Share::Short(rivals) => rivals.iter().fold(0u64, |m, t| m | 1 << t),
                    Share::Match { .. } => without,
                };
                why = share;
            }
        }
        (core, why)
    }
}

/// What [`Race::largest`] found.
pub(crate) struct Largest {
    /// No more rivals than this can do it.
    pub bound: u32,
    /// A set of so many, and outcomes.
    pub done: Option<(u64, Vec<Option<i8>>)>,
    /// Sets that cannot all do it, and why.
    pub cores: Vec<(u64, Share)>,
}

impl Largest {
    /// The cores as they go into a certificate.
    pub fn into_cores(self) -> Vec<Core> {
        self.cores.into_iter().map(|(rivals, why)| Core { rivals: members(rivals), why }).collect()
    }
}

impl Free {
    fn side(&self, team: usize) -> Option<usize> {
        self.teams.iter().position(|t| *t == team)
    }
}

/// The positions in a set.
pub(crate) fn members(set: u64) -> Vec<u8> {
    (0..64u8).filter(|t| set >> t & 1 == 1).collect()
}

/// Finds a smallest set that meets every one of some sets.
pub(crate) fn smallest_hitting_set(sets: &[u64]) -> u64 {
    fn disjoint(sets: &[u64], hit: u64) -> u32 {
        let mut used = 0u64;
        let mut count = 0;
        for s in sets.iter().filter(|s| **s & hit == 0) {
            if s & used == 0 {
                used |= s;
                count += 1;
            }
        }
        count
    }
    fn go(sets: &[u64], hit: u64, best: &mut u64) {
        if hit.count_ones() + disjoint(sets, hit) >= best.count_ones() {
            return;
        }
        let Some(open) = sets.iter().filter(|s| **s & hit == 0).min_by_key(|s| s.count_ones())
        else {
            *best = hit;
            return;
        };
        // Those that are in many of the open sets first.
        let mut order: Vec<(u32, u8)> = members(*open)
            .into_iter()
            .map(|t| {
                let uses = sets.iter().filter(|s| **s & hit == 0 && **s >> t & 1 == 1).count();
                (u32::MAX - uses as u32, t)
            })
            .collect();
        order.sort_unstable();
        for (_, t) in order {
            go(sets, hit | 1 << t, best);
        }
    }
    if sets.is_empty() {
        return 0;
    }
    let mut best = u64::MAX;
    go(sets, 0, &mut best);
    best
}
