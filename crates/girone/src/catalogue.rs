//! The editions and rule books that are at hand.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use girone_rules::{
    Allocation, Books, Edition, Regulation, RuleBookError, Series, check_edition, check_series,
    parse_allocation, parse_edition, parse_regulation, parse_series,
};

use crate::folder::{Book, Shelf};
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

    /// Adds rule books and competitions of one's own, and reads them all at once.
    /// Returns the ids of the editions.
    ///
    /// # Errors
    /// Each file that does not hold together.
    pub(crate) fn add_books(&mut self, books: Vec<Book>) -> Result<Vec<String>, Error> {
        let mut own = Vec::new();
        let mut editions = Vec::new();
        for book in books {
            let file = book.path.display().to_string();
            if let Some(id) = self.add_own(book.shelf, &file, book.text)? {
                editions.push(id);
            }
            own.push(file);
        }
        self.check_files(|file| own.iter().any(|f| f == file)).map_err(|errors| {
            let said: Vec<String> = errors.iter().map(ToString::to_string).collect();
            Error::BadInput { message: said.join("\n") }
        })?;
        Ok(editions)
    }

    /// Leaves an edition to the matches that name it: those that records call by
    /// one of its labels are no longer taken for its own.
    pub(crate) fn leave_to_named_matches(&mut self, id: &str) {
        let Some(edition) = self.edition(id).map(|e| Edition::clone(e)) else { return };
        if let Some(leaf) = self.editions.get_mut(id) {
            let alone = Edition { labels: Vec::new(), ..edition };
            leaf.read = OnceLock::from(Ok(Arc::new(alone)));
        }
    }

    /// Adds a file of one's own under the id that it states; returns that of an
    /// edition.
    fn add_own(&mut self, shelf: Shelf, file: &str, text: String) -> Result<Option<String>, Error> {
        let bad = |e: &RuleBookError| Error::BadInput { message: e.to_string() };
        let text = Cow::Owned(text);
        match shelf {
            Shelf::Regulation => {
                let leaf = Leaf::new(file, text);
                let id = leaf.get(parse_regulation).map_err(bad)?.id.clone();
                self.regulations.insert(id, leaf);
            }
            Shelf::Allocation => {
                let leaf = Leaf::new(file, text);
                leaf.get(allocation).map_err(bad)?;
                self.allocations.insert(stem(file).to_owned(), leaf);
            }
            Shelf::Edition => {
                let leaf = Leaf::new(file, text);
                let id = leaf.get(parse_edition).map_err(bad)?.id.clone();
                self.editions.insert(id.clone(), leaf);
                return Ok(Some(id));
            }
            Shelf::Series => {
                let leaf = Leaf::new(file, text);
                let id = leaf.get(parse_series).map_err(bad)?.id.clone();
                self.series.insert(id, leaf);
            }
        }
        Ok(None)
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
