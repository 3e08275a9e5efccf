//! Which match is meant: a score or a town is held against the one match that all other
//! words around it tell of.
//!
//! Two sets are drawn up. The *narrow* one holds the matches that fit what is told: the
//! two teams, or one and a time, a stage, this round; the town and the score themselves
//! are left aside, since they are what is asked. The *wide* one holds every match that
//! the words might be of after all: of any team of the sentence, in the same time or, if
//! none is told, in the same reach. What the one match of the narrow set has is right;
//! what it has not is wrong only if no match of the wide set has it either.

mod cues;
mod pool;

use girone_model::TeamId;
use jiff::civil::Date;

use crate::check::{Finding, Verdict};
use crate::claim::{At, CityRef, Claim, GameIx};
use crate::discourse::Gate;
use crate::elsewhere::in_town;
use crate::judge::{Judged, Says, outcome_of};
use crate::lattice::{Mention, Who, WrittenScore};
use crate::lexicon::CityId;
use crate::prepared::goals_for;
use crate::statement::{Scene, Statement, Weighed};
use cues::Cues;
use pool::{SHORT, meant};

/// The most goals that a stated score may be off.
const OFF: u8 = 3;

/// The scores and towns that nothing has decided, read by the match that is meant: each
/// with the place of its statement, if it had one.
pub(crate) fn left_open(
    scene: &Scene<'_, '_, '_, '_>,
    statements: &[Statement],
    findings: &[Finding],
) -> Vec<(Option<usize>, Statement)> {
    let lattice = scene.lattice;
    let ends = |c: &Claim| matches!(c, Claim::Score { at: At::End, .. } | Claim::Venue { .. });
    // Where the words at a token were read, and whether that is open.
    let open = |from: usize| -> Option<Option<usize>> {
        let mut at = (0..statements.len()).filter(|i| statements[*i].from == from);
        match at.next() {
            None => Some(None),
            Some(i) => {
                let free = findings[i].verdict == Verdict::Unchecked
                    && statements[i].readings.first().is_none_or(ends);
                (free && at.next().is_none()).then_some(Some(i))
            }
        }
    };
    let mut out = Vec::new();
    for at in 0..lattice.scores.len() {
        let Some(written) = lattice.scores[at] else { continue };
        let Some(place) = open(at) else { continue };
        out.extend(score(scene, at, written).map(|s| (place, s)));
    }
    for m in &lattice.mentions {
        let Who::Cities(cities) = &m.who else { continue };
        let Some(place) = open(m.from) else { continue };
        out.extend(crate::venues::which(scene, m, cities).map(|s| (place, s)));
    }
    out
}

/// Whether a statement that was held against one match may be of another one that bears
/// it out: a score of the match that the words around it tell of, a town in which
/// somebody named had the score beside it.
pub(crate) fn of_another(scene: &Scene<'_, '_, '_, '_>, from: usize, claim: &Claim) -> bool {
    let (a, b) = scene.clause(from, 3);
    if against_a_stranger(scene, a, b) {
        return matches!(claim, Claim::Score { at: At::End, .. } | Claim::Dated { .. });
    }
    let (Some(written), Claim::Score { game: held, at: At::End, .. }) =
        (scene.lattice.scores[from], claim)
    else {
        return matches!(claim, Claim::Venue { .. }) && of_another_there(scene, from);
    };
    let goals = (written.first, written.second);
    let Some(game) = scene.game_at(from) else { return false };
    let cues = cues::cues(scene, game, (from, written.to), None);
    let Some(meant) = cues.and_then(|c| meant(scene, game, &c)) else { return false };
    meant.firm
        && !meant.narrow.contains(held)
        && meant.narrow.iter().any(|g| ended(scene, *g, goals))
}

/// Whether a side, or whoever must have played in it, had the score beside a town there:
/// lately, or at the time that is told.
fn of_another_there(scene: &Scene<'_, '_, '_, '_>, from: usize) -> bool {
    let Some(m) = scene.lattice.mention(from) else { return false };
    let Who::Cities(cities) = &m.who else { return false };
    let Some(main) = scene.frame.main() else { return false };
    let Some((at, written)) = crate::venues::score_beside(scene, m) else { return false };
    let Some(cues) = cues::cues(scene, main, (at, written.to), Some(from)) else { return false };
    let prepared = scene.frame.prepared;
    let day = prepared.get(main).fixture.when.date;
    let mut teams = cues.bound.clone();
    if teams.is_empty() {
        teams.extend(scene.frame.sides().into_iter().flat_map(|(a, b)| [a, b]));
    }
    let cut = scene.frame.cut();
    let so = |g: GameIx| {
        ended(scene, g, (written.first, written.second))
            && cities.iter().any(|c| in_town(scene, g, *c))
            && cues.bound.iter().all(|t| scene.plays(g, *t))
    };
    teams.iter().any(|t| {
        prepared.played(*t, &cut, &scene.frame.subjects).any(|(g, m)| {
            let date = m.fixture.when.date;
            let late = day.since(date).is_ok_and(|s| s.get_days() <= SHORT);
            let told = cues.days.is_some_and(|(first, last)| first <= date && date <= last);
            g != main && (late || told) && so(g)
        })
    })
}

/// Whether some words tell of a match against somebody whom the record does not know:
/// "Celtic beat Rangers 3-1", "battuto i Rangers".
pub(crate) fn against_a_stranger(scene: &Scene<'_, '_, '_, '_>, from: usize, to: usize) -> bool {
    use crate::scores::words::FINAL;
    let tokens = &scene.lattice.text.tokens;
    let article = |w: &str| matches!(w, "il" | "lo" | "la" | "l" | "i" | "gli" | "le" | "the");
    (from + 1..to).any(|i| {
        let known = scene.lattice.covered[i]
            .is_some_and(|m| scene.lattice.mentions[m as usize].who != Who::Unknown);
        // "Vince l'Europeo", "win Group A": no opponent.
        let prize = scene.has(
            i,
            i + 1,
            &[
                "europe*", "mondial*", "coppa", "copa", "nations", "euro", "world", "group",
                "gruppo",
            ],
        );
        let stranger = tokens[i].capital && tokens[i].is_word() && !known && !prize;
        let before = (from..i).rev().find(|j| !article(scene.fold(*j)));
        stranger
            && scene.lattice.date(i).is_none()
            && before.is_some_and(|j| {
                scene.has(j, j + 1, FINAL)
                    && !scene.has(j, j + 1, &["finale", "final*", "win", "victory"])
            })
    })
}

/// Reads a score by the match that the words around it tell of.
fn score(scene: &Scene<'_, '_, '_, '_>, at: usize, score: WrittenScore) -> Option<Statement> {
    let game = scene.game_at(at)?;
    if scene.frame.preview || scene.discourse.gates[at] != Gate::Open {
        return None;
    }
    let cues = cues::cues(scene, game, (at, score.to), None)?;
    let meant = meant(scene, game, &cues)?;
    let goals = (score.first, score.second);
    let ended = |g: &GameIx| ended(scene, *g, goals);
    let there = |g: &GameIx| {
        (cues.towns.is_empty() || cues.towns.iter().any(|c| in_town(scene, *g, *c)))
            && cues.host.is_none_or(|h| scene.frame.prepared.get(*g).fixture.teams.home == h)
    };
    let told: Vec<GameIx> = meant.narrow.iter().copied().filter(|g| ended(g) && there(g)).collect();
    // The town parts those that fit all else, and where it agrees what is elsewhere is not
    // meant.
    let placed = !cues.towns.is_empty() || cues.host.is_some();
    let mut here = meant.narrow.clone();
    if placed && here.iter().any(there) && !here.iter().any(ended) {
        here.retain(there);
    }
    let one = only(&here);
    let agrees = placed && one.as_ref().is_some_and(there);
    let other = |g: &GameIx| ended(g) && (!agrees || there(g));
    let (one, verdict) = match one {
        // The town is what is wrong.
        Some(one)
            if meant.firm
                && ended(&one)
                && !there(&one)
                && !meant.wide.iter().any(|g| ended(g) && there(g)) =>
        {
            (one, Verdict::Confirmed)
        }
        _ if told.len() == 1
            && (meant.firm || !cues.towns.is_empty() && meant.narrow.len() < 8) =>
        {
            (told[0], Verdict::Confirmed)
        }
        Some(one) if meant.firm && !ended(&one) && !meant.wide.iter().any(other) => {
            (one, Verdict::Contradicted)
        }
        _ => return None,
    };
    let m = scene.frame.prepared.get(one);
    let owner = cues.teams.iter().chain(&cues.topics).copied().find(|t| scene.plays(one, *t));
    let owner = owner.unwrap_or(m.fixture.teams.home);
    let (a, b) = goals_for(m, owner)?;
    let says = match verdict {
        Verdict::Confirmed => Says::Yes,
        _ => {
            let turned = (goals.0 > goals.1) != (a > b) && goals.0 != goals.1 && a != b;
            let (a, b) = if turned { (b, a) } else { (a, b) };
            if goals.0.abs_diff(a) + goals.1.abs_diff(b) > OFF {
                return None;
            }
            Says::No(Some(format!("{a}-{b}")))
        }
    };
    // "Beaten 1-0 by Uruguay", with whom they drew: the opponent is what is wrong.
    let drawn = goals.0 == goals.1;
    if drawn != (a == b) && cues.outcome != Some(outcome_of(a, b)) {
        return None;
    }
    let claim = Claim::Score { game: one, team: owner, goals, at: At::End, either: true };
    let mut statement = Statement::new(at, score.to, vec![claim]);
    statement.weighed = Some(Weighed { verdict, judged: Judged::new(says, vec![one]) });
    statement.resolved = true;
    Some(statement)
}

/// Reads a town by the match that the words around it tell of, the score beside it among
/// them.
pub(crate) fn town(
    scene: &Scene<'_, '_, '_, '_>,
    m: &Mention,
    cities: &[CityId],
    score: Option<(usize, WrittenScore)>,
) -> Option<Statement> {
    let (at, end) = score.map_or((m.from, m.to), |(at, s)| (at, s.to));
    let game = scene.game_at(at)?;
    if scene.frame.preview || scene.discourse.gates[m.from] != Gate::Open {
        return None;
    }
    let cues = cues::cues(scene, game, (at, end), Some(m.from))?;
    // A year alone may be what is wrong.
    let long = |(a, b): (Date, Date)| a.until(b).is_ok_and(|s| s.get_days() > SHORT);
    let there = |g: &GameIx| cities.iter().any(|c| in_town(scene, *g, *c));
    if score.is_none() && cues.days.is_some_and(long) && met_there(scene, &cues, there) {
        return None;
    }
    let meant = meant(scene, game, &cues)?;
    let so = |g: &GameIx| score.is_none_or(|(_, s)| ended(scene, *g, (s.first, s.second)));
    let told: Vec<GameIx> = meant.narrow.iter().copied().filter(so).collect();
    let one = only(&meant.narrow).or_else(|| only(&told))?;
    let right = there(&one);
    let agrees = score.is_some() && so(&one);
    if !(meant.firm || agrees) {
        return None;
    }
    // With the score of the one match beside it only what ended so may be meant.
    if !right && meant.wide.iter().any(|g| there(g) && (so(g) || !agrees)) {
        return None;
    }
    held(scene, m, cities, one)
}

/// Whether any two of those that may be meant ever met in a town.
fn met_there(scene: &Scene<'_, '_, '_, '_>, cues: &Cues, there: impl Fn(&GameIx) -> bool) -> bool {
    let prepared = scene.frame.prepared;
    let cut = scene.frame.cut();
    let mut teams: Vec<TeamId> = cues.around.iter().chain(&cues.topics).copied().collect();
    teams.extend(scene.frame.sides().into_iter().flat_map(|(a, b)| [a, b]));
    teams.sort_unstable();
    teams.dedup();
    teams.iter().enumerate().any(|(i, a)| {
        let met = |b: &TeamId| prepared.meetings(*a, *b, &cut, &scene.frame.subjects);
        teams[i + 1..].iter().flat_map(met).any(|g| there(&g))
    })
}

/// A town held against one match; nothing if the record does not know where it was.
pub(crate) fn held(
    scene: &Scene<'_, '_, '_, '_>,
    m: &Mention,
    cities: &[CityId],
    game: GameIx,
) -> Option<Statement> {
    let readings: Vec<Claim> =
        cities.iter().map(|c| Claim::Venue { game, city: CityRef(*c) }).collect();
    let judged: Vec<Judged> = readings.iter().map(|c| scene.judge.judge(c)).collect();
    let right = judged.iter().position(|j| j.says == Says::Yes);
    let verdict = match right {
        Some(_) => Verdict::Confirmed,
        None if judged.iter().all(|j| matches!(j.says, Says::No(Some(_)))) => Verdict::Contradicted,
        None => return None,
    };
    let judged = judged.into_iter().nth(right.unwrap_or(0))?;
    let mut statement = Statement::new(m.from, m.to, readings);
    statement.weighed = Some(Weighed { verdict, judged });
    Some(statement)
}

fn only(games: &[GameIx]) -> Option<GameIx> {
    match games {
        [one] => Some(*one),
        _ => None,
    }
}

/// Whether a match ended with a score.
fn ended(scene: &Scene<'_, '_, '_, '_>, game: GameIx, goals: (u8, u8)) -> bool {
    let s = scene.frame.prepared.get(game).score().map(|s| s.result);
    s.is_some_and(|s| (s.home, s.away) == goals || (s.away, s.home) == goals)
}
