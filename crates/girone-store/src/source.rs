//! A ledger as the façade reads it.

use std::path::{Path, PathBuf};

use girone::LedgerSource;
use girone_model::Directory;
use girone_record::Entry;

use crate::{Filter, SqliteStore, Store};

/// A ledger file that a desk is opened over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LedgerFile {
    path: PathBuf,
    at: Option<u64>,
}

impl LedgerFile {
    /// Names a file, and the last entry to be read (`None` for all).
    pub fn new(path: &Path, at: Option<u64>) -> LedgerFile {
        LedgerFile { path: path.to_path_buf(), at }
    }
}

impl LedgerSource for LedgerFile {
    fn entries(&self, directory: &mut Directory) -> Result<Vec<Entry>, girone::Error> {
        let store = SqliteStore::read(&self.path)?;
        if let Some(at) = self.at {
            let head = store.head()?.number;
            if at > head {
                return Err(girone::Error::usage(format!(
                    "`{}` ends with entry {head}; entry {at} is not there yet",
                    self.path.display()
                )));
            }
        }
        let filter = Filter { up_to: self.at, ..Filter::default() };
        Ok(store.entries(&filter, directory)?)
    }
}
