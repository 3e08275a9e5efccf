//! Since when fates are fixed, against the verdicts on the days before and after.

use std::collections::BTreeMap;

use girone::model::{AsOf, Moment, TeamId};
use girone::scenarios::Verdict;
use girone::{Desk, Limits, View};
use jiff::civil::Date;

/// The verdicts of all groups of an edition at the end of a day, by team and berth.
fn verdicts(desk: &Desk, edition: &str, day: Date) -> BTreeMap<(TeamId, String), Verdict> {
    let view: View = desk.view(AsOf::at(Moment::EndOf(day)));
    let (found, _) = view.edition(edition).unwrap();
    let mut all = BTreeMap::new();
    for address in found.group_addresses() {
        let needs = view.needs(&format!("{edition}/{address}"), &[], &Limits::default()).unwrap();
        for berth in needs.berths(None) {
            for row in &needs.table.table.rows {
                let key = (needs.table.team(row.team), berth.id.clone());
                all.insert(key, needs.verdict(row.team, &berth));
            }
        }
    }
    all
}

fn fates_change_on_their_day(edition: &str, least: usize) {
    let desk = Desk::embedded().unwrap();
    let view = desk.view(AsOf::at(Moment::Latest));
    let fates = view.decided(edition, &Limits::default()).unwrap();
    assert!(fates.len() >= least, "{edition}: {}", fates.len());
    let mut by_day: BTreeMap<Date, _> = BTreeMap::new();
    let mut at =
        |day: Date| by_day.entry(day).or_insert_with(|| verdicts(&desk, edition, day)).clone();
    for fate in &fates {
        let Some(since) = &fate.since else { continue };
        let day = since.fixture.when.date;
        let key = (fate.team, fate.berth_id.clone());
        let name = view.team_name(fate.team, girone::model::Lang::En);
        assert_eq!(at(day).get(&key), Some(&fate.verdict), "{name} {} on {day}", fate.berth_id);
        let before = at(day.yesterday().unwrap())[&key];
        assert_ne!(before, fate.verdict, "{name} {} before {day}", fate.berth_id);
        if before == Verdict::Undecided {
            assert!(fate.at_latest, "{name} {} before {day}", fate.berth_id);
        }
        for m in &fate.with {
            assert_eq!(m.fixture.when, since.fixture.when, "matches of one hour");
        }
    }
}

#[test]
fn european_qualifying() {
    fates_change_on_their_day("wcq-2026-uefa", 100);
}

#[test]
fn world_cup_with_best_thirds() {
    fates_change_on_their_day("wc-2026", 40);
}
