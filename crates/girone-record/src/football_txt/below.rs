//! What stands below a match: goals, line-ups, cards, the referee.

use std::sync::Arc;

use girone_model::{CardKind, Side, fold};

use super::goals::{self, LineUp};
use super::line;
use super::read::{As, LONGEST_LINE, LONGEST_LIST, Reader, add_note};
use super::scan::{quoted, squeeze, without_comment};
use crate::diagnostic::{Diagnostic, Place, code};
use crate::draft::{DraftCard, DraftGoal, DraftMatch};

/// The keys of lines below a match; a team of such a name has no line-up.
const KEYS: [&str; 28] = [
    "goals",
    "goal",
    "scorers",
    "yellow card",
    "yellow cards",
    "booked",
    "second yellow cards",
    "second yellow card",
    "red card",
    "red cards",
    "sent off",
    "coach",
    "trainer",
    "manager",
    "coaches",
    "managers",
    "ref",
    "refs",
    "referee",
    "referees",
    "att",
    "attendance",
    "note",
    "notes",
    "penalties",
    "penalty shootout",
    "penalty shoot out",
    "pens",
];

impl Reader {
    /// Joins the lines of a list; `None` if it does not end.
    fn joined(
        rows: &[Result<&str, &[u8]>],
        at: usize,
        more: impl Fn(&str) -> bool,
    ) -> Option<(String, usize)> {
        let mut text = without_comment(rows[at].ok()?).trim().to_owned();
        let mut taken = 1;
        while more(&text) {
            let next = rows.get(at + taken).copied()?.ok()?;
            let raw = next.trim();
            if raw.is_empty() || taken >= LONGEST_LIST || next.len() > LONGEST_LINE {
                return None;
            }
            text.push(' ');
            text.push_str(without_comment(next).trim());
            taken += 1;
        }
        Some((text, taken))
    }

    /// Reads the goals of the last match.
    pub(super) fn goal_lines(
        &mut self,
        rows: &[Result<&str, &[u8]>],
        at: usize,
        first: &str,
    ) -> Option<(usize, As)> {
        let (open, close) = if first.starts_with('(') { ('(', ')') } else { ('[', ']') };
        let (text, taken) = Self::joined(rows, at, |t| depth(t, open, close) > 0)?;
        let inner = text.strip_prefix(open)?.strip_suffix(close)?;
        self.goals(inner).then_some((taken, As::Understood))
    }

    /// Adds goals to the last match; `false` if they are none.
    fn goals(&mut self, text: &str) -> bool {
        let Some(last) = self.draft.matches.last_mut() else { return false };
        if !last.goals.is_empty() {
            return false;
        }
        let halves = goals::split_sides(text);
        let goals: Option<Vec<DraftGoal>> = match halves.as_slice() {
            [home, away] => (|| {
                let mut list = goals::goals(home, Side::Home, &mut self.people)?;
                list.extend(goals::goals(away, Side::Away, &mut self.people)?);
                Some(list)
            })(),
            _ => {
                // One list: it belongs to the side that scored.
                let pitch = last.outcome.and_then(|o| o.pitch());
                let scored = pitch.map_or((1, 0), |s| (s.result.home, s.result.away));
                match scored {
                    (_, 0) => goals::goals(text, Side::Home, &mut self.people),
                    (0, _) => goals::goals(text, Side::Away, &mut self.people),
                    _ => None,
                }
            }
        };
        match goals {
            Some(list) => {
                last.goals = list;
                true
            }
            None => false,
        }
    }

    /// Reads `Key: …`: a line-up, cards, the referee.
    pub(super) fn property(
        &mut self,
        rows: &[Result<&str, &[u8]>],
        at: usize,
        first: &str,
    ) -> Option<(usize, As)> {
        let (key, _) = first.split_once(':')?;
        let key = key.trim();
        if key.is_empty()
            || key.contains('"')
            || key.chars().count() > 60
            || key.ends_with(|c: char| c.is_ascii_digit())
        {
            return None;
        }
        let last = self.draft.matches.last()?;
        let folded = fold(key);
        let word = folded.as_str();
        let side = if KEYS.contains(&word) {
            None
        } else if fold(&last.teams.home) == *word {
            Some(Side::Home)
        } else if fold(&last.teams.away) == *word {
            Some(Side::Away)
        } else {
            None
        };
        let open_end = |t: &str| {
            let dash = side.is_some() && t.ends_with(['-', '–']);
            depth(t, '(', ')') > 0 || t.ends_with([',', ';']) || dash
        };
        let (text, taken) = match Self::joined(rows, at, open_end) {
            Some(joined) => joined,
            None => (first.to_owned(), 1),
        };
        let value = text.split_once(':')?.1.trim().to_owned();
        let fine = match word {
            "goals" | "goal" | "scorers" => self.goals(&value),
            "yellow card" | "yellow cards" | "booked" => self.cards(&value, CardKind::Yellow, at),
            "second yellow cards" | "second yellow card" => {
                self.cards(&value, CardKind::SecondYellow, at)
            }
            "red card" | "red cards" | "sent off" => self.cards(&value, CardKind::Red, at),
            "coach" | "trainer" | "manager" | "coaches" | "managers" => self.coaches(&value),
            "ref" | "refs" | "referee" | "referees" => {
                let text = match quoted(&value) {
                    Some((name, "")) => Some(self.names.text(&name)),
                    _ => self.names.some(&value),
                };
                self.last_match(|m| m.referee = text)
            }
            "att" | "attendance" => match line::number(&value) {
                Some(count) => self.last_match(|m| m.attendance = Some(count)),
                None => false,
            },
            "note" | "notes" => self.last_match(|m| add_note(m, &value)),
            // The single kicks of a shoot-out have no place in the record.
            "penalties" | "penalty shootout" | "penalty shoot out" | "pens" => true,
            _ => self.line_up(&value, side?),
        };
        fine.then_some((taken, As::Understood))
    }

    fn last_match(&mut self, change: impl FnOnce(&mut DraftMatch)) -> bool {
        match self.draft.matches.last_mut() {
            Some(last) => {
                change(last);
                true
            }
            None => false,
        }
    }

    fn line_up(&mut self, text: &str, side: Side) -> bool {
        let Some(LineUp { names, cards, coach }) = goals::line_up(text) else { return false };
        let index = self.draft.matches.len() - 1;
        if self.lined_up.last() != Some(&index) {
            self.lined_up.push(index);
        }
        self.named[side] = names;
        self.last_line_up = Some(side);
        let last = &mut self.draft.matches[index];
        for (name, kind, minute) in cards {
            let person = Some(self.people.text(&name));
            last.cards.get_or_insert_default().push(DraftCard { side, person, minute, kind });
        }
        if let Some(coach) = coach {
            last.coaches[side] = Some(self.people.text(&coach));
        }
        true
    }

    fn cards(&mut self, text: &str, kind: CardKind, at: usize) -> bool {
        let named = &self.named;
        let side_of = |name: &str| {
            let name = fold(name);
            let plays = |side: Side| {
                named[side].iter().any(|n| {
                    let n = fold(n);
                    n == name || n.ends_with(&format!(" {name}"))
                })
            };
            match (plays(Side::Home), plays(Side::Away)) {
                (true, false) => Some(Side::Home),
                (false, true) => Some(Side::Away),
                _ => None,
            }
        };
        let Some((list, unclear)) = goals::cards(text, kind, &mut self.people, side_of) else {
            return false;
        };
        if unclear > 0 {
            let message =
                format!("of {unclear} cards nothing says whose they are; the cards are left out");
            self.diagnostics.push(
                Diagnostic::warning(code::VALUE, &self.file, Place::line(at as u32 + 1), message)
                    .help("set the sides apart by `;`, home first"),
            );
        }
        if unclear > 0 {
            self.cards_unclear.push(self.draft.matches.len() - 1);
        }
        self.last_match(|m| m.cards.get_or_insert_default().extend(list))
    }

    fn coaches(&mut self, text: &str) -> bool {
        let side = self.last_line_up;
        let halves = goals::split_sides(text);
        let mut name = |text: &str| {
            if let Some((name, _)) = quoted(text.trim()) {
                return Some(self.people.text(&name));
            }
            let text = squeeze(text);
            (!text.is_empty() && text != "-").then(|| self.people.text(&text))
        };
        let found: Vec<(Side, Option<Arc<str>>)> = match (halves.as_slice(), side) {
            ([home, away], _) => vec![(Side::Home, name(home)), (Side::Away, name(away))],
            ([one], Some(side)) => vec![(side, name(one))],
            _ => return false,
        };
        self.last_match(|m| {
            for (side, coach) in found {
                m.coaches[side] = coach.or(m.coaches[side].take());
            }
        })
    }
}

/// Returns how many brackets are open at the end of a text, quotations aside.
fn depth(text: &str, open: char, close: char) -> i32 {
    let (mut depth, mut quotes, mut escaped) = (0, false, false);
    for c in text.chars() {
        match c {
            _ if escaped => escaped = false,
            '\\' if quotes => escaped = true,
            '"' => quotes = !quotes,
            _ if quotes => {}
            c => depth += i32::from(c == open) - i32::from(c == close),
        }
    }
    depth
}
