//! Opening a ledger: one writer, any number of readers.

use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, OpenFlags};

use crate::schema::{APPLICATION_ID, VERSION, migrate};
use crate::{Filter, Head, Page, Store, StoreError};
use girone_model::Directory;
use girone_record::Entry;

/// How long a writer waits for another one.
const PATIENCE: Duration = Duration::from_secs(5);

/// A ledger in one SQLite file.
#[derive(Debug)]
pub struct SqliteStore {
    pub(crate) db: Connection,
    pub(crate) path: PathBuf,
    /// Whether the file is read without files beside it: see [`reader`].
    pub(crate) immutable: bool,
}

/// What a database is.
enum Found {
    Ledger(u32),
    Nothing,
    Foreign,
}

impl SqliteStore {
    /// Makes a new ledger without entries.
    ///
    /// # Errors
    /// The file is there already, or cannot be made.
    pub fn create(path: &Path) -> Result<SqliteStore, StoreError> {
        // Not made by SQLite's own flag, which would open what is there.
        match std::fs::OpenOptions::new().write(true).create_new(true).open(path) {
            Ok(_) => SqliteStore::open_or_create(path),
            Err(e) if e.kind() == std::io::ErrorKind::AlreadyExists => {
                Err(StoreError::Exists(path.to_path_buf()))
            }
            Err(e)
                if e.kind() == std::io::ErrorKind::PermissionDenied
                    || e.kind() == std::io::ErrorKind::ReadOnlyFilesystem =>
            {
                Err(StoreError::ReadOnly(path.to_path_buf()))
            }
            Err(e) if e.kind() == std::io::ErrorKind::StorageFull => {
                Err(StoreError::DiskFull(path.to_path_buf()))
            }
            Err(e) => Err(StoreError::System { path: path.to_path_buf(), source: e }),
        }
    }

    /// Opens a ledger for writing and brings it to the present version.
    ///
    /// # Errors
    /// The file is not there, is no ledger, or may not be written.
    pub fn open(path: &Path) -> Result<SqliteStore, StoreError> {
        if !path.exists() {
            return Err(StoreError::Missing(path.to_path_buf()));
        }
        SqliteStore::writer(path, false)
    }

    /// Opens a ledger for writing, and makes it if there is none.
    ///
    /// # Errors
    /// As for [`SqliteStore::open`], except that a missing or empty file is made
    /// a ledger.
    pub fn open_or_create(path: &Path) -> Result<SqliteStore, StoreError> {
        SqliteStore::writer(path, true)
    }

    /// Opens a ledger for reading. Readers never wait for a writer and see the
    /// ledger as it was when their question began.
    ///
    /// # Errors
    /// The file is not there or is no ledger.
    pub fn read(path: &Path) -> Result<SqliteStore, StoreError> {
        if !path.exists() {
            return Err(StoreError::Missing(path.to_path_buf()));
        }
        let about = |e| StoreError::of(path, e);
        let open = |immutable| -> rusqlite::Result<(SqliteStore, Found)> {
            let db = reader(path, immutable)?;
            let found = probe(&db)?;
            Ok((SqliteStore { db, path: path.to_path_buf(), immutable }, found))
        };
        let (store, found) = match open(false) {
            // On a medium where nothing can be written beside the file, and
            // with nothing written beside it, the file alone is the ledger.
            Err(error) if sidecars_cannot_be_made(path, &error) => open(true),
            other => other,
        }
        .map_err(about)?;
        match found {
            Found::Ledger(version) if version > VERSION => {
                Err(StoreError::Newer { path: path.to_path_buf(), found: version, known: VERSION })
            }
            Found::Ledger(_) => Ok(store),
            Found::Nothing => Err(StoreError::Empty(path.to_path_buf())),
            Found::Foreign => Err(StoreError::Foreign { path: path.to_path_buf() }),
        }
    }

    fn writer(path: &Path, create: bool) -> Result<SqliteStore, StoreError> {
        let about = |e| StoreError::of(path, e);
        let mut flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        if create {
            flags |= OpenFlags::SQLITE_OPEN_CREATE;
        }
        let mut db = Connection::open_with_flags(path, flags).map_err(about)?;
        db.busy_timeout(PATIENCE).map_err(about)?;
        // SQLite falls back to reading where it may not write.
        if db.is_readonly(rusqlite::MAIN_DB).map_err(about)? {
            return Err(StoreError::ReadOnly(path.to_path_buf()));
        }
        match probe(&db).map_err(about)? {
            Found::Ledger(found) if found > VERSION => {
                return Err(StoreError::Newer { path: path.to_path_buf(), found, known: VERSION });
            }
            Found::Nothing if !create => return Err(StoreError::Empty(path.to_path_buf())),
            Found::Foreign => return Err(StoreError::Foreign { path: path.to_path_buf() }),
            Found::Ledger(_) | Found::Nothing => {}
        }
        db.pragma_update(None, "journal_mode", "wal").map_err(about)?;
        db.pragma_update(None, "synchronous", "full").map_err(about)?;
        db.pragma_update(None, "foreign_keys", true).map_err(about)?;
        // Asked again inside the transaction: somebody else may have made it.
        let change = db
            .transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)
            .map_err(about)?;
        match probe(&change).map_err(about)? {
            Found::Ledger(VERSION) => {}
            Found::Ledger(found) => migrate(&change, found).map_err(about)?,
            Found::Nothing => migrate(&change, 0).map_err(about)?,
            Found::Foreign => return Err(StoreError::Foreign { path: path.to_path_buf() }),
        }
        change.commit().map_err(about)?;
        Ok(SqliteStore { db, path: path.to_path_buf(), immutable: false })
    }

    /// Returns the file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Says what an error of SQLite means for this file.
    pub(crate) fn about(&self) -> impl Fn(rusqlite::Error) -> StoreError + '_ {
        |e| StoreError::of(&self.path, e)
    }
}

impl Store for SqliteStore {
    fn append(&mut self, page: &Page<'_>) -> Result<Head, StoreError> {
        crate::write::append(self, page)
    }

    fn head(&self) -> Result<Head, StoreError> {
        crate::read::head(&self.db).map_err(self.about())
    }

    fn entries(
        &self,
        filter: &Filter,
        directory: &mut Directory,
    ) -> Result<Vec<Entry>, StoreError> {
        crate::load::entries(self, filter, directory)
    }
}

/// Opens a connection that reads only; `immutable` says that nothing is to be looked
/// for or written beside the file.
pub(crate) fn reader(path: &Path, immutable: bool) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let db = if immutable {
        let name = format!("file:{}?immutable=1", uri(path));
        Connection::open_with_flags(name, flags | OpenFlags::SQLITE_OPEN_URI)?
    } else {
        Connection::open_with_flags(path, flags)?
    };
    db.pragma_update(None, "query_only", true)?;
    Ok(db)
}

fn probe(db: &Connection) -> rusqlite::Result<Found> {
    let id: i32 = db.pragma_query_value(None, "application_id", |r| r.get(0))?;
    let version: u32 = db.pragma_query_value(None, "user_version", |r| r.get(0))?;
    if id == APPLICATION_ID && version > 0 {
        return Ok(Found::Ledger(version));
    }
    let tables: u32 = db.query_row("SELECT count(*) FROM sqlite_master", [], |r| r.get(0))?;
    Ok(if tables == 0 && id == 0 { Found::Nothing } else { Found::Foreign })
}

/// Says whether a read failed because the files that SQLite keeps beside a
/// database cannot be made, while there is nothing in them that must be read.
fn sidecars_cannot_be_made(path: &Path, error: &rusqlite::Error) -> bool {
    use rusqlite::ErrorCode::{CannotOpen, ReadOnly};
    let refused = matches!(error.sqlite_error_code(), Some(CannotOpen | ReadOnly));
    let mut wal = path.as_os_str().to_owned();
    wal.push("-wal");
    let pending = std::fs::metadata(PathBuf::from(wal)).is_ok_and(|m| m.len() > 0);
    refused && !pending
}

/// Escapes a path for a URI of SQLite.
fn uri(path: &Path) -> String {
    let mut out = String::new();
    for b in path.to_string_lossy().bytes() {
        match b {
            b'/' | b'.' | b'-' | b'_' | b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => {
                out.push(b as char);
            }
            b => out.push_str(&format!("%{b:02X}")),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::old;

    #[test]
    fn an_older_file_is_read_as_it_is_and_brought_up_to_date_by_a_writer() {
        let path = std::env::temp_dir().join(format!("girone-old-{}.girone", std::process::id()));
        let _ = std::fs::remove_file(&path);
        old(&Connection::open(&path).unwrap(), 1).unwrap();
        let version = |store: &SqliteStore| -> u32 {
            store.db.pragma_query_value(None, "user_version", |r| r.get(0)).unwrap()
        };
        let reader = SqliteStore::read(&path).unwrap();
        assert_eq!((version(&reader), reader.head().unwrap().number), (1, 0));
        drop(reader);
        let writer = SqliteStore::open(&path).unwrap();
        assert_eq!(version(&writer), VERSION);
        let views: u32 = writer
            .db
            .query_row("SELECT count(*) FROM sqlite_master WHERE type = 'view'", [], |r| r.get(0))
            .unwrap();
        assert_eq!(views, 3);
        drop(writer);
        std::fs::remove_file(&path).unwrap();
    }
}
