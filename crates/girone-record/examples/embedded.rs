//! Times the way from the embedded files to a ledger:
//! `cargo run --release -p girone-record --example embedded -- data`.

use std::time::{Duration, Instant};

use girone_model::{AsOf, Directory};
use girone_record::{Kind, Policy, gather, read, read_names, read_teams};

fn main() -> std::io::Result<()> {
    let folder = std::env::args().nth(1).unwrap_or_else(|| "data".to_owned());
    let file = |name: &str| std::fs::read(std::path::Path::new(&folder).join(name));
    let (teams, names, tenures) = (file("teams.csv")?, file("names.csv")?, file("tenures.csv")?);
    let mut texts = Vec::new();
    for entry in std::fs::read_dir(&folder)?.flatten() {
        if entry.path().extension().is_some_and(|e| e == "txt") {
            texts.push(std::fs::read(entry.path())?);
        }
    }
    let mut best = [Duration::MAX; 4];
    for _ in 0..50 {
        let start = Instant::now();
        let mut directory = Directory::default();
        let _ = read_teams("teams.csv", &teams, &mut directory);
        let _ = read_names("names.csv", &names, &mut directory);
        let named = start.elapsed();
        let mut drafts = vec![read(Kind::Tenures, &[("tenures.csv", &tenures)]).value];
        drafts.extend(texts.iter().map(|t| read(Kind::FootballTxt, &[("x.txt", t)]).value));
        let read = start.elapsed();
        let gathered = gather(directory, &drafts, &Policy::default());
        let Ok(ledger) = gathered.value.ledger() else { continue };
        let built = start.elapsed();
        let snapshot =
            ledger.as_of(AsOf::at("2025-09-08".parse().unwrap_or(AsOf::LATEST.played_by)));
        let asked = start.elapsed();
        assert!(!snapshot.matches.is_empty());
        for (best, time) in best.iter_mut().zip([named, read - named, built - read, asked - built])
        {
            *best = (*best).min(time);
        }
    }
    let [names, read, gather, as_of] = best;
    println!("names {names:?}, texts {read:?}, gather {gather:?}, as of {as_of:?}");
    println!("all: {:?}", names + read + gather);
    Ok(())
}
