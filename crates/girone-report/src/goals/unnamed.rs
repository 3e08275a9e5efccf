//! Who is meant where a text names somebody who did not score.

use super::*;

/// Who is meant by somebody who did not score: the scorer of the minute beside
/// the name, else the scorer of that side whom the text does not name.
pub(super) fn right_scorer(scene: &Scene<'_, '_, '_, '_>, actor: &Actor) -> Option<String> {
    let steps = steps(scene.frame.prepared.get(actor.game))?;
    let near = scene
        .minutes
        .iter()
        .filter(|m| !m.relative)
        .min_by_key(|m| {
            let apart = m.from.abs_diff(actor.to).min(actor.from.abs_diff(m.to));
            4 * scene.discourse.distance(m.from, actor.from) as usize + apart
        })
        .filter(|m| {
            scene.discourse.distance(m.from, actor.from) <= 1 && m.from.abs_diff(actor.from) < 9
        });
    let at_minute = near.and_then(|m| {
        steps.iter().find(|s| {
            s.goal.minute.is_some_and(|held| m.values.iter().any(|v| minute_agrees(*v, held)))
        })
    });
    let side = actor.people.first().and_then(|p| scene.judge.side_of(actor.game, *p));
    let named = named_scorers(scene, actor.game);
    let unnamed = |side: Option<Side>| {
        steps.iter().find(|s| {
            side.is_none_or(|x| s.goal.side == x)
                && s.goal.scorer.is_some_and(|p| !named.contains(&p))
        })
    };
    let step: Option<&Step> = at_minute.or_else(|| unnamed(side)).or_else(|| unnamed(None));
    let person = step.and_then(|s| s.goal.scorer)?;
    Some(scene.judge.person_name(person))
}

/// The scorer of a goal that somebody else is said to have scored: first one
/// whom the text does not name.
pub(super) fn right_part(
    scene: &Scene<'_, '_, '_, '_>,
    actor: &Actor,
    part: Part,
) -> Option<String> {
    let all = steps(scene.frame.prepared.get(actor.game))?;
    let named = named_scorers(scene, actor.game);
    let fits: Vec<PersonId> =
        all.iter().filter(|s| s.plays(part, &all)).filter_map(|s| s.goal.scorer).collect();
    let person = match fits.as_slice() {
        [one] => Some(one),
        many => many.iter().find(|p| !named.contains(p)),
    };
    person.map(|p| scene.judge.person_name(*p))
}

/// The scorers of a match that the text names.
pub(crate) fn named_scorers(scene: &Scene<'_, '_, '_, '_>, game: GameIx) -> Vec<PersonId> {
    let scorers = scene.judge.scorers(game);
    let mut named: Vec<PersonId> = scene
        .lattice
        .mentions
        .iter()
        .filter_map(|m| match &m.who {
            Who::People(p) => Some(p.iter().filter(|p| scorers.contains(p))),
            _ => None,
        })
        .flatten()
        .copied()
        .collect();
    named.dedup();
    named
}

/// A name the record does not know, told to have scored: contradicted only if
/// it is a full name and a goal is left that nobody in the text accounts for.
pub(super) fn unknown_scorer(
    scene: &Scene<'_, '_, '_, '_>,
    actor: &Actor,
    hits: &[&&Hit<Told>],
    out: &mut Vec<Statement>,
) {
    let told = hits.iter().any(|h| matches!(h.kind, Told::Scored | Told::Part(_)));
    let full = actor.to - actor.from >= 2;
    let Some(steps) = steps(scene.frame.prepared.get(actor.game)) else { return };
    let named = named_scorers(scene, actor.game);
    let left = steps.iter().any(|s| s.goal.scorer.is_some_and(|p| !named.contains(&p)));
    let known_elsewhere = !scene
        .frame
        .prepared
        .lexicon()
        .lookup(&(actor.from..actor.to).map(|i| scene.fold(i).to_owned()).collect::<Vec<_>>())
        .is_empty();
    if told && full && left && !known_elsewhere && !steps.is_empty() {
        let right = right_scorer(scene, actor);
        let Some(first) = steps.first().and_then(|s| s.goal.scorer) else { return };
        // The claim names nobody of the record: it is false whoever is meant.
        let _ = first;
        let mut statement = Statement::new(actor.from, actor.to, Vec::new());
        statement.right = right;
        statement.sure = false;
        out.push(statement);
    }
}
