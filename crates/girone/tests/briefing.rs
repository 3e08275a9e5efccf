//! What the briefing says holds: the checker of reports reads it, confirms
//! whatever it claims and contradicts nothing, in both languages.
//!
//! `GIRONE_BRIEF_NTH=1` briefs on every match of the embedded record; the suite
//! takes every ninth.

use std::collections::BTreeMap;

use girone::model::{AsOf, Lang, MatchId, Moment};
use girone::reporting::{Claim, Finding, Prepared, Verdict, check};
use girone::{Briefing, Desk, Length, Limits, Sentence, View};

#[derive(Default)]
struct Tried {
    briefings: usize,
    sentences: usize,
    claims: usize,
    confirmed: usize,
    findings: BTreeMap<&'static str, usize>,
    contradicted: Vec<String>,
    lost: Vec<String>,
}

/// Whether a finding bears a claim out: it is that claim, or for a tally the same
/// numbers in the scope that the words name.
fn bears(finding: &Finding, claim: &Claim, prepared: &Prepared) -> bool {
    let Some(read) = &finding.claim else { return false };
    if finding.verdict != Verdict::Confirmed {
        return false;
    }
    let (read, said) = (read.normal(prepared), claim.normal(prepared));
    match (&read, &said) {
        (a, b) if a == b => true,
        (
            Claim::Record { team, coach, tally, ground, .. },
            Claim::Record { team: t, coach: c, tally: said, ground: g, .. },
        ) => {
            let same = |a: Option<u16>, b: Option<u16>| b.is_none() || a == b;
            team == t
                && coach == c
                && ground == g
                && same(tally.won, said.won)
                && same(tally.drawn, said.drawn)
                && same(tally.lost, said.lost)
        }
        _ => false,
    }
}

fn hold(brief: &Briefing, lang: Lang, moment: Moment, view: &View, tried: &mut Tried) {
    let prepared = view.prepared();
    let text = brief.text(false);
    let checked = check(&text, Some(lang), moment, prepared);
    tried.briefings += 1;
    for f in &checked.findings {
        *tried.findings.entry(f.verdict.as_str()).or_default() += 1;
        if f.verdict == Verdict::Contradicted {
            let from = text[..f.span_utf8.0].rfind('\n').map_or(0, |p| p + 1);
            let line = text[from..].lines().next().unwrap_or("");
            tried
                .contradicted
                .push(format!("{} [{}]: {line} — {}", brief.title, f.kind, f.message));
        }
    }
    for Sentence { text: sentence, facts, claims } in brief.sentences() {
        tried.sentences += 1;
        assert!(!facts.is_empty() && facts.iter().all(|f| !f.is_empty()), "{sentence}: no facts");
        for claim in claims {
            tried.claims += 1;
            if checked.findings.iter().any(|f| bears(f, claim, prepared)) {
                tried.confirmed += 1;
            } else {
                let near: Vec<_> = checked
                    .findings
                    .iter()
                    .filter(|f| sentence.contains(&f.stated))
                    .map(|f| (&f.stated, f.verdict, &f.claim))
                    .collect();
                tried.lost.push(format!("{sentence} {claim:?} but {near:?}"));
            }
        }
    }
}

fn report(lang: Lang, what: &str, tried: &Tried) {
    let told: std::collections::BTreeSet<&String> = tried.contradicted.iter().collect();
    for line in told.iter().take(40) {
        println!("{lang:?} contradicted: {line}");
    }
    let told: std::collections::BTreeSet<&String> = tried.lost.iter().collect();
    for line in told.iter().take(40) {
        println!("{lang:?} not confirmed: {line}");
    }
    println!(
        "{lang:?} {what}: {} briefings, {} sentences, {} claims of which {} confirmed; findings {:?}",
        tried.briefings, tried.sentences, tried.claims, tried.confirmed, tried.findings
    );
}

fn every(otherwise: usize) -> usize {
    std::env::var("GIRONE_BRIEF_NTH").ok().and_then(|n| n.parse().ok()).unwrap_or(otherwise)
}

fn limits() -> Limits {
    Limits { time: std::time::Duration::from_millis(300), ..Limits::default() }
}

#[test]
fn briefings_on_matches_are_confirmed_by_the_checker() {
    let desk = Desk::embedded().unwrap();
    let view = desk.view(AsOf::LATEST);
    let mut games: Vec<(MatchId, jiff::civil::Date)> = view
        .snapshot()
        .matches
        .iter()
        .filter(|m| m.score().is_some())
        .map(|m| (m.fixture.id, m.fixture.when.date))
        .collect();
    games = games.into_iter().step_by(every(9)).collect();
    for lang in [Lang::En, Lang::It] {
        let mut tried = Tried::default();
        for (id, day) in &games {
            let key = view.match_by_id(*id).unwrap().fixture.key(&view.snapshot().directory);
            let night = desk.view(AsOf::at(Moment::EndOf(*day)));
            if night.match_by_id(*id).is_none_or(|m| m.score().is_none()) {
                continue;
            }
            for length in [Length::Normal, Length::Long] {
                let brief = night.brief(&key, lang, length, &limits()).unwrap();
                hold(&brief, lang, Moment::EndOf(*day), &night, &mut tried);
            }
        }
        report(lang, "matches", &tried);
        assert!(tried.contradicted.is_empty());
        assert!(tried.lost.is_empty());
    }
}

#[test]
fn briefings_on_groups_are_confirmed_by_the_checker() {
    let desk = Desk::embedded().unwrap();
    let days = [
        ("wcq-2026-uefa", "2025-03-25"),
        ("wcq-2026-uefa", "2025-06-10"),
        ("wcq-2026-uefa", "2025-09-08"),
        ("wcq-2026-uefa", "2025-11-18"),
        ("wc-2026", "2026-06-18"),
        ("wc-2026", "2026-06-28"),
    ];
    for lang in [Lang::En, Lang::It] {
        let mut tried = Tried::default();
        for (edition, day) in days {
            let moment: Moment = day.parse().unwrap();
            let view = desk.view(AsOf::at(moment));
            let (book, _) = view.edition(edition).unwrap();
            for group in book.group_addresses().iter().step_by(every(9).div_ceil(3)) {
                let address = format!("{edition}/{group}");
                for length in [Length::Short, Length::Normal, Length::Long] {
                    let brief = view.brief(&address, lang, length, &limits()).unwrap();
                    hold(&brief, lang, moment, &view, &mut tried);
                }
            }
        }
        report(lang, "groups", &tried);
        assert!(tried.contradicted.is_empty());
        assert!(tried.lost.is_empty());
    }
}
