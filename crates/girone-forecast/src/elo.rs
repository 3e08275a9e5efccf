//! World Football Elo and the FIFA ranking formula.

use girone_model::{BySide, Side};

use crate::{Class, Meeting, Played};

/// The parameters of [`Elo`].
///
/// Source: eloratings.net, "How the ratings are calculated"; K by competition,
/// the goal-difference index and 100 points for the home side are theirs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct EloParams {
    /// The rating of a team before its first match, in points. Default 1300: most
    /// newcomers are small nations. Source: chosen on matches before 2018.
    pub start: f64,
    /// Points added to the home side when expecting a result. Default 100.
    pub home: f64,
    /// The weight of a match in points, by class in the order of [`Class`].
    /// Default 20, 30, 40, 50, 60, and 20 for a league of clubs.
    pub k: [f64; 6],
}

impl Default for EloParams {
    fn default() -> Self {
        EloParams { start: 1300.0, home: 100.0, k: [20.0, 30.0, 40.0, 50.0, 60.0, 20.0] }
    }
}

/// World Football Elo ratings, updated match by match.
#[derive(Clone, Debug, PartialEq)]
pub struct Elo {
    params: EloParams,
    ratings: Vec<f64>,
}

impl Elo {
    /// Makes ratings for `teams` teams that have not played.
    pub fn new(teams: usize, params: EloParams) -> Elo {
        Elo { params, ratings: vec![params.start; teams] }
    }

    /// Returns the rating of a team in points, the starting value if unknown.
    pub fn rating(&self, team: u32) -> f64 {
        self.ratings.get(team as usize).copied().unwrap_or(self.params.start)
    }

    /// Returns by how many points the home side is ahead, home advantage included
    /// unless the ground is neutral.
    pub fn lead(&self, meeting: &Meeting) -> f64 {
        let home = if meeting.neutral { 0.0 } else { self.params.home };
        self.gap(meeting.teams) + home
    }

    /// Returns by how many points the first team is ahead, wherever they play.
    pub fn gap(&self, teams: BySide<u32>) -> f64 {
        self.rating(teams.home) - self.rating(teams.away)
    }

    /// Takes in a result.
    pub fn update(&mut self, played: &Played) {
        let meeting = &played.meeting;
        let top = meeting.teams.home.max(meeting.teams.away) as usize;
        if top >= self.ratings.len() {
            self.ratings.resize(top + 1, self.params.start);
        }
        let expected = 1.0 / (1.0 + 10f64.powf(-self.lead(meeting) / 400.0));
        let result = match played.winner() {
            Some(Side::Home) => 1.0,
            None => 0.5,
            Some(Side::Away) => 0.0,
        };
        let margin = f64::from(played.goals.home.abs_diff(played.goals.away));
        let index = match margin {
            m if m <= 1.0 => 1.0,
            2.0 => 1.5,
            m => 1.75 + (m - 3.0) / 8.0,
        };
        let step = self.params.k[meeting.class as usize] * index * (result - expected);
        self.ratings[meeting.teams.home as usize] += step;
        self.ratings[meeting.teams.away as usize] -= step;
    }
}

/// Win, draw and loss from one number, by an ordered logit.
///
/// P(away win) = σ(−cut − slope·x), P(home win) = σ(−cut + slope·x), where x is
/// the lead of the home side in hundreds of points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct OrderedLogit {
    /// Log odds per hundred points of lead.
    pub slope: f64,
    /// Half the width of the band in which a match is drawn, in log odds.
    pub cut: f64,
}

impl OrderedLogit {
    /// For World Football Elo. Source: fitted on competitive internationals
    /// 2006 to 2017.
    pub const ELO: OrderedLogit = OrderedLogit { slope: 0.526, cut: 0.628 };
    /// For the FIFA ranking formula. Source: as above.
    pub const FIFA: OrderedLogit = OrderedLogit { slope: 0.50, cut: 0.62 };
    /// What playing at home is worth in points of the FIFA ranking, which itself
    /// knows no home advantage. Source: as above.
    pub const FIFA_HOME: f64 = 100.0;

    /// Returns the probabilities of home win, draw and away win at a lead in
    /// points.
    pub fn outcome(&self, lead: f64) -> [f64; 3] {
        let x = self.slope * lead / 100.0;
        let sigma = |z: f64| 1.0 / (1.0 + (-z).exp());
        let (home, away) = (sigma(x - self.cut), sigma(-x - self.cut));
        [home, (1.0 - home - away).max(0.0), away]
    }

    /// Fits slope and cut to leads (points) and results (0 home win, 1 draw, 2
    /// away win) by maximum likelihood.
    ///
    /// Starts from [`OrderedLogit::ELO`] and stays there if there is nothing to
    /// learn from.
    pub fn fit(rows: &[(f64, usize)]) -> OrderedLogit {
        let loss = |m: &OrderedLogit| -> f64 {
            rows.iter().map(|&(x, o)| -m.outcome(x)[o.min(2)].max(1e-12).ln()).sum()
        };
        let mut best = OrderedLogit::ELO;
        if rows.is_empty() {
            return best;
        }
        let mut at = loss(&best);
        let mut step = 0.1;
        // Two smooth parameters: a shrinking pattern search is short and cannot
        // diverge on separable data, because the range is bounded.
        while step > 1e-5 {
            let tries = [(step, 0.0), (-step, 0.0), (0.0, step), (0.0, -step)];
            let next = tries.iter().map(|(s, c)| OrderedLogit {
                slope: (best.slope + s).clamp(0.0, 5.0),
                cut: (best.cut + c).clamp(0.01, 3.0),
            });
            let found = next.map(|m| (loss(&m), m)).min_by(|a, b| a.0.total_cmp(&b.0));
            match found {
                Some((value, model)) if value < at - 1e-12 => (at, best) = (value, model),
                _ => step *= 0.5,
            }
        }
        best
    }
}

/// The FIFA ranking formula of 2018 ("SUM"), run over a record from its start.
///
/// A record of what FIFA's method says, not a good forecast. The real list of
/// June 2018 began from the older ranking, which is not part of results, so that
/// values differ from those published. Knockout matches of finals cost the loser
/// nothing; a shoot-out is not seen, and a drawn match is a draw.
///
/// Source: FIFA, "Revision of the FIFA/Coca-Cola World Ranking", 2018.
#[derive(Clone, Debug, PartialEq)]
pub struct FifaRanking {
    points: Vec<f64>,
}

impl FifaRanking {
    /// The points of a team before its first match. Source: this project; the
    /// scale has no natural origin.
    pub const START: f64 = 1000.0;

    /// Makes a ranking for `teams` teams that have not played.
    pub fn new(teams: usize) -> FifaRanking {
        FifaRanking { points: vec![FifaRanking::START; teams] }
    }

    /// Returns the points of a team.
    pub fn points(&self, team: u32) -> f64 {
        self.points.get(team as usize).copied().unwrap_or(FifaRanking::START)
    }

    /// Returns the lead of the home side in points; the formula knows no home
    /// advantage.
    pub fn lead(&self, meeting: &Meeting) -> f64 {
        self.points(meeting.teams.home) - self.points(meeting.teams.away)
    }

    /// Takes in a result.
    pub fn update(&mut self, played: &Played) {
        let meeting = &played.meeting;
        let top = meeting.teams.home.max(meeting.teams.away) as usize;
        if top >= self.points.len() {
            self.points.resize(top + 1, FifaRanking::START);
        }
        let importance = match (meeting.class, meeting.knockout) {
            (Class::Friendly, _) => 10.0,
            (Class::Minor, _) | (Class::League, _) => 15.0,
            (Class::Qualifier, _) => 25.0,
            (Class::Finals, false) => 35.0,
            (Class::Finals, true) => 40.0,
            (Class::WorldCup, false) => 50.0,
            (Class::WorldCup, true) => 60.0,
        };
        let expected = 1.0 / (1.0 + 10f64.powf(-self.lead(meeting) / 600.0));
        let result = match played.winner() {
            Some(Side::Home) => 1.0,
            None => 0.5,
            Some(Side::Away) => 0.0,
        };
        let step: f64 = importance * (result - expected);
        let shielded = meeting.knockout && matches!(meeting.class, Class::Finals | Class::WorldCup);
        let floor = |s: f64| if shielded { s.max(0.0) } else { s };
        self.points[meeting.teams.home as usize] += floor(step);
        self.points[meeting.teams.away as usize] += floor(-step);
    }
}
