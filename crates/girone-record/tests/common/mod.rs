//! Test data that lies beside the checkout.

use std::path::PathBuf;

/// Returns the folder of test data, or says why there is none.
#[allow(dead_code)]
pub fn shared() -> Option<PathBuf> {
    let root = match std::env::var_os("GIRONE_SHARED") {
        Some(path) => PathBuf::from(path),
        None => PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared"),
    };
    let data = root.join("data");
    if data.is_dir() {
        return Some(data);
    }
    println!("skipped: {} is not there; set GIRONE_SHARED", data.display());
    None
}

/// Returns all files below a folder whose name ends in `end`, in order.
#[allow(dead_code)]
pub fn files(folder: &std::path::Path, end: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).expect("a folder of test data").flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.to_string_lossy().ends_with(end) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}
