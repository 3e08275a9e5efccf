//! Runs put together from the words: what is or is not done, for how many matches.

mod common;

use girone_report::{Verdict, check};

/// North Macedonia beat Liechtenstein 5-0 on 7 September 2025: Liechtenstein are nine
/// without a win, have lost eight in a row and conceded in each, and have not scored in
/// six; the Macedonians have scored in thirteen.
const MOMENT: &str = "2025-09-08T08:00:00+02:00";

/// A sentence after the score, the number to look at, what it becomes.
const SENTENCES: &[(&str, &str, &str, &str)] = &[
    ("it", "Il Liechtenstein non esulta da {} gare.", "nove", "undici"),
    ("it", "Il Liechtenstein è a digiuno da {} turni.", "nove", "sette"),
    ("it", "Il Liechtenstein, a digiuno di vittorie da {} impegni, è ultimo.", "nove", "dieci"),
    ("it", "Il Liechtenstein insegue un successo da {} partite.", "nove", "dieci"),
    ("it", "Il Liechtenstein non vede un gol da {} partite.", "sei", "quattro"),
    ("it", "Il Liechtenstein da {} non va a segno.", "sei", "sette"),
    ("it", "Per il Liechtenstein sono {} tonfi consecutivi.", "otto", "sei"),
    ("it", "Per il Liechtenstein sono {} disfatte in sequenza.", "otto", "sette"),
    ("it", "La Macedonia del Nord va sempre a segno da {} incontri.", "tredici", "undici"),
    ("it", "Il digiuno del Liechtenstein, {} gare, continua.", "nove", "undici"),
    ("it", "Per il Liechtenstein salgono a {} le partite senza vittorie.", "nove", "dieci"),
    ("it", "Il Liechtenstein è alla striscia nera: {} gare senza gioie.", "nove", "sette"),
    ("en", "Liechtenstein's winless run stands at {}.", "nine", "seven"),
    ("en", "It is a winless streak of {} for Liechtenstein.", "nine", "eleven"),
    ("en", "Matches for Liechtenstein without a win: {}.", "nine", "seven"),
    ("en", "Liechtenstein have no victory in {}.", "nine", "seven"),
    ("en", "Liechtenstein have had no joy in {} outings.", "nine", "eleven"),
    ("en", "Liechtenstein haven't won in {}.", "nine", "seven"),
    ("en", "Liechtenstein have failed to find the net for {} matches.", "six", "four"),
    ("en", "There has been no goal for Liechtenstein in {}.", "six", "eight"),
    ("en", "For Liechtenstein it is {} defeats back to back.", "eight", "six"),
    ("en", "Liechtenstein have drawn {} blanks in a row.", "six", "four"),
];

#[test]
fn runs_are_read_in_many_wordings() {
    let Some(prepared) = common::prepared() else { return };
    let verdict = |lang: &str, sentence: &str, number: &str| {
        let lead = match lang {
            "it" => "A Skopje la Macedonia del Nord travolge 5-0 il Liechtenstein. ",
            _ => "North Macedonia beat Liechtenstein 5-0 in Skopje. ",
        };
        let text = format!("{lead}{}", sentence.replace("{}", number));
        let moment = MOMENT.parse().expect("a moment");
        let checked = check(&text, lang.parse().ok(), moment, prepared);
        let at = text.rfind(number).expect("the number stands in the text");
        let found = checked
            .findings
            .into_iter()
            .find(|f| f.kind == "team.streak" && f.span_utf8.0 <= at && at < f.span_utf8.1);
        (text, found.map(|f| (f.verdict, f.right)))
    };
    let mut bad = Vec::new();
    for (lang, sentence, good, wrong) in SENTENCES {
        let (text, found) = verdict(lang, sentence, good);
        if found.as_ref().map(|f| f.0) != Some(Verdict::Confirmed) {
            bad.push(format!("not held: {text} {found:?}"));
        }
        let (text, found) = verdict(lang, sentence, wrong);
        if found.as_ref().map(|f| f.0) != Some(Verdict::Contradicted) {
            bad.push(format!("not found: {text} {found:?}"));
        }
    }
    assert!(bad.is_empty(), "{}", bad.join("\n"));
}

/// What is counted in something else than matches is no run.
#[test]
fn other_counts_are_no_runs() {
    let Some(prepared) = common::prepared() else { return };
    for (lang, text) in [
        (
            "en",
            "North Macedonia beat Liechtenstein 5-0. Liechtenstein have conceded one goal in three games.",
        ),
        ("en", "North Macedonia beat Liechtenstein 5-0. Liechtenstein have not won in ten years."),
        ("it", "La Macedonia del Nord batte 5-0 il Liechtenstein, che non vince da dieci mesi."),
        ("it", "La Macedonia del Nord batte 5-0 il Liechtenstein, che non segna da venti ore."),
    ] {
        let moment = MOMENT.parse().expect("a moment");
        let checked = check(text, lang.parse().ok(), moment, prepared);
        let alarm = checked
            .findings
            .iter()
            .find(|f| f.kind == "team.streak" && f.verdict == Verdict::Contradicted);
        assert!(alarm.is_none(), "{text} {alarm:?}");
    }
}
