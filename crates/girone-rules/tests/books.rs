//! Every rule book and every edition that is shipped reads and holds together.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use girone_rules::{
    Edition, Format, Regulation, parse_allocation, parse_edition, parse_regulation, parse_series,
};

fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Reads all `.toml` files of a folder: the stem and the text, by name.
fn texts(folder: &str) -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = std::fs::read_dir(workspace().join(folder))
        .expect(folder)
        .map(|entry| entry.expect("an entry of the folder").path())
        .filter(|path| path.extension().is_some_and(|e| e == "toml"))
        .map(|path| {
            let stem = path.file_stem().expect("a name").to_string_lossy().into_owned();
            (stem, std::fs::read_to_string(&path).expect("a text"))
        })
        .collect();
    found.sort();
    found
}

fn regulations() -> BTreeMap<String, Regulation> {
    texts("regulations")
        .into_iter()
        .map(|(stem, text)| {
            let book = parse_regulation(&format!("{stem}.toml"), &text)
                .unwrap_or_else(|error| panic!("{error}"));
            assert_eq!(book.id, stem, "the id is the name of the file");
            assert!(!book.source.is_empty(), "{stem} has a source");
            (stem, book)
        })
        .collect()
}

fn editions() -> Vec<Edition> {
    texts("competitions")
        .into_iter()
        .map(|(stem, text)| {
            let edition = parse_edition(&format!("{stem}.toml"), &text)
                .unwrap_or_else(|error| panic!("{error}"));
            assert_eq!(edition.id, stem, "the id is the name of the file");
            edition
        })
        .collect()
}

#[test]
fn every_rule_book_reads_and_says_where_from() {
    assert!(regulations().len() >= 40, "{} rule books", regulations().len());
}

#[test]
fn every_edition_names_rule_books_that_exist() {
    let books = regulations();
    for edition in editions() {
        for stage in &edition.stages {
            let Format::Tables(tables) = &stage.format else { continue };
            // A ranking in a declared order needs no rule book.
            let used = std::iter::once(&tables.regulation)
                .chain(tables.rankings.iter().map(|ranking| &ranking.regulation))
                .filter(|id| !id.is_empty());
            for id in used {
                assert!(books.contains_key(id), "{}/{}: `{id}`", edition.id, stage.id);
            }
        }
    }
}

#[test]
fn every_series_reads_and_names_rule_books_that_exist() {
    let books = regulations();
    for (stem, text) in texts("competitions/series") {
        let series =
            parse_series(&format!("{stem}.toml"), &text).unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(series.id, stem, "the id is the name of the file");
        for era in &series.eras {
            assert!(books.contains_key(&era.regulation), "{stem}: `{}`", era.regulation);
        }
        for ruling in &series.rulings {
            let edition = ruling.edition.as_deref().expect("a season");
            let season = edition.strip_prefix(&format!("{stem}-")).expect("of this series");
            assert!(series.era_of(season).is_some(), "{edition}");
        }
    }
}

#[test]
fn every_allocation_table_that_is_named_exists_and_covers_every_set() {
    for edition in editions() {
        for (_, knockout) in edition.knockouts() {
            let Some(used) = &knockout.allocation else { continue };
            let path = workspace().join(format!("regulations/allocations/{}.csv", used.table));
            let text = std::fs::read_to_string(&path)
                .unwrap_or_else(|error| panic!("{}: {}: {error}", edition.id, path.display()));
            let table = parse_allocation(&used.table, &used.table, &text)
                .unwrap_or_else(|error| panic!("{error}"));
            let (_, stage, ranking) = edition.ranking(&used.ranking).expect("the ranking");
            let groups = stage.groups.keys().filter(|g| ranking.is_among(g)).count();
            // As many lines as there are ways to choose the groups that go on.
            let ways = (0..table.teams()).fold(1, |ways, i| ways * (groups - i) / (i + 1));
            assert_eq!(table.rows().count(), ways, "{}", used.table);
        }
    }
}

#[test]
fn every_place_of_every_group_leads_somewhere_once() {
    for edition in editions() {
        for stage in &edition.stages {
            let Format::Tables(tables) = &stage.format else { continue };
            if tables.berths.is_empty() {
                continue;
            }
            for (group, members) in &tables.groups {
                for place in 1..=members.len() as u8 {
                    let by_place = tables.berths.iter().filter(|b| b.places.contains(&place));
                    let by_rank =
                        tables.rankings.iter().filter(|r| r.places().contains(&place)).filter(
                            |r| {
                                (r.groups.is_empty() || r.groups.contains(group))
                                    && tables.berths.iter().any(|b| b.ranks.contains_key(&r.id))
                            },
                        );
                    let ways = by_place.count() + by_rank.count();
                    assert_eq!(ways, 1, "{}/{}/{group}: place {place}", edition.id, stage.id);
                }
            }
        }
    }
}

#[test]
fn stages_of_the_same_teams_do_not_overlap() {
    let members = |format: &Format| -> BTreeSet<String> {
        match format {
            Format::Tables(tables) => tables.groups.values().flatten().cloned().collect(),
            Format::Knockout(_) => BTreeSet::new(),
        }
    };
    for edition in editions() {
        for (i, early) in edition.stages.iter().enumerate() {
            let (Some(from), Some(to)) = (early.from, early.to) else { continue };
            assert!(from <= to, "{}/{}", edition.id, early.id);
            for late in &edition.stages[i + 1..] {
                let (ours, theirs) = (members(&early.format), members(&late.format));
                if theirs.is_empty() || !ours.is_disjoint(&theirs) {
                    let next = late.from.expect("a stage that follows has dates");
                    assert!(to < next, "{}: {} and {}", edition.id, early.id, late.id);
                }
            }
        }
    }
}
