//! The balance of two teams in figures, in the wordings of reports: right figures hold,
//! a wrong one among right ones is found with its right value.

mod common;

use girone_report::{Verdict, check};

/// Norway beat Italy 3-0 on 6 June 2025, their 18th meeting: ten won by Italy, four
/// drawn, four by Norway.
const MOMENT: &str = "2025-06-07T08:00:00+02:00";

/// A sentence after the score, the number to look at, what it becomes, the right value.
const SENTENCES: &[(&str, &str, &str, &str, &str)] = &[
    (
        "it",
        "Storia dei duelli: azzurri dieci, norvegesi {}, quattro pareggi.",
        "quattro",
        "cinque",
        "4",
    ),
    ("it", "Scontri diretti: {}, di cui dieci azzurri.", "diciotto", "diciannove", "18"),
    (
        "it",
        "Negli incroci dieci vittorie azzurre, {} norvegesi e quattro pari.",
        "quattro",
        "cinque",
        "4",
    ),
    (
        "it",
        "Nella sfida gli azzurri conducono {} a quattro, quattro le patte.",
        "dieci",
        "nove",
        "10",
    ),
    (
        "it",
        "Il saldo dei precedenti dice dieci successi a {}, con quattro pareggi.",
        "quattro",
        "cinque",
        "4",
    ),
    ("en", "Italy still lead the series, ten wins to four, with {} draws.", "four", "six", "4"),
    ("en", "The history: 18 meetings, {} Italian wins, four draws.", "ten", "eleven", "10"),
    ("en", "All-time series: Italy ten, Norway {}, four drawn.", "four", "five", "4"),
    ("en", "In 18 encounters the Italians have {} wins and four draws.", "ten", "nine", "10"),
];

#[test]
fn balances_are_read_in_many_wordings() {
    let Some(prepared) = common::prepared() else { return };
    let verdict = |lang: &str, sentence: &str, number: &str| {
        let lead = match lang {
            "it" => "A Oslo la Norvegia batte 3-0 l'Italia. ",
            _ => "Norway beat Italy 3-0 in Oslo. ",
        };
        let text = format!("{lead}{}", sentence.replace("{}", number));
        let checked = check(&text, lang.parse().ok(), MOMENT.parse().expect("a moment"), prepared);
        let at = lead.len() + sentence.find("{}").expect("a place for the number");
        let found =
            checked.findings.into_iter().find(|f| f.kind.starts_with("h2h") && f.span_utf8.0 == at);
        (text, found.map(|f| (f.verdict, f.right)))
    };
    let mut bad = Vec::new();
    for (lang, sentence, good, wrong, right) in SENTENCES {
        let (text, found) = verdict(lang, sentence, good);
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

/// Where more than one figure differs, or the words restrict the count, nothing is said.
#[test]
fn other_balances_raise_no_alarm() {
    let Some(prepared) = common::prepared() else { return };
    for text in [
        "Norway beat Italy 3-0. In the series Italy have seven wins to two.",
        "Norway beat Italy 3-0. On home soil the series reads Norway three, Italy five.",
        "Norway beat Italy 3-0. In 18 meetings they had yet to win one at home by three.",
    ] {
        let moment = MOMENT.parse().expect("a moment");
        let checked = check(text, "en".parse().ok(), moment, prepared);
        let alarm = checked
            .findings
            .iter()
            .find(|f| f.kind.starts_with("h2h") && f.verdict == Verdict::Contradicted);
        assert!(alarm.is_none(), "{text} {alarm:?}");
    }
}
