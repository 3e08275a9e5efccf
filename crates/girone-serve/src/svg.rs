//! Charts and cards, drawn by hand. Everything that was not written here is
//! escaped; colours come from the page's style where there is one.

use std::fmt::Write as _;

/// A line of a chart: a team and its place after each round.
pub(crate) struct Line {
    pub name: String,
    pub places: Vec<Option<u8>>,
}

/// Escapes text for XML.
pub(crate) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            // Control characters are not allowed in XML at all.
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

/// Draws places over rounds. Lines differ by dash and end mark as well as by
/// colour, and are named at their end.
pub(crate) fn chart(title: &str, told: &str, days: &[String], lines: &[Line]) -> String {
    let places = lines.len().max(1);
    let (step, row, left, top, names) = (44usize, 26usize, 34usize, 14usize, 190usize);
    let width = left + step * days.len().saturating_sub(1) + names;
    let height = top + row * places + 26;
    let x = |i: usize| left + step * i;
    let y = |place: usize| top + row * place.saturating_sub(1) + row / 2;
    let mut out = format!(
        "<svg class=\"positions\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" role=\"img\" aria-labelledby=\"positions-title positions-told\"><title id=\"positions-title\">{}</title><desc id=\"positions-told\">{}</desc>",
        escape(title),
        escape(told)
    );
    let end = x(days.len().saturating_sub(1));
    for place in 1..=places {
        let _ = write!(
            out,
            "<line class=\"grid\" x1=\"{left}\" x2=\"{end}\" y1=\"{y}\" y2=\"{y}\"/><text class=\"tick\" x=\"{}\" y=\"{}\" text-anchor=\"end\">{place}</text>",
            left - 12,
            y(place) + 4,
            y = y(place)
        );
    }
    let every = days.len().div_ceil(12).max(1);
    for (i, day) in days.iter().enumerate().filter(|(i, _)| i % every == 0) {
        let parts: Vec<&str> = day.split('-').collect();
        if let [_, month, date] = parts[..] {
            let _ = write!(
                out,
                "<text class=\"tick\" x=\"{}\" y=\"{}\" text-anchor=\"middle\">{}.{}</text>",
                x(i),
                height - 6,
                escape(date.trim_start_matches('0')),
                escape(month.trim_start_matches('0'))
            );
        }
    }
    // Level teams share a place; at the end their names stand below each other.
    let mut taken: Vec<usize> = Vec::new();
    for (n, line) in lines.iter().enumerate() {
        let mut path = String::new();
        let mut drawing = false;
        let mut dots = String::new();
        for (i, place) in line.places.iter().enumerate() {
            match place {
                Some(p) => {
                    let (x, y) = (x(i), y(usize::from(*p)));
                    let _ = write!(path, "{}{x} {y}", if drawing { "L" } else { "M" });
                    let _ = write!(dots, "<circle cx=\"{x}\" cy=\"{y}\" r=\"3\"/>");
                    drawing = true;
                }
                None => drawing = false,
            }
        }
        let last = line.places.iter().rev().flatten().next().map_or(n + 1, |p| usize::from(*p));
        let at = (last..=places).chain(1..last).find(|p| !taken.contains(p)).unwrap_or(last);
        taken.push(at);
        let _ = write!(
            out,
            "<g class=\"line c{}\"><path d=\"{path}\" fill=\"none\"/>{dots}<text class=\"name\" x=\"{}\" y=\"{}\">{}</text></g>",
            n % 8,
            end + 12,
            y(at) + 4,
            escape(&line.name)
        );
    }
    out.push_str("</svg>");
    out
}

/// A line of a chart of shares: a name and a share of one at each day.
pub(crate) struct Share {
    pub name: String,
    pub shares: Vec<Option<f64>>,
}

/// Draws shares over days, from none at the bottom to all at the top. Lines differ
/// by dash as well as by colour, and are named at their end.
pub(crate) fn shares(title: &str, told: &str, days: &[String], lines: &[Share]) -> String {
    let (left, top, tall, row, names) = (48usize, 12usize, 240usize, 17usize, 210usize);
    let step = (640 / days.len().saturating_sub(1).max(1)).clamp(14, 88);
    let wide = left + step * days.len().saturating_sub(1);
    let height = (top + tall + 28).max(top + row * lines.len() + 28);
    let x = |i: usize| left + step * i;
    let y = |share: f64| top as f64 + tall as f64 * (1.0 - share.clamp(0.0, 1.0));
    let mut out = format!(
        "<svg class=\"positions\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" role=\"img\" aria-labelledby=\"shares-title shares-told\"><title id=\"shares-title\">{}</title><desc id=\"shares-told\">{}</desc>",
        escape(title),
        escape(told),
        width = wide + names
    );
    for quarter in 0..=4u8 {
        let at = y(f64::from(quarter) / 4.0);
        let _ = write!(
            out,
            "<line class=\"grid\" x1=\"{left}\" x2=\"{wide}\" y1=\"{at:.1}\" y2=\"{at:.1}\"/><text class=\"tick\" x=\"{}\" y=\"{:.1}\" text-anchor=\"end\">{}%</text>",
            left - 8,
            at + 4.0,
            quarter * 25
        );
    }
    let every = (44usize.div_ceil(step)).max(1);
    for (i, day) in days.iter().enumerate().filter(|(i, _)| i % every == 0) {
        let _ = write!(
            out,
            "<text class=\"tick\" x=\"{}\" y=\"{}\" text-anchor=\"middle\">{}</text>",
            x(i),
            top + tall + 20,
            escape(day)
        );
    }
    // Names keep apart: from the top down, each at least a row below the last.
    let last = |line: &Share| line.shares.iter().rev().flatten().next().copied().unwrap_or(0.0);
    let mut order: Vec<usize> = (0..lines.len()).collect();
    order.sort_by(|a, b| last(&lines[*b]).total_cmp(&last(&lines[*a])));
    let mut label = vec![0.0; lines.len()];
    let mut free = 0.0;
    for (i, n) in order.iter().enumerate() {
        // Nor may those still to come be pushed out at the bottom.
        let lowest = (top + tall) as f64 - (row * (lines.len() - 1 - i)) as f64;
        label[*n] = y(last(&lines[*n])).max(free).min(lowest.max(free));
        free = label[*n] + row as f64;
    }
    for (n, line) in lines.iter().enumerate() {
        let mut path = String::new();
        let mut dots = String::new();
        let mut drawing = false;
        for (i, share) in line.shares.iter().enumerate() {
            let Some(share) = share else {
                drawing = false;
                continue;
            };
            let (x, y) = (x(i), y(*share));
            let _ = write!(path, "{}{x} {y:.1}", if drawing { "L" } else { "M" });
            let _ = write!(dots, "<circle cx=\"{x}\" cy=\"{y:.1}\" r=\"2.5\"/>");
            drawing = true;
        }
        let _ = write!(
            out,
            "<g class=\"line c{}\"><path d=\"{path}\" fill=\"none\"/>{dots}<text class=\"name\" x=\"{}\" y=\"{:.1}\">{}</text></g>",
            n % 8,
            wide + 12,
            label[n] + 4.0,
            escape(&line.name)
        );
    }
    out.push_str("</svg>");
    out
}

/// A row of a card.
pub(crate) struct CardRow {
    pub place: String,
    pub name: String,
    pub played: u16,
    pub difference: String,
    pub points: String,
}

/// Draws a table as a card that stands alone: its colours are in the file.
pub(crate) fn card(title: &str, told: &str, header: [&str; 3], rows: &[CardRow]) -> String {
    let row = 40;
    let height = 150 + row * rows.len() + 40;
    let font = "font-family=\"Georgia, 'Times New Roman', serif\"";
    let numbers =
        "font-family=\"Helvetica, Arial, sans-serif\" font-size=\"20\" text-anchor=\"end\"";
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 800 {height}\" width=\"800\" height=\"{height}\" role=\"img\"><title>{title}</title><rect width=\"800\" height=\"{height}\" fill=\"#fbfaf6\"/><rect width=\"800\" height=\"8\" fill=\"#0d5c3d\"/><text x=\"40\" y=\"62\" {font} font-size=\"28\" font-weight=\"bold\" fill=\"#1c1b18\">{title}</text><text x=\"40\" y=\"94\" {font} font-size=\"18\" fill=\"#55524a\">{told}</text>",
        title = escape(title),
        told = escape(told)
    );
    for (x, text) in [(600, header[0]), (680, header[1]), (760, header[2])] {
        let _ = write!(
            out,
            "<text x=\"{x}\" y=\"134\" {numbers} fill=\"#55524a\">{}</text>",
            escape(text)
        );
    }
    for (i, r) in rows.iter().enumerate() {
        let y = 150 + row * i + 26;
        let _ = write!(
            out,
            "<line x1=\"40\" x2=\"760\" y1=\"{line}\" y2=\"{line}\" stroke=\"#d9d5c9\"/><text x=\"64\" y=\"{y}\" {numbers} fill=\"#55524a\">{}</text><text x=\"84\" y=\"{y}\" {font} font-size=\"22\" fill=\"#1c1b18\">{}</text><text x=\"600\" y=\"{y}\" {numbers} fill=\"#1c1b18\">{}</text><text x=\"680\" y=\"{y}\" {numbers} fill=\"#1c1b18\">{}</text><text x=\"760\" y=\"{y}\" {numbers} font-weight=\"bold\" fill=\"#1c1b18\">{}</text>",
            escape(&r.place),
            escape(&r.name),
            r.played,
            escape(&r.difference),
            escape(&r.points),
            line = 150 + row * i,
        );
    }
    let _ = write!(
        out,
        "<text x=\"760\" y=\"{}\" {font} font-size=\"16\" text-anchor=\"end\" fill=\"#55524a\">Girone</text></svg>",
        height - 16
    );
    out
}
