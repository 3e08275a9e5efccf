//! The shipped files, and the test data beside the checkout.
#![allow(dead_code)]

pub mod small;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use girone_model::{AsOf, Snapshot};
use girone_record::{
    Draft, Ledger, Policy, gather, read_directory, read_football_data, read_football_txt,
    read_internationals,
};
use girone_rules::{
    Allocation, Books, Edition, Regulation, Series, infer_editions, parse_allocation,
    parse_edition, parse_regulation, parse_series,
};

/// The root of the workspace.
pub fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The test data beside the checkout; `None`, with a printed reason, if absent.
pub fn test_data() -> Option<PathBuf> {
    let root = match std::env::var_os("GIRONE_SHARED") {
        Some(path) => PathBuf::from(path),
        None => workspace().join("../shared"),
    };
    let data = root.join("data");
    if data.is_dir() {
        return Some(data);
    }
    println!("skipped: there is no test data at {}", root.display());
    None
}

/// Reads the files of a folder with an ending, and those below it: the path
/// within the folder, and the bytes.
pub fn files(folder: &Path, ending: &str) -> Vec<(String, Vec<u8>)> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(at) = folders.pop() {
        let Ok(entries) = std::fs::read_dir(&at) else { continue };
        for path in entries.filter_map(Result::ok).map(|e| e.path()) {
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == ending) {
                let name = path.strip_prefix(folder).unwrap_or(&path);
                let name = name.to_string_lossy().replace('\\', "/");
                found.push((name, std::fs::read(&path).expect("a file that can be read")));
            }
        }
    }
    found.sort();
    found
}

/// Makes the record of some drafts, with the shipped names.
pub fn record(drafts: &[Draft], as_of: AsOf) -> Snapshot {
    ledger(drafts).as_of(as_of)
}

/// The international results.
pub fn internationals(data: &Path) -> Draft {
    let files = files(&data.join("martj42"), "csv");
    let files: Vec<(&str, &[u8])> = files.iter().map(|(n, b)| (n.as_str(), b.as_slice())).collect();
    read_internationals(&files).value
}

/// The big five leagues since 1993/94.
pub fn leagues(data: &Path) -> Vec<Draft> {
    files(&data.join("football-datasets"), "csv")
        .iter()
        .map(|(name, bytes)| read_football_data(name, bytes).value)
        .collect()
}

/// Tournaments and leagues in football.txt.
pub fn football_txt(data: &Path) -> Vec<Draft> {
    files(&data.join("openfootball"), "txt")
        .iter()
        .map(|(name, bytes)| read_football_txt(name, bytes).value)
        .collect()
}

/// The texts of the shipped files of a folder, by path.
pub fn texts(folder: &str, ending: &str) -> BTreeMap<String, String> {
    files(&workspace().join(folder), ending)
        .into_iter()
        .map(|(name, bytes)| (name, String::from_utf8(bytes).expect("UTF-8")))
        .collect()
}

/// The shipped rule books, tables, editions and series.
#[derive(Debug)]
pub struct Shelf {
    pub regulations: BTreeMap<String, Regulation>,
    pub allocations: BTreeMap<String, Allocation>,
    pub editions: BTreeMap<String, Edition>,
    pub series: Vec<Series>,
}

impl Books for Shelf {
    fn regulation(&self, id: &str) -> Option<&Regulation> {
        self.regulations.get(id)
    }
    fn allocation(&self, id: &str) -> Option<&Allocation> {
        self.allocations.get(id)
    }
    fn edition(&self, id: &str) -> Option<&Edition> {
        self.editions.get(id)
    }
}

impl Shelf {
    /// The editions at hand and those that follow from a record.
    pub fn editions_of(&self, snapshot: &Snapshot) -> BTreeMap<String, Edition> {
        let inferred = infer_editions(snapshot, &self.series).into_iter();
        let mut all: BTreeMap<String, Edition> = inferred.map(|e| (e.id.clone(), e)).collect();
        all.extend(self.editions.clone());
        all
    }
}

/// Reads everything that is shipped.
pub fn shelf() -> Shelf {
    let read = |folder, ending| texts(folder, ending).into_iter();
    Shelf {
        regulations: read("regulations", "toml")
            .map(|(f, t)| parse_regulation(&f, &t).unwrap_or_else(|e| panic!("{e}")))
            .map(|r| (r.id.clone(), r))
            .collect(),
        allocations: read("regulations/allocations", "csv")
            .map(|(f, t)| {
                let id = f.trim_end_matches(".csv");
                (id.to_owned(), parse_allocation(&f, id, &t).unwrap_or_else(|e| panic!("{e}")))
            })
            .collect(),
        editions: read("competitions", "toml")
            .filter(|(f, _)| !f.contains('/'))
            .map(|(f, t)| parse_edition(&f, &t).unwrap_or_else(|e| panic!("{e}")))
            .map(|e| (e.id.clone(), e))
            .collect(),
        series: read("competitions/series", "toml")
            .map(|(f, t)| parse_series(&f, &t).unwrap_or_else(|e| panic!("{e}")))
            .collect(),
    }
}

/// The ledger of some drafts, with the shipped names.
pub fn ledger(drafts: &[Draft]) -> Ledger {
    let data = workspace().join("data");
    let read = |name: &str| std::fs::read(data.join(name)).expect("a file of names");
    let (teams, names) = (read("teams.csv"), read("names.csv"));
    let directory = read_directory(("teams.csv", &teams), Some(("names.csv", &names))).value;
    let gathered = gather(directory, drafts, &Policy::default());
    gathered.value.ledger().expect("entries numbered in order")
}

/// All of the test data in one ledger; `None`, with a printed reason, if absent.
pub fn everything() -> Option<Ledger> {
    let data = test_data()?;
    let mut drafts = vec![internationals(&data)];
    drafts.extend(leagues(&data));
    drafts.extend(football_txt(&data));
    Some(ledger(&drafts))
}
