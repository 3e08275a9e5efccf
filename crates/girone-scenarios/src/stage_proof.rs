//! Proofs of verdicts where other groups have a say, from what the search found.

use girone_model::TeamIx;
use girone_rules::Points;
use girone_rules::edition::{Berth, Tables};

use crate::certificate::{Across, Certificate, Own, Proof, Record, StageCertificate};
use crate::checker::record_cases;
use crate::outlook::TeamOutlook;
use crate::search::search;
use crate::stage::Context;
use crate::{Budget, Given, Places, StageGroup};

/// More own matches than this make too many cases.
const MOST_OWN: u16 = 4;

/// Collects certificates for a verdict on a berth: that a team surely gets it
/// (`gets`), or surely does not. `None` where records alone do not prove it.
pub(crate) fn prove(
    tables: &Tables,
    contexts: &[&Context<'_, '_>],
    groups: &[StageGroup<'_>],
    (g, outlook): (usize, &TeamOutlook),
    berth: &Berth,
    gets: bool,
    budget: &mut Budget<'_>,
) -> Option<StageCertificate> {
    let all = Places::all(groups[g].question.teams());
    let sure: Places = berth.places.iter().copied().collect();
    // The places that would contradict the verdict, and those that would let a
    // ranking have a say.
    let mut wrong = if gets { all.without(sure) } else { all.and(sure) };
    let mut across = Vec::new();
    for ranking in tables.rankings.iter().filter(|r| berth.ranks.contains_key(&r.id)) {
        if !ranking.is_among(groups[g].name) {
            continue;
        }
        let context = contexts.iter().find(|c| c.ranking.id == ranking.id);
        let place = context.map(|c| c.place);
        let settled = place.is_some_and(|p| sure.contains(p) || outlook.impossible.contains(p));
        if settled {
            wrong = wrong.or(place.into_iter().collect::<Places>().without(sure));
            continue;
        }
        let context = context?;
        let all = groups.iter().filter(|g| ranking.is_among(g.name)).count() as u8;
        let ranks: Vec<u8> =
            berth.ranks[&ranking.id].iter().copied().filter(|r| *r <= all).collect();
        let (first, last) = (ranks.iter().min().copied()?, ranks.iter().max().copied()?);
        let (needed, at_least) = match (first == 1, gets) {
            (true, true) => (all - last, true),
            (true, false) => (last, false),
            (false, true) => (first - 1, false),
            (false, false) => (all + 1 - first, true),
        };
        across.push(rank(context, (g, outlook.team), at_least, needed, budget)?);
    }
    let places = outlook.certificates.iter().filter(|c| !c.places.and(wrong).is_empty());
    Some(StageCertificate {
        group: g,
        team: outlook.team,
        places: places.cloned().collect(),
        across,
        declared: Vec::new(),
    })
}

fn rank(
    context: &Context<'_, '_>,
    (g, team): (usize, TeamIx),
    at_least: bool,
    needed: u8,
    budget: &mut Budget<'_>,
) -> Option<Across> {
    let own = &context.extremes[g][usize::from(team)];
    let extreme = if at_least { own.worst.as_ref()? } else { own.best.as_ref()? };
    let (points, difference) = (*extreme.values.first()?, context.difference_of(extreme));
    let plain = Record { points, difference, goals: None };
    let goals = context.goals_of(extreme).map(|goals| Record { goals: Some(goals), ..plain });
    // Goals are looked at only where nothing else will do.
    std::iter::once(plain)
        .chain(goals)
        .find_map(|record| by_record(context, (g, team), at_least, needed, record, budget))
}

/// The same with the threshold at hand.
fn by_record(
    context: &Context<'_, '_>,
    (g, team): (usize, TeamIx),
    at_least: bool,
    needed: u8,
    record: Record,
    budget: &mut Budget<'_>,
) -> Option<Across> {
    let points = &context.rules.points;
    let cannot = |g: usize, t: TeamIx, better: bool, or_same: bool, budget: &mut Budget<'_>| {
        never(&context.groups[g], t, context.place, points, &record, (better, or_same), budget)
    };
    let own = cannot(g, team, !at_least, true, budget)?;
    let mut others = Vec::new();
    for h in 0..context.groups.len() {
        if others.len() >= usize::from(needed) {
            break;
        }
        let group = &context.groups[h];
        if h == g || !context.ranking.is_among(group.name) || group.question.lacking {
            continue;
        }
        let teams = 0..context.groups[h].question.teams() as TeamIx;
        let found: Option<Vec<Vec<Certificate>>> =
            teams.map(|t| cannot(h, t, at_least, false, budget)).collect();
        if let Some(found) = found {
            others.push((h, found.into_iter().flatten().collect()));
        }
    }
    (others.len() >= usize::from(needed)).then(|| Across {
        ranking: context.ranking.id.clone(),
        record,
        at_least,
        own,
        others,
    })
}

/// Certificates that a team does not take a place with a better (worse) record;
/// `None` if it may.
fn never(
    group: &StageGroup<'_>,
    team: TeamIx,
    place: u8,
    points: &Points,
    record: &Record,
    (better, or_same): (bool, bool),
    budget: &mut Budget<'_>,
) -> Option<Vec<Certificate>> {
    let q = &group.question;
    if q.left[usize::from(team)] > MOST_OWN {
        return None;
    }
    let cases = record_cases(group, team, points, record, better, or_same);
    if cases.is_empty() {
        return Some(Vec::new());
    }
    // Often the team cannot take the place at all.
    let nothing = Given::nothing(q.sheet.remaining.len());
    let mut tries = budget.part(2_000);
    let given = tries.nodes;
    let plain = certificate(group, team, place, nothing, &mut tries);
    budget.settle(given, tries.nodes);
    match plain {
        Some(one) => Some(vec![one]),
        None => cases.into_iter().map(|c| certificate(group, team, place, c, budget)).collect(),
    }
}

fn certificate(
    group: &StageGroup<'_>,
    team: TeamIx,
    place: u8,
    given: Given,
    budget: &mut Budget<'_>,
) -> Option<Certificate> {
    let places = Places::from_to(place, place);
    let q = group.question.clone().given(given.clone());
    let found = search(&q, team, places, Own::Any, true, budget);
    let node = found.node.filter(|_| found.complete && found.found.is_empty())?;
    Some(Certificate { team, places, given, own: Own::Any, proof: Proof::Cases(node) })
}
