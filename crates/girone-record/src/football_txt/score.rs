//! Scores as football.txt writes them.

use girone_model::{BySide, Score, ShootOut, Side};

use super::scan::{blanks, digits};

/// A score that was found in a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Found {
    pub(crate) score: Score,
    /// Whether the one score in brackets may be that of half time or, after extra
    /// time, that after 90 minutes.
    pub(crate) open: bool,
    /// Whether a shoot-out of equal counts was left out, as nobody won it.
    pub(crate) level_shoot_out: bool,
    /// A status that stands with the score, such as `awd`.
    pub(crate) status: Option<Status>,
}

/// What a line says besides the score.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Status {
    Awarded,
    Abandoned,
    Postponed,
    Annulled,
    Walkover(Option<Side>),
}

/// Reads a status word.
pub(crate) fn status(word: &str) -> Option<Status> {
    let word = word.trim().trim_end_matches('.').to_ascii_lowercase();
    Some(match word.as_str() {
        "awarded" | "awd" => Status::Awarded,
        "abandoned" | "abd" | "aban" | "suspended" | "susp" => Status::Abandoned,
        "postponed" | "ppd" | "pstp" | "pp" => Status::Postponed,
        "annulled" | "ann" | "void" | "voided" | "cancelled" | "canceled" | "canc" | "n/p"
        | "not played" => Status::Annulled,
        "walkover" | "w/o" | "wo" => Status::Walkover(None),
        "o/w" => Status::Walkover(Some(Side::Away)),
        "walkover: home" => Status::Walkover(Some(Side::Home)),
        "walkover: away" => Status::Walkover(Some(Side::Away)),
        _ => return None,
    })
}

/// Why a text that looks like a score is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NoScore {
    /// There is nothing like a score.
    Absent,
    /// A number of goals that no match has.
    TooMany,
}

/// The mark that follows a pair of numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mark {
    ExtraTime,
    ShootOut,
    Aggregate,
}

/// Reads a score at the start of `text`; returns it with what follows.
///
/// Understands `2-1`, `2-1 (1-0)`, `2-1 a.e.t. (1-1, 0-1)`,
/// `3-4 pen. 1-1 a.e.t. (1-1, 0-0)`, `1-1 a.e.t. (1-1, 0-0), 3-4 pen.`,
/// `1-1 (3-4 pen.)`, and a `*` for a break whose score is unknown.
pub(crate) fn score(text: &str) -> Result<(Found, &str), NoScore> {
    let mut rest = text;
    let mut result = None;
    let mut shoot_out = None;
    let mut extra_time = None;
    let mut breaks: Option<Vec<Option<BySide<u8>>>> = None;
    let mut status_found = None;
    loop {
        let start = blanks(rest);
        let start = start.strip_prefix(',').map_or(start, blanks);
        if let Some((goals, after)) = pair(start)? {
            let (mark, after) = mark(after);
            match mark {
                Some(Mark::ShootOut) if shoot_out.is_none() => shoot_out = Some(goals),
                Some(Mark::Aggregate) => {}
                Some(Mark::ExtraTime) if result.is_none() => {
                    extra_time = Some(true);
                    result = Some(goals);
                }
                None if result.is_none() => result = Some(goals),
                _ => break,
            }
            rest = after;
            continue;
        }
        if result.is_none() {
            break;
        }
        if let Some(after) = start.strip_prefix('(')
            && let Some(close) = after.find(')')
        {
            let Some(inside) = inside(&after[..close])? else { break };
            match inside {
                Inside::Breaks(list) if breaks.is_none() => breaks = Some(list),
                Inside::ShootOut(goals) if shoot_out.is_none() => shoot_out = Some(goals),
                Inside::ExtraTime => extra_time = Some(true),
                Inside::Aggregate => {}
                _ => break,
            }
            rest = &after[close + 1..];
            continue;
        }
        let (found, after) = mark(start);
        match found {
            Some(Mark::ExtraTime) => extra_time = Some(true),
            Some(Mark::ShootOut | Mark::Aggregate) | None => {
                let (word, after) = first_word(start);
                match status(word) {
                    Some(found) if status_found.is_none() && word.len() > 2 => {
                        status_found = Some(found);
                        rest = after;
                        continue;
                    }
                    _ => break,
                }
            }
        }
        rest = after;
    }
    let Some(result) = result else { return Err(NoScore::Absent) };
    let breaks = breaks.unwrap_or_default();
    let (full_time, half_time, open) = match (breaks.as_slice(), extra_time) {
        ([], _) => (None, None, false),
        ([one], Some(true)) => (*one, None, true),
        ([one], _) => (None, *one, false),
        ([full, half, ..], _) => (*full, *half, false),
    };
    let level_shoot_out = shoot_out.is_some_and(|g| g.home == g.away);
    let shoot_out = shoot_out.filter(|_| !level_shoot_out).map(|goals| ShootOut {
        winner: if goals.home > goals.away { Side::Home } else { Side::Away },
        goals: Some(goals),
    });
    let score = Score { half_time, full_time, result, extra_time, shoot_out };
    Ok((Found { score, open, level_shoot_out, status: status_found }, rest))
}

/// Reads a remark on a score, such as `aet` or `aet, 4-2 pen.`; returns whether
/// extra time was played and the count of the shoot-out.
pub(crate) fn remark(text: &str) -> Option<(bool, Option<BySide<u8>>)> {
    let text = format!("0-0 {text}");
    let (found, rest) = score(&text).ok()?;
    let extra_time = found.score.extra_time == Some(true);
    let goals = found.score.shoot_out.and_then(|s| s.goals);
    let bare = found.score.half_time.is_none()
        && found.score.full_time.is_none()
        && found.status.is_none()
        && rest.trim().is_empty();
    (bare && (extra_time || goals.is_some())).then_some((extra_time, goals))
}

/// Takes `2-1`; the numbers must be followed by no further letter or digit.
fn pair(text: &str) -> Result<Option<(BySide<u8>, &str)>, NoScore> {
    let Some((home, rest)) = digits(text, 9) else { return Ok(None) };
    let Some(rest) = rest.strip_prefix(['-', '–', '−', ':']) else { return Ok(None) };
    let colon = text[..text.len() - rest.len()].ends_with(':');
    let Some((away, after)) = digits(rest, 9) else { return Ok(None) };
    // `18:30` is a time.
    if colon && rest.len() - after.len() > 1 {
        return Ok(None);
    }
    let next = after.chars().next();
    let ends = next.is_none_or(|c| {
        c.is_whitespace() || matches!(c, ',' | ')' | '(' | ';' | '[' | '*' | 'p' | 'a' | 'n' | 'i')
    });
    if !ends {
        return Ok(None);
    }
    if matches!(next, Some('p' | 'a' | 'n' | 'i')) && mark(after).0.is_none() {
        return Ok(None);
    }
    match (u8::try_from(home), u8::try_from(away)) {
        (Ok(home @ 0..=99), Ok(away @ 0..=99)) => Ok(Some((BySide::new(home, away), after))),
        _ => Err(NoScore::TooMany),
    }
}

enum Inside {
    Breaks(Vec<Option<BySide<u8>>>),
    ShootOut(BySide<u8>),
    ExtraTime,
    Aggregate,
}

/// Reads what stands in brackets after a score.
fn inside(text: &str) -> Result<Option<Inside>, NoScore> {
    let mut rest = blanks(text);
    if let (Some(Mark::ExtraTime), after) = mark(rest)
        && after.trim().is_empty()
    {
        return Ok(Some(Inside::ExtraTime));
    }
    for word in ["HT", "ht", "half-time", "FT", "ft"] {
        rest = rest.strip_prefix(word).map_or(rest, blanks);
    }
    if let (Some(Mark::Aggregate), after) = mark(rest) {
        let after = blanks(after);
        return Ok(pair(after)?.map(|_| Inside::Aggregate));
    }
    let mut list = Vec::new();
    loop {
        if let Some(after) = rest.strip_prefix('*') {
            list.push(None);
            rest = blanks(after);
        } else if let Some((goals, after)) = pair(rest)? {
            let (mark, after) = mark(after);
            match mark {
                Some(Mark::ShootOut) if list.is_empty() && after.trim().is_empty() => {
                    return Ok(Some(Inside::ShootOut(goals)));
                }
                Some(Mark::Aggregate) if list.is_empty() && after.trim().is_empty() => {
                    return Ok(Some(Inside::Aggregate));
                }
                None => {}
                _ => return Ok(None),
            }
            list.push(Some(goals));
            rest = blanks(after);
        } else {
            return Ok(None);
        }
        match rest.strip_prefix([',', ';']) {
            Some(after) => rest = blanks(after),
            None if rest.is_empty() && list.len() <= 2 => return Ok(Some(Inside::Breaks(list))),
            None => return Ok(None),
        }
    }
}

/// Takes the mark that says what a pair of numbers is.
fn mark(text: &str) -> (Option<Mark>, &str) {
    const MARKS: [(&str, Mark); 20] = [
        ("a.e.t.", Mark::ExtraTime),
        ("a.e.t", Mark::ExtraTime),
        ("aet.", Mark::ExtraTime),
        ("aet", Mark::ExtraTime),
        ("n.v.", Mark::ExtraTime),
        ("d.t.s.", Mark::ExtraTime),
        ("dts", Mark::ExtraTime),
        ("on penalties", Mark::ShootOut),
        ("on pens.", Mark::ShootOut),
        ("on pens", Mark::ShootOut),
        ("penalties", Mark::ShootOut),
        ("pens.", Mark::ShootOut),
        ("pens", Mark::ShootOut),
        ("pen.", Mark::ShootOut),
        ("pen", Mark::ShootOut),
        ("i.e.", Mark::ShootOut),
        ("p.", Mark::ShootOut),
        ("p", Mark::ShootOut),
        ("agg.", Mark::Aggregate),
        ("agg", Mark::Aggregate),
    ];
    let start = blanks(text);
    for (word, mark) in MARKS {
        let Some(head) = start.get(..word.len()) else { continue };
        if !head.eq_ignore_ascii_case(word) {
            continue;
        }
        let after = &start[word.len()..];
        if after.chars().next().is_none_or(|c| !c.is_alphanumeric()) {
            return (Some(mark), after);
        }
    }
    (None, text)
}

fn first_word(text: &str) -> (&str, &str) {
    let end = text.find(char::is_whitespace).unwrap_or(text.len());
    text.split_at(end)
}

/// Writes a score so that [`score`] reads it back.
///
/// A shoot-out of which only the winner is known cannot be written here; the
/// caller adds it.
pub(crate) fn write(score: &Score) -> String {
    let text = |s: BySide<u8>| format!("{}-{}", s.home, s.away);
    let part = |s: Option<BySide<u8>>| s.map_or_else(|| "*".to_owned(), text);
    let mut out = text(score.result);
    if score.extra_time == Some(true) {
        out.push_str(" a.e.t.");
    }
    match (score.full_time, score.half_time, score.extra_time) {
        (None, None, _) => {}
        (None, half, None | Some(false)) => out.push_str(&format!(" ({})", part(half))),
        (full, half, _) => out.push_str(&format!(" ({}, {})", part(full), part(half))),
    }
    if let Some(goals) = score.shoot_out.and_then(|s| s.goals) {
        out.push_str(&format!(", {} pen.", text(goals)));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> String {
        match score(text) {
            Ok((found, rest)) => {
                format!("{} | {}", write(&found.score), rest.trim()).trim_end().to_owned()
            }
            Err(error) => format!("{error:?}"),
        }
    }

    #[test]
    fn every_form_of_a_score_is_read() {
        for (text, expected) in [
            ("2-1 Wales", "2-1 | Wales"),
            ("2–1", "2-1 |"),
            ("2:1 (0:1)", "2-1 (0-1) |"),
            ("2-1 (1-0) Wales", "2-1 (1-0) | Wales"),
            ("2-1 a.e.t. (1-1, 0-1)", "2-1 a.e.t. (1-1, 0-1) |"),
            ("2-1 aet (1-1, 0-1) Wales", "2-1 a.e.t. (1-1, 0-1) | Wales"),
            ("1-1 a.e.t, 2-4 pen.  Bosnia", "1-1 a.e.t., 2-4 pen. | Bosnia"),
            ("3-4 pen. 1-1 a.e.t. (1-1, 0-0)", "1-1 a.e.t. (1-1, 0-0), 3-4 pen. |"),
            (
                "1-1 a.e.t. (1-1, 0-0), 3-4 pen. Paraguay",
                "1-1 a.e.t. (1-1, 0-0), 3-4 pen. | Paraguay",
            ),
            ("0-0 (3-4 pen.)", "0-0, 3-4 pen. |"),
            ("0-0, 4-2p", "0-0, 4-2 pen. |"),
            ("2-0 (agg. 3-2) Roma", "2-0 | Roma"),
            ("2-0 (1-0) 1. FC Union", "2-0 (1-0) | 1. FC Union"),
            ("99-0", "99-0 |"),
            ("100-0", "TooMany"),
            ("429496729-0", "TooMany"),
            ("99999999999-0", "Absent"),
            ("18:30", "Absent"),
            ("2-1st", "Absent"),
            ("3-3 pen. 1-1", "1-1 |"),
            ("1-1 a.e.t. (*, 0-1)", "1-1 a.e.t. (*, 0-1) |"),
        ] {
            assert_eq!(read(text), expected, "{text}");
        }
    }
}
