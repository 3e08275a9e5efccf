//! The scores of the models on the published list of 4,998 internationals.

mod common;

use std::collections::HashSet;

use common::{day, fields, internationals, testdata};
use girone_forecast::{Model, ModelParams, Scored, Window, backtest, calibration, score};

#[test]
fn the_pool_is_as_good_as_documented() {
    let (Some(list), Some(record)) = (testdata("forecast/test_matches.csv"), internationals())
    else {
        return;
    };
    let wanted: HashSet<(i32, String, String)> = list
        .lines()
        .skip(1)
        .map(|line| {
            let f = fields(line);
            (day(&f[1]), f[2].clone(), f[3].clone())
        })
        .collect();
    let world_cup = record.tournaments.iter().position(|t| t == "FIFA World Cup").unwrap() as u16;
    let models: &[Model] = match std::env::var("GIRONE_ALL_MODELS") {
        Ok(_) => &Model::ALL,
        Err(_) => &[Model::Pool, Model::Filter],
    };
    for &model in models {
        let rows = backtest(
            &record.matches,
            model,
            ModelParams::internationals(),
            Window { from: day("2018-03-22"), to: day("2026-12-31") },
            |_, m| {
                let name = |t: u32| record.teams[t as usize].clone();
                wanted.contains(&(
                    m.meeting.day,
                    name(m.meeting.teams.home),
                    name(m.meeting.teams.away),
                ))
            },
        );
        let scored: Vec<Scored> = rows.iter().map(|r| r.scored).collect();
        let finals: Vec<Scored> = rows
            .iter()
            .filter(|r| record.matches[r.index].meeting.tournament == world_cup)
            .map(|r| r.scored)
            .collect();
        let all = score(&scored);
        println!(
            "{:12} n {} rps {:.4} log loss {:.4} brier {:.4} ece {:.4}; world cups n {} rps {:.4} log loss {:.4}",
            model.name(),
            all.count,
            all.rps,
            all.log_loss,
            all.brier,
            calibration(&scored).error,
            finals.len(),
            score(&finals).rps,
            score(&finals).log_loss,
        );
        assert_eq!(all.count, 4_998);
        if matches!(model, Model::Pool) {
            assert!(all.rps <= 0.1595 && all.log_loss <= 0.826, "{all:?}");
        }
    }
}
