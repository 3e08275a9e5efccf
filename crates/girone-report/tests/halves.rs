//! Halves told without figures, in many wordings.

mod common;

use girone_model::Moment;
use girone_report::{Verdict, check};

/// The verdicts on the score at half-time in a report of a match.
fn at_the_half(lang: &str, text: &str, moment: &str) -> Vec<(Verdict, Option<String>)> {
    let moment: Moment = moment.parse().expect("a moment");
    let checked = check(text, lang.parse().ok(), moment, &common::embedded());
    let own = checked.findings.iter().filter(|f| f.kind == "match.halftime_score");
    own.map(|f| (f.verdict, f.right.clone())).collect()
}

const GOALLESS: &[(&str, &str)] = &[
    ("en", "It was goalless at the break."),
    ("en", "After a goalless first half the visitors found a way."),
    ("en", "The first period was scoreless."),
    ("en", "A blank opening half gave no hint of it."),
    ("en", "No goals before the interval."),
    ("en", "There was no score at the half."),
    ("en", "Nothing separated them at the break."),
    ("en", "Half-time had come without a goal."),
    ("en", "Nothing to report at the interval."),
    ("it", "Primo tempo senza reti."),
    ("it", "Reti bianche all'intervallo."),
    ("it", "Dopo un primo tempo senza gol gli ospiti la sbloccano."),
    ("it", "Nessuna rete nei primi quarantacinque minuti."),
    ("it", "Nulla di fatto nella prima frazione."),
    ("it", "A metà gara porte inviolate."),
    ("it", "Reti inviolate al riposo."),
    ("it", "Nella prima metà nessun gol."),
    ("it", "Tutto dopo un tempo senza reti."),
];

#[test]
fn halves_without_a_goal_are_read_in_many_words() {
    for (lang, told) in GOALLESS {
        // Moldova 0-2 Italy, both goals in the last minutes.
        let lead = match *lang {
            "it" => "A Chișinău l'Italia batte la Moldavia 2-0. ",
            _ => "Italy beat Moldova 2-0 in Chisinau. ",
        };
        let text = format!("{lead}{told}");
        let found = at_the_half(lang, &text, "2025-11-14T08:00:00+01:00");
        assert_eq!(found, [(Verdict::Confirmed, None)], "{told}");
    }
}

#[test]
fn halves_with_goals_are_not_goalless() {
    for (lang, told) in GOALLESS {
        // Belgium 6-0 Kazakhstan, two up at the break.
        let lead = match *lang {
            "it" => "Ad Anderlecht il Belgio batte il Kazakistan 6-0. ",
            _ => "Belgium beat Kazakhstan 6-0 in Anderlecht. ",
        };
        let text = format!("{lead}{told}");
        let found = at_the_half(lang, &text, "2025-09-08T08:00:00+02:00");
        assert_eq!(found, [(Verdict::Contradicted, Some("2-0".to_owned()))], "{told}");
    }
}
