//! The models behind one face: told results in order, asked about meetings.

use girone_model::{BySide, Side};

use crate::{
    Class, DixonColes, DixonColesParams, Elo, EloParams, FifaRanking, Filter, FilterParams, Grid,
    Meeting, Observation, OrderedLogit, Outlook, Played, Ratings,
};

/// Which model makes a forecast.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Model {
    /// The filter with shared uncertainty, Dixon-Coles and Elo, log-pooled with
    /// [`PoolWeights`]. The best of them and the default.
    Pool,
    /// The filter with shared uncertainty alone.
    Joint,
    /// The filter with each team's uncertainty apart: the fastest.
    Filter,
    /// Penalised, time-decayed Dixon-Coles with an Elo covariate.
    DixonColes,
    /// World Football Elo and an ordered logit.
    Elo,
    /// The FIFA ranking formula and an ordered logit.
    Fifa,
    /// How often home sides win, draw and lose, apart for neutral ground.
    BaseRates,
}

impl Model {
    /// All models, best first.
    pub const ALL: [Model; 7] = [
        Model::Pool,
        Model::Joint,
        Model::Filter,
        Model::DixonColes,
        Model::Elo,
        Model::Fifa,
        Model::BaseRates,
    ];

    /// Returns the name by which a user asks for the model, e.g. `dixon-coles`.
    pub const fn name(self) -> &'static str {
        match self {
            Model::Pool => "pool",
            Model::Joint => "joint",
            Model::Filter => "filter",
            Model::DixonColes => "dixon-coles",
            Model::Elo => "elo",
            Model::Fifa => "fifa",
            Model::BaseRates => "base-rates",
        }
    }

    /// Finds a model by its name.
    pub fn by_name(name: &str) -> Option<Model> {
        Model::ALL.into_iter().find(|m| m.name() == name)
    }
}

/// How the pool mixes log rates, and how it ends up calibrated.
///
/// Source: fitted once on competitive internationals 1998 to 2017 and frozen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PoolWeights {
    /// The weight of the filter's gap. All three together act as a temperature:
    /// a sum above 1 makes forecasts bolder.
    pub filter: f64,
    /// The weight of the gap of Dixon-Coles.
    pub dixon_coles: f64,
    /// The gap per hundred points of Elo lead.
    pub elo: f64,
    /// The share of Dixon-Coles in the middle; the filter has the rest.
    pub middle: f64,
}

impl Default for PoolWeights {
    fn default() -> Self {
        PoolWeights { filter: 1.006, dixon_coles: 0.055, elo: 0.008, middle: 0.08 }
    }
}

/// Everything that can be set, with documented defaults.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ModelParams {
    /// Of the filter.
    pub filter: FilterParams,
    /// Of Dixon-Coles.
    pub dixon_coles: DixonColesParams,
    /// Of World Football Elo.
    pub elo: EloParams,
    /// Of the pool.
    pub pool: PoolWeights,
    /// Days after which Dixon-Coles is fitted anew. Default 14: strengths move
    /// little in a fortnight, and the Elo covariate is always fresh.
    pub refit: i32,
}

impl ModelParams {
    /// The parameters for national teams.
    pub fn internationals() -> ModelParams {
        ModelParams {
            filter: FilterParams::INTERNATIONALS,
            dixon_coles: DixonColesParams::default(),
            elo: EloParams::default(),
            pool: PoolWeights::default(),
            refit: 14,
        }
    }

    /// The parameters for leagues of clubs.
    ///
    /// Source: those of the filter as [`FilterParams::LEAGUES`] says; the pool is the
    /// filter alone, Dixon-Coles and Elo are textbook values that were not tuned.
    pub fn leagues() -> ModelParams {
        ModelParams {
            filter: FilterParams::LEAGUES,
            dixon_coles: DixonColesParams {
                half_life: 400.0,
                ridge: 2.0,
                window: 1600,
                ..DixonColesParams::default()
            },
            elo: EloParams { start: 1400.0, home: 65.0, ..EloParams::default() },
            pool: PoolWeights { filter: 1.0, dixon_coles: 0.0, elo: 0.0, middle: 0.0 },
            refit: 7,
        }
    }
}

/// The gap (see [`Outlook`]) that goes with a lead of a hundred points of Elo.
///
/// Source: the goals of competitive internationals 2006 to 2017 give .186; rounded.
const GAP_PER_HUNDRED: f64 = 0.2;

/// A model that has taken in results so far.
///
/// What it says at any point rests on the results it has been given until then,
/// and on nothing else.
#[derive(Clone, Debug)]
pub struct Forecaster {
    model: Model,
    params: ModelParams,
    teams: usize,
    filter: Option<Filter>,
    elo: Elo,
    fifa: FifaRanking,
    observations: Vec<Observation>,
    fitted: Option<(i32, DixonColes)>,
    /// Home win, draw, away win: at home and on neutral ground.
    counts: [[f64; 3]; 2],
}

impl Forecaster {
    /// Makes a model of `teams` teams that have not played.
    pub fn new(model: Model, params: ModelParams, teams: usize) -> Forecaster {
        let joint = matches!(model, Model::Pool | Model::Joint);
        let filter =
            matches!(model, Model::Pool | Model::Joint | Model::Filter | Model::DixonColes)
                .then(|| Filter::new(teams, FilterParams { joint, ..params.filter }));
        Forecaster {
            model,
            params,
            teams,
            filter,
            elo: Elo::new(teams, params.elo),
            fifa: FifaRanking::new(teams),
            observations: Vec::new(),
            fitted: None,
            // Worth ten matches, so that the first forecast is not absurd.
            counts: [[5.0, 2.5, 2.5], [4.0, 2.5, 3.5]],
        }
    }

    /// Returns the filter inside, where the model has one.
    pub fn filter(&self) -> Option<&Filter> {
        self.filter.as_ref()
    }

    /// Takes in a result. Results must come in order of date.
    pub fn update(&mut self, played: &Played) {
        if matches!(self.model, Model::Pool | Model::DixonColes) {
            self.observations.push(Observation {
                played: *played,
                elo: self.elo.gap(played.meeting.teams) / 400.0,
                home: self.home_shift(&played.meeting),
            });
        }
        match self.model {
            Model::Pool | Model::DixonColes | Model::Elo => self.elo.update(played),
            Model::Fifa => self.fifa.update(played),
            _ => {}
        }
        if let Some(filter) = &mut self.filter {
            filter.update(played);
        }
        if !matches!(played.meeting.class, Class::Friendly | Class::Minor) {
            let outcome = match played.winner() {
                Some(Side::Home) => 0,
                None => 1,
                Some(Side::Away) => 2,
            };
            self.counts[usize::from(played.meeting.neutral)][outcome] += 1.0;
        }
    }

    fn home_shift(&self, meeting: &Meeting) -> f64 {
        self.filter.as_ref().map_or(0.0, |f| f.home_shift(meeting))
    }

    /// Returns what the model expects of a match, where it is a model of goals.
    ///
    /// The pool and Dixon-Coles are fitted on the way if the last fit is old or
    /// lies after the match.
    pub fn outlook(&mut self, meeting: &Meeting) -> Option<Outlook> {
        match self.model {
            Model::Filter | Model::Joint => self.filter.as_ref().map(|f| f.outlook(meeting)),
            Model::DixonColes => Some(self.by_dixon_coles(meeting)),
            Model::Pool => {
                let dixon_coles = self.by_dixon_coles(meeting);
                let lead = self.elo.lead(meeting) / 100.0;
                let weights = self.params.pool;
                let mut outlook = self.filter.as_ref()?.outlook(meeting);
                outlook.gap = weights.filter * outlook.gap
                    + weights.dixon_coles * dixon_coles.gap
                    + weights.elo * lead;
                outlook.middle +=
                    weights.middle * (dixon_coles.middle - outlook.middle).clamp(-1.0, 1.0);
                Some(outlook)
            }
            Model::Elo | Model::Fifa | Model::BaseRates => None,
        }
    }

    /// Returns how likely each score is.
    ///
    /// Models of outcomes alone spread them over the scores of an average match.
    pub fn grid(&mut self, meeting: &Meeting) -> Grid {
        if let Some(outlook) = self.outlook(meeting) {
            return outlook.grid();
        }
        let outcome = match self.model {
            Model::Elo => OrderedLogit::ELO.outcome(self.elo.lead(meeting)),
            Model::Fifa => OrderedLogit::FIFA.outcome(
                self.fifa.lead(meeting)
                    + if meeting.neutral { 0.0 } else { OrderedLogit::FIFA_HOME },
            ),
            _ => {
                let counts = self.counts[usize::from(meeting.neutral)];
                let sum: f64 = counts.iter().sum();
                counts.map(|c| c / sum)
            }
        };
        let home = if meeting.neutral { 0.0 } else { 0.15 };
        let lead = 0.5 * (outcome[0].max(1e-3) / outcome[2].max(1e-3)).ln() * 0.4;
        let rates = BySide::new((0.2 + home + lead).exp(), (0.2 - home - lead).exp());
        Grid::new(rates, 0.0).tilted_to(outcome)
    }

    /// Returns what the model believes about `teams` on `day`, for trials.
    ///
    /// The uncertainty is that of the filter; every model without one counts as
    /// certain. Models of outcomes alone are given the goals of an average match
    /// and a gap in proportion to their lead; for base rates all teams are equals.
    pub fn ratings(&mut self, teams: &[u32], day: i32) -> Ratings {
        let Some(filter) = &self.filter else { return self.ratings_by_lead(teams) };
        let mut ratings = Ratings::of_filter(filter, teams, day);
        let (own, weights) = match self.model {
            Model::Filter | Model::Joint => return ratings,
            Model::DixonColes => {
                (0.0, PoolWeights { filter: 0.0, dixon_coles: 1.0, elo: 0.0, middle: 1.0 })
            }
            _ => (1.0, self.params.pool),
        };
        self.refit(day);
        let Some((_, model)) = &self.fitted else { return ratings };
        let at = |v: &[f64], t: u32| v.get(t as usize).copied().unwrap_or(0.0);
        for (i, &team) in teams.iter().enumerate() {
            let elo = self.elo.rating(team);
            let (attack, defence) = (at(&model.attack, team), at(&model.defence, team));
            ratings.strength[i] = weights.filter * ratings.strength[i]
                + weights.dixon_coles * (0.5 * (attack + defence) + model.elo * elo / 400.0)
                + weights.elo * elo / 100.0;
            let shift = self.filter.as_ref().map_or(0.0, |f| f.strength(team).home);
            ratings.home[i] = weights.filter * ratings.home[i]
                + weights.dixon_coles * 0.5 * (model.home + shift)
                + weights.elo * self.params.elo.home / 100.0;
            ratings.open[i] += weights.middle * (0.5 * (attack - defence) - ratings.open[i]);
            ratings.open_variance[i] *= own;
        }
        // Half of what playing at home adds to the home side falls on the middle.
        ratings.base += weights.middle * (model.base + 0.25 * model.home - ratings.base);
        ratings.deviations.iter_mut().for_each(|d| *d *= own * weights.filter);
        if own == 0.0 {
            (ratings.rho, ratings.inflate) = (model.rho, 0.0);
        }
        ratings
    }

    fn ratings_by_lead(&self, teams: &[u32]) -> Ratings {
        let (gap, home) = match self.model {
            Model::Elo => (GAP_PER_HUNDRED, self.params.elo.home),
            Model::Fifa => (GAP_PER_HUNDRED, OrderedLogit::FIFA_HOME),
            _ => (0.0, 100.0),
        };
        let lead = |t: &u32| match self.model {
            Model::Fifa => self.fifa.points(*t),
            _ => self.elo.rating(*t),
        };
        let mut ratings = Ratings::equal(teams.len());
        ratings.strength = teams.iter().map(|t| gap * lead(t) / 100.0).collect();
        ratings.home = vec![GAP_PER_HUNDRED * home / 100.0; teams.len()];
        ratings
    }

    /// Fits Dixon-Coles anew if the last fit is old or lies after `day`.
    fn refit(&mut self, day: i32) {
        let stale = self
            .fitted
            .as_ref()
            .is_none_or(|(fitted, _)| *fitted > day || day - fitted >= self.params.refit);
        if stale {
            let warm = self.fitted.take().map(|(_, model)| model);
            let params = &self.params.dixon_coles;
            let first = self
                .observations
                .partition_point(|o| o.played.meeting.day < day.saturating_sub(params.window));
            let recent = &self.observations[first..];
            let model = DixonColes::fit(recent, day, self.teams, params, warm.as_ref());
            self.fitted = Some((day, model));
        }
    }

    fn by_dixon_coles(&mut self, meeting: &Meeting) -> Outlook {
        self.refit(meeting.day);
        let elo = self.elo.gap(meeting.teams) / 400.0;
        let shift = self.home_shift(meeting);
        match &self.fitted {
            Some((_, model)) => model.outlook(meeting, elo, shift),
            None => Outlook { middle: 0.2, gap: 0.0, variance: 0.0, rho: 0.0, extra_time: None },
        }
    }
}
