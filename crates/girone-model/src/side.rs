//! Home and away, as an index that cannot be confused.

use std::ops::{Index, IndexMut, Not};

/// One of the two teams of a match, in the order in which the match is written.
///
/// On neutral ground `Home` is the team named first and nothing more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Side {
    /// The team named first.
    Home,
    /// The team named second.
    Away,
}

impl Side {
    /// Both sides, home first.
    pub const BOTH: [Side; 2] = [Side::Home, Side::Away];
}

impl Not for Side {
    type Output = Side;
    fn not(self) -> Side {
        match self {
            Side::Home => Side::Away,
            Side::Away => Side::Home,
        }
    }
}

/// A value for each side of a match.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct BySide<T> {
    /// The value of the team named first.
    pub home: T,
    /// The value of the team named second.
    pub away: T,
}

impl<T> BySide<T> {
    /// Pairs two values, home first.
    pub const fn new(home: T, away: T) -> BySide<T> {
        BySide { home, away }
    }

    /// Applies `f` to both values.
    pub fn map<U>(self, mut f: impl FnMut(T) -> U) -> BySide<U> {
        BySide { home: f(self.home), away: f(self.away) }
    }

    /// Exchanges home and away.
    pub fn swap(self) -> BySide<T> {
        BySide { home: self.away, away: self.home }
    }

    /// Borrows both values.
    pub const fn as_ref(&self) -> BySide<&T> {
        BySide { home: &self.home, away: &self.away }
    }
}

impl<T: PartialEq> BySide<T> {
    /// Returns the side that holds `value`, home first.
    pub fn side_of(&self, value: &T) -> Option<Side> {
        if self.home == *value {
            Some(Side::Home)
        } else if self.away == *value {
            Some(Side::Away)
        } else {
            None
        }
    }
}

impl<T> Index<Side> for BySide<T> {
    type Output = T;
    fn index(&self, side: Side) -> &T {
        match side {
            Side::Home => &self.home,
            Side::Away => &self.away,
        }
    }
}

impl<T> IndexMut<Side> for BySide<T> {
    fn index_mut(&mut self, side: Side) -> &mut T {
        match side {
            Side::Home => &mut self.home,
            Side::Away => &mut self.away,
        }
    }
}
