//! Other matches than those reported: an earlier meeting, the last defeat, the
//! other result of the night.
//!
//! What tells them is gathered around each score (an opponent bound to it, a
//! time, a town, a competition) and every recent match that fits is a reading.

use girone_model::{Match, TeamId};

use crate::claim::{Claim, GameIx};
use crate::dates::Told;
use crate::discourse::Gate;
use crate::judge::Says;
use crate::lattice::Who;
use crate::lexicon::CityId;
use crate::scores::{EARLIER, linked_to};
use crate::statement::Scene;

/// Matches that some words may speak of.
#[derive(Clone, Debug, Default)]
pub(crate) struct Elsewhere {
    /// The matches, latest first.
    pub games: Vec<GameIx>,
    /// Whether only these can be meant, and what they share is known.
    pub sure: bool,
    /// Whether the match reported may be meant after all.
    pub or_main: bool,
    /// Whether both of its sides are bound to the score.
    pub opposed: bool,
}

/// The other matches of a text, by token.
#[derive(Clone, Debug, Default)]
pub(crate) struct Elsewheres {
    found: Vec<Elsewhere>,
    at: Vec<Option<u16>>,
}

impl Elsewheres {
    /// The other matches that the words at a token speak of.
    pub(crate) fn at(&self, token: usize) -> Option<&Elsewhere> {
        self.at.get(token).copied().flatten().map(|i| &self.found[i as usize])
    }
}

/// How far back a match is looked for that no year tells, in days.
const RECENT: i32 = 1500;

/// Finds the other matches of a text.
pub(crate) fn find(scene: &Scene<'_, '_, '_, '_>) -> Elsewheres {
    let n = scene.lattice.text.tokens.len();
    let mut out = Elsewheres { found: Vec::new(), at: vec![None; n] };
    for at in 0..n {
        let Some(score) = scene.lattice.scores[at] else { continue };
        if scene.discourse.gates[at] != Gate::Open {
            continue;
        }
        let (from, to) = window(scene, at, score.to);
        let goals = (score.first, score.second);
        let Some(found) = around(scene, at, score.to, (from, to), goals) else { continue };
        let index = out.found.len() as u16;
        out.found.push(found);
        for slot in &mut out.at[from..to] {
            slot.get_or_insert(index);
        }
        out.at[at] = Some(index);
    }
    out
}

/// The words around a score that belong to it: up to a break or another score.
pub(crate) fn window(scene: &Scene<'_, '_, '_, '_>, at: usize, to: usize) -> (usize, usize) {
    // "Inciampati contro l'Ecuador: 2-1": what leads up to a colon belongs to it.
    let colon = at.checked_sub(1).is_some_and(|i| scene.fold(i) == ":");
    let (first, last) = scene.clause(at, if colon { 4 } else { 3 });
    let mut begin = at;
    // "Da 3-0 a 3-3": what led up to the first score led up to this one.
    let mut crossed = false;
    let parts = |i: usize| matches!(scene.fold(i), "dopo" | "after" | "before");
    while begin > first
        && !parts(begin)
        && (!ends_at(scene, begin - 1) || at - begin <= 1 && !crossed)
    {
        crossed |= ends_at(scene, begin - 1);
        begin -= 1;
    }
    let mut end = to;
    while end < last && scene.lattice.scores[end].is_none() && !parts(end) {
        end += 1;
    }
    // What leads up to the next score belongs to that.
    if end < last {
        while end > to && scene.discourse.breaks[end] == 0 {
            end -= 1;
        }
    }
    (begin, end.max(to))
}

/// Whether a score ends with a token.
fn ends_at(scene: &Scene<'_, '_, '_, '_>, token: usize) -> bool {
    (token.saturating_sub(5)..=token)
        .any(|i| scene.lattice.scores[i].is_some_and(|s| s.to == token + 1))
}

/// What the words around a score tell of a match.
struct Cues {
    opponent: Option<TeamId>,
    subject: Option<TeamId>,
    when: Option<(jiff::civil::Date, jiff::civil::Date, Told)>,
    towns: Vec<CityId>,
    kind: Option<Kind>,
    /// Whether an earlier edition of it is told.
    last: bool,
    earlier: bool,
    /// Whether the first leg is told.
    leg: bool,
}

/// A kind of competition that words name: parts of what the record calls it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Kind {
    names: &'static [&'static str],
    qualifier: bool,
}

impl Kind {
    /// Whether a match is of this kind.
    pub(crate) fn fits(self, m: &Match) -> bool {
        let name = girone_model::fold(&m.fixture.competition);
        if self.names.is_empty() {
            return if self.qualifier { name.contains("qualif") } else { m.fixture.friendly };
        }
        name.contains("qualif") == self.qualifier && self.names.iter().any(|n| name.contains(n))
    }
}

const FRIENDLY: Kind = Kind { names: &[], qualifier: false };
const QUALIFIER: Kind = Kind { names: &[], qualifier: true };

const fn finals(names: &'static [&'static str]) -> Kind {
    Kind { names, qualifier: false }
}

const EURO: Kind = finals(&["euro"]);
const WORLD: Kind = finals(&["world cup", "mondial"]);
const NATIONS: Kind = finals(&["nations league"]);
const AFRICA: Kind = finals(&["african cup", "africa cup"]);
const AMERICA: Kind = finals(&["copa america"]);
const ASIA: Kind = finals(&["asian cup"]);
const GOLD: Kind = finals(&["gold cup"]);

const KINDS: &[(&str, Kind)] = &[
    ("amichevole", FRIENDLY),
    ("amichevoli", FRIENDLY),
    ("friendly", FRIENDLY),
    ("friendlies", FRIENDLY),
    ("nations league", NATIONS),
    ("world cup qualif*", QUALIFIER),
    ("qualif*", QUALIFIER),
    ("eliminatorie", QUALIFIER),
    ("europeo", EURO),
    ("europei", EURO),
    ("euro", EURO),
    ("euros", EURO),
    ("mondiale", WORLD),
    ("mondiali", WORLD),
    ("world cup", WORLD),
    ("cup of nations", AFRICA),
    ("coppa d africa", AFRICA),
    ("copa america", AMERICA),
    ("coppa america", AMERICA),
    ("asian cup", ASIA),
    ("coppa d asia", ASIA),
    ("gold cup", GOLD),
];

/// Verb forms that tell of a time before the one told of.
fn earlier_still(scene: &Scene<'_, '_, '_, '_>, from: usize, to: usize) -> bool {
    (from..to).any(|i| match scene.fold(i) {
        "aveva" | "avevano" | "having" | "avendo" => true,
        "had" => {
            scene.fold(i + 1).ends_with("ed") || {
                matches!(
                    scene.fold(i + 1),
                    "beaten"
                        | "won"
                        | "lost"
                        | "drawn"
                        | "been"
                        | "held"
                        | "already"
                        | "also"
                        | "previously"
                        | "only"
                        | "come"
                        | "gone"
                        | "seen"
                )
            }
        }
        _ => false,
    })
}

fn cues(
    scene: &Scene<'_, '_, '_, '_>,
    game: GameIx,
    at: usize,
    end: usize,
    (from, to): (usize, usize),
) -> Cues {
    let fixture = &scene.frame.prepared.get(game).fixture;
    let outside = |t: &TeamId| fixture.side_of(*t).is_none();
    let candidates = scene.candidates(at);
    let subject = candidates.first().filter(|c| c.near && outside(&c.team)).map(|c| c.team);
    let subject = subject.filter(|t| {
        let mentions = &scene.lattice.mentions[scene.lattice.mentions_in(from, at)];
        let named = mentions.iter().rev().find(|m| m.who == Who::Teams(vec![*t]));
        named.is_none_or(|m| !bound_before(scene, at, m.from, *t))
    });
    let mut opponent = None;
    for m in &scene.lattice.mentions[scene.lattice.mentions_in(from, to)] {
        let Who::Teams(teams) = &m.who else { continue };
        let [team] = teams.as_slice() else { continue };
        let other = outside(team) || subject.is_some_and(|s| s != *team);
        if other
            && !(m.to <= at && bound_before(scene, at, m.from, *team))
            && Some(*team) != subject
            && linked_to(scene, at, end, *team)
        {
            opponent = Some(*team);
        }
    }
    // "La sfida tra Turchia e Repubblica Ceca", "il pari della Francia contro Israele".
    let between = &scene.lattice.mentions[scene.lattice.mentions_in(from, to)];
    let pair = between.windows(2).find_map(|w| {
        let (Who::Teams(a), Who::Teams(b)) = (&w[0].who, &w[1].who) else { return None };
        let ([a], [b]) = (a.as_slice(), b.as_slice()) else { return None };
        let words: Vec<&str> = (w[0].to..w[1].from)
            .map(|i| scene.fold(i))
            .filter(|w| !matches!(*w, "il" | "lo" | "la" | "l" | "i" | "gli" | "le" | "the"))
            .collect();
        let versus = matches!(words.as_slice(), ["contro" | "against" | "v" | "vs" | "-"]);
        let among = matches!(words.as_slice(), ["e" | "ed" | "and"])
            && (w[0].from.saturating_sub(2)..w[0].from)
                .any(|i| matches!(scene.fold(i), "tra" | "fra" | "between"));
        ((versus || among) && (outside(a) || outside(b))).then_some((*a, *b))
    });
    // "Battendo Iraq (4-1) e Senegal (3-2)": the team right before the bracket.
    let bracket = at
        .checked_sub(1)
        .filter(|i| scene.lattice.text.tokens[*i].mark() == Some('('))
        .and_then(|i| between.iter().find(|m| m.to == i))
        .and_then(|m| match &m.who {
            Who::Teams(t) if t.len() == 1 && outside(&t[0]) => Some(t[0]),
            _ => None,
        });
    let opponent = bracket.or(opponent);
    let pair = pair.filter(|_| bracket.is_none());
    let taken = |m: &crate::lattice::Mention, t: TeamId| bound_before(scene, at, m.from, t);
    // Two other teams and none of those of the match reported.
    let pair = pair.or_else(|| {
        if bracket.is_some() {
            return None;
        }
        let mut named: Vec<TeamId> = Vec::new();
        for m in between {
            let Who::Teams(teams) = &m.who else { continue };
            for t in teams {
                if !taken(m, *t) && !named.contains(t) {
                    named.push(*t);
                }
            }
        }
        match named.as_slice() {
            [a, b] if outside(a) && outside(b) => Some((*a, *b)),
            _ => None,
        }
    });
    let (subject, opponent) = match pair {
        Some((a, b)) => (Some(a), Some(b)),
        None => (subject.filter(|s| Some(*s) != opponent), opponent),
    };
    // A time after the score is the nearer one.
    let near = |d: &&crate::dates::WrittenDate| {
        from <= d.from && d.to <= to && scene.discourse.gates[d.from] == Gate::Open
    };
    let dates = || scene.lattice.dates.iter().filter(near);
    // "Nel 1970 (4-1) e nel 1978 (2-1)": what stands right before is nearer still.
    let when = dates()
        .find(|d| d.to <= at && at - d.to <= 1)
        .or_else(|| dates().find(|d| d.from >= end && (bracket.is_none() || d.from <= end + 2)))
        .or_else(|| dates().next_back().filter(|_| bracket.is_none()))
        .filter(|d| !d.since)
        .map(|d| (d.first, d.last, d.told));
    let mut towns = Vec::new();
    for m in &scene.lattice.mentions[scene.lattice.mentions_in(from, to)] {
        if let Who::Cities(cities) = &m.who {
            let here = cities.iter().any(|c| in_town(scene, game, *c));
            let placed = m.from.checked_sub(1).is_some_and(|i| {
                matches!(
                    scene.fold(i),
                    "a" | "ad"
                        | "in"
                        | "at"
                        | "al"
                        | "allo"
                        | "all"
                        | "alla"
                        | "di"
                        | "the"
                        | "espugna"
                        | "espugnando"
                )
            });
            let inside = bracket.is_none() || m.from >= end && m.from <= end + 2;
            if !here && placed && inside && m.from.abs_diff(at).min(m.from.abs_diff(end)) <= 9 {
                towns.clone_from(cities);
            }
        }
    }
    let named = kind_named(scene, at, end, (from, to));
    let kind = named.map(|k| k.1);
    let last = named.is_some_and(|(i, _)| {
        (i.saturating_sub(2)..i).any(|j| {
            matches!(
                scene.fold(j),
                "last"
                    | "previous"
                    | "scorso"
                    | "scorsa"
                    | "scorsi"
                    | "ultimo"
                    | "ultima"
                    | "ultimi"
            )
        })
    });
    let earlier = scene.has(from, to, EARLIER)
        || earlier_still(scene, from.max(at.saturating_sub(8)), at)
        || scene.has(
            from,
            to,
            &[
                "opening match*",
                "opening game",
                "opener",
                "esordio",
                "debutto",
                "once",
                "tempo fa",
                "al ritorno",
                "gia finita",
            ],
        );
    let leg = scene.has(from, to, &["andata", "first leg", "reverse fixture", "first meeting"]);
    Cues { opponent, subject, when, towns, kind, last, earlier, leg }
}

/// The kind of competition that words around a score name, and where.
pub(crate) fn kind_named(
    scene: &Scene<'_, '_, '_, '_>,
    at: usize,
    end: usize,
    (from, to): (usize, usize),
) -> Option<(usize, Kind)> {
    KINDS
        .iter()
        .filter_map(|(phrase, kind)| {
            (from..to)
                .find(|i| scene.starts(*i, phrase, to) && !is_aim(scene, from, *i))
                .map(|i| (i < end, i.abs_diff(at), i, *kind))
        })
        .min_by_key(|k| (k.0, k.1))
        .map(|k| (k.2, k.3))
}

/// The finals of which kind a match is of or leads to.
pub(crate) fn kind_of(m: &Match) -> Option<Kind> {
    let name = girone_model::fold(&m.fixture.competition);
    [EURO, WORLD, AFRICA, AMERICA, ASIA, GOLD]
        .into_iter()
        .find(|k| k.names.iter().any(|n| name.contains(n)))
}

/// Whether a competition is what somebody plays for and not where a match was:
/// "stacca il biglietto per il Mondiale", "carries them into the World Cup play-offs".
fn is_aim(scene: &Scene<'_, '_, '_, '_>, from: usize, at: usize) -> bool {
    const AIM: &[&str] = &[
        "per",
        "verso",
        "to",
        "into",
        "towards",
        "reach*",
        "vola*",
        "biglietto",
        "ticket*",
        "pass",
        "berth",
        "place",
        "posto",
        "spareggi*",
        "accede*",
        "strappa*",
        "manca*",
        "miss*",
        "sogn*",
        "dream*",
        "qualificat*",
        "qualified",
        "qualify",
        "qualifica",
        "qualificano",
        "back",
        "torna*",
        "avvicina*",
        "conquista*",
        "fuori",
        "out",
        "saluta*",
        "addio",
        "heading",
        "pronto",
        "without",
        "senza",
        "next",
        "summer",
        "prossim*",
        "strada",
    ];
    scene.has(at.saturating_sub(5).max(from), at, AIM)
        || scene.has(at, at + 4, &["play off*", "playoff*", "spot", "place", "berth", "finals"])
}

/// Whether a team named at a token is bound to the score before this one and
/// belongs to that: "1-1 con il Perù, 1-1 con il Camerun".
fn bound_before(scene: &Scene<'_, '_, '_, '_>, at: usize, from: usize, team: TeamId) -> bool {
    let (sentence, _) = scene.lattice.text.sentence_of(at);
    let before = (sentence..at)
        .rev()
        .find_map(|i| scene.lattice.scores[i].filter(|s| s.to <= at).map(|s| (i, s.to)));
    before.is_some_and(|(i, end)| from >= end && from <= end + 4 && linked_to(scene, i, end, team))
}

pub(crate) fn in_town(scene: &Scene<'_, '_, '_, '_>, game: GameIx, city: CityId) -> bool {
    let claim = Claim::Venue { game, city: crate::claim::CityRef(city) };
    scene.judge.judge(&claim).says == Says::Yes
}

/// The other matches that the words around a score speak of.
fn around(
    scene: &Scene<'_, '_, '_, '_>,
    at: usize,
    end: usize,
    window: (usize, usize),
    goals: (u8, u8),
) -> Option<Elsewhere> {
    let game = scene.game_at(at)?;
    let prepared = scene.frame.prepared;
    let reported = prepared.get(game);
    let day = reported.fixture.when.date;
    let cues = cues(scene, game, at, end, window);
    let sides = reported.fixture.teams;
    // The day of the match reported is no cue.
    let when = cues.when.filter(|(first, last, told)| {
        let own = *first <= day && day <= *last;
        !(own
            || *told == Told::Relative && day.until(*first).is_ok_and(|s| s.get_days().abs() <= 1))
    });
    // The finals may be named where their qualifiers are meant.
    let of_qualifier = |k: Kind| {
        when.is_none() && !cues.last && !cues.earlier && !k.qualifier && {
            let name = girone_model::fold(&reported.fixture.competition);
            k.names.iter().any(|n| name.contains(n))
        }
    };
    let same_kind = cues.kind.is_none_or(|k| k.fits(reported) || of_qualifier(k));
    let edition = prepared.edition_of(reported);
    let other_kind = cues.kind.filter(|_| !same_kind || cues.last);
    let strong = cues.opponent.is_some() || cues.subject.is_some() || when.is_some();
    if !strong && cues.towns.is_empty() && other_kind.is_none() && !cues.earlier {
        return None;
    }
    let candidates = scene.candidates(at);
    // Whose match it is: the subject, else the teams of the match reported.
    let mut owners: Vec<TeamId> = Vec::new();
    owners.extend(cues.subject);
    owners.extend(candidates.iter().filter(|c| c.near).map(|c| c.team));
    owners.extend([sides.home, sides.away]);
    let mut unique = Vec::new();
    for t in owners {
        if !unique.contains(&t) && Some(t) != cues.opponent {
            unique.push(t);
        }
    }
    let cut = scene.frame.cut();
    let subjects = &scene.frame.subjects;
    let fits = |i: GameIx, m: &Match| {
        let date = m.fixture.when.date;
        i != game
            && when.is_none_or(|(first, last, _)| first <= date && date <= last)
            && other_kind.is_none_or(|k| k.fits(m))
            && !(cues.last && same_kind && prepared.edition_of(m) == edition)
            && (cues.towns.is_empty() || cues.towns.iter().any(|c| in_town(scene, i, *c)))
            && (when.is_some_and(|w| w.2 == Told::Year)
                || day.since(date).is_ok_and(|s| s.get_days() <= RECENT))
    };
    let mut games: Vec<GameIx> = Vec::new();
    let mut named = false;
    for (n, team) in unique.iter().enumerate() {
        let rivals: Vec<TeamId> = match cues.opponent {
            Some(o) => vec![o],
            None if sides.side_of(team).is_some() && cues.subject.is_none() => {
                vec![if *team == sides.home { sides.away } else { sides.home }]
            }
            None => Vec::new(),
        };
        let with = |rival: Option<TeamId>| -> Vec<GameIx> {
            prepared
                .played(*team, &cut, subjects)
                .rev()
                .take_while(|(_, m)| {
                    let date = m.fixture.when.date;
                    day.since(date).is_ok_and(|s| s.get_days() <= 3 * RECENT)
                })
                .filter(|(i, m)| {
                    rival.is_none_or(|r| m.fixture.side_of(r).is_some()) && fits(*i, m)
                })
                .map(|(i, _)| i)
                .collect()
        };
        let mut found: Vec<GameIx> = rivals.first().map_or_else(Vec::new, |r| with(Some(*r)));
        if found.is_empty()
            && cues.opponent.is_none()
            && (strong || !cues.towns.is_empty() || cues.kind.is_some())
        {
            found = with(None);
        }
        if cues.opponent.is_some()
            && when.is_none()
            && cues.towns.is_empty()
            && other_kind.is_none()
        {
            // The meeting of this edition is the one that is meant.
            let of_edition: Vec<GameIx> = found
                .iter()
                .copied()
                .filter(|g| edition.is_some() && prepared.edition_of(prepared.get(*g)) == edition)
                .collect();
            if !of_edition.is_empty() {
                found = of_edition;
            }
        }
        found.truncate(8);
        named |= !found.is_empty() && n == 0;
        games.extend(found.into_iter().filter(|g| !games.contains(g)).collect::<Vec<_>>());
        // The first owner for whom there is such a match is meant.
        let owner = candidates.iter().find(|c| Some(c.team) != cues.opponent);
        if named && (cues.subject.is_some() || owner.is_some_and(|c| c.near)) {
            break;
        }
    }
    let ended = |i: &GameIx| {
        let score = prepared.get(*i).score().map(|s| s.result);
        score.is_some_and(|s| (s.home, s.away) == goals || (s.away, s.home) == goals)
    };
    // The score of the match reported is of the match reported.
    if cues.opponent.is_none() && cues.subject.is_none() && !scene.frame.preview && ended(&game) {
        return None;
    }
    // The first leg is of this edition.
    if cues.leg {
        let here: Vec<GameIx> = games
            .iter()
            .copied()
            .filter(|g| edition.is_some() && prepared.edition_of(prepared.get(*g)) == edition)
            .collect();
        if !here.is_empty() {
            games = here;
        }
    }
    // Two sides and no word of an earlier time: their match of these days.
    let tonight: Vec<GameIx> = games
        .iter()
        .copied()
        .filter(|g| {
            let date = prepared.get(*g).fixture.when.date;
            day.since(date).is_ok_and(|s| s.get_days().abs() <= 1)
        })
        .collect();
    let told_now = when.is_none() && !cues.earlier && !cues.leg && !cues.last;
    let bound = cues.opponent.is_some() && cues.subject.is_some();
    let current = bound && told_now && tonight.len() == 1 && named;
    if current {
        games = tonight;
    }
    let agrees = games.iter().any(ended);
    // A time or a town at which no such match was played may be what is wrong.
    let no_such_town = !cues.towns.is_empty() && cues.opponent.is_some() && games.is_empty();
    if !agrees && (when.is_some() && games.is_empty() || no_such_town) {
        let rival = cues.opponent.or(if cues.subject.is_none() { Some(sides.away) } else { None });
        for team in &unique {
            let Some(rival) = rival else { break };
            let rival = if rival == *team { sides.home } else { rival };
            let met: Vec<GameIx> = prepared
                .played(*team, &cut, subjects)
                .rev()
                .filter(|(i, m)| *i != game && m.fixture.side_of(rival).is_some())
                .map(|(i, _)| i)
                .take(6)
                .collect();
            let same: Vec<GameIx> = met.iter().copied().filter(ended).collect();
            // The one that was played then, whatever the town; else the only one.
            let then: Vec<GameIx> = same
                .iter()
                .copied()
                .filter(|g| {
                    let date = prepared.get(*g).fixture.when.date;
                    when.is_some_and(|(first, last, _)| first <= date && date <= last)
                })
                .collect();
            let same = if then.is_empty() { same } else { then };
            if let [one] = same.as_slice() {
                named = *team == unique[0];
                games = vec![*one];
                break;
            }
            let here: Vec<GameIx> = met
                .into_iter()
                .filter(|g| prepared.edition_of(prepared.get(*g)) == edition)
                .collect();
            if games.is_empty() && cues.opponent.is_some() && here.len() == 1 {
                named = *team == unique[0];
                games = here;
                break;
            }
        }
    }
    // A town or a time alone does not prove itself: the score must be that match's.
    let rival =
        scene.lattice.mentions[scene.lattice.mentions_in(window.0, window.1)].iter().any(|m| {
            matches!(&m.who, Who::Teams(t) if t.len() == 1
                && sides.side_of(&t[0]).is_some() && linked_to(scene, at, end, t[0]))
        });
    let lone = cues.opponent.is_none()
        && !rival
        && cues.subject.is_none()
        && !cues.earlier
        && other_kind.is_none()
        && when.is_some() == cues.towns.is_empty();
    if lone && !games.iter().any(ended) {
        return None;
    }
    let own = cues.opponent.is_none() && cues.subject.is_none();
    let told_day = when.is_some_and(|w| matches!(w.2, Told::Day | Told::Weekday));
    let several = usize::from(when.is_some())
        + usize::from(!cues.towns.is_empty())
        + usize::from(cues.earlier)
        + usize::from(other_kind.is_some())
        >= 2;
    // Whichever of a few it was, none of them ended so.
    let none = cues.opponent.is_some() && games.len() <= 3 && !games.iter().any(ended);
    let placed = cues.subject.is_some() && named && !cues.towns.is_empty();
    let sure = games.len() == 1
        && (placed
            || current
            || cues.opponent.is_some() && cues.subject.is_none_or(|s| named && s == unique[0])
            || own && (told_day || several) && named)
        || none && !games.is_empty();
    // A town where no such match was played is a wrong town.
    if games.is_empty() && own && when.is_none() && !cues.earlier && other_kind.is_none() {
        return None;
    }
    let opposed = bound && named;
    Some(Elsewhere { games, sure, or_main: own && when.is_none(), opposed })
}
