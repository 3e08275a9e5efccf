//! Who is said to coach a team, in many wordings.

mod common;

use girone_model::Moment;
use girone_report::{Verdict, check};

/// Two sentences on Belgium v Wales of 9 June 2025, then the one that is tested.
fn verdict(lang: &str, tail: &str, name: &str) -> Option<Verdict> {
    let lead = match lang {
        "it" => "A Bruxelles il Belgio batte il Galles 4-3. ",
        _ => "Belgium beat Wales 4-3 in Brussels. ",
    };
    let text = format!("{lead}{tail}");
    let moment: Moment = "2025-06-10T08:00:00+02:00".parse().expect("a moment");
    let checked = check(&text, lang.parse().ok(), moment, &common::embedded());
    let found =
        checked.findings.iter().find(|f| f.kind == "coach.identity" && f.stated.contains(name));
    found.map(|f| f.verdict)
}

#[test]
fn a_coach_in_office_is_confirmed() {
    for (lang, tail, name) in [
        ("en", "Craig Bellamy's men were three down.", "Bellamy"),
        ("en", "Bellamy's side were three down.", "Bellamy"),
        ("en", "Bellamy's battered Welshmen were three down.", "Bellamy"),
        ("en", "Wales manager Craig Bellamy was proud.", "Bellamy"),
        ("en", "Craig Bellamy will have to wait for the World Cup.", "Bellamy"),
        ("en", "A draw would have been enough for Rudi Garcia's team.", "Garcia"),
        ("it", "Gli uomini di Bellamy erano sotto di tre gol.", "Bellamy"),
        ("it", "Il Galles di Bellamy era sotto di tre gol.", "Bellamy"),
        ("it", "La squadra guidata da Garcia vince in extremis.", "Garcia"),
        ("it", "Il ct Garcia può sorridere.", "Garcia"),
    ] {
        assert_eq!(verdict(lang, tail, name), Some(Verdict::Confirmed), "{tail}");
    }
}

#[test]
fn who_coached_it_before_does_not_now() {
    for (lang, tail, name) in [
        ("en", "Domenico Tedesco's Belgium were three up.", "Tedesco"),
        ("en", "Belgium coach Domenico Tedesco was relieved.", "Tedesco"),
        ("en", "Rob Page's men were three down.", "Page"),
        ("it", "Il Belgio di Tedesco era avanti di tre gol.", "Tedesco"),
        ("it", "I belgi di Tedesco erano avanti di tre gol.", "Tedesco"),
        ("it", "Il Galles di Spalletti era sotto di tre gol.", "Spalletti"),
    ] {
        assert_eq!(verdict(lang, tail, name), Some(Verdict::Contradicted), "{tail}");
    }
}

#[test]
fn former_coaches_players_and_strangers_raise_no_alarm() {
    for (lang, tail, name) in [
        ("en", "The former Belgium coach Domenico Tedesco was in the stands.", "Tedesco"),
        ("en", "Bellamy's predecessor Rob Page was in the stands.", "Page"),
        ("en", "Kevin De Bruyne's Belgium were three up.", "Bruyne"),
        ("it", "L'ex ct Tedesco era in tribuna.", "Tedesco"),
        ("it", "Il Belgio di Courtois era avanti di tre gol.", "Courtois"),
        ("it", "Il predecessore di Garcia, Tedesco, era in tribuna.", "Tedesco"),
    ] {
        assert_ne!(verdict(lang, tail, name), Some(Verdict::Contradicted), "{tail}");
    }
}

/// What is said of the first finding of a kind in a text on Andorra v Albania of 13
/// November 2025.
fn of_albania(lang: &str, tail: &str, kind: &str) -> Vec<Verdict> {
    let lead = match lang {
        "it" => "L'Albania batte 1-0 Andorra. ",
        _ => "Albania beat Andorra 1-0. ",
    };
    let text = format!("{lead}{tail}");
    let moment: Moment = "2025-11-14T08:00:00+01:00".parse().expect("a moment");
    let checked = check(&text, lang.parse().ok(), moment, &common::embedded());
    checked.findings.iter().filter(|f| f.kind == kind).map(|f| f.verdict).collect()
}

#[test]
fn a_time_in_charge_that_nobody_has_read_of_contradicts_who_left_months_before() {
    for (lang, right, wrong) in [
        ("en", "Sylvinho's Albania are second.", "Edoardo Reja's Albania are second."),
        ("en", "Albania coach Sylvinho smiled.", "Albania coach Gianni De Biasi smiled."),
        ("it", "L'Albania di Sylvinho è seconda.", "L'Albania di Reja è seconda."),
    ] {
        let found = of_albania(lang, right, "coach.identity");
        assert_eq!(found, [Verdict::Confirmed], "{right}");
        let found = of_albania(lang, wrong, "coach.identity");
        assert_eq!(found, [Verdict::Contradicted], "{wrong}");
    }
    // Weeks after an end whose day nobody has read of he may still be meant.
    let text = "Bulgaria lost 6-1 to Turkey in Sofia. Ilian Iliev's Bulgaria are bottom.";
    let moment: Moment = "2025-10-12T08:00:00+02:00".parse().expect("a moment");
    let checked = check(text, "en".parse().ok(), moment, &common::embedded());
    let coach = checked.findings.iter().filter(|f| f.kind == "coach.identity");
    let found: Vec<_> = coach.map(|f| f.verdict).collect();
    assert_eq!(found, [Verdict::Unchecked]);
    for (lang, tail) in [
        ("en", "Under Sylvinho Albania have won three, drawn one and lost none."),
        ("en", "Sylvinho's record in charge: three wins, one draw and no defeats."),
        ("it", "Il bilancio di Sylvinho in panchina: tre vittorie, un pareggio e due sconfitte."),
    ] {
        let found = of_albania(lang, tail, "coach.record");
        assert!(!found.contains(&Verdict::Contradicted), "{tail}: {found:?}");
    }
}

/// A record that begins in 2025 holds one match of a coach appointed in 2023.
#[test]
fn a_record_that_begins_later_contradicts_no_time_in_charge() {
    let moment: Moment = "2025-06-07T08:00:00+02:00".parse().expect("a moment");
    for tail in [
        "Under Luciano Spalletti Italy have won one, drawn none and lost two.",
        "Luciano Spalletti's record in charge: no wins, one draw and two defeats.",
        "Luciano Spalletti suffered his third defeat in charge.",
    ] {
        let text = format!("Norway beat Italy 3-0 in Oslo. {tail}");
        let checked = check(&text, "en".parse().ok(), moment, &common::embedded());
        let alarm = checked
            .findings
            .iter()
            .find(|f| f.kind == "coach.record" && f.verdict == Verdict::Contradicted);
        assert!(alarm.is_none(), "{tail}: {alarm:?}");
    }
}
