//! Teams, people, and what they are called.

mod directory;
mod fold;

use std::fmt;
use std::sync::Arc;

pub use directory::Directory;
pub use fold::{fold, nearest, slug};
use jiff::civil::Date;

/// The position of a team in its [`Directory`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TeamId(pub u32);

/// The position of a person in its [`Directory`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PersonId(pub u32);

/// A language that Girone writes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Lang {
    /// English.
    #[default]
    En,
    /// Italian.
    It,
}

impl Lang {
    /// Returns the ISO 639-1 code.
    pub const fn code(self) -> &'static str {
        match self {
            Lang::En => "en",
            Lang::It => "it",
        }
    }
}

impl std::str::FromStr for Lang {
    type Err = String;
    fn from_str(text: &str) -> Result<Lang, String> {
        match text.to_ascii_lowercase().as_str() {
            "en" => Ok(Lang::En),
            "it" => Ok(Lang::It),
            _ => Err(format!("`{text}` is not a language Girone writes; use `en` or `it`")),
        }
    }
}

/// A text in both languages.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Localised {
    /// In English.
    pub en: Arc<str>,
    /// In Italian.
    pub it: Arc<str>,
}

impl Localised {
    /// Makes a text that is the same in both languages.
    pub fn same(text: &str) -> Localised {
        let text: Arc<str> = text.into();
        Localised { en: text.clone(), it: text }
    }

    /// Returns the text in a language.
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::En => &self.en,
            Lang::It => &self.it,
        }
    }
}

/// What sort of team.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum TeamKind {
    /// A national team of a FIFA member, past or present.
    National,
    /// A representative team outside FIFA.
    Unrecognised,
    /// A club, or a team of which nothing more is known.
    Club,
}

/// A team.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Team {
    /// The stable id, e.g. `north-macedonia`.
    pub key: Arc<str>,
    /// What sort.
    pub kind: TeamKind,
    /// The common name.
    pub name: Localised,
    /// The code of three letters, if there is one.
    pub code: Option<Arc<str>>,
    /// The confederation, e.g. `uefa`.
    pub confederation: Option<Arc<str>>,
    /// The Italian article: `il`, `lo`, `la`, `l'`, `i`, `gli`, `le`; empty for none.
    pub article_it: Arc<str>,
    /// Whether the name takes a plural verb in Italian.
    pub plural_it: bool,
}

/// A person: a player or a coach.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// The stable id, e.g. `kevin-de-bruyne`.
    pub key: Arc<str>,
    /// The full name.
    pub name: Arc<str>,
}

/// What sort of name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum AliasKind {
    /// The name the organisers use.
    Official,
    /// The usual name.
    Common,
    /// A name in another language.
    Exonym,
    /// An earlier name.
    Former,
    /// A nickname.
    Nickname,
    /// The word for its people.
    Demonym,
    /// A spelling that is wrong but met.
    Misspelling,
    /// A code.
    Code,
}

/// One name of a team.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alias {
    /// Whose.
    pub team: TeamId,
    /// As written.
    pub name: Arc<str>,
    /// In which language (ISO 639-1), `mul` for any.
    pub lang: Arc<str>,
    /// What sort.
    pub kind: AliasKind,
    /// The first day it was valid, if limited.
    pub from: Option<Date>,
    /// The last day it was valid, if limited.
    pub to: Option<Date>,
}

/// A name that could not be resolved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NameError {
    /// Nobody is called that; the nearest names, best first.
    Unknown {
        /// As asked.
        name: String,
        /// Names that are close.
        suggestions: Vec<String>,
    },
    /// Several are called that.
    Ambiguous {
        /// As asked.
        name: String,
        /// The names of those who may be meant.
        candidates: Vec<String>,
    },
}

impl fmt::Display for NameError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            NameError::Unknown { name, suggestions } if suggestions.is_empty() => {
                write!(f, "`{name}` is not a name in the record")
            }
            NameError::Unknown { name, suggestions } => write!(
                f,
                "`{name}` is not a name in the record; did you mean {}?",
                suggestions.iter().map(|s| format!("`{s}`")).collect::<Vec<_>>().join(", ")
            ),
            NameError::Ambiguous { name, candidates } => write!(
                f,
                "`{name}` may be {}; write one of these",
                candidates.iter().map(|s| format!("`{s}`")).collect::<Vec<_>>().join(" or ")
            ),
        }
    }
}

impl std::error::Error for NameError {}
