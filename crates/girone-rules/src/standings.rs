//! All tables and rankings of an edition at a moment.

use std::collections::BTreeMap;

use girone_model::{Match, Snapshot, TeamId};

use crate::cross::{GroupState, Ranked, rank_across, rank_declared};
use crate::edition::{Berth, CrossRanking, Edition, RankingOf, Stage, Tables};
use crate::group_sheet::{GroupSheet, Index, group_sheet_of};
use crate::{Allocation, Regulation, Table, table};

/// Where rule books, allocation tables and other editions are looked up.
pub trait Books {
    /// Returns a rule book.
    fn regulation(&self, id: &str) -> Option<&Regulation>;

    /// Returns an allocation table.
    fn allocation(&self, id: &str) -> Option<&Allocation> {
        let _ = id;
        None
    }

    /// Returns another edition, for slots that refer to one.
    fn edition(&self, id: &str) -> Option<&Edition> {
        let _ = id;
        None
    }
}

impl Books for BTreeMap<String, Regulation> {
    fn regulation(&self, id: &str) -> Option<&Regulation> {
        self.get(id)
    }
}

/// A table of an edition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupStanding {
    /// The id of the stage.
    pub stage: String,
    /// The group.
    pub group: String,
    /// What it was computed from.
    pub sheet: GroupSheet,
    /// The table.
    pub table: Table,
}

impl GroupStanding {
    /// Returns the team in a place, unless it is shared.
    pub fn at(&self, place: u8) -> Option<TeamId> {
        match self.holding(place).as_slice() {
            [team] => Some(*team),
            _ => None,
        }
    }

    /// Returns the teams that hold or share a place.
    pub fn holding(&self, place: u8) -> Vec<TeamId> {
        self.table
            .rows
            .iter()
            .filter(|r| r.place <= place && place < r.place + r.shared_by)
            .filter_map(|r| self.sheet.sheet.teams.get(usize::from(r.team)).copied())
            .collect()
    }
}

/// All tables and rankings of an edition at a moment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Standings {
    /// The tables, in order of stage and group.
    pub groups: Vec<GroupStanding>,
    /// The rankings across groups, by id.
    pub rankings: BTreeMap<String, Ranked>,
    /// Rule books that are not at hand, so that tables are missing.
    pub lacking: Vec<String>,
}

impl Standings {
    /// Returns the table of a group.
    pub fn group(&self, stage: &str, group: &str) -> Option<&GroupStanding> {
        self.groups.iter().find(|g| g.stage == stage && g.group == group)
    }

    /// Returns the teams that a berth of a stage goes to as things stand: those in
    /// its places and its ranks, without teams that share a place.
    pub fn holders(&self, stage: &str, berth: &Berth) -> Vec<TeamId> {
        let mut teams: Vec<TeamId> = self
            .groups
            .iter()
            .filter(|g| g.stage == stage)
            .flat_map(|g| berth.places.iter().filter_map(|p| g.at(*p)))
            .collect();
        for (ranking, ranks) in &berth.ranks {
            let Some(ranked) = self.rankings.get(ranking) else { continue };
            teams.extend(ranks.iter().filter_map(|r| ranked.at(*r)).map(|c| c.team));
        }
        teams
    }
}

/// Computes all tables and rankings of an edition at the moment of the snapshot.
pub fn standings(edition: &Edition, index: &Index<'_>, books: &dyn Books) -> Standings {
    standings_of(edition, index.snapshot, &index.matches_of(edition), books)
}

/// Does the same with the matches of the edition given, in order of date.
pub fn standings_of(
    edition: &Edition,
    snapshot: &Snapshot,
    matches: &[&Match],
    books: &dyn Books,
) -> Standings {
    let mut all = Standings::default();
    for (stage, tables) in edition.tables() {
        let Some(regulation) = books.regulation(&tables.regulation) else {
            all.lacking.push(tables.regulation.clone());
            continue;
        };
        for group in tables.groups.keys() {
            let sheet = group_sheet_of(edition, stage, tables, group, snapshot, matches, &|id| {
                books.regulation(id)
            });
            let table = table(regulation, &sheet.sheet);
            let (stage, group) = (stage.id.clone(), group.clone());
            all.groups.push(GroupStanding { stage, group, sheet, table });
        }
    }
    for (stage, tables) in edition.tables() {
        for ranking in &tables.rankings {
            match ranked(stage, tables, ranking, &all, snapshot, books) {
                Ok(ranked) => {
                    all.rankings.insert(ranking.id.clone(), ranked);
                }
                Err(lacking) => all.lacking.push(lacking),
            }
        }
    }
    all
}

fn ranked(
    stage: &Stage,
    tables: &Tables,
    ranking: &CrossRanking,
    all: &Standings,
    snapshot: &Snapshot,
    books: &dyn Books,
) -> Result<Ranked, String> {
    let in_groups =
        books.regulation(&tables.regulation).ok_or_else(|| tables.regulation.clone())?;
    let groups: Vec<&GroupStanding> = all.groups.iter().filter(|g| g.stage == stage.id).collect();
    let states: Vec<GroupState<'_>> = groups
        .iter()
        .map(|g| GroupState { name: &g.group, sheet: &g.sheet.sheet, conduct: &g.sheet.conduct })
        .collect();
    let mut ranked = match &ranking.of {
        RankingOf::Declared { .. } => rank_declared(ranking, in_groups, &states, |id| {
            snapshot.directory.find_team(id, stage.from).ok()
        }),
        RankingOf::Places(_) => {
            let across =
                books.regulation(&ranking.regulation).ok_or_else(|| ranking.regulation.clone())?;
            rank_across(ranking, in_groups, across, &states)
        }
    };
    // A group may have nothing listed as remaining and still not be over.
    for group in groups.iter().filter(|g| ranking.is_among(&g.group) && !g.sheet.finished) {
        if !ranked.unfinished.contains(&group.group) {
            ranked.unfinished.push(group.group.clone());
        }
    }
    Ok(ranked)
}
