//! Shares of matches: who can have as many as needed, or no more than allowed.
//!
//! A remaining match is worth two *shares*: a win takes both, a draw one each.

use crate::problem::Board;

/// A match whose outcome is open. Other values of the state of a match are the
/// home team's shares (0, 1, 2) or [`OWN`].
pub(crate) const FREE: u8 = 3;
/// A match of the team in question, counted elsewhere.
pub(crate) const OWN: u8 = 4;

/// A distribution of shares in the making.
#[derive(Clone, Debug)]
pub(crate) struct Flow<'b> {
    board: &'b Board,
    /// The state of each match.
    state: &'b [u8],
    /// Shares of home and away by match.
    pub shares: Vec<[u8; 2]>,
    /// Shares that a team has.
    pub load: [i32; 64],
    /// Shares that a team needs at least (or may take at most).
    pub limit: [i32; 64],
}

/// What is on the way back from a team: a match and the team before.
type Back = [(u16, u8); 64];

impl<'b> Flow<'b> {
    pub fn new(board: &'b Board, state: &'b [u8]) -> Flow<'b> {
        let shares = state.iter().map(|s| if *s <= 2 { [*s, 2 - *s] } else { [0, 0] }).collect();
        Flow { board, state, shares, load: [0; 64], limit: [0; 64] }
    }

    /// Gives a team the shares that it needs, taking them from where they can be
    /// replaced; else returns the teams whose matches are used up.
    ///
    /// Teams outside `taking` do not need any.
    pub fn satisfy(&mut self, team: usize, taking: u64) -> Result<(), u64> {
        let missing = self.limit[team] - self.load[team];
        if missing <= 0 {
            return Ok(());
        }
        let of = self.board.of(team);
        // Matches against those who do not need any, then what nobody has taken.
        for free_only in [true, false] {
            for &(game, side) in of {
                let (i, side) = (usize::from(game), usize::from(side));
                if self.state[i] != FREE || self.load[team] >= self.limit[team] {
                    continue;
                }
                let g = &self.board.games[i];
                let outside = taking >> g.teams[1 - side] & 1 == 0;
                if free_only != outside {
                    continue;
                }
                let [h, a] = self.shares[i];
                let spare = (2 - h - a).min(g.most[side].saturating_sub(self.shares[i][side]));
                let take = i32::from(spare).min(self.limit[team] - self.load[team]);
                self.shares[i][side] += take as u8;
                self.load[team] += take;
            }
        }
        while self.load[team] < self.limit[team] {
            let mut seen = 1u64 << team;
            let mut back: Back = [(0, 0); 64];
            let mut queue = [0u8; 64];
            queue[0] = team as u8;
            let (mut head, mut tail) = (0, 1);
            let mut end = None;
            'search: while head < tail {
                let t = usize::from(queue[head]);
                head += 1;
                for &(game, side) in self.board.of(t) {
                    let (i, side) = (usize::from(game), usize::from(side));
                    let g = &self.board.games[i];
                    if self.state[i] != FREE || self.shares[i][side] >= g.most[side] {
                        continue;
                    }
                    if self.shares[i][0] + self.shares[i][1] < 2 {
                        end = Some((i, side, t));
                        break 'search;
                    }
                    let other = usize::from(g.teams[1 - side]);
                    if seen >> other & 1 == 0 && self.shares[i][1 - side] > 0 {
                        seen |= 1 << other;
                        back[other] = (game, t as u8);
                        queue[tail] = other as u8;
                        tail += 1;
                    }
                }
            }
            let Some((i, side, mut t)) = end else { return Err(seen) };
            self.shares[i][side] += 1;
            while t != team {
                let (game, before) = back[t];
                self.hand_over(usize::from(game), t);
                t = usize::from(before);
            }
            self.load[team] += 1;
        }
        Ok(())
    }

    /// Takes a share of a match from one side and gives it to the other.
    fn hand_over(&mut self, game: usize, from: usize) {
        let side = usize::from(usize::from(self.board.games[game].teams[1]) == from);
        self.shares[game][side] -= 1;
        self.shares[game][1 - side] += 1;
    }

    /// Places both shares of a match, with teams outside `holding` taking what they
    /// may; else returns the teams that have no room left.
    pub fn place(&mut self, game: usize, holding: u64) -> Result<(), u64> {
        let g = &self.board.games[game];
        let inside = |side: usize| holding >> g.teams[side] & 1 == 1;
        if !inside(0) && !inside(1) {
            return Ok(());
        }
        for side in [0, 1] {
            if !inside(side) {
                self.shares[game][side] = g.most[side];
            }
        }
        // A draw first, where both have room.
        for _ in 0..2 {
            for side in [0, 1] {
                let t = usize::from(g.teams[side]);
                let [h, a] = self.shares[game];
                if inside(side)
                    && h + a < 2
                    && self.shares[game][side] < g.most[side]
                    && self.load[t] < self.limit[t]
                {
                    self.shares[game][side] += 1;
                    self.load[t] += 1;
                }
            }
        }
        while self.shares[game][0] + self.shares[game][1] < 2 {
            let (seen, back, end) = self.room_near(game, holding);
            let Some(mut t) = end else { return Err(seen) };
            self.load[t] += 1;
            while back[t].1 != u8::MAX {
                let (j, before) = back[t];
                self.hand_over(usize::from(j), usize::from(before));
                t = usize::from(before);
            }
            let side = usize::from(usize::from(g.teams[1]) == t);
            self.shares[game][side] += 1;
        }
        Ok(())
    }

    /// Looks for a team with room, from the sides of a match on.
    fn room_near(&self, game: usize, holding: u64) -> (u64, Back, Option<usize>) {
        let g = &self.board.games[game];
        let mut seen = 0u64;
        let mut back: Back = [(0, u8::MAX); 64];
        let mut queue = [0u8; 64];
        let (mut head, mut tail) = (0, 0);
        for side in [0, 1] {
            let t = g.teams[side];
            if holding >> t & 1 == 1 && self.shares[game][side] < g.most[side] {
                seen |= 1 << t;
                queue[tail] = t;
                tail += 1;
            }
        }
        while head < tail {
            let t = usize::from(queue[head]);
            head += 1;
            if self.load[t] < self.limit[t] {
                return (seen, back, Some(t));
            }
            for &(j, side) in self.board.of(t) {
                let (i, side) = (usize::from(j), usize::from(side));
                let g = &self.board.games[i];
                let other = usize::from(g.teams[1 - side]);
                if self.state[i] == FREE
                    && holding >> other & 1 == 1
                    && self.shares[i][side] > 0
                    && self.shares[i][1 - side] < g.most[1 - side]
                    && seen >> other & 1 == 0
                {
                    seen |= 1 << other;
                    back[other] = (j, t as u8);
                    queue[tail] = other as u8;
                    tail += 1;
                }
            }
        }
        (seen, back, None)
    }

    /// The teams that are in the way of shares of a match that are not placed.
    pub fn in_the_way(&self, game: usize, holding: u64) -> u64 {
        self.room_near(game, holding).0
    }

    /// Home shares of a match, once what nobody needs has been given away.
    pub fn home_share(&self, game: usize) -> u8 {
        let g = &self.board.games[game];
        let [home, away] = self.shares[game];
        match (home, away) {
            (0, 0) => 1.clamp(2 - g.most[1], g.most[0]),
            (h, 0) => h.max(g.most[0]),
            (0, a) => 2 - a.max(g.most[1]),
            (h, _) => h,
        }
    }
}
