//! What a completion of a stage gives, whatever lots decide: the orders in which a
//! group can end, and the ranks a team can then have among other groups.

use girone_model::{Sheet, TeamId, TeamIx};
use girone_rules::edition::{CrossRanking, Discard};
use girone_rules::{
    Count, Criterion, GroupState, Ranked, Regulation, Table, Totals, rank_standings, table,
};

use crate::Places;

/// More orders of one group than this are not gone through.
const MOST_ORDERS: usize = 120;

/// The name under which an order is given to the ordinary table.
const DRAWN: &str = "order as drawn";

/// Returns every order in which a finished group can end, level teams in each way
/// that lots, a play-off or missing data may put them: by team, higher is better.
/// `None` where there are too many.
pub(crate) fn orders(rules: &Regulation, sheet: &Sheet) -> Option<Vec<Vec<Option<i64>>>> {
    let rows = table(rules, sheet).rows;
    let mut orders: Vec<Vec<TeamIx>> = vec![Vec::new()];
    let mut at = 0;
    while at < rows.len() {
        let run: Vec<TeamIx> =
            rows[at..].iter().take_while(|r| r.place == rows[at].place).map(|r| r.team).collect();
        at += run.len();
        let ways = permutations(&run, MOST_ORDERS)?;
        if orders.len() * ways.len() > MOST_ORDERS {
            return None;
        }
        let with = |o: &Vec<TeamIx>| {
            let o = o.clone();
            ways.iter().map(move |w| o.iter().chain(w).copied().collect()).collect::<Vec<_>>()
        };
        orders = orders.iter().flat_map(with).collect();
    }
    let values = |order: Vec<TeamIx>| {
        let mut values = vec![None; order.len()];
        for (place, team) in order.into_iter().enumerate() {
            values[usize::from(team)] = Some(-(place as i64));
        }
        values
    };
    Some(orders.into_iter().map(values).collect())
}

fn permutations(of: &[TeamIx], most: usize) -> Option<Vec<Vec<TeamIx>>> {
    if of.len() < 2 {
        return Some(vec![of.to_vec()]);
    }
    let mut all = Vec::new();
    for (i, first) in of.iter().enumerate() {
        let rest: Vec<TeamIx> =
            of.iter().enumerate().filter(|(j, _)| *j != i).map(|(_, t)| *t).collect();
        for mut way in permutations(&rest, most)? {
            way.insert(0, *first);
            all.push(way);
        }
        if all.len() > most {
            return None;
        }
    }
    Some(all)
}

/// A group that has ended, with the orders in which it can.
pub(crate) struct Ended<'a> {
    pub name: &'a str,
    /// The sheet and the table, one for each order.
    endings: Vec<(Sheet, Table)>,
}

impl<'a> Ended<'a> {
    /// Makes the orders of a finished group ready; `None` where there are too many.
    pub fn new(name: &'a str, rules: &Regulation, sheet: &Sheet) -> Option<Ended<'a>> {
        // Points and then the order say it all.
        let drawn = Regulation::of("drawn", vec![Criterion::Ranking(DRAWN.to_owned())]);
        let drawn = Regulation { points: rules.points, rank_by: rules.rank_by, ..drawn };
        let with = |order: Vec<Option<i64>>| {
            let mut sheet = sheet.clone();
            sheet.constants.insert(DRAWN.to_owned(), order);
            let table = table(&drawn, &sheet);
            (sheet, table)
        };
        let endings = orders(rules, sheet)?.into_iter().map(with).collect();
        Some(Ended { name, endings })
    }

    /// A group of which only the number of teams counts.
    pub fn bare(name: &'a str, teams: &[TeamId]) -> Ended<'a> {
        let sheet = Sheet::new(teams.to_vec());
        let table = table(&Regulation::of("nothing", Vec::new()), &sheet);
        Ended { name, endings: vec![(sheet, table)] }
    }

    /// Keeps one order for each way in which the places that are ranked can be taken,
    /// where nothing else of it counts.
    pub fn narrowed(mut self, ranking: &CrossRanking) -> Ended<'a> {
        if ranking.discard == Discard::Nothing {
            let mut seen: Vec<Vec<(u8, TeamIx)>> = Vec::new();
            self.endings.retain(|(_, table)| {
                let rows = table.rows.iter().filter(|r| ranking.places().contains(&r.place));
                let taken: Vec<(u8, TeamIx)> = rows.map(|r| (r.place, r.team)).collect();
                let new = !seen.contains(&taken);
                seen.push(taken);
                new
            });
        }
        self
    }
}

/// The ranking of the groups that take part, each in one of its orders; the others
/// count by their number of teams only.
fn ranked(
    ranking: &CrossRanking,
    across: &Regulation,
    groups: &[&Ended<'_>],
    taking: &[(usize, usize)],
) -> Ranked {
    // How large the other groups are may say which results are left out.
    let sizes = ranking.discard == Discard::AgainstLastOfLarger;
    let others = groups.iter().enumerate().filter(|(h, _)| !taking.iter().any(|t| t.0 == *h));
    let bare: Vec<(&str, Sheet)> = others
        .filter(|_| sizes)
        .map(|(_, g)| (g.name, Sheet::new(g.endings[0].0.teams.clone())))
        .collect();
    let nothing = Regulation::of("nothing", Vec::new());
    let level: Vec<Table> = bare.iter().map(|(_, sheet)| table(&nothing, sheet)).collect();
    let taking = taking.iter().map(|(h, o)| {
        let (sheet, table) = &groups[*h].endings[*o];
        (GroupState::new(groups[*h].name, sheet), table)
    });
    let bare = bare.iter().zip(&level).map(|((name, s), t)| (GroupState::new(name, s), t));
    let states: Vec<(GroupState<'_>, &Table)> = taking.chain(bare).collect();
    rank_standings(ranking, across, &states)
}

/// The totals that count for a team in a ranking across groups, in one order of its
/// group; `None` if it is not in the place that is ranked.
pub(crate) fn record_in(
    ranking: &CrossRanking,
    across: &Regulation,
    groups: &[&Ended<'_>],
    (g, order): (usize, usize),
    team: TeamIx,
) -> Option<Totals> {
    let ranked = ranked(ranking, across, groups, &[(g, order)]);
    let at = position(&ranked, groups[g].name, team)?;
    ranked.table.rows.iter().find(|r| usize::from(r.team) == at).map(|r| r.totals)
}

/// How many orders a group has.
pub(crate) fn count(group: &Ended<'_>) -> usize {
    group.endings.len()
}

fn position(ranked: &Ranked, group: &str, team: TeamIx) -> Option<usize> {
    ranked.candidates.iter().position(|c| c.group == group && c.in_group == team)
}

/// The ranks that a team of group `g` can have once all groups have ended, by lots
/// where they decide; empty if it cannot be in the place that is ranked.
pub(crate) fn ranks(
    ranking: &CrossRanking,
    across: &Regulation,
    groups: &[&Ended<'_>],
    g: usize,
    team: TeamIx,
) -> Places {
    let others = (0..groups.len()).filter(|h| *h != g && ranking.is_among(groups[*h].name));
    let (several, one): (Vec<usize>, Vec<usize>) =
        others.partition(|h| groups[*h].endings.len() > 1);
    let mut all = Places::NONE;
    for own in 0..groups[g].endings.len() {
        // The place of the team, and of how many others it is shared, among some.
        let among = |with: &[(usize, usize)]| {
            let taking: Vec<(usize, usize)> =
                std::iter::once((g, own)).chain(with.iter().copied()).collect();
            let ranked = ranked(ranking, across, groups, &taking);
            let at = position(&ranked, groups[g].name, team)?;
            let row = ranked.table.rows.iter().find(|r| usize::from(r.team) == at)?;
            Some((row.place, row.place + row.shared_by - 1))
        };
        let with: Vec<(usize, usize)> = one.iter().map(|h| (*h, 0)).collect();
        let Some((mut first, mut last)) = among(&with) else { continue };
        for &h in &several {
            // Groups decide on their orders independently of each other.
            let each = (0..groups[h].endings.len()).filter_map(|order| among(&[(h, order)]));
            let (best, worst) =
                each.fold((2, 1), |(b, w), (first, last)| (first.min(b), last.max(w)));
            first += best - 1;
            last += worst - 1;
        }
        all = all.or(Places::from_to(first, last));
    }
    all
}

/// The points of some totals and then the counts.
pub(crate) fn values(totals: &Totals, counts: &[Count]) -> Vec<i32> {
    let of = |c: &Count| match c {
        Count::Points => totals.points,
        Count::GoalDifference => totals.goal_difference(),
        Count::GoalsScored => i32::from(totals.goals_for),
        Count::AwayGoals | Count::AwayGoalsOfTwo => i32::from(totals.away_goals),
        Count::Wins => i32::from(totals.won),
        Count::AwayWins => i32::from(totals.away_wins),
        Count::GoalsConceded => -i32::from(totals.goals_against),
        Count::GoalAverage => 0,
    };
    std::iter::once(totals.points).chain(counts.iter().map(of)).collect()
}
