//! What can go wrong with a ledger, in words that say what to do.

use std::path::{Path, PathBuf};

use rusqlite::ErrorCode;

/// A ledger could not be read or written. Nothing that was acknowledged is lost
/// by any of these.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// There is no file.
    #[error("there is no ledger `{}`; `girone init {}` makes one", .0.display(), .0.display())]
    Missing(PathBuf),
    /// There is a file already.
    #[error("`{}` is there already; a ledger is never overwritten, choose another name", .0.display())]
    Exists(PathBuf),
    /// The file is no SQLite database.
    #[error("`{}` is not a ledger: it is no SQLite database, or its first bytes are damaged", .0.display())]
    NotADatabase(PathBuf),
    /// The file is a database of something else.
    #[error("`{}` is a SQLite database, but not a ledger of Girone; choose another file", path.display())]
    Foreign {
        /// The file.
        path: PathBuf,
    },
    /// The file holds nothing yet.
    #[error("`{}` is empty; `girone import KIND PATH --ledger {}` fills it", .0.display(), .0.display())]
    Empty(PathBuf),
    /// The file was written by a later version.
    #[error(
        "`{}` is a ledger of version {found}; this Girone reads up to version {known}: use a newer Girone",
        path.display()
    )]
    Newer {
        /// The file.
        path: PathBuf,
        /// Its version.
        found: u32,
        /// The last version that is understood.
        known: u32,
    },
    /// Another process is writing.
    #[error("`{}` is locked: another process is writing to it; nothing was written, try again", .0.display())]
    Locked(PathBuf),
    /// The file or its folder may not be written.
    #[error("`{}` cannot be written: the file or its folder is read-only; nothing was written", .0.display())]
    ReadOnly(PathBuf),
    /// The disk is full.
    #[error("the disk of `{}` is full; nothing was written and nothing is lost", .0.display())]
    DiskFull(PathBuf),
    /// Pages are missing or damaged.
    #[error(
        "`{}` is damaged ({detail}); take a copy, then `girone doctor` says what can still be read",
        path.display()
    )]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What was found.
        detail: String,
    },
    /// Somebody else wrote in between.
    #[error("the ledger went from entry {expected} to {found} meanwhile; look again and repeat")]
    Moved {
        /// The last entry that the writer knew.
        expected: u64,
        /// The last entry.
        found: u64,
    },
    /// An entry cannot be kept.
    #[error("entry {number} does not hold: {detail}")]
    Entry {
        /// The number it has or would get.
        number: u64,
        /// Why.
        detail: String,
    },
    /// What the system says about the file.
    #[error("`{}`: {source}", path.display())]
    System {
        /// The file.
        path: PathBuf,
        /// What was said.
        source: std::io::Error,
    },
    /// Anything else that SQLite says.
    #[error("`{}`: {source}", path.display())]
    Sqlite {
        /// The file.
        path: PathBuf,
        /// What was said.
        source: rusqlite::Error,
    },
}

impl StoreError {
    /// Says what an error of SQLite means for the file at `path`.
    pub(crate) fn of(path: &Path, source: rusqlite::Error) -> StoreError {
        let path = path.to_path_buf();
        let Some(code) = source.sqlite_error_code() else {
            return StoreError::Sqlite { path, source };
        };
        match code {
            ErrorCode::NotADatabase => StoreError::NotADatabase(path),
            ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => StoreError::Locked(path),
            ErrorCode::ReadOnly | ErrorCode::PermissionDenied => StoreError::ReadOnly(path),
            ErrorCode::DiskFull => StoreError::DiskFull(path),
            ErrorCode::DatabaseCorrupt => StoreError::Damaged { path, detail: source.to_string() },
            ErrorCode::CannotOpen if !path.exists() => StoreError::Missing(path),
            _ => StoreError::Sqlite { path, source },
        }
    }
}

impl From<StoreError> for girone::Error {
    fn from(error: StoreError) -> girone::Error {
        girone::Error::Ledger { message: error.to_string() }
    }
}
