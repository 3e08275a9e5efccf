//! `girone sql`

use std::time::Duration;

use girone::Error;
use girone::render::{Align, Grid};
use girone_sql::{Answer, Sql, SqlError, SqlValue};

use crate::args::{Common, Format, Sql as Question};
use crate::output;

pub fn run(common: &Common, question: &Question) -> Result<u8, Error> {
    let view = super::view(common)?;
    let failed = |e: SqlError| match e {
        SqlError::Time(_) | SqlError::Rows(_) | SqlError::Bytes(_) => Error::lacks(e.to_string()),
        _ => Error::usage(e.to_string()),
    };
    let sql = Sql::open(&view).map_err(failed)?;
    let answer = sql.query(&question.query, Duration::from_secs(question.limit)).map_err(failed)?;
    match common.format() {
        Format::Json => {
            let rows: Vec<serde_json::Map<String, serde_json::Value>> = answer
                .rows
                .iter()
                .map(|row| answer.columns.iter().cloned().zip(row.iter().map(value)).collect())
                .collect();
            output::json(&rows)?;
        }
        Format::Csv => output::print(&answer.csv()),
        Format::Markdown | Format::Wiki => output::print(&markdown(&answer)),
        _ => output::print(&text(&answer)),
    }
    Ok(0)
}

fn value(v: &SqlValue) -> serde_json::Value {
    match v {
        SqlValue::Null => serde_json::Value::Null,
        SqlValue::Int(n) => (*n).into(),
        SqlValue::Real(x) => (*x).into(),
        SqlValue::Text(t) => t.as_str().into(),
    }
}

fn text(answer: &Answer) -> String {
    let number = |i: usize| {
        let mut column = answer.rows.iter().map(|r| &r[i]);
        column.all(|v| !matches!(v, SqlValue::Text(_)))
    };
    let columns: Vec<Align> = (0..answer.columns.len())
        .map(|i| if number(i) { Align::Right } else { Align::Left })
        .collect();
    let mut grid = Grid::new(&columns);
    grid.row(answer.columns.clone());
    for row in &answer.rows {
        grid.row(row.iter().map(SqlValue::plain).collect());
    }
    grid.lines().join("\n")
}

fn markdown(answer: &Answer) -> String {
    let line = |cells: Vec<String>| {
        let cells: Vec<String> = cells.into_iter().map(|c| c.replace('|', "\\|")).collect();
        format!("| {} |", cells.join(" | "))
    };
    let mut lines = vec![line(answer.columns.clone())];
    lines.push(line(vec!["---".to_owned(); answer.columns.len()]));
    lines.extend(answer.rows.iter().map(|r| line(r.iter().map(SqlValue::plain).collect())));
    lines.join("\n")
}
