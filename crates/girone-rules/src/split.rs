//! Seasons that part into groups once everybody has met.

use std::collections::BTreeMap;

use girone_model::{Localised, Match, Side, TeamId};
use jiff::civil::Date;

use crate::edition::Carried;

/// How a league parts into groups after some matches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Split {
    /// After how many matches of each team.
    pub after: u8,
    /// Below which places it parts: `[6]` makes groups of places 1 to 6 and of
    /// the rest.
    pub below: Vec<u8>,
    /// How often each pair of a group meets then.
    pub meetings: u8,
    /// What counts on.
    pub carry: Carried,
    /// The rule book of the groups, if it is another one.
    pub regulation: Option<String>,
}

/// The two stages of a season that parts.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Parted {
    /// The first day of the second stage.
    pub begins: Date,
    /// The groups of the second stage, named by their places (`1-6`); empty where
    /// the record does not show them yet.
    pub groups: BTreeMap<String, Vec<TeamId>>,
}

/// Parts the matches of a season, in order of date: the first `after` of each team
/// are of the first stage. `Ok(None)` if nobody plays more.
///
/// Who is in which group is read off the fixtures, and only once every match of
/// the first stage has ended: a record of a whole season must not tell earlier
/// than the table does.
///
/// # Errors
/// Why the matches cannot be parted by a day.
pub(crate) fn part(
    matches: &[&Match],
    after: usize,
    below: &[u8],
) -> Result<Option<Parted>, Localised> {
    let mut played: BTreeMap<TeamId, usize> = BTreeMap::new();
    let mut begins = None;
    for m in matches {
        for side in Side::BOTH {
            let played = played.entry(m.fixture.teams[side]).or_default();
            *played += 1;
            if *played > after {
                begins = begins.or(Some(m.fixture.when.date));
            }
        }
    }
    let Some(begins) = begins else { return Ok(None) };
    let (first, second): (Vec<&Match>, Vec<&Match>) =
        matches.iter().partition(|m| m.fixture.when.date < begins);
    let of = |team: &TeamId| first.iter().filter(|m| m.fixture.side_of(*team).is_some()).count();
    if let Some(team) = played.keys().find(|team| of(team) != after) {
        let played = of(team);
        return Err(crate::series::said(
            format!(
                "the season parts after {after} matches of each team, but one has played {played} when the next stage begins on {begins}"
            ),
            format!(
                "il campionato si divide dopo {after} partite per squadra, ma una ne ha giocate {played} quando comincia la fase seguente, il {begins}"
            ),
        ));
    }
    let mut groups = BTreeMap::new();
    if !below.is_empty() && first.iter().all(|m| m.counts().is_some()) {
        groups = by_places(&first, &second, played.len(), below).unwrap_or_default();
    }
    Ok(Some(Parted { begins, groups }))
}

/// Names the groups that the second stage shows by the places they play for;
/// `None` if they have not the sizes that they should have.
fn by_places(
    first: &[&Match],
    second: &[&Match],
    teams: usize,
    below: &[u8],
) -> Option<BTreeMap<String, Vec<TeamId>>> {
    let mut parts: BTreeMap<usize, Vec<TeamId>> = BTreeMap::new();
    for (team, part) in crate::series::connected(second) {
        parts.entry(part).or_default().push(team);
    }
    // The sum of points tells the groups apart: nobody of a higher one has fewer
    // than anybody of a lower one.
    let points = |team: &TeamId| -> i32 {
        let won = |m: &&Match| {
            let side = m.fixture.side_of(*team)?;
            let goals = m.counts()?;
            Some(match goals[side].cmp(&goals[!side]) {
                std::cmp::Ordering::Greater => 3,
                std::cmp::Ordering::Equal => 1,
                std::cmp::Ordering::Less => 0,
            })
        };
        first.iter().filter_map(won).sum()
    };
    let mut parts: Vec<(i32, Vec<TeamId>)> =
        parts.into_values().map(|p| (p.iter().map(&points).max().unwrap_or(0), p)).collect();
    parts.sort_by_key(|(best, _)| std::cmp::Reverse(*best));
    if parts.windows(2).any(|w| w[0].0 == w[1].0) {
        return None;
    }
    let mut edges: Vec<usize> = below.iter().map(|b| usize::from(*b)).collect();
    edges.push(teams);
    if parts.len() != edges.len() {
        return None;
    }
    let mut groups = BTreeMap::new();
    let mut from = 0;
    for ((_, part), to) in parts.into_iter().zip(edges) {
        if from + part.len() != to {
            return None;
        }
        groups.insert(format!("{}-{to}", from + 1), part);
        from = to;
    }
    Some(groups)
}
