//! Groups, rankings across them, and where their places lead.

use girone_model::{BySide, Line, Match, MatchId, Sheet, Snapshot, TeamId};
use girone_rules::cross::CompiledRanking;
use girone_rules::edition::{CrossRanking, RankingOf};
use girone_rules::{
    Compiled, Count, Criterion, Edition, RankBy, Reading, Regulation, Stage, Tables, Totals,
    group_sheet_of,
};

use super::{
    Plan, PlanBerth, PlanError, PlanFixture, PlanGroup, PlanRanking, Quick, QuickRule, RankingHow,
    days,
};
use crate::Ground;

impl Plan {
    pub(super) fn add_tables<'r>(
        &mut self,
        edition: &Edition,
        stage: &Stage,
        tables: &Tables,
        snapshot: &Snapshot,
        matches: &[&Match],
        regulation: &impl Fn(&str) -> Option<&'r Regulation>,
    ) -> Result<(), PlanError> {
        let book = |id: &str| {
            regulation(id).ok_or_else(|| {
                PlanError(format!("`{}` needs the rule book `{id}`, which is not there", stage.id))
            })
        };
        let in_groups = book(&tables.regulation)?;
        let first = self.groups.len();
        for group in tables.groups.keys() {
            let made = group_sheet_of(edition, stage, tables, group, snapshot, matches, &|id| {
                regulation(id)
            });
            let of: Vec<_> = made
                .remaining
                .iter()
                .map(|id| match id.and_then(|id| find(matches, id)) {
                    Some(m) => {
                        let ground = if m.fixture.neutral { Ground::Neutral } else { Ground::Home };
                        (ground, Some(m.fixture.id), Some(days(m.fixture.when.date)))
                    }
                    None if tables.meetings == 1 => (Ground::Neutral, None, None),
                    None => (Ground::Home, None, None),
                })
                .collect();
            self.add_group(&stage.id, group, &made.sheet, in_groups, &of);
        }
        let groups = first..self.groups.len();
        for ranking in &tables.rankings {
            let how = match &ranking.of {
                RankingOf::Places(places) => {
                    let across = book(&ranking.regulation)?;
                    self.groups[groups.clone()].iter_mut().for_each(|g| g.ranked = true);
                    self.ranking_of_places(ranking, places, across, groups.clone())
                }
                RankingOf::Declared { order, passing_over } => {
                    let find = |id: &String| snapshot.directory.find_team(id, stage.from).ok();
                    let order: Vec<TeamId> = order.iter().filter_map(find).collect();
                    RankingHow::Declared {
                        order: order.into_iter().map(|id| self.number(id)).collect(),
                        passing_over: passing_over.clone(),
                        among: self.among(ranking, groups.clone()),
                    }
                }
            };
            self.rankings.push(PlanRanking { id: ranking.id.clone(), groups: groups.clone(), how });
        }
        for berth in &tables.berths {
            let bit = 1u64 << self.berths.len().min(63);
            for group in &mut self.groups[groups.clone()] {
                for &place in &berth.places {
                    if let Some(mask) = group.berths.get_mut(usize::from(place).wrapping_sub(1)) {
                        *mask |= bit;
                    }
                }
            }
            let ranks = berth
                .ranks
                .iter()
                .filter_map(|(id, ranks)| Some((self.ranking_at(id)?, ranks.clone())))
                .collect();
            self.berths.push(PlanBerth {
                stage: stage.id.clone(),
                id: berth.id.clone(),
                exit: berth.exit,
                ranks,
            });
        }
        Ok(())
    }

    pub(super) fn ranking_at(&self, id: &str) -> Option<usize> {
        self.rankings.iter().rposition(|r| r.id == id)
    }

    fn among(&self, ranking: &CrossRanking, groups: std::ops::Range<usize>) -> Vec<bool> {
        self.groups[groups].iter().map(|g| ranking.is_among(&g.name)).collect()
    }

    fn ranking_of_places(
        &self,
        ranking: &CrossRanking,
        places: &[u8],
        across: &Regulation,
        groups: std::ops::Range<usize>,
    ) -> RankingHow {
        let sizes: Vec<(&str, usize)> = self.groups[groups.clone()]
            .iter()
            .map(|g| (g.name.as_str(), g.members.len()))
            .collect();
        let by_place = places
            .iter()
            .filter_map(|&place| {
                let one = CrossRanking { of: RankingOf::Places(vec![place]), ..ranking.clone() };
                Some((place, CompiledRanking::new(&one, across, &sizes)?))
            })
            .collect();
        let quick = ranking.discard == girone_rules::edition::Discard::Nothing
            && matches!(quick(across), Quick::PointsGoals { .. });
        // Cards of matches to come are not known, and what follows them does not
        // apply either.
        let then_lots = quick
            && only_lots(across.criteria.get(2).map(|s| &s.criterion))
            && self.groups[groups.clone()].iter().all(|g| !g.fixtures.is_empty());
        RankingHow::Places { by_place, quick, then_lots, among: self.among(ranking, groups) }
    }

    pub(super) fn add_group(
        &mut self,
        stage: &str,
        name: &str,
        sheet: &Sheet,
        regulation: &Regulation,
        of: &[(Ground, Option<MatchId>, Option<i32>)],
    ) {
        let members: Vec<u16> = sheet.teams.iter().map(|t| self.number(*t)).collect();
        let mut sheet = sheet.clone();
        let before = Totals::of(&sheet, &regulation.points);
        let played = sheet.results.len();
        let remaining = std::mem::take(&mut sheet.remaining);
        let group = self.groups.len();
        let mut fixtures = Vec::new();
        for (teams, (ground, match_id, day)) in remaining.iter().zip(of) {
            sheet.results.push(Line::of(*teams, BySide::new(0, 0)));
            fixtures.push(self.fixtures.len() as u32);
            self.fixtures.push(PlanFixture {
                group,
                teams: teams.map(|t| members[usize::from(t)]),
                ground: *ground,
                match_id: *match_id,
                day: *day,
                supposed: None,
            });
        }
        if !fixtures.is_empty() {
            // Cards that will be shown are not known.
            sheet.conduct.clear();
        }
        let finished = fixtures.is_empty();
        self.groups.push(PlanGroup {
            stage: stage.to_owned(),
            name: name.to_owned(),
            berths: vec![0; members.len()],
            members,
            sheet,
            played,
            fixtures,
            before,
            compiled: Compiled::new(regulation),
            quick: if finished { Quick::Nothing } else { quick(regulation) },
            points: regulation.points,
            ranked: false,
        });
    }

    /// Puts fixtures in order of date and tells groups of it.
    pub(super) fn sort_fixtures(&mut self) {
        let mut order: Vec<usize> = (0..self.fixtures.len()).collect();
        order.sort_by_key(|&i| (self.fixtures[i].day.unwrap_or(i32::MAX), i));
        let mut now_at = vec![0u32; order.len()];
        for (now, &before) in order.iter().enumerate() {
            now_at[before] = now as u32;
        }
        self.fixtures = order.iter().map(|&i| self.fixtures[i].clone()).collect();
        for group in &mut self.groups {
            for fixture in &mut group.fixtures {
                *fixture = now_at[*fixture as usize];
            }
        }
    }
}

fn find<'m>(matches: &[&'m Match], id: MatchId) -> Option<&'m Match> {
    matches.iter().find(|m| m.fixture.id == id).copied()
}

/// Says what of a rule book can be decided by one number per team.
fn quick(regulation: &Regulation) -> Quick {
    // A provisional order does not hold once everything is played, which is when
    // trials rank.
    if regulation.rank_by != RankBy::Points {
        return Quick::Nothing;
    }
    let criteria: Vec<&Criterion> = regulation.criteria.iter().map(|s| &s.criterion).collect();
    match criteria.as_slice() {
        [
            Criterion::Overall(Count::GoalDifference),
            Criterion::Overall(Count::GoalsScored),
            rest @ ..,
        ] => Quick::PointsGoals { then_lots: only_lots(rest.first().copied()) },
        [Criterion::HeadToHead(rule), rest @ ..] if rule.counts.first() == Some(&Count::Points) => {
            let goals = rule.counts_of_two.is_none()
                && rule.counts == [Count::Points, Count::GoalDifference, Count::GoalsScored];
            let points_of_two = |c: &Vec<Count>| c.first() == Some(&Count::Points);
            if !rule.counts_of_two.as_ref().is_none_or(points_of_two) {
                return Quick::Nothing;
            }
            Quick::HeadToHead(QuickRule {
                goals,
                // Narrowing counts anew for every part of a run.
                of_many: goals && rule.reading != Reading::Narrowing,
                restarts: rule.reading == Reading::Restarting,
                then_overall: goals
                    && rest.len() >= 2
                    && *rest[0] == Criterion::Overall(Count::GoalDifference)
                    && *rest[1] == Criterion::Overall(Count::GoalsScored),
            })
        }
        _ => Quick::Nothing,
    }
}

/// Says whether lots decide where this criterion is next: none is left, or one on
/// which a trial knows nothing and what follows it does not apply either.
fn only_lots(next: Option<&Criterion>) -> bool {
    matches!(next, None | Some(Criterion::Conduct | Criterion::Lots))
}
