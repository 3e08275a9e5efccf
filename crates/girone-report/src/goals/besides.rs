//! What is told of goals in other words than the rows have: penalties, own goals, how
//! many somebody scored. Here nothing is contradicted: what does not fit stays open.

use super::telling::{Aligned, Timing};
use super::*;
use crate::judge::Says;

/// Words that count over more than a match.
pub(super) const WIDER: &[&str] = &[
    "partite",
    "gare",
    "in stagione",
    "games",
    "matches",
    "tournament",
    "season",
    "career",
    "torneo",
    "qualificazioni",
    "campaign",
    "qualifying",
    "qualifiers",
    "finals",
    "competition",
    "league",
    "world cup",
    "girone",
    "gruppo",
    "campionato",
    "mondial*",
    "europe*",
    "eliminatorie",
];

/// Reads what the rows have left.
pub(super) fn read(
    scene: &Scene<'_, '_, '_, '_>,
    actors: &[Actor],
    aligned: &Aligned,
    before: usize,
    out: &mut Vec<Statement>,
) {
    for at in 0..scene.lattice.text.tokens.len() {
        let said = |kind: fn(&Claim) -> bool, (from, to): (usize, usize), out: &[Statement]| {
            let mut told = out[before..].iter().filter(|s| s.from < to && from < s.to);
            told.any(|s| s.readings.first().is_some_and(kind))
        };
        if let Some(to) = spot_kick(scene, at) {
            let told = said(|c| matches!(c, Claim::Penalty { .. }), (at, to), out);
            let claim = (!told).then(|| penalty(scene, actors, aligned, at)).flatten();
            out.extend(claim.map(|c| Statement::new(at, to, vec![c])));
        } else if let Some(to) = own_goal(scene, at) {
            let told = said(|c| matches!(c, Claim::OwnGoal { .. }), (at, to), out);
            let claim = (!told).then(|| own(scene, actors, at)).flatten();
            out.extend(claim.map(|c| Statement::new(at, to, vec![c])));
        } else if let Some((n, from, to, nth)) = counted(scene, at) {
            let told = said(|c| matches!(c, Claim::PlayerGoals { .. }), (from, to), out);
            let claim = (!told).then(|| haul(scene, actors, (from, to), n, nth)).flatten();
            out.extend(claim.map(|c| Statement::new(from, to, vec![c])));
        }
    }
}

/// Whether the words at a token may tell of a goal of a match reported.
fn told(scene: &Scene<'_, '_, '_, '_>, at: usize) -> bool {
    scene.told_as_fact(at) && scene.elsewhere.at(at).is_none()
}

/// Where words for a penalty end.
fn spot_kick(scene: &Scene<'_, '_, '_, '_>, at: usize) -> Option<usize> {
    const WORDS: [&str; 8] = [
        "rigore",
        "penalty",
        "penalties",
        "dischetto",
        "undici metri",
        "the spot",
        "12 yards",
        "pen",
    ];
    let word = WORDS.iter().find(|w| scene.phrase(at, w))?;
    let after_time = at > 0 && matches!(scene.fold(at - 1), "on" | "from" | "in" | "by" | "after");
    (*word != "penalties" || !after_time).then(|| at + word.split(' ').count())
}

/// A penalty of the goal whose minute stands in the same clause, or of the nearest
/// scorer of one in the sentence.
fn penalty(
    scene: &Scene<'_, '_, '_, '_>,
    actors: &[Actor],
    aligned: &Aligned,
    at: usize,
) -> Option<Claim> {
    let (a, b) = scene.clause(at, 3);
    let inner = scene.clause(at, 2);
    if !told(scene, at) || scene.has(inner.0, inner.1, minutes::EVENTS) {
        return None;
    }
    let holds = |c: &Claim| scene.judge.judge(c).says == Says::Yes;
    let minute = (0..scene.minutes.len())
        .filter(|m| a <= scene.minutes[*m].from && scene.minutes[*m].to <= b)
        .filter_map(|m| Some((scene.minutes[m].from.abs_diff(at), aligned.timings[m]?)))
        .min_by_key(|(apart, _)| *apart)
        .filter(|(apart, _)| *apart <= 8);
    let timed = minute.map(|(_, t)| match t {
        Timing::Right { game, person } | Timing::Wrong { game, person } => {
            Claim::Penalty { game, person }
        }
    });
    if let Some(claim) = timed.filter(holds) {
        return Some(claim);
    }
    let (first, last) = scene.lattice.text.sentence_of(at);
    let mut near: Vec<&Actor> =
        actors.iter().filter(|x| first <= x.from && x.from < last && x.scored).collect();
    near.sort_by_key(|x| x.from.abs_diff(at));
    let near = near.into_iter().filter(|x| x.from.abs_diff(at) <= 20).take(2);
    near.flat_map(|x| x.people.iter().map(|p| Claim::Penalty { game: x.game, person: *p }))
        .find(holds)
}

/// Where words for an own goal end.
fn own_goal(scene: &Scene<'_, '_, '_, '_>, at: usize) -> Option<usize> {
    const WORDS: [&str; 9] = [
        "autogol",
        "autorete",
        "autoreti",
        "autogoal",
        "own goal",
        "own goals",
        "own net",
        "propria porta",
        "propria rete",
    ];
    let word = WORDS.iter().find(|w| scene.phrase(at, w))?;
    Some(at + word.split(' ').count())
}

/// An own goal of the match: of somebody named beside it, else of anybody.
fn own(scene: &Scene<'_, '_, '_, '_>, actors: &[Actor], at: usize) -> Option<Claim> {
    let game = scene.game_at(at)?;
    if !told(scene, at) {
        return None;
    }
    let (first, last) = scene.lattice.text.sentence_of(at);
    let named = actors.iter().filter(|x| first <= x.from && x.from < last && x.game == game);
    let named = named.flat_map(|x| x.people.iter().copied());
    let all = steps(scene.frame.prepared.get(game))?;
    let scorers: Vec<PersonId> =
        all.iter().filter(|s| s.goal.own_goal).filter_map(|s| s.goal.scorer).collect();
    let person = named.into_iter().find(|p| scorers.contains(p)).or(scorers.first().copied())?;
    Some(Claim::OwnGoal { game, person })
}

/// Words that say how many goals somebody scored: the number, the stretch, and
/// whether it counts up to one of them.
fn counted(scene: &Scene<'_, '_, '_, '_>, at: usize) -> Option<(u16, usize, usize, bool)> {
    const WORDS: &[(&str, u16)] = &[
        ("doppietta", 2),
        ("doppiette", 2),
        ("brace", 2),
        ("braces", 2),
        ("a pair", 2),
        ("a double", 2),
        ("twice", 2),
        ("due volte", 2),
        ("two times", 2),
        ("got both", 2),
        ("scored both", 2),
        ("li fa entrambi", 2),
        ("tripletta", 3),
        ("triplette", 3),
        ("hat trick", 3),
        ("treble", 3),
        ("tre volte", 3),
        ("three times", 3),
        ("quaterna", 4),
        ("poker", 4),
        ("four times", 4),
        ("quattro volte", 4),
    ];
    const NTH: &[(&str, u16)] = &[
        ("his second", 2),
        ("s second", 2),
        ("his third", 3),
        ("il suo bis", 2),
        ("il bis personale", 2),
        ("la sua doppietta", 2),
        ("il suo secondo", 2),
        ("la sua seconda", 2),
        ("bis personale", 2),
        ("tris personale", 3),
    ];
    let find =
        |list: &'static [(&'static str, u16)]| list.iter().find(|w| scene.phrase(at, w.0)).copied();
    let length = |w: &str| w.split(' ').count();
    if let Some((word, n)) = find(WORDS) {
        let lead = usize::from(word.starts_with("a ") || word.ends_with("both"));
        return Some((
            n,
            at + lead * usize::from(word.ends_with("both")),
            at + length(word),
            false,
        ));
    }
    if let Some((word, n)) = find(NTH) {
        return Some((n, at, at + length(word), true));
    }
    let (n, to) = scene.lattice.numbers.get(at).copied().flatten()?;
    let noun = matches!(scene.fold(to), "gol" | "goals" | "reti" | "goal" | "centri" | "strikes");
    let article = matches!(scene.fold(to), "i" | "le" | "of")
        && matches!(scene.fold(to + 1), "gol" | "reti" | "the" | "centri");
    let verb = at > 0
        && matches!(
            scene.fold(at - 1),
            "fa" | "segna"
                | "hit"
                | "scored"
                | "bagged"
                | "netted"
                | "got"
                | "realizza"
                | "managed"
                | "rifila"
                | "grabbed"
                | "plundered"
        );
    let one = scene.lattice.scores[at].is_none() && (2..=6).contains(&n);
    (one && (noun || article || verb)).then(|| (n as u16, at, to + usize::from(noun), false))
}

/// How many goals somebody scored, who is named beside the number or before it.
fn haul(
    scene: &Scene<'_, '_, '_, '_>,
    actors: &[Actor],
    (from, to): (usize, usize),
    n: u16,
    nth: bool,
) -> Option<Claim> {
    let game = scene.game_at(from)?;
    let (a, b) = scene.clause(from, 2);
    // "Two goals in two games", "twice in the campaign".
    let near = (a.max(from.saturating_sub(8)), b.min(to + 8));
    let at_once = scene.has(
        from,
        to,
        &["doppietta", "tripletta", "brace", "hat trick", "treble", "poker", "quaterna"],
    );
    if !told(scene, from) || !at_once && scene.has(near.0, near.1, WIDER) {
        return None;
    }
    let holds = |actor: &Actor| {
        let held = minutes::goals_of(scene, actor);
        let right = held == usize::from(n) || nth && held > usize::from(n);
        (right && actor.scored).then(|| Claim::PlayerGoals {
            game: actor.game,
            person: actor.people[0],
            goals: held as u16,
        })
    };
    let (first, last) = scene.lattice.text.sentence_of(from);
    let mut near: Vec<&Actor> =
        actors.iter().filter(|x| first <= x.from && x.from < last && x.scored).collect();
    near.sort_by_key(|x| {
        let after = x.from >= to;
        (if after { x.from - to } else { from.saturating_sub(x.to) }, after)
    });
    let bound = near.iter().filter(|x| x.from.abs_diff(from) <= 24).take(2);
    if let Some(claim) = bound.into_iter().find_map(|x| holds(x)) {
        return Some(claim);
    }
    // Told of somebody by another word, or of who was named before.
    if near.iter().any(|x| x.from.abs_diff(from) <= 6) {
        return None;
    }
    let before = actors.iter().filter(|x| x.game == game && x.scored && x.from < from);
    before.rev().take(4).find_map(holds)
}
