//! The claims that a match or a table is worth.
//!
//! Every one of them is confirmed by the record it was derived from. What the
//! record does not hold completely is not claimed: a run or a tally over all
//! matches is derived only where the record says that it has them all.

use girone_model::{FactKind, Match, PersonId, Side, TeamId};
use girone_rules::Row;
use jiff::civil::Date;

use crate::claim::{At, CityRef, Claim, Field, GameIx, Ground, Outcome, Part, Run, Scope, Tally};
use crate::judge::{Judge, Judged, Says, Step, outcome_of, steps};
use crate::prepared::{Cut, Prepared, TableRef, TableView, goals_for};
use crate::render::run_of;
use crate::tally::Counted;

/// Runs shorter than this are not worth saying.
const SHORTEST_RUN: u16 = 2;
/// A first such result is worth saying if so many matches lie between.
const LONGEST_WAIT: usize = 4;

/// Returns the claims that a match is worth at the end of the day it was played:
/// score, town, goals; the rows of both teams in their table, tallies by scope,
/// runs, firsts, coaches, the goals of its scorers in the edition.
pub fn derive(game: GameIx, prepared: &Prepared) -> Vec<Claim> {
    let day = prepared.snapshot.matches.get(game as usize).map(|m| m.fixture.when.date);
    day.map_or_else(Vec::new, |day| derive_at(game, day, prepared))
}

/// Returns the claims that a match is worth at the end of a later day.
pub fn derive_at(game: GameIx, day: Date, prepared: &Prepared) -> Vec<Claim> {
    let Some(m) = prepared.snapshot.matches.get(game as usize) else { return Vec::new() };
    if goals_for(m, m.fixture.teams.home).is_none() {
        return Vec::new();
    }
    let cut = at_the_end_of(day);
    let judge = Judge::new(prepared, vec![game], vec![cut]);
    let mut finder = Finder { prepared, judge: &judge, cut, claims: Vec::new() };
    finder.score(game, m);
    finder.place_and_day(game, m);
    finder.goals(game, m);
    let teams = [m.fixture.teams.home, m.fixture.teams.away];
    if let Some(table) = prepared.table_of(m) {
        finder.table(table, &teams);
    }
    for team in teams {
        finder.coach(team, day);
        finder.tallies(team, m);
        finder.runs(team, m);
        finder.first_since(team, m);
    }
    finder.meetings(m);
    finder.scorers_of_the_edition(m);
    finder.claims
}

/// Returns the claims that a table is worth at the end of a day: every row, the
/// gaps to the first, who is level, who has matches in hand.
///
/// `day` is `None` for all that the record holds.
pub fn derive_table(table: TableRef, day: Option<Date>, prepared: &Prepared) -> Vec<Claim> {
    let cut = Cut { day, whole_day: true, before: None, standing: None, from: None };
    let judge = Judge::new(prepared, Vec::new(), vec![cut]);
    let mut finder = Finder { prepared, judge: &judge, cut, claims: Vec::new() };
    let teams = prepared.group(table).teams.clone();
    finder.table(table, &teams);
    finder.claims
}

/// Returns the keys of the matches that a claim rests on at the end of a day, for a
/// text about one match if one is given.
pub fn evidence(
    claim: &Claim,
    game: Option<GameIx>,
    day: Option<Date>,
    prepared: &Prepared,
) -> Vec<String> {
    let cut = Cut { day, whole_day: true, before: None, standing: None, from: None };
    let judged = Judge::new(prepared, game.into_iter().collect(), vec![cut]).judge(claim);
    let last = match claim {
        Claim::Streak { length, .. } => usize::from(*length),
        _ => judged.evidence.len(),
    };
    let skip = judged.evidence.len().saturating_sub(last);
    let directory = &prepared.snapshot.directory;
    judged.evidence[skip..].iter().map(|g| prepared.get(*g).fixture.key(directory)).collect()
}

fn at_the_end_of(day: Date) -> Cut {
    Cut { day: Some(day), whole_day: true, before: None, standing: None, from: None }
}

struct Finder<'a> {
    prepared: &'a Prepared,
    judge: &'a Judge<'a>,
    cut: Cut,
    claims: Vec<Claim>,
}

impl Finder<'_> {
    fn score(&mut self, game: GameIx, m: &Match) {
        let team = m.fixture.teams.home;
        let Some(goals) = goals_for(m, team) else { return };
        self.claims.push(Claim::Score { game, team, goals, at: At::End, either: false });
        let Some(score) = m.score() else { return };
        if let Some(half) = score.half_time {
            let goals = (half.home, half.away);
            self.claims.push(Claim::Score { game, team, goals, at: At::HalfTime, either: true });
        }
        if let Some(kicks) = score.shoot_out.and_then(|s| s.goals) {
            let goals = (kicks.home, kicks.away);
            self.claims.push(Claim::Score { game, team, goals, at: At::ShootOut, either: true });
        }
    }

    fn place_and_day(&mut self, game: GameIx, m: &Match) {
        let fixture = &m.fixture;
        let lexicon = self.prepared.lexicon();
        // A town that bears the name of a country or of several places is not
        // told from them by its name alone.
        if let Some(city) = fixture.venue.as_ref().and_then(|v| v.city.as_deref())
            && let [place] = lexicon.places_called(city)
            && !lexicon.is_team(city)
        {
            self.claims.push(Claim::Venue { game, city: CityRef(*place) });
        }
        let number = fixture.matchday.as_deref().and_then(|label| {
            label.chars().filter(char::is_ascii_digit).collect::<String>().parse::<u16>().ok()
        });
        if let (Some(number), Some(_)) = (number, self.prepared.table_of(m)) {
            self.claims.push(Claim::Matchday { game, number });
        }
    }

    fn goals(&mut self, game: GameIx, m: &Match) {
        let Some(steps) = steps(m) else { return };
        let timed = steps.iter().all(|s| s.goal.minute.is_some());
        let mut seen: Vec<PersonId> = Vec::new();
        for step in &steps {
            let Some(person) = step.goal.scorer else { continue };
            if step.goal.own_goal {
                self.claims.push(Claim::OwnGoal { game, person });
                continue;
            }
            let both = steps.iter().any(|s| s.goal.scorer == Some(person) && s.goal.own_goal);
            if let (Some(minute), false) = (step.goal.minute, both) {
                self.claims.push(Claim::GoalMinute {
                    game,
                    person: Some(person),
                    part: None,
                    minute,
                });
            }
            if step.goal.penalty {
                self.claims.push(Claim::Penalty { game, person });
            }
            if (timed || steps.len() == 1) && !both {
                self.parts(game, person, step, &steps);
            }
            if !seen.contains(&person) {
                seen.push(person);
                self.claims.push(Claim::Scorer { game, person });
                let own = |s: &&Step| s.goal.scorer == Some(person) && !s.goal.own_goal;
                let goals = steps.iter().filter(own).count() as u16;
                if goals > 1 {
                    self.claims.push(Claim::PlayerGoals { game, person, goals });
                }
            }
        }
    }

    /// What a goal did to the score, where it did something worth saying.
    fn parts(&mut self, game: GameIx, person: PersonId, step: &Step, steps: &[Step]) {
        let (x, y) = (step.after[step.goal.side], step.after[!step.goal.side]);
        let mut push = |part| self.claims.push(Claim::GoalPart { game, person, part });
        if step.plays(Part::Opener, steps) {
            push(Part::Opener);
        } else if step.plays(Part::Equaliser, steps) {
            push(Part::Equaliser);
        } else if step.plays(Part::PullsBack, steps) {
            push(Part::PullsBack);
        } else if step.plays(Part::GoAhead, steps) {
            push(Part::GoAhead);
        } else if (x, y) == (2, 0) {
            push(Part::Doubles);
        }
        if !step.plays(Part::Opener, steps) {
            push(Part::Makes(x, y));
        }
        // The goal that won it, where there is one such goal under every reading.
        let winners = steps.iter().filter(|s| s.plays(Part::Winner, steps)).count();
        if winners == 1 && step.plays(Part::Winner, steps) {
            push(Part::Winner);
        }
        if step.last && steps.len() > 2 {
            push(Part::Last);
        }
    }

    fn table(&mut self, at: TableRef, teams: &[TeamId]) {
        let Some(view) = self.judge.table(at, &self.cut) else { return };
        let rows: Vec<&Row> = view.table.rows.iter().collect();
        let Some(first) = rows.first() else { return };
        let leader = view.sheet.teams[usize::from(first.team)];
        for team in teams {
            let Some(row) = view.row(*team) else { continue };
            self.row(at, *team, row, &view);
            if leader != *team && first.shared_by == 1 {
                self.compare(at, *team, leader, &view);
            }
            for (above, below) in rows.iter().zip(rows.iter().skip(1)) {
                if below.team == row.team {
                    let above = view.sheet.teams[usize::from(above.team)];
                    if above != leader || first.shared_by > 1 {
                        self.compare(at, *team, above, &view);
                    }
                }
            }
        }
        if let [a, b] = teams
            && ![*a, *b].contains(&leader)
        {
            self.compare(at, *a, *b, &view);
        }
        let group = self.prepared.group(at);
        let letter = group.name.chars().count() <= 2
            && group.name.starts_with(|c: char| c.is_ascii_uppercase());
        if letter && let Some(team) = teams.first() {
            let (team, group) = (*team, group.name.clone());
            self.claims.push(Claim::Group { team, edition: at.edition, group });
        }
    }

    fn row(&mut self, table: TableRef, team: TeamId, row: &Row, view: &TableView) {
        let t = &row.totals;
        let mut push = |field, value| self.claims.push(Claim::Row { table, team, field, value });
        push(Field::Position, i32::from(row.place));
        push(Field::Points, t.points);
        push(Field::Played, i32::from(t.played));
        if view.expected > t.played {
            push(Field::Left, i32::from(view.expected - t.played));
        }
        push(Field::GoalsFor, i32::from(t.goals_for));
        push(Field::GoalsAgainst, i32::from(t.goals_against));
        push(Field::GoalDifference, t.goal_difference());
        let last = view.table.rows.len() as u8;
        if row.place == last && row.shared_by == 1 && last > 2 {
            self.claims.push(Claim::Bottom { table, team });
        }
        let tally =
            Tally { played: None, won: Some(t.won), drawn: Some(t.drawn), lost: Some(t.lost) };
        let (scopes, ground) = (vec![Scope::Table(table)], Ground::Any);
        self.claims.push(Claim::Record { team, coach: None, scopes, ground, tally });
    }

    /// Points and matches between two teams of a table.
    fn compare(&mut self, table: TableRef, team: TeamId, other: TeamId, view: &TableView) {
        let (Some(a), Some(b)) = (view.row(team), view.row(other)) else { return };
        self.claims.push(match a.totals.points - b.totals.points {
            0 => Claim::Level { table, team, other },
            points => Claim::Gap { table, team, other: Some(other), points },
        });
        let games = i32::from(b.totals.played) - i32::from(a.totals.played);
        if games > 0 {
            self.claims.push(Claim::InHand { table, team, other, games });
        } else if games < 0 {
            let (team, other, games) = (other, team, -games);
            self.claims.push(Claim::InHand { table, team, other, games });
        }
    }

    fn coach(&mut self, team: TeamId, day: Date) {
        let tenures = &self.prepared.snapshot.tenures;
        let mut now: Vec<PersonId> =
            tenures.iter().filter(|t| t.team == team && t.covers(day)).map(|t| t.person).collect();
        now.dedup();
        let [person] = now.as_slice() else { return };
        let person = *person;
        self.claims.push(Claim::Coach { team, person });
        let Some(from) = tenures
            .iter()
            .filter(|t| t.team == team && t.person == person && t.covers(day))
            .filter_map(|t| t.from)
            .map(|f| f.0)
            .min()
        else {
            return;
        };
        // An earlier time in charge would count too.
        let from = tenures
            .iter()
            .filter(|t| t.team == team && t.person == person)
            .filter_map(|t| t.from)
            .map(|f| f.0)
            .fold(from, Date::min);
        if !self.complete(team, from) {
            return;
        }
        for scope in [Scope::All, Scope::Competitive, Scope::Friendlies] {
            let counted = self.judge.counted(team, Some(person), scope, Ground::Any, &self.cut);
            if !counted.games.is_empty() {
                self.record(team, Some(person), scope, Ground::Any, &counted);
            }
        }
    }

    fn record(
        &mut self,
        team: TeamId,
        coach: Option<PersonId>,
        scope: Scope,
        ground: Ground,
        counted: &Counted,
    ) {
        let (won, drawn, lost) = counted.tally();
        let tally = Tally { played: None, won: Some(won), drawn: Some(drawn), lost: Some(lost) };
        self.claims.push(Claim::Record { team, coach, scopes: vec![scope], ground, tally });
    }

    /// Whether the record has every match of a team from a day to the moment.
    fn complete(&self, team: TeamId, from: Date) -> bool {
        let day = self.cut.day.unwrap_or(from);
        let snapshot = &self.prepared.snapshot;
        snapshot.coverage.iter().any(|c| {
            c.kind == FactKind::Results
                && c.edition.is_none()
                && c.friendlies
                && c.team.is_none_or(|t| t == team)
                && c.span.contains(from)
                && c.span.contains(day)
        })
    }

    /// The day from which the record has every match of a team.
    fn complete_since(&self, team: TeamId) -> Option<Date> {
        self.prepared.snapshot.complete_since(team, self.cut.day?)
    }

    /// Home and away in the table, and all matches of an edition with several
    /// stages.
    fn tallies(&mut self, team: TeamId, m: &Match) {
        if let Some(table) = self.prepared.table_of(m) {
            for ground in [Ground::Home, Ground::Away] {
                let scope = Scope::Table(table);
                let counted = self.judge.counted(team, None, scope, ground, &self.cut);
                if counted.games.len() > 1 {
                    self.record(team, None, scope, ground, &counted);
                }
            }
            return;
        }
        if let Some(edition) = self.prepared.edition_of(m)
            && !self.prepared.is_qualifying(edition)
        {
            let scope = Scope::Edition(edition);
            let counted = self.judge.counted(team, None, scope, Ground::Any, &self.cut);
            self.record(team, None, scope, Ground::Any, &counted);
        }
    }

    /// Runs that end with this match: over all matches where the record has them
    /// all, else in the table.
    fn runs(&mut self, team: TeamId, m: &Match) {
        let Some((scored, conceded)) = goals_for(m, team) else { return };
        let outcome = outcome_of(scored, conceded);
        let mut kinds = vec![run_of(outcome)];
        kinds.push(match outcome {
            Outcome::Lost => Run::Winless,
            Outcome::Won => Run::Unbeaten,
            Outcome::Drawn => Run::Unbeaten,
        });
        if outcome == Outcome::Drawn {
            kinds.push(Run::Winless);
        }
        kinds.extend((conceded == 0).then_some(Run::CleanSheets));
        kinds.push(if scored == 0 { Run::Scoreless } else { Run::Scoring });
        let mut scopes: Vec<Scope> = Vec::new();
        if self.complete_since(team).is_some() {
            scopes.push(Scope::All);
        }
        scopes.extend(self.prepared.table_of(m).map(Scope::Table));
        let mut lengths: Vec<(Run, Scope, u16, bool)> = Vec::new();
        for run in kinds {
            for scope in &scopes {
                let counted = self.judge.counted(team, None, *scope, Ground::Any, &self.cut);
                let length = counted.run(run, false);
                // A run that goes back to where the record begins may be longer.
                let whole = usize::from(length) == counted.games.len();
                let open = *scope == Scope::All && whole;
                let before = self.complete_since(team);
                // The match that broke the run before must be held, and all since.
                let begins = counted
                    .games
                    .len()
                    .checked_sub(usize::from(length) + 1)
                    .and_then(|i| counted.games.get(i))
                    .map(|g| self.prepared.get(*g).fixture.when.date);
                let held = *scope != Scope::All || before.zip(begins).is_some_and(|(b, d)| b <= d);
                if length >= SHORTEST_RUN && !open && held {
                    lengths.push((run, *scope, length, whole));
                }
            }
        }
        for (run, scope, length, _) in &lengths {
            // A longer run that says the same and more: three wins are also three
            // matches unbeaten.
            let implied = lengths
                .iter()
                .any(|(other, s, n, _)| s == scope && n == length && stronger(*other, *run));
            if !implied {
                self.claims.push(Claim::Streak {
                    team,
                    coach: None,
                    run: *run,
                    length: *length,
                    before: false,
                    scopes: vec![*scope],
                    ground: Ground::Any,
                });
            }
        }
    }

    /// The first such result for long, where the record reaches back to the last.
    fn first_since(&mut self, team: TeamId, m: &Match) {
        let Some(goals) = goals_for(m, team) else { return };
        let outcome = outcome_of(goals.0, goals.1);
        let Some(since) = self.complete_since(team) else { return };
        let home = m.fixture.teams.home == team;
        let here = match (m.fixture.neutral, home) {
            (true, _) => None,
            (false, true) => Some(Ground::Home),
            (false, false) => Some(Ground::Away),
        };
        for ground in [Some(Ground::Any), here].into_iter().flatten() {
            let counted = self.judge.counted(team, None, Scope::All, ground, &self.cut);
            let same =
                |i: &usize| outcome_of(counted.outcomes[*i].0, counted.outcomes[*i].1) == outcome;
            let mut hits = (0..counted.games.len()).rev().filter(same);
            let (Some(now), Some(before)) = (hits.next(), hits.next()) else { continue };
            let date = self.prepared.get(counted.games[before]).fixture.when.date;
            let far = date.year() < m.fixture.when.date.year();
            if now - before > LONGEST_WAIT && far && since <= date {
                self.claims.push(Claim::FirstSince {
                    team,
                    outcome,
                    year: Some(date.year()),
                    matches: None,
                    scopes: vec![Scope::All],
                    ground,
                    against: None,
                });
            }
        }
    }

    /// Earlier meetings, where the record goes back to the beginning.
    fn meetings(&mut self, m: &Match) {
        let (team, other) = (m.fixture.teams.home, m.fixture.teams.away);
        let games = self.prepared.meetings(team, other, &self.cut, &self.judge.subjects);
        let Some(first) = games.first() else { return };
        let since = [team, other].map(|t| self.complete_since(t));
        // Two teams that had met before the record begins cannot be counted; a
        // century is taken as the beginning.
        let day = self.prepared.get(*first).fixture.when.date;
        let whole = since.iter().all(|s| s.is_some_and(|s| s.year() < 1900 && s <= day));
        if !whole {
            return;
        }
        let number = games.len() as u16;
        self.claims.push(Claim::Meetings { team, other, number });
        if number > 2 {
            let mut counted = Counted { games: Vec::new(), outcomes: Vec::new() };
            for game in games {
                counted.outcomes.extend(goals_for(self.prepared.get(game), team));
                counted.games.push(game);
            }
            let (won, drawn, lost) = counted.tally();
            let tally =
                Tally { played: None, won: Some(won), drawn: Some(drawn), lost: Some(lost) };
            self.claims.push(Claim::HeadToHead { team, other, tally });
        }
    }

    /// How many goals the scorers of the match have in the edition, where all of
    /// its goals are known.
    fn scorers_of_the_edition(&mut self, m: &Match) {
        let (Some(edition), Some(goals)) = (self.prepared.edition_of(m), steps(m)) else { return };
        let mut seen: Vec<PersonId> = Vec::new();
        for side in Side::BOTH {
            let team = m.fixture.teams[side];
            let own = goals.iter().filter(|s| s.goal.side == side && !s.goal.own_goal);
            for person in own.filter_map(|s| s.goal.scorer) {
                if seen.contains(&person) {
                    continue;
                }
                seen.push(person);
                let scopes = vec![Scope::Edition(edition)];
                let total =
                    |goals| Claim::PlayerTotal { person, team, goals, scopes: scopes.clone() };
                // The judge counts them and says whether all are known.
                let Judged { says: Says::No(Some(right)), .. } = self.judge.judge(&total(u16::MAX))
                else {
                    continue;
                };
                let Ok(number) = right.parse::<u16>() else { continue };
                if number > 1 {
                    self.claims.push(total(number));
                }
            }
        }
    }
}

/// Whether one run says all that another of the same length says.
fn stronger(run: Run, other: Run) -> bool {
    matches!(
        (run, other),
        (Run::Wins, Run::Unbeaten | Run::Scoring)
            | (Run::Draws, Run::Unbeaten | Run::Winless)
            | (Run::Defeats, Run::Winless)
    )
}
