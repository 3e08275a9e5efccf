//! An edition made ready for trials: what is known, what is to be played, and
//! where places lead.

use std::collections::{BTreeMap, HashMap};

use girone_model::{BySide, Line, Match, MatchId, Score, Sheet, Snapshot, TeamId};
use girone_rules::cross::CompiledRanking;
use girone_rules::edition::{CrossRanking, RankingOf, TieRule};
use girone_rules::{
    Allocation, Compiled, Count, Criterion, Edition, Format, Knockout, RankBy, Reading, Regulation,
    Slot, Stage, Tables, Totals, group_sheet_of,
};

use crate::Ground;

/// Why an edition cannot be played out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanError(pub String);

impl std::fmt::Display for PlanError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for PlanError {}

/// An edition at a moment, made ready for trials.
#[derive(Clone, Debug)]
pub struct Plan {
    /// All teams, by the number that every count uses.
    pub teams: Vec<TeamId>,
    /// All groups of all stages, in order.
    pub groups: Vec<PlanGroup>,
    /// The fixtures that remain in groups, in order of date, those without a date
    /// last.
    pub fixtures: Vec<PlanFixture>,
    /// All berths of all stages.
    pub berths: Vec<PlanBerth>,
    /// All ties, in an order in which winners are known before they are needed.
    pub ties: Vec<PlanTie>,
    pub(crate) rankings: Vec<PlanRanking>,
    pub(crate) allocations: Vec<PlanAllocation>,
    /// Teams that are at home in an edition on neutral ground.
    pub(crate) hosts: Vec<u16>,
    /// How many different draws slots such as `9-of-league or 10-of-league` need.
    pub(crate) draws: usize,
}

/// A group.
#[derive(Clone, Debug)]
pub struct PlanGroup {
    /// The id of the stage.
    pub stage: String,
    /// The name of the group.
    pub name: String,
    /// The members, as positions in [`Plan::teams`].
    pub members: Vec<u16>,
    /// What has been played, followed by one line for each fixture that remains.
    pub(crate) sheet: Sheet,
    pub(crate) played: usize,
    /// The fixture of each line after the played ones.
    pub(crate) fixtures: Vec<u32>,
    /// Totals of what has been played, adjustments included.
    pub(crate) before: Vec<Totals>,
    pub(crate) compiled: Compiled,
    pub(crate) quick: Quick,
    pub(crate) points: girone_rules::Points,
    /// The berths of each place, one bit each, from place 1.
    pub(crate) berths: Vec<u64>,
    /// Whether a ranking across groups needs totals of the teams.
    pub(crate) ranked: bool,
}

/// What can be decided without the rule book's evaluator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Quick {
    /// Nothing.
    Nothing,
    /// Points, then goal difference, then goals scored, unless still level.
    PointsGoals,
    /// Points, then head-to-head as far as it is plain.
    HeadToHead(QuickRule),
}

/// How plain head-to-head is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct QuickRule {
    /// Whether it counts points, goal difference and goals, and nothing else;
    /// otherwise points are all that is known of it.
    pub(crate) goals: bool,
    /// Whether the same holds for three teams and more.
    pub(crate) of_many: bool,
    /// Whether those still level start again among themselves.
    pub(crate) restarts: bool,
    /// Whether goal difference and goals over all matches come next.
    pub(crate) then_overall: bool,
}

/// A fixture of a group that remains.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanFixture {
    /// The group, as a position in [`Plan::groups`].
    pub group: usize,
    /// The teams, as positions in [`Plan::teams`].
    pub teams: BySide<u16>,
    /// Whose ground it is played on.
    pub ground: Ground,
    /// The match of the record, if it holds the fixture.
    pub match_id: Option<MatchId>,
    /// The date in days since 1970-01-01, if it is known.
    pub day: Option<i32>,
    /// A result to be taken for granted.
    pub supposed: Option<BySide<u8>>,
}

/// Somewhere that places lead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanBerth {
    /// The id of the stage.
    pub stage: String,
    /// The id of the berth.
    pub id: String,
    /// Whether it means the end.
    pub exit: bool,
    /// Ranks that give it: the ranking, and the ranks from 1.
    pub(crate) ranks: Vec<(usize, Vec<u8>)>,
}

#[derive(Clone, Debug)]
pub(crate) struct PlanRanking {
    pub(crate) id: String,
    /// The groups of its stage, as positions in [`Plan::groups`].
    pub(crate) groups: std::ops::Range<usize>,
    pub(crate) how: RankingHow,
}

#[derive(Clone, Debug)]
pub(crate) enum RankingHow {
    /// One ranking for each place, the earlier above the later.
    Places {
        by_place: Vec<(u8, CompiledRanking)>,
        /// Whether points, goal difference and goals come first.
        quick: bool,
        /// Whether nothing that a trial knows comes after them.
        then_lots: bool,
        among: Vec<bool>,
    },
    /// A fixed order of teams, without those in places that are passed over.
    Declared { order: Vec<u16>, passing_over: Vec<u8>, among: Vec<bool> },
}

/// A tie.
#[derive(Clone, Debug)]
pub struct PlanTie {
    /// The id of the stage.
    pub stage: String,
    /// The id of the tie.
    pub id: String,
    /// The round.
    pub round: String,
    pub(crate) slots: BySide<PlanSlot>,
    pub(crate) legs: u8,
    pub(crate) rule: TieRule,
    /// Whether the ground is nobody's, but for hosts.
    pub(crate) neutral: bool,
    /// What has been played between any two teams of the stage.
    pub(crate) known: HashMap<(u16, u16), KnownTie>,
}

/// What is known of a tie between two teams.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct KnownTie {
    /// The winner, where it is decided.
    pub(crate) winner: Option<u16>,
    /// Legs played so far: the team at home and the goals of both, home first.
    pub(crate) legs: Vec<(u16, BySide<u8>)>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum PlanSlot {
    Unknown,
    Team(u16),
    Place {
        group: usize,
        place: u8,
    },
    Allocated {
        allocation: usize,
        column: usize,
        place: u8,
    },
    Rank {
        ranking: usize,
        rank: u8,
    },
    Winner(usize),
    Loser(usize),
    /// One of several by lot; slots with the same number share the draw.
    Either {
        draw: usize,
        index: usize,
        of: Vec<PlanSlot>,
    },
}

#[derive(Clone, Debug)]
pub(crate) struct PlanAllocation {
    pub(crate) ranking: usize,
    pub(crate) teams: usize,
    /// For the set of groups (one bit each, counted from the first group of the
    /// ranking) the group of each slot.
    pub(crate) rows: HashMap<u64, Vec<u8>>,
}

impl Plan {
    /// Makes an edition ready at the moment of a snapshot.
    ///
    /// `matches` are those of the edition, in order of date. Fixtures in the
    /// record have the ground that the record gives them; others are on neutral
    /// ground where every pair meets once, and at home otherwise. Ties of one leg
    /// are on neutral ground in an edition that has played on neutral ground,
    /// but for teams that were at home in it.
    ///
    /// # Errors
    /// A rule book or a table of allocation that is not there, or a stage with
    /// more than 64 berths.
    pub fn new<'r>(
        edition: &Edition,
        snapshot: &Snapshot,
        matches: &[&Match],
        regulation: impl Fn(&str) -> Option<&'r Regulation>,
        allocation: impl Fn(&str) -> Option<&'r Allocation>,
    ) -> Result<Plan, PlanError> {
        let mut plan = Plan {
            teams: Vec::new(),
            groups: Vec::new(),
            fixtures: Vec::new(),
            berths: Vec::new(),
            ties: Vec::new(),
            rankings: Vec::new(),
            allocations: Vec::new(),
            hosts: Vec::new(),
            draws: 0,
        };
        for stage in &edition.stages {
            match &stage.format {
                Format::Tables(tables) => {
                    plan.add_tables(edition, stage, tables, snapshot, matches, &regulation)?;
                }
                Format::Knockout(knockout) => {
                    plan.add_knockout(edition, stage, knockout, snapshot, matches, &allocation)?;
                }
            }
        }
        if plan.berths.len() > 64 {
            return Err(PlanError(format!("`{}` has more than 64 berths", edition.id)));
        }
        if matches.iter().any(|m| m.fixture.neutral) {
            for m in matches.iter().filter(|m| !m.fixture.neutral) {
                if let Some(host) = plan.team(m.fixture.teams.home)
                    && !plan.hosts.contains(&host)
                {
                    plan.hosts.push(host);
                }
            }
        }
        plan.sort_fixtures();
        Ok(plan)
    }

    /// Makes a plan of one table without berths, for callers who have no edition.
    pub fn of_sheet(sheet: &Sheet, regulation: &Regulation, ground: Ground) -> Plan {
        let mut plan = Plan {
            teams: sheet.teams.clone(),
            groups: Vec::new(),
            fixtures: Vec::new(),
            berths: Vec::new(),
            ties: Vec::new(),
            rankings: Vec::new(),
            allocations: Vec::new(),
            hosts: Vec::new(),
            draws: 0,
        };
        let of = sheet.remaining.iter().map(|_| (ground, None, None)).collect::<Vec<_>>();
        plan.add_group("", "", sheet, regulation, &of);
        plan
    }

    /// Returns the number of a team.
    pub fn team(&self, id: TeamId) -> Option<u16> {
        self.teams.iter().position(|t| *t == id).map(|i| i as u16)
    }

    /// Takes a result for granted; false if no such fixture remains.
    ///
    /// A pair may be given in either order if they meet only once more.
    pub fn suppose(&mut self, teams: BySide<TeamId>, goals: BySide<u8>) -> bool {
        let (Some(home), Some(away)) = (self.team(teams.home), self.team(teams.away)) else {
            return false;
        };
        let pair = BySide::new(home, away);
        let exact = self.fixtures.iter().position(|f| f.teams == pair && f.supposed.is_none());
        if let Some(at) = exact {
            self.fixtures[at].supposed = Some(goals);
            return true;
        }
        let swapped = pair.swap();
        match self.fixtures.iter().position(|f| f.teams == swapped && f.supposed.is_none()) {
            Some(at) => {
                self.fixtures[at].supposed = Some(goals.swap());
                true
            }
            None => false,
        }
    }

    /// Returns the next fixture of a team, as a position in [`Plan::fixtures`].
    pub fn next_of(&self, team: u16) -> Option<usize> {
        self.fixtures.iter().position(|f| f.teams.side_of(&team).is_some())
    }

    /// Returns the fixtures that are the next of both their teams.
    pub fn next_fixtures(&self) -> Vec<usize> {
        (0..self.fixtures.len())
            .filter(|&i| {
                let BySide { home, away } = self.fixtures[i].teams;
                self.next_of(home) == Some(i) && self.next_of(away) == Some(i)
            })
            .collect()
    }

    fn number(&mut self, id: TeamId) -> u16 {
        match self.team(id) {
            Some(number) => number,
            None => {
                self.teams.push(id);
                (self.teams.len() - 1) as u16
            }
        }
    }

    fn add_tables<'r>(
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

    fn ranking_at(&self, id: &str) -> Option<usize> {
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
            && quick(across) == Quick::PointsGoals;
        // Cards of matches to come are not known, and what follows them does not
        // apply either.
        let then_lots = quick
            && matches!(
                across.criteria.get(2).map(|s| &s.criterion),
                None | Some(Criterion::Conduct | Criterion::Lots)
            )
            && self.groups[groups.clone()].iter().all(|g| !g.fixtures.is_empty());
        RankingHow::Places { by_place, quick, then_lots, among: self.among(ranking, groups) }
    }

    fn add_group(
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
    fn sort_fixtures(&mut self) {
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

    fn add_knockout<'r>(
        &mut self,
        edition: &Edition,
        stage: &Stage,
        knockout: &Knockout,
        snapshot: &Snapshot,
        matches: &[&Match],
        allocation: &impl Fn(&str) -> Option<&'r Allocation>,
    ) -> Result<(), PlanError> {
        let table = match &knockout.allocation {
            None => None,
            Some(used) => {
                let table = allocation(&used.table).ok_or_else(|| {
                    PlanError(format!("there is no table of allocation `{}`", used.table))
                })?;
                let ranking = self
                    .ranking_at(&used.ranking)
                    .ok_or_else(|| PlanError(format!("there is no ranking `{}`", used.ranking)))?;
                self.add_allocation(table, ranking);
                Some((table, self.allocations.len() - 1))
            }
        };
        let neutral = matches.iter().any(|m| m.fixture.neutral);
        let known = self.known_ties(stage, matches);
        let mut draws: BTreeMap<String, (usize, usize)> = BTreeMap::new();
        for tie in in_order(&knockout.ties) {
            // A draw that has not been held at the moment is not known.
            let is_drawn =
                tie.drawn.is_none_or(|d| snapshot.as_of.played_by.date().is_none_or(|at| d <= at));
            let slots = BySide::new(
                self.slot(
                    &tie.teams.home,
                    &tie.teams.away,
                    tie,
                    &table,
                    edition,
                    snapshot,
                    &mut draws,
                    is_drawn,
                ),
                self.slot(
                    &tie.teams.away,
                    &tie.teams.home,
                    tie,
                    &table,
                    edition,
                    snapshot,
                    &mut draws,
                    is_drawn,
                ),
            );
            self.ties.push(PlanTie {
                stage: stage.id.clone(),
                id: tie.id.clone(),
                round: tie.round.clone(),
                slots,
                legs: tie.legs.max(1),
                rule: tie.rule,
                neutral: neutral && tie.legs <= 1,
                known: known.clone(),
            });
        }
        Ok(())
    }

    fn add_allocation(&mut self, table: &Allocation, ranking: usize) {
        let names: Vec<&str> = self.groups[self.rankings[ranking].groups.clone()]
            .iter()
            .map(|g| g.name.as_str())
            .collect();
        let at = |name: &String| names.iter().position(|n| n == name);
        let rows = table
            .rows()
            .filter_map(|(set, row)| {
                let mask = set.iter().map(at).try_fold(0u64, |m, g| Some(m | 1 << g?))?;
                let row: Option<Vec<u8>> = row.iter().map(|g| at(g).map(|g| g as u8)).collect();
                Some((mask, row?))
            })
            .collect();
        self.allocations.push(PlanAllocation { ranking, teams: table.teams(), rows });
    }

    #[allow(clippy::too_many_arguments)]
    fn slot(
        &mut self,
        slot: &Slot,
        opponent: &Slot,
        tie: &girone_rules::TieSlot,
        table: &Option<(&Allocation, usize)>,
        edition: &Edition,
        snapshot: &Snapshot,
        draws: &mut BTreeMap<String, (usize, usize)>,
        is_drawn: bool,
    ) -> PlanSlot {
        match slot {
            Slot::Place { stage, group, place } => {
                let found = self.groups.iter().position(|g| g.stage == *stage && g.name == *group);
                found.map_or(PlanSlot::Unknown, |group| PlanSlot::Place { group, place: *place })
            }
            Slot::Allocated { place, .. } => table
                .as_ref()
                .and_then(|(allocation, at)| {
                    let column = allocation
                        .column(&opponent.to_string())
                        .or_else(|| allocation.column(&tie.id))?;
                    Some(PlanSlot::Allocated { allocation: *at, column, place: *place })
                })
                .unwrap_or(PlanSlot::Unknown),
            Slot::Rank { ranking, rank } => self
                .ranking_at(ranking)
                .map_or(PlanSlot::Unknown, |ranking| PlanSlot::Rank { ranking, rank: *rank }),
            Slot::Winner(id) => self
                .ties
                .iter()
                .position(|t| t.id == *id)
                .map_or(PlanSlot::Unknown, PlanSlot::Winner),
            Slot::Loser(id) => self
                .ties
                .iter()
                .position(|t| t.id == *id)
                .map_or(PlanSlot::Unknown, PlanSlot::Loser),
            Slot::Team(id) if is_drawn => snapshot
                .directory
                .find_team(id, edition.span().0)
                .map_or(PlanSlot::Unknown, |id| PlanSlot::Team(self.number(id))),
            Slot::Either(of) => {
                let entry = draws.entry(slot.to_string()).or_insert((self.draws, 0));
                let (draw, index) = *entry;
                entry.1 += 1;
                if draw == self.draws {
                    self.draws += 1;
                }
                let of = of
                    .iter()
                    .map(|s| self.slot(s, opponent, tie, table, edition, snapshot, draws, is_drawn))
                    .collect();
                PlanSlot::Either { draw, index, of }
            }
            Slot::Team(_) | Slot::Elsewhere { .. } => PlanSlot::Unknown,
        }
    }

    /// Collects what has been played in a stage of ties, by pair.
    fn known_ties(&mut self, stage: &Stage, matches: &[&Match]) -> HashMap<(u16, u16), KnownTie> {
        let mut known: HashMap<(u16, u16), KnownTie> = HashMap::new();
        for m in matches {
            let date = m.fixture.when.date;
            let inside = stage.from.is_none_or(|d| d <= date) && stage.to.is_none_or(|d| date <= d);
            let Some(score) = m.score().filter(|_| inside) else { continue };
            let teams = m.fixture.teams.map(|t| self.number(t));
            let tie = known.entry(pair(teams)).or_default();
            tie.legs.push((teams.home, score.result));
            tie.winner = winner_of(tie, teams, &score);
        }
        known
    }
}

/// Returns two teams in an order that does not depend on who is at home.
pub(crate) fn pair(teams: BySide<u16>) -> (u16, u16) {
    (teams.home.min(teams.away), teams.home.max(teams.away))
}

/// Says who has won after the leg that was played last, as far as scores tell.
///
/// A first leg of two has a winner here as well; the number of legs decides
/// whether that is the end.
fn winner_of(tie: &KnownTie, last: BySide<u16>, score: &Score) -> Option<u16> {
    let goals_of = |team: u16| -> u32 {
        tie.legs
            .iter()
            .map(|(home, goals)| u32::from(if *home == team { goals.home } else { goals.away }))
            .sum()
    };
    match goals_of(last.home).cmp(&goals_of(last.away)) {
        std::cmp::Ordering::Greater => Some(last.home),
        std::cmp::Ordering::Less => Some(last.away),
        std::cmp::Ordering::Equal => score.shoot_out.map(|s| last[s.winner]),
    }
}

/// Puts ties in an order in which every tie comes after those it waits for.
fn in_order(ties: &[girone_rules::TieSlot]) -> Vec<&girone_rules::TieSlot> {
    let mut left: Vec<&girone_rules::TieSlot> = ties.iter().collect();
    let mut done = Vec::with_capacity(left.len());
    while !left.is_empty() {
        let waits = |t: &girone_rules::TieSlot| {
            [&t.teams.home, &t.teams.away]
                .into_iter()
                .flat_map(|s| s.waits_for())
                .any(|id| left.iter().any(|other| other.id == id))
        };
        let ready: Vec<bool> = left.iter().map(|t| !waits(t)).collect();
        if !ready.contains(&true) {
            // A circle cannot be played; its ties stay empty.
            done.append(&mut left);
            break;
        }
        let mut at = 0;
        left.retain(|t| {
            at += 1;
            if ready[at - 1] {
                done.push(*t);
            }
            !ready[at - 1]
        });
    }
    done
}

fn find<'m>(matches: &[&'m Match], id: MatchId) -> Option<&'m Match> {
    matches.iter().find(|m| m.fixture.id == id).copied()
}

/// Returns days since 1970-01-01.
pub(crate) fn days(date: jiff::civil::Date) -> i32 {
    let epoch = jiff::civil::date(1970, 1, 1);
    epoch.until(date).map_or(0, |span| span.get_days())
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
        [Criterion::Overall(Count::GoalDifference), Criterion::Overall(Count::GoalsScored), ..] => {
            Quick::PointsGoals
        }
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
