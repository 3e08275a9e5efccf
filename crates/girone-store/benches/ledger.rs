//! What keeping a record costs: importing, opening, adding.
//!
//! `cargo bench -p girone-store` prints the median of several runs. The
//! international results are read from `GIRONE_SHARED` or the folder beside the
//! checkout, and left out where they are not there.

use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use girone::model::AsOf;
use girone::{Desk, Sources, load};
use girone_store::keep::ResultOptions;
use girone_store::{Keeper, LedgerFile};
use jiff::Timestamp;
use jiff::civil::date;

/// Prints the median and the range of `runs` runs.
fn time(what: &str, runs: usize, mut call: impl FnMut()) {
    let mut spent: Vec<Duration> = (0..runs)
        .map(|_| {
            let start = Instant::now();
            call();
            start.elapsed()
        })
        .collect();
    spent.sort();
    println!("{what:<58} {:>10.2?}  ({:.2?} – {:.2?})", spent[runs / 2], spent[0], spent[runs - 1]);
}

fn import(ledger: &Path, files: &Path) {
    for end in ["", "-wal", "-shm"] {
        let _ = std::fs::remove_file(format!("{}{end}", ledger.display()));
    }
    let loaded = load(&[files.to_path_buf()], None).expect("the files are read");
    let keeper = Keeper::open_or_create(ledger, &Sources::default()).expect("a ledger is made");
    let (now, today) = (Timestamp::UNIX_EPOCH, date(2026, 1, 1));
    let done = keeper.import(&loaded, "bench", now, today).expect("the files are imported");
    black_box(done.head);
}

fn open(ledger: &Path) -> Desk {
    let file = Arc::new(LedgerFile::new(ledger, None));
    Desk::open(&Sources { ledger: Some(file), ..Sources::default() }).expect("the ledger opens")
}

fn measure(name: &str, ledger: &Path, files: &Path, edition: Option<&str>, runs: usize) {
    time(&format!("{name}: imported"), runs, || import(ledger, files));
    let bytes = std::fs::metadata(ledger).map_or(0, |m| m.len());
    println!("{:<58} {:>7.1} MB", format!("{name}: the file"), bytes as f64 / 1e6);
    time(&format!("{name}: opened"), runs * 3, || {
        black_box(open(ledger));
    });
    time(&format!("{name}: opened, and one table answered"), runs * 3, || {
        let view = open(ledger).view(AsOf::LATEST);
        match edition {
            Some(id) => {
                black_box(view.table(id).expect("the group is there"));
            }
            None => {
                black_box(view.snapshot().matches.len());
            }
        }
    });
    let mut day = date(2030, 1, 1);
    time(&format!("{name}: opened, and a result added"), runs, || {
        let mut keeper = Keeper::open(ledger, &Sources::default()).expect("the ledger opens");
        let text = "Belgium 1-0 Kazakhstan";
        let options = ResultOptions { date: Some(day), friendly: true, ..ResultOptions::default() };
        let proposal = keeper.propose_result(text, &options).expect("it is understood");
        keeper.commit(&proposal, "add", Timestamp::UNIX_EPOCH, &[]).expect("it is written");
        day = day.tomorrow().expect("a day");
    });
    let mut keeper = Keeper::open(ledger, &Sources::default()).expect("the ledger opens");
    time(&format!("{name}: a result added to what is open"), runs * 3, || {
        let options = ResultOptions { date: Some(day), friendly: true, ..ResultOptions::default() };
        let proposal =
            keeper.propose_result("Belgium 1-0 Kazakhstan", &options).expect("it is understood");
        keeper.commit(&proposal, "add", Timestamp::UNIX_EPOCH, &[]).expect("it is written");
        day = day.tomorrow().expect("a day");
    });
}

fn main() {
    let folder = std::env::temp_dir().join(format!("girone-bench-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder is made");
    let ledger = folder.join("bench.girone");
    let shared = std::env::var_os("GIRONE_SHARED").map_or_else(
        || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared"),
        PathBuf::from,
    );
    let all = shared.join("data/martj42");
    if all.is_dir() {
        measure("49,520 internationals with goals", &ledger, &all, Some("wcq-2026-uefa/J"), 5);
    } else {
        println!("left out: {} is not there", all.display());
    }
    // A thousand leagues of a thousand matches a year.
    let made = folder.join("made-results.csv");
    let mut text = String::from(
        "date,home_team,away_team,home_score,away_score,tournament,city,country,neutral\n",
    );
    text.push_str("2025-03-22,Belgium,Kazakhstan,3,1,Friendly,Brussels,Belgium,FALSE\n");
    let mut day = date(1925, 1, 1);
    for n in 0..1_000_000u32 {
        let (home, away) = (n % 1_000 * 2, n % 1_000 * 2 + 1);
        let (h, a) = (n / 7 % 5, n / 11 % 4);
        text.push_str(&format!("{day},Club {home},Club {away},{h},{a},League,Town,Land,FALSE\n"));
        if n % 1_000 == 999 {
            day = day.tomorrow().expect("a day");
        }
    }
    std::fs::write(&made, text).expect("the made results are written");
    measure("1,000,000 made matches", &ledger, &made, None, 1);
    std::fs::remove_dir_all(&folder).expect("the folder is removed");
}
