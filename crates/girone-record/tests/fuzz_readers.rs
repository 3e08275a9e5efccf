//! Every reader over rubbish: it never panics, it accounts for every line, and
//! what it read can be checked, put in a ledger and written.
//!
//! The seed is fixed and the time is short; `fuzz/` holds the same targets for a
//! long run.

use std::sync::Arc;
use std::time::{Duration, Instant};

use girone_model::{AsOf, Directory};
use girone_record::{
    Kind, Policy, gather, read, read_names, read_teams, sniff, write_football_txt, write_tenures,
};

/// A small generator of random numbers; xorshift64*.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d)
    }

    fn below(&mut self, limit: usize) -> usize {
        (self.next() % limit.max(1) as u64) as usize
    }
}

const TEXT: &str = "= World Cup 2026 Qualifying   # Europe\n# Date  Sat Mar 22 2025 - Tue Nov 18 2025\n\
# Edition  wcq-2026-uefa\nGroup J | Belgium  Wales  \"North  Macedonia\"\n▪ Matchday 1 | Mar 22 - Mar 25\n\
▪ Group J\nSat Mar 22\n  (7) 19:45 UTC+0  Wales 3-1 (1-1) Kazakhstan  @ Cardiff City Stadium, Cardiff\n\
      (James 9' Davies 47', 90+1'(p);\n       Tagybergen 32'(og))\n\
Wales: Darlow - Roberts [Y 23'], Rodon [c] (46' Mepham [R 80']) -\n   James; Coach: Craig Bellamy\n\
Refs: Somebody (NOR)\nTh 26/3/26 20:45 CET (19:45 UTC±0)  Wales 1-1 a.e.t, 2-4 pen. Bosnia & Herzegovina @ Cardiff\n\
» Playoffs, Matchday 2\n[Tue Oct/14]\n18.45  A v B  0-3 (0-2) [awarded; pitch 1-0]\n       C v D  [postponed]\n\
  E w/o F\n## Round of 16\nJun 1 2026\nX - Y\nYellow cards: A 3', B; C 90+2'\nCoaches: One; Two\nAtt: 12,345\n";

const JSON: &str = "{\"name\": \"World Cup 2014\", \"matches\": [\n\
{\"round\": \"Matchday 1\", \"num\": 1, \"date\": \"2014-06-12\", \"time\": \"17:00 UTC-3\", \"team1\": \"Brazil\", \"team2\": {\"name\": \"Croatia\"},\n\
 \"score\": {\"ft\": [3, 1], \"ht\": [1, 1], \"p\": [4, 2]}, \"goals1\": [{\"name\": \"Oscar\", \"minute\": 90, \"offset\": 1}],\n\
 \"goals2\": [{\"name\": \"Marcelo\", \"minute\": \"11\", \"owngoal\": true}], \"group\": \"Group A\", \"ground\": \"Arena, São Paulo\"},\n\
{\"date\": \"2014-06-13\", \"team1\": \"A\", \"team2\": \"B\", \"score1\": 1, \"score2\": 1, \"score1et\": 2, \"score2et\": 2}],\n\
\"groups\": [{\"name\": \"Group A\", \"teams\": [\"Brazil\", \"Croatia\"]}]}\n";

const RESULTS: &str = "date,home_team,away_team,home_score,away_score,tournament,city,country,neutral\n\
2025-09-07,Belgium,Kazakhstan,6,0,FIFA World Cup qualification,Brussels,Belgium,FALSE\n\
2026-09-07,\"A, B\",C,NA,NA,Friendly,X,\"Y\nZ\",TRUE\n";

const SEASON: &str = "Div,Date,Time,HomeTeam,AwayTeam,FTHG,FTAG,FTR,HTHG,HTAG,HTR,Referee,HY,AY,HR,AR\r\n\
I1,17/08/2024,17:30,Genoa,Inter,2,2,D,1,1,D,,1,2,0,0\r\nI1,18/08/24,,Parma,Roma,,,,,,,,,,,\r\n,,,,,,,,,,,,,,,\r\n";

const TENURES: &str = "team,coach,role,start,start_precision,end,end_precision,source,note\n\
Belgium,Rudi Garcia,head coach,2025-01-24,day,,,\"a; b\",\nWales,Rob Page,caretaker,,,2024-06,month,,x\n";

const TEAMS: &str = "id,kind,code,confederation,name_en,name_it,article_it,number_it\n\
wales,national,WAL,uefa,Wales,Galles,il,s\nbelgium,national,BEL,uefa,Belgium,Belgio,il,s\n";

const NAMES: &str = "team,name,lang,kind,from,to\nwales,Dragons,en,nickname,,\nbelgium,Red Devils,en,former,1900-01-01,2018-11-19\n";

fn seed(kind: Kind) -> &'static str {
    match kind {
        Kind::FootballTxt => TEXT,
        Kind::FootballJson => JSON,
        Kind::InternationalResults => RESULTS,
        Kind::FootballData => SEASON,
        Kind::Tenures => TENURES,
    }
}

/// Splices that are likely to hurt.
const SPLICES: [&str; 30] = [
    "99999999999999999999",
    "-1",
    "100-0",
    "2026-02-30",
    "\"",
    "[",
    "]",
    "(",
    ")",
    ";",
    ",",
    "\n",
    "\r\n",
    "\u{feff}",
    "\u{0}",
    "é",
    "'",
    "+",
    "90+90'",
    "v",
    " - ",
    "@",
    "|",
    "=",
    "▪",
    "#",
    "::",
    "{\"a\":[",
    "null",
    "\\",
];

fn mutate(random: &mut Random, seed: &[u8]) -> Vec<u8> {
    let mut bytes = seed.to_vec();
    for _ in 0..=random.below(6) {
        let at = random.below(bytes.len() + 1);
        match random.below(8) {
            0 => bytes.truncate(at),
            1 if !bytes.is_empty() => {
                let at = at.min(bytes.len() - 1);
                bytes[at] ^= 1 << random.below(8);
            }
            2 | 3 => {
                let splice = SPLICES[random.below(SPLICES.len())].as_bytes().to_vec();
                bytes.splice(at..at, splice);
            }
            4 => {
                let end = (at + random.below(20)).min(bytes.len());
                bytes.drain(at..end);
            }
            5 => {
                let end = (at + random.below(60)).min(bytes.len());
                let part = bytes[at..end].to_vec();
                let to = random.below(bytes.len() + 1);
                bytes.splice(to..to, part);
            }
            6 => bytes.splice(at..at, [0xff, 0xfe, 0xc3]).for_each(drop),
            _ => {
                let digit = b'0' + random.below(10) as u8;
                if let Some(found) = bytes[at..].iter().position(u8::is_ascii_digit) {
                    bytes[at + found] = digit;
                }
            }
        }
    }
    bytes
}

/// Reads, checks, asks and writes.
fn put_through(kind: Kind, bytes: &[u8]) {
    let name = if kind == Kind::InternationalResults { "results.csv" } else { "x" };
    let _ = sniff(name, bytes);
    let mut files = vec![(name, bytes)];
    if kind == Kind::InternationalResults {
        files.push(("goalscorers.csv", bytes));
        files.push(("shootouts.csv", bytes));
    }
    let reading = read(kind, &files);
    let c = reading.counts;
    assert_eq!(c.lines, c.understood + c.not_understood + c.ignored_by_format, "{kind}: {c:?}");
    if c.not_understood > 0 {
        assert!(!reading.diagnostics.is_empty(), "{kind}: lines lost in silence");
    }
    for diagnostic in &reading.diagnostics {
        assert!(!diagnostic.to_string().is_empty());
    }
    let mut draft = reading.value;
    let _ = write_tenures(&draft.tenures);
    let written = write_football_txt(&draft);
    let again = read(Kind::FootballTxt, &[("written", written.as_bytes())]);
    if again.counts.not_understood > 0 || again.value.matches.len() != draft.matches.len() {
        println!("{written}");
        again.diagnostics.iter().for_each(|d| println!("{d}"));
    }
    assert_eq!(again.counts.not_understood, 0, "{kind}: what was written is not read");
    assert_eq!(again.value.matches.len(), draft.matches.len(), "{kind}");
    draft.file = "x".into();
    let gathered = gather(Directory::default(), &[draft.clone(), draft], &Policy::default());
    let ledger = gathered.value.ledger().expect("gathered entries hold");
    for moment in ["2025-09-08", "2025-03-22T21:00+01:00", "latest"] {
        let moment = moment.parse().expect("a moment");
        let _ = ledger.as_of(AsOf { played_by: moment, known_by: moment });
    }
}

fn run(kind: Kind, time: Duration) {
    let mut random = Random(0x9e37_79b9_7f4a_7c15 ^ kind as u64);
    let start = Instant::now();
    let mut rounds = 0u32;
    while start.elapsed() < time {
        let bytes = match rounds % 8 {
            0 => (0..random.below(300)).map(|_| random.next() as u8).collect(),
            _ => mutate(&mut random, seed(kind).as_bytes()),
        };
        let shared: Arc<[u8]> = bytes.into();
        let kept = shared.clone();
        let result = std::panic::catch_unwind(|| put_through(kind, &kept));
        if let Err(panic) = result {
            println!("{kind} over {:?}", String::from_utf8_lossy(&shared));
            std::panic::resume_unwind(panic);
        }
        rounds += 1;
    }
    println!("{kind}: {rounds} rounds");
    assert!(rounds > 20);
}

/// Returns how long each target runs: `GIRONE_FUZZ_MS`, else about a second.
fn time() -> Duration {
    let asked = std::env::var("GIRONE_FUZZ_MS").ok().and_then(|t| t.parse().ok());
    Duration::from_millis(asked.unwrap_or(1_200))
}

#[test]
fn football_txt_never_panics_and_accounts_for_every_line() {
    run(Kind::FootballTxt, time());
}

#[test]
fn football_json_never_panics_and_accounts_for_every_line() {
    run(Kind::FootballJson, time());
}

#[test]
fn international_results_never_panic_and_account_for_every_line() {
    run(Kind::InternationalResults, time());
}

#[test]
fn football_data_never_panics_and_accounts_for_every_line() {
    run(Kind::FootballData, time());
}

#[test]
fn tenures_never_panic_and_account_for_every_line() {
    run(Kind::Tenures, time());
}

#[test]
fn tables_of_names_never_panic_and_account_for_every_line() {
    let mut random = Random(7);
    let start = Instant::now();
    while start.elapsed() < time() {
        let (teams, names) =
            (mutate(&mut random, TEAMS.as_bytes()), mutate(&mut random, NAMES.as_bytes()));
        let mut directory = Directory::default();
        for c in [
            read_teams("teams.csv", &teams, &mut directory).counts,
            read_names("names.csv", &names, &mut directory).counts,
        ] {
            assert_eq!(c.lines, c.understood + c.not_understood + c.ignored_by_format, "{c:?}");
        }
    }
}
