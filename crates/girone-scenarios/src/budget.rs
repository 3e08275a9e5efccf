//! How much a question may cost.

/// How much a question may cost: a number of steps, and a way to stop earlier.
///
/// There is no clock here. Whoever has one passes `stop`, which is asked about
/// every thousand steps. When the budget is spent, what is not decided is
/// *undecided*; what was decided before stays valid.
pub struct Budget<'a> {
    /// The steps left.
    pub nodes: u64,
    /// Says whether to stop now.
    pub stop: Option<&'a dyn Fn() -> bool>,
    ticks: u32,
}

impl<'a> Budget<'a> {
    /// Makes a budget of so many steps (a million takes in the order of a second).
    pub fn steps(nodes: u64) -> Budget<'a> {
        Budget { nodes, stop: None, ticks: 0 }
    }

    /// Makes a budget that also ends when `stop` says so.
    pub fn until(nodes: u64, stop: &'a dyn Fn() -> bool) -> Budget<'a> {
        Budget { nodes, stop: Some(stop), ticks: 0 }
    }

    /// Takes one step; false when nothing is left.
    pub(crate) fn spend(&mut self) -> bool {
        if self.nodes == 0 {
            return false;
        }
        self.nodes -= 1;
        self.ticks = self.ticks.wrapping_add(1);
        if self.ticks.is_multiple_of(1024) && self.stop.is_some_and(|stop| stop()) {
            self.nodes = 0;
            return false;
        }
        true
    }

    /// Counts work that takes no steps of its own, so that `stop` is asked in time.
    pub(crate) fn tick(&mut self, work: u32) {
        let before = self.ticks / 1024;
        self.ticks = self.ticks.wrapping_add(work);
        if self.ticks / 1024 != before && self.stop.is_some_and(|stop| stop()) {
            self.nodes = 0;
        }
    }

    /// Says whether nothing is left.
    pub(crate) fn is_spent(&self) -> bool {
        self.nodes == 0
    }

    /// Takes a part of the budget for a question of its own.
    pub(crate) fn part(&mut self, nodes: u64) -> Budget<'a> {
        // Parts may be too short to ask themselves.
        if self.nodes > 0 && self.stop.is_some_and(|stop| stop()) {
            self.nodes = 0;
        }
        Budget { nodes: nodes.min(self.nodes), stop: self.stop, ticks: 0 }
    }

    /// Gives back what is left of a part that was taken with `given` steps.
    pub(crate) fn settle(&mut self, given: u64, left: u64) {
        self.nodes = self.nodes.saturating_sub(given.saturating_sub(left));
    }
}

impl Default for Budget<'_> {
    /// Five million steps, without a clock.
    fn default() -> Self {
        Budget::steps(5_000_000)
    }
}

impl std::fmt::Debug for Budget<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Budget").field("nodes", &self.nodes).finish_non_exhaustive()
    }
}
