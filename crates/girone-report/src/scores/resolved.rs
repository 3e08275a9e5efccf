//! Scores of earlier matches that the words name: "three days after losing 3-1 in
//! Greece", "a ottobre, a Tokyo, era finita 3-2", "the previous one a 1-0 in Cardiff".
//!
//! Who met whom is what the words say or, where they say nobody else, the two sides
//! of the match reported; a time, a place and how it ended leave one match, or the
//! score is held against none.

use girone_model::Match;
use jiff::ToSpan;
use jiff::civil::Date;

use super::words::{AGGREGATE, HALF_TIME, SHOOT_OUT};
use super::*;
use crate::check::Verdict;
use crate::claim::Outcome;
use crate::discourse::Gate;
use crate::elsewhere::in_town;
use crate::judge::{Judged, Says, outcome_of};
use crate::lexicon::CityId;
use crate::number;
use crate::prepared::goals_for;
use crate::statement::Weighed;

/// Words of the meeting before this one.
pub(super) const LAST: &[&str] = &[
    "the previous one",
    "previous meeting",
    "last meeting",
    "last met",
    "last encounter",
    "most recent meeting",
    "il precedente",
    "ultimo precedente",
    "ultimo incrocio",
    "ultimo confronto",
    "ultimo scontro",
    "ultima sfida",
];

/// Words of a sum, a record or a course of play, not of how a match ended.
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
    "dal",
];

/// What the words tell of the match.
struct Told {
    /// The days on which it was played, if told.
    days: Option<(Date, Date)>,
    /// The towns named, of which each reading is a place.
    towns: Vec<CityId>,
    /// The team at whose home it was: "in Greece".
    host: Option<TeamId>,
    last: bool,
    /// Teams named that are no hosts.
    teams: Vec<TeamId>,
}

/// Reads a score of an earlier match that the words leave no doubt about.
pub(super) fn read(
    scene: &Scene<'_, '_, '_, '_>,
    at: usize,
    score: WrittenScore,
) -> Option<Statement> {
    let game = scene.game_at(at)?;
    if scene.frame.preview || scene.discourse.gates[at] != Gate::Open {
        return None;
    }
    let window = window(scene, at, score.to);
    for words in [HALF_TIME, SHOOT_OUT, AGGREGATE, DOUBT] {
        if scene.has(window.0, window.1, words) {
            return None;
        }
    }
    let told = told(scene, game, at, score.to, window)?;
    let goals = (score.first, score.second);
    let one = meant(scene, game, &told, window)?;
    let prepared = scene.frame.prepared;
    let m = prepared.get(one);
    let owner = m.fixture.teams.home;
    let (a, b) = goals_for(m, owner)?;
    let agrees = goals == (a, b) || goals == (b, a);
    // How it ended and the match must tell the same.
    let drawn = how(scene, window.0, window.1).map(|o| o == Outcome::Drawn);
    if !agrees && drawn.is_some_and(|d| d != (a == b)) {
        return None;
    }
    // "The Czechs, who a month ago had won 4-1": against whoever it was then.
    if !agrees
        && let ([team], Some((first, last))) = (told.teams.as_slice(), told.days)
        && ended_so(scene, *team, (first, last), goals)
    {
        return None;
    }
    // The score of the match reported is of that one unless the words before it go
    // back: "the 2-1 win, revenge for June's 3-0", "a ottobre era finita 2-1".
    let result = prepared.get(game).score().map(|s| (s.result.home, s.result.away));
    if !agrees && told.teams.is_empty() && super::meant::of_another(scene, one, goals) {
        return None;
    }
    let tonight = result.is_some_and(|r| r == goals || (r.1, r.0) == goals);
    if !agrees && tonight {
        let back = scene.has(
            window.0,
            at,
            &[
                "had",
                "aveva",
                "avevano",
                "avendo",
                "having",
                "era",
                "erano",
                "meeting",
                "game in",
                "the previous one",
                "precedente",
                "last meeting",
            ],
        );
        let before = self::told(scene, game, at, score.to, (window.0, at));
        if !back || before.is_none() {
            return None;
        }
    }
    let claim = Claim::Score { game: one, team: owner, goals, at: At::End, either: true };
    let judged = match agrees {
        true => Judged::new(Says::Yes, vec![one]),
        false => {
            let turned = (goals.0 > goals.1) != (a > b);
            let (a, b) = if turned { (b, a) } else { (a, b) };
            Judged::new(Says::No(Some(format!("{a}-{b}"))), vec![one])
        }
    };
    let verdict = if agrees { Verdict::Confirmed } else { Verdict::Contradicted };
    let mut statement = Statement::new(at, score.to, vec![claim]);
    statement.weighed = Some(Weighed { verdict, judged });
    Some(statement)
}

/// Whether a match of a team in some days ended with a score.
pub(super) fn ended_so(
    scene: &Scene<'_, '_, '_, '_>,
    team: TeamId,
    (first, last): (Date, Date),
    goals: (u8, u8),
) -> bool {
    let cut = scene.frame.cut();
    let played = scene.frame.prepared.played(team, &cut, &scene.frame.subjects).rev();
    played
        .take_while(|(_, m)| first <= m.fixture.when.date)
        .filter(|(_, m)| m.fixture.when.date <= last)
        .any(|(i, _)| super::located::ended_with(scene, i, Some(goals)))
}

/// The words that may tell of the match: from the score before or a strong break
/// to the next one.
pub(super) fn window(scene: &Scene<'_, '_, '_, '_>, at: usize, end: usize) -> (usize, usize) {
    let lattice = scene.lattice;
    let (first, last) = lattice.text.sentence_of(at);
    let before = (first..at).rev().find_map(|i| lattice.scores[i].map(|s| s.to));
    let begin = before.filter(|b| *b <= at).unwrap_or(first);
    let strong = |i: &usize| matches!(scene.fold(*i), ";" | "(" | ")");
    let begin = (begin..at).rev().find(strong).map_or(begin, |i| i + 1);
    let mut close = end;
    while close < last.min(end + 9)
        && lattice.scores[close].is_none()
        && !matches!(
            scene.fold(close),
            ";" | ":"
                | "("
                | ")"
                | "."
                | "e"
                | "ed"
                | "and"
                | "but"
                | "ma"
                | "they"
                | "while"
                | "mentre"
        )
    {
        close += 1;
    }
    (begin.max(at.saturating_sub(20)), close)
}

/// "Three days after", "tre giorni dopo": so many days before the match reported;
/// "last year", "quattro anni fa": the years.
pub(crate) fn counted_back(
    scene: &Scene<'_, '_, '_, '_>,
    (from, to): (usize, usize),
    at: usize,
    day: Date,
) -> Option<(Date, Date)> {
    let year = |back: i16| {
        let y = day.year() - back;
        Some((Date::new(y, 1, 1).ok()?, Date::new(y, 12, 31).ok()?))
    };
    for i in from..to {
        if scene.starts(i, "last year", to)
            || scene.starts(i, "l anno scorso", to)
            || scene.starts(i, "un anno fa", to)
            || scene.starts(i, "lo scorso anno", to)
            || scene.starts(i, "a year ago", to)
        {
            return year(1);
        }
        let is = |p: &str| scene.starts(i, p, to);
        if is("last month") || is("mese scorso") || is("scorso mese") {
            let last = day.first_of_month().yesterday().ok()?;
            return Some((last.first_of_month(), last));
        }
        if let Some(season) = season_before(scene, i, to, day) {
            return Some(season);
        }
        if is("last week") || is("settimana scorsa") || is("scorsa settimana") {
            return Some((day.checked_sub(13.days()).ok()?, day.checked_sub(2.days()).ok()?));
        }
        let Some((n, next)) = number::cardinal(scene.lattice.text, i, scene.lattice.lang) else {
            continue;
        };
        let unit = scene.fold(next);
        let rest = scene.fold(next + 1);
        let ago = matches!(rest, "fa" | "ago" | "earlier" | "before" | "prima");
        let after = matches!(rest, "after" | "dopo");
        // "Three days after the chaos of Wembley, England beat Finland 3-1".
        let parted = after && (i..at).any(|j| scene.fold(j) == ",");
        if parted {
            return None;
        }
        if matches!(unit, "days" | "giorni" | "day" | "giorno") && (ago || after) && n < 40 {
            let d = day.checked_sub((n as i32).days()).ok()?;
            let slip = |k: i32| d.checked_add(k.days()).unwrap_or(d);
            return Some((slip(-1), slip(1)));
        }
        let slack = |days: i32, slip: i32| {
            let d = day.checked_sub(days.days()).ok()?;
            let to = |k: i32| d.checked_add(k.days()).unwrap_or(d);
            Some((to(-slip), to(slip)))
        };
        if matches!(unit, "weeks" | "week" | "settimane" | "settimana") && (ago || after) && n < 40
        {
            return slack(n as i32 * 7, 6);
        }
        if matches!(unit, "months" | "month" | "mesi" | "mese") && (ago || after) && n < 15 {
            return slack(n as i32 * 30, 20);
        }
        if matches!(unit, "years" | "anni") && ago && n < 90 {
            return year(i16::try_from(n).ok()?);
        }
    }
    None
}

/// "Last summer", "l'autunno scorso": the last of that season that was over.
fn season_before(
    scene: &Scene<'_, '_, '_, '_>,
    at: usize,
    to: usize,
    day: Date,
) -> Option<(Date, Date)> {
    const SEASONS: [(&[&str], i8); 4] = [
        (&["last spring", "primavera scorsa", "scorsa primavera"], 3),
        (&["last summer", "estate scorsa", "scorsa estate"], 6),
        (&["last autumn", "last fall", "autunno scorso", "scorso autunno"], 9),
        (&["last winter", "inverno scorso", "scorso inverno"], 12),
    ];
    let told = |words: &[&str]| words.iter().any(|w| scene.starts(at, w, to));
    let month = SEASONS.iter().find(|(words, _)| told(words))?.1;
    let of = |year: i16| {
        let first = Date::new(year, month, 1).ok()?;
        Some((first, first.checked_add(2.months()).ok()?.last_of_month()))
    };
    of(day.year()).filter(|(_, last)| *last < day).or_else(|| of(day.year() - 1))
}

/// "March's game", "the September meeting": a month that qualifies a match.
pub(crate) fn month_of(
    scene: &Scene<'_, '_, '_, '_>,
    day: Date,
    (from, at): (usize, usize),
) -> Option<(Date, Date)> {
    let lattice = scene.lattice;
    (from..at).rev().find_map(|i| {
        let t = &lattice.text.tokens[i];
        let month = girone_model::month_named(&t.fold, lattice.lang)
            .filter(|_| t.capital || lattice.lang == Lang::It)?;
        let noun = |j: usize| {
            matches!(
                scene.fold(j),
                "game" | "meeting" | "match" | "clash" | "encounter" | "win" | "defeat" | "draw"
            )
        };
        let qualifies = scene.fold(i + 1) == "s" || noun(i + 1);
        let year = day.year() - i16::from(month > day.month());
        let first = Date::new(year, month, 1).ok().filter(|_| qualifies)?;
        Some((first, first.last_of_month()))
    })
}

fn told(
    scene: &Scene<'_, '_, '_, '_>,
    game: GameIx,
    at: usize,
    end: usize,
    (from, to): (usize, usize),
) -> Option<Told> {
    let lattice = scene.lattice;
    let day = scene.frame.prepared.get(game).fixture.when.date;
    let last = scene.has(from, to, LAST);
    let mut dates = lattice.dates.iter().filter(|d| from <= d.from && d.to <= to);
    let date = dates.next();
    if dates.next().is_some() || date.is_some_and(|d| d.since) {
        return None;
    }
    let days = date
        .map(|d| (d.first, d.last))
        .or_else(|| month_of(scene, day, (from, at)))
        .or_else(|| counted_back(scene, (from, to), at, day));
    // A time that the day of the match reported falls into tells of no other one.
    if days.is_some_and(|(first, last)| first > day || last >= day) {
        return None;
    }
    let mut told = Told { days, towns: Vec::new(), host: None, last, teams: Vec::new() };
    for m in &lattice.mentions[lattice.mentions_in(from, to)] {
        let lead = m.from.checked_sub(1).map_or("", |i| scene.fold(i));
        match &m.who {
            Who::Cities(cities) => {
                let taken = lead.starts_with("espugn") || lead.starts_with("sbanc");
                if !(taken || matches!(lead, "in" | "at" | "a" | "ad" | "all" | "allo" | "di")) {
                    continue;
                }
                if !told.towns.is_empty() {
                    return None;
                }
                told.towns.clone_from(cities);
            }
            Who::Teams(teams) => {
                let [team] = teams.as_slice() else {
                    if m.described {
                        continue;
                    }
                    return None;
                };
                if matches!(lead, "in") && m.from.abs_diff(at).min(m.from.abs_diff(end)) <= 3 {
                    told.host = Some(*team);
                } else if !told.teams.contains(team) {
                    told.teams.push(*team);
                }
            }
            _ => {}
        }
    }
    if told.days.is_none() && !told.last {
        return None;
    }
    Some(told)
}

/// The one match that fits what is told.
fn meant(
    scene: &Scene<'_, '_, '_, '_>,
    game: GameIx,
    told: &Told,
    (from, to): (usize, usize),
) -> Option<GameIx> {
    let prepared = scene.frame.prepared;
    let fixture = &prepared.get(game).fixture;
    let (sides, day) = (fixture.teams, fixture.when.date);
    let of_sides = |t: &TeamId| sides.side_of(t).is_some();
    let cut = scene.frame.cut();
    let fits = |i: GameIx, m: &Match| {
        let date = m.fixture.when.date;
        i != game
            && date < day
            && told.days.is_none_or(|(first, last)| first <= date && date <= last)
            && (told.towns.is_empty() || told.towns.iter().any(|c| in_town(scene, i, *c)))
            && told.host.is_none_or(|h| m.fixture.teams.home == h)
    };
    let met = |a: TeamId, b: TeamId| -> Vec<GameIx> {
        let mut games = prepared.meetings(a, b, &cut, &scene.frame.subjects);
        games.retain(|g| prepared.get(*g).fixture.when.date < day && *g != game);
        games.retain(|g| fits(*g, prepared.get(*g)));
        // The last one, or the last one there: "nell'ultimo precedente, a Stoccarda".
        if told.last {
            games.drain(..games.len().saturating_sub(1));
        }
        games
    };
    let of_team = |t: TeamId| -> Vec<GameIx> {
        prepared
            .played(t, &cut, &scene.frame.subjects)
            .rev()
            .filter(|(i, m)| fits(*i, m))
            .map(|(i, _)| i)
            .take(4)
            .collect()
    };
    let outside: Vec<TeamId> = told.teams.iter().copied().filter(|t| !of_sides(t)).collect();
    let inside: Vec<TeamId> = told.teams.iter().copied().filter(of_sides).collect();
    let host = told.host.filter(|h| !of_sides(h));
    let mut games = match (outside.as_slice(), inside.as_slice()) {
        ([a, b], []) => met(*a, *b),
        ([a], [b]) => met(*a, *b),
        // One from outside alone: against whoever of the two met it then.
        ([a], []) => {
            let mut games = met(*a, sides.home);
            games.extend(met(*a, sides.away));
            games
        }
        ([], _) if told.last => met(sides.home, sides.away),
        ([], _) => {
            let pair = met(sides.home, sides.away);
            let near = told
                .days
                .is_some_and(|(first, last)| first.until(last).is_ok_and(|s| s.get_days() <= 3));
            let placed = host.is_some() || !told.towns.is_empty();
            if !pair.is_empty() && !near {
                pair
            } else if near || placed {
                // "Three days after losing 3-1 in Greece", of either side.
                let mut games: Vec<GameIx> = Vec::new();
                let owners = match inside.as_slice() {
                    [one] => vec![*one],
                    _ => vec![sides.home, sides.away],
                };
                for g in owners.into_iter().flat_map(of_team) {
                    if !games.contains(&g) {
                        games.push(g);
                    }
                }
                games
            } else {
                Vec::new()
            }
        }
        _ => return None,
    };
    games.dedup();
    if games.len() > 1
        && let Some(outcome) = how(scene, from, to)
    {
        // Of the side that the words are about, whichever of the two it is.
        let owners = |m: &Match| -> Vec<TeamId> {
            match inside.as_slice() {
                [one] => vec![*one],
                _ => [m.fixture.teams.home, m.fixture.teams.away]
                    .into_iter()
                    .filter(of_sides)
                    .collect(),
            }
        };
        games.retain(|g| {
            let m = prepared.get(*g);
            owners(m)
                .iter()
                .any(|t| goals_for(m, *t).is_some_and(|(a, b)| outcome_of(a, b) == outcome))
        });
    }
    match games.as_slice() {
        [one] => Some(*one),
        _ => None,
    }
}

/// How it ended for the one that the words are about, if one word tells it.
pub(crate) fn how(scene: &Scene<'_, '_, '_, '_>, from: usize, to: usize) -> Option<Outcome> {
    const WON: &[&str] = &[
        "beating",
        "thumping",
        "winning",
        "thrashing",
        "won",
        "vinto",
        "battuto",
        "vincendo",
        "espugna*",
    ];
    const LOST: &[&str] = &["losing", "lost", "perso", "perdendo", "sconfitta", "defeat", "ko"];
    const DREW: &[&str] = &["drawing", "drew", "draw", "pareggi*", "pari"];
    let has = |w| scene.has(from, to, w);
    match (has(WON), has(LOST), has(DREW)) {
        (true, false, false) => Some(Outcome::Won),
        (false, true, false) => Some(Outcome::Lost),
        (false, false, true) => Some(Outcome::Drawn),
        _ => None,
    }
}
