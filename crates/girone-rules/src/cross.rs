//! Rankings across groups: the best thirds, the best runners-up.

use std::collections::BTreeMap;

use girone_model::{BySide, Line, Sheet, TeamId, TeamIx};

use crate::edition::{CrossRanking, Discard, RankingOf};
use crate::{Compiled, Points, Regulation, Scratch, Table, Totals, table, table_of};

/// A group as a ranking across groups looks at it.
#[derive(Clone, Copy, Debug)]
pub struct GroupState<'a> {
    /// The name of the group.
    pub name: &'a str,
    /// Its results, real or supposed.
    pub sheet: &'a Sheet,
    /// Conduct points of both sides in each result, where it is known match by
    /// match; empty if not, and then conduct is missing where results are left out.
    pub conduct: &'a [BySide<Option<i32>>],
}

impl<'a> GroupState<'a> {
    /// Makes a group of which conduct is not known match by match.
    pub fn new(name: &'a str, sheet: &'a Sheet) -> GroupState<'a> {
        GroupState { name, sheet, conduct: &[] }
    }
}

/// A ranking of teams of different groups, best first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ranked {
    /// The order with its reasons; `Row::team` is a position in `candidates`.
    pub table: Table,
    /// The teams that are ranked.
    pub candidates: Vec<Candidate>,
    /// Groups in which the place is shared, with the teams that are level: who
    /// of them would be ranked is not decided, so none is.
    pub shared: Vec<(String, Vec<TeamId>)>,
    /// Groups with fixtures that remain: the ranking is provisional.
    pub unfinished: Vec<String>,
}

/// A team in a ranking across groups.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// The team.
    pub team: TeamId,
    /// Its group; empty if the order is declared.
    pub group: String,
    /// Its place there; 0 if the order is declared.
    pub place: u8,
    /// Its position in the sheet of its group.
    pub in_group: TeamIx,
    /// The results that are left out, as positions in the sheet of its group.
    pub discarded: Vec<usize>,
}

impl Ranked {
    /// Says whether no group has a fixture left and no place in one is shared,
    /// so that only level ranks remain open.
    pub fn is_final(&self) -> bool {
        self.unfinished.is_empty() && self.shared.is_empty()
    }

    /// Returns the team at a rank, unless it is shared.
    pub fn at(&self, rank: u8) -> Option<&Candidate> {
        let row = self.table.rows.iter().find(|r| r.place == rank && r.shared_by == 1)?;
        self.candidates.get(usize::from(row.team))
    }

    /// Returns the first `n` teams, in no order that means anything, if nobody
    /// among them is level with the next.
    pub fn first(&self, n: usize) -> Option<Vec<&Candidate>> {
        let rows = &self.table.rows;
        if rows.len() < n || n == 0 {
            return None;
        }
        if rows.get(n).is_some_and(|next| next.place == rows[n - 1].place) {
            return None;
        }
        rows[..n].iter().map(|r| self.candidates.get(usize::from(r.team))).collect()
    }
}

/// Ranks the teams in the places of a [`CrossRanking`] over its groups.
///
/// `in_groups` is the rule book of the groups, `across` that of the ranking. The
/// order within a group is that of the moment; [`Ranked::unfinished`] says where
/// it can still change. Declared orders need [`rank_declared`].
pub fn rank_across(
    ranking: &CrossRanking,
    in_groups: &Regulation,
    across: &Regulation,
    groups: &[GroupState<'_>],
) -> Ranked {
    let taking_part = groups.iter().filter(|g| ranking.is_among(g.name));
    let standings: Vec<(GroupState<'_>, Table)> =
        taking_part.map(|g| (*g, table(in_groups, g.sheet))).collect();
    let standings: Vec<(GroupState<'_>, &Table)> = standings.iter().map(|(g, t)| (*g, t)).collect();
    rank_standings(ranking, across, &standings)
}

/// Does the same as [`rank_across`] with the tables of the groups at hand.
pub fn rank_standings(
    ranking: &CrossRanking,
    across: &Regulation,
    groups: &[(GroupState<'_>, &Table)],
) -> Ranked {
    let taking_part = || groups.iter().filter(|(g, _)| ranking.is_among(g.name));
    let smallest = taking_part().map(|(g, _)| g.sheet.teams.len()).min().unwrap_or(0);
    let mut ranked = Ranked {
        table: Table { rows: Vec::new(), separations: Vec::new(), missing: Vec::new() },
        candidates: Vec::new(),
        shared: Vec::new(),
        unfinished: Vec::new(),
    };
    let mut sheet = Sheet::default();
    let mut totals: Vec<Totals> = Vec::new();
    for (group, standing) in taking_part() {
        if !group.sheet.is_finished() {
            ranked.unfinished.push(group.name.to_owned());
        }
        let mut places = vec![0u8; group.sheet.teams.len()];
        for row in &standing.rows {
            places[usize::from(row.team)] = row.place;
        }
        for &place in ranking.places() {
            let here = |r: &&crate::Row| r.place <= place && place < r.place + r.shared_by;
            let rows: Vec<&crate::Row> = standing.rows.iter().filter(here).collect();
            match rows.as_slice() {
                [] => {}
                [row] => {
                    let discarded = discarded(
                        &ranking.discard,
                        group.name,
                        group.sheet,
                        &places,
                        smallest,
                        row.team,
                    );
                    totals.push(counted(group, row.team, &discarded, &across.points));
                    push(&mut sheet, group, row.team, &discarded);
                    ranked.candidates.push(Candidate {
                        team: group.sheet.teams[usize::from(row.team)],
                        group: group.name.to_owned(),
                        place,
                        in_group: row.team,
                        discarded,
                    });
                }
                level => {
                    let teams = level.iter().map(|r| group.sheet.teams[usize::from(r.team)]);
                    let teams: Vec<TeamId> = teams.collect();
                    if !ranked.shared.iter().any(|(g, t)| g == group.name && *t == teams) {
                        ranked.shared.push((group.name.to_owned(), teams));
                    }
                }
            }
        }
    }
    ranked.table = by_place(ranking.places(), &ranked.candidates, across, &sheet, &totals);
    ranked
}

/// Ranks the candidates of each place apart, and puts those of the first place
/// named above those of the next.
fn by_place(
    places: &[u8],
    candidates: &[Candidate],
    across: &Regulation,
    sheet: &Sheet,
    totals: &[Totals],
) -> Table {
    if places.len() < 2 {
        return table_of(across, sheet, totals);
    }
    // The place in the group is a constant like any other: it comes first.
    let mut with_place = across.clone();
    let name = "place in the group";
    with_place.criteria.insert(
        0,
        crate::Step { criterion: crate::Criterion::Ranking(name.to_owned()), article: None },
    );
    let order = |c: &Candidate| places.iter().position(|p| *p == c.place).map(|i| -(i as i64));
    let mut sheet = sheet.clone();
    sheet.constants.insert(name.to_owned(), candidates.iter().map(order).collect());
    ranked_first_by_constant(&with_place, &sheet, totals)
}

/// Ranks with the first criterion above the points.
fn ranked_first_by_constant(regulation: &Regulation, sheet: &Sheet, totals: &[Totals]) -> Table {
    // With equal points for all the table is ranked by its criteria alone; the
    // points then follow as the second criterion.
    let flat: Vec<Totals> = totals.iter().map(|t| Totals { points: 0, ..*t }).collect();
    let mut regulation = regulation.clone();
    let by_points = "points";
    regulation.criteria.insert(
        1,
        crate::Step { criterion: crate::Criterion::Ranking(by_points.to_owned()), article: None },
    );
    let mut sheet = sheet.clone();
    let points = totals.iter().map(|t| Some(i64::from(t.points))).collect();
    sheet.constants.insert(by_points.to_owned(), points);
    let mut table = table_of(&regulation, &sheet, &flat);
    for row in &mut table.rows {
        row.totals = totals[usize::from(row.team)];
    }
    for separation in &mut table.separations {
        if let crate::Separation::By(reason) = separation
            && reason.criterion == Some(crate::Criterion::Ranking(by_points.to_owned()))
        {
            reason.criterion = None;
        }
    }
    table
}

/// Adds a candidate's fixed values to the sheet that the ranking is made on.
///
/// Lots are left out: they were drawn between teams of one group.
fn push(sheet: &mut Sheet, group: &GroupState<'_>, team: TeamIx, discarded: &[usize]) {
    let at = usize::from(team);
    let before = sheet.teams.len();
    sheet.teams.push(group.sheet.teams[at]);
    sheet.adjustments.push(group.sheet.adjustment(team));
    sheet.conduct.push(conduct(group, team, discarded));
    for (name, values) in &group.sheet.constants {
        let column = sheet.constants.entry(name.clone()).or_default();
        column.resize(before, None);
        column.push(values.get(at).copied().flatten());
    }
    for column in sheet.constants.values_mut() {
        column.resize(before + 1, None);
    }
}

fn conduct(group: &GroupState<'_>, team: TeamIx, discarded: &[usize]) -> Option<i32> {
    if discarded.is_empty() {
        return group.sheet.conduct.get(usize::from(team)).copied().flatten();
    }
    if group.conduct.is_empty() {
        return None;
    }
    let mut sum = 0;
    for (i, line) in group.sheet.results.iter().enumerate() {
        if let Some(side) = line.teams.side_of(&team)
            && !discarded.contains(&i)
        {
            sum += group.conduct.get(i)?[side]?;
        }
    }
    Some(sum)
}

/// Returns the results of a team that a ranking leaves out, as positions in the
/// sheet; `places` are those of the group, by team.
fn discarded(
    rule: &Discard,
    group: &str,
    sheet: &Sheet,
    places: &[u8],
    smallest: usize,
    team: TeamIx,
) -> Vec<usize> {
    let Some(from) = discards_from(rule, group, sheet.teams.len(), smallest) else {
        return Vec::new();
    };
    let is_out = |line: &Line| {
        line.teams.side_of(&team).is_some_and(|side| {
            let opponent = usize::from(line.teams[!side]);
            // A team that shares the last place is as low as it can fall.
            lowest(places, opponent) >= from
        })
    };
    (0..sheet.results.len()).filter(|&i| is_out(&sheet.results[i])).collect()
}

/// Returns the best place against which results are left out, `None` for none.
fn discards_from(rule: &Discard, group: &str, size: usize, smallest: usize) -> Option<u8> {
    match rule {
        Discard::Nothing => None,
        Discard::AgainstPlacesBelow(place) => Some(place.saturating_add(1)),
        Discard::AgainstLast { except } if except.iter().any(|g| g == group) => None,
        Discard::AgainstLast { .. } => Some(size as u8),
        Discard::AgainstLastOfLarger => (size > smallest).then_some(smallest as u8 + 1),
    }
}

/// Returns the worst place of a team that may share its place with others.
fn lowest(places: &[u8], team: usize) -> u8 {
    let sharing = places.iter().filter(|p| **p == places[team]).count();
    places[team].saturating_add(sharing.saturating_sub(1) as u8)
}

/// Adds up what a team has done without the results left out.
fn counted(group: &GroupState<'_>, team: TeamIx, discarded: &[usize], points: &Points) -> Totals {
    let results = group.sheet.results.iter().enumerate();
    let left =
        results.filter(|(i, line)| line.teams.side_of(&team).is_some() && !discarded.contains(i));
    let all = Totals::over(group.sheet.teams.len(), left.map(|(_, line)| line), points);
    let mut total = all[usize::from(team)];
    total.points += i32::from(group.sheet.adjustment(team));
    total
}

/// Ranks a declared order: its teams without those that the places passed over
/// hold at the moment.
///
/// `find` resolves the id of a team; an id that it does not know is left out.
pub fn rank_declared(
    ranking: &CrossRanking,
    in_groups: &Regulation,
    groups: &[GroupState<'_>],
    find: impl Fn(&str) -> Option<TeamId>,
) -> Ranked {
    let RankingOf::Declared { order, passing_over } = &ranking.of else {
        return rank_across(ranking, in_groups, in_groups, groups);
    };
    let mut held: BTreeMap<TeamId, bool> = BTreeMap::new();
    let mut shared = Vec::new();
    let mut unfinished = Vec::new();
    for group in groups.iter().filter(|g| ranking.is_among(g.name)) {
        if !group.sheet.is_finished() {
            unfinished.push(group.name.to_owned());
        }
        let standing = table(in_groups, group.sheet);
        let mut level: Vec<TeamId> = Vec::new();
        for row in &standing.rows {
            let team = group.sheet.teams[usize::from(row.team)];
            let mut span = row.place..row.place + row.shared_by;
            let inside = passing_over.iter().filter(|p| span.contains(p)).count();
            held.insert(team, inside > 0);
            if inside > 0 && span.any(|p| !passing_over.contains(&p)) {
                level.push(team);
            }
        }
        if !level.is_empty() {
            shared.push((group.name.to_owned(), level));
        }
    }
    let known: Vec<TeamId> = order.iter().filter_map(|id| find(id)).collect();
    let left: Vec<TeamId> =
        known.into_iter().filter(|t| !held.get(t).copied().unwrap_or(false)).collect();
    let mut sheet = Sheet::new(left.clone());
    let name = "declared order";
    let column = (0..left.len()).map(|i| Some(-(i as i64))).collect();
    sheet.constants.insert(name.to_owned(), column);
    let rule = Regulation::of(name, vec![crate::Criterion::Ranking(name.to_owned())]);
    Ranked {
        table: table_of(&rule, &sheet, &vec![Totals::default(); left.len()]),
        candidates: left
            .into_iter()
            .enumerate()
            .map(|(i, team)| Candidate {
                team,
                group: String::new(),
                place: 0,
                in_group: i as TeamIx,
                discarded: Vec::new(),
            })
            .collect(),
        shared,
        unfinished,
    }
}

/// A ranking across groups made ready to be computed many times.
///
/// It is of one place and knows nothing of conduct or lots that depend on which
/// results are left out; where those are needed, teams share a rank.
#[derive(Clone, Debug)]
pub struct CompiledRanking {
    place: u8,
    discard: Discard,
    points: Points,
    compiled: Compiled,
    names: Vec<String>,
    smallest: usize,
}

/// A group for [`CompiledRanking::ranks`]: its sheet, and the places and totals
/// that [`Compiled::places`] has found for it.
#[derive(Clone, Copy, Debug)]
pub struct PlacedGroup<'a> {
    /// The sheet.
    pub sheet: &'a Sheet,
    /// The place of each team.
    pub places: &'a [u8],
    /// The totals of each team.
    pub totals: &'a [Totals],
}

/// Room to work in, to be used again.
#[derive(Clone, Debug, Default)]
pub struct RankingScratch {
    sheet: Sheet,
    totals: Vec<Totals>,
    group: Vec<u8>,
    scratch: Scratch,
    ranks: Vec<Option<(TeamIx, u8)>>,
}

impl CompiledRanking {
    /// Makes a ranking ready for groups of these names and sizes, in the order in
    /// which [`CompiledRanking::ranks`] will be given them; `None` if it is not of
    /// one place.
    pub fn new(
        ranking: &CrossRanking,
        across: &Regulation,
        groups: &[(&str, usize)],
    ) -> Option<CompiledRanking> {
        let [place] = *ranking.places() else { return None };
        Some(CompiledRanking {
            place,
            discard: ranking.discard.clone(),
            points: across.points,
            compiled: Compiled::new(across),
            names: groups
                .iter()
                .map(|(name, _)| if ranking.is_among(name) { *name } else { "" }.to_owned())
                .collect(),
            smallest: groups
                .iter()
                .filter(|(name, _)| ranking.is_among(name))
                .map(|(_, size)| *size)
                .min()
                .unwrap_or(0),
        })
    }

    /// Returns for each group the team in the place and its rank; `None` where
    /// the group does not take part or the place is shared.
    pub fn ranks<'s>(
        &self,
        groups: &[PlacedGroup<'_>],
        room: &'s mut RankingScratch,
    ) -> &'s [Option<(TeamIx, u8)>] {
        let RankingScratch { sheet, totals, group: of_group, scratch, ranks } = room;
        sheet.teams.clear();
        sheet.conduct.clear();
        sheet.lots.clear();
        sheet.constants.values_mut().for_each(Vec::clear);
        totals.clear();
        of_group.clear();
        ranks.clear();
        ranks.resize(groups.len(), None);
        for (g, (group, name)) in groups.iter().zip(&self.names).enumerate() {
            if name.is_empty() {
                continue;
            }
            let mut here = (0..group.places.len()).filter(|&t| {
                group.places[t] <= self.place && self.place <= lowest(group.places, t)
            });
            let (Some(team), None) = (here.next(), here.next()) else { continue };
            let size = group.sheet.teams.len();
            let from = discards_from(&self.discard, name, size, self.smallest);
            let mut total = group.totals[team];
            let ix = team as TeamIx;
            let mut left_out = false;
            if let Some(from) = from {
                for line in &group.sheet.results {
                    let Some(side) = line.teams.side_of(&ix) else { continue };
                    if lowest(group.places, usize::from(line.teams[!side])) >= from {
                        total.remove(line, side, &self.points);
                        left_out = true;
                    }
                }
            }
            of_group.push(g as u8);
            totals.push(total);
            sheet.teams.push(group.sheet.teams[team]);
            let conduct = group.sheet.conduct.get(team).copied().flatten();
            sheet.conduct.push(conduct.filter(|_| !left_out));
            let before = sheet.teams.len() - 1;
            for (name, values) in &group.sheet.constants {
                // Names are the same from call to call: no allocation after the first.
                if !sheet.constants.contains_key(name) {
                    sheet.constants.insert(name.clone(), Vec::new());
                }
                if let Some(column) = sheet.constants.get_mut(name) {
                    column.resize(before, None);
                    column.push(values.get(team).copied().flatten());
                }
            }
            sheet.constants.values_mut().for_each(|c| c.resize(before + 1, None));
        }
        let places = self.compiled.places_of(sheet, totals, scratch);
        for (i, &g) in of_group.iter().enumerate() {
            let group = &groups[usize::from(g)];
            let team = group.sheet.index_of(sheet.teams[i]);
            ranks[usize::from(g)] = team.map(|t| (t, places[i]));
        }
        ranks
    }
}
