//! The record as of a moment, and the questions that can be put to it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

use girone_model::{AsOf, Lang, Match, MatchId, Snapshot, TeamId};
use girone_report::Prepared;
use girone_rules::{Awarded, Edition, Index, Lists, Stage, apply_rulings, infer_editions_from};

use crate::table_answer::{self, Split, TableAnswer};
use crate::{Desk, Error};

/// The record as of a moment. Cheap to clone; answers never change it.
#[derive(Clone, Debug)]
pub struct View {
    desk: Desk,
    snapshot: Arc<Snapshot>,
    /// The seasons of leagues that follow from the matches.
    inferred: Arc<BTreeMap<String, Arc<Edition>>>,
    hash: Arc<OnceLock<String>>,
    /// Where each match stands in the snapshot, by its id.
    positions: Arc<Vec<u32>>,
    /// The matches of each competition, as positions in the snapshot.
    lists: Arc<Lists>,
    /// The indexes that claims are derived with, made when first asked for.
    prepared: Arc<OnceLock<Prepared>>,
}

impl View {
    /// Takes a view: finds the seasons of leagues in the record and applies the
    /// decisions that the editions carry.
    pub(crate) fn new(desk: Desk, snapshot: Snapshot) -> View {
        let catalogue = desk.catalogue();
        let index = Index::new(&snapshot);
        let inferred: BTreeMap<String, Arc<Edition>> = if has_clubs(&snapshot) {
            infer_editions_from(&index, &catalogue.series())
                .into_iter()
                .map(|e| (e.id.clone(), Arc::new(e)))
                .collect()
        } else {
            BTreeMap::new()
        };
        let editions = catalogue.editions_with_rulings().chain(inferred.values());
        let mut lists = index.lists();
        let (decided, added) = apply_rulings(snapshot, lists.clone(), editions.map(|e| &**e));
        if added {
            lists = Index::new(&decided).lists();
        }
        let mut positions = vec![u32::MAX; decided.matches.len()];
        for (at, m) in decided.matches.iter().enumerate() {
            let id = m.fixture.id.0 as usize;
            if id >= positions.len() {
                positions.resize(id + 1, u32::MAX);
            }
            positions[id] = at as u32;
        }
        View {
            desk,
            snapshot: Arc::new(decided),
            inferred: Arc::new(inferred),
            hash: Arc::default(),
            positions: Arc::new(positions),
            lists,
            prepared: Arc::default(),
        }
    }

    /// Returns the desk that the view was taken at.
    pub fn desk(&self) -> &Desk {
        &self.desk
    }

    /// Returns the moment.
    pub fn as_of(&self) -> AsOf {
        self.snapshot.as_of
    }

    /// Returns all that the record says at the moment.
    pub fn snapshot(&self) -> &Arc<Snapshot> {
        &self.snapshot
    }

    /// Returns the matches of each competition.
    pub fn index(&self) -> Index<'_> {
        Index::over(&self.snapshot, self.lists.clone())
    }

    /// Returns the record at the moment, ready for claims to be derived and
    /// checked.
    pub fn prepared(&self) -> &Prepared {
        self.prepared.get_or_init(|| crate::proofread::prepare(self))
    }

    /// Returns a fingerprint of all that the record says at the moment.
    pub fn record_hash(&self) -> String {
        self.hash.get_or_init(|| crate::shape::hash(&self.snapshot)).clone()
    }

    /// Finds what an address such as `wcq-2026-uefa/J` names: an edition and,
    /// if one is given, a group of one of its stages.
    ///
    /// # Errors
    /// There is no such edition or group; the message says what there is.
    pub fn find<'e>(
        &self,
        edition: &'e Arc<Edition>,
        rest: Option<&str>,
    ) -> Result<(&'e Stage, &'e str), Error> {
        edition.find_group(rest.unwrap_or("")).map_err(Error::not_found)
    }

    /// Returns the edition of an address and what follows it.
    ///
    /// # Errors
    /// There is no such edition.
    pub fn edition<'a>(&self, address: &'a str) -> Result<(Arc<Edition>, Option<&'a str>), Error> {
        let (id, rest) = match address.split_once('/') {
            Some((id, rest)) => (id, Some(rest)),
            None => (address, None),
        };
        let id = id.to_lowercase();
        let known = self.desk.catalogue().edition(&id).or_else(|| self.inferred.get(&id));
        let edition = known.cloned().ok_or_else(|| {
            let ids =
                self.desk.catalogue().edition_ids().chain(self.inferred.keys().map(String::as_str));
            let near = girone_model::nearest(&id, ids);
            let hint = if near.is_empty() {
                "`girone competitions` lists those at hand".to_owned()
            } else {
                let quoted: Vec<String> = near.iter().map(|n| format!("`{n}`")).collect();
                format!("did you mean {}?", quoted.join(", "))
            };
            Error::not_found(format!("`{id}` is not an edition; {hint}"))
        })?;
        Ok((edition, rest.filter(|r| !r.is_empty())))
    }

    /// Returns all editions: those at hand and the seasons of leagues that follow
    /// from the matches, by id.
    pub fn editions(&self) -> impl Iterator<Item = &Arc<Edition>> {
        self.desk.catalogue().editions().chain(self.inferred.values())
    }

    /// Returns which score of a match counts for what, by the rule book of the
    /// table that it belongs to.
    pub fn awarded(&self, m: &Match) -> Awarded {
        let (f, directory) = (&m.fixture, &self.snapshot.directory);
        let date = f.when.date;
        let is_member = |team: TeamId, members: &[String], from| {
            members.iter().any(|name| directory.find_team(name, from) == Ok(team))
        };
        let of_edition = |e: &Arc<Edition>| {
            e.tables().find_map(|(stage, tables)| {
                let in_time =
                    stage.from.is_none_or(|d| d <= date) && stage.to.is_none_or(|d| date <= d);
                let both = in_time
                    && tables.groups.values().any(|members| {
                        is_member(f.teams.home, members, stage.from)
                            && is_member(f.teams.away, members, stage.from)
                    });
                both.then(|| self.desk.catalogue().regulation(&tables.regulation).ok()).flatten()
            })
        };
        let claiming = self.editions().filter(|e| e.claims(f));
        claiming.filter_map(of_edition).next().map_or_else(Awarded::default, |r| r.awarded)
    }

    /// Computes the tables of an address: one of a group, those of a stage, all of
    /// an edition.
    ///
    /// # Errors
    /// The address names nothing, or the record lacks what the table needs.
    pub fn tables(&self, address: &str, split: Split) -> Result<Vec<TableAnswer>, Error> {
        let (edition, rest) = self.edition(address)?;
        let index = self.index();
        let matches = index.matches_of(&edition);
        let one = |stage: &Stage, group: &str| {
            table_answer::answer(self, &edition, stage, group, &matches, split)
        };
        match rest {
            Some(rest) if edition.stage(rest).is_none() => {
                let (stage, group) = self.find(&edition, Some(rest))?;
                Ok(vec![one(stage, group)?])
            }
            _ => edition
                .tables()
                .filter(|(stage, _)| rest.is_none_or(|id| stage.id == id))
                .flat_map(|(stage, tables)| tables.groups.keys().map(move |g| (stage, g)))
                .map(|(stage, group)| one(stage, group))
                .collect(),
        }
    }

    /// Computes the table of one group.
    ///
    /// # Errors
    /// The address names no group or several.
    pub fn table(&self, address: &str) -> Result<TableAnswer, Error> {
        let (edition, rest) = self.edition(address)?;
        let (stage, group) = self.find(&edition, rest)?;
        let index = self.index();
        let matches = index.matches_of(&edition);
        table_answer::answer(self, &edition, stage, group, &matches, Split::All)
    }

    /// Returns the teams that an edition's tables list; none where members follow
    /// from the matches.
    pub fn members(&self, edition: &Edition) -> BTreeSet<TeamId> {
        let mut members = BTreeSet::new();
        for stage in &edition.stages {
            if let girone_rules::Format::Tables(tables) = &stage.format {
                let names = tables.groups.values().flatten();
                members.extend(
                    names.filter_map(|n| self.snapshot.directory.find_team(n, stage.from).ok()),
                );
            }
        }
        members
    }

    /// Returns the matches of an edition, in order of date: those that it claims,
    /// between teams that it lists where it lists any.
    pub fn matches_of<'v>(&'v self, edition: &'v Edition) -> impl Iterator<Item = &'v Match> {
        let members = self.members(edition);
        let claimed = self.index().matches_of(edition);
        claimed.into_iter().filter(move |m| {
            let f = &m.fixture;
            edition.claims(f)
                && (f.edition.is_some()
                    || members.is_empty()
                    || (members.contains(&f.teams.home) && members.contains(&f.teams.away)))
        })
    }

    /// Returns a match by its id.
    pub fn match_by_id(&self, id: MatchId) -> Option<&Match> {
        let at = *self.positions.get(id.0 as usize)?;
        self.snapshot.matches.get(at as usize)
    }

    /// Finds a team by any of its names.
    ///
    /// # Errors
    /// The name is unknown or ambiguous.
    pub fn team(&self, name: &str) -> Result<TeamId, Error> {
        Ok(self.snapshot.directory.find_team(name, self.snapshot.as_of.played_by.date())?)
    }

    /// Returns the common name of a team.
    pub fn team_name(&self, team: TeamId, lang: Lang) -> &str {
        self.snapshot.directory.team(team).name.get(lang)
    }

    /// Names a match in English, with its day.
    pub fn match_name(&self, m: &Match) -> String {
        let f = &m.fixture;
        format!(
            "{}–{} of {}",
            self.team_name(f.teams.home, Lang::En),
            self.team_name(f.teams.away, Lang::En),
            f.when.date
        )
    }
}

/// Says whether clubs play in the record, so that it may hold seasons of leagues.
fn has_clubs(snapshot: &Snapshot) -> bool {
    snapshot.directory.teams().any(|(_, t)| t.kind == girone_model::TeamKind::Club)
}
