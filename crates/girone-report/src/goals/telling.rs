//! The telling of the goals of a match, laid beside the goals of the record.
//!
//! Names, minutes, roles and order are one system: the alignment of all that the
//! text tells with the goals of the match that needs the fewest changes decides
//! which name is wrong. What two alignments explain equally well stays open.

use super::laying::Story;
use super::minutes::{EVENTS, GOAL_WORDS, cost, known_player, until};
use super::*;

/// What the alignment says of a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    /// Nothing: it is not part of the telling.
    Untold,
    /// It is the scorer of a goal that fits; `timed` if its minute shows it.
    Fits { timed: bool },
    /// The goal told is somebody else's; `timed` if its minute shows it.
    Wrong { right: PersonId, timed: bool },
    /// It may be of a goal that is told twice or of one that is somebody else's.
    Open,
}

/// What the alignment of all tellings says.
pub(super) struct Aligned {
    /// One fate for each actor.
    pub fates: Vec<Fate>,
    /// The goals for which their scorer is named, by match and order.
    pub named: Vec<(GameIx, usize)>,
}

/// One goal as the text tells it.
#[derive(Clone, Debug)]
pub(super) struct Telling {
    /// Position among the actors.
    pub actor: usize,
    /// Position among the minutes.
    pub minute: Option<usize>,
    pub part: Option<(Part, bool)>,
    pub own: bool,
    pub penalty: bool,
    /// Whether the words say that it is a goal, and not only that it was then.
    pub told: bool,
}

/// Lays the telling of every match beside its goals; one fate for each actor.
pub(super) fn align(
    scene: &Scene<'_, '_, '_, '_>,
    actors: &[Actor],
    hits: &[Hit<Told>],
) -> Aligned {
    let mut aligned = Aligned { fates: vec![Fate::Untold; actors.len()], named: Vec::new() };
    let mut games: Vec<GameIx> = actors.iter().map(|a| a.game).collect();
    games.sort_unstable();
    games.dedup();
    for game in games {
        let Some(goals) = steps(scene.frame.prepared.get(game)) else { continue };
        if goals.is_empty() || goals.len() > 14 {
            continue;
        }
        let tellings = tellings(scene, actors, hits, game, goals.len());
        if tellings.is_empty() {
            continue;
        }
        let story = Story { scene, actors, goals: &goals, tellings: &tellings };
        story.decide(game, &mut aligned);
    }
    aligned
}

/// What the text tells of the goals of one match, in order.
fn tellings(
    scene: &Scene<'_, '_, '_, '_>,
    actors: &[Actor],
    hits: &[Hit<Told>],
    game: GameIx,
    most: usize,
) -> Vec<Telling> {
    let mut out = Vec::new();
    let beside = attached(scene, actors, game);
    for (i, actor) in actors.iter().enumerate() {
        let coach = !actor.people.is_empty()
            && actor.people.iter().all(|p| !scene.frame.coached(*p).is_empty());
        let asserted = scene.discourse.gates[actor.from] == crate::discourse::Gate::Open;
        let titled = (actor.from..actor.to).any(|i| crate::frame::is_common(scene.fold(i)));
        if titled || actor.game != game || actor.aside || coach || !asserted || !bound(scene, actor)
        {
            continue;
        }
        let own: Vec<&Hit<Told>> = hits
            .iter()
            .filter(|h| h.capture(Slot::Person).is_some_and(|c| c.to == actor.to))
            .filter(|h| !crosses_person(scene, h, actor))
            .collect();
        let part = own.iter().find_map(|h| match h.kind {
            Told::Part(p) => Some((p, false)),
            Told::Loosely(p) => Some((p, true)),
            _ => None,
        });
        let count = own.iter().find_map(|h| match h.kind {
            Told::Count(n) if n_close(h) => Some(usize::from(n)),
            _ => None,
        });
        let listed = listed_with_scorers(scene, actor) || coordinated(scene, actors, i);
        let told = listed || own.iter().any(|h| !matches!(h.kind, Told::Else | Told::Number));
        let minutes: Vec<usize> = (0..beside.len()).filter(|m| beside[*m] == Some(i)).collect();
        if minutes.is_empty() && !told && !actor.scored {
            continue;
        }
        let telling = |minute| Telling {
            actor: i,
            minute,
            part,
            own: own.iter().any(|h| h.kind == Told::Own),
            penalty: own.iter().any(|h| h.kind == Told::Penalty),
            told,
        };
        // The part is that of one of several goals.
        let several = minutes.len() > 1 || count.is_some_and(|n| n > 1);
        let loosened = |mut t: Telling| {
            if several {
                (t.part, t.penalty) = (None, false);
            }
            t
        };
        let blank = count.unwrap_or(1).min(most).saturating_sub(minutes.len());
        out.extend(minutes.iter().map(|m| loosened(telling(Some(*m)))));
        if minutes.is_empty() || several {
            out.extend((0..blank).map(|_| loosened(telling(None))));
        }
    }
    out.truncate(24);
    out
}

/// Whether a name stands in a list with somebody who scored: "Rodri e nel finale
/// Asensio", "Lamela (30'), then Kane".
fn coordinated(scene: &Scene<'_, '_, '_, '_>, actors: &[Actor], i: usize) -> bool {
    let actor = &actors[i];
    let one_of_the_side = actor.scored || known_player(scene, actor);
    let tokens = &scene.lattice.text.tokens;
    let beside = |other: &Actor| {
        let (from, to) =
            if other.from < actor.from { (other.to, actor.from) } else { (actor.to, other.from) };
        if other.game != actor.game
            || !other.scored
            || other.aside
            || from >= to
            || to - from > 14
            || tokens[from].sentence != tokens[to].sentence
        {
            return false;
        }
        let mut linked = false;
        let mut at = from;
        while at < to {
            if let Some(end) = scene.discourse.closing[at] {
                at = end as usize + 1;
                continue;
            }
            if let Some(minute) = scene.minutes.iter().find(|m| m.from == at) {
                at = minute.to.max(at + 1);
                continue;
            }
            let word = scene.fold(at);
            linked |= matches!(word, "," | "e" | "ed" | "and" | "poi" | "then" | ";" | "quindi");
            let passed = matches!(
                word,
                "," | "e"
                    | "ed"
                    | "and"
                    | "poi"
                    | "then"
                    | ";"
                    | "quindi"
                    | "infine"
                    | "finally"
                    | "il"
                    | "lo"
                    | "la"
                    | "l"
                    | "the"
                    | "nel"
                    | "finale"
                    | "late"
                    | "on"
                    | "di"
                    | "ancora"
                    | "again"
                    | "also"
                    | "anche"
                    | "pure"
                    | "substitute"
                    | "subentrato"
                    | "neoentrato"
                    | "debuttante"
                    | "fellow"
                    | "capitano"
                    | "captain"
                    | "'"
                    | "both"
                    | "in"
                    | "added"
                    | "time"
                    | "recupero"
                    | "da"
                    | "dal"
                    | "con"
                    | "through"
            );
            if !passed {
                return false;
            }
            at += 1;
        }
        linked
    };
    one_of_the_side && actors.iter().enumerate().any(|(j, other)| j != i && beside(other))
}

/// The actor beside whom each minute stands.
fn attached(scene: &Scene<'_, '_, '_, '_>, actors: &[Actor], game: GameIx) -> Vec<Option<usize>> {
    let mut out: Vec<Option<usize>> = Vec::new();
    for minute in scene.minutes {
        let (from, to) = scene.lattice.text.sentence_of(minute.from);
        let clause = scene.clause(minute.from, 2);
        let event =
            scene.has(clause.0, clause.1, EVENTS) && !scene.has(clause.0, clause.1, GOAL_WORDS);
        let said = scene.discourse.gates[minute.from] == crate::discourse::Gate::Open;
        if minute.values.is_empty() || event || !said || until(scene, minute) {
            out.push(None);
            continue;
        }
        let before = out.last().copied().flatten();
        if minute.chained && before.is_some() {
            out.push(before);
            continue;
        }
        let near = actors
            .iter()
            .enumerate()
            .filter(|(_, a)| from <= a.from && a.from < to && !a.aside)
            .map(|(i, a)| (cost(scene, minute, a), a.from > minute.from, i))
            .min()
            .filter(|(cost, ..)| *cost <= 42)
            .map(|(.., i)| i);
        out.push(near.filter(|i| actors[*i].game == game));
    }
    out
}

/// Whether the clause of a name is about the match of its goal.
fn bound(scene: &Scene<'_, '_, '_, '_>, actor: &Actor) -> bool {
    if let Some(other) = scene.elsewhere.at(actor.from) {
        return other.games.contains(&actor.game) || other.or_main && actor.scored;
    }
    let (a, b) = scene.clause(actor.from, 3);
    let day = scene.frame.prepared.get(actor.game).fixture.when.date;
    let outsider = scene.lattice.mentions[scene.lattice.mentions_in(a, b)].iter().any(|m| {
        // "Semifinalista in Qatar": a country and no team.
        let country = m.from > a && matches!(scene.fold(m.from - 1), "in" | "at");
        !m.described
            && !country
            && matches!(&m.who, Who::Teams(t) if !t.iter().any(|t| scene.plays(actor.game, *t)))
    });
    let other_day = scene.lattice.dates.iter().any(|d| {
        a <= d.from && d.to <= b && !d.holds(day) && d.told != crate::dates::Told::Relative
    });
    !outsider && !other_day
}
