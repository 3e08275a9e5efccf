//! Towns held against the match that all the other words around them tell of.

use super::words::{NOT_A_MATCH, lead};
use super::{bound_to_score, nearest_score};
use crate::check::{self, Verdict};
use crate::claim::{CityRef, Claim};
use crate::judge::Says;
use crate::lattice::{Mention, Who};
use crate::scores::match_of_town;
use crate::statement::{Scene, Statement, Weighed};

/// "The 0-0 of Cologne" after two teams that drew 0-0 in Hamburg: reads towns that no
/// match has borne out, in place of what was made of them.
pub(super) fn read(scene: &Scene<'_, '_, '_, '_>, begin: usize, out: &mut Vec<Statement>) {
    for m in &scene.lattice.mentions {
        let Who::Cities(cities) = &m.who else { continue };
        let at = out[begin..].iter().position(|s| s.from == m.from).map(|i| begin + i);
        if at.is_some_and(|i| verdict(scene, &out[i]) == Verdict::Confirmed) {
            continue;
        }
        let Some(found) = by_all_cues(scene, m, cities) else { continue };
        match at {
            Some(i) => out[i] = found,
            None => out.push(found),
        }
    }
}

fn by_all_cues(
    scene: &Scene<'_, '_, '_, '_>,
    m: &Mention,
    cities: &[crate::lexicon::CityId],
) -> Option<Statement> {
    lead(scene, m, cities)?;
    let (a, b) = scene.clause(m.from, 2);
    if scene.has(a, b, NOT_A_MATCH) {
        return None;
    }
    let score = nearest_score(scene, m).filter(|_| bound_to_score(scene, m));
    let game = match_of_town(scene, m, cities, score)?;
    let readings: Vec<Claim> =
        cities.iter().map(|c| Claim::Venue { game, city: CityRef(*c) }).collect();
    let mut judged: Vec<_> = readings.iter().map(|c| scene.judge.judge(c)).collect();
    if !judged.iter().all(|j| matches!(j.says, Says::No(Some(_)))) {
        return None;
    }
    let judged = judged.pop()?;
    let mut statement = Statement::new(m.from, m.to, readings);
    statement.weighed = Some(Weighed { verdict: Verdict::Contradicted, judged });
    Some(statement)
}

/// The verdict that a statement comes to by itself.
fn verdict(scene: &Scene<'_, '_, '_, '_>, s: &Statement) -> Verdict {
    match &s.weighed {
        Some(w) => w.verdict,
        None => check::weigh(scene, s).0,
    }
}
