//! What must hold of every model, whatever it is given.

use girone_forecast::{
    Class, Forecaster, Meeting, Model, ModelParams, Played, Window, backtest, infer_knockout,
};
use girone_model::BySide;

fn played(day: i32, home: u32, away: u32, goals: (u8, u8)) -> Played {
    Played {
        meeting: Meeting {
            day,
            teams: BySide::new(home, away),
            tournament: 0,
            class: Class::Qualifier,
            neutral: day % 3 == 0,
            knockout: day % 7 == 0,
        },
        goals: BySide::new(goals.0, goals.1),
    }
}

/// A record of `count` matches between ten teams, the same on every run.
fn record(count: i32) -> Vec<Played> {
    let mut state = 7u64;
    let mut next = |below: u64| {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % below
    };
    (0..count)
        .map(|i| {
            let home = next(10) as u32;
            let away = (home + 1 + next(9) as u32) % 10;
            played(15_000 + i * 2, home, away, (next(5) as u8, next(4) as u8))
        })
        .collect()
}

#[test]
fn no_forecast_changes_when_later_results_are_altered() {
    let matches = record(400);
    let mut altered = matches.clone();
    let turn = 300;
    for m in &mut altered[turn..] {
        m.goals = BySide::new(9 - m.goals.home, 31);
    }
    let window = Window { from: matches[200].meeting.day, to: matches[turn].meeting.day };
    for model in Model::ALL {
        let of = |list: &[Played]| {
            backtest(list, model, ModelParams::internationals(), window, |_, _| true)
                .into_iter()
                .map(|row| row.scored.outcome)
                .collect::<Vec<_>>()
        };
        // The forecast of the first altered match is the same as well.
        let (before, after) = (of(&matches), of(&altered));
        assert_eq!(before.len(), turn - 199, "{}", model.name());
        assert_eq!(before, after, "{}", model.name());
    }
}

#[test]
fn matches_of_one_day_do_not_see_each_other() {
    let mut matches = record(100);
    let last = matches.len() - 1;
    matches[last - 1].meeting.day = matches[last].meeting.day;
    let window = Window { from: matches[last].meeting.day, to: matches[last].meeting.day };
    let run = |list: &[Played]| {
        backtest(list, Model::Filter, ModelParams::internationals(), window, |i, _| i == last)
    };
    let before = run(&matches)[0].scored.outcome;
    matches[last - 1].goals = BySide::new(31, 0);
    assert_eq!(before, run(&matches)[0].scored.outcome);
}

#[test]
fn strange_records_are_answered() {
    let all_draws: Vec<Played> =
        record(200).iter().map(|m| Played { goals: BySide::new(0, 0), ..*m }).collect();
    let mut thrashing = record(50);
    thrashing[10].goals = BySide::new(31, 0);
    thrashing[11].goals = BySide::new(255, 255);
    let against_itself = vec![played(100, 3, 3, (1, 0))];
    let backwards: Vec<Played> = record(30).into_iter().rev().collect();
    let records: [Vec<Played>; 7] = [
        vec![],
        vec![played(0, 0, 1, (0, 0))],
        vec![played(i32::MIN / 2, 0, 1, (2, 1)), played(i32::MAX / 2, 0, 1, (2, 1))],
        all_draws,
        thrashing,
        against_itself,
        backwards,
    ];
    for matches in &records {
        for model in Model::ALL {
            for params in [ModelParams::internationals(), ModelParams::leagues()] {
                let mut forecaster = Forecaster::new(model, params, 4);
                for m in matches {
                    forecaster.update(m);
                }
                for (home, away) in [(0, 1), (1, 0), (2, 77), (1_000_000, 5)] {
                    let meeting = played(20_000, home, away, (0, 0)).meeting;
                    let grid = forecaster.grid(&meeting);
                    let sum: f64 = grid.cells().iter().sum();
                    assert!((sum - 1.0).abs() < 1e-9, "{} sums to {sum}", model.name());
                    let outcome = grid.outcome();
                    assert!(outcome.iter().all(|p| *p > 0.0 && *p < 1.0), "{outcome:?}");
                }
            }
        }
    }
}

#[test]
fn the_stronger_side_is_the_favourite() {
    let matches: Vec<Played> = (0..60)
        .map(|i| {
            let (strong, weak) = ((i % 2) as u32, 2 + (i % 3) as u32);
            match i % 4 {
                0 | 1 => played(i * 10 + 1, strong, weak, (3, 1)),
                _ => played(i * 10 + 1, weak, strong, (0, 2)),
            }
        })
        .collect();
    for model in
        [Model::Pool, Model::Joint, Model::Filter, Model::DixonColes, Model::Elo, Model::Fifa]
    {
        let mut forecaster = Forecaster::new(model, ModelParams::internationals(), 5);
        matches.iter().for_each(|m| forecaster.update(m));
        let meeting =
            Meeting { neutral: true, knockout: false, ..played(700, 0, 2, (0, 0)).meeting };
        let [win, _, loss] = forecaster.grid(&meeting).outcome();
        assert!(win > 0.6 && loss < 0.25, "{}: {win} {loss}", model.name());
        if model != Model::DixonColes {
            // Its home advantage has no prior, and these few matches give it none.
            let at_home = Meeting { neutral: false, ..meeting };
            assert!(forecaster.grid(&at_home).outcome()[0] >= win - 1e-12, "{}", model.name());
        }
    }
}

#[test]
fn knockout_is_told_from_earlier_matches_alone() {
    let mut matches: Vec<Played> = (0..5)
        .map(|i| {
            let mut m = played(100 + 4 * i, 0, 1, (1, 1));
            m.meeting.class = Class::WorldCup;
            m.meeting.knockout = false;
            m
        })
        .collect();
    infer_knockout(&mut matches);
    let flags: Vec<bool> = matches.iter().map(|m| m.meeting.knockout).collect();
    assert_eq!(flags, [false, false, false, true, true]);
}
