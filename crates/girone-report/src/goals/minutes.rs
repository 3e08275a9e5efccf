//! Minutes paired with those who scored in them.

use girone_model::Minute;

use super::telling::{Aligned, Timing};
use super::*;

/// Words of what happens in a match beside goals.
pub(super) const EVENTS: &[&str] = &[
    "espuls*",
    "rosso",
    "ammoni*",
    "palo",
    "traversa",
    "sostitu*",
    "infortun*",
    "parata",
    "para",
    "var",
    "annulla*",
    "fallit*",
    "sbaglia*",
    "entra",
    "esce",
    "cambio",
    "inferiorita",
    "incrocio",
    "miracolo",
    "respin*",
    "salva*",
    "sfiora*",
    "occasione",
    "doppio giallo",
    "in dieci",
    "sent off",
    "red card",
    "dismiss*",
    "booked",
    "yellow",
    "post",
    "crossbar",
    "woodwork",
    "replaced",
    "came on for",
    "came on as",
    "came off",
    "injur*",
    "saved",
    "save",
    "missed",
    "disallowed",
    "ruled out",
    "reduced to ten",
    "ten men",
    "rimasto in",
    "rimane in",
    "resta in",
    "restano in",
    "lascia* il campo",
    "bar",
    "cleared",
    "off the line",
    "denied",
    "chance",
    "uscito",
    "escono",
    "fuori al",
    "fuori dopo",
    "fuori per",
    "off after",
    "off on",
    "off in",
    "off injured",
    "off hurt",
    "goes off",
    "going off",
    "limp*",
    "withdrawn",
    "stretcher*",
    "richiama*",
    "senza un tiro",
    "without a shot",
    "dice no",
    "dice di no",
    "says no",
    "said no",
    "parri*",
    "wide of",
    "over the bar",
    "a lato",
    "sul fondo",
    "sopra la traversa",
];

pub(super) const GOAL_WORDS: &[&str] = &[
    "segn*",
    "rete",
    "reti",
    "gol",
    "goal*",
    "marcat*",
    "realizz*",
    "trasform*",
    "insacc*",
    "firma*",
    "sigla*",
    "timbra*",
    "sblocca*",
    "apre",
    "vantaggio",
    "pareggi*",
    "pari",
    "raddoppi*",
    "tris",
    "poker",
    "doppietta",
    "tripletta",
    "autogol",
    "autorete",
    "accorcia*",
    "decide",
    "decisivo",
    "a segno",
    "avanti",
    "scor*",
    "netted",
    "struck",
    "header",
    "headed",
    "fired",
    "equalis*",
    "levell*",
    "opener",
    "opened",
    "winner",
    "doubled",
    "added",
    "brace",
    "hat trick",
    "ahead",
    "lead",
    "pulled",
    "replied",
];

/// Pairs minutes with persons.
pub(super) fn minute_statements(
    scene: &Scene<'_, '_, '_, '_>,
    actors: &[Actor],
    aligned: &Aligned,
    out: &mut Vec<Statement>,
) {
    let named = &aligned.named;
    let mut last: Option<usize> = None;
    // Who has a minute of his own beside him is not meant by another one.
    let taken: Vec<Option<usize>> = scene
        .minutes
        .iter()
        .map(|m| nearest(scene, m, actors).first().map(|(_, a)| a.mention))
        .collect();
    for (index, minute) in scene.minutes.iter().enumerate() {
        let Some(game) = scene.game_at(minute.from) else { continue };
        if until(scene, minute) {
            continue;
        }
        if let Some(statement) = aligned.timings[index].and_then(|t| timed(scene, minute, t)) {
            out.push(statement);
            last = nearest(scene, minute, actors).first().map(|(_, a)| a.mention);
            continue;
        }
        if aligned.unnamed[index] {
            // Told of somebody who is not named here: of no name beside it.
            let any = |v: &Minute| Claim::GoalMinute { game, person: None, part: None, minute: *v };
            let readings = minute.values.iter().map(any).collect();
            out.push(Statement::new(minute.from, minute.to, readings).unsure());
            continue;
        }
        let mut near = nearest(scene, minute, actors);
        let clause = scene.clause(minute.from, 2);
        if minute.chained
            && let Some(at) = near.iter().position(|(_, a)| Some(a.mention) == last)
        {
            near = vec![near[at]];
        }
        last = near.first().map(|(_, a)| a.mention);
        let best =
            near.first().filter(|(cost, _)| minute.chained || near.len() == 1 || *cost <= 42);
        if let Some((cost, actor)) = best {
            if !actor.scored && actor.meant.is_none() {
                // The minute of somebody who did not score: any goal then.
                let readings = minute
                    .values
                    .iter()
                    .map(|v| Claim::GoalMinute { game, person: None, part: None, minute: *v })
                    .collect();
                out.push(Statement::new(minute.from, minute.to, readings).unsure());
                continue;
            }
            let event =
                scene.has(clause.0, clause.1, EVENTS) && !scene.has(clause.0, clause.1, GOAL_WORDS);
            let mut readings = claims(actor, minute);
            for (other_cost, other) in near.iter().skip(1).take(2) {
                // Another person beside the minute may be the one meant.
                let has_own =
                    taken.iter().enumerate().any(|(i, t)| i != index && *t == Some(other.mention));
                if other.scored && !has_own && *other_cost <= cost + 12 {
                    readings.extend(claims(other, minute));
                }
            }
            let mut statement = Statement::new(minute.from, minute.to, readings);
            if minute.relative && minute.values.is_empty() {
                continue;
            }
            // More minutes than goals beside a person: the farther ones are of
            // something else.
            let own: Vec<usize> = taken
                .iter()
                .enumerate()
                .filter(|(_, t)| **t == Some(actor.mention))
                .map(|(i, _)| i)
                .collect();
            let goals = goals_of(scene, actor);
            let closer = own
                .iter()
                .filter(|i| **i != index && cost_of(scene, &scene.minutes[**i], actor) < *cost)
                .count();
            let extra = own.len() > goals && closer >= goals && !minute.chained;
            // A goal told in between without its scorer: "Messi (109') e terza rete
            // del francese (118')".
            let apart = scene.minutes.iter().any(|m| {
                actor.to <= m.from && m.to <= minute.from && !minute.chained && {
                    (m.to..minute.from).any(|i| {
                        !matches!(
                            scene.fold(i),
                            "e" | "ed"
                                | "and"
                                | "al"
                                | "all"
                                | "poi"
                                | "then"
                                | ","
                                | "("
                                | ")"
                                | "'"
                                | "on"
                                | "again"
                                | "ancora"
                                | "in"
                                | "the"
                                | "di"
                                | "nuovo"
                                | "infine"
                                | "both"
                        )
                    })
                }
            });
            let noun = scene.has(
                actor.to,
                minute.from,
                &[
                    "rete", "gol", "goal", "tris", "poker", "terza", "third", "terzo", "secondo",
                    "second",
                ],
            );
            let told =
                own.iter().filter(|i| **i != index && agrees(scene, actor, &scene.minutes[**i]));
            let surplus = told.count() >= goals;
            // "Oyarzabal due volte e un'autorete al 49'": a goal of somebody else.
            let words = &["autorete", "autogol", "own goal"];
            let own_goal = scene.has((actor.to + 2).min(minute.from), minute.from, words);
            let round = ["ora", "hour", "mezzora"].contains(&scene.fold(minute.to - 1));
            if own_goal
                || (surplus || round || own.len() > goals)
                    && of_another(scene, actor, minute, named)
            {
                statement = statement.unsure();
            }
            if actor.open
                || event
                || extra
                || (apart && noun)
                || minute.relative && in_doubt(minute)
            {
                statement = statement.unsure();
            }
            out.push(statement);
            continue;
        }
        if minute.values.is_empty() {
            continue;
        }
        let wider = scene.clause(minute.from, 5);
        let told =
            scene.has(wider.0, wider.1, GOAL_WORDS) && !scene.has(clause.0, clause.1, EVENTS);
        if told {
            out.extend(impersonal(scene, game, minute, clause));
        }
    }
}

/// What the telling as a whole says of a minute.
fn timed(
    scene: &Scene<'_, '_, '_, '_>,
    minute: &WrittenMinute,
    timing: Timing,
) -> Option<Statement> {
    let (game, person) = match timing {
        Timing::Right { game, person } | Timing::Wrong { game, person } => (game, person),
    };
    let claim =
        |v: &Minute| Claim::GoalMinute { game, person: Some(person), part: None, minute: *v };
    let statement =
        Statement::new(minute.from, minute.to, minute.values.iter().map(claim).collect());
    if let Timing::Right { .. } = timing {
        return Some(statement);
    }
    if !crate::guard::binds_minute(scene, (minute.from, minute.to), game, Some(person)) {
        return None;
    }
    let minutes = steps(scene.frame.prepared.get(game))?;
    let minutes: Vec<String> = minutes
        .iter()
        .filter(|s| s.goal.scorer == Some(person))
        .filter_map(|s| Some(s.goal.minute?.base.to_string()))
        .collect();
    let mut statement = statement.settled("goal.minute", game, true);
    statement.right = Some(minutes.join(", "));
    Some(statement)
}

/// Whether a minute is that of a goal of somebody else for which he is not named.
fn of_another(
    scene: &Scene<'_, '_, '_, '_>,
    actor: &Actor,
    minute: &WrittenMinute,
    named: &[(GameIx, usize)],
) -> bool {
    let Some(goals) = steps(scene.frame.prepared.get(actor.game)) else { return false };
    goals.iter().enumerate().any(|(i, step)| {
        !named.contains(&(actor.game, i))
            && step.goal.scorer.is_none_or(|p| !actor.people.contains(&p))
            && step.goal.minute.is_some_and(|h| about(scene, minute, h))
    })
}

/// Whether a minute may be one of the record; "alla mezz'ora" may be a few minutes off.
pub(super) fn about(scene: &Scene<'_, '_, '_, '_>, minute: &WrittenMinute, held: Minute) -> bool {
    let round = matches!(scene.fold(minute.to - 1), "ora" | "hour" | "mezzora");
    let near = |v: &Minute| round && v.base.abs_diff(held.base) <= 4;
    minute.values.iter().any(|v| minute_agrees(*v, held) || near(v))
}

/// Whether a minute is that of one of the goals of somebody.
fn agrees(scene: &Scene<'_, '_, '_, '_>, actor: &Actor, minute: &WrittenMinute) -> bool {
    claims(actor, minute).iter().any(|c| scene.judge.judge(c).says == crate::judge::Says::Yes)
}

/// "Fino al 120'", "until the 80th minute": no goal was then.
pub(super) fn until(scene: &Scene<'_, '_, '_, '_>, minute: &WrittenMinute) -> bool {
    minute
        .from
        .checked_sub(1)
        .is_some_and(|i| matches!(scene.fold(i), "fino" | "sino" | "until" | "till" | "finche"))
        || matches!(scene.fold(minute.from), "fino" | "sino")
        // "Fra il 23' e il 29'": a stretch of play.
        || (minute.from.saturating_sub(10)..minute.from).any(|i| {
            let tokens = &scene.lattice.text.tokens;
            matches!(scene.fold(i), "fra" | "tra" | "between")
                && !(i > 0 && scene.fold(i - 1) == "in")
                && tokens[i].sentence == tokens[minute.from].sentence
        })
}

/// The persons of a minute's sentence who may have scored, nearest first.
pub(super) fn nearest<'a>(
    scene: &Scene<'_, '_, '_, '_>,
    minute: &WrittenMinute,
    actors: &'a [Actor],
) -> Vec<(u32, &'a Actor)> {
    let (from, to) = scene.lattice.text.sentence_of(minute.from);
    let mut near: Vec<(u32, &Actor)> = actors
        .iter()
        .filter(|a| from <= a.from && a.from < to)
        .filter(|a| a.scored || a.meant.is_some() || known_player(scene, a) && !a.aside)
        .map(|a| (cost(scene, minute, a), a))
        .collect();
    near.sort_by_key(|(cost, a)| (*cost, a.from > minute.from));
    near
}

/// How many goals a person scored in the match.
pub(super) fn goals_of(scene: &Scene<'_, '_, '_, '_>, actor: &Actor) -> usize {
    let happened = scene.frame.prepared.get(actor.game).happened.as_ref();
    happened.map_or(0, |h| {
        h.goals
            .iter()
            .filter(|g| {
                g.scorer.is_some_and(|p| actor.people.contains(&p) || actor.meant == Some(p))
            })
            .count()
    })
}

pub(super) fn in_doubt(minute: &WrittenMinute) -> bool {
    minute.values.len() > 1
}

pub(super) fn claims(actor: &Actor, minute: &WrittenMinute) -> Vec<Claim> {
    let meant = actor.meant.as_slice();
    let people = if meant.is_empty() { actor.people.as_slice() } else { meant };
    people
        .iter()
        .flat_map(|p| {
            minute.values.iter().map(|v| Claim::GoalMinute {
                game: actor.game,
                person: Some(*p),
                part: None,
                minute: *v,
            })
        })
        .collect()
}

pub(super) fn known_player(scene: &Scene<'_, '_, '_, '_>, actor: &Actor) -> bool {
    !actor.people.is_empty() && plays_for_side(scene, actor)
}

pub(super) fn cost(scene: &Scene<'_, '_, '_, '_>, minute: &WrittenMinute, actor: &Actor) -> u32 {
    let apart = if actor.from >= minute.to {
        actor.from - minute.to
    } else {
        minute.from.saturating_sub(actor.to)
    };
    // "Nagy e, a un minuto dalla fine, Gazdag": what stands between commas after an
    // "and" is told of who follows.
    let word = |i: usize| scene.fold(i);
    let adverb = matches!(
        word(minute.from.wrapping_sub(1)),
        "proprio" | "gia" | "solo" | "soltanto" | "appena" | "only" | "just" | "right" | "finally"
    );
    let head = minute.from - usize::from(adverb).min(minute.from);
    let ahead = head >= 2
        && word(head - 1) == ","
        && matches!(word(head - 2), "e" | "ed" | "and" | "poi" | "then" | "infine" | ",")
        && word(minute.to) == ",";
    if ahead && actor.from >= minute.to && apart <= 3 {
        return 0;
    }
    // The list of minutes of one person: "on 36 and 40".
    // A person who comes after a break belongs to what is told next.
    let weight = if actor.from >= minute.to { 10 } else { 6 };
    let mut gap = scene.discourse.gap(minute.from, actor.from);
    // "Vlahovic dopo un minuto": the word that begins a minute parts nobody from it.
    if actor.from < minute.from && matches!(scene.fold(minute.from), "dopo" | "after" | "prima") {
        gap -= gap.min(u32::from(scene.discourse.gaps[minute.from]));
    }
    // "Reti: 2' Rabiot; 33' aut. Vicario": the minute before the name.
    let heads = minute.from == 0
        || matches!(word(minute.from - 1), ":" | ";")
        || scene.lattice.text.sentence_of(minute.from).0 == minute.from;
    let heads = heads || leads(scene, minute);
    let kind = |i: usize| {
        word(i).len() == 1
            || matches!(word(i), "aut" | "rig" | "r" | "pen" | "og" | "." | "(" | ")")
    };
    if heads && actor.from >= minute.to && apart <= 4 && (minute.to..actor.from).all(kind) {
        return 0;
    }
    // "Raddoppia su rigore al 72', quindi Neto": a goal that is told before.
    let (from, _) = scene.clause(minute.from, 2);
    // "Took the lead on 38 when Andersen": what follows says how.
    let how = matches!(
        word(minute.to),
        "when" | "as" | "quando" | "con" | "through" | "thanks" | "grazie"
    );
    let told =
        actor.from >= minute.to && gap >= 1 && !how && scene.has(from, minute.from, GOAL_WORDS);
    weight * gap + apart as u32 + if told { 25 } else { 0 }
}

/// Whether the minutes of a list in brackets stand before the names: "(16' e 65'
/// Sørensen, 36' aut. Roganović)".
fn leads(scene: &Scene<'_, '_, '_, '_>, minute: &WrittenMinute) -> bool {
    let Some((open, close)) = brackets(scene, minute.from) else { return false };
    let first = scene.minutes.iter().any(|m| m.from == open + 1);
    let named = scene.lattice.covered[close - 1].is_some_and(|m| {
        matches!(scene.lattice.mentions[m as usize].who, Who::People(_) | Who::Unknown)
    });
    first && named
}

/// The brackets around a token.
pub(super) fn brackets(scene: &Scene<'_, '_, '_, '_>, at: usize) -> Option<(usize, usize)> {
    let (first, _) = scene.lattice.text.sentence_of(at);
    let open = (first..at).rev().find(|i| scene.fold(*i) == "(")?;
    let close = scene.discourse.closing[open]? as usize;
    (at < close).then_some((open, close))
}

/// The other match that the words at a token speak of; what stands in brackets belongs
/// to what stands before them.
pub(super) fn elsewhere_at<'s>(
    scene: &'s Scene<'_, '_, '_, '_>,
    at: usize,
) -> Option<&'s crate::elsewhere::Elsewhere> {
    let told = scene.elsewhere.at(at)?;
    match brackets(scene, at) {
        Some((open, close)) if !(open..close).any(|i| scene.lattice.scores[i].is_some()) => {
            open.checked_sub(1).and_then(|i| scene.elsewhere.at(i))
        }
        _ => Some(told),
    }
}

pub(super) fn cost_of(scene: &Scene<'_, '_, '_, '_>, minute: &WrittenMinute, actor: &Actor) -> u32 {
    cost(scene, minute, actor)
}

/// A goal without its scorer: "con una rete al 58'".
pub(super) fn impersonal(
    scene: &Scene<'_, '_, '_, '_>,
    game: GameIx,
    minute: &WrittenMinute,
    (from, to): (usize, usize),
) -> Option<Statement> {
    let all = steps(scene.frame.prepared.get(game))?;
    let fixture = &scene.frame.prepared.get(game).fixture;
    let team = scene
        .candidates(minute.from)
        .into_iter()
        .find(|c| fixture.side_of(c.team).is_some())
        .and_then(|c| fixture.side_of(c.team));
    let part = part_in(scene, from, to);
    let fits: Vec<&Step> = match (part, all.len()) {
        (_, 1) => all.iter().collect(),
        (Some(part), _) => all.iter().filter(|s| s.plays(part, &all)).collect(),
        (None, _) => {
            let of_team: Vec<&Step> =
                all.iter().filter(|s| team.is_none_or(|t| s.goal.side == t)).collect();
            if of_team.len() == 1 { of_team } else { Vec::new() }
        }
    };
    let claim = |person| {
        minute
            .values
            .iter()
            .map(move |v| Claim::GoalMinute { game, person, part: None, minute: *v })
            .collect::<Vec<Claim>>()
    };
    if let [step] = fits.as_slice() {
        let mut readings = claim(step.goal.scorer);
        if all.len() > 1 {
            // Any other goal then would be an unlikely coincidence.
            readings.extend(claim(None));
        }
        let mut statement = Statement::new(minute.from, minute.to, readings);
        statement.right = step.goal.minute.map(|m| m.base.to_string());
        return Some(statement);
    }
    Some(Statement::new(minute.from, minute.to, claim(None)).unsure())
}

/// The part of a goal that a clause names without a person.
pub(super) fn part_in(scene: &Scene<'_, '_, '_, '_>, from: usize, to: usize) -> Option<Part> {
    const PARTS: [(&str, Part); 22] = [
        ("sblocca*", Part::Opener),
        ("apre", Part::Opener),
        ("opener", Part::Opener),
        ("opened", Part::Opener),
        ("deadlock", Part::Opener),
        ("vantaggio", Part::GoAhead),
        ("avanti", Part::GoAhead),
        ("ahead", Part::GoAhead),
        ("lead", Part::GoAhead),
        ("pareggi*", Part::Equaliser),
        ("pari", Part::Equaliser),
        ("equalis*", Part::Equaliser),
        ("levell*", Part::Equaliser),
        ("raddoppi*", Part::Doubles),
        ("doubled", Part::Doubles),
        ("winner", Part::Winner),
        ("decisivo", Part::Winner),
        ("decide", Part::Winner),
        ("tris", Part::OfTeam(3)),
        ("accorcia", Part::PullsBack),
        ("consolation", Part::Consolation),
        ("poker", Part::OfTeam(4)),
    ];
    PARTS.iter().find(|(word, _)| scene.has(from, to, &[word])).map(|p| p.1)
}
