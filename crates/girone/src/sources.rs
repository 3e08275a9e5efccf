//! Files on disk that make up a record.

use std::fs;
use std::path::{Path, PathBuf};

use girone_record::{Draft, Kind, Reading, read, sniff};

use crate::Error;

/// A file that was read from disk.
#[derive(Clone, Debug)]
pub struct Loaded {
    /// The format.
    pub kind: Kind,
    /// The files, more than one where a format has companions.
    pub paths: Vec<PathBuf>,
    /// What they say, and what was not understood.
    pub reading: Reading<Draft>,
}

/// Reads files and folders in any format that is known.
///
/// A folder stands for all files in and below it. Files of the international
/// results that lie in one folder are read together, because goals and
/// shoot-outs only make sense with their matches.
///
/// # Errors
/// A path does not exist or cannot be read, or a file named by itself is in no
/// format that is read.
pub fn load(paths: &[PathBuf], kind: Option<Kind>) -> Result<Vec<Loaded>, Error> {
    let mut files: Vec<(PathBuf, bool)> = Vec::new();
    for path in paths {
        let about = |source| Error::File { path: path.clone(), source };
        if fs::metadata(path).map_err(about)?.is_dir() {
            let mut below = Vec::new();
            walk(path, &mut below)?;
            below.sort();
            if below.is_empty() {
                return Err(Error::BadInput {
                    message: format!("`{}` is a folder without any file", path.display()),
                });
            }
            files.extend(below.into_iter().map(|p| (p, false)));
        } else {
            files.push((path.clone(), true));
        }
    }
    let mut loaded = Vec::new();
    let mut trio: Vec<(PathBuf, Vec<u8>)> = Vec::new();
    for (path, named) in files {
        let bytes = fs::read(&path).map_err(|source| Error::File { path: path.clone(), source })?;
        let name = path.file_name().map_or(String::new(), |n| n.to_string_lossy().into_owned());
        // A folder may hold files in other formats, too; they are passed over.
        let looks = sniff(&name, &bytes);
        let Some(found) = (if named { kind.or(looks) } else { looks })
            .filter(|found| named || kind.is_none_or(|kind| kind == *found))
        else {
            if named {
                return Err(Error::BadInput {
                    message: format!(
                        "`{}` is in no format that is read; expected one of {}",
                        path.display(),
                        Kind::ALL.map(|k| format!("`{k}`")).join(", ")
                    ),
                });
            }
            continue;
        };
        if found == Kind::InternationalResults {
            trio.push((path, bytes));
            continue;
        }
        let label = path.display().to_string();
        loaded.push(Loaded {
            kind: found,
            reading: read(found, &[(&label, &bytes)]),
            paths: vec![path],
        });
    }
    // Companions of a named `results.csv` that lie beside it belong to it.
    if let [(path, _)] = trio.as_slice() {
        let path = path.clone();
        for companion in ["goalscorers.csv", "shootouts.csv", "former_names.csv"] {
            let beside = path.with_file_name(companion);
            if beside != *path && beside.is_file() {
                let bytes = fs::read(&beside)
                    .map_err(|source| Error::File { path: beside.clone(), source })?;
                trio.push((beside, bytes));
            }
        }
    }
    while !trio.is_empty() {
        let folder = trio[0].0.parent().map(Path::to_path_buf);
        let (here, rest): (Vec<_>, Vec<_>) =
            trio.into_iter().partition(|(p, _)| p.parent().map(Path::to_path_buf) == folder);
        trio = rest;
        let labels: Vec<String> = here.iter().map(|(p, _)| p.display().to_string()).collect();
        let files: Vec<(&str, &[u8])> =
            labels.iter().zip(&here).map(|(l, (_, b))| (l.as_str(), b.as_slice())).collect();
        loaded.push(Loaded {
            kind: Kind::InternationalResults,
            reading: read(Kind::InternationalResults, &files),
            paths: here.iter().map(|(p, _)| p.clone()).collect(),
        });
    }
    Ok(loaded)
}

/// Adds the files in and below a folder; hidden ones, `README`, `LICENSE` and
/// Markdown are left out.
pub(crate) fn walk(folder: &Path, files: &mut Vec<PathBuf>) -> Result<(), Error> {
    let about = |source| Error::File { path: folder.to_path_buf(), source };
    for entry in fs::read_dir(folder).map_err(about)? {
        let path = entry.map_err(about)?.path();
        let name = path.file_name().map_or(String::new(), |n| n.to_string_lossy().to_lowercase());
        // Notes that lie beside the data are not data.
        let note =
            name.ends_with(".md") || name.starts_with("readme") || name.starts_with("license");
        if name.starts_with('.') || note {
            continue;
        }
        if path.is_dir() {
            walk(&path, files)?;
        } else {
            files.push(path);
        }
    }
    Ok(())
}
