//! Erasing a person on request, without breaking the chain.

use girone_model::{fold, slug};
use jiff::Timestamp;
use rusqlite::{TransactionBehavior, params};

use crate::{SqliteStore, StoreError};

/// What was erased.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Erased {
    /// The people.
    pub people: u64,
    /// The texts (sources, reasons, notes) that held the full name.
    pub texts: u64,
    /// The texts that hold the last word of the name and were left, because it
    /// may be somebody else's.
    pub left: u64,
}

impl SqliteStore {
    /// Returns how often people were erased.
    ///
    /// # Errors
    /// The ledger cannot be read.
    pub fn erasures(&self) -> Result<u64, StoreError> {
        let count = "SELECT count(*) FROM erasure";
        self.db.query_row(count, [], |r| r.get(0)).map_err(self.about())
    }

    /// Erases a person: the name is taken out of the file together with the salt
    /// of its hash, and so is every free text that holds the full name. What the
    /// person did stays, as done by nobody known. The chain still closes, since
    /// it runs over the hashes, which stay.
    ///
    /// # Errors
    /// The ledger cannot be written. Copies and backups are not reached.
    pub fn erase(
        &mut self,
        name: &str,
        reason: &str,
        now: Timestamp,
    ) -> Result<Erased, StoreError> {
        let path = self.path.clone();
        let about = |e| StoreError::of(&path, e);
        self.db.pragma_update(None, "secure_delete", true).map_err(about)?;
        let change =
            self.db.transaction_with_behavior(TransactionBehavior::Immediate).map_err(about)?;
        let mut erased = Erased::default();
        let full = fold(name);
        let last = full.rsplit(' ').next().unwrap_or(&full).to_owned();
        let mut run = || -> rusqlite::Result<()> {
            erased.people = change.execute(
                "UPDATE person SET key = NULL, name = NULL, salt = NULL WHERE key = ?1 OR name = ?2",
                params![slug(name), name],
            )? as u64;
            let mut texts = change.prepare("SELECT id, value FROM text WHERE value IS NOT NULL")?;
            let mut rows = texts.query([])?;
            let mut gone: Vec<u32> = Vec::new();
            while let Some(row) = rows.next()? {
                let value = format!(" {} ", fold(row.get_ref(1)?.as_str()?));
                if value.contains(&format!(" {full} ")) {
                    gone.push(row.get(0)?);
                } else if value.contains(&format!(" {last} ")) {
                    erased.left += 1;
                }
            }
            for id in &gone {
                change.execute("UPDATE text SET value = NULL, salt = NULL WHERE id = ?1", [id])?;
            }
            erased.texts = gone.len() as u64;
            if erased.people + erased.texts > 0 {
                change.execute(
                    "INSERT INTO erasure (recorded, reason, names, texts) VALUES (?1, ?2, ?3, ?4)",
                    params![now.as_microsecond(), reason, erased.people, erased.texts],
                )?;
            }
            Ok(())
        };
        run().map_err(about)?;
        change.commit().map_err(about)?;
        // What was written before must not survive in the log or in free pages.
        self.db.execute_batch("VACUUM").map_err(about)?;
        self.db.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(())).map_err(about)?;
        Ok(erased)
    }
}
