//! Matrices of fates as a page and as a picture, coloured and lettered.

use std::fmt::Write;

use girone_model::Lang;

use super::chart::escape;
use super::grid::width_of;
use super::matrix::LaidOut;

/// Colours of teams, light enough for black letters, told apart without red and
/// green; the letters say the same.
const FILLS: [&str; 8] =
    ["#9ecae1", "#fdd0a2", "#c7e9c0", "#dadaeb", "#fff2ae", "#fbb4ae", "#e5d8bd", "#d9d9d9"];
/// A cell in which nobody is through for certain.
const NOBODY: &str = "#ffffff";

fn fill(laid: &LaidOut, cell: &str) -> &'static str {
    laid.colour(cell).map_or(NOBODY, |at| FILLS[at % FILLS.len()])
}

/// Writes matrices as an HTML page of its own; what is in a cell is said in letters
/// as well as in colour.
pub fn matrices_html(title: &str, all: &[LaidOut], lang: Lang) -> String {
    let code = if lang == Lang::It { "it" } else { "en" };
    let mut out = format!(
        "<!doctype html>\n<html lang=\"{code}\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n<title>{}</title>\n<style>\nbody {{ font: 16px/1.4 system-ui, sans-serif; margin: 1em; }}\ntable {{ border-collapse: collapse; margin: .5em 0; }}\ncaption {{ text-align: left; }}\nth, td {{ border: 1px solid #999; padding: .2em .5em; }}\nth {{ font-weight: normal; text-align: left; }}\ntd {{ color: #000; text-align: center; }}\n</style>\n</head>\n<body>\n<h1>{}</h1>\n",
        escape(title),
        escape(title)
    );
    for laid in all {
        let [rows, columns] = laid.axes(lang);
        let _ = writeln!(out, "<h2>{}</h2>\n<table>", escape(&laid.title));
        let _ = writeln!(out, "<caption>{} · {}</caption>", escape(&rows), escape(&columns));
        out.push_str("<tr><td></td>");
        for column in &laid.columns {
            let _ = write!(out, "<th scope=\"col\">{}</th>", escape(column));
        }
        out.push_str("</tr>\n");
        for (row, cells) in laid.rows.iter().zip(&laid.cells) {
            let _ = write!(out, "<tr><th scope=\"row\">{}</th>", escape(row));
            for cell in cells {
                let colour = fill(laid, cell);
                let _ = write!(out, "<td style=\"background:{colour}\">{}</td>", escape(cell));
            }
            out.push_str("</tr>\n");
        }
        out.push_str("</table>\n<p>");
        for (at, (letter, name)) in laid.teams.iter().enumerate() {
            let colour = FILLS[at % FILLS.len()];
            let _ = write!(
                out,
                "<span style=\"background:{colour}; color:#000; padding:0 .3em\">{letter}</span> {} · ",
                escape(name)
            );
        }
        let _ = writeln!(out, "{}</p>", escape(&laid.notes.join(" · ")));
    }
    out.push_str("</body>\n</html>\n");
    out
}

/// The height of a line and the width of a character, in pixels.
const LINE: usize = 24;
const LETTER: usize = 9;

/// Writes matrices as one SVG picture, one below the other.
pub fn matrices_svg(title: &str, all: &[LaidOut], lang: Lang) -> String {
    let mut body = String::new();
    let (mut y, mut widest) = (LINE, width_of(title) * LETTER);
    let text = |body: &mut String, x: usize, y: usize, anchor: &str, text: &str| {
        let _ = writeln!(
            body,
            "<text x=\"{x}\" y=\"{y}\" text-anchor=\"{anchor}\">{}</text>",
            escape(text)
        );
    };
    text(&mut body, 8, y, "start", title);
    for laid in all {
        let [rows, columns] = laid.axes(lang);
        for line in [&laid.title, &rows, &columns] {
            y += LINE;
            text(&mut body, 8, y, "start", line);
            widest = widest.max(width_of(line) * LETTER);
        }
        y += LINE / 2;
        let first = laid.rows.iter().map(|r| width_of(r)).max().unwrap_or(0) * LETTER + 16;
        let widths: Vec<usize> = (0..laid.columns.len())
            .map(|c| {
                let cells = laid.cells.iter().map(|row| width_of(&row[c]));
                cells.chain([width_of(&laid.columns[c])]).max().unwrap_or(0) * LETTER + 12
            })
            .collect();
        let mut x = first;
        for (column, width) in laid.columns.iter().zip(&widths) {
            text(&mut body, x + width / 2, y + LINE - 7, "middle", column);
            x += width;
        }
        widest = widest.max(x);
        for (row, cells) in laid.rows.iter().zip(&laid.cells) {
            y += LINE;
            text(&mut body, 8, y + LINE - 7, "start", row);
            let mut x = first;
            for (cell, width) in cells.iter().zip(&widths) {
                let colour = fill(laid, cell);
                let _ = writeln!(
                    body,
                    "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{LINE}\" fill=\"{colour}\" stroke=\"#999999\"/>"
                );
                text(&mut body, x + width / 2, y + LINE - 7, "middle", cell);
                x += width;
            }
        }
        y += LINE;
        for (at, (letter, name)) in laid.teams.iter().enumerate() {
            y += LINE;
            let colour = FILLS[at % FILLS.len()];
            let _ = writeln!(
                body,
                "<rect x=\"8\" y=\"{}\" width=\"20\" height=\"20\" fill=\"{colour}\" stroke=\"#999999\"/>",
                y - 15
            );
            text(&mut body, 18, y, "middle", &letter.to_string());
            text(&mut body, 36, y, "start", name);
            widest = widest.max(36 + width_of(name) * LETTER);
        }
        for note in &laid.notes {
            y += LINE;
            text(&mut body, 8, y, "start", note);
            widest = widest.max(width_of(note) * LETTER);
        }
        y += LINE;
    }
    let (width, height) = (widest + 16, y + 8);
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" font-family=\"sans-serif\" font-size=\"15\" role=\"img\">\n<title>{}</title>\n<rect width=\"{width}\" height=\"{height}\" fill=\"#ffffff\"/>\n{body}</svg>\n",
        escape(title)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn laid() -> LaidOut {
        LaidOut {
            title: "Semi-finals".to_owned(),
            matches: ["Elm v Fir & Co".to_owned(), "Gean v Hazel".to_owned()],
            rows: vec!["home win".to_owned(), "draw or loss".to_owned()],
            columns: vec!["any result".to_owned()],
            cells: vec![vec!["E".to_owned()], vec!["(EF)".to_owned()]],
            teams: vec![('E', "Elm".to_owned()), ('F', "Fir & Co".to_owned())],
            notes: vec!["margins of the home team".to_owned()],
        }
    }

    #[test]
    fn cells_are_coloured_and_lettered() {
        let (page, picture) =
            (matrices_html("A", &[laid()], Lang::En), matrices_svg("A", &[laid()], Lang::En));
        assert!(page.contains("<td style=\"background:#9ecae1\">E</td>"), "{page}");
        assert!(page.contains("<td style=\"background:#ffffff\">(EF)</td>"), "{page}");
        assert!(picture.contains("fill=\"#9ecae1\""), "{picture}");
        for text in [&page, &picture] {
            assert!(text.contains("Fir &amp; Co") && !text.contains("Fir & Co"), "{text}");
        }
    }
}
