//! The instances beside the checkout agree.

mod shared;

use girone_scenarios::{Budget, Places, Question, outlook};
use shared::{group, json, rules};

#[test]
fn traps() {
    let Some(traps) = json("traps.json") else { return };
    for trap in traps.as_array().into_iter().flatten() {
        let instance = &trap["instance"];
        let (names, sheet) = group(instance);
        let cap = instance["cap"].as_u64().map(|c| c as u8);
        let regulation = rules(instance["rules"].as_str().unwrap_or_default());
        let q = Question::new(&regulation, &sheet, cap);
        let teams = outlook(&q, true, &mut Budget::default());
        for (team, name) in teams.iter().zip(&names) {
            let expected: Places = trap["all_teams_reach"][name]
                .as_array()
                .into_iter()
                .flatten()
                .map(|p| p.as_u64().unwrap_or(0) as u8)
                .collect();
            assert_eq!(team.possible, expected, "{} {name}", instance["name"]);
            assert!(team.undecided().is_empty());
        }
    }
}
