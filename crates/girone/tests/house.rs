//! The house is as ARCHITECTURE.md draws it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().unwrap()
}

fn crates() -> BTreeSet<String> {
    fs::read_dir(root().join("crates"))
        .unwrap()
        .map(|e| e.unwrap().file_name().to_string_lossy().into_owned())
        .collect()
}

/// The crates of the house that each crate may import outside tests.
fn allowed() -> BTreeMap<&'static str, &'static [&'static str]> {
    BTreeMap::from([
        ("girone-model", &[][..]),
        ("girone-record", &["girone-model"]),
        ("girone-rules", &["girone-model"]),
        ("girone-scenarios", &["girone-model", "girone-rules"]),
        ("girone-forecast", &["girone-model", "girone-rules"]),
        ("girone-report", &["girone-model", "girone-rules"]),
        (
            "girone",
            &[
                "girone-model",
                "girone-record",
                "girone-rules",
                "girone-scenarios",
                "girone-forecast",
                "girone-report",
            ],
        ),
        ("girone-store", &["girone", "girone-model", "girone-record", "girone-rules"]),
        ("girone-sql", &["girone", "girone-model", "girone-record"]),
        ("girone-serve", &["girone", "girone-sql", "girone-store"]),
        ("girone-cli", &["girone", "girone-sql", "girone-serve", "girone-store"]),
    ])
}

#[test]
fn architecture_names_every_crate() {
    let text = fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap();
    for name in crates() {
        assert!(text.contains(&format!("- `{name}`.")), "ARCHITECTURE.md says nothing of {name}");
    }
}

#[test]
fn imports_go_downwards_only() {
    let allowed = allowed();
    for name in crates() {
        let manifest =
            fs::read_to_string(root().join("crates").join(&name).join("Cargo.toml")).unwrap();
        let may = allowed.get(name.as_str()).unwrap_or_else(|| panic!("{name} has no place"));
        let mut section = "";
        for line in manifest.lines() {
            if line.starts_with('[') {
                section = line;
                continue;
            }
            let key = line.split(['.', '=', ' ']).next().unwrap_or("");
            if section == "[dependencies]" && key.starts_with("girone") {
                assert!(may.contains(&key), "{name} must not import {key}");
            }
        }
    }
}

/// Below the façade there is no file, clock, environment, network or random state.
#[test]
fn nothing_below_the_facade_touches_the_world() {
    let forbidden = [
        "std::fs",
        "std::env",
        "std::net",
        "std::process",
        "std::time::SystemTime",
        "SystemTime::now",
        "Timestamp::now",
        "Zoned::now",
        "Instant::now",
        "thread_local!",
        "println!",
        "eprintln!",
        "rand::rng",
        "thread_rng",
    ];
    for name in [
        "girone-model",
        "girone-record",
        "girone-rules",
        "girone-scenarios",
        "girone-forecast",
        "girone-report",
    ] {
        let src = root().join("crates").join(name).join("src");
        if !src.is_dir() {
            continue;
        }
        for file in rust_files(&src) {
            let text = fs::read_to_string(&file).unwrap();
            let code = text.split("#[cfg(test)]").next().unwrap_or("");
            for (n, line) in code.lines().enumerate() {
                let line = line.split("//").next().unwrap_or("");
                for word in forbidden {
                    assert!(!line.contains(word), "{}:{} uses {word}", file.display(), n + 1);
                }
            }
        }
    }
}

/// No float takes part where tables and verdicts are decided.
#[test]
fn no_float_decides_a_table_or_a_verdict() {
    for name in ["girone-rules", "girone-scenarios"] {
        let src = root().join("crates").join(name).join("src");
        if !src.is_dir() {
            continue;
        }
        for file in rust_files(&src) {
            for (n, line) in fs::read_to_string(&file).unwrap().lines().enumerate() {
                let code = line.split("//").next().unwrap_or("");
                for word in ["f32", "f64"] {
                    assert!(!code.contains(word), "{}:{} uses {word}", file.display(), n + 1);
                }
            }
        }
    }
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|e| e == "rs") {
            files.push(path);
        }
    }
    files
}
