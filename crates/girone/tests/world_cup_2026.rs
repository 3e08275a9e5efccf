//! World Cup 2026 on the nights of the last group round, against what was reported.

use std::collections::BTreeSet;

use girone::model::{AsOf, BySide, Lang, Line, Moment};
use girone::rules::{Totals, table};
use girone::scenarios::Verdict;
use girone::{Desk, Limits, Split, TableAnswer, View};

fn view(day: &str) -> View {
    let at: Moment = day.parse().unwrap();
    Desk::embedded().unwrap().view(AsOf::at(at))
}

/// The teams that are certainly through, and those certainly out.
fn certain(day: &str) -> (BTreeSet<String>, BTreeSet<String>) {
    let view = view(day);
    let (mut through, mut out) = (BTreeSet::new(), BTreeSet::new());
    for group in 'A'..='L' {
        let needs = view.needs(&format!("wc-2026/{group}"), &[], &Limits::default()).unwrap();
        let berths = needs.berths(None);
        let [berth] = berths.as_slice() else { panic!("{berths:?}") };
        for row in &needs.table.table.rows {
            let name = view.team_name(needs.table.team(row.team), Lang::En).to_owned();
            match needs.verdict(row.team, berth) {
                Verdict::Through => through.insert(name),
                Verdict::Out => out.insert(name),
                Verdict::Open => continue,
                Verdict::Undecided => panic!("{name} undecided"),
            };
        }
    }
    (through, out)
}

fn set(names: &str) -> BTreeSet<String> {
    names.split(", ").map(str::to_owned).collect()
}

/// Source: with three groups of four finished, Bosnia and Herzegovina were reported as
/// the first third to be through on the night itself, "guaranteed to be better than
/// the third-placed teams in Groups A, C, D, I, and J" (VnExpress, after fifa.com);
/// the others have won their group or are sure of the first two places.
#[test]
fn after_24_june_thirteen_are_through_and_seven_are_out() {
    let (through, out) = certain("2026-06-24");
    assert_eq!(
        through,
        set(
            "Mexico, South Africa, Switzerland, Canada, Bosnia and Herzegovina, Brazil, Morocco, United States, Germany, France, Norway, Argentina, Colombia"
        )
    );
    assert_eq!(out, set("Czechia, Qatar, Haiti, Turkey, Tunisia, Jordan, Panama"));
    assert_eq!(certain_by_enumeration("2026-06-24"), (through, out));
}

/// Source: "28 teams qualify for knockout stage, 4 spots left", after Al Jazeera,
/// 27 June 2026, with both lists.
#[test]
fn after_26_june_as_reported() {
    let (through, out) = certain("2026-06-26");
    assert_eq!(
        through,
        set(
            "Mexico, United States, Germany, Argentina, France, Norway, Colombia, Switzerland, Canada, Bosnia and Herzegovina, Brazil, Morocco, South Africa, Ecuador, Ivory Coast, Netherlands, Japan, Sweden, Australia, Paraguay, Belgium, Egypt, Spain, Cape Verde, Senegal, Portugal, England, Ghana"
        )
    );
    assert_eq!(
        out,
        set(
            "Haiti, Turkey, Tunisia, Jordan, Panama, Qatar, Czechia, Curaçao, New Zealand, Uruguay, Saudi Arabia, Iraq"
        )
    );
}

type Record = (i32, i32, i32);

/// The same by going through all scores of up to nine goals: of each group the third
/// with the best and the one with the worst record, and for each team its own
/// completions. Cards and the ranking are taken for or against the team.
fn certain_by_enumeration(day: &str) -> (BTreeSet<String>, BTreeSet<String>) {
    let view = view(day);
    let groups = view.tables("wc-2026/groups", Split::All).unwrap();
    let all: Vec<Vec<Vec<(u8, u8, Record)>>> = groups.iter().map(completions).collect();
    let thirds = |g: usize| {
        let records = all[g].iter().flatten().filter(|(first, last, _)| *first <= 3 && 3 <= *last);
        let records: Vec<Record> = records.map(|(_, _, r)| *r).collect();
        (records.iter().min().copied().unwrap(), records.iter().max().copied().unwrap())
    };
    let extremes: Vec<(Record, Record)> = (0..groups.len()).map(thirds).collect();
    let (mut through, mut out) = (BTreeSet::new(), BTreeSet::new());
    for (g, group) in groups.iter().enumerate() {
        let others = || (0..groups.len()).filter(|h| *h != g);
        for t in 0..4usize {
            let name = view.team_name(group.team(t as u8), Lang::En).to_owned();
            // As a third at worst: all that can be level or ahead are.
            let safe = |(first, last, record): &(u8, u8, Record)| {
                let ahead = others().filter(|h| extremes[*h].1 >= *record).count();
                *last <= 2 || (*last <= 3 && ahead < 8 && *first <= 3)
            };
            let lost = |(first, _, record): &(u8, u8, Record)| {
                let ahead = others().filter(|h| extremes[*h].0 > *record).count();
                *first > 3 || (*first == 3 && ahead >= 8)
            };
            if all[g].iter().all(|c| safe(&c[t])) {
                through.insert(name);
            } else if all[g].iter().all(|c| lost(&c[t])) {
                out.insert(name);
            }
        }
    }
    (through, out)
}

/// For every completion and team: first and last of the places that lots and cards
/// leave it, and its record.
fn completions(group: &TableAnswer) -> Vec<Vec<(u8, u8, Record)>> {
    let sheet = &group.sheet.sheet;
    let k = sheet.remaining.len();
    let mut found = Vec::new();
    for code in 0..100usize.pow(k as u32) {
        let mut finished = sheet.clone();
        finished.conduct.clear();
        finished.constants.clear();
        let mut rest = code;
        for teams in std::mem::take(&mut finished.remaining) {
            let goals = BySide::new((rest % 10) as u8, (rest / 10 % 10) as u8);
            finished.results.push(Line::new(teams.home, teams.away, goals.home, goals.away));
            rest /= 100;
        }
        let totals = Totals::of(&finished, &group.regulation.points);
        let ranked = table(&group.regulation, &finished);
        let mut of = vec![(0, 0, (0, 0, 0)); 4];
        for row in &ranked.rows {
            let t = &totals[usize::from(row.team)];
            of[usize::from(row.team)] = (
                row.place,
                row.place + row.shared_by - 1,
                (t.points, t.goal_difference(), i32::from(t.goals_for)),
            );
        }
        found.push(of);
    }
    found
}
