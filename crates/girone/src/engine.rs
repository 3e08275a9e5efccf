//! The exact engine behind the check of reports.
//!
//! The tests of `girone-report` compile this file too, so that what they hold is what
//! the binary says.

use girone_model::{Sheet, TeamIx};
use girone_report::{Assumed, Certainty, Exact};
use girone_rules::Regulation;
use girone_scenarios::{Budget, Given, Holds, Question, holds, outlook};

/// The exact engine, as a check asks it.
#[derive(Debug)]
pub(crate) struct Engine;

/// How many steps the engine may take over one table: a count and not a time, so
/// that the same report always gets the same findings.
const PATIENCE: u64 = 20_000;

impl Exact for Engine {
    fn places(&self, regulation: &Regulation, sheet: &Sheet) -> Vec<Option<Vec<u8>>> {
        let question = Question::new(regulation, sheet, None);
        let mut found = vec![None; sheet.teams.len()];
        for team in outlook(&question, false, &mut Budget::steps(PATIENCE)) {
            if team.undecided().is_empty() {
                found[usize::from(team.team)] = Some(team.possible.iter().collect());
            }
        }
        found
    }

    fn certain(
        &self,
        regulation: &Regulation,
        sheet: &Sheet,
        assumed: &[Assumed],
        team: TeamIx,
        places: &[u8],
    ) -> Certainty {
        let question = Question::new(regulation, sheet, None);
        let nothing = Given::nothing(sheet.remaining.len());
        let given =
            assumed.iter().fold(nothing, |given, a| given.and_margin(a.game, a.least, a.most));
        let places = places.iter().copied().collect();
        let (holds, _) = holds(&question, given, team, places, &mut Budget::steps(PATIENCE));
        match holds {
            Holds::Always => Certainty::Always,
            Holds::Sometimes { counter_example: w, .. }
            | Holds::Never { counter_example: w }
            | Holds::Undecided { counter_example: Some(w), .. } => Certainty::Not(w.scores),
            Holds::Contradiction | Holds::Undecided { .. } => Certainty::Undecided,
        }
    }
}
