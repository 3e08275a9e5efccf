//! Taking back what was written by mistake: by writing that it was one.

use girone::Error;
use girone_record::{Body, Entry};

use super::{Keeper, Particulars, Proposal};

impl Keeper {
    /// Proposes to take back one entry, or all entries that were written last in
    /// one go. What is taken back stays in the log; taking back a retraction
    /// brings it back.
    ///
    /// # Errors
    /// There is no such entry, or it does not stand any more.
    pub fn propose_undo(
        &self,
        number: Option<u64>,
        particulars: &Particulars,
    ) -> Result<Proposal, Error> {
        let ledger = self.desk().ledger();
        let numbers: Vec<u64> = match number {
            Some(number) => {
                if ledger.entry(number).is_none() {
                    return Err(Error::not_found(format!(
                        "there is no entry {number}; the last is {}",
                        ledger.head()
                    )));
                }
                vec![number]
            }
            None => match self.store().batches()?.last() {
                Some(batch) => (batch.entries.0..=batch.entries.1).collect(),
                None => return Err(Error::usage("the ledger is empty; there is nothing to undo")),
            },
        };
        let standing: std::collections::HashSet<u64> =
            ledger.standing().map(|e| e.number).collect();
        let mut proposal = self.proposal();
        let stand = numbers.iter().copied().filter(|n| standing.contains(n));
        for (next, of) in (self.next()..).zip(stand) {
            let mut entry = Entry::new(next, Body::Retraction { of });
            particulars.put(&mut entry);
            proposal.entries.push(entry);
        }
        if proposal.entries.is_empty() {
            return Err(Error::usage(format!(
                "entry {} does not stand any more: it was corrected or taken back; `girone why {}` shows by what",
                numbers[0], numbers[0]
            )));
        }
        proposal.understood.push(match proposal.entries.len() {
            1 => format!("takes back entry {}", numbers[0]),
            n => {
                format!("takes back {n} entries, {} to {}", numbers[0], numbers[numbers.len() - 1])
            }
        });
        Ok(proposal)
    }
}
