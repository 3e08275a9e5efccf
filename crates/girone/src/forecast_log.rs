//! Forecasts kept as they were made, and scored when it is known what happened.
//!
//! A log is a text file of JSON Lines: one forecast a line, only ever added to.

use std::collections::BTreeMap;
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::Path;

use girone_forecast::{
    Calibration, Chance, EventScores, MODEL_VERSION, ModelParams, calibrate, score_events,
};
use girone_model::{Lang, TeamKind};
use girone_scenarios::Verdict;
use serde::{Deserialize, Serialize};

use crate::{Error, ForecastAnswer, Limits, View, render};

/// What every line of a log begins with.
const FORMAT: &str = "girone-forecast-1";

/// One forecast as a log keeps it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LoggedForecast {
    /// Names the format of the line.
    pub format: String,
    /// When the line was written, as the writer's clock had it.
    pub written: String,
    /// The edition.
    pub edition: String,
    /// What had been played by the moment of the forecast.
    pub played_by: String,
    /// What was known by then.
    pub known_by: String,
    /// The hash of the record at the moment.
    pub record: String,
    /// The program.
    pub software: String,
    /// The model.
    pub model: String,
    /// Which forecasts the models make.
    pub model_version: u32,
    /// Every parameter by name.
    pub parameters: BTreeMap<String, f64>,
    /// Whether strengths were taken as exactly known.
    pub certain_strengths: bool,
    /// What the strengths rest on.
    pub basis: String,
    /// The seed.
    pub seed: u64,
    /// How many trials.
    pub trials: u64,
    /// What was supposed.
    pub supposed: Vec<String>,
    /// The probabilities.
    pub chances: Vec<LoggedChance>,
}

/// The chance of a team to get a berth.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LoggedChance {
    /// The stage.
    pub stage: String,
    /// The group.
    pub group: String,
    /// The id of the team.
    pub team: String,
    /// The id of the berth.
    pub berth: String,
    /// The probability.
    pub p: f64,
    /// Whether it was exactly decided.
    pub exact: bool,
}

impl LoggedForecast {
    /// Makes the line of a forecast. `written` is the time on the writer's clock.
    pub fn of(view: &View, answer: &ForecastAnswer, written: &str) -> LoggedForecast {
        let directory = &view.snapshot().directory;
        let mut chances = Vec::new();
        for (asked, g) in answer.groups.iter().enumerate() {
            let group = &answer.plan.groups[*g];
            for number in &group.members {
                let team = answer.plan.teams[usize::from(*number)];
                for b in answer.berths_of(asked) {
                    let Some(chance) = answer.berth(asked, team, b) else { continue };
                    chances.push(LoggedChance {
                        stage: group.stage.clone(),
                        group: group.name.clone(),
                        team: directory.team(team).key.to_string(),
                        berth: answer.plan.berths[b].id.clone(),
                        p: chance.value(),
                        exact: !matches!(chance, Chance::Sampled(_)),
                    });
                }
            }
        }
        let clubs =
            answer.plan.teams.first().is_some_and(|t| directory.team(*t).kind == TeamKind::Club);
        let params = if clubs { ModelParams::leagues() } else { ModelParams::internationals() };
        LoggedForecast {
            format: FORMAT.to_owned(),
            written: written.to_owned(),
            edition: answer.edition.id.clone(),
            played_by: view.as_of().played_by.to_string(),
            known_by: view.as_of().known_by.to_string(),
            record: view.record_hash(),
            software: format!("girone {}", env!("CARGO_PKG_VERSION")),
            model: answer.model.name().to_owned(),
            model_version: MODEL_VERSION,
            parameters: params.listed().into_iter().collect(),
            certain_strengths: answer.certain_strengths,
            basis: render::basis_data_text(answer, Lang::En),
            seed: answer.seed,
            trials: answer.counts.trials,
            supposed: answer.supposed.clone(),
            chances,
        }
    }

    /// Adds the forecast to the end of a log, which is made if there is none.
    ///
    /// Nothing that is in the file is ever touched; one line goes in at once. A
    /// last line that an interruption has left unfinished stays and is closed.
    ///
    /// # Errors
    /// The file cannot be read or written, or is something else than a log.
    pub fn append(&self, path: &Path) -> Result<(), Error> {
        let error = |source| Error::File { path: path.to_path_buf(), source };
        let mut file = std::fs::OpenOptions::new()
            .read(true)
            .append(true)
            .create(true)
            .open(path)
            .map_err(error)?;
        let mut start = vec![0; FORMAT.len() + 32];
        let mut filled = 0;
        while filled < start.len() {
            match file.read(&mut start[filled..]).map_err(error)? {
                0 => break,
                n => filled += n,
            }
        }
        let found = String::from_utf8_lossy(&start[..filled]).into_owned();
        let is_log = found.trim_start().starts_with(&format!("{{\"format\":\"{FORMAT}\""));
        if !found.trim().is_empty() && !is_log {
            return Err(Error::usage(format!(
                "`{}` is not a log of forecasts, and nothing was written to it; name a new file",
                path.display()
            )));
        }
        let mut line = String::new();
        if filled > 0 {
            let mut last = [0];
            file.seek(SeekFrom::End(-1)).map_err(error)?;
            file.read_exact(&mut last).map_err(error)?;
            if last != *b"\n" {
                line.push('\n');
            }
        }
        let json =
            serde_json::to_string(self).map_err(|e| Error::BadInput { message: e.to_string() })?;
        line.push_str(&json);
        line.push('\n');
        file.write_all(line.as_bytes()).map_err(error)
    }
}

/// Reads a log: the forecasts, and what is wrong with lines that are none.
pub fn read_log(text: &str) -> (Vec<LoggedForecast>, Vec<String>) {
    let mut log = Vec::new();
    let mut wrong = Vec::new();
    for (n, line) in text.lines().enumerate().filter(|(_, l)| !l.trim().is_empty()) {
        match serde_json::from_str::<LoggedForecast>(line) {
            Ok(forecast) if forecast.format == FORMAT => log.push(forecast),
            Ok(other) => wrong.push(format!(
                "line {}: expected the format `{FORMAT}`, found `{}`",
                n + 1,
                other.format
            )),
            Err(e) => wrong.push(format!("line {}: not a forecast: {e}", n + 1)),
        }
    }
    (log, wrong)
}

/// How good the forecasts of a log were.
#[derive(Clone, Debug)]
pub struct LogScores {
    /// How many forecasts were read.
    pub forecasts: usize,
    /// How many of them supposed something and are not scored.
    pub supposing: usize,
    /// How many were written after the day of their moment, when the results may
    /// have been known.
    pub late: usize,
    /// How many probabilities are not scored yet: the record does not say.
    pub pending: usize,
    /// Sampled probabilities and whether the team got the berth.
    pub events: Vec<(f64, bool)>,
    /// How good they were.
    pub scores: EventScores,
    /// How well calibrated.
    pub calibration: Calibration,
    /// Exact verdicts that were borne out.
    pub exact_right: usize,
    /// Exact verdicts that the record contradicts: each is a fault, or the record
    /// was corrected.
    pub exact_wrong: Vec<String>,
    /// What the log names and the record does not know.
    pub unknown: Vec<String>,
}

impl View {
    /// Scores logged forecasts against what the record says by the moment of the
    /// view. What is still open is pending.
    ///
    /// # Errors
    /// None of what the log names can be asked about.
    pub fn score_log(&self, log: &[LoggedForecast], limits: &Limits) -> Result<LogScores, Error> {
        let mut fates = BTreeMap::new();
        let mut scores = LogScores {
            forecasts: log.len(),
            supposing: 0,
            late: 0,
            pending: 0,
            events: Vec::new(),
            scores: EventScores::default(),
            calibration: calibrate([]),
            exact_right: 0,
            exact_wrong: Vec::new(),
            unknown: Vec::new(),
        };
        for forecast in log {
            if !forecast.supposed.is_empty() {
                scores.supposing += 1;
                continue;
            }
            // Both begin with the date, so that text compares as time does; a
            // moment without a date is the latest and cannot be late.
            let day = |text: &str| text.get(..10).map(str::to_owned);
            let dated = forecast.played_by.starts_with(|c: char| c.is_ascii_digit());
            if dated && day(&forecast.written) > day(&forecast.played_by) {
                scores.late += 1;
            }
            if !fates.contains_key(&forecast.edition) {
                let found =
                    self.edition(&forecast.edition).and_then(|(e, _)| self.fates(&e, limits));
                if let Err(error) = &found {
                    scores.unknown.push(error.to_string());
                }
                fates.insert(forecast.edition.clone(), found.ok());
            }
            let Some(Some(fates)) = fates.get(&forecast.edition) else { continue };
            for chance in &forecast.chances {
                let team = self.snapshot().directory.find_team(&chance.team, None).ok();
                let fate =
                    team.and_then(|t| fates.of(&chance.stage, &chance.group, t, &chance.berth));
                let got = match fate {
                    Some(Verdict::Through) => true,
                    Some(Verdict::Out) => false,
                    Some(_) => {
                        scores.pending += 1;
                        continue;
                    }
                    None => {
                        scores.unknown.push(format!(
                            "`{}` and `{}` in {}/{}/{}",
                            chance.team, chance.berth, forecast.edition, chance.stage, chance.group
                        ));
                        continue;
                    }
                };
                match (chance.exact, (chance.p >= 0.5) == got) {
                    (false, _) => scores.events.push((chance.p, got)),
                    (true, true) => scores.exact_right += 1,
                    (true, false) => scores.exact_wrong.push(format!(
                        "{} · {}/{} · {} · `{}`: {} on {}, and {}",
                        forecast.edition,
                        chance.stage,
                        chance.group,
                        chance.team,
                        chance.berth,
                        if got { "out" } else { "through" },
                        forecast.played_by,
                        if got { "the team got it" } else { "the team did not get it" },
                    )),
                }
            }
        }
        scores.unknown.dedup();
        scores.scores = score_events(scores.events.iter().copied());
        scores.calibration = calibrate(scores.events.iter().copied());
        Ok(scores)
    }
}
