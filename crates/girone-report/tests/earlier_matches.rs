//! Scores of earlier matches, told in many wordings: the right one is confirmed,
//! another one is not, even where the match reported ended so.

mod common;

use girone_model::Moment;
use girone_report::{Verdict, check};

/// What becomes of the last score of a report on Wales 2-4 Belgium, 13 October 2025.
fn last_score(lang: &str, tail: &str) -> (Option<Verdict>, Option<String>) {
    let lead = match lang {
        "it" => "A Cardiff il Belgio batte il Galles 4-2. ",
        _ => "Belgium beat Wales 4-2 in Cardiff. ",
    };
    let text = format!("{lead}{tail}");
    let moment: Moment = "2025-10-14T08:00:00+02:00".parse().expect("a moment");
    let checked = check(&text, lang.parse().ok(), moment, &common::embedded());
    let begin = lead.len();
    let found =
        checked.findings.iter().rfind(|f| f.kind == "match.score" && f.span_utf8.0 >= begin);
    (found.map(|f| f.verdict), found.and_then(|f| f.right.clone()))
}

const TELLINGS: &[(&str, &str, &str)] = &[
    ("en", "In June, in Brussels, it had finished {}.", "4-3"),
    ("en", "June's game in Brussels had finished {}.", "4-3"),
    ("en", "The June meeting in Brussels had ended {}.", "4-3"),
    ("en", "They have met often, the previous one a {} in Brussels.", "4-3"),
    ("en", "The last meeting, in June, had ended {}.", "4-3"),
    ("it", "A giugno, a Bruxelles, era finita {}.", "4-3"),
    ("it", "A giugno i Diavoli Rossi avevano vinto {}.", "4-3"),
    ("it", "Il precedente, a Bruxelles, era terminato {}.", "4-3"),
];

#[test]
fn the_score_of_the_match_that_is_named_is_confirmed() {
    for (lang, telling, score) in TELLINGS {
        let told = telling.replace("{}", score);
        assert_eq!(last_score(lang, &told).0, Some(Verdict::Confirmed), "{told}");
    }
}

#[test]
fn another_score_is_contradicted_even_if_the_match_reported_ended_so() {
    for (lang, telling, score) in TELLINGS {
        for wrong in ["3-2", "4-2"] {
            let told = telling.replace("{}", wrong);
            let (verdict, right) = last_score(lang, &told);
            assert_eq!(verdict, Some(Verdict::Contradicted), "{told}");
            assert_eq!(right.as_deref(), Some(*score), "{told}");
        }
    }
}

#[test]
fn the_score_of_tonight_before_a_word_on_another_match_raises_no_alarm() {
    for (lang, told) in [
        ("en", "The 4-2 win follows the one of June."),
        ("en", "It was a 4-2 to remember, after June's thriller in Brussels."),
        ("it", "Un 4-2 che vale più di quello di giugno a Bruxelles."),
    ] {
        assert_ne!(last_score(lang, told).0, Some(Verdict::Contradicted), "{told}");
    }
}
