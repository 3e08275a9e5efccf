//! Conditional statements: *if this happens, is that certain?*

use girone_model::{BySide, Line, Sheet, TeamIx};

use crate::{Budget, Given, Places, Question, TeamOutlook, Witness, outlook_of};

/// Whether a statement holds in the completions that agree with the assumptions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Holds {
    /// In all of them.
    Always,
    /// In some of them and not in others.
    Sometimes {
        /// A completion in which it holds.
        example: Witness,
        /// A completion in which it does not.
        counter_example: Witness,
    },
    /// In none of them.
    Never {
        /// A completion, in which it does not hold.
        counter_example: Witness,
    },
    /// No completion agrees with the assumptions.
    Contradiction,
    /// Not decided within the budget; what was found so far.
    Undecided {
        /// A completion in which it holds, if one was found.
        example: Option<Witness>,
        /// A completion in which it does not hold, if one was found.
        counter_example: Option<Witness>,
    },
}

/// Says whether, given `given`, a team surely finishes in one of `places`.
///
/// `Sometimes` with a counter-example is the answer *no* to "is it certain?".
/// The outlook that comes with it holds the certificates.
///
/// A witness places the team where level teams are separated in favour of or
/// against the statement only by lots or missing data.
pub fn holds(
    question: &Question<'_>,
    given: Given,
    team: TeamIx,
    places: Places,
    budget: &mut Budget<'_>,
) -> (Holds, TeamOutlook) {
    let q = question.clone().given(given);
    let outlook = outlook_of(&q, team, true, budget);
    let outside = Places::all(q.teams()).without(places);
    let example = outlook.witness(places).cloned();
    let counter_example = outlook.witness(outside).cloned();
    let excluded = |p: Places| p.without(outlook.impossible).is_empty();
    let answer = match (example, counter_example) {
        (Some(example), Some(counter_example)) => Holds::Sometimes { example, counter_example },
        (Some(_), None) if excluded(outside) => Holds::Always,
        (None, Some(counter_example)) if excluded(places.and(Places::all(q.teams()))) => {
            Holds::Never { counter_example }
        }
        (None, None) if outlook.undecided().is_empty() => Holds::Contradiction,
        (example, counter_example) => Holds::Undecided { example, counter_example },
    };
    (answer, outlook)
}

/// Puts supposed scores in place of remaining fixtures, by their position in
/// `Sheet::remaining`.
///
/// Positions of the fixtures that still remain are kept in the second value.
pub fn suppose(sheet: &Sheet, scores: &[(usize, BySide<u8>)]) -> (Sheet, Vec<usize>) {
    let mut supposed = sheet.clone();
    supposed.remaining.clear();
    let mut kept = Vec::new();
    for (game, &teams) in sheet.remaining.iter().enumerate() {
        match scores.iter().find(|(g, _)| *g == game) {
            Some((_, goals)) => {
                supposed.results.push(Line::of(teams, *goals));
            }
            None => {
                supposed.remaining.push(teams);
                kept.push(game);
            }
        }
    }
    (supposed, kept)
}
