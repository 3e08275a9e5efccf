//! Figures of a table in the wordings of reports: each sentence holds as it stands,
//! and each of its figures is found when it is made wrong.

mod common;

use girone_report::{Verdict, check};

/// Italy beat Israel 3-0 on 14 October 2025: Norway 18 points and +26, Italy 15 and
/// +10, Israel 9 and -4, Estonia 4 and -10, Moldova 1 and -22; Israel and Estonia
/// have played seven, the others six.
const MOMENT: &str = "2025-10-15T07:00:00+02:00";

const LEAD_ENGLISH: &str = "Mateo Retegui's penalty and his second late on helped Italy beat Israel 3-0 in Udine on Tuesday. ";

/// In `[right|wrong]` stands a figure and what it is made into.
const ENGLISH: &[&str] = &[
    "Gennaro Gattuso's side are [three|four] points behind Norway.",
    "Italy are [three|four] behind Norway in Group I.",
    "Italy are now [six|five] points clear of Israel.",
    "Italy are [six|five] clear of Israel in second.",
    "Italy, second in Group I, are [six|five] points better off than Israel.",
    "The Azzurri have 15 points, [six|five] more than Israel.",
    "The Azzurri have 15 points, [six|five] more than their visitors.",
    "Italy have 15 points, [six|four] above Israel.",
    "Italy have 15 points, [three|two] fewer than Norway.",
    "Italy have 15 points from six games, [three|two] fewer than Stale Solbakken's Norway.",
    "Italy trail Norway by [three|two] points.",
    "Italy trail the Norwegians by [three|two].",
    "Norway still lead by [three|two].",
    "Norway still lead Group I by [three|two] points.",
    "Norway lead Italy by [three|two].",
    "Norway top the group, [three|two] points ahead of Italy.",
    "Norway have 18 points, [three|two] more than Italy.",
    "Norway are top with 18 points, [three|two] ahead of Gattuso's men.",
    "Norway's lead over Italy is [three|two] points.",
    "Norway hold a [three|two]-point lead over Italy.",
    "Norway's advantage at the top is [three|two] points.",
    "The gap to Norway remains [three|two] points.",
    "The gap to Norway at the top is [three|four].",
    "Israel, in third, are [six|five] points adrift of the Azzurri.",
    "That leaves Israel [six|five] points short of Italy.",
    "It leaves Italy [three|two] points off the top.",
    "Italy stay second, [three|two] points off Norway at the top.",
    "Italy are second in Group I, [three|two] points off the lead.",
    "Italy sit second in Group I, [three|two] points behind the leaders.",
    "Italy moved [six|five] points ahead of Israel, who are third.",
    "Italy's cushion over Israel is now [six|five] points.",
    "Israel are third in Group I, [five|four] above Estonia.",
    "Israel have nine points, [five|four] more than Estonia, and Moldova have one.",
    "Israel stay third with nine points, [six|five] fewer than the Azzurri.",
    "Israel remain third on nine points, [nine|eight] behind Norway.",
    "Italy have 15 points, [three|two] short of Norway.",
    "Italy have [three|two] points fewer than Norway.",
    "Israel have [six|five] points fewer than Italy in Group I.",
    "Estonia are fourth, [three|two] points ahead of Moldova.",
    "Italy are within [three|two] points of Norway.",
    "Italy sit [three|two] points below Norway in Group I.",
    "Only [three|two] points now separate Italy and Norway.",
    "[Three|Two] points separate Norway and Italy at the top of Group I.",
    "Norway, [three|two] points better off than Italy, are top of Group I.",
    "In Group I Italy are second, [three|two] shy of Norway.",
    "Italy finish the night [six|seven] points to the good over Israel.",
    "Ran Ben Shimon's team lie third in Group I with nine points, [six|seven] behind the Italians.",
    "Ran Ben Shimon's team lie third, [six|seven] behind the Italians and nine behind Norway.",
    "Italy's goal difference is [plus ten|plus nine].",
    "Italy have a goal difference of [+10|+9], Norway of [+26|+25].",
    "Norway have the better goal difference, [plus 26|plus 25] to Italy's [plus ten|plus nine].",
    "Norway also have the better goal difference: [+26|+25] against [+10|+9].",
    "Norway also have the better goal difference ([+26|+25] to Italy's [+10|+9]).",
    "Norway's goal difference is far superior ([+26|+25] to [+10|+9]).",
    "Norway are three points clear of Italy with a vastly superior goal difference: [plus 26|plus 25] to [plus ten|plus nine].",
    "Italy trail Norway by three points and on goal difference, [plus 10|plus 11] to [plus 26|plus 24].",
    "Italy trail Norway by three points and their goal difference of [plus 10|plus 11] is dwarfed by Norway's [plus 26|plus 24].",
    "Norway have 18 points, a goal difference of [plus 26|plus 25] and a foot in America.",
    "Israel's goal difference is [minus four|minus three].",
    "Israel, third on nine points, have a goal difference of [minus four|minus five].",
    "Israel are third with nine points and a goal difference of [minus four|minus five].",
    "Israel, third on nine points and with a goal difference of [-4|-5], are all but out.",
    "Gattuso's men have 15 points and a goal difference of [+10|+9].",
    "Norway, with 18 points and a goal difference of [+26|+25], are as good as through.",
    "Estonia, with a goal difference of [minus 10|minus 11], are fourth and Moldova, with one of [minus 22|minus 21], bottom.",
    "The goal difference, [plus 26|plus 25] for Norway and [plus ten|plus nine] for Italy, tells its own story.",
];

const LEAD_ITALIAN: &str =
    "Doppietta di Retegui e gol di Mancini: l'Italia batte 3-0 Israele a Udine. ";

/// In `[right|wrong]` stands a figure and what it is made into.
const ITALIAN: &[&str] = &[
    "Gli azzurri di Gattuso sono a [tre|due] punti dalla Norvegia.",
    "Gli azzurri sono secondi a [tre|due] lunghezze dalla Norvegia.",
    "L'Italia è seconda nel gruppo I, a [tre|due] punti dalla vetta.",
    "L'Italia è seconda a quota 15, [tre|due] punti meno della Norvegia.",
    "L'Italia è seconda a quota 15, [tre|due] in meno della Norvegia.",
    "L'Italia è seconda a quota 15, [tre|due] meno dei norvegesi.",
    "Azzurri secondi con 15 punti, [tre|due] sotto la Norvegia.",
    "Azzurri secondi con 15 punti, [sei|sette] in più di Israele.",
    "Azzurri secondi con 15 punti, [sei|sette] più di Israele.",
    "Azzurri secondi con 15 punti, [sei|sette] sopra Israele.",
    "Azzurri secondi con 15 punti, con [sei|sette] lunghezze su Israele.",
    "Azzurri secondi, [sei|sette] lunghezze sopra Israele.",
    "Gli azzurri hanno [sei|sette] punti di vantaggio su Israele.",
    "Gli azzurri hanno [sei|sette] punti in più di Israele.",
    "Gli azzurri salgono a +[6|7] su Israele.",
    "L'Italia stacca di [sei|sette] punti Israele.",
    "L'Italia stacca Israele di [sei|sette] lunghezze.",
    "La Norvegia comanda con [tre|due] punti di vantaggio sull'Italia.",
    "La Norvegia comanda il gruppo I con [tre|due] lunghezze sugli azzurri.",
    "La Norvegia capolista ha [tre|due] punti in più.",
    "La Norvegia resta avanti di [tre|due] punti.",
    "La Norvegia di Solbakken è in testa con 18 punti, [tre|due] più dell'Italia.",
    "La Norvegia guida il gruppo I con 18 punti, [tre|due] in più degli uomini di Gattuso.",
    "Il distacco dalla Norvegia è di [tre|due] punti.",
    "Il ritardo dalla Norvegia resta di [tre|due] punti.",
    "Dalla Norvegia gli azzurri hanno [tre|due] punti di ritardo.",
    "Israele è terzo a [sei|sette] lunghezze dagli azzurri.",
    "Israele resta terzo, staccato di [sei|sette] punti.",
    "Israele resta terzo a quota nove, [sei|sette] sotto gli azzurri.",
    "Israele resta terzo, [nove|otto] punti dietro la Norvegia.",
    "Israele ha nove punti, [cinque|quattro] più dell'Estonia.",
    "Il vantaggio sugli israeliani è di [sei|sette] punti.",
    "Il vantaggio degli azzurri su Israele sale a [sei|sette] punti.",
    "Ci sono [tre|due] punti tra Norvegia e Italia.",
    "[Tre|Due] punti separano l'Italia dalla Norvegia.",
    "Gli azzurri inseguono la Norvegia a [tre|due] punti.",
    "L'Italia insegue a [tre|due] lunghezze la Norvegia.",
    "Gattuso è secondo nel gruppo I, [tre|due] punti sotto Solbakken.",
    "Gattuso ha 15 punti, [sei|sette] in più di Ben Shimon.",
    "La squadra di Gattuso è seconda nel girone, distante [tre|due] punti dalla Norvegia.",
    "La squadra di Gattuso è seconda nel girone, [sei|sette] punti avanti a Israele.",
    "La Nazionale è seconda con [sei|sette] punti di margine su Israele, terzo.",
    "In classifica l'Italia ha 15 punti, la Norvegia [tre|due] in più.",
    "In classifica l'Italia ha 15 punti, Israele [sei|sette] in meno.",
    "Nel gruppo I l'Italia è a 15 punti, [tre|due] di meno della Norvegia capolista.",
    "La differenza reti degli azzurri è [+10|+9].",
    "La differenza reti dell'Italia è di [+10|+9], quella della Norvegia di [+26|+25].",
    "Gli azzurri hanno una differenza reti di [+10|+9], la Norvegia di [+26|+25].",
    "La Norvegia ha la differenza reti migliore, [+26|+25] contro il [+10|+9] dell'Italia.",
    "La Norvegia ha una differenza reti nettamente migliore: [+26|+25] contro [+10|+9].",
    "La Norvegia ha una differenza reti nettamente migliore ([+26|+25] a [+10|+9]).",
    "La Norvegia ha una differenza reti nettamente migliore: [più 26|più 25] contro [più dieci|più nove].",
    "Norvegia avanti di tre punti e con una differenza reti di [+26|+25] a [+10|+9].",
    "La differenza reti dice [+26|+25] per la Norvegia, [+10|+9] per l'Italia.",
    "La differenza reti premia la Norvegia, [+26|+25] contro [+10|+9].",
    "La differenza reti di Israele è [-4|-5].",
    "Israele, terzo a nove punti, ha una differenza reti di [-4|-3].",
    "Israele è terzo con nove punti e una differenza reti di [-4|-3].",
    "Gattuso ha 15 punti e una differenza reti di [+10|+11].",
    "L'Estonia ha quattro punti e [-10|-9] di differenza reti.",
    "Il saldo degli azzurri è [+10|+9].",
    "Azzurri secondi con 15 punti e [+10|+9] di differenza reti.",
];

/// Runs: Italy have won five matches in a row, Israel lost three.
const RUNS_ENGLISH: &[&str] = &[
    "Italy have won [five|six] games running.",
    "Italy have won their last [five|six].",
    "Italy have now won [five|six] on the bounce.",
    "Italy have now won [five|six] on the trot.",
    "Italy have won [five|six] consecutive matches.",
    "Italy have won [five|six] matches in succession.",
    "Italy's winning run now stands at [five|six].",
    "Italy's winning streak is now [five|six] matches long.",
    "Italy stretched their winning run to [five|six] matches.",
    "Italy are on a run of [five|six] straight wins.",
    "Italy are on a [five|six]-match winning run.",
    "Italy are on a [five|six]-game winning streak.",
    "That is [five|six] wins in a row for Italy.",
    "[Five|Six] wins in a row for Italy, then.",
    "Italy are unbeaten in [five|six].",
    "Italy are unbeaten in their last [five|six] matches.",
    "Italy have gone [five|six] games without defeat.",
    "Italy have not lost in [five|six] matches.",
    "Italy have not tasted defeat in [five|six] games.",
    "Italy have avoided defeat in their last [five|six].",
    "Israel have lost [three|four] in a row.",
    "Israel have lost [three|four] on the spin.",
    "Israel have now lost their last [three|four] matches.",
    "It was Israel's [third|fourth] defeat in a row.",
    "It was Israel's [third|fourth] consecutive loss.",
    "Israel have gone [three|four] games without a win.",
    "Israel are winless in [three|four].",
    "Israel are without a win in [three|four] games.",
    "Israel have failed to win any of their last [three|four] matches.",
    "Israel have not won for [three|four] games.",
    "Israel have not won in [three|four].",
    "Israel have not won any of their last [three|four].",
    "Israel's winless run now extends to [three|four] matches.",
    "Israel are on a run of [three|four] straight defeats.",
    "Israel have suffered [three|four] successive defeats.",
    "Israel have been beaten in each of their last [three|four] matches.",
    "Israel have failed to score in [two|three] games.",
    "Israel have gone [two|three] games without scoring.",
    "Israel have failed to score in each of their last [two|three] matches.",
    "Israel have not scored in [two|three] games.",
    "Italy have scored in each of their last [five|seven] matches.",
    "Gattuso has won [four|five] out of four.",
    "Israel, without a win in [three|four], stay third.",
    "Israel, winless in [three|four], stay third.",
    "Italy, unbeaten in [five|six], stay second.",
    "Israel, beaten in their last [three|four], stay third.",
    "Israel stay third and have now lost [three|four] in succession.",
    "The Azzurri, who have won [five|six] in a row, stay second.",
];

/// Runs: Italy have won five matches in a row, Israel lost three.
const RUNS_ITALIAN: &[&str] = &[
    "L'Italia ha vinto le ultime [cinque|sei] partite.",
    "L'Italia vince da [cinque|sei] partite.",
    "Gli azzurri vincono da [cinque|sei] gare.",
    "Per gli azzurri è la [quinta|sesta] vittoria consecutiva.",
    "Per gli azzurri è la [quinta|sesta] vittoria di fila.",
    "Per gli azzurri è il [quinto|sesto] successo consecutivo.",
    "È il [quinto|sesto] successo di fila dell'Italia.",
    "[Quinta|Sesta] vittoria di fila per gli azzurri.",
    "[Quinto|Sesto] successo consecutivo per l'Italia.",
    "[Cinque|Sei] vittorie di fila per l'Italia.",
    "Gli azzurri infilano la [quinta|sesta] vittoria consecutiva.",
    "Gli azzurri centrano il [quinto|sesto] successo di fila.",
    "Gli azzurri hanno vinto [cinque|sei] partite di fila.",
    "Gli azzurri hanno infilato [cinque|sei] vittorie consecutive.",
    "La striscia di vittorie degli azzurri sale a [cinque|sei].",
    "La serie di successi degli azzurri si allunga a [cinque|sei].",
    "Gli azzurri allungano a [cinque|sei] la serie di vittorie.",
    "Gli azzurri sono imbattuti da [cinque|sei] partite.",
    "Gli azzurri non perdono da [cinque|sei] partite.",
    "L'Italia non conosce sconfitta da [cinque|sei] gare.",
    "L'Italia è imbattuta da [cinque|sei].",
    "Gli azzurri sono a [cinque|sei] risultati utili di fila.",
    "Gli azzurri inanellano il [quinto|sesto] risultato utile consecutivo.",
    "Israele ha perso le ultime [tre|quattro].",
    "Israele ha perso le ultime [tre|quattro] partite.",
    "Israele perde da [tre|quattro] partite.",
    "Israele non vince da [tre|quattro] partite.",
    "Israele è senza vittorie da [tre|quattro] gare.",
    "Israele è a secco di vittorie da [tre|quattro] gare.",
    "A Israele la vittoria manca da [tre|quattro] partite.",
    "A Israele manca la vittoria da [tre|quattro] gare.",
    "Agli ospiti il successo manca da [tre|quattro] partite.",
    "Israele non trova la vittoria da [tre|quattro] gare.",
    "Israele non riesce a vincere da [tre|quattro] partite.",
    "Per Israele è la [terza|quarta] sconfitta consecutiva.",
    "Per gli israeliani è il [terzo|quarto] ko di fila.",
    "[Terza|Quarta] sconfitta di fila per Israele.",
    "Israele incassa la [terza|quarta] sconfitta consecutiva.",
    "Israele, alla [terza|quarta] sconfitta di fila, resta terzo.",
    "Israele, senza vittorie da [tre|quattro] gare, resta terzo.",
    "Israele, che non vince da [tre|quattro] partite, resta terzo.",
    "Israele non segna da [due|tre] partite.",
    "Israele è a secco da [due|tre] gare.",
    "Israele è all'asciutto da [due|tre] partite.",
    "Israele non va in gol da [due|tre] partite.",
    "Gli azzurri vanno a segno da [cinque|sette] partite.",
    "Gli azzurri, imbattuti da [cinque|sei], restano secondi.",
    "Gli azzurri, alla [quinta|sesta] vittoria di fila, restano secondi.",
    "Con questo fanno [cinque|sei] vittorie consecutive per gli azzurri.",
];

/// A sentence with its figures; the figure at a place is the wrong one.
fn written(pattern: &str, wrong: Option<usize>) -> (String, Vec<(usize, usize)>) {
    let (mut text, mut spans) = (String::new(), Vec::new());
    let mut rest = pattern;
    while let Some((before, figure)) = rest.split_once('[') {
        let (figure, after) = figure.split_once(']').expect("a figure is closed");
        let (right, other) = figure.split_once('|').expect("a figure has two values");
        text.push_str(before);
        let value = if wrong == Some(spans.len()) { other } else { right };
        spans.push((text.len(), text.len() + value.len()));
        text.push_str(value);
        rest = after;
    }
    text.push_str(rest);
    (text, spans)
}

/// What is said of the figures of a sentence.
fn said(lang: &str, lead: &str, pattern: &str, wrong: Option<usize>) -> Vec<Vec<Verdict>> {
    let Some(prepared) = common::prepared() else { return Vec::new() };
    let (sentence, spans) = written(pattern, wrong);
    let text = format!("{lead}{sentence}");
    let checked = check(&text, lang.parse().ok(), MOMENT.parse().expect("a moment"), prepared);
    let of = |(from, to): &(usize, usize)| {
        let (from, to) = (from + lead.len(), to + lead.len());
        let findings = checked.findings.iter();
        findings.filter(|f| f.span_utf8.0 < to && from < f.span_utf8.1).map(|f| f.verdict).collect()
    };
    spans.iter().map(of).collect()
}

#[test]
fn figures_of_a_table_hold_and_are_found_wrong_in_many_wordings() {
    if common::prepared().is_none() {
        return;
    }
    let mut failed = Vec::new();
    for (lang, lead, patterns) in [
        ("en", LEAD_ENGLISH, ENGLISH),
        ("it", LEAD_ITALIAN, ITALIAN),
        ("en", LEAD_ENGLISH, RUNS_ENGLISH),
        ("it", LEAD_ITALIAN, RUNS_ITALIAN),
    ] {
        for pattern in patterns {
            let right = said(lang, lead, pattern, None);
            if !right
                .iter()
                .all(|v| v.contains(&Verdict::Confirmed) && !v.contains(&Verdict::Contradicted))
            {
                failed.push(format!("{pattern}: {right:?}"));
            }
            for i in 0..right.len() {
                let wrong = said(lang, lead, pattern, Some(i));
                if !wrong[i].contains(&Verdict::Contradicted) {
                    failed.push(format!("{pattern}, figure {i} wrong: {:?}", wrong[i]));
                }
            }
        }
    }
    assert!(failed.is_empty(), "{failed:#?}");
}
