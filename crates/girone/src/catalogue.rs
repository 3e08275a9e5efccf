//! The editions and rule books that are at hand.

use std::collections::BTreeMap;
use std::sync::Arc;

use girone_rules::{Edition, Regulation, RuleBookError, parse_edition, parse_regulation};

use crate::Error;

/// Editions and rule books by id.
#[derive(Clone, Debug, Default)]
pub struct Catalogue {
    editions: BTreeMap<String, Arc<Edition>>,
    regulations: BTreeMap<String, Arc<Regulation>>,
}

impl Catalogue {
    /// Reads the files that are part of the binary.
    ///
    /// # Errors
    /// A file does not hold together; a test reads them all.
    pub fn embedded() -> Result<Catalogue, RuleBookError> {
        let mut catalogue = Catalogue::default();
        for (file, text) in crate::embedded::REGULATIONS {
            if file.ends_with(".toml") {
                catalogue.add_regulation(parse_regulation(file, text)?);
            }
        }
        for (file, text) in crate::embedded::COMPETITIONS {
            if file.ends_with(".toml") && !file.contains('/') {
                catalogue.add_edition(parse_edition(file, text)?);
            }
        }
        Ok(catalogue)
    }

    /// Adds a rule book, or replaces the one with its id.
    pub fn add_regulation(&mut self, regulation: Regulation) {
        self.regulations.insert(regulation.id.clone(), Arc::new(regulation));
    }

    /// Adds an edition, or replaces the one with its id.
    pub fn add_edition(&mut self, edition: Edition) {
        self.editions.insert(edition.id.clone(), Arc::new(edition));
    }

    /// Returns all editions, by id.
    pub fn editions(&self) -> impl Iterator<Item = &Arc<Edition>> {
        self.editions.values()
    }

    /// Returns an edition.
    ///
    /// # Errors
    /// There is none of that id; the message names those that are near.
    pub fn edition(&self, id: &str) -> Result<&Arc<Edition>, Error> {
        self.editions.get(&id.to_lowercase()).ok_or_else(|| {
            let near = girone_model::nearest(id, self.editions.keys().map(String::as_str));
            let hint = if near.is_empty() {
                "`girone competitions` lists those at hand".to_owned()
            } else {
                format!(
                    "did you mean {}?",
                    near.iter().map(|n| format!("`{n}`")).collect::<Vec<_>>().join(", ")
                )
            };
            Error::not_found(format!("`{id}` is not an edition; {hint}"))
        })
    }

    /// Returns a rule book.
    ///
    /// # Errors
    /// There is none of that id.
    pub fn regulation(&self, id: &str) -> Result<&Arc<Regulation>, Error> {
        self.regulations
            .get(id)
            .ok_or_else(|| Error::not_found(format!("`{id}` is not a rule book at hand")))
    }
}
