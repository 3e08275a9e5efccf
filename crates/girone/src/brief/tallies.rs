//! Runs, firsts, tallies and coaches.

use girone_model::{Lang, Match, TeamId};
use girone_record::{Stakes, reigns};
use girone_report::{Claim, Field, Ground, Run, Scope, TableRef, derive_at};
use jiff::civil::Date;

use crate::TableAnswer;
use crate::render::{self, join};

use super::lines::Ink;
use super::{Length, Sentence};

/// How much a claim is worth among runs and tallies; `None` for what belongs
/// elsewhere or is too little.
fn worth(claim: &Claim, length: Length) -> Option<u8> {
    let long = length == Length::Long;
    Some(match claim {
        Claim::FirstSince { .. } => 0,
        Claim::Streak { run, length: n, .. } => match run {
            Run::Wins | Run::Defeats if *n >= 3 || long => 1,
            Run::Unbeaten | Run::Winless if *n >= 3 => 2,
            Run::CleanSheets | Run::Scoreless if *n >= 3 || long => 3,
            Run::Draws if *n >= 3 || long => 3,
            Run::Scoring if *n >= 6 || (long && *n >= 4) => 4,
            _ => return None,
        },
        Claim::PlayerTotal { goals, .. } if *goals >= 3 || long => 5,
        Claim::Record { coach: None, ground: Ground::Home | Ground::Away, .. } => 6,
        Claim::Meetings { .. } => 7,
        Claim::HeadToHead { .. } => 8,
        Claim::Row { field: Field::GoalsFor | Field::GoalsAgainst, .. } if long => 9,
        _ => return None,
    })
}

/// What the record knows of runs, firsts and tallies that end with a match.
pub(super) fn runs(ink: &Ink<'_>, m: &Match, day: Date, length: Length) -> Vec<Sentence> {
    let prepared = ink.prepared();
    let Some(game) = prepared.position_of(m.fixture.id) else { return Vec::new() };
    let mut claims: Vec<(u8, Claim)> = derive_at(game, day, prepared)
        .into_iter()
        .filter_map(|c| worth(&c, length).map(|w| (w, c)))
        .collect();
    let league = prepared.table_of_game(game).is_some_and(|t| prepared.one_table(t));
    // A run over all matches makes the same run in the table needless.
    let everywhere: Vec<(TeamId, Run, u16)> = claims
        .iter()
        .filter_map(|(_, c)| match c {
            Claim::Streak { team, run, length, scopes, .. } if scopes[..] == [Scope::All] => {
                Some((*team, *run, *length))
            }
            _ => None,
        })
        .collect();
    claims.retain(|(_, c)| match c {
        Claim::Streak { team, run, length, scopes, .. } => {
            scopes[..] == [Scope::All]
                || !everywhere.iter().any(|(t, r, n)| t == team && r == run && n >= length)
        }
        _ => true,
    });
    // A home tally belongs to who was at home, an away tally to the guests.
    let (home, neutral) = (m.fixture.teams.home, m.fixture.neutral);
    claims.retain(|(_, c)| match c {
        Claim::Record { team, ground, .. } => {
            !neutral && (*ground == Ground::Home) == (*team == home)
        }
        _ => true,
    });
    let mut sentences = Vec::new();
    let mut bounded: Vec<TeamId> = Vec::new();
    for team in [m.fixture.teams.home, m.fixture.teams.away] {
        let mut own: Vec<&(u8, Claim)> = claims.iter().filter(|c| of(&c.1) == Some(team)).collect();
        own.sort_by_key(|c| c.0);
        // Two runs at most but where all is asked for: the strongest first.
        let mut told = 0;
        for (worth, claim) in own {
            if length != Length::Long && matches!(worth, 1..=4) {
                told += 1;
                if told > 2 {
                    continue;
                }
            }
            let facts = girone_report::evidence(claim, Some(game), Some(day), prepared);
            let Some(sentence) = sentence(ink, claim, facts, league) else { continue };
            let all = scopes_of(claim).first() == Some(&Scope::All);
            if all && !bounded.contains(&team) {
                bounded.push(team);
            }
            sentences.push(sentence);
        }
    }
    for (_, claim) in claims.iter().filter(|c| of(&c.1).is_none()) {
        let facts = girone_report::evidence(claim, Some(game), Some(day), prepared);
        sentences.extend(sentence(ink, claim, facts, league));
    }
    // Runs over all matches are as good as the record is long.
    let mut since: Vec<(Date, TeamId)> = bounded
        .into_iter()
        .filter_map(|t| Some((prepared.snapshot().complete_since(t, day)?, t)))
        .collect();
    since.sort();
    for chunk in since.chunk_by(|a, b| a.0 == b.0) {
        let names: Vec<&str> = chunk.iter().map(|(_, t)| ink.name(*t)).collect();
        let names = join(&names, ink.lang);
        let from = render::day(chunk[0].0, ink.lang);
        let text = match ink.lang {
            Lang::En => format!("All competitions; the record of {names} is complete from {from}."),
            Lang::It => {
                format!("Tutte le competizioni; per {names} l'archivio è completo dal {from}.")
            }
        };
        let fact = |t: &TeamId| format!("coverage:{}", ink.snapshot().directory.team(*t).key);
        sentences.push(Sentence::new(text, chunk.iter().map(|(_, t)| fact(t)).collect()));
    }
    sentences
}

/// One claim of runs and tallies as a sentence.
fn sentence(ink: &Ink<'_>, claim: &Claim, facts: Vec<String>, league: bool) -> Option<Sentence> {
    let Claim::Record { team, scopes, ground, tally, .. } = claim else {
        return ink.say(claim, facts);
    };
    let (won, drawn, lost) = (tally.won?, tally.drawn?, tally.lost?);
    let (text, stated) = ink.tally((won, drawn, lost), *scopes.first()?, league);
    let place = match (ground, ink.lang) {
        (Ground::Home, Lang::En) => " at home",
        (Ground::Home, Lang::It) => " in casa",
        (Ground::Away, Lang::En) => " away from home",
        (Ground::Away, Lang::It) => " in trasferta",
        (Ground::Any, _) => "",
    };
    let subject = ink.subject(*team);
    let have = ink.verb(*team, "have", "ha", "hanno");
    let mut said = claim.clone();
    if let Claim::Record { tally, .. } = &mut said {
        *tally = stated;
    }
    Some(Sentence { text: format!("{subject}{place} {have} {text}."), facts, claims: vec![said] })
}

fn is_league(answer: &TableAnswer) -> bool {
    answer.tables().is_some_and(|t| t.groups.len() == 1)
}

/// The team that a claim of runs and tallies is about; `None` for both.
fn of(claim: &Claim) -> Option<TeamId> {
    match claim {
        Claim::FirstSince { team, .. }
        | Claim::Streak { team, .. }
        | Claim::PlayerTotal { team, .. }
        | Claim::Record { team, .. }
        | Claim::Row { team, .. } => Some(*team),
        _ => None,
    }
}

fn scopes_of(claim: &Claim) -> &[Scope] {
    match claim {
        Claim::FirstSince { scopes, .. } | Claim::Streak { scopes, .. } => scopes,
        _ => &[],
    }
}

/// The coach of a team on a day with the tallies of the time in charge.
pub(super) fn coaches(
    ink: &Ink<'_>,
    team: TeamId,
    day: Date,
    table: Option<(&TableAnswer, Option<TableRef>)>,
) -> Vec<Sentence> {
    let mut sentences = Vec::new();
    for reign in reigns(ink.snapshot(), None, Some(team)) {
        if !reign.covers(day) {
            continue;
        }
        let coach = ink.view.coach_answer(reign);
        let mut scopes: Vec<(Scope, (u16, u16, u16))> = Vec::new();
        let league = table.is_some_and(|(a, _)| is_league(a));
        for line in coach.grid.iter().filter(|l| l.role.is_none() && l.tally.played() > 0) {
            let t = &line.tally;
            let numbers = [t.won, t.drawn, t.lost].map(|n| u16::try_from(n).unwrap_or(u16::MAX));
            let numbers = (numbers[0], numbers[1], numbers[2]);
            let scope = match (&line.edition, line.stakes, table) {
                (Some(id), _, Some((answer, Some(at)))) if **id == *answer.edition.id => {
                    // The table is what the words name: no match of another stage.
                    let row = answer.sheet.sheet.index_of(team);
                    let row = answer.table.rows.iter().find(|r| Some(r.team) == row);
                    let all = row
                        .is_some_and(|r| (r.totals.won, r.totals.drawn, r.totals.lost) == numbers);
                    if !all {
                        continue;
                    }
                    Scope::Table(at)
                }
                (Some(_), ..) => continue,
                _ if !coach.complete => continue,
                (None, Stakes::All, _) => Scope::All,
                (None, Stakes::Competitive, _) => Scope::Competitive,
                (None, Stakes::Friendlies, _) => Scope::Friendlies,
            };
            // The same matches under another name say nothing new.
            if scopes.iter().any(|s| s.1 == numbers && s.0 != Scope::Friendlies) {
                continue;
            }
            scopes.push((scope, numbers));
        }
        let post = crate::reign_text(&coach.reign, ink.lang);
        let directory = &ink.snapshot().directory;
        let person = coach.reign.person;
        let fact = format!("tenure:{}/{}", directory.person(person).key, directory.team(team).key);
        sentences.extend(ink.coach(person, team, &post, &scopes, league, fact));
    }
    sentences
}
