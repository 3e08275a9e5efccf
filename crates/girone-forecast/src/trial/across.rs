//! Rankings across groups, and the berths that places and ranks give.

use girone_model::TeamIx;
use girone_rules::Totals;
use girone_rules::cross::PlacedGroup;

use super::engine::{Engine, Work};
use super::lanes::Lanes;
use super::places::{LOTS, sort_by_key};
use super::plan::RankingHow;
use super::rng::Stream;

impl Engine<'_> {
    pub(super) fn give_berths(&self, stream: Stream, lanes: &Lanes, lane: usize, work: &mut Work) {
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

    pub(super) fn at_rank(&self, ranking: usize, rank: u8, work: &Work) -> Option<u16> {
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
}
