//! What each team can still become.

use girone_model::{BySide, TeamIx};

use crate::certificate::{Certificate, Own, Proof};
use crate::problem::Question;
use crate::search::search;
use crate::walk::Walk;
use crate::{Budget, Places, league};

/// A completion: scores for all remaining matches.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Witness {
    /// The scores, in the order of `Sheet::remaining`.
    pub scores: Vec<BySide<u8>>,
    /// Conduct points at the end, where cards decide in this completion.
    pub conduct: Option<Vec<Option<i32>>>,
}

/// What is known about the final place of one team.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TeamOutlook {
    /// The team, as a position in the sheet.
    pub team: TeamIx,
    /// The places it can still take, each with a witness.
    pub possible: Places,
    /// The places it cannot take, each with a certificate if those were asked for.
    pub impossible: Places,
    /// A completion for every possible place.
    pub witnesses: Vec<(Places, Witness)>,
    /// Proofs that together cover the impossible places.
    pub certificates: Vec<Certificate>,
    all: Places,
}

/// The best or worst place of a team.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Extreme {
    /// Exactly this place.
    Exactly(u8),
    /// Not decided within the budget: this place is possible, and a more extreme
    /// one up to the second is not excluded.
    AtLeast {
        /// The most extreme place with a witness, if any is known.
        known: Option<u8>,
        /// The most extreme place that is not excluded.
        not_excluded: u8,
    },
}

/// What is settled about a berth.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Verdict {
    /// Certain to get it.
    Through,
    /// Certain not to get it.
    Out,
    /// Both are possible.
    Open,
    /// Not decided within the budget.
    Undecided,
}

impl TeamOutlook {
    /// Starts an outlook of a team among `teams`, with nothing known.
    pub(crate) fn new(team: TeamIx, teams: usize) -> TeamOutlook {
        TeamOutlook {
            team,
            possible: Places::NONE,
            impossible: Places::NONE,
            witnesses: Vec::new(),
            certificates: Vec::new(),
            all: Places::all(teams),
        }
    }

    /// Returns the places that are neither known to be possible nor excluded.
    pub fn undecided(&self) -> Places {
        self.all.without(self.possible).without(self.impossible)
    }

    /// Returns the best place.
    pub fn best(&self) -> Extreme {
        let not_excluded = self.all.without(self.impossible).best().unwrap_or(1);
        match self.possible.best() {
            Some(best) if best == not_excluded => Extreme::Exactly(best),
            known => Extreme::AtLeast { known, not_excluded },
        }
    }

    /// Returns the worst place.
    pub fn worst(&self) -> Extreme {
        let not_excluded = self.all.without(self.impossible).worst().unwrap_or(1);
        match self.possible.worst() {
            Some(worst) if worst == not_excluded => Extreme::Exactly(worst),
            known => Extreme::AtLeast { known, not_excluded },
        }
    }

    /// Says what is settled about a berth that these places give.
    pub fn verdict(&self, berth: Places) -> Verdict {
        let (inside, outside) = (self.all.and(berth), self.all.without(berth));
        let can = !self.possible.and(inside).is_empty();
        let can_miss = !self.possible.and(outside).is_empty();
        match (can, can_miss) {
            (true, true) => Verdict::Open,
            _ if outside.without(self.impossible).is_empty() => Verdict::Through,
            _ if inside.without(self.impossible).is_empty() => Verdict::Out,
            _ => Verdict::Undecided,
        }
    }

    /// Returns a completion in which the team takes one of these places.
    pub fn witness(&self, places: Places) -> Option<&Witness> {
        self.witnesses.iter().find(|(p, _)| !p.and(places).is_empty()).map(|(_, w)| w)
    }

    /// Returns the certificates that exclude any of these places.
    pub fn proofs(&self, places: Places) -> impl Iterator<Item = &Certificate> {
        self.certificates.iter().filter(move |c| !c.places.and(places).is_empty())
    }

    pub(crate) fn add(&mut self, places: Places, witness: impl FnOnce() -> Witness) {
        let new = places.and(self.all).without(self.possible);
        if !new.is_empty() {
            self.possible = self.possible.or(new);
            self.witnesses.push((new, witness()));
        }
    }

    pub(crate) fn exclude(&mut self, places: Places, certificate: Option<Certificate>) {
        self.impossible = self.impossible.or(places.and(self.all));
        self.certificates.extend(certificate);
    }
}

/// Finds what every team can still become.
///
/// With `certificates`, every impossible place is covered by one.
pub fn outlook(q: &Question<'_>, certificates: bool, budget: &mut Budget<'_>) -> Vec<TeamOutlook> {
    let n = q.teams();
    let mut teams: Vec<TeamOutlook> = (0..n).map(|t| TeamOutlook::new(t as TeamIx, n)).collect();
    if n > 64 || q.lacking {
        return teams;
    }
    let mut walk = Walk::new(q);
    walk.sample(&mut teams, budget);
    let share = (budget.nodes / n.max(1) as u64).max(1);
    let each = |teams: &mut [TeamOutlook], budget: &mut Budget<'_>, f: &Decide<'_>| {
        for team in teams {
            let mut part = budget.part(share);
            let given = part.nodes;
            f(team, &mut part);
            budget.settle(given, part.nodes);
        }
    };
    let [first, second] = league::EFFORT;
    each(&mut teams, budget, &|team, part| league::bounds(q, team, certificates, first, part));
    for t in 0..n {
        walk.between(&mut teams, t, budget);
    }
    each(&mut teams, budget, &|team, part| decide(q, team, certificates, part));
    each(&mut teams, budget, &|team, part| {
        if !is_exact(team) {
            league::bounds(q, team, certificates, second, part);
        }
    });
    teams
}

/// Finds the best and worst place of every team only, which is quicker: places in
/// between are not looked for, and nothing is certified.
pub fn best_and_worst(q: &Question<'_>, budget: &mut Budget<'_>) -> Vec<TeamOutlook> {
    let n = q.teams();
    let mut teams: Vec<TeamOutlook> = (0..n).map(|t| TeamOutlook::new(t as TeamIx, n)).collect();
    if n > 64 {
        return teams;
    }
    let share = (budget.nodes / n.max(1) as u64).max(1);
    for team in &mut teams {
        let mut part = budget.part(share);
        let given = part.nodes;
        league::bounds(q, team, false, league::EFFORT[0], &mut part);
        if !is_exact(team) {
            decide_extremes(q, team, &mut part);
        }
        budget.settle(given, part.nodes);
    }
    teams
}

/// Goes through all results, which pays only where few matches matter.
pub(crate) fn decide_extremes(q: &Question<'_>, team: &mut TeamOutlook, budget: &mut Budget<'_>) {
    let most = match q.sheet.remaining.len() {
        0..=12 => budget.nodes,
        13..=30 => 2_000,
        _ => 100,
    };
    let mut cases = budget.part(most);
    let given = cases.nodes;
    decide(q, team, false, &mut cases);
    budget.settle(given, cases.nodes);
}

/// Says whether the best and the worst place are decided.
fn is_exact(team: &TeamOutlook) -> bool {
    let exact = |e: Extreme| matches!(e, Extreme::Exactly(_));
    exact(team.best()) && exact(team.worst())
}

type Decide<'f> = dyn Fn(&mut TeamOutlook, &mut Budget<'_>) + 'f;

/// Finds what one team can still become.
pub fn outlook_of(
    q: &Question<'_>,
    team: TeamIx,
    certificates: bool,
    budget: &mut Budget<'_>,
) -> TeamOutlook {
    let mut outlook = TeamOutlook::new(team, q.teams());
    if usize::from(team) < q.teams() && q.teams() <= 64 {
        league::bounds(q, &mut outlook, certificates, league::EFFORT[1], budget);
        let mut walk = Walk::new(q);
        let mut teams: Vec<TeamOutlook> =
            (0..q.teams()).map(|t| TeamOutlook::new(t as TeamIx, q.teams())).collect();
        std::mem::swap(&mut teams[usize::from(team)], &mut outlook);
        walk.sample(&mut teams, budget);
        walk.between(&mut teams, usize::from(team), budget);
        std::mem::swap(&mut teams[usize::from(team)], &mut outlook);
        decide(q, &mut outlook, certificates, budget);
    }
    outlook
}

/// Says whether a team can take one of these places at all, and how: a verdict
/// on them as a berth, with a witness for and against.
pub fn decide_berth(
    q: &Question<'_>,
    team: TeamIx,
    berth: Places,
    budget: &mut Budget<'_>,
) -> (Verdict, TeamOutlook) {
    let outlook = outlook_of(q, team, true, budget);
    (outlook.verdict(berth), outlook)
}

fn decide(q: &Question<'_>, team: &mut TeamOutlook, certificates: bool, budget: &mut Budget<'_>) {
    let wanted = team.undecided();
    if wanted.is_empty() {
        return;
    }
    let searched = search(q, team.team, wanted, Own::Any, false, budget);
    for (places, witness) in searched.witnesses {
        team.add(places, || witness);
    }
    let excluded = wanted.without(searched.found);
    if !searched.complete || excluded.is_empty() {
        return;
    }
    if !certificates {
        team.exclude(excluded, None);
        return;
    }
    let own = own_results(q, excluded);
    let proved = search(q, team.team, excluded, own, true, budget);
    if let (true, Some(node)) = (proved.complete && proved.found.is_empty(), proved.node) {
        let certificate = Certificate {
            team: team.team,
            places: excluded,
            given: q.given.clone(),
            own,
            proof: Proof::Cases(node),
        };
        team.exclude(excluded, Some(certificate));
    }
}

/// Says which own results have to be looked at to exclude some places.
pub(crate) fn own_results(q: &Question<'_>, places: Places) -> Own {
    let points = &q.regulation.points;
    let assumes = !q.given.combined().is_empty();
    if assumes || points.win <= points.draw || points.draw <= points.loss {
        return Own::Any;
    }
    match (places.best(), places.worst()) {
        (Some(1), Some(worst)) if places == Places::from_to(1, worst) => Own::Won,
        (Some(best), Some(last))
            if usize::from(last) == q.teams() && places == Places::from_to(best, last) =>
        {
            Own::Lost
        }
        _ => Own::Any,
    }
}
