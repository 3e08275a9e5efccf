//! The explaining and the compiled evaluator are one function.

use girone_model::{BySide, CarriedOver, Line, Sheet, Side, TeamId};
use girone_rules::{
    Compiled, Count, Criterion, HeadToHead, Once, Points, Provisional, RankBy, Reading, Regulation,
    Scratch, Separation, Step, Until, table,
};
use proptest::prelude::*;

fn counts() -> impl Strategy<Value = Count> {
    prop::sample::select(vec![
        Count::Points,
        Count::GoalDifference,
        Count::GoalsScored,
        Count::GoalAverage,
        Count::AwayGoals,
        Count::AwayGoalsOfTwo,
        Count::Wins,
        Count::AwayWins,
        Count::GoalsConceded,
    ])
}

fn head_to_head() -> impl Strategy<Value = Criterion> {
    (
        prop::collection::vec(counts(), 1..4),
        prop::option::of(prop::collection::vec(counts(), 1..3)),
        prop::sample::select(vec![Reading::Fixed, Reading::Narrowing, Reading::Restarting]),
        prop::sample::select(vec![Once::Always, Once::AllPlayed]),
    )
        .prop_map(|(counts, counts_of_two, reading, once)| {
            Criterion::HeadToHead(HeadToHead { counts, counts_of_two, reading, once })
        })
}

fn criteria() -> impl Strategy<Value = Vec<Criterion>> {
    let one = prop_oneof![
        3 => counts().prop_map(Criterion::Overall),
        3 => head_to_head(),
        1 => prop::sample::select(vec![
            Criterion::OpponentsPoints,
            Criterion::OpponentsGoalDifference,
            Criterion::OpponentsGoals,
            Criterion::Conduct,
            Criterion::Ranking("ranking".to_owned()),
            Criterion::ShootOut,
            Criterion::PlayOff,
            Criterion::PlayOffFor(vec![2]),
            Criterion::PlayOffFor(vec![1, 2, 3]),
            Criterion::Lots,
        ]),
    ];
    prop::collection::vec(one, 0..5)
}

fn regulations() -> impl Strategy<Value = Regulation> {
    (
        criteria(),
        prop::option::of((criteria(), any::<bool>())),
        prop::sample::select(vec![(3, 1, 0), (2, 1, 0), (3, 1, 1)]),
        prop::bool::weighted(0.1),
    )
        .prop_map(|(criteria, provisional, (win, draw, loss), per_game)| {
            let mut regulation = Regulation::of("random", criteria);
            regulation.points = Points { win, draw, loss };
            if per_game {
                regulation.rank_by = RankBy::PointsPerGame;
            }
            regulation.provisional = provisional.map(|(criteria, return_leg)| Provisional {
                until: if return_leg { Until::ReturnLeg } else { Until::Finished },
                criteria: criteria
                    .into_iter()
                    .map(|criterion| Step { criterion, article: None })
                    .collect(),
            });
            regulation
        })
}

fn sheets() -> impl Strategy<Value = Sheet> {
    (2u8..7, 1u8..3, 0u8..4, any::<u64>()).prop_map(|(n, rounds, goals, seed)| {
        let mut state = seed | 1;
        let mut next = move |below: u64| {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            (state >> 16) % below.max(1)
        };
        let mut sheet = Sheet::new((0..n).map(|i| TeamId(u32::from(i))).collect());
        for round in 0..rounds {
            for a in 0..n {
                for b in a + 1..n {
                    let (home, away) = if round == 0 { (a, b) } else { (b, a) };
                    if next(8) == 0 {
                        sheet.remaining.push(BySide::new(home, away));
                    } else {
                        let g = u64::from(goals) + 1;
                        let mut line = Line::new(home, away, next(g) as u8, next(g) as u8);
                        if next(12) == 0 {
                            line.winner = Some(if next(2) == 0 { Side::Home } else { Side::Away });
                        }
                        sheet.results.push(line);
                    }
                }
            }
        }
        if next(3) == 0 {
            sheet.adjustments = (0..n).map(|_| 2 - next(9) as i16).collect();
        }
        if next(4) == 0 {
            let carried = |n: u64| CarriedOver {
                goals_for: n as u16 % 5,
                away_wins: n as u16 % 2,
                points: n as i32 % 3,
                ..CarriedOver::default()
            };
            sheet.carried = (0..n).map(|_| carried(next(30))).collect();
        }
        if next(2) == 0 {
            sheet.conduct = (0..n).map(|_| (next(5) > 0).then(|| -(next(4) as i32))).collect();
        }
        if next(2) == 0 {
            sheet.lots = (0..n).map(|i| (next(5) > 0).then_some(i)).collect();
        }
        if next(2) == 0 {
            let ranking = (0..n).map(|_| (next(6) > 0).then(|| -(next(9) as i64))).collect();
            sheet.constants.insert("ranking".to_owned(), ranking);
        }
        if next(2) == 0 {
            let winner = next(u64::from(n)) as u8;
            let loser = next(u64::from(n)) as u8;
            if winner != loser {
                sheet.play_offs.push((winner, loser));
            }
        }
        sheet
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(20_000) })]

    #[test]
    fn table_agrees_with_compiled(regulation in regulations(), sheet in sheets()) {
        let explained = table(&regulation, &sheet);
        let mut scratch = Scratch::default();
        let places = Compiled::new(&regulation).places(&sheet, &mut scratch).to_vec();
        prop_assert_eq!(explained.rows.len(), sheet.teams.len());
        for row in &explained.rows {
            prop_assert_eq!(row.place, places[usize::from(row.team)], "{:?}", row);
            prop_assert_eq!(row.totals, scratch.totals()[usize::from(row.team)]);
        }
        // One team by itself, shown no more than it has to be.
        let compiled = Compiled::new(&regulation);
        let totals = scratch.totals().to_vec();
        for row in &explained.rows {
            let mut less = sheet.clone();
            let level = |t: u8| totals[usize::from(t)].points == row.totals.points;
            if !compiled.looks_at_results() && regulation.rank_by == RankBy::Points {
                less.results.retain(|l| level(l.teams.home) && level(l.teams.away));
            }
            let own = compiled.place_of(&less, &totals, row.team, &mut scratch);
            prop_assert_eq!(own, (row.place, row.shared_by), "{:?}", row);
        }
        // A boundary stands exactly where the places differ.
        for (pair, separation) in explained.rows.windows(2).zip(&explained.separations) {
            prop_assert_eq!(*separation == Separation::Level, pair[0].place == pair[1].place);
        }
    }

    #[test]
    fn the_order_of_teams_in_a_sheet_means_nothing(
        regulation in regulations(), sheet in sheets(), turn in 1usize..6,
    ) {
        let n = sheet.teams.len();
        let to = |t: u8| ((usize::from(t) + turn) % n) as u8;
        let mut turned = sheet.clone();
        for line in &mut turned.results {
            line.teams = line.teams.map(to);
        }
        for fixture in &mut turned.remaining {
            *fixture = fixture.map(to);
        }
        for pair in &mut turned.play_offs {
            *pair = (to(pair.0), to(pair.1));
        }
        fn rotate<T>(v: &mut [T], turn: usize) {
            if !v.is_empty() {
                let by = turn % v.len();
                v.rotate_right(by);
            }
        }
        rotate(&mut turned.adjustments, turn);
        rotate(&mut turned.carried, turn);
        rotate(&mut turned.conduct, turn);
        rotate(&mut turned.lots, turn);
        for ranking in turned.constants.values_mut() {
            rotate(ranking, turn);
        }
        let compiled = Compiled::new(&regulation);
        let mut scratch = Scratch::default();
        let places = compiled.places(&sheet, &mut scratch).to_vec();
        let after = compiled.places(&turned, &mut scratch).to_vec();
        for (team, place) in places.iter().enumerate() {
            prop_assert_eq!(*place, after[usize::from(to(team as u8))]);
        }
    }
}
