//! The record as of a moment, and the questions that can be put to it.

use std::collections::BTreeSet;
use std::sync::Arc;

use girone_model::{AsOf, Lang, Match, Snapshot, TeamId};
use girone_rules::{Edition, Stage};

use crate::table_answer::{self, Split, TableAnswer};
use crate::{Desk, Error};

/// The record as of a moment. Cheap to clone; answers never change it.
#[derive(Clone, Debug)]
pub struct View {
    desk: Desk,
    snapshot: Arc<Snapshot>,
}

impl View {
    pub(crate) fn new(desk: Desk, snapshot: Arc<Snapshot>) -> View {
        View { desk, snapshot }
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

    /// Returns a fingerprint of all that the record says at the moment.
    pub fn record_hash(&self) -> String {
        crate::shape::hash(&self.snapshot)
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
        Ok((self.desk.edition(id, &self.snapshot)?, rest.filter(|r| !r.is_empty())))
    }

    /// Computes the tables of an address: one of a group, all of an edition.
    ///
    /// # Errors
    /// The address names nothing, or the record lacks what the table needs.
    pub fn tables(&self, address: &str, split: Split) -> Result<Vec<TableAnswer>, Error> {
        let (edition, rest) = self.edition(address)?;
        if let Some(rest) = rest {
            if let Some(stage) = edition.stage(rest) {
                return self.stage_tables(&edition, stage, split);
            }
            let (stage, group) = self.find(&edition, Some(rest))?;
            return Ok(vec![table_answer::answer(self, &edition, stage, group, split)?]);
        }
        let mut all = Vec::new();
        for stage in &edition.stages {
            all.extend(self.stage_tables(&edition, stage, split)?);
        }
        Ok(all)
    }

    fn stage_tables(
        &self,
        edition: &Arc<Edition>,
        stage: &Stage,
        split: Split,
    ) -> Result<Vec<TableAnswer>, Error> {
        let girone_rules::Format::Tables(tables) = &stage.format else { return Ok(Vec::new()) };
        tables
            .groups
            .keys()
            .map(|group| table_answer::answer(self, edition, stage, group, split))
            .collect()
    }

    /// Computes the table of one group.
    ///
    /// # Errors
    /// The address names no group or several.
    pub fn table(&self, address: &str) -> Result<TableAnswer, Error> {
        let (edition, rest) = self.edition(address)?;
        let (stage, group) = self.find(&edition, rest)?;
        table_answer::answer(self, &edition, stage, group, Split::All)
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
        self.snapshot.matches.iter().filter(move |m| {
            let f = &m.fixture;
            edition.claims(f)
                && (f.edition.is_some()
                    || members.is_empty()
                    || (members.contains(&f.teams.home) && members.contains(&f.teams.away)))
        })
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
