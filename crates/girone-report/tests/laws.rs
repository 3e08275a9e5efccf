//! The laws of claims: a rendered claim reads back as itself, a derived claim is
//! confirmed, one number changed is contradicted with the original as the right
//! value; in both languages.

mod common;

use girone_model::{Lang, Minute, Moment};
use girone_report::{At, Claim, Field, Prepared, Verdict, check, derive, render};

/// Every `nth` match since 1998 of which the record knows something to say.
fn sampled(prepared: &Prepared, nth: usize) -> Vec<u32> {
    let snapshot = prepared.snapshot();
    (0..snapshot.matches.len() as u32)
        .filter(|i| {
            let m = &snapshot.matches[*i as usize];
            m.fixture.when.date.year() >= 1998 && m.score().is_some() && !m.fixture.friendly
        })
        .step_by(nth)
        .collect()
}

/// The claim with one number changed so that it cannot hold.
fn changed(claim: &Claim) -> Option<Claim> {
    Some(match claim.clone() {
        Claim::Score { game, team, goals, at, .. } => {
            Claim::Score { game, team, goals: (goals.0 + 1, goals.1), at, either: false }
        }
        Claim::GoalMinute { game, person, part, minute } if minute.base <= 40 => {
            let minute = Minute::new(minute.base + 3);
            Claim::GoalMinute { game, person, part, minute }
        }
        Claim::Row { table, team, field, value } if field != Field::Position => {
            Claim::Row { table, team, field, value: value + 1 }
        }
        _ => return None,
    })
}

#[test]
fn claims_read_back_are_confirmed_and_contradicted_when_changed() {
    let Some(prepared) = common::prepared() else { return };
    let nth: usize =
        std::env::var("GIRONE_LAWS_NTH").ok().and_then(|n| n.parse().ok()).unwrap_or(15);
    for lang in [Lang::It, Lang::En] {
        let (mut cases, mut lost, mut unconfirmed, mut uncaught, mut wrong) = (0, 0, 0, 0, 0);
        let mut shown = 0;
        for game in sampled(prepared, nth) {
            let date = prepared.snapshot().matches[game as usize].fixture.when.date;
            let moment = Moment::EndOf(date);
            for claim in derive(game, prepared) {
                let Some(text) = render(&claim, lang, prepared) else { continue };
                cases += 1;
                let checked = check(&text, Some(lang), moment, prepared);
                let same = |c: &Option<Claim>| {
                    c.as_ref().is_some_and(|c| c.normal(prepared) == claim.normal(prepared))
                };
                let found = checked.findings.iter().find(|f| same(&f.claim));
                let alarm = checked.findings.iter().find(|f| f.verdict == Verdict::Contradicted);
                lost += usize::from(found.is_none());
                unconfirmed += usize::from(found.is_some_and(|f| f.verdict != Verdict::Confirmed));
                if found.is_none_or(|f| f.verdict != Verdict::Confirmed) && shown < 25 {
                    shown += 1;
                    println!("{text} {claim:?} alarm {:?}", alarm.map(|a| &a.message));
                }
                assert!(alarm.is_none(), "{text}: {alarm:?}");
                let Some(other) = changed(&claim) else { continue };
                let Some(text) = render(&other, lang, prepared) else { continue };
                cases += 1;
                let checked = check(&text, Some(lang), moment, prepared);
                let alarm = checked.findings.iter().find(|f| f.verdict == Verdict::Contradicted);
                uncaught += usize::from(alarm.is_none());
                let right = match &claim {
                    Claim::Score { goals, at: At::End, .. } => goals.0.to_string(),
                    Claim::GoalMinute { minute, .. } => minute.base.to_string(),
                    Claim::Row { value, .. } => value.to_string(),
                    _ => continue,
                };
                let told = alarm.and_then(|a| a.right.clone());
                let agrees = told.is_none_or(|t| {
                    t.split(|c: char| !c.is_ascii_digit() && c != '-').any(|n| n == right)
                        || t.split('-').any(|n| n == right)
                });
                wrong += usize::from(!agrees);
                if (alarm.is_none() || !agrees) && shown < 25 {
                    shown += 1;
                    println!("changed: {text} {:?}", alarm.map(|a| (&a.stated, &a.right)));
                }
            }
        }
        println!(
            "{lang:?}: {cases} cases, {lost} not read back, {unconfirmed} not confirmed, \
             {uncaught} changes not caught, {wrong} with another right value"
        );
        assert!(cases > if nth > 17 { 1_000 } else { 10_000 });
        assert!(lost * 50 < cases, "{lost} of {cases} claims are not read back");
        assert!(unconfirmed * 500 < cases, "{unconfirmed} of {cases} claims are not confirmed");
        assert!(uncaught * 50 < cases, "{uncaught} of {cases} changes are not caught");
        assert!(wrong * 100 < cases, "{wrong} of {cases} right values differ");
    }
}
