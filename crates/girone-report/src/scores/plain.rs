//! The score of the match reported, told outright: "A Natal l'Uruguay batte
//! l'Italia 1-0", "gave Cameroon a 1-0 win over Brazil in Lusail".
//!
//! Both sides are named and nobody else, or one side and the town or the opening
//! of the text; nothing leads to another time, another place, the way to the
//! score or a sum. Then it is the score of this match and of no other.

use super::words::{AGGREGATE, HALF_TIME, SHOOT_OUT};
use super::*;
use crate::check::Verdict;
use crate::discourse::Gate;
use crate::elsewhere::in_town;
use crate::judge::{Judged, Says};
use crate::prepared::goals_for;
use crate::statement::Weighed;

/// Words of another time, of the course of play or of a part of the match.
const OTHER: &[&str] = &[
    "ahead",
    "led",
    "leading",
    "trailing",
    "vantaggio",
    "sotto",
    "avanti",
    "momentaneo",
    "until",
    "fino",
    "since",
    "tavolino",
    "awarded",
    "under",
    "women",
    "donne",
    "had",
    "having",
    "aveva",
    "avevano",
    "avendo",
    "reduc*",
    "already",
    "gia",
    "quando",
    "90 minutes",
    "novanta",
    "regolamentari",
    "normal time",
    "at ninety",
    "after ninety",
    "regulation",
    "revenge",
    "vendic*",
    "rivincita",
    "after the",
    "dopo il",
    "dopo lo",
    "dopo l",
    "record",
    "as in",
    "come nel",
    "would",
    "next",
    "prossim*",
    "of those",
    "of them",
    "at the last",
    "meetings",
    "encounters",
    "sfide",
    "confronti",
    "precedenti",
    "incontri",
];

/// Nouns of a result that follow its score.
const RESULT: &[&str] = &[
    "win",
    "victory",
    "triumph",
    "success",
    "defeat",
    "loss",
    "draw",
    "stalemate",
    "stroll",
    "rout",
    "demolition",
    "thrashing",
    "hammering",
    "winners",
    "losers",
    "verdict",
    "romp",
    "mauling",
    "thumping",
];

/// Reads the score of the match reported where the words tell it outright.
pub(super) fn read(
    scene: &Scene<'_, '_, '_, '_>,
    at: usize,
    score: WrittenScore,
) -> Option<Statement> {
    let lattice = scene.lattice;
    if scene.frame.preview || scene.discourse.gates[at] != Gate::Open || scene.discourse.before[at]
    {
        return None;
    }
    // "Algeria-Austria 3-3" says for itself whose each number is.
    if heading(scene, at).or_else(|| between(scene, at, score.to)).is_some() {
        return None;
    }
    let (begin, close) = window(scene, at, score.to);
    let (first, last) = lattice.text.sentence_of(at);
    for words in [HALF_TIME, SHOOT_OUT, AGGREGATE, OTHER] {
        if scene.has(begin, close, words) {
            return None;
        }
    }
    if is_earlier(scene, at) || running(scene, at, score, (begin, close)) {
        return None;
    }
    let lead = at.checked_sub(1).map_or("", |i| scene.fold(i));
    if matches!(
        lead,
        "(" | "sul" | "sullo" | "sull" | "dal" | "dallo" | "dall" | "del" | "dell" | "dello"
    ) || matches!(lead, "to" | "at" | "from" | "per" | "of" | "all" | "allo" | "da")
    {
        return None;
    }
    let mut teams: Vec<TeamId> = Vec::new();
    let mut towns = Vec::new();
    for m in &lattice.mentions[lattice.mentions_in(begin, close)] {
        match &m.who {
            Who::Teams(t) => match t.as_slice() {
                [one] if !teams.contains(one) => teams.push(*one),
                [_] => {}
                _ => return None,
            },
            Who::Cities(cities) => towns.push(cities),
            _ => {}
        }
    }
    let goals = (score.first, score.second);
    if teams.is_empty() && towns.is_empty() {
        return unnamed(scene, at, score, close);
    }
    let game = subject(scene, at, &teams)?;
    let placed = |game: GameIx| towns.iter().all(|c| c.iter().any(|c| in_town(scene, game, *c)));
    let m = scene.frame.prepared.get(game);
    let home = scene.side(game);
    let (a, b) = goals_for(m, home)?;
    let both = teams.len() == 2;
    let agrees = goals == (a, b) || goals == (b, a);
    let day = m.fixture.when.date;
    if lattice.dates.iter().any(|d| first <= d.from && d.to <= close && !d.since && !d.holds(day)) {
        return None;
    }
    // What is told: how it ended, by a noun, a side beside the score or a verb.
    let noun = scene.has(score.to, (score.to + 3).min(close), RESULT);
    let beside = lattice.mentions.iter().any(|m| {
        m.to == at && matches!(&m.who, Who::Teams(t) if t.iter().all(|t| teams.contains(t)))
    });
    let linked = teams.iter().any(|t| linked_to(scene, at, score.to, *t));
    let verb = scene.has(begin.max(at.saturating_sub(7)), at, FINAL);
    if !(noun || beside && both || linked || verb) {
        return None;
    }
    let claim = Claim::Score { game, team: home, goals, at: At::End, either: true };
    let mut statement = Statement::new(at, score.to, vec![claim]);
    let judged = if agrees {
        if !both {
            return None;
        }
        Judged::new(Says::Yes, vec![game])
    } else {
        let opening = lattice.text.tokens[first].sentence <= 1;
        let lone = !both && (towns.is_empty() && !opening || !noun && !verb);
        // Two sides and how they parted: the town may be the wrong one.
        let parted = both && verb && (linked || beside);
        if !placed(game) && !parted || lone {
            return None;
        }
        // Another match of theirs that ended so may be the one that is meant.
        let near = if both { 760 } else { 60 };
        let cut = scene.frame.cut();
        let other = teams.iter().any(|t| {
            let played = scene.frame.prepared.played(*t, &cut, &scene.frame.subjects);
            played.rev().take(40).any(|(i, m)| {
                let age = day.since(m.fixture.when.date).map_or(0, |s| s.get_days().abs());
                i != game
                    && age <= near
                    && (!both || teams.iter().all(|t| m.fixture.side_of(*t).is_some()))
                    && goals_for(m, *t).is_some_and(|(a, b)| goals == (a, b) || goals == (b, a))
            })
        });
        if other || last < close {
            return None;
        }
        let turned = (goals.0 > goals.1) != (a > b) && a != b && goals.0 != goals.1;
        let (x, y) = if turned { (b, a) } else { (a, b) };
        Judged::new(Says::No(Some(format!("{x}-{y}"))), vec![game])
    };
    let verdict = if agrees { Verdict::Confirmed } else { Verdict::Contradicted };
    statement.weighed = Some(Weighed { verdict, judged });
    Some(statement)
}

/// "The 3-1 win is their third in a row": nobody is named, and the match reported
/// ended so.
fn unnamed(
    scene: &Scene<'_, '_, '_, '_>,
    at: usize,
    score: WrittenScore,
    close: usize,
) -> Option<Statement> {
    let game = scene.frame.main()?;
    let goals = (score.first, score.second);
    let noun = scene.has(score.to, (score.to + 2).min(close), RESULT);
    if !noun || !ended(scene, game, goals) {
        return None;
    }
    Some(confirmed(scene, at, score, game))
}

fn ended(scene: &Scene<'_, '_, '_, '_>, game: GameIx, goals: (u8, u8)) -> bool {
    scene.frame.prepared.get(game).score().is_some_and(|s| {
        let (a, b) = (s.result.home, s.result.away);
        goals == (a, b) || goals == (b, a)
    })
}

fn confirmed(
    scene: &Scene<'_, '_, '_, '_>,
    at: usize,
    score: WrittenScore,
    game: GameIx,
) -> Statement {
    let goals = (score.first, score.second);
    let claim = Claim::Score { game, team: scene.side(game), goals, at: At::End, either: true };
    let mut statement = Statement::new(at, score.to, vec![claim]);
    let judged = Judged::new(Says::Yes, vec![game]);
    statement.weighed = Some(Weighed { verdict: Verdict::Confirmed, judged });
    statement
}

/// The match that an alarm would overlook: one reported too of a team bound to the
/// score ("dopo l'1-2 con l'Arabia Saudita"), or one of these days of a team named
/// before the score, in the town named after it ("an Ecuador side held 0-0 in
/// Lima"), that ended so.
pub(super) fn overlooked(
    scene: &Scene<'_, '_, '_, '_>,
    at: usize,
    score: WrittenScore,
) -> Option<Statement> {
    let lattice = scene.lattice;
    let goals = (score.first, score.second);
    let (first, last) = lattice.text.sentence_of(at);
    // "1-1 was enough for second place in Group G": nobody is named beside it.
    let inner = scene.clause(at, 1);
    let nobody = lattice.mentions[lattice.mentions_in(inner.0, inner.1)]
        .iter()
        .all(|m| !matches!(m.who, Who::Teams(_)));
    if let Some(main) = scene.frame.main()
        && nobody
        && at == first
        && ended(scene, main, goals)
    {
        return Some(confirmed(scene, at, score, main));
    }
    let mentions = &lattice.mentions[lattice.mentions_in(first, last)];
    let team = |m: &crate::lattice::Mention| match &m.who {
        Who::Teams(t) if t.len() == 1 => Some(t[0]),
        _ => None,
    };
    let bound = mentions
        .iter()
        .filter(|m| m.from >= score.to)
        .filter_map(team)
        .find(|t| linked_to(scene, at, score.to, *t));
    if let Some(t) = bound {
        let of = |g: &&GameIx| scene.plays(**g, t) && ended(scene, **g, goals);
        if let Some(game) = scene.frame.subjects.iter().find(of) {
            return Some(confirmed(scene, at, score, *game));
        }
    }
    let town = mentions.iter().find(|m| m.from >= score.to && m.from <= score.to + 2)?;
    let Who::Cities(cities) = &town.who else { return None };
    let day = scene.frame.prepared.get(scene.frame.main()?).fixture.when.date;
    let cut = scene.frame.cut();
    for t in mentions.iter().filter(|m| m.to <= at).filter_map(team) {
        let found = scene.frame.prepared.played(t, &cut, &scene.frame.subjects).rev().take(4).find(
            |(i, m)| {
                day.since(m.fixture.when.date).is_ok_and(|s| s.get_days().abs() <= 7)
                    && ended(scene, *i, goals)
                    && cities.iter().any(|c| in_town(scene, *i, *c))
            },
        );
        if let Some((game, _)) = found {
            return Some(confirmed(scene, at, score, game));
        }
    }
    None
}

/// The match reported that the teams named are the sides of.
fn subject(scene: &Scene<'_, '_, '_, '_>, at: usize, teams: &[TeamId]) -> Option<GameIx> {
    let of = |g: &GameIx| teams.iter().all(|t| scene.plays(*g, *t));
    match teams {
        [_] => {
            let game = scene.frame.main().filter(of)?;
            (scene.game_at(at) == Some(game)).then_some(game)
        }
        [_, _] => {
            let mut games = scene.frame.subjects.iter().copied().filter(of);
            let one = games.next()?;
            games.next().is_none().then_some(one)
        }
        _ => None,
    }
}

/// The words that belong to the score: from the score or the strong mark before it
/// to the next break.
fn window(scene: &Scene<'_, '_, '_, '_>, at: usize, end: usize) -> (usize, usize) {
    let lattice = scene.lattice;
    let (first, last) = lattice.text.sentence_of(at);
    let before = (first..at).rev().find_map(|i| lattice.scores[i].map(|s| s.to));
    let begin = before.filter(|b| *b <= at).unwrap_or(first);
    let strong = |i: &usize| matches!(scene.fold(*i), ";" | "(" | ")" | ":");
    let begin = (begin..at).rev().find(strong).map_or(begin, |i| i + 1);
    let mut close = end;
    while close < last.min(end + 10)
        && lattice.scores[close].is_none()
        && !matches!(
            scene.fold(close),
            ";" | ":" | "(" | ")" | "." | "," | "e" | "ed" | "and" | "but" | "ma"
        )
    {
        close += 1;
    }
    (begin, close)
}
