//! What a person writes into a ledger: proposed first, checked, shown, and only
//! then appended.

mod find;
mod import;
mod live;
mod result;
mod ruling;
mod tenure;
mod undo;

pub use find::{find_match, pick_match};
pub use import::{ImportFile, Imported, Rehearsal, Rehearsed};
pub use result::ResultOptions;
pub use ruling::{Decision, DecisionKind};
pub use tenure::{Appointment, Departure};

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use girone::{Desk, Error, Sources, View};
use girone_model::{AsOf, Directory, Lang, Match, Score};
use girone_record::{Entry, Point};
use jiff::Timestamp;

use crate::{Check, Filter, Head, LedgerFile, Objection, Page, SqliteStore, Store};

/// Who says something, where, why, and since when it is known.
#[derive(Clone, Debug, Default)]
pub struct Particulars {
    /// Who says so: a person at the desk, an organiser.
    pub by: Option<String>,
    /// Where it is published.
    pub source: Option<String>,
    /// Why.
    pub reason: Option<String>,
    /// When the football world learned it.
    pub known: Option<Point>,
}

impl Particulars {
    fn put(&self, entry: &mut Entry) {
        let shared = |t: &Option<String>| t.as_deref().map(Arc::from);
        entry.by = shared(&self.by);
        entry.source = shared(&self.source);
        entry.reason = shared(&self.reason);
        entry.known = self.known.or(entry.known);
    }
}

/// Entries that may be written, and how they were understood.
#[derive(Clone, Debug, Default)]
pub struct Proposal {
    /// The directory with the people that are new.
    pub directory: Directory,
    /// The entries, numbered from the head of the ledger on.
    pub entries: Vec<Entry>,
    /// What was understood, line by line.
    pub understood: Vec<String>,
    /// Why it should not be written.
    pub objections: Vec<Objection>,
}

impl Proposal {
    /// Returns the objections that are not overridden.
    pub fn standing(&self, allowed: &[Check]) -> Vec<&Objection> {
        self.objections.iter().filter(|o| !allowed.contains(&o.check)).collect()
    }
}

/// A ledger that is open for writing, and the desk over it.
#[derive(Debug)]
pub struct Keeper {
    store: SqliteStore,
    desk: Desk,
    aliases: usize,
    erasures: u64,
    sources: Sources,
}

impl Keeper {
    /// Opens a ledger for writing. `sources` may name folders with editions and
    /// names of one's own; match files in them are not read.
    ///
    /// # Errors
    /// The ledger cannot be opened for writing.
    pub fn open(path: &Path, sources: &Sources) -> Result<Keeper, Error> {
        Keeper::over(SqliteStore::open(path)?, sources)
    }

    /// Opens a ledger for writing, and makes it if there is none.
    ///
    /// # Errors
    /// As for [`Keeper::open`].
    pub fn open_or_create(path: &Path, sources: &Sources) -> Result<Keeper, Error> {
        Keeper::over(SqliteStore::open_or_create(path)?, sources)
    }

    fn over(store: SqliteStore, sources: &Sources) -> Result<Keeper, Error> {
        let file = LedgerFile::new(store.path(), None);
        let sources =
            Sources { ledger: Some(Arc::new(file)), without_files: true, ..sources.clone() };
        let erasures = store.erasures()?;
        let desk = Desk::open(&sources)?;
        let aliases = desk.ledger().directory().aliases().len();
        Ok(Keeper { store, desk, aliases, erasures, sources })
    }

    /// Opens a ledger to follow what others write into it; nothing can be
    /// committed.
    ///
    /// # Errors
    /// The ledger cannot be read.
    pub fn follow(path: &Path, sources: &Sources) -> Result<Keeper, Error> {
        Keeper::over(SqliteStore::read(path)?, sources)
    }

    /// Takes in what others have written since; says whether there was anything.
    ///
    /// # Errors
    /// The ledger cannot be read.
    pub fn refresh(&mut self) -> Result<bool, Error> {
        let known = self.desk.ledger().head();
        let erasures = self.store.erasures()?;
        if self.store.head()?.number == known && erasures == self.erasures {
            return Ok(false);
        }
        if erasures == self.erasures {
            let mut directory = Directory::clone(self.desk.ledger().directory());
            let filter = Filter { after: known, ..Filter::default() };
            let more = self.store.entries(&filter, &mut directory)?;
            self.desk = self.desk.with_entries(directory, more)?;
        } else {
            // What was known by name is known no more.
            self.desk = Desk::open(&self.sources)?;
            self.erasures = erasures;
        }
        self.aliases = self.desk.ledger().directory().aliases().len();
        Ok(true)
    }

    /// Returns the desk over the ledger as it was opened.
    pub fn desk(&self) -> &Desk {
        &self.desk
    }

    /// Returns the store.
    pub fn store(&self) -> &SqliteStore {
        &self.store
    }

    /// Returns the store, to be changed in other ways than by entries.
    pub fn store_mut(&mut self) -> &mut SqliteStore {
        &mut self.store
    }

    /// Returns the latest view of the ledger.
    pub fn view(&self) -> View {
        self.desk.view(AsOf::LATEST)
    }

    /// Returns the number that the next entry gets.
    fn next(&self) -> u64 {
        self.desk.ledger().head() + 1
    }

    /// Makes a proposal without entries.
    fn proposal(&self) -> Proposal {
        Proposal {
            directory: Directory::clone(self.desk.ledger().directory()),
            ..Proposal::default()
        }
    }

    /// Returns the desk as it would be with a proposal.
    ///
    /// # Errors
    /// The entries do not follow from those that are there.
    pub fn preview(&self, proposal: &Proposal) -> Result<Desk, Error> {
        self.desk.with_entries(proposal.directory.clone(), proposal.entries.clone())
    }

    /// Writes a proposal; the desk is then the one after it.
    ///
    /// # Errors
    /// An objection stands, or the ledger cannot be written; nothing is written.
    pub fn commit(
        &mut self,
        proposal: &Proposal,
        command: &str,
        now: Timestamp,
        allowed: &[Check],
    ) -> Result<Head, Error> {
        let standing = proposal.standing(allowed);
        if !standing.is_empty() {
            return Err(refused(&standing));
        }
        // Only what was really overridden is recorded.
        let used = names(proposal.objections.iter().map(|o| o.check));
        let allowed = match used.as_str() {
            "" => BTreeMap::new(),
            _ => proposal.entries.iter().map(|e| (e.number, used.clone())).collect(),
        };
        // The entries must follow from those that are there before they are kept
        // for good.
        let mut entries = proposal.entries.clone();
        entries.iter_mut().for_each(|e| e.recorded = Some(now));
        let after = self.desk.with_entries(proposal.directory.clone(), entries)?;
        let page = Page {
            after: self.desk.ledger().head(),
            now,
            command,
            source: None,
            files: None,
            directory: &proposal.directory,
            known_aliases: self.aliases,
            entries: &proposal.entries,
            allowed: &allowed,
        };
        let head = self.store.append(&page)?;
        self.desk = after;
        self.aliases = self.desk.ledger().directory().aliases().len();
        Ok(head)
    }
}

/// Writes the names of checks as they are recorded.
fn names(checks: impl Iterator<Item = Check>) -> String {
    let mut names: Vec<&str> = checks.map(Check::name).collect();
    names.sort_unstable();
    names.dedup();
    names.join(",")
}

fn refused(standing: &[&Objection]) -> Error {
    let mut message = String::from("nothing was written");
    for o in standing {
        message.push_str(&format!("\n  {}: {}", o.check, o.message));
    }
    let mut names: Vec<String> = standing.iter().map(|o| format!("--allow {}", o.check)).collect();
    names.dedup();
    message.push_str(&format!("\n  = help: if it is right as it is, add {}", names.join(" ")));
    Error::BadInput { message }
}

/// Names a match with its day in a language.
pub fn match_words(directory: &Directory, m: &Match, lang: Lang) -> String {
    let f = &m.fixture;
    let name = |t| directory.team(t).name.get(lang).to_owned();
    format!("{} - {}, {}", name(f.teams.home), name(f.teams.away), f.when.date)
}

/// Writes a score with its breaks, e.g. `1-1 (1-0) after extra time, 4-2 on penalties`.
pub fn score_words(score: &Score, lang: Lang) -> String {
    let it = lang == Lang::It;
    let mut text = score.to_string();
    if let Some(h) = score.half_time {
        text.push_str(&format!(" ({}-{})", h.home, h.away));
    }
    if score.extra_time == Some(true) {
        text.push_str(if it { " dopo i supplementari" } else { " after extra time" });
    }
    if let Some(goals) = score.shoot_out.and_then(|s| s.goals) {
        let words = if it { "ai rigori" } else { "on penalties" };
        text.push_str(&format!(", {}-{} {words}", goals.home, goals.away));
    }
    text
}
