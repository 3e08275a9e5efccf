//! Which match a score is of, told by the words around it and not by the numbers.
//!
//! Whose the score is, against whom, where and when are read once; the match that
//! they tell is looked for, and only then the score is held against it. A score of
//! exactly one match that is another one is false; where a second match would do as
//! well nothing is said.

use jiff::ToSpan;

use super::told::{ROUND, Told, told};
use super::*;
use crate::check::Verdict;
use crate::discourse::Gate;
use crate::elsewhere::in_town;
use crate::judge::{Judged, Says, outcome_of};
use crate::prepared::goals_for;
use crate::statement::Weighed;

/// How far back a match is looked for that nothing but its town or opponent tells.
const YEAR: i32 = 400;

/// Reads a score of the one match that is meant.
pub(super) fn read(
    scene: &Scene<'_, '_, '_, '_>,
    at: usize,
    score: WrittenScore,
    natural: Option<&Statement>,
) -> Option<Statement> {
    let game = scene.game_at(at)?;
    if scene.frame.preview || scene.discourse.gates[at] != Gate::Open {
        return None;
    }
    if heading(scene, at).or_else(|| between(scene, at, score.to)).is_some() {
        return None;
    }
    let partial = |c: &Claim| {
        !matches!(c, Claim::Score { at: At::End, .. } | Claim::Score { at: At::Running, .. })
    };
    if natural.is_some_and(|s| s.readings.first().is_some_and(partial)) {
        return None;
    }
    let told = told(scene, game, at, score.to)?;
    let goals = (score.first, score.second);
    let (one, sure) = meant(scene, game, &told, goals)?;
    let prepared = scene.frame.prepared;
    let m = prepared.get(one);
    let owner = told
        .owner
        .or_else(|| told.owners.first().copied())
        .filter(|t| m.fixture.side_of(*t).is_some())
        .unwrap_or_else(|| scene.side(one));
    let (scored, conceded) = goals_for(m, owner)?;
    let ended = (scored, conceded);
    let agrees = goals == ended || goals == (conceded, scored);
    let bound = told.owner.is_some();
    if bound && told.outcome.is_some_and(|o| o != outcome_of(scored, conceded)) {
        return None;
    }
    // A score on the way to the end needs more than a verb to be the last one.
    if told.loose && !agrees && scene.frame.subjects.contains(&one) {
        let on_the_way = crate::judge::steps(m).is_none_or(|s| {
            s.iter().any(|s| {
                let now = (s.after[Side::Home], s.after[Side::Away]);
                now == goals || (now.1, now.0) == goals
            }) || goals == (0, 0)
        });
        if on_the_way {
            return None;
        }
    }
    let (verdict, says) = match agrees {
        true if !told.ended => return None,
        true => (Verdict::Confirmed, Says::Yes),
        false => {
            let off = goals.0.abs_diff(scored) + goals.1.abs_diff(conceded);
            // Against whoever it was in that time.
            if let (None, Some((first, last))) = (told.opponent, told.days)
                && super::resolved::ended_so(scene, owner, (first, last), goals)
            {
                return None;
            }
            let turned_off = goals.1.abs_diff(scored) + goals.0.abs_diff(conceded);
            if !sure || !told.ended || off.min(turned_off) > 4 {
                return None;
            }
            // Told as the text tells it: the winner's goals first if it does so.
            let drawn = goals.0 == goals.1 || scored == conceded;
            let turned = !drawn && (goals.0 > goals.1) != (scored > conceded);
            let (a, b) = if turned { (conceded, scored) } else { ended };
            (Verdict::Contradicted, Says::No(Some(format!("{a}-{b}"))))
        }
    };
    let claim = Claim::Score { game: one, team: owner, goals, at: At::End, either: true };
    let mut statement = Statement::new(at, score.to, vec![claim]);
    statement.weighed = Some(Weighed { verdict, judged: Judged::new(says, vec![one]) });
    Some(statement)
}

/// The match that is meant, and whether no other would do: of the first of those whose
/// it may be who has such a match.
fn meant(
    scene: &Scene<'_, '_, '_, '_>,
    game: GameIx,
    told: &Told,
    goals: (u8, u8),
) -> Option<(GameIx, bool)> {
    let owners: Vec<TeamId> = match told.owner {
        Some(t) => vec![t],
        None => told.owners.clone(),
    };
    if let Some(found) = beaten_in_brackets(scene, game, told, goals) {
        return found;
    }
    let mut found = owners.iter().filter_map(|t| meant_of(scene, game, told, *t, goals));
    let (one, sure) = found.next()?;
    let ended = |g: GameIx| {
        let s = scene.frame.prepared.get(g).score().map(|s| s.result);
        s.is_some_and(|s| (s.home, s.away) == goals || (s.away, s.home) == goals)
    };
    let other = found.any(|(g, _)| g != one && ended(g));
    let of_another = told.meeting && told.owner.is_none() && of_another(scene, one, goals);
    // "They had come for a party and got a 3-3 draw with Norway" is of today after all.
    if told.back && !told.meeting && told.days.is_none() && !ended(one) {
        let today = |g: &&GameIx| {
            let plays = |t: Option<TeamId>| t.is_none_or(|t| scene.plays(**g, t));
            plays(told.owner) && plays(told.opponent) && ended(**g)
        };
        if let Some(g) = scene.frame.subjects.iter().find(today) {
            return Some((*g, false));
        }
    }
    Some((one, sure && !other && !of_another))
}

/// Whether another match that is reported was played before and ended so: "October's
/// game" may be of any of them.
pub(super) fn of_another(scene: &Scene<'_, '_, '_, '_>, one: GameIx, goals: (u8, u8)) -> bool {
    let prepared = scene.frame.prepared;
    let cut = scene.frame.cut();
    scene.frame.subjects.iter().filter(|g| **g != one).any(|g| {
        let t = prepared.get(*g).fixture.teams;
        let met = prepared.meetings(t.home, t.away, &cut, &scene.frame.subjects);
        met.iter().rev().take(4).any(|m| {
            let s = prepared.get(*m).score().map(|s| s.result);
            m != g
                && *m != one
                && s.is_some_and(|s| (s.home, s.away) == goals || (s.away, s.home) == goals)
        })
    })
}

/// "Victories against Albania (2-0) and Latvia (3-0)": the name before the bracket may be
/// the one that was played against; `None` where it cannot be.
fn beaten_in_brackets(
    scene: &Scene<'_, '_, '_, '_>,
    game: GameIx,
    told: &Told,
    goals: (u8, u8),
) -> Option<Option<(GameIx, bool)>> {
    let team = told.owner.filter(|_| told.bracket && told.opponent.is_none())?;
    let prepared = scene.frame.prepared;
    let day = prepared.get(game).fixture.when.date;
    let (home, away) = scene.frame.sides()?;
    let cut = scene.frame.cut();
    let mut met: Vec<GameIx> = Vec::new();
    for t in [home, away].into_iter().filter(|t| *t != team) {
        let lately = prepared.meetings(t, team, &cut, &scene.frame.subjects);
        met.extend(lately.into_iter().rev().take(2).filter(|g| {
            let age = day.since(prepared.get(*g).fixture.when.date).map_or(0, |s| s.get_days());
            (0..=YEAR).contains(&age)
        }));
    }
    if met.is_empty() || scene.plays(game, team) {
        return None;
    }
    let other = meant_of(scene, game, told, team, goals);
    let ended = |g: &GameIx| {
        let s = prepared.get(*g).score().map(|s| s.result);
        s.is_some_and(|s| (s.home, s.away) == goals || (s.away, s.home) == goals)
    };
    met.extend(other.map(|o| o.0));
    Some(met.into_iter().find(ended).map(|g| (g, false)))
}

/// The match of one team that is meant.
fn meant_of(
    scene: &Scene<'_, '_, '_, '_>,
    game: GameIx,
    told: &Told,
    owner: TeamId,
    goals: (u8, u8),
) -> Option<(GameIx, bool)> {
    let prepared = scene.frame.prepared;
    let reported = prepared.get(game);
    let day = reported.fixture.when.date;
    let edition = prepared.edition_of(reported);
    let cut = scene.frame.cut();
    let age = |g: GameIx| day.since(prepared.get(g).fixture.when.date).map_or(0, |s| s.get_days());
    let of_edition =
        |g: &GameIx| edition.is_some() && prepared.edition_of(prepared.get(*g)) == edition;
    let placed = |g: GameIx| {
        (told.town.is_empty() || told.town.iter().any(|c| in_town(scene, g, *c)))
            && told.host.is_none_or(|h| prepared.get(g).fixture.teams.home == h)
    };
    let somewhere = !told.town.is_empty() || told.host.is_some();
    let ended = |g: GameIx| {
        let s = prepared.get(g).score().map(|s| s.result);
        s.is_some_and(|s| (s.home, s.away) == goals || (s.away, s.home) == goals)
    };
    // All its matches, against the one that is told and so ended, if any did.
    let reach = day.checked_sub((4 * YEAR).days()).ok();
    let from = if told.days.is_some() { None } else { reach };
    let mut pool: Vec<GameIx> = prepared
        .played_within(owner, (from, None), &cut, &scene.frame.subjects)
        .filter(|(_, m)| {
            told.opponent.is_none_or(|o| m.fixture.side_of(o).is_some())
                && told.kind.is_none_or(|k| k.fits(m))
        })
        .map(|(g, _)| g)
        .collect();
    if told.owner.is_some()
        && let Some(outcome) = told.outcome
    {
        let so = |g: &GameIx| {
            goals_for(prepared.get(*g), owner).is_some_and(|(a, b)| outcome_of(a, b) == outcome)
        };
        if pool.iter().any(so) {
            pool.retain(so);
        }
    }
    let only = |games: &[GameIx]| match games {
        [one] => Some(*one),
        _ => None,
    };
    if told.opener && told.days.is_none() && told.opponent.is_none() {
        let first = pool.iter().find(|g| of_edition(g)).copied().filter(|g| age(*g) >= -1)?;
        return Some((first, told.owner.is_some() && placed(first)));
    }
    if let Some((first, last)) = told.days {
        let then = |g: &GameIx| {
            let date = prepared.get(*g).fixture.when.date;
            first <= date && date <= last && *g != game
        };
        let then: Vec<GameIx> = pool.iter().copied().filter(then).collect();
        let there: Vec<GameIx> = then.iter().copied().filter(|g| placed(*g)).collect();
        if somewhere && there.is_empty() {
            // The place may be what is wrong, or have another name.
            let sides = reported.fixture.teams;
            let rival = [sides.home, sides.away].into_iter().find(|t| *t != owner);
            let met = |g: &&GameIx| rival.is_some_and(|r| scene.plays(**g, r));
            let mut again = then.iter().filter(met);
            let one = only(&then)
                .filter(|_| told.opponent.is_some())
                .or_else(|| again.next().copied().filter(|_| told.owner.is_some()))?;
            return Some((one, !then.iter().any(|g| *g != one && ended(*g))));
        }
        let near = first.until(last).is_ok_and(|s| s.get_days() <= 45);
        let strong = told.opponent.is_some() || somewhere || told.owner.is_some() && near;
        return Some((only(&there)?, strong));
    }
    // "Ultimi dopo il 2-2 di Wembley" may be told of this round, too.
    let of_round = |g: &&GameIx| (-1..=ROUND).contains(&age(**g));
    let this = |g: &&GameIx| of_round(g) && Some(**g) != scene.frame.main() && placed(**g);
    let bound = somewhere || told.opponent.is_some();
    let after = told.after && bound && pool.iter().any(|g| this(&g));
    if (told.meeting || told.back) && !after {
        let opponent = told.opponent.is_some();
        if !opponent && !somewhere {
            return None;
        }
        let before: Vec<GameIx> = pool
            .iter()
            .copied()
            .filter(|g| {
                // Another one of the same day came before the words, too.
                let past = age(*g) > 0 || !told.meeting && age(*g) == 0;
                *g != game && past && age(*g) <= 2 * YEAR && placed(*g)
            })
            .collect();
        let here: Vec<GameIx> = before.iter().copied().filter(of_edition).collect();
        let chosen = if here.is_empty() { &before } else { &here };
        if let Some(one) = only(chosen) {
            let near = |g: &GameIx| here.is_empty() || age(*g) <= 120 || of_edition(g);
            let other = before.iter().any(|g| *g != one && near(g) && ended(*g));
            return Some((one, !other && (opponent || told.owner.is_some())));
        }
        // "Dopo lo 0-0 di Budapest": the last one is meant.
        let one = *chosen.last()?;
        let other = pool.iter().any(|g| *g != one && age(*g).abs() <= 2 * YEAR && ended(*g));
        return Some((one, !other && opponent && age(one) <= 60));
    }
    // No word of another time: their match of these days.
    let tonight = pool.iter().rev().find(of_round).copied();
    let of_sides = |g: GameIx| g == game || scene.frame.subjects.contains(&g);
    if let Some(one) = tonight {
        let rounds = pool.iter().filter(of_round).filter(|g| placed(**g)).count();
        if placed(one) {
            let other = pool.iter().any(|g| *g != one && age(*g) <= 60 && ended(*g) && placed(*g));
            let paired = told.opponent.is_some() && told.owner.is_some();
            let sure = paired
                || somewhere && rounds == 1
                || of_sides(one) && !other
                || told.owner.is_some() && !other && rounds == 1;
            return Some((one, sure));
        }
        let there: Vec<GameIx> = pool
            .iter()
            .copied()
            .filter(|g| *g != one && age(*g) > 0 && age(*g) <= YEAR && placed(*g))
            .collect();
        // The town may be what is wrong.
        let paired = told.opponent.is_some() && told.owner.is_some();
        if there.is_empty() || told.opponent.is_some() {
            return Some((one, paired && !there.iter().any(|g| ended(*g))));
        }
        let here: Vec<GameIx> = there.iter().copied().filter(of_edition).collect();
        let other = only(&there).or_else(|| only(&here));
        // A match of these days that ended so was told with a wrong town.
        if ended(one) && !other.is_some_and(ended) {
            return Some((one, false));
        }
        return Some((other?, told.owner.is_some() && !of_sides(one)));
    }
    let lately: Vec<GameIx> = pool
        .iter()
        .copied()
        .filter(|g| *g != game && age(*g) > 0 && age(*g) <= YEAR && placed(*g))
        .collect();
    if told.opponent.is_none() && !somewhere {
        return None;
    }
    let here: Vec<GameIx> = lately.iter().copied().filter(of_edition).collect();
    let one = only(&lately).or_else(|| only(&here))?;
    let other = pool.iter().any(|g| *g != one && age(*g) <= 2 * YEAR && ended(*g) && placed(*g));
    let strong = told.opponent.is_some() && told.owner.is_some();
    Some((one, strong && !other))
}
