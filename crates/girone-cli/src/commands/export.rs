//! `girone export`

use std::path::Path;

use girone::{Error, Selection};

use crate::args::{Common, Export, Format};
use crate::output;

pub fn run(common: &Common, question: &Export) -> Result<u8, Error> {
    let view = super::view(common)?;
    let edition = |id: &String| view.edition(id).map(|(e, _)| e);
    let teams = question.team.iter().map(|t| view.team(t)).collect::<Result<Vec<_>, Error>>()?;
    if question.tenures {
        output::print(&view.tenures_csv(&teams));
        return Ok(0);
    }
    if question.edition.is_none() && teams.is_empty() {
        return Err(Error::usage("name an edition or at least one --team"));
    }
    let selection = Selection {
        edition: question.edition.as_ref().map(edition).transpose()?,
        teams,
        except: question.except.iter().map(edition).collect::<Result<_, _>>()?,
        since: question.since,
        until: question.until,
    };
    if view.select(&selection).is_empty() {
        return Err(Error::lacks("the record holds no match of that selection"));
    }
    if let Some(path) = &question.parquet {
        return parquet(path, &view.match_rows(&selection));
    }
    output::print(&match common.format() {
        Format::Text => view.football_txt(&selection),
        Format::Csv => view.matches_csv(&selection),
        Format::Json => view.football_json(&selection),
        _ => {
            return Err(Error::usage(
                "export writes `--format text` (football.txt), `csv` or `json` (football.json)",
            ));
        }
    });
    Ok(0)
}

#[cfg(feature = "parquet")]
fn parquet(path: &Path, rows: &[girone::MatchRow]) -> Result<u8, Error> {
    let bytes = super::parquet::write(rows)?;
    std::fs::write(path, &bytes)
        .map_err(|source| Error::File { path: path.to_path_buf(), source })?;
    output::say(&format!("{} matches written to {}", rows.len(), path.display()));
    Ok(0)
}

#[cfg(not(feature = "parquet"))]
fn parquet(path: &Path, _: &[girone::MatchRow]) -> Result<u8, Error> {
    Err(Error::usage(format!(
        "`{}` cannot be written: this program was built without Parquet; `cargo install girone-cli --features parquet` builds it in, and `--format csv` has the same columns",
        path.display()
    )))
}
