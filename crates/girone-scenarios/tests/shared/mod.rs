//! The instances beside the checkout.

use std::path::PathBuf;

use girone_model::{BySide, Line, Sheet, TeamId};
use girone_rules::{Count, Criterion, HeadToHead, Once, Reading, Regulation};
use serde_json::Value;

/// Reads a file of the instances, or says why not.
pub fn instance(name: &str) -> Option<String> {
    let root = std::env::var_os("GIRONE_SHARED").map_or_else(
        || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared"),
        PathBuf::from,
    );
    let path = root.join("scenarios").join(name);
    let text = std::fs::read_to_string(&path).or_else(|e| {
        // A work tree may lie one folder deeper.
        let deeper = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
            .join("../../../../shared/scenarios")
            .join(name);
        std::fs::read_to_string(deeper).map_err(|_| e)
    });
    match text {
        Ok(text) => Some(text),
        Err(error) => {
            println!("skipped: {} cannot be read: {error}", path.display());
            None
        }
    }
}

#[allow(dead_code)]
pub fn json(name: &str) -> Option<Value> {
    serde_json::from_str(&instance(name)?).ok()
}

/// The rules as the README of the instances names them.
#[allow(dead_code)]
pub fn rules(name: &str) -> Regulation {
    let gd = Criterion::Overall(Count::GoalDifference);
    let goals = Criterion::Overall(Count::GoalsScored);
    let among = |counts: &[Count], reading| {
        Criterion::HeadToHead(HeadToHead {
            counts: counts.to_vec(),
            counts_of_two: None,
            reading,
            once: Once::Always,
        })
    };
    let three = [Count::Points, Count::GoalDifference, Count::GoalsScored];
    let criteria = match name {
        "points" => vec![],
        "pl" => vec![gd, goals, Criterion::Lots],
        "h2h" => vec![among(&three[..2], Reading::Fixed), gd, goals, Criterion::Lots],
        "h2h_first" => vec![among(&three, Reading::Restarting), gd, goals, Criterion::Lots],
        "gd_first" => vec![gd, goals, among(&three, Reading::Restarting), Criterion::Lots],
        other => panic!("unknown rules {other}"),
    };
    Regulation::of(name, criteria)
}

#[allow(dead_code)]
pub fn names(value: &Value) -> Vec<String> {
    value
        .as_array()
        .map_or(vec![], |a| a.iter().map(|t| t.as_str().unwrap_or_default().to_owned()).collect())
}

fn numbers(value: &Value) -> Vec<u8> {
    value.as_array().map_or(vec![], |a| a.iter().map(|n| n.as_u64().unwrap_or(0) as u8).collect())
}

/// A group with `played` and `remaining`.
#[allow(dead_code)]
pub fn group(value: &Value) -> (Vec<String>, Sheet) {
    let teams = names(&value["teams"]);
    let mut sheet = Sheet::new((0..teams.len()).map(|t| TeamId(t as u32)).collect());
    for m in value["played"].as_array().into_iter().flatten() {
        let m = numbers(m);
        sheet.results.push(Line::new(m[0], m[1], m[2], m[3]));
    }
    for m in value["remaining"].as_array().into_iter().flatten() {
        let m = numbers(m);
        sheet.remaining.push(BySide::new(m[0], m[1]));
    }
    (teams, sheet)
}

/// A league after `played` matches.
#[allow(dead_code)]
pub fn league(value: &Value, played: usize) -> (Vec<String>, Sheet) {
    let teams = names(&value["teams"]);
    let mut sheet = Sheet::new((0..teams.len()).map(|t| TeamId(t as u32)).collect());
    for (i, m) in value["matches"].as_array().into_iter().flatten().enumerate() {
        let m = numbers(&Value::Array(m.as_array().map_or(vec![], |m| m[1..].to_vec())));
        if i < played {
            sheet.results.push(Line::new(m[0], m[1], m[2], m[3]));
        } else {
            sheet.remaining.push(BySide::new(m[0], m[1]));
        }
    }
    (teams, sheet)
}
