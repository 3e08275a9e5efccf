//! Odd input: an answer without a crash and without a false alarm.

mod common;

use girone_model::{Lang, Moment};
use girone_report::{Verdict, check};

fn alarms(text: &str, lang: Option<Lang>, moment: &str) -> Option<Vec<String>> {
    let prepared = common::prepared()?;
    let moment: Moment = moment.parse().expect("a moment");
    let checked = check(text, lang, moment, prepared);
    for f in &checked.findings {
        assert_eq!(&text[f.span_utf8.0..f.span_utf8.1], f.stated);
        let points: String = text.chars().skip(f.span.0).take(f.span.1 - f.span.0).collect();
        assert_eq!(points, f.stated);
    }
    Some(
        checked
            .findings
            .iter()
            .filter(|f| f.verdict == Verdict::Contradicted)
            .map(|f| f.message.clone())
            .collect(),
    )
}

fn quiet(text: &str) {
    for moment in ["2025-09-08T10:25+02:00", "2025-09-07", "latest"] {
        for lang in [None, Some(Lang::It), Some(Lang::En)] {
            if let Some(found) = alarms(text, lang, moment) {
                assert!(found.is_empty(), "{moment} {lang:?}: {found:?}\n{text}");
            }
        }
    }
}

#[test]
fn nothing_and_almost_nothing_give_no_alarm() {
    for text in [
        "", " ", "\n\n\t", ".", "'", "\"", "«", "(", "-", "1", "3-1", "90'", "\u{feff}", "\0\0",
        "é", "1-", "+", "2-1-",
    ] {
        quiet(text);
    }
}

#[test]
fn a_novel_and_other_languages_give_no_alarm() {
    quiet(
        "Quel ramo del lago che volge a mezzogiorno era lontano tre miglia dalla casa. \
         Renzo aveva venti anni, due sorelle e una bottega; la terza volta che passò di lì, \
         al primo posto della fila, trovò quattro uomini. Secondo lui erano gli ultimi.",
    );
    quiet(
        "It was the best of times. Charles had three sisters, the second of whom lived in London, \
         and he was first at the door at nine. Two letters to one friend were on the table; \
         the bottom drawer was empty after five days.",
    );
    quiet(
        "La sélection a gagné trois à deux hier soir à Paris devant 40 000 personnes, premier succès en 5 matches.",
    );
    quiet("Die Mannschaft gewann am Samstag mit 3:1 in der 87. Minute, der dritte Sieg in Folge.");
    quiet("Реал выиграл 3:2 в Москве на 90-й минуте. 日本は2対1で勝った。");
}

#[test]
fn where_a_report_was_written_and_what_might_be_give_no_alarm() {
    quiet("CARDIFF. Belgium beat Kazakhstan 6-0 on Sunday. Win in Skopje and the group is theirs.");
    quiet("Londra, 7 settembre. Il Belgio batte il Kazakistan 6-0.");
    quiet("Belgium, twice in front in three minutes, beat Kazakhstan 6-0.");
}

#[test]
fn clubs_and_unknown_matches_give_no_alarm() {
    quiet(
        "L'Atalanta batte 3-1 il Lecce con la doppietta di Lookman al 12' e al 45' e sale a 21 punti, \
         quinta in classifica a due lunghezze dal Napoli. Terza vittoria di fila per la Dea.",
    );
    quiet(
        "Arsenal beat Everton 2-0 at Goodison Park thanks to goals from Saka on 15 minutes and \
         Odegaard on 70, and go top with 18 points, two clear of Liverpool.",
    );
}

#[test]
fn tables_and_tags_pasted_from_a_page_give_no_alarm() {
    quiet("<table><tr><td>1</td><td>Belgium</td><td>4</td><td>3</td></tr></table>\n<p>&nbsp;</p>");
    quiet("Pos\tTeam\tP\tW\tD\tL\n1\tNorth Macedonia\t5\t3\t2\t0\n2\tBelgium\t4\t3\t1\t0\n");
}

#[test]
fn time_grows_with_the_length_only() {
    let Some(prepared) = common::prepared() else { return };
    let line = "Il Belgio vince 6-0 contro il Kazakistan al 42' con De Bruyne e sale a 10 punti. ";
    let moment: Moment = "2025-09-08T10:25+02:00".parse().expect("a moment");
    let time = |bytes: usize| {
        let text = line.repeat(1 + bytes / line.len());
        let clock = std::time::Instant::now();
        let checked = check(&text, Some(Lang::It), moment, prepared);
        assert_eq!(checked.count(Verdict::Contradicted), 0);
        assert!(checked.findings.last().is_some_and(|f| f.span_utf8.1 + 200 > bytes));
        clock.elapsed().as_secs_f64()
    };
    let (small, large) = (time(60_000), time(240_000));
    assert!(large < small * 12.0 + 1.0, "{small} s, then {large} s for four times as much");
}

#[test]
fn cut_anywhere_a_text_never_breaks_the_reader() {
    let Some(prepared) = common::prepared() else { return };
    let text = "«Forza», dice Garcia: Belgio-Kazakistan 6–0 (2-0) ad Anderlecht, De Bruyne 42', 84' (rig.), \
                90'+3; l’Équipe «scrive» 10 punti, +13, gruppo J, A2, 3-0-1, 1ª giornata, 24' st.";
    let moment: Moment = "2025-09-08T10:25+02:00".parse().expect("a moment");
    for (i, _) in text.char_indices() {
        for part in [&text[..i], &text[i..]] {
            for lang in [Lang::It, Lang::En] {
                let _ = check(part, Some(lang), moment, prepared);
            }
        }
    }
}
