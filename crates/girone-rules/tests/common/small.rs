//! Small records made by hand.

use std::sync::Arc;

use girone_model::{
    AsOf, BySide, Directory, Fixture, Happened, Match, MatchId, Outcome, Score, ShootOut, Snapshot,
    When,
};

/// Makes a record of lines such as `2024-01-02 a 2-1 b` and `2024-01-09 a v b`,
/// as it was at a moment, of a competition called `Cup`.
///
/// After the score may stand `et` (extra time), `pen a` (a won the shoot-out) and
/// `ft 1-1` (the score after 90 minutes).
pub fn record(lines: &str, at: &str) -> Snapshot {
    let mut directory = Directory::default();
    let moment = at.parse().expect("a moment");
    let mut matches = Vec::new();
    for line in lines.lines().map(str::trim).filter(|l| !l.is_empty()) {
        let words: Vec<&str> = line.split_whitespace().collect();
        let [date, home, score, away, rest @ ..] = words.as_slice() else { panic!("{line}") };
        let mut team = |name: &str| directory.intern_team(name, None).expect("a name");
        let teams = BySide::new(team(home), team(away));
        let when = When::on(date.parse().expect("a day"));
        let goals = |text: &str| {
            let (h, a) = text.split_once('-').expect("a score");
            BySide::new(h.parse::<u8>().expect("goals"), a.parse::<u8>().expect("goals"))
        };
        let ended = when.ended_by(&moment, false) == girone_model::Ended::Yes;
        let happened = (*score != "v" && ended).then(|| {
            let result = goals(score);
            let mut score = Score::of(result.home, result.away);
            let mut rest = rest.iter();
            while let Some(word) = rest.next() {
                match *word {
                    "et" => score.extra_time = Some(true),
                    "ft" => score.full_time = Some(goals(rest.next().expect("a score"))),
                    "pen" => {
                        let winner = team(rest.next().expect("a team"));
                        let winner = teams.side_of(&winner).expect("a team of the match");
                        score.shoot_out = Some(ShootOut { winner, goals: None });
                    }
                    _ => panic!("{line}"),
                }
            }
            Arc::new(Happened::played(score))
        });
        let fixture = Fixture {
            id: MatchId(matches.len() as u32),
            competition: "Cup".into(),
            edition: None,
            stage: None,
            group: None,
            matchday: None,
            number: None,
            teams,
            when,
            venue: None,
            neutral: false,
            friendly: false,
        };
        matches.push(Match { fixture: Arc::new(fixture), happened });
    }
    matches.sort_by_key(|m| m.fixture.when.date);
    Snapshot {
        as_of: AsOf::at(moment),
        directory: Arc::new(directory),
        matches,
        adjustments: Vec::new(),
        lots: Vec::new(),
        tenures: Vec::new(),
        coverage: Arc::new(Vec::new()),
        turning_on_the_hour: Vec::new(),
    }
}

/// Says how a match counts, e.g. `2-1`, `3-0 awarded (1-1)`, `annulled`, `-`.
pub fn counts(m: &Match) -> String {
    match m.happened.as_ref().map(|h| h.outcome) {
        None => "-".to_owned(),
        Some(Outcome::Played(score)) => score.to_string(),
        Some(Outcome::Awarded { official, pitch }) => {
            let pitch = pitch.map_or(String::new(), |p| format!(" ({p})"));
            format!("{}-{} awarded{pitch}", official.home, official.away)
        }
        Some(Outcome::Walkover { winner, .. }) => format!("walkover {winner:?}"),
        Some(Outcome::Annulled { pitch }) => {
            format!("annulled{}", pitch.map_or(String::new(), |p| format!(" ({p})")))
        }
        Some(other) => format!("{other:?}"),
    }
}
