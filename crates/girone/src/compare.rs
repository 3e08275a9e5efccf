//! What is different between two views: of two moments, of two pages of a
//! ledger, or before and after entries that are not written yet.

use std::collections::BTreeSet;
use std::time::Duration;

use girone_model::{AsOf, Lang, Match, MatchId, Moment, TeamId};
use girone_record::{Scope, tally};
use girone_scenarios::Verdict;
use jiff::civil::Date;

use crate::{Limits, TableAnswer, View};

/// A row of a table, as far as two tables are compared.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CompareRow {
    /// The place, shared by level teams.
    pub place: u8,
    /// The team's name.
    pub team: String,
    /// Matches played.
    pub played: u16,
    /// Goal difference.
    pub difference: i32,
    /// Goals scored.
    pub scored: u16,
    /// Points.
    pub points: i32,
}

/// A verdict that is another one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerdictChange {
    /// The team's name.
    pub team: String,
    /// The berth.
    pub berth: String,
    /// What was certain before.
    pub before: Verdict,
    /// What is certain after.
    pub after: Verdict,
}

/// What is different in one group.
#[derive(Clone, Debug)]
pub struct Difference {
    /// The address, e.g. `wcq-2026-uefa/J`.
    pub address: String,
    /// The title of the table.
    pub title: String,
    /// The table before.
    pub before: Vec<CompareRow>,
    /// The table after; equal if only other things differ.
    pub after: Vec<CompareRow>,
    /// The verdicts that are others.
    pub verdicts: Vec<VerdictChange>,
    /// The sentences of the briefing that are not said any more.
    pub unsaid: Vec<String>,
    /// The sentences of the briefing that are new.
    pub said: Vec<String>,
}

/// A tally that is another one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TallyChange {
    /// The team's name.
    pub team: String,
    /// Won, drawn, lost, goals for and against before.
    pub before: [u32; 5],
    /// The same after.
    pub after: [u32; 5],
}

/// A day whose table, as it was known then, is not as it is known now.
#[derive(Clone, Debug)]
pub struct PastDay {
    /// The day.
    pub day: Date,
    /// What is different.
    pub difference: Difference,
}

/// How long the exact engine may take for one table of a comparison.
const PATIENCE: Duration = Duration::from_millis(400);

/// Returns the matches that two views tell differently, by position.
pub fn changed_matches(before: &View, after: &View) -> Vec<MatchId> {
    let mut then: Vec<&Match> = before.snapshot().matches.iter().collect();
    let mut now: Vec<&Match> = after.snapshot().matches.iter().collect();
    then.sort_unstable_by_key(|m| m.fixture.id);
    now.sort_unstable_by_key(|m| m.fixture.id);
    let (mut i, mut j) = (0, 0);
    let mut changed = Vec::new();
    while i < then.len() || j < now.len() {
        let (a, b) = (then.get(i).map(|m| m.fixture.id), now.get(j).map(|m| m.fixture.id));
        match (a, b) {
            (Some(x), Some(y)) if x == y => {
                if then[i] != now[j] {
                    changed.push(x);
                }
                i += 1;
                j += 1;
            }
            (Some(x), y) if y.is_none_or(|y| x < y) => {
                changed.push(x);
                i += 1;
            }
            (_, Some(y)) => {
                changed.push(y);
                j += 1;
            }
            (_, None) => break,
        }
    }
    changed
}

/// Returns the addresses of the groups whose matches, points, lots or teams two
/// views tell differently.
pub fn concerned(before: &View, after: &View) -> Vec<String> {
    let changed: BTreeSet<MatchId> = changed_matches(before, after).into_iter().collect();
    let told = [before, after];
    let fixtures: Vec<&Match> = told
        .iter()
        .flat_map(|v| &v.snapshot().matches)
        .filter(|m| changed.contains(&m.fixture.id))
        .collect();
    let mut editions: BTreeSet<String> = BTreeSet::new();
    let differ = |a: &View, b: &View| {
        let (a, b) = (a.snapshot(), b.snapshot());
        let points = a.adjustments.iter().filter(|x| !b.adjustments.contains(x));
        let lots = a.lots.iter().filter(|x| !b.lots.contains(x));
        let editions = points.map(|x| x.edition.to_string());
        editions.chain(lots.map(|x| x.edition.to_string())).collect::<Vec<_>>()
    };
    editions.extend(differ(before, after));
    editions.extend(differ(after, before));
    let mut addresses = Vec::new();
    for edition in after.editions() {
        let whole = editions.contains(&edition.id);
        let own: Vec<&&Match> = fixtures.iter().filter(|m| edition.claims(&m.fixture)).collect();
        if !whole && own.is_empty() {
            continue;
        }
        let directory = &after.snapshot().directory;
        for address in edition.group_addresses() {
            let Ok((stage, group)) = edition.find_group(&address) else { continue };
            let girone_rules::Format::Tables(tables) = &stage.format else { continue };
            let members: Vec<TeamId> = tables
                .groups
                .get(group)
                .into_iter()
                .flatten()
                .filter_map(|t| directory.find_team(t, stage.from).ok())
                .collect();
            let plays = |m: &&&Match| {
                members.contains(&m.fixture.teams.home) && members.contains(&m.fixture.teams.away)
            };
            if whole || own.iter().any(plays) {
                addresses.push(format!("{}/{address}", edition.id));
            }
        }
    }
    addresses
}

fn rows(view: &View, answer: &TableAnswer, lang: Lang) -> Vec<CompareRow> {
    answer
        .table
        .rows
        .iter()
        .map(|r| CompareRow {
            place: r.place,
            team: view.team_name(answer.team(r.team), lang).to_owned(),
            played: r.totals.played,
            difference: r.totals.goal_difference(),
            scored: r.totals.goals_for,
            points: r.totals.points,
        })
        .collect()
}

/// Compares a group in two views; `None` if nothing is different.
pub fn compare(before: &View, after: &View, address: &str, lang: Lang) -> Option<Difference> {
    let limits = Limits { time: PATIENCE, ..Limits::default() };
    let (then, now) = (before.table(address).ok()?, after.table(address).ok()?);
    let (old, new) = (rows(before, &then, lang), rows(after, &now, lang));
    let same_sheet = then.sheet.sheet.results == now.sheet.sheet.results
        && then.sheet.sheet.adjustments == now.sheet.sheet.adjustments
        && then.sheet.sheet.remaining == now.sheet.sheet.remaining
        && then.sheet.sheet.lots == now.sheet.sheet.lots;
    let name = |team: TeamId| after.team_name(team, lang).to_owned();
    let mut verdicts = Vec::new();
    if !same_sheet && let Some(tables) = now.tables() {
        let a = before.needs_of(then.clone(), &limits);
        let b = after.needs_of(now.clone(), &limits);
        for (new, id) in now.sheet.sheet.teams.iter().copied().enumerate() {
            let Some(was) = then.sheet.sheet.index_of(id) else { continue };
            for berth in &tables.berths {
                let (before, after) = (a.verdict(was, berth), b.verdict(new as u8, berth));
                if before != after {
                    verdicts.push(VerdictChange {
                        team: name(id),
                        berth: berth.id.clone(),
                        before,
                        after,
                    });
                }
            }
        }
    }
    let sentences = |view: &View| -> Vec<String> {
        let brief = view.brief(address, lang, crate::Length::Normal, &limits);
        brief.map_or_else(
            |_| Vec::new(),
            |b| b.sections.into_iter().flat_map(|s| s.sentences).map(|s| s.text).collect(),
        )
    };
    let (first, second) = (sentences(before), sentences(after));
    let unsaid: Vec<String> = first.iter().filter(|s| !second.contains(s)).cloned().collect();
    let said: Vec<String> = second.iter().filter(|s| !first.contains(s)).cloned().collect();
    if old == new && verdicts.is_empty() && unsaid.is_empty() && said.is_empty() {
        return None;
    }
    Some(Difference {
        address: address.to_owned(),
        title: now.title(lang),
        before: old,
        after: new,
        verdicts,
        unsaid,
        said,
    })
}

/// Returns the tallies over all matches that two views tell differently.
pub fn compare_tallies(before: &View, after: &View, lang: Lang) -> Vec<TallyChange> {
    let changed: BTreeSet<MatchId> = changed_matches(before, after).into_iter().collect();
    let mut teams: BTreeSet<TeamId> = BTreeSet::new();
    for view in [before, after] {
        for m in view.snapshot().matches.iter().filter(|m| changed.contains(&m.fixture.id)) {
            teams.extend([m.fixture.teams.home, m.fixture.teams.away]);
        }
    }
    let of = |view: &View, team: TeamId| {
        let t = tally(view.snapshot(), team, &Scope::default(), |_| true);
        [t.won, t.drawn, t.lost, t.goals_for, t.goals_against]
    };
    teams
        .into_iter()
        .map(|team| TallyChange {
            team: after.team_name(team, lang).to_owned(),
            before: of(before, team),
            after: of(after, team),
        })
        .filter(|c| c.before != c.after)
        .collect()
}

/// Returns the days on which what the desk printed is not what it would print
/// now about that day: the past that entries rewrote.
///
/// On each match day of the editions concerned up to `until`, the table of that
/// day as `before` knows it is compared with the same day as `after` knows it.
pub fn past_days(before: &View, after: &View, until: Date, lang: Lang) -> Vec<PastDay> {
    let addresses = concerned(before, after);
    let changed: BTreeSet<MatchId> = changed_matches(before, after).into_iter().collect();
    let first = [before, after]
        .iter()
        .flat_map(|v| &v.snapshot().matches)
        .filter(|m| changed.contains(&m.fixture.id))
        .map(|m| m.fixture.when.date)
        .chain([before, after].iter().flat_map(|v| &v.snapshot().adjustments).map(|a| a.from))
        .min();
    let Some(first) = first else { return Vec::new() };
    let mut past = Vec::new();
    for address in &addresses {
        let Ok(answer) = after.table(address) else { continue };
        let teams = &answer.sheet.sheet.teams;
        let mut days: BTreeSet<Date> = BTreeSet::from([until]);
        for view in [before, after] {
            let snapshot = view.snapshot();
            let own = snapshot.matches.iter().filter(|m| {
                answer.edition.claims(&m.fixture)
                    && teams.contains(&m.fixture.teams.home)
                    && teams.contains(&m.fixture.teams.away)
            });
            days.extend(own.map(|m| m.fixture.when.date));
            days.extend(snapshot.adjustments.iter().map(|a| a.from));
        }
        for day in days.into_iter().filter(|d| *d >= first && *d <= until) {
            let at = |view: &View| {
                let known_by = view.as_of().known_by;
                view.desk().view(AsOf { played_by: Moment::EndOf(day), known_by })
            };
            past.extend(
                compare(&at(before), &at(after), address, lang)
                    .map(|difference| PastDay { day, difference }),
            );
        }
    }
    past
}
