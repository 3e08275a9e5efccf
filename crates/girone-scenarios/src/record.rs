//! The best and worst record with which a team can take a place of its group.

use std::cmp::Ordering;

use girone_model::TeamIx;
use girone_rules::Count;

use crate::level::{Focus, Resolver};
use crate::outlook::Witness;
use crate::problem::{OUTCOMES, Question};
use crate::{Budget, Places};

/// An extreme record: points, then counts in order; ±[`FAR`] where there is no
/// limit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Record {
    pub values: Vec<i32>,
    pub witness: Witness,
}

/// Stands for no limit.
pub(crate) const FAR: i32 = 100_000;

/// Margins of this size are beyond anything another group can have, or nearly so; a
/// rank that one of them gives is confirmed before it is said to be possible.
const LARGE: [i32; 3] = [150, 75, 35];

/// What was found about an extreme.
pub(crate) enum Found {
    Record(Record),
    /// The team cannot take the place.
    Impossible,
    Unknown,
}

/// Finds the best (`sign` 1) or worst (−1) record of a team that takes `place`,
/// by points and then `counts`.
pub(crate) fn extreme(
    q: &Question<'_>,
    team: TeamIx,
    place: u8,
    counts: &[Count],
    sign: i32,
    budget: &mut Budget<'_>,
) -> Found {
    let k = q.sheet.remaining.len();
    if k > 7 || q.teams > 64 || !q.given.combined().is_empty() {
        return Found::Unknown;
    }
    let x = usize::from(team);
    // Cells of outcomes in which points leave the place open, by the team's points.
    let mut cells: Vec<(i32, Vec<Option<i8>>, u64, u8)> = Vec::new();
    for code in 0..3usize.pow(k as u32) {
        let outcomes: Vec<Option<i8>> =
            (0..k).map(|g| Some(OUTCOMES[code / 3usize.pow(g as u32) % 3])).collect();
        if outcomes.iter().enumerate().any(|(g, o)| !q.allows(g, o.unwrap_or(0))) {
            continue;
        }
        let mut points: Vec<i32> = q.now.iter().map(|t| t.points).collect();
        for (fixture, outcome) in q.sheet.remaining.iter().zip(&outcomes) {
            let (h, a) = q.points_for(outcome.unwrap_or(0));
            points[usize::from(fixture.home)] += h;
            points[usize::from(fixture.away)] += a;
        }
        let (mut above, mut part) = (0u8, 1u64 << x);
        for rival in (0..q.teams).filter(|t| *t != x) {
            match q.compare_points(rival, points[rival], x, points[x]) {
                Ordering::Greater => above += 1,
                Ordering::Equal => part |= 1 << rival,
                Ordering::Less => {}
            }
        }
        if above < place && place <= above + part.count_ones() as u8 {
            cells.push((points[x], outcomes, part, above));
        }
    }
    cells.sort_by_key(|c| -sign * c.0);
    let mut resolver = Resolver::new(q, team);
    let wanted = Places::from_to(place, place);
    let mut best: Option<Record> = None;
    for (points, outcomes, part, above) in cells {
        if best.as_ref().is_some_and(|b| b.values[0] != points) {
            break;
        }
        let mut reach: Vec<(Count, i32, i32)> = Vec::new();
        let mut ask = |reach: &[(Count, i32, i32)]| {
            let focus = Focus { reach, ..Focus::default() };
            let r = resolver.resolve_in(&outcomes, part, above, wanted, focus, budget);
            match r.witnesses.into_iter().next() {
                Some((_, w)) => Ok(Some(w)),
                None if r.complete => Ok(None),
                None => Err(()),
            }
        };
        let mut witness = match ask(&[]) {
            Ok(Some(w)) => w,
            Ok(None) => continue,
            Err(()) => return Found::Unknown,
        };
        let mut values = vec![points];
        for &count in counts {
            let of = |w: &Witness| sign * value(q, x, count, w);
            let mut known = of(&witness);
            reach.push((count, sign, known));
            let last = reach.len() - 1;
            // Beyond everything, or else between what is known and what is not. Others
            // may need twice as much, which no score shows: then less will do.
            let mut far = None;
            for large in LARGE {
                reach[last].2 = known + large;
                far = ask(&reach).ok().map(|found| (large, found));
                if far.is_some() {
                    break;
                }
            }
            let large = match far {
                Some((_, Some(w))) if q.cap.is_none() => {
                    witness = w;
                    values.push(sign * FAR);
                    break;
                }
                Some((large, _)) => large,
                None => return Found::Unknown,
            };
            let mut beyond = known + large;
            while beyond - known > 1 {
                // Extremes are near what is known more often than far from it.
                let middle = if beyond - known > 16 { known + 8 } else { (known + beyond) / 2 };
                reach[last].2 = middle;
                match ask(&reach) {
                    Ok(Some(w)) => {
                        known = of(&w);
                        witness = w;
                    }
                    Ok(None) => beyond = middle,
                    Err(()) => return Found::Unknown,
                }
            }
            reach[last].2 = known;
            values.push(sign * known);
        }
        let record = Record { values, witness };
        let better = |b: &Record| {
            let pairs = record.values.iter().zip(&b.values);
            pairs.map(|(x, y)| sign * (x - y)).find(|d| *d != 0).is_some_and(|d| d > 0)
        };
        if best.as_ref().is_none_or(better) {
            best = Some(record);
        }
    }
    best.map_or(Found::Impossible, Found::Record)
}

/// A count of a team over all its matches in a completion.
pub(crate) fn value(q: &Question<'_>, team: usize, count: Count, witness: &Witness) -> i32 {
    let sheet = q.finish(witness);
    let t = girone_rules::Totals::of(&sheet, &q.regulation.points)[team];
    match count {
        Count::Points => t.points,
        Count::GoalDifference => t.goal_difference(),
        Count::GoalsScored => i32::from(t.goals_for),
        Count::AwayGoals | Count::AwayGoalsOfTwo => i32::from(t.away_goals),
        Count::Wins => i32::from(t.won),
        Count::AwayWins => i32::from(t.away_wins),
        Count::GoalsConceded => -i32::from(t.goals_against),
        Count::GoalAverage => 0,
    }
}
