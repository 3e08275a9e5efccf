//! Claims as sentences.

use girone_model::{BySide, Lang, PersonId};

use crate::claim::{At, Claim, Field, GameIx, Outcome, Part, Run, Scope};
use crate::goal_rows::{self, Told};
use crate::pattern::{Row, says};
use crate::prepared::Prepared;
use crate::sentences::{Leaf, sentence};
use crate::table_rows::{self, Say};
use crate::template::{Gaps, capital, fill};

/// Writes a claim as a sentence that stands alone: [`crate::check`] reads it back
/// as the same claim. `None` for what has no sentence: a scope that the words of
/// a report cannot name by themselves, a number no row has a word for.
pub fn render(claim: &Claim, lang: Lang, prepared: &Prepared) -> Option<String> {
    let text = phrase(claim, lang, prepared)?;
    Some(match of_a_goal(claim) {
        // A goal alone does not say of which match it is.
        Some(game) => {
            let of = Gaps { game: Some(game), ..Gaps::default() };
            format!("{}: {text}", fill("{match}", &of, lang, prepared)?)
        }
        None => match claim {
            // A scorer alone does not say for whom.
            Claim::PlayerTotal { team, .. } => {
                let of = Gaps { team: Some(*team), ..Gaps::default() };
                format!("{}: {text}", fill("{team}", &of, lang, prepared)?)
            }
            _ => capital(&text),
        },
    })
}

/// Writes a claim as a sentence for a text that has named its match: `De Bruyne
/// opened the scoring.`
pub fn phrase(claim: &Claim, lang: Lang, prepared: &Prepared) -> Option<String> {
    let (text, gaps) = choose(claim, lang, prepared)?;
    fill(text, &gaps, lang, prepared).filter(|t| !t.is_empty())
}

/// The match of a claim about a goal.
fn of_a_goal(claim: &Claim) -> Option<GameIx> {
    match claim {
        Claim::Scorer { game, .. }
        | Claim::GoalPart { game, .. }
        | Claim::GoalMinute { game, .. }
        | Claim::PlayerGoals { game, .. }
        | Claim::Penalty { game, .. }
        | Claim::OwnGoal { game, .. } => Some(*game),
        _ => None,
    }
}

fn tables(lang: Lang) -> &'static [Row<Say>] {
    match lang {
        Lang::It => table_rows::IT,
        Lang::En => table_rows::EN,
    }
}

fn goals(lang: Lang) -> &'static [Row<Told>] {
    match lang {
        Lang::It => goal_rows::IT,
        Lang::En => goal_rows::EN,
    }
}

/// The sentence of a claim and what fills its gaps.
fn choose(claim: &Claim, lang: Lang, prepared: &Prepared) -> Option<(&'static str, Gaps)> {
    let none = Gaps::default;
    let leaf = |leaf: Leaf| sentence(leaf, lang);
    let table = |say: Say| says(tables(lang), &say);
    let goal = |told: Told| says(goals(lang), &told);
    Some(match claim {
        Claim::Score { game, team, goals, at, .. } => {
            let text = leaf(match at {
                At::End => Leaf::Score,
                At::HalfTime => Leaf::HalfTime,
                At::ShootOut => Leaf::ShootOut,
                At::Running => return None,
            });
            let score = from_home(*game, *team, *goals, prepared)?;
            (text, Gaps { game: Some(*game), score: Some(score), ..none() })
        }
        Claim::Aggregate { game, team, goals } => {
            let score = from_home(*game, *team, *goals, prepared)?;
            (leaf(Leaf::Aggregate), Gaps { game: Some(*game), score: Some(score), ..none() })
        }
        Claim::Venue { game, city } => {
            (leaf(Leaf::Venue), Gaps { game: Some(*game), town: Some(city.0), ..none() })
        }
        Claim::Scorer { person, .. } => (goal(Told::Scored)?, of(*person)),
        Claim::GoalMinute { person: Some(person), minute, part: None, .. } => {
            (leaf(Leaf::Minute), Gaps { minute: Some(*minute), ..of(*person) })
        }
        Claim::GoalPart { person, part: Part::Makes(x, y), .. } => {
            (leaf(Leaf::Makes), Gaps { score: Some((*x, *y)), ..of(*person) })
        }
        Claim::GoalPart { game, person, part } => {
            let side = prepared.side_of_scorer(*game, *person);
            (goal(Told::Part(*part))?, Gaps { side, ..of(*person) })
        }
        Claim::PlayerGoals { person, goals, .. } => {
            let text = goal(Told::Count(*goals)).or_else(|| goal(Told::Number))?;
            (text, Gaps { n: Some(i32::from(*goals)), ..of(*person) })
        }
        Claim::Penalty { person, .. } => (goal(Told::Penalty)?, of(*person)),
        Claim::OwnGoal { person, .. } => (goal(Told::Own)?, of(*person)),
        Claim::Group { team, group, .. } => {
            (table(Say::Group)?, Gaps { team: Some(*team), letter: Some(group.clone()), ..none() })
        }
        Claim::Matchday { game, number } => {
            (table(Say::Day)?, Gaps { game: Some(*game), n: Some(i32::from(*number)), ..none() })
        }
        Claim::Coach { team, person } => {
            (table(Say::Coach)?, Gaps { team: Some(*team), ..of(*person) })
        }
        Claim::Row { table: at, team, field, value } => {
            let text = match field {
                Field::Points => table(Say::Points),
                Field::Position => table(Say::Place).or_else(|| table(Say::BarePlace)),
                Field::Played => table(Say::PlayedSure),
                Field::Left => table(Say::Left),
                Field::Won => table(Say::Tally(Outcome::Won)),
                Field::Drawn => table(Say::Tally(Outcome::Drawn)),
                Field::Lost => table(Say::Tally(Outcome::Lost)),
                Field::GoalsFor => table(Say::For),
                Field::GoalsAgainst => table(Say::Against),
                Field::GoalDifference => table(Say::Difference),
            }?;
            let scope = Some(Scope::Table(*at));
            (text, Gaps { team: Some(*team), n: Some(*value), scope, ..none() })
        }
        Claim::Bottom { team, .. } => (table(Say::Bottom)?, Gaps { team: Some(*team), ..none() }),
        Claim::Gap { team, other: Some(other), points, .. } if *points != 0 => {
            let say = if *points > 0 { Say::Ahead } else { Say::Behind };
            let (team, other, n) = (Some(*team), Some(*other), Some(points.abs()));
            (table(say)?, Gaps { team, other, n, ..none() })
        }
        Claim::InHand { team, other, games, .. } if *games > 0 => {
            let (team, other, n) = (Some(*team), Some(*other), Some(*games));
            (table(Say::InHand)?, Gaps { team, other, n, ..none() })
        }
        Claim::Level { team, other, .. } => {
            (table(Say::Level)?, Gaps { team: Some(*team), other: Some(*other), ..none() })
        }
        Claim::Record { team, coach, scopes, ground, tally } => {
            let gaps = Gaps {
                team: Some(*team),
                person: *coach,
                tally: *tally,
                scope: scopes.first().copied(),
                ground: *ground,
                ..none()
            };
            (leaf(if coach.is_some() { Leaf::CoachTally } else { Leaf::Tally }), gaps)
        }
        Claim::HeadToHead { team, other, tally } => {
            let (team, other) = (Some(*team), Some(*other));
            (leaf(Leaf::HeadToHead), Gaps { team, other, tally: *tally, ..none() })
        }
        Claim::Streak { team, coach: None, run, length, before: false, scopes, ground } => {
            let gaps = Gaps {
                team: Some(*team),
                n: Some(i32::from(*length)),
                scope: scopes.first().copied(),
                ground: *ground,
                ..none()
            };
            (table(Say::Run(*run))?, gaps)
        }
        Claim::FirstSince {
            team,
            outcome,
            year: Some(year),
            scopes,
            ground,
            against: None,
            ..
        } => {
            let gaps = Gaps {
                team: Some(*team),
                year: Some(*year),
                scope: scopes.first().copied(),
                ground: *ground,
                ..none()
            };
            (table(Say::Since(*outcome))?, gaps)
        }
        Claim::Meetings { team, other, number } => {
            let (team, other) = (Some(*team), Some(*other));
            (table(Say::Meeting)?, Gaps { team, other, n: Some(i32::from(*number)), ..none() })
        }
        Claim::PlayerTotal { person, goals, scopes, .. } => {
            let scope = scopes.first().copied();
            (table(Say::PlayerTotal)?, Gaps { n: Some(i32::from(*goals)), scope, ..of(*person) })
        }
        _ => return None,
    })
}

fn of(person: PersonId) -> Gaps {
    Gaps { person: Some(person), ..Gaps::default() }
}

/// A score with the goals of the home side first.
fn from_home(
    game: GameIx,
    team: girone_model::TeamId,
    goals: (u8, u8),
    prepared: &Prepared,
) -> Option<(u8, u8)> {
    let BySide { home, away } = prepared.get(game).fixture.teams;
    match team {
        t if t == home => Some(goals),
        t if t == away => Some((goals.1, goals.0)),
        _ => None,
    }
}

/// The run that a result carries on by itself.
pub(crate) fn run_of(outcome: Outcome) -> Run {
    match outcome {
        Outcome::Won => Run::Wins,
        Outcome::Drawn => Run::Draws,
        Outcome::Lost => Run::Defeats,
    }
}

impl Claim {
    /// Returns the claim in the form in which equal claims are equal: a score
    /// from the side of the team named first (the greater number first where it
    /// is open whose is which), and of the scopes that the words allow the
    /// likeliest.
    pub fn normal(&self, prepared: &Prepared) -> Claim {
        let mut claim = self.clone();
        match &mut claim {
            Claim::Score { game, team, goals, at, either } => {
                let home = prepared.get(*game).fixture.teams.home;
                if matches!(at, At::HalfTime | At::ShootOut | At::Running) {
                    *goals = (goals.0.max(goals.1), goals.0.min(goals.1));
                } else if *team != home {
                    *goals = (goals.1, goals.0);
                }
                (*team, *either) = (home, false);
            }
            Claim::Aggregate { game, team, goals } => {
                *goals = (goals.0.max(goals.1), goals.0.min(goals.1));
                *team = prepared.get(*game).fixture.teams.home;
            }
            Claim::Record { scopes, .. }
            | Claim::Streak { scopes, .. }
            | Claim::FirstSince { scopes, .. }
            | Claim::Total { scopes, .. }
            | Claim::PlayerTotal { scopes, .. } => scopes.truncate(1),
            Claim::Meetings { team, other, .. } if *other < *team => std::mem::swap(team, other),
            _ => {}
        }
        claim
    }
}
