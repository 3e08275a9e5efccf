//! How long questions take, on the instances beside the checkout. Run with
//! `cargo bench -p girone-scenarios`; figures are for one core.

#[path = "../tests/shared/mod.rs"]
mod shared;

use std::time::{Duration, Instant};

use girone_scenarios::{
    Budget, Detail, Extreme, Places, Question, best_and_worst, conditions, outlook,
};
use shared::{group, json, league, rules};

fn main() {
    seasons();
    last_day();
    groups();
}

fn report(what: &str, mut times: Vec<Duration>) {
    times.sort();
    if let (Some(median), Some(worst)) = (times.get(times.len() / 2), times.last()) {
        println!("{what}: median {median:?}, worst {worst:?} of {}", times.len());
    }
}

/// All best and worst places of all teams over all matchdays.
fn seasons() {
    for (rule, cap) in [("pl", None), ("pl", Some(9)), ("h2h", None)] {
        let (mut whole, mut late, mut full) = (Vec::new(), Vec::new(), Vec::new());
        let mut undecided = 0;
        for name in ["epl_2010_11", "seriea_2004_05"] {
            let Some(all) = json(&format!("{name}.json")) else { return };
            let regulation = rules(rule);
            let mut season = Duration::ZERO;
            for matchday in 1..38 {
                let (_, sheet) = league(&all, 10 * matchday);
                let start = Instant::now();
                let q = Question::new(&regulation, &sheet, cap);
                let teams = best_and_worst(&q, &mut Budget::steps(4_000_000));
                let taken = start.elapsed();
                let open = |e: Extreme| usize::from(!matches!(e, Extreme::Exactly(_)));
                undecided += teams.iter().map(|t| open(t.best()) + open(t.worst())).sum::<usize>();
                season += taken;
                if matchday >= 33 {
                    late.push(taken);
                }
                let start = Instant::now();
                outlook(&q, true, &mut Budget::steps(2_000_000));
                full.push(start.elapsed());
            }
            whole.push(season);
        }
        report(&format!("{rule} cap {cap:?}, best and worst, 38 matchdays"), whole);
        report(&format!("{rule} cap {cap:?}, best and worst, one late matchday"), late);
        report(&format!("{rule} cap {cap:?}, all places with certificates, one matchday"), full);
        println!("  not decided: {undecided}");
    }
}

/// Conditions on a last day, all teams, for a title, a fourth and a 17th place.
fn last_day() {
    for name in ["epl_2010_11", "seriea_2004_05"] {
        let Some(all) = json(&format!("{name}.json")) else { return };
        let regulation = rules("pl");
        let (_, sheet) = league(&all, 370);
        let q = Question::new(&regulation, &sheet, None);
        let start = Instant::now();
        let mut clauses = 0;
        for team in 0..20 {
            for place in [1, 4, 17] {
                let berth = Places::from_to(1, place);
                let c = conditions(&q, team, berth, Detail::Results, &mut Budget::default());
                clauses += c.sure.len();
            }
        }
        println!("{name}: {clauses} clauses for 60 questions in {:?}", start.elapsed());
    }
}

/// Groups with one round left: verdicts and conditions.
fn groups() {
    for file in ["uefa_wcq26_after_2025-11-15_cap9.json", "wc2026_after_2026-06-24_cap9.json"] {
        let Some(all) = json(file) else { return };
        let mut verdicts = Duration::ZERO;
        let mut times = Vec::new();
        for g in all["groups"].as_array().into_iter().flatten() {
            let (names, sheet) = group(g);
            let regulation = rules(g["rules"].as_str().unwrap_or_default());
            for cap in [None, Some(9)] {
                let q = Question::new(&regulation, &sheet, cap);
                let start = Instant::now();
                outlook(&q, false, &mut Budget::default());
                if cap.is_none() {
                    verdicts += start.elapsed();
                }
                for team in 0..names.len() as u8 {
                    let start = Instant::now();
                    let first = Places::from_to(1, 1);
                    conditions(&q, team, first, Detail::Margins, &mut Budget::default());
                    times.push(start.elapsed());
                }
            }
        }
        println!("{file}: verdicts of all groups {verdicts:?}");
        report("  conditions of one team", times);
    }
}
