//! Conditional sentences of a report: "with a win in Cardiff Belgium would win the
//! group" is confirmed where it is certain, never contradicted, and where it is not
//! certain the finding shows how it can come otherwise.

use girone::model::{AsOf, Lang, Moment};
use girone::reporting::{Finding, Verdict};
use girone::scenarios::Holds;
use girone::{Desk, Limits, ProofReader, View};

const AT: &str = "2025-11-16";

fn reader(desk: &Desk) -> ProofReader {
    desk.proof_reader(Moment::Latest)
}

/// The conditional statements that are found in a text.
fn conditionals(reader: &ProofReader, lang: Lang, text: &str, at: &str) -> Vec<Finding> {
    let checked = reader.check(text, Some(lang), Some(at.parse().unwrap()));
    checked.findings.into_iter().filter(|f| f.kind == "table.condition").collect()
}

/// Before 18 November 2025: Belgium 15 points, Wales and North Macedonia 13, who meet
/// each other; Belgium are at home to Liechtenstein and have by far the best goal
/// difference.
const ENGLISH: &[(&str, bool)] = &[
    ("If Belgium beat Liechtenstein on Tuesday they will win Group J.", true),
    ("Belgium will win the group if they beat Liechtenstein.", true),
    ("A win against Liechtenstein will be enough to win the group for Belgium.", true),
    ("Victory over Liechtenstein would guarantee Belgium first place.", true),
    ("Belgium need a win to be sure of first place.", true),
    ("They must beat Liechtenstein to win the group.", true),
    ("With a win in Liege Rudi Garcia's side will qualify for the World Cup.", true),
    ("The Red Devils will be through to the World Cup if they win on Tuesday.", true),
    ("If Belgium lose to Liechtenstein and Wales beat North Macedonia, Wales win the group.", true),
    ("With a draw Belgium would win the group.", false),
    ("Belgium need only a point to secure second place.", false),
    ("If Wales beat North Macedonia they will win the group.", false),
    ("A point is enough for North Macedonia to top the group.", false),
    ("Wales will win the group if they beat North Macedonia.", false),
    ("If Belgium draw and Wales win, Wales will top the group.", false),
];

const ITALIAN: &[(&str, bool)] = &[
    ("Se batte il Liechtenstein, il Belgio vince il girone.", true),
    ("Il Belgio vince il girone se batte il Liechtenstein.", true),
    ("Con una vittoria contro il Liechtenstein il Belgio sarebbe qualificato al Mondiale.", true),
    ("Il Belgio deve vincere per conquistare il primo posto.", true),
    ("Ai belgi serve una vittoria contro il Liechtenstein per il pass per il Mondiale.", true),
    ("Battendo il Liechtenstein i Diavoli Rossi andranno al Mondiale.", true),
    ("Con un punto il Belgio chiuderebbe al secondo posto.", true),
    ("Un pareggio con il Liechtenstein basterebbe ai belgi per il secondo posto.", true),
    ("Per vincere il girone al Belgio basta battere il Liechtenstein.", true),
    ("Al Belgio basta un punto per vincere il girone.", false),
    ("Se il Galles batte la Macedonia del Nord, vince il girone.", false),
    ("In caso di pareggio contro il Liechtenstein il Belgio sarebbe primo.", false),
];

#[test]
fn a_conditional_sentence_is_confirmed_where_it_is_certain() {
    let desk = Desk::embedded().unwrap();
    let reader = reader(&desk);
    let mut failed = Vec::new();
    for (lang, lead, sentences) in [
        (Lang::En, "Belgium were held 1-1 by Kazakhstan in Astana on Saturday.", ENGLISH),
        (Lang::It, "Il Belgio è stato fermato sull'1-1 dal Kazakistan ad Astana.", ITALIAN),
    ] {
        for (sentence, certain) in sentences {
            let found = conditionals(&reader, lang, &format!("{lead} {sentence}"), AT);
            let should = if *certain { Verdict::Confirmed } else { Verdict::Unchecked };
            let told = match lang {
                Lang::En => ["not certain: with", "not needed"],
                Lang::It => ["non è certo: con", "non serve"],
            };
            let fits = |f: &Finding| {
                f.verdict == should && (*certain || told.iter().any(|t| f.message.contains(t)))
            };
            if !matches!(found.as_slice(), [f] if fits(f)) {
                failed.push(format!("{sentence}: {found:#?}"));
            }
        }
    }
    assert!(failed.is_empty(), "{failed:#?}");
}

#[test]
fn what_is_only_possible_or_alternative_is_left_alone() {
    let desk = Desk::embedded().unwrap();
    let reader = reader(&desk);
    for sentence in [
        "If Belgium win or Wales draw, Belgium will top the group.",
        "Belgium will win the group unless they lose to Liechtenstein.",
        "Should Belgium slip up, Wales could finish first.",
        "With a win Wales topped the group.",
    ] {
        let text = format!("Belgium were held 1-1 by Kazakhstan in Astana. {sentence}");
        assert_eq!(conditionals(&reader, Lang::En, &text, AT), [], "{sentence}");
    }
}

/// Sentences on every team of every group at some moments, and what the question
/// `holds` answers on its own way.
fn agree(view: &View, reader: &ProofReader, edition: &str, at: &str) -> (u32, u32) {
    let (mut yes, mut no) = (0, 0);
    let (found, _) = view.edition(edition).unwrap();
    for group in found.group_addresses() {
        let address = format!("{edition}/{group}");
        let table = view.table(&address).unwrap();
        let sheet = &table.sheet.sheet;
        let name = |ix| view.team_name(table.team(ix), Lang::En).to_owned();
        let Some(last) = sheet.results.last() else { continue };
        let lead = format!(
            "{} {}-{} {}.",
            name(last.teams.home),
            last.goals.home,
            last.goals.away,
            name(last.teams.away)
        );
        for left in &sheet.remaining {
            for (own, other) in [(left.home, left.away), (left.away, left.home)] {
                let (own, other) = (name(own), name(other));
                for (does, supposed) in [
                    (format!("if they beat {other}"), format!("{own} beat {other}")),
                    (format!("if they lose to {other}"), format!("{other} beat {own}")),
                    (
                        format!("if they do not lose to {other}"),
                        format!("{own} do not lose to {other}"),
                    ),
                ] {
                    for (aim, stated) in [
                        ("win the group", "win the group".to_owned()),
                        ("secure second place", "finish in the first two".to_owned()),
                    ] {
                        let text = format!("{lead} {own} will {aim} {does}.");
                        let said = conditionals(reader, Lang::En, &text, at);
                        let supposed = std::slice::from_ref(&supposed);
                        let stated = format!("{own} {stated}");
                        let limits = Limits { max_goals: None, ..Limits::default() };
                        let answer = view.holds(&address, supposed, &stated, &limits).unwrap();
                        let [finding] = said.as_slice() else {
                            panic!("{text}: {said:?}");
                        };
                        match answer.holds {
                            Holds::Always => {
                                assert_eq!(finding.verdict, Verdict::Confirmed, "{text}");
                                yes += 1;
                            }
                            Holds::Sometimes { .. } | Holds::Never { .. } => {
                                assert_eq!(finding.verdict, Verdict::Unchecked, "{text}");
                                no += 1;
                            }
                            other => panic!("{text}: {other:?}"),
                        }
                    }
                }
            }
        }
    }
    (yes, no)
}

#[test]
fn sentences_say_what_the_question_says() {
    let desk = Desk::embedded().unwrap();
    let reader = reader(&desk);
    let (mut yes, mut no) = (0, 0);
    for at in ["2025-10-15", "2025-11-17"] {
        let view = desk.view(AsOf::at(at.parse().unwrap()));
        let (y, n) = agree(&view, &reader, "wcq-2026-uefa", at);
        yes += y;
        no += n;
    }
    println!("{yes} conditional sentences confirmed, {no} not");
    assert!(yes >= 100 && no >= 200, "{yes} and {no}");
}
