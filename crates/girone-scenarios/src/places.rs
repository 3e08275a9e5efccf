//! Sets of places.

use std::fmt;

/// A set of places, from 1 to 64.
#[derive(Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Places(u64);

impl Places {
    /// No place.
    pub const NONE: Places = Places(0);

    /// Makes the set of places from `first` to `last`, inclusive.
    pub fn from_to(first: u8, last: u8) -> Places {
        (first.max(1)..=last.min(64)).collect()
    }

    /// Makes the set of all places of a table.
    pub fn all(teams: usize) -> Places {
        Places::from_to(1, teams.min(64) as u8)
    }

    /// Says whether a place is in the set.
    pub fn contains(self, place: u8) -> bool {
        (1..=64).contains(&place) && self.0 >> (place - 1) & 1 == 1
    }

    /// Returns the set with a place added.
    #[must_use]
    pub fn with(self, place: u8) -> Places {
        if (1..=64).contains(&place) { Places(self.0 | 1 << (place - 1)) } else { self }
    }

    /// Returns the places in both.
    #[must_use]
    pub fn and(self, other: Places) -> Places {
        Places(self.0 & other.0)
    }

    /// Returns the places in either.
    #[must_use]
    pub fn or(self, other: Places) -> Places {
        Places(self.0 | other.0)
    }

    /// Returns the places that are not in `other`.
    #[must_use]
    pub fn without(self, other: Places) -> Places {
        Places(self.0 & !other.0)
    }

    /// Says whether there is none.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Returns how many there are.
    pub fn len(self) -> usize {
        self.0.count_ones() as usize
    }

    /// Returns the best place.
    pub fn best(self) -> Option<u8> {
        (self.0 != 0).then(|| self.0.trailing_zeros() as u8 + 1)
    }

    /// Returns the worst place.
    pub fn worst(self) -> Option<u8> {
        (self.0 != 0).then(|| 64 - self.0.leading_zeros() as u8)
    }

    /// Goes through the places, best first.
    pub fn iter(self) -> impl Iterator<Item = u8> {
        (1..=64).filter(move |p| self.contains(*p))
    }
}

impl FromIterator<u8> for Places {
    fn from_iter<I: IntoIterator<Item = u8>>(places: I) -> Places {
        places.into_iter().fold(Places::NONE, Places::with)
    }
}

impl fmt::Debug for Places {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.iter()).finish()
    }
}
