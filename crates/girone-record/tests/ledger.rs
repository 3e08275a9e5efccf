//! What a ledger says at a moment: corrections, rulings, retractions, the two
//! clocks and the page number; and matches that several files tell of.

use std::sync::Arc;

use girone_model::{Adjustment, AsOf, BySide, Directory, Match, Moment, Outcome, Score, Snapshot};
use girone_record::{
    Body, Draft, Entry, Ledger, LedgerError, Point, Policy, Ruling, Valid, Verdict, gather,
    read_football_txt, read_tenures,
};
use jiff::civil::date;

fn draft(name: &str, text: &str) -> Draft {
    let reading = read_football_txt(name, text.as_bytes());
    assert!(reading.diagnostics.is_empty(), "{:#?}", reading.diagnostics);
    reading.value
}

fn ledger(text: &str) -> Ledger {
    let gathered = gather(Directory::default(), &[draft("a.txt", text)], &Policy::default());
    assert!(gathered.diagnostics.is_empty(), "{:#?}", gathered.diagnostics);
    gathered.value.ledger().expect("gathered entries hold")
}

fn with(ledger: &Ledger, more: Vec<Entry>) -> Ledger {
    ledger.with(ledger.directory().clone(), more).expect("the entries hold")
}

fn moment(text: &str) -> Moment {
    text.parse().expect("a moment")
}

/// What was so, as known today.
fn at(text: &str) -> AsOf {
    AsOf::at(moment(text))
}

/// What was shown then.
fn shown(text: &str) -> AsOf {
    AsOf { played_by: moment(text), known_by: moment(text) }
}

fn counts(snapshot: &Snapshot) -> Vec<String> {
    let text = |m: &Match| m.counts().map_or("-".to_owned(), |g| format!("{}-{}", g.home, g.away));
    snapshot.matches.iter().map(text).collect()
}

const GROUP: &str = "= Nations League 2024/25\n▪ Group C2\nFri Nov 15 2024\n\
    20:45 UTC+1  Romania 0-0 Kosovo\n\
    Mon Nov 18 2024\n20:45 UTC+1  Romania 4-1 Cyprus\n";

fn award(number: u64, about: u64, day: jiff::civil::Date) -> Entry {
    Entry {
        valid: Valid::From(Point::Day(day)),
        by: Some("UEFA Appeals Body".into()),
        reason: Some("Kosovo left the pitch".into()),
        ..Entry::new(
            number,
            Body::Ruling(Box::new(Ruling {
                appeal_of: None,
                article: None,
                verdict: Verdict::Award { about, official: BySide::new(3, 0) },
            })),
        )
    }
}

#[test]
fn an_award_counts_from_its_day_and_the_score_from_the_pitch_stays() {
    let ledger = with(&ledger(GROUP), vec![award(3, 1, date(2024, 11, 20))]);
    assert_eq!(counts(&ledger.as_of(at("2024-11-19"))), ["0-0", "4-1"]);
    let after = ledger.as_of(at("2024-11-20"));
    assert_eq!(counts(&after), ["3-0", "4-1"]);
    let happened = after.matches[0].happened.as_ref().unwrap();
    assert_eq!(happened.outcome.pitch(), Some(Score::of(0, 0)));
    assert_eq!(happened.note.as_deref(), Some("Kosovo left the pitch"));
}

#[test]
fn a_ruling_is_shown_once_it_is_known() {
    let mut ruling = award(3, 1, date(2024, 11, 15));
    ruling.known = Some(Point::Day(date(2024, 11, 20)));
    let ledger = with(&ledger(GROUP), vec![ruling]);
    assert_eq!(counts(&ledger.as_of(shown("2024-11-19"))), ["0-0", "4-1"]);
    assert_eq!(counts(&ledger.as_of(at("2024-11-19"))), ["3-0", "4-1"]);
    assert_eq!(counts(&ledger.as_of(shown("2024-11-20"))), ["3-0", "4-1"]);
}

#[test]
fn a_ruling_that_is_overturned_gives_the_pitch_its_score_back() {
    let confirm = Entry {
        valid: Valid::From(Point::Day(date(2024, 12, 1))),
        ..Entry::new(
            4,
            Body::Ruling(Box::new(Ruling {
                article: None,
                appeal_of: None,
                verdict: Verdict::Confirm { about: 1 },
            })),
        )
    };
    let ledger = with(&ledger(GROUP), vec![award(3, 1, date(2024, 11, 20)), confirm]);
    assert_eq!(counts(&ledger.as_of(at("2024-11-30")))[0], "3-0");
    assert_eq!(counts(&ledger.as_of(AsOf::LATEST))[0], "0-0");
}

fn corrected(ledger: &Ledger, number: u64, replaces: u64, score: Score) -> Entry {
    let Body::Match(found) = &ledger.entry(replaces).unwrap().body else { panic!() };
    let mut happened = (**found.happened.as_ref().unwrap()).clone();
    happened.outcome = Outcome::Played(score);
    let body = Match { fixture: found.fixture.clone(), happened: Some(Arc::new(happened)) };
    Entry { replaces: Some(replaces), ..Entry::new(number, Body::Match(body)) }
}

#[test]
fn a_correction_holds_at_all_times_for_whoever_knows_it() {
    let first = ledger(GROUP);
    let mut entry = corrected(&first, 3, 2, Score::of(4, 2));
    entry.known = Some(Point::Day(date(2024, 12, 1)));
    let second = with(&first, vec![entry]);
    assert_eq!(counts(&second.as_of(at("2024-11-18")))[1], "4-2");
    assert_eq!(counts(&second.as_of(shown("2024-11-30")))[1], "4-1");
    assert_eq!(counts(&second.as_of(shown("2024-12-01")))[1], "4-2");
    assert_eq!(counts(&second.as_of(at("2024-11-17")))[1], "-");
    // The page number gives the earlier answer back.
    assert_eq!(counts(&second.as_of_page(AsOf::LATEST, Some(2)))[1], "4-1");
    assert_eq!(second.as_of(AsOf::LATEST).matches.len(), 2);
    let third = with(&second, vec![corrected(&second, 4, 3, Score::of(4, 3))]);
    assert_eq!(counts(&third.as_of(AsOf::LATEST))[1], "4-3");
    let id = third.as_of(AsOf::LATEST).matches[1].fixture.id;
    let about: Vec<u64> = third.entries_about(id).iter().map(|e| e.number).collect();
    assert_eq!(about, [2, 3, 4]);
}

#[test]
fn a_correction_of_a_correction_that_is_retracted_falls_back() {
    let first = ledger(GROUP);
    let second = with(&first, vec![corrected(&first, 3, 2, Score::of(4, 2))]);
    let third = with(&second, vec![Entry::new(4, Body::Retraction { of: 3 })]);
    assert_eq!(counts(&third.as_of(AsOf::LATEST))[1], "4-1");
    let none = with(&third, vec![Entry::new(5, Body::Retraction { of: 1 })]);
    assert_eq!(counts(&none.as_of(AsOf::LATEST)), ["4-1"]);
}

#[test]
fn a_deduction_counts_from_its_day_and_can_be_replaced() {
    let first = ledger(GROUP);
    let deduct = |number, points, replaces| Entry {
        replaces,
        ..Entry::new(
            number,
            Body::Ruling(Box::new(Ruling {
                appeal_of: None,
                article: Some("Article 6".into()),
                verdict: Verdict::Deduct {
                    adjustment: Adjustment {
                        edition: "unl".into(),
                        stage: None,
                        team: first.directory().team_by_key("kosovo").unwrap(),
                        points,
                        from: date(2024, 12, 1),
                        known: Some(date(2024, 11, 25)),
                        by: None,
                        reason: None,
                        source: None,
                    },
                    suspended: 0,
                },
            })),
        )
    };
    let second = with(&first, vec![deduct(3, -6, None), deduct(4, -3, Some(3))]);
    let points = |s: Snapshot| s.adjustments.iter().map(|a| a.points).collect::<Vec<_>>();
    assert!(points(second.as_of(at("2024-11-30"))).is_empty());
    assert_eq!(points(second.as_of(at("2024-12-01"))), [-3]);
    assert_eq!(points(second.as_of_page(at("2024-12-01"), Some(3))), [-6]);
}

#[test]
fn a_match_ends_two_hours_after_kick_off_and_a_date_alone_turns_on_the_hour() {
    let ledger = ledger(
        "= Cup 2025\nSat Mar 22 2025\n19:45 UTC+0  Wales 3-1 Kazakhstan\n▪ Group B\nMar 22 2025\nItaly 1-0 Spain\n",
    );
    let night = ledger.as_of(at("2025-03-23T02:44+05:00"));
    assert_eq!(counts(&night), ["1-0", "-"]);
    assert_eq!(counts(&ledger.as_of(at("2025-03-23T02:45+05:00"))), ["1-0", "3-1"]);
    let evening = ledger.as_of(at("2025-03-22T22:00+00:00"));
    assert_eq!(counts(&evening), ["-", "3-1"]);
    assert_eq!(evening.turning_on_the_hour.len(), 1);
    assert!(ledger.as_of(at("2025-03-22")).turning_on_the_hour.is_empty());
}

#[test]
fn a_tenure_is_open_until_its_end_and_unknown_before_its_start() {
    let text = "team,coach,role,start,start_precision,end,end_precision\n\
        Kazakhstan,Ali Aliyev,head coach,2025-04-16,day,2025-09-12,day\n";
    let tenures = read_tenures("t.csv", text.as_bytes()).value;
    let gathered = gather(Directory::default(), &[tenures], &Policy::default());
    let ledger = gathered.value.ledger().unwrap();
    assert!(ledger.as_of(at("2025-04-15")).tenures.is_empty());
    assert_eq!(ledger.as_of(at("2025-09-08")).tenures[0].to, None);
    assert!(ledger.as_of(at("2025-09-12")).tenures[0].to.is_some());
}

#[test]
fn entries_that_do_not_hold_are_refused_with_every_reason() {
    let first = ledger(GROUP);
    let bad = vec![
        Entry::new(2, Body::Retraction { of: 1 }),
        Entry::new(7, Body::Retraction { of: 9 }),
        award(8, 44, date(2024, 11, 20)),
    ];
    let errors = first.with(first.directory().clone(), bad).unwrap_err();
    assert_eq!(
        errors,
        [
            LedgerError::Order { number: 2, after: 2 },
            LedgerError::Unknown { number: 7, names: 9 },
            LedgerError::Unknown { number: 8, names: 44 },
        ]
    );
}

#[test]
fn a_second_file_adds_what_the_first_leaves_open() {
    let first = draft("a.txt", "= World Cup 2026\nSat Jun 13 2026\nUSA 1-1 Paraguay [neutral]\n");
    let second = draft(
        "b.txt",
        "= Finals 2026\n▪ Group D, Matchday 1\nSat Jun 13 2026\n\
         (4) 18:00 UTC-7  Paraguay 1-1 (0-1) USA  @ SoFi Stadium, Inglewood\n\
           (Almiron 80'; Pulisic 12')\n",
    );
    let gathered = gather(Directory::default(), &[first, second], &Policy::default());
    assert!(gathered.diagnostics.is_empty(), "{:#?}", gathered.diagnostics);
    let snapshot = gathered.value.ledger().unwrap().as_of(AsOf::LATEST);
    let [found] = snapshot.matches.as_slice() else { panic!("one match") };
    assert_eq!(found.fixture.group.as_deref(), Some("D"));
    assert_eq!(found.fixture.number, Some(4));
    assert!(found.fixture.when.kick_off.is_some());
    assert_eq!(&*found.fixture.competition, "World Cup 2026");
    let score = found.score().unwrap();
    assert_eq!(score.half_time, Some(BySide::new(1, 0)));
    let scorers: Vec<&str> = found
        .happened
        .as_ref()
        .unwrap()
        .goals
        .iter()
        .map(|g| &*snapshot.directory.person(g.scorer.unwrap()).name)
        .collect();
    assert_eq!(scorers, ["Almiron", "Pulisic"]);
}

#[test]
fn a_contradiction_is_reported_and_the_first_file_stays() {
    let first = draft("a.txt", "= Cup 2026\nJun 13 2026\nWales 1-1 Italy\n");
    let second = draft("b.txt", "= Cup 2026\nJun 14 2026\nWales 2-1 Italy\n");
    let gathered = gather(Directory::default(), &[first, second], &Policy::default());
    assert_eq!(gathered.diagnostics.len(), 1);
    assert!(gathered.diagnostics[0].message.contains("1-1 and 2-1"), "{}", gathered.diagnostics[0]);
    assert_eq!(&*gathered.diagnostics[0].file, "b.txt");
    assert_eq!(counts(&gathered.value.ledger().unwrap().as_of(AsOf::LATEST)), ["1-1"]);
}

#[test]
fn a_return_match_on_the_next_day_is_another_match() {
    let first = draft("a.txt", "= Cup 2026\nJun 13 2026\nWales 1-1 Italy\n");
    let second = draft("b.txt", "= Cup 2026\nJun 14 2026\nItaly 2-1 Wales\n");
    let gathered = gather(Directory::default(), &[first, second], &Policy::default());
    assert_eq!(counts(&gathered.value.ledger().unwrap().as_of(AsOf::LATEST)), ["1-1", "2-1"]);
}

#[test]
fn an_award_and_the_score_from_the_pitch_are_both_kept() {
    let list = draft("a.txt", "= Serie A 2020/21\nSep 19\nVerona 0-0 Roma\n");
    let told = draft("b.txt", "= Serie A 2020/21\nSep 19\nVerona 3-0 Roma  [awarded]\n");
    for drafts in [[list.clone(), told.clone()], [told, list]] {
        let gathered = gather(Directory::default(), &drafts, &Policy::default());
        assert!(gathered.diagnostics.is_empty(), "{:#?}", gathered.diagnostics);
        let snapshot = gathered.value.ledger().unwrap().as_of(AsOf::LATEST);
        let outcome = snapshot.matches[0].happened.as_ref().unwrap().outcome;
        let official = BySide::new(3, 0);
        assert_eq!(outcome, Outcome::Awarded { official, pitch: Some(Score::of(0, 0)) });
    }
}

#[test]
fn the_teams_of_a_final_are_no_news_of_the_group_stage() {
    let ledger = ledger(
        "= Cup 2026\n# Edition  cup-2026\n▪ groups, Group A\nJun 13 2026\nWales 1-0 Italy\nJun 14 2026\nSpain 1-0 Italy\n\
         ▪ groups, Group B\nJun 15 2026\nMalta 0-1 Chile\n▪ Semi-finals\nJun 18 2026\nWales 2-0 Malta\n\
         Jun 19 2026\nSpain 0-1 Chile\n▪ Final\nJun 21 2026\nWales v Chile\n",
    );
    let told = |text: &str| ledger.as_of(at(text)).matches.len();
    // Group fixtures are known from the start, the semi-finals once the groups are over.
    assert_eq!(told("2026-06-12"), 3);
    assert_eq!(told("2026-06-14"), 3);
    assert_eq!(told("2026-06-15T12:00+02:00"), 3);
    assert_eq!(told("2026-06-15"), 5);
    assert_eq!(told("2026-06-18"), 5);
    assert_eq!(told("2026-06-19"), 6);
    assert_eq!(ledger.as_of(AsOf::LATEST).matches.len(), 6);
}
