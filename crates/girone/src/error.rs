//! What can go wrong at the edge, and what to do about it.

use std::path::PathBuf;

/// An error that a person reads.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The question itself is not one.
    #[error("{message}")]
    Usage {
        /// What was found and what was expected.
        message: String,
    },
    /// A name or address that is unknown or ambiguous.
    #[error("{message}")]
    NotFound {
        /// What was looked for and what there is.
        message: String,
    },
    /// The record lacks what the answer needs.
    #[error("{message}")]
    Lacks {
        /// What is missing.
        message: String,
    },
    /// A file could not be read or written.
    #[error("cannot read `{}`: {source}", path.display())]
    File {
        /// Which.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// A ledger could not be opened, read or written.
    #[error("{message}")]
    Ledger {
        /// Which, why, and what to do.
        message: String,
    },
    /// A file of one's own does not hold together.
    #[error("{message}")]
    BadInput {
        /// Where and why, one line each.
        message: String,
    },
}

impl Error {
    /// Makes an error about a name.
    pub fn not_found(message: impl Into<String>) -> Error {
        Error::NotFound { message: message.into() }
    }

    /// Makes an error about the question.
    pub fn usage(message: impl Into<String>) -> Error {
        Error::Usage { message: message.into() }
    }

    /// Makes an error about the record.
    pub fn lacks(message: impl Into<String>) -> Error {
        Error::Lacks { message: message.into() }
    }

    /// Returns the exit code of a command that ends with this error: 1 negative,
    /// 2 usage, 3 name, 4 record.
    pub fn exit_code(&self) -> u8 {
        match self {
            Error::BadInput { .. } => 1,
            Error::Usage { .. } | Error::File { .. } | Error::Ledger { .. } => 2,
            Error::NotFound { .. } => 3,
            Error::Lacks { .. } => 4,
        }
    }
}

impl From<girone_model::NameError> for Error {
    fn from(error: girone_model::NameError) -> Error {
        Error::not_found(error.to_string())
    }
}
