//! `girone competitions`: what is at hand, and how completely.

use girone::render::{Align, Grid};
use girone::{Error, Split};
use serde::Serialize;

use crate::args::{Common, Competitions, Format};
use crate::output;

#[derive(Serialize)]
struct Line {
    edition: String,
    name: String,
    from: Option<String>,
    to: Option<String>,
    groups: usize,
    played: usize,
    matches: usize,
}

pub fn run(common: &Common, question: &Competitions) -> Result<u8, Error> {
    let view = super::view(common)?;
    let filter = question.filter.as_deref().map(girone::model::fold);
    let mut lines = Vec::new();
    for edition in view.editions() {
        let name = edition.name.get(common.lang);
        let words = girone::model::fold(&format!("{} {name}", edition.id));
        if filter.as_ref().is_some_and(|f| !words.contains(f.as_str())) {
            continue;
        }
        let tables = view.tables(&edition.id, Split::All).unwrap_or_default();
        let played: usize = tables.iter().map(|t| t.played).sum();
        if played == 0 && !question.all {
            continue;
        }
        let (from, to) = edition.span();
        lines.push(Line {
            edition: edition.id.clone(),
            name: name.to_owned(),
            from: from.map(|d| d.to_string()),
            to: to.map(|d| d.to_string()),
            groups: tables.len(),
            played,
            matches: tables.iter().map(|t| t.total).sum(),
        });
    }
    if common.format() == Format::Json {
        output::json(&lines)?;
        return Ok(0);
    }
    let mut grid = Grid::new(&[Align::Left, Align::Left, Align::Right, Align::Right, Align::Left]);
    grid.row(["edition", "name", "tables", "matches", "span"].map(str::to_owned).to_vec());
    for l in &lines {
        let span = match (&l.from, &l.to) {
            (Some(from), Some(to)) => format!("{from} – {to}"),
            _ => String::new(),
        };
        grid.row(vec![
            l.edition.clone(),
            l.name.clone(),
            l.groups.to_string(),
            format!("{}/{}", l.played, l.matches),
            span,
        ]);
    }
    output::print(&grid.lines().join("\n"));
    Ok(0)
}
