//! Claims held against the record.

mod conditionals;
mod fates;
mod moments;
mod rounds;
mod steps;
mod table;

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use girone_model::{BySide, Goal, Match, Minute, PersonId, Side, TeamId};

use crate::claim::{At, Claim, Field, GameIx, Outcome, Part};
use crate::prepared::{Cut, Prepared, TableRef, TableView, goals_for};
pub(crate) use conditionals::Follows;
pub(crate) use steps::{Step, minute_agrees, steps};

/// What the record says about a claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Says {
    /// It is so.
    Yes,
    /// It is not so; the right value as `score.py` compares it, where there is one.
    No(Option<String>),
    /// The record does not hold what is needed.
    NotHeld,
}

/// A judgement with what it rests on.
#[derive(Clone, Debug)]
pub(crate) struct Judged {
    pub says: Says,
    /// The scope that was counted, in words of both languages: English, Italian.
    pub scope: Option<(String, String)>,
    /// The matches that were counted.
    pub evidence: Vec<GameIx>,
}

impl Judged {
    pub(crate) fn new(says: Says, evidence: Vec<GameIx>) -> Judged {
        Judged { says, scope: None, evidence }
    }

    pub(crate) fn not_held() -> Judged {
        Judged::new(Says::NotHeld, Vec::new())
    }

    pub(crate) fn compare(stated: i32, right: i32, evidence: Vec<GameIx>) -> Judged {
        let says = if stated == right { Says::Yes } else { Says::No(Some(right.to_string())) };
        Judged::new(says, evidence)
    }
}

/// Holds claims against a record at the moments that a text may speak of.
pub(crate) struct Judge<'p> {
    pub prepared: &'p Prepared,
    pub subjects: Vec<u32>,
    pub cuts: Vec<Cut>,
    tables: RefCell<Tables>,
    places: RefCell<AllPlaces>,
}

/// Tables that were computed for this text.
type Tables = BTreeMap<(TableRef, Cut), Option<Rc<TableView>>>;

/// The places that every team of a table can still take.
type AllPlaces = BTreeMap<(TableRef, Cut), Option<Rc<Vec<Option<Vec<u8>>>>>>;

impl<'p> Judge<'p> {
    pub(crate) fn new(prepared: &'p Prepared, subjects: Vec<u32>, cuts: Vec<Cut>) -> Judge<'p> {
        Judge { prepared, subjects, cuts, tables: RefCell::default(), places: RefCell::default() }
    }

    pub(crate) fn table(&self, at: TableRef, cut: &Cut) -> Option<Rc<TableView>> {
        let mut tables = self.tables.borrow_mut();
        tables
            .entry((at, *cut))
            .or_insert_with(|| self.prepared.table(at, cut, &self.subjects).map(Rc::new))
            .clone()
    }

    /// Judges a claim at every moment the text may speak of: so if it is so at
    /// one of them.
    pub(crate) fn judge(&self, claim: &Claim) -> Judged {
        let mut first: Option<Judged> = None;
        for cut in &self.cuts {
            let judged = self.judge_at(claim, cut);
            if judged.says == Says::Yes {
                return judged;
            }
            first = match first {
                Some(have) if have.says != Says::NotHeld => Some(have),
                _ => Some(judged),
            };
        }
        first.unwrap_or_else(Judged::not_held)
    }

    /// Judges a claim as of just before the match reported.
    pub(crate) fn judge_before(&self, claim: &Claim, otherwise: Judged) -> Judged {
        let Some(cut) = self.cuts.first() else { return otherwise };
        let told = self.subjects.first().map(|m| self.prepared.get(*m).fixture.when.date);
        let judged = self.judge_at(claim, &Cut { before: told, ..*cut });
        if judged.says == Says::Yes { judged } else { otherwise }
    }

    fn judge_at(&self, claim: &Claim, cut: &Cut) -> Judged {
        match claim {
            Claim::Score { game, team, goals, at, either } => {
                self.score(*game, *team, *goals, *at, *either)
            }
            Claim::Aggregate { game, team, goals } => self.aggregate(*game, *team, *goals),
            Claim::Ended { game, team, outcome } => {
                let m = self.prepared.get(*game);
                let Some((scored, conceded)) = goals_for(m, *team) else {
                    return Judged::not_held();
                };
                let right = outcome_of(scored, conceded);
                let says = if right == *outcome {
                    Says::Yes
                } else {
                    Says::No(Some(format!("{scored}-{conceded}")))
                };
                Judged::new(says, vec![*game])
            }
            Claim::Scorer { game, person } => self.scorer(*game, *person),
            Claim::GoalPart { game, person, part } => self.part(*game, *person, *part),
            Claim::GoalMinute { game, person, part, minute } => {
                self.minute(*game, *person, *part, *minute)
            }
            Claim::PlayerGoals { game, person, goals } => self.player_goals(*game, *person, *goals),
            Claim::Penalty { game, person } => {
                self.goal_kind(*game, *person, |g| g.penalty && !g.own_goal)
            }
            Claim::OwnGoal { game, person } => self.goal_kind(*game, *person, |g| g.own_goal),
            Claim::Venue { game, city } => self.venue(*game, city.0),
            Claim::Stage { game, round, next } => self.stage(*game, *round, *next),
            Claim::ExtraTime { game } => self.extra_time(*game),
            Claim::Played { game, date } => {
                let right = self.prepared.get(*game).fixture.when.date;
                let says =
                    if right == *date { Says::Yes } else { Says::No(Some(right.to_string())) };
                Judged::new(says, vec![*game])
            }
            Claim::Dated { game, first, last } => {
                let right = self.prepared.get(*game).fixture.when.date;
                let says = if *first <= right && right <= *last {
                    Says::Yes
                } else {
                    Says::No(Some(day_and_weekday(right)))
                };
                Judged::new(says, vec![*game])
            }
            Claim::Fate { table, team, fate } => self.fate(*table, *team, *fate, cut),
            Claim::Conditional { .. } => match self.follows(claim, cut) {
                Some(Follows::Yes) => Judged::new(Says::Yes, Vec::new()),
                _ => Judged::not_held(),
            },
            Claim::TieEnded { game, team, through } => self.tie_ended(*game, *team, *through),
            Claim::Group { team, edition, group } => self.group(*team, *edition, group),
            Claim::Matchday { game, number } => self.matchday(*game, *number, cut),
            Claim::Coach { team, person } => self.coach(*team, *person),
            Claim::Row { table, team, field, value } => {
                self.row(*table, *team, *field, *value, cut)
            }
            Claim::RowGoals { table, team, goals } => {
                let view = self.table(*table, cut);
                let Some(row) = view.as_ref().and_then(|v| v.row(*team)) else {
                    return Judged::not_held();
                };
                let right = (row.totals.goals_for, row.totals.goals_against);
                let same = (right.0 as i64, right.1 as i64) == (goals.0.into(), goals.1.into());
                let says = match same {
                    true => Says::Yes,
                    false => Says::No(Some(format!("{}-{}", right.0, right.1))),
                };
                Judged::new(says, Vec::new())
            }
            Claim::Bottom { table, team } => match self.table(*table, cut) {
                Some(view) => {
                    let last = view.table.rows.len() as u8;
                    match view.row(*team) {
                        Some(row) if row.place + row.shared_by > last => {
                            Judged::new(Says::Yes, self.games(&view, None))
                        }
                        // Its own place is the right one.
                        Some(row) => Judged::new(
                            Says::No(Some(row.place.to_string())),
                            self.games(&view, None),
                        ),
                        None => Judged::not_held(),
                    }
                }
                None => Judged::not_held(),
            },
            Claim::Gap { table, team, other, points } => {
                self.gap(*table, *team, *other, *points, cut)
            }
            Claim::InHand { table, team, other, games } => match self.table(*table, cut) {
                Some(view) => match (view.row(*team), view.row(*other)) {
                    (Some(a), Some(b)) => {
                        let right = i32::from(b.totals.played) - i32::from(a.totals.played);
                        match right == *games {
                            true => Judged::new(Says::Yes, self.games(&view, None)),
                            // How many, whichever way the words put it.
                            false => Judged::new(
                                Says::No(Some(right.abs().to_string())),
                                self.games(&view, None),
                            ),
                        }
                    }
                    _ => Judged::not_held(),
                },
                None => Judged::not_held(),
            },
            Claim::Level { table, team, other } => match self.table(*table, cut) {
                Some(view) => match (view.row(*team), view.row(*other)) {
                    (Some(a), Some(b)) if a.totals.points == b.totals.points => {
                        Judged::new(Says::Yes, self.games(&view, None))
                    }
                    (Some(a), Some(b)) => Judged::new(
                        Says::No(Some(format!("{}, {}", a.totals.points, b.totals.points))),
                        self.games(&view, None),
                    ),
                    _ => Judged::not_held(),
                },
                None => Judged::not_held(),
            },
            Claim::Record { .. }
            | Claim::Total { .. }
            | Claim::Streak { .. }
            | Claim::FirstSince { .. }
            | Claim::LastSuch { .. }
            | Claim::MeetingRun { .. }
            | Claim::Meetings { .. }
            | Claim::HeadToHead { .. }
            | Claim::PlayerTotal { .. } => self.tallied(claim, cut),
        }
    }

    pub(crate) fn team_name(&self, team: TeamId) -> String {
        self.prepared.snapshot.directory.team(team).name.en.to_string()
    }

    pub(crate) fn person_name(&self, person: PersonId) -> String {
        self.prepared.snapshot.directory.person(person).name.to_string()
    }

    /// The matches of a table, or of one team in it.
    pub(crate) fn games(&self, view: &TableView, team: Option<TeamId>) -> Vec<GameIx> {
        let Some(team) = team.and_then(|t| view.sheet.index_of(t)) else { return Vec::new() };
        view.sheet
            .results
            .iter()
            .filter(|l| l.teams.side_of(&team).is_some())
            .filter_map(|l| self.prepared.position_of(l.match_id?))
            .collect()
    }

    fn score(&self, game: GameIx, team: TeamId, goals: (u8, u8), at: At, either: bool) -> Judged {
        let m = self.prepared.get(game);
        let Some(side) = m.fixture.side_of(team) else { return Judged::not_held() };
        let turn = |g: BySide<u8>| (g[side], g[!side]);
        let same = |right: (u8, u8)| right == goals || (either && (right.1, right.0) == goals);
        let answer = |right: (u8, u8)| {
            let says = if same(right) {
                Says::Yes
            } else {
                // Told as the text tells it: the winner's goals first if it does so.
                let turned = either
                    && goals.0 != goals.1
                    && right.0 != right.1
                    && (goals.0 > goals.1) != (right.0 > right.1);
                let (a, b) = if turned { (right.1, right.0) } else { right };
                Says::No(Some(format!("{a}-{b}")))
            };
            Judged::new(says, vec![game])
        };
        match at {
            At::End => match m.score() {
                Some(score) => answer(turn(score.result)),
                None => Judged::not_held(),
            },
            At::HalfTime => {
                moments::half_time(m).map_or_else(Judged::not_held, |half| answer(turn(half)))
            }
            At::Running => {
                let Some(steps) = steps(m) else { return Judged::not_held() };
                let passed = steps.iter().any(|s| same(turn(s.after)));
                let says = if passed { Says::Yes } else { Says::No(None) };
                Judged::new(says, vec![game])
            }
            At::ShootOut => match m.score().and_then(|s| s.shoot_out).and_then(|s| s.goals) {
                Some(goals) => answer(turn(goals)),
                None => Judged::not_held(),
            },
        }
    }

    fn aggregate(&self, game: GameIx, team: TeamId, goals: (u8, u8)) -> Judged {
        let m = self.prepared.get(game);
        let Some(side) = m.fixture.side_of(team) else { return Judged::not_held() };
        let other = m.fixture.teams[!side];
        let date = m.fixture.when.date;
        let first = self.prepared.indices_of(team).iter().rev().copied().find(|i| {
            let f = &self.prepared.get(*i).fixture;
            *i != game
                && f.when.date < date
                && f.side_of(other).is_some()
                && f.competition == m.fixture.competition
        });
        let (Some(now), Some(then)) =
            (goals_for(m, team), first.and_then(|i| goals_for(self.prepared.get(i), team)))
        else {
            return Judged::not_held();
        };
        let right = (now.0 + then.0, now.1 + then.1);
        let says = if right == goals || (right.1, right.0) == goals {
            Says::Yes
        } else {
            Says::No(Some(format!("{}-{}", right.0, right.1)))
        };
        Judged::new(says, first.into_iter().chain([game]).collect())
    }

    pub(crate) fn scorers(&self, game: GameIx) -> Vec<PersonId> {
        let m = self.prepared.get(game);
        let mut people: Vec<PersonId> =
            m.happened.iter().flat_map(|h| &h.goals).filter_map(|g| g.scorer).collect();
        people.dedup();
        people
    }

    fn scorer(&self, game: GameIx, person: PersonId) -> Judged {
        let m = self.prepared.get(game);
        if self.scorers(game).contains(&person) {
            return Judged::new(Says::Yes, vec![game]);
        }
        if steps(m).is_none() {
            return Judged::not_held();
        }
        Judged::new(Says::No(None), vec![game])
    }

    fn part(&self, game: GameIx, person: PersonId, part: Part) -> Judged {
        let m = self.prepared.get(game);
        let Some(steps) = steps(m) else { return Judged::not_held() };
        if steps.iter().any(|s| s.goal.minute.is_none()) && steps.len() > 1 {
            return Judged::not_held();
        }
        let fits: Vec<&Step> = steps.iter().filter(|s| s.plays(part, &steps)).collect();
        if fits.iter().any(|s| s.goal.scorer == Some(person)) {
            return Judged::new(Says::Yes, vec![game]);
        }
        // The goal of the person's own side comes first as the right one.
        let side = m.fixture.side_of(
            *self
                .prepared
                .teams_of(person)
                .iter()
                .find(|t| m.fixture.side_of(**t).is_some())
                .unwrap_or(&m.fixture.teams.home),
        );
        let right = fits
            .iter()
            .find(|s| Some(s.goal.side) == side)
            .or_else(|| fits.first())
            .and_then(|s| s.goal.scorer)
            .map(|p| self.person_name(p));
        if right.is_none() && !fits.is_empty() {
            return Judged::not_held();
        }
        Judged::new(Says::No(right), vec![game])
    }

    fn minute(
        &self,
        game: GameIx,
        person: Option<PersonId>,
        part: Option<Part>,
        minute: Minute,
    ) -> Judged {
        let m = self.prepared.get(game);
        let Some(steps) = steps(m) else { return Judged::not_held() };
        let fits: Vec<&Step> = steps
            .iter()
            .filter(|s| person.is_none_or(|p| s.goal.scorer == Some(p)))
            .filter(|s| part.is_none_or(|part| s.plays(part, &steps)))
            .collect();
        if fits.is_empty() || fits.iter().any(|s| s.goal.minute.is_none()) {
            return Judged::not_held();
        }
        let minutes: Vec<Minute> = fits.iter().filter_map(|s| s.goal.minute).collect();
        if minutes.iter().any(|held| minute_agrees(minute, *held)) {
            return Judged::new(Says::Yes, vec![game]);
        }
        let right = minutes.iter().map(|m| m.base.to_string()).collect::<Vec<_>>().join(", ");
        Judged::new(Says::No(Some(right)), vec![game])
    }

    fn player_goals(&self, game: GameIx, person: PersonId, goals: u16) -> Judged {
        let m = self.prepared.get(game);
        let Some(steps) = steps(m) else { return Judged::not_held() };
        let right =
            steps.iter().filter(|s| s.goal.scorer == Some(person) && !s.goal.own_goal).count()
                as i32;
        Judged::compare(i32::from(goals), right, vec![game])
    }

    fn goal_kind(&self, game: GameIx, person: PersonId, is: impl Fn(&Goal) -> bool) -> Judged {
        let m = self.prepared.get(game);
        let Some(steps) = steps(m) else { return Judged::not_held() };
        let own: Vec<&Step> = steps.iter().filter(|s| s.goal.scorer == Some(person)).collect();
        if own.iter().any(|s| is(&s.goal)) {
            return Judged::new(Says::Yes, vec![game]);
        }
        let right = steps
            .iter()
            .find(|s| is(&s.goal))
            .and_then(|s| s.goal.scorer)
            .map_or("False".to_owned(), |p| self.person_name(p));
        if own.is_empty() && right == "False" {
            return Judged::new(Says::No(Some(right)), vec![game]);
        }
        Judged::new(Says::No(Some(right)), vec![game])
    }

    fn venue(&self, game: GameIx, place: crate::lexicon::CityId) -> Judged {
        let lexicon = self.prepared.lexicon();
        let venue = self.prepared.get(game).fixture.venue.as_ref();
        let Some(city) = venue.and_then(|v| v.city.as_deref()) else { return Judged::not_held() };
        let here = lexicon.places_called(city);
        let ground = venue.and_then(|v| v.ground.as_deref());
        let grounds = ground.map_or(&[][..], |g| lexicon.places_called(g));
        let name_agrees = girone_model::fold(lexicon.city_name(place)) == girone_model::fold(city);
        let agrees = name_agrees
            || here.iter().any(|h| lexicon.contains(place, *h) || lexicon.contains(*h, place));
        if lexicon.is_ground(place) {
            // A town has several grounds: only the town can be told.
            return if grounds.contains(&place) || (grounds.is_empty() && agrees) {
                Judged::new(Says::Yes, vec![game])
            } else if agrees {
                Judged::not_held()
            } else {
                Judged::new(Says::No(Some(city.to_owned())), vec![game])
            };
        }
        let says = if agrees { Says::Yes } else { Says::No(Some(city.to_owned())) };
        Judged::new(says, vec![game])
    }

    fn group(&self, team: TeamId, edition: u32, group: &str) -> Judged {
        let tables = self.prepared.tables_with(edition, team);
        let names: Vec<&str> =
            tables.iter().map(|t| self.prepared.group(*t).name.as_str()).collect();
        if names.iter().any(|n| {
            n.eq_ignore_ascii_case(group) || n.replace(['-', ' '], "").eq_ignore_ascii_case(group)
        }) {
            return Judged::new(Says::Yes, Vec::new());
        }
        match names.first() {
            // A league in one table has no letter to be wrong.
            Some(name) if name.chars().count() <= 3 => {
                Judged::new(Says::No(Some((*name).to_owned())), Vec::new())
            }
            _ => Judged::not_held(),
        }
    }

    fn coach(&self, team: TeamId, person: PersonId) -> Judged {
        let Some(date) = self
            .subjects
            .first()
            .map(|s| self.prepared.get(*s).fixture.when.date)
            .or(self.cuts.first().and_then(|c| c.day))
        else {
            return Judged::not_held();
        };
        // On the day of the match or of publication: a new one may be named already.
        let published = self.cuts.first().and_then(|c| c.day).unwrap_or(date);
        let of: Vec<_> = self.prepared.snapshot.tenures.iter().filter(|t| t.team == team).collect();
        let now: Vec<PersonId> =
            of.iter().filter(|t| t.covers(date) || t.covers(published)).map(|t| t.person).collect();
        if now.contains(&person) {
            return Judged::new(Says::Yes, Vec::new());
        }
        match now.first() {
            Some(right) => Judged::new(Says::No(Some(self.person_name(*right))), Vec::new()),
            None => Judged::not_held(),
        }
    }

    /// The side of a person in a match: by goals scored there or elsewhere.
    pub(crate) fn side_of(&self, game: GameIx, person: PersonId) -> Option<Side> {
        let m = self.prepared.get(game);
        let goals = m.happened.iter().flat_map(|h| &h.goals);
        goals
            .filter(|g| g.scorer == Some(person))
            .map(|g| if g.own_goal { !g.side } else { g.side })
            .next()
            .or_else(|| {
                let teams = self.prepared.teams_of(person);
                teams.iter().find_map(|t| m.fixture.side_of(*t))
            })
    }
}

/// A day with the names of its day of the week.
fn day_and_weekday(day: jiff::civil::Date) -> String {
    let n = usize::from(day.weekday().to_monday_zero_offset().unsigned_abs());
    let name = |lang| girone_model::weekdays(lang)[n];
    format!("{day} ({}, {})", name(girone_model::Lang::En), name(girone_model::Lang::It))
}

pub(crate) fn outcome_of(scored: u8, conceded: u8) -> Outcome {
    match scored.cmp(&conceded) {
        std::cmp::Ordering::Greater => Outcome::Won,
        std::cmp::Ordering::Equal => Outcome::Drawn,
        std::cmp::Ordering::Less => Outcome::Lost,
    }
}
