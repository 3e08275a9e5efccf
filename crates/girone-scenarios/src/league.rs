//! Best and worst places by points, for tables too large to go through case by
//! case, and the completions that reach them.

use std::cmp::Ordering;

use girone_rules::{RankBy, Scratch};

use crate::certificate::{Aim, Certificate, Own, PointsProof, Proof};
use crate::contest::{contest, few_level, orders};
use crate::level::Resolver;
use crate::outlook::Witness;
use crate::problem::{Question, score_of};
use crate::race::{Attempt, Race, members};
use crate::{Budget, Places, TeamOutlook};

/// Narrows what a team can become by points, and looks for completions at the
/// bounds.
pub(crate) fn bounds(
    q: &Question<'_>,
    team: &mut TeamOutlook,
    certificates: bool,
    budget: &mut Budget<'_>,
) {
    let small = q.sheet.remaining.len() <= 3;
    if small || q.regulation.rank_by != RankBy::Points {
        return;
    }
    for aim in [Aim::Below, Aim::Above] {
        bound(q, team, aim, certificates, budget);
    }
}

fn bound(
    q: &Question<'_>,
    team: &mut TeamOutlook,
    aim: Aim,
    certificates: bool,
    budget: &mut Budget<'_>,
) {
    let n = q.teams as u8;
    let Some(race) = Race::new(q, usize::from(team.team), aim) else { return };
    let largest = race.largest(0, budget);
    let doing = race.always.count_ones() as u8 + largest.bound as u8;
    let (extreme, excluded, own) = match aim {
        Aim::Below => (n - doing, Places::from_to(1, n - doing - 1), Own::Won),
        Aim::Above => (1 + doing, Places::from_to(doing + 2, n), Own::Lost),
    };
    let excluded = if n == doing + 1 && aim == Aim::Below { Places::NONE } else { excluded };
    let done = largest.done.clone();
    let cores: Vec<u64> = largest.cores.iter().map(|c| c.0).collect();
    if !excluded.is_empty() {
        let certificate = certificates.then(|| Certificate {
            team: team.team,
            places: excluded,
            given: q.given.clone(),
            own,
            proof: Proof::Points(PointsProof { aim, cores: largest.into_cores() }),
        });
        team.exclude(excluded, certificate);
    }
    if team.possible.contains(extreme) {
        return;
    }
    let Some((set, outcomes)) = done else { return };
    let wanted = Places::from_to(extreme, extreme);
    if let Some(witness) = plainly(q, team, &outcomes, wanted) {
        team.add(wanted, || witness);
        return;
    }
    // Without level teams no criterion matters; else as few of them as can be.
    let all = set | race.always;
    let mut best = outcomes;
    match race.attempt(set, all, budget) {
        Attempt::Done(outcomes) => {
            if let Some(witness) = plainly(q, team, &outcomes, wanted) {
                team.add(wanted, || witness);
                return;
            }
            best = outcomes;
        }
        _ => {
            let mut strict = 0u64;
            for rival in members(set) {
                if let Attempt::Done(outcomes) = race.attempt(set, strict | 1 << rival, budget) {
                    strict |= 1 << rival;
                    best = outcomes;
                }
            }
        }
    }
    if let Some(witness) = with_outcomes(q, team, &best, wanted, budget) {
        team.add(wanted, || witness);
        return;
    }
    let few = few_level(q, team, &race, &cores, wanted, budget);
    if let Some(witness) = few {
        team.add(wanted, || witness);
        return;
    }
    by_criteria(q, team, aim, certificates, budget);
}

/// Goes on where points alone are not exact: place by place from the extreme one
/// on, a completion or a refutation by the criteria.
fn by_criteria(
    q: &Question<'_>,
    team: &mut TeamOutlook,
    aim: Aim,
    certificates: bool,
    budget: &mut Budget<'_>,
) {
    let orders = orders(q, team.team, aim);
    loop {
        let open = team.undecided();
        let (Some(wanted), own) = (match aim {
            Aim::Below => (open.best().map(|p| Places::from_to(p, p)), Own::Won),
            Aim::Above => (open.worst().map(|p| Places::from_to(p, p)), Own::Lost),
        }) else {
            return;
        };
        let more_extreme_is_known = match aim {
            Aim::Below => team.possible.best() < wanted.best() && !team.possible.is_empty(),
            Aim::Above => team.possible.worst() > wanted.worst(),
        };
        if more_extreme_is_known {
            return;
        }
        // The proof is about this place and all more extreme ones.
        let claimed = match aim {
            Aim::Below => Places::from_to(1, wanted.worst().unwrap_or(1)),
            Aim::Above => Places::from_to(wanted.best().unwrap_or(1), q.teams as u8),
        };
        let mut decided = false;
        let rounds = orders.len();
        for (i, order) in orders.iter().chain(orders.first()).enumerate() {
            // A complete search pays only where few rivals are left.
            let nodes = match order.len() {
                0..=13 if i == rounds => 30_000,
                _ if i == rounds => 10_000,
                _ => 300,
            };
            let mut part = budget.part(nodes);
            let given = part.nodes;
            let contested = contest(q, team, aim, claimed, order, &mut part);
            budget.settle(given, part.nodes);
            let Some(contested) = contested else { return };
            if let Some(witness) = contested.witness {
                let places = q.places_in(&witness, team.team);
                team.add(places, || witness);
                return;
            }
            if contested.refuted {
                let certificate = certificates.then(|| Certificate {
                    team: team.team,
                    places: claimed,
                    given: q.given.clone(),
                    own,
                    proof: Proof::Standings { aim, node: contested.node },
                });
                team.exclude(claimed, certificate);
                decided = true;
                break;
            }
        }
        if !decided {
            return;
        }
    }
}

/// Tries the plainest scores, and then larger ones in the team's own matches,
/// which settle goal difference.
fn plainly(
    q: &Question<'_>,
    team: &TeamOutlook,
    outcomes: &[Option<i8>],
    wanted: Places,
) -> Option<Witness> {
    let mut witness = Witness {
        scores: outcomes
            .iter()
            .enumerate()
            .map(|(game, o)| q.plain_score(game, o.unwrap_or(0)))
            .collect(),
        conduct: None,
    };
    let mut sheet = q.finish(&witness);
    let played = q.sheet.results.len();
    let mut scratch = Scratch::default();
    let mut places = Vec::new();
    for margin in [1, 4, 9, 40, 200] {
        if margin > 1 {
            for (game, fixture) in q.sheet.remaining.iter().enumerate() {
                let outcome = outcomes[game]?;
                if outcome == 0 || (fixture.home != team.team && fixture.away != team.team) {
                    continue;
                }
                let (lo, hi) = q.margin_range(game, outcome);
                let score = score_of((margin * i32::from(outcome)).clamp(lo, hi), 0);
                witness.scores[game] = score;
                sheet.results[played + game].goals = score;
            }
        }
        q.quick_places(&sheet, &mut scratch, &mut places);
        if !places.get(usize::from(team.team))?.and(wanted).is_empty() {
            return q.admits(&witness).then_some(witness);
        }
        if q.left[usize::from(team.team)] == 0 {
            return None;
        }
    }
    None
}

/// Looks for goals that give the team one of the places, all outcomes fixed.
pub(crate) fn with_outcomes(
    q: &Question<'_>,
    team: &TeamOutlook,
    outcomes: &[Option<i8>],
    wanted: Places,
    budget: &mut Budget<'_>,
) -> Option<Witness> {
    let mut points: Vec<i32> = q.now.iter().map(|t| t.points).collect();
    for (fixture, outcome) in q.sheet.remaining.iter().zip(outcomes) {
        let (h, a) = q.points_for((*outcome)?);
        points[usize::from(fixture.home)] += h;
        points[usize::from(fixture.away)] += a;
    }
    let x = usize::from(team.team);
    let (mut above, mut part) = (0u8, 1u64 << x);
    for rival in (0..q.teams).filter(|t| *t != x) {
        match q.compare_points(rival, points[rival], x, points[x]) {
            Ordering::Greater => above += 1,
            Ordering::Equal => part |= 1 << rival,
            Ordering::Less => {}
        }
    }
    let mut steps = budget.part(20_000);
    let given = steps.nodes;
    let resolved = Resolver::new(q, team.team).resolve(outcomes, part, above, wanted, &mut steps);
    budget.settle(given, steps.nodes);
    resolved.witnesses.into_iter().next().map(|(_, w)| w)
}
