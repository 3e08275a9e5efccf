//! How long questions take, on real tables beside the checkout, one core.
//!
//! `cargo bench -p girone-scenarios` prints every figure; words choose sections
//! (`-- season-gd groups`), `GIRONE_BENCH_SEASONS=10` takes every n-th season only
//! so that ten are left, `GIRONE_BENCH_ONLY=season-0910` those whose name has this.

#[path = "../tests/shared/seasons.rs"]
mod seasons;
#[path = "../tests/shared/mod.rs"]
mod shared;
#[path = "../tests/shared/stages.rs"]
mod stages;

use std::collections::BTreeMap;
use std::time::Duration;

use girone_model::Sheet;
use girone_rules::edition::Discard;
use girone_rules::{Count, Criterion, Regulation};
use girone_scenarios::{
    Budget, Detail, Extreme, Places, Question, StageGroup, Verdict, best_and_worst,
    best_and_worst_over, conditions, outlook, stage_outlook,
};
use seasons::{Season, league_phase, seasons, take_back};
use shared::{group, json, rules};

type Section = (&'static str, fn());

const SECTIONS: [Section; 9] = [
    ("season-gd", || season("pl", None)),
    ("season-gd-capped", || season("pl", Some(9))),
    ("season-h2h", || season("h2h", None)),
    ("season-h2h-restarting", || season("h2h_first", None)),
    ("phase", phase),
    ("groups", groups),
    ("thirds", thirds),
    ("last-day", last_day),
    ("limits", limits),
];

fn main() {
    let wanted: Vec<String> = std::env::args().skip(1).filter(|a| !a.starts_with('-')).collect();
    println!("{:<66} {:>10} {:>10} {:>10}", "", "median", "worst", "aim");
    for (name, section) in SECTIONS {
        if wanted.is_empty() || wanted.iter().any(|w| w == name) {
            section();
        }
    }
}

/// The time this thread has had on the processor, which a busy machine does not
/// stretch.
#[cfg(unix)]
fn now() -> Duration {
    let t = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    Duration::new(t.tv_sec as u64, t.tv_nsec as u32)
}

#[cfg(not(unix))]
fn now() -> Duration {
    static START: std::sync::OnceLock<std::time::Instant> = std::sync::OnceLock::new();
    START.get_or_init(std::time::Instant::now).elapsed()
}

/// Whether single cases are printed too.
fn verbose() -> bool {
    std::env::var_os("GIRONE_BENCH_VERBOSE").is_some()
}

fn ms(d: Duration) -> String {
    format!("{:.3}", d.as_secs_f64() * 1000.0)
}

/// Prints the median and the worst of some times, in milliseconds.
fn report(what: &str, mut times: Vec<Duration>, aim: &str) {
    times.sort();
    if let (Some(median), Some(worst)) = (times.get(times.len() / 2), times.last()) {
        let what = format!("{what} ({})", times.len());
        println!("{what:<66} {:>10} {:>10} {aim:>10}", ms(*median), ms(*worst));
    }
}

/// The least time of some runs, and what the last one returned.
fn least<T>(runs: usize, mut f: impl FnMut() -> T) -> (Duration, T) {
    let mut once = || {
        let start = now();
        let value = f();
        (now() - start, value)
    };
    let (mut best, mut value) = once();
    for _ in 1..runs {
        let (taken, v) = once();
        best = best.min(taken);
        value = v;
    }
    (best, value)
}

/// The seasons of 20 teams that are to be timed.
fn league_seasons() -> Vec<Season> {
    let mut all: Vec<Season> = seasons().into_iter().filter(|s| s.teams.len() == 20).collect();
    if let Ok(name) = std::env::var("GIRONE_BENCH_ONLY") {
        all.retain(|s| s.name.contains(&name));
    }
    let most = std::env::var("GIRONE_BENCH_SEASONS").ok().and_then(|n| n.parse().ok());
    if let Some(most) = most.filter(|m: &usize| *m > 0 && *m < all.len()) {
        let step = all.len() / most;
        let mut i = 0;
        all.retain(|_| {
            i += 1;
            (i - 1) % step == 0
        });
        all.truncate(most);
    }
    all
}

fn undecided(e: Extreme) -> usize {
    usize::from(!matches!(e, Extreme::Exactly(_)))
}

/// All best and worst places of all teams over all matchdays.
fn season(rule: &str, cap: Option<u8>) {
    let regulation = rules(rule);
    let (mut whole, mut late, mut any) = (Vec::new(), Vec::new(), Vec::new());
    let (mut at_once, mut at_once_open) = (Vec::new(), 0);
    let (mut open, mut values) = (0, 0);
    for season in league_seasons() {
        let (each, days) = season.matchdays();
        let mut sum = Duration::ZERO;
        for day in 1..=days {
            let sheet = season.after(each * day);
            let start = now();
            let q = Question::new(&regulation, &sheet, cap);
            let teams = best_and_worst(&q, &mut Budget::steps(4_000_000));
            let taken = now() - start;
            let not: usize = teams.iter().map(|t| undecided(t.best()) + undecided(t.worst())).sum();
            if verbose() && (not > 0 || taken > Duration::from_millis(10)) {
                println!("  {} after {day}: {} ms, {not} not decided", season.name, ms(taken));
            }
            open += not;
            values += 2 * teams.len();
            sum += taken;
            any.push(taken);
            if day >= 33 {
                late.push(taken);
            }
        }
        whole.push(sum);
        let sheets: Vec<Sheet> = (1..=days).map(|day| season.after(each * day)).collect();
        let start = now();
        let moments: Vec<Question<'_>> =
            sheets.iter().map(|s| Question::new(&regulation, s, cap)).collect();
        let all = best_and_worst_over(&moments, &mut Budget::steps(152_000_000));
        let taken = now() - start;
        let not: usize =
            all.iter().flatten().map(|t| undecided(t.best()) + undecided(t.worst())).sum();
        if verbose() {
            println!("  {}: {} ms at once, {not} not decided", season.name, ms(taken));
        }
        at_once_open += not;
        at_once.push(taken);
    }
    let cap = cap.map_or(String::new(), |c| format!(", at most {c} goals"));
    let (season_aim, late_aim) = if rule == "pl" { ("25/150", "0.2") } else { ("250", "0.2") };
    report(&format!("{rule}{cap}: a season of 38 matchdays"), at_once, season_aim);
    println!("  {at_once_open} of {values} values not decided");
    report(&format!("{rule}{cap}: the same, each matchday by itself"), whole, "");
    report(&format!("{rule}{cap}: one matchday"), any, "");
    report(&format!("{rule}{cap}: one matchday from 33 on"), late, late_aim);
    println!("  {open} of {values} values not decided");
}

fn phase_rules() -> Regulation {
    Regulation::of(
        "league-phase",
        vec![
            Criterion::Overall(Count::GoalDifference),
            Criterion::Overall(Count::GoalsScored),
            Criterion::Overall(Count::AwayGoals),
            Criterion::Overall(Count::Wins),
            Criterion::Overall(Count::AwayWins),
            Criterion::OpponentsPoints,
            Criterion::OpponentsGoalDifference,
            Criterion::OpponentsGoals,
            Criterion::Conduct,
            Criterion::Ranking("coefficient".to_owned()),
        ],
    )
}

/// The league phase of the Champions League 2024/25, matchday by matchday.
fn phase() {
    let Some((season, days)) = league_phase() else { return };
    let regulation = phase_rules();
    let (mut times, mut open) = (Vec::new(), 0);
    for played in days {
        let sheet = season.after(played);
        let (taken, teams) = least(3, || {
            let q = Question::new(&regulation, &sheet, None);
            best_and_worst(&q, &mut Budget::steps(4_000_000))
        });
        open += teams.iter().map(|t| undecided(t.best()) + undecided(t.worst())).sum::<usize>();
        times.push(taken);
    }
    report("league phase of 36 teams, one matchday", times, "10");
    println!("  {open} values not decided");
}

fn read(file: &str) -> Vec<(String, Sheet, Regulation)> {
    let groups = json(file).map(|all| all["groups"].as_array().cloned().unwrap_or_default());
    groups
        .into_iter()
        .flatten()
        .enumerate()
        .map(|(i, g)| {
            let (_, mut sheet) = group(&g);
            for (t, team) in sheet.teams.iter_mut().enumerate() {
                *team = girone_model::TeamId((10 * i + t) as u32);
            }
            let name = g["name"].as_str().unwrap_or_default().to_owned();
            (name, sheet, rules(g["rules"].as_str().unwrap_or_default()))
        })
        .collect()
}

/// Groups of qualifying with one and two rounds left.
fn groups() {
    let aims = [("3", "1"), ("50", "")];
    for (rounds, (aim, needs)) in aims.into_iter().enumerate() {
        let mut groups = read("uefa_wcq26_after_2025-11-15_cap9.json");
        if groups.is_empty() {
            return;
        }
        groups.iter_mut().for_each(|(_, s, _)| take_back(s, 2 * rounds));
        let rounds = rounds + 1;
        for cap in [None, Some(9)] {
            let note = cap.map_or(String::new(), |c| format!(", at most {c} goals"));
            let (mut plain, mut proved, mut open) = (Vec::new(), Vec::new(), 0);
            for certificates in [false, true] {
                let (taken, not) = least(5, || {
                    groups.iter().fold(0, |n, (_, s, r)| {
                        let q = Question::new(r, s, cap);
                        let teams = outlook(&q, certificates, &mut Budget::default());
                        n + teams.iter().map(|t| t.undecided().len()).sum::<usize>()
                    })
                });
                if certificates { &mut proved } else { &mut plain }.push(taken);
                open += not;
            }
            report(&format!("qualifying, 12 groups, {rounds} left{note}"), plain, aim);
            report(&format!("  the same with certificates, {open} places open"), proved, "");
        }
        needs_of(&format!("qualifying, {rounds} left"), &groups, needs);
    }
}

/// The groups of a World Cup with their best thirds, one round left.
fn thirds() {
    let mut groups = read("wc2026_after_2026-06-24_cap9.json");
    if groups.is_empty() {
        return;
    }
    groups.iter_mut().for_each(|(_, s, _)| take_back(s, 2 - s.remaining.len()));
    let names: Vec<String> = groups.iter().map(|g| g.0.clone()).collect();
    let tables = stages::tables(&names, 3, 8, Discard::Nothing);
    let across = Regulation::of(
        "across",
        vec![
            Criterion::Overall(Count::GoalDifference),
            Criterion::Overall(Count::GoalsScored),
            Criterion::Lots,
        ],
    );
    let across = BTreeMap::from([("across".to_owned(), across)]);
    for cap in [None, Some(9)] {
        let note = cap.map_or(String::new(), |c| format!(", at most {c} goals"));
        let (taken, not) = least(5, || {
            let groups: Vec<StageGroup<'_>> = groups
                .iter()
                .map(|(n, s, r)| StageGroup { name: n, question: Question::new(r, s, cap) })
                .collect();
            let all = stage_outlook(&tables, &groups, &across, false, &mut Budget::default());
            let berths = all.iter().flatten().map(|t| t.berths[0].verdict);
            berths.filter(|v| *v == Verdict::Undecided).count()
        });
        report(&format!("World Cup, best thirds, last round{note}"), vec![taken], "5");
        println!("  {not} berths not decided");
    }
    needs_of("World Cup, 1 left", &groups, "1");
}

/// Conditions of every team of some groups for the first and the first two places.
fn needs_of(what: &str, groups: &[(String, Sheet, Regulation)], aim: &str) {
    for cap in [None, Some(9)] {
        let (mut times, mut clauses, mut inexact) = (Vec::new(), 0, 0);
        for (name, s, r) in groups {
            let q = Question::new(r, s, cap);
            for team in 0..s.teams.len() as u8 {
                for places in [1, 2] {
                    let berth = Places::from_to(1, places);
                    let (taken, c) = least(3, || {
                        conditions(&q, team, berth, Detail::Margins, &mut Budget::default())
                    });
                    times.push(taken);
                    clauses += c.sure.len();
                    inexact += usize::from(!c.exact);
                    if verbose() {
                        println!("  {name} {team} 1-{places}: {} ms", ms(taken));
                    }
                }
            }
        }
        let note = cap.map_or(String::new(), |c| format!(", at most {c} goals"));
        report(&format!("conditions, {what}{note}, one team and berth"), times, aim);
        println!("  {clauses} clauses, {inexact} lists not exact");
    }
}

/// Conditions on a last day of a league, by results and by margins.
fn last_day() {
    for (rule, detail) in
        [("pl", Detail::Results), ("pl", Detail::Margins), ("h2h_first", Detail::Margins)]
    {
        let regulation = rules(rule);
        let (mut times, mut clauses, mut inexact) = (Vec::new(), 0, 0);
        for season in league_seasons() {
            let sheet = season.after(season.matches.len() - 10);
            let q = Question::new(&regulation, &sheet, None);
            for team in 0..20 {
                for place in [1, 4, 17] {
                    let berth = Places::from_to(1, place);
                    let start = now();
                    let c = conditions(&q, team, berth, detail, &mut Budget::default());
                    times.push(now() - start);
                    clauses += c.sure.len();
                    inexact += usize::from(!c.exact);
                    if verbose() && (now() - start) > Duration::from_millis(20) {
                        let taken = ms(now() - start);
                        println!("  {} {team} 1-{place}: {taken} ms", season.name);
                    }
                }
            }
        }
        report(&format!("conditions, {rule}, last day of 20 teams, {detail:?}"), times, "30");
        println!("  {clauses} clauses, {inexact} lists not exact");
    }
}

/// Tables that are too large to be decided whole: how long until the limit is
/// kept, and what is left open.
fn limits() {
    let Some(season) = league_seasons().into_iter().next() else { return };
    let phase = league_phase().map(|(s, days)| (s.after(days[1]), phase_rules()));
    let mut large: Vec<(&str, Sheet, Regulation)> =
        vec![("20 teams, head-to-head, matchday 5", season.after(50), rules("h2h_first"))];
    if let Some((sheet, rules)) = phase {
        large.push(("36 teams, matchday 2", sheet, rules));
    }
    large.push(("24 teams, head-to-head, matchday 8", stages::large_league(24, 8), rules("h2h")));
    for (what, sheet, regulation) in large {
        let q = Question::new(&regulation, &sheet, None);
        let start = now();
        let end = start + Duration::from_secs(2);
        let stop = || now() >= end;
        let teams = outlook(&q, false, &mut Budget::until(u64::MAX / 4, &stop));
        let taken = now() - start;
        let extremes: usize =
            teams.iter().map(|t| undecided(t.best()) + undecided(t.worst())).sum();
        let open: usize = teams.iter().map(|t| t.undecided().len()).sum();
        report(&format!("all places, {what}"), vec![taken], "2000");
        println!("  {extremes} best or worst, {open} places not decided");
    }
}
