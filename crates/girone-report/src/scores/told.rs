//! What the words around a score tell of its match: whose it is, against whom, where,
//! when and how it ended.

use jiff::civil::Date;

use super::bound::{self, participle};
use super::resolved;
use super::words::{AGGREGATE, FINAL, HALF_TIME, SHOOT_OUT};
use super::*;
use crate::claim::Outcome;
use crate::elsewhere::Kind;
use crate::lattice::Mention;
use crate::lexicon::CityId;

/// How many days the matches of one round lie apart.
pub(super) const ROUND: i32 = 4;

/// What the words around a score tell of its match.
pub(super) struct Told {
    /// Whose score it is, if a name is bound to it.
    pub owner: Option<TeamId>,
    /// Others whose it may be, likeliest first.
    pub owners: Vec<TeamId>,
    pub opponent: Option<TeamId>,
    /// Where it was: readings of one name.
    pub town: Vec<CityId>,
    /// At whose home.
    pub host: Option<TeamId>,
    pub days: Option<(Date, Date)>,
    /// Whether it is told of a time before the match reported.
    pub back: bool,
    /// Whether it was their first match of the edition.
    pub opener: bool,
    /// Of which kind of competition.
    pub kind: Option<Kind>,
    /// Whether it is only told as what something came after.
    pub after: bool,
    /// Whether a word says that it is of their match before.
    pub meeting: bool,
    pub outcome: Option<Outcome>,
    /// Whether the words leave no doubt that it is how a match ended.
    pub ended: bool,
    /// Whether it stands alone in brackets after a name.
    pub bracket: bool,
    /// Whether only a verb or the place of the name says so.
    pub loose: bool,
}

/// The team that a name means: of two of one name the one that plays in the same
/// group.
fn single(scene: &Scene<'_, '_, '_, '_>, m: &Mention) -> Option<TeamId> {
    let Who::Teams(teams) = &m.who else { return None };
    if let [one] = teams.as_slice() {
        return Some(*one);
    }
    if m.described {
        return None;
    }
    let mut mates = teams.iter().copied().filter(|t| scene.frame.mates.contains(t));
    let one = mates.next()?;
    mates.next().is_none().then_some(one)
}

/// The team that a name or a coach stands for.
fn named(scene: &Scene<'_, '_, '_, '_>, m: &Mention) -> Option<TeamId> {
    match &m.who {
        Who::Teams(_) => single(scene, m),
        Who::People(_) => match crate::discourse::teams_of(scene.frame, m).as_slice() {
            [one] => Some(*one),
            _ => None,
        },
        _ => None,
    }
}

/// Words that lead to another score or another thought.
fn parts(word: &str) -> bool {
    matches!(
        word,
        ";" | ":"
            | "("
            | ")"
            | "\""
            | "»"
            | "”"
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
            | "as"
            | "so"
            | "sicche"
            | "perche"
            | "because"
            | ","
            | "-"
            | "–"
            | "—"
    )
}

/// The words of a score: from the last one or a strong mark to a break.
fn stretch(scene: &Scene<'_, '_, '_, '_>, at: usize, end: usize) -> (usize, usize) {
    let lattice = scene.lattice;
    let (first, last) = lattice.text.sentence_of(at);
    let opens = at.checked_sub(1).is_some_and(|i| matches!(scene.fold(i), "(" | ":"));
    let before = (first..at).rev().find_map(|i| lattice.scores[i].map(|s| s.to));
    let mut begin = match before.filter(|b| *b <= at) {
        // What follows the score before belongs to that, up to a break.
        Some(b) => {
            (b..at).find(|i| scene.discourse.breaks[*i] > 0 || parts(scene.fold(*i))).unwrap_or(b)
        }
        None => first,
    };
    let limit = if opens { at - 1 } else { at };
    let strong = |i: &usize| matches!(scene.fold(*i), ";" | ":" | "(" | ")" | "—" | "–");
    begin = (begin..limit).rev().find(strong).map_or(begin, |i| i + 1).max(at.saturating_sub(24));
    let mut close = end;
    while close < last.min(end + 10) && lattice.scores[close].is_none() && !parts(scene.fold(close))
    {
        close += 1;
    }
    // What leads up to the next score belongs to that.
    if close < last && lattice.scores[close].is_some() {
        while close > end && scene.discourse.breaks[close] == 0 {
            close -= 1;
        }
    }
    (begin.min(at), close.max(end))
}

/// Nouns of those who won or lost, right after a score.
const SIDES: &[&str] =
    &["winners", "losers", "victors", "conquerors", "victorious", "vittorios*", "corsar*"];

/// Nouns of how a match ended, right after a score.
const RESULT: &[&str] = &[
    "win",
    "wins",
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
    "verdict",
    "romp",
    "mauling",
    "thumping",
    "humbling",
    "beating",
    "finale",
    "alla fine",
    "at the end",
    "at full time",
    "al novantesimo",
    "al triplice",
];

/// Verbs of how a match ended, in all their forms.
pub(crate) const VERBS: &[&str] = &[
    "espugn*",
    "sbanc*",
    "impos*",
    "impon*",
    "strapazz*",
    "travol*",
    "regola*",
    "supera*",
    "sconfi*",
    "battu*",
    "batt*",
    "pieg*",
    "pareggiat*",
    "pareggiano",
    "impatta*",
    "fermat*",
    "bloccat*",
    "fren*",
    "steso",
    "stesa",
    "stesi",
    "liquid*",
    "domat*",
    "cadut*",
    "scivol*",
    "inchin*",
    "sommer*",
    "annient*",
    "umili*",
    "schiant*",
    "demol*",
    "rimont*",
    "passat*",
    "sbrig*",
    "affond*",
    "eliminat*",
    "corsar*",
    "sinked",
    "sunk",
    "saw",
    "seeing",
    "see off",
    "overc*",
    "thump*",
    "thrash*",
    "crush*",
    "outclass*",
    "downed",
    "hammered",
    "whip*",
    "rout*",
    "slip*",
    "fell",
    "fall*",
    "edg*",
    "eliminat*",
    "knock*",
    "cruis*",
    "stroll*",
    "stumbl*",
    "swept",
    "brushed",
    "shared",
    "condannat*",
    "arres*",
    "arrend*",
];

/// Words that lead to the one that was played against.
const AGAINST: &[&str] = &[
    "con", "contro", "al", "alla", "all", "allo", "ai", "agli", "alle", "sul", "sulla", "sull",
    "sui", "sugli", "su", "col", "dal", "dalla", "dall", "dagli", "dai", "dalle", "da", "to",
    "against", "with", "over", "past", "by", "v", "vs",
];

/// Words of a sum, a part or another team, in which a score is no match's end.
const DOUBT: &[&str] = &[
    "under*",
    "women*",
    "donne",
    "tavolino",
    "awarded",
    "aggregate",
    "since",
    "record",
    "biggest",
    "largest",
    "quando",
    "until",
    "fino",
    "leading",
    "trailing",
    "led",
    "sub",
    "meetings",
    "giovanil*",
    "femminil*",
    "regolamentari",
    "normal time",
    "90 minutes",
    "novanta",
    "ninety",
    "scontro diretto",
    "scontri diretti",
    "head to head",
];

/// Words of what a result makes good.
const REVENGE: &[&str] = &["revenge", "avenge*", "vendic*", "rivincita", "riscatt*"];

/// Reads what the words around a score tell.
pub(super) fn told(
    scene: &Scene<'_, '_, '_, '_>,
    game: GameIx,
    at: usize,
    end: usize,
) -> Option<Told> {
    let lattice = scene.lattice;
    let prepared = scene.frame.prepared;
    let fixture = &prepared.get(game).fixture;
    let (sides, day) = (fixture.teams, fixture.when.date);
    let (begin, close) = stretch(scene, at, end);
    let near = (begin.max(at.saturating_sub(4)), (end + 4).min(close));
    let half = scene.has(near.0, at, HALF_TIME)
        || scene.has(end, near.1, HALF_TIME)
            && !scene.has(end, near.1, &["after", "dopo l", "nella", "in the"])
        || scene.has(end, near.1, &["dopo un tempo", "un tempo"]);
    if half || scene.has(begin, close, AGGREGATE) {
        return None;
    }
    // "Ai rigori dopo l'1-1" is how it ended, "4-2 ai rigori" is not.
    if scene.has(begin.max(at.saturating_sub(3)), (end + 4).min(close), SHOOT_OUT)
        && !scene.has(at.saturating_sub(4).max(begin), at, &["dopo", "after"])
    {
        return None;
    }
    let word = |i: usize| scene.fold(i);
    let before: Vec<&Mention> = lattice.mentions[lattice.mentions_in(begin, at)].iter().collect();
    let after: Vec<&Mention> = lattice.mentions[lattice.mentions_in(end, close)].iter().collect();
    // "Colombia and Portugal, 0-0 in Miami": two that met.
    let both = bound::pair(scene, at, &lattice.mentions[lattice.mentions_in(begin, at)])
        .filter(|_| !after.iter().any(|m| matches!(m.who, Who::Teams(_))))
        .filter(|(_, a, b)| {
            let cut = scene.frame.cut();
            prepared.meetings(*a, *b, &cut, &scene.frame.subjects).iter().rev().any(|g| {
                let date = prepared.get(*g).fixture.when.date;
                day.since(date).is_ok_and(|s| s.get_days() <= ROUND)
            })
        });
    let found = both.map(|(i, a, _)| (i, a)).or_else(|| owner(scene, at, end, &before));
    let (owner_at, owner) = match found {
        Some((i, t)) => (Some(i), Some(t)),
        None => (None, None),
    };
    if scene.has(owner_at.unwrap_or(begin).max(at.saturating_sub(14)), close, DOUBT) {
        return None;
    }
    // "Revenge for October's embarrassment with a 3-0 win" is of today, "revenge for
    // June's 2-0" is not.
    let month = |i: usize| girone_model::month_named(word(i), lattice.lang).is_some();
    if scene.has(begin, at, REVENGE) && !(at.saturating_sub(3)..at).any(month) {
        return None;
    }
    // Against whom.
    let mut opponent: Option<TeamId> = both.map(|(.., b)| b);
    let mut host: Option<TeamId> = None;
    let after_owner = owner_at.map_or(begin, |i| i + 1);
    for m in before.iter().filter(|m| m.from >= after_owner).chain(&after) {
        if !matches!(m.who, Who::Teams(_)) {
            continue;
        }
        let lead = lead(scene, m.from, begin);
        // What a comma parts from a score of nobody is told of something else.
        if owner.is_none()
            && m.to < at
            && (m.to..at - 1).any(|i| matches!(word(i), "," | "who" | "che"))
        {
            continue;
        }
        let behind = scene.has(
            m.from.saturating_sub(4).max(after_owner),
            m.from,
            &["dietro", "davanti", "sopra", "sotto", "behind", "above", "below", "than", "ahead"],
        );
        if behind && m.to <= at {
            continue;
        }
        let Some(team) = single(scene, m) else {
            if m.described {
                continue;
            }
            return None;
        };
        if Some(team) == owner {
            continue;
        }
        if matches!(lead, "in") && !m.described {
            host = Some(team);
        } else if m.to <= at {
            let object = bound::taken_on(scene, after_owner, m.from) || AGAINST.contains(&lead);
            if owner.is_some() && !object {
                return None;
            }
            if owner.is_none() && !object {
                continue;
            }
        } else if !(AGAINST.contains(&lead)
            || m.from == end
            || matches!(lead, "of") && word(end) == "conquerors"
            || linked_to(scene, at, end, team))
        {
            if matches!(lead, "di" | "del" | "della" | "dell" | "dei" | "degli" | "of" | "s") {
                continue;
            }
            return None;
        }
        if opponent.is_some_and(|o| o != team) {
            return None;
        }
        opponent = Some(team);
    }
    // Where.
    let mut town: Vec<CityId> = Vec::new();
    for m in before.iter().filter(|m| m.from >= after_owner || m.from + 8 >= at).chain(&after) {
        let Who::Cities(cities) = &m.who else { continue };
        if m.to <= at && (m.to..at).any(|i| matches!(word(i), "who" | "che")) {
            continue;
        }
        let lead = m.from.checked_sub(1).map_or("", |i| word(i));
        let taken = ["espugn", "sbanc", "violat", "storm"].iter().any(|w| lead.starts_with(w));
        if !(taken || matches!(lead, "in" | "at" | "a" | "ad" | "di" | "al" | "allo" | "all")) {
            continue;
        }
        if !town.is_empty() && town != *cities {
            return None;
        }
        town.clone_from(cities);
    }
    // When.
    let (days, back) = when(scene, game, (begin, close), at)?;
    let nobody = owner.is_none() && opponent.is_none() && host.is_none();
    let had = scene.has(
        begin.max(owner_at.unwrap_or(begin)),
        at,
        &["had", "having", "aveva", "avevano", "avendo", "era", "erano", "it was", "was"],
    );
    let meeting = scene.has(begin, close, EARLIER)
        || scene.has(begin, close, resolved::LAST)
        || is_earlier(scene, at) && days.is_none()
        || nobody && days.is_some() && had;
    // A competition other than that of the match reported.
    let kind =
        crate::elsewhere::kind_named(scene, at, end, (begin.max(at.saturating_sub(10)), close))
            .map(|k| k.1)
            .filter(|k| !k.fits(prepared.get(game)));
    let opener = scene.has(
        begin.max(at.saturating_sub(8)),
        close,
        &[
            "opener",
            "esordio",
            "debutto",
            "opening night",
            "opening game",
            "opening match",
            "opening round",
            "opened with",
            "began with",
            "started with",
            "esordi*",
            "debutt*",
            "prima giornata",
        ],
    );
    let earlier = scene.discourse.before[at]
        || back
        || scene.has(
            begin.max(owner_at.unwrap_or(begin)),
            at,
            &["had", "having", "aveva", "avevano", "avendo", "reduc*"],
        );
    let after_it = (at.saturating_sub(4).max(begin)..at)
        .any(|i| matches!(word(i), "dopo" | "after" | "following"));
    let rival = |t: TeamId| match t {
        t if t == sides.home => Some(sides.away),
        t if t == sides.away => Some(sides.home),
        _ => None,
    };
    if meeting && opponent.is_none() {
        let (_, away) = scene.frame.sides().filter(|_| scene.frame.main() == Some(game))?;
        let mut outside = before.iter().chain(&after).filter_map(|m| single(scene, m));
        if outside.any(|t| sides.side_of(&t).is_none()) {
            return None;
        }
        opponent = match owner {
            Some(t) => Some(rival(t)?),
            None => Some(away),
        };
    }
    let mut owners: Vec<TeamId> = Vec::new();
    if owner.is_none() {
        if meeting {
            owners.extend(scene.frame.sides().map(|s| s.0));
        }
        for c in scene.candidates(at) {
            if owners.len() < 2 && Some(c.team) != opponent && !owners.contains(&c.team) {
                owners.push(c.team);
            }
        }
        // Nobody and nowhere: of the match reported, if the sentence is about it.
        if !meeting && nobody && town.is_empty() && days.is_none() {
            if scene.frame.main() != Some(game) {
                return None;
            }
            owners = vec![scene.side(game)];
        }
    }
    let outcome = bound::outcome(scene, owner_at.unwrap_or(begin), at, end, close)?;
    let noun = scene.has(end, (end + 3).min(close), RESULT);
    let of_side = scene.has(end, (end + 2).min(close), SIDES);
    let verbs = (at.saturating_sub(8).max(begin), at);
    let verb = scene.has(verbs.0, verbs.1, FINAL) || scene.has(verbs.0, verbs.1, VERBS);
    let linked = after.iter().any(|m| single(scene, m).is_some_and(|t| Some(t) == opponent));
    let there = after.iter().any(|m| matches!(m.who, Who::Cities(_)) && m.from <= end + 1);
    let beside = owner_at.is_some_and(|i| i + 2 >= at);
    let running = running(scene, at, WrittenScore { first: 0, second: 0, to: end }, (begin, close));
    let ended = noun || of_side || !running && (verb || linked || there || beside || meeting);
    Some(Told {
        owner,
        owners,
        opponent,
        town,
        host,
        days,
        back: (earlier || after_it) && days.is_none(),
        opener,
        kind,
        after: after_it && !earlier,
        meeting,
        outcome,
        ended,
        bracket: at.checked_sub(1).is_some_and(|i| word(i) == "(") && after.is_empty(),
        loose: !(noun || of_side || linked || there || meeting),
    })
}

/// The word that leads to a name, articles and adjectives of place left out.
fn lead<'s>(scene: &'s Scene<'_, '_, '_, '_>, from: usize, begin: usize) -> &'s str {
    let mut i = from;
    while i > begin {
        i -= 1;
        let w = scene.fold(i);
        if !matches!(
            w,
            "il" | "lo" | "la" | "i" | "gli" | "le" | "the" | "hosts" | "leaders" | "rivals"
        ) {
            // "All'Azerbaigian", "l'Ecuador": the article that is elided.
            if w == "l" {
                continue;
            }
            return w;
        }
    }
    ""
}

/// The time told: its days, and whether it is one before the match reported;
/// `None` where it cannot be used.
#[allow(clippy::type_complexity)]
fn when(
    scene: &Scene<'_, '_, '_, '_>,
    game: GameIx,
    (begin, close): (usize, usize),
    at: usize,
) -> Option<(Option<(Date, Date)>, bool)> {
    let day = scene.frame.prepared.get(game).fixture.when.date;
    let mut dates =
        scene.lattice.dates.iter().filter(|d| begin <= d.from && d.to <= close && !d.holds(day));
    let date = dates.next();
    if dates.next().is_some() || date.is_some_and(|d| d.since) {
        return None;
    }
    let days = date
        .map(|d| (d.first, d.last))
        .or_else(|| resolved::month_of(scene, day, (begin, at)))
        .or_else(|| resolved::counted_back(scene, (begin, close), at, day));
    // The days around the match reported tell the round that it belongs to.
    let days = days.filter(|(first, last)| *last < day || *first > day);
    if days.is_some_and(|(first, _)| first > day) {
        return Some((None, false));
    }
    Some((days, days.is_some()))
}

/// Whose the score is: the token of its name and the team.
fn owner(
    scene: &Scene<'_, '_, '_, '_>,
    at: usize,
    end: usize,
    before: &[&Mention],
) -> Option<(usize, TeamId)> {
    let nearest = before.iter().rev().find(|m| matches!(m.who, Who::Teams(_)));
    if let Some(m) = nearest {
        let words: Vec<&str> = (m.to..at).map(|i| scene.fold(i)).collect();
        let against = matches!(
            lead(scene, m.from, m.from.saturating_sub(3)),
            "con"
                | "contro"
                | "sul"
                | "sulla"
                | "sull"
                | "sui"
                | "against"
                | "with"
                | "over"
                | "past"
        );
        let beside = match words.as_slice() {
            [","] => !against || scene.has(end, end + 1, SIDES),
            ["("] => true,
            ["s"] | ["'"] | ["\u{2019}"] | ["'", "s"] | ["\u{2019}", "s"] => true,
            [",", w, ..] if words.len() <= 5 => participle(scene.lattice.lang, w),
            _ => false,
        };
        if beside {
            return single(scene, m).map(|t| (m.from, t));
        }
    }
    // "Bosnia, who overcame Romania 2-1".
    for m in before.iter().rev().filter(|m| named(scene, m).is_some()).take(3) {
        let relative = matches!(scene.fold(m.to), "who" | "che")
            || scene.fold(m.to) == ","
                && (matches!(scene.fold(m.to + 1), "who" | "che")
                    || matches!(scene.fold(m.to + 2), "whom" | "cui"));
        if relative && at - m.to <= 16 {
            return named(scene, m).map(|t| (m.from, t));
        }
    }
    // Of two teams of one name the one in the same group.
    if let Some(m) = before.first().filter(|m| matches!(&m.who, Who::Teams(t) if t.len() > 1))
        && let Some(team) = single(scene, m)
    {
        return Some((m.from, team));
    }
    let candidate = scene.candidates(at).into_iter().next().filter(|c| c.near)?;
    let m = before.iter().rev().find(|m| single(scene, m) == Some(candidate.team))?;
    let index = scene.lattice.mention_at[m.from]?;
    let crossed = (m.to..at).any(|i| scene.discourse.breaks[i] >= 3);
    (!crossed && !scene.discourse.oblique[index as usize])
        .then(|| single(scene, m).map(|t| (m.from, t)))
        .flatten()
}
