//! Points alone: which rivals can all stay level or below a team, or all come
//! level or above it.
//!
//! The points a rival needs (or may take) bound its shares of matches, and a flow
//! of shares from matches to rivals decides or refutes. Where the flow is not exact
//! in points, one match is fixed and it goes on by cases.

use crate::Budget;
use crate::certificate::{Aim, Share};
use crate::flow::{FREE, Flow, OWN};
use crate::problem::{Board, Question};

/// The race between one team, whose results are fixed, and its rivals.
#[derive(Clone)]
pub(crate) struct Race<'q> {
    pub q: &'q Question<'q>,
    pub aim: Aim,
    /// The team's own final points.
    pub target: i32,
    /// Outcomes of the team's own matches.
    pub own: Vec<Option<i8>>,
    /// Points of each team so far, plus those of a defeat in each match left.
    base: [i32; 64],
    /// The state of each match to begin with.
    state: Vec<u8>,
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

/// A bound on how many rivals can do it: the sum is below `scale` times more.
pub(crate) struct Relaxed {
    /// No more than this can do it.
    pub bound: i32,
    /// Those that did in the relaxation.
    pub doing: u64,
    /// A rival that did it in part.
    pub partly: Option<usize>,
    /// The rivals that need not do it, those first that do it most easily.
    pub order: Vec<usize>,
    /// The price of a share by team.
    pub price: [i64; 64],
}

/// What prices are multiples of one of: divisible by every need up to 16.
pub(crate) const SCALE: i64 = 720_720;

/// How rivals may stand in the end, as sets: strictly doing it, level, not.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Stand {
    pub strict: u64,
    pub level: u64,
    pub not: u64,
}

impl Stand {
    /// Those that may not fail.
    pub fn must(&self) -> u64 {
        (self.strict | self.level) & !self.not
    }

    /// Those that may succeed.
    pub fn can(&self) -> u64 {
        self.strict | self.level
    }

    /// Those that may not be level.
    pub fn apart(&self) -> u64 {
        self.strict & !self.level
    }
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
            || q.board.games.len() > 60_000
            || q.board.games.iter().any(|g| !g.possible)
        {
            return None;
        }
        let loss = i32::from(p.loss);
        let (win, draw) = (i32::from(p.win) - loss, i32::from(p.draw) - loss);
        let mut base = [0i32; 64];
        for (t, now) in q.now.iter().enumerate() {
            base[t] = now.points + loss * i32::from(q.left[t]);
        }
        let mut own = vec![None; q.board.games.len()];
        let mut state = vec![FREE; q.board.games.len()];
        let worth = |shares: u8| [0, draw, win][usize::from(shares)];
        for &(game, side) in q.board.of(team) {
            let (game, side) = (usize::from(game), usize::from(side));
            let g = &q.board.games[game];
            let shares = match aim {
                Aim::Below => g.most[side],
                Aim::Above => 2 - g.most[1 - side],
            };
            base[team] += worth(shares);
            base[usize::from(g.teams[1 - side])] += worth(2 - shares);
            let home = if side == 0 { shares } else { 2 - shares };
            own[game] = Some(home as i8 - 1);
            state[game] = OWN;
        }
        let target = base[team];
        let (mut least, mut most) = (base, base);
        for (g, state) in q.board.games.iter().zip(&state) {
            if *state == FREE {
                for side in [0, 1] {
                    least[usize::from(g.teams[side])] += worth(2 - g.most[1 - side]);
                    most[usize::from(g.teams[side])] += worth(g.most[side]);
                }
            }
        }
        let mut race = Race { q, aim, target, own, base, state, win, draw, always: 0, maybe: 0 };
        for rival in (0..q.teams).filter(|t| *t != team) {
            let (always, never) = match aim {
                Aim::Below => (most[rival] <= target, least[rival] > target),
                Aim::Above => (least[rival] >= target, most[rival] < target),
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
    pub fn opposite(&self) -> Race<'q> {
        let aim = match self.aim {
            Aim::Below => Aim::Above,
            Aim::Above => Aim::Below,
        };
        Race { aim, ..self.clone() }
    }

    /// The race within the matches among some level rivals: their points there, `own`
    /// being the team's. All other matches are left out.
    pub fn among(&self, level: u64, points: &[i32; 64], own: i32) -> Race<'q> {
        let loss = i32::from(self.q.regulation.points.loss);
        let mut race = Race { target: own, base: *points, ..self.clone() };
        for (g, state) in self.board().games.iter().zip(&mut race.state) {
            if level >> g.teams[0] & level >> g.teams[1] & 1 == 0 {
                *state = OWN;
            } else if *state == FREE {
                race.base[usize::from(g.teams[0])] += loss;
                race.base[usize::from(g.teams[1])] += loss;
            }
        }
        race
    }

    /// The state of a match to begin with.
    pub fn state(&self, game: usize) -> u8 {
        self.state[game]
    }

    /// Points of each team if it loses all that is open, and how many matches of each
    /// are open.
    pub fn begun(&self) -> ([i32; 64], [i32; 64]) {
        self.fixed(&self.state)
    }

    /// The rivals that can end with exactly as many points as the team.
    pub fn can_be_level(&self) -> u64 {
        let (points, matches) = self.begun();
        let gap = |t: usize| self.target - points[t];
        each(self.always | self.maybe)
            .filter(|t| {
                (0..=matches[*t]).any(|wins| {
                    let rest = gap(*t) - self.win * wins;
                    rest >= 0 && rest % self.draw == 0 && rest / self.draw <= matches[*t] - wins
                })
            })
            .fold(0, |m, t| m | 1 << t)
    }

    /// What a win and a draw are worth above a defeat.
    pub fn worth(&self) -> (i32, i32) {
        (self.win, self.draw)
    }

    fn board(&self) -> &'q Board {
        &self.q.board
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
        if (self.win, self.draw) == (3, 1) {
            let (wins, rest) = (points / 3, points % 3);
            return (wins + i32::from(rest > 0) <= matches).then_some(2 * wins + rest);
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
        if (self.win, self.draw) == (3, 1) {
            return Some(match points {
                p if p >= 3 * matches => 2 * matches,
                p if p <= matches => p,
                p => matches + (p - matches) / 2,
            });
        }
        (0..=matches)
            .filter(|wins| self.win * wins <= points)
            .map(|wins| 2 * wins + ((points - self.win * wins) / self.draw).min(matches - wins))
            .max()
    }

    /// Tries to let all of `set` do it, those of `strict` without being level.
    pub fn attempt(&self, set: u64, strict: u64, budget: &mut Budget<'_>) -> Attempt {
        let mut state = self.state.clone();
        let mut steps = 400;
        self.cases(set, strict, &mut state, &mut steps, budget)
    }

    /// The same with some outcomes fixed. A refutation holds for those only.
    pub fn attempt_with(
        &self,
        set: u64,
        strict: u64,
        outcomes: &[Option<i8>],
        budget: &mut Budget<'_>,
    ) -> Attempt {
        let mut state = self.state.clone();
        for (state, outcome) in state.iter_mut().zip(outcomes) {
            if let (FREE, Some(outcome)) = (*state, outcome) {
                *state = (outcome + 1) as u8;
            }
        }
        let mut steps = 400;
        self.cases(set, strict, &mut state, &mut steps, budget)
    }

    fn cases(
        &self,
        set: u64,
        strict: u64,
        state: &mut Vec<u8>,
        steps: &mut u32,
        budget: &mut Budget<'_>,
    ) -> Attempt {
        if *steps == 0 || !budget.spend() {
            return Attempt::GivenUp;
        }
        *steps -= 1;
        let at = match self.flow(set, strict, state) {
            Err(short) => return Attempt::Refuted(Share::Short(members(short))),
            Ok(flow) => {
                let Some(wrong) = self.first_wrong(set, strict, &flow, state) else {
                    return Attempt::Done(self.outcomes(&flow, state));
                };
                // Fix a match of the rival that the flow treats wrongly: one it
                // draws if it has too few points, one it wins if it has too many.
                let preferred = if self.aim == Aim::Above { 1 } else { 2 };
                let free = || {
                    let of = self.board().of(wrong).iter();
                    of.map(|(g, s)| (usize::from(*g), usize::from(*s)))
                        .filter(|(g, _)| state[*g] == FREE)
                };
                let found = free().find(|(g, s)| flow.shares[*g][*s] == preferred);
                let Some((at, _)) = found.or_else(|| free().next()) else {
                    return Attempt::GivenUp;
                };
                at
            }
        };
        let mut cases = [const { None }; 3];
        for home in [1u8, 2, 0] {
            let g = &self.board().games[at];
            if home > g.most[0] || 2 - home > g.most[1] {
                continue;
            }
            state[at] = home;
            let outcome = self.cases(set, strict, state, steps, budget);
            state[at] = FREE;
            match outcome {
                Attempt::Refuted(share) => cases[usize::from(home)] = Some(share),
                other => return other,
            }
        }
        // A case that the assumptions exclude needs no reason.
        let [away, drawn, home] =
            cases.map(|c| Box::new(c.unwrap_or_else(|| Share::Short(Vec::new()))));
        Attempt::Refuted(Share::Match { game: at, home, drawn, away })
    }

    /// Outcomes by which the shares of `set` are right, if not all points.
    pub fn nearly(&self, set: u64) -> Option<Vec<Option<i8>>> {
        let flow = self.flow(set, 0, &self.state).ok()?;
        Some(self.outcomes(&flow, &self.state))
    }

    /// Points of each team so far, fixed matches included, and how many matches of
    /// each are free.
    fn fixed(&self, state: &[u8]) -> ([i32; 64], [i32; 64]) {
        let (mut points, mut matches) = (self.base, [0i32; 64]);
        for (g, state) in self.board().games.iter().zip(state) {
            let (home, away) = (usize::from(g.teams[0] & 63), usize::from(g.teams[1] & 63));
            match *state {
                FREE => {
                    matches[home] += 1;
                    matches[away] += 1;
                }
                OWN => {}
                share => {
                    points[home] += self.points(share);
                    points[away] += self.points(2 - share);
                }
            }
        }
        (points, matches)
    }

    /// Distributes the shares of all matches of `set`, or returns rivals that
    /// fall short (or have no room).
    fn flow<'s>(&self, set: u64, strict: u64, state: &'s [u8]) -> Result<Flow<'s>, u64>
    where
        'q: 's,
    {
        let below = self.aim == Aim::Below;
        let (points, mut matches) = self.fixed(state);
        if below {
            // Outsiders take all they may of a match against one who must stay
            // below.
            for (g, state) in self.board().games.iter().zip(state) {
                for side in [0, 1] {
                    let outside = set >> g.teams[1 - side] & 1 == 0;
                    if *state == FREE && outside && g.most[1 - side] == 2 {
                        matches[usize::from(g.teams[side])] -= 1;
                    }
                }
            }
        }
        let mut flow = Flow::new(self.board(), state);
        for team in each(set) {
            let edge = i32::from(strict >> team & 1 == 1);
            let shares = if below {
                self.room(self.target - edge - points[team], matches[team])
            } else {
                self.need(self.target + edge - points[team], matches[team])
            };
            flow.limit[team] = shares.ok_or(1u64 << team)?;
        }
        if below {
            for (game, s) in state.iter().enumerate() {
                if *s == FREE {
                    flow.place(game, set)?;
                }
            }
        } else {
            let taking = each(set).filter(|t| flow.limit[*t] > 0).fold(0u64, |m, t| m | 1 << t);
            for team in each(taking) {
                flow.satisfy(team, taking)?;
            }
        }
        Ok(flow)
    }

    fn outcomes(&self, flow: &Flow<'_>, state: &[u8]) -> Vec<Option<i8>> {
        let mut outcomes = self.own.clone();
        for (game, outcome) in outcomes.iter_mut().enumerate() {
            if state[game] != OWN {
                *outcome = Some(flow.home_share(game) as i8 - 1);
            }
        }
        outcomes
    }

    /// The first rival of `set` whose points are not as they have to be.
    fn first_wrong(&self, set: u64, strict: u64, flow: &Flow<'_>, state: &[u8]) -> Option<usize> {
        let mut points = self.base;
        for (game, g) in self.board().games.iter().enumerate() {
            if state[game] != OWN {
                let home = flow.home_share(game);
                points[usize::from(g.teams[0])] += self.points(home);
                points[usize::from(g.teams[1])] += self.points(2 - home);
            }
        }
        each(set).find(|t| {
            let edge = i32::from(strict >> t & 1 == 1);
            match self.aim {
                Aim::Below => points[*t] > self.target - edge,
                Aim::Above => points[*t] < self.target + edge,
            }
        })
    }

    /// Bounds how many rivals can do it, by prices on shares; or returns rivals
    /// that cannot do what they must.
    ///
    /// Those that need the fewest shares (or are far too good at little cost) are
    /// served first, which is best as long as parts of rivals count.
    pub fn relaxed(&self, stand: Stand) -> Result<Relaxed, u64> {
        let (points, matches) = self.fixed(&self.state);
        let (must, can) = (stand.must(), stand.can());
        let mut flow = Flow::new(self.board(), &self.state);
        // What each rival needs, or the room it has, in shares.
        let mut limit = [None; 64];
        for t in each(can) {
            let edge = i32::from(stand.apart() >> t & 1 == 1);
            limit[t] = match self.aim {
                Aim::Above => self.need(self.target + edge - points[t], matches[t]),
                Aim::Below => self.room(self.target - edge - points[t], matches[t]),
            };
            if limit[t].is_none() && must >> t & 1 == 1 {
                return Err(1 << t);
            }
        }
        let optional = can & !must;
        let mut order: Vec<usize> = each(optional).filter(|t| limit[*t].is_some()).collect();
        let mut price = [0i64; 64];
        let mut part = [(0i64, 1i64); 64];
        match self.aim {
            Aim::Above => {
                order.sort_by_key(|t| limit[*t]);
                let mut tight = 0u64;
                let taking = can;
                for t in each(must).chain(order.iter().copied()) {
                    let need = limit[t].unwrap_or(0);
                    flow.limit[t] = need;
                    if let Err(seen) = flow.satisfy(t, taking) {
                        if must >> t & 1 == 1 {
                            return Err(seen);
                        }
                        for s in each(seen & !tight) {
                            price[s] = SCALE / i64::from(need);
                        }
                        tight |= seen;
                    }
                    part[t] = (i64::from(flow.load[t]), i64::from(need));
                }
            }
            Aim::Below => {
                let gain = |t: usize| 2 * matches[t] - limit[t].unwrap_or(0);
                order.sort_by_key(|t| -gain(*t));
                for t in each(can) {
                    // Who cannot do it at all may take whatever there is.
                    flow.limit[t] = limit[t].unwrap_or(2 * matches[t]);
                }
                let holding = can;
                let free = (0..self.state.len()).filter(|g| self.state[*g] == FREE);
                let mut open: Vec<usize> =
                    free.filter(|g| flow.place(*g, holding).is_err()).collect();
                let mut raised = 0u64;
                while !open.is_empty() {
                    let seen = open.iter().fold(0, |m, g| m | flow.in_the_way(*g, holding));
                    let next = order.iter().find(|t| (seen & !raised) >> **t & 1 == 1);
                    let Some(t) = next else { return Err(seen) };
                    raised |= 1 << t;
                    let gain = gain(*t).max(1);
                    for s in each(seen) {
                        price[s] = SCALE / i64::from(gain);
                    }
                    flow.limit[*t] = 2 * matches[*t];
                    open.retain(|g| flow.place(*g, holding).is_err());
                }
                for t in each(can) {
                    let over = flow.load[t] - limit[t].unwrap_or(0);
                    let gain = i64::from(gain(t).max(1));
                    part[t] = (gain - i64::from(over.max(0)), gain);
                }
            }
        }
        let bound = self.priced(stand, &limit, &matches, &price).div_euclid(SCALE) as i32;
        let able = |t: &usize| limit[*t].is_some();
        let doing = each(can).filter(able).filter(|t| part[*t].0 >= part[*t].1);
        let doing = doing.fold(0u64, |m, t| m | 1 << t);
        // The rival that is done most, but not wholly.
        let partly = order
            .iter()
            .copied()
            .filter(|t| part[*t].0 < part[*t].1)
            .max_by_key(|t| part[*t].0 * 1000 / part[*t].1);
        Ok(Relaxed { bound, doing, partly, order, price })
    }

    /// The sum that prices on shares allow, in units of one rival over [`SCALE`].
    fn priced(
        &self,
        stand: Stand,
        limit: &[Option<i32>; 64],
        matches: &[i32; 64],
        price: &[i64; 64],
    ) -> i64 {
        let above = self.aim == Aim::Above;
        let mut sum = 0i64;
        for (g, state) in self.board().games.iter().zip(&self.state) {
            if *state != FREE {
                continue;
            }
            let (h, a) = (price[usize::from(g.teams[0] & 63)], price[usize::from(g.teams[1] & 63)]);
            let least = i64::from(2 - g.most[1]);
            let most = i64::from(g.most[0]);
            let (x, y) = (least * h + (2 - least) * a, most * h + (2 - most) * a);
            sum += if above { x.max(y) } else { -x.min(y) };
        }
        for t in (0..self.q.teams).filter(|t| stand.can() >> t & 1 == 1 || price[*t] > 0) {
            let not = if above { 0 } else { price[t] * 2 * i64::from(matches[t]) };
            let does = limit[t].map(|l| {
                let l = i64::from(l) * price[t];
                SCALE + if above { -l } else { l }
            });
            let is = |set: u64| set >> t & 1 == 1;
            sum += match does {
                Some(does) if is(stand.can()) => {
                    if is(stand.not) {
                        does.max(not)
                    } else {
                        does
                    }
                }
                _ => not,
            };
        }
        sum
    }

    /// The prices as weights of a certificate: of a win and of a draw.
    pub fn weights(&self, price: &[i64; 64]) -> Vec<(u8, i64, i64)> {
        let sign = if self.aim == Aim::Above { 1 } else { -1 };
        (0..self.q.teams as u8)
            .filter(|t| price[usize::from(*t)] != 0)
            .map(|t| (t, 2 * sign * price[usize::from(t)], sign * price[usize::from(t)]))
            .collect()
    }
}

/// The positions in a set.
pub(crate) fn each(set: u64) -> impl Iterator<Item = usize> {
    let mut left = set;
    std::iter::from_fn(move || {
        (left != 0).then(|| {
            let t = left.trailing_zeros() as usize;
            left &= left - 1;
            t
        })
    })
}

/// The positions in a set, as a list.
pub(crate) fn members(set: u64) -> Vec<u8> {
    each(set).map(|t| t as u8).collect()
}
