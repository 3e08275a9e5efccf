//! Playing out what remains, trial by trial.

use girone_model::{BySide, Side, TeamIx};
use girone_rules::Scratch;
use girone_rules::Totals;
use girone_rules::cross::{PlacedGroup, RankingScratch};
use girone_rules::edition::AwayGoals;

use super::counts::Counts;
use super::goals::Goals;
use super::lanes::{Draw, LANES, LaneFixture, Lanes, ZERO, packed};
use super::mini::Mini;
use super::plan::{Plan, PlanGroup, PlanSlot, Quick, RankingHow, pair};
use super::rng::{Normals, Stream};
use crate::{Ground, Ratings};

// Where the random numbers of a trial lie, by what they are for.
const LOTS: u32 = 2 << 24;
const TIES: u32 = 3 << 24;
const DRAWS: u32 = 4 << 24;

/// A plan with ratings, ready to be played out.
pub struct Engine<'p> {
    plan: &'p Plan,
    goals: Goals,
    normals: Normals,
    teams: usize,
    strength: Vec<f32>,
    /// Rows of the factor of the covariance; empty if strengths are certain.
    deviations: Vec<f32>,
    rho: f32,
    extra_time: f32,
    /// Whether strengths are drawn independently of each other.
    diagonal: bool,
    fixtures: Vec<LaneFixture>,
    /// Packed totals of what has been played, of the members of all groups.
    before: Vec<i32>,
    /// The number of the first member of each group.
    first: Vec<usize>,
    /// Middles of knockout matches, `teams × teams`.
    middles: Vec<f32>,
    home: Vec<f32>,
    /// For each group the lines of every pair, `members × members`.
    meetings: Vec<Vec<Vec<u16>>>,
    next: Vec<usize>,
}

/// Room for one trial, to be used again.
struct Work {
    strength: Vec<f32>,
    scratch: Scratch,
    ranking: RankingScratch,
    /// The group sheets, whose remaining lines are written anew each time.
    sheets: Vec<girone_model::Sheet>,
    /// Members in order of place, by group.
    orders: Vec<Vec<TeamIx>>,
    /// How many are above each member, of groups ranked by one number.
    above: Vec<[u8; LANES]>,
    /// Whether that says it all, by group.
    distinct: Vec<[bool; LANES]>,
    masks: Vec<u64>,
    /// The group and member at each rank, by ranking.
    ranks: Vec<Vec<(u16, TeamIx)>>,
    /// The team at each rank of a declared order, by ranking.
    declared: Vec<Vec<u16>>,
    winners: Vec<Option<u16>>,
    losers: Vec<Option<u16>>,
    /// The row of each allocation.
    rows: Vec<Option<u64>>,
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
        let fixtures = plan
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
        Engine {
            plan,
            goals: Goals::new(),
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
        let mut next = trials.start;
        while next < trials.end {
            lanes.seed(seed, next);
            lanes.draw_strengths(&self.strength, &self.deviations, self.diagonal, &self.normals);
            lanes.play(&self.fixtures, &self.before, self.rho);
            self.rank_quickly(&lanes, &mut work);
            let here = (trials.end - next).min(LANES as u64) as usize;
            for lane in 0..here {
                let stream = Stream::new(seed, next + lane as u64);
                self.trial(stream, &lanes, lane, &mut work, &mut counts);
            }
            next += here as u64;
        }
        counts
    }

    fn work(&self) -> Work {
        let plan = self.plan;
        Work {
            strength: self.strength.clone(),
            scratch: Scratch::default(),
            ranking: RankingScratch::default(),
            sheets: plan.groups.iter().map(|g| g.sheet.clone()).collect(),
            orders: plan.groups.iter().map(|g| vec![0; g.members.len()]).collect(),
            above: vec![[0; LANES]; self.before.len()],
            distinct: vec![[false; LANES]; plan.groups.len()],
            masks: vec![0; plan.teams.len()],
            ranks: vec![Vec::new(); plan.rankings.len()],
            declared: vec![Vec::new(); plan.rankings.len()],
            winners: vec![None; plan.ties.len()],
            losers: vec![None; plan.ties.len()],
            rows: vec![None; plan.allocations.len()],
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
        if !self.plan.ties.is_empty() {
            for (strength, lanes) in work.strength.iter_mut().zip(&lanes.strength) {
                *strength = lanes[lane];
            }
            self.play_ties(stream, work, counts);
        }
        counts.trials += 1;
    }

    /// Counts for every member of groups ranked by one number how many are above
    /// it, for all trials of a block.
    fn rank_quickly(&self, lanes: &Lanes, work: &mut Work) {
        for (at, group) in self.plan.groups.iter().enumerate() {
            if group.quick != Quick::PointsGoals {
                continue;
            }
            let first = self.first[at];
            let keys = &lanes.keys[first..first + group.members.len()];
            let mut sum = [0i32; LANES];
            for (mine, above) in keys.iter().zip(&mut work.above[first..]) {
                let mut count = [0i32; LANES];
                for other in keys {
                    for i in 0..LANES {
                        count[i] += i32::from(other[i] > mine[i]);
                    }
                }
                for i in 0..LANES {
                    sum[i] += count[i];
                    above[i] = count[i] as u8;
                }
            }
            // Level members count nobody between them, and the sum falls short.
            let n = group.members.len() as i32;
            work.distinct[at] = sum.map(|s| s == n * (n - 1) / 2);
        }
    }

    /// Writes the goals of a trial into the sheet of a group.
    fn write_sheet(&self, at: usize, lanes: &Lanes, lane: usize, work: &mut Work) {
        let group = &self.plan.groups[at];
        let lines = &mut work.sheets[at].results[group.played..];
        for (line, &fixture) in lines.iter_mut().zip(&group.fixtures) {
            let f = fixture as usize;
            line.goals = BySide::new(lanes.home[f][lane], lanes.away[f][lane]);
        }
    }

    fn rank_group(&self, at: usize, stream: Stream, lanes: &Lanes, lane: usize, work: &mut Work) {
        let group = &self.plan.groups[at];
        let n = group.members.len();
        let first = self.first[at];
        let keys = &lanes.keys[first..first + n];
        match group.quick {
            Quick::Nothing => {}
            Quick::PointsGoals => {
                if work.distinct[at][lane] {
                    let order = &mut work.orders[at];
                    for (member, above) in work.above[first..first + n].iter().enumerate() {
                        order[usize::from(above[lane])] = member as TeamIx;
                    }
                    return;
                }
            }
            Quick::HeadToHead(rule) => {
                let order = &mut work.orders[at];
                for (i, o) in order.iter_mut().enumerate() {
                    *o = i as TeamIx;
                }
                sort_by_key(order, |t| keys[usize::from(t)][lane] >> 20);
                let mini = Mini { rule, group, meetings: &self.meetings[at], keys, lanes, lane };
                if mini.order_all(order) {
                    return;
                }
            }
        }
        self.write_sheet(at, lanes, lane, work);
        let order = &mut work.orders[at];
        for (i, o) in order.iter_mut().enumerate() {
            *o = i as TeamIx;
        }
        let places = group.compiled.places(&work.sheets[at], &mut work.scratch);
        // Lots between teams that nothing separates.
        let lot = |t: TeamIx| stream.at(LOTS + at as u32 * 64 + u32::from(t)) >> 8;
        let shared = has_shared(places);
        sort_by_key(order, |t| {
            let place = u64::from(u8::MAX - places[usize::from(t)]) << 56;
            place | if shared { lot(t) } else { 0 }
        });
    }

    fn give_berths(&self, stream: Stream, lanes: &Lanes, lane: usize, work: &mut Work) {
        work.masks.fill(0);
        for (group, order) in self.plan.groups.iter().zip(&work.orders) {
            for (&member, mask) in order.iter().zip(&group.berths) {
                work.masks[usize::from(group.members[usize::from(member)])] |= mask;
            }
        }
        for ranking in 0..self.plan.rankings.len() {
            self.rank_across(ranking, stream, lanes, lane, work);
        }
        for (bit, berth) in self.plan.berths.iter().enumerate() {
            for (ranking, ranks) in &berth.ranks {
                for &rank in ranks {
                    if let Some(team) = self.at_rank(*ranking, rank, work) {
                        work.masks[usize::from(team)] |= 1 << bit;
                    }
                }
            }
        }
    }

    fn at_rank(&self, ranking: usize, rank: u8, work: &Work) -> Option<u16> {
        let at = usize::from(rank).checked_sub(1)?;
        if let Some(team) = work.declared[ranking].get(at) {
            return Some(*team);
        }
        let &(group, member) = work.ranks[ranking].get(at)?;
        Some(self.plan.groups[usize::from(group)].members[usize::from(member)])
    }

    fn rank_across(&self, at: usize, stream: Stream, lanes: &Lanes, lane: usize, work: &mut Work) {
        let ranking = &self.plan.rankings[at];
        let groups = ranking.groups.clone();
        let mut ranks = std::mem::take(&mut work.ranks[at]);
        ranks.clear();
        match &ranking.how {
            RankingHow::Declared { order, passing_over, among } => {
                let mut out = 0u64;
                let mut many: Vec<u16> = Vec::new();
                for (g, _) in groups.clone().zip(among).filter(|(_, among)| **among) {
                    for &place in passing_over {
                        let Some(&m) = work.orders[g].get(usize::from(place).wrapping_sub(1))
                        else {
                            continue;
                        };
                        let team = self.plan.groups[g].members[usize::from(m)];
                        if team < 64 {
                            out |= 1 << team;
                        } else {
                            many.push(team);
                        }
                    }
                }
                let declared = &mut work.declared[at];
                declared.clear();
                declared.extend(
                    order
                        .iter()
                        .filter(|t| if **t < 64 { out >> **t & 1 == 0 } else { !many.contains(t) }),
                );
            }
            RankingHow::Places { by_place, quick, then_lots, among } => {
                for (place, compiled) in by_place {
                    let from = ranks.len();
                    let candidates = groups.clone().zip(among).filter(|(_, among)| **among);
                    for (g, _) in candidates {
                        if let Some(&m) = work.orders[g].get(usize::from(*place).wrapping_sub(1)) {
                            ranks.push((g as u16, m));
                        }
                    }
                    let key = |c: &(u16, TeamIx)| {
                        lanes.keys[self.first[usize::from(c.0)] + usize::from(c.1)][lane]
                    };
                    let slice = &mut ranks[from..];
                    if *quick {
                        sort_by_key(slice, |c| key(&c));
                        if slice.windows(2).all(|w| key(&w[0]) != key(&w[1])) {
                            continue;
                        }
                    }
                    let lot = |c: &(u16, TeamIx)| {
                        stream.at(LOTS + 0x8_0000 + u32::from(c.0) * 64 + u32::from(c.1))
                    };
                    if *then_lots {
                        sort_by_key(slice, |c| (key(&c), lot(&c)));
                        continue;
                    }
                    let mut placed: Vec<(Vec<u8>, Vec<Totals>)> = Vec::with_capacity(groups.len());
                    for g in groups.clone() {
                        self.write_sheet(g, lanes, lane, work);
                        let mut places = vec![0u8; work.orders[g].len()];
                        for (i, &m) in work.orders[g].iter().enumerate() {
                            places[usize::from(m)] = i as u8 + 1;
                        }
                        let points = &self.plan.groups[g].points;
                        placed.push((places, Totals::of(&work.sheets[g], points)));
                    }
                    let all: Vec<PlacedGroup<'_>> = groups
                        .clone()
                        .zip(&placed)
                        .map(|(g, (places, totals))| PlacedGroup {
                            sheet: &work.sheets[g],
                            places,
                            totals,
                        })
                        .collect();
                    let found = compiled.ranks(&all, &mut work.ranking);
                    let rank = |c: &(u16, TeamIx)| {
                        let rank = found[usize::from(c.0) - groups.start].map_or(u8::MAX, |r| r.1);
                        (u64::from(u8::MAX - rank) << 56) | lot(c) >> 8
                    };
                    sort_by_key(slice, |c| rank(&c));
                }
            }
        }
        work.ranks[at] = ranks;
    }

    fn count(&self, lanes: &Lanes, lane: usize, work: &Work, counts: &mut Counts) {
        let berths = self.plan.berths.len();
        for ((group, order), places) in
            self.plan.groups.iter().zip(&work.orders).zip(&mut counts.places)
        {
            let n = group.members.len();
            for (place, &member) in order.iter().enumerate() {
                places[usize::from(member) * n + place] += 1;
            }
        }
        for (team, &mask) in work.masks.iter().enumerate() {
            each_bit(mask, |bit| counts.berths[team * berths + bit] += 1);
        }
        for (&fixture, next) in self.next.iter().zip(&mut counts.next) {
            let (home, away) = (lanes.home[fixture][lane], lanes.away[fixture][lane]);
            let outcome = match home.cmp(&away) {
                std::cmp::Ordering::Greater => 0,
                std::cmp::Ordering::Equal => 1,
                std::cmp::Ordering::Less => 2,
            };
            next.outcomes[outcome] += 1;
            let members = &self.plan.groups[self.plan.fixtures[fixture].group].members;
            for (member, &team) in members.iter().enumerate() {
                each_bit(work.masks[usize::from(team)], |bit| {
                    next.berths[outcome][member * berths + bit] += 1;
                });
            }
        }
    }

    fn play_ties(&self, stream: Stream, work: &mut Work, counts: &mut Counts) {
        for (i, allocation) in self.plan.allocations.iter().enumerate() {
            let first = self.plan.rankings[allocation.ranking].groups.start as u16;
            let ranks = &work.ranks[allocation.ranking];
            work.rows[i] = (ranks.len() >= allocation.teams).then(|| {
                ranks[..allocation.teams].iter().fold(0u64, |set, (g, _)| set | 1 << (g - first))
            });
        }
        let ties = self.plan.ties.len();
        for (i, tie) in self.plan.ties.iter().enumerate() {
            let home = self.resolve(&tie.slots.home, stream, work);
            let away = self.resolve(&tie.slots.away, stream, work);
            (work.winners[i], work.losers[i]) = (None, None);
            for team in [home, away].into_iter().flatten() {
                counts.played[usize::from(team) * ties + i] += 1;
            }
            let (Some(home), Some(away)) = (home, away) else { continue };
            let teams = BySide::new(home, away);
            let winner = self.play_tie(i, teams, stream, work);
            work.winners[i] = Some(teams[winner]);
            work.losers[i] = Some(teams[!winner]);
            counts.won[usize::from(teams[winner]) * ties + i] += 1;
        }
    }

    fn resolve(&self, slot: &PlanSlot, stream: Stream, work: &Work) -> Option<u16> {
        match slot {
            PlanSlot::Unknown => None,
            PlanSlot::Team(team) => Some(*team),
            PlanSlot::Place { group, place } => {
                let member = *work.orders[*group].get(usize::from(*place).checked_sub(1)?)?;
                Some(self.plan.groups[*group].members[usize::from(member)])
            }
            PlanSlot::Allocated { allocation, column, place } => {
                let table = &self.plan.allocations[*allocation];
                let row = table.rows.get(&work.rows[*allocation]?)?;
                let group = self.plan.rankings[table.ranking].groups.start
                    + usize::from(*row.get(*column)?);
                let member = *work.orders[group].get(usize::from(*place).checked_sub(1)?)?;
                Some(self.plan.groups[group].members[usize::from(member)])
            }
            PlanSlot::Rank { ranking, rank } => self.at_rank(*ranking, *rank, work),
            PlanSlot::Winner(tie) => work.winners[*tie],
            PlanSlot::Loser(tie) => work.losers[*tie],
            PlanSlot::Either { draw, index, of } => {
                let turn = stream.at(DRAWS + *draw as u32) % of.len().max(1) as u64;
                self.resolve(of.get((turn as usize + index) % of.len().max(1))?, stream, work)
            }
        }
    }

    /// Plays a tie and returns who goes on.
    fn play_tie(&self, at: usize, teams: BySide<u16>, stream: Stream, work: &Work) -> Side {
        let tie = &self.plan.ties[at];
        let known = tie.known.get(&pair(teams));
        if let Some(known) = known
            && known.legs.len() >= usize::from(tie.legs)
            && let Some(winner) = known.winner
        {
            return if winner == teams.home { Side::Home } else { Side::Away };
        }
        let coin = |bits: u64| if bits >> 63 == 0 { Side::Home } else { Side::Away };
        // Goals of the team named first and second, and those away from home.
        let mut sum = BySide::new(0u32, 0u32);
        let mut away_goals = BySide::new(0u32, 0u32);
        let mut rates = BySide::new(0.0, 0.0);
        for leg in 0..tie.legs {
            let first_at_home = leg % 2 == 0;
            rates = self.tie_rates(tie, teams, first_at_home, work);
            let goals = match known.and_then(|k| k.legs.get(usize::from(leg))) {
                Some((home, goals)) if *home == teams.home => *goals,
                Some((_, goals)) => goals.swap(),
                None => {
                    let bits = stream.at(TIES + at as u32 * 8 + u32::from(leg));
                    self.goals.draw(rates, self.rho, bits)
                }
            };
            let goals = goals.map(u32::from);
            sum = BySide::new(sum.home + goals.home, sum.away + goals.away);
            let visitor = if first_at_home { Side::Away } else { Side::Home };
            away_goals[visitor] += goals[visitor];
        }
        let ahead = |goals: BySide<u32>| match goals.home.cmp(&goals.away) {
            std::cmp::Ordering::Greater => Some(Side::Home),
            std::cmp::Ordering::Less => Some(Side::Away),
            std::cmp::Ordering::Equal => None,
        };
        if let Some(winner) = ahead(sum) {
            return winner;
        }
        let count_away = tie.legs > 1 && tie.rule.away_goals != AwayGoals::No;
        if count_away && let Some(winner) = ahead(away_goals) {
            return winner;
        }
        if tie.rule.extra_time {
            let rates = rates.map(|r| r + self.extra_time);
            let goals = self.goals.draw(rates, 0.0, stream.at(TIES + at as u32 * 8 + 6));
            if let Some(winner) = ahead(goals.map(u32::from)) {
                return winner;
            }
            let visitor = if tie.legs.is_multiple_of(2) { Side::Home } else { Side::Away };
            if count_away && tie.rule.away_goals == AwayGoals::Always && goals[visitor] > 0 {
                return visitor;
            }
        }
        coin(stream.at(TIES + at as u32 * 8 + 7))
    }

    fn tie_rates(
        &self,
        tie: &super::plan::PlanTie,
        teams: BySide<u16>,
        first_at_home: bool,
        work: &Work,
    ) -> BySide<f32> {
        let BySide { home, away } = teams.map(usize::from);
        let ground = if !tie.neutral {
            if first_at_home { Ground::Home } else { Ground::Away }
        } else {
            let host = |t: u16| self.plan.hosts.contains(&t);
            match (host(teams.home), host(teams.away)) {
                (true, false) => Ground::Home,
                (false, true) => Ground::Away,
                _ => Ground::Neutral,
            }
        };
        let lead = match ground {
            Ground::Home => self.home[home],
            Ground::Away => -self.home[away],
            Ground::Neutral => 0.0,
        };
        let gap = work.strength[home] - work.strength[away] + lead;
        let middle = self.middles[home * self.teams + away];
        BySide::new(middle + gap, middle - gap)
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

fn has_shared(places: &[u8]) -> bool {
    let mut seen = [0u64; 4];
    places.iter().any(|&p| {
        let (word, bit) = (usize::from(p >> 6), 1u64 << (p & 63));
        let before = seen[word] & bit != 0;
        seen[word] |= bit;
        before
    })
}

/// Sorts by a key, highest first; the lists are short.
#[inline]
pub(crate) fn sort_by_key<T: Copy, K: Ord>(list: &mut [T], key: impl Fn(T) -> K) {
    for i in 1..list.len() {
        let item = list[i];
        let value = key(item);
        let mut j = i;
        while j > 0 && key(list[j - 1]) < value {
            list[j] = list[j - 1];
            j -= 1;
        }
        list[j] = item;
    }
}

#[inline]
fn each_bit(mut mask: u64, mut f: impl FnMut(usize)) {
    while mask != 0 {
        f(mask.trailing_zeros() as usize);
        mask &= mask - 1;
    }
}

/// Says whether a matrix has nothing off its diagonal.
fn is_diagonal(matrix: &[f64], size: usize) -> bool {
    matrix.iter().enumerate().all(|(at, v)| *v == 0.0 || at / size.max(1) == at % size.max(1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use girone_model::{Sheet, TeamId};
    use girone_rules::{Count, Criterion, HeadToHead, Once, Reading, Regulation};

    /// The quick orders never contradict the rule book's evaluator.
    #[test]
    fn quick_orders_agree_with_the_evaluator() {
        let overall = [Count::GoalDifference, Count::GoalsScored].map(Criterion::Overall);
        let mut books = vec![Regulation::of("goals first", overall.to_vec())];
        for reading in [Reading::Fixed, Reading::Narrowing, Reading::Restarting] {
            for counts in [
                vec![Count::Points],
                vec![Count::Points, Count::GoalDifference, Count::GoalsScored],
                vec![Count::Points, Count::GoalDifference, Count::GoalsScored, Count::AwayGoals],
            ] {
                let rule = HeadToHead { counts, counts_of_two: None, reading, once: Once::Always };
                let mut criteria = vec![Criterion::HeadToHead(rule)];
                criteria.extend(overall.clone());
                books.push(Regulation::of("head-to-head", criteria));
            }
        }
        let mut quick = 0;
        for (n, rounds) in [(3u8, 1), (4, 1), (4, 2), (5, 2), (6, 1)] {
            let mut sheet = Sheet::new((0..u32::from(n)).map(TeamId).collect());
            for home in 0..n {
                for away in (0..n).filter(|a| if rounds == 1 { home < *a } else { home != *a }) {
                    sheet.remaining.push(BySide::new(home, away));
                }
            }
            let mut ratings = Ratings::equal(n.into());
            // Few goals, so that many are level.
            ratings.base = -0.7;
            ratings.deviations[0] = 0.1;
            for book in &books {
                let plan = Plan::of_sheet(&sheet, book, Ground::Home);
                let engine = Engine::new(&plan, &ratings);
                let mut work = engine.work();
                let mut lanes = Lanes::new(n.into(), plan.fixtures.len(), n.into());
                for block in 0..40 {
                    lanes.seed(3, block * LANES as u64);
                    lanes.draw_strengths(
                        &engine.strength,
                        &engine.deviations,
                        engine.diagonal,
                        &engine.normals,
                    );
                    lanes.play(&engine.fixtures, &engine.before, engine.rho);
                    engine.rank_quickly(&lanes, &mut work);
                    for lane in 0..LANES {
                        let stream = Stream::new(3, block * LANES as u64 + lane as u64);
                        engine.rank_group(0, stream, &lanes, lane, &mut work);
                        let order = work.orders[0].clone();
                        engine.write_sheet(0, &lanes, lane, &mut work);
                        let compiled = &plan.groups[0].compiled;
                        let places = compiled.places(&work.sheets[0], &mut work.scratch);
                        let by_order: Vec<u8> =
                            order.iter().map(|t| places[usize::from(*t)]).collect();
                        assert!(by_order.is_sorted(), "{} {n}: {by_order:?}", book.id);
                        quick += 1;
                    }
                }
            }
        }
        assert!(quick > 10_000);
    }
}
