//! Decisions off the pitch: what they change, and from when.

mod common;

use std::collections::BTreeMap;

use common::small::{counts, record};
use girone_model::{BySide, Snapshot};
use girone_rules::{
    Awarded, Count, Criterion, Edition, Index, Regulation, Standings, WhichScore, parse_edition,
    standings, with_rulings,
};

const MATCHES: &str = "
2024-01-01 a 1-1 b
2024-01-01 c 2-0 d
2024-02-01 a 3-0 c
2024-02-01 b 1-0 d
2024-03-01 a 0-2 d
2024-03-01 b v c
";

fn edition(rulings: &str) -> Edition {
    let text = format!(
        "id = \"cup\"\nname = \"Cup\"\n[[stage]]\nid = \"table\"\nfrom = 2024-01-01\nto = 2024-12-31\nregulation = \"r\"\nmeetings = 1\nmembers = [\"a\", \"b\", \"c\", \"d\"]\n{rulings}"
    )
    .replace("from = 2024-01-01\nto = 2024-12-31", "from = \"2024-01-01\"\nto = \"2024-12-31\"");
    parse_edition("cup.toml", &text).unwrap_or_else(|e| panic!("{e}\n{text}"))
}

fn tables(edition: &Edition, snapshot: &Snapshot) -> Standings {
    let rule =
        Regulation::of("r", vec![Criterion::Overall(Count::GoalDifference), Criterion::Lots]);
    let books = BTreeMap::from([("r".to_owned(), rule)]);
    standings(edition, &Index::new(snapshot), &books)
}

/// The rows as `place team points played`, level teams in the order of names.
fn rows(rulings: &str, at: &str) -> String {
    let edition = edition(rulings);
    let snapshot = with_rulings(&record(MATCHES, at), [&edition]);
    let again = with_rulings(&snapshot, [&edition]);
    assert_eq!(again.matches, snapshot.matches, "a decision applied twice is one decision");
    assert_eq!(again.adjustments, snapshot.adjustments);
    let standings = tables(&edition, &snapshot);
    let standing = &standings.groups[0];
    let mut rows: Vec<(u8, String)> = standing
        .table
        .rows
        .iter()
        .map(|r| {
            let team = standing.sheet.sheet.teams[usize::from(r.team)];
            let team = &snapshot.directory.team(team).key;
            (r.place, format!("{} {team} {} {}", r.place, r.totals.points, r.totals.played))
        })
        .collect();
    rows.sort();
    rows.into_iter().map(|r| r.1).collect::<Vec<_>>().join(", ")
}

fn matches(rulings: &str, at: &str) -> Vec<String> {
    let edition = edition(rulings);
    with_rulings(&record(MATCHES, at), [&edition]).matches.iter().map(counts).collect()
}

#[test]
fn nothing_decided_nothing_changed() {
    assert_eq!(rows("", "2024-12-31"), "1 a 4 3, 1 b 4 2, 3 c 3 2, 3 d 3 3");
}

#[test]
fn an_award_counts_from_its_day_and_the_score_from_the_pitch_stays() {
    let award = "[[ruling]]\naward = { date = \"2024-01-01\", home = \"a\", away = \"b\", official = \"0-3\" }\nknown = \"2024-01-10\"\n";
    assert_eq!(matches(award, "2024-01-09")[0], "1-1");
    assert_eq!(matches(award, "2024-01-10")[0], "0-3 awarded (1-1)");
    assert_eq!(rows(award, "2024-12-31"), "1 b 6 2, 2 c 3 2, 2 d 3 3, 4 a 3 3");
}

#[test]
fn a_match_that_the_record_lacks_is_added_once() {
    let award = "[[ruling]]\naward = { date = \"2024-06-01\", home = \"d\", away = \"a\", official = \"3-0\" }\n";
    assert_eq!(matches(award, "2024-12-31").len(), 7);
    assert_eq!(matches(award, "2024-12-31")[6], "3-0 awarded");
    assert_eq!(matches(award, "2024-05-31").len(), 6, "not before its day");
}

#[test]
fn a_walkover_an_annulled_match_and_a_corrected_score() {
    let out = matches(
        "[[ruling]]\nwalkover = { date = \"2024-03-01\", home = \"b\", away = \"c\", winner = \"c\", official = \"0-3\" }\n\
         [[ruling]]\nannul = { date = \"2024-03-01\", home = \"a\", away = \"d\" }\n\
         [[ruling]]\ncorrect = { date = \"2024-02-01\", home = \"a\", away = \"c\", score = \"4-0\" }\n",
        "2024-12-31",
    );
    assert_eq!(out[2], "4-0");
    assert_eq!(out[4], "annulled (0-2)");
    assert_eq!(out[5], "walkover Away");
}

#[test]
fn points_go_from_a_day_and_come_back_on_appeal() {
    let points = "[[ruling]]\npoints = { team = \"a\", points = -6, suspended = -3 }\nfrom = \"2024-02-10\"\nuntil = \"2024-03-10\"\n\
                  [[ruling]]\npoints = { team = \"a\", points = -2 }\nfrom = \"2024-03-11\"\nreason = \"on appeal\"\n";
    let of = |at: &str| {
        let all = rows(points, at);
        all.split(", ").find(|r| r.contains(" a ")).unwrap().to_owned()
    };
    assert_eq!(of("2024-02-09"), "1 a 4 2");
    // Totals may be negative; what is suspended does not count.
    assert_eq!(of("2024-02-10"), "4 a -2 2");
    assert_eq!(of("2024-03-10"), "4 a -2 3");
    assert_eq!(of("2024-03-11"), "4 a 2 3");
}

#[test]
fn a_team_that_leaves() {
    let out = |results: &str| {
        rows(
            &format!(
                "[[ruling]]\nout = {{ team = \"c\", how = \"withdrew\", results = \"{results}\" }}\nfrom = \"2024-02-15\"\n"
            ),
            "2024-12-31",
        )
    };
    assert_eq!(out("annulled"), "1 b 4 2, 2 d 3 2, 3 a 1 2");
    assert_eq!(out("kept"), "1 a 4 3, 1 b 4 2, 3 c 3 2, 3 d 3 3");
    // It had played two of three.
    assert_eq!(out("half"), out("kept"));
    assert_eq!(out("awarded-3"), "1 b 7 3, 2 a 4 3, 3 d 3 3, 4 c 3 3");
    let early = "[[ruling]]\nout = { team = \"c\", how = \"expelled\", results = \"half\" }\nfrom = \"2024-01-15\"\n";
    // With one of three played all of its results fall.
    assert!(!rows(early, "2024-01-20").contains(" c 3"));
}

#[test]
fn a_season_that_is_ended_has_nothing_left_to_play() {
    let ended = "[[ruling]]\nended = \"2024-02-10\"\n";
    let finished = |at: &str| {
        let edition = edition(ended);
        let snapshot = with_rulings(&record(MATCHES, at), [&edition]);
        let sheet = tables(&edition, &snapshot).groups[0].sheet.clone();
        (sheet.finished, sheet.sheet.remaining.len())
    };
    assert_eq!(finished("2024-02-09"), (false, 2));
    assert_eq!(finished("2024-02-10"), (true, 0));
}

#[test]
fn lots_are_an_input() {
    let matches = "2024-01-01 a 0-0 b\n2024-01-01 c 0-0 d\n2024-02-01 a 0-0 c\n2024-02-01 b 0-0 d\n2024-03-01 a 0-0 d\n2024-03-01 b 0-0 c";
    let table = |rulings: &str| {
        let edition = edition(rulings);
        let snapshot = with_rulings(&record(matches, "2024-12-31"), [&edition]);
        let standing = tables(&edition, &snapshot).groups[0].clone();
        let places: Vec<u8> = standing.table.rows.iter().map(|r| r.place).collect();
        let first = standing.at(1).map(|t| snapshot.directory.team(t).key.to_string());
        (places, first, standing.table.missing.len())
    };
    assert_eq!(table(""), (vec![1, 1, 1, 1], None, 1));
    let lots = "[[ruling]]\nlots = [\"d\", \"b\", \"a\", \"c\"]\nfrom = \"2024-03-02\"\n";
    assert_eq!(table(lots), (vec![1, 2, 3, 4], Some("d".to_owned()), 0));
}

/// Lots that were drawn for other teams say nothing, and lots that name only some
/// of the level teams order only what they tell.
#[test]
fn lots_order_only_those_that_were_drawn() {
    let matches = "2024-01-01 a 0-0 b\n2024-01-01 c 0-0 d\n2024-02-01 a 0-0 c\n2024-02-01 b 0-0 d\n2024-03-01 a 0-0 d\n2024-03-01 b 0-0 c";
    let places = |rulings: &str| {
        let edition = edition(rulings);
        let snapshot = with_rulings(&record(matches, "2024-12-31"), [&edition]);
        let standing = tables(&edition, &snapshot).groups[0].clone();
        standing.table.rows.iter().map(|r| r.place).collect::<Vec<u8>>()
    };
    let lots = "[[ruling]]\nlots = [\"d\", \"b\"]\nfrom = \"2024-03-02\"\n";
    assert_eq!(places(lots), vec![1, 1, 1, 1], "nothing is known of a and c");
    let late = "[[ruling]]\nlots = [\"d\", \"b\", \"a\", \"c\"]\nfrom = \"2025-03-02\"\n";
    assert_eq!(places(late), vec![1, 1, 1, 1], "they were drawn later");
}

/// The table counts the score of the decision or, where the rule book says so, the
/// goals from the pitch; the points are always those of the decision.
#[test]
fn which_score_counts_is_the_rule_books() {
    let edition = edition(
        "[[ruling]]\naward = { date = \"2024-02-01\", home = \"a\", away = \"c\", official = \"0-3\" }\nfrom = \"2024-02-10\"\n",
    );
    let snapshot = with_rulings(&record(MATCHES, "2024-12-31"), [&edition]);
    let table = |which: WhichScore| {
        let mut rule = Regulation::of("r", vec![Criterion::Overall(Count::GoalDifference)]);
        rule.awarded.table = which;
        let books = BTreeMap::from([("r".to_owned(), rule)]);
        let standings = standings(&edition, &Index::new(&snapshot), &books);
        let standing = &standings.groups[0];
        let row = |team: &str| {
            let id = snapshot.directory.team_by_key(team).expect("the team");
            let ix = standing.sheet.sheet.index_of(id).expect("a member");
            let t = standing.table.rows.iter().find(|r| r.team == ix).expect("a row").totals;
            (t.points, t.won, t.goal_difference())
        };
        (row("a"), row("c"))
    };
    assert_eq!(table(WhichScore::Official), ((1, 0, -5), (6, 2, 5)));
    assert_eq!(table(WhichScore::Pitch), ((1, 0, 1), (6, 2, -1)));
    let awarded = &snapshot
        .matches
        .iter()
        .find_map(|m| m.happened.as_ref().map(|h| h.outcome).filter(|o| o.pitch() != o.score()))
        .expect("the award");
    assert_eq!(WhichScore::Pitch.of(awarded), Some(BySide::new(3, 0)));
    assert_eq!(WhichScore::Official.of(awarded), Some(BySide::new(0, 3)));
    let mut which = Awarded::default();
    assert!(which.scorers_count(awarded), "goals that were scored stay with their scorers");
    which.scorers = WhichScore::Official;
    assert!(!which.scorers_count(awarded));
}

/// A walkover is a win even where no goals are given for it, among level teams too.
#[test]
fn a_walkover_without_a_score_is_a_win() {
    let edition = edition(
        "[[ruling]]\nwalkover = { date = \"2024-03-01\", home = \"b\", away = \"c\", winner = \"b\" }\nfrom = \"2024-03-01\"\n",
    );
    let snapshot = with_rulings(&record(MATCHES, "2024-12-31"), [&edition]);
    let standings = tables(&edition, &snapshot);
    let standing = &standings.groups[0];
    let id = snapshot.directory.team_by_key("b").expect("the team");
    let ix = standing.sheet.sheet.index_of(id).expect("a member");
    let t = standing.table.rows.iter().find(|r| r.team == ix).expect("a row").totals;
    assert_eq!((t.points, t.played, t.won, t.goals_for), (7, 3, 2, 2));
    assert!(standing.sheet.sheet.remaining.is_empty());
}

/// A team may end below zero, and stays behind those that won nothing.
#[test]
fn points_below_zero() {
    let taken = "[[ruling]]\npoints = { team = \"d\", points = -9 }\nfrom = \"2024-02-10\"\n";
    assert!(rows(taken, "2024-12-31").ends_with("d -6 3"), "{}", rows(taken, "2024-12-31"));
}

/// Points of an earlier stage are those that were won there, by its own rule book.
#[test]
fn points_are_carried_as_they_were_won() {
    let matches = "
2024-01-01 a 3-0 b
2024-01-01 a 1-1 b
2024-02-01 a 0-1 b";
    let text = "id = \"cup\"\nname = \"Cup\"\n\
        [[stage]]\nid = \"first\"\nfrom = \"2024-01-01\"\nto = \"2024-01-31\"\nregulation = \"two\"\nmeetings = 2\nmembers = [\"a\", \"b\"]\n\
        [[stage]]\nid = \"second\"\nfrom = \"2024-02-01\"\nto = \"2024-12-31\"\nregulation = \"three\"\nmeetings = 1\nmembers = [\"a\", \"b\"]\ncarry = { from = \"first\", what = \"points\" }\n";
    let edition = parse_edition("cup.toml", text).unwrap_or_else(|e| panic!("{e}"));
    let snapshot = record(matches, "2024-12-31");
    let mut two = Regulation::of("two", vec![Criterion::Overall(Count::GoalDifference)]);
    two.points.win = 2;
    let three = Regulation::of("three", vec![Criterion::Overall(Count::GoalDifference)]);
    let books = BTreeMap::from([("two".to_owned(), two), ("three".to_owned(), three)]);
    let standings = standings(&edition, &Index::new(&snapshot), &books);
    let group = standings.group("second", "second").expect("the table");
    let points = |team: &str| {
        let id = snapshot.directory.team_by_key(team).expect("the team");
        let ix = group.sheet.sheet.index_of(id).expect("a member");
        group.table.rows.iter().find(|r| r.team == ix).expect("a row").totals.points
    };
    // a: a win for two points and a draw; b: a draw, and a win for three points.
    assert_eq!((points("a"), points("b")), (3, 4));
}

/// What a league brings with it into a second stage.
#[test]
fn points_are_carried_or_halved() {
    let matches = "
2024-01-01 a 3-0 b
2024-01-01 a 1-0 c
2024-01-01 b 1-1 c
2024-02-01 a 0-1 b";
    let carried = |what: &str| {
        let text = format!(
            "id = \"cup\"\nname = \"Cup\"\n\
             [[stage]]\nid = \"first\"\nfrom = \"2024-01-01\"\nto = \"2024-01-31\"\nregulation = \"r\"\nmeetings = 1\nmembers = [\"a\", \"b\", \"c\"]\n\
             [[stage]]\nid = \"second\"\nfrom = \"2024-02-01\"\nto = \"2024-12-31\"\nregulation = \"r\"\nmeetings = 1\nmembers = [\"a\", \"b\"]\n{what}"
        );
        let edition = parse_edition("cup.toml", &text).unwrap_or_else(|e| panic!("{e}"));
        let snapshot = record(matches, "2024-12-31");
        let standings = tables(&edition, &snapshot);
        let group = standings.group("second", "second").expect("the table");
        let row = |team: &str| {
            let id = snapshot.directory.team_by_key(team).expect("the team");
            let ix = group.sheet.sheet.index_of(id).expect("a member");
            let t = group.table.rows.iter().find(|r| r.team == ix).expect("a row").totals;
            (t.points, t.played, t.goal_difference())
        };
        (row("a"), row("b"))
    };
    let carry = |what: &str| format!("carry = {{ from = \"first\", what = \"{what}\" }}\n");
    assert_eq!(carried(""), ((0, 1, -1), (3, 1, 1)));
    assert_eq!(carried(&carry("results")), ((3, 2, 2), (3, 2, -2)));
    assert_eq!(carried(&carry("points")), ((6, 1, -1), (4, 1, 1)));
    assert_eq!(carried(&carry("all")), ((6, 3, 3), (4, 3, -2)));
    assert_eq!(carried(&carry("half-up")), ((3, 1, -1), (4, 1, 1)));
    assert_eq!(carried(&carry("half-down")), ((3, 1, -1), (3, 1, 1)));
}
