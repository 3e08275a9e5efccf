//! One thing told in many wordings, each held right with the right value and found wrong
//! with another, on the international record beside the checkout. The wordings are in
//! `sayings/`, by what is told: a line `# moment | en:sentence || it:sentence` with the
//! report that goes before, then lines `language|wording with {}|right value|other value`.
//! In `sayings/quiet/` the lines are `language|sentence`: figures and names of something
//! else than they are nearest to, true or not to be known, in which nothing may be called wrong.

mod common;

use girone_report::{Prepared, Verdict, check};

const FILES: &[(&str, &str)] = &[
    ("coaches", include_str!("sayings/coaches.txt")),
    ("described", include_str!("sayings/described.txt")),
    ("goals", include_str!("sayings/goals.txt")),
    ("last times", include_str!("sayings/last_times.txt")),
    ("meetings", include_str!("sayings/meetings.txt")),
    ("other matches", include_str!("sayings/other_matches.txt")),
    ("places", include_str!("sayings/places.txt")),
    ("streaks", include_str!("sayings/streaks.txt")),
    ("tables", include_str!("sayings/tables.txt")),
    ("tallies", include_str!("sayings/tallies.txt")),
];

/// Sentences without anything wrong in them.
const QUIET: &[(&str, &str)] = &[
    ("around a match", include_str!("sayings/quiet/around_a_match.txt")),
    ("other matches", include_str!("sayings/quiet/other_matches.txt")),
    ("other subjects", include_str!("sayings/quiet/other_subjects.txt")),
    ("tables", include_str!("sayings/quiet/tables.txt")),
];

/// The report before a wording: the moment, and the sentence in English and Italian.
struct Lead<'a> {
    moment: &'a str,
    en: &'a str,
    it: &'a str,
}

impl Lead<'_> {
    fn before(&self, lang: &str) -> &str {
        if lang == "it" { self.it } else { self.en }
    }
}

fn lead(line: &str) -> Lead<'_> {
    let (moment, rest) = line.split_once('|').expect("a moment and a report");
    let (en, it) = rest.split_once("||").expect("the report in two languages");
    Lead {
        moment: moment.trim(),
        en: en.trim().strip_prefix("en:").expect("English first").trim(),
        it: it.trim().strip_prefix("it:").expect("then Italian").trim(),
    }
}

/// The verdict on the value, and whether anything else of the text is called wrong.
fn said(
    record: &Prepared,
    lead: &Lead<'_>,
    (lang, wording): (&str, &str),
    value: &str,
) -> (Option<Verdict>, bool) {
    let before = lead.before(lang);
    let text = format!("{before} {}", wording.replacen("{}", value, 1));
    let from = before.len() + 1 + wording.find("{}").expect("a place for the value");
    let to = from + value.len();
    let moment = lead.moment.parse().expect("a moment");
    let findings = check(&text, lang.parse().ok(), moment, record).findings;
    let beside = |f: &&girone_report::Finding| f.span_utf8.1 <= from || to <= f.span_utf8.0;
    let mut on = findings.iter().filter(|f| !beside(f)).map(|f| f.verdict).collect::<Vec<_>>();
    on.sort_by_key(|v| (*v != Verdict::Contradicted, *v != Verdict::Confirmed));
    let wrong = findings.iter().filter(beside).any(|f| f.verdict == Verdict::Contradicted);
    (on.first().copied(), wrong)
}

#[test]
fn nothing_wrong_is_seen_where_nothing_is() {
    let Some(record) = common::prepared() else { return };
    let (mut failed, mut quiet) = (Vec::new(), 0);
    for (name, text) in QUIET {
        let mut report = None;
        for line in text.lines().filter(|l| !l.is_empty()) {
            if let Some(rest) = line.strip_prefix('#') {
                report = Some(lead(rest));
                continue;
            }
            let report = report.as_ref().expect("a report before its sentences");
            let (lang, sentence) = line.split_once('|').expect("a language and a sentence");
            let text = format!("{} {sentence}", report.before(lang));
            let moment = report.moment.parse().expect("a moment");
            let wrong = check(&text, lang.parse().ok(), moment, record)
                .findings
                .into_iter()
                .filter(|f| f.verdict == Verdict::Contradicted)
                .map(|f| text[f.span_utf8.0..f.span_utf8.1].to_string())
                .collect::<Vec<_>>();
            if wrong.is_empty() {
                quiet += 1;
            } else {
                failed.push(format!("{name}: {line}: {wrong:?}"));
            }
        }
    }
    println!("{quiet} sentences without an alarm");
    assert!(failed.is_empty(), "{} fail:\n{}", failed.len(), failed.join("\n"));
}

#[test]
fn sayings_hold_and_are_found_wrong() {
    let Some(record) = common::prepared() else { return };
    let (mut failed, mut held) = (Vec::new(), 0);
    for (name, text) in FILES {
        let mut report = None;
        for line in text.lines().filter(|l| !l.is_empty()) {
            if let Some(rest) = line.strip_prefix('#') {
                report = Some(lead(rest));
                continue;
            }
            let report = report.as_ref().expect("a report before its wordings");
            let [lang, wording, right, other] =
                line.split('|').collect::<Vec<_>>().try_into().expect("four fields");
            let (verdict, alarm) = said(record, report, (lang, wording), right);
            let found = said(record, report, (lang, wording), other).0;
            if (verdict, alarm) == (Some(Verdict::Confirmed), false)
                && found == Some(Verdict::Contradicted)
            {
                held += 1;
            } else {
                failed.push(format!("{name}: {line}: {verdict:?} {alarm}, other {found:?}"));
            }
        }
    }
    println!("{held} sayings held");
    assert!(failed.is_empty(), "{} fail:\n{}", failed.len(), failed.join("\n"));
}
