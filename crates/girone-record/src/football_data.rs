//! A season in the columns of football-data.co.uk.
//!
//! Files up to 2023/24 are in Latin-1 and later ones in UTF-8 with a byte-order
//! mark; days come as dd/mm/yy, dd/mm/yyyy or yyyy-mm-dd. The columns of shots,
//! corners and odds are not read. Cards are counts: a match gets as many cards
//! without a name.

use std::sync::Arc;

use girone_model::{BySide, CardKind, KickOff, Outcome, Score, Side};

use crate::diagnostic::{Reading, code};
use crate::draft::{Draft, DraftCard, DraftDate, DraftMatch};
use crate::internationals::goals_of;
use crate::table::{Table, plain_text};
use crate::text::Interner;
use crate::{Diagnostic, Kind, Place};

/// Reads a season.
///
/// A row without goals is a fixture, a row without teams is passed over. A red
/// card counts as [`CardKind::Red`]: the source does not tell a second yellow
/// card apart. The double round robin of the teams found is what the format
/// announces.
pub fn read_football_data(file: &str, bytes: &[u8]) -> Reading<Draft> {
    let text = plain_text(bytes);
    let named: Arc<str> = file.into();
    let mut draft = Draft { file: named, kind: Some(Kind::FootballData), ..Draft::default() };
    // Seasons before 1995 of some leagues name the teams `HT` and `AT`.
    let header = text.lines().find(|l| !l.trim().is_empty()).unwrap_or("");
    let has = |name: &str| header.split(',').any(|c| plain(c) == name);
    // Its files of further leagues hold all seasons of one, named by country.
    let (home, away) = match () {
        () if has("HT") => ("HT", "AT"),
        () if has("League") && has("Home") => ("Home", "Away"),
        () => ("HomeTeam", "AwayTeam"),
    };
    let mut table = match Table::open(file, &text, &["Date", home, away]) {
        Ok(table) => table,
        Err(refused) => return refused.map(|()| draft),
    };
    let first = |names: &[&str]| names.iter().find_map(|n| table.column(n)).unwrap_or(usize::MAX);
    let columns = Columns {
        date: first(&["Date"]),
        time: first(&["Time"]),
        division: first(&["Div", "League"]),
        country: first(&["Country"]),
        referee: first(&["Referee"]),
        attendance: first(&["Attendance"]),
        teams: BySide::new(first(&[home]), first(&[away])),
        full: BySide::new(first(&["FTHG", "HG"]), first(&["FTAG", "AG"])),
        half: BySide::new(first(&["HTHG"]), first(&["HTAG"])),
        yellow: BySide::new(first(&["HY"]), first(&["AY"])),
        red: BySide::new(first(&["HR"]), first(&["AR"])),
        result: first(&["FTR", "Res"]),
    };
    let mut names = Interner::default();
    // Collections that drop the column of the division name their folders by it.
    let folder: Option<Arc<str>> = file
        .rsplit(['/', '\\'])
        .nth(1)
        .filter(|f| columns.division == usize::MAX && f.chars().any(char::is_alphabetic))
        .map(Into::into);
    while table.next() {
        if table.is_blank() || columns.is_empty_row(&table) {
            table.ignored();
            continue;
        }
        match columns.read(&table, &mut names) {
            Ok(mut found) => {
                if found.competition.is_none() {
                    found.competition = folder.clone();
                }
                draft.matches.push(found);
                table.understood();
            }
            Err((code, message, help)) => table.refuse(code, message, help),
        }
    }
    let mut reading = table.finish(draft);
    let mut teams: Vec<&Arc<str>> =
        reading.value.matches.iter().flat_map(|m| [&m.teams.home, &m.teams.away]).collect();
    teams.sort();
    teams.dedup();
    let count = teams.len() as u32;
    reading.counts.matches = reading.value.matches.len() as u32;
    if columns.country != usize::MAX {
        return reading;
    }
    reading.counts.expected = Some(count * count.saturating_sub(1));
    if reading.counts.expected != Some(reading.counts.matches) {
        let message = format!(
            "{count} teams play each other twice in {} matches; {} were read",
            count * count.saturating_sub(1),
            reading.counts.matches
        );
        let file = reading.value.file.clone();
        reading.diagnostics.push(Diagnostic::new(
            crate::Severity::Note,
            code::EXPECTED,
            &file,
            Place::FILE,
            message,
        ));
    }
    reading
}

struct Columns {
    date: usize,
    time: usize,
    division: usize,
    country: usize,
    referee: usize,
    attendance: usize,
    teams: BySide<usize>,
    full: BySide<usize>,
    half: BySide<usize>,
    yellow: BySide<usize>,
    red: BySide<usize>,
    result: usize,
}

type Refusal = (crate::diagnostic::Code, String, &'static str);

impl Columns {
    fn is_empty_row(&self, table: &Table<'_>) -> bool {
        table.get(self.teams.home).is_empty()
            && table.get(self.teams.away).is_empty()
            && table.get(self.date).is_empty()
    }

    fn read(&self, table: &Table<'_>, names: &mut Interner) -> Result<DraftMatch, Refusal> {
        let written = table.get(self.date);
        let Some(date) = day(written) else {
            let message = format!("`{written}` is not a date");
            return Err((code::DATE, message, "write dd/mm/yy, dd/mm/yyyy or yyyy-mm-dd"));
        };
        let teams = self.teams.map(|c| table.get(c));
        if teams.home.is_empty() || teams.away.is_empty() {
            return Err((code::VALUE, "a team is missing".to_owned(), "name both teams"));
        }
        let teams = teams.map(|t| names.text(t));
        let goals = |columns: BySide<usize>| -> Result<Option<BySide<u8>>, Refusal> {
            let read = |column| {
                let bad = |bad| {
                    let message = format!("`{bad}` is not a number of goals");
                    (code::SCORE, message, "write 0 to 99, or nothing if not yet played")
                };
                // Spreadsheets write 2.0 for 2.
                goals_of(table.get(column).trim_end_matches(".0")).map_err(bad)
            };
            match (read(columns.home)?, read(columns.away)?) {
                (Some(home), Some(away)) => Ok(Some(BySide::new(home, away))),
                (None, None) => Ok(None),
                _ => Err((
                    code::SCORE,
                    "the goals of one side are missing".to_owned(),
                    "write the goals of both sides",
                )),
            }
        };
        let (result, half_time) = (goals(self.full)?, goals(self.half)?);
        let outcome =
            result.map(|r| Score { half_time, ..Score::of(r.home, r.away) }).map(Outcome::Played);
        if let (Some(score), letter) = (result, table.get(self.result)) {
            let expected = match score.home.cmp(&score.away) {
                std::cmp::Ordering::Greater => "H",
                std::cmp::Ordering::Less => "A",
                std::cmp::Ordering::Equal => "D",
            };
            if !letter.is_empty() && letter != expected {
                let message = format!(
                    "the result `{letter}` contradicts the score {}-{}",
                    score.home, score.away
                );
                return Err((code::CONFLICT, message, "correct the score or the result"));
            }
        }
        let kick_off = match table.get(self.time) {
            "" => None,
            written => match crate::football_txt::date::time(written) {
                Some((found, _, "")) => found,
                _ => {
                    let message = format!("`{written}` is not a time");
                    return Err((code::VALUE, message, "write for example `20:45`"));
                }
            },
        };
        let referee = names.some(table.get(self.referee));
        let attendance = table.get(self.attendance).parse().ok();
        let competition = match (table.get(self.country), table.get(self.division)) {
            ("", division) => names.some(division),
            (country, league) => names.some(&format!("{country} | {league}")),
        };
        Ok(DraftMatch {
            place: table.place(),
            competition,
            date: Some(date),
            kick_off: kick_off.map(|k: KickOff| k),
            outcome,
            cards: self.cards(table)?,
            referee,
            attendance,
            ..DraftMatch::between(teams.home, teams.away)
        })
    }

    /// Makes as many cards as are counted; `None` where nothing is counted.
    fn cards(&self, table: &Table<'_>) -> Result<Option<Vec<DraftCard>>, Refusal> {
        let mut list = Vec::new();
        for (columns, kind) in [(self.yellow, CardKind::Yellow), (self.red, CardKind::Red)] {
            for side in Side::BOTH {
                let written = table.get(columns[side]).trim_end_matches(".0");
                if written.is_empty() {
                    return Ok(None);
                }
                let count: u8 = match written.parse() {
                    Ok(count) if count <= 40 => count,
                    _ => {
                        let message = format!("`{written}` is not a number of cards");
                        return Err((code::VALUE, message, "write a number, or nothing"));
                    }
                };
                let card = DraftCard { side, person: None, minute: None, kind };
                list.extend(std::iter::repeat_n(card, usize::from(count)));
            }
        }
        Ok(Some(list))
    }
}

/// Returns a heading without what spreadsheets put around it.
fn plain(heading: &str) -> &str {
    heading.trim_start_matches('\u{feff}').trim().trim_matches('"')
}

/// Reads a day in one of the three forms; it need not exist.
fn day(text: &str) -> Option<DraftDate> {
    let (separator, order) = if text.contains('/') { ('/', [2, 1, 0]) } else { ('-', [0, 1, 2]) };
    let parts: Vec<&str> = text.split(separator).collect();
    let [_, _, _] = parts.as_slice() else { return None };
    let number = |i: usize| -> Option<i16> {
        let part = parts[order[i]];
        let longest = if i == 0 { 4 } else { 2 };
        let digits =
            (1..=longest).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
        digits.then(|| part.parse().ok()).flatten()
    };
    let year = match (number(0)?, parts[order[0]].len()) {
        (year, 4) => year,
        // The oldest season of the source is 1993/94.
        (year, 2) => year + if year >= 70 { 1900 } else { 2000 },
        _ => return None,
    };
    let (month, day) = (u8::try_from(number(1)?).ok()?, u8::try_from(number(2)?).ok()?);
    Some(DraftDate { year, month, day })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_encodings_and_all_date_forms_are_read() {
        let old = b"Div,Date,HomeTeam,AwayTeam,FTHG,FTAG,FTR,HTHG,HTAG,HY,AY,HR,AR\n\
            D1,08/08/03,K\xf6ln,M\xfcnchen,1,2,A,1,0,1,2,0,1\n,,,,,,,,,,,,\n";
        let reading = read_football_data("D1.csv", old);
        assert!(!reading.has_errors(), "{:?}", reading.diagnostics);
        let found = &reading.value.matches[0];
        assert_eq!(&*found.teams.home, "Köln");
        assert_eq!(found.date.unwrap().to_string(), "2003-08-08");
        assert_eq!(found.cards.as_ref().unwrap().len(), 4);
        assert_eq!(reading.counts.ignored_by_format, 1);
        let new = "\u{feff}Div,Date,Time,HomeTeam,AwayTeam,FTHG,FTAG,FTR\r\n\
            I1,17/08/2024,17:30,Genoa,Inter,2,2,D\r\nI1,2024-08-18,,Roma,Lazio,,,\r\n";
        let reading = read_football_data("I1.csv", new.as_bytes());
        assert!(!reading.has_errors(), "{:?}", reading.diagnostics);
        assert_eq!(reading.value.matches[0].kick_off.unwrap().time.hour(), 17);
        assert_eq!(reading.value.matches[1].outcome, None);
    }

    #[test]
    fn further_leagues_are_named_by_country() {
        let text = "\u{feff}Country,League,Season,Date,Time,Home,Away,HG,AG,Res,PSCH\r\n\
            Brazil,Serie A,2012,19/05/2012,22:30,Palmeiras,Portuguesa,1,1,D,1.75\r\n\
            Brazil,Serie A,2013,25/05/2013,22:30,Vasco,Portuguesa,1,0,H,1.75\r\n";
        let reading = read_football_data("BRA.csv", text.as_bytes());
        assert!(reading.diagnostics.is_empty(), "{:?}", reading.diagnostics);
        let found = &reading.value.matches[0];
        assert_eq!(found.competition.as_deref(), Some("Brazil | Serie A"));
        assert_eq!(&*found.teams.home, "Palmeiras");
        assert_eq!(reading.value.matches.len(), 2);
    }

    #[test]
    fn a_result_that_contradicts_its_score_is_refused() {
        let text =
            "Date,HomeTeam,AwayTeam,FTHG,FTAG,FTR\n01/09/24,A,B,2,1,A\n01/09/24,A,B,100,1,H\n";
        let reading = read_football_data("x.csv", text.as_bytes());
        let codes: Vec<_> = reading.diagnostics.iter().map(|d| (d.line, d.code)).collect();
        assert_eq!(codes[..2], [(2, code::CONFLICT), (3, code::SCORE)]);
        assert_eq!(reading.counts.not_understood, 2);
    }
}
