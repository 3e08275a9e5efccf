//! The year in which one of two teams last beat the other, in the wordings of reports.

mod common;

use girone_report::{Verdict, check};

/// Norway beat Italy 3-0 on 6 June 2025: their first win over them since 2000; the last
/// one of Italy is of 2015.
const MOMENT: &str = "2025-06-07T08:00:00+02:00";

/// A sentence after the score, the right year, a wrong one.
const SENTENCES: &[(&str, &str, &str, &str)] = &[
    ("it", "I norvegesi non battevano gli azzurri dal {}.", "2000", "1998"),
    ("it", "L'ultimo successo norvegese sull'Italia risaliva al {}.", "2000", "2003"),
    ("it", "L'ultima vittoria azzurra sui norvegesi è del {}.", "2015", "2013"),
    ("it", "Ultima vittoria sulla Norvegia: {}.", "2015", "2012"),
    ("en", "The Norwegians had not beaten the Italians since {}.", "2000", "1997"),
    ("en", "Not since {} had Norway got the better of Italy.", "2000", "1998"),
    ("en", "Italy's latest win over the Norwegians dates back to {}.", "2015", "2013"),
    ("en", "It was Norway's first victory over Italy since {}.", "2000", "2002"),
    ("en", "The most recent Italian triumph over Norway? {}.", "2015", "2012"),
    ("it", "L'ultima vittoria italiana sui norvegesi è del {}.", "2015", "2016"),
    ("it", "Imbattuti da sei partite, i norvegesi non ci battevano dal {}.", "2000", "2002"),
    ("it", "Gli azzurri non vincono contro i norvegesi dal {}.", "2015", "2012"),
    (
        "it",
        "Di precedenti ce n'erano 17. L'ultimo successo norvegese era datato {}.",
        "2000",
        "1994",
    ),
    ("en", "Norway had not beaten the Azzurri since {}.", "2000", "1999"),
    ("en", "It is the Norwegians' first win in this rivalry since {}.", "2000", "2004"),
    ("en", "Italy have failed to beat Norway since {}.", "2015", "2013"),
    ("en", "Their latest win over Norway? {}.", "2015", "2010"),
    ("en", "The Italians' most recent victory over them dates back to {}.", "2015", "2014"),
    ("en", "There has been no Italian win over Norway since {}.", "2015", "2011"),
];

#[test]
fn last_wins_are_read_in_many_wordings() {
    let Some(prepared) = common::prepared() else { return };
    let verdict = |lang: &str, sentence: &str, year: &str| {
        let lead = match lang {
            "it" => "A Oslo la Norvegia batte 3-0 l'Italia. ",
            _ => "Norway beat Italy 3-0 in Oslo. ",
        };
        let text = format!("{lead}{}", sentence.replace("{}", year));
        let checked = check(&text, lang.parse().ok(), MOMENT.parse().expect("a moment"), prepared);
        let at = lead.len() + sentence.find("{}").expect("a place for the year");
        let found = checked
            .findings
            .into_iter()
            .find(|f| f.kind == "team.first_since" && f.span_utf8.0 <= at && at < f.span_utf8.1);
        (text, found.map(|f| (f.verdict, f.right)))
    };
    let mut bad = Vec::new();
    for (lang, sentence, right, wrong) in SENTENCES {
        let (text, found) = verdict(lang, sentence, right);
        if found.as_ref().map(|f| f.0) != Some(Verdict::Confirmed) {
            bad.push(format!("not held: {text} {found:?}"));
        }
        let (text, found) = verdict(lang, sentence, wrong);
        if found != Some((Verdict::Contradicted, Some((*right).to_owned()))) {
            bad.push(format!("not found: {text} {found:?}"));
        }
    }
    assert!(bad.is_empty(), "{}", bad.join("\n"));
}

/// Years of something else raise no alarm.
#[test]
fn other_years_raise_no_alarm() {
    let Some(prepared) = common::prepared() else { return };
    for sentence in [
        "Italy reached their first final since 1990 by beating Norway.",
        "Norway had not scored against Italy since 1999.",
        "It was the first meeting of the two since 2019.",
    ] {
        let text = format!("Norway beat Italy 3-0 in Oslo. {sentence}");
        let checked = check(&text, "en".parse().ok(), MOMENT.parse().expect("a moment"), prepared);
        let alarm = checked.findings.iter().find(|f| {
            f.kind == "team.first_since"
                && f.verdict == Verdict::Contradicted
                && f.right.as_deref() == Some("2000")
        });
        assert!(alarm.is_none(), "{text} {alarm:?}");
    }
}
