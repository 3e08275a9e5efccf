//! Playing out what remains, trial by trial.

use girone_model::{BySide, Sheet, TeamIx};
use girone_rules::Scratch;
use girone_rules::cross::RankingScratch;
use pulp::{Arch, Simd, WithSimd};

use super::bracket::{NOBODY, Teams};
use super::counts::Counts;
use super::draw::Draw;
use super::lanes::{LANES, LaneFixture, Lanes, ZERO, packed};
use super::plan::{Plan, PlanGroup};
use super::rng::{Normals, Stream};
use super::tally::Tally;
use crate::Ratings;

/// A plan with ratings, ready to be played out.
pub struct Engine<'p> {
    pub(super) plan: &'p Plan,
    /// The vector instructions of this processor.
    pub(super) arch: Arch,
    pub(super) normals: Normals,
    pub(super) teams: usize,
    pub(super) strength: Vec<f32>,
    /// Rows of the factor of the covariance; empty if strengths are certain.
    pub(super) deviations: Vec<f32>,
    pub(super) rho: f32,
    pub(super) extra_time: f32,
    /// Whether strengths are drawn independently of each other.
    pub(super) diagonal: bool,
    pub(super) fixtures: Vec<LaneFixture>,
    /// Packed totals of the members of all groups: what has been played, and the
    /// points for drawing all that remains.
    pub(super) before: Vec<i32>,
    /// The number of the first member of each group.
    pub(super) first: Vec<usize>,
    /// Middles of knockout matches, `teams × teams`.
    pub(super) middles: Vec<f32>,
    pub(super) home: Vec<f32>,
    /// For each group the lines of every pair, `members × members`.
    pub(super) meetings: Vec<Vec<Vec<u16>>>,
    /// Which teams are at home wherever an edition is on neutral ground.
    pub(super) hosts: Vec<bool>,
    /// The number of the first rank of each ranking, and how many there are in all.
    pub(super) first_rank: Vec<usize>,
    ranks: usize,
    pub(super) next: Vec<usize>,
}

/// Room for one trial, to be used again.
pub(super) struct Work {
    pub(super) scratch: Scratch,
    pub(super) ranking: RankingScratch,
    /// The group sheets, whose remaining lines are written anew each time.
    pub(super) sheets: Vec<Sheet>,
    /// Members in order of place, by group.
    pub(super) orders: Vec<Vec<TeamIx>>,
    /// The position of each member as far as it is plain.
    pub(super) position: Vec<[u8; LANES]>,
    /// Whether that says it all, by group.
    pub(super) distinct: Vec<[bool; LANES]>,
    pub(super) masks: Vec<u64>,
    /// The group and member at each rank, by ranking.
    pub(super) ranks: Vec<Vec<(u16, TeamIx)>>,
    /// The team at each rank of a declared order, by ranking.
    pub(super) declared: Vec<Vec<u16>>,
    /// The team at each place of each group, by trial.
    pub(super) seats: Vec<Teams>,
    /// The team at each rank of each ranking, by trial.
    pub(super) ranked: Vec<Teams>,
    /// Who goes on from each tie, by trial, and who does not.
    pub(super) winners: Vec<Teams>,
    pub(super) losers: Vec<Teams>,
    pub(super) tally: Tally,
    /// The row of each allocation, by trial.
    pub(super) rows: Vec<[Option<usize>; LANES]>,
}

impl<'p> Engine<'p> {
    /// Joins a plan with the ratings of its teams, which are numbered as in
    /// [`Plan::teams`]; a team without a rating is an average one.
    pub fn new(plan: &'p Plan, ratings: &Ratings) -> Engine<'p> {
        let teams = plan.teams.len();
        let mut all = Ratings::equal(teams);
        if ratings.teams() == teams {
            all = ratings.clone();
        }
        let ratings = all;
        let of = |t: BySide<u16>| t.map(usize::from);
        let is_certain = ratings.is_certain();
        let mut first = Vec::with_capacity(plan.groups.len());
        let mut before = Vec::new();
        for group in &plan.groups {
            first.push(before.len());
            before.extend(
                group
                    .before
                    .iter()
                    .map(|t| ZERO + packed(t.points, t.goal_difference(), i32::from(t.goals_for))),
            );
        }
        let fixtures: Vec<LaneFixture> = plan
            .fixtures
            .iter()
            .map(|f| {
                let teams = of(f.teams);
                let group = &plan.groups[f.group];
                let slot = |t: u16| {
                    let member = group.members.iter().position(|m| *m == t).unwrap_or(0);
                    (first[f.group] + member) as u32
                };
                let variance = ratings.variance(teams);
                let middle = ratings.middle(teams, variance, false) as f32;
                let lead = ratings.lead(teams, f.ground) as f32;
                let gap =
                    lead + (ratings.strength[teams.home] - ratings.strength[teams.away]) as f32;
                let draw = match f.supposed {
                    Some(goals) => Draw::Fixed(goals),
                    None if is_certain => {
                        Draw::known(BySide::new(middle + gap, middle - gap), ratings.rho as f32)
                    }
                    None => Draw::drawn(middle, lead, gap, variance.sqrt() as f32),
                };
                let points = [group.points.loss, group.points.draw, group.points.win];
                LaneFixture {
                    teams: f.teams,
                    slots: f.teams.map(slot),
                    points: points.map(i16::from),
                    draw,
                }
            })
            .collect();
        for fixture in &fixtures {
            for slot in [fixture.slots.home, fixture.slots.away] {
                before[slot as usize] += packed(i32::from(fixture.points[1]), 0, 0);
            }
        }
        let mut middles = Vec::new();
        if !plan.ties.is_empty() {
            for home in 0..teams {
                for away in 0..teams {
                    let pair = BySide::new(home, away);
                    middles.push(ratings.middle(pair, ratings.variance(pair), true) as f32);
                }
            }
        }
        let meetings = plan.groups.iter().map(meetings).collect();
        let mut ranks = 0;
        let mut first_rank = Vec::with_capacity(plan.rankings.len());
        for ranking in &plan.rankings {
            first_rank.push(ranks);
            ranks += plan.highest_rank(ranking);
        }
        Engine {
            plan,
            arch: Arch::new(),
            normals: Normals::new(),
            teams,
            strength: ratings.strength.iter().map(|s| *s as f32).collect(),
            diagonal: is_diagonal(&ratings.deviations, teams),
            deviations: if is_certain {
                Vec::new()
            } else {
                ratings.deviations.iter().map(|d| *d as f32).collect()
            },
            rho: ratings.rho as f32,
            extra_time: (ratings.extra_time.max(1e-3)).ln() as f32,
            fixtures,
            before,
            first,
            middles,
            home: ratings.home.iter().map(|h| *h as f32).collect(),
            meetings,
            first_rank,
            ranks,
            hosts: (0..teams as u16).map(|t| plan.hosts.contains(&t)).collect(),
            next: plan.relevant_next(),
        }
    }

    /// Plays the trials of a range of numbers.
    ///
    /// A trial depends on the seed and its number alone, so that the sum of the
    /// counts of any ranges that make up a larger one is that of the larger one.
    pub fn run(&self, seed: u64, trials: std::ops::Range<u64>) -> Counts {
        let mut counts = Counts::new(self.plan);
        let mut work = self.work();
        let mut lanes = Lanes::new(self.teams, self.fixtures.len(), self.before.len());
        // Blocks begin at multiples of their size, wherever the range begins.
        let mut first = trials.start - trials.start % LANES as u64;
        while first < trials.end {
            self.play_block(seed, first, &mut lanes, &mut work);
            let from = trials.start.saturating_sub(first) as usize;
            let wanted = from..(trials.end - first).min(LANES as u64) as usize;
            let streams = std::array::from_fn(|i| Stream::new(seed, first + i as u64));
            for lane in wanted.clone() {
                self.trial(streams[lane], &lanes, lane, &mut work, &mut counts);
                if !self.plan.ties.is_empty() {
                    self.seat(lane, &mut work);
                }
            }
            if !self.plan.ties.is_empty() {
                self.play_ties(&streams, wanted, &mut lanes, &mut work, &mut counts);
            }
            first += LANES as u64;
        }
        self.empty_tally(&mut work, &mut counts);
        counts
    }

    /// Plays the groups of the block of trials that begins with this number.
    pub(super) fn play_block(&self, seed: u64, first: u64, lanes: &mut Lanes, work: &mut Work) {
        lanes.seed(seed, first);
        self.arch.dispatch(Block { engine: self, lanes, work });
    }

    pub(super) fn work(&self) -> Work {
        let plan = self.plan;
        Work {
            scratch: Scratch::default(),
            ranking: RankingScratch::default(),
            sheets: plan.groups.iter().map(|g| g.sheet.clone()).collect(),
            orders: plan.groups.iter().map(|g| vec![0; g.members.len()]).collect(),
            position: vec![[0; LANES]; self.before.len()],
            distinct: vec![[false; LANES]; plan.groups.len()],
            masks: vec![0; plan.teams.len()],
            ranks: vec![Vec::new(); plan.rankings.len()],
            declared: vec![Vec::new(); plan.rankings.len()],
            seats: vec![[NOBODY; LANES]; self.before.len()],
            ranked: vec![[NOBODY; LANES]; self.ranks],
            winners: vec![[NOBODY; LANES]; plan.ties.len()],
            losers: vec![[NOBODY; LANES]; plan.ties.len()],
            tally: Tally::new(plan, &self.next),
            rows: vec![[None; LANES]; plan.allocations.len()],
        }
    }

    fn trial(
        &self,
        stream: Stream,
        lanes: &Lanes,
        lane: usize,
        work: &mut Work,
        counts: &mut Counts,
    ) {
        for group in 0..self.plan.groups.len() {
            self.rank_group(group, stream, lanes, lane, work);
        }
        self.give_berths(stream, lanes, lane, work);
        self.count(lanes, lane, work, counts);
    }
}

/// What is done to the groups of a block, with the vector instructions that there are.
/// They change its speed and nothing else: no sum is contracted or turned round.
struct Block<'b, 'p> {
    engine: &'b Engine<'p>,
    lanes: &'b mut Lanes,
    work: &'b mut Work,
}

impl WithSimd for Block<'_, '_> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, _: S) {
        let Block { engine, lanes, work } = self;
        let Engine { strength, deviations, diagonal, normals, .. } = engine;
        lanes.draw_strengths(strength, deviations, *diagonal, normals);
        lanes.play(&engine.fixtures, &engine.before, engine.rho);
        engine.rank_quickly(lanes, work);
    }
}

/// Lists the lines of every pair of members, the earlier member first.
fn meetings(group: &PlanGroup) -> Vec<Vec<u16>> {
    let n = group.members.len();
    let mut meetings = vec![Vec::new(); n * n];
    for (i, line) in group.sheet.results.iter().enumerate() {
        let (h, a) = (usize::from(line.teams.home), usize::from(line.teams.away));
        if let Some(list) = meetings.get_mut(h.min(a) * n + h.max(a)) {
            list.push(i as u16);
        }
    }
    meetings
}

/// Says whether a matrix has nothing off its diagonal.
fn is_diagonal(matrix: &[f64], size: usize) -> bool {
    matrix.iter().enumerate().all(|(at, v)| *v == 0.0 || at / size.max(1) == at % size.max(1))
}

#[cfg(test)]
mod tests {
    use girone_model::TeamId;
    use girone_rules::{Count, Criterion, Regulation};

    use super::*;
    use crate::Ground;

    /// A forecast is the same on every processor.
    #[test]
    fn vector_instructions_do_not_change_the_counts() {
        let mut sheet = Sheet::new((0..6).map(TeamId).collect());
        for home in 0..6 {
            for away in (0..6).filter(|a| *a != home) {
                sheet.remaining.push(BySide::new(home, away));
            }
        }
        let overall = [Count::GoalDifference, Count::GoalsScored].map(Criterion::Overall);
        let book = Regulation::of("goals first", overall.to_vec());
        let plan = Plan::of_sheet(&sheet, &book, Ground::Home);
        for deviation in [0.0, 0.3] {
            let mut ratings = Ratings::equal(6);
            ratings.rho = -0.1;
            for team in 0..6 {
                ratings.strength[team] = 0.1 * team as f64;
                ratings.deviations[team * 6 + team] = deviation;
                ratings.deviations[team * 6] += 0.5 * deviation;
            }
            let engine = Engine::new(&plan, &ratings);
            let plain = Engine { arch: Arch::Scalar, ..Engine::new(&plan, &ratings) };
            assert_eq!(engine.run(4, 0..3_000), plain.run(4, 0..3_000));
        }
    }
}
