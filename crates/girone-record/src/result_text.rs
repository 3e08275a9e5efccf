//! A result as a person types it, in English or Italian.
//!
//! ```text
//! Belgium 6-0 Kazakhstan (De Bruyne 42, 84; Doku 44, 60; Raskin 51; Meunier 87)
//! Belgio-Kazakistan 6-0 (42' e 84' De Bruyne, 44' e 60' Doku, 51' Raskin, 87' Meunier)
//! Galles - Belgio 2-4 (Wilson 51 rig., Thomas 69 | Lukaku 15 pen, Tielemans 19, Doku 27, De Bruyne 88)
//! Spain 1-1 Italy aet, 4-2 pens (1-0) 2012-06-20
//! ```
//! `|` parts the goals of the two teams; where there is none, the caller says for
//! whom a scorer plays.

use std::fmt;

use girone_model::{BySide, Minute, Score, ShootOut, Side};
use jiff::civil::Date;

/// A result as it was typed; names are not resolved.
#[derive(Clone, Debug, PartialEq)]
pub struct ResultText {
    /// The ways in which the text parts into two teams, likeliest first; more than
    /// one where hyphens may belong to a name.
    pub teams: Vec<BySide<String>>,
    /// The score; goals of the team named first come first.
    pub score: Score,
    /// The day, if the text has one.
    pub date: Option<Date>,
    /// The goals in the order of the text.
    pub goals: Vec<GoalText>,
}

/// A goal as it was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GoalText {
    /// The side it counts for, where the text says so.
    pub side: Option<Side>,
    /// Who put it in.
    pub scorer: Option<String>,
    /// When.
    pub minute: Option<Minute>,
    /// Whether the scorer plays for the other side.
    pub own_goal: bool,
    /// Whether it was a penalty kick.
    pub penalty: bool,
}

/// Why a text is no result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResultTextError(String);

impl fmt::Display for ResultTextError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for ResultTextError {}

fn error<T>(message: impl Into<String>) -> Result<T, ResultTextError> {
    Err(ResultTextError(message.into()))
}

/// Reads a result.
///
/// # Errors
/// There is no score, no two teams, or a list of goals that cannot be read; the
/// message shows the form that is expected.
pub fn read_result_text(text: &str) -> Result<ResultText, ResultTextError> {
    let mut text = text.replace(['\u{2013}', '\u{2014}', '\u{2212}'], "-").replace('\u{2019}', "'");
    let date = take_date(&mut text)?;
    let (mut line, groups) = parentheses(&text)?;
    let mut half_time = None;
    let mut extra = String::new();
    let mut goals = Vec::new();
    for group in groups {
        let score = find_score(&group);
        match score {
            Some((0, end, score)) if end == group.len() => half_time = Some(score),
            Some(_) if !words(&group).iter().any(|w| is_minute(w)) => {
                extra.push(' ');
                extra.push_str(&group);
            }
            _ => goals.extend(read_goals(&group)?),
        }
    }
    let Some((from, to, result)) = find_score(&line) else {
        return error(format!(
            "`{}` has no score; write e.g. `Belgium 6-0 Kazakhstan (De Bruyne 42, 84; Doku 44)`",
            text.trim()
        ));
    };
    let (before, after) = (line[..from].trim().to_owned(), line.split_off(to));
    let (after, mut rest) = qualifiers(&after);
    rest.push_str(&extra);
    let mut score = Score { half_time, ..Score::of(result.home, result.away) };
    finish(&mut score, &rest)?;
    let before = before.trim_matches([',', ':', ' ']).to_owned();
    let after = after.trim_matches([',', '.', ':', ' ']).to_owned();
    let teams = match (before.is_empty(), after.is_empty()) {
        (false, false) => vec![BySide::new(before, after)],
        (false, true) => part(&before),
        (true, false) => part(&after),
        (true, true) => Vec::new(),
    };
    if teams.is_empty() {
        return error(format!(
            "`{}` does not name two teams; write e.g. `Belgium 6-0 Kazakhstan`",
            text.trim()
        ));
    }
    Ok(ResultText { teams, score, date, goals })
}

/// Takes `2025-09-07` out of a text.
fn take_date(text: &mut String) -> Result<Option<Date>, ResultTextError> {
    let bytes = text.as_bytes();
    let shape = |w: &[u8]| {
        w.iter().enumerate().all(|(i, b)| match i {
            4 | 7 => *b == b'-',
            _ => b.is_ascii_digit(),
        })
    };
    let Some(at) = bytes.windows(10).position(shape) else { return Ok(None) };
    let digit_beside = |i: Option<&u8>| i.is_some_and(u8::is_ascii_digit);
    if digit_beside(at.checked_sub(1).and_then(|i| bytes.get(i)))
        || digit_beside(bytes.get(at + 10))
    {
        return Ok(None);
    }
    let written = text[at..at + 10].to_owned();
    let Ok(date) = written.parse() else {
        return error(format!("`{written}` is not in the calendar"));
    };
    text.replace_range(at..at + 10, " ");
    Ok(Some(date))
}

/// Parts a text into what stands outside parentheses and the groups within. A
/// parenthesis within a group, e.g. `44'(p)`, belongs to the group.
fn parentheses(text: &str) -> Result<(String, Vec<String>), ResultTextError> {
    let (mut outside, mut groups, mut group) = (String::new(), Vec::new(), String::new());
    let mut depth = 0;
    for c in text.chars() {
        match c {
            '(' | '[' => {
                depth += 1;
                if depth > 1 {
                    group.push('(');
                }
            }
            ')' | ']' if depth == 0 => {
                return error("a closing parenthesis without its opening one");
            }
            ')' | ']' => {
                depth -= 1;
                if depth == 0 {
                    groups.push(std::mem::take(&mut group).trim().to_owned());
                    outside.push(' ');
                } else {
                    group.push(')');
                }
            }
            c if depth == 0 => outside.push(c),
            c => group.push(c),
        }
    }
    if depth > 0 {
        return error("a parenthesis is not closed");
    }
    Ok((outside, groups))
}

/// Finds the first score such as `6-0`, `6 - 0`, `6:0` or `6 a 0`; returns where it
/// starts and ends.
fn find_score(text: &str) -> Option<(usize, usize, BySide<u8>)> {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        if !bytes[at].is_ascii_digit() || (at > 0 && is_word(text, at)) {
            at += 1;
            continue;
        }
        let first = digits(bytes, at);
        let mut between = first;
        while bytes.get(between) == Some(&b' ') {
            between += 1;
        }
        let joined = match bytes.get(between) {
            Some(b'-' | b':') => Some(between + 1),
            Some(b'a') if between > first && bytes.get(between + 1) == Some(&b' ') => {
                Some(between + 1)
            }
            _ => None,
        };
        if let Some(mut second) = joined {
            while bytes.get(second) == Some(&b' ') {
                second += 1;
            }
            let end = digits(bytes, second);
            let plain = |i: usize| bytes.get(i).is_none_or(|b| !b.is_ascii_alphanumeric());
            if end > second && first - at <= 2 && end - second <= 2 && plain(end) {
                let number = |from: usize, to: usize| text[from..to].parse::<u8>().ok();
                if let (Some(home), Some(away)) = (number(at, first), number(second, end)) {
                    return Some((at, end, BySide::new(home, away)));
                }
            }
        }
        at = first;
    }
    None
}

/// Says whether the character before `at` belongs to the same word.
fn is_word(text: &str, at: usize) -> bool {
    text[..at].chars().next_back().is_some_and(|c| c.is_alphanumeric())
}

fn digits(bytes: &[u8], from: usize) -> usize {
    from + bytes[from.min(bytes.len())..].iter().take_while(|b| b.is_ascii_digit()).count()
}

/// Parts what follows the score into a team and the words about extra time and
/// penalties.
fn qualifiers(after: &str) -> (String, String) {
    const MARKS: [&str; 16] = [
        "a.e.t",
        "aet",
        "d.t.s",
        "dts",
        "after extra",
        "dopo i supp",
        "ai suppl",
        "d.c.r",
        "dcr",
        "pens",
        "pen.",
        "on pen",
        "ai rigori",
        "dopo i calci",
        "shoot",
        "rig.",
    ];
    let lower = after.to_lowercase();
    // A change of length by lower-casing would shift the borders.
    if lower.len() != after.len() {
        return (after.to_owned(), String::new());
    }
    let mark = MARKS
        .iter()
        .filter_map(|m| {
            let at = lower.find(m)?;
            (!is_word(&lower, at)).then_some(at)
        })
        .min();
    let shoot_out = find_score(after).map(|(at, ..)| at);
    match mark.into_iter().chain(shoot_out).min().filter(|_| mark.is_some()) {
        Some(at) => (after[..at].to_owned(), after[at..].to_owned()),
        None => (after.to_owned(), String::new()),
    }
}

/// Adds extra time and shoot-out to a score.
fn finish(score: &mut Score, rest: &str) -> Result<(), ResultTextError> {
    if rest.trim().is_empty() {
        return Ok(());
    }
    let lower = rest.to_lowercase();
    let has = |list: &[&str]| list.iter().any(|m| lower.contains(m));
    if has(&["a.e.t", "aet", "d.t.s", "dts", "extra", "suppl"]) {
        score.extra_time = Some(true);
    }
    if has(&["pen", "d.c.r", "dcr", "rig", "shoot"]) {
        let Some((_, _, goals)) = find_score(rest) else {
            return error("a shoot-out without its score; write e.g. `4-2 pens` or `4-2 d.c.r.`");
        };
        let winner = match goals.home.cmp(&goals.away) {
            std::cmp::Ordering::Greater => Side::Home,
            std::cmp::Ordering::Less => Side::Away,
            std::cmp::Ordering::Equal => return error("a shoot-out that nobody won"),
        };
        if score.winner().is_some() {
            return error("a shoot-out after a match that was not drawn");
        }
        score.shoot_out = Some(ShootOut { winner, goals: Some(goals) });
    }
    Ok(())
}

/// Parts a text into two teams in every way that it can be.
fn part(text: &str) -> Vec<BySide<String>> {
    let mut ways = Vec::new();
    let mut add = |a: &str, b: &str| {
        let way = BySide::new(a.trim().to_owned(), b.trim().to_owned());
        if !way.home.is_empty() && !way.away.is_empty() && !ways.contains(&way) {
            ways.push(way);
        }
    };
    for between in [" v ", " vs ", " vs. ", " contro ", " against ", " - ", " / "] {
        let mut parts = text.split(between);
        if let (Some(a), Some(b), None) = (parts.next(), parts.next(), parts.next()) {
            add(a, b);
        }
    }
    for (at, _) in text.match_indices('-') {
        add(&text[..at], &text[at + 1..]);
    }
    ways
}

fn words(text: &str) -> Vec<&str> {
    text.split([' ', ',', ';', '|', '(', ')']).filter(|w| !w.is_empty()).collect()
}

fn is_minute(word: &str) -> bool {
    read_minute(word).is_some()
}

/// Reads `42`, `42'`, `45+2`, `90'+4`.
fn read_minute(word: &str) -> Option<Minute> {
    let plain: String = word.chars().filter(|c| *c != '\'').collect();
    let (base, added) = match plain.split_once('+') {
        Some((base, added)) => (base, added.parse().ok()?),
        None => (plain.as_str(), 0),
    };
    let digits = !base.is_empty() && base.len() <= 3 && base.bytes().all(|b| b.is_ascii_digit());
    let base: u8 = base.parse().ok().filter(|_| digits)?;
    (base > 0).then_some(Minute { base, added })
}

/// What a word beside a minute says of the goal: (own goal, penalty).
fn mark(word: &str) -> Option<(bool, bool)> {
    match word.to_lowercase().trim_matches('.') {
        "p" | "pen" | "pg" | "pk" | "penalty" | "rig" | "r" | "rigore" | "su rigore" => {
            Some((false, true))
        }
        "og" | "o.g" | "own goal" | "aut" | "autogol" | "autorete" | "ag" | "a" => {
            Some((true, false))
        }
        _ => None,
    }
}

enum Token {
    Minute(Minute),
    Mark(bool, bool),
    Word(String),
    /// `,`, `e` or `and` after a minute.
    Next,
    /// `;`
    End,
    /// `|`
    Other,
}

fn tokens(text: &str) -> Vec<Token> {
    let spaced: String = text
        .chars()
        .flat_map(|c| match c {
            ',' | ';' | '|' => vec![' ', c, ' '],
            '(' | ')' => vec![' '],
            c => vec![c],
        })
        .collect();
    let mut tokens = Vec::new();
    for word in spaced.split_whitespace() {
        let after_minute = matches!(tokens.last(), Some(Token::Minute(_) | Token::Mark(..)));
        let own = word.eq_ignore_ascii_case("own") || word.eq_ignore_ascii_case("su");
        tokens.push(match word {
            "," => Token::Next,
            ";" => Token::End,
            "|" => Token::Other,
            "e" | "and" | "ed" | "&" if after_minute => Token::Next,
            _ if own && after_minute => continue,
            "goal" if after_minute => Token::Mark(true, false),
            _ => match (read_minute(word), mark(word)) {
                (Some(minute), _) => Token::Minute(minute),
                (None, Some((own, penalty))) if after_minute || word.len() > 1 => {
                    Token::Mark(own, penalty)
                }
                _ => Token::Word(word.to_owned()),
            },
        });
    }
    tokens
}

/// Reads a list of goals, the name before its minutes or after them.
fn read_goals(text: &str) -> Result<Vec<GoalText>, ResultTextError> {
    let parted = text.contains('|');
    let mut goals: Vec<GoalText> = Vec::new();
    let mut side = parted.then_some(Side::Home);
    let mut name = String::new();
    // Minutes that wait for a name which follows them.
    let mut waiting = 0usize;
    let mut named = false;
    let blank =
        |side| GoalText { side, scorer: None, minute: None, own_goal: false, penalty: false };
    let mut previous_is_word = false;
    let mut ahead_mark: Option<(bool, bool)> = None;
    for token in tokens(text) {
        let is_word = matches!(token, Token::Word(_));
        match token {
            Token::Word(word) => {
                if word == "-" {
                    previous_is_word = false;
                    continue;
                }
                if !previous_is_word {
                    // A name after minutes that wait for one is theirs.
                    name.clear();
                    named = false;
                }
                if !name.is_empty() {
                    name.push(' ');
                }
                name.push_str(&word);
                if waiting > 0 {
                    let from = goals.len() - waiting;
                    goals[from..].iter_mut().for_each(|g| g.scorer = Some(name.clone()));
                }
            }
            Token::Minute(minute) => {
                let mut goal = GoalText { minute: Some(minute), ..blank(side) };
                if let Some((own, penalty)) = ahead_mark.take() {
                    (goal.own_goal, goal.penalty) = (own, penalty);
                }
                if waiting == 0 && !name.is_empty() {
                    goal.scorer = Some(name.clone());
                    named = true;
                } else {
                    if !name.is_empty() {
                        // The name so far belonged to the minutes before it.
                        name.clear();
                        waiting = 0;
                    }
                    waiting += 1;
                }
                goals.push(goal);
            }
            Token::Mark(own, penalty) => match goals.last_mut() {
                Some(goal) if !previous_is_word => {
                    goal.own_goal |= own;
                    goal.penalty |= penalty;
                }
                _ => ahead_mark = Some((own, penalty)),
            },
            Token::Next => {
                if !name.is_empty() && waiting > 0 {
                    // `42' De Bruyne,`: the next minute is somebody else's.
                    name.clear();
                    waiting = 0;
                } else if !name.is_empty() && !named {
                    // A name without a minute.
                    goals.push(GoalText { scorer: Some(std::mem::take(&mut name)), ..blank(side) });
                }
            }
            Token::End | Token::Other => {
                if !name.is_empty() && !named && waiting == 0 {
                    goals.push(GoalText { scorer: Some(name.clone()), ..blank(side) });
                }
                name.clear();
                named = false;
                waiting = 0;
                if matches!(token, Token::Other) {
                    if side == Some(Side::Away) {
                        return error("the goals of two teams are parted by one `|`");
                    }
                    side = Some(Side::Away);
                }
            }
        }
        previous_is_word = is_word;
    }
    if !name.is_empty() && !named && waiting == 0 {
        goals.push(GoalText { scorer: Some(name), ..blank(side) });
    }
    if goals.len() > 99 {
        return error("more than 99 goals");
    }
    Ok(goals)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Writes goals as `scorer minute[p|o]` with the side in front if it is known.
    fn short(text: &str) -> String {
        let read = read_result_text(text).unwrap();
        let mut out = format!("{} {} {}", read.teams[0].home, read.score, read.teams[0].away);
        for g in &read.goals {
            let side = match g.side {
                Some(Side::Home) => "<",
                Some(Side::Away) => ">",
                None => "",
            };
            let minute = g.minute.map_or("?".to_owned(), |m| m.to_string());
            let mark = match (g.own_goal, g.penalty) {
                (true, _) => "o",
                (_, true) => "p",
                _ => "",
            };
            out.push_str(&format!(" {side}{} {minute}{mark};", g.scorer.as_deref().unwrap_or("?")));
        }
        out
    }

    #[test]
    fn one_result_in_many_ways() {
        let wanted = "Belgium 6-0 Kazakhstan De Bruyne 42; De Bruyne 84; Doku 44; Doku 60; Raskin 51; Meunier 87;";
        for text in [
            "Belgium 6-0 Kazakhstan (De Bruyne 42, 84; Doku 44, 60; Raskin 51; Meunier 87)",
            "Belgium-Kazakhstan 6-0 (De Bruyne 42, 84, Doku 44, 60, Raskin 51, Meunier 87)",
            "Belgium - Kazakhstan 6–0 (42' e 84' De Bruyne, 44' e 60' Doku, 51' Raskin, 87' Meunier)",
            "Belgium v Kazakhstan 6 a 0 [De Bruyne 42’ e 84’; Doku 44' and 60'; Raskin 51'; Meunier 87']",
            "6:0 Belgium vs Kazakhstan (42, 84 De Bruyne; 44, 60 Doku; 51 Raskin; 87 Meunier)",
        ] {
            assert_eq!(short(text), wanted, "{text}");
        }
    }

    #[test]
    fn sides_penalties_and_own_goals() {
        assert_eq!(
            short(
                "Galles - Belgio 2-4 (Wilson 51 rig., Thomas 69 | Lukaku 15 (p), Tielemans 19, Doku 27, De Bruyne 90+4)"
            ),
            "Galles 2-4 Belgio <Wilson 51p; <Thomas 69; >Lukaku 15p; >Tielemans 19; >Doku 27; >De Bruyne 90+4;"
        );
        assert_eq!(
            short("Spain 1-1 Italy (Rossi 12 aut.; Bianchi 45'+2)"),
            "Spain 1-1 Italy Rossi 12o; Bianchi 45+2;"
        );
        assert_eq!(short("Spain 2-0 Italy (Villa; Torres)"), "Spain 2-0 Italy Villa ?; Torres ?;");
    }

    #[test]
    fn breaks_extra_time_shoot_outs_and_days() {
        let read = read_result_text("Spain 1-1 Italy aet, 4-2 pens (1-0) 2012-06-20").unwrap();
        assert_eq!(read.date, Some(jiff::civil::date(2012, 6, 20)));
        assert_eq!(read.score.half_time, Some(BySide::new(1, 0)));
        assert_eq!(read.score.extra_time, Some(true));
        let shoot_out = read.score.shoot_out.unwrap();
        assert_eq!((shoot_out.winner, shoot_out.goals), (Side::Home, Some(BySide::new(4, 2))));
        assert_eq!(read.teams[0].away, "Italy");
        let read = read_result_text("Schalke 04-Mainz 05 2-1").unwrap();
        assert!(read.teams.contains(&BySide::new("Schalke 04".into(), "Mainz 05".into())));
        let read = read_result_text("Guinea-Bissau-Mali 0-3").unwrap();
        assert!(read.teams.contains(&BySide::new("Guinea-Bissau".into(), "Mali".into())));
    }

    #[test]
    fn what_is_no_result_says_why() {
        let fails = |text: &str| read_result_text(text).unwrap_err().to_string();
        assert!(fails("Belgium beat Kazakhstan").contains("no score"));
        assert!(fails("6-0").contains("two teams"));
        assert!(fails("A 1-0 B (X 3").contains("not closed"));
        assert!(fails("A 1-0 B 2025-02-30").contains("calendar"));
        assert!(fails("A 2-1 B 5-4 pens").contains("not drawn"));
        for junk in ["", "(", ")", "|", "1-", "-1", "a-b", "ß 1-1 ẞ (ẞ 3)", "1-1 (((((())))))"]
        {
            let _ = read_result_text(junk);
        }
    }
}
