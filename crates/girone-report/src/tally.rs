//! Counts over many matches: records, runs, firsts, meetings, goals of a player.

use girone_model::{FactKind, Match, PersonId, TeamId};
use jiff::civil::Date;

use crate::claim::{Claim, Field, GameIx, Ground, Outcome, Run, Scope, Tally};
use crate::judge::{Judge, Judged, Says, outcome_of, steps};
use crate::prepared::{Cut, goals_for};

/// Matches of a team in a scope, oldest first.
pub(crate) struct Counted {
    pub games: Vec<GameIx>,
    pub outcomes: Vec<(u8, u8)>,
}

impl Counted {
    fn count(&self, outcome: Outcome) -> u16 {
        self.outcomes.iter().filter(|(s, c)| outcome_of(*s, *c) == outcome).count() as u16
    }

    pub(crate) fn tally(&self) -> (u16, u16, u16) {
        (self.count(Outcome::Won), self.count(Outcome::Drawn), self.count(Outcome::Lost))
    }

    /// How many of the last matches are of a run.
    pub(crate) fn run(&self, run: Run, before: bool) -> u16 {
        let skip = usize::from(before);
        self.outcomes
            .iter()
            .rev()
            .skip(skip)
            .take_while(|(scored, conceded)| holds(run, *scored, *conceded))
            .count() as u16
    }
}

/// Whether a result carries a run on.
pub(crate) fn holds(run: Run, scored: u8, conceded: u8) -> bool {
    let outcome = outcome_of(scored, conceded);
    match run {
        Run::Wins => outcome == Outcome::Won,
        Run::Draws => outcome == Outcome::Drawn,
        Run::Defeats => outcome == Outcome::Lost,
        Run::Unbeaten => outcome != Outcome::Lost,
        Run::Winless => outcome != Outcome::Won,
        Run::CleanSheets => conceded == 0,
        Run::Scoreless => scored == 0,
        Run::Scoring => scored > 0,
        Run::Conceding => conceded > 0,
    }
}

impl Judge<'_> {
    /// The matches of a team in a scope at a cut.
    pub(crate) fn counted(
        &self,
        team: TeamId,
        coach: Option<PersonId>,
        scope: Scope,
        ground: Ground,
        cut: &Cut,
    ) -> Counted {
        let prepared = self.prepared;
        let subject = self.subjects.first().map(|s| prepared.get(*s));
        let tenures: Vec<_> = prepared
            .snapshot
            .tenures
            .iter()
            .filter(|t| Some(t.person) == coach && t.team == team)
            .collect();
        let span = match scope {
            Scope::Edition(edition) => prepared.span_of(edition),
            Scope::Table(table) => prepared.span_of(table.edition),
            _ => (None, None),
        };
        let fits = |m: &Match| -> bool {
            let f = &m.fixture;
            let date = f.when.date;
            if coach.is_some() && !tenures.iter().any(|t| t.covers(date)) {
                return false;
            }
            if span.0.is_some_and(|d| date < d) || span.1.is_some_and(|d| d < date) {
                return false;
            }
            let home = f.teams.home == team;
            match ground {
                Ground::Any => {}
                Ground::Home if home && !f.neutral => {}
                Ground::Away if !home && !f.neutral => {}
                _ => return false,
            }
            match scope {
                Scope::All | Scope::Last(_) => true,
                Scope::Competitive => !f.friendly,
                Scope::Friendlies => f.friendly,
                Scope::Year(year) => date.year() == year,
                Scope::Competition => {
                    subject.is_some_and(|s| s.fixture.competition == f.competition)
                }
                Scope::Edition(edition) => prepared.edition_of(m) == Some(edition),
                Scope::Table(table) => prepared.table_of(m) == Some(table),
            }
        };
        let mut games = Vec::new();
        let mut outcomes = Vec::new();
        for (i, m) in prepared.played_within(team, span, cut, &self.subjects) {
            if fits(m)
                && let Some(goals) = goals_for(m, team)
            {
                games.push(i);
                outcomes.push(goals);
            }
        }
        if let Scope::Last(n) = scope {
            let skip = games.len().saturating_sub(usize::from(n));
            games.drain(..skip);
            outcomes.drain(..skip);
        }
        Counted { games, outcomes }
    }

    /// Names a scope in English and Italian.
    pub(crate) fn scope_name(&self, scope: Scope, coach: Option<PersonId>) -> (String, String) {
        let prepared = self.prepared;
        let edition = |e: u32| {
            let name = &prepared.edition(e).name;
            (name.en.to_string(), name.it.to_string())
        };
        let (mut en, mut it) = match scope {
            Scope::All => ("all matches".to_owned(), "tutte le partite".to_owned()),
            Scope::Competitive => {
                ("competitive matches".to_owned(), "partite ufficiali".to_owned())
            }
            Scope::Friendlies => ("friendlies".to_owned(), "amichevoli".to_owned()),
            Scope::Year(y) => (format!("matches of {y}"), format!("partite del {y}")),
            Scope::Last(n) => (format!("last {n} matches"), format!("ultime {n} partite")),
            Scope::Competition => (
                "this competition, all editions".to_owned(),
                "questa competizione, tutte le edizioni".to_owned(),
            ),
            Scope::Edition(e) => edition(e),
            Scope::Table(t) => {
                let (en, it) = edition(t.edition);
                let group = &prepared.group(t).name;
                (format!("{en}, {group}"), format!("{it}, {group}"))
            }
        };
        if let Some(coach) = coach {
            let name = self.person_name(coach);
            en = format!("{en} under {name}");
            it = format!("{it} con {name}");
        }
        (en, it)
    }

    pub(crate) fn tallied(&self, claim: &Claim, cut: &Cut) -> Judged {
        match claim {
            Claim::Record { team, coach, scopes, ground, tally } => {
                self.record(*team, *coach, scopes, *ground, *tally, cut)
            }
            Claim::Total { team, field, value, scopes } => {
                self.best(*team, None, scopes, Ground::Any, cut, |c| {
                    let sum = |f: fn(&(u8, u8)) -> u8| -> i32 {
                        c.outcomes.iter().map(|o| i32::from(f(o))).sum()
                    };
                    let right = match field {
                        Field::Played => c.outcomes.len() as i32,
                        Field::GoalsFor => sum(|o| o.0),
                        Field::GoalsAgainst => sum(|o| o.1),
                        _ => sum(|o| o.0) - sum(|o| o.1),
                    };
                    (right == *value, right.to_string())
                })
            }
            Claim::Streak { team, coach, run, length, before, scopes, ground } => {
                let value = |c: &Counted| i32::from(c.run(*run, *before));
                self.best(*team, *coach, scopes, *ground, cut, |c| {
                    let right = value(c);
                    (right == i32::from(*length), right.to_string())
                })
            }
            Claim::FirstSince { team, outcome, year, matches, scopes, ground, against } => self
                .first_since(*team, *outcome, (*year, *matches), scopes, (*ground, *against), cut),
            Claim::LastSuch { team, outcome, against, ground, scopes, first, last } => {
                self.last_such((*team, *outcome, *against), *ground, scopes, (*first, *last), cut)
            }
            Claim::MeetingRun { team, other, run, length } => {
                let games = self.prepared.meetings(*team, *other, cut, &self.subjects);
                let outcomes =
                    games.iter().filter_map(|i| goals_for(self.prepared.get(*i), *team)).collect();
                let counted = Counted { games, outcomes };
                let right = counted.run(*run, false);
                let judged =
                    Judged::compare(i32::from(*length), i32::from(right), counted.games.clone());
                match counted.run(*run, true) == *length {
                    true => Judged::new(Says::Yes, counted.games),
                    false => judged,
                }
            }
            Claim::Meetings { team, other, number } => {
                let games = self.prepared.meetings(*team, *other, cut, &self.subjects);
                Judged::compare(i32::from(*number), games.len() as i32, games)
            }
            Claim::HeadToHead { team, other, tally } => {
                let games = self.prepared.meetings(*team, *other, cut, &self.subjects);
                let outcomes: Vec<(u8, u8)> =
                    games.iter().filter_map(|i| goals_for(self.prepared.get(*i), *team)).collect();
                let mut first = None;
                // The meetings before this one may be meant.
                for without_last in [false, true] {
                    let mut counted = Counted { games: games.clone(), outcomes: outcomes.clone() };
                    if without_last && self.subjects.iter().any(|s| games.last() == Some(s)) {
                        counted.games.pop();
                        counted.outcomes.pop();
                    }
                    let right = counted.tally();
                    let agrees = agrees(tally, right, counted.games.len() as u16);
                    let judged = Judged::new(
                        if agrees {
                            Says::Yes
                        } else {
                            Says::No(Some(figure(tally, right, counted.games.len())))
                        },
                        counted.games,
                    );
                    if agrees {
                        return judged;
                    }
                    first.get_or_insert(judged);
                }
                first.unwrap_or_else(Judged::not_held)
            }
            Claim::PlayerTotal { person, team, goals, scopes } => {
                self.player_total(*person, *team, *goals, scopes, cut)
            }
            _ => Judged::not_held(),
        }
    }

    /// Tries a count in every scope; the first scope gives the right value.
    fn best(
        &self,
        team: TeamId,
        coach: Option<PersonId>,
        scopes: &[Scope],
        ground: Ground,
        cut: &Cut,
        test: impl Fn(&Counted) -> (bool, String),
    ) -> Judged {
        let mut first: Option<Judged> = None;
        let mut tried: Vec<(String, String)> = Vec::new();
        for scope in scopes {
            let counted = self.counted(team, coach, *scope, ground, cut);
            let (agrees, right) = test(&counted);
            let (en, it) = self.scope_name(*scope, coach);
            if agrees {
                let mut judged = Judged::new(Says::Yes, counted.games);
                judged.scope = Some((en, it));
                return judged;
            }
            tried.push((format!("{en}: {right}"), format!("{it}: {right}")));
            first.get_or_insert(Judged::new(Says::No(Some(right)), counted.games));
        }
        let Some(mut judged) = first else { return Judged::not_held() };
        let join =
            |f: fn(&(String, String)) -> &str| tried.iter().map(f).collect::<Vec<_>>().join("; ");
        judged.scope = Some((join(|t| &t.0), join(|t| &t.1)));
        judged
    }

    fn record(
        &self,
        team: TeamId,
        coach: Option<PersonId>,
        scopes: &[Scope],
        ground: Ground,
        tally: Tally,
        cut: &Cut,
    ) -> Judged {
        let held: Vec<Scope> = scopes
            .iter()
            .copied()
            .filter(|s| coach.is_none_or(|c| self.counts_under(team, c, *s)))
            .collect();
        let judged = self.best(team, coach, &held, ground, cut, |c| {
            let right = c.tally();
            (
                agrees(&tally, right, c.games.len() as u16),
                format!("{}-{}-{}", right.0, right.1, right.2),
            )
        });
        // What cannot be counted may be what is meant.
        match judged.says {
            Says::No(_) if held.len() < scopes.len() => Judged::not_held(),
            _ => judged,
        }
    }

    /// Whether the record can count what was done under a coach in a scope: it knows when
    /// he began, and begins itself no later. An edition it has as a whole.
    pub(crate) fn counts_under(&self, team: TeamId, coach: PersonId, scope: Scope) -> bool {
        let prepared = self.prepared;
        let first = prepared.indices_of(team).first().map(|i| prepared.get(*i).fixture.when.date);
        let spells =
            prepared.snapshot.tenures.iter().filter(|t| t.person == coach && t.team == team);
        let reaches = |from: Date| {
            matches!(scope, Scope::Edition(_) | Scope::Table(_))
                || first.is_some_and(|day| day <= from)
                || prepared.snapshot.is_complete(FactKind::Results, team, None, from)
        };
        let begins: Vec<Date> = spells.filter_map(|t| t.from).map(|f| f.0).collect();
        !begins.is_empty() && begins.into_iter().all(reaches)
    }

    fn first_since(
        &self,
        team: TeamId,
        outcome: Outcome,
        (year, matches): (Option<i16>, Option<u16>),
        scopes: &[Scope],
        (ground, against): (Ground, Option<TeamId>),
        cut: &Cut,
    ) -> Judged {
        self.best(team, None, scopes, ground, cut, |c| {
            let kept: Vec<usize> = (0..c.games.len())
                .filter(|i| {
                    against
                        .is_none_or(|a| self.prepared.get(c.games[*i]).fixture.side_of(a).is_some())
                })
                .collect();
            let mut hits = kept.iter().rev().enumerate().filter(|(_, i)| {
                let (s, conceded) = c.outcomes[**i];
                outcome_of(s, conceded) == outcome
            });
            // The latest must be the match reported, the one before it tells.
            let Some((0, _)) = hits.next() else { return (false, "0".to_owned()) };
            let before = hits.next();
            let since =
                before.map(|(_, i)| self.prepared.get(c.games[*i]).fixture.when.date.year());
            let gap = before.map_or(kept.len(), |(n, _)| n) as u16;
            match (year, matches) {
                (Some(year), _) => {
                    (since == Some(year), since.map_or("0".to_owned(), |y| y.to_string()))
                }
                (None, Some(n)) => (n == gap || n + 1 == gap, gap.to_string()),
                (None, None) => (before.is_none(), gap.to_string()),
            }
        })
    }

    /// The last such result before the match reported.
    fn last_such(
        &self,
        (team, outcome, against): (TeamId, Outcome, Option<TeamId>),
        ground: Ground,
        scopes: &[Scope],
        (first, last): (Date, Date),
        cut: &Cut,
    ) -> Judged {
        // Before the record begins nothing is known.
        let begins = self
            .prepared
            .indices_of(team)
            .first()
            .is_some_and(|i| self.prepared.get(*i).fixture.when.date <= first);
        let judged = self.best(team, None, scopes, ground, cut, |c| {
            let such = c.games.iter().zip(&c.outcomes).rev().find(|(i, o)| {
                !self.subjects.contains(i)
                    && outcome_of(o.0, o.1) == outcome
                    && against.is_none_or(|a| self.prepared.get(**i).fixture.side_of(a).is_some())
            });
            match such {
                Some((i, _)) => {
                    let day = self.prepared.get(*i).fixture.when.date;
                    // A year is answered by a year.
                    let right = match first.year() == last.year() && first < last {
                        true => day.year().to_string(),
                        false => day.to_string(),
                    };
                    (first <= day && day <= last, right)
                }
                None => (false, String::new()),
            }
        });
        match &judged.says {
            Says::No(Some(right)) if right.is_empty() || !begins => Judged::not_held(),
            _ => judged,
        }
    }

    fn player_total(
        &self,
        person: PersonId,
        team: TeamId,
        goals: u16,
        scopes: &[Scope],
        cut: &Cut,
    ) -> Judged {
        let mut first: Option<Judged> = None;
        for scope in scopes {
            let counted = self.counted(team, None, *scope, Ground::Any, cut);
            let mut total = 0;
            let mut complete = true;
            for i in &counted.games {
                let m = self.prepared.get(*i);
                match steps(m) {
                    Some(steps) => {
                        total += steps
                            .iter()
                            .filter(|s| s.goal.scorer == Some(person) && !s.goal.own_goal)
                            .count() as i32;
                    }
                    None => complete = false,
                }
            }
            if total == i32::from(goals) {
                return Judged::new(Says::Yes, counted.games);
            }
            let says = if complete { Says::No(Some(total.to_string())) } else { Says::NotHeld };
            let judged = Judged::new(says, counted.games);
            match &first {
                None => first = Some(judged),
                Some(_) if !complete => return Judged::not_held(),
                Some(_) => {}
            }
        }
        first.unwrap_or_else(Judged::not_held)
    }
}

fn agrees(tally: &Tally, right: (u16, u16, u16), played: u16) -> bool {
    tally.won.is_none_or(|n| n == right.0)
        && tally.drawn.is_none_or(|n| n == right.1)
        && tally.lost.is_none_or(|n| n == right.2)
        && tally.played.is_none_or(|n| n == played)
}

/// The right value in the form in which the claim was made.
fn figure(tally: &Tally, right: (u16, u16, u16), played: usize) -> String {
    match (tally.won, tally.drawn, tally.lost) {
        (Some(_), None, None) => right.0.to_string(),
        (None, Some(_), None) => right.1.to_string(),
        (None, None, Some(_)) => right.2.to_string(),
        (None, None, None) => played.to_string(),
        _ => format!("{}-{}-{}", right.0, right.1, right.2),
    }
}
