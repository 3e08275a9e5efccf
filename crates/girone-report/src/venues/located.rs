//! Towns held against the match that all the other words around them tell of.

use super::words::{NOT_A_MATCH, lead, of_other_match};
use super::{
    before_now, dateline, ended_so, is_of, lately, names, other_day, outsiders, played_in,
    score_beside,
};
use crate::check::{self, Verdict};
use crate::claim::GameIx;
use crate::discourse::Gate;
use crate::lattice::{Mention, Who};
use crate::lexicon::CityId;
use crate::scores::words::FINAL;
use crate::scores::{VERBS, is_earlier, match_of_town};
use crate::statement::{Scene, Statement};
use crate::which::held;

/// "The 0-0 of Cologne" after two teams that drew 0-0 in Hamburg: reads towns that no
/// match has borne out, in place of what was made of them.
pub(super) fn read(scene: &Scene<'_, '_, '_, '_>, begin: usize, out: &mut Vec<Statement>) {
    for m in &scene.lattice.mentions {
        let Who::Cities(cities) = &m.who else { continue };
        let at = out[begin..].iter().position(|s| s.from == m.from).map(|i| begin + i);
        if at.is_some_and(|i| verdict(scene, &out[i]) == Verdict::Confirmed) {
            continue;
        }
        let found = by_all_cues(scene, m, cities).or_else(|| of_the_report(scene, m, cities));
        let Some(found) = found else { continue };
        match at {
            Some(i) => out[i] = found,
            None => out.push(found),
        }
    }
}

fn by_all_cues(scene: &Scene<'_, '_, '_, '_>, m: &Mention, cities: &[CityId]) -> Option<Statement> {
    lead(scene, m, cities)?;
    let (a, b) = scene.clause(m.from, 2);
    if scene.has(a, b, NOT_A_MATCH) {
        return None;
    }
    let score = score_beside(scene, m);
    let game = match_of_town(scene, m, cities, score)?;
    wrong(scene, m, cities, game)
}

/// A town in a sentence that tells of the match reported and of no other: "at Quito they
/// were held to a goalless draw".
fn of_the_report(
    scene: &Scene<'_, '_, '_, '_>,
    m: &Mention,
    cities: &[CityId],
) -> Option<Statement> {
    lead(scene, m, cities)?;
    let game = scene.frame.main()?;
    // Up to a semicolon or the like.
    let (a, b) = scene.clause(m.from, 5);
    let clause = scene.clause(m.from, 3);
    let discourse = scene.discourse;
    if scene.frame.preview
        || dateline(scene, m.from, m.to)
        || scene.has(clause.0, clause.1, NOT_A_MATCH)
        || of_other_match(scene, clause, game)
        || scene.elsewhere.at(m.from).is_some()
        || (a..m.to).any(|i| discourse.before[i])
        || discourse.gates[m.from] != Gate::Open
        || is_earlier(scene, m.from)
        || before_now(scene, clause, game) && before_now(scene, (a, b), game)
        || other_day(scene, (a, b), game)
        || !outsiders(scene, m, (a, b), game).is_empty()
    {
        return None;
    }
    let mut scores = (a..b).filter_map(|i| scene.lattice.scores[i]);
    if scores.any(|s| !is_of(scene, game, s)) {
        return None;
    }
    let own = (a..b).any(|i| scene.lattice.scores[i].is_some_and(|s| ended_so(scene, game, s)));
    let teams = scene.frame.prepared.get(game).fixture.teams;
    let both = [teams.home, teams.away].iter().all(|t| names(scene, (a, b), *t));
    let opening = scene.lattice.text.tokens[m.from].sentence <= 1;
    let minutes = scene.minutes.iter().any(|w| a <= w.from && w.to <= b);
    if !(both || own || opening || minutes) {
        return None;
    }
    // A match of these days there, or one of theirs of late.
    let rival = scene.frame.subjects.iter().any(|s| *s != game && played_in(scene, *s, cities));
    let theirs = !lately(scene, game, cities).is_empty();
    if (rival || theirs) && !both && !own {
        return None;
    }
    wrong(scene, m, cities, game)
}

/// A town where a match was not played, if the record knows where it was.
fn wrong(
    scene: &Scene<'_, '_, '_, '_>,
    m: &Mention,
    cities: &[CityId],
    game: GameIx,
) -> Option<Statement> {
    let wrong =
        |s: &Statement| s.weighed.as_ref().is_some_and(|w| w.verdict == Verdict::Contradicted);
    held(scene, m, cities, game).filter(wrong)
}

/// A town that nothing has decided, by the one match that may be meant.
pub(crate) fn which(
    scene: &Scene<'_, '_, '_, '_>,
    m: &Mention,
    cities: &[CityId],
) -> Option<Statement> {
    lead(scene, m, cities)?;
    let (a, b) = scene.clause(m.from, 2);
    if scene.has(a, b, NOT_A_MATCH) || dateline(scene, m.from, m.to) {
        return None;
    }
    let score = score_beside(scene, m);
    // Without a score the words must tell of something played.
    let (from, to) = scene.clause(m.from, 3);
    let played = |words| scene.has(from, to, words);
    if score.is_none() && !played(FINAL) && !played(VERBS) {
        return None;
    }
    let mut found = crate::which::town(scene, m, cities, score)?;
    found.resolved = true;
    Some(found)
}

/// The verdict that a statement comes to by itself.
fn verdict(scene: &Scene<'_, '_, '_, '_>, s: &Statement) -> Verdict {
    match &s.weighed {
        Some(w) => w.verdict,
        None => check::weigh(scene, s).0,
    }
}
