//! Read-only SQL over the record.
//!
//! The tables `match`, `goal`, `tenure`, `adjustment`, `entry`, `team` and
//! `edition` say what the record says at the moment of the question; the functions
//! `standings`, `tally` and `verdicts` answer for any moment. `docs/SQL.md`
//! describes them. Everything is computed by the same code as elsewhere; SQLite,
//! in memory and empty, only combines the rows.
//!
//! Writing, `ATTACH`, `PRAGMA` and extensions are refused, and every query has a
//! time limit.

mod flat;
mod functions;
mod tables;

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use girone::View;
use rusqlite::hooks::{AuthAction, Authorization};
use rusqlite::limits::Limit;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, ErrorCode};

/// How much a query may cost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Most {
    /// How long it may take.
    pub time: Duration,
    /// How many rows the answer may have.
    pub rows: usize,
    /// How many bytes of text the answer may have.
    pub bytes: usize,
}

impl Default for Most {
    fn default() -> Most {
        Most { time: Duration::from_secs(10), rows: 1_000_000, bytes: 1 << 30 }
    }
}

/// How long a text or a query may be, in bytes.
const LONGEST: i32 = 10_000_000;

/// Why a query has no answer.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SqlError {
    /// It is not SQL, or names what is not there.
    #[error("{0}")]
    Query(String),
    /// It wants to do what is refused.
    #[error("refused: queries read only; writing, ATTACH, PRAGMA and extensions are not allowed")]
    Refused,
    /// It took too long.
    #[error("the query took longer than {0} seconds; ask for less, or allow more time")]
    Time(u64),
    /// It has too many rows.
    #[error("the answer has more than {0} rows; add a LIMIT")]
    Rows(usize),
    /// It is too long.
    #[error("the answer has more than {0} bytes; ask for less")]
    Bytes(usize),
}

/// A value of an answer.
#[derive(Clone, Debug, PartialEq)]
pub enum SqlValue {
    /// Unknown or not applicable.
    Null,
    /// A whole number.
    Int(i64),
    /// A number that a query computed.
    Real(f64),
    /// A text.
    Text(String),
}

impl SqlValue {
    fn size(&self) -> usize {
        match self {
            SqlValue::Text(text) => text.len(),
            SqlValue::Null | SqlValue::Int(_) | SqlValue::Real(_) => 8,
        }
    }

    /// Writes the value as it stands in a table; what is unknown is empty.
    pub fn plain(&self) -> String {
        match self {
            SqlValue::Null => String::new(),
            SqlValue::Int(n) => n.to_string(),
            SqlValue::Real(x) => x.to_string(),
            SqlValue::Text(t) => t.clone(),
        }
    }
}

/// The answer to a query.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// The names of the columns.
    pub columns: Vec<String>,
    /// The rows.
    pub rows: Vec<Vec<SqlValue>>,
}

impl Answer {
    /// Writes the answer as CSV with a line of names; the last line is not ended.
    pub fn csv(&self) -> String {
        let quoted = |field: String| {
            if field.contains([',', '"', '\n', '\r']) {
                format!("\"{}\"", field.replace('"', "\"\""))
            } else {
                field
            }
        };
        let line = |cells: Vec<String>| cells.into_iter().map(quoted).collect::<Vec<_>>().join(",");
        let mut lines = vec![line(self.columns.clone())];
        lines.extend(self.rows.iter().map(|r| line(r.iter().map(SqlValue::plain).collect())));
        lines.join("\n")
    }
}

/// When the present query must have ended.
#[derive(Debug)]
pub(crate) struct Deadline {
    start: Instant,
    millis: AtomicU64,
}

impl Deadline {
    fn set(&self, limit: Duration) {
        let end = self.start.elapsed() + limit;
        self.millis.store(u64::try_from(end.as_millis()).unwrap_or(u64::MAX), Ordering::Relaxed);
    }

    /// Returns how much time is left.
    pub(crate) fn left(&self) -> Duration {
        let end = Duration::from_millis(self.millis.load(Ordering::Relaxed));
        end.saturating_sub(self.start.elapsed())
    }

    pub(crate) fn is_over(&self) -> bool {
        self.left().is_zero()
    }
}

/// A record that can be asked in SQL.
#[derive(Debug)]
pub struct Sql {
    db: Connection,
    deadline: Arc<Deadline>,
}

impl Sql {
    /// Makes a view of the record ready to be asked.
    ///
    /// # Errors
    /// SQLite has no memory.
    pub fn open(view: &View) -> Result<Sql, SqlError> {
        let failed = |e: rusqlite::Error| SqlError::Query(e.to_string());
        let mut db = Connection::open_in_memory().map_err(failed)?;
        let deadline =
            Arc::new(Deadline { start: Instant::now(), millis: AtomicU64::new(u64::MAX) });
        tables::register(&db, view).map_err(failed)?;
        functions::register(&db, view, &deadline).map_err(failed)?;
        for (limit, most) in [
            (Limit::SQLITE_LIMIT_LENGTH, LONGEST),
            (Limit::SQLITE_LIMIT_SQL_LENGTH, 1_000_000),
            (Limit::SQLITE_LIMIT_ATTACHED, 0),
            (Limit::SQLITE_LIMIT_EXPR_DEPTH, 500),
        ] {
            db.set_limit(limit, most).map_err(failed)?;
        }
        let watch = deadline.clone();
        db.progress_handler(1_000, Some(move || watch.is_over())).map_err(failed)?;
        db.authorizer(Some(|context: rusqlite::hooks::AuthContext<'_>| match context.action {
            AuthAction::Select | AuthAction::Read { .. } | AuthAction::Recursive => {
                Authorization::Allow
            }
            AuthAction::Function { function_name } => match function_name {
                "load_extension" | "fts3_tokenizer" | "edit" => Authorization::Deny,
                _ => Authorization::Allow,
            },
            _ => Authorization::Deny,
        }))
        .map_err(failed)?;
        Ok(Sql { db, deadline })
    }

    /// Answers a query within a time limit.
    ///
    /// # Errors
    /// The query cannot be answered; the message says why.
    pub fn query(&self, query: &str, limit: Duration) -> Result<Answer, SqlError> {
        self.query_within(query, &Most { time: limit, ..Most::default() })
    }

    /// Answers a query within limits.
    ///
    /// # Errors
    /// The query cannot be answered; the message says why.
    pub fn query_within(&self, query: &str, most: &Most) -> Result<Answer, SqlError> {
        let limit = most.time;
        self.deadline.set(limit);
        let about = |e: rusqlite::Error| match (e.sqlite_error_code(), &e) {
            (Some(ErrorCode::AuthorizationForStatementDenied), _) => SqlError::Refused,
            (Some(ErrorCode::OperationInterrupted), _) => SqlError::Time(limit.as_secs()),
            (
                _,
                rusqlite::Error::SqlInputError { msg, .. }
                | rusqlite::Error::SqliteFailure(_, Some(msg)),
            ) if msg.ends_with("may not be modified") || msg.starts_with("not authorized") => {
                SqlError::Refused
            }
            (_, rusqlite::Error::MultipleStatement) => {
                SqlError::Query("one query at a time".to_owned())
            }
            _ if self.deadline.is_over() => SqlError::Time(limit.as_secs()),
            (_, rusqlite::Error::SqliteFailure(_, Some(text))) => SqlError::Query(text.clone()),
            (_, rusqlite::Error::SqlInputError { msg, .. }) => SqlError::Query(msg.clone()),
            _ => SqlError::Query(e.to_string()),
        };
        let mut statement = self.db.prepare(query).map_err(about)?;
        if !statement.readonly() {
            return Err(SqlError::Refused);
        }
        let columns: Vec<String> = statement.column_names().map(str::to_owned).collect();
        let mut rows = statement.query([]).map_err(about)?;
        let mut answer = Vec::new();
        let mut bytes = 0usize;
        while let Some(row) = rows.next().map_err(about)? {
            if answer.len() == most.rows {
                return Err(SqlError::Rows(most.rows));
            }
            let value = |i| {
                Ok(match row.get_ref(i)? {
                    ValueRef::Null => SqlValue::Null,
                    ValueRef::Integer(n) => SqlValue::Int(n),
                    ValueRef::Real(x) => SqlValue::Real(x),
                    ValueRef::Text(t) => SqlValue::Text(String::from_utf8_lossy(t).into_owned()),
                    ValueRef::Blob(b) => SqlValue::Text(format!("{} bytes", b.len())),
                })
            };
            let cells: rusqlite::Result<Vec<SqlValue>> = (0..columns.len()).map(value).collect();
            let cells = cells.map_err(about)?;
            bytes += cells.iter().map(SqlValue::size).sum::<usize>();
            if bytes > most.bytes {
                return Err(SqlError::Bytes(most.bytes));
            }
            answer.push(cells);
        }
        Ok(Answer { columns, rows: answer })
    }
}
