//! Instances with known answers, written out as folders and asked through the
//! binary: every layout of the folder, every verdict with a checked witness or
//! certificate.

use std::path::{Path, PathBuf};
use std::process::Command;

use girone::model::{BySide, Line, Sheet, TeamId};
use girone::rules::{Count, Criterion, HeadToHead, Once, Reading, Regulation, table};
use girone::scenarios::testing::for_each_completion;
use girone::scenarios::{Budget, Given, Places, Question, outlook};
use serde_json::Value;

fn shared(name: &str) -> Option<String> {
    let here = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let mut roots = vec![here.join("../../../shared"), here.join("../../../../shared")];
    roots.extend(std::env::var_os("GIRONE_SHARED").map(PathBuf::from));
    let found = roots
        .iter()
        .rev()
        .find_map(|root| std::fs::read_to_string(root.join("scenarios").join(name)).ok());
    if found.is_none() {
        println!("skipped: scenarios/{name} is not beside the checkout");
    }
    found
}

fn json(name: &str) -> Option<Value> {
    serde_json::from_str(&shared(name)?).ok()
}

/// The rule books that the instances name, as a person would write them.
fn book(rules: &str) -> String {
    let level = r#""points", "goal-difference""#;
    let criteria = match rules {
        "points" => String::new(),
        "pl" => r#""goal-difference", "goals-scored", "lots""#.to_owned(),
        "h2h" => format!(
            r#"{{ head-to-head = [{level}], reapply = "fixed" }}, "goal-difference", "goals-scored", "lots""#
        ),
        "h2h_first" => format!(
            r#"{{ head-to-head = [{level}, "goals-scored"], reapply = "restarting" }}, "goal-difference", "goals-scored", "lots""#
        ),
        _ => format!(
            r#""goal-difference", "goals-scored", {{ head-to-head = [{level}, "goals-scored"], reapply = "restarting" }}, "lots""#
        ),
    };
    format!(
        "id = \"{rules}\"\nsource = \"an instance\"\npoints = {{ win = 3, draw = 1, loss = 0 }}\ncriteria = [{criteria}]\n"
    )
}

/// The same as values.
fn regulation(rules: &str) -> Regulation {
    let (gd, goals) =
        (Criterion::Overall(Count::GoalDifference), Criterion::Overall(Count::GoalsScored));
    let among = |counts: &[Count], reading| {
        Criterion::HeadToHead(HeadToHead {
            counts: counts.to_vec(),
            counts_of_two: None,
            reading,
            once: Once::Always,
        })
    };
    let three = [Count::Points, Count::GoalDifference, Count::GoalsScored];
    Regulation::of(
        rules,
        match rules {
            "points" => vec![],
            "pl" => vec![gd, goals, Criterion::Lots],
            "h2h" => vec![among(&three[..2], Reading::Fixed), gd, goals, Criterion::Lots],
            "h2h_first" => vec![among(&three, Reading::Restarting), gd, goals, Criterion::Lots],
            _ => vec![gd, goals, among(&three, Reading::Restarting), Criterion::Lots],
        },
    )
}

/// A group as the instances have it.
struct Group {
    name: String,
    teams: Vec<String>,
    sheet: Sheet,
    dates: Vec<String>,
}

fn strings(value: &Value) -> Vec<String> {
    let texts = value.as_array().into_iter().flatten();
    texts.map(|t| t.as_str().unwrap_or_default().to_owned()).collect()
}

fn numbers(value: &Value) -> Vec<u8> {
    let all = value.as_array().into_iter().flatten();
    all.filter_map(Value::as_u64).map(|n| n as u8).collect()
}

fn group(value: &Value) -> Group {
    let teams = strings(&value["teams"]);
    let mut sheet = Sheet::new((0..teams.len() as u32).map(TeamId).collect());
    for m in value["played"].as_array().into_iter().flatten().map(numbers) {
        sheet.results.push(Line::new(m[0], m[1], m[2], m[3]));
    }
    for m in value["remaining"].as_array().into_iter().flatten().map(numbers) {
        sheet.remaining.push(BySide::new(m[0], m[1]));
    }
    let days = sheet.results.len() + sheet.remaining.len();
    let dates = (0..days).map(|i| format!("2025-{:02}-{:02}", 1 + i / 28, 1 + i % 28)).collect();
    let name = value["name"].as_str().unwrap_or("league").trim_start_matches("Group ").to_owned();
    Group { name, teams, sheet, dates }
}

/// A league after `played` matches.
fn league(value: &Value, played: usize) -> Group {
    let teams = strings(&value["teams"]);
    let mut sheet = Sheet::new((0..teams.len() as u32).map(TeamId).collect());
    let mut dates = Vec::new();
    for (i, m) in value["matches"].as_array().into_iter().flatten().enumerate() {
        dates.push(m[0].as_str().unwrap_or_default().to_owned());
        let m = numbers(&Value::Array(m.as_array().map_or(vec![], |m| m[1..].to_vec())));
        if i < played {
            sheet.results.push(Line::new(m[0], m[1], m[2], m[3]));
        } else {
            sheet.remaining.push(BySide::new(m[0], m[1]));
        }
    }
    Group { name: "league".to_owned(), teams, sheet, dates }
}

/// Where the files of a folder lie.
#[derive(Clone, Copy)]
enum Layout {
    /// All at the top.
    Flat,
    /// In `competitions/`, `regulations/` and `data/`.
    House,
    /// Under names of their own.
    Odd,
}

/// Writes a competition out as a folder and returns it.
fn write_out(id: &str, rules: &str, extra: &str, groups: &[Group], layout: Layout) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("girone-instance-{id}-{}", std::process::id()));
    let _ = std::fs::remove_dir_all(&folder);
    let (edition, book_at, matches) = match layout {
        Layout::Flat => ("edition.toml", "regulation.toml", "football.txt"),
        Layout::House => ("competitions/it.toml", "regulations/book.toml", "data/football.txt"),
        Layout::Odd => ("conf/Who Plays.toml", "conf/rules/THE-RULES.toml", "matches/2025.txt"),
    };
    let write = |path: &str, text: &str| {
        let path = folder.join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    };
    let mut stage = format!(
        "id = \"{id}\"\nname = \"Instance {id}\"\nsource = \"an instance\"\n\n[[stage]]\nid = \"groups\"\nregulation = \"{rules}\"\n{extra}"
    );
    let quoted = |teams: &[String]| format!("{teams:?}");
    let mut text = format!("= Instance {id}\n");
    if let [one] = groups {
        stage.push_str(&format!("members = {}\n", quoted(&one.teams)));
    } else {
        stage.push_str("[stage.groups]\n");
        for g in groups {
            stage.push_str(&format!("{} = {}\n", g.name, quoted(&g.teams)));
        }
    }
    for g in groups {
        if groups.len() > 1 {
            text.push_str(&format!("\n▪ Group {}\n", g.name));
        }
        let played = g.sheet.results.iter().map(|l| (l.teams, Some(l.goals)));
        let all = played.chain(g.sheet.remaining.iter().map(|f| (*f, None)));
        for ((teams, goals), date) in all.zip(&g.dates) {
            let (home, away) =
                (&g.teams[usize::from(teams.home)], &g.teams[usize::from(teams.away)]);
            let score = goals.map_or("v".to_owned(), |s| format!("{}-{}", s.home, s.away));
            text.push_str(&format!("{date}\n  {home}  {score}  {away}\n"));
        }
    }
    write(edition, &stage);
    write(book_at, &book(rules));
    write(matches, &text);
    write("README.md", "What this is.");
    folder
}

fn ask(folder: &Path, address: &str, more: &[&str]) -> Value {
    let mut command = Command::new(env!("CARGO_BIN_EXE_girone"));
    command.args(["needs", address, "--format", "json", "--data"]).arg(folder).args(more);
    command.env_remove("GIRONE_LEDGER").env("NO_COLOR", "1");
    let output = command.output().unwrap();
    let (out, err) =
        (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{address} {more:?}: {err}");
    assert_eq!(err, "", "{address}");
    serde_json::from_str(&out).unwrap()
}

fn places(value: &Value) -> Places {
    numbers(value).into_iter().collect()
}

/// The places that a team reaches in any completion, one by one.
fn slow(rules: &str, sheet: &Sheet, cap: u8) -> Vec<Places> {
    let regulation = regulation(rules);
    let mut reached = vec![Places::NONE; sheet.teams.len()];
    for_each_completion(sheet, cap, &Given::nothing(sheet.remaining.len()), &mut |finished| {
        for row in table(&regulation, finished).rows {
            let here = Places::from_to(row.place, row.place + row.shared_by - 1);
            let all = &mut reached[usize::from(row.team)];
            *all = all.or(here);
        }
    });
    reached
}

/// Every team of an answer has all its places decided, and all of it checked.
fn all_checked(answer: &Value, about: &str) {
    assert_eq!(answer["complete"], true, "{about}");
    for team in answer["teams"].as_array().unwrap() {
        assert_eq!(team["checked"], true, "{about} {}", team["name"]);
        for part in ["witnesses", "certificates"] {
            for one in team[part].as_array().unwrap() {
                assert_eq!(one["checked"], true, "{about} {}", team["name"]);
                let text = one["text"].as_str().unwrap_or("a. b");
                assert!(text.contains(' '), "{about}: {text}");
            }
        }
    }
}

#[test]
fn traps_through_the_binary() {
    let Some(traps) = json("traps.json") else { return };
    let layouts = [Layout::Flat, Layout::House, Layout::Odd];
    for (trap, layout) in traps.as_array().unwrap().iter().zip(layouts) {
        let instance = &trap["instance"];
        let id = format!("trap-{}", instance["name"].as_str().unwrap().split('_').next().unwrap());
        let id = id.to_lowercase();
        let rules = instance["rules"].as_str().unwrap();
        let folder = write_out(&id, rules, "", &[group(instance)], layout);
        let answer = ask(&folder, &id, &["--max-goals", "9"]);
        all_checked(&answer, &id);
        for (team, expected) in trap["all_teams_reach"].as_object().unwrap() {
            let found = answer["teams"].as_array().unwrap();
            let found = found.iter().find(|t| t["name"] == team.as_str()).unwrap();
            assert_eq!(places(&found["possible"]), places(expected), "{id} {team}");
        }
        std::fs::remove_dir_all(folder).unwrap();
    }
}

/// All groups of a file, against going through every scoreline.
fn groups_of(file: &str, id: &str, extra: &str, layout: Layout) {
    let Some(all) = json(file) else { return };
    let groups: Vec<Group> = all["groups"].as_array().unwrap().iter().map(group).collect();
    let rules = all["groups"][0]["rules"].as_str().unwrap().to_owned();
    let folder = write_out(id, &rules, extra, &groups, layout);
    for g in &groups {
        let answer = ask(&folder, &format!("{id}/{}", g.name), &["--max-goals", "9"]);
        all_checked(&answer, id);
        assert_eq!(answer["max_goals"], 9);
        let remaining = answer["remaining"].as_array().unwrap();
        assert_eq!(remaining.len(), g.sheet.remaining.len(), "{id}/{}", g.name);
        let expected = slow(&rules, &g.sheet, 9);
        let teams = answer["teams"].as_array().unwrap();
        assert_eq!(teams.len(), g.teams.len());
        let mut reached: Vec<Places> = teams.iter().map(|t| places(&t["possible"])).collect();
        let mut expected_sets = expected.clone();
        // Names are those of the record; sets are compared by what they are.
        reached.sort();
        expected_sets.sort();
        assert_eq!(reached, expected_sets, "{id}/{}", g.name);
        for (name, expected) in g.teams.iter().zip(&expected) {
            let Some(team) = teams.iter().find(|t| t["name"] == name.as_str()) else { continue };
            assert_eq!(places(&team["possible"]), *expected, "{id}/{} {name}", g.name);
        }
    }
    std::fs::remove_dir_all(folder).unwrap();
}

#[test]
fn european_qualifying_through_the_binary() {
    let berth = "berth = [{ id = \"direct\", name = \"Qualified\", places = [1] }]\n";
    groups_of("uefa_wcq26_after_2025-11-15_cap9.json", "instance-uefa", berth, Layout::House);
}

#[test]
fn world_cup_through_the_binary() {
    let through = "berth = [{ id = \"through\", name = \"Through\", places = [1, 2] }]\n";
    groups_of("wc2026_after_2026-06-24_cap9.json", "instance-finals", through, Layout::Flat);
}

#[test]
fn best_thirds_through_the_binary() {
    let Some(all) = json("wc2026_after_2026-06-24_cap9.json") else { return };
    let groups: Vec<Group> = all["groups"].as_array().unwrap().iter().map(group).collect();
    let id = "instance-thirds";
    let extra = "berth = [{ id = \"through\", places = [1, 2], ranks = { thirds = [1, 2, 3, 4, 5, 6, 7, 8] } }]\nranking = [{ id = \"thirds\", place = 3, regulation = \"thirds\" }]\n";
    let folder = write_out(id, "h2h_first", extra, &groups, Layout::Flat);
    let thirds = "id = \"thirds\"\nsource = \"an instance\"\ncriteria = [\"goal-difference\", \"goals-scored\", \"lots\"]\n";
    std::fs::write(folder.join("thirds.toml"), thirds).unwrap();
    let (mut through, mut out) = (Vec::new(), Vec::new());
    for g in &groups {
        let answer = ask(&folder, &format!("{id}/{}", g.name), &["--max-goals", "9"]);
        for team in answer["teams"].as_array().unwrap() {
            let berth = &team["berths"][0];
            let name = team["name"].as_str().unwrap().to_owned();
            match berth["verdict"].as_str().unwrap() {
                "through" => through.push(name),
                "out" => out.push(name),
                // What is open is shown by scores of the whole stage.
                "open" => {
                    assert!(berth["gets"]["scores"].is_array(), "{name}");
                    assert!(berth["misses"]["scores"].is_array(), "{name}");
                }
                other => panic!("{name} {other}"),
            }
        }
    }
    assert_eq!((through.len(), out.len()), (13, 7), "{through:?} {out:?}");
    assert!(through.contains(&"Bosnia and Herzegovina".to_owned()), "{through:?}");
    std::fs::remove_dir_all(folder).unwrap();
}

#[test]
fn leagues_through_the_binary() {
    for file in ["epl_2010_11", "seriea_2004_05"] {
        let Some(all) = json(&format!("{file}.json")) else { return };
        for (rules, cap, words) in [
            ("pl", None, "pl_C300"),
            ("pl", Some("9"), "pl_C9"),
            ("h2h", None, "h2h_C300"),
            ("points", None, "points"),
        ] {
            for md in [10, 33, 36, 37] {
                let name = format!("expected/{words}_{file}_md{md}.json");
                let Some(expected) = json(&name) else { return };
                let id = format!("{}-{}-{md}", words.to_lowercase(), &file[..3]).replace('_', "-");
                let g = league(&all, 10 * md);
                let folder = write_out(&id, rules, "meetings = 2\n", &[g], Layout::Flat);
                let mut more = vec!["--limit", "60"];
                more.extend(cap.iter().flat_map(|n| ["--max-goals", n]));
                let answer = ask(&folder, &id, &more);
                all_checked(&answer, &name);
                for team in answer["teams"].as_array().unwrap() {
                    let ranks = &expected["ranks"][team["name"].as_str().unwrap()];
                    assert_eq!(team["best"], ranks[0], "{name} {}", team["name"]);
                    assert_eq!(team["worst"], ranks[1], "{name} {}", team["name"]);
                }
                std::fs::remove_dir_all(folder).unwrap();
            }
        }
    }
}

#[test]
fn a_league_by_date_through_the_binary() {
    let Some(all) = json("seriea_2004_05.json") else { return };
    let whole = league(&all, usize::MAX);
    let id = "by-date";
    let folder = write_out(id, "h2h", "meetings = 2\n", &[league(&all, usize::MAX)], Layout::House);
    let regulation = regulation("h2h");
    let mut days: Vec<&String> = whole.dates.iter().collect();
    days.sort();
    days.dedup();
    // From the thirtieth matchday on; every other day.
    let late: Vec<&String> = days.iter().rev().step_by(3).take(5).copied().collect();
    for day in late {
        let (mut sheet, mut kept) = (Sheet::new(whole.sheet.teams.clone()), 0);
        for (line, date) in whole.sheet.results.iter().zip(&whole.dates) {
            if date <= day {
                sheet.results.push(*line);
                kept += 1;
            } else {
                sheet.remaining.push(line.teams);
            }
        }
        let q = Question::new(&regulation, &sheet, None);
        let direct = outlook(&q, false, &mut Budget::steps(200_000));
        let answer = ask(&folder, id, &["--at", day, "--limit", "3"]);
        assert_eq!(answer["played"], kept);
        for (team, name) in direct.iter().zip(&whole.teams) {
            let found = answer["teams"].as_array().unwrap();
            let found = found.iter().find(|t| t["name"] == name.as_str()).unwrap();
            if team.undecided().is_empty() && numbers(&found["undecided"]).is_empty() {
                assert_eq!(places(&found["possible"]), team.possible, "{day} {name}");
            }
            assert_eq!(found["checked"], true, "{day} {name}");
        }
    }
    std::fs::remove_dir_all(folder).unwrap();
}

/// The files and the command of a page of documentation: each block of code under a
/// line with nothing but its name in backticks.
#[test]
fn the_page_about_folders_says_what_happens() {
    let page = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../docs/DATA.md");
    let page = std::fs::read_to_string(page).unwrap();
    let folder = std::env::temp_dir().join(format!("girone-page-{}", std::process::id()));
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    let mut lines = page.lines();
    let (mut named, mut answers) = (String::new(), 0);
    while let Some(line) = lines.next() {
        if line.starts_with('`') && line.ends_with('`') && line.matches('`').count() == 2 {
            named = line.trim_matches('`').to_owned();
        } else if line.starts_with("```") {
            let block: Vec<&str> = lines.by_ref().take_while(|l| !l.starts_with("```")).collect();
            if named.ends_with(".toml") || named.ends_with(".txt") {
                std::fs::write(folder.join(&named), block.join("\n") + "\n").unwrap();
            } else if let Some(command) = named.strip_prefix("girone ") {
                let args = command.replace(" my-folder", &format!(" {}", folder.display()));
                let output = Command::new(env!("CARGO_BIN_EXE_girone"))
                    .args(args.split(' '))
                    .env_remove("GIRONE_LEDGER")
                    .output()
                    .unwrap();
                let (out, err) = (
                    String::from_utf8_lossy(&output.stdout).into_owned(),
                    String::from_utf8_lossy(&output.stderr).into_owned(),
                );
                assert_eq!(out.trim_end(), block.join("\n").trim_end(), "{command}\n{err}");
                answers += 1;
            }
            named.clear();
        }
    }
    assert!(answers >= 2, "the page has {answers} commands with their answers");
    std::fs::remove_dir_all(folder).unwrap();
}
