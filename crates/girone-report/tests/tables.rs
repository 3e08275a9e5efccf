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

/// Figures that no longer hold: a text as of a morning, the figure, and when it held.
const STALE: &[(&str, &str, &str, &str, &str)] = &[
    (
        "en",
        "2025-11-17T08:00:00+00:00",
        "Ireland beat Hungary 3-2 in Budapest thanks to Troy Parrott's hat-trick. Hungary have {} points in Group F.",
        "11",
        "so it was at half time, at 2-1, and no longer at the end",
    ),
    (
        "it",
        "2025-11-17T08:00:00+01:00",
        "L'Irlanda batte l'Ungheria 3-2 a Budapest con una tripletta di Parrott. L'Irlanda ha {} punti nel gruppo F.",
        "7",
        "era così prima di questa partita",
    ),
    (
        "it",
        "2025-11-17T08:00:00+01:00",
        "L'Irlanda batte l'Ungheria 3-2 a Budapest con una tripletta di Parrott. L'Irlanda ha {} punti nel gruppo F.",
        "8",
        "era così finché la partita era sul 2-2",
    ),
];

#[test]
fn a_table_that_is_out_of_date_is_told_with_the_moment_at_which_it_held() {
    let Some(prepared) = common::prepared() else { return };
    for (lang, at, text, figure, when) in STALE {
        let text = text.replace("{}", figure);
        let checked = check(&text, lang.parse().ok(), at.parse().expect("a moment"), prepared);
        let found = checked.findings.iter().find(|f| f.kind == "table.points");
        let finding = found.unwrap_or_else(|| panic!("{text}"));
        assert_eq!(finding.verdict, Verdict::Contradicted, "{text}: {}", finding.message);
        assert!(finding.message.ends_with(when), "{}", finding.message);
    }
}

#[test]
fn a_text_that_looks_ahead_counts_the_earlier_matches_that_it_tells() {
    let Some(prepared) = common::prepared() else { return };
    for (lang, text) in [
        (
            "en",
            "Italy host France on Sunday in Milan. The Azzurri, who won in Belgium on Thursday, lead the group with 13 points, three more than France, held 0-0 by Israel.",
        ),
        (
            "it",
            "Domenica a Milano l'Italia affronta la Francia. Gli azzurri, reduci dalla vittoria in Belgio, sono in testa con 13 punti, tre più della Francia, fermata sullo 0-0 da Israele.",
        ),
    ] {
        let moment = "2024-11-16T12:00:00+01:00".parse().expect("a moment");
        let checked = check(text, lang.parse().ok(), moment, prepared);
        let verdict =
            |kind: &str| checked.findings.iter().find(|f| f.kind == kind).map(|f| f.verdict);
        assert_eq!(verdict("table.points"), Some(Verdict::Confirmed), "{text}");
        assert_eq!(verdict("table.gap"), Some(Verdict::Confirmed), "{text}");
    }
}
