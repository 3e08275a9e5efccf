//! Towns and grounds in the text: which match they are the place of.
//!
//! A town is read in three steps: whether the words put something there at all
//! (a preposition, a dateline, a verb that takes a town), whether that is a match
//! (and not a birthplace, a square full of people, the next journey), and which.

mod located;
mod words;

use girone_model::{BySide, Side, TeamId};

use crate::check::Verdict;
use crate::claim::{At, CityRef, Claim, GameIx};
use crate::dates::Told;
use crate::judge::Says;
use crate::lattice::{Mention, Who, WrittenScore};
use crate::lexicon::CityId;
use crate::scores::{bound_match, by_town, earlier_games, is_earlier, linked_to};
use crate::statement::{Scene, Statement, Weighed};
pub(crate) use located::which;
use words::{Lead, NOT_A_MATCH, lead, of_other_match};

/// How long ago a match is still told of by its town alone, in days.
const RECENT: i32 = 460;

pub(crate) fn read(scene: &Scene<'_, '_, '_, '_>, out: &mut Vec<Statement>) {
    let before = out.len();
    read_all(scene, out);
    let (earlier, venues) = out.split_at_mut(before);
    for venue in venues.iter_mut().filter(|v| v.weighed.is_none()) {
        held_by_the_score(scene, venue, earlier);
    }
    located::read(scene, before, out);
    for venue in &mut out[before..] {
        if let Some(claims) = as_lately(scene, venue) {
            *venue = Statement::new(venue.from, venue.to, claims);
        }
    }
}

/// "Venivano dall'1-1 di Skopje", where the match reported ended 1-1 too: a town that a
/// match of one of the sides with the score beside it was played in is the town of that.
fn as_lately(scene: &Scene<'_, '_, '_, '_>, venue: &Statement) -> Option<Vec<Claim>> {
    let m = scene.lattice.mention(venue.from)?;
    let Who::Cities(cities) = &m.who else { return None };
    let told_back = scene.discourse.before[m.from] || {
        let (a, b) = scene.clause(m.from, 3);
        before_now(scene, (a, b), scene.frame.main()?)
            || scene.has(
                a,
                b,
                &["venivano", "veniva", "viene", "vengono", "coming off", "after the"],
            )
    };
    let holds = |c: &Claim| scene.judge.judge(c).says == Says::Yes;
    let main = scene.frame.main();
    let of_main = |c: &Claim| matches!(c, Claim::Venue { game, .. } if Some(*game) == main);
    let found = venue.weighed.is_some() && !venue.readings.iter().any(of_main);
    if !told_back || found || venue.readings.iter().any(holds) {
        return None;
    }
    let (at, score) = nearest_score(scene, m).filter(|_| bound_to_score(scene, m))?;
    let game = scene.frame.main()?;
    let there = lately(scene, game, cities);
    // "A 2-0 win over Denmark in …" was played by these.
    let (a, b) = scene.lattice.text.sentence_of(m.from);
    let linked: Vec<TeamId> = scene.lattice.mentions[scene.lattice.mentions_in(a, b)]
        .iter()
        .filter_map(|x| match &x.who {
            Who::Teams(t) => t.first().copied(),
            _ => None,
        })
        .filter(|t| linked_to(scene, at, score.to, *t))
        .collect();
    let played = |g: &GameIx| linked.iter().all(|t| scene.plays(*g, *t));
    let game = there.into_iter().find(|g| ended_so(scene, *g, score) && played(g))?;
    Some(cities.iter().map(|c| Claim::Venue { game, city: CityRef(*c) }).collect())
}

/// "Lost 1-0 to Belgium in Volgograd", where another match of the text was played: the
/// town beside a score is that of its match and bears out no other one's.
fn held_by_the_score(scene: &Scene<'_, '_, '_, '_>, venue: &mut Statement, told: &[Statement]) {
    let holds = |c: &Claim| scene.judge.judge(c).says == Says::Yes;
    let of = |c: &Claim| match c {
        Claim::Venue { game, .. } | Claim::Score { game, at: At::End, .. } => Some(*game),
        _ => None,
    };
    let borne = venue.readings.iter().find(|c| holds(c)).and_then(of);
    let Some(borne) = borne.filter(|g| Some(*g) != scene.frame.main()) else { return };
    let (a, b) = scene.clause(venue.from, 3);
    let gap = |s: &Statement| venue.from.saturating_sub(s.to) + s.from.saturating_sub(venue.to);
    let score = told
        .iter()
        .filter(|s| a <= s.from && s.to <= b && gap(s) <= 8)
        .filter(|s| scene.lattice.scores[s.from].is_some())
        .min_by_key(|s| gap(s));
    let Some(game) = score
        .and_then(|s| s.readings.iter().find(|c| holds(c)))
        .and_then(of)
        .filter(|g| *g != borne && Some(*g) != scene.frame.main())
    else {
        return;
    };
    for claim in &mut venue.readings {
        if let Claim::Venue { game: g, .. } = claim {
            *g = game;
        }
    }
    venue.readings.dedup();
    venue.sure = false;
}

fn read_all(scene: &Scene<'_, '_, '_, '_>, out: &mut Vec<Statement>) {
    for m in &scene.lattice.mentions {
        let Who::Cities(cities) = &m.who else { continue };
        let Some(assigned) = scene.game_at(m.from) else { continue };
        let Some(lead) = lead(scene, m, cities) else { continue };
        let clause = scene.clause(m.from, 2);
        let sentence = scene.lattice.text.sentence_of(m.from);
        let readings = |games: Vec<GameIx>| -> Vec<Claim> {
            let of =
                |game: GameIx| cities.iter().map(move |c| Claim::Venue { game, city: CityRef(*c) });
            games.into_iter().flat_map(of).collect()
        };
        if scene.has(clause.0, clause.1, NOT_A_MATCH) && nearest_score(scene, m).is_none() {
            out.push(Statement::new(m.from, m.to, readings(vec![assigned])).unsure());
            continue;
        }
        let game = of_the_score(scene, m, cities, assigned);
        let binding = bound(scene, m, game);
        // "Behind Georgia, 2-0 winners against Bulgaria in Tbilisi".
        let told = told_with_score(scene, m, cities);
        if binding != Bound::Tightly && !told.is_empty() {
            out.push(Statement::new(m.from, m.to, readings(told)));
            continue;
        }
        // "Germany, 2-1 winners in Sarajevo": the town of the match the score is of.
        if lead == Lead::There
            && binding != Bound::Tightly
            && let Some(one) = of_the_bound_score(scene, m)
        {
            let claims = readings(vec![one]);
            let right = claims
                .iter()
                .map(|c| scene.judge.judge(c))
                .find(|j| j.says == Says::Yes || matches!(j.says, Says::No(Some(_))));
            if let Some(judged) = right {
                let verdict = match judged.says {
                    Says::Yes => Verdict::Confirmed,
                    _ => Verdict::Contradicted,
                };
                let mut s = Statement::new(m.from, m.to, claims);
                s.weighed = Some(Weighed { verdict, judged });
                out.push(s);
                continue;
            }
        }
        // "Albania, 1-1 in Chișinău": the score beside the town tells of which match.
        if binding != Bound::Tightly
            && let Some((one, score)) = of_the_read_score(scene, m, out)
        {
            let mut games = vec![one];
            let far = lately(scene, one, cities).into_iter();
            // A score of these days is of that match; an older one may itself be wrong.
            let fresh = scene.frame.subjects.contains(&one) || age(scene, one) <= 1;
            games.extend(far.filter(|g| *g != one && (!fresh || ended_so(scene, *g, score))));
            // The sides reported met there: "the 3-0 at Hampden" may be theirs.
            let teams = scene.frame.prepared.get(game).fixture.teams;
            games.extend(
                lately(scene, game, cities)
                    .into_iter()
                    .filter(|g| scene.plays(*g, teams.home) && scene.plays(*g, teams.away)),
            );
            let natural = cities.len();
            let s = Statement::new(m.from, m.to, readings(games)).natural(natural);
            out.push(if fresh { s } else { s.unsure() });
            continue;
        }
        // The town of another match that the words around tell of.
        if let Some(other) = scene.elsewhere.at(m.from)
            && binding != Bound::Tightly
        {
            let mut games = other.games.clone();
            if other.or_main {
                games.push(game);
            }
            let readings = readings(games);
            // A score that none of them ended with leaves open which is meant.
            let fits = nearest_score(scene, m)
                .is_none_or(|(_, s)| other.games.iter().any(|g| ended_so(scene, *g, s)));
            if !readings.is_empty() {
                let s = Statement::new(m.from, m.to, readings);
                let late = other.games.iter().all(|g| age(scene, *g) <= RECENT);
                let sure = other.sure && fits && late && lead != Lead::Loose;
                out.push(if sure { s } else { s.unsure() });
            }
            continue;
        }
        if binding != Bound::Tightly
            && is_earlier(scene, m.from)
            && outsiders(scene, m, clause, game).is_empty()
        {
            let readings = readings(earlier_games(scene, game));
            if !readings.is_empty() {
                out.push(Statement::new(m.from, m.to, readings));
            }
            continue;
        }
        // "3-0 a Oslo e 1-4 a Milano": the town of the meeting whose score is told.
        let score = (m.from.saturating_sub(4)..m.from).rev().find_map(|i| scene.lattice.scores[i]);
        if let Some(score) = score
            && binding != Bound::Tightly
            && let Some(other) = by_town(
                scene,
                game,
                (score.first, score.second),
                (score.to, m.to.min(score.to + 4)),
            )
        {
            out.push(Statement::new(m.from, m.to, readings(vec![other])));
            continue;
        }
        if binding <= Bound::Elsewhere || lead == Lead::Loose && binding != Bound::Tightly {
            // "Dopo lo scivolone di Bratislava": a match of the last year there.
            let mut games = vec![game];
            if lead == Lead::Loose && binding != Bound::Not || of_other_match(scene, clause, game) {
                games.extend(lately(scene, game, cities));
            }
            // A score beside the town that none of them ended with: another match.
            let score = score_beside(scene, m);
            let fits = score.is_none_or(|(_, s)| games.iter().any(|g| is_of(scene, *g, s)));
            // "Berlin saw six goals" is told of no match but this one.
            let elsewhere = binding <= Bound::Elsewhere
                || lead != Lead::Loose
                || score.is_some()
                || of_other_match(scene, clause, game);
            let told = |g: &GameIx| {
                fits && (elsewhere || *g == game)
                    || scene.frame.subjects.contains(g) && {
                        let teams = scene.frame.prepared.get(*g).fixture.teams;
                        *g == game
                            || [teams.home, teams.away].iter().all(|t| names(scene, sentence, *t))
                    }
            };
            let (near, far): (Vec<_>, Vec<_>) = games.into_iter().partition(told);
            let natural = near.len() * cities.len();
            let all = near.into_iter().chain(far).collect();
            out.push(Statement::new(m.from, m.to, readings(all)).unsure().natural(natural));
            continue;
        }
        let mut statement = Statement::new(m.from, m.to, readings(vec![game]));
        // "Not in Dortmund" denies the place itself.
        let denied = scene.has(
            m.from.saturating_sub(3),
            m.from,
            &["non a", "non ad", "non in", "not in", "not at", "ne a", "nor in"],
        );
        statement.placed = binding >= Bound::Firmly && lead == Lead::There && !denied;
        let doubtful = binding == Bound::Loosely && !outsiders(scene, m, clause, game).is_empty();
        out.push(if doubtful { statement.unsure() } else { statement });
    }
}

/// The match that the score right before a town is of, if the words bind it to one
/// and nobody and no break stands between.
fn of_the_bound_score(scene: &Scene<'_, '_, '_, '_>, m: &Mention) -> Option<GameIx> {
    let (at, score) = (m.from.saturating_sub(12)..m.from)
        .rev()
        .find_map(|i| scene.lattice.scores[i].map(|s| (i, s)))?;
    let plain =
        m.from.checked_sub(1).is_some_and(|i| matches!(scene.fold(i), "in" | "at" | "a" | "ad"));
    let gap = score.to..m.from;
    let broken = score.to > m.from
        || gap.len() > 6
        || gap.clone().any(|i| {
            scene.discourse.breaks[i] >= 2
                || matches!(scene.fold(i), "and" | "e" | "ed" | "after" | "dopo" | "before")
        });
    if broken || !plain {
        return None;
    }
    bound_match(scene, at, score)
}

/// The match whose final score was read right beside a town, and holds, with nothing
/// between the two but a preposition or an adverb.
fn of_the_read_score(
    scene: &Scene<'_, '_, '_, '_>,
    m: &Mention,
    out: &[Statement],
) -> Option<(GameIx, WrittenScore)> {
    let apart = |from: usize, to: usize| {
        (from..to).any(|i| {
            scene.discourse.breaks[i] >= 1
                || scene.lattice.text.tokens[i].mark().is_some()
                || scene.lattice.covered[i].is_some()
                || scene.lattice.scores[i].is_some()
                || matches!(scene.fold(i), "and" | "e" | "ed" | "after" | "dopo" | "before")
        })
    };
    out.iter().find_map(|s| {
        let near = s.to <= m.from && m.from - s.to <= 4 && !apart(s.to, m.from)
            || m.to <= s.from && s.from - m.to <= 2 && !apart(m.to, s.from);
        let Some(Claim::Score { game, at: At::End, .. }) = s.readings.first() else { return None };
        let holds = || match &s.weighed {
            Some(w) => w.verdict == Verdict::Confirmed,
            None => scene.judge.judge(&s.readings[0]).says == Says::Yes,
        };
        let score = (s.from..s.to).find_map(|i| scene.lattice.scores[i])?;
        (near && s.readings.len() == 1 && holds()).then_some((*game, score))
    })
}

/// How the words around a town bind it to a match.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Bound {
    /// They may tell of another match or none.
    Not,
    /// They lead to another match.
    Elsewhere,
    /// Nothing leads to another match.
    Loosely,
    /// They tell of this match: whose towns it may have besides does not matter.
    Firmly,
    /// Its score stands beside the town.
    Tightly,
}

/// Whether a town stands by itself at the very head of a text: "SAN JOSÉ. …",
/// "Londra, 12 novembre." That is where it was written; where the sentence goes on to
/// the score ("Manchester, March 21 - England beat Albania 2-0") it was played there.
pub(crate) fn dateline(scene: &Scene<'_, '_, '_, '_>, from: usize, to: usize) -> bool {
    let lattice = scene.lattice;
    let next = lattice.text.tokens.get(to).and_then(|t| t.mark());
    let told = || {
        let (first, last) = lattice.text.sentence_of(from);
        (first..last).any(|i| lattice.scores[i].is_some())
    };
    from == 0
        && next.is_some_and(|c| matches!(c, '.' | ',' | '-' | '–' | '—' | ':' | '('))
        && !told()
}

/// Whether the words around a town tell of a match for certain, so that another
/// match played there by one of the teams cannot be meant.
pub(crate) fn certain(scene: &Scene<'_, '_, '_, '_>, at: usize, game: GameIx) -> bool {
    let Some(m) = scene.lattice.mention(at) else { return false };
    let Who::Cities(cities) = &m.who else { return false };
    if scene.frame.preview {
        return false;
    }
    let sentence = scene.lattice.text.sentence_of(m.from);
    // Another match that is reported too was played there and is named.
    let nearest = nearest_score(scene, m);
    let rival = scene.frame.subjects.iter().any(|s| {
        let teams = scene.frame.prepared.get(*s).fixture.teams;
        *s != game
            && played_in(scene, *s, cities)
            && (nearest.is_some_and(|(_, score)| ended_so(scene, *s, score))
                || [teams.home, teams.away]
                    .iter()
                    .any(|t| !scene.plays(game, *t) && names(scene, sentence, *t)))
    });
    if rival {
        return false;
    }
    if let Some(other) = scene.elsewhere.at(at)
        && !scene.frame.subjects.contains(&game)
    {
        // The opponent is bound to a score that is the score of that match.
        let fixture = &scene.frame.prepared.get(game).fixture;
        let named =
            [fixture.teams.home, fixture.teams.away].iter().all(|t| names(scene, sentence, *t));
        return other.sure
            && named
            && age(scene, game) <= RECENT
            && other.games == [game]
            && nearest.is_some_and(|s| ended_so(scene, game, s.1))
            && bound_to_score(scene, m);
    }
    bound(scene, m, game) >= Bound::Firmly && scene.frame.subjects.contains(&game)
}

/// The score that stands right beside a town.
pub(crate) fn score_beside(
    scene: &Scene<'_, '_, '_, '_>,
    m: &Mention,
) -> Option<(usize, WrittenScore)> {
    nearest_score(scene, m).filter(|_| bound_to_score(scene, m))
}

/// Whether the score nearest to a town stands right beside it.
fn bound_to_score(scene: &Scene<'_, '_, '_, '_>, m: &Mention) -> bool {
    nearest_score(scene, m).is_some_and(|(at, s)| {
        let gap = if at < m.from { m.from.saturating_sub(s.to) } else { at.saturating_sub(m.to) };
        gap <= 7
    })
}

fn bound(scene: &Scene<'_, '_, '_, '_>, m: &Mention, game: GameIx) -> Bound {
    let sentence = scene.lattice.text.sentence_of(m.from);
    let mut clause = scene.clause(m.from, 3);
    // What leads up to a colon tells of which match: "nel 2022 era una semifinale:".
    if clause.0 > sentence.0 && scene.fold(clause.0) == ":" {
        clause.0 = scene.clause(clause.0 - 1, 3).0;
    }
    let mut narrow = scene.clause(m.from, 2);
    let nearest = nearest_score(scene, m);
    let own = nearest.filter(|(_, s)| is_of(scene, game, *s));
    // The score of the match and its town, with nobody else between them.
    if let Some((at, score)) = own.filter(|(_, s)| ended_so(scene, game, *s)) {
        let between = if at < m.from { (score.to, m.from) } else { (m.to, at) };
        let gap = between.1.saturating_sub(between.0);
        let crossed = (between.0..between.1).any(|i| scene.discourse.breaks[i] >= 3);
        // Who has the score: from the last side of the match named before it.
        let first = at.min(m.from);
        let side = scene.lattice.mentions[scene.lattice.mentions_in(clause.0, first)]
            .iter()
            .rev()
            .find(|x| matches!(&x.who, Who::Teams(_)) && !in_the_phrase(scene, m, x))
            .filter(|x| matches!(&x.who, Who::Teams(t) if t.iter().any(|t| scene.plays(game, *t))));
        let begin = match side {
            Some(x) => x.from,
            None if first.saturating_sub(scene.clause(first, 2).0) <= 2 => scene.clause(first, 3).0,
            None => scene.clause(first, 2).0,
        };
        let mut end = m.to.max(score.to);
        while end < narrow.1 && scene.discourse.breaks[end] == 0 {
            end += 1;
        }
        let stretch = (begin, end);
        if gap <= 7
            && !crossed
            && !of_several(scene, at, narrow)
            && !of_other_match(scene, stretch, game)
            && !other_day(scene, (clause.0.min(begin), end), game)
            && !relative_to_another(scene, m, begin, game)
            && outsiders(scene, m, stretch, game).is_empty()
            && !(side.is_none() && before_now(scene, stretch, game))
        {
            return Bound::Tightly;
        }
    }
    if narrow.1 - narrow.0 <= 5 {
        narrow.0 = narrow.0.saturating_sub(1).max(clause.0);
        narrow.0 = scene.clause(narrow.0, 2).0.max(clause.0);
    }
    if of_other_match(scene, narrow, game)
        || other_day(scene, clause, game)
        || relative_to_another(scene, m, scene.clause(m.from, 2).0, game)
        || relative_to_another(scene, m, clause.0, game)
    {
        return Bound::Elsewhere;
    }
    // "With extra time looming in Inglewood, he gave Canada a 1-0 win": up to the
    // score nobody else.
    let reach = match own.filter(|(_, s)| ended_so(scene, game, *s)) {
        Some((at, score)) => (narrow.0.min(at), m.to.max(score.to)),
        None => clause,
    };
    if !outsiders(scene, m, reach, game).is_empty()
        || nearest.is_some() && own.is_none()
        || before_now(scene, clause, game)
    {
        return if outsiders(scene, m, narrow, game).is_empty() && nearest.is_none() {
            Bound::Loosely
        } else {
            Bound::Not
        };
    }
    let main = scene.frame.main() == Some(game);
    let text = scene.lattice.text;
    let opening = main && text.tokens[m.from].sentence <= 1;
    let led = main && m.from <= sentence.0 + 2;
    let fixture = &scene.frame.prepared.get(game).fixture;
    let both = [fixture.teams.home, fixture.teams.away].iter().all(|t| names(scene, sentence, *t));
    let scorer =
        scene.lattice.mentions[scene.lattice.mentions_in(clause.0, clause.1)].iter().any(|x| {
            match &x.who {
                Who::People(p) => p.iter().any(|p| scene.judge.scorers(game).contains(p)),
                _ => false,
            }
        });
    if own.is_some() || opening || led || both || scorer { Bound::Firmly } else { Bound::Loosely }
}

/// Whether a clause hangs on a team that does not play in the match: "la Norvegia,
/// che ha vinto anche a Tallinn", "Denmark, 1-0 losers in Zagreb".
fn relative_to_another(
    scene: &Scene<'_, '_, '_, '_>,
    m: &Mention,
    begin: usize,
    game: GameIx,
) -> bool {
    let sentence = scene.lattice.text.sentence_of(m.from);
    let mut at = begin;
    while at > sentence.0
        && matches!(
            scene.fold(at),
            "," | "che" | "who" | "which" | "whose" | "(" | "where" | "dove"
        )
    {
        at -= 1;
    }
    let mention = |i: usize| scene.lattice.covered.get(i).copied().flatten();
    let before = if at < begin { mention(at) } else { begin.checked_sub(2).and_then(mention) };
    let mark = begin.checked_sub(1).is_some_and(|i| scene.fold(i) == ",") || at < begin;
    mark && before.is_some_and(|i| {
        let x = &scene.lattice.mentions[i as usize];
        x.from >= sentence.0
            && matches!(&x.who, Who::Teams(t) if t.iter().all(|t| !scene.plays(game, *t)))
    })
}

/// Whether another score of the clause has a town of its own: "drawing 1-1 in Abu
/// Dhabi and winning 2-1 in Basra".
fn of_several(scene: &Scene<'_, '_, '_, '_>, at: usize, (from, to): (usize, usize)) -> bool {
    (from..to).any(|i| {
        i != at
            && scene.lattice.scores[i].is_some_and(|s| {
                scene.lattice.mentions[scene.lattice.mentions_in(s.to, (s.to + 3).min(to))]
                    .iter()
                    .any(|x| matches!(x.who, Who::Cities(_)))
            })
    })
}

/// Whether a name in small letters describes the town: "sul neutro polacco di".
fn in_the_phrase(scene: &Scene<'_, '_, '_, '_>, m: &Mention, x: &Mention) -> bool {
    !scene.lattice.text.tokens[x.from].capital && x.to <= m.from && m.from - x.to <= 2
}

/// The teams of a stretch that do not play in a match.
fn outsiders(
    scene: &Scene<'_, '_, '_, '_>,
    town: &Mention,
    (from, to): (usize, usize),
    game: GameIx,
) -> Vec<girone_model::TeamId> {
    let mut out = Vec::new();
    for m in &scene.lattice.mentions[scene.lattice.mentions_in(from, to)] {
        if let Who::Teams(teams) = &m.who
            && !m.described
            && !in_the_phrase(scene, town, m)
            && teams.iter().all(|t| !scene.plays(game, *t))
        {
            out.extend(teams.first().copied());
        }
    }
    out
}

fn names(
    scene: &Scene<'_, '_, '_, '_>,
    (from, to): (usize, usize),
    team: girone_model::TeamId,
) -> bool {
    scene.lattice.mentions[scene.lattice.mentions_in(from, to)]
        .iter()
        .any(|m| matches!(&m.who, Who::Teams(t) if t.contains(&team)))
}

/// The score of the sentence that stands nearest to a town, within its clause
/// first; with the token where it begins.
fn nearest_score(scene: &Scene<'_, '_, '_, '_>, m: &Mention) -> Option<(usize, WrittenScore)> {
    let near = |(from, to): (usize, usize)| {
        (from..to)
            .filter_map(|i| scene.lattice.scores[i].map(|s| (i, s)))
            .min_by_key(|(i, s)| if *i < m.from { m.from - s.to.min(m.from) } else { i - m.to + 1 })
    };
    near(scene.clause(m.from, 2)).or_else(|| near(scene.clause(m.from, 5)))
}

/// Whether a score is one that a match had: at its end, at half time, on the way.
fn is_of(scene: &Scene<'_, '_, '_, '_>, game: GameIx, score: WrittenScore) -> bool {
    let m = scene.frame.prepared.get(game);
    let goals = (score.first, score.second);
    let Some(s) = m.score() else { return false };
    let same = |g: BySide<u8>| (g.home, g.away) == goals || (g.away, g.home) == goals;
    if same(s.result)
        || s.half_time.is_some_and(same)
        || s.shoot_out.and_then(|s| s.goals).is_some_and(same)
    {
        return true;
    }
    // A score on the way: of few goals it says little, and few are told.
    let mut now = BySide::new(0u8, 0u8);
    m.happened.iter().flat_map(|h| &h.goals).any(|g| {
        match g.side {
            Side::Home => now.home += 1,
            Side::Away => now.away += 1,
        }
        same(now)
    })
}

fn ended_so(scene: &Scene<'_, '_, '_, '_>, game: GameIx, score: WrittenScore) -> bool {
    let goals = (score.first, score.second);
    scene.frame.prepared.get(game).score().is_some_and(|s| {
        (s.result.home, s.result.away) == goals || (s.result.away, s.result.home) == goals
    })
}

fn played_in(scene: &Scene<'_, '_, '_, '_>, game: GameIx, cities: &[CityId]) -> bool {
    cities
        .iter()
        .any(|c| scene.judge.judge(&Claim::Venue { game, city: CityRef(*c) }).says == Says::Yes)
}

/// The match reported that ended with the score beside a town, if the one that
/// the sentence is about did not.
fn of_the_score(
    scene: &Scene<'_, '_, '_, '_>,
    m: &Mention,
    cities: &[CityId],
    game: GameIx,
) -> GameIx {
    let Some((_, score)) = nearest_score(scene, m) else { return game };
    let others = || scene.frame.subjects.iter().copied().filter(|s| *s != game);
    if ended_so(scene, game, score) && !scene.frame.subjects.is_empty() {
        let here = |s: &GameIx| ended_so(scene, *s, score) && played_in(scene, *s, cities);
        return others().find(|s| here(s) && !played_in(scene, game, cities)).unwrap_or(game);
    }
    others()
        .find(|s| ended_so(scene, *s, score) && played_in(scene, *s, cities))
        .or_else(|| scene.frame.main().filter(|s| ended_so(scene, *s, score)))
        .unwrap_or(game)
}

/// Whether a stretch tells a time at which a match was not played.
fn other_day(scene: &Scene<'_, '_, '_, '_>, (from, to): (usize, usize), game: GameIx) -> bool {
    let day = scene.frame.prepared.get(game).fixture.when.date;
    scene.lattice.dates.iter().any(|d| {
        from <= d.from
            && d.to <= to
            && !d.since
            && !d.holds(day)
            && !(d.told == Told::Year && d.to < to && scene.fold(d.from - 1) == "since")
            && !(d.told == Told::Relative
                && day.until(d.first).is_ok_and(|s| s.get_days().abs() <= 1))
    })
}

/// Whether a clause tells of something before the match: a pluperfect without a
/// scorer of the match.
fn before_now(scene: &Scene<'_, '_, '_, '_>, (from, to): (usize, usize), game: GameIx) -> bool {
    let past = (from..to).any(|i| {
        matches!(
            scene.fold(i),
            "aveva"
                | "erano"
                | "anche"
                | "also"
                | "avevano"
                | "had"
                | "reduce"
                | "reduci"
                | "precedente"
                | "previous"
                | "already"
                | "since"
                | "having"
                | "allora"
                | "gia"
        )
    });
    past && !scene.lattice.mentions[scene.lattice.mentions_in(from, to)].iter().any(|x| {
        matches!(&x.who, Who::People(p) if p.iter().any(|p| scene.judge.scorers(game).contains(p)))
    })
}

/// How long before the match reported a match was, in days.
fn age(scene: &Scene<'_, '_, '_, '_>, game: GameIx) -> i32 {
    let date = scene.frame.prepared.get(game).fixture.when.date;
    let age = scene.frame.today().and_then(|d| d.since(date).ok());
    age.map_or(0, |s| s.get_days())
}

/// The matches of the last year or so of the teams named with a score beside a
/// town, that ended so and were played there.
fn told_with_score(scene: &Scene<'_, '_, '_, '_>, m: &Mention, cities: &[CityId]) -> Vec<GameIx> {
    if !bound_to_score(scene, m) {
        return Vec::new();
    }
    let Some((_, score)) = nearest_score(scene, m) else { return Vec::new() };
    let prepared = scene.frame.prepared;
    let (from, to) = scene.lattice.text.sentence_of(m.from);
    let cut = scene.frame.cut();
    let mut out = Vec::new();
    for x in &scene.lattice.mentions[scene.lattice.mentions_in(from, to)] {
        let Who::Teams(teams) = &x.who else { continue };
        let [team] = teams.as_slice() else { continue };
        let played = prepared.played(*team, &cut, &scene.frame.subjects).rev();
        let recent = played.map(|(i, _)| i).take_while(|i| age(scene, *i) <= RECENT);
        // Of the same days, or against a side that is named too.
        let meant = |i: &GameIx| {
            let teams = prepared.get(*i).fixture.teams;
            age(scene, *i) <= 5
                || [teams.home, teams.away].iter().all(|t| names(scene, (from, to), *t))
        };
        out.extend(
            recent
                .filter(|i| ended_so(scene, *i, score) && played_in(scene, *i, cities) && meant(i))
                .take(2),
        );
    }
    out
}

/// The matches of the last year or so that the two teams played in a town.
fn lately(scene: &Scene<'_, '_, '_, '_>, game: GameIx, cities: &[CityId]) -> Vec<GameIx> {
    let prepared = scene.frame.prepared;
    let fixture = &prepared.get(game).fixture;
    let cut = scene.frame.cut();
    let mut out = Vec::new();
    for team in [fixture.teams.home, fixture.teams.away] {
        let played = prepared.played(team, &cut, &scene.frame.subjects).rev();
        let recent = played.take_while(|(_, m)| {
            let age = fixture.when.date.since(m.fixture.when.date);
            age.is_ok_and(|s| s.get_days() <= RECENT)
        });
        out.extend(recent.map(|(i, _)| i).filter(|i| played_in(scene, *i, cities)).take(2));
    }
    out
}
