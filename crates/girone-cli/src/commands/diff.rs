//! `girone diff`: what a set of entries changed.

use girone::compare::{
    CompareRow, Difference, PastDay, TallyChange, compare, compare_tallies, concerned, past_days,
};
use girone::model::{AsOf, Lang, Moment};
use girone::render::{Align, Grid, verdict_text};
use girone::scenarios::Verdict;
use girone::{Desk, Error, View};
use jiff::civil::Date;
use serde::Serialize;

use super::keep;
use crate::args::{Common, Diff, Format, OneOrTwo};
use crate::output;

pub fn run(common: &Common, question: &Diff) -> Result<u8, Error> {
    let (before, after, basis) = views(common)?;
    let until = match after.as_of().known_by.date() {
        Some(day) => day,
        None => keep::today()?,
    };
    let all = concerned(&before, &after);
    let wanted = |address: &String| match &question.address {
        None => true,
        Some(asked) => address == asked || address.starts_with(&format!("{asked}/")),
    };
    if let Some(asked) = &question.address {
        after.edition(asked)?;
    }
    let differences: Vec<Difference> = all
        .iter()
        .filter(|a| wanted(a))
        .filter_map(|a| compare(&before, &after, a, common.lang))
        .collect();
    let tallies = compare_tallies(&before, &after, common.lang);
    let past: Vec<PastDay> = past_days(&before, &after, until, common.lang)
        .into_iter()
        .filter(|p| wanted(&p.difference.address))
        .collect();
    if common.format() == Format::Json {
        output::json(&shape(&basis, &differences, &tallies, &past))?;
        return Ok(0);
    }
    let mut lines = vec![basis];
    if differences.is_empty() && tallies.is_empty() && past.is_empty() {
        lines.push(pick(
            common.lang,
            "No table, tally, verdict or briefing is different.",
            "Nessuna classifica, bilancio, verdetto o sintesi è diversa.",
        ));
    }
    for difference in &differences {
        lines.push(String::new());
        lines.extend(side_by_side(difference, common.lang));
        lines.extend(changes(difference, common.lang));
    }
    lines.extend(tally_lines(&tallies, common.lang));
    lines.extend(past_lines(&past, common.lang));
    output::print(&lines.join("\n"));
    Ok(0)
}

/// Takes the two views that the flags compare, and says which.
fn views(common: &Common) -> Result<(View, View, String), Error> {
    let played_by = common.at.unwrap_or(Moment::Latest);
    match (common.known_at, common.ledger_at) {
        (Some(OneOrTwo::Two(a, b)), None) => {
            let desk = super::open(common)?;
            let view = |known_by| desk.view(AsOf { played_by, known_by });
            let text = if common.lang == Lang::It {
                format!("Che cosa si è saputo dal {a} al {b}")
            } else {
                format!("What became known from {a} to {b}")
            };
            Ok((view(a), view(b), text))
        }
        (known, Some(OneOrTwo::Two(a, b))) => {
            let known_by = known.map_or(Ok(Moment::Latest), |k| k.one("--known-at"))?;
            let open = |at| -> Result<Desk, Error> {
                let mut sources = super::sources(&Common { ledger_at: None, ..common.clone() })?;
                let path = keep::path(common)?;
                sources.ledger =
                    Some(std::sync::Arc::new(girone_store::LedgerFile::new(path, Some(at))));
                Desk::open(&sources)
            };
            let view = |desk: Desk| desk.view(AsOf { played_by, known_by });
            let text = if common.lang == Lang::It {
                format!("Che cosa hanno cambiato le voci da {} a {b}", a + 1)
            } else {
                format!("What entries {} to {b} changed", a + 1)
            };
            Ok((view(open(a)?), view(open(b)?), text))
        }
        (Some(OneOrTwo::Two(..)), Some(_)) => Err(Error::usage(
            "compare two moments of knowledge or two pages of the ledger, not both",
        )),
        _ => Err(Error::usage(
            "between what? write --known-at 2026-02-13..2026-03-20 or --ledger-at 120..131",
        )),
    }
}

/// Writes a table before and after, side by side, with an arrow for whoever moved.
pub fn side_by_side(difference: &Difference, lang: Lang) -> Vec<String> {
    let mut lines = vec![format!("{}  [{}]", difference.title, difference.address)];
    if difference.before == difference.after {
        lines.push(pick(lang, "the table is the same", "la classifica è la stessa"));
        return lines;
    }
    let it = lang == Lang::It;
    let mut grid = Grid::new(&[
        Align::Right,
        Align::Left,
        Align::Right,
        Align::Right,
        Align::Right,
        Align::Left,
        Align::Right,
        Align::Left,
        Align::Right,
        Align::Right,
        Align::Right,
        Align::Left,
    ]);
    let head = |words: [&str; 4]| {
        let mut cells = vec![String::new()];
        cells.extend(words.map(str::to_owned));
        cells
    };
    let (left, right) = if it {
        (["prima", "G", "DR", "Pt"], ["dopo", "G", "DR", "Pt"])
    } else {
        (["before", "P", "GD", "Pts"], ["after", "P", "GD", "Pts"])
    };
    let mut row = head(left);
    row.push("│".to_owned());
    row.extend(head(right));
    row.push(String::new());
    grid.row(row);
    let cells = |r: Option<&CompareRow>| match r {
        None => vec![String::new(); 5],
        Some(r) => vec![
            r.place.to_string(),
            r.team.clone(),
            r.played.to_string(),
            format!("{:+}", r.difference),
            r.points.to_string(),
        ],
    };
    for i in 0..difference.before.len().max(difference.after.len()) {
        let (old, new) = (difference.before.get(i), difference.after.get(i));
        let mut row = cells(old);
        row.push("│".to_owned());
        row.extend(cells(new));
        let was = new.and_then(|n| difference.before.iter().find(|o| o.team == n.team));
        row.push(match (was, new) {
            (Some(o), Some(n)) if n.place < o.place => {
                format!("↑ {} {}", pick(lang, "from", "da"), o.place)
            }
            (Some(o), Some(n)) if n.place > o.place => {
                format!("↓ {} {}", pick(lang, "from", "da"), o.place)
            }
            (Some(o), Some(n)) if o != n => "•".to_owned(),
            _ => String::new(),
        });
        grid.row(row);
    }
    lines.extend(grid.lines());
    lines
}

/// Picks the words of a language.
fn pick(lang: Lang, en: &str, it: &str) -> String {
    if lang == Lang::It { it } else { en }.to_owned()
}

fn word(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Through => "through",
        Verdict::Out => "out",
        Verdict::Open => "open",
        Verdict::Undecided => "undecided",
    }
}

/// Writes verdicts and sentences that are different.
pub fn changes(difference: &Difference, lang: Lang) -> Vec<String> {
    let word = |verdict| verdict_text(verdict, lang);
    let mut lines = Vec::new();
    for v in &difference.verdicts {
        lines.push(format!("{}, {}: {} → {}", v.team, v.berth, word(v.before), word(v.after)));
    }
    lines.extend(difference.unsaid.iter().map(|s| format!("- {s}")));
    lines.extend(difference.said.iter().map(|s| format!("+ {s}")));
    lines
}

/// Writes tallies that are different.
pub fn tally_lines(tallies: &[TallyChange], lang: Lang) -> Vec<String> {
    const LISTED: usize = 20;
    let mut lines = Vec::new();
    if tallies.is_empty() {
        return lines;
    }
    lines.push(String::new());
    lines.push(pick(
        lang,
        "Tallies over all matches, W-D-L and goals:",
        "Bilanci su tutte le partite, V-N-P e gol:",
    ));
    let text = |t: &[u32; 5]| format!("{}-{}-{} {}-{}", t[0], t[1], t[2], t[3], t[4]);
    for t in tallies.iter().take(LISTED) {
        lines.push(format!("  {}: {} → {}", t.team, text(&t.before), text(&t.after)));
    }
    if tallies.len() > LISTED {
        let more = pick(lang, "more teams:", "altre squadre:");
        lines.push(format!("  {more} {}", tallies.len() - LISTED));
    }
    lines
}

/// Writes the days whose tables, verdicts or briefings are told differently now.
pub fn past_lines(past: &[PastDay], lang: Lang) -> Vec<String> {
    let word = |verdict| verdict_text(verdict, lang);
    let mut lines = Vec::new();
    if past.is_empty() {
        return lines;
    }
    lines.push(String::new());
    lines.push(pick(
        lang,
        "Past days that are told differently now:",
        "Giorni passati che ora si raccontano in altro modo:",
    ));
    for p in past {
        let d = &p.difference;
        let mut what = Vec::new();
        if d.before != d.after {
            what.push(pick(lang, "the table", "la classifica"));
        }
        for v in &d.verdicts {
            what.push(format!("{} {} {} → {}", v.team, v.berth, word(v.before), word(v.after)));
        }
        if !d.said.is_empty() || !d.unsaid.is_empty() {
            what.push(pick(lang, "the briefing", "la sintesi"));
        }
        lines.push(format!("  {} {}: {}", p.day, d.address, what.join("; ")));
    }
    lines
}

#[derive(Serialize)]
struct RowShape {
    place: u8,
    team: String,
    played: u16,
    goal_difference: i32,
    points: i32,
}

#[derive(Serialize)]
struct VerdictShape {
    team: String,
    berth: String,
    before: &'static str,
    after: &'static str,
}

#[derive(Serialize)]
struct DifferenceShape {
    address: String,
    before: Vec<RowShape>,
    after: Vec<RowShape>,
    verdicts: Vec<VerdictShape>,
    unsaid: Vec<String>,
    said: Vec<String>,
}

#[derive(Serialize)]
struct TallyShape {
    team: String,
    before: [u32; 5],
    after: [u32; 5],
}

#[derive(Serialize)]
struct PastShape {
    day: Date,
    #[serde(flatten)]
    difference: DifferenceShape,
}

#[derive(Serialize)]
struct DiffShape {
    basis: String,
    tables: Vec<DifferenceShape>,
    tallies: Vec<TallyShape>,
    past: Vec<PastShape>,
}

fn difference_shape(d: &Difference) -> DifferenceShape {
    let rows = |rows: &[CompareRow]| {
        rows.iter()
            .map(|r| RowShape {
                place: r.place,
                team: r.team.clone(),
                played: r.played,
                goal_difference: r.difference,
                points: r.points,
            })
            .collect()
    };
    DifferenceShape {
        address: d.address.clone(),
        before: rows(&d.before),
        after: rows(&d.after),
        verdicts: d
            .verdicts
            .iter()
            .map(|v| VerdictShape {
                team: v.team.clone(),
                berth: v.berth.clone(),
                before: word(v.before),
                after: word(v.after),
            })
            .collect(),
        unsaid: d.unsaid.clone(),
        said: d.said.clone(),
    }
}

fn shape(
    basis: &str,
    differences: &[Difference],
    tallies: &[TallyChange],
    past: &[PastDay],
) -> DiffShape {
    DiffShape {
        basis: basis.to_owned(),
        tables: differences.iter().map(difference_shape).collect(),
        tallies: tallies
            .iter()
            .map(|t| TallyShape { team: t.team.clone(), before: t.before, after: t.after })
            .collect(),
        past: past
            .iter()
            .map(|p| PastShape { day: p.day, difference: difference_shape(&p.difference) })
            .collect(),
    }
}
