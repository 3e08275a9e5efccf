//! Stages with a ranking across groups, and leagues made up.

use std::collections::BTreeMap;

use girone_model::{BySide, Line, Localised, Sheet, TeamId};
use girone_rules::edition::{Berth, CrossRanking, Discard, Format, RankingOf, Tables};
use girone_scenarios::testing::Dice;

fn name(text: &str) -> Localised {
    Localised { en: text.into(), it: text.into() }
}

/// A stage whose first places go through, with the best `ranks` of those in `place`.
#[allow(dead_code)]
pub fn tables(names: &[String], place: u8, ranks: u8, discard: Discard) -> Tables {
    let ranking = CrossRanking {
        id: "thirds".to_owned(),
        name: name("thirds"),
        of: RankingOf::Places(vec![place]),
        regulation: "across".to_owned(),
        discard,
        groups: Vec::new(),
    };
    let through = Berth {
        id: "through".to_owned(),
        name: name("through"),
        places: (1..place).collect(),
        ranks: BTreeMap::from([("thirds".to_owned(), (1..=ranks).collect())]),
        exit: false,
    };
    Tables {
        regulation: "groups".to_owned(),
        meetings: 1,
        groups: names.iter().map(|n| (n.clone(), Vec::new())).collect(),
        berths: vec![through],
        rankings: vec![ranking],
        ..any_tables()
    }
}

fn any_tables() -> Tables {
    let text = "id = \"x\"\nname = { en = \"x\", it = \"x\" }\nsource = \"x\"\n[[stage]]\nid = \"g\"\nname = { en = \"x\", it = \"x\" }\nregulation = \"r\"\nmeetings = 1\n[stage.groups]\nA = [\"a\", \"b\"]\n";
    match girone_rules::parse_edition("x.toml", text).map(|e| e.stages[0].format.clone()) {
        Ok(Format::Tables(tables)) => tables,
        other => panic!("{other:?}"),
    }
}

/// A double round robin of so many teams after so many rounds, results at random.
#[allow(dead_code)]
pub fn large_league(teams: u8, rounds: usize) -> Sheet {
    let mut dice = Dice::new(24);
    let mut sheet = Sheet::new((0..teams).map(|t| TeamId(u32::from(t))).collect());
    let last = teams - 1;
    for round in 0..2 * usize::from(last) {
        let turn = (round % usize::from(last)) as u8;
        for i in 0..teams / 2 {
            // The circle method: the last team stays, the others move on.
            let (a, b) = match i {
                0 => (last, turn),
                _ => ((turn + i) % last, (turn + last - i) % last),
            };
            let (h, a) = if (round + usize::from(i)).is_multiple_of(2) { (a, b) } else { (b, a) };
            if round < rounds {
                let strong = u64::from(h < a);
                let goals = (dice.below(3 + strong) as u8, dice.below(4 - strong) as u8);
                sheet.results.push(Line::new(h, a, goals.0, goals.1));
            } else {
                sheet.remaining.push(BySide::new(h, a));
            }
        }
    }
    sheet
}
