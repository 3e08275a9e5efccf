//! Of which match a name is told, where a sentence speaks of more than one.

use girone_model::TeamId;

use super::*;

/// Which match the words nearest to a name tell of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Episode {
    /// The match that its sentence is about.
    Own,
    /// Another one.
    Other(GameIx),
    /// The words do not say.
    Untold,
}

/// Finds the match of which somebody who did not score in the match of his sentence is
/// told: that of the nearest score, scorer, town or pair of teams before his name, or
/// after it.
pub(super) fn episode(
    scene: &Scene<'_, '_, '_, '_>,
    (from, to): (usize, usize),
    people: &[PersonId],
    game: GameIx,
) -> Episode {
    let (first, last) = scene.lattice.text.sentence_of(from);
    let near = scene.frame.subjects.iter().copied().filter(|g| *g != game);
    let others: Vec<GameIx> = near.collect();
    let mut best: Option<(usize, GameIx)> = None;
    let mut see = |at: (usize, usize), found: GameIx| {
        let apart = if at.1 <= from {
            from - at.1
        } else if at.0 >= to {
            2 * (at.0 - to) + 6
        } else {
            return;
        };
        if best.is_none_or(|b| apart < b.0) {
            best = Some((apart, found));
        }
    };
    for at in first..last {
        let Some(score) = scene.lattice.scores[at] else { continue };
        let found = match scene.elsewhere.at(at) {
            Some(e) if e.games.len() == 1 && (e.sure || e.opposed) => Some(e.games[0]),
            Some(e) => {
                let date = |g: GameIx| scene.frame.prepared.get(g).fixture.when.date;
                let one = |fits: &dyn Fn(&GameIx) -> bool| {
                    let mut known = e.games.iter().filter(|g| fits(g));
                    known.next().copied().filter(|_| known.next().is_none())
                };
                // The one that is reported too, else the one of the same days.
                let near = |g: &GameIx| (date(*g) - date(game)).get_days().abs() <= 1;
                one(&|g| others.contains(g)).or_else(|| one(&near))
            }
            None => {
                let (a, b) = scene.clause(at, 3);
                let pair = others.iter().copied().find(|g| both_named(scene, (a, b), *g));
                let goals = (score.first, score.second);
                let ended = |g: GameIx| {
                    let held = scene.frame.prepared.get(g).score().map(|s| s.result);
                    held.is_some_and(|s| (s.home, s.away) == goals || (s.away, s.home) == goals)
                };
                let town = || {
                    let mut there =
                        others.iter().copied().filter(|g| town_named(scene, (a, b), *g));
                    there.next().filter(|_| there.next().is_none())
                };
                let own = || (ended(game) && !outsiders(scene, (a, b), game)).then_some(game);
                pair.or_else(own).or_else(town)
            }
        };
        if let Some(found) = found {
            see((at, score.to), found);
        }
    }
    for m in &scene.lattice.mentions[scene.lattice.mentions_in(first, last)] {
        if m.from == from {
            continue;
        }
        match &m.who {
            Who::People(p) => {
                let scored = |g: &GameIx| scene.judge.scorers(*g).iter().any(|s| p.contains(s));
                if scored(&game) {
                    see((m.from, m.to), game);
                } else if let [one] =
                    others.iter().filter(|g| scored(g)).copied().collect::<Vec<_>>().as_slice()
                {
                    see((m.from, m.to), *one);
                }
            }
            Who::Cities(towns) => {
                let there =
                    |g: &GameIx| towns.iter().any(|c| crate::elsewhere::in_town(scene, *g, *c));
                let placed = matches!(
                    scene.fold(m.from.wrapping_sub(1)),
                    "a" | "ad" | "in" | "at" | "di" | "da"
                );
                if !placed {
                    continue;
                }
                let mut found = others.iter().copied().filter(there);
                if there(&game) {
                    see((m.from, m.to), game);
                } else if let (Some(one), None) = (found.next(), found.next()) {
                    see((m.from, m.to), one);
                }
            }
            _ => {}
        }
    }
    let of_his = |g: GameIx| people.is_empty() || plays_in(scene, people, g);
    match best {
        Some((_, found)) if found == game => Episode::Own,
        Some((_, found)) if of_his(found) => Episode::Other(found),
        _ => Episode::Untold,
    }
}

/// Whether somebody is a player of a side of a match.
pub(super) fn plays_in(scene: &Scene<'_, '_, '_, '_>, people: &[PersonId], game: GameIx) -> bool {
    let sides = scene.frame.prepared.get(game).fixture.teams;
    people.iter().any(|p| {
        let teams = scene.frame.prepared.teams_of(*p);
        teams.iter().any(|t| sides.side_of(t).is_some())
    })
}

/// Whether a stretch names a team that does not play in a match.
fn outsiders(scene: &Scene<'_, '_, '_, '_>, (from, to): (usize, usize), game: GameIx) -> bool {
    scene.lattice.mentions[scene.lattice.mentions_in(from, to)]
        .iter()
        .any(|m| matches!(&m.who, Who::Teams(t) if !t.iter().any(|t| scene.plays(game, *t))))
}

/// Whether a stretch names the town of a match.
fn town_named(scene: &Scene<'_, '_, '_, '_>, (from, to): (usize, usize), game: GameIx) -> bool {
    scene.lattice.mentions[scene.lattice.mentions_in(from, to)].iter().any(|m| {
        matches!(&m.who, Who::Cities(c)
            if c.iter().any(|c| crate::elsewhere::in_town(scene, game, *c)))
    })
}

/// Whether a stretch names both sides of a match, or one and its town.
pub(crate) fn both_named(
    scene: &Scene<'_, '_, '_, '_>,
    (from, to): (usize, usize),
    game: GameIx,
) -> bool {
    let sides = scene.frame.prepared.get(game).fixture.teams;
    let mut seen: Vec<TeamId> = Vec::new();
    let mut town = false;
    for m in &scene.lattice.mentions[scene.lattice.mentions_in(from, to)] {
        match &m.who {
            Who::Teams(teams) => {
                seen.extend(teams.iter().copied().filter(|t| sides.side_of(t).is_some()));
            }
            Who::Cities(c) => {
                town |= c.iter().any(|c| crate::elsewhere::in_town(scene, game, *c));
            }
            _ => {}
        }
    }
    seen.sort_unstable();
    seen.dedup();
    seen.len() == 2 || seen.len() == 1 && town
}
