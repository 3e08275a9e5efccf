//! Which verdicts across groups a checked certificate stands behind, and that none is
//! open without a completion that shows it.

use std::collections::BTreeMap;
use std::fs;

use girone::model::{AsOf, Moment, TeamIx};
use girone::rules::edition::Berth;
use girone::scenarios::testing::Dice;
use girone::scenarios::{Places, Question, StageCertificate, StageGroup, Verdict, check_stage};
use girone::{Desk, Limits, NeedsAnswer, Sources, Split, View};

const TEAMS: [[&str; 3]; 3] =
    [["Alder", "Birch", "Cedar"], ["Elm", "Fir", "Gean"], ["Ivy", "Juniper", "Larch"]];

/// Opens a cup of three groups with a match or two to play, whose winners and best
/// second teams go on, by `ranking`; `member` is one more of the last group, in no
/// fixture.
fn cup(name: &str, dice: &mut Dice, ranking: &str, member: Option<&str>) -> View {
    let mut groups = String::new();
    let mut text = "= Cup\n".to_owned();
    for (g, (teams, group)) in TEAMS.iter().zip(["A", "B", "C"]).enumerate() {
        let mut all = teams.to_vec();
        all.extend(member.filter(|_| g == 2));
        groups.push_str(&format!("{group} = {all:?}\n"));
        text.push_str(&format!("\n▪ Group {group}\n"));
        let open = 1 + dice.below(2) as usize;
        for (i, (h, a)) in [(0, 1), (2, 0), (1, 2)].into_iter().enumerate() {
            let score = match i + open >= 3 {
                true => "v".to_owned(),
                false => format!("{}-{}", dice.below(4), dice.below(3)),
            };
            text.push_str(&format!("2025-02-0{}\n  {} {score} {}\n", i + 1, teams[h], teams[a]));
        }
    }
    let edition = format!(
        "id = \"cup\"\nname = \"Cup\"\nsource = \"a test\"\n[[stage]]\nid = \"groups\"\nregulation = \"book\"\nberth = [{{ id = \"on\", places = [1], ranks = {{ league = [1] }} }}]\nranking = [{{ id = \"league\", {ranking} }}]\n[stage.groups]\n{groups}"
    );
    let book = "id = \"book\"\nsource = \"a test\"\ncriteria = [\"goal-difference\", \"goals-scored\", \"lots\"]\n";
    let folder = std::env::temp_dir().join(format!("girone-{name}-{}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("cup.toml"), edition).unwrap();
    fs::write(folder.join("book.toml"), book).unwrap();
    fs::write(folder.join("cup.txt"), text).unwrap();
    let sources =
        Sources { data: vec![folder.clone()], without_embedded: true, ..Sources::default() };
    let view = Desk::open(&sources).unwrap().view(AsOf::at(Moment::Latest));
    fs::remove_dir_all(&folder).unwrap();
    view
}

/// The verdicts on the berth in all groups, with what is certified.
fn verdicts(
    view: &View,
    certificates: bool,
) -> Vec<(NeedsAnswer, Berth, TeamIx, Verdict, Option<bool>)> {
    let limits = Limits { max_goals: Some(3), certificates, ..Limits::default() };
    let mut all = Vec::new();
    for group in ["A", "B", "C"] {
        let needs = view.needs(&format!("cup/{group}"), &[], &limits).unwrap();
        let berth = needs.table.tables().unwrap().berths[0].clone();
        for row in &needs.table.table.rows {
            let verdict = needs.verdict(row.team, &berth);
            let certified = needs.certified(row.team, &berth);
            all.push((needs.clone(), berth.clone(), row.team, verdict, certified));
        }
    }
    all
}

const BEST_SECOND: &str = "place = 2, regulation = \"book\"";

#[test]
fn certified_is_what_the_checker_accepts() {
    let (mut yes, mut open) = (0, 0);
    for seed in 0..60u64 {
        let view = cup(&format!("certified-{seed}"), &mut Dice::new(seed + 3), BEST_SECOND, None);
        let tables = view.tables("cup/groups", Split::All).unwrap();
        let stage: Vec<StageGroup<'_>> = tables
            .iter()
            .map(|t| StageGroup {
                name: &t.group,
                question: Question::new(&t.regulation, &t.sheet.sheet, Some(3)),
            })
            .collect();
        let across = BTreeMap::from([("book".to_owned(), (*tables[0].regulation).clone())]);
        let none = BTreeMap::new();
        for (needs, berth, team, verdict, certified) in verdicts(&view, true) {
            let about = format!("seed {seed} {} {team} {verdict:?}", needs.table.group);
            let settled = matches!(verdict, Verdict::Through | Verdict::Out);
            let Some(found) = needs.across_of(team, &berth) else {
                // Places alone settle the whole group.
                assert_eq!(certified, None, "{about}");
                continue;
            };
            assert_eq!(certified.is_some(), settled, "{about}");
            assert_eq!(found.verdict, verdict, "{about}");
            match (&found.proof, certified) {
                (Some(proof), Some(true)) => {
                    let described = tables[0].tables().unwrap();
                    let gets = verdict == Verdict::Through;
                    let check =
                        |gets| check_stage(described, &stage, &across, &none, &berth, gets, proof);
                    assert_eq!(check(gets), Ok(()), "{about}");
                    assert!(check(!gets).is_err(), "{about}");
                    yes += 1;
                }
                (None, Some(false) | None) => open += usize::from(!settled),
                other => panic!("{about}: {other:?}"),
            }
        }
        // Without certificates asked for nothing is certified.
        let plain = verdicts(&view, false);
        assert!(plain.iter().all(|v| v.4 != Some(true)), "seed {seed}");
    }
    println!("{yes} certified, {open} not settled");
    assert!(yes > 30 && open > 30, "{yes} {open}");
}

/// Says whether a verdict may be open by the places of the group alone: one of those
/// possible gives the berth whatever other groups do, and another never does.
fn open_by_places(needs: &NeedsAnswer, berth: &Berth, team: TeamIx) -> bool {
    let possible = needs.outlook.get(usize::from(team)).map_or(Places::NONE, |o| o.possible);
    let sure: Places = berth.places.iter().copied().collect();
    let maybe = needs.table.by_rank(team, berth);
    !possible.and(sure).is_empty() && !possible.without(sure.or(maybe)).is_empty()
}

#[test]
fn nothing_is_open_without_a_completion() {
    let (mut shown, mut undecided) = (0, 0);
    for seed in 0..30u64 {
        let member = [None, Some("Nobody"), Some("Maple")][seed as usize % 3];
        let name = format!("shown-{seed}");
        let view = cup(&name, &mut Dice::new(seed + 90), BEST_SECOND, member);
        for (needs, berth, team, verdict, _) in verdicts(&view, true) {
            undecided += usize::from(verdict == Verdict::Undecided);
            if verdict != Verdict::Open {
                continue;
            }
            let across = needs.across_of(team, &berth);
            let both = across.is_some_and(|b| b.gets.is_some() && b.misses.is_some());
            let about = format!("seed {seed} {member:?} {} {team}", needs.table.group);
            assert!(both || open_by_places(&needs, &berth, team), "{about}: {across:?}");
            shown += 1;
        }
    }
    println!("{shown} open, all shown; {undecided} undecided");
    assert!(shown > 60, "{shown}");
}

#[test]
fn declared_orders_are_certified_and_damaged_proofs_are_refused() {
    let (mut yes, mut no, mut refused, mut needless) = (0, 0, 0, 0);
    for seed in 0..120u64 {
        let mut dice = Dice::new(seed + 400);
        let mut order: Vec<&str> = TEAMS.concat();
        order.push("Maple");
        for i in (1..order.len()).rev() {
            order.swap(i, dice.below(i as u64 + 1) as usize);
        }
        order.truncate(3 + dice.below(5) as usize);
        let ranking = format!("order = {order:?}, passing-over = [1]");
        let view = cup(&format!("order-{seed}"), &mut dice, &ranking, None);
        let tables = view.tables("cup/groups", Split::All).unwrap();
        let stage: Vec<StageGroup<'_>> = tables
            .iter()
            .map(|t| StageGroup {
                name: &t.group,
                question: Question::new(&t.regulation, &t.sheet.sheet, Some(3)),
            })
            .collect();
        let Some(known) = tables[0].declared["league"].clone() else { continue };
        let orders = BTreeMap::from([("league".to_owned(), known)]);
        let described = tables[0].tables().unwrap();
        let none = BTreeMap::new();
        let all = verdicts(&view, true);
        for (needs, berth, team, verdict, certified) in &all {
            let Some(found) = needs.across_of(*team, berth) else { continue };
            no += usize::from(*certified == Some(false));
            let Some(proof) = &found.proof else { continue };
            yes += 1;
            let gets = *verdict == Verdict::Through;
            let about = format!("seed {seed} {} {team} {verdict:?} {proof:?}", needs.table.group);
            let check = |gets, proof: &StageCertificate| {
                check_stage(described, &stage, &none, &orders, berth, gets, proof)
            };
            assert_eq!(check(gets, proof), Ok(()), "{about}");
            assert!(check(!gets, proof).is_err(), "{about}");
            // The same proof never shows of another team what is not so.
            for (other, _, its, is, _) in &all {
                let group = tables.iter().position(|t| t.group == other.table.group).unwrap();
                let mut stolen = StageCertificate { group, team: *its, ..proof.clone() };
                stolen.places.iter_mut().for_each(|c| c.team = *its);
                for gets in [true, false] {
                    let so = *is == if gets { Verdict::Through } else { Verdict::Out };
                    assert!(so || check(gets, &stolen).is_err(), "{about} {group} {its}");
                }
            }
            let mut damaged = Vec::new();
            for i in 0..proof.places.len() {
                let mut less = proof.clone();
                less.places.remove(i);
                damaged.push(less);
            }
            for (i, claim) in proof.declared.iter().enumerate() {
                for j in 0..claim.ahead.len() {
                    let mut less = proof.clone();
                    less.declared[i].ahead[j].2.clear();
                    // Without its certificates, twice, or not at all.
                    damaged.push(less);
                    let mut twice = proof.clone();
                    twice.declared[i].ahead.push(claim.ahead[j].clone());
                    damaged.push(twice);
                    let mut less = proof.clone();
                    less.declared[i].ahead.remove(j);
                    damaged.push(less);
                }
            }
            for less in &damaged {
                // Those that hold all the same are whole without it: the places of the
                // group alone show it, or enough others are ahead.
                match check(gets, less) {
                    Ok(()) => needless += 1,
                    Err(_) => refused += 1,
                }
                assert!(check(!gets, less).is_err(), "{about}");
            }
        }
    }
    println!("{yes} certified, {no} not; damaged: {refused} refused, {needless} not needed");
    assert!(yes > 60 && no * 20 < yes, "{yes} {no}");
    assert!(refused > 40, "{refused} {needless}");
}
