//! Queries in SQL over the record.

use girone_sql::{Most, Sql, SqlError, SqlValue};
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

use super::write::holder;
use crate::ask::Ask;
use crate::reply::{Answer, Kind, Problem, Reply};

/// The answer to a query.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct SqlShape {
    /// The moment of the tables; functions take their own.
    pub as_of: String,
    /// The hash of the record.
    pub record: String,
    /// What a reader must know.
    pub warnings: Vec<String>,
    /// The names of the columns.
    pub columns: Vec<String>,
    /// The rows: numbers, texts, and null for what is unknown.
    pub rows: Vec<Vec<Value>>,
}

/// Answers a query in SQL.
#[utoipa::path(get, path = "/api/v1/sql", tag = "sql",
    params(
        ("q" = String, Query, description = "The query, e.g. `select place, team from standings('wcq-2026-uefa', 'J', null)`"),
        ("at" = Option<String>, Query, description = "The moment of the tables"),
        ("known_at" = Option<String>, Query, description = "What was known by then"),
    ),
    responses(
        (status = 200, body = SqlShape),
        (status = 400, body = Problem, content_type = "application/problem+json"),
        (status = 401, body = Problem, content_type = "application/problem+json"),
        (status = 403, body = Problem, content_type = "application/problem+json"),
        (status = 422, body = Problem, content_type = "application/problem+json"),
    ))]
pub(crate) fn get(ask: &Ask) -> Answer {
    let query = ask.get("q").ok_or_else(|| {
        Problem::usage("give the query as `q`, e.g. `?q=select+*+from+team+limit+5`, or post it")
    })?;
    answer(ask, query)
}

/// Answers a query in SQL that is too long for an address.
#[utoipa::path(post, path = "/api/v1/sql", tag = "sql",
    params(
        ("at" = Option<String>, Query, description = "The moment of the tables"),
        ("known_at" = Option<String>, Query, description = "What was known by then"),
    ),
    request_body(content = String, content_type = "text/plain"),
    responses(
        (status = 200, body = SqlShape),
        (status = 400, body = Problem, content_type = "application/problem+json"),
        (status = 401, body = Problem, content_type = "application/problem+json"),
        (status = 403, body = Problem, content_type = "application/problem+json"),
        (status = 413, body = Problem, content_type = "application/problem+json"),
        (status = 422, body = Problem, content_type = "application/problem+json"),
    ))]
pub(crate) fn post(ask: &Ask) -> Answer {
    let query = std::str::from_utf8(&ask.body)
        .map_err(|_| Problem::usage("the query is not UTF-8 text"))?;
    answer(ask, query)
}

/// Answers a query in SQL as CSV.
#[utoipa::path(get, path = "/api/v1/sql.csv", tag = "sql",
    params(
        ("q" = String, Query, description = "The query"),
        ("at" = Option<String>, Query, description = "The moment of the tables"),
        ("known_at" = Option<String>, Query, description = "What was known by then"),
    ),
    responses(
        (status = 200, body = String, content_type = "text/csv"),
        (status = 400, body = Problem, content_type = "application/problem+json"),
        (status = 401, body = Problem, content_type = "application/problem+json"),
        (status = 403, body = Problem, content_type = "application/problem+json"),
        (status = 422, body = Problem, content_type = "application/problem+json"),
    ))]
pub(crate) fn get_csv(ask: &Ask) -> Answer {
    get(ask)
}

fn answer(ask: &Ask, query: &str) -> Answer {
    // Whoever keeps keys decides who may let the server compute.
    if ask.app.keys.is_some() {
        holder(ask, None, "sql")?;
    }
    let most = Most {
        time: ask.app.options.sql_time,
        rows: ask.app.options.sql_rows,
        bytes: ask.app.options.kept / 4,
    };
    let view = ask.view();
    let found = Sql::open(&view).and_then(|sql| sql.query_within(query, &most)).map_err(refused)?;
    let reply = if ask.path.ends_with(".csv") {
        Reply::new(Kind::Csv, found.csv() + "\n")
    } else {
        Reply::json(&SqlShape {
            as_of: ask.as_of.played_by.to_string(),
            record: view.record_hash(),
            warnings: Vec::new(),
            columns: found.columns,
            rows: found.rows.iter().map(|row| row.iter().map(value).collect()).collect(),
        })?
    };
    // Never kept: the next asker may hold no key.
    Ok(reply.fresh())
}

fn value(value: &SqlValue) -> Value {
    match value {
        SqlValue::Null => Value::Null,
        SqlValue::Int(n) => (*n).into(),
        SqlValue::Real(x) => (*x).into(),
        SqlValue::Text(t) => t.as_str().into(),
    }
}

fn refused(error: SqlError) -> Problem {
    use axum::http::StatusCode;
    let told = error.to_string();
    match error {
        SqlError::Query(_) => Problem::usage(told),
        SqlError::Refused => Problem::new(StatusCode::FORBIDDEN, "reads-only", told),
        SqlError::Time(_) | SqlError::Rows(_) | SqlError::Bytes(_) => {
            Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "too-much", told)
        }
    }
}
