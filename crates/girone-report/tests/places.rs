//! Towns, rounds and extra time: true ones are left alone, wrong ones are found
//! with the right value, other matches' towns are no alarm.

mod common;

use girone_report::{Verdict, check};

/// A sentence about a match, with the words to look at.
fn verdicts(lang: &str, at: &str, text: &str, kind: &str) -> Vec<(Verdict, Option<String>)> {
    let Some(prepared) = common::prepared() else { return Vec::new() };
    let moment = at.parse().expect("a moment");
    let checked = check(text, lang.parse().ok(), moment, prepared);
    let found = checked.findings.into_iter().filter(|f| f.kind == kind);
    found.map(|f| (f.verdict, f.right)).collect()
}

/// The 2-0 of England against Albania, London, 21 March 2025; with `{}` for a town.
const ENGLISH: &[&str] = &[
    "England beat Albania 2-0 in {} on Friday.",
    "Thomas Tuchel began with a win as England saw off Albania 2-0 in {}.",
    "In {}, England beat Albania 2-0.",
    "{}, March 21 - England beat Albania 2-0 in World Cup qualifying.",
    "England opened their campaign on a chilly night in {}, beating Albania 2-0.",
    "A 2-0 win over Albania in a half-empty {} got England under way.",
];

const ITALIAN: &[&str] = &[
    "L'Inghilterra batte l'Albania 2-0 a {}.",
    "A {} l'Inghilterra supera 2-0 l'Albania.",
    "Nella notte di {} l'Inghilterra piega l'Albania 2-0.",
    "Davanti al pubblico di {} l'Inghilterra batte l'Albania per 2-0.",
    "Debutto vincente per Tuchel: a {} l'Inghilterra doma l'Albania 2-0.",
];

#[test]
fn a_wrong_town_is_found_and_the_right_one_named() {
    if common::prepared().is_none() {
        return;
    }
    let day = "2025-03-22T08:00:00+00:00";
    let cases = [("en", ENGLISH, "London", "Manchester"), ("it", ITALIAN, "Londra", "Manchester")];
    for (lang, sentences, right, wrong) in cases {
        for sentence in sentences {
            let found = verdicts(lang, day, &sentence.replace("{}", right), "match.venue");
            assert_eq!(found.len(), 1, "{sentence}");
            assert_eq!(found[0].0, Verdict::Confirmed, "{sentence}");
            let found = verdicts(lang, day, &sentence.replace("{}", wrong), "match.venue");
            let expected = (Verdict::Contradicted, Some("London".to_owned()));
            assert!(found.contains(&expected), "{sentence}: {found:?}");
        }
    }
}

#[test]
fn the_town_of_something_else_is_no_alarm() {
    let day = "2025-03-22T08:00:00+00:00";
    let texts = [
        ("en", "England beat Albania 2-0. Next they travel to Manchester."),
        ("en", "England beat Albania 2-0. Lewis-Skelly was born in Liverpool."),
        ("en", "England beat Albania 2-0. The sides last met in Tirana, where England won 2-0."),
        ("en", "England beat Albania 2-0. Fans had filled the bars in Tirana all day."),
        (
            "it",
            "L'Inghilterra batte 2-0 l'Albania. Nelle piazze di Tirana il maxischermo era spento.",
        ),
        ("it", "L'Inghilterra batte 2-0 l'Albania. L'ultimo precedente, a Tirana, era finito 2-0."),
        ("it", "L'Inghilterra batte 2-0 l'Albania. Il terzino è nato a Manchester."),
    ];
    for (lang, text) in texts {
        let found = verdicts(lang, day, text, "match.venue");
        assert!(found.iter().all(|f| f.0 != Verdict::Contradicted), "{text}: {found:?}");
    }
}

#[test]
fn rounds_are_of_the_match_or_of_what_it_led_to() {
    if common::prepared().is_none() {
        return;
    }
    // Switzerland 2-0 Italy, round of 16 of EURO 2024.
    let day = "2024-06-30T08:00:00+02:00";
    let expect = |lang: &str, text: &str, verdict: Verdict, right: Option<&str>| {
        let found = verdicts(lang, day, text, "match.stage");
        let expected = (verdict, right.map(str::to_owned));
        assert!(found.contains(&expected), "{text}: {found:?}");
    };
    let yes = Verdict::Confirmed;
    let no = Verdict::Contradicted;
    for text in [
        "La Svizzera elimina l'Italia 2-0 negli ottavi.",
        "La Svizzera batte l'Italia 2-0 e vola ai quarti.",
        "Era un ottavo di finale: la Svizzera batte l'Italia 2-0.",
        "La Svizzera supera 2-0 l'Italia e conquista i quarti di finale.",
    ] {
        expect("it", text, yes, None);
    }
    for text in [
        "Switzerland beat Italy 2-0 to reach the quarter-finals.",
        "Switzerland beat Italy 2-0 in the last 16.",
        "Switzerland are into the last eight after a 2-0 win over Italy.",
    ] {
        expect("en", text, yes, None);
    }
    expect("it", "La Svizzera batte l'Italia 2-0 e vola in semifinale.", no, Some("quarter-final"));
    expect("it", "La Svizzera elimina l'Italia 2-0 nella semifinale.", no, Some("round-of-16"));
    let wrong = "Switzerland beat Italy 2-0 to reach the semi-finals.";
    expect("en", wrong, no, Some("quarter-final"));
    // The end of a match, and hopes, are no rounds.
    for (lang, text) in [
        ("it", "La Svizzera batte l'Italia 2-0. Nel finale di gara poco altro."),
        ("en", "Switzerland beat Italy 2-0. At the final whistle the Swiss danced."),
        ("en", "Switzerland beat Italy 2-0. They dream of the final."),
    ] {
        let found = verdicts(lang, day, text, "match.stage");
        assert!(found.iter().all(|f| f.0 != no), "{text}: {found:?}");
    }
}

#[test]
fn extra_time_is_known_from_the_minutes() {
    if common::prepared().is_none() {
        return;
    }
    let italy = "L'Italia batte l'Austria 2-1 dopo i tempi supplementari.";
    let found = verdicts("it", "2021-06-27T08:00:00+02:00", italy, "match.extra_time");
    assert_eq!(found, [(Verdict::Confirmed, None)]);
    let swiss = "Switzerland beat Italy 2-0 after extra time.";
    let found = verdicts("en", "2024-06-30T08:00:00+02:00", swiss, "match.extra_time");
    assert_eq!(found, [(Verdict::Contradicted, Some("False".to_owned()))]);
}

#[test]
fn a_score_bound_to_another_match_is_of_that_match() {
    if common::prepared().is_none() {
        return;
    }
    // England 3-0 Latvia, 24 March 2025; on that day Poland 2-0 Malta in Warsaw and
    // Albania 3-0 Andorra in Tirana.
    let day = "2025-03-25T08:00:00+00:00";
    let english = "England beat Latvia 3-0 in London. ";
    let italian = "L'Inghilterra batte la Lettonia 3-0 a Londra. ";
    let cases = [
        ("en", english, "Malta, {} losers in Warsaw, are bottom.", "2-0", "3-1"),
        ("en", english, "Malta's {} defeat in Warsaw helped no one.", "2-0", "3-0"),
        ("en", english, "Next come Albania, who beat Andorra {} in Tirana.", "3-0", "2-0"),
        ("it", italian, "Malta ha perso {} a Varsavia.", "2-0", "3-1"),
        ("it", italian, "L'Albania, che ha battuto Andorra {} a Tirana, insegue.", "3-0", "4-0"),
    ];
    for (lang, opening, sentence, right, wrong) in cases {
        let told = |score: &str| {
            let text = format!("{opening}{}", sentence.replace("{}", score));
            verdicts(lang, day, &text, "match.score")
        };
        let found = told(right);
        assert!(found.iter().all(|f| f.0 == Verdict::Confirmed), "{sentence}: {found:?}");
        assert_eq!(found.len(), 2, "{sentence}: {found:?}");
        let found = told(wrong);
        let expected = (Verdict::Contradicted, Some(right.to_owned()));
        assert!(found.contains(&expected), "{sentence} {wrong}: {found:?}");
    }
}
