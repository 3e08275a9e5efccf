//! Leagues whose editions follow from their matches.
//!
//! A file of a series says what a league is called and which rules held when;
//! which seasons there are and who took part is read off the record.

use std::collections::{BTreeMap, BTreeSet};

use girone_model::{Localised, Match, Snapshot, TeamId, TeamKind};
use jiff::civil::Date;

use crate::Reliability;
use crate::edition::{Berth, Carry, Edition, Format, Stage, Tables, label_key};
use crate::edition_words::BerthWords;
use crate::group_sheet::Index;
use crate::ruling::Ruling;
use crate::split::{Split, part};

/// A league with an edition every season.
#[derive(Clone, Debug)]
pub struct Series {
    /// The id, e.g. `premier-league`; editions are `premier-league-2010-11`.
    pub id: String,
    /// The name without a season.
    pub name: Localised,
    /// What sources call it, without the season; the id always counts.
    pub labels: Vec<String>,
    /// Where it is described.
    pub source: String,
    /// How sure that is.
    pub reliability: Reliability,
    /// The month and day on which a season can begin; `(1, 1)` for seasons that
    /// are a year.
    pub starts: (i8, i8),
    /// The rules by era, in order.
    pub eras: Vec<Era>,
    /// Seasons with dates of their own: id of the season, first and last day.
    pub seasons: Vec<(String, Date, Date)>,
    /// Decisions, each with its edition.
    pub rulings: Vec<Ruling>,
}

/// Some seasons of a league under the same rules.
#[derive(Clone, Debug)]
pub struct Era {
    /// The first season, e.g. `1992-93`; from ever if not given.
    pub from: Option<String>,
    /// The last season; to this day if not given.
    pub to: Option<String>,
    /// The id of the rule book.
    pub regulation: String,
    /// How often each pair meets; 0 where not every pair does.
    pub meetings: u8,
    /// How many matches each team plays, where that does not follow.
    pub matches_each: Option<u8>,
    /// How many teams take part, where it is known.
    pub teams: Option<u8>,
    /// The names that records give to the stage with the table, where there are
    /// other stages; empty if all matches count.
    pub stages: Vec<String>,
    /// Whether the table is one for each group that the record names.
    pub groups: bool,
    /// How the season parts into groups, where it does.
    pub split: Option<Split>,
    pub(crate) berths: Vec<BerthWords>,
}

impl Series {
    /// Returns the season of a day, e.g. `2010-11`.
    pub fn season_of(&self, day: Date) -> String {
        if let Some((season, ..)) =
            self.seasons.iter().find(|(_, from, to)| *from <= day && day <= *to)
        {
            return season.clone();
        }
        let begun = (day.month(), day.day()) >= self.starts;
        season(if begun { day.year() } else { day.year() - 1 }, self.starts == (1, 1))
    }

    /// Returns the first and last day of a season.
    fn span_of(&self, year: i16, id: &str) -> (Option<Date>, Option<Date>) {
        if let Some((_, from, to)) = self.seasons.iter().find(|(season, ..)| season == id) {
            return (Some(*from), Some(*to));
        }
        let (month, day) = self.starts;
        let mut from = Date::new(year, month, day).ok();
        let mut to = Date::new(year.saturating_add(1), month, day).ok();
        to = to.and_then(|d| d.yesterday().ok());
        // A season with dates of its own takes days from its neighbours.
        for (_, other_from, other_to) in &self.seasons {
            if from.is_some_and(|d| *other_from < d && d <= *other_to) {
                from = other_to.tomorrow().ok();
            }
            if to.is_some_and(|d| *other_from <= d && d < *other_to) {
                to = other_from.yesterday().ok();
            }
        }
        (from, to)
    }

    /// Returns the rules of a season.
    pub fn era_of(&self, season: &str) -> Option<&Era> {
        // Ids of seasons begin with the year and sort as text within an era.
        self.eras.iter().rev().find(|era| {
            era.from.as_deref().is_none_or(|f| f <= season)
                && era.to.as_deref().is_none_or(|t| season <= t)
        })
    }

    fn names(&self, label: &str) -> bool {
        let is = |name: &str| label_key(name) == label;
        is(&self.id) || self.labels.iter().any(|l| is(l))
    }
}

/// Writes a season: `2010-11`, `1999-00`, or `2010` if it is a year.
fn season(year: i16, one_year: bool) -> String {
    if one_year { year.to_string() } else { format!("{year}-{:02}", (year + 1).rem_euclid(100)) }
}

/// Finds the seasons of leagues in a record: those of the series given, and
/// every other league of clubs, under a rule book that leaves level teams level.
///
/// Matches that the record gives to an edition of its own are left alone. What a
/// reader must know is in [`Edition::notes`].
pub fn infer_editions(snapshot: &Snapshot, series: &[Series]) -> Vec<Edition> {
    infer_editions_from(&Index::new(snapshot), series)
}

/// Does the same with an index made before.
pub fn infer_editions_from(index: &Index<'_>, series: &[Series]) -> Vec<Edition> {
    let snapshot = index.snapshot;
    // Matches by series, season and label.
    let mut seasons: BTreeMap<(usize, String), BTreeMap<&str, Vec<&Match>>> = BTreeMap::new();
    let mut others: Vec<(&str, Vec<&Match>)> = Vec::new();
    let mut labels: Vec<(&str, &[u32])> = index.labels().collect();
    labels.sort();
    for (label, positions) in labels {
        let matches = positions.iter().map(|i| &snapshot.matches[*i as usize]);
        if let Some((at, one)) = series.iter().enumerate().find(|(_, s)| s.names(label)) {
            for m in matches {
                let season = one.season_of(m.fixture.when.date);
                if !one.era_of(&season).is_some_and(|era| era.is_of_table(m)) {
                    continue;
                }
                seasons.entry((at, season)).or_default().entry(label).or_default().push(m);
            }
        } else {
            let is_club = |t: TeamId| snapshot.directory.team(t).kind == TeamKind::Club;
            let clubs = |m: &&Match| !m.fixture.friendly && is_club(m.fixture.teams.home);
            let matches: Vec<&Match> = matches.filter(clubs).collect();
            if !matches.is_empty() {
                others.push((label, matches));
            }
        }
    }
    // Of two sources the one that tells of more seasons is preferred, so that the
    // teams have the same names from season to season.
    let size =
        |label: &str| seasons.values().filter_map(|by| by.get(label)).map(Vec::len).sum::<usize>();
    let mut editions: Vec<Edition> = seasons
        .iter()
        .filter_map(|((at, season), by_label)| {
            series[*at].edition(season, by_label, snapshot, &size)
        })
        .collect();
    for (label, matches) in others {
        editions.extend(unknown_league(label, &matches, snapshot));
    }
    editions
}

impl Era {
    fn is_of_table(&self, m: &Match) -> bool {
        let Some(stage) = &m.fixture.stage else { return true };
        if self.stages.is_empty() {
            return !is_knockout(stage);
        }
        let stage = girone_model::fold(stage);
        self.stages.iter().any(|s| stage.starts_with(&girone_model::fold(s)))
    }
}

impl Series {
    fn edition(
        &self,
        season: &str,
        by_label: &BTreeMap<&str, Vec<&Match>>,
        snapshot: &Snapshot,
        size: &dyn Fn(&str) -> usize,
    ) -> Option<Edition> {
        let era = self.era_of(season)?;
        let year: i16 = season.get(..4)?.parse().ok()?;
        let mut notes = Vec::new();
        let (labels, matches) = one_source(by_label, era.teams, size, &mut notes);
        let (mut from, mut to) = self.span_of(year, season);
        if !era.stages.is_empty() {
            // What comes before and after is of other stages.
            from = matches.iter().map(|m| m.fixture.when.date).min();
            to = matches.iter().map(|m| m.fixture.when.date).max();
        }
        let mut matches = matches;
        matches.sort_by_key(|m| m.fixture.when.date);
        let mut later = None;
        match part_of(era, &matches) {
            Ok(Some(parted)) => {
                if parted.groups.is_empty() {
                    let day = parted.begins;
                    notes.push(said(
                        format!("the matches from {day} on are of a later stage whose groups the record does not show or no file describes"),
                        format!("le partite dal {day} in poi sono di una fase seguente, i cui gironi l'archivio non mostra o nessun file descrive"),
                    ));
                }
                matches.retain(|m| m.fixture.when.date < parted.begins);
                later = Some((parted, to));
                to = later.as_ref().and_then(|(p, _)| p.begins.yesterday().ok());
            }
            Ok(None) => {}
            Err(why) => notes.push(why),
        }
        let mut groups: BTreeMap<String, Vec<String>> = BTreeMap::new();
        let own = "league";
        let named = matches.iter().any(|m| m.fixture.group.is_some());
        let parts = if era.groups && !named { connected(&matches) } else { BTreeMap::new() };
        if !parts.is_empty() {
            notes.push(said(
                "the record does not name the groups: they are numbered as they began".to_owned(),
                "l'archivio non dice i nomi dei gironi: sono numerati come sono cominciati"
                    .to_owned(),
            ));
        }
        for m in &matches {
            let group = match &m.fixture.group {
                Some(group) if era.groups => group.rsplit(' ').next().unwrap_or(group).to_owned(),
                _ if era.groups => match parts.get(&m.fixture.teams.home) {
                    Some(number) => number.to_string(),
                    None => continue,
                },
                _ => own.to_owned(),
            };
            let members = groups.entry(group).or_default();
            for team in [m.fixture.teams.home, m.fixture.teams.away] {
                let key = snapshot.directory.team(team).key.to_string();
                if !members.contains(&key) {
                    members.push(key);
                }
            }
        }
        groups.values_mut().for_each(|members| members.sort());
        groups.retain(|_, members| (2..=64).contains(&members.len()));
        if groups.is_empty() {
            return None;
        }
        if let Some(teams) = era.teams {
            let found = groups.values().map(Vec::len).max().unwrap_or(0);
            if found != usize::from(teams) {
                notes.push(said(
                    format!("the record has {found} teams of this season; {teams} took part"),
                    format!("l'archivio ha {found} squadre di questo campionato; erano {teams}"),
                ));
            }
        }
        let berths = match crate::edition_parse::berths(&era.berths, &[], &groups, own) {
            Ok(berths) => berths,
            Err(why) => {
                notes.push(said(
                    format!("where places lead is not said: {why}"),
                    format!("non è detto dove portano i posti: {why}"),
                ));
                Vec::new()
            }
        };
        let id = format!("{}-{season}", self.id);
        let shown = season.replacen('-', "/", 1);
        let rulings =
            self.rulings.iter().filter(|r| r.edition.as_deref() == Some(&id)).cloned().collect();
        Some(Edition {
            name: Localised {
                en: format!("{} {shown}", self.name.en).into(),
                it: format!("{} {shown}", self.name.it).into(),
            },
            labels,
            source: self.source.clone(),
            reliability: self.reliability,
            stages: std::iter::once(league_stage(
                &self.name,
                (from, to),
                era.regulation.clone(),
                (era.meetings, era.matches_each),
                groups,
                berths,
            ))
            .chain(later.and_then(|(parted, end)| {
                let split = era.split.as_ref()?;
                let key = |t: &TeamId| snapshot.directory.team(*t).key.to_string();
                let groups: BTreeMap<String, Vec<String>> = parted
                    .groups
                    .iter()
                    .map(|(name, teams)| (name.clone(), teams.iter().map(key).collect()))
                    .collect();
                let mut stage = league_stage(
                    &Localised { en: "Second stage".into(), it: "Seconda fase".into() },
                    (Some(parted.begins), end),
                    split.regulation.clone().unwrap_or_else(|| era.regulation.clone()),
                    (split.meetings, None),
                    groups,
                    Vec::new(),
                );
                stage.id = "split".to_owned();
                if let Format::Tables(tables) = &mut stage.format {
                    tables.carry = Some(Carry { from: "league".to_owned(), what: split.carry });
                }
                (!parted.groups.is_empty()).then_some(stage)
            }))
            .collect(),
            rulings,
            notes,
            id,
        })
    }
}

/// Parts a season by the era's rule, or where pairs meet more often than the era
/// says: what follows is then of a stage that is not described.
fn part_of(era: &Era, matches: &[&Match]) -> Result<Option<crate::split::Parted>, Localised> {
    if let Some(split) = &era.split {
        return part(matches, usize::from(split.after), &split.below);
    }
    if era.groups || era.meetings == 0 || era.matches_each.is_some() {
        return Ok(None);
    }
    let mut met: BTreeMap<(TeamId, TeamId), u8> = BTreeMap::new();
    let mut teams: BTreeSet<TeamId> = BTreeSet::new();
    for m in matches {
        let (home, away) = (m.fixture.teams.home, m.fixture.teams.away);
        teams.extend([home, away]);
        let met = met.entry((home.min(away), home.max(away))).or_default();
        *met = met.saturating_add(1);
    }
    if met.values().all(|count| *count <= era.meetings) {
        return Ok(None);
    }
    part(matches, usize::from(era.meetings) * teams.len().saturating_sub(1), &[])
}

/// Parts teams into groups that have not met each other, numbered from 1 in the
/// order of their first match.
pub(crate) fn connected(matches: &[&Match]) -> BTreeMap<TeamId, usize> {
    let mut group: BTreeMap<TeamId, usize> = BTreeMap::new();
    for (i, m) in matches.iter().enumerate() {
        let (home, away) = (m.fixture.teams.home, m.fixture.teams.away);
        let a = *group.entry(home).or_insert(i);
        let b = *group.entry(away).or_insert(i);
        let (low, high) = (a.min(b), a.max(b));
        if low != high {
            group.values_mut().filter(|g| **g == high).for_each(|g| *g = low);
        }
    }
    let first: BTreeSet<usize> = group.values().copied().collect();
    let number = |g: &usize| first.iter().position(|f| f == g).map_or(0, |i| i + 1);
    group.iter().map(|(team, g)| (*team, number(g))).collect()
}

/// Makes a note in both languages.
pub(crate) fn said(en: String, it: String) -> Localised {
    Localised { en: en.into(), it: it.into() }
}

/// Chooses what matches of several sources of one season are used: all, if they
/// name the same teams, else those of the fullest source.
fn one_source<'m>(
    by_label: &BTreeMap<&str, Vec<&'m Match>>,
    expected: Option<u8>,
    size: &dyn Fn(&str) -> usize,
    notes: &mut Vec<Localised>,
) -> (Vec<String>, Vec<&'m Match>) {
    let teams_of = |matches: &[&Match]| -> BTreeSet<TeamId> {
        matches.iter().flat_map(|m| [m.fixture.teams.home, m.fixture.teams.away]).collect()
    };
    let all: Vec<&Match> = by_label.values().flatten().copied().collect();
    let fullest =
        by_label.iter().max_by_key(|(label, m)| (m.len(), size(label), std::cmp::Reverse(**label)));
    let labels = by_label.keys().map(|l| (*l).to_owned()).collect();
    let Some((label, matches)) = fullest else { return (labels, all) };
    let (union, own) = (teams_of(&all).len(), teams_of(matches).len());
    let fits = expected.map_or(union == own, |n| union <= usize::from(n));
    if by_label.len() == 1 || fits {
        return (labels, all);
    }
    notes.push(said(
        format!("sources call the teams by different names; the table is of `{label}` alone"),
        format!(
            "le fonti chiamano le squadre con nomi diversi; la classifica è di `{label}` soltanto"
        ),
    ));
    (vec![(*label).to_owned()], matches.clone())
}

fn league_stage(
    name: &Localised,
    (from, to): (Option<Date>, Option<Date>),
    regulation: String,
    (meetings, matches_each): (u8, Option<u8>),
    groups: BTreeMap<String, Vec<String>>,
    berths: Vec<Berth>,
) -> Stage {
    Stage {
        id: "league".to_owned(),
        name: name.clone(),
        from,
        to,
        format: Format::Tables(Tables {
            regulation,
            meetings,
            matches_each,
            groups,
            berths,
            rankings: Vec::new(),
            matchdays: Vec::new(),
            conduct: BTreeMap::new(),
            carry: None,
        }),
    }
}

/// Says whether a source's name of a stage is one of ties.
fn is_knockout(stage: &str) -> bool {
    let folded = girone_model::fold(stage);
    [
        "final", "finals", "semi", "quarter", "round of", "play off", "playoff", "knockout", "1 8",
        "1 4",
    ]
    .iter()
    .any(|w| folded.contains(w))
}

/// The first day of the seasons in which a win has been worth three points
/// everywhere.
///
/// Source: Laws and tournaments after the World Cup of 1994; from memory.
const THREE_POINTS: Date = jiff::civil::date(1995, 7, 1);

/// The days without a match that part two seasons of a league that is not known.
const SUMMER: i32 = 35;

/// Makes editions of a league that no file describes: seasons are parted by long
/// breaks after which the same fixtures begin again.
fn unknown_league(label: &str, matches: &[&Match], snapshot: &Snapshot) -> Vec<Edition> {
    if matches.iter().any(|m| m.fixture.stage.as_deref().is_some_and(is_knockout)) {
        return Vec::new();
    }
    let days_apart = |a: Date, b: Date| a.until(b).map_or(0, |span| span.get_days());
    let mut seasons: Vec<Vec<&Match>> = Vec::new();
    let mut seen: BTreeSet<(TeamId, TeamId)> = BTreeSet::new();
    for m in matches {
        let pair = (m.fixture.teams.home, m.fixture.teams.away);
        let last = seasons.last().and_then(|s| s.last()).map(|l| l.fixture.when.date);
        let after_a_break =
            last.is_some_and(|last| days_apart(last, m.fixture.when.date) >= SUMMER);
        // A winter break is as long as a summer's; what tells them apart is that
        // fixtures come again, that a newcomer plays, or that nearly all have been
        // played: one may have been moved to the other ground.
        let begins = after_a_break && {
            let teams: BTreeSet<TeamId> = seen.iter().flat_map(|(h, a)| [*h, *a]).collect();
            let (played, all) = (seen.len(), teams.len() * teams.len().saturating_sub(1));
            let newcomer = !teams.contains(&pair.0) || !teams.contains(&pair.1);
            seen.contains(&pair) || played * 20 >= all * 19 || (newcomer && played * 3 >= all)
        };
        if seasons.is_empty() || begins {
            seasons.push(Vec::new());
            seen.clear();
        }
        seen.insert(pair);
        if let Some(season) = seasons.last_mut() {
            season.push(m);
        }
    }
    seasons.iter().filter_map(|s| unknown_season(label, s, snapshot)).collect()
}

fn unknown_season(label: &str, matches: &[&Match], snapshot: &Snapshot) -> Option<Edition> {
    let first = matches.first()?.fixture.when.date;
    let last = matches.last()?.fixture.when.date;
    // What a win was worth before differs from league to league.
    if first < THREE_POINTS {
        return None;
    }
    let mut members: BTreeSet<String> = BTreeSet::new();
    let mut met: BTreeMap<(TeamId, TeamId), u8> = BTreeMap::new();
    for m in matches {
        let (home, away) = (m.fixture.teams.home, m.fixture.teams.away);
        members.extend([home, away].map(|t| snapshot.directory.team(t).key.to_string()));
        let met = met.entry((home.min(away), home.max(away))).or_default();
        *met = met.saturating_add(1);
    }
    let n = members.len();
    if !(3..=64).contains(&n) {
        return None;
    }
    let pairs = n * (n - 1) / 2;
    let most = met.values().copied().max().unwrap_or(0);
    let all_met = met.len() == pairs;
    // Twice is the usual; more, or once and done, is what the record shows.
    let meetings = match most {
        1 if all_met && matches.iter().all(|m| m.happened.is_some()) => 1,
        0..=2 => 2,
        _ if all_met && met.values().all(|count| *count == most) => most,
        _ => 0,
    };
    // A cup has a few pairs only and no table.
    if meetings == 0 && !all_met {
        return None;
    }
    if last.until(first).is_ok() && met.len() * 2 < n && first != last {
        return None;
    }
    let label = if label.is_empty() { "league" } else { label };
    let years = if first.year() == last.year() {
        // A season in progress may not have reached its second year.
        if first.month() >= 7 { season(first.year(), false) } else { first.year().to_string() }
    } else {
        season(first.year(), false)
    };
    let name = Localised::same(&format!("{label} {years}"));
    let members: Vec<String> = members.into_iter().collect();
    let groups = BTreeMap::from([("league".to_owned(), members)]);
    let shape = match meetings {
        1 => said(
            "each pair is taken to meet once".to_owned(),
            "ogni coppia si incontra una volta, per ipotesi".to_owned(),
        ),
        0 => said(
            "only the fixtures that the record lists are taken to be played".to_owned(),
            "si giocano solo le partite in archivio, per ipotesi".to_owned(),
        ),
        m => said(
            format!("each pair is taken to meet {m} times"),
            format!("ogni coppia si incontra {m} volte, per ipotesi"),
        ),
    };
    Some(Edition {
        id: format!("{}-{}", girone_model::slug(label), years),
        labels: vec![label.to_owned()],
        source: "inferred from the matches".to_owned(),
        reliability: Reliability::Unverified,
        stages: vec![league_stage(
            &name,
            (Some(first), Some(last.max(end_of_season(first)))),
            GENERIC.to_owned(),
            (meetings, None),
            groups,
            Vec::new(),
        )],
        name,
        rulings: Vec::new(),
        notes: vec![said(
            format!(
                "no file describes this league: a win is taken to be worth 3 points, teams level on points share a place; {}",
                shape.en
            ),
            format!(
                "nessun file descrive questo campionato: si contano 3 punti per vittoria, le squadre a pari punti dividono il posto; {}",
                shape.it
            ),
        )],
    })
}

/// The id of the rule book for leagues that no file describes.
pub const GENERIC: &str = "league-unknown";

/// Returns the last day that belongs to a season begun on a day.
fn end_of_season(first: Date) -> Date {
    let year = if first.month() >= 7 { first.year().saturating_add(1) } else { first.year() };
    let (month, day) = if first.month() >= 7 { (6, 30) } else { (12, 31) };
    Date::new(year, month, day).unwrap_or(first)
}
