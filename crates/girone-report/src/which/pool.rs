//! The matches that may be meant: those that fit all that is told, and those that the
//! words might be of after all.

use girone_model::TeamId;
use jiff::civil::Date;

use super::cues::Cues;
use crate::claim::GameIx;
use crate::judge::outcome_of;
use crate::prepared::goals_for;
use crate::statement::Scene;

/// How many days the matches of one round lie apart.
const ROUND: i32 = 4;

/// How far back a match is looked for that no time tells, in days: of two teams, of one.
const OF_TWO: i32 = 1500;
pub(super) const OF_ONE: i32 = 800;

/// The longest stretch of time that tells a match of one team, in days.
pub(super) const SHORT: i32 = 45;

/// The matches that may be meant.
pub(super) struct Meant {
    /// Those that fit all that is told.
    pub narrow: Vec<GameIx>,
    /// Those that the words might be of after all.
    pub wide: Vec<GameIx>,
    /// Whether the words bind what they tell so that the narrow ones are meant.
    pub firm: bool,
}

/// Draws up the matches that may be meant.
pub(super) fn meant(scene: &Scene<'_, '_, '_, '_>, game: GameIx, cues: &Cues) -> Option<Meant> {
    let prepared = scene.frame.prepared;
    let reported = prepared.get(game);
    let (sides, day) = (reported.fixture.teams, reported.fixture.when.date);
    let edition = prepared.edition_of(reported);
    let cut = scene.frame.cut();
    let subjects = &scene.frame.subjects;
    let age = |g: GameIx| day.since(prepared.get(g).fixture.when.date).map_or(0, |s| s.get_days());
    let of_edition =
        |g: GameIx| edition.is_some() && prepared.edition_of(prepared.get(g)) == edition;
    let of_kind = |g: GameIx| cues.kind.is_none_or(|k| k.fits(prepared.get(g)));
    let round = |g: GameIx| g != game && (-1..=ROUND).contains(&age(g));
    let inside = |t: TeamId| sides.side_of(&t).is_some();
    let within = |(first, last): (Date, Date), t: TeamId| -> Vec<GameIx> {
        let days = (Some(first), Some(last));
        prepared
            .played_within(t, days, &cut, subjects)
            .map(|(g, _)| g)
            .filter(|g| *g != game)
            .collect()
    };
    let back = |days: i32| day.checked_sub(jiff::Span::new().days(days)).unwrap_or(day);
    let since = |t: TeamId, days: i32| {
        within((back(days), day.saturating_add(jiff::Span::new().days(2))), t)
    };
    let met = |a: TeamId, b: TeamId| -> Vec<GameIx> {
        let fits = |g: &GameIx| match cues.days {
            Some((first, last)) => {
                let date = prepared.get(*g).fixture.when.date;
                first <= date && date <= last
            }
            None => age(*g) <= OF_TWO,
        };
        let mut games = prepared.meetings(a, b, &cut, subjects);
        games.retain(|g| *g != game && fits(g));
        games
    };
    // All that may have played in it.
    let everybody = {
        let mut all = cues.around.clone();
        all.extend(cues.topics.iter().chain([&sides.home, &sides.away]));
        all.sort_unstable();
        all.dedup();
        all
    };
    // What those played in the time told that must have played in it, against each other
    // or against one of whom the text speaks.
    let in_time = |reach: i32| -> Vec<GameIx> {
        let of = |t: TeamId| cues.days.map_or_else(|| since(t, reach), |d| within(d, t));
        let mut games: Vec<GameIx> = match cues.bound.as_slice() {
            [one] => of(*one),
            [a, b] => of(*a).into_iter().filter(|g| scene.plays(*g, *b)).collect(),
            _ => everybody.iter().flat_map(|t| of(*t)).collect(),
        };
        if let ([one], true) = (cues.bound.as_slice(), cues.opposed) {
            let known = |g: &GameIx| everybody.iter().any(|t| t != one && scene.plays(*g, *t));
            games.retain(known);
        }
        // No match reported is told with a time of its own.
        if cues.days.is_none() {
            let fits = |g: &&GameIx| cues.bound.iter().all(|t| scene.plays(**g, *t));
            games.extend(subjects.iter().filter(fits));
        }
        games
    };
    let short = cues.days.is_some_and(|(a, b)| a.until(b).is_ok_and(|s| s.get_days() <= SHORT));
    let meeting = cues.leg || cues.last;
    let host = cues.host;
    let topic = cues.topics.first().copied();
    let mut teams = cues.teams.clone();
    if let (Some(h), true) = (host, teams.len() < 2)
        && !teams.contains(&h)
    {
        teams.push(h);
    }
    let rival = |t: TeamId| if t == sides.home { sides.away } else { sides.home };
    // "All'andata", "the last meeting": of the two sides, if it is not said of whom.
    if meeting {
        match teams.as_slice() {
            [one] if inside(*one) => teams.push(rival(*one)),
            [] => teams = vec![sides.home, sides.away],
            _ => {}
        }
    }
    // Whom a team named with it may have met: the topic, or either side.
    let others = |one: TeamId| -> Vec<TeamId> {
        match topic.filter(|t| *t != one) {
            Some(t) => vec![t],
            None => [sides.home, sides.away].into_iter().filter(|t| *t != one).collect(),
        }
    };
    // Of two matches of one round the one of the same night.
    let tonight = |games: &mut Vec<GameIx>| {
        if games.len() > 1 && games.iter().any(|g| age(*g).abs() <= 1) {
            games.retain(|g| age(*g).abs() <= 1);
        }
    };
    let mut wide: Vec<GameIx>;
    let mut narrow: Vec<GameIx>;
    let firm;
    match teams.as_slice() {
        // The match reported, if nothing leads to an earlier one.
        [a, b] if inside(*a) && inside(*b) && cues.days.is_none() && !meeting && !cues.before => {
            return None;
        }
        [a, b] => {
            let all = met(*a, *b);
            let now: Vec<GameIx> = all.iter().copied().filter(|g| round(*g)).collect();
            let here: Vec<GameIx> = all.iter().copied().filter(|g| of_edition(*g)).collect();
            let told = cues.days.is_none() && !cues.back && !now.is_empty();
            wide = all.clone();
            if told {
                wide.retain(|g| age(*g) <= 120);
            }
            wide.extend(in_time(if cues.back { 40 } else { ROUND + 2 }));
            narrow = if cues.leg && cues.days.is_none() {
                here
            } else if cues.last && cues.days.is_none() {
                all.last().copied().into_iter().collect()
            } else if !now.is_empty() && cues.days.is_none() {
                now
            } else if !cues.back {
                return None;
            } else if !here.is_empty() {
                here
            } else {
                all
            };
            firm = cues.opposed || meeting || host.is_some() || cues.bound.len() == 2;
        }
        [one] if cues.opener && cues.days.is_none() => {
            let of = |t: TeamId| since(t, OF_ONE).into_iter().filter(|g| of_edition(*g));
            narrow = if cues.opposed {
                let met = others(*one).into_iter().flat_map(|t| met(*one, t));
                met.filter(|g| of_edition(*g)).collect()
            } else {
                of(*one).take(1).collect()
            };
            wide = everybody.iter().flat_map(|t| of(*t)).collect();
            wide.extend(in_time(40));
            firm = cues.opposed;
        }
        [one] if cues.days.is_some() => {
            let days = cues.days?;
            narrow = if short && !cues.opposed {
                within(days, *one)
            } else {
                others(*one).into_iter().flat_map(|t| met(*one, t)).collect()
            };
            if narrow.is_empty() && short {
                narrow = within(days, *one);
            }
            wide = in_time(0);
            firm = short || cues.opposed;
        }
        [one] if !cues.back => {
            if inside(*one) {
                return None;
            }
            narrow = since(*one, ROUND).into_iter().filter(|g| round(*g)).collect();
            tonight(&mut narrow);
            wide = in_time(ROUND + 8);
            firm = true;
            // "Pareggiando 0-0 con l'Inghilterra": an earlier match of these finals.
            if narrow.is_empty() && cues.opposed {
                narrow = others(*one).into_iter().flat_map(|t| met(*one, t)).collect();
                narrow.retain(|g| of_edition(*g));
                wide = in_time(OF_ONE);
            }
        }
        [one] => {
            let all: Vec<GameIx> = others(*one).into_iter().flat_map(|t| met(*one, t)).collect();
            narrow = all.iter().copied().filter(|g| age(*g) <= OF_ONE).collect();
            let here: Vec<GameIx> = narrow.iter().copied().filter(|g| of_edition(*g)).collect();
            if !here.is_empty() {
                narrow = here;
            }
            wide = all;
            wide.extend(in_time(OF_ONE));
            firm = cues.opposed;
        }
        [] if cues.opener && cues.days.is_none() => {
            let of = |t: TeamId| since(t, OF_ONE).into_iter().filter(|g| of_edition(*g));
            narrow = topic.into_iter().flat_map(of).take(1).collect();
            wide = everybody.iter().flat_map(|t| of(*t)).collect();
            firm = true;
        }
        [] if cues.days.is_some() => {
            narrow = met(sides.home, sides.away);
            if narrow.is_empty() && short {
                let days = cues.days?;
                narrow = topic.map_or_else(Vec::new, |t| within(days, t));
            }
            wide = in_time(0);
            firm = true;
        }
        [] if cues.back => {
            narrow = topic.map_or_else(Vec::new, |t| since(t, OF_ONE));
            let here: Vec<GameIx> = narrow.iter().copied().filter(|g| of_edition(*g)).collect();
            if !here.is_empty() {
                narrow = here;
            }
            wide = in_time(OF_ONE);
            firm = false;
        }
        _ => return None,
    }
    narrow.retain(|g| of_kind(*g));
    if cues.kind.is_some() && cues.days.is_some() {
        wide.retain(|g| of_kind(*g));
    }
    // How it ended parts those that fit all else.
    if let (Some(outcome), true) = (cues.outcome, narrow.len() > 1) {
        let owners: Vec<TeamId> =
            match cues.bound.first().filter(|_| !cues.opposed).or(topic.as_ref()) {
                Some(t) => vec![*t],
                None => vec![sides.home, sides.away],
            };
        let so = |g: &GameIx| {
            let mut of = owners.iter().filter_map(|t| goals_for(prepared.get(*g), *t));
            of.any(|(a, b)| outcome_of(a, b) == outcome)
        };
        if narrow.iter().any(so) {
            narrow.retain(so);
        }
    }
    for set in [&mut narrow, &mut wide] {
        set.sort_unstable();
        set.dedup();
    }
    (!narrow.is_empty()).then_some(Meant { narrow, wide, firm })
}
