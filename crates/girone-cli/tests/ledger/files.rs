//! Files that are no ledger, cannot be written, are locked, or on a full disk.

use super::*;

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
