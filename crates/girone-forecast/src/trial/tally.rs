//! Counting who got which berth: eight berths at a time, in the bytes of a word.

use girone_model::BySide;

use super::counts::Counts;
use super::engine::{Engine, Work};
use super::lanes::Lanes;
use super::plan::Plan;

/// Counts of at most 255 trials, before they are added to [`Counts`].
pub(super) struct Tally {
    trials: u8,
    /// Words that hold a count of each berth in a byte.
    words: usize,
    /// `teams × words`.
    berths: Vec<u64>,
    /// For each of the next fixtures and each of its outcomes `members × words`.
    next: Vec<u64>,
}

impl Tally {
    pub(super) fn new(plan: &Plan, next: &[usize]) -> Tally {
        let words = plan.berths.len().div_ceil(8);
        let members = |f: &usize| plan.groups[plan.fixtures[*f].group].members.len();
        Tally {
            trials: 0,
            words,
            berths: vec![0; plan.teams.len() * words],
            next: vec![0; next.iter().map(members).sum::<usize>() * 3 * words],
        }
    }
}

/// For each value of a byte a word that has 1 in the bytes that stand for its bits.
const SPREAD: [u64; 256] = {
    let mut table = [0; 256];
    let mut bits = 0;
    while bits < 256 {
        let mut bit = 0;
        while bit < 8 {
            table[bits] |= (bits as u64 >> bit & 1) << (8 * bit);
            bit += 1;
        }
        bits += 1;
    }
    table
};

/// Adds 1 for each bit of a mask, to words that each count eight bits.
#[inline(always)]
fn add_bits(mask: u64, words: &mut [u64]) {
    for (byte, word) in mask.to_le_bytes().into_iter().zip(words) {
        *word += SPREAD[usize::from(byte)];
    }
}

/// Adds the bytes of words to counts, `rows × berths`, and sets them to 0.
fn empty(words: &mut [u64], counts: &mut [u64], berths: usize) {
    if berths == 0 {
        return;
    }
    let each = berths.div_ceil(8);
    for (words, row) in words.chunks_exact_mut(each).zip(counts.chunks_exact_mut(berths)) {
        for (word, counts) in words.iter_mut().zip(row.chunks_mut(8)) {
            for (byte, count) in std::mem::take(word).to_le_bytes().into_iter().zip(counts) {
                *count += u64::from(byte);
            }
        }
    }
}

impl Engine<'_> {
    /// Counts a trial.
    pub(super) fn count(&self, lanes: &Lanes, lane: usize, work: &mut Work, counts: &mut Counts) {
        for ((group, order), places) in
            self.plan.groups.iter().zip(&work.orders).zip(&mut counts.places)
        {
            let n = group.members.len();
            for (place, &member) in order.iter().enumerate() {
                places[usize::from(member) * n + place] += 1;
            }
        }
        let Tally { words, berths, next, .. } = &mut work.tally;
        let words = *words;
        if words > 0 {
            for (mask, words) in work.masks.iter().zip(berths.chunks_exact_mut(words)) {
                add_bits(*mask, words);
            }
        }
        let mut rest = &mut next[..];
        for (&fixture, next) in self.next.iter().zip(&mut counts.next) {
            let BySide { home, away } = lanes.goals(fixture, lane);
            let outcome = match home.cmp(&away) {
                std::cmp::Ordering::Greater => 0,
                std::cmp::Ordering::Equal => 1,
                std::cmp::Ordering::Less => 2,
            };
            next.outcomes[outcome] += 1;
            let members = &self.plan.groups[self.plan.fixtures[fixture].group].members;
            let size = members.len() * words;
            let (mine, others) = std::mem::take(&mut rest).split_at_mut(3 * size);
            rest = others;
            if words > 0 {
                let mine = mine[outcome * size..(outcome + 1) * size].chunks_exact_mut(words);
                for (&team, words) in members.iter().zip(mine) {
                    add_bits(work.masks[usize::from(team)], words);
                }
            }
        }
        counts.trials += 1;
        work.tally.trials += 1;
        if work.tally.trials == u8::MAX {
            self.empty_tally(work, counts);
        }
    }

    /// Adds what has been tallied to the counts.
    pub(super) fn empty_tally(&self, work: &mut Work, counts: &mut Counts) {
        let tally = &mut work.tally;
        let berths = self.plan.berths.len();
        tally.trials = 0;
        empty(&mut tally.berths, &mut counts.berths, berths);
        let mut rest = &mut tally.next[..];
        for next in &mut counts.next {
            for counts in &mut next.berths {
                let size = counts.len() / berths.max(1) * tally.words;
                let (mine, others) = std::mem::take(&mut rest).split_at_mut(size);
                empty(mine, counts, berths);
                rest = others;
            }
        }
    }
}
