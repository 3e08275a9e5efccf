//! Scores of other matches whose owner the words name: "Denmark, 1-0 losers in
//! Zagreb", "Malta's 2-0 win in Helsinki", "all'andata avevano perso 2-0".
//!
//! Whose the score is, against whom, where, when and how it ended are read from
//! the words; if they fit exactly one match, the score is the score of that one
//! and of no other. In doubt nothing is said.

use super::words::{AGGREGATE, HALF_TIME, SHOOT_OUT};
use super::*;
use crate::check::Verdict;
use crate::claim::Outcome;
use crate::dates::WrittenDate;
use crate::discourse::Gate;
use crate::elsewhere::in_town;
use crate::judge::{Judged, Says, outcome_of};
use crate::lattice::Mention;
use crate::lexicon::CityId;
use crate::prepared::goals_for;
use crate::statement::Weighed;

/// How far back a match is looked for that no time tells, in days.
const RECENT: i32 = 760;

/// Words of the match before between the two sides of the match reported.
const LAST: &[&str] = &[
    "ultimo incrocio",
    "ultimo confronto",
    "ultimo precedente",
    "ultima sfida",
    "last meeting",
    "last met",
    "previous meeting",
    "last encounter",
    "most recent meeting",
];

/// Words of their match before in the same competition.
pub(crate) const LEG: &[&str] = &[
    "all andata",
    "gara d andata",
    "gara di andata",
    "match d andata",
    "partita d andata",
    "sfida d andata",
    "first leg",
    "reverse fixture",
    "group meeting",
    "first meeting",
    "earlier meeting",
    "nel girone si",
];

/// Words that make it doubtful of which match or sum the score is.
const DOUBT: &[&str] = &[
    "euro",
    "euros",
    "europe*",
    "world",
    "mondial*",
    "copa",
    "coppa",
    "cup",
    "nations",
    "friendl*",
    "amichevol*",
    "under",
    "women",
    "donne",
    "since",
    "record",
    "biggest",
    "largest",
    "quando",
    "tavolino",
    "awarded",
    "ahead",
    "led",
    "leading",
    "trailing",
    "vantaggio",
    "sotto",
    "avanti",
    "until",
    "fino",
];

/// What the words tell of the match.
struct Told {
    owner: Option<TeamId>,
    opponent: Option<TeamId>,
    outcome: Option<Outcome>,
    date: Option<WrittenDate>,
    towns: Vec<CityId>,
    last: bool,
    leg: bool,
    /// Whether a town was taken: "espugna Astana".
    stormed: bool,
}

/// Reads a score that is bound to a match other than the one reported.
pub(super) fn read(
    scene: &Scene<'_, '_, '_, '_>,
    at: usize,
    score: WrittenScore,
) -> Option<Statement> {
    let game = scene.game_at(at)?;
    if scene.discourse.gates[at] != Gate::Open {
        return None;
    }
    let told = told(scene, game, at, score.to)?;
    let prepared = scene.frame.prepared;
    let goals = (score.first, score.second);
    let found = fitting(scene, game, &told, true);
    let placed = !found.is_empty();
    let found = match placed {
        true => found,
        // The town may be what is wrong: the score of the pair's match is right.
        false if told.opponent.is_some() && !told.towns.is_empty() => {
            fitting(scene, game, &told, false)
        }
        false => return None,
    };
    let [one] = found.as_slice() else { return None };
    let one = *one;
    let full = told.owner.is_some() && told.opponent.is_some();
    let reported = scene.frame.main() == Some(one);
    if reported || !full && (one == game || scene.frame.subjects.contains(&one)) {
        return None;
    }
    let m = prepared.get(one);
    let owner = told.owner.unwrap_or(m.fixture.teams.home);
    let (scored, conceded) = goals_for(m, owner)?;
    let agrees = goals == (scored, conceded) || goals == (conceded, scored);
    // How it ended and the score must tell of the same match.
    if told.owner.is_some() && told.outcome.is_some_and(|o| o != outcome_of(scored, conceded)) {
        return None;
    }
    if told.outcome.is_some_and(|o| (o == Outcome::Drawn) != (goals.0 == goals.1)) {
        return None;
    }
    // A match of these days in that town, or a town that was stormed, is meant.
    let day = prepared.get(game).fixture.when.date;
    let now = day.since(m.fixture.when.date).is_ok_and(|s| s.get_days().abs() <= 3);
    let doubtful = told.opponent.is_none() && !now && !told.stormed;
    // One that is far off was said of another match.
    let off = |a: u8, b: u8| goals.0.abs_diff(a) + goals.1.abs_diff(b);
    if !agrees && off(scored, conceded).min(off(conceded, scored)) > 3 {
        return None;
    }
    if !agrees && (!placed || doubtful && lately(scene, game, &told, goals)) {
        return None;
    }
    let claim = Claim::Score { game: one, team: owner, goals, at: At::End, either: true };
    let (verdict, says) = match agrees {
        true => (Verdict::Confirmed, Says::Yes),
        false => {
            // Told as the text tells it: the winner's goals first if it does so.
            let turned = (goals.0 > goals.1) != (scored > conceded);
            let (a, b) = if turned { (conceded, scored) } else { (scored, conceded) };
            (Verdict::Contradicted, Says::No(Some(format!("{a}-{b}"))))
        }
    };
    let mut statement = Statement::new(at, score.to, vec![claim]);
    statement.weighed = Some(Weighed { verdict, judged: Judged::new(says, vec![one]) });
    Some(statement)
}

/// The one match of these days that a score is bound to and that ended so, whatever
/// town is told: "Germany, 2-1 winners in Sarajevo", "che ha rimontato la Lettonia
/// 2-1 a Belgrado".
pub(super) fn match_of(
    scene: &Scene<'_, '_, '_, '_>,
    at: usize,
    score: WrittenScore,
) -> Option<GameIx> {
    let game = scene.game_at(at)?;
    if scene.discourse.gates[at] != Gate::Open {
        return None;
    }
    let told = told(scene, game, at, score.to)?;
    let owner = told.owner.filter(|_| !told.last && !told.leg && told.date.is_none())?;
    let prepared = scene.frame.prepared;
    let day = prepared.get(game).fixture.when.date;
    let goals = (score.first, score.second);
    let reach = if told.opponent.is_some() { 40 } else { 4 };
    let cut = scene.frame.cut();
    let mut games =
        prepared.played(owner, &cut, &scene.frame.subjects).rev().take(8).filter(|(_, m)| {
            day.since(m.fixture.when.date).is_ok_and(|s| s.get_days().abs() <= reach)
                && told.opponent.is_none_or(|o| m.fixture.side_of(o).is_some())
                && goals_for(m, owner).is_some_and(|(a, b)| {
                    (goals == (a, b) || goals == (b, a))
                        && told.outcome.is_none_or(|o| o == outcome_of(a, b))
                })
        });
    let one = games.next()?.0;
    games.next().is_none().then_some(one)
}

/// Whether the owner had such a score in these days: the town may be wrong.
fn lately(scene: &Scene<'_, '_, '_, '_>, game: GameIx, told: &Told, goals: (u8, u8)) -> bool {
    let Some(owner) = told.owner else { return false };
    let prepared = scene.frame.prepared;
    let day = prepared.get(game).fixture.when.date;
    prepared.played(owner, &scene.frame.cut(), &scene.frame.subjects).rev().take(12).any(
        |(_, m)| {
            let near = day.since(m.fixture.when.date).is_ok_and(|s| s.get_days().abs() <= 40);
            near && goals_for(m, owner).is_some_and(|(a, b)| goals == (a, b) || goals == (b, a))
        },
    )
}

/// The matches that fit what is told.
fn fitting(scene: &Scene<'_, '_, '_, '_>, game: GameIx, told: &Told, by_town: bool) -> Vec<GameIx> {
    let prepared = scene.frame.prepared;
    let reported = prepared.get(game);
    let day = reported.fixture.when.date;
    let team = told.owner.unwrap_or(reported.fixture.teams.home);
    let edition = prepared.edition_of(reported);
    let paired = told.last || told.leg;
    let mut found: Vec<GameIx> = prepared
        .played(team, &scene.frame.cut(), &scene.frame.subjects)
        .rev()
        .filter(|(i, m)| {
            let date = m.fixture.when.date;
            let age = day.since(date).map_or(0, |s| s.get_days());
            let of_edition = edition.is_some() && prepared.edition_of(m) == edition;
            told.opponent.is_none_or(|o| m.fixture.side_of(o).is_some())
                && !(paired && (*i == game || date >= day))
                && (!told.leg || of_edition)
                && match told.date {
                    Some(d) => d.holds(date),
                    None => told.last || of_edition || age <= RECENT,
                }
                && (!by_town
                    || told.towns.is_empty()
                    || told.towns.iter().any(|c| in_town(scene, *i, *c)))
        })
        .map(|(i, _)| i)
        .collect();
    if told.last && told.date.is_none() {
        found.truncate(1);
    }
    // The match of these days is the one that is meant.
    let now: Vec<GameIx> = found
        .iter()
        .copied()
        .filter(|g| {
            let date = prepared.get(*g).fixture.when.date;
            day.since(date).is_ok_and(|s| s.get_days().abs() <= 3)
        })
        .collect();
    if now.len() == 1 && told.opponent.is_some() && told.date.is_none() && !paired {
        return now;
    }
    if found.len() > 1 && told.opponent.is_some() && told.date.is_none() {
        let here: Vec<GameIx> = found
            .iter()
            .copied()
            .filter(|g| edition.is_some() && prepared.edition_of(prepared.get(*g)) == edition)
            .collect();
        if here.len() == 1 {
            return here;
        }
    }
    found
}

fn one_team(m: &Mention) -> Option<TeamId> {
    match &m.who {
        Who::Teams(t) if t.len() == 1 => Some(t[0]),
        _ => None,
    }
}

/// Reads whose score it is and of which match; nothing in doubt.
fn told(scene: &Scene<'_, '_, '_, '_>, game: GameIx, at: usize, end: usize) -> Option<Told> {
    let lattice = scene.lattice;
    let (first, last) = lattice.text.sentence_of(at);
    let previous = (first..at).rev().find_map(|i| lattice.scores[i].map(|s| s.to));
    let begin = previous.filter(|p| *p <= at).unwrap_or(first).max(at.saturating_sub(18));
    let mark = |i: &usize| matches!(scene.fold(*i), ";" | ":" | "(");
    let begin = (begin..at).rev().find(mark).unwrap_or(begin);
    let mut close = end;
    while close < last.min(end + 12)
        && scene.discourse.breaks[close] < 2
        && lattice.scores[close].is_none()
        && !matches!(
            scene.fold(close),
            "e" | "ed" | "and" | "but" | "ma" | "while" | "mentre" | "che" | "who" | ")" | ";"
        )
    {
        close += 1;
    }
    // What leads up to another score may belong to that.
    if close < last && lattice.scores[close].is_some() {
        return None;
    }
    let sides = scene.frame.prepared.get(game).fixture.teams;
    let last_met = scene.has(begin, close, LAST);
    let leg = scene.has(begin, close, LEG);
    let before = &lattice.mentions[lattice.mentions_in(begin, at)];
    let after = &lattice.mentions[lattice.mentions_in(end, close)];
    let both = pair(scene, at, before);
    let (owner_at, owner) =
        match both.map(|(i, a, _)| (i, a)).or_else(|| owner(scene, at, end, before)) {
            Some((i, t)) => (Some(i), Some(t)),
            None => (None, None),
        };
    for words in [HALF_TIME, SHOOT_OUT, AGGREGATE, DOUBT] {
        if scene.has(owner_at.unwrap_or(begin), close, words) {
            return None;
        }
    }
    // Against whom: bound after the score, or between the owner and the score.
    let mut opponent = both.map(|(.., b)| b);
    let between = owner_at.map_or(begin, |i| i + 1);
    for m in before.iter().filter(|m| m.from >= between).chain(after) {
        let Some(team) = one_team(m) else {
            if matches!(m.who, Who::Teams(_)) {
                return None;
            }
            continue;
        };
        if Some(team) == owner {
            continue;
        }
        if opponent.is_some_and(|o| o != team) || m.described {
            return None;
        }
        let beaten = m.to == at && owner_at.is_some() && taken_on(scene, between, m.from);
        if !(beaten || m.from >= end && linked_to(scene, at, end, team)) {
            return None;
        }
        opponent = Some(team);
    }
    let same = scene.has(
        between.min(at),
        close,
        &[
            "them",
            "same opponent*",
            "same team",
            "same side",
            "stessi avversari",
            "stessa squadra",
            "stessa avversaria",
            "stesso avversario",
            "their group meeting",
        ],
    );
    let rival = |t: TeamId| match t {
        t if t == sides.home => Some(sides.away),
        t if t == sides.away => Some(sides.home),
        _ => None,
    };
    if opponent.is_none() && (same || last_met || leg) {
        opponent = match owner {
            Some(t) => Some(rival(t)?),
            None => {
                // Nobody from outside in the words before.
                let outside =
                    before.iter().filter_map(one_team).any(|t| t != sides.home && t != sides.away);
                if outside || !(last_met || leg) {
                    return None;
                }
                Some(sides.away)
            }
        };
    }
    if owner.is_none() && !(last_met || leg) {
        return None;
    }
    let mut dates = lattice.dates.iter().filter(|d| begin <= d.from && d.to <= close);
    let date = dates.next().copied();
    if dates.next().is_some() || date.is_some_and(|d| d.since) {
        return None;
    }
    let mut towns: Vec<CityId> = Vec::new();
    let mut stormed = false;
    for m in before.iter().chain(after) {
        let Who::Cities(cities) = &m.who else { continue };
        let lead = m.from.checked_sub(1).map_or("", |i| scene.fold(i));
        let taken = lead.starts_with("espugn") || lead.starts_with("sbanc");
        if !towns.is_empty() || !(taken || matches!(lead, "in" | "at" | "a" | "ad")) {
            return None;
        }
        towns.clone_from(cities);
        stormed = taken;
    }
    if opponent.is_none() && towns.is_empty() {
        return None;
    }
    let outcome = outcome(scene, owner_at.unwrap_or(begin), at, end, close)?;
    // A town alone needs the word of how it ended.
    let outcome = match outcome {
        None if opponent.is_none() => return None,
        outcome => outcome,
    };
    // "By them" is told of a defeat only.
    if owner.is_some() && outcome.is_none() && scene.has(end, close, &["by", "dal*", "da"]) {
        return None;
    }
    Some(Told { owner, opponent, outcome, date, towns, last: last_met, leg, stormed })
}

/// Whether a name is the object of the verb before it, whatever verb that is: no
/// preposition, conjunction or comma leads to it.
pub(crate) fn taken_on(scene: &Scene<'_, '_, '_, '_>, from: usize, at: usize) -> bool {
    let article = |i: &usize| {
        matches!(scene.fold(*i), "il" | "lo" | "la" | "l" | "i" | "gli" | "le" | "the" | "hosts")
    };
    let Some(i) = (from..at).rev().find(|i| !article(i)) else { return false };
    let word = scene.fold(i);
    scene.lattice.text.tokens[i].is_word()
        && scene.lattice.covered[i].is_none()
        && !matches!(word, "e" | "ed" | "and" | "o" | "or" | "come" | "as" | "like" | "che" | "who")
        && !PREPOSITIONS.contains(&word)
}

/// "Ucraina e Azerbaigian, che a Baku hanno pareggiato 2-2", "Japan and the
/// Netherlands, who drew 2-2", "Uruguay e Capo Verde, 2-2 fra loro": two teams that
/// had a score between them; the token of the second and both.
pub(super) fn pair(
    scene: &Scene<'_, '_, '_, '_>,
    at: usize,
    before: &[Mention],
) -> Option<(usize, TeamId, TeamId)> {
    let [.., a, b] =
        before.iter().filter(|m| matches!(m.who, Who::Teams(_))).collect::<Vec<_>>()[..]
    else {
        return None;
    };
    let joined = (a.to..b.from).all(|i| {
        matches!(
            scene.fold(i),
            "e" | "ed" | "and" | "il" | "lo" | "la" | "l" | "i" | "gli" | "le" | "the"
        )
    }) && (a.to..b.from).any(|i| matches!(scene.fold(i), "e" | "ed" | "and"));
    let told = scene.fold(b.to) == ","
        && (b.to + 1 == at
            || matches!(scene.fold(b.to + 1), "who" | "che" | "reduci" | "protagoniste"));
    let (x, y) = (one_team(a)?, one_team(b)?);
    (joined && told && at - b.to <= 9 && x != y).then_some((b.from, x, y))
}

/// Whose the score is: the token of its name and the team.
fn owner(
    scene: &Scene<'_, '_, '_, '_>,
    at: usize,
    end: usize,
    before: &[Mention],
) -> Option<(usize, TeamId)> {
    // "La Spagna (4-0 alla Bulgaria a Valladolid)": the name before the bracket.
    if at.checked_sub(1).is_some_and(|i| scene.lattice.text.tokens[i].mark() == Some('(')) {
        let index = at.checked_sub(2).and_then(|i| scene.lattice.covered[i])?;
        let m = &scene.lattice.mentions[index as usize];
        return one_team(m).filter(|_| !m.described).map(|t| (at - 1, t));
    }
    let nearest = before.iter().rev().find(|m| matches!(m.who, Who::Teams(_)))?;
    let name = |m: &Mention| one_team(m).filter(|_| !m.described).map(|t| (m.from, t));
    let words: Vec<&str> = (nearest.to..at).map(|i| scene.fold(i)).collect();
    // "Denmark, 1-0 losers", "il Lussemburgo, 1-0 all'Azerbaigian".
    let noun = |i: usize| {
        matches!(
            scene.fold(i),
            "winners"
                | "ad"
                | "losers"
                | "victors"
                | "al"
                | "all"
                | "alla"
                | "allo"
                | "ai"
                | "agli"
        )
    };
    if words == [","] && noun(end) {
        return name(nearest);
    }
    // "Malta's 2-0 win".
    let possessive =
        matches!(words.as_slice(), ["s"] | ["'"] | ["\u{2019}"] | ["'", "s"] | ["\u{2019}", "s"]);
    if possessive && scene.has(end, end + 2, &["win", "victory", "defeat", "loss", "draw"]) {
        return name(nearest);
    }
    // "Hungary, thrashed 5-0 by them", "il Brasile, fermato 1-1 dall'Uruguay".
    if words.len() == 2 && words[0] == "," && participle(scene.lattice.lang, words[1]) {
        return name(nearest);
    }
    // "Bosnia, who overcame Romania 2-1".
    for m in before.iter().rev().take(2) {
        let relative = scene.fold(m.to) == ","
            && (matches!(scene.fold(m.to + 1), "who" | "che")
                || matches!(scene.fold(m.to + 2), "whom" | "cui"))
            || matches!(scene.fold(m.to), "who" | "che");
        if relative && at - m.to <= 11 && !(m.to + 2..at).any(|i| scene.fold(i) == ",") {
            return name(m);
        }
    }
    let candidate = scene.candidates(at).into_iter().next().filter(|c| c.near)?;
    let m = before.iter().rev().find(|m| one_team(m) == Some(candidate.team))?;
    let index = scene.lattice.mention_at[m.from]?;
    let crossed = (m.to..at).any(|i| scene.discourse.breaks[i] >= 3);
    (!crossed && !scene.discourse.oblique[index as usize]).then(|| name(m)).flatten()
}

/// Whether a word after a name and a comma tells what the team did or what was done
/// to it.
pub(crate) fn participle(lang: Lang, word: &str) -> bool {
    PASSIVE.contains(&word)
        || match lang {
            Lang::En => word == "held" || word.len() > 4 && word.ends_with("ed"),
            Lang::It => word.len() > 4 && PARTICIPLE.iter().any(|e| word.ends_with(e)),
        }
}

/// How Italian participles of what was done to a team end.
const PARTICIPLE: &[&str] = &[
    "ato", "ata", "ati", "ate", "uto", "uta", "uti", "ute", "ito", "ita", "iti", "ite", "esa",
    "eso", "esi", "olto", "olta", "olti", "olte", "iosa", "ioso", "iosi", "corsara", "corsaro",
    "corsari",
];

/// Words that bind a name to something else than as the object of a verb.
const PREPOSITIONS: &[&str] = &[
    "di", "del", "della", "dell", "dei", "degli", "delle", "dello", "a", "al", "alla", "all", "ai",
    "agli", "alle", "allo", "da", "dal", "dalla", "dall", "dai", "dagli", "dalle", "in", "nel",
    "nella", "su", "sul", "sulla", "sull", "sui", "per", "tra", "fra", "of", "to", "from", "by",
    "for", "at", "on", "behind", "above", "below", "than", "dietro", "davanti", "sopra",
];

/// Words of the one who won.
const WON: &[&str] = &[
    "win",
    "wins",
    "won",
    "winning",
    "winners",
    "victors",
    "victory",
    "beat",
    "beats",
    "beating",
    "overcame",
    "overcome",
    "downed",
    "edging",
    "thrashing",
    "espugn*",
    "sbanc*",
    "vittori*",
    "corsar*",
    "passata",
    "passato",
    "passati",
    "rout",
    "demolition",
    "conquerors",
    "vinto",
    "vince",
    "vincono",
    "vinse",
    "vincendo",
    "successo",
    "batte",
    "battono",
    "supera",
    "superano",
    "piega",
    "piegano",
];
/// Words of the one who lost.
const LOST: &[&str] = &[
    "losers",
    "lost",
    "lose",
    "loses",
    "losing",
    "loss",
    "defeat",
    "beaten",
    "sconfitta",
    "sconfitte",
    "perso",
    "perde",
    "perdono",
    "perdendo",
    "caduti",
    "caduta",
    "caduto",
    "cade",
    "cadono",
    "ko",
    "battuta",
    "battuti",
    "battute",
    "sconfitti",
    "travolti",
    "travolta",
];
/// Words of either, by what stands before or after them.
const EITHER: &[&str] = &[
    "thrashed",
    "hammered",
    "routed",
    "crushed",
    "defeated",
    "edged",
    "stunned",
    "demolished",
    "battuto",
    "sconfitto",
    "superato",
    "travolto",
];
const PASSIVE: &[&str] = &[
    "beaten",
    "thrashed",
    "hammered",
    "routed",
    "crushed",
    "defeated",
    "battuta",
    "battuti",
    "travolta",
    "travolti",
    "sconfitti",
];
const DREW: &[&str] = &[
    "drew",
    "draw",
    "draws",
    "drawn",
    "drawing",
    "held",
    "pari",
    "pareggi*",
    "fermat*",
    "bloccat*",
    "frenat*",
    "impatt*",
    "inchiodat*",
];

/// How it ended for the owner; `None` where words contradict each other.
pub(super) fn outcome(
    scene: &Scene<'_, '_, '_, '_>,
    begin: usize,
    at: usize,
    end: usize,
    close: usize,
) -> Option<Option<Outcome>> {
    let mut found: Option<Outcome> = None;
    let passive = scene.has(end, close, &["by"]);
    for i in (begin..at).chain(end..close.min(end + 4)) {
        let is = |words: &[&str]| words.iter().any(|w| scene.starts(i, w, close));
        let lead = i.checked_sub(1).map_or("", |j| scene.fold(j));
        let had = matches!(
            lead,
            "ha" | "hanno" | "aveva" | "avevano" | "avendo" | "had" | "have" | "has"
        );
        let one = if is(DREW) {
            Outcome::Drawn
        } else if is(EITHER) || is(&["beaten"]) {
            match passive || matches!(lead, "," | "was" | "were" | "been") {
                true => Outcome::Lost,
                false if had || !is(&["beaten"]) && scene.lattice.lang == Lang::En => Outcome::Won,
                false => return None,
            }
        } else if is(LOST) {
            Outcome::Lost
        } else if is(WON) {
            Outcome::Won
        } else {
            continue;
        };
        if found.is_some_and(|f| f != one) {
            return None;
        }
        found = Some(one);
    }
    Some(found)
}
