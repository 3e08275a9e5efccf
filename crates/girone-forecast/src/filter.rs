//! The state-space goal filter: strengths that wander, and are corrected match
//! by match.

use girone_model::BySide;

use crate::{Meeting, Outlook, Played};

/// The parameters of [`Filter`].
///
/// Source of all defaults: chosen by the log loss of one-step forecasts on
/// competitive internationals 2006 to 2017; what turns strengths into a forecast
/// (from `inflate` to `rho`) on those of 1998 to 2017, because there it is closest
/// to the textbook. Nothing after 2017 was used.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FilterParams {
    /// By how much the variance of a team's strength grows, per year.
    pub walk: f64,
    /// The variance of the strength of a team that has not played.
    pub prior: f64,
    /// By how much the variance of a team's openness grows, per year.
    pub open_walk: f64,
    /// The variance of the openness of a team that has not played.
    pub open_prior: f64,
    /// By how much the variance of a team's own home advantage grows, per year.
    pub home_walk: f64,
    /// The variance of a team's own home advantage before it has played.
    pub home_prior: f64,
    /// By how much the variance of strength jumps where `season_gap` days or more
    /// lie between two matches, for leagues.
    pub season_jump: f64,
    /// Days without a match that are taken for the break between two seasons.
    pub season_gap: i32,
    /// The information in a match by class, in the order of [`crate::Class`], relative
    /// to a qualifier.
    pub weight: [f64; 6],
    /// The log of the goals of a side between equals on neutral ground, before
    /// the first match.
    pub base: f64,
    /// How far `base` follows each match.
    pub base_gain: f64,
    /// The sum of what playing at home adds to one log rate and takes from the
    /// other, before the first match.
    pub home: f64,
    /// How far `home` follows each match that is not on neutral ground.
    pub home_gain: f64,
    /// By how much uncertainty raises expected goals: the mean of a log-normal
    /// rate is above its median. 1 is the textbook value.
    pub inflate: f64,
    /// How much of the variance of the gap is averaged over in a forecast.
    pub spread: f64,
    /// By what factor gaps are stretched in a forecast.
    pub sharpen: f64,
    /// By what factor they are stretched further in knockout matches.
    pub knockout_sharpen: f64,
    /// What is added to both log rates in knockout matches.
    pub knockout_base: f64,
    /// The share of a match's rates in extra time.
    pub extra_time: f64,
    /// The low-score dependence, see [`crate::Grid::new`].
    pub rho: f64,
    /// Whether the uncertainty that teams share is kept: a result then moves the
    /// strength of every team that the two have met. About a hundred times slower.
    pub joint: bool,
}

impl FilterParams {
    /// The parameters for national teams.
    pub const INTERNATIONALS: FilterParams = FilterParams {
        walk: 0.0033,
        prior: 1.0,
        open_walk: 0.00003,
        open_prior: 0.053,
        home_walk: 0.0038,
        home_prior: 0.001,
        season_jump: 0.0,
        season_gap: i32::MAX,
        weight: [0.71, 0.36, 1.0, 1.43, 1.43, 1.0],
        base: 0.3,
        base_gain: 0.015,
        home: 0.7,
        home_gain: 0.0003,
        inflate: 1.2,
        spread: 1.0,
        sharpen: 1.0,
        knockout_sharpen: 1.0,
        knockout_base: -0.09,
        extra_time: 0.18,
        rho: -0.13,
        joint: false,
    };

    /// The same with the shared uncertainty kept.
    pub const JOINT: FilterParams = FilterParams { joint: true, ..FilterParams::INTERNATIONALS };

    /// The parameters for leagues of clubs.
    ///
    /// Source: chosen on the five big leagues, July 2002 to June 2012, by the log
    /// loss of one-step forecasts. On the English league of the ten years after
    /// (3,800 matches) they give a log loss of .9673.
    pub const LEAGUES: FilterParams = FilterParams {
        walk: 0.0005,
        prior: 0.02,
        open_walk: 0.0002,
        open_prior: 0.002,
        home_walk: 0.0006,
        home_prior: 0.0017,
        season_jump: 0.006,
        season_gap: 45,
        weight: [1.0; 6],
        base: 0.2,
        base_gain: 0.001,
        home: 0.35,
        home_gain: 0.0002,
        inflate: 0.8,
        spread: 0.5,
        sharpen: 1.0,
        knockout_sharpen: 1.0,
        knockout_base: 0.0,
        extra_time: 0.33,
        rho: -0.12,
        joint: false,
    };
}

/// What the filter believes about one team.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Strength {
    /// Half the log of the ratio of goals scored to conceded against an average
    /// team: mean of the belief.
    pub mean: f64,
    /// Variance of the belief about `mean`.
    pub variance: f64,
    /// What the team adds to both log rates of its matches: mean of the belief.
    pub open: f64,
    /// Variance of the belief about `open`.
    pub open_variance: f64,
    /// What the team's home advantage has above that of all.
    pub home: f64,
    /// Variance of the belief about `home`.
    pub home_variance: f64,
    /// The day of the last match, `None` before the first.
    pub last: Option<i32>,
}

impl Strength {
    /// Returns the belief about a team that has not played.
    pub fn unknown(params: &FilterParams) -> Strength {
        Strength {
            mean: 0.0,
            variance: params.prior,
            open: 0.0,
            open_variance: params.open_prior,
            home: 0.0,
            home_variance: params.home_prior,
            last: None,
        }
    }

    /// Returns the log rate that the team adds to its own goals.
    pub fn attack(&self) -> f64 {
        self.open + self.mean
    }

    /// Returns the log rate that the team takes from the goals of the other side.
    pub fn defence(&self) -> f64 {
        self.mean - self.open
    }

    /// Lets the belief grow older, to `day`.
    fn age(&mut self, day: i32, params: &FilterParams) -> f64 {
        let Some(last) = self.last.replace(day) else { return 0.0 };
        if day <= last {
            self.last = Some(last);
            return 0.0;
        }
        let years = (f64::from(day - last) * (1.0 / 365.25)).min(20.0);
        let jump = if day - last >= params.season_gap { params.season_jump } else { 0.0 };
        let grown = params.walk * years + jump;
        self.variance += grown;
        self.open_variance += params.open_walk * years;
        self.home_variance += params.home_walk * years;
        grown
    }
}

/// Attack and defence of every team as beliefs with a mean and a variance.
///
/// One Newton step a match on the Poisson likelihood of both scores. Everything
/// it says at any point rests on the matches it has been given until then.
///
/// Two numbers per team rather than attack and defence: *strength*, which is
/// attack plus defence, halved, and *openness*, attack minus defence, halved;
/// they are nearly independent where attack and defence are not.
///
/// Source: the idea is that of Rue and Salvesen (2000), "Prediction and
/// retrospective analysis of soccer matches in a league", The Statistician 49,
/// with an extended Kalman filter in the place of sampling.
#[derive(Clone, Debug, PartialEq)]
pub struct Filter {
    params: FilterParams,
    teams: Vec<Strength>,
    base: f64,
    home: f64,
    /// The inverse of each weight.
    lightness: [f64; 6],
    /// The shared uncertainty: covariances of strengths, `width × width`.
    shared: Option<Shared>,
}

#[derive(Clone, Debug, PartialEq)]
struct Shared {
    width: usize,
    covariance: Vec<f32>,
    /// The covariance of all strengths with the difference of the two at play.
    lean: Vec<f32>,
}

impl Filter {
    /// Makes a filter for `teams` teams that have not played.
    pub fn new(teams: usize, params: FilterParams) -> Filter {
        let shared = params.joint.then(|| {
            let width = teams.next_multiple_of(8);
            let mut covariance = vec![0.0; width * width];
            for team in 0..width {
                covariance[team * width + team] = params.prior as f32;
            }
            Shared { width, covariance, lean: vec![0.0; width] }
        });
        Filter {
            params,
            teams: vec![Strength::unknown(&params); teams],
            base: params.base,
            home: params.home,
            lightness: params.weight.map(f64::recip),
            shared,
        }
    }

    /// Makes a filter that has taken in `matches`, which must be in order of date.
    pub fn after(matches: &[Played], params: FilterParams) -> Filter {
        let mut filter = Filter::new(crate::team_count(matches), params);
        for played in matches {
            filter.update(played);
        }
        filter
    }

    /// Makes a filter from known beliefs, such as an embedded table of strengths.
    /// What teams share is not part of such a table.
    pub fn from_strengths(
        teams: Vec<Strength>,
        base: f64,
        home: f64,
        params: FilterParams,
    ) -> Filter {
        let params = FilterParams { joint: false, ..params };
        let lightness = params.weight.map(f64::recip);
        Filter { params, teams, base, home, lightness, shared: None }
    }

    /// Returns the belief about a team, as of its last match.
    pub fn strength(&self, team: u32) -> Strength {
        self.teams.get(team as usize).copied().unwrap_or_else(|| Strength::unknown(&self.params))
    }

    /// Returns the log of the goals of a side between equals on neutral ground.
    pub fn base(&self) -> f64 {
        self.base
    }

    /// Returns the home advantage of all: the sum of what it adds to one log rate
    /// and takes from the other.
    pub fn home(&self) -> f64 {
        self.home
    }

    /// Returns the parameters.
    pub fn params(&self) -> &FilterParams {
        &self.params
    }

    /// Returns by how much the home advantage of the home team differs from that
    /// of all; 0 on neutral ground.
    pub fn home_shift(&self, meeting: &Meeting) -> f64 {
        if meeting.neutral { 0.0 } else { self.strength(meeting.teams.home).home }
    }

    /// Returns what the filter expects of a match.
    pub fn outlook(&self, meeting: &Meeting) -> Outlook {
        let p = &self.params;
        let mut sides = [self.strength(meeting.teams.home), self.strength(meeting.teams.away)];
        let grown = sides[0].age(meeting.day, p) + sides[1].age(meeting.day, p);
        let [home, away] = sides;
        let half = if meeting.neutral { 0.0 } else { 0.5 };
        let strengths = match &self.shared {
            Some(shared) => shared.difference(meeting.teams) + grown,
            None => home.variance + away.variance,
        };
        let variance = strengths + half * half * home.home_variance;
        // A team that has hardly played is expected to be like the others, not to
        // score at the mean of a wild log-normal.
        let doubt = (variance + home.open_variance + away.open_variance).min(0.25);
        let mut middle = self.base + home.open + away.open + 0.5 * p.inflate * doubt;
        let mut gap = (home.mean - away.mean + half * (self.home + home.home)) * p.sharpen;
        if meeting.knockout {
            gap *= p.knockout_sharpen;
            middle += p.knockout_base;
        }
        Outlook {
            middle,
            gap,
            variance: variance.min(0.5) * p.spread,
            rho: p.rho,
            extra_time: meeting.knockout.then_some(p.extra_time),
        }
    }

    /// Returns the covariance of the strengths of `teams`, as of their last
    /// matches, by rows: what a trial draws strengths from.
    pub fn covariance(&self, teams: &[u32]) -> Vec<f64> {
        let mut out = vec![0.0; teams.len() * teams.len()];
        for (i, a) in teams.iter().enumerate() {
            for (j, b) in teams.iter().enumerate() {
                out[i * teams.len() + j] = match &self.shared {
                    Some(s) if (*a.max(b) as usize) < self.teams.len() => {
                        f64::from(s.covariance[*a as usize * s.width + *b as usize])
                    }
                    _ if i == j => self.strength(*a).variance,
                    _ => 0.0,
                };
            }
        }
        out
    }

    /// Takes in a result. A match of a team number not made room for is ignored.
    pub fn update(&mut self, played: &Played) {
        let meeting = &played.meeting;
        let (h, a) = (meeting.teams.home as usize, meeting.teams.away as usize);
        if h == a || h.max(a) >= self.teams.len() {
            return;
        }
        let p = &self.params;
        let grown =
            BySide::new(self.teams[h].age(meeting.day, p), self.teams[a].age(meeting.day, p));
        let (home, away) = (self.teams[h], self.teams[a]);
        let half = if meeting.neutral { 0.0 } else { 0.5 };
        let strengths = match &mut self.shared {
            Some(shared) => shared.lean_on(h, a, grown),
            None => home.variance + away.variance,
        };
        let gap = home.mean - away.mean + half * (self.home + home.home);
        let middle = self.base + home.open + away.open;
        let gap_variance = strengths + half * half * home.home_variance;
        let middle_variance = home.open_variance + away.open_variance;
        let variance = gap_variance + middle_variance;
        let lift = middle + 0.5 * variance;
        let rate = BySide::new((lift + gap).min(3.0).exp(), (lift - gap).min(3.0).exp());
        // Both scores are read as measurements of the two log rates, each with
        // the variance of a Poisson count around its rate.
        let weight = p.weight[meeting.class as usize];
        let inverse = rate.map(|r| 1.0 / r);
        let miss = BySide::new(
            f64::from(played.goals.home) * inverse.home - 1.0,
            f64::from(played.goals.away) * inverse.away - 1.0,
        );
        let lightness = self.lightness[meeting.class as usize];
        let noise = inverse.map(|i| i * lightness);
        let (hh, aa) = (variance + noise.home, variance + noise.away);
        let ha = middle_variance - gap_variance;
        let scale = 1.0 / (hh * aa - ha * ha);
        let pull = BySide::new(
            (aa * miss.home - ha * miss.away) * scale,
            (hh * miss.away - ha * miss.home) * scale,
        );
        // Along the gap and along the middle.
        let (by_gap, by_middle) = (pull.home - pull.away, pull.home + pull.away);
        let (known_gap, known_middle) =
            ((hh + aa + 2.0 * ha) * scale, (hh + aa - 2.0 * ha) * scale);
        match &mut self.shared {
            Some(shared) => {
                for (team, lean) in self.teams.iter_mut().zip(&shared.lean) {
                    team.mean += f64::from(*lean) * by_gap;
                }
                shared.learn(known_gap);
                self.teams[h].variance = shared.variance(h);
                self.teams[a].variance = shared.variance(a);
            }
            None => {
                let (vh, va) = (home.variance, away.variance);
                self.teams[h].mean += vh * by_gap;
                self.teams[a].mean -= va * by_gap;
                self.teams[h].variance -= vh * vh * known_gap;
                self.teams[a].variance -= va * va * known_gap;
            }
        }
        for team in [h, a] {
            let team = &mut self.teams[team];
            let v = team.open_variance;
            team.open += v * by_middle;
            team.open_variance -= v * v * known_middle;
        }
        let lean = half * home.home_variance;
        self.teams[h].home += lean * by_gap;
        self.teams[h].home_variance -= lean * lean * known_gap;
        // The common part follows slowly, by the size of the miss in goals.
        let sure = rate.map(|r| (r * weight).min(2.0));
        let (up_home, up_away) = (miss.home * sure.home, miss.away * sure.away);
        self.base += p.base_gain * 0.5 * weight * (up_home + up_away);
        if !meeting.neutral {
            self.home += p.home_gain * 0.5 * weight * (up_home - up_away);
        }
    }
}

impl Shared {
    fn variance(&self, team: usize) -> f64 {
        f64::from(self.covariance[team * self.width + team])
    }

    /// Returns the variance of the difference of two strengths.
    fn difference(&self, teams: BySide<u32>) -> f64 {
        let (h, a) = (teams.home as usize, teams.away as usize);
        if h.max(a) >= self.width {
            return 1.0;
        }
        let cross = f64::from(self.covariance[h * self.width + a]);
        (self.variance(h) + self.variance(a) - 2.0 * cross).max(0.0)
    }

    /// Lets two teams grow older, sets `lean` for them and returns the variance of
    /// the difference of their strengths.
    fn lean_on(&mut self, h: usize, a: usize, grown: BySide<f64>) -> f64 {
        let width = self.width;
        self.covariance[h * width + h] += grown.home as f32;
        self.covariance[a * width + a] += grown.away as f32;
        let row = |team: usize| &self.covariance[team * width..(team + 1) * width];
        for ((lean, x), y) in self.lean.iter_mut().zip(row(h)).zip(row(a)) {
            *lean = x - y;
        }
        f64::from(self.lean[h] - self.lean[a]).max(1e-9)
    }

    /// Takes away what a measurement of the difference has made known.
    fn learn(&mut self, known: f64) {
        let known = known as f32;
        for (row, lean) in self.covariance.chunks_exact_mut(self.width).zip(&self.lean) {
            let factor = lean * known;
            if factor != 0.0 {
                for (cell, other) in row.iter_mut().zip(&self.lean) {
                    *cell -= factor * other;
                }
            }
        }
    }
}
