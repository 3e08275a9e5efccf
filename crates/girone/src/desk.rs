//! A record and the rule books for it: what every question is put to.

use std::path::PathBuf;
use std::sync::Arc;
use std::thread;

use girone_model::{AsOf, Directory};
use girone_record::{
    Draft, Entry, Kind, Ledger, LedgerError, Policy, gather, plan, read, read_coverage, read_names,
    read_teams,
};

use crate::folder::{self, Folder};
use crate::sources::{Loaded, load};
use crate::{Catalogue, Error, View, embedded};

/// Where a record comes from, besides the binary.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    /// Folders with rule books, competitions and match files, told apart by what
    /// is in them: added to the embedded editions, or replacing one by id.
    pub data: Vec<PathBuf>,
    /// Match files, read in memory.
    pub from: Vec<PathBuf>,
    /// Whether the embedded record is left out.
    pub without_embedded: bool,
    /// A ledger. It takes the place of the embedded record; match files are read
    /// over it, and where they differ the ledger decides.
    pub ledger: Option<Arc<dyn LedgerSource>>,
    /// Whether match files are left out, so that nothing stands beside the ledger.
    pub without_files: bool,
}

/// Where the entries of a ledger come from.
pub trait LedgerSource: std::fmt::Debug + Send + Sync {
    /// Reads the entries in order, and adds their teams, people and names to the
    /// directory.
    ///
    /// # Errors
    /// The ledger cannot be read.
    fn entries(&self, directory: &mut Directory) -> Result<Vec<Entry>, Error>;
}

/// A record and the rule books for it. Cheap to clone and safe to share.
#[derive(Clone, Debug)]
pub struct Desk {
    inner: Arc<Inner>,
}

#[derive(Debug)]
struct Inner {
    catalogue: Arc<Catalogue>,
    ledger: Ledger,
    loaded: Vec<Loaded>,
    notes: Vec<girone_record::Diagnostic>,
}

impl Desk {
    /// Opens the embedded record.
    ///
    /// # Errors
    /// The binary was built with files that do not hold together; a test reads
    /// them all.
    pub fn embedded() -> Result<Desk, Error> {
        Desk::open(&Sources::default())
    }

    /// Opens the embedded record together with files and folders.
    ///
    /// # Errors
    /// A file cannot be read, or a rule book or competition does not hold together.
    pub fn open(sources: &Sources) -> Result<Desk, Error> {
        let mut catalogue = Catalogue::embedded();
        let mut directory = Directory::default();
        let mut drafts: Vec<Draft> = Vec::new();
        let mut notes = Vec::new();
        let mut names = |file: &str, text: &[u8], directory: &mut Directory| {
            let reading = match file {
                "teams.csv" => read_teams(file, text, directory),
                _ => read_names(file, text, directory),
            };
            notes.extend(reading.diagnostics);
        };
        for file in ["teams.csv", "names.csv"] {
            if let Some((_, text)) = embedded::DATA.iter().find(|(name, _)| *name == file) {
                names(file, text.as_bytes(), &mut directory);
            }
        }
        let mut loaded = Vec::new();
        let mut own_notes = Vec::new();
        for path in &sources.data {
            let folder = Folder::open(path)?;
            let own = catalogue.add_books(folder.books)?;
            for path in &folder.names {
                let bytes = std::fs::read(path)
                    .map_err(|source| Error::File { path: path.clone(), source })?;
                let file = if path.ends_with("teams.csv") { "teams.csv" } else { "names.csv" };
                names(file, &bytes, &mut directory);
            }
            if sources.without_files {
                continue;
            }
            let mut files = load(&folder.matches, None)?;
            let (used, said) = folder::assign(&mut files, &own, &catalogue);
            own_notes.extend(said);
            own_notes.extend(folder.passed_over.iter().map(|p| folder::passed_over(p)));
            // Members that have not played yet are teams too.
            for name in folder::members_named(&files, &used, &catalogue) {
                let _ = directory.intern_team(&name, None);
            }
            // With matches of its own an edition does not look for others in the
            // embedded record.
            if sources.ledger.is_none() && !sources.without_embedded {
                used.iter().for_each(|id| catalogue.leave_to_named_matches(id));
            }
            loaded.extend(files);
        }
        // Files of one's own come first: where they differ from the embedded
        // record they decide.
        if !sources.without_files {
            loaded.extend(load(&sources.from, None)?);
        }
        drafts.extend(loaded.iter().map(|l| l.reading.value.clone()));
        if let Some(source) = &sources.ledger {
            let entries = source.entries(&mut directory)?;
            // Every view needs the editions with decisions: they are read meanwhile.
            let mut ledger = thread::scope(|scope| {
                let books = || catalogue.editions_with_rulings().count();
                let _ = thread::Builder::new().spawn_scoped(scope, books);
                Ledger::from_entries(Arc::new(directory), entries)
            })
            .map_err(do_not_hold)?;
            if !drafts.is_empty() {
                let gathered =
                    gather(Directory::clone(ledger.directory()), &drafts, &Policy::default());
                notes.extend(gathered.diagnostics);
                let plan = plan(&ledger, &gathered.value, "files", None);
                notes.extend(plan.disputed.into_iter().map(|message| {
                    girone_record::Diagnostic::warning(
                        girone_record::diagnostic::code::CONFLICT,
                        &"the ledger".into(),
                        girone_record::Place::FILE,
                        message,
                    )
                }));
                let directory = Arc::new(gathered.value.directory);
                ledger = ledger.with(directory, plan.entries).map_err(do_not_hold)?;
            }
            return Ok(Desk {
                inner: Arc::new(Inner { catalogue: Arc::new(catalogue), ledger, loaded, notes }),
            });
        }
        if !sources.without_embedded {
            for (file, text) in embedded::DATA {
                let kind = match *file {
                    "teams.csv" | "names.csv" | "places.csv" | "strengths.csv" | "coverage.csv" => {
                        continue;
                    }
                    "tenures.csv" => Kind::Tenures,
                    name if name.ends_with(".txt") => Kind::FootballTxt,
                    _ => continue,
                };
                drafts.push(read(kind, &[(file, text.as_bytes())]).value);
            }
        }
        for (file, text) in embedded::DATA.iter().filter(|(f, _)| *f == "coverage.csv") {
            let reading = read_coverage(file, text.as_bytes(), &directory);
            notes.extend(reading.diagnostics);
            if !sources.without_embedded {
                drafts.push(Draft { coverage: reading.value, ..Draft::default() });
            }
        }
        let gathered = gather(directory, &drafts, &Policy::default());
        notes.extend(gathered.diagnostics);
        notes.extend(own_notes);
        let ledger = gathered.value.ledger().map_err(do_not_hold)?;
        Ok(Desk {
            inner: Arc::new(Inner { catalogue: Arc::new(catalogue), ledger, loaded, notes }),
        })
    }

    /// Returns a desk whose ledger has further entries: what would be so.
    ///
    /// # Errors
    /// The entries do not follow from those that are there.
    pub fn with_entries(&self, directory: Directory, more: Vec<Entry>) -> Result<Desk, Error> {
        let ledger = self.inner.ledger.with(Arc::new(directory), more).map_err(do_not_hold)?;
        Ok(Desk {
            inner: Arc::new(Inner {
                catalogue: self.inner.catalogue.clone(),
                ledger,
                loaded: Vec::new(),
                notes: Vec::new(),
            }),
        })
    }

    /// Returns the editions and rule books.
    pub fn catalogue(&self) -> &Catalogue {
        &self.inner.catalogue
    }

    /// Returns the ledger.
    pub fn ledger(&self) -> &Ledger {
        &self.inner.ledger
    }

    /// Returns what was read from disk, with what was not understood.
    pub fn loaded(&self) -> &[Loaded] {
        &self.inner.loaded
    }

    /// Returns what did not hold when files were put together.
    pub fn notes(&self) -> &[girone_record::Diagnostic] {
        &self.inner.notes
    }

    /// Takes a view of the record as of a moment.
    pub fn view(&self, as_of: AsOf) -> View {
        View::new(self.clone(), self.inner.ledger.as_of(as_of))
    }
}

fn do_not_hold(errors: Vec<LedgerError>) -> Error {
    Error::BadInput {
        message: errors.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"),
    }
}
