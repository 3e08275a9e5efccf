//! Speed of the models and of trials, one core.
//!
//! `cargo bench -p girone-forecast`. Figures are the best of several runs; the
//! international record is read from the test data beside the checkout.

#[path = "../tests/common/mod.rs"]
mod common;

use std::collections::HashSet;
use std::hint::black_box;
use std::time::{Duration, Instant};

use girone_forecast::{
    Class, DixonColes, DixonColesParams, Engine, Filter, FilterParams, Ground, Meeting,
    Observation, Plan, Played, Ratings, observe,
};
use girone_model::{BySide, Sheet, TeamId};
use girone_rules::{Count, Criterion, HeadToHead, Once, Reading, Regulation};

fn main() {
    // `cargo bench -p girone-forecast -- season` runs the seasons alone.
    let part = std::env::args().skip(1).find(|a| !a.starts_with('-'));
    let wanted = |name: &str| part.as_deref().is_none_or(|p| p == name);
    if wanted("models")
        && let Some(record) = common::internationals()
    {
        filters(&record);
        dixon_coles(&record);
    }
    if wanted("models") {
        dixon_coles_of_a_league();
    }
    for (name, run) in [("season", seasons as fn()), ("group", groups), ("cup", world_cup)] {
        if wanted(name) {
            run();
        }
    }
}

/// Returns the shortest time of some runs.
fn best<T>(runs: u32, mut f: impl FnMut() -> T) -> Duration {
    (0..runs)
        .map(|_| {
            let start = Instant::now();
            black_box(f());
            start.elapsed()
        })
        .min()
        .unwrap_or_default()
}

fn report(what: &str, time: Duration) {
    println!("{what:64} {:>10.3} ms", time.as_secs_f64() * 1e3);
}

fn rate(what: &str, count: u64, time: Duration) {
    println!("{what:64} {:>10.0} /s", count as f64 / time.as_secs_f64());
}

fn filters(record: &common::Internationals) {
    let n = record.matches.len();
    let time = best(99, || Filter::after(&record.matches, FilterParams::INTERNATIONALS));
    report(&format!("filter, as-of pass over {n} internationals"), time);
    let time = best(3, || Filter::after(&record.matches, FilterParams::JOINT));
    report(&format!("filter with shared uncertainty, {n} internationals"), time);
}

fn dixon_coles(record: &common::Internationals) {
    // The 10,204 latest matches between teams that enter official competitions.
    let official: HashSet<u32> = record
        .matches
        .iter()
        .filter(|m| {
            m.meeting.class >= Class::Qualifier && m.meeting.day > common::day("2010-01-01")
        })
        .flat_map(|m| [m.meeting.teams.home, m.meeting.teams.away])
        .collect();
    let all = observe(&record.matches, Default::default());
    let mut latest: Vec<Observation> = all
        .into_iter()
        .rev()
        .filter(|o| {
            let teams = o.played.meeting.teams;
            official.contains(&teams.home) && official.contains(&teams.away)
        })
        .take(10_204)
        .collect();
    latest.reverse();
    let mut numbers = common::Numbers::default();
    for o in &mut latest {
        o.played.meeting.teams = o.played.meeting.teams.map(|t| numbers.of(&t.to_string()));
    }
    let teams = numbers.names.len();
    let day = latest.last().map_or(0, |o| o.played.meeting.day + 1);
    let params = DixonColesParams { window: 30_000, ..DixonColesParams::default() };
    let fit =
        |day: i32, warm: Option<&DixonColes>| DixonColes::fit(&latest, day, teams, &params, warm);
    let cold = fit(day, None);
    let time = best(40, || fit(day, None));
    let what = format!("Dixon-Coles, {} internationals, {teams} teams", latest.len());
    report(&format!("{what}, cold, {} steps, gradient {:.0e}", cold.steps, cold.gradient), time);
    // The state a week earlier is what a desk would start from.
    let before = fit(day - 7, None);
    let warm = fit(day, Some(&before));
    let time = best(40, || fit(day, Some(&before)));
    report(&format!("{what}, warm, {} steps, gradient {:.0e}", warm.steps, warm.gradient), time);
}

/// A double round robin of twenty teams with scores from a fixed pattern.
fn league() -> Vec<(u32, u32, u8, u8)> {
    let mut matches = Vec::new();
    for home in 0..20u32 {
        for away in (0..20).filter(|a| *a != home) {
            let dice = u64::from(home * 31 + away * 17).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 40;
            let strong = (20 - home) / 8;
            matches.push((home, away, (dice % 3 + u64::from(strong)) as u8, (dice / 7 % 3) as u8));
        }
    }
    matches
}

fn dixon_coles_of_a_league() {
    let observations: Vec<Observation> = league()
        .into_iter()
        .enumerate()
        .map(|(i, (home, away, x, y))| Observation {
            played: Played {
                meeting: Meeting {
                    day: i as i32,
                    teams: BySide::new(home, away),
                    tournament: 0,
                    class: Class::League,
                    neutral: false,
                    knockout: false,
                },
                goals: BySide::new(x, y),
            },
            elo: 0.0,
            home: 0.0,
        })
        .collect();
    let params = DixonColesParams { ridge: 2.0, ..DixonColesParams::default() };
    let fit = || DixonColes::fit(&observations, 400, 20, &params, None);
    let model = fit();
    let time = best(999, fit);
    let what =
        format!("Dixon-Coles, 380 matches, {} steps, gradient {:.0e}", model.steps, model.gradient);
    report(&what, time);
}

fn goals_first() -> Regulation {
    let counts = [Count::GoalDifference, Count::GoalsScored].map(Criterion::Overall);
    Regulation::of("goals", counts.to_vec())
}

fn head_to_head_first() -> Regulation {
    let rule = HeadToHead {
        counts: vec![Count::Points, Count::GoalDifference, Count::GoalsScored],
        counts_of_two: None,
        reading: Reading::Restarting,
        once: Once::Always,
    };
    let mut criteria = vec![Criterion::HeadToHead(rule)];
    criteria.extend([Count::GoalDifference, Count::GoalsScored].map(Criterion::Overall));
    Regulation::of("head-to-head", criteria)
}

fn ratings(teams: usize, deviation: f64) -> Ratings {
    let mut ratings = Ratings::equal(teams);
    for team in 0..teams {
        ratings.strength[team] = 0.4 - 0.8 * team as f64 / teams as f64;
        ratings.deviations[team * teams + team] = deviation;
    }
    ratings.rho = -0.08;
    ratings
}

fn round_robin(teams: u8) -> Sheet {
    let mut sheet = Sheet::new((0..u32::from(teams)).map(TeamId).collect());
    for home in 0..teams {
        for away in (0..teams).filter(|a| *a != home) {
            sheet.remaining.push(BySide::new(home, away));
        }
    }
    sheet
}

fn trials(what: &str, plan: &Plan, ratings: &Ratings, count: u64) {
    let engine = Engine::new(plan, ratings);
    // Short runs, of which the best was not interrupted.
    rate(what, count, best(300, || engine.run(1, 0..count)));
}

fn seasons() {
    let sheet = round_robin(20);
    for (name, regulation) in
        [("goals first", goals_first()), ("head-to-head", head_to_head_first())]
    {
        let plan = Plan::of_sheet(&sheet, &regulation, Ground::Home);
        trials(
            &format!("season of 380 matches, {name}, strengths known"),
            &plan,
            &ratings(20, 0.0),
            1_600,
        );
        trials(
            &format!("season of 380 matches, {name}, strengths drawn"),
            &plan,
            &ratings(20, 0.1),
            800,
        );
    }
}

fn groups() {
    let sheet = round_robin(5);
    for (name, regulation) in
        [("goals first", goals_first()), ("head-to-head", head_to_head_first())]
    {
        let plan = Plan::of_sheet(&sheet, &regulation, Ground::Home);
        trials(
            &format!("group of five, home and away, {name}, strengths known"),
            &plan,
            &ratings(5, 0.0),
            3_200,
        );
        trials(
            &format!("group of five, home and away, {name}, strengths drawn"),
            &plan,
            &ratings(5, 0.1),
            3_200,
        );
    }
}

fn world_cup() {
    let (_, plan) = common::books::empty_plan("wc-2026");
    trials("World Cup 2026 to the trophy, strengths known", &plan, &ratings(48, 0.0), 160);
    trials("World Cup 2026 to the trophy, strengths drawn", &plan, &ratings(48, 0.1), 160);
}
