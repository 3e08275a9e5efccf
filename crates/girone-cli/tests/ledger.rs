//! The ledger as a person meets it: written to by the binary, killed, filled,
//! locked, damaged, corrected, appealed against.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

const J: &str = "wcq-2026-uefa/J";

fn folder(name: &str) -> PathBuf {
    let path = std::env::temp_dir().join(format!("girone-ledger-{name}-{}", std::process::id()));
    let _ = std::fs::remove_dir_all(&path);
    std::fs::create_dir_all(&path).unwrap();
    path
}

fn command(ledger: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_girone"));
    command.args(args).arg("--ledger").arg(ledger);
    command.env_remove("GIRONE_LEDGER").env("NO_COLOR", "1");
    command
}

fn run(ledger: &Path, args: &[&str]) -> Output {
    command(ledger, args).output().unwrap()
}

fn good(ledger: &Path, args: &[&str]) -> String {
    let output = run(ledger, args);
    let (out, err) = (text(&output.stdout), text(&output.stderr));
    assert!(output.status.success(), "{args:?}\n{out}\n{err}");
    out
}

fn on(ledger: &Path, day: &str, args: &[&str]) -> String {
    let output =
        command(ledger, args).env("GIRONE_NOW", format!("{day}T20:00:00Z")).output().unwrap();
    assert!(output.status.success(), "{args:?}\n{}", text(&output.stderr));
    text(&output.stdout)
}

fn bad(ledger: &Path, args: &[&str]) -> String {
    let output = run(ledger, args);
    assert!(!output.status.success(), "{args:?}\n{}", text(&output.stdout));
    text(&output.stderr)
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// Returns the number of the last entry.
fn head(ledger: &Path) -> u64 {
    let json = good(ledger, &["doctor", "--json"]);
    let value: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(value["findings"].as_array().unwrap().len(), 0, "{json}");
    value["entries"].as_u64().unwrap()
}

/// Returns `place team points` of every row.
fn table(ledger: &Path, flags: &[&str]) -> String {
    let mut args = vec!["table", J, "--json"];
    args.extend(flags);
    let value: serde_json::Value = serde_json::from_str(&good(ledger, &args)).unwrap();
    let rows = value["rows"].as_array().unwrap().iter();
    rows.map(|r| format!("{} {} {}", r["place"], r["team"].as_str().unwrap(), r["points"]))
        .collect::<Vec<_>>()
        .join(", ")
}

/// A ledger with the matches of Group J up to 6 September 2025.
fn group_j(folder: &Path) -> PathBuf {
    let ledger = folder.join("j.girone");
    let csv = "date,home_team,away_team,home_score,away_score,tournament,city,country,neutral\n\
        2025-03-22,Wales,Kazakhstan,3,1,FIFA World Cup qualification,Cardiff,Wales,FALSE\n\
        2025-03-22,Liechtenstein,North Macedonia,0,3,FIFA World Cup qualification,Vaduz,Liechtenstein,FALSE\n\
        2025-03-25,North Macedonia,Wales,1,1,FIFA World Cup qualification,Skopje,North Macedonia,FALSE\n\
        2025-03-25,Liechtenstein,Kazakhstan,0,2,FIFA World Cup qualification,Vaduz,Liechtenstein,FALSE\n\
        2025-06-06,North Macedonia,Belgium,1,1,FIFA World Cup qualification,Skopje,North Macedonia,FALSE\n\
        2025-06-06,Wales,Liechtenstein,3,0,FIFA World Cup qualification,Cardiff,Wales,FALSE\n\
        2025-06-09,Belgium,Wales,4,3,FIFA World Cup qualification,Brussels,Belgium,FALSE\n\
        2025-06-09,Kazakhstan,North Macedonia,0,1,FIFA World Cup qualification,Almaty,Kazakhstan,FALSE\n\
        2025-09-04,Kazakhstan,Wales,0,1,FIFA World Cup qualification,Astana,Kazakhstan,FALSE\n\
        2025-09-04,Liechtenstein,Belgium,0,6,FIFA World Cup qualification,Vaduz,Liechtenstein,FALSE\n";
    let file = folder.join("results.csv");
    std::fs::write(&file, csv).unwrap();
    let out =
        on(&ledger, "2025-09-06", &["import", "international-results", file.to_str().unwrap()]);
    assert!(out.contains("11 new, 0 completed, 0 corrected, 0 known already"), "{out}");
    ledger
}

const RESULT: &str =
    "Belgio-Kazakistan 6-0 (De Bruyne 42, 84; Doku 44, 60; Raskin 51; Meunier 87) 2025-09-07";

#[test]
fn provisional_confirmed_awarded_appealed_and_restored() {
    let folder = folder("story");
    let ledger = group_j(&folder);
    let before = table(&ledger, &[]);
    assert!(before.starts_with("1 wales 10, 2 north-macedonia 8, 3 belgium 7"), "{before}");
    let out = on(&ledger, "2025-09-07", &["add", RESULT, "--source", "uefa.com", "--lang", "it"]);
    for line in ["Belgio - Kazakistan, 2025-09-07", "6 gol elencati su 6", "provvisorio", "voce 12"]
    {
        assert!(out.contains(line), "{line}\n{out}");
    }
    let out = on(&ledger, "2025-09-08", &["confirm", "#12"]);
    assert!(out.contains("confirmed"), "{out}");
    let award = [
        "decide",
        "award",
        "Belgium Kazakhstan 2025-09-07",
        "0-3",
        "--date",
        "2025-09-14",
        "--by",
        "FIFA",
        "--article",
        "Article 19",
        "--reason",
        "ineligible player",
    ];
    let rehearsal = on(&ledger, "2025-09-14", &[&award[..], &["--dry-run"]].concat());
    assert!(rehearsal.contains("before") && rehearsal.contains("↓"), "{rehearsal}");
    assert_eq!(head(&ledger), 13, "a rehearsal writes nothing");
    on(&ledger, "2025-09-14", &award);
    let appeal = [
        "decide",
        "restore",
        "Belgium Kazakhstan 2025-09-07",
        "--date",
        "2025-09-28",
        "--by",
        "CAS",
        "--appeal-of",
        "14",
    ];
    on(&ledger, "2025-09-28", &appeal);
    // The match was played on the 7th, counts 0-3 from the 14th and 6-0 again from
    // the 28th; what was known on a day is another question than what was so.
    let points = |flags: &[&str], team: &str| {
        let all = table(&ledger, flags);
        let row = all.split(", ").find(|r| r.contains(team)).unwrap().to_owned();
        row.rsplit(' ').next().unwrap().parse::<i32>().unwrap()
    };
    for (at, known, belgium, kazakhstan) in [
        ("2025-09-06", "latest", 7, 3),
        ("2025-09-07", "latest", 10, 3),
        ("2025-09-13", "latest", 10, 3),
        ("2025-09-14", "latest", 7, 6),
        ("2025-09-27", "latest", 7, 6),
        ("2025-09-28", "latest", 10, 3),
        ("2025-09-28", "2025-09-27", 7, 6),
        ("2025-09-28", "2025-09-13", 10, 3),
        ("2025-09-14", "2025-09-28", 7, 6),
        ("2025-09-28", "2025-09-06", 7, 3),
        ("latest", "latest", 10, 3),
    ] {
        let flags = ["--at", at, "--known-at", known];
        assert_eq!(points(&flags, "belgium"), belgium, "{at} known at {known}");
        assert_eq!(points(&flags, "kazakhstan"), kazakhstan, "{at} known at {known}");
    }
    // A page of the ledger reproduces an earlier answer to the byte.
    let pages: Vec<String> = [11, 12, 13, 14, 15]
        .map(|n: u64| table(&ledger, &["--ledger-at", &n.to_string()]))
        .to_vec();
    assert_eq!(pages[0], before);
    assert_eq!(pages[1], pages[2], "a confirmation changes no table");
    assert_ne!(pages[2], pages[3]);
    assert_eq!(pages[4], pages[1]);
    // What changed is listed: tables, verdicts and briefings of past days.
    let diff =
        good(&ledger, &["diff", "--known-at", "2025-09-13..2025-09-14", "--at", "2025-09-20"]);
    for line in [
        "Group J",
        "before",
        "after",
        "Past days that are told differently now",
        "the briefing",
        "Tallies",
    ] {
        assert!(diff.contains(line), "{line}\n{diff}");
    }
    let nothing = good(&ledger, &["diff", "--ledger-at", "13..15"]);
    assert!(!nothing.contains("↓"), "{nothing}");
    let why = good(&ledger, &["why", "Belgium Kazakhstan 2025-09-07"]);
    for line in [
        "entry 12",
        "entry 13",
        "0-3 awarded (Article 19)",
        "by: FIFA",
        "ineligible player",
        "on appeal against entry 14",
    ] {
        assert!(why.contains(line), "{line}\n{why}");
    }
    // Goals of the pitch stay countable throughout.
    let sql = "select sum(pitch_home) as g from match where home = 'belgium'";
    assert!(good(&ledger, &["sql", sql, "--at", "2025-09-20"]).contains("10"));
    std::fs::remove_dir_all(folder).unwrap();
}

#[test]
fn a_deduction_is_reduced_on_appeal() {
    let folder = folder("deduct");
    let ledger = group_j(&folder);
    let deduct = [
        "decide",
        "deduct",
        "Wales",
        "6",
        "--edition",
        "wcq-2026-uefa",
        "--date",
        "2025-08-01",
        "--by",
        "FIFA",
        "--reason",
        "licence",
    ];
    on(&ledger, "2025-09-06", &deduct);
    let appeal = ["decide", "deduct", "Wales", "4", "--appeal-of", "12", "--date", "2025-08-20"];
    on(&ledger, "2025-09-06", &appeal);
    let wales = |at: &str| {
        let all = table(&ledger, &["--at", at]);
        all.split(", ")
            .find(|r| r.contains("wales"))
            .unwrap()
            .rsplit(' ')
            .next()
            .unwrap()
            .to_owned()
    };
    assert_eq!(wales("2025-07-31"), "7");
    assert_eq!(wales("2025-08-10"), "1");
    assert_eq!(wales("2025-08-20"), "3");
    assert!(
        bad(
            &ledger,
            &["decide", "deduct", "Italy", "1", "--edition", "nope", "--date", "2025-08-01"]
        )
        .contains("not an edition")
    );
    std::fs::remove_dir_all(folder).unwrap();
}

#[test]
fn the_same_file_adds_nothing_and_a_newer_one_corrects() {
    let folder = folder("import");
    let ledger = group_j(&folder);
    let file = folder.join("results.csv");
    let path = file.to_str().unwrap();
    let again = good(&ledger, &["import", "international-results", path]);
    assert!(again.contains("0 new, 0 completed, 0 corrected, 11 known already"), "{again}");
    assert_eq!(head(&ledger), 11);
    // By hand, with source and reason; the old file then stays silent about it.
    assert!(bad(&ledger, &["fix", "Wales Kazakhstan 2025-03-22", "3-2"]).contains("--source"));
    good(
        &ledger,
        &["fix", "Wales Kazakhstan 2025-03-22", "3-2", "--source", "faw", "--reason", "x"],
    );
    let again = run(&ledger, &["import", "international-results", path]);
    assert!(text(&again.stdout).contains("0 new, 0 completed, 0 corrected"), "{again:?}");
    assert_eq!(head(&ledger), 12);
    let newer = std::fs::read_to_string(&file)
        .unwrap()
        .replace("Belgium,Wales,4,3", "Belgium,Wales,4,2")
        + "2025-10-10,Kazakhstan,Liechtenstein,4,0,FIFA World Cup qualification,Astana,Kazakhstan,FALSE\n";
    std::fs::write(&file, newer).unwrap();
    let out = text(&run(&ledger, &["import", "international-results", path]).stdout);
    assert!(out.contains("1 new") && out.contains("1 corrected"), "{out}");
    let out = text(&run(&ledger, &["import", "international-results", path]).stdout);
    assert!(out.contains("0 new, 0 completed, 0 corrected"), "{out}");
    assert!(good(&ledger, &["why", "Wales Kazakhstan 2025-03-22"]).contains("3-2"));
    let entries = head(&ledger);
    good(&ledger, &["undo"]);
    assert!(head(&ledger) > entries, "what is undone stays in the log");
    assert!(good(&ledger, &["log", "Belgium", "--last", "3"]).contains("takes back"));
    std::fs::remove_dir_all(folder).unwrap();
}

#[test]
fn checks_are_overridden_by_name_and_the_override_is_kept() {
    let folder = folder("checks");
    let ledger = group_j(&folder);
    for (result, check) in [
        ("Belgium 6-0 Kazakhstan (De Bruyne 42; Doku 44) 2025-09-07", "goals"),
        ("Belgium 1-0 Kazakhstan (Doku 130) 2025-09-07", "minutes"),
        ("Belgium 4-3 Wales 2025-06-09", "duplicate"),
        ("Belgium 1-0 Kazakhstan 2025-09-04", "twice"),
    ] {
        let error = bad(&ledger, &["add", result]);
        assert!(error.contains(&format!("--allow {check}")), "{result}\n{error}");
    }
    assert!(bad(&ledger, &["add", "Belgium 1-0 Kasakstan 2025-09-07"]).contains("Kazakhstan"));
    assert_eq!(head(&ledger), 11);
    good(
        &ledger,
        &["add", "Belgium 6-0 Kazakhstan (De Bruyne 42; Doku 44) 2025-09-07", "--allow", "goals"],
    );
    assert!(good(&ledger, &["why", "#12"]).contains("checks overridden: goals"));
    std::fs::remove_dir_all(folder).unwrap();
}

#[test]
fn every_check_applies_to_imports_and_strict_writes_nothing() {
    let folder = folder("strict");
    let ledger = folder.join("l.girone");
    let file = folder.join("results.csv");
    let goals = folder.join("goalscorers.csv");
    std::fs::write(
        &file,
        "date,home_team,away_team,home_score,away_score,tournament,city,country,neutral\n\
         2025-06-06,Wales,Belgium,2,1,Friendly,Cardiff,Wales,FALSE\n\
         2025-06-06,Wales,Kazakhstan,1,0,Friendly,Cardiff,Wales,FALSE\n\
         2025-06-09,Belgium,Wales,0,0,Friendly,Brussels,Belgium,FALSE\n\
         2025-06-10,Atlantis,Wales,0,3,Friendly,Poseidonis,Atlantis,FALSE\n",
    )
    .unwrap();
    std::fs::write(
        &goals,
        "date,home_team,away_team,team,scorer,minute,own_goal,penalty\n\
         2025-06-06,Wales,Belgium,Wales,A Scorer,12,FALSE,FALSE\n\
         2025-06-06,Wales,Kazakhstan,Wales,B Scorer,122,FALSE,FALSE\n",
    )
    .unwrap();
    let args = ["import", "international-results", folder.to_str().unwrap()];
    let strict: Vec<&str> = args.iter().copied().chain(["--strict"]).collect();
    let refused = bad(&ledger, &strict);
    for part in [
        "nothing was written (--strict)",
        "1 objections of the check `twice`",
        "Wales play Wales - Belgium on the same day, 2025-06-06",
        "1 objections of the check `goals`",
        "Wales - Belgium on 2025-06-06: the goals listed make 1-0, the score is 2-1",
        "1 objections of the check `minutes`",
        "122 is not a minute",
        "1 objections of the check `team`",
        "`Atlantis` is not a name in the record",
        "--allow goals,minutes,team,twice",
    ] {
        assert!(refused.contains(part), "{part}\n{refused}");
    }
    assert!(!ledger.exists(), "a refused import makes no file");
    let allow = |names: &'static str| strict.iter().copied().chain(["--allow", names]);
    let refused = bad(&ledger, &allow("goals,minutes,team").collect::<Vec<_>>());
    assert!(refused.contains("twice") && !refused.contains("`goals`"), "{refused}");
    assert!(!ledger.exists());
    good(&ledger, &allow("goals,minutes,team,twice").collect::<Vec<_>>());
    // Four matches, and that the goals are listed.
    assert_eq!(head(&ledger), 5);
    // The override stands beside the entries that needed it, and only there.
    let log: serde_json::Value = serde_json::from_str(&good(&ledger, &["log", "--json"])).unwrap();
    let allowed: Vec<&str> =
        log.as_array().unwrap().iter().map(|e| e["allowed"].as_str().unwrap_or("")).collect();
    assert_eq!(allowed, ["", "goals", "minutes,twice", "", "team"]);
    // Without `--strict` the same is said, written and kept.
    let other = folder.join("other.girone");
    let output = run(&other, &args);
    assert!(output.status.success());
    assert!(text(&output.stderr).contains("1 objections of the check `twice`"));
    assert_eq!(head(&other), 5);
    // What is known already is not objected to again; a double listing is.
    let again = run(&other, &args);
    assert!(!text(&again.stderr).contains("objections"), "{}", text(&again.stderr));
    std::fs::remove_dir_all(folder).unwrap();
}

#[test]
fn a_person_is_erased_and_the_chain_still_closes() {
    let folder = folder("erase");
    let ledger = group_j(&folder);
    good(
        &ledger,
        &[
            "add",
            "Belgium 1-0 Kazakhstan (Jan Janssens 12) 2025-09-07",
            "--reason",
            "Jan Janssens told us",
        ],
    );
    assert!(bad(&ledger, &["erase", "Jan Janssens", "--reason", "request"]).contains("--yes"));
    let out = good(&ledger, &["erase", "Jan Janssens", "--reason", "request", "--yes"]);
    assert!(out.contains("1 names and 1 texts"), "{out}");
    assert_eq!(head(&ledger), 12);
    for file in std::fs::read_dir(&folder).unwrap() {
        let path = file.unwrap().path();
        if path.to_string_lossy().contains("girone") {
            let bytes = std::fs::read(&path).unwrap();
            assert!(!bytes.windows(8).any(|w| w == b"Janssens"), "{}", path.display());
            assert!(!bytes.windows(8).any(|w| w == b"janssens"), "{}", path.display());
        }
    }
    std::fs::remove_dir_all(folder).unwrap();
}

#[test]
fn what_is_no_ledger_is_said_clearly_and_left_alone() {
    let folder = folder("faults");
    let ledger = group_j(&folder);
    let missing = folder.join("missing.girone");
    assert!(bad(&missing, &["log"]).contains("girone init"));
    assert!(!missing.exists());
    let junk = folder.join("junk.girone");
    std::fs::write(&junk, b"not a database at all, but long enough to be looked at\n".repeat(40))
        .unwrap();
    let before = std::fs::read(&junk).unwrap();
    assert!(bad(&junk, &["log"]).contains("no SQLite database"));
    assert!(bad(&junk, &["add", RESULT]).contains("no SQLite database"));
    assert_eq!(std::fs::read(&junk).unwrap(), before);
    assert!(bad(&ledger, &["init"]).contains("there already"));
    // Truncated: half of the file is gone.
    let cut = folder.join("cut.girone");
    let bytes = std::fs::read(&ledger).unwrap();
    std::fs::write(&cut, &bytes[..bytes.len() / 2]).unwrap();
    let output = run(&cut, &["doctor"]);
    let said = text(&output.stdout) + &text(&output.stderr);
    assert!(!output.status.success() && !said.contains("panicked"), "{said}");
    assert!(!run(&cut, &["add", RESULT]).status.success());
    // Of a newer version.
    let newer = folder.join("newer.girone");
    let mut bytes = bytes;
    bytes[60..64].copy_from_slice(&99u32.to_be_bytes());
    std::fs::write(&newer, &bytes).unwrap();
    assert!(bad(&newer, &["log"]).contains("version 99"));
    assert!(bad(&newer, &["add", RESULT]).contains("use a newer Girone"));
    assert_eq!(head(&ledger), 11);
    std::fs::remove_dir_all(folder).unwrap();
}

/// Runs as a user who may not write to what is read-only: this one, or nobody if
/// this one may write to everything.
#[cfg(unix)]
fn as_nobody(ledger: &Path, args: &[&str], anybody: bool) -> Output {
    use std::os::unix::process::CommandExt;
    const NOBODY: u32 = 65534;
    let mut command = command(ledger, args);
    if anybody {
        command.gid(NOBODY).uid(NOBODY);
    }
    command.output().unwrap()
}

#[cfg(unix)]
#[test]
fn a_read_only_ledger_is_read_and_not_written() {
    use std::os::unix::fs::PermissionsExt;
    let folder = folder("readonly");
    let ledger = group_j(&folder);
    let expected = good(&ledger, &["table", J, "--json"]);
    let mode = |path: &Path, mode| {
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap();
    };
    // Another user must be able to start the program.
    let program = folder.join("girone-program");
    std::fs::copy(env!("CARGO_BIN_EXE_girone"), &program).unwrap();
    mode(&program, 0o755);
    mode(&ledger, 0o444);
    mode(&folder, 0o555);
    let anybody = std::fs::write(folder.join("probe"), b"x").is_ok();
    let bytes = std::fs::read(&ledger).unwrap();
    for args in [
        &["add", RESULT][..],
        &["import", "international-results", folder.join("results.csv").to_str().unwrap()],
        &["undo"],
    ] {
        let refused = as_nobody(&ledger, args, anybody);
        let said = text(&refused.stderr);
        assert!(!refused.status.success() && said.contains("read-only"), "{args:?}: {said}");
    }
    let read = as_nobody(&ledger, &["table", J, "--json"], anybody);
    assert_eq!(text(&read.stdout), expected, "{}", text(&read.stderr));
    assert_eq!(std::fs::read(&ledger).unwrap(), bytes, "nothing was written");
    mode(&folder, 0o755);
    mode(&ledger, 0o644);
    std::fs::remove_dir_all(folder).unwrap();
}

#[test]
fn a_locked_ledger_is_read_and_says_who_waits() {
    let folder = folder("locked");
    let ledger = group_j(&folder);
    let expected = table(&ledger, &[]);
    // Another program holds the pen.
    let other = rusqlite::Connection::open(&ledger).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    assert_eq!(table(&ledger, &[]), expected, "readers do not wait for a writer");
    let clock = Instant::now();
    let said = bad(&ledger, &["add", RESULT]);
    assert!(said.contains("locked: another process is writing"), "{said}");
    assert!(said.contains("nothing was written, try again"), "{said}");
    assert!(clock.elapsed() > Duration::from_secs(4), "a writer waits its turn first");
    other.execute_batch("ROLLBACK").unwrap();
    assert_eq!(head(&ledger), 11);
    // Somebody keeps the whole file to himself.
    other.execute_batch("PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE").unwrap();
    drop(other);
    let alone = rusqlite::Connection::open(&ledger).unwrap();
    alone
        .execute_batch(
            "PRAGMA journal_mode = DELETE; PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE",
        )
        .unwrap();
    let said = bad(&ledger, &["table", J]);
    assert!(said.contains("locked"), "{said}");
    alone.execute_batch("ROLLBACK").unwrap();
    drop(alone);
    good(&ledger, &["add", RESULT]);
    assert_eq!(head(&ledger), 12);
    std::fs::remove_dir_all(folder).unwrap();
}

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

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_loses_nothing() {
    let folder = folder("full");
    let mount = folder.join("small");
    std::fs::create_dir_all(&mount).unwrap();
    let mounted = Command::new("mount")
        .args(["-t", "tmpfs", "-o", "size=1m", "tmpfs"])
        .arg(&mount)
        .output()
        .is_ok_and(|o| o.status.success());
    if !mounted {
        println!("skipped: a small tmpfs cannot be mounted here");
        std::fs::remove_dir_all(folder).unwrap();
        return;
    }
    let ledger = group_j(&mount);
    std::fs::write(mount.join("filler"), vec![0; 1 << 20]).ok();
    let filled = run(&ledger, &["add", RESULT]);
    let said = text(&filled.stderr);
    std::fs::remove_file(mount.join("filler")).unwrap();
    let entries = head(&ledger);
    good(&ledger, &["log"]);
    let failed = !filled.status.success();
    let unmounted = Command::new("umount").arg(&mount).status().unwrap();
    assert!(unmounted.success());
    assert!(failed && said.contains("disk"), "{said}");
    assert_eq!(entries, 11);
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
