//! What trials are counted into, and what can be read off the counts.

use girone_model::BySide;

use super::plan::Plan;

/// What is exactly known of a team and a berth, for clamping what is sampled.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Known {
    /// Nothing: the probability lies strictly between 0 and 1.
    #[default]
    Open,
    /// The team has it for certain.
    Through,
    /// The team cannot have it any more.
    Out,
}

/// How likely something is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Chance {
    /// Exactly 1, by proof.
    Certain,
    /// Exactly 0, by proof.
    Impossible,
    /// Sampled: strictly between 0 and 1.
    Sampled(f64),
}

impl Chance {
    /// Makes a chance from counts; what is known exactly goes first.
    ///
    /// Half a trial is added to both sides, so that what was never seen is not
    /// called impossible.
    pub fn new(hits: u64, trials: u64, known: Known) -> Chance {
        match known {
            Known::Through => Chance::Certain,
            Known::Out => Chance::Impossible,
            Known::Open => Chance::Sampled((hits as f64 + 0.5) / (trials as f64 + 1.0)),
        }
    }

    /// Returns the probability as a number.
    pub fn value(self) -> f64 {
        match self {
            Chance::Certain => 1.0,
            Chance::Impossible => 0.0,
            Chance::Sampled(p) => p,
        }
    }
}

/// The counts of some trials of one plan. Adding counts of different trials
/// gives the counts of all of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counts {
    /// How many trials.
    pub trials: u64,
    /// For each group, `members × places`: how often each member was in each
    /// place, place 1 first.
    pub places: Vec<Vec<u64>>,
    /// `teams × berths`.
    pub berths: Vec<u64>,
    /// `teams × ties`: how often each team played a tie.
    pub played: Vec<u64>,
    /// `teams × ties`: how often each team won a tie.
    pub won: Vec<u64>,
    /// For each of the next fixtures, its outcomes and what came after each.
    pub next: Vec<NextCounts>,
}

/// What came after each outcome of one fixture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NextCounts {
    /// The fixture, as a position in [`Plan::fixtures`].
    pub fixture: usize,
    /// How often home win, draw and away win.
    pub outcomes: [u64; 3],
    /// For each outcome `members × berths`, of the fixture's group.
    pub berths: [Vec<u64>; 3],
}

/// How much a fixture decides.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Decisive {
    /// The fixture, as a position in [`Plan::fixtures`].
    pub fixture: usize,
    /// The team whose chance depends on it most, as a position in
    /// [`Plan::teams`].
    pub team: u16,
    /// The berth, as a position in [`Plan::berths`].
    pub berth: usize,
    /// The chance of the berth after home win, draw and away win; `None` for an
    /// outcome that was not seen.
    pub after: [Option<f64>; 3],
    /// The mean over outcomes of how far they move that chance, `0..=0.5`.
    pub swing: f64,
    /// The same summed over all teams and berths of the group.
    pub total: f64,
}

impl Counts {
    /// Makes counts of no trial.
    pub fn new(plan: &Plan) -> Counts {
        let (teams, berths, ties) = (plan.teams.len(), plan.berths.len(), plan.ties.len());
        Counts {
            trials: 0,
            places: plan.groups.iter().map(|g| vec![0; g.members.len().pow(2)]).collect(),
            berths: vec![0; teams * berths],
            played: vec![0; teams * ties],
            won: vec![0; teams * ties],
            next: plan
                .relevant_next()
                .into_iter()
                .map(|fixture| {
                    let members = plan.groups[plan.fixtures[fixture].group].members.len();
                    NextCounts {
                        fixture,
                        outcomes: [0; 3],
                        berths: std::array::from_fn(|_| vec![0; members * berths]),
                    }
                })
                .collect(),
        }
    }

    /// Adds the counts of other trials of the same plan.
    pub fn add(&mut self, other: &Counts) {
        let sum = |a: &mut Vec<u64>, b: &Vec<u64>| a.iter_mut().zip(b).for_each(|(a, b)| *a += b);
        self.trials += other.trials;
        self.places.iter_mut().zip(&other.places).for_each(|(a, b)| sum(a, b));
        sum(&mut self.berths, &other.berths);
        sum(&mut self.played, &other.played);
        sum(&mut self.won, &other.won);
        for (a, b) in self.next.iter_mut().zip(&other.next) {
            for outcome in 0..3 {
                a.outcomes[outcome] += b.outcomes[outcome];
                sum(&mut a.berths[outcome], &b.berths[outcome]);
            }
        }
    }

    /// Returns how likely a member of a group is to be in a place (from 1).
    pub fn place(&self, plan: &Plan, group: usize, member: usize, place: u8) -> Chance {
        let n = plan.groups[group].members.len();
        let at = member * n + usize::from(place).saturating_sub(1);
        let hits = self.places[group].get(at).copied().unwrap_or(0);
        Chance::new(hits, self.trials, Known::Open)
    }

    /// Returns how likely a team is to get a berth; `known` is what the exact
    /// engine says.
    pub fn berth(&self, plan: &Plan, team: u16, berth: usize, known: Known) -> Chance {
        let hits = self.berths.get(usize::from(team) * plan.berths.len() + berth);
        Chance::new(hits.copied().unwrap_or(0), self.trials, known)
    }

    /// Returns how likely a team is to play in a round: in any of the ties that
    /// bear its name.
    pub fn reaches(&self, plan: &Plan, team: u16, round: &str) -> Chance {
        Chance::new(self.over_ties(&self.played, plan, team, round), self.trials, Known::Open)
    }

    /// Returns how likely a team is to win a tie of a round.
    pub fn wins(&self, plan: &Plan, team: u16, round: &str) -> Chance {
        Chance::new(self.over_ties(&self.won, plan, team, round), self.trials, Known::Open)
    }

    fn over_ties(&self, of: &[u64], plan: &Plan, team: u16, round: &str) -> u64 {
        let row = usize::from(team) * plan.ties.len();
        let ties = plan.ties.iter().enumerate().filter(|(_, t)| t.round == round);
        ties.filter_map(|(i, _)| of.get(row + i)).sum()
    }

    /// Returns how likely a team is to get a berth if its next match is won,
    /// drawn and lost; `None` for what was not seen or if it has no match left.
    pub fn berth_after_next(
        &self,
        plan: &Plan,
        team: u16,
        berth: usize,
    ) -> Option<[Option<f64>; 3]> {
        let fixture = plan.next_of(team)?;
        let next = self.next.iter().find(|n| n.fixture == fixture)?;
        let f = &plan.fixtures[fixture];
        let member = plan.groups[f.group].members.iter().position(|m| *m == team)?;
        let mut after = next.after(member * plan.berths.len() + berth);
        if f.teams.home != team {
            after.swap(0, 2);
        }
        Some(after)
    }

    /// Returns the next fixtures by how much they decide, most first.
    pub fn decisive(&self, plan: &Plan) -> Vec<Decisive> {
        let mut all: Vec<Decisive> = Vec::new();
        for next in &self.next {
            let f = &plan.fixtures[next.fixture];
            let members = &plan.groups[f.group].members;
            let mut best: Option<Decisive> = None;
            let mut total = 0.0;
            for (member, &team) in members.iter().enumerate() {
                for berth in 0..plan.berths.len() {
                    let at = member * plan.berths.len() + berth;
                    let after = next.after(at);
                    let hits: u64 = (0..3).map(|o| next.berths[o][at]).sum();
                    let p = hits as f64 / self.trials.max(1) as f64;
                    let swing = (0..3)
                        .filter_map(|o| {
                            let share = next.outcomes[o] as f64 / self.trials.max(1) as f64;
                            Some(share * (after[o]? - p).abs())
                        })
                        .sum();
                    total += swing;
                    if best.is_none_or(|b| b.swing < swing) {
                        best = Some(Decisive {
                            fixture: next.fixture,
                            team,
                            berth,
                            after,
                            swing,
                            total: 0.0,
                        });
                    }
                }
            }
            all.extend(best.map(|b| Decisive { total, ..b }));
        }
        all.sort_by(|a, b| b.total.total_cmp(&a.total).then(a.fixture.cmp(&b.fixture)));
        all
    }
}

impl NextCounts {
    fn after(&self, at: usize) -> [Option<f64>; 3] {
        std::array::from_fn(|o| {
            (self.outcomes[o] > 0).then(|| self.berths[o][at] as f64 / self.outcomes[o] as f64)
        })
    }
}

impl Plan {
    /// Returns the fixtures that are the next of at least one of their teams.
    pub(crate) fn relevant_next(&self) -> Vec<usize> {
        if self.berths.is_empty() {
            return Vec::new();
        }
        let mut seen = vec![false; self.teams.len()];
        let mut next = Vec::new();
        for (i, f) in self.fixtures.iter().enumerate() {
            let BySide { home, away } = f.teams.map(usize::from);
            if !seen[home] || !seen[away] {
                next.push(i);
            }
            (seen[home], seen[away]) = (true, true);
        }
        next
    }
}
