//! Names that stand among the goals told, in whatever words.

use super::minutes::{EVENTS, GOAL_WORDS, goals_of};
use super::*;

/// Words that bind the name after them to a goal or a score.
const BINDING: &[&str] = &[
    "con",
    "grazie",
    "ad",
    "a",
    "di",
    "del",
    "dello",
    "da",
    "dal",
    "dallo",
    "firmato",
    "firmata",
    "firma",
    "through",
    "to",
    "by",
    "from",
    "of",
    "thanks",
    "courtesy",
    "per",
    "and",
    "e",
    "ed",
    "poi",
    "then",
    "finally",
    "infine",
    "anche",
    "also",
    "pure",
    "perche",
    "when",
    "before",
    "after",
    "ma",
    "but",
    "quindi",
    "substitute",
    "debutant",
    "debuttante",
    "subentrato",
    "risposto",
    "replicato",
    "rimediato",
    "pareggiato",
    "segnato",
    "firmato",
];

/// Words for what a goal does to a match, beside those that name it.
const DEEDS: &[&str] = &[
    "in vita",
    "stapp*",
    "spian*",
    "chiu*",
    "complet*",
    "rimett*",
    "ristabil*",
    "gela",
    "illud*",
    "fulmin*",
    "punisc*",
    "beff*",
    "castig*",
    "risp*",
    "raggiun*",
    "raddrizz*",
    "pareggi*",
    "evit*",
    "replic*",
    "rimedi*",
    "the rest",
    "tap in",
    "tapped",
    "slotted",
    "rifled",
    "curled",
    "volley*",
    "strike",
    "drove",
    "rammed",
    "smashed",
    "converted",
    "bundled",
    "poked",
    "nodded",
    "swept",
    "tucked",
    "stabbed",
    "crashed",
    "thumped",
    "pounced",
    "restored",
    "argument",
    "clinched",
    "wrapped",
    "rounded",
    "completed",
    "finish*",
    "sealed",
    "decided",
    "settled",
    "sigill*",
    "fissa*",
    "arrotond*",
    "risolv*",
    "regal*",
];

/// Whether somebody's goals of many matches are counted: "Saibari è a due gol", "per
/// Lukaku quattro reti", "Musiala now has three".
pub(super) fn tallied(scene: &Scene<'_, '_, '_, '_>, actor: &Actor) -> bool {
    const NOUNS: &[&str] = &["gol", "goal", "goals", "reti", "centri", "sigilli", "strikes"];
    let (a, b) = scene.clause(actor.from, 3);
    let held = goals_of(scene, actor);
    let near = (a.max(actor.from.saturating_sub(6)), b.min(actor.to + 7));
    let timed = scene.minutes.iter().any(|m| m.from < near.1 && near.0 < m.to);
    !timed
        && (near.0..near.1).any(|i| {
            let Some((n, to)) = scene.lattice.numbers[i] else { return false };
            let noun = NOUNS.contains(&scene.fold(to));
            let verb = matches!(
                scene.fold(i.wrapping_sub(1)),
                "quota" | "a" | "has" | "have" | "on" | "ha" | "with" | "con" | "to"
            );
            n as usize > held
                && (noun || verb && i > actor.from)
                && scene.lattice.scores[i].is_none()
        })
}

/// Whether a name of somebody who did not score is told among the goals of a match: in
/// a list with those who did, beside a minute, a score or a word for a goal.
pub(super) fn among_goals(
    scene: &Scene<'_, '_, '_, '_>,
    actors: &[Actor],
    i: usize,
    game: GameIx,
) -> bool {
    let actor = &actors[i];
    let coach = !actor.people.is_empty()
        && actor.people.iter().all(|p| !scene.frame.coached(*p).is_empty());
    if actor.game != game || actor.scored || coach || actor.aside {
        return false;
    }
    if !scene.told_as_fact(actor.from) || tallied(scene, actor) {
        return false;
    }
    let inner = scene.clause(actor.from, 2);
    if scene.has(inner.0, inner.1, EVENTS) {
        return false;
    }
    let full = actor.told || actor.to - actor.from >= 2 || !actor.people.is_empty();
    let word = |i: usize| scene.fold(i);
    let before = actor.from.checked_sub(1).map_or("", word);
    let goal =
        actor.told || scene.has(inner.0, inner.1, GOAL_WORDS) || scene.has(inner.0, inner.1, DEEDS);
    let (a, b) = scene.clause(actor.from, 3);
    let beside = scene.minutes.iter().find(|m| m.from >= actor.to && m.from <= actor.to + 2);
    let within = |m: &&WrittenMinute| inner.0 <= m.from && m.to <= inner.1;
    let timed =
        beside.or_else(|| scene.minutes.iter().find(within)).is_some_and(|m| !m.values.is_empty());
    let score = (a..b).any(|i| scene.lattice.scores[i].is_some());
    let heads = matches!(before, "" | "." | ";" | "!")
        || actor.from == scene.lattice.text.sentence_of(actor.from).0;
    let bound = BINDING.contains(&before) || heads || matches!(before, "," | ":" | "(");
    // In a list with a scorer of the match.
    let listed = actors.iter().any(|o| {
        o.game == game && o.scored && {
            let (x, y) = if o.from < actor.from { (o.to, actor.from) } else { (actor.to, o.from) };
            x <= y
                && y - x <= 12
                && scene.lattice.text.tokens[x].sentence == scene.lattice.text.tokens[y].sentence
                && (x..y).any(|i| matches!(word(i), "," | "e" | "ed" | "and" | "poi" | "then"))
                && !(x..y).any(|i| word(i) == "." || word(i) == ";")
        }
    });
    let full = full || timed && listed;
    let told = (goal || timed) && (bound || listed);
    full && (told || score && bound && !heads || listed && bound)
}
