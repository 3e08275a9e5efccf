//! Tables as text.

use girone_model::Lang;
use girone_rules::Row;

use super::date;
use super::grid::{Align, Grid};
use crate::table_answer::{Letter, TableAnswer};
use crate::{Explain, View};

/// Writes a signed number with a true minus sign; zero has none.
pub(crate) fn signed(n: i32) -> String {
    match n {
        0 => "0".to_owned(),
        n if n > 0 => format!("+{n}"),
        n => format!("−{}", -n),
    }
}

/// Writes a number with a true minus sign.
pub(crate) fn plain(n: i32) -> String {
    if n < 0 { format!("−{}", -n) } else { n.to_string() }
}

/// Writes results as letters, oldest first, the last five.
pub(crate) fn form(letters: &[Letter], lang: Lang) -> String {
    letters[letters.len().saturating_sub(5)..]
        .iter()
        .map(|letter| match (letter, lang) {
            (Letter::Won, Lang::En) => 'W',
            (Letter::Drawn, Lang::En) => 'D',
            (Letter::Lost, Lang::En) => 'L',
            (Letter::Won, Lang::It) => 'V',
            (Letter::Drawn, Lang::It) => 'N',
            (Letter::Lost, Lang::It) => 'P',
        })
        .collect()
}

/// The place as printed: nothing for a team that shares that of the one above.
fn place(row: &Row, above: Option<&Row>) -> String {
    match above {
        Some(above) if above.place == row.place => "=".to_owned(),
        _ => row.place.to_string(),
    }
}

/// Writes a table for a terminal, with what stands out below it.
///
/// `finish` gives for each team, by its position in the sheet, what stands in
/// the last column ("1–4"); empty leaves the column out.
pub fn table_text(
    view: &View,
    answer: &TableAnswer,
    lang: Lang,
    finish: &[String],
    explain: Explain,
) -> String {
    let it = lang == Lang::It;
    let as_of = date::as_of(&view.as_of().played_by, lang);
    let group = answer.title(lang);
    let progress = if it {
        format!("{} di {} giocate", answer.played, answer.total)
    } else {
        format!("{} of {} played", answer.played, answer.total)
    };
    let mut out = format!("{group}\n{as_of} · {progress}\n\n");
    let mut columns = vec![Align::Right, Align::Left];
    columns.extend([Align::Right; 8]);
    columns.extend([Align::Left, Align::Left]);
    let mut grid = Grid::new(&columns);
    let header: &[&str] = if it {
        &["Pos", "Squadra", "G", "V", "N", "P", "GF", "GS", "DR", "Pt", "Forma", "Può finire"]
    } else {
        &["Pos", "Team", "P", "W", "D", "L", "GF", "GA", "GD", "Pts", "Form", "Can finish"]
    };
    let cell = |row: &Row, above: Option<&Row>| {
        let t = &row.totals;
        let mut points = plain(t.points);
        if row.adjusted != 0 {
            points.push('*');
        }
        vec![
            place(row, above),
            view.team_name(answer.team(row.team), lang).to_owned(),
            t.played.to_string(),
            t.won.to_string(),
            t.drawn.to_string(),
            t.lost.to_string(),
            t.goals_for.to_string(),
            t.goals_against.to_string(),
            signed(t.goal_difference()),
            points,
            form(&answer.form[usize::from(row.team)], lang),
            finish.get(usize::from(row.team)).cloned().unwrap_or_default(),
        ]
    };
    let mut header: Vec<String> = header.iter().map(|h| (*h).to_owned()).collect();
    if finish.is_empty() {
        header[11].clear();
    }
    grid.row(header);
    let rows = &answer.table.rows;
    for (i, row) in rows.iter().enumerate() {
        grid.row(cell(row, i.checked_sub(1).map(|j| &rows[j])));
    }
    for line in grid.lines() {
        out.push_str(&line);
        out.push('\n');
    }
    let notes = answer.notes(view, lang, explain);
    if !notes.is_empty() {
        out.push('\n');
    }
    for note in notes {
        out.push_str(&note);
        out.push('\n');
    }
    out
}

/// Writes a table as CSV, header first; keys in English.
pub fn table_csv(view: &View, answer: &TableAnswer, header: bool) -> String {
    let mut out = String::new();
    if header {
        out.push_str("edition,stage,group,place,level,team,played,won,drawn,lost,goals_for,goals_against,goal_difference,points,adjusted\n");
    }
    for row in &answer.table.rows {
        let t = &row.totals;
        let name = view.team_name(answer.team(row.team), Lang::En);
        out.push_str(&format!(
            "{},{},{},{},{},{},{},{},{},{},{},{},{},{},{}\n",
            answer.edition.id,
            quoted(&answer.stage),
            quoted(&answer.group),
            row.place,
            row.shared_by > 1,
            quoted(name),
            t.played,
            t.won,
            t.drawn,
            t.lost,
            t.goals_for,
            t.goals_against,
            t.goal_difference(),
            t.points,
            row.adjusted
        ));
    }
    out
}

/// Quotes a CSV field where it must be.
fn quoted(field: &str) -> String {
    if field.contains([',', '"', '\n']) {
        format!("\"{}\"", field.replace('"', "\"\""))
    } else {
        field.to_owned()
    }
}

/// Writes a table in Markdown.
pub fn table_markdown(view: &View, answer: &TableAnswer, lang: Lang) -> String {
    let mut out = format!("**{}**\n\n", answer.title(lang));
    out.push_str(if lang == Lang::It {
        "| Pos | Squadra | G | V | N | P | GF | GS | DR | Pt |\n"
    } else {
        "| Pos | Team | P | W | D | L | GF | GA | GD | Pts |\n"
    });
    out.push_str("|---:|:---|---:|---:|---:|---:|---:|---:|---:|---:|\n");
    for (i, row) in answer.table.rows.iter().enumerate() {
        let t = &row.totals;
        let above = i.checked_sub(1).map(|j| &answer.table.rows[j]);
        let name = view.team_name(answer.team(row.team), lang).replace('|', "\\|");
        out.push_str(&format!(
            "| {} | {name} | {} | {} | {} | {} | {} | {} | {} | {} |\n",
            place(row, above),
            t.played,
            t.won,
            t.drawn,
            t.lost,
            t.goals_for,
            t.goals_against,
            signed(t.goal_difference()),
            plain(t.points)
        ));
    }
    for note in answer.notes(view, lang, Explain::Short) {
        out.push_str(&format!("\n{note}\n"));
    }
    out
}

/// Writes a table for Wikipedia's `Module:Sports table`.
///
/// Source: parameters as documented at
/// <https://en.wikipedia.org/wiki/Module:Sports_table/WDL>.
pub fn table_wiki(view: &View, answer: &TableAnswer) -> String {
    let mut out = String::from("{{#invoke:Sports table|main|style=WDL\n");
    if let Some(date) = answer.last_played {
        out.push_str(&format!("|update={}\n", date.strftime("%-d %B %Y")));
    }
    out.push_str(&format!("|source={}\n", wiki(&answer.regulation.source)));
    let code = |row: &Row| {
        let team = view.snapshot().directory.team(answer.team(row.team));
        match &team.code {
            Some(code) => code.to_string(),
            None => team.key.to_uppercase().replace('-', "_"),
        }
    };
    let order: Vec<String> = answer.table.rows.iter().map(&code).collect();
    out.push_str(&format!("|team_order={}\n", order.join(", ")));
    let points = answer.regulation.points;
    if points.win != 3 {
        out.push_str(&format!("|winpoints={}\n", points.win));
    }
    for row in &answer.table.rows {
        let (c, t) = (code(row), &row.totals);
        let name = view.team_name(answer.team(row.team), Lang::En);
        out.push_str(&format!(
            "|win_{c}={} |draw_{c}={} |loss_{c}={} |gf_{c}={} |ga_{c}={}",
            t.won, t.drawn, t.lost, t.goals_for, t.goals_against
        ));
        if row.adjusted != 0 {
            out.push_str(&format!(" |adjust_points_{c}={}", row.adjusted));
        }
        out.push_str(&format!("\n|name_{c}={}\n", wiki(name)));
    }
    out.push_str("}}\n");
    out
}

/// Makes text safe inside a template.
fn wiki(text: &str) -> String {
    text.replace('|', "{{!}}").replace("}}", "} }")
}
