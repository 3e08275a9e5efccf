//! What is written, corrected, decided, appealed against and erased.

use super::*;

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
