//! How good forecasts were.

use std::fmt::Write as _;

/// A forecast of an outcome beside what happened.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scored {
    /// The probabilities of home win, draw and away win; they sum to 1.
    pub outcome: [f64; 3],
    /// What happened: 0 home win, 1 draw, 2 away win.
    pub happened: usize,
}

impl Scored {
    /// Returns the ranked probability score, `0..=1`, lower is better.
    ///
    /// Source: Epstein (1969); Constantinou and Fenton (2012), "Solving the
    /// problem of inadequate scoring rules for assessing probabilistic football
    /// forecast models".
    pub fn rps(&self) -> f64 {
        let mut sum = 0.0;
        let mut ahead = 0.0;
        for place in 0..2 {
            ahead += self.outcome[place] - f64::from(u8::from(self.happened == place));
            sum += ahead * ahead;
        }
        sum / 2.0
    }

    /// Returns the negative log of the probability given to what happened, in
    /// nats. A probability of 0 counts as 1e-15.
    pub fn log_loss(&self) -> f64 {
        -self.outcome[self.happened.min(2)].max(1e-15).ln()
    }

    /// Returns the Brier score over three outcomes, `0..=2`.
    pub fn brier(&self) -> f64 {
        (0..3).map(|o| (self.outcome[o] - f64::from(u8::from(self.happened == o))).powi(2)).sum()
    }
}

/// Mean scores over many forecasts.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Scores {
    /// How many forecasts.
    pub count: usize,
    /// Mean ranked probability score.
    pub rps: f64,
    /// Mean log loss, nats.
    pub log_loss: f64,
    /// Mean Brier score.
    pub brier: f64,
}

/// Returns the mean scores; all 0 if there is no forecast.
pub fn score(rows: &[Scored]) -> Scores {
    if rows.is_empty() {
        return Scores::default();
    }
    let mean = |f: fn(&Scored) -> f64| rows.iter().map(f).sum::<f64>() / rows.len() as f64;
    Scores {
        count: rows.len(),
        rps: mean(Scored::rps),
        log_loss: mean(Scored::log_loss),
        brier: mean(Scored::brier),
    }
}

/// Mean scores of forecasts of single events, such as a team getting a berth.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct EventScores {
    /// How many forecasts.
    pub count: usize,
    /// Mean Brier score, `0..=1`: the square of what the probability missed by.
    pub brier: f64,
    /// Mean log loss, nats. A probability of 0 counts as 1e-15.
    pub log_loss: f64,
}

/// Returns the mean scores of probabilities of events beside whether they
/// happened; all 0 if there is no forecast.
pub fn score_events(events: impl IntoIterator<Item = (f64, bool)>) -> EventScores {
    let mut sum = EventScores::default();
    for (p, happened) in events {
        let of_happened = if happened { p } else { 1.0 - p };
        sum.count += 1;
        sum.brier += (1.0 - of_happened).powi(2);
        sum.log_loss -= of_happened.max(1e-15).ln();
    }
    let n = sum.count.max(1) as f64;
    EventScores { brier: sum.brier / n, log_loss: sum.log_loss / n, ..sum }
}

/// One bin of a calibration.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Bin {
    /// How many probabilities fell into it.
    pub count: usize,
    /// Their mean.
    pub forecast: f64,
    /// How often what they spoke of happened.
    pub observed: f64,
}

/// Ten bins of equal width, and the mean distance of forecast and frequency.
#[derive(Clone, Debug, PartialEq)]
pub struct Calibration {
    /// The bins, from `0..10 %` up.
    pub bins: [Bin; 10],
    /// The expected calibration error: the mean of |forecast − observed| over
    /// all probabilities, by bin.
    pub error: f64,
}

/// Returns the calibration of probabilities of single events.
pub fn calibrate(events: impl IntoIterator<Item = (f64, bool)>) -> Calibration {
    let mut bins = [Bin::default(); 10];
    let mut total = 0usize;
    for (p, happened) in events {
        if p.is_nan() {
            continue;
        }
        let bin = &mut bins[((p * 10.0) as usize).min(9)];
        bin.count += 1;
        bin.forecast += p;
        bin.observed += f64::from(u8::from(happened));
        total += 1;
    }
    let mut error = 0.0;
    for bin in bins.iter_mut().filter(|b| b.count > 0) {
        error += (bin.forecast - bin.observed).abs();
        bin.forecast /= bin.count as f64;
        bin.observed /= bin.count as f64;
    }
    Calibration { bins, error: if total > 0 { error / total as f64 } else { 0.0 } }
}

/// Returns the calibration of the three probabilities of every forecast.
pub fn calibration(rows: &[Scored]) -> Calibration {
    calibrate(rows.iter().flat_map(|r| (0..3).map(move |o| (r.outcome[o], r.happened == o))))
}

impl Calibration {
    /// Writes one line for each bin that is not empty.
    pub fn table(&self) -> String {
        let bins = self.bins.iter().enumerate().filter(|(_, b)| b.count > 0);
        let line = |(i, b): (usize, &Bin)| {
            format!(
                "{}–{}%: {:.1}% forecast, {:.1}% happened, {} forecasts",
                i * 10,
                i * 10 + 10,
                b.forecast * 100.0,
                b.observed * 100.0,
                b.count
            )
        };
        bins.map(line).collect::<Vec<_>>().join("\n")
    }

    /// Draws the calibration as SVG: forecast to the right, frequency upwards, the
    /// area of a dot by how many forecasts it stands for; the description holds the
    /// figures. `title` is escaped.
    pub fn svg(&self, title: &str) -> String {
        const SIZE: f64 = 360.0;
        const EDGE: f64 = 50.0;
        let at = |v: f64| EDGE + v * (SIZE - 2.0 * EDGE);
        let title = title.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
        let most = self.bins.iter().map(|b| b.count).max().unwrap_or(0).max(1) as f64;
        let mut svg = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {SIZE} {SIZE}\" \
             font-family=\"sans-serif\" font-size=\"11\" role=\"img\">\n<title>{title}</title>\n\
             <desc>{}</desc>\n<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n",
            self.table()
        );
        // Writing to a string cannot fail.
        let _ = writeln!(
            svg,
            "<text x=\"{}\" y=\"20\" text-anchor=\"middle\">{title}</text>",
            SIZE / 2.0
        );
        let (middle, left) = (SIZE / 2.0, 12.0);
        let _ = writeln!(
            svg,
            "<text x=\"{middle}\" y=\"{:.1}\" text-anchor=\"middle\">forecast</text>\n\
             <text x=\"{left}\" y=\"{middle}\" text-anchor=\"middle\" \
             transform=\"rotate(-90 {left} {middle})\">happened</text>",
            SIZE - 8.0
        );
        for tick in 0..=5 {
            let v = f64::from(tick) / 5.0;
            let (x, y) = (at(v), SIZE - at(v));
            let (low, high) = (at(0.0), at(1.0));
            let _ = writeln!(
                svg,
                "<path d=\"M{x:.1} {low:.1}V{high:.1}M{low:.1} {y:.1}H{high:.1}\" \
                 stroke=\"#ddd\"/>\n<text x=\"{x:.1}\" y=\"{:.1}\" text-anchor=\"middle\">{}%</text>\n\
                 <text x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"end\">{}%</text>",
                high + 16.0,
                tick * 20,
                low - 5.0,
                y + 4.0,
                tick * 20
            );
        }
        let _ = writeln!(
            svg,
            "<path d=\"M{:.1} {:.1}L{:.1} {:.1}\" stroke=\"#888\" stroke-dasharray=\"4 3\"/>",
            at(0.0),
            SIZE - at(0.0),
            at(1.0),
            SIZE - at(1.0)
        );
        for bin in self.bins.iter().filter(|b| b.count > 0) {
            let _ = writeln!(
                svg,
                "<circle cx=\"{:.1}\" cy=\"{:.1}\" r=\"{:.1}\" fill=\"#06c\" fill-opacity=\"0.75\">\
                 <title>{:.1}% forecast, {:.1}% happened, {} forecasts</title></circle>",
                at(bin.forecast),
                SIZE - at(bin.observed),
                2.5 + 8.0 * (bin.count as f64 / most).sqrt(),
                bin.forecast * 100.0,
                bin.observed * 100.0,
                bin.count
            );
        }
        svg.push_str("</svg>\n");
        svg
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scores_of_known_forecasts() {
        let sure = Scored { outcome: [1.0, 0.0, 0.0], happened: 0 };
        assert_eq!((sure.rps(), sure.log_loss(), sure.brier()), (0.0, 0.0, 0.0));
        let wrong = Scored { outcome: [1.0, 0.0, 0.0], happened: 2 };
        assert_eq!((wrong.rps(), wrong.brier()), (1.0, 2.0));
        let near = Scored { outcome: [1.0, 0.0, 0.0], happened: 1 };
        assert_eq!(near.rps(), 0.5);
        let even = Scored { outcome: [1.0 / 3.0; 3], happened: 0 };
        assert!((even.log_loss() - 3f64.ln()).abs() < 1e-12);
        assert!((even.rps() - 5.0 / 18.0).abs() < 1e-12);
        assert_eq!(score(&[]).count, 0);
    }

    #[test]
    fn scores_of_known_events() {
        let scores = score_events([(1.0, true), (0.5, false), (0.0, false)]);
        assert_eq!(scores.count, 3);
        assert!((scores.brier - 0.25 / 3.0).abs() < 1e-12);
        assert!((scores.log_loss - 2f64.ln() / 3.0).abs() < 1e-12);
        assert!(score_events([(0.0, true)]).log_loss > 30.0);
        assert_eq!(score_events([]), EventScores::default());
    }

    #[test]
    fn a_perfect_coin_is_calibrated() {
        let c = calibrate((0..1000).map(|i| (0.3, i % 10 < 3)));
        assert!(c.error < 1e-12);
        assert_eq!(c.bins[3].count, 1000);
        let c = calibrate((0..1000).map(|i| (0.3, i % 2 == 0)));
        assert!((c.error - 0.2).abs() < 1e-12);
        assert!(c.svg("a < b").contains("a &lt; b"));
    }
}
