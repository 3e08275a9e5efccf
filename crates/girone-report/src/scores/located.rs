//! Scores whose match is found by all that the words around them say at once: who, when,
//! where, in which leg.
//!
//! Asked last, of scores that nothing else has bound to a match. Every cue must hold,
//! whatever the sentence makes of it; if together they leave exactly one match, the score
//! is the score of that one.

use girone_model::Match;
use jiff::civil::Date;

use super::bound::LEG;
use super::resolved::{counted_back, how, month_of};
use super::words::{AGGREGATE, HALF_TIME, SHOOT_OUT};
use super::*;
use crate::check::{self, Verdict};
use crate::claim::Outcome;
use crate::discourse::Gate;
use crate::elsewhere::in_town;
use crate::guard::led_astray;
use crate::judge::{Judged, Says};
use crate::lattice::Mention;
use crate::lexicon::CityId;
use crate::prepared::goals_for;
use crate::statement::Weighed;

/// How far back a match is looked for that no time tells, in days: of two teams, of one.
const OF_TWO: i32 = 800;
const OF_ONE: i32 = 60;

/// The most goals that a stated score may be off the one of the match found.
const OFF: u8 = 3;

/// Words of the two sides' earlier matches.
const MEETING: &[&str] = &[
    "meeting",
    "met",
    "clash",
    "encounter",
    "affair",
    "beat us",
    "beat them",
    "incrocio",
    "precedente",
    "era finita",
    "era uscito",
    "fini",
    "finita",
    "it was",
    "it had been",
    "it finished",
    "had ended",
    "had finished",
    "si erano",
    "ci avevano",
    "same opponents",
    "same opposition",
    "same team",
    "stessi avversari",
    "stesso avversario",
];

/// Words of a score that was not the end, of other teams, of a record.
const DOUBT: &[&str] = &[
    "ahead",
    "led",
    "leading",
    "trailing",
    "up",
    "down",
    "vantaggio",
    "sotto",
    "avanti",
    "tavolino",
    "awarded",
    "under",
    "women",
    "donne",
    "largest",
    "biggest",
    "since",
    "until",
    "fino",
    "e mezza",
    "rigori",
    "penalties",
];

/// All that the words around a score say of its match.
struct Told {
    teams: Vec<TeamId>,
    days: Option<(Date, Date)>,
    towns: Vec<CityId>,
    /// The team at whose home it was: "in Greece".
    host: Option<TeamId>,
    leg: bool,
    meeting: bool,
    /// How it ended, where that is a cue and not what is asked.
    ended: Option<(u8, u8)>,
    /// Whom the sentence is about, where that is a cue.
    subject: Option<TeamId>,
}

impl Told {
    fn placed(&self) -> bool {
        self.host.is_some() || !self.towns.is_empty()
    }

    /// Whether both sides are told.
    fn meets(&self) -> bool {
        self.teams.len() == 2 || self.leg || self.meeting
    }
}

/// Words of matches of another kind.
const OF_OTHERS: &[&str] = &["under", "women", "donne", "tavolino", "awarded", "giovanil*"];

/// The only match that all the words around a town tell of, the town left aside: the
/// score beside it, who played, when, in which leg. None if one that fits all but the
/// score was played there.
pub(crate) fn match_of_town(
    scene: &Scene<'_, '_, '_, '_>,
    town: &Mention,
    cities: &[CityId],
    score: Option<(usize, WrittenScore)>,
) -> Option<GameIx> {
    let main = scene.frame.main()?;
    let (at, end) = score.map_or((town.from, town.to), |(at, s)| (at, s.to));
    if scene.frame.preview || scene.discourse.gates[town.from] != Gate::Open {
        return None;
    }
    let (from, mut to) = super::resolved::window(scene, at, end);
    if score.is_none_or(|s| s.0 < town.from) {
        to = to.max(super::resolved::window(scene, town.from, town.to).1);
    }
    if scene.has(from, to, AGGREGATE) || scene.has(from, to, OF_OTHERS) {
        return None;
    }
    // "On Tuesday it is Austria, in Leipzig" may as well be the next one.
    let weekday = |d: &crate::dates::WrittenDate| {
        from <= d.from
            && d.to <= to
            && matches!(d.told, crate::dates::Told::Weekday | crate::dates::Told::Relative)
    };
    if score.is_none() && scene.lattice.dates.iter().any(weekday) {
        return None;
    }
    let mut told = told(scene, main, (at, end), (from, to), Some(town.from))?;
    told.subject = scene.candidates(at).first().map(|c| c.team);
    let mut anyhow = fitting(scene, main, &told);
    if !told.meets() {
        let teams = told.teams.iter().chain(&told.subject);
        let near = teams.flat_map(|t| lately(scene, main, *t, &told));
        anyhow.extend(near);
    }
    let there = |g: &GameIx| cities.iter().any(|c| in_town(scene, *g, *c));
    if anyhow.iter().any(there) {
        return None;
    }
    // A year alone may be the one that is wrong.
    let long = |(a, b): (Date, Date)| a.until(b).is_ok_and(|s| s.get_days() > 40);
    if score.is_none() && told.days.is_some_and(long) {
        return None;
    }
    told.ended = score.map(|(_, s)| (s.first, s.second));
    // What the match reported may be told of is not overruled by another one.
    let reported = ended_with(scene, main, told.ended);
    let free = told.days.is_none() && !told.leg && !told.meeting;
    if reported && free && told.teams.iter().all(|t| scene.plays(main, *t)) {
        return None;
    }
    only(scene, main, &told).filter(|g| !scene.frame.subjects.contains(g) || told.meets())
}

/// Whether a match ended with a score, if one is told.
pub(super) fn ended_with(
    scene: &Scene<'_, '_, '_, '_>,
    game: GameIx,
    goals: Option<(u8, u8)>,
) -> bool {
    let s = scene.frame.prepared.get(game).score().map(|s| s.result);
    goals.is_some_and(|g| s.is_some_and(|s| (s.home, s.away) == g || (s.away, s.home) == g))
}

/// Reads a score by its match, unless a match reported ended so.
pub(super) fn read(
    scene: &Scene<'_, '_, '_, '_>,
    at: usize,
    score: WrittenScore,
    read: Option<&Statement>,
) -> Option<Statement> {
    if scene.frame.preview || scene.discourse.gates[at] != Gate::Open {
        return None;
    }
    let end = |c: &Claim| matches!(c, Claim::Score { at: At::End, .. });
    if read.is_some_and(|s| !s.readings.first().is_none_or(end)) {
        return None;
    }
    let decided = read.and_then(|s| {
        let (verdict, claim) = match &s.weighed {
            Some(w) => (w.verdict, s.readings.first().cloned()),
            None => {
                let (verdict, claim, _) = check::weigh(scene, s);
                (verdict, claim)
            }
        };
        match claim {
            Some(Claim::Score { game, .. }) if verdict != Verdict::Unchecked => {
                Some((game, verdict))
            }
            _ => None,
        }
    });
    // What a match reported ended like is told of that, unless the words lead elsewhere.
    if decided.is_some_and(|(g, verdict)| {
        scene.frame.subjects.contains(&g)
            && (verdict == Verdict::Confirmed || !led_astray(scene, (at, score.to), g))
    }) {
        return None;
    }
    let decided = decided.map(|d| d.0);
    let main = scene.frame.main()?;
    let (from, to) = super::resolved::window(scene, at, score.to);
    let comma = |i: &usize| scene.fold(*i) == ",";
    // "In Riga against Latvia, days after a 3-0": what stands before belongs to another.
    let after = (from..at).rev().find(|i| matches!(scene.fold(*i), "after" | "dopo"));
    let from = after.and_then(|i| (from..i).rev().find(comma)).unwrap_or(from);
    let part =
        ((from..at).rev().find(comma).unwrap_or(from), (score.to..to).find(comma).unwrap_or(to));
    for (words, (a, b)) in [
        (HALF_TIME, (from, to)),
        (SHOOT_OUT, (from, to)),
        (AGGREGATE, (from, to)),
        (DOUBT, part),
        (&["up", "down"], (at, score.to + 2)),
    ] {
        if scene.has(a, b, words) {
            return None;
        }
    }
    let mut told = told(scene, main, (at, score.to), (from, to), None)?;
    if told.days.is_some() {
        told.subject = scene.candidates(at).first().map(|c| c.team);
    }
    let one = only(scene, main, &told)?;
    let weighed = read.is_some_and(|s| s.weighed.is_some());
    if weighed && decided == Some(one) {
        return None;
    }
    let prepared = scene.frame.prepared;
    let goals = (score.first, score.second);
    let same = |g: GameIx| ended_with(scene, g, Some(goals));
    let plays = |g: GameIx| told.teams.iter().all(|t| scene.plays(g, *t));
    if !same(one) && scene.frame.subjects.iter().any(|g| same(*g) && plays(*g)) {
        return None;
    }
    // Another match of theirs in that time that ended so may be meant.
    let mut theirs = told.teams.iter().chain(&told.subject);
    let alike = |t: &TeamId| lately(scene, main, *t, &told).into_iter().any(same);
    if !same(one) && !told.meets() && theirs.any(alike) {
        return None;
    }
    let m = prepared.get(one);
    let owner = told
        .teams
        .first()
        .copied()
        .filter(|t| m.fixture.side_of(*t).is_some())
        .unwrap_or(m.fixture.teams.home);
    let (a, b) = goals_for(m, owner)?;
    let drawn = goals.0 == goals.1;
    if drawn != (a == b) || how(scene, from, to).is_some_and(|o| (o == Outcome::Drawn) != drawn) {
        return None;
    }
    let claim = Claim::Score { game: one, team: owner, goals, at: At::End, either: true };
    let (verdict, says) = if same(one) {
        (Verdict::Confirmed, Says::Yes)
    } else {
        let turned = (goals.0 > goals.1) != (a > b);
        let (a, b) = if turned { (b, a) } else { (a, b) };
        if goals.0.abs_diff(a) + goals.1.abs_diff(b) > OFF {
            return None;
        }
        (Verdict::Contradicted, Says::No(Some(format!("{a}-{b}"))))
    };
    let mut statement = Statement::new(at, score.to, vec![claim]);
    statement.weighed = Some(Weighed { verdict, judged: Judged::new(says, vec![one]) });
    Some(statement)
}

fn told(
    scene: &Scene<'_, '_, '_, '_>,
    main: GameIx,
    (at, end): (usize, usize),
    (from, to): (usize, usize),
    town: Option<usize>,
) -> Option<Told> {
    let lattice = scene.lattice;
    let day = scene.frame.prepared.get(main).fixture.when.date;
    let from = relative_clause(scene, from, at).unwrap_or(from);
    let mut dates = lattice.dates.iter().filter(|d| from <= d.from && d.to <= to);
    let date = dates.next();
    // "The win they had waited for since October 2024, 3-0 over Chile" is of that time.
    // So is "since 2014, when they saw off Honduras", "dal 2016: allora fu 2-0".
    let since = |d: &crate::dates::WrittenDate| {
        let then = matches!(scene.fold(d.to), "," | ":")
            && matches!(scene.fold(d.to + 1), "when" | "quando" | "allora" | "then");
        d.since && !then && !(d.to + 1 == at && scene.fold(d.to) == ",")
    };
    if dates.next().is_some() || date.is_some_and(since) {
        return None;
    }
    let days = date
        .map(|d| (d.first, d.last))
        .or_else(|| month_of(scene, day, (from, at)))
        .or_else(|| counted_back(scene, (from, to), at, day))
        .or_else(|| finals_of(scene, (from, to)));
    if days.is_some_and(|(first, last)| first <= day && day <= last) {
        return None;
    }
    let mut told = Told {
        teams: Vec::new(),
        days,
        towns: Vec::new(),
        host: None,
        leg: scene.has(from, to, LEG) || scene.has(from, to, &["andata"]),
        meeting: scene.has(from, to, MEETING),
        ended: None,
        subject: None,
    };
    // "Il 2-0 sul Belgio e il 2-1 sul Canada": what belongs to the score before.
    let first = lattice.text.sentence_of(at).0;
    let earlier = (first..at).rev().find_map(|i| lattice.scores[i].map(|s| (i, s.to)));
    let theirs = |m: &Mention| match &m.who {
        Who::Teams(teams) if m.to <= at => earlier.is_some_and(|(i, to)| {
            m.from >= to && m.from <= to + 4 && teams.iter().any(|t| linked_to(scene, i, to, *t))
        }),
        _ => false,
    };
    let mentions = &lattice.mentions[lattice.mentions_in(from, to)];
    let team = |m: &&Mention| matches!(m.who, Who::Teams(_)) && m.to <= at;
    let mut before = mentions.iter().rev().filter(team);
    // "Alle spalle della Francia frenata 2-2", "over Belgium, who edged Wales 3-1": whose
    // score it is stands close before it, and nobody before that matters.
    let since = before.next().filter(|m| at - m.to <= 4).map_or(from, |m| {
        let beaten = m.from >= from + 2
            && matches!(scene.fold(m.from - 1), "of" | "dell" | "della" | "del" | "di")
            && matches!(
                scene.fold(m.from - 2),
                "conquerors" | "vincitori" | "vincitrice" | "giustizieri" | "killers" | "surprise"
            );
        match beaten || super::bound::taken_on(scene, from, m.from) {
            true => before.next().map_or(from, |m| m.from),
            false => m.from,
        }
    });
    let whose = |m: &&Mention| {
        let named = matches!(m.who, Who::Teams(_) | Who::People(_) | Who::Unknown);
        let placed = m.from > 0 && scene.fold(m.from - 1) == "in";
        let linked = match &m.who {
            Who::Teams(t) => placed || t.iter().any(|t| linked_to(scene, at, end, *t)),
            _ => false,
        };
        !named || linked || (since..at).contains(&m.from)
    };
    for m in mentions.iter().filter(|m| !theirs(m)).filter(whose) {
        let lead = m.from.checked_sub(1).map_or("", |i| scene.fold(i));
        match &m.who {
            Who::Cities(_) if town == Some(m.from) => {}
            Who::Cities(cities) => {
                let storm = lead.starts_with("espugn") || lead.starts_with("sbanc");
                let place = matches!(lead, "in" | "at" | "a" | "ad" | "al" | "all" | "allo" | "s");
                // "Hampden, 1-1": a town and a comma.
                let alone = scene.fold(m.to) == "," && m.to + 1 == at;
                if town.is_some_and(|t| (m.to..t).any(|i| matches!(scene.fold(i), "," | ":"))) {
                    continue;
                }
                // "Dopo il 3-2 di Cardiff".
                let of = m.from == end + 1 && matches!(lead, "di" | "of");
                if !told.towns.is_empty() || !(storm || place || alone || of) {
                    return None;
                }
                told.towns.clone_from(cities);
            }
            Who::Teams(teams) => {
                let [team] = teams.as_slice() else { return None };
                let near = m.from.abs_diff(at).min(m.from.abs_diff(end)) <= 3;
                if lead == "in" && near {
                    told.host = Some(*team);
                } else if !told.teams.contains(team) {
                    told.teams.push(*team);
                }
            }
            // Who scored for whom is not looked into.
            Who::People(people) => {
                let led = people.iter().find_map(|p| scene.frame.coached(*p).first().copied());
                let scorer = || match people.as_slice() {
                    [one] => match scene.frame.prepared.teams_of(*one) {
                        [team] => Some(*team),
                        _ => None,
                    },
                    _ => None,
                };
                let team = led.or_else(scorer)?;
                if !told.teams.contains(&team) {
                    told.teams.push(team);
                }
            }
            Who::Unknown => return None,
        }
    }
    (told.teams.len() <= 2).then_some(told)
}

/// Where the clause of a score begins that hangs on a team: "Slovakia, who won 3-1".
fn relative_clause(scene: &Scene<'_, '_, '_, '_>, from: usize, at: usize) -> Option<usize> {
    let who = |i: usize| matches!(scene.fold(i), "who" | "che" | "which" | "whom" | "cui");
    let lattice = scene.lattice;
    lattice.mentions[lattice.mentions_in(from, at)].iter().rev().find_map(|m| {
        let next = m.to + usize::from(scene.fold(m.to) == ",");
        (matches!(m.who, Who::Teams(_)) && next < at && who(next)).then_some(m.from)
    })
}

/// "At the 2012 finals", "a Euro 2016": the year of finals named.
pub(crate) fn finals_of(
    scene: &Scene<'_, '_, '_, '_>,
    (from, to): (usize, usize),
) -> Option<(Date, Date)> {
    const FINALS: &[&str] = &[
        "finals",
        "world cup",
        "euro",
        "euros",
        "copa america",
        "europei",
        "mondiali",
        "mondiale",
        "europeo",
    ];
    (from..to).find_map(|i| {
        let year: i16 = scene.fold(i).parse().ok().filter(|y| (1900..2100).contains(y))?;
        scene.has(i.saturating_sub(2).max(from), (i + 3).min(to), FINALS).then_some(())?;
        Some((Date::new(year, 1, 1).ok()?, Date::new(year, 12, 31).ok()?))
    })
}

/// The matches of a team in the time that is told, or lately.
fn lately(scene: &Scene<'_, '_, '_, '_>, main: GameIx, team: TeamId, told: &Told) -> Vec<GameIx> {
    let prepared = scene.frame.prepared;
    let day = prepared.get(main).fixture.when.date;
    let cut = scene.frame.cut();
    let played = prepared.played(team, &cut, &scene.frame.subjects).rev();
    let fits = |m: &Match| match told.days {
        Some((first, last)) => (first..=last).contains(&m.fixture.when.date),
        None => day.since(m.fixture.when.date).is_ok_and(|s| s.get_days() <= OF_ONE),
    };
    played.take(60).filter(|(_, m)| fits(m)).map(|(i, _)| i).collect()
}

/// The only match that fits all that is told.
fn only(scene: &Scene<'_, '_, '_, '_>, main: GameIx, told: &Told) -> Option<GameIx> {
    match fitting(scene, main, told).as_slice() {
        [one] => Some(*one),
        _ => None,
    }
}

/// The matches that fit all that is told.
fn fitting(scene: &Scene<'_, '_, '_, '_>, main: GameIx, told: &Told) -> Vec<GameIx> {
    let prepared = scene.frame.prepared;
    let reported = prepared.get(main);
    let (sides, day) = (reported.fixture.teams, reported.fixture.when.date);
    let edition = prepared.edition_of(reported);
    let cut = scene.frame.cut();
    let fits = |i: GameIx, m: &Match, reach: i32| {
        let date = m.fixture.when.date;
        let age = day.since(date).map_or(0, |s| s.get_days());
        let of_edition = edition.is_some() && prepared.edition_of(m) == edition;
        i != main
            && age >= -1
            && (age >= 1 || !(told.leg || told.meeting))
            && match told.days {
                Some((first, last)) => first <= date && date <= last,
                None => age <= reach || of_edition && reach == OF_TWO,
            }
            && (!told.leg || of_edition)
            && (told.towns.is_empty() || told.towns.iter().any(|c| in_town(scene, i, *c)))
            && told.host.is_none_or(|h| m.fixture.teams.home == h)
            && (told.ended.is_none() || ended_with(scene, i, told.ended))
    };
    let met = |a: TeamId, b: TeamId| -> Vec<GameIx> {
        let games = prepared.meetings(a, b, &cut, &scene.frame.subjects);
        games.into_iter().filter(|g| fits(*g, prepared.get(*g), OF_TWO)).collect()
    };
    let of_team = |t: TeamId| -> Vec<GameIx> {
        prepared
            .played(t, &cut, &scene.frame.subjects)
            .rev()
            .take(60)
            .filter(|(i, m)| fits(*i, m, OF_ONE))
            .map(|(i, _)| i)
            .collect()
    };
    let soon = |mut games: Vec<GameIx>| {
        games.retain(|g| {
            let date = prepared.get(*g).fixture.when.date;
            day.since(date).is_ok_and(|s| s.get_days() <= OF_ONE)
        });
        games
    };
    let near =
        told.days.is_some_and(|(first, last)| first.until(last).is_ok_and(|s| s.get_days() <= 7));
    let inside = |t: &TeamId| sides.side_of(t).is_some();
    let both = told.leg || told.meeting;
    let mut games = match told.teams.as_slice() {
        [a, b] => met(*a, *b),
        [a] => match told.host {
            Some(h) if h != *a => met(*a, h),
            _ if both && inside(a) => met(sides.home, sides.away),
            _ if both => [met(*a, sides.home), met(*a, sides.away)].concat(),
            _ if near || told.placed() || told.ended.is_some() => of_team(*a),
            _ if told.days.is_some() => {
                told.subject.filter(|s| s != a).map_or_else(Vec::new, |s| met(*a, s))
            }
            _ => told.subject.filter(|s| s != a).map_or_else(Vec::new, |s| soon(met(*a, s))),
        },
        [] => {
            let pair = met(sides.home, sides.away);
            match told.host.filter(|h| !inside(h)) {
                Some(h) => [met(sides.home, h), met(sides.away, h)].concat(),
                None if told.leg || told.days.is_some() || told.placed() => {
                    if pair.is_empty() && (near || told.placed()) {
                        [of_team(sides.home), of_team(sides.away)].concat()
                    } else {
                        pair
                    }
                }
                None => match told.subject.filter(|_| told.ended.is_some()) {
                    Some(s) => of_team(s),
                    None => Vec::new(),
                },
            }
        }
        _ => Vec::new(),
    };
    games.sort_unstable();
    games.dedup();
    games
}
