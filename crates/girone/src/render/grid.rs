//! Columns of text that line up.

/// How a column is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    /// Words.
    Left,
    /// Numbers.
    Right,
}

/// Rows of cells, the first of them the header.
#[derive(Clone, Debug, Default)]
pub struct Grid {
    columns: Vec<Align>,
    rows: Vec<Vec<String>>,
}

/// Returns how many columns of a terminal a text takes: combining marks none,
/// East Asian wide characters two.
pub fn width_of(text: &str) -> usize {
    text.chars()
        .map(|c| match c as u32 {
            0x300..=0x36f | 0x200b..=0x200f => 0,
            0x1100..=0x115f | 0x2e80..=0xa4cf | 0xac00..=0xd7a3 | 0xf900..=0xfaff => 2,
            0xfe30..=0xfe6f | 0xff00..=0xff60 | 0xffe0..=0xffe6 | 0x1f300..=0x1faff => 2,
            _ => 1,
        })
        .sum()
}

/// The columns of a terminal that text for people keeps to where it can.
pub const COLUMNS: usize = 80;

/// Sets a text in lines of at most [`COLUMNS`] where its words allow it; the lines
/// after the first begin with `indent`.
pub fn filled(text: &str, indent: &str) -> String {
    let mut out = String::new();
    let mut used = 0;
    let lead = text.len() - text.trim_start().len();
    out.push_str(&text[..lead]);
    used += lead;
    for (i, word) in text.split_whitespace().enumerate() {
        let width = width_of(word);
        if i > 0 && used + 1 + width > COLUMNS {
            out.extend(["\n", indent]);
            used = width_of(indent);
        } else if i > 0 {
            out.push(' ');
            used += 1;
        }
        out.push_str(word);
        used += width;
    }
    out
}

/// Breaks a heading into lines of at most `width` where spaces and hyphens allow it.
fn broken(heading: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for part in heading.split_inclusive([' ', '-']) {
        match lines.last_mut() {
            Some(line) if width_of(line) + width_of(part.trim_end()) <= width => {
                line.push_str(part);
            }
            _ => lines.push(part.to_owned()),
        }
    }
    lines.iter_mut().for_each(|l| l.truncate(l.trim_end().len()));
    lines
}

impl Grid {
    /// Makes a grid of columns.
    pub fn new(columns: &[Align]) -> Grid {
        Grid { columns: columns.to_vec(), rows: Vec::new() }
    }

    /// Adds a row.
    pub fn row(&mut self, cells: Vec<String>) {
        self.rows.push(cells);
    }

    /// Sets the rows as [`Grid::lines`] does; where they are too wide for a terminal
    /// the headings are broken into several lines, as few as are needed.
    pub fn lines_for_terminal(&self) -> Vec<String> {
        let widest = |lines: &[String]| lines.iter().map(|l| width_of(l)).max().unwrap_or(0);
        let mut lines = self.lines();
        let Some((header, rows)) = self.rows.split_first() else { return lines };
        let mut most = widest(header);
        while widest(&lines) > COLUMNS && most > 1 {
            most -= 1;
            let broken: Vec<Vec<String>> = header.iter().map(|h| broken(h, most)).collect();
            let high = broken.iter().map(Vec::len).max().unwrap_or(0);
            let mut grid = Grid::new(&self.columns);
            for line in 0..high {
                // The last lines stand next to the cells.
                let of = |words: &Vec<String>| {
                    let at = (line + words.len()).checked_sub(high);
                    at.and_then(|at| words.get(at)).cloned().unwrap_or_default()
                };
                grid.row(broken.iter().map(of).collect());
            }
            grid.rows.extend(rows.iter().cloned());
            lines = grid.lines();
        }
        lines
    }

    /// Sets the rows, one line each, two spaces between columns.
    pub fn lines(&self) -> Vec<String> {
        let mut widths = vec![0; self.columns.len()];
        for row in &self.rows {
            for (width, cell) in widths.iter_mut().zip(row) {
                *width = (*width).max(width_of(cell));
            }
        }
        self.rows
            .iter()
            .map(|row| {
                let mut line = String::new();
                for (i, (cell, width)) in row.iter().zip(&widths).enumerate() {
                    if *width == 0 {
                        continue;
                    }
                    if i > 0 {
                        line.push_str("  ");
                    }
                    let fill = " ".repeat(width - width_of(cell));
                    match self.columns[i] {
                        Align::Left => line.extend([cell.as_str(), &fill]),
                        Align::Right => line.extend([&fill, cell.as_str()]),
                    }
                }
                line.truncate(line.trim_end().len());
                line
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_broken_only_where_a_terminal_needs_it() {
        let mut grid = Grid::new(&[Align::Left, Align::Right, Align::Right]);
        let row = |cells: [&str; 3]| cells.map(str::to_owned).to_vec();
        grid.row(row(["Team", "Qualified for the World Cup", "Play-offs"]));
        grid.row(row(["North Macedonia", "<1%", "certain"]));
        assert_eq!(grid.lines_for_terminal(), grid.lines());
        grid.row(row([&"n".repeat(50), "1%", "99%"]));
        let lines = grid.lines_for_terminal();
        assert!(lines.iter().all(|l| width_of(l) <= COLUMNS), "{lines:?}");
        assert_eq!(lines.len(), 4, "{lines:?}");
        assert!(lines[1].starts_with("Team") && lines[1].ends_with("Play-offs"), "{lines:?}");
    }

    #[test]
    fn headings_break_at_spaces_and_hyphens() {
        assert_eq!(broken("Round of 32", 8), ["Round of", "32"]);
        assert_eq!(broken("Quarter-final", 8), ["Quarter-", "final"]);
        assert_eq!(broken("Quarter-final", 13), ["Quarter-final"]);
        assert_eq!(broken("wins Final", 1), ["wins", "Final"]);
    }

    #[test]
    fn a_text_is_filled_to_the_width_of_a_terminal() {
        let text = format!("  {}", "word ".repeat(40));
        let filled = filled(&text, "    ");
        assert!(filled.lines().all(|l| width_of(l) <= COLUMNS));
        assert!(
            filled.starts_with("  word") && filled.lines().skip(1).all(|l| l.starts_with("    w"))
        );
        assert_eq!(filled.split_whitespace().count(), 40);
    }
}
