//! Group J of World Cup 2026 qualifying: where Girone began.
//!
//! Source: results of the embedded record; the table of 7 September 2025 as UEFA
//! published it.

use girone::model::{AsOf, Lang, Moment};
use girone::rules::{Count, Criterion, Separation};
use girone::{Desk, Length, Limits, TableAnswer, View, places_text};

fn view(at: &str) -> View {
    let moment: Moment = at.parse().unwrap();
    Desk::embedded().unwrap().view(AsOf::at(moment))
}

/// `team played for-against points`, one row each.
fn rows(view: &View, table: &TableAnswer) -> Vec<String> {
    table
        .table
        .rows
        .iter()
        .map(|r| {
            let t = &r.totals;
            let name = view.team_name(table.team(r.team), Lang::En);
            format!("{name} {} {}-{} {}", t.played, t.goals_for, t.goals_against, t.points)
        })
        .collect()
}

#[test]
fn the_table_on_the_morning_after_the_six_nil() {
    let view = view("2025-09-08T10:25+02:00");
    let table = view.table("wcq-2026-uefa/J").unwrap();
    assert_eq!(
        rows(&view, &table),
        [
            "North Macedonia 5 11-2 11",
            "Belgium 4 17-4 10",
            "Wales 5 11-6 10",
            "Kazakhstan 5 3-11 3",
            "Liechtenstein 5 0-19 0",
        ]
    );
    let Separation::By(reason) = &table.table.separations[1] else { panic!("level") };
    assert_eq!(reason.criterion, Some(Criterion::Overall(Count::GoalDifference)));
    assert_eq!(table.in_hand(table.table.rows[1].team), 1);
    assert!(table.warnings.is_empty(), "{:?}", table.warnings);
}

#[test]
fn the_table_at_other_moments() {
    let then = |at: &str| {
        let view = view(at);
        rows(&view, &view.table("wcq-2026-uefa/J").unwrap())
    };
    // 9 June 2025: Belgium v Wales and Kazakhstan v North Macedonia were played
    // that evening and count only from its end.
    assert_eq!(then("2025-06-09T15:00+02:00")[0], "Wales 3 7-2 7");
    assert_eq!(then("2025-06-09")[0], "North Macedonia 4 6-2 8");
    assert_eq!(
        then("2025-10-15"),
        [
            "Belgium 6 21-6 14",
            "North Macedonia 7 12-3 13",
            "Wales 6 13-10 10",
            "Kazakhstan 7 8-12 7",
            "Liechtenstein 6 0-23 0",
        ]
    );
    assert_eq!(
        then("latest"),
        [
            "Belgium 8 29-7 18",
            "Wales 8 21-11 16",
            "North Macedonia 8 13-10 13",
            "Kazakhstan 8 9-13 8",
            "Liechtenstein 8 0-31 0",
        ]
    );
}

#[test]
fn an_hour_that_is_not_in_the_record_is_said() {
    let view = view("2025-09-07T23:30+02:00");
    let table = view.table("wcq-2026-uefa/J").unwrap();
    assert_eq!(table.warnings.len(), 2, "{:?}", table.warnings);
    assert!(table.warnings.iter().any(|w| w.contains("Belgium–Kazakhstan")));
}

#[test]
fn kazakhstan_can_be_second_and_no_longer_first() {
    let view = view("2025-09-07");
    let table = view.table("wcq-2026-uefa/J").unwrap();
    let limits = Limits { certificates: true, ..Limits::default() };
    let outlook = table.outlook(&limits);
    let places: Vec<String> =
        table.table.rows.iter().map(|r| places_text(&outlook[usize::from(r.team)])).collect();
    assert_eq!(places, ["1–4", "1–4", "1–4", "2–5", "4–5"]);
}

#[test]
fn no_scope_gives_the_coach_one_win_and_five_defeats() {
    let view = view("2025-09-08");
    let answers = view.coach("Ali Aliyev", None).unwrap();
    let [answer] = answers.as_slice() else { panic!("one time in charge") };
    assert!(answer.complete);
    let lines: Vec<(u32, u32, u32, u32, u32, u32)> = answer
        .grid
        .iter()
        .map(|l| {
            let t = &l.tally;
            (t.played(), t.won, t.drawn, t.lost, t.goals_for, t.goals_against)
        })
        .collect();
    assert_eq!(lines[0], (7, 2, 0, 5, 6, 15), "all matches");
    assert_eq!(lines[1], (5, 1, 0, 4, 3, 11), "competitive");
    assert_eq!(lines[2], (2, 1, 0, 1, 3, 4), "friendlies");
    assert!(lines.iter().all(|l| (l.1, l.3) != (1, 5)));
}

#[test]
fn the_briefing_says_the_evening_in_both_languages() {
    let view = view("2025-09-08");
    let brief = |lang| {
        view.brief("wcq-2026-uefa/J", lang, Length::Normal, &Limits::default()).unwrap().text(false)
    };
    let en = brief(Lang::En);
    assert!(
        en.contains("Belgium 6-0 Kazakhstan: De Bruyne 42, 84 (brace), Doku 44, 60 (brace)"),
        "{en}"
    );
    assert!(
        en.contains(
            "Belgium are second with 10 points, 1 point behind North Macedonia and with a match in hand"
        ),
        "{en}"
    );
    let it = brief(Lang::It);
    assert!(it.contains("Belgio-Kazakistan 6-0: De Bruyne 42', 84' (doppietta)"), "{it}");
    assert!(it.contains("Il Belgio è al secondo posto con 10 punti, a 1 punto dalla Macedonia del Nord e con una partita in meno"), "{it}");
}

#[test]
fn before_the_last_round_the_group_hangs_on_a_seven_goal_swing() {
    let view = view("2025-11-16");
    let holds = |conditions: &[&str], max_goals| {
        let conditions: Vec<String> = conditions.iter().map(|c| (*c).to_owned()).collect();
        let limits = Limits { max_goals, ..Limits::default() };
        let statement = "Belgium win the group";
        view.holds("wcq-2026-uefa/J", &conditions, statement, &limits).unwrap().holds
    };
    use girone::scenarios::Holds;
    assert_eq!(holds(&["Belgium win"], None), Holds::Always);
    assert_eq!(holds(&["Wales draw"], None), Holds::Always);
    let swing = ["Belgium do not lose", "North Macedonia do not win by 7"];
    assert_eq!(holds(&swing, Some(9)), Holds::Always);
    // Without a limit on goals Wales could win by eleven, which is as good.
    assert!(matches!(holds(&swing, None), Holds::Sometimes { .. }));
    assert!(matches!(holds(&swing[..1], Some(9)), Holds::Sometimes { .. }));
}

/// North Macedonia ended third and played off as winners of a Nations League
/// group: a fate told from the table alone must not call them out.
#[test]
fn a_place_by_declared_order_is_not_called_out() {
    use girone::scenarios::Verdict;
    let view = view("latest");
    let fates = view.decided("wcq-2026-uefa/J", &Limits::default()).unwrap();
    let out = |team: &str| {
        let id = view.team(team).unwrap();
        fates.iter().any(|f| f.team == id && f.berth_id == "play-off" && f.verdict == Verdict::Out)
    };
    assert!(!out("North Macedonia"));
    assert!(out("Kazakhstan"), "who is in no declared order is out with the first two gone");
    // The same where a result is supposed.
    let before = self::view("2025-11-16");
    let supposed = ["Wales 7-0 North Macedonia".to_owned()];
    let forecast = girone::ForecastOptions {
        trials: 500,
        suppose: supposed.to_vec(),
        ..girone::ForecastOptions::default()
    };
    let answer = before.forecast("wcq-2026-uefa/J", &forecast, |_| {}).unwrap();
    let team = before.team("North Macedonia").unwrap();
    let berth = answer.plan.berths.iter().position(|b| b.id == "play-off").unwrap();
    let chance = answer.berth(0, team, berth).unwrap();
    assert!(chance.value() > 0.0, "{chance:?}");
}
