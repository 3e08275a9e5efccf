//! Nothing falls back to names, ids or the order in which things are listed.

mod common;

use std::collections::BTreeMap;

use common::small::record;
use girone_model::{Side, Snapshot, TeamId};
use girone_rules::{
    Books, Count, Criterion, Edition, Index, Proved, Regulation, bracket, parse_edition, standings,
};

/// A cup of two groups of four, a ranking of the third places, and semi-finals.
fn cup(a: &[&str], b: &[&str]) -> Edition {
    let list =
        |names: &[&str]| names.iter().map(|n| format!("\"{n}\"")).collect::<Vec<_>>().join(", ");
    let text = format!(
        r#"
id = "cup"
name = "Cup"
[[stage]]
id = "groups"
from = "2024-01-01"
to = "2024-01-31"
regulation = "r"
meetings = 1
ranking = [{{ id = "thirds", place = 3, regulation = "r" }}]
[stage.groups]
A = [{}]
B = [{}]
[[stage]]
id = "semi-finals"
format = "knockout"
from = "2024-02-01"
to = "2024-02-28"
tie = [
  {{ id = "1", round = "Semi-final", home = "1A", away = "2B" }},
  {{ id = "2", round = "Semi-final", home = "1B", away = "2A" }},
  {{ id = "3", round = "Third places", home = "R1-of-thirds", away = "R2-of-thirds" }},
]
"#,
        list(a),
        list(b)
    );
    parse_edition("cup.toml", &text).unwrap_or_else(|e| panic!("{e}"))
}

/// Every answer about a team, by its name.
fn answers(edition: &Edition, snapshot: &Snapshot, books: &dyn Books) -> BTreeMap<String, String> {
    let index = Index::new(snapshot);
    let name = |t: TeamId| snapshot.directory.team(t).key.to_string();
    let mut said: BTreeMap<String, String> = BTreeMap::new();
    let standings = standings(edition, &index, books);
    for group in &standings.groups {
        for row in &group.table.rows {
            let team = name(group.sheet.sheet.teams[usize::from(row.team)]);
            *said.entry(team).or_default() += &format!("place {} of {} ", row.place, row.shared_by);
        }
    }
    for ranked in standings.rankings.values() {
        for row in &ranked.table.rows {
            let team = name(ranked.candidates[usize::from(row.team)].team);
            *said.entry(team).or_default() += &format!("rank {} of {} ", row.place, row.shared_by);
        }
        *said.entry(String::new()).or_default() += &format!("{} shared ", ranked.shared.len());
    }
    for tie in bracket(edition, &index, books, &Proved::default()) {
        for side in Side::BOTH {
            let team = tie.teams[side].team().map_or(String::new(), name);
            *said.entry(team).or_default() += &format!("tie {} {side:?} ", tie.id);
        }
    }
    said
}

#[test]
fn no_answer_depends_on_the_order_of_anything() {
    let mut seed = 0x2545_f491_4f6c_dd1du64;
    let mut next = |below: usize| {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        (seed >> 30) as usize % below
    };
    let rule = Regulation::of(
        "r",
        vec![Criterion::Overall(Count::GoalDifference), Criterion::Lots, Criterion::Conduct],
    );
    let books = BTreeMap::from([("r".to_owned(), rule)]);
    let names = ["a", "b", "c", "d", "e", "f", "g", "h"];
    let mut level = 0;
    for _ in 0..400 {
        let mut lines: Vec<String> = Vec::new();
        for group in [&names[..4], &names[4..]] {
            for i in 0..4 {
                for j in i + 1..4 {
                    let (h, a) = (next(2), next(2));
                    lines.push(format!(
                        "2024-01-{:02} {} {h}-{a} {}",
                        1 + next(28),
                        group[i],
                        group[j]
                    ));
                }
            }
        }
        let first = cup(&names[..4], &names[4..]);
        let expected = answers(&first, &record(&lines.join("\n"), "2024-12-31"), &books);
        level += usize::from(expected.values().any(|v| v.contains("of 2") || v.contains("of 3")));
        // The same lines and members in another order: other ids, other positions.
        for i in (1..lines.len()).rev() {
            lines.swap(i, next(i + 1));
        }
        let mut turned = names;
        for half in [0, 4] {
            for i in (1..4).rev() {
                turned.swap(half + i, half + next(i + 1));
            }
        }
        let second = cup(&turned[..4], &turned[4..]);
        let found = answers(&second, &record(&lines.join("\n"), "2024-12-31"), &books);
        assert_eq!(found, expected, "{}", lines.join("\n"));
        // Other names, in the opposite order of the alphabet.
        let renamed = |n: &str| names[7 - names.iter().position(|m| *m == n).unwrap()];
        let other: Vec<String> = lines
            .iter()
            .map(|l| {
                let w: Vec<&str> = l.split_whitespace().collect();
                format!("{} {} {} {}", w[0], renamed(w[1]), w[2], renamed(w[3]))
            })
            .collect();
        let group = |g: &[&str]| g.iter().map(|n| renamed(n)).collect::<Vec<_>>();
        let third = cup(&group(&names[..4]), &group(&names[4..]));
        let found = answers(&third, &record(&other.join("\n"), "2024-12-31"), &books);
        let back: BTreeMap<String, String> = found
            .into_iter()
            .map(|(n, v)| (if n.is_empty() { n } else { renamed(&n).to_owned() }, v))
            .collect();
        assert_eq!(back, expected, "{}", lines.join("\n"));
    }
    assert!(level > 100, "only {level} cups had level teams");
}
