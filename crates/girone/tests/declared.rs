//! Berths by a declared order, link between two competitions, agree with going
//! through all scores of all groups.

use std::fs;

use girone::model::{AsOf, BySide, Line, Moment, TeamIx};
use girone::rules::edition::RankingOf;
use girone::rules::{GroupState, rank_declared, table};
use girone::scenarios::Verdict;
use girone::scenarios::testing::Dice;
use girone::{Desk, Limits, Sources, Split, TableAnswer};

const TEAMS: [[&str; 3]; 3] =
    [["Alder", "Birch", "Cedar"], ["Elm", "Fir", "Gean"], ["Ivy", "Juniper", "Larch"]];
const CAP: u8 = 2;

/// Writes a cup of three groups with one or two matches to play; first places and
/// the first ranks of a declared order go on.
fn write_out(folder: &std::path::Path, dice: &mut Dice) {
    let mut order: Vec<&str> = TEAMS.concat();
    // A team of another competition, and rarely one that nobody knows.
    order.push("Maple");
    if dice.below(10) == 0 {
        order.push("Nowhere");
    }
    for i in (1..order.len()).rev() {
        order.swap(i, dice.below(i as u64 + 1) as usize);
    }
    order.truncate(4 + dice.below(4) as usize);
    let ranks: Vec<u64> = (1..=1 + dice.below(2)).collect();
    let groups: Vec<String> =
        TEAMS.iter().zip(["A", "B", "C"]).map(|(t, g)| format!("{g} = {t:?}\n")).collect();
    let edition = format!(
        "id = \"cup\"\nname = \"Cup\"\nsource = \"a test\"\n[[stage]]\nid = \"groups\"\nregulation = \"book\"\nberth = [{{ id = \"on\", places = [1], ranks = {{ league = {ranks:?} }} }}]\nranking = [{{ id = \"league\", order = {order:?}, passing-over = [1] }}]\n[stage.groups]\n{}",
        groups.concat()
    );
    let book = "id = \"book\"\nsource = \"a test\"\ncriteria = [\"goal-difference\", \"goals-scored\", \"lots\"]\n";
    let mut text = "= Other\n2025-01-01\n  Maple 1-0 Oak\n".to_owned();
    text.push_str("\n= Cup\n");
    let two = dice.below(3) as usize;
    for (g, teams) in TEAMS.iter().enumerate() {
        let open = 1 + usize::from(g == two);
        text.push_str(&format!("\n▪ Group {}\n", ["A", "B", "C"][g]));
        for (i, (h, a)) in [(0, 1), (2, 0), (1, 2)].into_iter().enumerate() {
            let score = match i + open >= 3 {
                true => "v".to_owned(),
                false => format!("{}-{}", dice.below(3), dice.below(3)),
            };
            text.push_str(&format!("2025-02-0{}\n  {} {score} {}\n", i + 1, teams[h], teams[a]));
        }
    }
    fs::create_dir_all(folder).unwrap();
    fs::write(folder.join("cup.toml"), edition).unwrap();
    fs::write(folder.join("book.toml"), book).unwrap();
    fs::write(folder.join("cup.txt"), text).unwrap();
}

/// All ways in which a group can end.
fn endings(group: &TableAnswer) -> Vec<girone::model::Sheet> {
    let scores = usize::from(CAP + 1).pow(2);
    let k = group.sheet.sheet.remaining.len();
    (0..scores.pow(k as u32))
        .map(|mut code| {
            let mut sheet = group.sheet.sheet.clone();
            for f in std::mem::take(&mut sheet.remaining) {
                let n = usize::from(CAP + 1);
                let goals = BySide::new((code % n) as u8, (code / n % n) as u8);
                sheet.results.push(Line::new(f.home, f.away, goals.home, goals.away));
                code /= scores;
            }
            sheet
        })
        .collect()
}

#[test]
fn declared_orders_agree_with_joint_enumeration() {
    let (mut settled, mut open, mut undecided) = (0, 0, 0);
    for seed in 0..20u64 {
        let mut dice = Dice::new(seed + 7);
        let folder =
            std::env::temp_dir().join(format!("girone-declared-{}-{seed}", std::process::id()));
        write_out(&folder, &mut dice);
        let sources =
            Sources { data: vec![folder.clone()], without_embedded: true, ..Sources::default() };
        let view = Desk::open(&sources).unwrap().view(AsOf::at(Moment::Latest));
        fs::remove_dir_all(&folder).unwrap();
        let groups = view.tables("cup/groups", Split::All).unwrap();
        let ranking = &groups[0].tables().unwrap().rankings[0];
        let RankingOf::Declared { .. } = &ranking.of else { panic!("{ranking:?}") };
        let berth = groups[0].tables().unwrap().berths[0].clone();
        let last = *berth.ranks["league"].iter().max().unwrap();
        let rules = &groups[0].regulation;
        let all: Vec<Vec<girone::model::Sheet>> = groups.iter().map(endings).collect();
        // By team: in some ending surely on, in some surely not, in some it hangs on lots.
        let mut seen = [[(false, false, false); 3]; 3];
        for a in &all[0] {
            for b in &all[1] {
                for c in &all[2] {
                    let sheets = [a, b, c];
                    let states: Vec<GroupState<'_>> = sheets
                        .iter()
                        .zip(["A", "B", "C"])
                        .map(|(s, name)| GroupState::new(name, s))
                        .collect();
                    let find = |name: &str| view.team(name).ok();
                    let ranked = rank_declared(ranking, rules, &states, find);
                    let firsts: Vec<_> = sheets.iter().map(|s| table(rules, s)).collect();
                    let lots = firsts.iter().any(|t| t.rows[0].shared_by > 1);
                    for (g, teams) in seen.iter_mut().enumerate() {
                        for (t, seen) in teams.iter_mut().enumerate() {
                            let first = firsts[g].rows[0].team == t as TeamIx;
                            let id = sheets[g].teams[t];
                            let by_rank =
                                (1..=last).any(|r| ranked.at(r).is_some_and(|c| c.team == id));
                            match (lots, first || by_rank) {
                                (true, _) => seen.2 = true,
                                (false, true) => seen.0 = true,
                                (false, false) => seen.1 = true,
                            }
                        }
                    }
                }
            }
        }
        let limits = Limits { max_goals: Some(CAP), ..Limits::default() };
        for (g, group) in groups.iter().enumerate() {
            let address = format!("cup/{}", group.group);
            let needs = view.needs(&address, &[], &limits).unwrap();
            for (t, (gets, misses, lots)) in seen[g].into_iter().enumerate() {
                let about = format!("seed {seed} {} {ranking:?}", TEAMS[g][t]);
                match needs.verdict(t as TeamIx, &berth) {
                    Verdict::Through => {
                        assert!(!misses, "{about}");
                        settled += 1;
                    }
                    Verdict::Out => {
                        assert!(!gets, "{about}");
                        settled += 1;
                    }
                    Verdict::Open => {
                        assert!(lots || gets && misses, "{about}");
                        open += 1;
                    }
                    Verdict::Undecided => undecided += 1,
                }
            }
        }
    }
    println!("{settled} settled, {open} open, {undecided} undecided");
    assert!(settled > 25 && open > 50, "{settled} {open} {undecided}");
    assert!(undecided * 5 < settled + open, "{settled} {open} {undecided}");
}
