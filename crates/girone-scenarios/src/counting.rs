//! How many rivals can do it at once.

use crate::Budget;
use crate::certificate::{Aim, Core, Ends, Share, Standings, Weights};
use crate::race::{Attempt, Race, Relaxed, SCALE, Stand, members};
use crate::repair::repair;
use crate::weights::refuting;

/// What [`most`] found.
pub(crate) struct Most {
    /// No more rivals than this can do it, those that do it anyway included.
    pub bound: u32,
    /// A set of so many, and outcomes.
    pub done: Option<(u64, Vec<Option<i8>>)>,
    /// Outcomes by which a few less do it, where it is not decided.
    pub near: Option<Vec<Option<i8>>>,
    /// Why no more can, unless all rivals can.
    pub proof: Option<Standings>,
    /// The same by sets of rivals that cannot all do it, if that was easier.
    pub cores: Option<Vec<Core>>,
}

/// Finds the largest number of rivals that can all do it.
///
/// Where the steps do not suffice the number is an upper bound, and no set is
/// returned; nor is one where it is `known` that so many can. Without `hard` the
/// search is soon given up.
pub(crate) fn most(race: &Race<'_>, known: u32, hard: bool, budget: &mut Budget<'_>) -> Most {
    let can = race.always | race.maybe;
    let stand = Stand { strict: can, level: can, not: race.maybe };
    let Ok(relaxed) = race.relaxed(stand) else {
        // Those that do it anyway cannot fail to.
        return Most { bound: can.count_ones(), done: None, near: None, proof: None, cores: None };
    };
    let all = can.count_ones();
    let mut bound = u32::try_from(relaxed.bound).unwrap_or(0).min(all);
    let mut proof = (bound < all).then(|| Standings::Weights(weights(race, &relaxed.price)));
    // Prices say less of those who have to stay below; there sets of rivals are next.
    let nodes = match race.aim {
        Aim::Above if hard => 3_000,
        Aim::Above => 600,
        Aim::Below if hard => 20,
        Aim::Below => 3,
    };
    loop {
        if bound <= known {
            return Most { bound, done: None, near: None, proof, cores: None };
        }
        let mut search = Counting { race, needed: bound, nodes, complete: true, done: None };
        let node = search.from(stand, &relaxed, budget);
        if hard
            && !search.complete
            && search.done.is_none()
            && let Some(found) = by_cores(race, bound, budget)
        {
            return found;
        }
        if search.done.is_none() && !search.complete {
            // Not decided; what fewer can do says more than nothing.
            let nodes = nodes.min(4);
            let fewer = (1..=bound.min(3)).map(|less| bound - less);
            let near = fewer.filter(|needed| hard && *needed > known).find_map(|needed| {
                let mut search = Counting { race, needed, nodes, complete: true, done: None };
                search.from(stand, &relaxed, budget);
                search.done.map(|d| d.1)
            });
            return Most { bound, done: None, near, proof, cores: None };
        }
        if search.done.is_some() || bound == 0 {
            return Most { bound, done: search.done, near: None, proof, cores: None };
        }
        proof = Some(node);
        bound -= 1;
    }
}

/// The prices as weights of a certificate.
pub(crate) fn weights(race: &Race<'_>, price: &[i64; 64]) -> Weights {
    Weights { scale: SCALE, of: race.weights(price), among: Vec::new() }
}

struct Counting<'r, 'q> {
    race: &'r Race<'q>,
    needed: u32,
    nodes: u32,
    complete: bool,
    done: Option<(u64, Vec<Option<i8>>)>,
}

impl Counting<'_, '_> {
    fn visit(&mut self, stand: Stand, budget: &mut Budget<'_>) -> Standings {
        if self.done.is_some() || !self.complete {
            return Standings::TooFew;
        }
        if self.nodes == 0 || !budget.spend() {
            self.complete = false;
            return Standings::TooFew;
        }
        self.nodes -= 1;
        if stand.can().count_ones() < self.needed {
            return Standings::TooFew;
        }
        match self.race.relaxed(stand) {
            Err(short) => Standings::Short(Share::Short(members(short))),
            Ok(relaxed) => self.from(stand, &relaxed, budget),
        }
    }

    /// Goes on from what the bound by prices says.
    fn from(&mut self, stand: Stand, relaxed: &Relaxed, budget: &mut Budget<'_>) -> Standings {
        if relaxed.bound < self.needed as i32 {
            return Standings::Weights(weights(self.race, &relaxed.price));
        }
        let must = stand.must();
        // As many as needed of those that can, the easiest first.
        let mut set = must;
        for t in relaxed.order.iter().filter(|t| relaxed.doing >> **t & 1 == 1) {
            if set.count_ones() < self.needed {
                set |= 1 << t;
            }
        }
        let mut next = relaxed.partly;
        if set.count_ones() >= self.needed {
            match self.race.attempt(set, 0, budget) {
                Attempt::Done(outcomes) => {
                    self.done = Some((set, outcomes));
                    return Standings::TooFew;
                }
                Attempt::Refuted(share) if set == must => return Standings::Short(share),
                other => {
                    let found = refuting(self.race, stand, self.needed, &relaxed.price, 60, None);
                    if let Some(weights) = found {
                        return Standings::Weights(weights);
                    }
                    if matches!(other, Attempt::GivenUp)
                        && let Some(outcomes) = self.put_right(set)
                    {
                        self.done = Some((set, outcomes));
                        return Standings::TooFew;
                    }
                    if set == must && matches!(other, Attempt::GivenUp) {
                        self.complete = false;
                        return Standings::TooFew;
                    }
                    next = relaxed.order.iter().rev().copied().find(|t| set >> t & 1 == 1);
                }
            }
        }
        let Some(rival) = next.or_else(|| relaxed.order.first().copied()) else {
            self.complete = false;
            return Standings::TooFew;
        };
        let bit = 1u64 << rival;
        let then = self.visit(Stand { not: stand.not & !bit, ..stand }, budget);
        let without =
            Stand { strict: stand.strict & !bit, level: stand.level & !bit, not: stand.not };
        let otherwise = self.visit(without, budget);
        Standings::Case {
            rival: rival as u8,
            ends: Ends::Doing,
            then: Box::new(then),
            otherwise: Box::new(otherwise),
        }
    }
}

impl Counting<'_, '_> {
    /// Looks for outcomes by which all of `set` do it, near those that are right in
    /// shares.
    fn put_right(&self, set: u64) -> Option<Vec<Option<i8>>> {
        const FAR: i32 = 10_000;
        let outcomes = self.race.nearly(set)?;
        let bounds: Vec<(i32, i32)> = (0..self.race.q.teams)
            .map(|t| match (set >> t & 1 == 1, self.race.aim) {
                (false, _) => (-FAR, FAR),
                (true, Aim::Above) => (self.race.target, FAR),
                (true, Aim::Below) => (-FAR, self.race.target),
            })
            .collect();
        repair(self.race.q, &outcomes, &self.race.own, &bounds, 1_000)
    }
}

/// Finds the largest number by sets of rivals that cannot all do it; `None` where
/// that says no more than `known`.
fn by_cores(race: &Race<'_>, known: u32, budget: &mut Budget<'_>) -> Option<Most> {
    let mut cores: Vec<(u64, Share)> = Vec::new();
    while cores.len() < 120 {
        let masks: Vec<u64> = cores.iter().map(|c| c.0).collect();
        let set = race.maybe & !smallest_hitting_set(&masks);
        let bound = (set | race.always).count_ones();
        match race.attempt(set, 0, budget) {
            Attempt::Refuted(share) => cores.push(shrink(race, set, share, budget)),
            Attempt::GivenUp => return None,
            Attempt::Done(outcomes) if bound <= known => {
                let core = |(rivals, why)| Core { rivals: members(rivals), why };
                return Some(Most {
                    bound,
                    done: Some((set, outcomes)),
                    near: None,
                    proof: None,
                    cores: Some(cores.into_iter().map(core).collect()),
                });
            }
            Attempt::Done(_) => return None,
        }
    }
    None
}

/// Finds few sets of rivals that cannot all do it, so that no more than `bound`
/// can; `None` where it takes many.
pub(crate) fn cores(race: &Race<'_>, bound: u32, budget: &mut Budget<'_>) -> Option<Vec<Core>> {
    let mut cores: Vec<(u64, Share)> = Vec::new();
    let all = (race.always | race.maybe).count_ones();
    loop {
        let masks: Vec<u64> = cores.iter().map(|c| c.0).collect();
        let hit = smallest_hitting_set(&masks);
        if all - hit.count_ones() <= bound {
            let core = |(rivals, why)| Core { rivals: members(rivals), why };
            return Some(cores.into_iter().map(core).collect());
        }
        if cores.len() >= 8 {
            return None;
        }
        let set = race.maybe & !hit;
        let Attempt::Refuted(share) = race.attempt(set, 0, budget) else { return None };
        cores.push(shrink(race, set, share, budget));
    }
}

/// Leaves out rivals from a refuted set while it stays refuted.
fn shrink(race: &Race<'_>, set: u64, share: Share, budget: &mut Budget<'_>) -> (u64, Share) {
    let named = |share: &Share, set: u64| match share {
        Share::Short(rivals) => rivals.iter().fold(0u64, |m, t| m | 1 << t),
        Share::Match { .. } => set,
    };
    let mut core = named(&share, set);
    let mut why = share;
    for rival in members(core) {
        let without = core & !(1 << rival);
        if core >> rival & 1 == 0 || without == 0 {
            continue;
        }
        if let Attempt::Refuted(share) = race.attempt(without, 0, budget) {
            core = named(&share, without);
            why = share;
        }
    }
    (core, why)
}

/// Finds a smallest set that meets every one of some sets.
fn smallest_hitting_set(sets: &[u64]) -> u64 {
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
