//! Playing out ties, from who meets whom to the trophy, in all trials of a block.

use std::ops::Range;

use girone_model::{BySide, Side};
use girone_rules::edition::AwayGoals;

use super::counts::Counts;
use super::draw::leg;
use super::engine::{Engine, Work};
use super::lanes::{LANES, Lanes};
use super::plan::{PlanSlot, PlanTie};
use super::rng::Stream;

/// Where the random numbers of draws lie.
const DRAWS: u32 = 4 << 24;

/// In the place of a team that is not known.
pub(super) const NOBODY: u16 = u16::MAX;

/// The team of each trial.
pub(super) type Teams = [u16; LANES];

impl Engine<'_> {
    /// Keeps who has which place and rank in a trial, for its ties.
    pub(super) fn seat(&self, lane: usize, work: &mut Work) {
        for ((group, order), &first) in self.plan.groups.iter().zip(&work.orders).zip(&self.first) {
            for (place, &member) in order.iter().enumerate() {
                work.seats[first + place][lane] = group.members[usize::from(member)];
            }
        }
        for (ranking, &first) in self.first_rank.iter().enumerate() {
            let end = self.first_rank.get(ranking + 1).copied().unwrap_or(work.ranked.len());
            for rank in 0..end - first {
                let team = self.at_rank(ranking, rank as u8 + 1, work);
                work.ranked[first + rank][lane] = team.unwrap_or(NOBODY);
            }
        }
        for (i, allocation) in self.plan.allocations.iter().enumerate() {
            let first = self.plan.rankings[allocation.ranking].groups.start as u16;
            let ranks = &work.ranks[allocation.ranking];
            work.rows[i][lane] = ranks.get(..allocation.teams).and_then(|ranks| {
                let set = ranks.iter().fold(0u64, |set, (g, _)| set | 1 << (g - first));
                allocation.rows.binary_search_by_key(&set, |row| row.0).ok()
            });
        }
    }

    /// Plays all ties of a block, and counts those of the wanted trials.
    pub(super) fn play_ties(
        &self,
        streams: &[Stream; LANES],
        wanted: Range<usize>,
        lanes: &mut Lanes,
        work: &mut Work,
        counts: &mut Counts,
    ) {
        let ties = self.plan.ties.len();
        for (i, tie) in self.plan.ties.iter().enumerate() {
            let teams = BySide::new(
                self.resolve(&tie.slots.home, streams, work),
                self.resolve(&tie.slots.away, streams, work),
            );
            let home_wins = self.play_tie(tie, &teams, lanes);
            let (winners, losers) = (&mut work.winners[i], &mut work.losers[i]);
            for lane in 0..LANES {
                let (home, away) = (teams.home[lane], teams.away[lane]);
                let is_played = home != NOBODY && away != NOBODY;
                let (winner, loser) = if home_wins[lane] { (home, away) } else { (away, home) };
                winners[lane] = if is_played { winner } else { NOBODY };
                losers[lane] = if is_played { loser } else { NOBODY };
            }
            for lane in wanted.clone() {
                for team in [teams.home[lane], teams.away[lane]] {
                    if team != NOBODY {
                        counts.played[usize::from(team) * ties + i] += 1;
                    }
                }
                if winners[lane] != NOBODY {
                    counts.won[usize::from(winners[lane]) * ties + i] += 1;
                }
            }
        }
    }

    fn resolve(&self, slot: &PlanSlot, streams: &[Stream; LANES], work: &Work) -> Teams {
        match slot {
            PlanSlot::Unknown => [NOBODY; LANES],
            PlanSlot::Team(team) => [*team; LANES],
            PlanSlot::Place { group, place } => match place.checked_sub(1) {
                Some(at) if usize::from(at) < self.plan.groups[*group].members.len() => {
                    work.seats[self.first[*group] + usize::from(at)]
                }
                _ => [NOBODY; LANES],
            },
            PlanSlot::Allocated { allocation, column, place } => {
                let table = &self.plan.allocations[*allocation];
                let start = self.plan.rankings[table.ranking].groups.start;
                let at = usize::from(*place).wrapping_sub(1);
                std::array::from_fn(|lane| {
                    let row = work.rows[*allocation][lane].and_then(|row| table.rows.get(row));
                    let group = row.and_then(|(_, row)| row.get(*column));
                    group.map_or(NOBODY, |g| {
                        let group = start + usize::from(*g);
                        match self.plan.groups.get(group).is_some_and(|g| at < g.members.len()) {
                            true => work.seats[self.first[group] + at][lane],
                            false => NOBODY,
                        }
                    })
                })
            }
            PlanSlot::Rank { ranking, rank } => {
                let end = self.first_rank.get(ranking + 1).copied().unwrap_or(work.ranked.len());
                let at = self.first_rank[*ranking] + usize::from(*rank).wrapping_sub(1);
                if *rank > 0 && at < end { work.ranked[at] } else { [NOBODY; LANES] }
            }
            PlanSlot::Winner(tie) => work.winners[*tie],
            PlanSlot::Loser(tie) => work.losers[*tie],
            PlanSlot::Either { draw, index, of } => {
                let all: Vec<Teams> = of.iter().map(|s| self.resolve(s, streams, work)).collect();
                let n = all.len().max(1);
                std::array::from_fn(|lane| {
                    let turn = streams[lane].at(DRAWS + *draw as u32) % n as u64;
                    all.get((turn as usize + index) % n).map_or(NOBODY, |teams| teams[lane])
                })
            }
        }
    }

    /// Plays a tie and says where the team named first goes on.
    fn play_tie(&self, tie: &PlanTie, teams: &BySide<Teams>, lanes: &mut Lanes) -> [bool; LANES] {
        let is_played: [bool; LANES] =
            std::array::from_fn(|i| teams.home[i] != NOBODY && teams.away[i] != NOBODY);
        let known: Option<[_; LANES]> = (!tie.known.is_empty()).then(|| {
            std::array::from_fn(|i| tie.known_of(BySide::new(teams.home[i], teams.away[i])))
        });
        // Goals of the team named first and second, and those away from home.
        let mut sum = BySide::new([0i16; LANES], [0i16; LANES]);
        let mut away_goals = sum;
        let (mut middle, mut gap) = ([0.0f32; LANES], [0.0f32; LANES]);
        for number in 0..tie.legs {
            let first_at_home = number % 2 == 0;
            for i in (0..LANES).filter(|i| is_played[*i]) {
                let pair = BySide::new(teams.home[i], teams.away[i]).map(usize::from);
                middle[i] = self.middles[pair.home * self.teams + pair.away];
                let strength = lanes.strength[pair.home][i] - lanes.strength[pair.away][i];
                gap[i] = strength + self.tie_lead(tie, pair, first_at_home);
            }
            let mut goals = leg(self.arch, &middle, &gap, &lanes.numbers(), self.rho);
            if let Some(known) = &known {
                for (i, known) in known.iter().enumerate() {
                    let Some(leg) = known.and_then(|k| k.legs.get(usize::from(number))) else {
                        continue;
                    };
                    let score = leg.1.map(i16::from);
                    let score = if leg.0 == teams.home[i] { score } else { score.swap() };
                    (goals.home[i], goals.away[i]) = (score.home, score.away);
                }
            }
            for i in 0..LANES {
                sum.home[i] += goals.home[i];
                sum.away[i] += goals.away[i];
            }
            let visitor = if first_at_home { Side::Away } else { Side::Home };
            for i in 0..LANES {
                away_goals[visitor][i] += goals[visitor][i];
            }
        }
        let more = middle.map(|m| m + self.extra_time);
        let extra = match tie.rule.extra_time {
            true => leg(self.arch, &more, &gap, &lanes.numbers(), 0.0),
            false => BySide::new([0; LANES], [0; LANES]),
        };
        let coins = lanes.numbers();
        let count_away = tie.legs > 1 && tie.rule.away_goals != AwayGoals::No;
        let always = count_away && tie.rule.away_goals == AwayGoals::Always;
        let last_visitor = if tie.legs.is_multiple_of(2) { Side::Home } else { Side::Away };
        std::array::from_fn(|i| {
            if let Some(Some(known)) = known.as_ref().map(|k| k[i])
                && known.legs.len() >= usize::from(tie.legs)
                && let Some(winner) = known.winner
            {
                return winner == teams.home[i];
            }
            // The first of these that is not level decides; a shoot-out is a coin.
            let mut lead = sum.home[i] - sum.away[i];
            if lead == 0 && count_away {
                lead = away_goals.home[i] - away_goals.away[i];
            }
            if lead == 0 {
                lead = extra.home[i] - extra.away[i];
            }
            if lead == 0 && always && extra[last_visitor][i] > 0 {
                lead = if last_visitor == Side::Home { 1 } else { -1 };
            }
            let coin = coins[0][i / 8].as_array()[i % 8];
            if lead == 0 { coin >= 0 } else { lead > 0 }
        })
    }

    /// Returns what the ground adds to the gap of a leg.
    fn tie_lead(&self, tie: &PlanTie, teams: BySide<usize>, first_at_home: bool) -> f32 {
        let (home, away) = match tie.neutral {
            false => (first_at_home, !first_at_home),
            true => {
                let hosts = teams.map(|t| self.hosts[t]);
                (hosts.home && !hosts.away, hosts.away && !hosts.home)
            }
        };
        match (home, away) {
            (true, _) => self.home[teams.home],
            (_, true) => -self.home[teams.away],
            _ => 0.0,
        }
    }
}
