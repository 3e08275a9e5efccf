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

impl Grid {
    /// Makes a grid of columns.
    pub fn new(columns: &[Align]) -> Grid {
        Grid { columns: columns.to_vec(), rows: Vec::new() }
    }

    /// Adds a row.
    pub fn row(&mut self, cells: Vec<String>) {
        self.rows.push(cells);
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
