//! The ledger on disk: one SQLite file of entries that are never changed.
//!
//! The file is the truth; what it means is computed in memory by
//! [`girone_record::Ledger`], which alone decides which entry wins. A store has
//! three verbs: [`Store::append`], [`Store::head`] and [`Store::entries`].
//!
//! Every entry is sealed with the hash of the one before it. Names of people and
//! free texts stand apart and the chain runs over salted hashes of them, so that
//! a person can be erased and the chain still closes.
//!
//! `docs/LEDGER.md` describes the file for other readers.

mod chain;
mod checks;
mod doctor;
mod encode;
mod erase;
mod error;
pub mod keep;
mod load;
mod open;
mod quick;
mod read;
mod rows;
mod schema;
mod source;
mod wire;
mod write;

pub use checks::{Check, Objection, check};
pub use doctor::{Examination, Finding};
pub use erase::Erased;
pub use error::StoreError;
pub use keep::{Keeper, Particulars, Proposal};
pub use open::SqliteStore;
pub use read::{Batch, Kept};
pub use source::LedgerFile;

use std::collections::BTreeMap;

use girone_model::Directory;
use girone_record::Entry;
use jiff::Timestamp;

/// Where a ledger ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// The number of the last entry, 0 if there is none.
    pub number: u64,
    /// The hash of the chain up to it, in hexadecimal.
    pub hash: String,
}

/// Entries to be written at once: all of them or none.
#[derive(Clone, Debug)]
pub struct Page<'a> {
    /// The head that the writer knew; if the ledger has moved on, nothing is
    /// written.
    pub after: u64,
    /// The moment of writing. Should the clock have gone backwards, the moment
    /// of the last entry is taken instead.
    pub now: Timestamp,
    /// What was done, e.g. `import`.
    pub command: &'a str,
    /// The source that a whole import comes from.
    pub source: Option<&'a str>,
    /// The files of an import with their sizes and checksums, one a line.
    pub files: Option<&'a str>,
    /// The names of the entries' teams and people.
    pub directory: &'a Directory,
    /// How many aliases of the directory were there before; later ones are kept.
    pub known_aliases: usize,
    /// The entries. Their numbers run on from `after`.
    pub entries: &'a [Entry],
    /// The checks that were overridden, by the numbers of the entries that failed
    /// them: names with commas between them.
    pub allowed: &'a BTreeMap<u64, String>,
}

/// Which entries are wanted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Only entries after this number.
    pub after: u64,
    /// Only entries up to this number.
    pub up_to: Option<u64>,
    /// Only rulings, tenures and so on; `None` for all kinds.
    pub kind: Option<EntryKind>,
}

/// The kind of an entry's body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EntryKind {
    /// A match or a correction of one.
    Match,
    /// A ruling.
    Ruling,
    /// A tenure.
    Tenure,
    /// A statement of coverage.
    Coverage,
    /// A retraction.
    Retraction,
}

impl EntryKind {
    /// All kinds.
    pub const ALL: [EntryKind; 5] = [
        EntryKind::Match,
        EntryKind::Ruling,
        EntryKind::Tenure,
        EntryKind::Coverage,
        EntryKind::Retraction,
    ];

    /// Returns the word that the file uses.
    pub const fn word(self) -> &'static str {
        match self {
            EntryKind::Match => "match",
            EntryKind::Ruling => "ruling",
            EntryKind::Tenure => "tenure",
            EntryKind::Coverage => "coverage",
            EntryKind::Retraction => "retraction",
        }
    }
}

/// What any back end of a ledger does.
pub trait Store {
    /// Writes a page. When it returns, the entries are durable and numbered in
    /// the order of commitment.
    ///
    /// # Errors
    /// Nothing was written, and why.
    fn append(&mut self, page: &Page<'_>) -> Result<Head, StoreError>;

    /// Returns where the ledger ends.
    ///
    /// # Errors
    /// The ledger cannot be read.
    fn head(&self) -> Result<Head, StoreError>;

    /// Returns entries in order, and adds their teams, people and names to the
    /// directory.
    ///
    /// # Errors
    /// The ledger cannot be read, or an entry does not hold.
    fn entries(&self, filter: &Filter, directory: &mut Directory)
    -> Result<Vec<Entry>, StoreError>;
}
