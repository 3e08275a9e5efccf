//! How ties end, in two ways that share no code.

mod common;

use common::small::record;
use girone_model::{Match, Side};
use girone_rules::edition::{AwayGoals, Decider, TieRule};
use girone_rules::knockout::{DecidedBy, TieState, progress};

/// The plain way: what a reader of the rule would say of two legs.
fn plainly(
    first: (u8, u8),
    second: (u8, u8),
    away: AwayGoals,
    shoot_out: Option<Side>,
) -> Option<Side> {
    // `first` is at home to the team named second; `second` is written with the
    // team named second first.
    let home = first.0 + second.1;
    let visitor = first.1 + second.0;
    if home != visitor {
        return Some(if home > visitor { Side::Home } else { Side::Away });
    }
    if shoot_out.is_some() {
        return shoot_out;
    }
    if away == AwayGoals::No || first.1 == second.1 {
        return None;
    }
    Some(if second.1 > first.1 { Side::Home } else { Side::Away })
}

fn state(lines: &str, legs: u8, rule: &TieRule) -> TieState {
    let snapshot = record(lines, "2024-12-31");
    let home = snapshot.directory.team_by_key("a").expect("team a");
    let matches: Vec<&Match> = snapshot.matches.iter().collect();
    progress(legs, rule, home, &matches)
}

#[test]
fn two_legs_end_as_a_reader_would_say() {
    for n in 0..4u32.pow(4) {
        let goal = |i: u32| (n / 4u32.pow(i) % 4) as u8;
        let (first, second) = ((goal(0), goal(1)), (goal(2), goal(3)));
        for away in [AwayGoals::No, AwayGoals::AfterNormalTime, AwayGoals::Always] {
            let level = first.0 + second.1 == first.1 + second.0;
            // A shoot-out is held only where away goals do not separate.
            let held = level && (away == AwayGoals::No || first.1 == second.1);
            let options =
                if held { vec![None, Some(Side::Home), Some(Side::Away)] } else { vec![None] };
            for shoot_out in options {
                let pen = match shoot_out {
                    Some(Side::Home) => " pen a",
                    Some(Side::Away) => " pen b",
                    None => "",
                };
                let lines = format!(
                    "2024-03-01 a {}-{} b\n2024-03-08 b {}-{} a{pen}",
                    first.0, first.1, second.0, second.1
                );
                let rule = TieRule { away_goals: away, ..TieRule::default() };
                let winner = match state(&lines, 2, &rule) {
                    TieState::Decided { winner, .. } => Some(winner),
                    TieState::Lacks(Decider::ShootOut) => None,
                    other => panic!("{lines}: {other:?}"),
                };
                assert_eq!(winner, plainly(first, second, away, shoot_out), "{lines} {away:?}");
            }
        }
    }
}

#[test]
fn one_match_replays_and_what_is_missing() {
    let rule = TieRule::default();
    let by = |lines: &str, rule: &TieRule| match state(lines, 1, rule) {
        TieState::Decided { winner, by, .. } => Ok((winner, by)),
        other => Err(other),
    };
    assert_eq!(by("2024-03-01 a 1-0 b", &rule), Ok((Side::Home, DecidedBy::Goals)));
    assert_eq!(by("2024-03-01 b 2-1 a et", &rule), Ok((Side::Away, DecidedBy::ExtraTime)));
    assert_eq!(by("2024-03-01 a 1-1 b pen b", &rule), Ok((Side::Away, DecidedBy::ShootOut)));
    assert_eq!(by("2024-03-01 a 1-1 b", &rule), Err(TieState::Lacks(Decider::ShootOut)));
    assert_eq!(by("2024-03-01 a v b", &rule), Err(TieState::NotBegun));
    let replay = TieRule { last: Decider::Replay, ..rule };
    assert_eq!(
        by("2024-03-01 a 1-1 b\n2024-03-05 b 0-2 a", &replay),
        Ok((Side::Home, DecidedBy::Replay))
    );
    assert!(matches!(
        by("2024-03-01 a 1-1 b\n2024-03-05 b v a", &replay),
        Err(TieState::Underway(_))
    ));
    // One leg of two is not a result.
    assert!(matches!(state("2024-03-01 a 5-0 b", 2, &rule), TieState::Underway(_)));
}

/// Away goals of extra time count only where the rule says so.
#[test]
fn away_goals_in_extra_time() {
    // 1-1 and 1-1 after 90 minutes, 2-2 after extra time.
    let lines = "2024-03-01 a 1-1 b\n2024-03-08 b 2-2 a et ft 1-1";
    let of = |away_goals| state(lines, 2, &TieRule { away_goals, ..TieRule::default() });
    assert!(matches!(of(AwayGoals::AfterNormalTime), TieState::Lacks(_)));
    assert!(matches!(
        of(AwayGoals::Always),
        TieState::Decided { winner: Side::Home, by: DecidedBy::AwayGoals, .. }
    ));
}
