//! Many at once, and killed at any moment.

use super::*;

/// How long readers and a writer share a ledger, in seconds; `GIRONE_SECONDS`
/// sets it.
fn seconds() -> u64 {
    std::env::var("GIRONE_SECONDS").ok().and_then(|n| n.parse().ok()).unwrap_or(5)
}

#[test]
fn eight_readers_never_wait_for_a_writer_and_see_whole_imports() {
    use girone::{Desk, Sources};
    use girone_store::LedgerFile;
    use std::sync::Arc;
    use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
    const EACH: usize = 40;
    let folder = folder("readers");
    let ledger = group_j(&folder);
    let over = AtomicBool::new(false);
    let imports = AtomicU64::new(0);
    let read = |path: &Path| {
        let file = Arc::new(LedgerFile::new(path, None));
        let sources = Sources { ledger: Some(file), without_files: true, ..Sources::default() };
        Desk::open(&sources).unwrap().ledger().len()
    };
    let start = read(&ledger);
    let mut waits: Vec<Duration> = Vec::new();
    let writes = std::thread::scope(|scope| {
        let readers: Vec<_> = (0..8)
            .map(|_| {
                scope.spawn(|| {
                    let mut waits = Vec::new();
                    let mut last = 0;
                    while !over.load(Ordering::Relaxed) {
                        let clock = Instant::now();
                        let matches = read(&ledger);
                        waits.push(clock.elapsed());
                        assert_eq!((matches - start) % EACH, 0, "a half import: {matches}");
                        assert!(matches >= last, "a ledger never shrinks");
                        last = matches;
                    }
                    waits
                })
            })
            .collect();
        let clock = Instant::now();
        let mut writes = Vec::new();
        let mut day = jiff::civil::date(1901, 1, 1);
        while clock.elapsed() < Duration::from_secs(seconds()) {
            let n = imports.fetch_add(1, Ordering::Relaxed);
            let mut csv = String::from(
                "date,home_team,away_team,home_score,away_score,tournament,city,country,neutral\n",
            );
            for pair in 0..EACH {
                csv.push_str(&format!(
                    "{day},Read {pair} A,Read {pair} B,1,0,Friendly,X,Y,FALSE\n"
                ));
            }
            // A day apart would be the same match in two time zones.
            day = day.checked_add(jiff::Span::new().days(7)).unwrap();
            let file = folder.join(format!("{n}-results.csv"));
            std::fs::write(&file, csv).unwrap();
            let clock = Instant::now();
            let source = format!("source {n}");
            let path = file.to_str().unwrap();
            good(&ledger, &["import", "international-results", path, "--source", &source]);
            writes.push(clock.elapsed());
        }
        over.store(true, Ordering::Relaxed);
        for reader in readers {
            waits.extend(reader.join().unwrap());
        }
        writes
    });
    assert_eq!(read(&ledger), start + writes.len() * EACH);
    head(&ledger);
    waits.sort();
    let mut writes = writes;
    writes.sort();
    let at = |list: &[Duration], share: f64| list[((list.len() - 1) as f64 * share) as usize];
    println!(
        "{} s, {} reads: median {:.1?}, 99 % {:.1?}, longest {:.1?}; {} imports of {EACH}: median {:.1?}, longest {:.1?}",
        seconds(),
        waits.len(),
        at(&waits, 0.5),
        at(&waits, 0.99),
        at(&waits, 1.0),
        writes.len(),
        at(&writes, 0.5),
        at(&writes, 1.0),
    );
    assert!(at(&waits, 1.0) < Duration::from_secs(4), "no reader waits for the writer");
    std::fs::remove_dir_all(folder).unwrap();
}

/// How many times something is killed; `GIRONE_KILLS` sets it.
fn kills() -> u64 {
    std::env::var("GIRONE_KILLS").ok().and_then(|n| n.parse().ok()).unwrap_or(200)
}

#[cfg(unix)]
#[test]
fn kills_lose_no_acknowledged_entry_and_leave_no_half_import() {
    let folder = folder("kill");
    let ledger = group_j(&folder);
    let mut import = String::from(
        "date,home_team,away_team,home_score,away_score,tournament,city,country,neutral\n",
    );
    for day in 1..=28 {
        for pair in 0..40 {
            import.push_str(&format!(
                "2001-02-{day:02},Kill {pair} A,Kill {pair} B,1,0,Friendly,X,Y,FALSE\n"
            ));
        }
    }
    let file = folder.join("many-results.csv");
    std::fs::write(&file, import).unwrap();
    let start = |args: &[&str]| -> Child {
        command(&ledger, args).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap()
    };
    // How long an unhurried one takes decides when it is killed.
    let clock = Instant::now();
    good(&ledger, &["add", "Belgium 1-0 Wales 2000-01-01", "--friendly"]);
    let usual = clock.elapsed();
    let mut acknowledged = 1;
    let mut seed: u64 = 0x9E37_79B9_7F4A_7C15;
    let mut random = move || {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        seed
    };
    let first = jiff::civil::date(1950, 1, 1);
    let mut imported = false;
    for i in 0..kills() {
        let is_import = i % 10 == 9;
        let wait = Duration::from_nanos(random() % (usual.as_nanos() as u64 * 13 / 10).max(1));
        let mut child = if is_import {
            start(&["import", "international-results", file.to_str().unwrap(), "--source", "kill"])
        } else {
            let day = first.checked_add(jiff::Span::new().days(i as i64)).unwrap();
            start(&["add", &format!("Belgium 1-0 Wales {day}"), "--friendly"])
        };
        std::thread::sleep(wait);
        // SIGKILL.
        let _ = child.kill();
        let said = text(&child.wait_with_output().unwrap().stdout);
        if is_import {
            imported |= said.contains("the ledger ends with entry");
        } else if said.contains("Written as entry") {
            acknowledged += 1;
        }
    }
    let entries = head(&ledger);
    let json = good(
        &ledger,
        &[
            "sql",
            "select sum(friendly and home = 'belgium') as adds, sum(home like 'kill-%') as kills from match",
            "--json",
        ],
    );
    let value: serde_json::Value = serde_json::from_str(&json).unwrap();
    let (adds, many) = (value[0]["adds"].as_u64().unwrap(), value[0]["kills"].as_u64().unwrap());
    assert!(adds >= acknowledged, "{adds} entries of {acknowledged} acknowledged");
    assert!(many == 0 && !imported || many == 28 * 40, "a half import: {many}");
    println!("{} kills: {adds} adds kept, {acknowledged} acknowledged, {entries} entries", kills());
    std::fs::remove_dir_all(folder).unwrap();
}
