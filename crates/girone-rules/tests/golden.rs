//! Tables that are known: published ones from the record, and constructed cases.

mod common;

use std::collections::{BTreeMap, BTreeSet};

use girone_model::{AsOf, Sheet, Snapshot, TeamId, TeamIx};
use girone_rules::{
    Books, Count, Criterion, Edition, Index, Ranked, Regulation, Separation, Standings, Table,
    parse_regulation, standings, table, with_rulings,
};

/// A block of a file: a heading, lines of facts, and lines of everything else.
#[derive(Debug, Default)]
struct Block {
    file: String,
    line: usize,
    heading: String,
    facts: Vec<(String, String)>,
    lines: Vec<(usize, String)>,
}

impl Block {
    fn fact(&self, name: &str) -> Option<&str> {
        self.facts.iter().find(|(n, _)| n == name).map(|(_, v)| v.as_str())
    }

    fn at(&self) -> String {
        format!("{}:{} {}", self.file, self.line, self.heading)
    }
}

/// Splits a file into blocks.
fn blocks(file: &str, text: &str) -> Vec<Block> {
    let mut all: Vec<Block> = Vec::new();
    for (number, line) in text.lines().enumerate() {
        let line = line.trim();
        if let Some(heading) = line.strip_prefix("## ") {
            all.push(Block {
                file: file.to_owned(),
                line: number + 1,
                heading: heading.trim().to_owned(),
                ..Block::default()
            });
            continue;
        }
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let Some(block) = all.last_mut() else { panic!("{file}:{}: before a heading", number + 1) };
        match line.split_once(':') {
            Some((name, value)) if name.chars().next().is_some_and(char::is_uppercase) => {
                block.facts.push((name.to_owned(), value.trim().to_owned()));
            }
            _ => block.lines.push((number + 1, line.to_owned())),
        }
    }
    all
}

/// A row of a published table.
struct Published {
    place: u8,
    team: String,
    numbers: Vec<i64>,
}

fn published(block: &Block) -> Result<Vec<Published>, String> {
    let numbers = match block.fact("Columns") {
        None => 7,
        Some("points") => 1,
        Some("points difference") => 2,
        Some("order") => 0,
        Some(other) => return Err(format!("`{other}` is not a value of Columns")),
    };
    block
        .lines
        .iter()
        .map(|(number, line)| {
            let words: Vec<&str> = line.split_whitespace().collect();
            let wrong = || format!("{}:{number}: `{line}` is not a row", block.file);
            if words.len() < numbers + 2 {
                return Err(wrong());
            }
            let (head, tail) = words.split_at(words.len() - numbers);
            let minus = |w: &str| w.replace('\u{2212}', "-");
            Ok(Published {
                place: head[0].trim_end_matches('.').parse().map_err(|_| wrong())?,
                team: head[1..].join(" "),
                numbers: tail
                    .iter()
                    .map(|w| minus(w).parse().map_err(|_| wrong()))
                    .collect::<Result<_, _>>()?,
            })
        })
        .collect()
}

/// What was computed, as rows of (team, place, how many share it, numbers).
type Computed = Vec<(TeamId, u8, u8, Vec<i64>)>;

fn computed(table: &Table, teams: impl Fn(TeamIx) -> TeamId) -> Computed {
    table
        .rows
        .iter()
        .map(|r| {
            let t = r.totals;
            let numbers = [t.played, t.won, t.drawn, t.lost, t.goals_for, t.goals_against];
            let mut numbers: Vec<i64> = numbers.iter().map(|n| i64::from(*n)).collect();
            numbers.push(i64::from(t.points));
            (teams(r.team), r.place, r.shared_by, numbers)
        })
        .collect()
}

fn find(standings: &Standings, edition: &Edition, address: &str) -> Result<Computed, String> {
    if let Some(id) = address.strip_prefix("ranking/") {
        let ranked: &Ranked =
            standings.rankings.get(id).ok_or_else(|| format!("there is no ranking `{id}`"))?;
        return Ok(computed(&ranked.table, |t| ranked.candidates[usize::from(t)].team));
    }
    let (stage, group) = match edition.stage(address) {
        Some(stage) => (stage, address),
        None => edition.find_group(address)?,
    };
    let found = standings.group(&stage.id, group).ok_or("the table was not computed")?;
    if !found.sheet.unknown.is_empty() {
        return Err(format!("the record does not know {:?}", found.sheet.unknown));
    }
    Ok(computed(&found.table, |t| found.sheet.sheet.teams[usize::from(t)]))
}

/// Compares a published table; the differences, and the pairs that came out level
/// though they were published in an order.
fn compare(
    block: &Block,
    rows: &[Published],
    computed: &Computed,
    snapshot: &Snapshot,
) -> (Vec<String>, Vec<String>) {
    let (mut wrong, mut level) = (Vec::new(), Vec::new());
    if block.fact("Partial").is_none() && rows.len() != computed.len() {
        wrong.push(format!("{} rows published, {} computed", rows.len(), computed.len()));
    }
    for row in rows {
        let team = match snapshot.directory.find_team(&row.team, None) {
            Ok(team) => team,
            Err(error) => {
                wrong.push(error.to_string());
                continue;
            }
        };
        let Some((_, place, shared, numbers)) = computed.iter().find(|c| c.0 == team) else {
            wrong.push(format!("{} is not in the table", row.team));
            continue;
        };
        let shares = rows.iter().filter(|r| r.place == row.place).count();
        if *place != row.place
            || (usize::from(*shared) != shares && block.fact("Partial").is_none())
        {
            let text =
                format!("{}: published {}, computed {place} of {shared}", row.team, row.place);
            if *place <= row.place && row.place < place + shared { &mut level } else { &mut wrong }
                .push(text);
        }
        let points = numbers[6];
        let have = match row.numbers.len() {
            0 => Vec::new(),
            1 => vec![points],
            2 => vec![points, numbers[4] - numbers[5]],
            _ => numbers.clone(),
        };
        if have != row.numbers {
            wrong.push(format!("{}: published {:?}, computed {have:?}", row.team, row.numbers));
        }
    }
    (wrong, level)
}

#[test]
fn published_tables() {
    let files = common::texts("tests/tables", "txt");
    let all: Vec<Block> = files
        .iter()
        .filter(|(file, _)| !file.contains('/'))
        .flat_map(|(file, text)| blocks(file, text))
        .collect();
    for block in &all {
        assert!(block.fact("Source").is_some_and(|s| !s.is_empty()), "{} has a source", block.at());
    }
    let Some(ledger) = common::everything() else { return };
    let shelf = common::shelf();
    let mut moments: BTreeMap<String, Vec<&Block>> = BTreeMap::new();
    for block in &all {
        moments.entry(block.fact("At").unwrap_or("latest").to_owned()).or_default().push(block);
    }
    let (mut agreed, mut excused, mut failures) = (0, Vec::new(), Vec::new());
    for (moment, blocks) in moments {
        let snapshot = ledger.as_of(AsOf::at(moment.parse().expect("a moment")));
        let editions = shelf.editions_of(&snapshot);
        let snapshot = with_rulings(&snapshot, editions.values());
        let index = Index::new(&snapshot);
        let mut made: BTreeMap<&str, Standings> = BTreeMap::new();
        for block in blocks {
            let (id, address) = block.heading.split_once(' ').unwrap_or((&block.heading, ""));
            let result = editions
                .get(id)
                .ok_or_else(|| format!("there is no edition `{id}`"))
                .and_then(|edition| {
                    let standings =
                        made.entry(id).or_insert_with(|| standings(edition, &index, &shelf));
                    let rows = published(block)?;
                    let computed = find(standings, edition, address.trim())?;
                    Ok(compare(block, &rows, &computed, &snapshot))
                });
            let (wrong, level) = result.unwrap_or_else(|error| (vec![error], Vec::new()));
            let at = block.at();
            match (block.fact("Differs"), block.fact("Level")) {
                (Some(_), _) if wrong.is_empty() && level.is_empty() => {
                    failures.push(format!("{at}: agrees now; drop `Differs:`"));
                }
                (Some(why), _) => excused.push(format!("{at}: differs: {why}")),
                (None, Some(_)) if wrong.is_empty() && level.is_empty() => {
                    failures.push(format!("{at}: nothing is level now; drop `Level:`"));
                }
                (None, Some(why)) if wrong.is_empty() => {
                    excused.push(format!("{at}: level: {why}"));
                }
                _ if wrong.is_empty() && level.is_empty() => agreed += 1,
                _ => {
                    failures.push(format!("{at}:\n    {}", [wrong, level].concat().join("\n    ")))
                }
            }
        }
    }
    println!("{agreed} tables agree, {} are explained", excused.len());
    for line in &excused {
        println!("  {line}");
    }
    assert!(failures.is_empty(), "{} tables differ\n{}", failures.len(), failures.join("\n"));
}

/// Writes what separates two rows as the cases do.
fn words(criterion: &Option<Criterion>, count: Option<Count>) -> String {
    let of = |count: Count| {
        match count {
            Count::Points => "points",
            Count::GoalDifference => "goal-difference",
            Count::GoalsScored => "goals-scored",
            Count::GoalAverage => "goal-average",
            Count::AwayGoals => "away-goals",
            Count::AwayGoalsOfTwo => "away-goals-of-two",
            Count::Wins => "wins",
            Count::AwayWins => "away-wins",
            Count::GoalsConceded => "goals-conceded",
        }
        .to_owned()
    };
    match criterion {
        None => "points".to_owned(),
        Some(Criterion::Overall(c)) => of(*c),
        Some(Criterion::HeadToHead(_)) => {
            format!("head-to-head {}", count.map_or(String::new(), of))
        }
        Some(Criterion::OpponentsPoints) => "opponents-points".to_owned(),
        Some(Criterion::OpponentsGoalDifference) => "opponents-goal-difference".to_owned(),
        Some(Criterion::OpponentsGoals) => "opponents-goals".to_owned(),
        Some(Criterion::Conduct) => "conduct".to_owned(),
        Some(Criterion::Ranking(name)) => format!("ranking {name}"),
        Some(Criterion::ShootOut) => "shoot-out".to_owned(),
        Some(Criterion::PlayOff | Criterion::PlayOffFor(_)) => "play-off".to_owned(),
        Some(Criterion::Lots) => "lots".to_owned(),
    }
}

/// A row of a case: the place, the team, and what separates it from the row above.
type Expected = (u8, String, Option<String>);

/// Reads the sheet and the expected rows of a case.
fn case(block: &Block) -> (Sheet, Vec<String>, Vec<Expected>) {
    let mut names: Vec<String> = Vec::new();
    let mut sheet = Sheet::default();
    let mut rows = Vec::new();
    let mut index = |name: &str| -> u8 {
        let at = names.iter().position(|n| n == name).unwrap_or_else(|| {
            names.push(name.to_owned());
            names.len() - 1
        });
        at as u8
    };
    for (number, line) in &block.lines {
        let words: Vec<&str> = line.split_whitespace().collect();
        let wrong = || panic!("{}:{number}: `{line}` is not understood", block.file);
        match words.as_slice() {
            [home, score, away] if score.contains('-') => {
                let (h, a) = score.split_once('-').expect("a dash");
                let (Ok(h), Ok(a)) = (h.parse(), a.parse()) else { wrong() };
                sheet.results.push(girone_model::Line::new(index(home), index(away), h, a));
            }
            [place, team, by @ ..] => {
                let Ok(place) = place.parse() else { wrong() };
                let by = (by.len() > 1 && by[0] == "by").then(|| by[1..].join(" "));
                rows.push((place, (*team).to_owned(), by));
            }
            _ => wrong(),
        }
    }
    for row in &rows {
        index(&row.1);
    }
    let n = rows.len();
    let pairs = |value: &str| -> Vec<(String, i64)> {
        let one = |p: &str| {
            let (team, number) = p.trim().split_once(' ').expect("a team and a number");
            (team.to_owned(), number.trim().parse().expect("a number"))
        };
        value.split(',').map(one).collect()
    };
    for (name, value) in &block.facts {
        match name.as_str() {
            "Remaining" => {
                for fixture in value.split(',') {
                    let (home, away) = fixture.trim().split_once(" v ").expect("A v B");
                    sheet.remaining.push(girone_model::BySide::new(index(home), index(away)));
                }
            }
            "Conduct" => {
                sheet.conduct.resize(n, None);
                for (team, points) in pairs(value) {
                    sheet.conduct[usize::from(index(&team))] = Some(points as i32);
                }
            }
            "Adjusted" => {
                sheet.adjustments.resize(n, 0);
                for (team, points) in pairs(value) {
                    sheet.adjustments[usize::from(index(&team))] = points as i16;
                }
            }
            "Lots" => {
                sheet.lots.resize(n, None);
                for (i, team) in value.split_whitespace().enumerate() {
                    sheet.lots[usize::from(index(team))] = Some(i as u8);
                }
            }
            "Play-off" => {
                let (winner, loser) = value.split_once(" beat ").expect("A beat B");
                sheet.play_offs.push((index(winner), index(loser)));
            }
            "Regulation" | "Criteria" | "Note" | "Source" => {}
            ranking => {
                let name = ranking.strip_prefix("Ranking ").unwrap_or_else(|| {
                    panic!("{}: `{ranking}` is not a fact of a case", block.at())
                });
                let column = sheet.constants.entry(name.to_owned()).or_insert(vec![None; n]);
                for (team, number) in pairs(value) {
                    column[usize::from(index(&team))] = Some(number);
                }
            }
        }
    }
    sheet.teams = (0..names.len()).map(|i| TeamId(i as u32)).collect();
    assert_eq!(names.len(), n, "{}: every team has a row", block.at());
    (sheet, names, rows)
}

#[test]
fn constructed_cases() {
    let shelf = common::shelf();
    let mut failures = Vec::new();
    let mut count = 0;
    for (file, text) in common::texts("tests/tables/cases", "txt") {
        for block in blocks(&file, &text) {
            let own;
            let regulation: &Regulation = match (block.fact("Regulation"), block.fact("Criteria")) {
                (Some(id), _) => match shelf.regulation(id) {
                    Some(found) => found,
                    None => panic!("{}: there is no rule book `{id}`", block.at()),
                },
                (None, Some(criteria)) => {
                    let text = format!("id = \"case\"\nsource = \"case\"\ncriteria = {criteria}\n");
                    own = parse_regulation(&block.at(), &text).unwrap_or_else(|e| panic!("{e}"));
                    &own
                }
                (None, None) => panic!("{}: names no rule book", block.at()),
            };
            let (sheet, names, expected) = case(&block);
            let table = table(regulation, &sheet);
            count += 1;
            let mut found = Vec::new();
            for (i, row) in table.rows.iter().enumerate() {
                let by = match i.checked_sub(1).and_then(|i| table.separations.get(i)) {
                    Some(Separation::By(reason)) => Some(words(&reason.criterion, reason.count)),
                    _ => None,
                };
                found.push((row.place, names[usize::from(row.team)].clone(), by));
            }
            // Level teams may be listed in any order; `by` is checked where given.
            let places = |rows: &[Expected]| {
                rows.iter().map(|r| (r.1.clone(), r.0)).collect::<BTreeSet<_>>()
            };
            let mut wrong = places(&found) != places(&expected);
            for (place, _, by) in expected.iter().filter(|e| e.2.is_some()) {
                let have = found.iter().find(|f| f.0 == *place).and_then(|f| f.2.clone());
                wrong |= have != *by;
            }
            if wrong {
                failures
                    .push(format!("{}:\n  expected {expected:?}\n  found {found:?}", block.at()));
            }
        }
    }
    println!("{count} constructed cases");
    assert!(failures.is_empty(), "{} cases differ\n{}", failures.len(), failures.join("\n"));
}

/// Every criterion of every rule book has a case that is named after both.
#[test]
fn every_criterion_of_every_rule_book_has_its_case() {
    let shelf = common::shelf();
    let mut named: BTreeSet<String> = BTreeSet::new();
    for (file, text) in common::texts("tests/tables/cases", "txt") {
        for block in blocks(&file, &text) {
            let decided = block.lines.iter().filter_map(|(_, l)| l.split_once(" by "));
            let regulation = block.fact("Regulation").unwrap_or("").to_owned();
            // A case counts only for what separates two of its rows.
            for (_, by) in decided {
                if block.heading == format!("{regulation}: {by}") {
                    named.insert(block.heading.clone());
                }
            }
        }
    }
    let mut missing = Vec::new();
    for regulation in shelf.regulations.values() {
        let mut wanted: Vec<String> = Vec::new();
        for step in &regulation.criteria {
            match &step.criterion {
                Criterion::HeadToHead(rule) => {
                    let counts = rule.counts.iter().chain(rule.counts_of_two.iter().flatten());
                    wanted.extend(counts.map(|c| words(&Some(step.criterion.clone()), Some(*c))));
                }
                other => wanted.push(words(&Some(other.clone()), None)),
            }
        }
        for criterion in wanted {
            let name = format!("{}: {criterion}", regulation.id);
            if !named.contains(&name) {
                missing.push(name);
            }
        }
    }
    assert!(missing.is_empty(), "{} criteria have no case:\n{}", missing.len(), missing.join("\n"));
}
