//! Places, points and gaps in the wordings of reports: right ones hold, wrong ones
//! are found with the right value.

mod common;

use girone_report::{Verdict, check};

/// Belgium beat Kazakhstan 6-0 on 7 September 2025: North Macedonia 11, Belgium 10,
/// Wales 10, Kazakhstan 6 or fewer, Liechtenstein none.
const MOMENT: &str = "2025-09-08T10:25:00+02:00";

fn of_kind(lang: &str, text: &str, words: &str) -> Vec<(Verdict, Option<String>)> {
    let Some(prepared) = common::prepared() else { return Vec::new() };
    let checked = check(text, lang.parse().ok(), MOMENT.parse().expect("a moment"), prepared);
    let at = text.rfind(words).expect("the words stand in the text");
    let found = checked.findings.into_iter().filter(|f| {
        f.span_utf8.0 < at + words.len() && at < f.span_utf8.1 && f.kind.starts_with("table.")
    });
    found.map(|f| (f.verdict, f.right)).collect()
}

/// A text, the words to look at, what they become, and the right value then found.
const PLACES: &[(&str, &str, &str, &str, &str)] = &[
    ("it", "Il Belgio travolge 6-0 il Kazakistan nel gruppo J. Kazaki {}.", "quarti", "terzi", "4"),
    (
        "it",
        "Il Belgio travolge 6-0 il Kazakistan nel gruppo J. Kazaki {}, davanti al Liechtenstein.",
        "penultimi",
        "ultimi",
        "4",
    ),
    (
        "it",
        "Il Belgio travolge 6-0 il Kazakistan nel gruppo J. Belgio {}, Galles terzo.",
        "secondo",
        "primo",
        "2",
    ),
    (
        "it",
        "Il Belgio travolge 6-0 il Kazakistan nel gruppo J. Liechtenstein {}.",
        "ultimo",
        "penultimo",
        "5",
    ),
    (
        "it",
        "Il Belgio travolge 6-0 il Kazakistan nel gruppo J; Belgio secondo a {}.",
        "dieci",
        "nove",
        "10",
    ),
    (
        "it",
        "Il Belgio travolge 6-0 il Kazakistan nel gruppo J. Il Liechtenstein, ultimo, è ancora a {} punti.",
        "zero",
        "due",
        "0",
    ),
    (
        "en",
        "Belgium beat Kazakhstan 6-0 in Group J. Wales, beaten nowhere, slip to {} on 10.",
        "third",
        "fourth",
        "3",
    ),
    (
        "en",
        "Belgium beat Kazakhstan 6-0 in Group J. Belgium stay on 10, {} in the group.",
        "second",
        "third",
        "2",
    ),
    ("en", "Belgium beat Kazakhstan 6-0. In Group J Belgium are second on {}.", "10", "12", "10"),
];

#[test]
fn places_and_points_are_told_in_many_ways() {
    if common::prepared().is_none() {
        return;
    }
    let mut failed = Vec::new();
    for (lang, text, right, wrong, value) in PLACES {
        let found = of_kind(lang, &text.replace("{}", right), right);
        let bad = found.iter().any(|f| f.0 == Verdict::Contradicted);
        if bad || found.is_empty() {
            failed.push(format!("{text} {right}: {found:?}"));
        }
        let found = of_kind(lang, &text.replace("{}", wrong), wrong);
        let expected = (Verdict::Contradicted, Some((*value).to_owned()));
        if !found.contains(&expected) {
            failed.push(format!("{text} {wrong}: {found:?}"));
        }
    }
    assert!(failed.is_empty(), "{failed:#?}");
}
