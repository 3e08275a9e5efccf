//! Playing out what remains, trial by trial.

use girone_model::{BySide, Side, TeamIx};
use girone_rules::Scratch;
use girone_rules::Totals;
use girone_rules::cross::{PlacedGroup, RankingScratch};
use girone_rules::edition::AwayGoals;

use super::counts::Counts;
use super::goals::Goals;
use super::plan::{Plan, PlanGroup, PlanSlot, Quick, RankingHow, pair};
use super::rng::{Normals, Stream};
use crate::{Ground, Ratings};

// Where the random numbers of a trial lie, by what they are for.
const FIXTURES: u32 = 0;
const STRENGTHS: u32 = 1 << 24;
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
    /// For each fixture the middle and what the ground adds to the gap.
    fixtures: Vec<(f32, f32)>,
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
    /// Points, goal difference and goals packed, by group and member.
    keys: Vec<Vec<u64>>,
    masks: Vec<u64>,
    /// The goals of each fixture.
    scores: Vec<BySide<u8>>,
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
        let fixtures = plan
            .fixtures
            .iter()
            .map(|f| {
                let teams = of(f.teams);
                let middle = ratings.middle(teams, ratings.variance(teams), false);
                (middle as f32, ratings.lead(teams, f.ground) as f32)
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
            deviations: if ratings.is_certain() {
                Vec::new()
            } else {
                ratings.deviations.iter().map(|d| *d as f32).collect()
            },
            rho: ratings.rho as f32,
            extra_time: (ratings.extra_time.max(1e-3)).ln() as f32,
            fixtures,
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
        for trial in trials {
            self.trial(Stream::new(seed, trial), &mut work, &mut counts);
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
            keys: plan.groups.iter().map(|g| vec![0; g.members.len()]).collect(),
            masks: vec![0; plan.teams.len()],
            scores: vec![BySide::new(0, 0); plan.fixtures.len()],
            ranks: vec![Vec::new(); plan.rankings.len()],
            declared: vec![Vec::new(); plan.rankings.len()],
            winners: vec![None; plan.ties.len()],
            losers: vec![None; plan.ties.len()],
            rows: vec![None; plan.allocations.len()],
        }
    }

    fn trial(&self, stream: Stream, work: &mut Work, counts: &mut Counts) {
        self.draw_strengths(stream, work);
        self.play_fixtures(stream, work);
        for group in 0..self.plan.groups.len() {
            self.rank_group(group, stream, work);
        }
        self.give_berths(stream, work);
        self.count(work, counts);
        self.play_ties(stream, work, counts);
        counts.trials += 1;
    }

    fn draw_strengths(&self, stream: Stream, work: &mut Work) {
        if self.deviations.is_empty() {
            return;
        }
        work.strength.copy_from_slice(&self.strength);
        let n = self.teams;
        for column in 0..n {
            let z = self.normals.normal(stream.at(STRENGTHS + column as u32));
            // Below the diagonal only: a column touches later teams.
            for row in column..n {
                work.strength[row] += self.deviations[row * n + column] * z;
            }
        }
    }

    fn play_fixtures(&self, stream: Stream, work: &mut Work) {
        for (i, f) in self.plan.fixtures.iter().enumerate() {
            let (middle, lead) = self.fixtures[i];
            let teams = f.teams.map(usize::from);
            work.scores[i] = f.supposed.unwrap_or_else(|| {
                let gap = lead + work.strength[teams.home] - work.strength[teams.away];
                let rates = BySide::new(middle + gap, middle - gap);
                self.goals.draw(rates, self.rho, stream.at(FIXTURES + i as u32))
            });
        }
    }

    fn rank_group(&self, at: usize, stream: Stream, work: &mut Work) {
        let group = &self.plan.groups[at];
        let n = group.members.len();
        let sheet = &mut work.sheets[at];
        for (line, &fixture) in sheet.results[group.played..].iter_mut().zip(&group.fixtures) {
            line.goals = work.scores[fixture as usize];
        }
        let keys = &mut work.keys[at];
        if group.quick != Quick::Nothing || group.ranked {
            add_up(group, &sheet.results[group.played..], keys);
        }
        let order = &mut work.orders[at];
        for (i, o) in order.iter_mut().enumerate() {
            *o = i as TeamIx;
        }
        let decided = match group.quick {
            Quick::Nothing => false,
            Quick::PointsGoals => {
                sort_by_key(order, |t| keys[usize::from(t)]);
                order.windows(2).all(|w| keys[usize::from(w[0])] != keys[usize::from(w[1])])
            }
            Quick::HeadToHead => {
                sort_by_key(order, |t| keys[usize::from(t)] >> 32);
                let points = |t: TeamIx| keys[usize::from(t)] >> 32;
                let mut decided = true;
                let mut i = 0;
                while i + 1 < n {
                    let level =
                        order[i..].iter().take_while(|t| points(**t) == points(order[i])).count();
                    if level == 2 {
                        let pair = (order[i], order[i + 1]);
                        match between(&self.meetings[at], n, pair, &sheet.results, group) {
                            std::cmp::Ordering::Greater => {}
                            std::cmp::Ordering::Less => order.swap(i, i + 1),
                            std::cmp::Ordering::Equal => decided = false,
                        }
                    } else if level > 2 {
                        decided = false;
                    }
                    if !decided {
                        break;
                    }
                    i += level;
                }
                decided
            }
        };
        if decided {
            return;
        }
        let places = group.compiled.places(sheet, &mut work.scratch);
        // Lots between teams that nothing separates.
        let lot = |t: TeamIx| stream.at(LOTS + at as u32 * 64 + u32::from(t)) | 1;
        let shared = has_shared(places);
        sort_by_key(order, |t| {
            let place = u64::from(u8::MAX - places[usize::from(t)]) << 56;
            place | if shared { lot(t) >> 8 } else { 0 }
        });
    }

    fn give_berths(&self, stream: Stream, work: &mut Work) {
        work.masks.fill(0);
        for (group, order) in self.plan.groups.iter().zip(&work.orders) {
            for (&member, mask) in order.iter().zip(&group.berths) {
                work.masks[usize::from(group.members[usize::from(member)])] |= mask;
            }
        }
        for ranking in 0..self.plan.rankings.len() {
            self.rank_across(ranking, stream, work);
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

    fn rank_across(&self, at: usize, stream: Stream, work: &mut Work) {
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
            RankingHow::Places { by_place, quick, among } => {
                for (place, compiled) in by_place {
                    let from = ranks.len();
                    let candidates = groups.clone().zip(among).filter(|(_, among)| **among);
                    for (g, _) in candidates {
                        if let Some(&m) = work.orders[g].get(usize::from(*place).wrapping_sub(1)) {
                            ranks.push((g as u16, m));
                        }
                    }
                    let key = |c: &(u16, TeamIx)| work.keys[usize::from(c.0)][usize::from(c.1)];
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
                    let mut placed: Vec<(Vec<u8>, Vec<Totals>)> = Vec::with_capacity(groups.len());
                    for g in groups.clone() {
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

    fn count(&self, work: &Work, counts: &mut Counts) {
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
            let goals = work.scores[fixture];
            let outcome = match goals.home.cmp(&goals.away) {
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
        if self.plan.ties.is_empty() {
            return;
        }
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

/// Adds up points, goal difference and goals of every member and packs them so
/// that more is better.
fn add_up(group: &PlanGroup, lines: &[girone_model::Line], keys: &mut [u64]) {
    const MIDDLE: u64 = 0x8000;
    for (key, before) in keys.iter_mut().zip(&group.before) {
        *key = ((i64::from(before.points) + 0x8000) as u64) << 32
            | ((i64::from(before.goal_difference()) + MIDDLE as i64) as u64) << 16
            | u64::from(before.goals_for);
    }
    let of = [group.points.loss, group.points.draw, group.points.win].map(|p| u64::from(p) << 32);
    for line in lines {
        let (h, a) = (u64::from(line.goals.home), u64::from(line.goals.away));
        let result = usize::from(h > a) + usize::from(h >= a);
        // Both parts stay within their sixteen bits, so that a difference below
        // zero is taken from the part above and given back.
        let home = &mut keys[usize::from(line.teams.home)];
        *home = home.wrapping_add(of[result] + (h << 16) + h).wrapping_sub(a << 16);
        let away = &mut keys[usize::from(line.teams.away)];
        *away = away.wrapping_add(of[2 - result] + (a << 16) + a).wrapping_sub(h << 16);
    }
}

/// Compares two level teams by the points of the matches between them.
fn between(
    meetings: &[Vec<u16>],
    members: usize,
    (a, b): (TeamIx, TeamIx),
    lines: &[girone_model::Line],
    group: &PlanGroup,
) -> std::cmp::Ordering {
    let mut points = (0u32, 0u32);
    for &line in &meetings[usize::from(a.min(b)) * members + usize::from(a.max(b))] {
        let line = &lines[usize::from(line)];
        let (mine, theirs) = if line.teams.home == a {
            (line.goals.home, line.goals.away)
        } else {
            (line.goals.away, line.goals.home)
        };
        let of = |x: u8, y: u8| {
            u32::from(match x.cmp(&y) {
                std::cmp::Ordering::Greater => group.points.win,
                std::cmp::Ordering::Equal => group.points.draw,
                std::cmp::Ordering::Less => group.points.loss,
            })
        };
        points.0 += of(mine, theirs);
        points.1 += of(theirs, mine);
    }
    points.0.cmp(&points.1)
}

/// Lists the lines of every pair of members.
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
fn sort_by_key<T: Copy>(list: &mut [T], key: impl Fn(T) -> u64) {
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
