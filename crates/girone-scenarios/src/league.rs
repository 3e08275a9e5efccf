//! Best and worst places by points, for tables too large to go through case by
//! case, and the completions that reach them.

use std::cmp::Ordering;

use girone_rules::{RankBy, Scratch};

use crate::certificate::{Aim, Certificate, Own, PointsProof, Proof, Standings};
use crate::contest::contest;
use crate::counting::{cores, most};
use crate::level::Resolver;
use crate::outlook::Witness;
use crate::problem::{Question, score_of};
use crate::race::{Attempt, Race};
use crate::{Budget, Places, TeamOutlook};

/// Narrows what a team can become by points, and looks for completions at the
/// bounds, in so many steps for each place that points alone do not settle.
pub(crate) fn bounds(
    q: &Question<'_>,
    team: &mut TeamOutlook,
    certificates: bool,
    effort: u64,
    budget: &mut Budget<'_>,
) {
    let small = q.sheet.remaining.len() <= 3;
    if small || q.regulation.rank_by != RankBy::Points {
        return;
    }
    for aim in [Aim::Below, Aim::Above] {
        bound(q, team, aim, certificates, Some((effort, true)), budget);
    }
}

/// The same for one end, without certificates; without `effort` only what points say.
pub(crate) fn bounds_by(
    q: &Question<'_>,
    team: &mut TeamOutlook,
    aim: Aim,
    effort: Option<u64>,
    budget: &mut Budget<'_>,
) {
    let small = q.sheet.remaining.len() <= 3;
    if !small && q.regulation.rank_by == RankBy::Points {
        bound(q, team, aim, false, effort.map(|e| (e, false)), budget);
    }
}

/// `effort`: the steps where points alone do not settle it, and whether to look for a
/// place near one that stays undecided.
fn bound(
    q: &Question<'_>,
    team: &mut TeamOutlook,
    aim: Aim,
    certificates: bool,
    effort: Option<(u64, bool)>,
    budget: &mut Budget<'_>,
) {
    let n = q.teams as u8;
    let Some(race) = Race::new(q, usize::from(team.team), aim) else { return };
    // A completion that is known shows how many rivals can do it at least.
    let known = match aim {
        Aim::Below => team.possible.best().map_or(0, |p| n - p),
        Aim::Above => team.possible.worst().map_or(0, |p| p - 1),
    };
    let most = most(&race, u32::from(known), effort.is_some(), budget);
    let doing = most.bound as u8;
    let (extreme, excluded, own) = match aim {
        Aim::Below => (n - doing, Places::from_to(1, n - doing - 1), Own::Won),
        Aim::Above => (1 + doing, Places::from_to(doing + 2, n), Own::Lost),
    };
    let excluded = if n == doing + 1 { Places::NONE } else { excluded };
    if !excluded.is_empty() {
        let certificate = certificates.then(|| {
            // A few sets of rivals say more to a reader than a sum does.
            let few = match most.cores {
                Some(cores) => Some(cores),
                None => cores(&race, most.bound, budget),
            };
            let proof = match (few, most.proof) {
                (Some(cores), _) => Proof::Points(PointsProof { aim, cores }),
                (None, node) => Proof::Standings { aim, node: node.unwrap_or(Standings::TooFew) },
            };
            Certificate { team: team.team, places: excluded, given: q.given.clone(), own, proof }
        });
        team.exclude(excluded, certificate);
    }
    if team.possible.contains(extreme) {
        return;
    }
    if let Some(outcomes) = most.near
        && let Some(witness) = plainly(q, team, &outcomes, Places::all(q.teams))
    {
        let places = q.places_in(&witness, team.team);
        team.add(places, || witness);
    }
    let Some((set, outcomes)) = most.done else { return };
    let wanted = Places::from_to(extreme, extreme);
    if let Some(witness) = plainly(q, team, &outcomes, wanted) {
        team.add(wanted, || witness);
        return;
    }
    // Without level teams no criterion matters.
    let set = set | race.always;
    if let Attempt::Done(outcomes) = race.attempt(set, set, budget)
        && let Some(witness) = plainly(q, team, &outcomes, wanted)
    {
        team.add(wanted, || witness);
        return;
    }
    if let Some((effort, near)) = effort {
        let open = by_criteria(&race, team, certificates, effort, budget);
        // Not decided; a place near it says more than one far away.
        if let Some(open) = open.filter(|_| near) {
            nearby(&race, team, open, budget);
        }
    }
}

/// Goes on where points alone are not exact: place by place from the extreme one
/// on, a completion or a refutation by the criteria. Returns what stays undecided.
fn by_criteria(
    race: &Race<'_>,
    team: &mut TeamOutlook,
    certificates: bool,
    effort: u64,
    budget: &mut Budget<'_>,
) -> Option<Places> {
    let (q, aim) = (race.q, race.aim);
    loop {
        let open = team.undecided();
        let (Some(wanted), own) = (match aim {
            Aim::Below => (open.best().map(|p| Places::from_to(p, p)), Own::Won),
            Aim::Above => (open.worst().map(|p| Places::from_to(p, p)), Own::Lost),
        }) else {
            return None;
        };
        let more_extreme_is_known = match aim {
            Aim::Below => team.possible.best() < wanted.best() && !team.possible.is_empty(),
            Aim::Above => team.possible.worst() > wanted.worst(),
        };
        if more_extreme_is_known {
            return None;
        }
        // The proof is about this place and all more extreme ones.
        let claimed = match aim {
            Aim::Below => Places::from_to(1, wanted.worst().unwrap_or(1)),
            Aim::Above => Places::from_to(wanted.best().unwrap_or(1), q.teams as u8),
        };
        let mut part = budget.part(effort);
        let given = part.nodes;
        let contested = contest(race, team, claimed, &mut part);
        budget.settle(given, part.nodes);
        let contested = contested?;
        if let Some(witness) = contested.witness {
            let places = q.places_in(&witness, team.team);
            team.add(places, || witness);
            return None;
        }
        if !contested.refuted {
            return Some(wanted);
        }
        let certificate = certificates.then(|| Certificate {
            team: team.team,
            places: claimed,
            given: q.given.clone(),
            own,
            proof: Proof::Standings { aim, node: contested.node },
        });
        team.exclude(claimed, certificate);
    }
}

/// Looks for a completion with a place next to one that stays undecided.
fn nearby(race: &Race<'_>, team: &mut TeamOutlook, open: Places, budget: &mut Budget<'_>) {
    let n = race.q.teams as u8;
    for far in 1..=3 {
        let claimed = match (race.aim, open.best(), open.worst()) {
            (Aim::Below, _, Some(worst)) if worst + far <= n => Places::from_to(1, worst + far),
            (Aim::Above, Some(best), _) if best > far => Places::from_to(best - far, n),
            _ => return,
        };
        if !team.possible.and(claimed).is_empty() {
            return;
        }
        let mut part = budget.part(300);
        let given = part.nodes;
        let contested = contest(race, team, claimed, &mut part);
        budget.settle(given, part.nodes);
        if let Some(witness) = contested.and_then(|c| c.witness) {
            let places = race.q.places_in(&witness, team.team);
            team.add(places, || witness);
            return;
        }
    }
}

/// The steps of one contest: at first, and where time is left.
pub(crate) const EFFORT: [u64; 2] = [2_000, 25_000];

/// Tries the plainest scores, and then larger ones in the team's own matches,
/// which settle goal difference.
pub(crate) fn plainly(
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
    let own = usize::from(team.team);
    let by_totals = q.by_totals();
    let mut finished = (!by_totals).then(|| q.finish(&witness));
    let played = q.sheet.results.len();
    let mut scratch = Scratch::default();
    for margin in [1, 4, 9, 40, 200] {
        if margin > 1 {
            for &(game, _) in q.board.of(own) {
                let game = usize::from(game);
                let outcome = outcomes[game]?;
                if outcome == 0 {
                    continue;
                }
                let (lo, hi) = q.margin_range(game, outcome);
                let score = score_of((margin * i32::from(outcome)).clamp(lo, hi), 0);
                witness.scores[game] = score;
                if let Some(sheet) = &mut finished {
                    sheet.results[played + game].goals = score;
                }
            }
        }
        let totals = q.totals_with(&witness.scores);
        let sheet = finished.as_ref().unwrap_or(q.sheet);
        let places = q.compiled.places_of(sheet, &totals, &mut scratch);
        let place = *places.get(own)?;
        let sharing = places.iter().filter(|p| **p == place).count() as u8;
        if !Places::from_to(place, place + sharing - 1).and(wanted).is_empty() {
            return q.admits(&witness).then_some(witness);
        }
        if q.left[own] == 0 {
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
    most_steps: u64,
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
    let mut steps = budget.part(most_steps);
    let given = steps.nodes;
    let resolved = Resolver::new(q, team.team).resolve(outcomes, part, above, wanted, &mut steps);
    budget.settle(given, steps.nodes);
    resolved.witnesses.into_iter().next().map(|(_, w)| w)
}
