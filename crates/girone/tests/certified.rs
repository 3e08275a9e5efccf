//! Which verdicts across groups a checked certificate stands behind, and that none is
//! open without a completion that shows it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use girone::model::{AsOf, Moment, TeamId, TeamIx};
use girone::rules::edition::Berth;
use girone::rules::table;
use girone::scenarios::testing::{Dice, for_each_completion};
use girone::scenarios::{
    Certificate, Given, Places, Question, StageCertificate, StageGroup, Verdict, check_stage,
};
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

/// Every way in which a group can end, lots included: the place of each team.
///
/// Looks at finished tables only, so that it knows nothing of certificates.
fn endings(group: &StageGroup<'_>) -> BTreeSet<Vec<u8>> {
    let q = &group.question;
    let nothing = Given::nothing(q.sheet().remaining.len());
    let mut all = BTreeSet::new();
    for_each_completion(q.sheet(), q.max_goals().unwrap(), &nothing, &mut |finished| {
        let rows = table(q.regulation(), finished).rows;
        let mut ways = vec![vec![0u8; rows.len()]];
        for row in &rows {
            // Of those level each may take each of the places that are still free.
            let shared = row.place..row.place + row.shared_by;
            let with = |way: &Vec<u8>| {
                let free = shared.clone().filter(|p| !way.contains(p)).collect::<Vec<_>>();
                let way = way.clone();
                free.into_iter().map(move |p| {
                    let mut way = way.clone();
                    way[usize::from(row.team)] = p;
                    way
                })
            };
            ways = ways.iter().flat_map(with).collect();
        }
        all.extend(ways);
    });
    all
}

/// A cup whose best of the others are taken from an order, gone through completion by
/// completion.
struct Enumerated<'a> {
    stage: &'a [StageGroup<'a>],
    order: &'a [TeamId],
    endings: Vec<BTreeSet<Vec<u8>>>,
    /// Those that are sure to go on and those that surely do not.
    through: BTreeSet<TeamId>,
    out: BTreeSet<TeamId>,
}

impl<'a> Enumerated<'a> {
    fn new(stage: &'a [StageGroup<'a>], order: &'a [TeamId]) -> Enumerated<'a> {
        let endings: Vec<BTreeSet<Vec<u8>>> = stage.iter().map(endings).collect();
        let all: BTreeSet<TeamId> =
            stage.iter().flat_map(|g| g.question.sheet().teams.iter().copied()).collect();
        let (mut through, mut out) = (all.clone(), all);
        let mut at: Vec<Vec<&Vec<u8>>> = vec![Vec::new()];
        for of_group in &endings {
            let mut longer = Vec::new();
            for so_far in &at {
                for ending in of_group {
                    let mut more = so_far.clone();
                    more.push(ending);
                    longer.push(more);
                }
            }
            at = longer;
        }
        for completion in at {
            let places: BTreeMap<TeamId, u8> = (stage.iter().zip(completion))
                .flat_map(|(g, e)| g.question.sheet().teams.iter().copied().zip(e.iter().copied()))
                .collect();
            // The winners, and the first of the order that has not won its group.
            let best = order.iter().find(|t| places.get(*t) != Some(&1));
            for (team, place) in &places {
                match *place == 1 || best == Some(team) {
                    true => out.remove(team),
                    false => through.remove(team),
                };
            }
        }
        Enumerated { stage, order, endings, through, out }
    }

    fn is_so(&self, proof: &StageCertificate, gets: bool) -> bool {
        let id = self.stage[proof.group].question.sheet().teams[usize::from(proof.team)];
        if gets { self.through.contains(&id) } else { self.out.contains(&id) }
    }

    /// Holds what a proof says against every completion: what is not so in it, or too
    /// little.
    fn gainsaid(&self, proof: &StageCertificate, gets: bool) -> Option<String> {
        if !self.is_so(proof, gets) {
            return Some("the verdict is wrong".to_owned());
        }
        let may = |g: usize, t: TeamIx| -> Places {
            self.endings[g].iter().map(|e| e[usize::from(t)]).collect()
        };
        let mut certificates: Vec<(usize, &Certificate)> =
            proof.places.iter().map(|c| (proof.group, c)).collect();
        let own = self.stage[proof.group].question.sheet().teams[usize::from(proof.team)];
        let at = self.order.iter().position(|t| *t == own);
        let ahead = &self.order[..at.unwrap_or(0)];
        let mut counted = BTreeSet::new();
        for (h, ix, theirs) in proof.declared.iter().flat_map(|c| &c.ahead) {
            let id = self.stage[*h].question.sheet().teams[usize::from(*ix)];
            // Winning its group takes a team out of the order.
            let winner = Places::from_to(1, 1);
            let other = if gets { may(*h, *ix).without(winner) } else { may(*h, *ix).and(winner) };
            if at.is_some() && (!ahead.contains(&id) || !counted.insert(id) || !other.is_empty()) {
                return Some(format!("team {ix} of group {h} may not be counted"));
            }
            certificates.extend(theirs.iter().map(|c| (*h, c)));
        }
        if let Some((g, c)) =
            certificates.iter().find(|(g, c)| !may(*g, c.team).and(c.places).is_empty())
        {
            return Some(format!("team {} of group {g} may end there", c.team));
        }
        // What is left of it is enough.
        let excluded = proof.places.iter().fold(Places::NONE, |all, c| all.or(c.places));
        let left = Places::all(3).without(excluded);
        let groups = self.stage.iter();
        let held: Vec<TeamId> =
            groups.flat_map(|g| g.question.sheet().teams.iter().copied()).collect();
        let winner = Places::from_to(1, 1);
        let enough = match (gets, at) {
            _ if left.without(winner).is_empty() => gets || left.is_empty(),
            (true, at) => at.is_some() && counted.len() == ahead.len(),
            (false, None) => left.and(winner).is_empty(),
            (false, Some(_)) => {
                let stays = !counted.is_empty() || ahead.iter().any(|t| !held.contains(t));
                left.and(winner).is_empty() && stays
            }
        };
        (!enough).then(|| "too little is left of it".to_owned())
    }
}

/// What is done to a proof, one thing at a time.
fn damages(proof: &StageCertificate) -> Vec<StageCertificate> {
    let mut all = Vec::new();
    let mut damage = |change: &dyn Fn(&mut StageCertificate)| {
        let mut damaged = proof.clone();
        change(&mut damaged);
        if damaged != *proof {
            all.push(damaged);
        }
    };
    for i in 0..proof.places.len() {
        damage(&|p| drop(p.places.remove(i)));
        // Of more places, or of fewer.
        damage(&|p| p.places[i].places = Places::all(3));
        damage(&|p| p.places[i].places = p.places[i].places.without(Places::from_to(2, 3)));
    }
    damage(&|p| p.declared.clear());
    for (i, claim) in proof.declared.iter().enumerate() {
        damage(&|p| p.declared[i].ranking.push('x'));
        for (g, t) in (0..3).flat_map(|g| (0..3u8).map(move |t| (g, t))) {
            damage(&|p| p.declared[i].ahead.push((g, t, Vec::new())));
        }
        for (j, counted) in claim.ahead.iter().enumerate() {
            // Without its certificates, twice, or not at all.
            damage(&|p| p.declared[i].ahead[j].2.clear());
            damage(&|p| p.declared[i].ahead.push(counted.clone()));
            damage(&|p| drop(p.declared[i].ahead.remove(j)));
            // With those of another team, or for another.
            for t in 0..3u8 {
                damage(&|p| p.declared[i].ahead[j].1 = t);
                damage(&|p| {
                    p.declared[i].ahead[j].1 = t;
                    p.declared[i].ahead[j].2.iter_mut().for_each(|c| c.team = t);
                });
                damage(&|p| p.declared[i].ahead[j].2.iter_mut().for_each(|c| c.team = t));
            }
        }
    }
    all
}

#[test]
fn declared_orders_are_certified_and_damaged_proofs_are_refused() {
    let (mut yes, mut no, mut open, mut refused, mut needless) = (0, 0, 0, 0, 0);
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
        let truth = Enumerated::new(&stage, &known);
        let orders = BTreeMap::from([("league".to_owned(), known.clone())]);
        let described = tables[0].tables().unwrap();
        let none = BTreeMap::new();
        for (needs, berth, team, verdict, certified) in &verdicts(&view, true) {
            let id = needs.table.sheet.sheet.teams[usize::from(*team)];
            let about = format!("seed {seed} {} {team} {verdict:?}", needs.table.group);
            let is = (truth.through.contains(&id), truth.out.contains(&id));
            match verdict {
                Verdict::Through => assert_eq!(is, (true, false), "{about}"),
                Verdict::Out => assert_eq!(is, (false, true), "{about}"),
                Verdict::Open => assert_eq!(is, (false, false), "{about}"),
                Verdict::Undecided => open += 1,
            }
            let Some(found) = needs.across_of(*team, berth) else { continue };
            no += usize::from(*certified == Some(false));
            let Some(proof) = &found.proof else { continue };
            yes += 1;
            let gets = *verdict == Verdict::Through;
            let about = format!("{about} {proof:?}");
            let check = |gets, proof: &StageCertificate| {
                check_stage(described, &stage, &none, &orders, berth, gets, proof)
            };
            assert_eq!(check(gets, proof), Ok(()), "{about}");
            assert_eq!(truth.gainsaid(proof, gets), None, "{about}");
            let damaged = damages(proof).into_iter().map(|p| (p, true));
            // The same proof said of another team.
            let others = (0..3).flat_map(|group| (0..3u8).map(move |team| (group, team)));
            let others = others.filter(|(g, t)| (*g, *t) != (proof.group, proof.team));
            let stolen = others.map(|(group, team)| {
                let mut stolen = StageCertificate { group, team, ..proof.clone() };
                stolen.places.iter_mut().for_each(|c| c.team = team);
                (stolen, false)
            });
            for (less, is_damaged) in damaged.chain(stolen) {
                for gets in [gets, !gets] {
                    if check(gets, &less).is_err() {
                        refused += usize::from(is_damaged);
                        continue;
                    }
                    // What is accepted all the same is a whole proof of what is so.
                    let wrong = truth.gainsaid(&less, gets);
                    assert_eq!(wrong, None, "{about} {gets} {less:?}");
                    needless += usize::from(is_damaged);
                }
            }
        }
    }
    println!(
        "{yes} certified, {no} not, {open} undecided; damaged: {refused} refused, {needless} not needed"
    );
    assert!(yes > 60 && no * 20 < yes, "{yes} {no}");
    assert!(refused > 400 && needless * 4 < refused, "{refused} {needless}");
}
