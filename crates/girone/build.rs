//! Lists the files of `competitions/`, `regulations/` and `data/` so that they
//! are part of the binary.

use std::env;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

fn main() {
    let root = Path::new(&env::var("CARGO_MANIFEST_DIR").expect("cargo sets it")).join("../..");
    let root = root.canonicalize().expect("the workspace is there");
    let mut out = String::new();
    for folder in ["competitions", "regulations", "data"] {
        let mut files = Vec::new();
        list(&root.join(folder), &mut files);
        files.sort();
        let name = folder.to_uppercase();
        writeln!(out, "pub(crate) static {name}: &[(&str, &str)] = &[").expect("a string");
        for file in files {
            let short = file.strip_prefix(root.join(folder)).expect("it was listed there");
            writeln!(out, "    ({:?}, include_str!({:?})),", short.display(), file.display())
                .expect("a string");
        }
        out.push_str("];\n");
    }
    let target = PathBuf::from(env::var("OUT_DIR").expect("cargo sets it")).join("embedded.rs");
    fs::write(target, out).expect("the build folder can be written");
}

/// Adds the text files below a folder, and has cargo watch them.
fn list(folder: &Path, files: &mut Vec<PathBuf>) {
    println!("cargo:rerun-if-changed={}", folder.display());
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let path = entry.path();
        if path.is_dir() {
            list(&path, files);
        } else if path.extension().is_some_and(|e| e == "toml" || e == "txt" || e == "csv") {
            println!("cargo:rerun-if-changed={}", path.display());
            files.push(path);
        }
    }
}
