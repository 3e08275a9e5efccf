//! The entries of a ledger, shared between its states.

use std::sync::Arc;

use crate::entry::Entry;

/// Entries in order, in runs that several ledgers share: one that goes on from
/// another repeats none of what was there.
#[derive(Clone, Debug, Default)]
pub struct Entries {
    runs: Vec<Arc<Vec<Entry>>>,
    len: usize,
}

impl Entries {
    /// Returns how many there are.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Says whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Returns all entries, in order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &Entry> {
        self.runs.iter().flat_map(|run| run.iter())
    }

    /// Returns the entry at a position, counted from 0.
    pub fn get(&self, position: usize) -> Option<&Entry> {
        let mut at = position;
        for run in &self.runs {
            match run.get(at) {
                Some(entry) => return Some(entry),
                None => at -= run.len(),
            }
        }
        None
    }

    /// Returns the last entry.
    pub fn last(&self) -> Option<&Entry> {
        self.runs.last()?.last()
    }

    /// Returns the entry with a number.
    pub fn numbered(&self, number: u64) -> Option<&Entry> {
        let run = self.runs.iter().find(|run| run.last().is_some_and(|e| e.number >= number))?;
        run.get(run.binary_search_by_key(&number, |e| e.number).ok()?)
    }

    /// Adds entries at the end. Short runs are joined, so that there are never
    /// many of them.
    pub(crate) fn extend(&mut self, mut more: Vec<Entry>) {
        if more.is_empty() {
            return;
        }
        self.len += more.len();
        while let Some(last) = self.runs.pop_if(|last| last.len() / 2 <= more.len()) {
            let mut joined = Arc::try_unwrap(last).unwrap_or_else(|shared| shared.to_vec());
            joined.append(&mut more);
            more = joined;
        }
        self.runs.push(Arc::new(more));
    }

    /// Returns the entry at a position that the ledger itself has handed out.
    pub(crate) fn at(&self, position: u32) -> &Entry {
        let mut at = position as usize;
        let mut runs = self.runs.iter();
        loop {
            let run = runs.next().expect("a position of this ledger");
            if at < run.len() {
                return &run[at];
            }
            at -= run.len();
        }
    }
}

impl<'a> IntoIterator for &'a Entries {
    type Item = &'a Entry;
    type IntoIter = Box<dyn DoubleEndedIterator<Item = &'a Entry> + 'a>;
    fn into_iter(self) -> Self::IntoIter {
        Box::new(self.iter())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entry::Body;

    #[test]
    fn runs_say_the_same_as_one_list_and_stay_few() {
        let mut entries = Entries::default();
        let mut plain: Vec<Entry> = Vec::new();
        let mut before = Vec::new();
        for n in 0..400u64 {
            let more: Vec<Entry> = (0..n * 7 % 5)
                .map(|i| Entry::new(plain.len() as u64 * 2 + i * 2 + 1, Body::Retraction { of: n }))
                .collect();
            before.push((entries.clone(), plain.len()));
            plain.extend(more.iter().cloned());
            entries.extend(more);
            assert!(entries.runs.len() < 12, "{} runs", entries.runs.len());
        }
        assert!(entries.iter().eq(plain.iter()));
        assert!(entries.iter().rev().eq(plain.iter().rev()));
        for (at, entry) in plain.iter().enumerate() {
            assert_eq!(entries.get(at), Some(entry));
            assert_eq!(entries.at(at as u32), entry);
            assert_eq!(entries.numbered(entry.number), Some(entry));
            assert_eq!(entries.numbered(entry.number + 1), None);
        }
        assert_eq!(entries.get(plain.len()), None);
        // A state that was kept is what it was.
        for (kept, len) in before {
            assert!(kept.iter().eq(plain[..len].iter()));
        }
    }
}
