//! The editions and rule books that are at hand.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use girone_rules::{
    Allocation, Books, Edition, Regulation, RuleBookError, Series, check_edition, check_series,
    parse_allocation, parse_edition, parse_regulation, parse_series,
};

use crate::{Error, embedded};

/// Editions, series of leagues, rule books and allocation tables by id.
///
/// What is part of the binary is read when it is first asked for, so that a
/// question about one edition does not wait for the others.
#[derive(Debug, Default)]
pub struct Catalogue {
    editions: BTreeMap<String, Leaf<Edition>>,
    regulations: BTreeMap<String, Leaf<Regulation>>,
    allocations: BTreeMap<String, Leaf<Allocation>>,
    series: BTreeMap<String, Leaf<Series>>,
}

/// A file, and what it says once it has been read.
#[derive(Debug)]
struct Leaf<T> {
    file: String,
    text: Cow<'static, str>,
    read: OnceLock<Result<Arc<T>, RuleBookError>>,
}

type Reader<T> = fn(&str, &str) -> Result<T, RuleBookError>;

impl<T> Leaf<T> {
    fn new(file: &str, text: Cow<'static, str>) -> Leaf<T> {
        Leaf { file: file.to_owned(), text, read: OnceLock::new() }
    }

    fn get(&self, reader: Reader<T>) -> Result<&Arc<T>, &RuleBookError> {
        self.read.get_or_init(|| reader(&self.file, &self.text).map(Arc::new)).as_ref()
    }
}

fn allocation(file: &str, text: &str) -> Result<Allocation, RuleBookError> {
    parse_allocation(file, stem(file), text)
}

/// Returns the name of a file without folders and ending: the id of what is in it.
fn stem(file: &str) -> &str {
    let name = file.rsplit(['/', '\\']).next().unwrap_or(file);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

impl Catalogue {
    /// Lists the files that are part of the binary.
    pub fn embedded() -> Catalogue {
        let mut catalogue = Catalogue::default();
        for (file, text) in embedded::REGULATIONS {
            catalogue.shelve("regulations", file, Cow::Borrowed(text));
        }
        for (file, text) in embedded::COMPETITIONS {
            catalogue.shelve("competitions", file, Cow::Borrowed(text));
        }
        catalogue
    }

    /// Puts a file where its folder and ending say it belongs; others are no part
    /// of a catalogue.
    fn shelve(&mut self, part: &str, file: &str, text: Cow<'static, str>) {
        let id = stem(file).to_owned();
        let inside = |folder: &str| file.contains(&format!("{folder}/"));
        match (part, file.rsplit_once('.').map_or("", |(_, ending)| ending)) {
            ("regulations", "csv") if inside("allocations") => {
                self.allocations.insert(id, Leaf::new(file, text));
            }
            ("regulations", "toml") => {
                self.regulations.insert(id, Leaf::new(file, text));
            }
            ("competitions", "toml") if inside("series") => {
                self.series.insert(id, Leaf::new(file, text));
            }
            ("competitions", "toml") => {
                self.editions.insert(id, Leaf::new(file, text));
            }
            _ => {}
        }
    }

    /// Adds the `competitions/` and `regulations/` of a folder of one's own, and
    /// reads them all at once.
    ///
    /// # Errors
    /// The folder cannot be read, or a file does not hold together.
    pub fn add_folder(&mut self, folder: &Path) -> Result<(), Error> {
        let about = |path: &Path| {
            let path = path.to_path_buf();
            move |source| Error::File { path, source }
        };
        std::fs::metadata(folder).map_err(about(folder))?;
        let mut own = Vec::new();
        for part in ["regulations", "competitions"] {
            for sub in ["", "allocations", "series"] {
                let here = folder.join(part).join(sub);
                if !here.is_dir() {
                    continue;
                }
                let mut paths: Vec<PathBuf> = Vec::new();
                for entry in std::fs::read_dir(&here).map_err(about(&here))? {
                    paths.push(entry.map_err(about(&here))?.path());
                }
                paths.retain(|p| p.is_file());
                paths.sort();
                for path in paths {
                    let file = path.display().to_string();
                    let known = path.extension().is_some_and(|e| e == "toml")
                        || (sub == "allocations" && path.extension().is_some_and(|e| e == "csv"));
                    if !known {
                        continue;
                    }
                    let text = std::fs::read_to_string(&path).map_err(about(&path))?;
                    self.add_own(part, &file, text)?;
                    own.push(file);
                }
            }
        }
        self.check_files(|file| own.iter().any(|f| f == file)).map_err(|errors| {
            let said: Vec<String> = errors.iter().map(ToString::to_string).collect();
            Error::BadInput { message: said.join("\n") }
        })
    }

    /// Adds a file of one's own under the id that it states.
    fn add_own(&mut self, part: &str, file: &str, text: String) -> Result<(), Error> {
        let bad = |e: &RuleBookError| Error::BadInput { message: e.to_string() };
        let id = stem(file).to_owned();
        self.shelve(part, file, Cow::Owned(text));
        // A file of one's own may be called otherwise than the id that it states.
        if part == "regulations" {
            if let Some(leaf) = self.regulations.remove(&id) {
                let stated = leaf.get(parse_regulation).map_err(bad)?.id.clone();
                self.regulations.insert(stated, leaf);
            }
            if let Some(leaf) = self.allocations.get(&id) {
                leaf.get(allocation).map_err(bad)?;
            }
        } else {
            if let Some(leaf) = self.editions.remove(&id) {
                let stated = leaf.get(parse_edition).map_err(bad)?.id.clone();
                self.editions.insert(stated, leaf);
            }
            if let Some(leaf) = self.series.remove(&id) {
                let stated = leaf.get(parse_series).map_err(bad)?.id.clone();
                self.series.insert(stated, leaf);
            }
        }
        Ok(())
    }

    /// Reads everything.
    ///
    /// # Errors
    /// Each file that does not hold together, or does not fit the others.
    pub fn check(&self) -> Result<(), Vec<RuleBookError>> {
        let mut errors = Vec::new();
        errors.extend(self.editions.values().filter_map(|l| l.get(parse_edition).err().cloned()));
        errors.extend(
            self.regulations.values().filter_map(|l| l.get(parse_regulation).err().cloned()),
        );
        errors.extend(self.allocations.values().filter_map(|l| l.get(allocation).err().cloned()));
        errors.extend(self.series.values().filter_map(|l| l.get(parse_series).err().cloned()));
        errors.extend(self.check_files(|_| true).err().unwrap_or_default());
        if errors.is_empty() { Ok(()) } else { Err(errors) }
    }

    /// Checks that files which can be read fit the rule books, tables and editions
    /// that they name.
    fn check_files(&self, which: impl Fn(&str) -> bool) -> Result<(), Vec<RuleBookError>> {
        let mut errors = Vec::new();
        for leaf in self.editions.values().filter(|l| which(&l.file)) {
            if let Ok(edition) = leaf.get(parse_edition) {
                errors.extend(check_edition(&leaf.file, &leaf.text, edition, self));
            }
        }
        for leaf in self.series.values().filter(|l| which(&l.file)) {
            if let Ok(series) = leaf.get(parse_series) {
                errors.extend(check_series(&leaf.file, &leaf.text, series, self));
            }
        }
        if errors.is_empty() { Ok(()) } else { Err(errors) }
    }

    /// Returns all editions, by id.
    pub fn editions(&self) -> impl Iterator<Item = &Arc<Edition>> {
        self.editions.values().filter_map(|l| l.get(parse_edition).ok())
    }

    /// Returns the series of leagues, by id.
    pub fn series(&self) -> Vec<Series> {
        self.series
            .values()
            .filter_map(|l| l.get(parse_series).ok())
            .map(|s| (**s).clone())
            .collect()
    }

    /// Returns the editions that carry decisions, without reading the others.
    pub fn editions_with_rulings(&self) -> impl Iterator<Item = &Arc<Edition>> {
        let leaves = self.editions.values().filter(|l| l.text.contains("[[ruling]]"));
        leaves.filter_map(|l| l.get(parse_edition).ok())
    }

    /// Returns the ids of all editions.
    pub fn edition_ids(&self) -> impl Iterator<Item = &str> {
        self.editions.keys().map(String::as_str)
    }

    /// Returns an edition; `None` if there is none of that id.
    pub fn edition(&self, id: &str) -> Option<&Arc<Edition>> {
        self.editions.get(id)?.get(parse_edition).ok()
    }

    /// Returns all rule books, by id.
    pub fn regulations(&self) -> impl Iterator<Item = &Arc<Regulation>> {
        self.regulations.values().filter_map(|l| l.get(parse_regulation).ok())
    }

    /// Returns a rule book.
    ///
    /// # Errors
    /// There is none of that id.
    pub fn regulation(&self, id: &str) -> Result<&Arc<Regulation>, Error> {
        self.regulations
            .get(id)
            .and_then(|l| l.get(parse_regulation).ok())
            .ok_or_else(|| Error::not_found(format!("`{id}` is not a rule book at hand")))
    }
}

impl Books for Catalogue {
    fn regulation(&self, id: &str) -> Option<&Regulation> {
        Catalogue::regulation(self, id).ok().map(|r| &**r)
    }

    fn allocation(&self, id: &str) -> Option<&Allocation> {
        self.allocations.get(id)?.get(allocation).ok().map(|a| &**a)
    }

    fn edition(&self, id: &str) -> Option<&Edition> {
        Catalogue::edition(self, id).map(|e| &**e)
    }
}
