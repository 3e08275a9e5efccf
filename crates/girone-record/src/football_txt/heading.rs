//! Headings: titles, rounds, groups.

use super::scan::{blanks, brackets, quoted, squeeze};

/// A line that opens a section.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Heading {
    /// `= Title`, with its level.
    Title(usize, String),
    /// `▪ Round`, with its level.
    Round(usize, String),
    /// `Group A | …` or `Matchday 1 | …`: label and the rest.
    Definition(String, String),
}

/// Reads a heading; comments are cut off already.
pub(crate) fn heading(text: &str) -> Option<Heading> {
    let text = text.trim();
    if text.starts_with('=') {
        let inner = text.trim_start_matches('=');
        let level = text.len() - inner.len();
        let title = match quoted(inner.trim()) {
            Some((title, "")) => title,
            _ => squeeze(inner.trim_end_matches('=')),
        };
        return Some(Heading::Title(level, title));
    }
    let marker = text.chars().next()?;
    if matches!(marker, '▪' | '»' | '›' | '•' | '■' | '●' | '►') {
        let inner = text.trim_start_matches(marker);
        let level = (text.len() - inner.len()) / marker.len_utf8();
        return Some(round_or_definition(level, inner));
    }
    if text.starts_with("::") {
        let inner = text.trim_start_matches(':');
        return Some(round_or_definition(text.len() - inner.len() - 1, inner));
    }
    // `Group A:` is met, too.
    let text = text.strip_suffix(':').map_or(text, str::trim_end);
    if let Some((label, rest)) = text.split_once('|')
        && is_round(label.trim())
    {
        return Some(Heading::Definition(squeeze(label), rest.trim().to_owned()));
    }
    is_round(text).then(|| Heading::Round(1, squeeze(text)))
}

/// Reads `## Round`, where the text is beyond doubt a round and no comment.
pub(crate) fn hash_heading(text: &str) -> Option<Heading> {
    let inner = text.trim().strip_prefix("##")?;
    let level = 1 + inner.len() - inner.trim_start_matches('#').len();
    let inner = blanks(inner.trim_start_matches('#'));
    is_round(inner).then(|| Heading::Round(level, squeeze(inner)))
}

fn round_or_definition(level: usize, inner: &str) -> Heading {
    match bar(inner) {
        Some(at) => {
            let label = inner[..at].trim();
            let label = if label.starts_with('[') { label.to_owned() } else { squeeze(label) };
            Heading::Definition(label, inner[at + 1..].trim().to_owned())
        }
        None => Heading::Round(level, inner.trim().to_owned()),
    }
}

/// Finds the first `|` that stands outside square brackets.
fn bar(text: &str) -> Option<usize> {
    let (bare, _) = brackets(text);
    bare.find('|')?;
    let (mut inside, mut escaped) = (false, false);
    for (at, c) in text.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' if inside => escaped = true,
            '[' => inside = true,
            ']' => inside = false,
            '|' if !inside => return Some(at),
            _ => {}
        }
    }
    None
}

/// What a round says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Round {
    pub(crate) stage: Option<String>,
    pub(crate) group: Option<String>,
    pub(crate) matchday: Option<String>,
}

/// Takes a round apart: `League, Matchday 3`, `Group A`, `Path A, Semi-finals`.
pub(crate) fn round(text: &str) -> Round {
    let (text, tags) = brackets(text);
    let mut found = Round::default();
    let mut stages: Vec<String> = Vec::new();
    for part in text.split(',') {
        let part = squeeze(part);
        if part.is_empty() || part == "-" {
            continue;
        }
        if let Some(group) = group(&part) {
            found.group = Some(group);
        } else if let Some(matchday) = matchday(&part) {
            found.matchday = Some(matchday);
        } else {
            stages.push(part);
        }
    }
    if !stages.is_empty() {
        found.stage = Some(stages.join(", "));
    }
    for tag in tags {
        let value = |key: &str| tag.strip_prefix(key).and_then(|t| t.strip_prefix(": "));
        if let Some(text) = value("stage") {
            found.stage = Some(text.to_owned());
        } else if let Some(text) = value("group") {
            found.group = Some(text.to_owned());
        } else if let Some(text) = value("matchday") {
            found.matchday = Some(text.to_owned());
        }
    }
    found
}

/// Reads `Group A`; `Group stage` is none.
pub(crate) fn group(text: &str) -> Option<String> {
    const WORDS: [&str; 6] = ["Group ", "GROUP ", "Gruppe ", "Gruppo ", "Girone ", "Grupo "];
    const STAGES: [&str; 10] = [
        "stage",
        "phase",
        "round",
        "rounds",
        "matches",
        "games",
        "play-offs",
        "playoffs",
        "a/b",
        "i/ii",
    ];
    let name = WORDS.iter().find_map(|w| text.strip_prefix(w))?.trim();
    let one_word = !name.is_empty() && !name.contains(char::is_whitespace);
    let fine = one_word
        && name.chars().count() <= 12
        && name.chars().all(char::is_alphanumeric)
        && !STAGES.contains(&name.to_lowercase().as_str());
    fine.then(|| name.to_owned())
}

/// Reads `Matchday 3`, `Round 12`, `3. Spieltag`.
pub(crate) fn matchday(text: &str) -> Option<String> {
    const WORDS: [&str; 7] =
        ["Matchday ", "Giornata ", "Spieltag ", "Jornada ", "Journée ", "Gameweek ", "Match day "];
    if let Some(label) = WORDS.iter().find_map(|w| text.strip_prefix(w)) {
        let label = label.trim();
        let fine = label.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '-' | '/' | ' '));
        return (fine && !label.is_empty()).then(|| label.to_owned());
    }
    for word in ["Round", "Week"] {
        if let Some(label) = text.strip_prefix(word).map(str::trim)
            && !label.is_empty()
            && label.len() <= 3
            && label.bytes().all(|b| b.is_ascii_digit())
        {
            return Some(label.to_owned());
        }
    }
    let (number, word) = text.split_once(' ')?;
    let label = number.trim_end_matches(['.', 'ª', 'º']);
    let fine = !label.is_empty()
        && label.len() <= 3
        && label.bytes().all(|b| b.is_ascii_digit())
        && WORDS.iter().any(|w| w.trim() == word);
    fine.then(|| label.to_owned())
}

/// Says whether a line without a marker is a round beyond doubt.
fn is_round(text: &str) -> bool {
    let text = text.trim();
    if text.is_empty() || text.chars().count() > 60 || text.contains([':', '@', '(', '"', '[']) {
        return false;
    }
    if group(text).is_some() || matchday(text).is_some() {
        return true;
    }
    let parts = text.split(',').flat_map(|part| part.split(" - "));
    parts.map(str::trim).any(|part| {
        if matchday(part).is_some() || group(part).is_some() {
            return true;
        }
        let word = part.to_lowercase().replace([' ', '-'], "");
        let word = word.strip_suffix("replays").unwrap_or(&word);
        matches!(
            word,
            "final"
                | "finals"
                | "grandfinal"
                | "semifinal"
                | "semifinals"
                | "quarterfinal"
                | "quarterfinals"
                | "thirdplace"
                | "thirdplaceplayoff"
                | "thirdplacematch"
                | "matchforthirdplace"
                | "playoffforthirdplace"
                | "finalreplay"
                | "playoffs"
                | "playoff"
                | "preliminaryround"
                | "qualifyinground"
                | "finalround"
                | "firstround"
                | "secondround"
                | "thirdround"
                | "fourthround"
                | "fifthround"
                | "sixthround"
                | "1/2finals"
                | "1/4finals"
                | "1/8finals"
                | "1/16finals"
                | "last16"
                | "last32"
                | "groupstage"
                | "groupphase"
                | "leaguephase"
        ) || word
            .strip_prefix("roundof")
            .is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str) -> (String, String, String) {
        let r = round(text);
        let text = |t: Option<String>| t.unwrap_or_default();
        (text(r.stage), text(r.group), text(r.matchday))
    }

    #[test]
    fn a_round_is_taken_apart() {
        let all = |s: &str, g: &str, m: &str| (s.to_owned(), g.to_owned(), m.to_owned());
        assert_eq!(said("Group A"), all("", "A", ""));
        assert_eq!(said("Group stage"), all("Group stage", "", ""));
        assert_eq!(said("League, Matchday 3"), all("League", "", "3"));
        assert_eq!(said("Path A, Semi-finals"), all("Path A, Semi-finals", "", ""));
        assert_eq!(said("Round of 16"), all("Round of 16", "", ""));
        assert_eq!(said("Round 16"), all("", "", "16"));
        assert_eq!(said("3. Spieltag"), all("", "", "3"));
        assert_eq!(said("[stage: Group X] [matchday: one, two]"), all("Group X", "", "one, two"));
    }

    #[test]
    fn only_a_round_needs_no_marker() {
        for text in ["Group A", "Matchday 1", "Quarter-finals", "Final - First Leg", "1/8 FINALS"] {
            assert!(is_round(text), "{text}");
        }
        for text in ["Greece beat Russia", "trivia", "Groups", "Finally", "see"] {
            assert!(!is_round(text), "{text}");
        }
        assert_eq!(hash_heading("## trivia"), None);
        assert!(hash_heading("## Matchday 2").is_some());
    }
}
