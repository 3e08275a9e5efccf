//! A virtual table of rows that Rust makes.
//!
//! This is the only module of the house with `unsafe`: SQLite wants structures
//! that begin with its own, and rusqlite's traits for them are unsafe to
//! implement because of that layout. Both structures below are `repr(C)` with
//! SQLite's part first, and nothing else here is unsafe.
#![allow(unsafe_code)]

use std::borrow::Cow;
use std::ffi::{CStr, CString, c_int};
use std::marker::PhantomData;
use std::sync::Arc;

use rusqlite::types::{ToSqlOutput, Value, ValueRef};
use rusqlite::vtab::{
    Context, Filters, IndexConstraintOp, IndexInfo, Module, VTab, VTabConfig, VTabConnection,
    VTabCursor, sqlite3_vtab, sqlite3_vtab_cursor,
};
use rusqlite::{Connection, Error, Result};

/// A value in a row; what is unknown is null, never zero.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Cell {
    Null,
    Int(i64),
    Text(Arc<str>),
}

impl From<i64> for Cell {
    fn from(n: i64) -> Cell {
        Cell::Int(n)
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Cell {
        Cell::Text(text.into())
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Cell {
        Cell::Text(text.into())
    }
}

impl From<Arc<str>> for Cell {
    fn from(text: Arc<str>) -> Cell {
        Cell::Text(text)
    }
}

impl From<bool> for Cell {
    fn from(b: bool) -> Cell {
        Cell::Int(i64::from(b))
    }
}

impl<T: Into<Cell>> From<Option<T>> for Cell {
    fn from(value: Option<T>) -> Cell {
        value.map_or(Cell::Null, Into::into)
    }
}

/// Rows of as many cells as the table has columns.
pub(crate) type Rows = Arc<Vec<Vec<Cell>>>;

/// Makes the rows for the arguments given; `None` for null or not given.
pub(crate) type Producer = Box<dyn Fn(&[Option<String>]) -> Result<Rows, String> + Send + Sync>;

/// A table or table function.
pub(crate) struct Definition {
    /// The visible columns, each with its type, e.g. `team TEXT`.
    pub columns: &'static [&'static str],
    /// The arguments, in order.
    pub arguments: &'static [&'static str],
    /// How the rows are made.
    pub rows: Producer,
}

/// Makes a table known to a connection.
pub(crate) fn register(db: &Connection, name: &'static CStr, table: Definition) -> Result<()> {
    const MODULE: Module<'_, Flat> = Module::eponymous_only_module();
    db.create_module(name, &MODULE, Some(Arc::new(table)))
}

/// The virtual table.
#[repr(C)]
struct Flat {
    base: sqlite3_vtab,
    table: Arc<Definition>,
}

// SAFETY: `Flat` is `repr(C)` and its first field is `sqlite3_vtab`.
unsafe impl<'vtab> VTab<'vtab> for Flat {
    type Aux = Arc<Definition>;
    type Cursor = Cursor<'vtab>;

    fn connect(
        db: &mut VTabConnection,
        aux: Option<&Arc<Definition>>,
        _module: &[u8],
        _database: &[u8],
        _table: &[u8],
        _args: &[&[u8]],
    ) -> Result<(Cow<'static, CStr>, Flat)> {
        let table = aux.ok_or_else(|| Error::ModuleError("a table without rows".to_owned()))?;
        db.config(VTabConfig::Innocuous)?;
        let columns = table.columns.iter().map(|c| (*c).to_owned());
        let hidden = table.arguments.iter().map(|a| format!("{a} HIDDEN"));
        let all: Vec<String> = columns.chain(hidden).collect();
        let schema = CString::new(format!("CREATE TABLE x({})", all.join(", ")))
            .map_err(|e| Error::ModuleError(e.to_string()))?;
        Ok((Cow::Owned(schema), Flat { base: sqlite3_vtab::default(), table: table.clone() }))
    }

    fn best_index(&self, info: &mut IndexInfo) -> Result<bool> {
        let first = self.table.columns.len() as c_int;
        let mut given: Vec<Option<usize>> = vec![None; self.table.arguments.len()];
        let mut waits = false;
        for (i, constraint) in info.constraints().enumerate() {
            let Ok(argument) = usize::try_from(constraint.column() - first) else { continue };
            if constraint.operator() != IndexConstraintOp::SQLITE_INDEX_CONSTRAINT_EQ {
                continue;
            }
            if constraint.is_usable() {
                given[argument] = Some(i);
            } else {
                waits = true;
            }
        }
        // An argument that comes from a table further right has to come first.
        if waits && given.iter().all(Option::is_none) {
            return Ok(false);
        }
        let (mut mask, mut position) = (0, 0);
        for (argument, constraint) in given.iter().enumerate() {
            let Some(constraint) = constraint else { continue };
            position += 1;
            let mut usage = info.constraint_usage(*constraint);
            usage.set_argv_index(position);
            usage.set_omit(true);
            mask |= 1 << argument;
        }
        info.set_idx_num(mask);
        info.set_estimated_cost(if waits { 1e9 } else { 1e4 });
        Ok(true)
    }

    fn open(&'vtab mut self) -> Result<Cursor<'vtab>> {
        Ok(Cursor {
            base: sqlite3_vtab_cursor::default(),
            table: self.table.clone(),
            arguments: Vec::new(),
            rows: Arc::default(),
            at: 0,
            lifetime: PhantomData,
        })
    }
}

/// A walk over the rows.
#[repr(C)]
struct Cursor<'vtab> {
    base: sqlite3_vtab_cursor,
    table: Arc<Definition>,
    arguments: Vec<Option<String>>,
    rows: Rows,
    at: usize,
    lifetime: PhantomData<&'vtab Flat>,
}

// SAFETY: `Cursor` is `repr(C)` and its first field is `sqlite3_vtab_cursor`.
unsafe impl VTabCursor for Cursor<'_> {
    fn filter(&mut self, mask: c_int, _text: Option<&str>, args: &Filters<'_>) -> Result<()> {
        self.arguments = vec![None; self.table.arguments.len()];
        let mut values = args.iter();
        for argument in 0..self.table.arguments.len() {
            if mask & (1 << argument) == 0 {
                continue;
            }
            self.arguments[argument] = match values.next() {
                Some(ValueRef::Text(text)) => Some(String::from_utf8_lossy(text).into_owned()),
                Some(ValueRef::Integer(n)) => Some(n.to_string()),
                Some(ValueRef::Null) | None => None,
                Some(ValueRef::Real(_) | ValueRef::Blob(_)) => {
                    return Err(Error::ModuleError(format!(
                        "`{}` is a text",
                        self.table.arguments[argument]
                    )));
                }
            };
        }
        self.at = 0;
        self.rows = (self.table.rows)(&self.arguments).map_err(Error::ModuleError)?;
        Ok(())
    }

    fn next(&mut self) -> Result<()> {
        self.at += 1;
        Ok(())
    }

    fn eof(&self) -> bool {
        self.at >= self.rows.len()
    }

    fn column(&self, ctx: &mut Context, i: c_int) -> Result<()> {
        let i = usize::try_from(i).unwrap_or(usize::MAX);
        if let Some(argument) = i.checked_sub(self.table.columns.len()) {
            return ctx.set_result(self.arguments.get(argument).cloned().flatten());
        }
        match self.rows.get(self.at).and_then(|row| row.get(i)) {
            None | Some(Cell::Null) => ctx.set_result(ToSqlOutput::Owned(Value::Null)),
            Some(Cell::Int(n)) => ctx.set_result(*n),
            Some(Cell::Text(text)) => ctx.set_result(&**text),
        }
    }

    fn rowid(&self) -> Result<i64> {
        Ok(self.at as i64)
    }
}
