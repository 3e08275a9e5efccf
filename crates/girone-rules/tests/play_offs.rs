//! Play-offs for some places only.

use girone_model::{BySide, Line, Sheet, TeamId};
use girone_rules::{Count, Criterion, Regulation, Table, table};

/// Four teams in a single round: the first three end level, in the order of goal
/// difference 0, 1, 2; the fourth has lost everything.
fn three_level() -> Sheet {
    let mut sheet = Sheet::new((0..4).map(TeamId).collect());
    for (home, away, goals) in [
        (0, 1, (1, 0)),
        (1, 2, (1, 0)),
        (2, 0, (1, 0)),
        (0, 3, (4, 0)),
        (1, 3, (3, 0)),
        (2, 3, (2, 0)),
    ] {
        sheet.results.push(Line {
            teams: BySide::new(home, away),
            goals: BySide::new(goals.0, goals.1),
            winner: None,
            match_id: None,
        });
    }
    sheet
}

fn book(places: &[u8]) -> Regulation {
    Regulation::of(
        "play-offs",
        vec![Criterion::PlayOffFor(places.to_vec()), Criterion::Overall(Count::GoalDifference)],
    )
}

fn places(table: &Table) -> Vec<(u8, u8)> {
    table.rows.iter().map(|row| (row.team, row.place)).collect()
}

#[test]
fn the_criteria_that_follow_pick_the_two_that_play() {
    let mut sheet = three_level();
    // Nobody has played yet: the second and the third share the line.
    let before = table(&book(&[2]), &sheet);
    assert_eq!(places(&before), [(0, 1), (1, 2), (2, 2), (3, 4)]);
    assert_eq!(before.missing.len(), 1);
    sheet.play_offs.push((2, 1));
    let after = table(&book(&[2]), &sheet);
    assert_eq!(places(&after), [(0, 1), (2, 2), (1, 3), (3, 4)]);
    assert!(after.missing.is_empty());
}

#[test]
fn a_place_that_is_not_contested_is_not_played_for() {
    // The line below the third place has no level teams on both sides.
    let table = table(&book(&[3]), &three_level());
    assert_eq!(places(&table), [(0, 1), (1, 2), (2, 3), (3, 4)]);
    assert!(table.missing.is_empty());
}

#[test]
fn two_level_teams_share_a_place_until_they_have_played() {
    let mut sheet = three_level();
    sheet.results.clear();
    let teams = BySide::new(0, 3);
    sheet.results.push(Line::of(teams, BySide::new(1, 0)));
    let teams = BySide::new(1, 3);
    sheet.results.push(Line::of(teams, BySide::new(2, 0)));
    assert_eq!(places(&table(&book(&[1]), &sheet))[..2], [(1, 1), (0, 1)]);
    sheet.play_offs.push((0, 1));
    assert_eq!(places(&table(&book(&[1]), &sheet))[..2], [(0, 1), (1, 2)]);
}
