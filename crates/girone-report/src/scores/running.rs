//! Scores on the way.

use super::*;

/// Whether a score is one on the way to the end.
pub(super) fn running(
    scene: &Scene<'_, '_, '_, '_>,
    at: usize,
    score: WrittenScore,
    (from, to): (usize, usize),
) -> bool {
    let before =
        |n: usize| at.checked_sub(n).map_or("", |i| if i >= from { scene.fold(i) } else { "" });
    let after = |n: usize| if score.to + n < to { scene.fold(score.to + n) } else { "" };
    // "Da 3-0 a 3-3", "from 3-0 to 3-3".
    let ends = |i: usize| {
        (i.saturating_sub(5)..i).any(|k| scene.lattice.scores[k].is_some_and(|s| s.to == i))
    };
    let on_to = matches!(before(1), "a" | "al" | "to") && ends(at - 1);
    let way = matches!(before(1), "da" | "dal" | "dallo" | "from")
        && matches!(after(0), "a" | "al" | "allo" | "to")
        && (score.to + 1..score.to + 3)
            .any(|i| scene.lattice.scores.get(i).is_some_and(|s| s.is_some()));
    // "At 1-1 it stayed until": for as long as it did.
    let stayed = matches!(after(0), "it" | "they" | "si" | "resta" | "rimane")
        && scene.has(
            score.to,
            (score.to + 4).min(to),
            &["stayed", "remained", "stood", "resta", "rimane"],
        );
    if on_to || way || stayed {
        return true;
    }
    match scene.lattice.lang {
        Lang::It => {
            let verb = scene.has(
                from,
                at,
                &[
                    "porta",
                    "portano",
                    "fissa",
                    "segna*",
                    "firma*",
                    "sigla*",
                    "realizza*",
                    "trova",
                    "vale",
                    "momentaneo",
                    "provvisorio",
                    "parziale",
                    "accorcia*",
                    "riporta*",
                    "raddoppi*",
                    "allunga*",
                    "griff*",
                    "cala",
                    "calando",
                ],
            );
            let follows = matches!(after(0), "di" | "del" | "della" | "dell" | "con")
                && after(1) != "il"
                && {
                    let person = scene.lattice.mention(score.to + 1).map(|m| &m.who);
                    matches!(person, Some(Who::People(_) | Who::Unknown))
                };
            let ahead =
                matches!(before(1), "avanti" | "sotto" | "sopra" | "vantaggio" | "svantaggio")
                    || (matches!(before(1), "sul" | "sullo" | "dal" | "dallo" | "dall" | "sull")
                        && !scene.has(
                            from,
                            at,
                            &["finisce", "finita", "chiude", "termina", "chiuso"],
                        ))
                    || (matches!(before(1), "per") && verb)
                    || matches!(before(1), "momentaneo" | "provvisorio" | "parziale");
            let of_goal = matches!(before(1), "del" | "dell" | "dello")
                && scene.has(from, at, &["gol", "rete", "goal"]);
            // "Azione perfetta per l'1-2", "che vale il 2-1".
            let for_it = matches!(before(1), "il" | "l" | "lo") && before(2) == "per";
            let put = matches!(before(1), "il" | "l" | "lo") && verb || for_it;
            follows || ahead || put || of_goal
        }
        Lang::En => {
            let made = scene.has(
                from,
                at,
                &[
                    "made it",
                    "make it",
                    "making it",
                    "to make",
                    "made the",
                    "cut the",
                    "cut it",
                    "pulled it",
                    "brought it",
                    "level at",
                    "levelled at",
                    "it was",
                    "extend*",
                    "stretch*",
                    "restor*",
                    "reduced",
                    "halved",
                    "put",
                ],
            );
            let put_up = matches!(
                after(0),
                "up" | "down" | "ahead" | "lead" | "behind" | "advantage" | "deficit" | "cushion"
            );
            let at_word = matches!(before(1), "to" | "at" | "from" | "for" | "it")
                && (made || matches!(before(1), "from" | "it"));
            let led =
                scene.has(
                    from,
                    at,
                    &["led", "leading", "trailed", "trailing", "ahead at", "came from"],
                ) && !scene.has(from, at, &["beat", "won", "win", "wins", "victory", "beating"]);
            put_up || at_word || led
        }
    }
}

/// The score that the goal of a person named in the clause made.
pub(super) fn score_by_person(
    scene: &Scene<'_, '_, '_, '_>,
    game: GameIx,
    at: usize,
    (from, to): (usize, usize),
    goals: (u8, u8),
) -> Option<String> {
    let m = scene.frame.prepared.get(game);
    let steps = crate::judge::steps(m)?;
    let person = scene.lattice.mentions[scene.lattice.mentions_in(from, to)]
        .iter()
        .filter_map(|x| match &x.who {
            Who::People(p) => Some((x.from.abs_diff(at), p)),
            _ => None,
        })
        .min_by_key(|x| x.0)?
        .1;
    let step = steps
        .iter()
        .filter(|s| s.goal.scorer.is_some_and(|p| person.contains(&p)))
        .min_by_key(|s| {
            let (a, b) = (s.after[s.goal.side], s.after[!s.goal.side]);
            (a.abs_diff(goals.0) + b.abs_diff(goals.1))
                .min(a.abs_diff(goals.1) + b.abs_diff(goals.0))
        })?;
    let side = m.fixture.side_of(scene.side(game)).unwrap_or(Side::Home);
    Some(format!("{}-{}", step.after[side], step.after[!side]))
}
