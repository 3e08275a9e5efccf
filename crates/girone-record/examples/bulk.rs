//! Times the way from the bytes of the international results to an answer:
//! `cargo run --release -p girone-record --example bulk -- FOLDER`.

use std::time::{Duration, Instant};

use girone_model::{AsOf, Directory};
use girone_record::{Policy, gather, read_internationals};

const FILES: [&str; 4] = ["results.csv", "goalscorers.csv", "shootouts.csv", "former_names.csv"];

fn main() -> std::io::Result<()> {
    let folder = std::env::args().nth(1).unwrap_or_else(|| ".".to_owned());
    let mut files = Vec::new();
    for file in FILES {
        files.push((file, std::fs::read(std::path::Path::new(&folder).join(file))?));
    }
    let set: Vec<(&str, &[u8])> = files.iter().map(|(n, b)| (*n, b.as_slice())).collect();
    let mut best = [Duration::MAX; 4];
    for _ in 0..9 {
        let mut lap = Instant::now();
        let mut times = [Duration::ZERO; 4];
        let mut take = |slot: usize, lap: &mut Instant| {
            times[slot] = lap.elapsed();
            *lap = Instant::now();
        };
        let reading = read_internationals(&set);
        take(0, &mut lap);
        let gathered = gather(Directory::default(), &[reading.value], &Policy::default());
        take(1, &mut lap);
        let Ok(ledger) = gathered.value.ledger() else { continue };
        take(2, &mut lap);
        let snapshot =
            ledger.as_of(AsOf::at("2025-09-08".parse().unwrap_or(AsOf::LATEST.played_by)));
        take(3, &mut lap);
        assert!(!snapshot.matches.is_empty());
        for (best, time) in best.iter_mut().zip(times) {
            *best = (*best).min(time);
        }
    }
    let [read, gather, ledger, as_of] = best;
    println!("read {read:?}, gather {gather:?}, ledger {ledger:?}, as of {as_of:?}");
    println!("from bytes to a ledger: {:?}", read + gather + ledger);
    Ok(())
}
