//! football.txt: every openfootball file is read without a line lost, and what is
//! written is read back as it was.

mod common;

use girone_model::{BySide, Outcome, Side};
use girone_record::{Draft, Place, Reading, read_football_txt, write_football_txt};

fn read(name: &str, text: &str) -> Reading<Draft> {
    let reading = read_football_txt(name, text.as_bytes());
    let c = reading.counts;
    assert_eq!(c.lines, c.understood + c.not_understood + c.ignored_by_format, "{name}: {c:?}");
    reading
}

/// Takes out what another way of writing the same may change.
fn bare(mut draft: Draft) -> Draft {
    draft.file = "".into();
    for found in &mut draft.matches {
        found.place = Place::FILE;
        // Goals and cards of one side keep their order; the sides stand apart.
        found.goals.sort_by_key(|g| g.side);
        if let Some(cards) = &mut found.cards {
            cards.sort_by_key(|c| (c.kind, c.side));
        }
    }
    for group in &mut draft.groups {
        group.place = Place::FILE;
    }
    draft
}

#[test]
fn every_openfootball_text_is_read_whole_and_written_back() {
    let Some(data) = common::shared() else { return };
    let paths = common::files(&data.join("openfootball"), ".txt");
    assert!(paths.len() >= 15, "{} files", paths.len());
    for path in paths {
        let name = path.to_string_lossy().into_owned();
        let text = std::fs::read_to_string(&path).expect("a text");
        let reading = read(&name, &text);
        for diagnostic in &reading.diagnostics {
            println!("{diagnostic}\n");
        }
        assert_eq!(reading.counts.not_understood, 0, "{name}");
        assert!(reading.counts.matches > 0, "{name}");
        println!("{name}: {:?}", reading.counts);
        let written = write_football_txt(&reading.value);
        let again = read("written", &written);
        for diagnostic in &again.diagnostics {
            println!("{diagnostic}\n");
        }
        assert_eq!(again.counts.not_understood, 0, "{name}");
        let (before, after) = (bare(reading.value), bare(again.value));
        assert_eq!(before.matches.len(), after.matches.len(), "{name}");
        for (a, b) in before.matches.iter().zip(&after.matches) {
            assert_eq!(a, b, "{name}");
        }
        assert_eq!(before, after, "{name}");
    }
}

/// Says what was read of each match, one line each.
fn told(text: &str) -> Vec<String> {
    let reading = read("x.txt", text);
    let errors: Vec<String> = reading.diagnostics.iter().map(ToString::to_string).collect();
    assert!(errors.is_empty(), "{}", errors.join("\n\n"));
    assert_eq!(reading.counts.not_understood, 0);
    let text = |t: &Option<std::sync::Arc<str>>| t.as_deref().unwrap_or("").to_owned();
    reading
        .value
        .matches
        .iter()
        .map(|m| {
            let mut out = format!("{} - {}", m.teams.home, m.teams.away);
            if let Some(date) = m.date {
                out = format!("{date} {out}");
            }
            if let Some(kick_off) = m.kick_off {
                out += &format!(" {}", kick_off.time.strftime("%H:%M"));
                out += &kick_off.offset.map_or(String::new(), |o| format!("{o}"));
            }
            match m.outcome {
                Some(Outcome::Played(score)) => {
                    out += &format!(" {score}");
                    let pair = |s: Option<BySide<u8>>| {
                        s.map_or("?".to_owned(), |s| format!("{}-{}", s.home, s.away))
                    };
                    out += &format!(" ft{} ht{}", pair(score.full_time), pair(score.half_time));
                    if score.extra_time == Some(true) {
                        out += " aet";
                    }
                    if let Some(s) = score.shoot_out {
                        out += &format!(" p{}", pair(s.goals));
                    }
                }
                Some(other) => out += &format!(" {other:?}"),
                None => out += " v",
            }
            for goal in &m.goals {
                let minute = goal.minute.map_or("?".to_owned(), |m| m.to_string());
                let side = if goal.side == Side::Home { "h" } else { "a" };
                let mark = if goal.own_goal {
                    "og"
                } else if goal.penalty {
                    "p"
                } else {
                    ""
                };
                out += &format!(" {side}{minute}{mark}");
            }
            let place = m
                .venue
                .as_ref()
                .map_or(String::new(), |v| format!(" @{}/{}", text(&v.ground), text(&v.city)));
            let round = [&m.stage, &m.group, &m.matchday].map(text).join("|");
            format!("{out}{place} {round}").replace(" ft? ht?", "")
        })
        .collect()
}

#[test]
fn headings_need_no_marker_and_numbers_stand_before_dates() {
    let found = told(
        "= Coppa 2014\nGroup A  |  Alfa   Beta    Gamma\n\nMatchday 1  |  Thu Jun 12\n\
         Round of 16            |  Sat Jun 28 - Tue Jul 1\n\nGroup A:\n\n\
         (1) Thu Jun 12 17:00   Alfa - Beta       @ Arena Alta, Citta (UTC-3)\n\
         (2) Fri Jun/13 13:00   Beta  1-0 (0-0)  Gamma  @ Arena Bassa, Citta (UTC-3)\n    [Rossi 61']\n\n\
         Round of 16\n\n(49) Sat Jun 28 13:00  Alfa 1-1 (1-1, 1-1) a.e.t. 3-2 pen. Gamma  @ Citta\n",
    );
    assert_eq!(
        found,
        [
            "2014-06-12 Alfa - Beta 17:00-03 v @Arena Alta/Citta |A|1",
            "2014-06-13 Beta - Gamma 13:00-03 1-0 ft? ht0-0 h61 @Arena Bassa/Citta |A|",
            "2014-06-28 Alfa - Gamma 13:00 1-1 ft1-1 ht1-1 aet p3-2 @/Citta Round of 16||",
        ]
    );
}

#[test]
fn the_ground_may_stand_before_the_teams() {
    let found = told(
        "= Coppa 2025\n» Group A\n14-6-25 @ Villa Alta     Alfa   0-0 Beta\n\
         19-6-25 @ Citta   Gamma  2-0 Alfa\n     (Abate 49og, Lupo 59)\n» 1/8 Finals\n\
         28-6-25 @ Citta    Beta      1-2 Gamma   [aet]\n   (Rossi 90+5pen; Neri 64, Lupo 108)\n\
          1-7-25 @ Villa Alta    Alfa  0-0 Delta  [aet, 3-4 pen.]\n",
    );
    assert_eq!(
        found,
        [
            "2025-06-14 Alfa - Beta 0-0 @/Villa Alta |A|",
            "2025-06-19 Gamma - Alfa 2-0 h49og h59 @/Citta |A|",
            "2025-06-28 Beta - Gamma 1-2 aet h90+5p a64 a108 @/Citta 1/8 Finals||",
            "2025-07-01 Alfa - Delta 0-0 aet p3-4 @/Villa Alta 1/8 Finals||",
        ]
    );
}

#[test]
fn one_score_in_brackets_after_extra_time_is_that_of_ninety_minutes() {
    // Unless the goals prove that it is that of half time.
    let found = told(
        "= Coppa 2006\n▪ Final\nSat Jul 8\nAlfa 0-2 a.e.t. (0-0) Beta\n  (Rossi 119' Neri 120+1')\n\
         Sun Jul 9\nGamma 1-1 a.e.t. (0-0), 5-3 pen. Delta\n  (Lupo 50'; Orsi 80')\n",
    );
    assert_eq!(
        found,
        [
            "2006-07-08 Alfa - Beta 0-2 ft0-0 ht? aet a119 a120+1 Final||",
            "2006-07-09 Gamma - Delta 1-1 ft? ht0-0 aet p5-3 h50 a80 Final||",
        ]
    );
}

#[test]
fn every_status_is_read() {
    let found = told(
        "= Serie Z 2024/25\n» Matchday 1\n  Sun Aug/18\n    A v B  2-1 [abandoned]\n    C v D  [cancelled]\n\
         \u{20}   E - F  2-1\n    G    2-1 awd  H\n    I    abd.  J\n    K    n/p  L\n    M    w/o  N\n\
         \u{20}   O 2:1 (1:0) P\n    Q 0-3 [awarded; pitch 2-0 (1-0)] R\n    S v T [postponed]\n    U o/w V\n",
    );
    let short: Vec<&str> = found.iter().map(|f| &f["2024-08-18 A - B ".len()..]).collect();
    assert!(short[0].starts_with("Abandoned { pitch: Some(Score"));
    assert!(short[1].starts_with("Annulled { pitch: None }"));
    assert_eq!(short[2], "2-1 ||1");
    assert!(short[3].starts_with("Awarded { official: BySide { home: 2, away: 1 }, pitch: None }"));
    assert!(short[4].starts_with("Abandoned { pitch: None }"));
    assert!(short[5].starts_with("Annulled { pitch: None }"));
    assert!(short[6].starts_with("Walkover { winner: Home, official: None }"));
    assert_eq!(short[7], "2-1 ft? ht1-0 ||1");
    assert!(short[8].contains("away: 3 }, pitch: Some(Score { half_time: Some"));
    assert!(short[9].starts_with("Postponed"));
    assert!(short[10].starts_with("Walkover { winner: Away, official: None }"));
}

#[test]
fn years_follow_the_season_and_times_are_inherited() {
    let found = told(
        "= Serie Z 2024/25\n» Matchday 20\n  Sat Jan/4\n    15.00  A v B   0-0\n           C v D   1-0\n\
         » Matchday 4\n  Wed Sep 18\n    E v F  2-2\n",
    );
    assert_eq!(
        found,
        [
            "2025-01-04 A - B 15:00 0-0 ||20",
            "2025-01-04 C - D 15:00 1-0 ||20",
            "2024-09-18 E - F 2-2 ||4",
        ]
    );
}

#[test]
fn line_ups_give_cards_and_coaches() {
    let reading = read(
        "x.txt",
        "= Coppa 2000\nFinal - First Leg\nJun 14 2000    Alfa  2-2  Beta   @ Citta, ARG   (att: 50580)\n\
         Referee: Bruno Bruni (URU)\nALFA: Uno - Due, Tre [c], Quattro [Y 12'],\n   Cinque (46' Sei [R 80']); Coach: Carlo Carli\n\
         BETA: Sette - Otto [Y 3', R 50']; Nove;\n   Coach: Luigi Luigi\n\
         Goals:  Due 22' Due 61'; Otto 43' Nove 63'\nYellow cards: Due 8'; Sette 5'\n",
    );
    assert!(reading.diagnostics.is_empty(), "{:#?}", reading.diagnostics);
    let found = &reading.value.matches[0];
    assert_eq!(found.attendance, Some(50_580));
    assert_eq!(found.referee.as_deref(), Some("Bruno Bruni (URU)"));
    assert_eq!(found.coaches.home.as_deref(), Some("Carlo Carli"));
    assert_eq!(found.coaches.away.as_deref(), Some("Luigi Luigi"));
    assert_eq!(found.cards.as_ref().map(Vec::len), Some(6));
    assert_eq!(found.goals.len(), 4);
}
