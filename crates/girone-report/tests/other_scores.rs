//! The score of the match reported and scores of other matches of these days, told
//! in many wordings: the right one is confirmed, another one contradicted.

mod common;

use std::sync::OnceLock;

use girone_model::Moment;
use girone_report::{Checked, Prepared, Verdict, check};

static RECORD: OnceLock<Prepared> = OnceLock::new();

fn read(lang: &str, text: &str) -> Checked {
    let moment: Moment = "2025-10-14T08:00:00+02:00".parse().expect("a moment");
    check(text, lang.parse().ok(), moment, RECORD.get_or_init(common::embedded))
}

/// What becomes of the last score of a text.
fn last_score(lang: &str, text: &str) -> (Option<Verdict>, Option<String>) {
    let checked = read(lang, text);
    let found = checked.findings.iter().rfind(|f| f.kind == "match.score");
    (found.map(|f| f.verdict), found.and_then(|f| f.right.clone()))
}

const REPORTED: &[(&str, &str)] = &[
    ("en", "Belgium beat Wales {} in Cardiff."),
    ("en", "In Cardiff, Belgium overcame Wales {}."),
    (
        "en",
        "Rudi Garcia's side came away with a {} victory over Wales in Cardiff, Belgium's third.",
    ),
    ("it", "A Cardiff il Belgio batte il Galles {}."),
    ("it", "Il Belgio regola il Galles {} a Cardiff."),
    ("it", "A Cardiff il Belgio sommerge il Galles {}."),
    ("en", "Belgium were in no mood to linger in Cardiff and left with a {} win over Wales."),
    ("en", "Belgium's {} defeat of Wales was watched by a full house in Cardiff."),
    ("it", "Serata belga a Cardiff: {} al Galles e tre punti."),
    ("it", "Il Belgio passeggia sul Galles: {} a Cardiff."),
];

#[test]
fn the_score_of_the_match_reported_told_outright_is_held_against_it() {
    for (lang, telling) in REPORTED {
        let told = telling.replace("{}", "4-2");
        assert_eq!(last_score(lang, &told).0, Some(Verdict::Confirmed), "{told}");
        for wrong in ["4-1", "5-2"] {
            let told = telling.replace("{}", wrong);
            let (verdict, right) = last_score(lang, &told);
            assert_eq!(verdict, Some(Verdict::Contradicted), "{told}");
            assert_eq!(right.as_deref(), Some("4-2"), "{told}");
        }
    }
}

const OTHERS: &[(&str, &str)] = &[
    ("en", "North Macedonia, held {} by Kazakhstan in Skopje, are second."),
    ("en", "Second are North Macedonia, who could not get past Kazakhstan: that ended {}."),
    ("en", "Next come North Macedonia and Kazakhstan, who drew {}."),
    ("it", "La Macedonia del Nord, fermata {} dal Kazakistan a Skopje, è seconda."),
    ("it", "La Macedonia del Nord ({} col Kazakistan a Skopje) è seconda."),
    ("it", "Dietro ci sono Macedonia del Nord e Kazakistan, che hanno pareggiato {}."),
    ("en", "Second are North Macedonia after their {} draw with Kazakhstan in Skopje."),
    ("en", "In Skopje, North Macedonia and Kazakhstan drew {}."),
    ("it", "Seconda resta la Macedonia del Nord, bloccata sull'{} dal Kazakistan."),
    ("it", "A Skopje la Macedonia del Nord ha impattato {} con il Kazakistan."),
];

#[test]
fn a_score_of_another_match_of_the_day_is_never_wrongly_judged() {
    for (lang, tail) in OTHERS {
        let lead = match *lang {
            "it" => "A Cardiff il Belgio batte il Galles 4-2. ",
            _ => "Belgium beat Wales 4-2 in Cardiff. ",
        };
        let right = format!("{lead}{}", tail.replace("{}", "1-1"));
        assert_ne!(last_score(lang, &right).0, Some(Verdict::Contradicted), "{right}");
        let wrong = format!("{lead}{}", tail.replace("{}", "2-2"));
        assert_ne!(last_score(lang, &wrong).0, Some(Verdict::Confirmed), "{wrong}");
    }
    for (lang, tail) in OTHERS.iter().filter(|(_, t)| !t.contains("ended")) {
        let wrong = format!("Belgium beat Wales 4-2. {}", tail.replace("{}", "2-2"));
        let (verdict, right) = last_score(lang, &wrong);
        assert_eq!(verdict, Some(Verdict::Contradicted), "{wrong}");
        assert_eq!(right.as_deref(), Some("1-1"), "{wrong}");
    }
}

/// The numbers from one to thirty that a telling is confirmed with.
fn confirmed(lang: &str, telling: &str) -> Vec<u32> {
    let holds = |n: &u32| {
        let text = format!(
            "{} {}",
            if lang == "it" {
                "A Cardiff il Belgio batte il Galles 4-2."
            } else {
                "Belgium beat Wales 4-2 in Cardiff."
            },
            telling.replace("{}", &n.to_string())
        );
        let checked = read(lang, &text);
        checked
            .findings
            .iter()
            .any(|f| f.kind.starts_with("h2h") && f.verdict == Verdict::Confirmed)
    };
    (1..30).filter(holds).collect()
}

#[test]
fn the_meetings_of_two_teams_are_counted_alike_in_every_wording() {
    let met = confirmed("en", "The two sides have now met {} times.");
    assert_eq!(met.len(), 1, "{met:?}");
    for (lang, telling) in [
        ("en", "{} games between them, and few dull ones."),
        ("en", "It was the {}th meeting between the two."),
        ("it", "Era il confronto numero {} tra le due nazionali."),
    ] {
        assert_eq!(confirmed(lang, telling), met, "{telling}");
    }
}

/// Sentences after a report of Belgium's 4-2 in Cardiff on 13 October 2025, the score
/// that stands there, and a wrong one with the right one as it is told.
const LED: &[(&str, &str, &str, &str)] = &[
    ("en", "In Brussels it had been {}.", "4-3", "3-3"),
    ("en", "June's game in Brussels had finished {} to the hosts.", "4-3", "4-1"),
    ("en", "They had won {} in Brussels in June.", "4-3", "3-2"),
    ("it", "All'andata, a Bruxelles, era finita {}.", "4-3", "3-2"),
    ("it", "A Bruxelles, in giugno, {}.", "4-3", "5-3"),
    ("it", "A Bruxelles era uscito un {}.", "4-3", "3-2"),
    ("it", "I belgi, che a giugno si erano imposti {}, restano primi.", "4-3", "3-1"),
    ("en", "Behind them are North Macedonia, who were held {} in Skopje.", "1-1", "2-2"),
    ("it", "Dietro c'è la Macedonia del Nord, frenata {} a Skopje.", "1-1", "0-0"),
];

#[test]
fn a_score_is_of_the_match_that_time_and_town_lead_to() {
    for (lang, tail, good, wrong) in LED {
        let lead = match *lang {
            "it" => "A Cardiff il Belgio batte il Galles 4-2. ",
            _ => "Belgium beat Wales 4-2 in Cardiff. ",
        };
        let right = format!("{lead}{}", tail.replace("{}", good));
        assert_ne!(last_score(lang, &right).0, Some(Verdict::Contradicted), "{right}");
        let wrong = format!("{lead}{}", tail.replace("{}", wrong));
        let (verdict, told) = last_score(lang, &wrong);
        assert_ne!(verdict, Some(Verdict::Confirmed), "{wrong}");
        if verdict == Some(Verdict::Contradicted) {
            assert_eq!(told.as_deref(), Some(*good), "{wrong}");
        }
    }
}
