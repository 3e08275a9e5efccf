//! A folder of one's own: rule books, competitions and matches, told apart by what
//! is in them, wherever in the folder they lie.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use girone_model::fold;
use girone_record::diagnostic::code;
use girone_record::{Diagnostic, DraftDate, Place, Severity, sniff};
use girone_rules::{Edition, Format};
use jiff::Span;
use jiff::civil::{Date, date};

use crate::{Catalogue, Error, Loaded};

/// What a file of rules or of a competition is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shelf {
    /// A rule book: it has `criteria`.
    Regulation,
    /// An allocation table, in a folder `allocations`.
    Allocation,
    /// An edition: it has a `[[stage]]`.
    Edition,
    /// A series of leagues: it has an `[[era]]`.
    Series,
}

/// A file of rules or of a competition.
#[derive(Clone, Debug)]
pub(crate) struct Book {
    pub path: PathBuf,
    pub shelf: Shelf,
    pub text: String,
}

/// What is in a folder.
#[derive(Clone, Debug, Default)]
pub(crate) struct Folder {
    pub books: Vec<Book>,
    /// `teams.csv` and `names.csv`.
    pub names: Vec<PathBuf>,
    /// Whatever is in a format that holds matches or tenures.
    pub matches: Vec<PathBuf>,
    /// What is in no format that is read.
    pub passed_over: Vec<PathBuf>,
}

impl Folder {
    /// Looks through a folder and all below it. Hidden files, `README`, `LICENSE`
    /// and Markdown are passed over.
    ///
    /// # Errors
    /// It cannot be read, a TOML file in it is nothing that is known, or there is
    /// nothing in it.
    pub fn open(folder: &Path) -> Result<Folder, Error> {
        let about = |source| Error::File { path: folder.to_path_buf(), source };
        if !fs::metadata(folder).map_err(about)?.is_dir() {
            return Err(Error::BadInput {
                message: format!(
                    "`{}` is a file; --data expects a folder with a rule book, a competition and match files (a match file by itself: --from)",
                    folder.display()
                ),
            });
        }
        let mut paths = Vec::new();
        crate::sources::walk(folder, &mut paths)?;
        paths.sort();
        let mut found = Folder::default();
        for path in paths {
            let about = |source| Error::File { path: path.clone(), source };
            let part = |name: &str| {
                path.strip_prefix(folder)
                    .is_ok_and(|p| p.components().any(|c| c.as_os_str() == name))
            };
            let name =
                path.file_name().map_or(String::new(), |n| n.to_string_lossy().to_lowercase());
            match name.rsplit_once('.').map_or("", |(_, ending)| ending) {
                "toml" => {
                    let text = fs::read_to_string(&path).map_err(about)?;
                    let shelf = shelf_of(&text, part("regulations"), part("competitions"));
                    let Some(shelf) = shelf else {
                        return Err(Error::BadInput {
                            message: format!(
                                "`{}` is neither a rule book (`criteria = […]`) nor a competition (`[[stage]]`) nor a series of leagues (`[[era]]`)",
                                path.display()
                            ),
                        });
                    };
                    found.books.push(Book { path, shelf, text });
                }
                "csv" if part("allocations") => {
                    let text = fs::read_to_string(&path).map_err(about)?;
                    found.books.push(Book { path, shelf: Shelf::Allocation, text });
                }
                "csv" if ["teams.csv", "names.csv"].contains(&&*name) => found.names.push(path),
                "csv" if ["places.csv", "strengths.csv", "coverage.csv"].contains(&&*name) => {}
                _ => {
                    let bytes = fs::read(&path).map_err(about)?;
                    match sniff(&name, &bytes) {
                        Some(_) => found.matches.push(path),
                        None => found.passed_over.push(path),
                    }
                }
            }
        }
        // Names know teams before matches and nicknames speak of them.
        found.names.sort_by_key(|p| !p.ends_with("teams.csv"));
        if found.books.is_empty() && found.matches.is_empty() && found.names.is_empty() {
            return Err(Error::BadInput {
                message: format!(
                    "`{}` holds nothing that is read; --data expects TOML files with a rule book and a competition, and matches in football.txt or another format that is read",
                    folder.display()
                ),
            });
        }
        Ok(found)
    }
}

/// Says what a TOML file is by its keys, or by its folder if it has none of them.
fn shelf_of(text: &str, regulations: bool, competitions: bool) -> Option<Shelf> {
    let begins = |starts: &[&str]| {
        text.lines().map(str::trim_start).any(|line| {
            starts.iter().any(|s| {
                line.strip_prefix(s)
                    .is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric()))
            })
        })
    };
    if begins(&["[[era]]"]) {
        Some(Shelf::Series)
    } else if begins(&["[[stage]]", "stage", "[stage"]) {
        Some(Shelf::Edition)
    } else if begins(&["criteria", "[[criteria]]"]) || regulations {
        Some(Shelf::Regulation)
    } else {
        competitions.then_some(Shelf::Edition)
    }
}

/// Says of every match of a folder to which of its editions it belongs, where a
/// label, or else the teams, tell; gives undated matches a day. Returns the ids of
/// the editions with matches, and what a reader must know.
pub(crate) fn assign(
    loaded: &mut [Loaded],
    own: &[String],
    catalogue: &Catalogue,
) -> (Vec<String>, Vec<Diagnostic>) {
    let editions: Vec<Arc<Edition>> =
        own.iter().filter_map(|id| catalogue.edition(id).cloned()).collect();
    let members: Vec<Vec<String>> = editions.iter().map(|e| members(e)).collect();
    let mut notes = Vec::new();
    let mut used: Vec<String> = Vec::new();
    for file in loaded {
        let draft = &mut file.reading.value;
        draft.decides_what_is_open = true;
        let title = draft.title.clone().or_else(|| draft.edition.clone());
        let mut strangers: BTreeMap<String, usize> = BTreeMap::new();
        let (mut undated, mut first_undated) = (0i32, None);
        for m in &mut draft.matches {
            let label =
                m.edition.clone().or_else(|| m.competition.clone()).or_else(|| title.clone());
            let on = m.date.and_then(DraftDate::date);
            let lasts = |e: &Edition| on.is_none_or(|day| e.lasts_on(day));
            let called = |e: &Edition| {
                label.as_deref().is_some_and(|l| {
                    e.is_called(l) || fold(&e.name.en) == fold(l) || fold(&e.name.it) == fold(l)
                })
            };
            let plays = |at: usize| {
                let is = |name: &str| members[at].contains(&fold(name));
                is(&m.teams.home) && is(&m.teams.away)
            };
            let named = (0..editions.len()).find(|i| called(&editions[*i]) && lasts(&editions[*i]));
            let by_teams = || {
                let mut fit = (0..editions.len()).filter(|i| plays(*i) && lasts(&editions[*i]));
                // Where a label belongs to another edition at hand it is that one.
                let other = label.as_deref().is_some_and(|l| {
                    !l.is_empty()
                        && catalogue.editions().any(|e| !own.contains(&e.id) && e.is_called(l))
                });
                fit.next().filter(|_| fit.next().is_none() && !other)
            };
            match named.or_else(by_teams) {
                Some(i) => {
                    m.edition = Some(editions[i].id.as_str().into());
                    if !used.contains(&editions[i].id) {
                        used.push(editions[i].id.clone());
                    }
                    if m.date.is_none() {
                        let start = editions[i].span().0.unwrap_or(NO_DAY);
                        let day = start.checked_add(Span::new().days(undated)).unwrap_or(start);
                        m.date = Some(day.into());
                        first_undated = first_undated.or(Some((m.place, start)));
                        undated += 1;
                    }
                }
                None if !editions.is_empty() => {
                    let label = label.as_deref().unwrap_or("").to_owned();
                    *strangers.entry(label).or_default() += 1;
                }
                None => {}
            }
        }
        let mut note = |place: Place, message: String, help: &str| {
            notes.push(Diagnostic::warning(code::DATE, &draft.file, place, message).help(help));
        };
        if let Some((place, start)) = first_undated {
            note(
                place,
                format!(
                    "{undated} matches have no date: taken as of one day after the other from {start}, in the order of the file"
                ),
                "write a date such as `Sat Aug 14 2010` above them",
            );
        }
        for (label, count) in strangers {
            let ids: Vec<String> = own.iter().map(|id| format!("`{id}`")).collect();
            note(
                Place::FILE,
                format!(
                    "{count} matches of `{label}` belong to no competition of the folder ({})",
                    ids.join(", ")
                ),
                "give the competition `labels` with the heading of the file, and its teams the names in it",
            );
        }
    }
    for edition in editions.iter().filter(|e| !used.contains(&e.id)) {
        notes.push(
            Diagnostic::warning(
                code::UNKNOWN_NAME,
                &edition.id.as_str().into(),
                Place::FILE,
                format!("no match file of the folder has matches of `{}`", edition.id),
            )
            .help(format!(
                "head a match file with `= {}`, or give the competition that heading as one of its `labels`",
                edition.labels.first().unwrap_or(&edition.id)
            )),
        );
    }
    (used, notes)
}

/// The first day of matches without a date, in an edition without one.
const NO_DAY: Date = date(2000, 1, 1);

/// Returns the folded names of all members of an edition.
fn members(edition: &Edition) -> Vec<String> {
    let tables = edition.stages.iter().filter_map(|s| match &s.format {
        Format::Tables(tables) => Some(tables),
        Format::Knockout(_) => None,
    });
    tables.flat_map(|t| t.groups.values().flatten()).map(|name| fold(name)).collect()
}

/// Returns the members of editions that play in some files, by name.
pub(crate) fn members_named(
    loaded: &[Loaded],
    editions: &[String],
    catalogue: &Catalogue,
) -> Vec<Arc<str>> {
    let members: BTreeSet<String> =
        editions.iter().filter_map(|id| catalogue.edition(id)).flat_map(|e| members(e)).collect();
    let mut seen: BTreeSet<Arc<str>> = BTreeSet::new();
    for m in loaded.iter().flat_map(|l| &l.reading.value.matches) {
        for name in [&m.teams.home, &m.teams.away] {
            if !seen.contains(name) && members.contains(&fold(name)) {
                seen.insert(name.clone());
            }
        }
    }
    seen.into_iter().collect()
}

/// Says that a file was left out.
pub(crate) fn passed_over(path: &Path) -> Diagnostic {
    let file = path.display().to_string();
    let message = format!("`{file}` is in no format that is read and is left out");
    Diagnostic::new(Severity::Note, code::OPEN, &file.as_str().into(), Place::FILE, message)
}
