//! Whole files.

use std::path::Path;

use girone::{Error, Loaded};
use girone_model::Directory;
use girone_record::{Diagnostic, Plan, Policy, gather, plan};
use jiff::Timestamp;
use jiff::civil::Date;
use sha2::{Digest, Sha256};

use super::Keeper;
use crate::chain::hex;
use crate::{Head, Page, Store};

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
    /// Where the ledger ends now.
    pub head: Head,
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
        let ledger = self.desk.ledger();
        let drafts: Vec<girone_record::Draft> =
            loaded.iter().map(|l| l.reading.value.clone()).collect();
        let gathered = gather(Directory::clone(ledger.directory()), &drafts, &Policy::default());
        let plan = plan(ledger, &gathered.value, source, Some(today));
        let mut files = String::new();
        for path in loaded.iter().flat_map(|l| &l.paths) {
            let file = ImportFile::of(path)?;
            files.push_str(&format!("{} {} {}\n", file.sha256, file.bytes, file.name));
        }
        let page = Page {
            after: ledger.head(),
            now,
            command: "import",
            source: Some(source),
            files: Some(&files),
            directory: &gathered.value.directory,
            known_aliases: self.aliases,
            entries: &plan.entries,
            allowed: None,
        };
        let head = self.store.append(&page)?;
        Ok(Imported { plan, diagnostics: gathered.diagnostics, head })
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
        let mut entries = ledger.entries().to_vec();
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
            allowed: None,
        };
        Ok(self.store.append(&page)?)
    }
}
