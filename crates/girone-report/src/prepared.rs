//! What is indexed once, so that a report is checked in milliseconds.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, OnceLock};

use girone_model::{
    BySide, Happened, Match, MatchId, PersonId, Score, Sheet, Side, Snapshot, TeamId, TeamIx,
};
use girone_rules::{Edition, Format, Regulation, Table, group_sheet, table};
use jiff::civil::Date;

use crate::lexicon::{Lexicon, Place};

/// The rule books, editions and places that a check may use.
#[derive(Clone, Debug, Default)]
pub struct Books {
    /// The editions.
    pub editions: Vec<Arc<Edition>>,
    /// The rule books.
    pub regulations: Vec<Arc<Regulation>>,
    /// Towns and grounds under their names.
    pub places: Vec<Place>,
    /// The exact engine; without it nothing is said of who is through or out.
    pub exact: Option<Arc<dyn Exact>>,
}

/// What a check asks of the exact engine.
pub trait Exact: std::fmt::Debug + Send + Sync {
    /// Returns for every team of a sheet, in its order, the places that it can
    /// still take; `None` for a team where that was not found in time.
    fn places(&self, regulation: &Regulation, sheet: &Sheet) -> Vec<Option<Vec<u8>>>;

    /// Says whether a team surely finishes in one of `places` (from 1) if matches
    /// are as `assumed`, whatever becomes of the others.
    fn certain(
        &self,
        regulation: &Regulation,
        sheet: &Sheet,
        assumed: &[Assumed],
        team: TeamIx,
        places: &[u8],
    ) -> Certainty;
}

/// What is assumed of a match that remains: a range of its margin, home less away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Assumed {
    /// The match, as its position in `Sheet::remaining`.
    pub game: usize,
    /// The least margin; `None` is no limit.
    pub least: Option<i32>,
    /// The greatest margin; `None` is no limit.
    pub most: Option<i32>,
}

/// Whether something is certain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Certainty {
    /// In every way the matches left can end.
    Always,
    /// Not where they end with these scores, in the order of `Sheet::remaining`.
    Not(Vec<BySide<u8>>),
    /// Not found out in time.
    Undecided,
}

/// A record with the indexes that a check needs.
///
/// Building it reads the whole snapshot once; every check then takes
/// milliseconds. The snapshot must reach at least to the end of the day of
/// publication: later matches are left aside by the check itself.
pub struct Prepared {
    pub(crate) snapshot: Arc<Snapshot>,
    lexicon: OnceLock<Lexicon>,
    places: Vec<Place>,
    pub(crate) editions: Vec<EditionIndex>,
    regulations: HashMap<String, Arc<Regulation>>,
    pub(crate) exact: Option<Arc<dyn Exact>>,
    /// The editions that the matches of a competition may belong to, by its name
    /// as the record spells it.
    by_competition: HashMap<String, Vec<u32>>,
    /// Whether the matches stand in the order of their days.
    in_order: bool,
    by_team: Vec<Vec<u32>>,
    /// The teams that each person scored for.
    teams_of: Vec<Vec<TeamId>>,
    /// Where each match stands in the snapshot, by its id.
    positions: Vec<u32>,
}

/// An edition with its members resolved.
pub(crate) struct EditionIndex {
    /// Its first and its last day.
    pub span: (Option<Date>, Option<Date>),
    pub edition: Arc<Edition>,
    pub groups: Vec<GroupIndex>,
}

/// A group with its members resolved.
pub(crate) struct GroupIndex {
    pub stage: usize,
    pub name: String,
    pub teams: Vec<TeamId>,
}

/// Where a table is found: positions of edition and group.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TableRef {
    /// The position of the edition.
    pub(crate) edition: u32,
    /// The position of the group in the edition.
    pub(crate) group: u32,
}

/// All names of a record, indexed for reading texts: to be handed to a
/// [`Prepared`] of the same record and places, which makes them itself otherwise.
pub struct Names(Lexicon);

impl Names {
    /// Indexes the names of a snapshot and of places.
    pub fn new(snapshot: &Snapshot, places: &[Place]) -> Names {
        Names(Lexicon::new(snapshot, places))
    }
}

impl std::fmt::Debug for Names {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Names")
    }
}

/// Which matches count at the moment of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Cut {
    /// The day of publication; `None` for the whole record.
    pub day: Option<Date>,
    /// Whether all matches of that day count, or only the matches reported.
    pub whole_day: bool,
    /// Of the matches reported, which count whatever their day is: all, or only, as
    /// the others, those before this day.
    pub before: Option<Date>,
    /// The score (home, away) at which the first of the matches reported counts, where
    /// it is not its result: in the course of play.
    pub standing: Option<BySide<u8>>,
    /// A first day before which nothing counts, for narrower scopes.
    pub from: Option<Date>,
}

/// A table at a moment.
pub(crate) struct TableView {
    pub table: Table,
    pub sheet: Sheet,
    pub expected: u16,
    /// Whether all members and all matches to come are known.
    pub certain: bool,
}

impl std::fmt::Debug for Prepared {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Prepared({} matches)", self.snapshot.matches.len())
    }
}

impl Prepared {
    /// Indexes a snapshot and the books that go with it.
    pub fn new(snapshot: Arc<Snapshot>, books: &Books) -> Prepared {
        let directory = snapshot.directory.clone();
        let teams = directory.teams().count();
        let mut by_team: Vec<Vec<u32>> = vec![Vec::new(); teams];
        let mut teams_of: Vec<Vec<TeamId>> = vec![Vec::new(); directory.people().count()];
        let mut positions: Vec<u32> = Vec::with_capacity(snapshot.matches.len());
        for (i, m) in snapshot.matches.iter().enumerate() {
            let f = &m.fixture;
            let id = f.id.0 as usize;
            if id >= positions.len() {
                positions.resize(id + 1, u32::MAX);
            }
            // Of two matches with one id the first is meant.
            positions[id] = positions[id].min(i as u32);
            by_team[f.teams.home.0 as usize].push(i as u32);
            if f.teams.home != f.teams.away {
                by_team[f.teams.away.0 as usize].push(i as u32);
            }
            for goal in m.happened.iter().flat_map(|h| &h.goals) {
                let Some(person) = goal.scorer else { continue };
                let side = if goal.own_goal { !goal.side } else { goal.side };
                let Some(teams) = teams_of.get_mut(person.0 as usize) else { continue };
                if !teams.contains(&f.teams[side]) {
                    teams.push(f.teams[side]);
                }
            }
        }
        let editions: Vec<EditionIndex> = books
            .editions
            .iter()
            .map(|edition| EditionIndex {
                span: edition.span(),
                edition: edition.clone(),
                groups: edition
                    .stages
                    .iter()
                    .enumerate()
                    .flat_map(|(stage, s)| {
                        let groups = match &s.format {
                            Format::Tables(t) => t.groups.iter().collect::<Vec<_>>(),
                            Format::Knockout(_) => Vec::new(),
                        };
                        let directory = &directory;
                        groups.into_iter().map(move |(name, members)| GroupIndex {
                            stage,
                            name: name.clone(),
                            teams: members
                                .iter()
                                .filter_map(|m| directory.find_team(m, s.from).ok())
                                .collect(),
                        })
                    })
                    .collect(),
            })
            .collect();
        let mut by_label: HashMap<String, Vec<u32>> = HashMap::new();
        for (i, e) in books.editions.iter().enumerate() {
            for label in &e.labels {
                by_label.entry(girone_model::fold(label)).or_default().push(i as u32);
            }
        }
        let mut by_competition: HashMap<String, Vec<u32>> = HashMap::new();
        let mut last: Option<&str> = None;
        for m in &snapshot.matches {
            let competition: &str = &m.fixture.competition;
            if last != Some(competition) && !by_competition.contains_key(competition) {
                let editions = by_label.get(&girone_model::fold(competition)).cloned();
                by_competition.insert(competition.to_owned(), editions.unwrap_or_default());
            }
            last = Some(competition);
        }
        let in_order = snapshot.matches.is_sorted_by_key(|m| m.fixture.when.date);
        Prepared {
            in_order,
            snapshot,
            lexicon: OnceLock::new(),
            places: books.places.clone(),
            editions,
            regulations: books.regulations.iter().map(|r| (r.id.clone(), r.clone())).collect(),
            exact: books.exact.clone(),
            by_competition,
            by_team,
            teams_of,
            positions,
        }
    }

    /// Takes over names that were indexed already.
    pub fn with_names(mut self, names: Names) -> Prepared {
        self.lexicon = OnceLock::from(names.0);
        self
    }

    /// Returns the snapshot that was indexed.
    pub fn snapshot(&self) -> &Arc<Snapshot> {
        &self.snapshot
    }

    /// All names of the record; indexed when they are first asked for, as only
    /// reading a text needs them.
    pub(crate) fn lexicon(&self) -> &Lexicon {
        self.lexicon.get_or_init(|| Lexicon::new(&self.snapshot, &self.places))
    }

    /// Returns the table of a group by the ids of edition and stage.
    pub fn table_named(&self, edition: &str, stage: &str, group: &str) -> Option<TableRef> {
        let at = self.editions.iter().position(|e| e.edition.id == edition)?;
        let index = &self.editions[at];
        let of = |g: &GroupIndex| g.name == group && index.edition.stages[g.stage].id == stage;
        let group = index.groups.iter().position(of)?;
        Some(TableRef { edition: at as u32, group: group as u32 })
    }

    /// Returns the table that a match counts in.
    pub fn table_of_game(&self, game: u32) -> Option<TableRef> {
        self.table_of(self.snapshot.matches.get(game as usize)?)
    }

    /// Returns the ids of edition and stage and the name of the group of a table.
    pub fn address(&self, at: TableRef) -> (&str, &str, &str) {
        let index = &self.editions[at.edition as usize];
        let group = &index.groups[at.group as usize];
        (&index.edition.id, &index.edition.stages[group.stage].id, &group.name)
    }

    /// Says whether a table is the only one of its stage.
    pub fn one_table(&self, at: TableRef) -> bool {
        let groups = &self.editions[at.edition as usize].groups;
        let stage = groups[at.group as usize].stage;
        groups.iter().filter(|g| g.stage == stage).count() == 1
    }

    /// Whether an edition qualifies for another one.
    pub(crate) fn is_qualifying(&self, edition: u32) -> bool {
        self.edition(edition).name.en.to_lowercase().contains("qualif")
    }

    /// The team of a scorer in a match, by the side for which a goal counts.
    pub(crate) fn side_of_scorer(&self, game: u32, person: PersonId) -> Option<TeamId> {
        let m = self.get(game);
        let goal = m.happened.iter().flat_map(|h| &h.goals).find(|g| g.scorer == Some(person))?;
        Some(m.fixture.teams[goal.side])
    }

    pub(crate) fn get(&self, index: u32) -> &Match {
        &self.snapshot.matches[index as usize]
    }

    /// The position of a match, by its id.
    pub fn position_of(&self, id: MatchId) -> Option<u32> {
        self.positions.get(id.0 as usize).copied().filter(|at| *at != u32::MAX)
    }

    pub(crate) fn indices_of(&self, team: TeamId) -> &[u32] {
        self.by_team.get(team.0 as usize).map_or(&[], |v| v.as_slice())
    }

    /// The teams that a person scored for.
    pub(crate) fn teams_of(&self, person: PersonId) -> &[TeamId] {
        self.teams_of.get(person.0 as usize).map_or(&[], |v| v.as_slice())
    }

    /// The first and the last day of an edition.
    pub(crate) fn span_of(&self, edition: u32) -> (Option<Date>, Option<Date>) {
        self.editions[edition as usize].span
    }

    /// The matches from one day to another, both included; more where they do not
    /// stand in the order of their days.
    pub(crate) fn between(&self, from: Option<Date>, to: Option<Date>) -> &[Match] {
        let matches = &self.snapshot.matches[..];
        if !self.in_order {
            return matches;
        }
        let day = |m: &Match| m.fixture.when.date;
        let begin = from.map_or(0, |d| matches.partition_point(|m| day(m) < d));
        let end = to.map_or(matches.len(), |d| matches.partition_point(|m| day(m) <= d));
        matches.get(begin..end).unwrap_or(&[])
    }

    /// The matches of a team from one day to another, both included; more where the
    /// record does not stand in the order of its days.
    fn indices_within(&self, team: TeamId, from: Option<Date>, to: Option<Date>) -> &[u32] {
        let all = self.indices_of(team);
        if !self.in_order {
            return all;
        }
        let day = |i: &u32| self.get(*i).fixture.when.date;
        let begin = from.map_or(0, |d| all.partition_point(|i| day(i) < d));
        let end = to.map_or(all.len(), |d| all.partition_point(|i| day(i) <= d));
        all.get(begin..end).unwrap_or(&[])
    }

    /// The matches of a team that count at a cut, oldest first.
    pub(crate) fn played<'a>(
        &'a self,
        team: TeamId,
        cut: &'a Cut,
        subjects: &'a [u32],
    ) -> impl DoubleEndedIterator<Item = (u32, &'a Match)> + 'a {
        self.played_within(team, (None, None), cut, subjects)
    }

    /// The matches of a team between two days (either may be open) that count at a
    /// cut, oldest first.
    pub(crate) fn played_within<'a>(
        &'a self,
        team: TeamId,
        (from, to): (Option<Date>, Option<Date>),
        cut: &'a Cut,
        subjects: &'a [u32],
    ) -> impl DoubleEndedIterator<Item = (u32, &'a Match)> + 'a {
        self.indices_within(team, from, to)
            .iter()
            .map(|i| (*i, self.get(*i)))
            .filter(move |(i, m)| m.score().is_some() && cut.includes(*i, m, subjects))
    }

    /// The meetings of two teams that count at a cut, oldest first.
    pub(crate) fn meetings(&self, a: TeamId, b: TeamId, cut: &Cut, subjects: &[u32]) -> Vec<u32> {
        self.indices_of(a)
            .iter()
            .copied()
            .filter(|i| {
                let m = self.get(*i);
                m.fixture.side_of(b).is_some()
                    && m.score().is_some()
                    && cut.includes(*i, m, subjects)
            })
            .collect()
    }

    /// The edition that a match belongs to.
    pub(crate) fn edition_of(&self, m: &Match) -> Option<u32> {
        let f = &m.fixture;
        if let Some(id) = &f.edition {
            return self.editions.iter().position(|e| *e.edition.id == **id).map(|i| i as u32);
        }
        let date = f.when.date;
        self.by_competition.get(&*f.competition)?.iter().copied().find(|i| {
            let index = &self.editions[*i as usize];
            let (from, to) = index.span;
            from.is_none_or(|d| d <= date)
                && to.is_none_or(|d| date <= d)
                && (index.groups.is_empty()
                    || index.groups.iter().any(|g| {
                        g.teams.contains(&f.teams.home) || g.teams.contains(&f.teams.away)
                    }))
        })
    }

    /// The table that a match counts in.
    pub(crate) fn table_of(&self, m: &Match) -> Option<TableRef> {
        let edition = self.edition_of(m)?;
        let index = &self.editions[edition as usize];
        let (home, away) = (m.fixture.teams.home, m.fixture.teams.away);
        let date = m.fixture.when.date;
        let group = index.groups.iter().position(|g| {
            let stage = &index.edition.stages[g.stage];
            g.teams.contains(&home)
                && g.teams.contains(&away)
                && stage.from.is_none_or(|d| d <= date)
                && stage.to.is_none_or(|d| date <= d)
        })?;
        Some(TableRef { edition, group: group as u32 })
    }

    /// The tables of an edition that a team stands in, latest stage first.
    pub(crate) fn tables_with(&self, edition: u32, team: TeamId) -> Vec<TableRef> {
        let index = &self.editions[edition as usize];
        let mut found: Vec<TableRef> = index
            .groups
            .iter()
            .enumerate()
            .filter(|(_, g)| g.teams.contains(&team))
            .map(|(group, _)| TableRef { edition, group: group as u32 })
            .collect();
        found.reverse();
        found
    }

    pub(crate) fn regulation(&self, id: &str) -> Option<&Regulation> {
        self.regulations.get(id).map(|r| &**r)
    }

    /// All tables of the stage of a table, itself too.
    pub(crate) fn tables_beside(&self, at: TableRef) -> impl Iterator<Item = TableRef> + '_ {
        let groups = &self.editions[at.edition as usize].groups;
        let stage = groups[at.group as usize].stage;
        let beside = groups.iter().enumerate().filter(move |(_, g)| g.stage == stage);
        beside.map(move |(i, _)| TableRef { group: i as u32, ..at })
    }

    pub(crate) fn group(&self, at: TableRef) -> &GroupIndex {
        &self.editions[at.edition as usize].groups[at.group as usize]
    }

    pub(crate) fn edition(&self, edition: u32) -> &Edition {
        &self.editions[edition as usize].edition
    }

    /// The table of a group at a cut.
    pub(crate) fn table(&self, at: TableRef, cut: &Cut, subjects: &[u32]) -> Option<TableView> {
        let index = &self.editions[at.edition as usize];
        let group = &index.groups[at.group as usize];
        let stage = &index.edition.stages[group.stage];
        let Format::Tables(tables) = &stage.format else { return None };
        let regulation = self.regulations.get(&tables.regulation)?;
        let mut picked: BTreeMap<u32, Match> = BTreeMap::new();
        for team in &group.teams {
            for &i in self.indices_within(*team, stage.from, stage.to) {
                let m = self.get(i);
                let date = m.fixture.when.date;
                if stage.from.is_some_and(|d| date < d) || stage.to.is_some_and(|d| d < date) {
                    continue;
                }
                let other = |s: Side| group.teams.contains(&m.fixture.teams[s]);
                if !other(Side::Home) || !other(Side::Away) {
                    continue;
                }
                let mut m = m.clone();
                if !cut.includes(i, &m, subjects) {
                    m.happened = None;
                } else if let Some(score) = cut.standing.filter(|_| subjects.first() == Some(&i)) {
                    let live = Score::of(score.home, score.away);
                    m.happened = Some(Arc::new(Happened::played(live)));
                }
                picked.insert(i, m);
            }
        }
        let mut adjustments = self.snapshot.adjustments.clone();
        if let Some(day) = cut.day {
            adjustments.retain(|a| a.from <= day);
        }
        let small = Snapshot {
            as_of: self.snapshot.as_of,
            directory: self.snapshot.directory.clone(),
            matches: picked.into_values().collect(),
            adjustments,
            lots: self.snapshot.lots.clone(),
            tenures: Vec::new(),
            coverage: self.snapshot.coverage.clone(),
            turning_on_the_hour: Vec::new(),
        };
        let book = |id: &str| self.regulations.get(id).map(|r| &**r);
        let group = group_sheet(&index.edition, stage, tables, &group.name, &small, &book);
        let certain = group.unlisted == 0 && group.unknown.is_empty();
        let sheet = group.sheet;
        let n = sheet.teams.len() as u16;
        let expected = match tables.meetings {
            0 => 0,
            k => u16::from(k) * n.saturating_sub(1),
        };
        Some(TableView { table: table(regulation, &sheet), sheet, expected, certain })
    }
}

impl Cut {
    pub(crate) fn includes(&self, index: u32, m: &Match, subjects: &[u32]) -> bool {
        let date = m.fixture.when.date;
        if self.from.is_some_and(|from| date < from) {
            return false;
        }
        if subjects.contains(&index) {
            match self.before {
                None => return true,
                Some(day) if date >= day => return false,
                Some(_) => {}
            }
        }
        match self.day {
            None => true,
            Some(day) => date < day || (self.whole_day && date == day),
        }
    }
}

impl TableView {
    pub(crate) fn row(&self, team: TeamId) -> Option<&girone_rules::Row> {
        let ix = self.sheet.index_of(team)?;
        self.table.rows.iter().find(|r| r.team == ix)
    }
}

/// The goals of a match from the side of one team: scored, conceded.
pub(crate) fn goals_for(m: &Match, team: TeamId) -> Option<(u8, u8)> {
    let score = m.score()?;
    let BySide { home, away } = score.result;
    match m.fixture.side_of(team)? {
        Side::Home => Some((home, away)),
        Side::Away => Some((away, home)),
    }
}
