//! What was won, drawn and lost under a coach, in the wordings of reports: right
//! figures hold, wrong ones are found with the right value.

mod common;

use std::sync::Arc;

use girone_model::Precision;
use girone_report::{Prepared, Verdict, check};

/// Norway beat Italy 3-0 on 6 June 2025: Luciano Spalletti's record then was eleven
/// won, six drawn, six lost.
const MOMENT: &str = "2025-06-07T08:00:00+02:00";

/// What is found at the last place where the words stand.
fn at(lang: &str, text: &str, words: &str) -> Vec<(Verdict, Option<String>)> {
    let Some(prepared) = common::prepared() else { return Vec::new() };
    let checked = check(text, lang.parse().ok(), MOMENT.parse().expect("a moment"), prepared);
    let at = text.rfind(words).expect("the words stand in the text");
    let found = checked.findings.into_iter().filter(|f| {
        f.span_utf8.0 < at + words.len() && at < f.span_utf8.1 && f.kind == "coach.record"
    });
    found.map(|f| (f.verdict, f.right)).collect()
}

/// A sentence after the score, the word to look at, what it becomes, the right value.
const SENTENCES: &[(&str, &str, &str, &str, &str)] = &[
    ("it", "Per Spalletti {} vittorie, sei pareggi e sei sconfitte.", "undici", "dodici", "11"),
    ("it", "Il bilancio di Spalletti: {} vinte, sei pari, sei perse.", "undici", "dieci", "11"),
    ("it", "Spalletti chiude con undici successi, sei pari e {} rovesci.", "sei", "cinque", "6"),
    ("it", "Undici le affermazioni di Spalletti, {} i ko.", "sei", "sette", "6"),
    ("it", "Spalletti incassa la sconfitta numero {} del suo mandato.", "sei", "sette", "6"),
    ("it", "Di vittorie Spalletti ne conta {}, in ventitré uscite.", "undici", "dodici", "11"),
    ("it", "Spalletti, da quando siede lì: undici vittorie, {} capitomboli.", "sei", "otto", "6"),
    ("en", "Luciano Spalletti has eleven wins, six draws and {} defeats.", "six", "five", "6"),
    ("en", "Luciano Spalletti's record reads W11 D6 {}.", "L6", "L7", "6"),
    ("en", "Luciano Spalletti's stint, by outcome: eleven, {}, six.", "six", "seven", "6"),
    ("en", "Luciano Spalletti's figures are victories eleven, defeats {}.", "six", "five", "6"),
    ("en", "Luciano Spalletti: eleven up, six level, {} down.", "six", "seven", "6"),
    ("en", "Eleven wins and {} losses for Luciano Spalletti.", "six", "seven", "6"),
    (
        "en",
        "Luciano Spalletti has eleven wins and {} losses since he took over.",
        "six",
        "five",
        "6",
    ),
];

#[test]
fn the_record_of_a_coach_is_read_in_many_wordings() {
    if common::prepared().is_none() {
        return;
    }
    let mut bad = Vec::new();
    for (lang, sentence, good, wrong, right) in SENTENCES {
        let lead = match *lang {
            "it" => "A Oslo la Norvegia batte 3-0 l'Italia. ",
            _ => "Norway beat Italy 3-0 in Oslo. ",
        };
        let text = |word: &str| format!("{lead}{}", sentence.replace("{}", word));
        let (held, found) = (at(lang, &text(good), good), at(lang, &text(wrong), wrong));
        if !held.iter().any(|(v, _)| *v == Verdict::Confirmed)
            || held.iter().any(|(v, _)| *v == Verdict::Contradicted)
        {
            bad.push(format!("not held: {} {held:?}", text(good)));
        }
        let told = |r: &Option<String>| r.as_deref() == Some(right);
        if !found.iter().any(|(v, r)| *v == Verdict::Contradicted && told(r)) {
            bad.push(format!("not found: {} {found:?}", text(wrong)));
        }
    }
    assert!(bad.is_empty(), "{}", bad.join("\n"));
}

/// A time in charge that nobody has read of contradicts nothing by itself, and does
/// beside another figure that bears it out.
#[test]
fn a_figure_that_agrees_bears_out_a_time_in_charge() {
    let Some(read) = common::prepared() else { return };
    let mut snapshot = girone_model::Snapshot::clone(read.snapshot());
    for t in &mut snapshot.tenures {
        t.from = t.from.map(|(day, _)| (day, Precision::Approximate));
        t.to = t.to.map(|(day, _)| (day, Precision::Approximate));
        t.source = None;
    }
    let unread = Prepared::new(Arc::new(snapshot), &common::books());
    let lead = "Norway beat Italy 3-0 in Oslo. Luciano Spalletti has";
    for (tail, alone) in
        [("lost seven matches in charge.", true), ("eleven wins and seven defeats.", false)]
    {
        let wrong = |prepared: &Prepared| {
            let moment = MOMENT.parse().expect("a moment");
            let checked = check(&format!("{lead} {tail}"), "en".parse().ok(), moment, prepared);
            checked
                .findings
                .iter()
                .any(|f| f.kind == "coach.record" && f.verdict == Verdict::Contradicted)
        };
        assert!(wrong(read), "{tail}");
        assert_eq!(wrong(&unread), !alone, "{tail}");
    }
}
