//! The slow enumerator that judges the fast search, and random tables for it.
//!
//! Written to be obviously right: every scoreline up to a cap, every table by
//! the explaining evaluator of `girone-rules`.

use girone_model::{BySide, CarriedOver, Line, Sheet, Side, TeamId};
use girone_rules::{
    Count, Criterion, HeadToHead, Once, Points, RankBy, Reading, Regulation, table,
};

use crate::{Given, Places};

/// Goes through all completions with at most `cap` goals per team and match that
/// agree with `given`, and returns the places that each team takes.
///
/// Cards: teams that still play may lose up to `cards` conduct points.
pub fn enumerate(
    regulation: &Regulation,
    sheet: &Sheet,
    cap: u8,
    given: &Given,
    cards: i32,
) -> Vec<Places> {
    let mut reached = vec![Places::NONE; sheet.teams.len()];
    for_each_completion(sheet, cap, given, &mut |finished| {
        for_each_conduct(sheet, cards, &mut |conduct| {
            let mut finished = finished.clone();
            finished.conduct = conduct;
            for row in table(&without_provisional(regulation), &finished).rows {
                let places = Places::from_to(row.place, row.place + row.shared_by - 1);
                let team = &mut reached[usize::from(row.team)];
                *team = team.or(places);
            }
        });
    });
    reached
}

fn without_provisional(regulation: &Regulation) -> Regulation {
    Regulation { provisional: None, ..regulation.clone() }
}

/// Calls `f` with every finished sheet.
pub fn for_each_completion(sheet: &Sheet, cap: u8, given: &Given, f: &mut dyn FnMut(&Sheet)) {
    let k = sheet.remaining.len();
    let per_match = u64::from(cap) + 1;
    let all = (per_match * per_match).pow(k as u32);
    let mut finished = sheet.clone();
    finished.remaining.clear();
    let played = sheet.results.len();
    for code in 0..all {
        let mut rest = code;
        finished.results.truncate(played);
        let mut margins = Vec::with_capacity(k);
        for teams in &sheet.remaining {
            let home = (rest % per_match) as u8;
            rest /= per_match;
            let away = (rest % per_match) as u8;
            rest /= per_match;
            margins.push(i32::from(home) - i32::from(away));
            let goals = BySide::new(home, away);
            finished.results.push(Line::of(*teams, goals));
        }
        if given.admits(&margins) {
            f(&finished);
        }
    }
}

fn for_each_conduct(sheet: &Sheet, cards: i32, f: &mut dyn FnMut(Vec<Option<i32>>)) {
    let plays = |t: usize| {
        sheet.remaining.iter().any(|m| usize::from(m.home) == t || usize::from(m.away) == t)
    };
    let free: Vec<usize> =
        (0..sheet.conduct.len()).filter(|t| plays(*t) && sheet.conduct[*t].is_some()).collect();
    let steps = cards + 1;
    for code in 0..steps.pow(free.len() as u32) {
        let mut conduct = sheet.conduct.clone();
        for (i, t) in free.iter().enumerate() {
            let less = code / steps.pow(i as u32) % steps;
            conduct[*t] = conduct[*t].map(|c| c - less);
        }
        f(conduct);
    }
}

/// Random numbers for tests, the same on every machine.
#[derive(Clone, Debug)]
pub struct Dice(u64);

impl Dice {
    /// Starts from a seed.
    pub fn new(seed: u64) -> Dice {
        Dice(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    /// Returns a number from 0 to `below − 1`.
    pub fn below(&mut self, below: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 16) % below.max(1)
    }

    fn pick<T: Clone>(&mut self, from: &[T]) -> T {
        from[self.below(from.len() as u64) as usize].clone()
    }
}

/// Makes a random rule book: any criterion, any reading.
pub fn random_regulation(dice: &mut Dice) -> Regulation {
    let counts = [
        Count::Points,
        Count::GoalDifference,
        Count::GoalsScored,
        Count::AwayGoals,
        Count::AwayGoalsOfTwo,
        Count::Wins,
        Count::AwayWins,
        Count::GoalsConceded,
    ];
    let mut criteria = Vec::new();
    for _ in 0..1 + dice.below(4) {
        criteria.push(match dice.below(10) {
            0..=3 => Criterion::Overall(dice.pick(&counts)),
            4..=7 => {
                let some = |dice: &mut Dice| -> Vec<Count> {
                    (0..1 + dice.below(3)).map(|_| dice.pick(&counts)).collect()
                };
                let of_two = (dice.below(3) == 0).then(|| some(dice));
                Criterion::HeadToHead(HeadToHead {
                    counts: some(dice),
                    counts_of_two: of_two,
                    reading: dice.pick(&[Reading::Fixed, Reading::Narrowing, Reading::Restarting]),
                    once: dice.pick(&[Once::Always, Once::AllPlayed]),
                })
            }
            _ => dice.pick(&[
                Criterion::OpponentsPoints,
                Criterion::OpponentsGoalDifference,
                Criterion::OpponentsGoals,
                Criterion::Conduct,
                Criterion::Ranking("ranking".to_owned()),
                Criterion::ShootOut,
                Criterion::PlayOff,
                Criterion::PlayOffFor(vec![1]),
                Criterion::PlayOffFor(vec![2, 3]),
                Criterion::Lots,
            ]),
        });
    }
    let mut regulation = Regulation::of("random", criteria);
    let (win, draw, loss) = dice.pick(&[(3, 1, 0), (3, 1, 0), (2, 1, 0), (3, 2, 1)]);
    regulation.points = Points { win, draw, loss };
    if dice.below(12) == 0 {
        regulation.rank_by = RankBy::PointsPerGame;
    }
    regulation
}

/// Makes one of the rule books in use: points only, goal difference first,
/// head-to-head first (fixed or restarting), and both in one.
pub fn usual_regulation(dice: &mut Dice) -> Regulation {
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
    let (id, criteria) = match dice.below(5) {
        0 => ("pl", vec![gd, goals, Criterion::Lots]),
        1 => ("h2h", vec![among(&three[..2], Reading::Fixed), gd, goals, Criterion::Lots]),
        2 => ("h2h_first", vec![among(&three, Reading::Restarting), gd, goals, Criterion::Lots]),
        3 => ("gd_first", vec![gd, goals, among(&three, Reading::Restarting), Criterion::Lots]),
        _ => (
            "narrowing",
            vec![among(&three, Reading::Narrowing), gd, goals, Criterion::Conduct, Criterion::Lots],
        ),
    };
    Regulation::of(id, criteria)
}

/// Makes a random group of `teams` teams that meet once or twice, of which
/// `remaining` matches are still to be played.
pub fn random_group(dice: &mut Dice, teams: u8, remaining: usize) -> Sheet {
    let mut sheet = Sheet::new((0..teams).map(|t| TeamId(u32::from(t))).collect());
    let rounds = 1 + dice.below(2);
    let goals = 1 + dice.below(4);
    let mut fixtures = Vec::new();
    for round in 0..rounds {
        for a in 0..teams {
            for b in a + 1..teams {
                fixtures.push(if round == 0 { BySide::new(a, b) } else { BySide::new(b, a) });
            }
        }
    }
    for _ in 0..remaining.min(fixtures.len()) {
        let at = dice.below(fixtures.len() as u64) as usize;
        sheet.remaining.push(fixtures.swap_remove(at));
    }
    for f in fixtures {
        // Now and then a match is missing altogether.
        if dice.below(15) > 0 {
            let (h, a) = (dice.below(goals) as u8, dice.below(goals) as u8);
            let mut line = Line::new(f.home, f.away, h, a);
            // Now and then it was decided, whatever the goals.
            if dice.below(25) == 0 {
                line.winner = Some(if dice.below(2) == 0 { Side::Home } else { Side::Away });
            }
            sheet.results.push(line);
        }
    }
    if dice.below(4) == 0 {
        sheet.adjustments = (0..teams).map(|_| -(dice.below(4) as i16)).collect();
    }
    if dice.below(6) == 0 {
        sheet.carried = (0..teams)
            .map(|_| {
                let (won, lost) = (dice.below(3) as u16, dice.below(2) as u16);
                CarriedOver {
                    played: won + lost,
                    won,
                    lost,
                    goals_for: 2 * won + dice.below(3) as u16,
                    goals_against: lost,
                    points: 3 * i32::from(won),
                    ..CarriedOver::default()
                }
            })
            .collect();
    }
    if dice.below(2) == 0 {
        sheet.conduct =
            (0..teams).map(|_| (dice.below(9) > 0).then(|| -(dice.below(4) as i32))).collect();
    }
    if dice.below(3) == 0 {
        sheet.lots = (0..teams).map(|t| (dice.below(5) > 0).then_some(t)).collect();
    }
    if dice.below(2) == 0 {
        let ranking =
            (0..teams).map(|_| (dice.below(6) > 0).then(|| -(dice.below(5) as i64))).collect();
        sheet.constants.insert("ranking".to_owned(), ranking);
    }
    if dice.below(4) == 0 {
        let (w, l) = (dice.below(u64::from(teams)) as u8, dice.below(u64::from(teams)) as u8);
        if w != l {
            sheet.play_offs.push((w, l));
        }
    }
    sheet
}
