//! Whether a bound by points survives the criteria, where level teams decide.
//!
//! Points alone are solved and the completion is ranked. If the level teams come
//! out wrong, one of them is taken apart in cases: not level, or level. Sums of
//! points prune, and so do the points in the matches among level teams; where it
//! is known who is level, those matches and the criteria decide.

use std::cmp::Ordering;

use girone_model::TeamIx;

use crate::anneal::anneal;
use crate::certificate::{Aim, Behind, Ends, Node, Share, Standings};
use crate::counting::weights;
use crate::league::{plainly, with_outcomes};
use crate::level::Resolver;
use crate::mini::Mini;
use crate::outlook::{TeamOutlook, Witness};
use crate::problem::{OUTCOMES, Question};
use crate::race::{Attempt, Race, Stand, each, members};
use crate::repair::repair;
use crate::weights::refuting;
use crate::{Budget, Places};

/// What a contest found.
pub(crate) struct Contested {
    pub witness: Option<Witness>,
    /// Whether the places are impossible.
    pub refuted: bool,
    pub node: Standings,
}

/// Looks for a completion in which the team takes one of the places: the best
/// (aim below) or the worst (aim above) ones.
pub(crate) fn contest(
    race: &Race<'_>,
    team: &TeamOutlook,
    wanted: Places,
    budget: &mut Budget<'_>,
) -> Option<Contested> {
    let q = race.q;
    let needed = match race.aim {
        Aim::Below => q.teams as u32 - u32::from(wanted.worst()?),
        Aim::Above => u32::from(wanted.best()?) - 1,
    };
    let x = usize::from(team.team);
    let can = race.always | race.maybe;
    let all = if q.teams == 64 { u64::MAX } else { (1u64 << q.teams) - 1 };
    let not = all & !(1 << x) & !race.always;
    let mini = Mini::new(race, x);
    let mut resolver = Resolver::new(q, team.team);
    let bad = bad(race, x, mini.as_ref(), &mut resolver);
    let stand = Stand { strict: can, level: can & race.can_be_level(), not };
    let mut contest = Contest {
        q,
        team,
        wanted,
        needed,
        race,
        opposite: race.opposite(),
        mini,
        bad,
        resolver,
        complete: true,
        witness: None,
        budget,
    };
    // Most contests are over soon; for the others trials come first.
    let mut node = Standings::TooFew;
    let all = contest.budget.nodes;
    for (steps, flips) in [(all.min(150), 0), (all, 6_000)] {
        if flips > 0 {
            contest.by_trial(stand, flips);
        }
        let mut part = contest.budget.part(steps);
        let given = part.nodes;
        std::mem::swap(contest.budget, &mut part);
        contest.complete = true;
        if contest.witness.is_none() {
            node = contest.visit(stand);
        }
        std::mem::swap(contest.budget, &mut part);
        contest.budget.settle(given, part.nodes);
        if contest.witness.is_some() || contest.complete {
            break;
        }
    }
    Some(Contested {
        refuted: contest.complete && contest.witness.is_none(),
        witness: contest.witness,
        node,
    })
}

/// The rivals that come out on the wrong side when only they are level.
fn bad(race: &Race<'_>, team: usize, mini: Option<&Mini>, resolver: &mut Resolver<'_>) -> u64 {
    let place = if race.aim == Aim::Below { 1 } else { 2 };
    each(race.always | race.maybe)
        .filter(|t| {
            if let Some(mini) = mini
                && mini.pair(*t) != 0
            {
                return mini.pair(*t) < 0;
            }
            let part = 1u64 << t | 1u64 << team;
            let mut steps = Budget::steps(200);
            let wanted = Places::from_to(place, place);
            let resolved = resolver.resolve(&race.own, part, 0, wanted, &mut steps);
            resolved.complete && resolved.witnesses.is_empty()
        })
        .fold(0u64, |m, t| m | 1 << t)
}

struct Contest<'q, 'r, 's, 'b> {
    q: &'q Question<'q>,
    team: &'r TeamOutlook,
    wanted: Places,
    /// How many rivals have to do it.
    needed: u32,
    race: &'r Race<'q>,
    opposite: Race<'q>,
    mini: Option<Mini>,
    bad: u64,
    resolver: Resolver<'q>,
    complete: bool,
    witness: Option<Witness>,
    budget: &'s mut Budget<'b>,
}

impl Contest<'_, '_, '_, '_> {
    fn visit(&mut self, stand: Stand) -> Standings {
        if self.witness.is_some() {
            return Standings::TooFew;
        }
        if !self.budget.spend() {
            self.complete = false;
            return Standings::TooFew;
        }
        // What follows takes about as long as so many flows.
        self.budget.tick(16);
        let wrong = self.mini.as_ref().map_or(0, |m| m.wrong(stand)).count_ones();
        let needed = self.needed + wrong;
        if stand.can().count_ones() < needed {
            return Standings::TooFew;
        }
        let relaxed = match self.race.relaxed(stand) {
            Err(short) => return Standings::Short(Share::Short(members(short))),
            Ok(relaxed) => relaxed,
        };
        if relaxed.bound < needed as i32 {
            return Standings::Weights(weights(self.race, &relaxed.price));
        }
        if relaxed.bound == self.needed as i32
            && let Some(rivals) = self.mini.as_ref().and_then(|m| m.trailing(stand))
        {
            let at_most = weights(self.race, &relaxed.price);
            return Standings::Trailing { at_most, rivals: members(rivals) };
        }
        if relaxed.bound == self.needed as i32
            && stand.level & (stand.strict | stand.not) == 0
            && let Some(why) = self.behind(stand.level)
        {
            let why = Behind::Points(why);
            return Standings::Behind { at_most: weights(self.race, &relaxed.price), why };
        }
        if stand.level & (stand.strict | stand.not) == 0 && stand.level != 0 {
            if relaxed.bound == self.needed as i32
                && let Some(mini) = &self.mini
                && let Some(found) =
                    refuting(self.race, stand, self.needed, &relaxed.price, 80, Some(mini))
            {
                let why = Behind::Weights(found);
                return Standings::Behind { at_most: weights(self.race, &relaxed.price), why };
            }
            self.by_trial(stand, 3_000);
            if self.witness.is_some() {
                return Standings::TooFew;
            }
        }
        // A completion by points, with as few level as can be.
        let must = stand.must();
        let mut set = must;
        for t in relaxed.order.iter().filter(|t| relaxed.doing >> **t & 1 == 1) {
            if set.count_ones() < needed {
                set |= 1 << t;
            }
        }
        let sure = stand.level & !stand.strict & !stand.not;
        let mut level = None;
        let mut short = None;
        if set.count_ones() >= needed {
            match self.realise_points(set, sure, stand) {
                Ok(found) => level = found,
                Err(share) => short = share,
            }
            if self.witness.is_some() {
                return Standings::TooFew;
            }
        }
        if level.is_none() {
            if let (Some(share), true) = (short, set == must) {
                return Standings::Short(share);
            }
            if let Some(found) = refuting(self.race, stand, needed, &relaxed.price, 40, None) {
                return Standings::Weights(found);
            }
        }
        // One of those that were level by chance, the most harmful first; else who
        // would help those that have to be; else any that is not decided.
        let open = stand.level & (stand.strict | stand.not);
        let undecided = open | stand.strict & stand.not;
        let harm = |t: &usize| {
            let harm = self.mini.as_ref().map_or(0, |m| m.harm(*t));
            (self.bad >> t & 1, harm, 64 - t)
        };
        let help = |t: &usize| self.mini.as_ref().map_or(0, |m| m.help(*t, sure));
        let by_chance = each(level.unwrap_or(0) & open).max_by_key(harm);
        let helping = (sure != 0 && level.is_some() && by_chance.is_none())
            .then(|| each(open).max_by_key(|t| (help(t), 64 - t)))
            .flatten();
        let next = by_chance
            .or(helping)
            .or(relaxed.partly.filter(|t| undecided >> t & 1 == 1))
            .or_else(|| each(open).max_by_key(harm))
            .or_else(|| each(undecided).next());
        let Some(rival) = next else {
            return self.leaf(stand);
        };
        let bit = 1u64 << rival;
        let (ends, then, otherwise) = if open & bit != 0 {
            let level = Stand { strict: stand.strict & !bit, not: stand.not & !bit, ..stand };
            (Ends::Level, level, Stand { level: stand.level & !bit, ..stand })
        } else {
            let strictly = Stand { not: stand.not & !bit, ..stand };
            (Ends::Strictly, strictly, Stand { strict: stand.strict & !bit, ..stand })
        };
        // Not level is the easier case where it comes out wrong.
        let first = (ends == Ends::Strictly || helping.is_some()).then(|| self.visit(then));
        let otherwise = self.visit(otherwise);
        let then = first.unwrap_or_else(|| self.visit(then));
        Standings::Case {
            rival: rival as TeamIx,
            ends,
            then: Box::new(then),
            otherwise: Box::new(otherwise),
        }
    }

    /// Tries completions near one that is right by points.
    fn by_trial(&mut self, stand: Stand, flips: u32) {
        let Some(mini) = self.mini.take() else { return };
        self.budget.tick(flips / 16);
        if let Ok(relaxed) = self.race.relaxed(stand) {
            let set = relaxed.doing | stand.must();
            if let Attempt::Done(start) = self.race.attempt(set, 0, self.budget) {
                let (race, needed) = (self.race, self.needed);
                let mut tries = 20;
                let mut good = |outcomes: &[Option<i8>]| {
                    tries -= 1;
                    self.ranked(outcomes);
                    self.witness.is_some() || tries == 0
                };
                anneal(race, &mini, stand, needed, &start, flips, &mut good);
            }
        }
        self.mini = Some(mini);
    }

    /// Looks for a completion in which all of `set` do it, as few level as can be but
    /// those of `sure`. Returns the level rivals of one that does not do, or why
    /// there is none.
    fn realise_points(
        &mut self,
        set: u64,
        sure: u64,
        stand: Stand,
    ) -> Result<Option<u64>, Option<Share>> {
        let bad = set & (stand.apart() | self.bad) & !sure;
        let mut why = None;
        for (i, strict) in [set & !sure, bad, set & stand.apart()].into_iter().enumerate() {
            match self.race.attempt(set, strict, self.budget) {
                Attempt::Done(outcomes) => {
                    let level = self.ranked(&outcomes);
                    if self.witness.is_some() {
                        return Ok(None);
                    }
                    let level = level.unwrap_or(0);
                    if sure & !level != 0 && self.exactly(&outcomes, stand, set) {
                        return Ok(None);
                    }
                    let among = if sure != 0 { sure } else { level & set };
                    if self.witness.is_none() && among != 0 {
                        self.around(set, set & !among, among);
                    }
                    return Ok(self.witness.is_none().then_some(level));
                }
                Attempt::Refuted(share) if i == 2 => why = Some(share),
                _ => {}
            }
        }
        Err(why)
    }

    /// Changes a completion until those that have to be level are exactly that; says
    /// whether it does then.
    fn exactly(&mut self, outcomes: &[Option<i8>], stand: Stand, set: u64) -> bool {
        let sure = stand.level & !stand.strict & !stand.not;
        let not = stand.not & !stand.can();
        let bounds = self.bounds(set & !sure, sure, not);
        if let Some(outcomes) = repair(self.q, outcomes, &self.race.own, &bounds, 60) {
            self.ranked(&outcomes);
        }
        self.witness.is_some()
    }

    /// Why level rivals cannot all come out right by the matches among them.
    fn behind(&mut self, level: u64) -> Option<Share> {
        let (points, own) = self.mini.as_ref()?.points(level);
        match self.race.among(level, &points, own).attempt(level, 0, self.budget) {
            Attempt::Refuted(share) => Some(share),
            _ => None,
        }
    }

    /// Looks for a completion in which some level rivals come out right: the matches
    /// among them first, as far as it matters, then all others.
    fn around(&mut self, set: u64, strict: u64, level: u64) {
        let Some((points, own)) = self.mini.as_ref().map(|m| m.points(level)) else { return };
        let among = self.race.among(level, &points, own);
        for strictly in [level, 0] {
            let Attempt::Done(mut first) = among.attempt(level, strictly, self.budget) else {
                continue;
            };
            for (game, outcome) in first.iter_mut().enumerate() {
                let g = &self.q.board.games[game];
                if level >> g.teams[0] & level >> g.teams[1] & 1 == 0 {
                    *outcome = self.race.own[game];
                }
            }
            if let Attempt::Done(outcomes) =
                self.race.attempt_with(set, strict, &first, self.budget)
            {
                self.ranked(&outcomes);
                if self.witness.is_some() {
                    return;
                }
            }
        }
    }

    /// Ranks a completion; returns the level rivals if it does not do.
    fn ranked(&mut self, outcomes: &[Option<i8>]) -> Option<u64> {
        let q = self.q;
        let x = usize::from(self.team.team);
        let mut points = [0i32; 64];
        q.now.iter().enumerate().for_each(|(t, now)| points[t] = now.points);
        for (fixture, outcome) in q.sheet.remaining.iter().zip(outcomes) {
            let (h, a) = q.points_for((*outcome)?);
            points[usize::from(fixture.home)] += h;
            points[usize::from(fixture.away)] += a;
        }
        let (mut strict, mut level) = (0u64, 0u64);
        let sign = if self.race.aim == Aim::Above { 1 } else { -1 };
        for t in (0..q.teams).filter(|t| *t != x) {
            match (sign * (points[t] - points[x])).cmp(&0) {
                Ordering::Greater => strict |= 1 << t,
                Ordering::Equal => level |= 1 << t,
                Ordering::Less => {}
            }
        }
        if (strict | level).count_ones() < self.needed {
            return Some(level);
        }
        let done = strict.count_ones();
        let (right, tied) = match &self.mini {
            Some(mini) => mini.ranked(self.race, level, outcomes),
            None => (0, level.count_ones()),
        };
        if done + right + tied < self.needed {
            return Some(level);
        }
        if let Some(witness) = plainly(q, self.team, outcomes, self.wanted) {
            self.witness = Some(witness);
            return None;
        }
        // Goals may help where points among level teams do not decide.
        if done + right < self.needed {
            self.witness = with_outcomes(q, self.team, outcomes, self.wanted, 300, self.budget);
        }
        Some(level)
    }

    /// All rivals are decided.
    fn leaf(&mut self, stand: Stand) -> Standings {
        let (strict, level, not) = (stand.strict, stand.level, stand.not);
        match self.race.attempt(strict | level, strict, self.budget) {
            Attempt::Refuted(share) => return Standings::Short(share),
            Attempt::GivenUp | Attempt::Done(_) => {}
        }
        if let Attempt::Refuted(share) = self.opposite.attempt(level | not, not, self.budget) {
            return Standings::Over(share);
        }
        let mut outcomes = self.race.own.clone();
        Standings::Among(self.among(strict, level, not, &mut outcomes))
    }

    /// Goes through the outcomes of matches among the level teams.
    fn among(&mut self, strict: u64, level: u64, not: u64, outcomes: &mut [Option<i8>]) -> Node {
        if self.witness.is_some() || !self.budget.spend() {
            self.complete = false;
            return Node::Settled;
        }
        let part = level | 1 << self.team.team;
        let ahead = match self.race.aim {
            Aim::Below => not,
            Aim::Above => strict,
        };
        let above = ahead.count_ones() as u8;
        let reach = Places::from_to(above + 1, above + part.count_ones() as u8);
        if reach.and(self.wanted).is_empty() {
            return Node::Settled;
        }
        let open = self.q.sheet.remaining.iter().enumerate().position(|(game, t)| {
            outcomes[game].is_none() && part >> t.home & part >> t.away & 1 == 1
        });
        if let Some(game) = open {
            let mut nodes = [Node::Excluded, Node::Excluded, Node::Excluded];
            for (i, outcome) in OUTCOMES.into_iter().enumerate() {
                if self.q.allows(game, outcome) {
                    outcomes[game] = Some(outcome);
                    nodes[i] = self.among(strict, level, not, outcomes);
                    outcomes[game] = None;
                }
            }
            let [home, drawn, away] = nodes.map(Box::new);
            return Node::Match { game, home, drawn, away };
        }
        let resolved = self.resolver.resolve(outcomes, part, above, self.wanted, self.budget);
        if let Some((_, witness)) = resolved.witnesses.into_iter().next() {
            // Nothing was open: the level teams meet only each other.
            if self.q.places_in(&witness, self.team.team).and(self.wanted).is_empty() {
                self.complete = false;
            } else {
                self.witness = Some(witness);
            }
            return Node::Settled;
        }
        if !resolved.complete
            && let Some(node) = self.realise(strict, level, not, outcomes)
        {
            return node;
        }
        Node::Level(resolved.tree)
    }

    /// The criteria do not refute it: looks for outcomes of the other matches, or
    /// refutes those.
    fn realise(&mut self, strict: u64, level: u64, not: u64, fixed: &[Option<i8>]) -> Option<Node> {
        type Refuted = fn(Share) -> Node;
        let tries: [(&Race<'_>, u64, u64, Refuted); 2] = [
            (self.race, strict | level, strict, Node::Short),
            (&self.opposite, level | not, not, Node::Over),
        ];
        for (race, set, strictly, refuted) in tries {
            match race.attempt_with(set, strictly, fixed, self.budget) {
                Attempt::Done(outcomes) => {
                    let bounds = self.bounds(strict, level, not);
                    let repaired = repair(self.q, &outcomes, fixed, &bounds, 400);
                    for outcomes in repaired.into_iter().chain([outcomes]) {
                        let found = with_outcomes(
                            self.q,
                            self.team,
                            &outcomes,
                            self.wanted,
                            20_000,
                            self.budget,
                        );
                        if let Some(witness) = found {
                            self.witness = Some(witness);
                            return None;
                        }
                    }
                }
                Attempt::Refuted(share) => return Some(refuted(share)),
                Attempt::GivenUp => {}
            }
        }
        self.complete = false;
        None
    }
}

impl Contest<'_, '_, '_, '_> {
    /// The points that every team has to end with.
    fn bounds(&self, strict: u64, level: u64, not: u64) -> Vec<(i32, i32)> {
        const FAR: i32 = 10_000;
        let points = self.race.target;
        let (low, high) = match self.race.aim {
            Aim::Below => (strict, not),
            Aim::Above => (not, strict),
        };
        (0..self.q.teams)
            .map(|t| {
                let is = |set: u64| set >> t & 1 == 1;
                match (is(low), is(high), is(level)) {
                    (true, _, _) => (-FAR, points - 1),
                    (_, true, _) => (points + 1, FAR),
                    (_, _, true) => (points, points),
                    _ => (-FAR, FAR),
                }
            })
            .collect()
    }
}
