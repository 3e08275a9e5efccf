//! `girone backtest`: matches, berths of past editions, logged forecasts.

use std::path::Path;

use girone::forecasting::{Calibration, EventScores, Model};
use girone::{BacktestQuestion, BerthAnswer, BerthQuestion, BerthRow, Error, View, read_log};
use serde::Serialize;

use super::forecast::model;
use crate::args::{Backtest, Common, Format};
use crate::output;
use crate::progress::Progress;

#[derive(Serialize)]
struct ScoreShape {
    model: &'static str,
    matches: usize,
    rps: f64,
    log_loss: f64,
    brier: f64,
    calibration_error: f64,
}

pub fn run(common: &Common, question: &Backtest) -> Result<u8, Error> {
    let view = super::view(common)?;
    if let Some(path) = &question.log {
        return log(common, question, &view, path);
    }
    if let Some(editions) = &question.berths {
        return berths(common, question, &view, editions);
    }
    let asked = BacktestQuestion {
        since: question.since,
        until: question.until,
        list: match &question.matches {
            Some(path) => read_list(path)?,
            None => Vec::new(),
        },
        friendlies: question.friendlies,
        clubs: question.clubs,
    };
    let main = view.backtest(&asked, model(&question.model)?)?;
    if !main.missing.is_empty() {
        output::say(&format!(
            "warning: {} matches of the list are not in the record, e.g. `{}`",
            main.missing.len(),
            main.missing[0]
        ));
    }
    if let Some(path) = &question.out {
        let mut text = String::from("match_id,p_home,p_draw,p_away\n");
        for line in &main.lines {
            let [h, d, a] = line.scored.outcome;
            text.push_str(&format!("{},{h:.6},{d:.6},{a:.6}\n", line.id));
        }
        write(path, &text)?;
    }
    if let Some(path) = &question.svg {
        write(path, &main.calibration.svg("Forecast and frequency"))?;
    }
    let mut scores = Vec::new();
    let mut rows = vec![main];
    if !question.alone {
        for other in [Model::Elo, Model::BaseRates] {
            if other != rows[0].model {
                rows.push(view.backtest(&asked, other)?);
            }
        }
    }
    for row in &rows {
        scores.push(ScoreShape {
            model: row.model.name(),
            matches: row.scores.count,
            rps: row.scores.rps,
            log_loss: row.scores.log_loss,
            brier: row.scores.brier,
            calibration_error: row.calibration.error,
        });
    }
    if common.format() == Format::Json {
        output::json(&scores)?;
        return Ok(0);
    }
    let mut out = format!(
        "{:<14} {:>8} {:>8} {:>9} {:>8} {:>12}\n",
        "model", "matches", "RPS", "log loss", "Brier", "calibration"
    );
    for s in &scores {
        out.push_str(&format!(
            "{:<14} {:>8} {:>8.4} {:>9.4} {:>8.4} {:>12.4}\n",
            s.model, s.matches, s.rps, s.log_loss, s.brier, s.calibration_error
        ));
    }
    out.push_str(&calibration_text(&rows[0].calibration));
    output::print(&out);
    Ok(0)
}

fn write(path: &Path, text: &str) -> Result<(), Error> {
    std::fs::write(path, text).map_err(|source| Error::File { path: path.to_path_buf(), source })
}

/// Reads a list of matches: CSV with `match_id,date,home_team,away_team`.
fn read_list(path: &Path) -> Result<Vec<(String, jiff::civil::Date, String, String)>, Error> {
    let text = std::fs::read_to_string(path)
        .map_err(|source| Error::File { path: path.to_path_buf(), source })?;
    let mut lines = text.lines();
    let header: Vec<&str> = lines.next().unwrap_or("").trim().split(',').collect();
    let column = |name: &str| {
        header.iter().position(|h| *h == name).ok_or_else(|| Error::BadInput {
            message: format!(
                "`{}` has no column `{name}`; expected match_id,date,home_team,away_team",
                path.display()
            ),
        })
    };
    let (id, date) = (column("match_id")?, column("date")?);
    let (home, away) = (column("home_team")?, column("away_team")?);
    let mut list = Vec::new();
    for (n, line) in lines.enumerate().filter(|(_, l)| !l.trim().is_empty()) {
        let cells: Vec<&str> = line.split(',').collect();
        let cell = |i: usize| cells.get(i).copied().unwrap_or("").trim().trim_matches('"');
        let day = cell(date).parse().map_err(|_| Error::BadInput {
            message: format!("{}:{}: `{}` is not a date", path.display(), n + 2, cell(date)),
        })?;
        list.push((cell(id).to_owned(), day, cell(home).to_owned(), cell(away).to_owned()));
    }
    Ok(list)
}

/// Writes how often what was forecast happened, bin by bin.
fn calibration_text(calibration: &Calibration) -> String {
    let mut out = String::from("\nforecast    observed   count\n");
    for (i, bin) in calibration.bins.iter().enumerate() {
        let observed = match bin.count {
            0 => "–".to_owned(),
            _ => format!("{:.1}%", bin.observed * 100.0),
        };
        out.push_str(&format!(
            "{:>3}–{:>3}%     {observed:>7}  {:>6}\n",
            i * 10,
            (i + 1) * 10,
            bin.count
        ));
    }
    out
}

#[derive(Serialize)]
struct EventShape {
    forecast: String,
    rows: usize,
    brier: f64,
    log_loss: f64,
    calibration_error: f64,
}

impl EventShape {
    fn new(forecast: &str, scores: EventScores, calibration: &Calibration) -> EventShape {
        EventShape {
            forecast: forecast.to_owned(),
            rows: scores.count,
            brier: scores.brier,
            log_loss: scores.log_loss,
            calibration_error: calibration.error,
        }
    }

    fn line(&self) -> String {
        format!(
            "{:<30} {:>8} {:>8.4} {:>9.4} {:>12.4}\n",
            self.forecast, self.rows, self.brier, self.log_loss, self.calibration_error
        )
    }

    fn header(what: &str) -> String {
        format!("{what:<30} {:>8} {:>8} {:>9} {:>12}\n", "rows", "Brier", "log loss", "calibration")
    }
}

/// Who got which berth of past editions.
fn berths(
    common: &Common,
    question: &Backtest,
    view: &View,
    editions: &[String],
) -> Result<u8, Error> {
    if question.trials == 0 {
        return Err(Error::usage("a forecast needs at least one trial"));
    }
    let asked = BerthQuestion {
        editions: editions.to_vec(),
        since: question.since,
        until: question.until,
        model: model(&question.model)?,
        trials: question.trials,
        seed: question.seed,
    };
    let progress = std::cell::OnceCell::new();
    let answer = view.backtest_berths(&asked, |_, total| {
        progress.get_or_init(|| Progress::new("moments", total as u64)).add(1);
    });
    if let Some(progress) = progress.get() {
        progress.end();
    }
    let answer = answer?;
    if let Some(path) = &question.out {
        write(path, &berth_csv(&answer))?;
    }
    let columns = answer.models.len();
    let (_, main) = answer.scores(&answer.rows, 0);
    if let Some(path) = &question.svg {
        write(path, &main.svg("Berths: forecast and frequency"))?;
    }
    let mut table = Vec::new();
    let column_name = |c: usize| answer.models.get(c).map_or("share of the teams", |m| m.name());
    let shown: Vec<usize> = if question.alone { vec![0] } else { (0..=columns).collect() };
    for &c in &shown {
        let (scores, calibration) = answer.scores(&answer.rows, c);
        table.push(EventShape::new(column_name(c), scores, &calibration));
    }
    let mut parts = Vec::new();
    let before = |r: &&BerthRow| r.before;
    for (name, wanted) in [("before the first match", true), ("on the way", false)] {
        for &c in &shown {
            let rows = answer.rows.iter().filter(|r| before(r) == wanted);
            let (scores, calibration) = answer.scores(rows, c);
            parts.push(EventShape::new(
                &format!("{name}: {}", column_name(c)),
                scores,
                &calibration,
            ));
        }
    }
    let mut ids: Vec<&str> = answer.rows.iter().map(|r| r.edition.as_str()).collect();
    ids.dedup();
    let mut each = Vec::new();
    for id in ids {
        let rows = answer.rows.iter().filter(|r| r.edition == id);
        let (scores, calibration) = answer.scores(rows, 0);
        each.push(EventShape::new(id, scores, &calibration));
    }
    for wrong in &answer.wrong {
        output::say(&format!("error: a certainty that did not come true: {wrong}"));
    }
    let code = u8::from(!answer.wrong.is_empty());
    if common.format() == Format::Json {
        output::json(&serde_json::json!({
            "record": view.record_hash(),
            "model": answer.models[0].name(),
            "trials": asked.trials,
            "seed": asked.seed,
            "decided": answer.decided,
            "wrong_certainties": answer.wrong,
            "left_out": answer.left_out,
            "models": table,
            "parts": parts,
            "editions": each,
        }))?;
        return Ok(code);
    }
    let mut out = EventShape::header("forecast");
    table.iter().chain(&parts).for_each(|s| out.push_str(&s.line()));
    out.push_str(&calibration_text(&main));
    out.push('\n');
    out.push_str(&EventShape::header("edition"));
    each.iter().for_each(|s| out.push_str(&s.line()));
    out.push_str(&format!(
        "\n{} berths were exactly decided at their moment and are not scored; {} of these\nverdicts did not come true\n",
        answer.decided,
        answer.wrong.len()
    ));
    if !answer.left_out.is_empty() {
        let ids: Vec<&str> = answer.left_out.iter().map(|(id, _)| id.as_str()).collect();
        out.push_str(&format!("left out, not complete in the record: {}\n", ids.join(", ")));
    }
    out.push_str(&format!(
        "{} trials · seed {} · model {}\n",
        asked.trials,
        asked.seed,
        answer.models[0].name()
    ));
    output::print(&out);
    Ok(code)
}

fn berth_csv(answer: &BerthAnswer) -> String {
    let mut out = String::from("edition,team,berth,date,p,outcome,stage,group,before");
    for model in &answer.models[1..] {
        out.push_str(&format!(",p_{}", model.name().replace('-', "_")));
    }
    out.push_str(",share\n");
    for r in &answer.rows {
        out.push_str(&format!(
            "{},{},{},{},{:.6},{},{},{},{}",
            r.edition,
            r.team,
            r.berth,
            r.date,
            r.p[0],
            u8::from(r.got),
            r.stage,
            r.group,
            u8::from(r.before)
        ));
        r.p[1..].iter().for_each(|p| out.push_str(&format!(",{p:.6}")));
        out.push_str(&format!(",{:.6}\n", r.share));
    }
    out
}

/// How good the forecasts of a log were.
fn log(common: &Common, question: &Backtest, view: &View, path: &Path) -> Result<u8, Error> {
    let text = std::fs::read_to_string(path)
        .map_err(|source| Error::File { path: path.to_path_buf(), source })?;
    let (log, wrong) = read_log(&text);
    for message in &wrong {
        output::say(&format!("warning: `{}` {message}; it is not scored", path.display()));
    }
    if log.is_empty() {
        return Err(Error::lacks(format!(
            "`{}` holds no forecast; `girone forecast EDITION --log {}` adds one",
            path.display(),
            path.display()
        )));
    }
    let limits = girone::Limits::default();
    let scores = view.score_log(&log, &limits)?;
    for message in &scores.exact_wrong {
        output::say(&format!("error: a certainty that did not come true: {message}"));
    }
    for message in scores.unknown.iter().take(5) {
        output::say(&format!("warning: not scored: {message}"));
    }
    if let Some(path) = &question.svg {
        write(path, &scores.calibration.svg("Logged forecasts and what happened"))?;
    }
    if let Some(path) = &question.out {
        let mut text = String::from("p,outcome\n");
        for (p, got) in &scores.events {
            text.push_str(&format!("{p:.6},{}\n", u8::from(*got)));
        }
        write(path, &text)?;
    }
    let code = u8::from(!scores.exact_wrong.is_empty() || !wrong.is_empty());
    let shape = EventShape::new("log", scores.scores, &scores.calibration);
    if common.format() == Format::Json {
        output::json(&serde_json::json!({
            "record": view.record_hash(),
            "forecasts": scores.forecasts,
            "supposing": scores.supposing,
            "written_after_their_day": scores.late,
            "pending": scores.pending,
            "exact_right": scores.exact_right,
            "exact_wrong": scores.exact_wrong,
            "not_understood": wrong,
            "unknown": scores.unknown,
            "scores": shape,
        }))?;
        return Ok(code);
    }
    let mut out = EventShape::header("forecast");
    out.push_str(&shape.line());
    out.push_str(&calibration_text(&scores.calibration));
    out.push_str(&format!(
        "\n{} forecasts in the log, {} of them written after the day of their moment\n\
         {} under suppositions and not scored · {} probabilities still open\n\
         certainties: {} came true, {} did not\n",
        scores.forecasts,
        scores.late,
        scores.supposing,
        scores.pending,
        scores.exact_right,
        scores.exact_wrong.len()
    ));
    output::print(&out);
    Ok(code)
}
