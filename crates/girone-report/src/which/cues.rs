//! What the words around a score or a town tell of its match, all but the score and the
//! town themselves.

use girone_model::TeamId;
use jiff::civil::Date;

use crate::claim::{GameIx, Outcome};
use crate::elsewhere::Kind;
use crate::lattice::{Mention, Who};
use crate::lexicon::CityId;
use crate::scores::words::{AGGREGATE, HALF_TIME, SHOOT_OUT};
use crate::scores::{EARLIER, LEG, finals_of, linked_to, month_of, taken_on, told_back};
use crate::statement::Scene;

/// Words of a score on the way, of a sum, of another team, in which nothing is read.
const DOUBT: &[&str] = &[
    "under*",
    "women*",
    "donne",
    "tavolino",
    "awarded",
    "aggregate",
    "record",
    "biggest",
    "largest",
    "heaviest",
    "until",
    "fino",
    "sub",
    "giovanil*",
    "femminil*",
    "normal time",
    "90 minutes",
    "ninety",
    "u21",
    "tutte",
    "all but",
    "disallowed",
    "annullat*",
    "meetings",
    "confronti",
    "incroci",
    "precedenti",
];

/// Words of a score on the way, right beside it.
const ON_THE_WAY: &[&str] = &[
    "leading",
    "trailing",
    "trailed",
    "led",
    "lead",
    "ahead",
    "up",
    "down",
    "vantaggio",
    "svantaggio",
    "sotto",
    "avanti",
    "e mezza",
    "momentaneo",
    "provvisorio",
    "parziale",
];

/// Words of the first match of an edition.
const OPENER: &[&str] = &[
    "opener",
    "esordio",
    "debutto",
    "opening night",
    "opening game",
    "opening match",
    "opening day",
    "opening round",
    "opening win",
    "opening defeat",
    "opening draw",
    "opened with",
    "had opened",
    "began with",
    "started with",
    "esordi*",
    "debutt*",
    "prima giornata",
];

/// Words of the last meeting of two teams.
const LAST: &[&str] = &[
    "last met",
    "last meeting",
    "previous meeting",
    "last encounter",
    "most recent meeting",
    "the previous one",
    "last time they met",
    "last time the sides met",
    "last time the two met",
    "last time the teams met",
    "ultimo precedente",
    "ultimo incrocio",
    "ultimo confronto",
    "ultimo scontro",
    "ultima sfida",
    "ultima volta che si",
];

/// Words that go back to a time before the match reported.
const BACK: &[&str] = &[
    "had",
    "having",
    "aveva",
    "avevano",
    "avendo",
    "era",
    "erano",
    "fu",
    "furono",
    "reduc*",
    "dopo",
    "after",
    "following",
    "since",
    "avenge*",
    "vendic*",
    "revenge",
    "rivincita",
    "riscatt*",
    "ago",
    "fa",
    "scors*",
    "last",
    "once",
    "already",
    "gia",
    "earlier",
    "previous",
    "previously",
    "precedente",
    "prima",
    "before",
    "when",
    "quando",
    "allora",
    "anche",
    "too",
    "also",
    "come",
    "as",
];

/// Words of what a result makes good.
const REVENGE: &[&str] =
    &["revenge for", "avenge*", "vendic*", "rivincita", "riscatt*", "made up for"];

/// What the words tell of the match.
#[derive(Debug)]
pub(super) struct Cues {
    /// The teams named with it: whose it is and against whom, so far as they are told.
    pub teams: Vec<TeamId>,
    /// Those of them that must have played in it: on whose name the clause hangs, and
    /// whom the words bind to the score ("over Poland").
    pub bound: Vec<TeamId>,
    /// Whether one is bound as the one that was played against.
    pub opposed: bool,
    /// Whom the sentence is about, likeliest first.
    pub topics: Vec<TeamId>,
    /// All teams of the sentence.
    pub around: Vec<TeamId>,
    pub days: Option<(Date, Date)>,
    /// Whether it is told of a time before the match reported.
    pub back: bool,
    /// Whether a pluperfect says so.
    pub before: bool,
    /// Whether it is the first leg or the like.
    pub leg: bool,
    /// Whether it is the last meeting of the two.
    pub last: bool,
    pub opener: bool,
    pub kind: Option<Kind>,
    /// At whose home: "in Bolivia".
    pub host: Option<TeamId>,
    pub towns: Vec<CityId>,
    /// How it ended for whom it is told of.
    pub outcome: Option<Outcome>,
}

/// Where the words begin that may belong to what stands at a token: at the score
/// before, a strong mark, or the team on which the clause hangs.
fn begins(scene: &Scene<'_, '_, '_, '_>, at: usize) -> (usize, bool) {
    let lattice = scene.lattice;
    let (first, _) = lattice.text.sentence_of(at);
    let before = (first..at).rev().find_map(|i| lattice.scores[i].map(|s| s.to));
    let mut begin = match before.filter(|b| *b <= at) {
        // What follows the score before belongs to that, up to a comma or an "and".
        Some(b) => (b..at)
            .find(|i| matches!(scene.fold(*i), "," | "e" | "ed" | "and" | "but" | "ma" | ";" | ")"))
            .map_or(b, |i| i + 1),
        None => first,
    };
    let strong = |i: &usize| matches!(scene.fold(*i), ";" | ":" | "(" | ")" | "—" | "–");
    let limit = at - usize::from(at > begin && strong(&(at - 1)));
    begin = (begin..limit).rev().find(strong).map_or(begin, |i| i + 1);
    begin = begin.max(at.saturating_sub(26));
    match hangs_on(scene, begin, at) {
        Some(i) => (i, true),
        None => (begin, false),
    }
}

/// The team on which the clause of a token hangs: "Croatia, who beat Nigeria 3-0",
/// "i danesi, battuti 3-1", "Belgium, held 2-2".
fn hangs_on(scene: &Scene<'_, '_, '_, '_>, begin: usize, at: usize) -> Option<usize> {
    let lattice = scene.lattice;
    let team = |m: &&Mention| matches!(m.who, Who::Teams(_));
    lattice.mentions[lattice.mentions_in(begin, at)].iter().rev().filter(team).find_map(|m| {
        let comma = scene.fold(m.to) == ",";
        let next = m.to + usize::from(comma);
        let relative =
            matches!(scene.fold(next), "who" | "che" | "which" | "whom" | "cui" | "whose")
                || comma && matches!(scene.fold(next + 1), "cui" | "whom" | "which");
        let told = scene.fold(next);
        let against = matches!(
            m.from.checked_sub(1).map_or("", |i| scene.fold(i)),
            "against" | "contro" | "con" | "over" | "to" | "with"
        );
        let apposed = comma
            && at - next <= 5
            && (next == at && !against
                || crate::scores::participle(lattice.lang, told)
                || matches!(told, "winners" | "losers" | "victors" | "conquerors"));
        // "A year ago it was the Albanians who celebrated".
        let cleft = m.from >= begin + 2
            && (m.from - 2..m.from)
                .any(|i| matches!(scene.fold(i), "was" | "were" | "fu" | "furono"));
        (next <= at && !cleft && (relative || apposed)).then_some(m.from)
    })
}

/// Where they end.
fn closes(scene: &Scene<'_, '_, '_, '_>, end: usize, bracket: bool) -> usize {
    let lattice = scene.lattice;
    let (_, last) = lattice.text.sentence_of(end - 1);
    let mut close = end;
    while close < last.min(end + 11) && lattice.scores[close].is_none() {
        let word = scene.fold(close);
        let parts = matches!(
            word,
            ";" | ":"
                | "("
                | ")"
                | "."
                | "e"
                | "ed"
                | "and"
                | "but"
                | "ma"
                | "while"
                | "mentre"
                | "che"
                | "who"
                | "which"
                | "—"
                | "–"
                | "they"
                | "«"
                | "\""
                | "where"
                | "dove"
        );
        // "2-0, a settembre, ad Asunción": a comma before a time or a place parts nothing.
        let goes_on = word == ","
            && !bracket
            && (matches!(scene.fold(close + 1), "in" | "a" | "ad" | "at" | "nel")
                || lattice.date(close + 1).is_some())
            && (close + 1..close + 4).any(|i| {
                lattice.date(i).is_some()
                    || lattice
                        .mention(i)
                        .is_some_and(|m| matches!(m.who, Who::Cities(_) | Who::Teams(_)))
            });
        if parts || word == "," && !goes_on {
            break;
        }
        close += 1;
    }
    // What leads up to the next score belongs to that.
    if close < last && lattice.scores[close].is_some() {
        while close > end && scene.discourse.breaks[close] == 0 {
            close -= 1;
        }
    }
    close.max(end)
}

/// The one team that a name means: of two of one name the one of the same group.
fn single(scene: &Scene<'_, '_, '_, '_>, m: &Mention) -> Option<TeamId> {
    let teams = match &m.who {
        Who::Teams(t) => t.clone(),
        Who::People(_) => crate::discourse::teams_of(scene.frame, m),
        _ => return None,
    };
    if let [one] = teams.as_slice() {
        return Some(*one);
    }
    let mut mates = teams.iter().copied().filter(|t| scene.frame.mates.contains(t));
    let one = mates.next()?;
    mates.next().is_none().then_some(one)
}

/// Whether a name of several teams stands beside that of one of them: "the European
/// champions Spain".
fn named(scene: &Scene<'_, '_, '_, '_>, (begin, close): (usize, usize), m: &Mention) -> bool {
    let Who::Teams(teams) = &m.who else { return false };
    let mut near = scene.lattice.mentions[scene.lattice.mentions_in(begin, close)].iter();
    near.any(|x| single(scene, x).is_some_and(|t| teams.contains(&t)))
}

/// The time told, `Err` where it cannot be used.
fn days(
    scene: &Scene<'_, '_, '_, '_>,
    game: GameIx,
    (begin, close): (usize, usize),
    at: usize,
) -> Result<Option<(Date, Date)>, ()> {
    let day = scene.frame.prepared.get(game).fixture.when.date;
    let near = |d: &&crate::dates::WrittenDate| begin <= d.from && d.to <= close;
    // "On Tuesday it is Austria, in Leipzig" may as well be the next one.
    let weekday = |d: &crate::dates::WrittenDate| {
        matches!(d.told, crate::dates::Told::Weekday | crate::dates::Told::Relative)
    };
    if scene.lattice.scores[at].is_none() && scene.lattice.dates.iter().filter(near).any(weekday) {
        return Err(());
    }
    // "Since 2014, when they saw off Honduras", "dal 2016: allora fu 2-0", "dall'ottobre
    // 2024, 3-0 al Cile": of that time.
    let goes_on = |d: &crate::dates::WrittenDate| {
        let then = matches!(scene.fold(d.to), "," | ":")
            && matches!(scene.fold(d.to + 1), "when" | "quando" | "allora" | "then");
        d.since && !then && !(d.to + 1 == at && matches!(scene.fold(d.to), "," | ":" | "("))
    };
    let all = || scene.lattice.dates.iter().filter(near).filter(|d| !d.holds(day));
    let mut dates = all().filter(|d| !goes_on(d));
    let date = dates.next();
    if dates.next().is_some() {
        return Err(());
    }
    let days = date
        .map(|d| (d.first, d.last))
        .or_else(|| month_of(scene, day, (begin, at)))
        .or_else(|| told_back(scene, (begin, close), at, day))
        .or_else(|| finals_of(scene, (begin, close)));
    match days {
        // Only since when something goes on is told.
        None if all().next().is_some() => Err(()),
        Some((first, last)) if first <= day && day <= last => Ok(None),
        // "Un anno dopo il 4-4 di Berlino".
        Some((first, _)) if first > day && scene.has(begin, at, &["dopo", "after", "on from"]) => {
            Ok(None)
        }
        Some((first, _)) if first > day => Err(()),
        days => Ok(days),
    }
}

/// Whether a first match of an edition is told, and no coach's or player's.
fn opener(scene: &Scene<'_, '_, '_, '_>, (begin, close): (usize, usize)) -> bool {
    (begin..close).any(|i| {
        let of = (i + 2..i + 4).any(|j| {
            scene.lattice.mention(j).is_some_and(|m| matches!(m.who, Who::People(_) | Who::Unknown))
        }) && matches!(scene.fold(i + 1), "di" | "del" | "for" | "of" | "under");
        !of && OPENER.iter().any(|w| scene.starts(i, w, close))
    })
}

/// "The Czechs and Georgians having drawn 2-2": two that met, right before the score.
fn joined(scene: &Scene<'_, '_, '_, '_>, begin: usize, at: usize) -> Option<[TeamId; 2]> {
    let lattice = scene.lattice;
    let team = |m: &&Mention| matches!(m.who, Who::Teams(_));
    let before: Vec<&Mention> =
        lattice.mentions[lattice.mentions_in(begin, at)].iter().filter(team).collect();
    let [.., a, b] = before.as_slice() else { return None };
    let article =
        |w: &str| matches!(w, "il" | "lo" | "la" | "l" | "i" | "gli" | "le" | "the" | "-" | "–");
    let between: Vec<&str> =
        (a.to..b.from).map(|i| scene.fold(i)).filter(|w| !article(w)).collect();
    let met = match between.as_slice() {
        [] => a.to < b.from && at - b.to <= 2,
        ["e" | "ed" | "and"] => {
            let draw =
                &["draw*", "drew", "pareggi*", "pari", "divis*", "spartit*", "shared", "met"];
            at - b.to <= 8 && scene.has(b.to, at, draw)
        }
        ["v" | "vs" | "contro" | "against"] => at - b.to <= 3,
        _ => false,
    };
    let (x, y) = (single(scene, a)?, single(scene, b)?);
    (met && x != y).then_some([x, y])
}

/// Reads the cues of what stands between two tokens.
pub(super) fn cues(
    scene: &Scene<'_, '_, '_, '_>,
    game: GameIx,
    (at, end): (usize, usize),
    town: Option<usize>,
) -> Option<Cues> {
    let lattice = scene.lattice;
    let (first, last) = lattice.text.sentence_of(at);
    let bracket = at.checked_sub(1).is_some_and(|i| scene.fold(i) == "(");
    let ((begin, hangs), close) = (begins(scene, at), closes(scene, end, bracket));
    let close = town.map_or(close, |t| close.max(t + 1));
    let near = (begin.max(at.saturating_sub(5)), (end + 4).min(close));
    if scene.has(near.0, near.1, HALF_TIME)
        || scene.has(begin, close, AGGREGATE)
        || scene.has(begin.max(at.saturating_sub(12)), close, DOUBT)
        || scene.has(begin.max(at.saturating_sub(4)), (end + 3).min(close), ON_THE_WAY)
        || scene.has(near.0, near.1, SHOOT_OUT) && !scene.has(near.0, at, &["dopo", "after"])
    {
        return None;
    }
    if super::against_a_stranger(scene, begin, close) {
        return None;
    }
    let mut days = days(scene, game, (begin, close), at).ok()?;
    // "In marzo aveva vinto 5-0 a Chișinău e 4-2 con Israele": of the same time.
    let colon = begin > first && scene.fold(begin - 1) == ":";
    if days.is_none()
        && !hangs
        && (colon || lattice.scores[first..begin].iter().any(|s| s.is_some()))
    {
        days = self::days(scene, game, (first, begin), begin).ok()?;
    }
    let mut cues = Cues {
        teams: Vec::new(),
        bound: Vec::new(),
        opposed: false,
        topics: Vec::new(),
        around: Vec::new(),
        days,
        back: scene.discourse.before[at] || days.is_some() || scene.has(begin, close, BACK),
        before: scene.discourse.before[at],
        leg: scene.has(begin, close, LEG)
            || scene.has(begin, close, &["andata"])
            || scene.has(begin, at, REVENGE),
        last: scene.has(begin, close, LAST),
        opener: opener(scene, (begin, close))
            || matches!(at.checked_sub(1).map_or("", |i| scene.fold(i)), "opening" | "inaugurale"),
        kind: crate::elsewhere::kind_named(
            scene,
            at,
            end,
            (begin.max(at.saturating_sub(10)), close),
        )
        .map(|k| k.1),
        host: None,
        towns: Vec::new(),
        outcome: None,
    };
    // "At the 2012 finals": of the same competition as the match reported.
    if cues.kind.is_none() && scene.has(begin, close, &["finals"]) {
        cues.kind = crate::elsewhere::kind_of(scene.frame.prepared.get(game));
    }
    cues.back |= cues.leg || cues.last || scene.has(begin, close, EARLIER);
    for m in &lattice.mentions[lattice.mentions_in(first, last)] {
        cues.around.extend(match &m.who {
            Who::Teams(t) => t.clone(),
            Who::People(_) => crate::discourse::teams_of(scene.frame, m),
            _ => Vec::new(),
        });
    }
    // Whom the score before is linked to is not who this one is of.
    let before = (first..at).rev().find_map(|i| lattice.scores[i].map(|s| (i, s.to)));
    let taken = |t: TeamId| before.is_some_and(|(i, to)| linked_to(scene, i, to, t));
    let topics = scene.candidates(at).into_iter().map(|c| c.team).filter(|t| hangs || !taken(*t));
    cues.topics.extend(topics.take(3));
    for m in &lattice.mentions[lattice.mentions_in(begin, close)] {
        let lead = m.from.checked_sub(1).map_or("", |i| scene.fold(i));
        match &m.who {
            Who::Cities(_) if town == Some(m.from) => {}
            Who::Cities(cities) => {
                if matches!(lead, "in" | "at" | "a" | "ad" | "al" | "all" | "allo" | "di") {
                    cues.towns.clone_from(cities);
                }
            }
            Who::Teams(_) => {
                let Some(team) = single(scene, m) else {
                    if m.described || named(scene, (begin, close), m) {
                        continue;
                    }
                    return None;
                };
                if lead == "in" && !m.described {
                    cues.host = Some(team);
                    continue;
                }
                let whom = matches!(scene.fold(m.to), "whom" | "cui")
                    || matches!(scene.fold(m.to + 1), "whom" | "cui");
                let object = m.to <= at && (whom || taken_on(scene, begin, m.from));
                let linked = object || linked_to(scene, at, end, team);
                if !cues.teams.contains(&team) {
                    cues.opposed |= linked;
                    cues.teams.push(team);
                    if linked || hangs {
                        cues.bound.push(team);
                    }
                }
            }
            _ => {}
        }
    }
    // "Israel twice, 4-2 and 5-0": a second one that nothing is told of.
    if town.is_none()
        && begin == at
        && cues.teams.is_empty()
        && cues.towns.is_empty()
        && cues.host.is_none()
    {
        return None;
    }
    // "L'avventura di Gattuso era cominciata con il 5-0 all'Estonia": of his team.
    let led = lattice.mentions[lattice.mentions_in(begin, at)]
        .iter()
        .filter(|m| matches!(m.who, Who::People(_)))
        .find_map(|m| single(scene, m));
    if let Some(team) = led
        && cues.topics.first() != Some(&team)
    {
        cues.topics.insert(0, team);
    }
    if let Some(both) = joined(scene, begin, at) {
        cues.teams = both.to_vec();
        cues.bound.clone_from(&cues.teams);
        cues.opposed = true;
    }
    if cues.teams.len() > 2 {
        return None;
    }
    // The subject of the clause itself played in it.
    if let Some(c) = scene.candidates(at).first().filter(|c| c.near)
        && cues.teams.contains(&c.team)
        && !cues.bound.contains(&c.team)
    {
        cues.bound.push(c.team);
    }
    cues.outcome = crate::scores::how(scene, begin, close);
    cues.around.sort_unstable();
    cues.around.dedup();
    Some(cues)
}
