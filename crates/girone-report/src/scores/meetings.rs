//! Other matches than the one reported: earlier meetings, other opponents.

use super::*;

pub(crate) const EARLIER: &[&str] = &[
    "all andata",
    "andata",
    "dell andata",
    "nell andata",
    "first leg",
    "reverse fixture",
    "earlier meeting",
    "first meeting",
    "return",
    "ultimo precedente",
    "ultimo incrocio",
    "ultimo confronto",
    "last met",
    "last meeting",
    "previous meeting",
    "in the reverse",
    "first encounter",
    "earlier this",
    "sfida d andata",
    "precedente",
    "precedenti",
    "last time",
    "l ultima volta che",
    "l ultima volta era",
    "l ultima volta fu",
    "l ultima volta nel",
    "l ultima volta a",
    "l ultima volta in",
    "l ultima volta fini",
    "ultima sfida",
    "back in",
    "match d andata",
    "gara d andata",
    "partita d andata",
    "first game between",
    "won the first",
    "opening meeting",
    "earlier in the group",
    "earlier in the campaign",
    "at home in",
    "the corresponding",
    "lost the first",
    "previous encounter",
    "un anno fa",
    "a year ago",
    "girone d andata",
];

/// The match of one of the two teams that was played in the town named beside a
/// score, if the match reported was not: "3-0 a Oslo", "il ko di Oslo per 3-0".
pub(crate) fn by_town(
    scene: &Scene<'_, '_, '_, '_>,
    game: GameIx,
    goals: (u8, u8),
    (from, to): (usize, usize),
) -> Option<GameIx> {
    // The score of the match reported is of the match reported, and a wrong
    // town beside it is a wrong town.
    let result = scene.frame.prepared.get(game).score()?.result;
    if goals == (result.home, result.away) || goals == (result.away, result.home) {
        return None;
    }
    let m = scene.lattice.mentions[scene.lattice.mentions_in(from, to)]
        .iter()
        .find(|m| matches!(m.who, Who::Cities(_)))?;
    let Who::Cities(cities) = &m.who else { return None };
    let here = |game: GameIx| {
        cities.iter().any(|c| {
            let claim = Claim::Venue { game, city: crate::claim::CityRef(*c) };
            scene.judge.judge(&claim).says == crate::judge::Says::Yes
        })
    };
    if here(game) {
        return None;
    }
    if let Some(found) = earlier_games(scene, game).into_iter().find(|g| here(*g)) {
        return Some(found);
    }
    let prepared = scene.frame.prepared;
    let edition = prepared.edition_of(prepared.get(game))?;
    let teams = prepared.get(game).fixture.teams;
    let cut = scene.frame.cut();
    let of_sides = [teams.home, teams.away].into_iter().find_map(|team| {
        prepared
            .played(team, &cut, &scene.frame.subjects)
            .rev()
            .take(14)
            .filter(|(_, m)| prepared.edition_of(m) == Some(edition))
            .map(|(g, _)| g)
            .find(|g| here(*g))
    });
    // "While the leaders were coming unstuck, 3-1, in Guatemala City": the match of
    // these days that was played there.
    let day = prepared.get(game).fixture.when.date;
    let others = || {
        prepared.editions[edition as usize].groups.iter().flat_map(|g| &g.teams).find_map(|team| {
            prepared
                .played(*team, &cut, &scene.frame.subjects)
                .rev()
                .take(3)
                .filter(|(_, m)| {
                    day.since(m.fixture.when.date).is_ok_and(|s| s.get_days().abs() <= 2)
                })
                .map(|(g, _)| g)
                .find(|g| here(*g))
        })
    };
    of_sides.or_else(others)
}

/// Whether a value is told of an earlier meeting of the same teams: a word for
/// it stands in the clause, or opens the sentence.
pub(crate) fn is_earlier(scene: &Scene<'_, '_, '_, '_>, at: usize) -> bool {
    let (from, to) = scene.clause(at, 2);
    let (first, _) = scene.clause(at, 5);
    let months: &[&str] = &[
        "a settembre",
        "a ottobre",
        "a marzo",
        "a giugno",
        "a novembre",
        "in march",
        "in june",
        "in september",
        "in october",
        "in november",
        "last year",
        "last month",
        "l anno scorso",
        "in autunno",
        "in primavera",
        "in the spring",
        "in the autumn",
    ];
    scene.has(from, to, EARLIER)
        || scene.has(from, to, months)
        || scene.has(first.max(at.saturating_sub(20)), at, EARLIER)
}

/// The meetings before the match reported, latest first: those of the edition,
/// else the last two.
pub(crate) fn earlier_games(scene: &Scene<'_, '_, '_, '_>, game: GameIx) -> Vec<GameIx> {
    let prepared = scene.frame.prepared;
    let m = prepared.get(game);
    let (day, teams) = (m.fixture.when.date, m.fixture.teams);
    let cut =
        Cut { day: Some(day), whole_day: false, before: Some(day), standing: None, from: None };
    let mut games = prepared.meetings(teams.home, teams.away, &cut, &[game]);
    games.reverse();
    let edition = prepared.edition_of(m);
    let in_edition: Vec<GameIx> = games
        .iter()
        .copied()
        .filter(|g| edition.is_some() && prepared.edition_of(prepared.get(*g)) == edition)
        .collect();
    if in_edition.is_empty() { games.into_iter().take(2).collect() } else { in_edition }
}

/// The meetings of two teams that a text may speak of, latest first: those of
/// the subjects, of the edition, else the last few.
pub(crate) fn games_between(
    scene: &Scene<'_, '_, '_, '_>,
    at: usize,
    a: TeamId,
    b: TeamId,
) -> Vec<GameIx> {
    let frame = scene.frame;
    let prepared = frame.prepared;
    let named: Vec<GameIx> = frame
        .subjects
        .iter()
        .copied()
        .filter(|g| scene.plays(*g, a) && scene.plays(*g, b))
        .collect();
    let (from, to) = scene.clause(at, 5);
    let earlier = scene.has(from, to, EARLIER);
    if !named.is_empty() && !earlier {
        return named;
    }
    let mut games = prepared.meetings(a, b, &frame.cut(), &frame.subjects);
    games.retain(|g| !named.contains(g));
    games.reverse();
    let in_edition: Vec<GameIx> = games
        .iter()
        .copied()
        .filter(|g| {
            frame.edition.is_some() && prepared.edition_of(prepared.get(*g)) == frame.edition
        })
        .collect();
    if !in_edition.is_empty() {
        return in_edition;
    }
    // A year in the clause picks among the rest.
    let years: Vec<i16> = (from..to)
        .filter_map(|i| scene.lattice.text.tokens[i].number())
        .filter(|n| (1900..2100).contains(n))
        .map(|n| n as i16)
        .collect();
    let of_year: Vec<GameIx> = games
        .iter()
        .copied()
        .filter(|g| years.contains(&prepared.get(*g).fixture.when.date.year()))
        .collect();
    if !of_year.is_empty() {
        return of_year;
    }
    games.truncate(3);
    games
}

/// Whether a team is bound to a score by a preposition: "2-2 con il Galles",
/// "1-0 loss to Slovakia", "beat Wales 4-3".
pub(crate) fn linked_to(scene: &Scene<'_, '_, '_, '_>, at: usize, to: usize, team: TeamId) -> bool {
    scene.lattice.mentions.iter().any(|m| {
        if m.who != Who::Teams(vec![team]) {
            return false;
        }
        if m.from >= to {
            let words: Vec<&str> = (to..m.from).map(|i| scene.fold(i)).collect();
            // "2-2 at home by bottom side Belarus": a word or two may describe.
            let last = words
                .iter()
                .rev()
                .filter(|w| !matches!(**w, "il" | "lo" | "la" | "l" | "i" | "gli" | "le" | "the"));
            let bound = last.take(3).any(|w| {
                matches!(
                    *w,
                    "con"
                        | "contro"
                        | "al"
                        | "alla"
                        | "all"
                        | "allo"
                        | "agli"
                        | "ai"
                        | "alle"
                        | "sul"
                        | "sulla"
                        | "sull"
                        | "sui"
                        | "sugli"
                        | "su"
                        | "col"
                        | "dal"
                        | "dalla"
                        | "dall"
                        | "dagli"
                        | "dai"
                        | "a"
                        | "to"
                        | "against"
                        | "with"
                        | "over"
                        | "of"
                        | "past"
                        | "in"
                        | "by"
                        | "v"
                )
            });
            let direct = words
                .iter()
                .all(|w| matches!(*w, "il" | "lo" | "la" | "l" | "i" | "gli" | "le" | "the"));
            (bound || direct)
                && words.len() <= 7
                && !words.iter().any(|w| matches!(*w, "," | "e" | "ed" | "and"))
        } else {
            m.to <= at && at - m.to <= 3 && {
                let index = scene.lattice.mention_at[m.from];
                index.is_some_and(|i| scene.discourse.oblique[i as usize])
            }
        }
    })
}
