//! The instances beside the checkout agree.

mod shared;

use girone_scenarios::{Budget, Given, Holds, Places, Question, holds, outlook, story};
use shared::{group, json, league, rules};

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

#[test]
fn spain_win_group_e_if_they_avoid_losing_by_seven() {
    let Some(all) = json("uefa_wcq26_after_2025-11-15_cap9.json") else { return };
    let groups = all["groups"].as_array().cloned().unwrap_or_default();
    let Some(e) = groups.iter().find(|g| g["name"] == "Group E") else { panic!("no group E") };
    let (names, sheet) = group(e);
    let regulation = rules("gd_first");
    let ix = |name: &str| names.iter().position(|n| n == name).unwrap_or(9) as u8;
    let game = sheet.remaining.iter().position(|f| f.home == ix("Spain")).unwrap_or(9);
    let first = Places::from_to(1, 1);
    for cap in [None, Some(9)] {
        let q = Question::new(&regulation, &sheet, cap);
        let ask = |least| {
            let given = Given::nothing(sheet.remaining.len()).and_margin(game, least, None);
            holds(&q, given, ix("Spain"), first, &mut Budget::default()).0
        };
        assert_eq!(ask(Some(-6)), Holds::Always);
        let Holds::Sometimes { example, counter_example } = ask(Some(-9)) else {
            panic!("{:?}", ask(Some(-9)))
        };
        assert!(q.places_in(&example, ix("Spain")).contains(1));
        assert!(q.places_in(&counter_example, ix("Spain")).contains(2));
    }
}

#[test]
fn a_story_names_those_who_cannot_all_catch_up() {
    let Some(all) = json("epl_2010_11.json") else { return };
    let regulation = rules("pl");
    let mut told = 0;
    for matchday in [33, 36, 37] {
        let (_, sheet) = league(&all, 10 * matchday);
        let q = Question::new(&regulation, &sheet, None);
        for team in outlook(&q, true, &mut Budget::steps(1_000_000)) {
            for certificate in &team.certificates {
                let Some(story) = story(&q, certificate) else { continue };
                assert!(story.at_most as usize <= story.could.len(), "{story:?}");
                let hit = story.could.len() - story.at_most as usize;
                assert!(hit == 0 || !story.not_all_of.is_empty(), "{story:?}");
                told += usize::from(hit > 0);
            }
        }
    }
    assert!(told > 0);
}
