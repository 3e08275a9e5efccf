//! A table with remaining matches, made ready for the searches.

use std::cmp::Ordering;

use girone_model::{BySide, Line, Sheet, Side, TeamIx};
use girone_rules::{Compiled, Criterion, RankBy, Regulation, Scratch, Step, Totals, table};

use crate::{Given, Places, Witness};

/// What can be asked about a table that is not finished.
///
/// The provisional order of a regulation is left aside: the question is always
/// about the final table.
#[derive(Clone, Debug)]
pub struct Question<'a> {
    pub(crate) sheet: &'a Sheet,
    pub(crate) regulation: Regulation,
    pub(crate) compiled: Compiled,
    pub(crate) cap: Option<u8>,
    pub(crate) given: Given,
    pub(crate) teams: usize,
    /// Whether members or matches are missing, so that nothing is known of its table.
    pub(crate) lacking: bool,
    /// Totals of what has been played, adjustments included.
    pub(crate) now: Vec<Totals>,
    /// Matches per team when all is played.
    pub(crate) games: Vec<i64>,
    /// Matches per team still to play.
    pub(crate) left: Vec<u16>,
    pub(crate) board: Board,
    /// Totals of each team against each other, row by row; empty where no criterion
    /// counts them.
    pairs: Vec<Totals>,
}

/// The remaining matches, laid out for flows of points.
#[derive(Clone, Debug, Default)]
pub(crate) struct Board {
    pub games: Vec<Game>,
    /// The matches of each team and the side it is on, team after team.
    of: Vec<(u16, u8)>,
    first: Vec<u32>,
}

/// A remaining match.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Game {
    /// Home and away.
    pub teams: [u8; 2],
    /// The most shares that either side may take: two for a win, one for a draw.
    pub most: [u8; 2],
    /// Whether any outcome is allowed.
    pub possible: bool,
}

impl Board {
    fn new(sheet: &Sheet, most_goals: i32, given: &Given) -> Board {
        let n = sheet.teams.len();
        let mut first = vec![0u32; n + 2];
        for fixture in &sheet.remaining {
            first[usize::from(fixture.home) + 2] += 1;
            first[usize::from(fixture.away) + 2] += 1;
        }
        for i in 2..first.len() {
            first[i] += first[i - 1];
        }
        let mut of = vec![(0u16, 0u8); 2 * sheet.remaining.len()];
        let mut games = Vec::with_capacity(sheet.remaining.len());
        for (i, fixture) in sheet.remaining.iter().enumerate() {
            let (lo, hi) = given.margin(i);
            let (lo, hi) = (lo.max(-most_goals), hi.min(most_goals));
            games.push(Game {
                teams: [fixture.home, fixture.away],
                most: [(1 + hi.signum()) as u8, (1 - lo.signum()) as u8],
                possible: lo <= hi,
            });
            for (side, team) in [fixture.home, fixture.away].into_iter().enumerate() {
                let at = &mut first[usize::from(team) + 1];
                of[*at as usize] = (i as u16, side as u8);
                *at += 1;
            }
        }
        Board { games, of, first }
    }

    /// The matches of a team and the side it is on.
    pub fn of(&self, team: usize) -> &[(u16, u8)] {
        &self.of[self.first[team] as usize..self.first[team + 1] as usize]
    }
}

/// How a match ends, as seen by the home team.
pub(crate) const OUTCOMES: [i8; 3] = [1, 0, -1];

impl<'a> Question<'a> {
    /// Prepares a table. `max_goals` caps the goals of a team in one remaining
    /// match; `None` sets no limit (scorelines shown never exceed 255).
    pub fn new(regulation: &Regulation, sheet: &'a Sheet, max_goals: Option<u8>) -> Question<'a> {
        let mut regulation = regulation.clone();
        regulation.provisional = None;
        let now = Totals::of(sheet, &regulation.points);
        let mut left = vec![0u16; sheet.teams.len()];
        for fixture in &sheet.remaining {
            left[usize::from(fixture.home)] += 1;
            left[usize::from(fixture.away)] += 1;
        }
        let games = now.iter().zip(&left).map(|(t, l)| i64::from(t.played + l)).collect();
        let given = Given::nothing(sheet.remaining.len());
        let board = Board::new(sheet, max_goals.map_or(255, i32::from), &given);
        let pairs = pairs(&regulation, sheet);
        Question {
            sheet,
            pairs,
            compiled: Compiled::new(&regulation),
            regulation,
            cap: max_goals,
            given,
            board,
            teams: sheet.teams.len(),
            lacking: false,
            now,
            games,
            left,
        }
    }

    /// Asks only about completions in which `given` holds.
    pub fn given(mut self, given: Given) -> Question<'a> {
        self.board = Board::new(self.sheet, self.cap.map_or(255, i32::from), &given);
        self.given = given;
        self
    }

    /// Says that members or matches are missing from the sheet (or not, if `lacking` is
    /// false): nothing can be certain of this table, but other groups of a stage can be
    /// asked about beside it.
    pub fn lacking(mut self, lacking: bool) -> Question<'a> {
        self.lacking = lacking;
        self
    }

    /// Says whether members or matches are missing from the sheet.
    pub fn is_lacking(&self) -> bool {
        self.lacking
    }

    /// Returns the sheet the question is about.
    pub fn sheet(&self) -> &'a Sheet {
        self.sheet
    }

    /// Returns the rule book, without its provisional order.
    pub fn regulation(&self) -> &Regulation {
        &self.regulation
    }

    /// Returns the cap on the goals of a team in one remaining match.
    pub fn max_goals(&self) -> Option<u8> {
        self.cap
    }

    /// Returns the number of teams.
    pub fn teams(&self) -> usize {
        self.teams
    }

    /// Totals of a team in played matches against some teams.
    pub(crate) fn against(&self, team: usize, rivals: u64) -> Totals {
        let n = self.teams;
        let mut sum = Totals::default();
        for rival in crate::race::each(rivals).filter(|t| *t != team && *t < n) {
            if let Some(t) = self.pairs.get(team * n + rival) {
                sum.goals_for += t.goals_for;
                sum.goals_against += t.goals_against;
                sum.away_goals += t.away_goals;
                sum.away_wins += t.away_wins;
                sum.won += t.won;
                sum.points += t.points;
            }
        }
        sum
    }

    /// Points of (home, away) for an outcome.
    pub(crate) fn points_for(&self, outcome: i8) -> (i32, i32) {
        let p = &self.regulation.points;
        let (w, d, l) = (i32::from(p.win), i32::from(p.draw), i32::from(p.loss));
        match outcome {
            1 => (w, l),
            0 => (d, d),
            _ => (l, w),
        }
    }

    /// Compares what the table is ranked by, given final points.
    pub(crate) fn compare_points(&self, a: usize, of_a: i32, b: usize, of_b: i32) -> Ordering {
        match self.regulation.rank_by {
            RankBy::Points => of_a.cmp(&of_b),
            RankBy::PointsPerGame => {
                let quotient = |t: usize, p: i32| match self.games[t] {
                    0 => (0, 1),
                    games => (i64::from(p), games),
                };
                let (x, y) = (quotient(a, of_a), quotient(b, of_b));
                (x.0 * y.1).cmp(&(y.0 * x.1))
            }
        }
    }

    /// Says which outcomes of a match the assumptions allow.
    pub(crate) fn allows(&self, game: usize, outcome: i8) -> bool {
        let (lo, hi) = self.margin_range(game, outcome);
        lo <= hi
    }

    /// The margins (home less away) that are possible with an outcome.
    pub(crate) fn margin_range(&self, game: usize, outcome: i8) -> (i32, i32) {
        let most = self.cap.map_or(255, i32::from);
        let (lo, hi) = self.given.margin(game);
        match outcome {
            1 => (lo.max(1), hi.min(most)),
            0 => (lo.max(0), hi.min(0)),
            _ => (lo.max(-most), hi.min(-1)),
        }
    }

    /// Puts scores in place of the remaining fixtures.
    pub fn finish(&self, witness: &Witness) -> Sheet {
        let mut sheet = self.sheet.clone();
        let scores = witness.scores.iter();
        for (teams, goals) in std::mem::take(&mut sheet.remaining).into_iter().zip(scores) {
            sheet.results.push(Line::of(teams, *goals));
        }
        if let Some(conduct) = &witness.conduct {
            sheet.conduct = conduct.clone();
        }
        sheet
    }

    /// Returns the places that a team may take in a completion, by the ordinary
    /// table; several where only lots, a play-off or missing data would decide.
    pub fn places_in(&self, witness: &Witness, team: TeamIx) -> Places {
        let table = table(&self.regulation, &self.finish(witness));
        table
            .rows
            .iter()
            .find(|r| r.team == team)
            .map_or(Places::NONE, |row| Places::from_to(row.place, row.place + row.shared_by - 1))
    }

    /// Says whether a completion has every remaining match within caps and
    /// assumptions.
    pub fn admits(&self, witness: &Witness) -> bool {
        let most = self.cap.unwrap_or(u8::MAX);
        let margin = |s: &BySide<u8>| i32::from(s.home) - i32::from(s.away);
        witness.scores.len() == self.sheet.remaining.len()
            && witness.scores.iter().all(|s| s.home <= most && s.away <= most)
            && self.given.admits(&witness.scores.iter().map(margin).collect::<Vec<_>>())
    }

    /// The plainest score with an outcome.
    pub(crate) fn plain_score(&self, game: usize, outcome: i8) -> BySide<u8> {
        let (lo, hi) = self.margin_range(game, outcome);
        let margin = match outcome {
            1 => lo,
            0 => 0,
            _ => hi,
        };
        score_of(margin, 0)
    }

    /// Says whether a table follows from totals alone, without single results.
    pub(crate) fn by_totals(&self) -> bool {
        self.regulation.criteria.iter().all(|s| {
            matches!(
                s.criterion,
                Criterion::Overall(_)
                    | Criterion::Conduct
                    | Criterion::Ranking(_)
                    | Criterion::Lots
                    | Criterion::PlayOff
                    | Criterion::PlayOffFor(_)
            )
        })
    }

    /// Totals once the remaining matches have ended so.
    pub(crate) fn totals_with(&self, scores: &[BySide<u8>]) -> Vec<Totals> {
        let mut totals = self.now.clone();
        for (teams, goals) in self.sheet.remaining.iter().zip(scores) {
            let line = Line::of(*teams, *goals);
            for side in Side::BOTH {
                totals[usize::from(teams[side])].add(&line, side, &self.regulation.points);
            }
        }
        totals
    }

    /// The places of every team by the fast evaluator, cards aside, in a sheet in
    /// which the remaining matches have been played.
    pub(crate) fn quick_places(&self, sheet: &Sheet, scratch: &mut Scratch, out: &mut Vec<Places>) {
        let mut totals = self.now.clone();
        for line in &sheet.results[self.sheet.results.len()..] {
            for side in Side::BOTH {
                totals[usize::from(line.teams[side])].add(line, side, &self.regulation.points);
            }
        }
        let places = self.compiled.places_of(sheet, &totals, scratch);
        out.clear();
        let mut sharing = [0u8; 65];
        for p in places {
            sharing[usize::from(*p).min(64)] += 1;
        }
        out.extend(
            places.iter().map(|p| Places::from_to(*p, p + sharing[usize::from(*p).min(64)] - 1)),
        );
    }
}

/// Room for [`Question::quick_place`].
#[derive(Debug, Default)]
pub(crate) struct Quick {
    scratch: Scratch,
    totals: Vec<Totals>,
    sheet: Sheet,
    /// The teams whose results are in the sheet, and how many were played; `None`
    /// before the first time.
    among: Option<(u64, usize)>,
}

impl Question<'_> {
    /// Returns the places that one team may take in a completion, by the fast
    /// evaluator, which is shown only what it looks at.
    pub(crate) fn quick_place(&self, witness: &Witness, team: usize, room: &mut Quick) -> Places {
        room.totals.clear();
        room.totals.extend_from_slice(&self.now);
        let finished = || self.sheet.remaining.iter().zip(&witness.scores);
        for (teams, goals) in finished() {
            let line = Line::of(*teams, *goals);
            for side in Side::BOTH {
                room.totals[usize::from(teams[side])].add(&line, side, &self.regulation.points);
            }
        }
        let all = self.teams > 64 || self.compiled.looks_at_results();
        let own = room.totals[team].points;
        let level = |t: &usize| {
            self.compare_points(*t, room.totals[*t].points, team, own) == Ordering::Equal
        };
        let among = match all {
            true => u64::MAX,
            false => (0..self.teams).filter(level).fold(0, |set, t| set | 1 << t),
        };
        let inside = |teams: &BySide<TeamIx>| {
            among == u64::MAX || among >> teams.home & among >> teams.away & 1 == 1
        };
        let played = match room.among {
            Some((set, played)) if set == among => played,
            None | Some(_) => {
                if room.among.is_none() {
                    room.sheet = Sheet { results: Vec::new(), ..self.sheet.clone() };
                    room.sheet.remaining.clear();
                }
                room.sheet.results.clear();
                let played = self.sheet.results.iter().filter(|l| inside(&l.teams));
                room.sheet.results.extend(played.cloned());
                room.among = Some((among, room.sheet.results.len()));
                room.sheet.results.len()
            }
        };
        room.sheet.results.truncate(played);
        let now = finished().filter(|(teams, _)| inside(teams));
        room.sheet.results.extend(now.map(|(teams, goals)| Line::of(*teams, *goals)));
        room.sheet.conduct.clear();
        room.sheet.conduct.extend(witness.conduct.as_ref().unwrap_or(&self.sheet.conduct));
        let (place, shared_by) =
            self.compiled.place_of(&room.sheet, &room.totals, team as TeamIx, &mut room.scratch);
        Places::from_to(place, place + shared_by - 1)
    }
}

/// Totals of each team against each other, where head-to-head is a criterion.
fn pairs(regulation: &Regulation, sheet: &Sheet) -> Vec<Totals> {
    let head_to_head = |s: &Step| matches!(s.criterion, Criterion::HeadToHead(_));
    if !regulation.criteria.iter().any(head_to_head) {
        return Vec::new();
    }
    let n = sheet.teams.len();
    let mut pairs = vec![Totals::default(); n * n];
    let p = &regulation.points;
    for line in &sheet.results {
        let (h, a) = (usize::from(line.teams.home), usize::from(line.teams.away));
        let (scored, conceded) = (line.goals.home, line.goals.away);
        let sides = [
            (h, a, (scored, conceded), false, line.ending()),
            (a, h, (conceded, scored), true, line.ending().reverse()),
        ];
        for (team, rival, goals, away, ending) in sides {
            let t = &mut pairs[team * n + rival];
            t.goals_for += u16::from(goals.0);
            t.goals_against += u16::from(goals.1);
            t.away_goals += if away { u16::from(goals.0) } else { 0 };
            let won = ending == Ordering::Greater;
            t.won += u16::from(won);
            t.away_wins += u16::from(won && away);
            t.points += i32::from(match ending {
                Ordering::Greater => p.win,
                Ordering::Equal => p.draw,
                Ordering::Less => p.loss,
            });
        }
    }
    pairs
}

/// The score with a margin (home less away) and goals added to both sides.
pub(crate) fn score_of(margin: i32, base: i32) -> BySide<u8> {
    let goals = |m: i32| u8::try_from(base + m.max(0)).unwrap_or(u8::MAX);
    BySide::new(goals(margin), goals(-margin))
}
