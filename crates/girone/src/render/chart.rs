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

/// The height of a name.
const LINE: f64 = 15.0;
/// The width of a label of the horizontal axis, with the room around it.
const LABEL: f64 = 72.0;

/// Chooses which of `count` labels are written where `room` of them fit: evenly, the
/// first and the last always.
fn shown(count: usize, room: f64) -> Vec<usize> {
    let fit = (room as usize).max(1);
    let gaps = count.saturating_sub(1);
    let every = gaps.div_ceil(fit).max(1);
    let mut shown: Vec<usize> = (0..count).step_by(every).collect();
    if let Some(last) = shown.last().copied()
        && last < gaps
    {
        // One that would run into the last gives way.
        if shown.len() > 1 && gaps - last < every {
            shown.pop();
        }
        shown.push(gaps);
    }
    shown
}

/// Moves names apart that would cover each other; none goes below `lowest`.
fn apart(wanted: Vec<f64>, lowest: f64) -> Vec<f64> {
    let mut order: Vec<usize> = (0..wanted.len()).collect();
    order.sort_by(|a, b| wanted[*a].total_cmp(&wanted[*b]));
    let mut at = wanted;
    let mut least = f64::MIN;
    for &i in &order {
        at[i] = at[i].max(least);
        least = at[i] + LINE;
    }
    let mut most = lowest;
    for &i in order.iter().rev() {
        at[i] = at[i].min(most);
        most = at[i] - LINE;
    }
    at
}

/// Colours that differ in lightness too; lines also differ in their dashes.
const COLOURS: [&str; 8] =
    ["#1b4f8a", "#b3261e", "#1e7a46", "#7a4d9e", "#a85b00", "#00707a", "#5a5a5a", "#8c1d5b"];
const DASHES: [&str; 4] = ["", "6 3", "2 3", "9 3 2 3"];

impl Chart {
    /// Draws the chart.
    pub fn svg(&self) -> String {
        const WIDTH: f64 = 760.0;
        const LEFT: f64 = 48.0;
        const RIGHT: f64 = 170.0;
        const TOP: f64 = 40.0;
        const BOTTOM: f64 = 52.0;
        // Every name gets a line of its own beside the plot.
        let height = (380.0f64).max(TOP + BOTTOM + LINE * self.series.len() as f64);
        let steps = self.labels.len().saturating_sub(1).max(1) as f64;
        let x = |i: usize| LEFT + (WIDTH - LEFT - RIGHT) * i as f64 / steps;
        let y = |v: f64| TOP + (height - TOP - BOTTOM) * (1.0 - v);
        let mut out = String::new();
        // Writing to a string does not fail.
        let _ = writeln!(
            out,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {height}\" role=\"img\" font-family=\"system-ui, sans-serif\" font-size=\"12\">"
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
        for i in shown(self.labels.len(), (WIDTH - LEFT - RIGHT) / LABEL) {
            let _ = writeln!(
                out,
                "<text x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"middle\" fill=\"#444\">{}</text>",
                x(i),
                height - BOTTOM + 20.0,
                escape(&self.labels[i])
            );
        }
        let last = |s: &Series| s.values.iter().rev().flatten().next().copied().unwrap_or(0.0);
        let ends = apart(self.series.iter().map(|s| y(last(s))).collect(), y(0.0));
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
            let (at, share) = (ends[i], last(series));
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

pub(crate) fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_labels_keep_apart() {
        for n in [1, 2, 5, 11, 20] {
            let ends = apart(vec![300.0; n], 328.0);
            let mut sorted = ends.clone();
            sorted.sort_by(f64::total_cmp);
            assert!(sorted.windows(2).all(|w| w[1] - w[0] >= LINE - 1e-9), "{ends:?}");
            assert!(sorted[n - 1] <= 328.0);
        }
        for n in [0, 1, 2, 7, 8, 9, 11, 12, 40, 101] {
            let shown = shown(n, 7.5);
            assert_eq!(shown.first(), (n > 0).then_some(&0));
            assert_eq!(shown.last().copied(), n.checked_sub(1));
            let least = (n.max(1) - 1) as f64 / 7.5;
            assert!(shown.windows(2).all(|w| (w[1] - w[0]) as f64 >= least.floor()), "{shown:?}");
            assert!(shown.len() <= 9);
        }
    }

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
