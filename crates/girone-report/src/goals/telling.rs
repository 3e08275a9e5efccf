//! The telling of the goals of a match, laid beside the goals of the record.
//!
//! Names, minutes, roles and order are one system: the alignment of all that the
//! text tells with the goals of the match that needs the fewest changes decides
//! which name is wrong. What two alignments explain equally well stays open.

use super::laying::Story;
use super::minutes::{EVENTS, GOAL_WORDS, cost, known_player, part_in, until};
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

/// What the alignment says of a minute.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Timing {
    /// It is that of a goal of this match by somebody.
    Right { game: GameIx, person: PersonId },
    /// The goal told was in another minute.
    Wrong { game: GameIx, person: PersonId },
}

/// What the alignment of all tellings says.
pub(super) struct Aligned {
    /// One fate for each actor.
    pub fates: Vec<Fate>,
    /// The goals for which their scorer is named, by match and order.
    pub named: Vec<(GameIx, usize)>,
    /// What is known of the minutes, by position.
    pub timings: Vec<Option<Timing>>,
    /// The minutes of goals whose scorer the words only describe, by position.
    pub unnamed: Vec<bool>,
}

/// One goal as the text tells it.
#[derive(Clone, Debug)]
pub(super) struct Telling {
    /// Position among the actors; none where the words do not name who scored.
    pub actor: Option<usize>,
    /// Where it stands in the text.
    pub at: usize,
    /// Position among the minutes.
    pub minute: Option<usize>,
    pub part: Option<(Part, bool)>,
    pub own: bool,
    pub penalty: bool,
    /// Whether the words say that it is a goal, and not only that it was then.
    pub told: bool,
    /// The minute before it in a list of one scorer's.
    pub after: Option<usize>,
    /// Whether it is one more goal of somebody: "his second", "il bis".
    pub again: bool,
}

/// Lays the telling of every match beside its goals; one fate for each actor.
pub(super) fn align(
    scene: &Scene<'_, '_, '_, '_>,
    actors: &[Actor],
    hits: &[Hit<Told>],
) -> Aligned {
    let mut aligned = Aligned {
        fates: vec![Fate::Untold; actors.len()],
        named: Vec::new(),
        timings: vec![None; scene.minutes.len()],
        unnamed: vec![false; scene.minutes.len()],
    };
    let mut games: Vec<GameIx> = actors.iter().map(|a| a.game).collect();
    games.extend(scene.frame.main());
    games.sort_unstable();
    games.dedup();
    for game in games {
        let Some(goals) = steps(scene.frame.prepared.get(game)) else { continue };
        if goals.is_empty() || goals.len() > 14 {
            continue;
        }
        let tellings = tellings(scene, actors, hits, game, goals.len());
        if tellings.is_empty() && !actors.iter().any(|a| a.game == game) {
            continue;
        }
        for t in tellings.iter().filter(|t| t.actor.is_none()) {
            let (Some(i), Some(m)) = (t.minute, t.minute.map(|m| &scene.minutes[m])) else {
                continue;
            };
            let clause = scene.clause(m.from, 2);
            aligned.unnamed[i] = described(scene, (clause.0, m.from)).is_some();
        }
        let story = Story::new(scene, actors, &goals, &tellings);
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
        let asserted = scene.told_as_fact(actor.from);
        let titled = (actor.from..actor.to).any(|i| crate::frame::is_common(scene.fold(i)));
        if titled || actor.game != game || coach || !asserted || !bound(scene, actor) {
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
        if minutes.is_empty() && !told && (!actor.scored || super::among::tallied(scene, actor)) {
            continue;
        }
        // "Kane calcia da trenta metri e segna al 72'": something else first, then
        // his goal.
        if actor.aside && (!actor.told && !actor.scored || minutes.is_empty()) {
            continue;
        }
        let telling = |minute: Option<usize>| Telling {
            actor: Some(i),
            at: minute.map_or(actor.from, |m| scene.minutes[m].from),
            after: None,
            again: false,
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
    out.extend(without_name(scene, game, &beside));
    // Who is told with his goal and is named again is not told twice.
    let told: Vec<(usize, PersonId)> = out
        .iter()
        .filter(|t| t.minute.is_some() || t.told)
        .filter_map(|t| t.actor)
        .flat_map(|a| actors[a].people.iter().map(move |p| (a, *p)))
        .collect();
    out.retain(|t| {
        let Some(a) = t.actor else { return true };
        let goals = super::minutes::goals_of(scene, &actors[a]);
        let again =
            |p: &PersonId| told.iter().filter(|(o, q)| *o != a && q == p).count() >= goals.max(1);
        t.minute.is_some() || t.told || !actors[a].people.iter().any(again)
    });
    out.sort_by_key(|t| t.at);
    out.truncate(24);
    out
}

/// The goals told in some minute without the name of who scored them: "il capitano
/// al 33'", "his second came on 73", "66' il pari".
fn without_name(
    scene: &Scene<'_, '_, '_, '_>,
    game: GameIx,
    beside: &[Option<usize>],
) -> Vec<Telling> {
    let mut out: Vec<Telling> = Vec::new();
    for (i, minute) in scene.minutes.iter().enumerate() {
        let of_game = super::minutes::elsewhere_at(scene, minute.from).is_none()
            && scene.game_at(minute.from) == Some(game)
            && scene.told_as_fact(minute.from);
        if beside[i].is_some() || minute.values.is_empty() || !of_game || until(scene, minute) {
            continue;
        }
        let after = i.checked_sub(1).filter(|b| {
            minute.chained && beside[*b].is_none() && out.iter().any(|t| t.minute == Some(*b))
        });
        let clause = scene.clause(minute.from, 2);
        let wider = scene.clause(minute.from, 3);
        let inner = scene.clause(minute.from, 1);
        let goal = scene.has(wider.0, wider.1, GOAL_WORDS);
        let event = scene.has(inner.0, inner.1, EVENTS)
            || scene.has(clause.0, clause.1, EVENTS) && !scene.has(clause.0, clause.1, GOAL_WORDS);
        let described = described(scene, wider).is_some();
        if event || !(goal || described || after.is_some()) {
            continue;
        }
        let penalty = scene.has(inner.0, inner.1, PENALTY_WORDS);
        out.push(Telling {
            actor: None,
            at: minute.from,
            minute: Some(i),
            part: part_in(scene, clause.0, clause.1).map(|p| (p, true)),
            own: scene.has(inner.0, inner.1, &["autogol", "autorete", "own goal"]),
            penalty,
            told: goal || after.is_some(),
            after,
            again: scene.has(clause.0, clause.1, AGAIN_WORDS),
        });
    }
    out
}

const PENALTY_WORDS: &[&str] =
    &["rigore", "dal dischetto", "dagli undici metri", "penalty", "from the spot", "spot kick"];

const AGAIN_WORDS: &[&str] = &[
    "bis",
    "his second",
    "s second",
    "il secondo",
    "la seconda",
    "ancora lui",
    "di nuovo lui",
    "sempre lui",
    "again",
    "once more",
    "brace",
    "doppietta",
];

/// A person told by what he is and not by name: "il capitano", "the 19-year-old".
pub(super) fn described(
    scene: &Scene<'_, '_, '_, '_>,
    (from, to): (usize, usize),
) -> Option<(usize, usize)> {
    const ARTICLES: &[&str] = &[
        "il", "lo", "l", "la", "del", "dello", "dell", "della", "al", "allo", "all", "dal", "the",
        "their", "a", "stesso", "dallo",
    ];
    const NOUNS: &[&str] = &[
        "capitano",
        "centravanti",
        "attaccante",
        "difensore",
        "centrocampista",
        "terzino",
        "bomber",
        "fantasista",
        "trequartista",
        "esterno",
        "ala",
        "punta",
        "fuoriclasse",
        "regista",
        "centrale",
        "mediano",
        "numero",
        "subentrato",
        "neoentrato",
        "debuttante",
        "esordiente",
        "veterano",
        "giovane",
        "captain",
        "skipper",
        "striker",
        "forward",
        "midfielder",
        "defender",
        "winger",
        "substitute",
        "teenager",
        "playmaker",
        "veteran",
        "debutant",
        "talisman",
    ];
    let lattice = scene.lattice;
    let person = |at: usize| {
        let i = lattice.covered.get(at).copied().flatten()?;
        matches!(lattice.mentions[i as usize].who, Who::People(_) | Who::Unknown).then_some(i)
    };
    (from + 1..to).find_map(|at| {
        let word = scene.fold(at);
        let aged = word == "enne"
            || word.ends_with("enne") && word.len() > 6
            || word == "old" && scene.fold(at - 1).starts_with("year");
        let backs = matches!(word, "back" | "half")
            && at > from + 1
            && matches!(
                scene.fold(at - 1),
                "full" | "centre" | "center" | "wing" | "left" | "right" | "-"
            );
        let noun = NOUNS.contains(&word) || aged || backs;
        let reach = if aged || backs { 4 } else { 2 };
        let article =
            (at.saturating_sub(reach).max(from)..at).any(|i| ARTICLES.contains(&scene.fold(i)));
        let of = matches!(scene.fold(at + 1), "del" | "dell" | "dello" | "della" | "di" | "of");
        let titled = (at + 1..(at + 3).min(to)).any(|i| !of && person(i).is_some())
            || at >= 2
                && (at.saturating_sub(4)..at).any(|i| person(i).is_some())
                && (at.saturating_sub(3)..at).any(|i| scene.fold(i) == ",");
        (noun && article && !titled).then_some((at, at + 1))
    })
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
    let mut out = nearest_actors(scene, actors, game);
    // Who has more minutes beside him than goals lends the farthest to somebody in
    // the sentence who has none: "Molino, his strike five minutes from the end
    // cancelling out Cephas's opener on 63".
    for i in 0..actors.len() {
        let held = super::minutes::goals_of(scene, &actors[i]);
        let own: Vec<usize> =
            (0..out.len()).filter(|m| out[*m] == Some(i) && !scene.minutes[*m].chained).collect();
        if held == 0 || own.len() <= held {
            continue;
        }
        let at = |m: usize| cost(scene, &scene.minutes[m], &actors[i]);
        let Some(farthest) = own.into_iter().max_by_key(|m| at(*m)) else { continue };
        let minute = &scene.minutes[farthest];
        let (from, to) = scene.lattice.text.sentence_of(minute.from);
        let free = actors
            .iter()
            .enumerate()
            .filter(|(j, a)| {
                *j != i
                    && a.scored
                    && a.game == game
                    && from <= a.from
                    && a.from < to
                    && !out.contains(&Some(*j))
                    && a.people != actors[i].people
            })
            .map(|(j, a)| (cost(scene, minute, a), j))
            .min()
            .filter(|(cost, _)| *cost <= 42);
        if let Some((_, j)) = free {
            out[farthest] = Some(j);
        }
    }
    out
}

/// Whether an unknown name is that of a club or a ground: "il terzino del Bayern",
/// "at the Azadi".
fn of_something(scene: &Scene<'_, '_, '_, '_>, actor: &Actor) -> bool {
    let before = actor.from.checked_sub(1).map_or("", |i| scene.fold(i));
    matches!(before, "del" | "dell" | "dello" | "della" | "of" | "the" | "al" | "allo" | "all")
}

/// The actor who stands nearest to each minute.
fn nearest_actors(
    scene: &Scene<'_, '_, '_, '_>,
    actors: &[Actor],
    game: GameIx,
) -> Vec<Option<usize>> {
    let mut out: Vec<Option<usize>> = Vec::new();
    for minute in scene.minutes {
        let (from, to) = scene.lattice.text.sentence_of(minute.from);
        let clause = scene.clause(minute.from, 2);
        let event =
            scene.has(clause.0, clause.1, EVENTS) && !scene.has(clause.0, clause.1, GOAL_WORDS);
        let said = scene.told_as_fact(minute.from);
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
            .filter(|(_, a)| from <= a.from && a.from < to && (!a.aside || a.scored || a.told))
            .filter(|(_, a)| !a.people.is_empty() || !of_something(scene, a))
            .filter(|(_, a)| !told_before(scene, minute, a))
            .map(|(i, a)| (cost(scene, minute, a), a.from > minute.from, i))
            .min();
        let near =
            near.filter(|(cost, ..)| *cost <= reach(scene, actors, (from, to))).map(|(.., i)| i);
        let near = near.filter(|i| actors[*i].game == game);
        out.push(near.filter(|i| nearer_described(scene, minute, &actors[*i]).is_none()));
    }
    out
}

/// How far a minute may stand from a name: farther where the sentence names nobody
/// else.
fn reach(scene: &Scene<'_, '_, '_, '_>, actors: &[Actor], (from, to): (usize, usize)) -> u32 {
    let mut here = actors.iter().filter(|a| from <= a.from && a.from < to);
    match (here.next(), here.next()) {
        (Some(one), None) if one.scored && described(scene, (from, to)).is_none() => 80,
        _ => 42,
    }
}

/// Whether the clause of a name is about the match of its goal.
fn bound(scene: &Scene<'_, '_, '_, '_>, actor: &Actor) -> bool {
    if let Some(other) = super::minutes::elsewhere_at(scene, actor.from) {
        let rest = other.games.iter().filter(|g| **g != actor.game);
        if actor.scored
            && !rest.clone().any(|g| super::episodes::plays_in(scene, &actor.people, *g))
        {
            return true;
        }
        let sentence = scene.lattice.text.sentence_of(actor.from);
        return other.games.contains(&actor.game)
            || minute_of_goal(scene, actor.from, actor.game)
            || other.or_main && actor.scored
            || actor.scored && super::both_named(scene, sentence, actor.game);
    }
    let (a, b) = scene.clause(actor.from, if actor.scored { 2 } else { 3 });
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

/// Whether the clause of a name tells a minute of one of the goals of its match, and no
/// score and no team that does not play there.
pub(super) fn minute_of_goal(scene: &Scene<'_, '_, '_, '_>, at: usize, game: GameIx) -> bool {
    let (a, b) = scene.clause(at, 2);
    let Some(goals) = steps(scene.frame.prepared.get(game)) else { return false };
    let of_goal = |m: &WrittenMinute| {
        !m.relative
            && goals
                .iter()
                .filter_map(|g| g.goal.minute)
                .any(|held| m.values.iter().any(|v| minute_agrees(*v, held)))
    };
    let outsider = scene.lattice.mentions[scene.lattice.mentions_in(a, b)]
        .iter()
        .any(|m| matches!(&m.who, Who::Teams(t) if !t.iter().any(|t| scene.plays(game, *t))));
    !outsider
        && !(a..b).any(|i| scene.lattice.scores[i].is_some())
        && scene.minutes.iter().any(|m| a <= m.from && m.to <= b && of_goal(m))
}

/// Somebody told without his name who stands nearer to a minute than a name.
pub(super) fn nearer_described(
    scene: &Scene<'_, '_, '_, '_>,
    minute: &WrittenMinute,
    actor: &Actor,
) -> Option<(usize, usize)> {
    if actor.from >= minute.to {
        let clause = scene.clause(minute.from, 2);
        return described(scene, (clause.0, minute.from)).filter(|_| clause.1 <= actor.from);
    }
    described(scene, (actor.to, minute.from))
}

/// "Il suo bis al 79' e il sigillo di Mancini": of somebody who is told before.
pub(super) fn told_before(
    scene: &Scene<'_, '_, '_, '_>,
    minute: &WrittenMinute,
    actor: &Actor,
) -> bool {
    const HIS: &[&str] = &["suo bis", "sua doppietta", "bis personale", "his second", "his brace"];
    let (from, _) = scene.clause(minute.from, 1);
    actor.from >= minute.to && scene.has(from, minute.from, HIS)
}
