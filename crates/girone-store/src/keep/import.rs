//! Whole files.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use girone::{Desk, Error, LedgerSource, Loaded, Sources};
use girone_model::{AsOf, Directory, Span};
use girone_record::{Body, Diagnostic, Entry, Plan, Policy, gather, plan};
use jiff::Timestamp;
use jiff::civil::Date;
use sha2::{Digest, Sha256};

use super::{Keeper, names};
use crate::chain::hex;
use crate::checks::check_all;
use crate::{Check, Head, LedgerFile, Objection, Page, Store};

/// A file that is imported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportFile {
    /// Its name without folders.
    pub name: String,
    /// Its size in bytes.
    pub bytes: u64,
    /// Its checksum in hexadecimal.
    pub sha256: String,
}

impl ImportFile {
    /// Reads size and checksum of a file.
    ///
    /// # Errors
    /// It cannot be read.
    pub fn of(path: &Path) -> Result<ImportFile, Error> {
        let about = |source| Error::File { path: path.to_path_buf(), source };
        let content = std::fs::read(path).map_err(about)?;
        Ok(ImportFile {
            name: path.file_name().map_or(String::new(), |n| n.to_string_lossy().into_owned()),
            bytes: content.len() as u64,
            sha256: hex(&Sha256::digest(&content)),
        })
    }
}

/// What an import did.
#[derive(Clone, Debug)]
pub struct Imported {
    /// What was planned; its entries have been written.
    pub plan: Plan,
    /// What did not hold.
    pub diagnostics: Vec<Diagnostic>,
    /// What the checks object to, by the number of the entry. Written all the same,
    /// with the names of the checks kept beside each entry.
    pub objections: Vec<(u64, Objection)>,
    /// Where the ledger ends now.
    pub head: Head,
}

/// What an import would do.
#[derive(Clone, Debug)]
pub struct Rehearsed {
    /// What would be written.
    pub plan: Plan,
    /// What does not hold.
    pub diagnostics: Vec<Diagnostic>,
    /// What the checks object to, by the number of the entry.
    pub objections: Vec<(u64, Objection)>,
    directory: Directory,
}

/// A ledger as imports would make it. Nothing is written, not even a new file.
#[derive(Clone, Debug)]
pub struct Rehearsal {
    desk: Desk,
}

/// The entries of a ledger that is not there yet.
#[derive(Debug)]
struct NotYet;

impl LedgerSource for NotYet {
    fn entries(&self, _: &mut Directory) -> Result<Vec<Entry>, Error> {
        Ok(Vec::new())
    }
}

impl Rehearsal {
    /// Begins with a ledger as it is, or with none where there is no file.
    ///
    /// # Errors
    /// The ledger cannot be read.
    pub fn over(path: &Path, sources: &Sources) -> Result<Rehearsal, Error> {
        let ledger: Arc<dyn LedgerSource> = match path.exists() {
            true => Arc::new(LedgerFile::new(path, None)),
            false => Arc::new(NotYet),
        };
        let sources = Sources { ledger: Some(ledger), without_files: true, ..sources.clone() };
        Ok(Rehearsal { desk: Desk::open(&sources)? })
    }

    /// Looks at what files would add and goes on as if it had been written.
    ///
    /// # Errors
    /// The entries do not follow from those that are there.
    pub fn import(
        &mut self,
        loaded: &[Loaded],
        source: &str,
        today: Date,
    ) -> Result<Rehearsed, Error> {
        let rehearsed = rehearse(&self.desk, loaded, source, today);
        let (directory, entries) = (rehearsed.directory.clone(), rehearsed.plan.entries.clone());
        self.desk = self.desk.with_entries(directory, entries)?;
        Ok(rehearsed)
    }
}

/// Looks at what files would add, and checks it as what a person types is checked.
fn rehearse(desk: &Desk, loaded: &[Loaded], source: &str, today: Date) -> Rehearsed {
    let ledger = desk.ledger();
    let drafts: Vec<girone_record::Draft> =
        loaded.iter().map(|l| l.reading.value.clone()).collect();
    let gathered = gather(Directory::clone(ledger.directory()), &drafts, &Policy::default());
    let plan = plan(ledger, &gathered.value, source, Some(today));
    let directory = gathered.value.directory;
    let replaced = |number| match ledger.entry(number).map(|e| &e.body) {
        Some(Body::Match(m)) => Some(m.fixture.id),
        _ => None,
    };
    let span = |id: &str| {
        let edition = desk.catalogue().edition(id)?;
        let (from, to) = edition.span();
        Some((edition.id.as_str(), Span { from, to }))
    };
    let snapshot = ledger.as_of(AsOf::LATEST);
    let objections = check_all(&snapshot, &directory, &plan.entries, replaced, span);
    Rehearsed { plan, diagnostics: gathered.diagnostics, objections, directory }
}

impl Keeper {
    /// Imports files in one transaction: what is new is added, what a newer file
    /// of the same source says differently corrects, what is known already adds
    /// nothing.
    ///
    /// # Errors
    /// The ledger cannot be written; nothing is written.
    pub fn import(
        mut self,
        loaded: &[Loaded],
        source: &str,
        now: Timestamp,
        today: Date,
    ) -> Result<Imported, Error> {
        let Rehearsed { plan, diagnostics, objections, directory } =
            rehearse(&self.desk, loaded, source, today);
        let mut files = String::new();
        for path in loaded.iter().flat_map(|l| &l.paths) {
            let file = ImportFile::of(path)?;
            files.push_str(&format!("{} {} {}\n", file.sha256, file.bytes, file.name));
        }
        let mut failed: BTreeMap<u64, Vec<Check>> = BTreeMap::new();
        for (number, objection) in &objections {
            failed.entry(*number).or_default().push(objection.check);
        }
        let allowed = failed.into_iter().map(|(n, checks)| (n, names(checks.into_iter())));
        let page = Page {
            after: self.desk.ledger().head(),
            now,
            command: "import",
            source: Some(source),
            files: Some(&files),
            directory: &directory,
            known_aliases: self.aliases,
            entries: &plan.entries,
            allowed: &allowed.collect(),
        };
        let head = self.store.append(&page)?;
        Ok(Imported { plan, diagnostics, objections, head })
    }

    /// Copies the entries of another desk, e.g. the embedded record, into an
    /// empty ledger.
    ///
    /// # Errors
    /// The ledger is not empty or cannot be written.
    pub fn fill(
        mut self,
        from: &girone::Desk,
        source: &str,
        now: Timestamp,
    ) -> Result<Head, Error> {
        if self.desk.ledger().head() > 0 {
            return Err(Error::usage(
                "only an empty ledger can be filled; `girone import` adds to it",
            ));
        }
        let ledger = from.ledger();
        let mut entries: Vec<girone_record::Entry> = ledger.entries().iter().cloned().collect();
        for entry in &mut entries {
            if entry.source.is_none() {
                entry.source = Some(source.into());
            }
        }
        let page = Page {
            after: 0,
            now,
            command: "init",
            source: Some(source),
            files: None,
            directory: ledger.directory(),
            known_aliases: self.aliases,
            entries: &entries,
            allowed: &BTreeMap::new(),
        };
        Ok(self.store.append(&page)?)
    }
}
