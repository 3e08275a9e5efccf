//! The table against a plain reading of each criterion, written on its own:
//! every total is added up match by match, and a rule book is a key to sort by.

use girone_model::{BySide, CarriedOver, Line, Sheet, Side, TeamId};
use girone_rules::{
    Compiled, Count, Criterion, HeadToHead, Once, Points, Reading, Regulation, Scratch, table,
};

/// A fraction, so that goal average is exact; a difference has the denominator 1.
type Key = (i64, i64);

fn larger(a: Key, b: Key) -> std::cmp::Ordering {
    // x/0 with x > 0 is more than any number, 0/0 is 0.
    let value = |k: Key| match k {
        (0, _) => (0, 0, 1),
        (n, 0) => (1, n, 0),
        (n, d) => (0, n, d),
    };
    let (a, b) = (value(a), value(b));
    a.0.cmp(&b.0).then(match a.0 {
        1 => std::cmp::Ordering::Equal,
        _ => (a.1 * b.2).cmp(&(b.1 * a.2)),
    })
}

/// What a team has of a count in the matches that `of` keeps.
fn counted(sheet: &Sheet, points: Points, team: u8, count: Count, among: Option<&[u8]>) -> Key {
    let mut sum = 0i64;
    let (mut scored, mut conceded) = (0i64, 0i64);
    for line in &sheet.results {
        if among.is_some_and(|a| !a.contains(&line.teams.home) || !a.contains(&line.teams.away)) {
            continue;
        }
        for side in [Side::Home, Side::Away] {
            if line.teams[side] != team {
                continue;
            }
            let (own, other) = (i64::from(line.goals[side]), i64::from(line.goals[!side]));
            let won = line.winner.map_or(own > other, |w| w == side);
            let lost = line.winner.map_or(own < other, |w| w != side);
            let away = side == Side::Away;
            scored += own;
            conceded += other;
            sum += match count {
                Count::Points if won => i64::from(points.win),
                Count::Points if lost => i64::from(points.loss),
                Count::Points => i64::from(points.draw),
                Count::GoalDifference => own - other,
                Count::GoalsScored => own,
                Count::GoalsConceded => -other,
                Count::Wins => i64::from(won),
                Count::AwayWins => i64::from(won && away),
                Count::AwayGoals | Count::AwayGoalsOfTwo if away => own,
                Count::AwayGoals | Count::AwayGoalsOfTwo | Count::GoalAverage => 0,
            };
        }
    }
    if among.is_none() {
        if count == Count::Points {
            sum += i64::from(sheet.adjustments.get(usize::from(team)).copied().unwrap_or(0));
        }
        if let Some(before) = sheet.carried.get(usize::from(team)) {
            scored += i64::from(before.goals_for);
            conceded += i64::from(before.goals_against);
            sum += match count {
                Count::Points => i64::from(before.points),
                Count::GoalDifference => {
                    i64::from(before.goals_for) - i64::from(before.goals_against)
                }
                Count::GoalsScored => i64::from(before.goals_for),
                Count::GoalsConceded => -i64::from(before.goals_against),
                Count::Wins => i64::from(before.won),
                Count::AwayWins => i64::from(before.away_wins),
                Count::AwayGoals | Count::AwayGoalsOfTwo => i64::from(before.away_goals),
                Count::GoalAverage => 0,
            };
        }
    }
    if count == Count::GoalAverage { (scored, conceded) } else { (sum, 1) }
}

/// Splits level teams by a key, the best first.
fn split(level: &[u8], key: impl Fn(u8) -> Vec<Key>) -> Vec<Vec<u8>> {
    let compare = |a: &u8, b: &u8| {
        let (a, b) = (key(*a), key(*b));
        a.iter()
            .zip(&b)
            .map(|(a, b)| larger(*b, *a))
            .find(|o| o.is_ne())
            .unwrap_or(std::cmp::Ordering::Equal)
    };
    let mut sorted = level.to_vec();
    sorted.sort_by(compare);
    let mut parts: Vec<Vec<u8>> = Vec::new();
    for team in sorted {
        match parts.last_mut() {
            Some(part) if compare(&part[0], &team).is_eq() => part.push(team),
            _ => parts.push(vec![team]),
        }
    }
    parts
}

fn order(sheet: &Sheet, rule: &Regulation, level: &[u8], steps: &[Criterion]) -> Vec<Vec<u8>> {
    let Some((first, rest)) = steps.split_first() else { return vec![level.to_vec()] };
    if level.len() == 1 {
        return vec![level.to_vec()];
    }
    let mini = |count: Count, among: &[u8], team: u8| {
        if count == Count::AwayGoalsOfTwo && among.len() != 2 {
            return (0, 1);
        }
        counted(sheet, rule.points, team, count, Some(among))
    };
    let parts = match first {
        Criterion::Overall(Count::AwayGoalsOfTwo) if level.len() != 2 => vec![level.to_vec()],
        Criterion::Overall(count) => {
            split(level, |t| vec![counted(sheet, rule.points, t, *count, None)])
        }
        Criterion::HeadToHead(h) if h.reading == Reading::Narrowing => {
            let mut parts = vec![level.to_vec()];
            for count in &h.counts {
                parts = parts.iter().flat_map(|p| split(p, |t| vec![mini(*count, p, t)])).collect();
            }
            parts
        }
        Criterion::HeadToHead(h) => {
            let key = |t: u8| h.counts.iter().map(|c| mini(*c, level, t)).collect();
            let parts = split(level, key);
            if h.reading == Reading::Restarting && parts.len() > 1 {
                // Whoever is still level begins again with the same criterion.
                return parts.iter().flat_map(|p| order(sheet, rule, p, steps)).collect();
            }
            parts
        }
        _ => unreachable!("not drawn"),
    };
    parts.iter().flat_map(|p| order(sheet, rule, p, rest)).collect()
}

struct Dice(u64);

impl Dice {
    fn below(&mut self, n: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 20) % n
    }

    fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.below(from.len() as u64) as usize]
    }

    fn sheet(&mut self) -> Sheet {
        let n = 2 + self.below(5) as u8;
        let goals = 1 + self.below(3);
        let mut sheet = Sheet::new((0..n).map(|i| TeamId(u32::from(i))).collect());
        for (home, away) in (0..n).flat_map(|a| (0..n).map(move |b| (a, b))) {
            if home == away || self.below(7) == 0 {
                continue;
            }
            let goals = BySide::new(self.below(goals) as u8, self.below(goals) as u8);
            let mut line = Line::of(BySide::new(home, away), goals);
            if self.below(12) == 0 {
                line.winner = Some(self.pick(&[Side::Home, Side::Away]));
            }
            sheet.results.push(line);
        }
        if self.below(3) == 0 {
            sheet.adjustments = (0..n).map(|_| self.below(7) as i16 - 5).collect();
        }
        if self.below(3) == 0 {
            sheet.carried = (0..n)
                .map(|_| CarriedOver {
                    won: self.below(2) as u16,
                    goals_for: self.below(4) as u16,
                    goals_against: self.below(4) as u16,
                    away_goals: self.below(2) as u16,
                    away_wins: self.below(2) as u16,
                    points: self.below(5) as i32 - 2,
                    ..CarriedOver::default()
                })
                .collect();
        }
        sheet
    }

    fn rule(&mut self) -> Regulation {
        const COUNTS: [Count; 9] = [
            Count::Points,
            Count::GoalDifference,
            Count::GoalsScored,
            Count::GoalAverage,
            Count::AwayGoals,
            Count::AwayGoalsOfTwo,
            Count::Wins,
            Count::AwayWins,
            Count::GoalsConceded,
        ];
        let criteria = (0..self.below(5))
            .map(|_| match self.below(2) {
                0 => Criterion::Overall(self.pick(&COUNTS)),
                _ => Criterion::HeadToHead(HeadToHead {
                    counts: (0..1 + self.below(3)).map(|_| self.pick(&COUNTS)).collect(),
                    counts_of_two: None,
                    reading: self.pick(&[Reading::Fixed, Reading::Narrowing, Reading::Restarting]),
                    once: Once::Always,
                }),
            })
            .collect();
        let mut rule = Regulation::of("random", criteria);
        let (win, draw, loss) = self.pick(&[(3, 1, 0), (2, 1, 0), (3, 1, 1)]);
        rule.points = Points { win, draw, loss };
        rule
    }
}

#[test]
fn the_table_is_what_the_rule_book_says() {
    let mut dice = Dice(0x9e37_79b9_7f4a_7c15);
    let mut scratch = Scratch::default();
    let mut level = 0;
    for case in 0..20_000 {
        let (sheet, rule) = (dice.sheet(), dice.rule());
        let steps: Vec<Criterion> = std::iter::once(Criterion::Overall(Count::Points))
            .chain(rule.criteria.iter().map(|s| s.criterion.clone()))
            .collect();
        let all: Vec<u8> = (0..sheet.teams.len() as u8).collect();
        let mut expected = vec![0u8; all.len()];
        let mut place = 1;
        for part in order(&sheet, &rule, &all, &steps) {
            level += usize::from(part.len() > 1);
            for team in &part {
                expected[usize::from(*team)] = place;
            }
            place += part.len() as u8;
        }
        let mut found = vec![0u8; all.len()];
        for row in table(&rule, &sheet).rows {
            found[usize::from(row.team)] = row.place;
        }
        assert_eq!(found, expected, "case {case}: {rule:?}\n{sheet:?}");
        let compiled = Compiled::new(&rule).places(&sheet, &mut scratch).to_vec();
        assert_eq!(compiled, expected, "case {case}: {rule:?}\n{sheet:?}");
    }
    assert!(level > 1_000, "teams that stay level are among the cases: {level}");
}
