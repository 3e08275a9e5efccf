//! Bad input gets a clear error and loses nothing in silence.

use std::time::Instant;

use girone_model::{Directory, Outcome, Score};
use girone_record::diagnostic::code;
use girone_record::{
    Draft, Kind, Policy, Reading, UnknownTeams, gather, read, read_football_txt, read_teams,
};

fn text(text: &str) -> Reading<Draft> {
    read_football_txt("cup.txt", text.as_bytes())
}

/// Reads and gathers, and returns the codes with their lines.
#[track_caller]
fn check(input: &str, expected: &[(&str, u32)]) -> usize {
    let reading = text(input);
    let c = reading.counts;
    assert_eq!(c.lines, c.understood + c.not_understood + c.ignored_by_format);
    let gathered = gather(Directory::default(), &[reading.value], &Policy::default());
    let found: Vec<(&str, u32)> = reading
        .diagnostics
        .iter()
        .chain(&gathered.diagnostics)
        .map(|d| (d.code.0, d.line))
        .collect();
    assert_eq!(found, expected, "{input}");
    gathered.value.ledger().expect("what was gathered holds").len()
}

#[test]
fn an_empty_file_is_an_error_in_every_format() {
    for kind in Kind::ALL {
        let reading = read(kind, &[("results.csv", b"")]);
        assert_eq!(reading.counts.lines, 0, "{kind}");
        assert!(reading.has_errors(), "{kind}: {:?}", reading.diagnostics);
        assert!(reading.diagnostics[0].help.is_some(), "{kind}");
    }
}

#[test]
fn binary_rubbish_is_an_error_in_every_format() {
    let rubbish: Vec<u8> = (0..5_000u32).map(|i| (i * i % 251) as u8).collect();
    for kind in Kind::ALL {
        let reading = read(kind, &[("results.csv", &rubbish)]);
        let c = reading.counts;
        assert!(reading.has_errors(), "{kind}");
        assert_eq!(c.not_understood, c.lines, "{kind}");
    }
}

#[test]
fn a_truncated_line_is_an_error_with_its_place() {
    let matches =
        check("= Cup 2026\nSat Jun 13\n  Haiti 0-1 Scotland\n  Qatar 1-\n", &[("GR001", 4)]);
    assert_eq!(matches, 1);
}

#[test]
fn ninety_nine_goals_are_a_score_and_a_hundred_are_not() {
    let reading = text("= Cup 2026\nJun 13\nHaiti 99-0 Scotland\nQatar 100-0 Wales\n");
    assert_eq!(reading.value.matches[0].outcome, Some(Outcome::Played(Score::of(99, 0))));
    assert_eq!(reading.diagnostics.len(), 1);
    assert!(reading.diagnostics[0].message.contains("99 goals"));
    let rows = "date,home_team,away_team,home_score,away_score,tournament,city,country,neutral\n\
                2026-06-13,A,B,99,0,x,y,z,FALSE\n2026-06-13,C,D,100,0,x,y,z,FALSE\n";
    let reading = read(Kind::InternationalResults, &[("results.csv", rows.as_bytes())]);
    assert_eq!(reading.value.matches.len(), 1);
    assert_eq!(reading.diagnostics[0].code, code::SCORE);
}

#[test]
fn a_match_against_oneself_is_refused() {
    assert_eq!(check("= Cup 2026\nJun 13\nWales 1-0 WALES\n", &[("GR020", 3)]), 0);
}

#[test]
fn the_thirtieth_of_february_is_refused() {
    assert_eq!(check("= Cup 2026\nFeb 30\nWales 1-0 Italy\n", &[("GR011", 3)]), 0);
    let rows = "date,home_team,away_team,home_score,away_score,tournament,city,country,neutral\n\
                2026-02-30,A,B,1,0,x,y,z,FALSE\n";
    let reading = read(Kind::InternationalResults, &[("results.csv", rows.as_bytes())]);
    let gathered = gather(Directory::default(), &[reading.value], &Policy::default());
    assert_eq!(gathered.diagnostics[0].code, code::DATE);
    assert!(gathered.diagnostics[0].message.contains("2026-02-30"));
}

#[test]
fn a_date_without_a_year_and_a_match_without_a_date_are_refused() {
    assert_eq!(check("= Cup\nJun 13\nWales 1-0 Italy\n", &[("GR011", 2), ("GR011", 3)]), 0);
    let two = "= Cup 2026\n▪ Group A\nJun 13\nWales 1-0 Italy\n▪ Group B\nSpain 1-0 Malta\n";
    assert_eq!(check(two, &[("GR011", 6)]), 1);
}

#[test]
fn more_goals_than_the_score_are_left_out() {
    let input = "= Cup 2026\nJun 13\nWales 1-0 Italy\n  (James 3', 9', 11'; -)\n";
    assert_eq!(check(input, &[("GR022", 3)]), 1);
}

#[test]
fn a_match_listed_twice_is_refused_once() {
    let input = "= Cup 2026\nJun 13\nWales 1-0 Italy\nWales 2-0 Italy\n";
    assert_eq!(check(input, &[("GR021", 4)]), 1);
}

#[test]
fn two_teams_of_one_name_are_an_error() {
    let group = text("= Cup 2026\nGroup A | Wales  Italy  Wales\n");
    assert_eq!(group.diagnostics[0].code, code::DUPLICATE);
    let teams = "id,name_en\nlions,Lions\nlions-2,LIONS\n";
    let mut directory = Directory::default();
    let reading = read_teams("teams.csv", teams.as_bytes(), &mut directory);
    assert_eq!(reading.diagnostics[0].code, code::DUPLICATE);
}

#[test]
fn an_unknown_team_gets_suggestions_when_none_may_be_added() {
    let mut directory = Directory::default();
    let teams = "id,name_en\nbelgium,Belgium\nwales,Wales\n";
    let _ = read_teams("teams.csv", teams.as_bytes(), &mut directory);
    let draft = text("= Cup 2026\nJun 13\nBelgum 1-0 Wales\n").value;
    let policy = Policy { unknown_teams: UnknownTeams::Refuse };
    let gathered = gather(directory, &[draft], &policy);
    assert_eq!(gathered.diagnostics.len(), 1);
    let words = gathered.diagnostics[0].to_string();
    assert!(words.contains("did you mean `Belgium`"), "{words}");
    assert!(words.contains("cup.txt:3"), "{words}");
}

#[test]
fn a_line_that_is_not_utf8_is_refused_and_the_rest_is_read() {
    let bytes = b"= Cup 2026\nJun 13\nKamp \xff\xfe 1-0 Wales\nItaly 2-0 Spain\n";
    let reading = read_football_txt("cup.txt", bytes);
    assert_eq!(reading.counts.not_understood, 1);
    assert_eq!(reading.diagnostics[0].code, code::NOT_TEXT);
    assert_eq!(reading.value.matches.len(), 1);
}

#[test]
fn a_half_time_score_above_the_final_one_is_left_out() {
    assert_eq!(check("= Cup 2026\nJun 13\nWales 1-0 (2-0) Italy\n", &[("GR010", 3)]), 1);
}

#[test]
fn fewer_matches_than_announced_are_a_warning() {
    let input = "= Cup 2026\n# Matches  3\nJun 13\nWales 1-0 Italy\n";
    assert_eq!(check(input, &[("GR050", 0)]), 1);
}

#[test]
fn a_wrong_weekday_is_a_warning() {
    assert_eq!(check("= Cup\nMon Jun 13 2026\nWales 1-0 Italy\n", &[("GR012", 2)]), 1);
}

/// Reading takes time in proportion to the file: four times the lines take no
/// more than about four times as long, in the worst shapes a line can have.
#[test]
fn a_large_file_is_read_in_linear_time() {
    let shapes: [&str; 6] = [
        "Wales 1-0 Italy\n",
        "this is no line of any format at all\n",
        "(((((((((((((((\n",
        "\"[\\\"#[[[[[ 1-0 v\n",
        "Wales: A (1' B,\n",
        "x: 1,2,3;\n",
    ];
    for shape in shapes {
        let small = format!("= Cup\nJun 13 2026\nWales 1-0 Italy\n{}", shape.repeat(1_000));
        let large = format!("= Cup\nJun 13 2026\nWales 1-0 Italy\n{}", shape.repeat(4_000));
        let time = |text: &str| {
            let start = Instant::now();
            let reading = read_football_txt("x.txt", text.as_bytes());
            let c = reading.counts;
            assert_eq!(c.lines, c.understood + c.not_understood + c.ignored_by_format);
            assert!(reading.diagnostics.len() < 600);
            start.elapsed()
        };
        let best = |text: &str| (0..3).map(|_| time(text)).min().unwrap_or_default();
        let (first, second) = (best(&small), best(&large));
        // Generous, for the machine may be busy: quadratic would be 16 times.
        assert!(
            second < first * 10 + std::time::Duration::from_millis(200),
            "{shape}: {first:?} {second:?}"
        );
    }
    // One line of a megabyte.
    for c in ["(", "[", "\"", "#", "1-0 ", "a ", "\\"] {
        let line = c.repeat(1_000_000 / c.len());
        let reading = read_football_txt("x.txt", line.as_bytes());
        assert_eq!(reading.counts.lines, 1);
    }
}
