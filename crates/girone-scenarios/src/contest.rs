//! Whether a bound by points survives the criteria, where level teams decide.
//!
//! Rivals are taken one by one: strictly doing what the bound needs, level on
//! points, or not. Flows of points prune; where it is known who is level, the
//! matches among those and the criteria decide.

use girone_model::TeamIx;

use crate::certificate::{Aim, Node, Share, Standings};
use crate::league::with_outcomes;
use crate::level::Resolver;
use crate::outlook::{TeamOutlook, Witness};
use crate::problem::{OUTCOMES, Question};
use crate::race::{Attempt, Race, members, smallest_hitting_set};
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
    q: &Question<'_>,
    team: &TeamOutlook,
    aim: Aim,
    wanted: Places,
    order: &[usize],
    budget: &mut Budget<'_>,
) -> Option<Contested> {
    let race = Race::new(q, usize::from(team.team), aim)?;
    let other = match aim {
        Aim::Below => Aim::Above,
        Aim::Above => Aim::Below,
    };
    // The same own results, the opposite wish of the rivals.
    let opposite = race.opposite(other);
    let needed = match aim {
        Aim::Below => q.teams as u32 - u32::from(wanted.worst()?),
        Aim::Above => u32::from(wanted.best()?) - 1,
    };
    let mut contest = Contest {
        q,
        team,
        aim,
        wanted,
        needed,
        race: &race,
        opposite: &opposite,
        order,
        resolver: Resolver::new(q, team.team),
        complete: true,
        witness: None,
        budget,
    };
    let node = contest.visit(0, 0, 0, race.never(usize::from(team.team)));
    Some(Contested {
        refuted: contest.complete && contest.witness.is_none(),
        witness: contest.witness,
        node,
    })
}

struct Contest<'q, 'r, 's, 'b> {
    q: &'q Question<'q>,
    team: &'r TeamOutlook,
    aim: Aim,
    wanted: Places,
    /// How many rivals have to do it.
    needed: u32,
    race: &'r Race<'q>,
    opposite: &'r Race<'q>,
    order: &'r [usize],
    resolver: Resolver<'q>,
    complete: bool,
    witness: Option<Witness>,
    budget: &'s mut Budget<'b>,
}

impl Contest<'_, '_, '_, '_> {
    /// Takes the next rival; `strict`, `level` and `not` are those decided.
    fn visit(&mut self, at: usize, strict: u64, level: u64, not: u64) -> Standings {
        if self.witness.is_some() || !self.complete {
            return Standings::TooFew;
        }
        if !self.budget.spend() {
            self.complete = false;
            return Standings::TooFew;
        }
        let left = (self.order.len() - at) as u32;
        if strict.count_ones() + level.count_ones() + left < self.needed {
            return Standings::TooFew;
        }
        match self.race.attempt(strict | level, strict, self.budget) {
            Attempt::Refuted(share) => return Standings::Short(share),
            Attempt::GivenUp | Attempt::Done(_) => {}
        }
        if level | not != 0
            && let Attempt::Refuted(share) = self.opposite.attempt(level | not, not, self.budget)
        {
            return Standings::Over(share);
        }
        let Some(&rival) = self.order.get(at) else {
            let mut outcomes = self.race.own.clone();
            return Standings::Among(self.among(strict, level, not, &mut outcomes));
        };
        let bit = 1u64 << rival;
        let strictly = self.visit(at + 1, strict | bit, level, not);
        let same = self.visit(at + 1, strict, level | bit, not);
        let fails = self.visit(at + 1, strict, level, not | bit);
        Standings::Rival {
            rival: rival as TeamIx,
            strictly: Box::new(strictly),
            level: Box::new(same),
            not: Box::new(fails),
        }
    }

    /// Goes through the outcomes of matches among the level teams.
    fn among(&mut self, strict: u64, level: u64, not: u64, outcomes: &mut [Option<i8>]) -> Node {
        if self.witness.is_some() || !self.complete || !self.budget.spend() {
            self.complete = false;
            return Node::Settled;
        }
        let part = level | 1 << self.team.team;
        let ahead = match self.aim {
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
            (self.opposite, level | not, not, Node::Over),
        ];
        for (race, set, strictly, refuted) in tries {
            match race.attempt_with(set, strictly, fixed, self.budget) {
                Attempt::Done(outcomes) => {
                    let bounds = self.bounds(strict, level, not);
                    let repaired = repair(self.q, &outcomes, fixed, &bounds);
                    for outcomes in repaired.into_iter().chain([outcomes]) {
                        let found =
                            with_outcomes(self.q, self.team, &outcomes, self.wanted, self.budget);
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
        let (low, high) = match self.aim {
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

/// Changes outcomes that are not fixed, one at a time, until all points are within
/// bounds; `None` if that does not come about soon.
fn repair(
    q: &Question<'_>,
    outcomes: &[Option<i8>],
    fixed: &[Option<i8>],
    bounds: &[(i32, i32)],
) -> Option<Vec<Option<i8>>> {
    let mut outcomes = outcomes.to_vec();
    let mut points: Vec<i32> = q.now.iter().map(|t| t.points).collect();
    for (fixture, outcome) in q.sheet.remaining.iter().zip(&outcomes) {
        let (h, a) = q.points_for((*outcome)?);
        points[usize::from(fixture.home)] += h;
        points[usize::from(fixture.away)] += a;
    }
    let off = |t: usize, p: i32| (bounds[t].0 - p).max(p - bounds[t].1).max(0);
    let mut state = 88_172_645_463_325_252u64;
    let mut next = move |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        (state >> 33) as usize % below.max(1)
    };
    for _ in 0..1500 {
        let wrong: Vec<usize> = (0..q.teams).filter(|t| off(*t, points[*t]) > 0).collect();
        if wrong.is_empty() {
            return Some(outcomes);
        }
        let team = wrong[next(wrong.len())];
        // The change of one of its matches that leaves the least to repair.
        let mut best: Option<(i32, usize, i8)> = None;
        for (game, fixture) in q.sheet.remaining.iter().enumerate() {
            let (h, a) = (usize::from(fixture.home), usize::from(fixture.away));
            if fixed[game].is_some() || (h != team && a != team) {
                continue;
            }
            let was = outcomes[game]?;
            let (hp, ap) = q.points_for(was);
            for outcome in OUTCOMES.into_iter().filter(|o| *o != was && q.allows(game, *o)) {
                let (hn, an) = q.points_for(outcome);
                let cost = off(h, points[h] - hp + hn) + off(a, points[a] - ap + an)
                    - off(h, points[h])
                    - off(a, points[a]);
                let cost = cost * 8 + next(6) as i32;
                if best.is_none_or(|(c, _, _)| cost < c) {
                    best = Some((cost, game, outcome));
                }
            }
        }
        let (_, game, outcome) = best?;
        let fixture = q.sheet.remaining[game];
        let (hp, ap) = q.points_for(outcomes[game]?);
        let (hn, an) = q.points_for(outcome);
        points[usize::from(fixture.home)] += hn - hp;
        points[usize::from(fixture.away)] += an - ap;
        outcomes[game] = Some(outcome);
    }
    None
}

/// Orders of rivals to try: those that are surely doing it first, then by how
/// far they are from the team.
pub(crate) fn orders(q: &Question<'_>, team: TeamIx, aim: Aim) -> Vec<Vec<usize>> {
    let Some(race) = Race::new(q, usize::from(team), aim) else { return Vec::new() };
    let mut rivals: Vec<usize> =
        members(race.always | race.maybe).into_iter().map(usize::from).collect();
    let gap = |t: usize| match aim {
        Aim::Below => q.now[t].points,
        Aim::Above => -q.now[t].points,
    };
    // Whoever would lose out if only the two were level has to do it strictly.
    let favours = favours(q, team, aim, &race);
    rivals.sort_by_key(|t| (favours[*t], race.always >> t & 1 == 0, gap(*t)));
    let mut orders = vec![rivals.clone()];
    let mut reversed = rivals.clone();
    reversed.sort_by_key(|t| (favours[*t], -gap(*t)));
    orders.push(reversed);
    let mut state = 12345u64 + u64::from(team);
    for round in 0..24 {
        for i in (1..rivals.len()).rev() {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            rivals.swap(i, (state >> 33) as usize % (i + 1));
        }
        let mut order = rivals.clone();
        if round % 4 != 3 {
            order.sort_by_key(|t| favours[*t]);
        }
        orders.push(order);
    }
    orders
}

/// Says for every rival whether it may do it when only it is level with the team.
fn favours(q: &Question<'_>, team: TeamIx, aim: Aim, race: &Race<'_>) -> Vec<bool> {
    let mut resolver = Resolver::new(q, team);
    let place = if aim == Aim::Below { 1 } else { 2 };
    (0..q.teams)
        .map(|t| {
            let part = 1u64 << t | 1u64 << team;
            let mut steps = Budget::steps(500);
            let wanted = Places::from_to(place, place);
            let resolved = resolver.resolve(&race.own, part, 0, wanted, &mut steps);
            !resolved.complete || !resolved.witnesses.is_empty()
        })
        .collect()
}

/// Looks for a completion at the bound in which as few rivals as can be are level,
/// preferably such as come out right if only they are.
///
/// `cores` are sets of rivals that cannot all do it; `bound` how many can.
pub(crate) fn few_level(
    q: &Question<'_>,
    team: &TeamOutlook,
    race: &Race<'_>,
    cores: &[u64],
    wanted: Places,
    budget: &mut Budget<'_>,
) -> Option<Witness> {
    let favours = favours(q, team.team, race.aim, race);
    let good = (0..q.teams).filter(|t| favours[*t]).fold(0u64, |m, t| m | 1 << t);
    let other = race.opposite(if race.aim == Aim::Below { Aim::Above } else { Aim::Below });
    // One or two favourable ones level, whichever set of rivals that takes.
    let bound = race.maybe.count_ones() - smallest_hitting_set(cores).count_ones();
    let singles = members(good).into_iter().map(|a| 1u64 << a);
    let pairs = members(good).into_iter().flat_map(|a| {
        members(good & ((1u64 << a) - 1)).into_iter().map(move |b| 1u64 << a | 1u64 << b)
    });
    let doing = race.maybe | race.always;
    for level in singles.chain(pairs).filter(|l| l & !doing == 0) {
        let largest = race.largest(!level, budget);
        if let (true, Some((set, _))) = (largest.bound == bound, largest.done) {
            let set = set | race.always;
            if let Attempt::Done(outcomes) = race.attempt(set, set & !level, budget)
                && let Some(witness) = with_outcomes(q, team, &outcomes, wanted, budget)
            {
                return Some(witness);
            }
        }
    }
    let mut contest = Contest {
        q,
        team,
        aim: race.aim,
        wanted,
        needed: 0,
        race,
        opposite: &other,
        order: &[],
        resolver: Resolver::new(q, team.team),
        complete: true,
        witness: None,
        budget,
    };
    let mut sets = cores.to_vec();
    let most = smallest_hitting_set(&sets).count_ones();
    for _ in 0..12 {
        let hit = smallest_hitting_set(&sets);
        if hit.count_ones() > most {
            return None;
        }
        let set = race.maybe & !hit;
        match race.attempt(set, 0, contest.budget) {
            Attempt::Done(_) => {
                contest.vary_level(set | race.always, good);
                if contest.witness.is_some() {
                    return contest.witness;
                }
                sets.push(set);
            }
            Attempt::Refuted(Share::Short(rivals)) => {
                sets.push(rivals.iter().fold(0, |m, t| m | 1 << t));
            }
            Attempt::Refuted(_) => sets.push(set),
            Attempt::GivenUp => return None,
        }
    }
    None
}

impl Contest<'_, '_, '_, '_> {
    /// Tries smallest sets of level rivals, all others of `set` doing it strictly.
    fn vary_level(&mut self, set: u64, good: u64) {
        let mut strict_cores: Vec<u64> = Vec::new();
        for _ in 0..60 {
            if !self.budget.spend() {
                return;
            }
            let preferred: Vec<u64> =
                strict_cores.iter().map(|c| if c & good != 0 { c & good } else { *c }).collect();
            let level = smallest_hitting_set(&preferred);
            let least = smallest_hitting_set(&strict_cores).count_ones();
            if level.count_ones() > least + 2 {
                return;
            }
            let strict = set & !level;
            match self.race.attempt(set, strict, self.budget) {
                Attempt::Done(_) => {
                    let not = !set & !(1 << self.team.team) & ((1u64 << self.q.teams) - 1);
                    let mut outcomes = self.race.own.clone();
                    self.complete = true;
                    self.among(strict, level, not, &mut outcomes);
                    if self.witness.is_some() || strict == 0 {
                        return;
                    }
                    strict_cores.push(strict);
                }
                Attempt::GivenUp => return,
                Attempt::Refuted(share) => {
                    let mut core = match &share {
                        Share::Short(rivals) => {
                            rivals.iter().fold(0u64, |m, t| m | 1 << t) & strict
                        }
                        Share::Match { .. } => strict,
                    };
                    for t in members(core) {
                        let without = core & !(1 << t);
                        if without != 0
                            && matches!(
                                self.race.attempt(set, without, self.budget),
                                Attempt::Refuted(_)
                            )
                        {
                            core = without;
                        }
                    }
                    if core == 0 {
                        return;
                    }
                    strict_cores.push(core);
                }
            }
        }
    }
}
