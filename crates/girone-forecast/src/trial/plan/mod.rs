//! An edition made ready for trials: what is known, what is to be played, and
//! where places lead.

mod knockout;
mod tables;

use girone_model::{BySide, Match, MatchId, Sheet, Snapshot, TeamId};
use girone_rules::cross::CompiledRanking;
use girone_rules::edition::TieRule;
use girone_rules::{Allocation, Compiled, Edition, Format, Regulation, Totals};

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
    PointsGoals {
        /// Whether nothing that a trial knows comes after them.
        then_lots: bool,
    },
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
    /// What has been played between any two teams of the stage, in order of pairs.
    pub(crate) known: Vec<((u16, u16), KnownTie)>,
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
    /// ranking) the group of each slot, in order of the sets.
    pub(crate) rows: Vec<(u64, Vec<u8>)>,
}

impl PlanTie {
    /// Returns what has been played between two teams of the stage.
    #[inline]
    pub(crate) fn known_of(&self, teams: BySide<u16>) -> Option<&KnownTie> {
        if self.known.is_empty() {
            return None;
        }
        let pair = pair(teams);
        let at = self.known.binary_search_by_key(&pair, |k| k.0).ok()?;
        Some(&self.known[at].1)
    }
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

    /// Returns how many ranks of a ranking ties ask for, so that they are kept.
    pub(crate) fn highest_rank(&self, ranking: &PlanRanking) -> usize {
        fn highest(slot: &PlanSlot, of: usize) -> u8 {
            match slot {
                PlanSlot::Rank { ranking, rank } if *ranking == of => *rank,
                PlanSlot::Either { of: slots, .. } => {
                    slots.iter().map(|s| highest(s, of)).max().unwrap_or(0)
                }
                _ => 0,
            }
        }
        let at =
            self.rankings.iter().position(|r| r.id == ranking.id && r.groups == ranking.groups);
        let slots = self.ties.iter().flat_map(|t| [&t.slots.home, &t.slots.away]);
        at.map_or(0, |at| slots.map(|s| highest(s, at)).max().unwrap_or(0).into())
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
}

/// Returns two teams in an order that does not depend on who is at home.
pub(crate) fn pair(teams: BySide<u16>) -> (u16, u16) {
    (teams.home.min(teams.away), teams.home.max(teams.away))
}

/// Returns days since 1970-01-01.
pub(crate) fn days(date: jiff::civil::Date) -> i32 {
    let epoch = jiff::civil::date(1970, 1, 1);
    epoch.until(date).map_or(0, |span| span.get_days())
}
