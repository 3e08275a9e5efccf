//! How likely: forecasts of an edition from its moment on.

use std::sync::Arc;

use girone_forecast::{
    Chance, Counts, History, Known, Model, ModelParams, Plan, PlanGroup, Ratings, Strengths,
    parse_strengths, play_out,
};
use girone_model::{Moment, TeamId, TeamKind};
use girone_rules::{Books, Edition};
use girone_scenarios::{Given, TeamOutlook, Verdict};
use jiff::civil::Date;

use crate::{Error, Limits, NeedsAnswer, TableAnswer, View, What, embedded};

/// How a forecast is made.
#[derive(Clone, Debug)]
pub struct ForecastOptions {
    /// How many trials.
    pub trials: u64,
    /// The seed: the same seed gives the same counts.
    pub seed: u64,
    /// The model.
    pub model: Model,
    /// Results taken for granted, e.g. `Wales 1-0 Belgium`.
    pub suppose: Vec<String>,
    /// Whether strengths are taken as exactly known.
    pub certain_strengths: bool,
    /// How far the exact engine may go for what is decided.
    pub limits: Limits,
}

impl Default for ForecastOptions {
    /// A hundred thousand trials of the pool from seed 1.
    fn default() -> ForecastOptions {
        ForecastOptions {
            trials: 100_000,
            seed: 1,
            model: Model::Pool,
            suppose: Vec::new(),
            certain_strengths: false,
            limits: Limits::default(),
        }
    }
}

/// What strengths a forecast rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Basis {
    /// The table that the binary carries, as of a day: everything played before it.
    Embedded(Date),
    /// Fitted to the record.
    Fitted {
        /// How many matches.
        matches: usize,
        /// The day of the last one.
        until: Option<Date>,
    },
    /// Nothing is known: all teams are equals.
    Equals,
}

/// A forecast of an edition.
#[derive(Clone, Debug)]
pub struct ForecastAnswer {
    /// The edition.
    pub edition: Arc<Edition>,
    /// What was played out.
    pub plan: Plan,
    /// What came of it.
    pub counts: Counts,
    /// What the strengths rest on.
    pub basis: Basis,
    /// The seed.
    pub seed: u64,
    /// The model.
    pub model: Model,
    /// The groups asked about, as positions in the plan.
    pub groups: Vec<usize>,
    /// What is exactly decided, by group asked about.
    pub needs: Vec<NeedsAnswer>,
    /// What was supposed.
    pub supposed: Vec<String>,
    /// Whether strengths were taken as exactly known.
    pub certain_strengths: bool,
    /// The only team that is shown, if one was asked for.
    pub team: Option<TeamId>,
}

/// The tables of an edition that a forecast asks about, and those that have a say
/// in their berths, under what is supposed.
struct Tables {
    /// By stage.
    stages: Vec<Vec<(TableAnswer, Given)>>,
}

impl Tables {
    /// Collects the tables of the wanted groups of a plan.
    fn of(view: &View, edition: &Edition, plan: &Plan, wanted: &[usize]) -> Result<Tables, Error> {
        let mut stages: Vec<Vec<(TableAnswer, Given)>> = Vec::new();
        for &g in wanted {
            let group = &plan.groups[g];
            let held =
                |(t, _): &(TableAnswer, Given)| t.stage == group.stage && t.group == group.name;
            if stages.iter().flatten().any(held) {
                continue;
            }
            let table = view.table(&format!("{}/{}/{}", edition.id, group.stage, group.name))?;
            let (all, _) = view.beside(&table);
            stages.push(all);
        }
        Ok(Tables { stages })
    }

    /// Takes a result for granted, in the plan and in what is decided.
    fn suppose(&mut self, view: &View, plan: &mut Plan, text: &str) -> Result<(), Error> {
        let mut last = None;
        for (table, given) in self.stages.iter_mut().flatten() {
            match table.wish(view, text) {
                Ok(wish) => {
                    let What::Score(goals) = wish.what else {
                        return Err(Error::usage(format!(
                            "`{text}` is no score; a forecast supposes scores such as `Wales 1-0 Belgium`"
                        )));
                    };
                    let teams = table.sheet.sheet.remaining[wish.game].map(|t| table.team(t));
                    if !plan.suppose(teams, goals) {
                        return Err(Error::not_found(format!("`{text}` names no remaining match")));
                    }
                    (*table, *given) = table.suppose(&[wish]);
                    return Ok(());
                }
                Err(error) => last = last.or(Some(error)),
            }
        }
        Err(last.unwrap_or_else(|| Error::usage(format!("`{text}` is not understood"))))
    }

    /// Answers what is decided in the wanted groups, in their order.
    fn needs(
        &self,
        view: &View,
        plan: &Plan,
        wanted: &[usize],
        limits: &Limits,
    ) -> Vec<NeedsAnswer> {
        let asked = |t: &TableAnswer| {
            wanted.iter().position(|g| {
                let group = &plan.groups[*g];
                group.stage == t.stage && group.name == t.group
            })
        };
        let mut needs: Vec<(usize, NeedsAnswer)> = Vec::new();
        for stage in &self.stages {
            let own: Vec<usize> =
                (0..stage.len()).filter(|i| asked(&stage[*i].0).is_some()).collect();
            for answer in view.needs_of_stage(stage, &own, limits) {
                needs.extend(asked(&answer.table).map(|at| (at, answer)));
            }
        }
        needs.sort_by_key(|(at, _)| *at);
        needs.into_iter().map(|(_, answer)| answer).collect()
    }
}

/// The fewest matches from which strengths are fitted; a smaller record is read
/// with the strengths that the binary carries.
const ENOUGH: usize = 2_000;

impl View {
    /// Forecasts an edition, or a group of it.
    ///
    /// # Errors
    /// The address names nothing, a supposition is not understood, or the rule
    /// books do not allow the edition to be played out.
    pub fn forecast(
        &self,
        address: &str,
        options: &ForecastOptions,
        progress: impl Fn(u64) + Sync,
    ) -> Result<ForecastAnswer, Error> {
        let (edition, rest) = self.edition(address)?;
        let mut plan = self.plan(&edition)?;
        let wanted: Vec<usize> = match rest {
            None => (0..plan.groups.len()).collect(),
            Some(rest) => {
                let (stage, group) = self.find(&edition, Some(rest))?;
                let is = |g: &PlanGroup| g.stage == stage.id && g.name == group;
                (0..plan.groups.len()).filter(|i| is(&plan.groups[*i])).collect()
            }
        };
        let mut tables = Tables::of(self, &edition, &plan, &wanted)?;
        for text in &options.suppose {
            tables.suppose(self, &mut plan, text)?;
        }
        let needs = tables.needs(self, &plan, &wanted, &options.limits);
        self.play_out(edition, plan, wanted, needs, options, progress)
    }

    /// Returns how a briefing forecasts: few trials, and of a large record the
    /// fastest model, so that nobody waits.
    pub(crate) fn quick_forecast(&self, limits: &Limits) -> ForecastOptions {
        let model = match self.snapshot().matches.len() < ENOUGH {
            true => Model::Pool,
            false => Model::Filter,
        };
        ForecastOptions {
            trials: 4_000,
            model,
            limits: limits.clone(),
            ..ForecastOptions::default()
        }
    }

    /// Forecasts the group of an answer on what is decided, which is not asked
    /// again.
    ///
    /// # Errors
    /// The rule books do not allow the edition to be played out.
    pub(crate) fn forecast_beside(
        &self,
        needs: &NeedsAnswer,
        options: &ForecastOptions,
    ) -> Result<ForecastAnswer, Error> {
        let plan = self.plan(&needs.table.edition)?;
        let is = |g: &PlanGroup| g.stage == needs.table.stage && g.name == needs.table.group;
        let wanted = (0..plan.groups.len()).filter(|i| is(&plan.groups[*i])).collect();
        let edition = needs.table.edition.clone();
        self.play_out(edition, plan, wanted, vec![needs.clone()], options, |_| {})
    }

    fn play_out(
        &self,
        edition: Arc<Edition>,
        plan: Plan,
        groups: Vec<usize>,
        needs: Vec<NeedsAnswer>,
        options: &ForecastOptions,
        progress: impl Fn(u64) + Sync,
    ) -> Result<ForecastAnswer, Error> {
        let (mut ratings, basis) = self.ratings(&plan, options.model)?;
        if options.certain_strengths {
            ratings = ratings.certain();
        }
        let counts = play_out(&plan, &ratings, options.seed, options.trials, progress);
        Ok(ForecastAnswer {
            edition,
            plan,
            counts,
            basis,
            seed: options.seed,
            model: options.model,
            certain_strengths: options.certain_strengths,
            groups,
            needs,
            supposed: options.suppose.clone(),
            team: None,
        })
    }

    /// Makes an edition ready for trials at the moment of the view.
    ///
    /// # Errors
    /// The rule books do not allow it to be played out.
    pub(crate) fn plan(&self, edition: &Edition) -> Result<Plan, Error> {
        let catalogue = self.desk().catalogue();
        let snapshot = self.snapshot();
        let index = self.index();
        let matches = index.matches_of(edition);
        Plan::new(
            edition,
            snapshot,
            &matches,
            |id| Books::regulation(catalogue, id),
            |id| Books::allocation(catalogue, id),
        )
        .map_err(|e| Error::lacks(e.to_string()))
    }

    /// Returns the strengths of a plan's teams at the moment of the view.
    fn ratings(&self, plan: &Plan, model: Model) -> Result<(Ratings, Basis), Error> {
        let snapshot = self.snapshot();
        let kind =
            plan.teams.first().map_or(TeamKind::National, |t| snapshot.directory.team(*t).kind);
        let params = match kind {
            TeamKind::Club => ModelParams::leagues(),
            _ => ModelParams::internationals(),
        };
        let history = History::under(snapshot, kind, &|m| self.awarded(m).forecasts);
        let last = history.matches.last().map(|m| m.meeting.day);
        // The day after: everything that the view knows has been taken in.
        let next = |d: Date| d.tomorrow().unwrap_or(d);
        if kind == TeamKind::National && history.matches.len() < ENOUGH && model != Model::BaseRates
        {
            let day = match self.as_of().played_by {
                Moment::Latest => None,
                Moment::EndOf(date) => Some(next(date)),
                Moment::At { .. } => self.as_of().played_by.date(),
            };
            let table = strengths()?;
            let at = match day {
                Some(day) => Strengths::on(&table, day),
                None => table.last(),
            };
            if let Some(at) = at {
                let names: Vec<&str> =
                    plan.teams.iter().map(|t| &*snapshot.directory.team(*t).key).collect();
                if names.iter().any(|n| at.teams.iter().any(|t| t.team == *n)) {
                    if model != Model::Pool {
                        return Err(Error::usage(format!(
                            "the binary carries the strengths of `pool` alone; for `{}` give the results that it is to be fitted to with --from",
                            model.name()
                        )));
                    }
                    let ratings = at.ratings(&names, &params.filter);
                    return Ok((ratings, Basis::Embedded(at.date)));
                }
            }
        }
        let day = last.map_or(0, |d| d + 1);
        if history.matches.is_empty() {
            return Ok((Ratings::equal(plan.teams.len()), Basis::Equals));
        }
        let until = last.and_then(date_of);
        let basis = Basis::Fitted { matches: history.matches.len(), until };
        Ok((history.ratings(plan, model, params, day), basis))
    }
}

/// Returns the date of a day counted from 1970-01-01.
pub(crate) fn date_of(day: i32) -> Option<Date> {
    jiff::civil::date(1970, 1, 1).checked_add(jiff::Span::new().try_days(day).ok()?).ok()
}

/// Returns days since 1970-01-01.
pub(crate) fn day_of(date: Date) -> i32 {
    jiff::civil::date(1970, 1, 1).until(date).map_or(0, |span| span.get_days())
}

/// Reads the strengths that the binary carries.
fn strengths() -> Result<Vec<Strengths>, Error> {
    let text = embedded::DATA.iter().find(|(f, _)| *f == "strengths.csv").map_or("", |(_, t)| t);
    parse_strengths(text).map_err(|message| Error::BadInput { message })
}

/// Returns what the exact engine knows of a verdict.
pub(crate) fn known(verdict: Verdict) -> Known {
    match verdict {
        Verdict::Through => Known::Through,
        Verdict::Out => Known::Out,
        Verdict::Open | Verdict::Undecided => Known::Open,
    }
}

/// Returns what the exact engine knows of one place.
fn known_place(outlook: Option<&TeamOutlook>, place: u8) -> Known {
    match outlook {
        Some(o) if o.impossible.contains(place) => Known::Out,
        Some(o) if o.undecided().is_empty() && o.possible == [place].into_iter().collect() => {
            Known::Through
        }
        _ => Known::Open,
    }
}

impl ForecastAnswer {
    /// Shows one team alone; false if it plays in none of the groups asked about.
    pub fn show_only(&mut self, team: TeamId) -> bool {
        let Some(number) = self.plan.team(team) else { return false };
        let plays = |g: &usize| self.plan.groups[*g].members.contains(&number);
        let (groups, needs) = (std::mem::take(&mut self.groups), std::mem::take(&mut self.needs));
        (self.groups, self.needs) = groups.into_iter().zip(needs).filter(|(g, _)| plays(g)).unzip();
        self.team = Some(team);
        !self.groups.is_empty()
    }

    /// Says whether a team is shown.
    pub fn shows(&self, team: TeamId) -> bool {
        self.team.is_none_or(|only| only == team)
    }

    /// Returns the chance of a member of a group asked about to end in a place;
    /// what is exactly decided is certain or impossible.
    pub fn place(&self, asked: usize, member: usize, place: u8) -> Chance {
        let group = self.groups[asked];
        let team = self.plan.teams[usize::from(self.plan.groups[group].members[member])];
        let needs = &self.needs[asked];
        let at = needs.table.sheet.sheet.index_of(team);
        let outlook = at.and_then(|t| needs.outlook.get(usize::from(t)));
        match known_place(outlook, place) {
            Known::Open => self.counts.place(&self.plan, group, member, place),
            decided => Chance::new(0, 0, decided),
        }
    }

    /// Returns the chance of a team of a group asked about to get a berth of the
    /// plan.
    pub fn berth(&self, asked: usize, team: TeamId, berth: usize) -> Option<Chance> {
        let number = self.plan.team(team)?;
        let needs = &self.needs[asked];
        let ix = needs.table.sheet.sheet.index_of(team)?;
        let id = &self.plan.berths[berth].id;
        let described = needs.table.tables()?.berths.iter().find(|b| b.id == *id)?;
        let known = known(needs.verdict(ix, described));
        Some(self.counts.berth(&self.plan, number, berth, known))
    }

    /// Returns the berths of the stage of a group asked about, as positions in
    /// the plan.
    pub fn berths_of(&self, asked: usize) -> Vec<usize> {
        let stage = &self.plan.groups[self.groups[asked]].stage;
        (0..self.plan.berths.len()).filter(|b| self.plan.berths[*b].stage == *stage).collect()
    }

    /// Returns the rounds of ties, in order.
    pub fn rounds(&self) -> Vec<String> {
        let mut rounds: Vec<String> = Vec::new();
        for tie in &self.plan.ties {
            if !rounds.contains(&tie.round) {
                rounds.push(tie.round.clone());
            }
        }
        rounds
    }
}
