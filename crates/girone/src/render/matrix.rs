//! The fates of a group with two matches to play, margin by margin.

use girone_model::{BySide, Lang, TeamIx};
use girone_rules::edition::Berth;
use girone_scenarios::{Budget, Question, Verdict, outlook};

use super::grid::width_of;
use crate::{Limits, NeedsAnswer, View};

/// Who gets a berth by the margins of the two matches that remain.
///
/// Margins are of the home team; neighbouring margins with the same fates share a
/// row or a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Matrix {
    /// The least and largest margin of each row (of the first match), from the
    /// largest win of the home team on; the outermost stand for all beyond.
    pub rows: Vec<(i32, i32)>,
    /// The same of the columns (of the second match).
    pub columns: Vec<(i32, i32)>,
    /// By row and column: what is settled for each team, by position in the sheet.
    pub cells: Vec<Vec<Vec<Verdict>>>,
}

/// The margins that are looked at where there is no cap.
const FAR: i32 = 25;

impl NeedsAnswer {
    /// Lays out who gets a berth by the margins of the last two matches; `None`
    /// where it is not two that remain.
    pub fn matrix(&self, berth: &Berth, limits: &Limits) -> Option<Matrix> {
        let sheet = &self.table.sheet.sheet;
        if sheet.remaining.len() != 2 || self.outlook.is_empty() {
            return None;
        }
        let most = limits.margins().map_or(FAR, i32::from);
        let margins: Vec<i32> = (-most..=most).rev().collect();
        let question = Question::new(&self.table.regulation, sheet, limits.margins());
        let fates = |first: i32, second: i32| -> Vec<Verdict> {
            let given = self.given.clone().and_margin(0, Some(first), Some(first)).and_margin(
                1,
                Some(second),
                Some(second),
            );
            let then = outlook(&question.clone().given(given), false, &mut Budget::default());
            (0..sheet.teams.len())
                .map(|t| match self.verdict(t as TeamIx, berth) {
                    Verdict::Open | Verdict::Undecided => {
                        self.table.verdict(&then[t], &self.berth_for(t as TeamIx, berth))
                    }
                    settled => settled,
                })
                .collect()
        };
        let all: Vec<Vec<Vec<Verdict>>> =
            margins.iter().map(|a| margins.iter().map(|b| fates(*a, *b)).collect()).collect();
        let n = margins.len();
        let rows = runs(n, |i, j| all[i] == all[j]);
        let columns = runs(n, |i, j| all.iter().all(|r| r[i] == r[j]));
        let span = |(first, last): &(usize, usize)| (margins[*last], margins[*first]);
        Some(Matrix {
            rows: rows.iter().map(span).collect(),
            columns: columns.iter().map(span).collect(),
            cells: rows
                .iter()
                .map(|(i, _)| columns.iter().map(|(j, _)| all[*i][*j].clone()).collect())
                .collect(),
        })
    }
}

impl Matrix {
    /// Joins rows and columns to results where it has more of them than asked for:
    /// what differs within a result is open.
    pub fn at_most(self, rows: usize, columns: usize) -> Matrix {
        let mut matrix = self;
        if matrix.rows.len() > rows {
            let (spans, cells) = by_result(&matrix.rows, &matrix.cells);
            matrix = Matrix { rows: spans, cells, ..matrix };
        }
        if matrix.columns.len() > columns {
            let (spans, turned) = by_result(&matrix.columns, &turned(&matrix.cells));
            matrix = Matrix { columns: spans, cells: self::turned(&turned), ..matrix };
        }
        matrix
    }
}

type Cells = Vec<Vec<Vec<Verdict>>>;

fn turned(cells: &Cells) -> Cells {
    let columns = cells.first().map_or(0, Vec::len);
    (0..columns).map(|c| cells.iter().map(|row| row[c].clone()).collect()).collect()
}

/// Joins lines of cells by result; one that spans several results stays apart.
fn by_result(spans: &[(i32, i32)], cells: &Cells) -> (Vec<(i32, i32)>, Cells) {
    let kind = |(least, most): (i32, i32)| (least.signum(), most.signum());
    let groups = runs(spans.len(), |i, j| kind(spans[i]) == kind(spans[j]));
    let join = |(first, last): &(usize, usize)| -> Vec<Vec<Verdict>> {
        (0..cells[*first].len())
            .map(|c| {
                let teams = cells[*first][c].len();
                let of = |t: usize| {
                    let verdict = cells[*first][c][t];
                    let same = (*first..=*last).all(|i| cells[i][c][t] == verdict);
                    if same { verdict } else { Verdict::Open }
                };
                (0..teams).map(of).collect()
            })
            .collect()
    };
    let span = |(first, last): &(usize, usize)| (spans[*last].0, spans[*first].1);
    (groups.iter().map(span).collect(), groups.iter().map(join).collect())
}

/// Parts positions into runs of those that are alike.
fn runs(n: usize, alike: impl Fn(usize, usize) -> bool) -> Vec<(usize, usize)> {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for i in 0..n {
        match runs.last_mut() {
            Some((first, last)) if alike(*first, i) => *last = i,
            _ => runs.push((i, i)),
        }
    }
    runs
}

/// How a matrix is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Dress {
    /// Letters alone.
    #[default]
    Plain,
    /// Letters in colour, for a terminal.
    Colour,
    /// A table in Markdown.
    Markdown,
}

/// Colours of teams in a terminal: black on each.
const COLOURS: [u8; 6] = [42, 46, 43, 45, 44, 47];

/// A matrix in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LaidOut {
    /// The name of the berth.
    pub title: String,
    /// The matches of the rows and of the columns.
    pub matches: [String; 2],
    /// The margins of each row.
    pub rows: Vec<String>,
    /// The margins of each column.
    pub columns: Vec<String>,
    /// By row and column: the letters of those who are through, then in brackets of
    /// those who may be.
    pub cells: Vec<Vec<String>>,
    /// The teams that are not out everywhere: letter and name.
    pub teams: Vec<(char, String)>,
    /// What a reader must know.
    pub notes: Vec<String>,
}

/// Finds the words for a matrix.
pub fn lay_out(
    view: &View,
    answer: &NeedsAnswer,
    berth: &Berth,
    matrix: &Matrix,
    lang: Lang,
) -> LaidOut {
    let it = lang == Lang::It;
    let sheet = &answer.table.sheet.sheet;
    let name = |t: TeamIx| view.team_name(answer.table.team(t), lang).to_owned();
    let letters = letters(&(0..sheet.teams.len()).map(|t| name(t as TeamIx)).collect::<Vec<_>>());
    let fixture = |game: usize| {
        let f: BySide<String> = sheet.remaining[game].map(name);
        if it { format!("{}-{}", f.home, f.away) } else { format!("{} v {}", f.home, f.away) }
    };
    let outer = |list: &[(i32, i32)]| {
        let most = list.first().map_or(0, |r| r.1);
        let least = list.last().map_or(0, |r| r.0);
        (least, most)
    };
    let (of_rows, of_columns) = (outer(&matrix.rows), outer(&matrix.columns));
    // Who is through, then in brackets who may be.
    let cell = |fates: &Vec<Verdict>| {
        let of = |wanted: &[Verdict]| -> String {
            let among = fates.iter().zip(&letters).filter(|(v, _)| wanted.contains(v));
            among.map(|(_, l)| *l).collect()
        };
        let (through, open) = (of(&[Verdict::Through]), of(&[Verdict::Open, Verdict::Undecided]));
        match (through.is_empty(), open.is_empty()) {
            (true, true) => "–".to_owned(),
            (_, true) => through,
            (_, false) => format!("{through}({open})"),
        }
    };
    let used = (0..letters.len())
        .filter(|t| matrix.cells.iter().flatten().any(|fates| fates[*t] != Verdict::Out));
    let mut notes = Vec::new();
    let open = |v: &Verdict| matches!(v, Verdict::Open | Verdict::Undecided);
    if matrix.cells.iter().flatten().flatten().any(open) {
        notes.push(match it {
            true => "fra parentesi: dipende da scarti, gol, sorteggio o altri gironi".to_owned(),
            false => "in brackets: depends on margins, goals, lots or other groups".to_owned(),
        });
    }
    notes.push(match it {
        true => "scarti della squadra di casa".to_owned(),
        false => "margins of the home team".to_owned(),
    });
    LaidOut {
        title: berth.name.get(lang).to_owned(),
        matches: [fixture(0), fixture(1)],
        rows: matrix.rows.iter().map(|r| margins(*r, of_rows, lang)).collect(),
        columns: matrix.columns.iter().map(|c| margins(*c, of_columns, lang)).collect(),
        cells: matrix.cells.iter().map(|row| row.iter().map(cell).collect()).collect(),
        teams: used.map(|t| (letters[t], name(t as TeamIx))).collect(),
        notes,
    }
}

/// Names the margins of a row or column among all.
fn margins((least, most): (i32, i32), (lowest, highest): (i32, i32), lang: Lang) -> String {
    let it = lang == Lang::It;
    let sign = |n: i32| super::table::signed(n);
    let or_more = if it { "o più" } else { "or more" };
    let to = if it { "a" } else { "to" };
    let word = |en: &'static str, its: &'static str| if it { its } else { en }.to_owned();
    match (least, most) {
        (l, m) if l == lowest && m == highest => word("any result", "comunque"),
        (0, 0) => word("draw", "X"),
        (1, m) if m == highest => word("home win", "1"),
        (l, -1) if l == lowest => word("away win", "2"),
        (0, m) if m == highest => word("win or draw", "1X"),
        (l, 0) if l == lowest => word("draw or loss", "X2"),
        (l, m) if m == highest && l > 0 => format!("{} {or_more}", sign(l)),
        (l, m) if m == highest => format!("{} {}", sign(l), word("or better", "o meglio")),
        (l, m) if l == lowest && m < 0 => format!("{} {or_more}", sign(m)),
        (l, m) if l == lowest => format!("{} {}", sign(m), word("or worse", "o peggio")),
        (l, m) if l == m => sign(l),
        (l, m) if l > 0 => format!("{} {to} {}", sign(l), sign(m)),
        (l, m) => format!("{} {to} {}", sign(m), sign(l)),
    }
}

/// Writes a matrix with its legend.
pub fn matrix_text(laid: &LaidOut, lang: Lang, dress: Dress) -> String {
    let mut columns: Vec<Vec<String>> =
        vec![std::iter::once(String::new()).chain(laid.rows.iter().cloned()).collect()];
    for (c, span) in laid.columns.iter().enumerate() {
        let cells = laid.cells.iter().map(|row| row[c].clone());
        columns.push(std::iter::once(span.clone()).chain(cells).collect());
    }
    let paint = |text: &str| match (dress, laid.colour(text)) {
        (Dress::Colour, Some(at)) => {
            format!("\u{1b}[30;{}m{text}\u{1b}[0m", COLOURS[at % COLOURS.len()])
        }
        _ => text.to_owned(),
    };
    let indent = if dress == Dress::Markdown { "" } else { "  " };
    let [rows, columns_are] = laid.axes(lang);
    let mut out = fold_line(&[laid.title.clone(), rows, columns_are], "");
    if dress == Dress::Markdown {
        out.push('\n');
    }
    let widths: Vec<usize> =
        columns.iter().map(|c| c.iter().map(|t| width_of(t)).max().unwrap_or(0)).collect();
    for r in 0..=laid.rows.len() {
        let texts = columns.iter().map(|c| c[r].as_str());
        if dress == Dress::Markdown {
            let texts: Vec<&str> = texts.collect();
            out.push_str(&format!("| {} |\n", texts.join(" | ")));
            if r == 0 {
                out.push_str(&format!("|{}\n", "---|".repeat(columns.len())));
            }
            continue;
        }
        let mut line = String::new();
        for (c, (text, width)) in texts.zip(&widths).enumerate() {
            let painted = if r > 0 && c > 0 { paint(text) } else { text.to_owned() };
            line.push_str(&painted);
            line.push_str(&" ".repeat(width - width_of(text) + 2));
        }
        out.push_str(&format!("  {}\n", line.trim_end()));
    }
    if dress == Dress::Markdown {
        out.push('\n');
    }
    out.push_str(&fold_line(&laid.legend(), indent));
    out
}

impl LaidOut {
    /// Says which team gives a cell its colour: the first that is named in it, as a
    /// position in `teams`.
    pub fn colour(&self, cell: &str) -> Option<usize> {
        let first = cell.chars().next()?;
        self.teams.iter().position(|(letter, _)| *letter == first)
    }

    /// Says what the rows and the columns are.
    pub fn axes(&self, lang: Lang) -> [String; 2] {
        let (rows, columns) = match lang {
            Lang::It => ("righe", "colonne"),
            Lang::En => ("rows", "columns"),
        };
        [format!("{rows}: {}", self.matches[0]), format!("{columns}: {}", self.matches[1])]
    }

    /// Returns the letters with their teams, and the notes.
    pub fn legend(&self) -> Vec<String> {
        let teams = self.teams.iter().map(|(letter, name)| format!("{letter} {name}"));
        teams.chain(self.notes.iter().cloned()).collect()
    }
}

/// Joins a legend to lines of at most 80 columns.
fn fold_line(parts: &[String], indent: &str) -> String {
    let mut out = String::new();
    let mut line = indent.to_owned();
    for part in parts {
        if width_of(&line) + width_of(part) + 3 > 80 && line.trim() != "" {
            out.push_str(&format!("{}\n", line.trim_end()));
            line = indent.to_owned();
        }
        if line.trim() != "" {
            line.push_str(" · ");
        }
        line.push_str(part);
    }
    out.push_str(&format!("{line}\n"));
    out
}

/// Gives every team a letter of its own: the first of its name that is free.
fn letters(names: &[String]) -> Vec<char> {
    let mut taken: Vec<char> = Vec::new();
    for name in names {
        let own = name.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_uppercase);
        let free = own.chain('A'..='Z').find(|c| !taken.contains(c)).unwrap_or('?');
        taken.push(free);
    }
    taken
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_team_has_a_letter_of_its_own() {
        let names = ["Wales", "Belgium", "Wallonia", "Bulgaria"].map(str::to_owned);
        assert_eq!(letters(&names), ['W', 'B', 'A', 'U']);
    }

    #[test]
    fn alike_neighbours_share_a_run() {
        let margins = [3, 2, 1, 0, 0];
        assert_eq!(runs(5, |i, j| margins[i] == margins[j]), [(0, 0), (1, 1), (2, 2), (3, 4)]);
    }
}
