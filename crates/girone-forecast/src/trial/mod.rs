//! Playing out the rest of an edition many times, by its own rule books.

mod across;
mod bracket;
mod counts;
mod draw;
mod engine;
mod lanes;
mod mini;
mod places;
mod plan;
mod rng;
mod tally;

pub use counts::{Chance, Counts, Decisive, Known, NextCounts};
pub use engine::Engine;
pub(crate) use plan::days;
pub use plan::{Plan, PlanBerth, PlanError, PlanFixture, PlanGroup, PlanTie};

use rayon::prelude::*;

/// How many trials are played in one go.
const CHUNK: u64 = 512;

/// Plays `trials` trials on all threads of the current pool.
///
/// The counts depend on the plan, the ratings, the seed and the number of trials
/// alone. `on_progress` is told how many more trials are done.
pub fn play_out(
    plan: &Plan,
    ratings: &crate::Ratings,
    seed: u64,
    trials: u64,
    on_progress: impl Fn(u64) + Sync,
) -> Counts {
    let engine = Engine::new(plan, ratings);
    (0..trials.div_ceil(CHUNK))
        .into_par_iter()
        .fold(
            || Counts::new(plan),
            |mut counts, chunk| {
                let end = trials.min((chunk + 1) * CHUNK);
                counts.add(&engine.run(seed, chunk * CHUNK..end));
                on_progress(end - chunk * CHUNK);
                counts
            },
        )
        .reduce(
            || Counts::new(plan),
            |mut a, b| {
                a.add(&b);
                a
            },
        )
}
