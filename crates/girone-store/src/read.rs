//! Reading what stands beside the entries.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row};

use crate::{Head, SqliteStore, StoreError, chain};

/// An entry with what the store knows besides.
#[derive(Clone, Debug)]
pub struct Kept {
    /// The number.
    pub number: u64,
    /// With which batch it was written.
    pub batch: u64,
    /// The checks that were overridden when it was written.
    pub allowed: Option<String>,
    /// The hash of the chain up to it, in hexadecimal.
    pub hash: String,
}

/// What was written at once.
#[derive(Clone, Debug)]
pub struct Batch {
    /// Its number.
    pub id: u64,
    /// When.
    pub recorded: Timestamp,
    /// What was done.
    pub command: String,
    /// The source of an import.
    pub source: Option<String>,
    /// The files of an import, one a line.
    pub files: Option<String>,
    /// The first and the last entry.
    pub entries: (u64, u64),
}

pub(crate) fn head(db: &Connection) -> rusqlite::Result<Head> {
    let last = db
        .query_row("SELECT number, hash FROM entry ORDER BY number DESC LIMIT 1", [], |r| {
            Ok((r.get::<_, u64>(0)?, r.get::<_, Vec<u8>>(1)?))
        })
        .optional()?;
    let (number, hash) = last.unwrap_or((0, chain::START.to_vec()));
    Ok(Head { number, hash: chain::hex(&hash) })
}

/// Returns the hash of the chain up to an entry, in hexadecimal.
pub(crate) fn hash_at(db: &Connection, number: u64) -> rusqlite::Result<Option<String>> {
    db.query_row("SELECT hash FROM entry WHERE number = ?1", [number], |r| {
        Ok(chain::hex(&r.get::<_, Vec<u8>>(0)?))
    })
    .optional()
}

impl SqliteStore {
    /// Returns what the store knows about an entry besides what it says.
    ///
    /// # Errors
    /// The ledger cannot be read.
    pub fn kept(&self, number: u64) -> Result<Option<Kept>, StoreError> {
        let row = |r: &Row<'_>| {
            Ok(Kept {
                number,
                batch: r.get(0)?,
                allowed: r.get(1)?,
                hash: chain::hex(&r.get::<_, Vec<u8>>(2)?),
            })
        };
        self.db
            .query_row("SELECT batch, allowed, hash FROM entry WHERE number = ?1", [number], row)
            .optional()
            .map_err(self.about())
    }

    /// Returns all batches, oldest first.
    ///
    /// # Errors
    /// The ledger cannot be read.
    pub fn batches(&self) -> Result<Vec<Batch>, StoreError> {
        let read = || -> rusqlite::Result<Vec<Batch>> {
            let mut query = self.db.prepare(
                "SELECT b.id, b.recorded, b.command, b.source, b.files, min(e.number), max(e.number)
                 FROM batch b JOIN entry e ON e.batch = b.id GROUP BY b.id ORDER BY b.id",
            )?;
            let rows = query.query_map([], |r| {
                Ok(Batch {
                    id: r.get(0)?,
                    recorded: Timestamp::from_microsecond(r.get(1)?).unwrap_or(Timestamp::MIN),
                    command: r.get(2)?,
                    source: r.get(3)?,
                    files: r.get(4)?,
                    entries: (r.get(5)?, r.get(6)?),
                })
            })?;
            rows.collect()
        };
        read().map_err(self.about())
    }

    /// Returns the files of the last import from a source, `None` if nothing was
    /// imported from it.
    ///
    /// # Errors
    /// The ledger cannot be read.
    pub fn last_import(&self, source: &str) -> Result<Option<String>, StoreError> {
        self.db
            .query_row(
                "SELECT files FROM batch WHERE source = ?1 AND files IS NOT NULL ORDER BY id DESC LIMIT 1",
                [source],
                |r| r.get(0),
            )
            .optional()
            .map_err(self.about())
    }
}
