//! A line chart as SVG, with its data as a table in the description.

use std::fmt::Write;

/// One line of a chart.
#[derive(Clone, Debug, PartialEq)]
pub struct Series {
    /// The name at the end of the line.
    pub name: String,
    /// The values, from 0 to 1, one per label; `None` leaves a gap.
    pub values: Vec<Option<f64>>,
}

/// A chart of shares over time.
#[derive(Clone, Debug, PartialEq)]
pub struct Chart {
    /// The title.
    pub title: String,
    /// The labels of the horizontal axis.
    pub labels: Vec<String>,
    /// The lines.
    pub series: Vec<Series>,
}

/// Colours that differ in lightness too; lines also differ in their dashes.
const COLOURS: [&str; 8] =
    ["#1b4f8a", "#b3261e", "#1e7a46", "#7a4d9e", "#a85b00", "#00707a", "#5a5a5a", "#8c1d5b"];
const DASHES: [&str; 4] = ["", "6 3", "2 3", "9 3 2 3"];

impl Chart {
    /// Draws the chart.
    pub fn svg(&self) -> String {
        const WIDTH: f64 = 760.0;
        const HEIGHT: f64 = 380.0;
        const LEFT: f64 = 48.0;
        const RIGHT: f64 = 170.0;
        const TOP: f64 = 40.0;
        const BOTTOM: f64 = 52.0;
        let steps = self.labels.len().saturating_sub(1).max(1) as f64;
        let x = |i: usize| LEFT + (WIDTH - LEFT - RIGHT) * i as f64 / steps;
        let y = |v: f64| TOP + (HEIGHT - TOP - BOTTOM) * (1.0 - v);
        let mut out = String::new();
        // Writing to a string does not fail.
        let _ = writeln!(
            out,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" role=\"img\" font-family=\"system-ui, sans-serif\" font-size=\"12\">"
        );
        let _ = writeln!(out, "<title>{}</title>", escape(&self.title));
        let _ = writeln!(out, "<desc>{}</desc>", escape(&self.table()));
        let _ = writeln!(out, "<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>");
        let _ = writeln!(
            out,
            "<text x=\"{LEFT}\" y=\"22\" font-size=\"15\" font-weight=\"600\" fill=\"#1a1a1a\">{}</text>",
            escape(&self.title)
        );
        for tick in 0..=4 {
            let v = f64::from(tick) / 4.0;
            let _ = writeln!(
                out,
                "<line x1=\"{LEFT}\" x2=\"{:.1}\" y1=\"{:.1}\" y2=\"{:.1}\" stroke=\"#d5d5d5\"/><text x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"end\" fill=\"#444\">{}%</text>",
                WIDTH - RIGHT,
                y(v),
                y(v),
                LEFT - 6.0,
                y(v) + 4.0,
                tick * 25
            );
        }
        let every = (self.labels.len() / 8).max(1);
        for (i, label) in self.labels.iter().enumerate() {
            if i % every == 0 || i + 1 == self.labels.len() {
                let _ = writeln!(
                    out,
                    "<text x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"middle\" fill=\"#444\">{}</text>",
                    x(i),
                    HEIGHT - BOTTOM + 20.0,
                    escape(label)
                );
            }
        }
        // Names at the ends of lines keep apart from each other.
        let mut ends: Vec<(usize, f64)> = self
            .series
            .iter()
            .enumerate()
            .map(|(i, s)| (i, y(s.values.iter().rev().flatten().next().copied().unwrap_or(0.0))))
            .collect();
        ends.sort_by(|a, b| a.1.total_cmp(&b.1));
        let mut last = f64::MIN;
        for end in &mut ends {
            end.1 = end.1.max(last + 15.0);
            last = end.1;
        }
        for (i, series) in self.series.iter().enumerate() {
            let (colour, dash) = (COLOURS[i % COLOURS.len()], DASHES[i % DASHES.len()]);
            let mut path = String::new();
            let mut pen_down = false;
            for (j, value) in series.values.iter().enumerate() {
                match value {
                    Some(v) => {
                        let _ = write!(
                            path,
                            "{}{:.1} {:.1} ",
                            if pen_down { "L" } else { "M" },
                            x(j),
                            y(v.clamp(0.0, 1.0))
                        );
                        pen_down = true;
                    }
                    None => pen_down = false,
                }
            }
            let _ = writeln!(
                out,
                "<path d=\"{}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"2\" stroke-dasharray=\"{dash}\"/>",
                path.trim_end()
            );
            let at = ends.iter().find(|(e, _)| *e == i).map_or(TOP, |(_, y)| *y);
            let share = series.values.iter().rev().flatten().next().copied().unwrap_or(0.0);
            let _ = writeln!(
                out,
                "<text x=\"{:.1}\" y=\"{:.1}\" fill=\"{colour}\">{} {}</text>",
                WIDTH - RIGHT + 8.0,
                at + 4.0,
                escape(&series.name),
                share_text(share)
            );
        }
        out.push_str("</svg>\n");
        out
    }

    /// Writes the data as lines of text: a label, then each name with its value.
    pub fn table(&self) -> String {
        let mut out = String::new();
        for (i, label) in self.labels.iter().enumerate() {
            let cells: Vec<String> = self
                .series
                .iter()
                .filter_map(|s| s.values.get(i).copied().flatten().map(|v| (s, v)))
                .map(|(s, v)| format!("{} {}", s.name, share_text(v)))
                .collect();
            let _ = writeln!(out, "{label}: {}", cells.join(", "));
        }
        out
    }
}

fn share_text(share: f64) -> String {
    match share {
        s if s <= 0.0 => "–".to_owned(),
        s if s >= 1.0 => "✓".to_owned(),
        s if s < 0.01 => "<1%".to_owned(),
        s if s > 0.99 => ">99%".to_owned(),
        s => format!("{}%", (s * 100.0).round()),
    }
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_escaped_and_the_data_is_in_the_description() {
        let chart = Chart {
            title: "A <b> & \"c\"".to_owned(),
            labels: vec!["1".to_owned(), "2".to_owned()],
            series: vec![Series { name: "X".to_owned(), values: vec![Some(0.5), None] }],
        };
        let svg = chart.svg();
        assert!(svg.contains("<title>A &lt;b&gt; &amp; &quot;c&quot;</title>"));
        assert!(svg.contains("1: X 50%"));
    }
}
