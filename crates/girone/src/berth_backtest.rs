//! Forecasts of past editions: who would get which berth, at moments along the way.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use girone_forecast::{
    Calibration, Counts, EventScores, Forecaster, History, Model, ModelParams, Plan, calibrate,
    play_out, score_events,
};
use girone_model::{AsOf, Moment, TeamId, TeamKind};
use girone_rules::{Edition, Format, Stage, Tables};
use girone_scenarios::{Given, Verdict};
use jiff::civil::Date;

use crate::{Error, Limits, Split, TableAnswer, View, table_answer};

/// What became of teams: for each stage, group, team and berth the verdict.
#[derive(Clone, Debug, Default)]
pub(crate) struct Fates(HashMap<(String, String, TeamId, String), Verdict>);

impl Fates {
    /// Returns the verdict on a team and a berth; `None` if there is no such pair.
    pub(crate) fn of(
        &self,
        stage: &str,
        group: &str,
        team: TeamId,
        berth: &str,
    ) -> Option<Verdict> {
        self.0.get(&(stage.to_owned(), group.to_owned(), team, berth.to_owned())).copied()
    }
}

impl Fates {
    /// Says whether a berth that means the end went to just those teams that got no
    /// prize: its forecast is that of the prizes turned round.
    fn is_the_rest(&self, tables: &Tables, stage: &str, berth: &str) -> bool {
        let got = |group: &String, team: TeamId, id: &str| {
            self.of(stage, group, team, id) == Some(Verdict::Through)
        };
        let mut ends = self.0.keys().filter(|(s, _, _, b)| s == stage && b == berth);
        ends.all(|(_, group, team, _)| {
            let mut prizes = tables.berths.iter().filter(|b| !b.exit);
            got(group, *team, berth) != prizes.any(|b| got(group, *team, &b.id))
        })
    }
}

/// Which editions are forecast, and how.
#[derive(Clone, Debug)]
pub struct BerthQuestion {
    /// The editions by id; none for all that the record holds to the end.
    pub editions: Vec<String>,
    /// Only editions that begin on this day or later.
    pub since: Option<Date>,
    /// Only editions that begin on this day or earlier.
    pub until: Option<Date>,
    /// The model; Elo and base rates stand beside it.
    pub model: Model,
    /// How many trials each forecast plays.
    pub trials: u64,
    /// The seed.
    pub seed: u64,
}

/// One forecast of a team's chance of a berth.
#[derive(Clone, Debug, PartialEq)]
pub struct BerthRow {
    /// The edition.
    pub edition: String,
    /// The stage.
    pub stage: String,
    /// The group.
    pub group: String,
    /// The id of the team.
    pub team: String,
    /// The berth.
    pub berth: String,
    /// Everything up to the end of this day was known.
    pub date: Date,
    /// Whether nothing of the stage had been played.
    pub before: bool,
    /// The probability by each of [`BerthAnswer::models`].
    pub p: Vec<f64>,
    /// The share of the stage's teams that get the berth, which the rules fix
    /// beforehand.
    pub share: f64,
    /// Whether the team got it.
    pub got: bool,
}

/// Forecasts of past editions beside what happened.
#[derive(Clone, Debug)]
pub struct BerthAnswer {
    /// The model asked about, then those it is compared with.
    pub models: Vec<Model>,
    /// What was still open, in order of edition and date.
    pub rows: Vec<BerthRow>,
    /// How many pairs of team and berth were exactly decided at a moment, and are
    /// not among the rows.
    pub decided: usize,
    /// Verdicts that what happened contradicts; there must be none.
    pub wrong: Vec<String>,
    /// Editions left out, with the reason.
    pub left_out: Vec<(String, String)>,
}

impl BerthAnswer {
    /// Returns how good the forecasts of a column of some rows are; the column after
    /// the last model is the share.
    pub fn scores<'r>(
        &self,
        rows: impl IntoIterator<Item = &'r BerthRow>,
        column: usize,
    ) -> (EventScores, Calibration) {
        let events: Vec<(f64, bool)> = rows
            .into_iter()
            .map(|r| (r.p.get(column).copied().unwrap_or(r.share), r.got))
            .collect();
        (score_events(events.iter().copied()), calibrate(events))
    }
}

/// The most moments at which a stage is forecast: every edition weighs alike.
const MOMENTS: usize = 12;

/// What one search of the exact engine may take: steps rather than seconds, so that
/// the rows are the same on every machine.
const STEPS: u64 = 200_000;

/// A moment of a stage to be forecast.
struct Turn {
    edition: Arc<Edition>,
    stage: usize,
    date: Date,
    before: bool,
}

impl View {
    /// Says what has become of every team and berth of an edition's tables.
    pub(crate) fn fates(&self, edition: &Arc<Edition>, limits: &Limits) -> Result<Fates, Error> {
        let mut fates = Fates::default();
        for stage in &edition.stages {
            if matches!(stage.format, Format::Tables(_)) {
                let tables = self.tables_of_stage(edition, stage)?;
                self.add_fates(&tables, limits, &mut fates);
            }
        }
        Ok(fates)
    }

    fn tables_of_stage(
        &self,
        edition: &Arc<Edition>,
        stage: &Stage,
    ) -> Result<Vec<TableAnswer>, Error> {
        let Format::Tables(tables) = &stage.format else { return Ok(Vec::new()) };
        let index = self.index();
        let matches = index.matches_of(edition);
        let of = |g| table_answer::answer(self, edition, stage, g, &matches, Split::All);
        tables.groups.keys().map(|g| of(g)).collect()
    }

    fn add_fates(&self, tables: &[TableAnswer], limits: &Limits, fates: &mut Fates) {
        let nothing = |t: &TableAnswer| (t.clone(), Given::nothing(t.sheet.sheet.remaining.len()));
        let groups: Vec<(TableAnswer, Given)> = tables.iter().map(nothing).collect();
        let all: Vec<usize> = (0..groups.len()).collect();
        for needs in self.needs_of_stage(&groups, &all, limits) {
            let berths = needs.table.tables().map_or(Vec::new(), |t| t.berths.clone());
            for t in needs.teams(None) {
                for berth in &berths {
                    let key = (
                        needs.table.stage.clone(),
                        needs.table.group.clone(),
                        needs.table.team(t),
                        berth.id.clone(),
                    );
                    fates.0.insert(key, needs.verdict(t, berth));
                }
            }
        }
    }

    /// Forecasts the berths of past editions, each time from what was known by the
    /// end of a day: before the first match of a stage, and after days on which it
    /// was played.
    ///
    /// # Errors
    /// An edition is not known, or none can be forecast.
    pub fn backtest_berths(
        &self,
        question: &BerthQuestion,
        progress: impl Fn(usize, usize),
    ) -> Result<BerthAnswer, Error> {
        let limits =
            Limits { time: std::time::Duration::from_secs(600), steps: STEPS, ..Limits::default() };
        let mut models = vec![question.model];
        models.extend([Model::Elo, Model::BaseRates].into_iter().filter(|m| *m != question.model));
        let mut answer = BerthAnswer {
            models,
            rows: Vec::new(),
            decided: 0,
            wrong: Vec::new(),
            left_out: Vec::new(),
        };
        let editions: Vec<Arc<Edition>> = match question.editions.is_empty() {
            true => self.editions().cloned().collect(),
            false => question
                .editions
                .iter()
                .map(|id| self.edition(id).map(|(e, _)| e))
                .collect::<Result<_, _>>()?,
        };
        let mut turns = Vec::new();
        let mut happened: BTreeMap<String, Fates> = BTreeMap::new();
        for edition in editions {
            match self.turns(&edition, question, &limits) {
                Ok(Some((found, fates))) => {
                    turns.extend(found);
                    happened.insert(edition.id.clone(), fates);
                }
                Ok(None) => {}
                Err(error) => answer.left_out.push((edition.id.clone(), error.to_string())),
            }
        }
        if turns.is_empty() {
            let why = answer
                .left_out
                .first()
                .map_or(String::new(), |(id, why)| format!("; `{id}` for example: {why}"));
            return Err(Error::lacks(format!(
                "the record holds no edition of that question to the end{why}"
            )));
        }
        turns.sort_by(|a, b| {
            (a.date, &a.edition.id, a.stage).cmp(&(b.date, &b.edition.id, b.stage))
        });
        let mut strengths = [TeamKind::National, TeamKind::Club]
            .map(|kind| Strengths::new(self, kind, &answer.models));
        let total = turns.len();
        for (i, turn) in turns.iter().enumerate() {
            progress(i, total);
            let fates = &happened[&turn.edition.id];
            self.take_turn(turn, question, fates, &limits, &mut strengths, &mut answer)?;
        }
        answer.rows.sort_by(|a, b| {
            let key = |r: &BerthRow| (r.edition.clone(), r.date, r.stage.clone());
            key(a).cmp(&key(b))
        });
        Ok(answer)
    }

    /// Lists the moments at which an edition is forecast, and what became of its
    /// teams; `None` if it has nothing to be forecast.
    fn turns(
        &self,
        edition: &Arc<Edition>,
        question: &BerthQuestion,
        limits: &Limits,
    ) -> Result<Option<(Vec<Turn>, Fates)>, Error> {
        let mut turns = Vec::new();
        for (at, stage) in edition.stages.iter().enumerate() {
            let Format::Tables(tables) = &stage.format else { continue };
            if tables.berths.is_empty() {
                continue;
            }
            let answers = self.tables_of_stage(edition, stage)?;
            let mut days: Vec<Date> = answers
                .iter()
                .flat_map(|a| &a.sheet.sheet.results)
                .filter_map(|l| self.match_by_id(l.match_id?))
                .map(|m| m.fixture.when.date)
                .collect();
            days.sort_unstable();
            days.dedup();
            let (Some(first), Some(_)) = (days.first().copied(), days.pop()) else { continue };
            let late = question.since.is_some_and(|d| first < d);
            if late || question.until.is_some_and(|d| first > d) {
                continue;
            }
            if answers.iter().any(|a| !a.sheet.sheet.remaining.is_empty() || a.sheet.unlisted > 0) {
                return Err(Error::lacks(format!("`{}` is not over in the record", stage.id)));
            }
            let before = first.yesterday().unwrap_or(first);
            let all: Vec<Date> = std::iter::once(before).chain(days).collect();
            let chosen = MOMENTS.min(all.len());
            for i in 0..chosen {
                let date = all[i * all.len() / chosen];
                turns.push(Turn { edition: edition.clone(), stage: at, date, before: i == 0 });
            }
        }
        if turns.is_empty() {
            return Ok(None);
        }
        Ok(Some((turns, self.fates(edition, limits)?)))
    }

    fn take_turn(
        &self,
        turn: &Turn,
        question: &BerthQuestion,
        happened: &Fates,
        limits: &Limits,
        strengths: &mut [Strengths; 2],
        answer: &mut BerthAnswer,
    ) -> Result<(), Error> {
        let moment = Moment::EndOf(turn.date);
        let then = self.desk().view(AsOf { played_by: moment, known_by: self.as_of().known_by });
        let plan = then.plan(&turn.edition)?;
        let stage = &turn.edition.stages[turn.stage];
        let tables = then.tables_of_stage(&turn.edition, stage)?;
        let mut now = Fates::default();
        then.add_fates(&tables, limits, &mut now);
        let counts = strengths.iter_mut().find_map(|s| s.play(self, &plan, turn.date, question));
        let Some(counts) = counts else { return Ok(()) };
        let Format::Tables(format) = &stage.format else { return Ok(()) };
        let berths: Vec<usize> = (0..plan.berths.len())
            .filter(|b| plan.berths[*b].stage == stage.id)
            .filter(|b| {
                let berth = &plan.berths[*b];
                !(berth.exit && happened.is_the_rest(format, &stage.id, &berth.id))
            })
            .collect();
        for group in plan.groups.iter().filter(|g| g.stage == stage.id) {
            for &number in &group.members {
                let team = plan.teams[usize::from(number)];
                for &b in &berths {
                    let id = &plan.berths[b].id;
                    let of = |fates: &Fates| fates.of(&stage.id, &group.name, team, id);
                    let got = match of(happened) {
                        Some(Verdict::Through) => true,
                        Some(Verdict::Out) => false,
                        _ => continue,
                    };
                    let key = then.snapshot().directory.team(team).key.to_string();
                    if let Some(Verdict::Through | Verdict::Out) = of(&now) {
                        answer.decided += 1;
                        if (of(&now) == Some(Verdict::Through)) != got {
                            answer.wrong.push(format!(
                                "{} {} {key} `{id}` after {}",
                                turn.edition.id, group.name, turn.date
                            ));
                        }
                        continue;
                    }
                    let teams: usize = format.groups.values().map(Vec::len).sum();
                    let winners = happened.0.iter().filter(|((s, _, _, berth), v)| {
                        *s == stage.id && berth == id && **v == Verdict::Through
                    });
                    answer.rows.push(BerthRow {
                        edition: turn.edition.id.clone(),
                        stage: stage.id.clone(),
                        group: group.name.clone(),
                        team: key,
                        berth: id.clone(),
                        date: turn.date,
                        before: turn.before,
                        p: counts
                            .iter()
                            .map(|c| {
                                c.berth(&plan, number, b, girone_forecast::Known::Open).value()
                            })
                            .collect(),
                        share: winners.count() as f64 / teams.max(1) as f64,
                        got,
                    });
                }
            }
        }
        Ok(())
    }
}

/// Models that go through a record once, from one moment to the next.
struct Strengths {
    history: History,
    kind: TeamKind,
    forecasters: Vec<Forecaster>,
    taken_in: usize,
}

impl Strengths {
    fn new(view: &View, kind: TeamKind, models: &[Model]) -> Strengths {
        let history = History::of(view.snapshot(), kind);
        let params = match kind {
            TeamKind::Club => ModelParams::leagues(),
            _ => ModelParams::internationals(),
        };
        let teams = history.teams.len();
        let of = |m: &Model| Forecaster::new(*m, params, teams);
        Strengths { kind, forecasters: models.iter().map(of).collect(), history, taken_in: 0 }
    }

    /// Plays out a plan with the strengths at the end of a day; `None` if its teams
    /// are of another kind. Days must not go back.
    fn play(
        &mut self,
        view: &View,
        plan: &Plan,
        date: Date,
        question: &BerthQuestion,
    ) -> Option<Vec<Counts>> {
        let kind = view.snapshot().directory.team(*plan.teams.first()?).kind;
        if kind != self.kind {
            return None;
        }
        let day = crate::forecast::day_of(date);
        while let Some(m) = self.history.matches.get(self.taken_in)
            && m.meeting.day <= day
        {
            self.forecasters.iter_mut().for_each(|f| f.update(m));
            self.taken_in += 1;
        }
        let teams: Vec<u32> =
            plan.teams.iter().map(|t| self.history.number(*t).unwrap_or(u32::MAX)).collect();
        let forecasters = self.forecasters.iter_mut();
        Some(
            forecasters
                .map(|f| {
                    let ratings = f.ratings(&teams, day + 1);
                    play_out(plan, &ratings, question.seed, question.trials, |_| {})
                })
                .collect(),
        )
    }
}
