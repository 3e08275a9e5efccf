//! Reads files in any format and says what was understood:
//! `cargo run -p girone-record --example read -- FILE…`.

use std::time::Instant;

use girone_record::{read, sniff};

fn main() -> std::io::Result<()> {
    for path in std::env::args().skip(1) {
        let bytes = std::fs::read(&path)?;
        let Some(kind) = sniff(&path, &bytes) else {
            println!("{path}: in no format that is read");
            continue;
        };
        let start = Instant::now();
        let reading = read(kind, &[(&path, &bytes)]);
        let time = start.elapsed();
        for diagnostic in reading.diagnostics.iter().take(50) {
            println!("{diagnostic}\n");
        }
        println!("{path}: {kind}, {:?} in {time:?}", reading.counts);
    }
    Ok(())
}
