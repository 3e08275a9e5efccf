//! Exact verdicts on a table: what each team can still become, and why.
//!
//! A [`Question`] is a regulation, a sheet with remaining fixtures, a cap on
//! goals and, if wanted, assumptions ([`Given`]). [`outlook`] answers for every
//! team which final places are possible (with a [`Witness`]: scores for all
//! remaining matches), impossible (with a [`Certificate`] that [`check`]
//! verifies) or undecided within the [`Budget`].
//!
//! ```
//! use girone_model::{BySide, Line, Sheet, TeamId};
//! use girone_rules::{Count, Criterion, Regulation};
//! use girone_scenarios::{Budget, Places, Question, Verdict, outlook};
//!
//! let mut sheet = Sheet::new(vec![TeamId(1), TeamId(2), TeamId(3)]);
//! sheet.results = vec![Line::new(0, 1, 2, 0), Line::new(0, 2, 1, 0)];
//! sheet.remaining = vec![BySide::new(1, 2)];
//! let rules = Regulation::of("example", vec![Criterion::Overall(Count::GoalDifference)]);
//! let teams = outlook(&Question::new(&rules, &sheet, None), true, &mut Budget::default());
//! assert_eq!(teams[0].verdict(Places::from_to(1, 1)), Verdict::Through);
//! assert_eq!(teams[1].possible, Places::from_to(2, 3));
//! ```
//!
//! | question | function |
//! |---|---|
//! | what can each team still become | [`outlook`], [`outlook_of`], [`best_and_worst`] |
//! | the same through a season | [`best_and_worst_over`] |
//! | which berths are settled, best thirds included | [`stage_outlook`] |
//! | what does a team need in the last round | [`conditions`] |
//! | what can the next round decide | [`next_round`] |
//! | if this happens, is that certain | [`holds`], [`suppose`] |
//! | does a proof hold, and what does it say | [`check`], [`story`] |
//!
//! Nothing is certain unless the search has gone through to the end: a witness is
//! ranked by the ordinary table before it is handed out, and a budget that is
//! spent leaves places undecided.
//!
//! Places that only lots, a play-off or missing data would separate count as
//! possible for all teams concerned. Provisional orders are left aside: it is
//! always the final table that is asked about. Goals are unlimited unless
//! `max_goals` says otherwise.

mod anneal;
mod budget;
mod cells;
mod certificate;
mod checker;
mod conditions;
mod contest;
mod counting;
mod counts;
mod course;
mod cover;
mod drawn;
mod flow;
mod given;
mod holds;
mod integers;
mod league;
mod level;
mod mini;
mod next_round;
mod outlook;
mod places;
mod problem;
mod race;
mod record;
mod repair;
mod search;
mod signs;
mod stage;
mod stage_proof;
mod story;
pub mod testing;
mod walk;
mod weights;

pub use budget::Budget;
pub use certificate::{
    Across, Aim, Behind, Certificate, Core, Ends, InOrder, Level, Node, Own, PointsProof, Proof,
    Record, Refutation, Share, StageCertificate, Standings, Weights,
};
pub use checker::{Flaw, check, check_stage};
pub use conditions::{Clause, Conditions, DependsOn, Detail, Range, conditions};
pub use course::best_and_worst_over;
pub use given::{Combined, Given};
pub use holds::{Holds, holds, suppose};
pub use next_round::next_round;
pub use outlook::{
    Extreme, TeamOutlook, Verdict, Witness, best_and_worst, decide_berth, outlook, outlook_of,
};
pub use places::Places;
pub use problem::Question;
pub use stage::{BerthOutlook, RankRange, StageGroup, StageTeam, StageWitness, stage_outlook};
pub use story::{PointsStory, story};
