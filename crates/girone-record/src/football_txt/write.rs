//! The writer of football.txt: one form for each fact, so that two versions of a
//! record differ only where the facts differ.

use std::fmt::Write;
use std::sync::Arc;

use girone_model::{BySide, CardKind, KickOff, Outcome, Score, Side};
use jiff::civil::Weekday;
use jiff::tz::Offset;

use super::goals;
use super::heading;
use super::line;
use super::scan::{escape, squeeze, without_comment};
use super::score;
use crate::draft::{Draft, DraftCard, DraftDate, DraftGoal, DraftGroup, DraftMatch};
use crate::internationals::is_friendly;
use crate::text::Interner;

/// Writes a draft as football.txt.
///
/// Reading the text back gives the same draft but for the places of its lines:
/// titles, groups and matches with everything in them. Tenures, former names and
/// coverage have no form here; see [`crate::write_tenures`].
pub fn write_football_txt(draft: &Draft) -> String {
    let mut out = String::new();
    let mut at = At::default();
    let mut groups = draft.groups.iter().peekable();
    if let Some(first) =
        draft.title.as_ref().or(draft.groups.first().and_then(|g| g.competition.as_ref()))
        && (draft.matches.is_empty() || draft.matches[0].competition.as_ref() != Some(first))
    {
        at.title(&mut out, Some(first), None);
    }
    for found in &draft.matches {
        if at.competition.as_ref() != Some(&found.competition) || at.edition != found.edition {
            at.title(&mut out, found.competition.as_ref(), found.edition.as_ref());
        }
        let mut any = false;
        while let Some(group) = groups.next_if(|g| g.competition == found.competition) {
            group_line(&mut out, group);
            any = true;
        }
        if any {
            at.round = None;
        }
        at.add(&mut out, found);
    }
    for group in groups {
        if at.competition.as_ref() != Some(&group.competition) {
            at.title(&mut out, group.competition.as_ref(), None);
        }
        group_line(&mut out, group);
    }
    out
}

/// Writes the definition of a group.
fn group_line(out: &mut String, group: &DraftGroup) {
    let teams: Vec<String> = group.teams.iter().map(|t| cell(t)).collect();
    let label = format!("Group {}", group.name);
    let label = match heading::group(&label) {
        Some(name) if name == *group.name => label,
        _ => format!("▪ [group: {}]", escape(&group.name, ']')),
    };
    let _ = writeln!(out, "{label} | {}", teams.join("  "));
}

/// Writes the name of a team in a list of names.
fn cell(name: &str) -> String {
    if name.contains(',') { quote(name) } else { team(name) }
}

/// Stage, group and matchday of a match.
pub(crate) type RoundKey = (Option<Arc<str>>, Option<Arc<str>>, Option<Arc<str>>);

/// What the lines so far have set.
#[derive(Default)]
struct At {
    /// The outer option says whether a title has been written.
    competition: Option<Option<Arc<str>>>,
    edition: Option<Arc<str>>,
    round: Option<RoundKey>,
    date: Option<DraftDate>,
    kick_off: Option<KickOff>,
}

impl At {
    fn title(&mut self, out: &mut String, title: Option<&Arc<str>>, edition: Option<&Arc<str>>) {
        let first = self.competition.is_none();
        if !(first && title.is_none() && edition.is_none()) {
            if !out.is_empty() {
                out.push('\n');
            }
            let _ = writeln!(out, "= {}", title.map_or(String::new(), |t| title_text(t)));
            if let Some(edition) = edition {
                let plain =
                    !edition.contains(['"', '\\', '\n', '\r']) && squeeze(edition) == **edition;
                let edition = if plain { edition.to_string() } else { quote(edition) };
                let _ = writeln!(out, "# Edition  {edition}");
            }
            out.push('\n');
        }
        self.competition = Some(title.cloned());
        self.edition = edition.cloned();
        self.round = None;
        self.date = None;
        self.kick_off = None;
    }

    fn add(&mut self, out: &mut String, found: &DraftMatch) {
        let round = (found.stage.clone(), found.group.clone(), found.matchday.clone());
        // Below a heading a match without a date has none; it inherits no other.
        let undated = found.date.is_none() && self.date.is_some();
        if self.round.as_ref() != Some(&round) || undated {
            // Matches without any round stand right below the title.
            let first = self.round.is_none() && round == (None, None, None);
            if !first {
                let _ = writeln!(out, "\n▪ {}", round_text(&round));
            }
            self.round = Some(round);
            self.date = None;
            self.kick_off = None;
        }
        if let Some(date) = found.date
            && self.date != Some(date)
        {
            let _ = writeln!(out, "{}", date_text(date));
            self.date = Some(date);
            self.kick_off = None;
        }
        let _ = write!(out, "  ");
        if let Some(number) = found.number {
            let _ = write!(out, "({number}) ");
        }
        match found.kick_off {
            Some(kick_off) => {
                let _ = write!(out, "{}  ", kick_off_text(&kick_off));
            }
            None if self.kick_off.is_some() => out.push_str("??:??  "),
            None => {}
        }
        self.kick_off = found.kick_off;
        let _ = writeln!(out, "{}", match_text(found));
        details(out, found);
    }
}

/// Writes stage, group and matchday as a round that reads back as they are.
pub(crate) fn round_text((stage, group, matchday): &RoundKey) -> String {
    let mut parts: Vec<String> = Vec::new();
    parts.extend(stage.as_ref().map(|s| s.to_string()));
    parts.extend(group.as_ref().map(|g| format!("Group {g}")));
    parts.extend(matchday.as_ref().map(|m| format!("Matchday {m}")));
    let plain = parts.join(", ");
    let said = heading::round(&plain);
    let same = said.stage.as_deref() == stage.as_deref()
        && said.group.as_deref() == group.as_deref()
        && said.matchday.as_deref() == matchday.as_deref()
        && !plain.contains(['|', '#', '"', '\n', '\r']);
    if parts.is_empty() {
        return "-".to_owned();
    }
    if same {
        return plain;
    }
    // What would be taken for something else is written with its key.
    let tag = |key: &str, value: &Option<Arc<str>>| {
        value.as_ref().map(|v| format!("[{key}: {}]", escape(v, ']')))
    };
    let tags = [tag("stage", stage), tag("group", group), tag("matchday", matchday)];
    tags.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

fn date_text(date: DraftDate) -> String {
    const MONTHS: [&str; 12] =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    match (date.date(), MONTHS.get(usize::from(date.month).wrapping_sub(1))) {
        (Some(day), Some(month)) if (1850..=2200).contains(&date.year) => {
            let weekday = match day.weekday() {
                Weekday::Monday => "Mon",
                Weekday::Tuesday => "Tue",
                Weekday::Wednesday => "Wed",
                Weekday::Thursday => "Thu",
                Weekday::Friday => "Fri",
                Weekday::Saturday => "Sat",
                Weekday::Sunday => "Sun",
            };
            format!("{weekday} {month} {} {}", date.day, date.year)
        }
        // A day that the calendar does not have is written as it stands.
        _ => date.to_string(),
    }
}

/// Writes a kick-off, e.g. `20:45 UTC+2`.
pub(crate) fn kick_off_text(kick_off: &KickOff) -> String {
    let mut out = format!("{:02}:{:02}", kick_off.time.hour(), kick_off.time.minute());
    if let Some(offset) = kick_off.offset {
        out.push_str(&format!(" {}", offset_text(offset)));
    }
    out
}

fn offset_text(offset: Offset) -> String {
    let seconds = offset.seconds();
    let sign = if seconds < 0 { '-' } else { '+' };
    let (hours, minutes) = (seconds.abs() / 3600, seconds.abs() % 3600 / 60);
    match minutes {
        0 => format!("UTC{sign}{hours}"),
        _ => format!("UTC{sign}{hours}:{minutes:02}"),
    }
}

/// Writes teams, score, ground and marks.
fn match_text(found: &DraftMatch) -> String {
    let (home, away) = (team(&found.teams.home), team(&found.teams.away));
    let (between, mut tags) = outcome_text(found.outcome.as_ref());
    let mut out = format!("{home} {between} {away}");
    if found.neutral {
        tags.push("neutral".to_owned());
    }
    let usual = found.competition.as_deref().is_some_and(is_friendly);
    if found.friendly != usual {
        tags.push(if found.friendly { "friendly" } else { "competitive" }.to_owned());
    }
    if found.provisional {
        tags.push("provisional".to_owned());
    }
    if let Some(venue) = &found.venue {
        let parts = [&venue.ground, &venue.city, &venue.country].map(|p| p.as_deref());
        let text = match parts {
            [None, Some(city), None] => city.to_owned(),
            [ground, city, None] => {
                format!("{}, {}", ground.unwrap_or(""), city.unwrap_or(""))
            }
            [ground, city, country] => format!(
                "{}, {}, {}",
                ground.unwrap_or(""),
                city.unwrap_or(""),
                country.unwrap_or("")
            ),
        };
        let plain = |t: &str| {
            !t.contains([',', '#', '[', ']', '@', '"', '(', ')', '\\', ':', '\n', '\r', '\t'])
                && squeeze(t) == t
                && !t.ends_with(['.', ';'])
        };
        if parts.iter().flatten().all(|t| plain(t) || plain(&t.replace(['(', ')'], "")))
            && reads_as(&text, found)
        {
            out.push_str(&format!("  @ {}", text.trim_end()));
        } else {
            for (key, part) in ["ground", "city", "country"].into_iter().zip(parts) {
                tags.extend(part.map(|t| format!("{key}: {t}")));
            }
        }
    }
    if let Some(note) = &found.note {
        tags.push(format!("note: {note}"));
    }
    for tag in tags {
        out.push_str(&format!("  [{}]", escape(&tag, ']')));
    }
    out
}

/// Says whether a ground is read back as it is.
fn reads_as(text: &str, found: &DraftMatch) -> bool {
    let (_, geo, attendance) = line::split_place(&format!("x @ {text}"));
    let venue = geo.and_then(|g| {
        (g.offset.is_none()).then_some(())?;
        g.venue(&mut Interner::default())
    });
    attendance.is_none() && venue == found.venue
}

/// Returns what stands between the teams, and the marks behind.
fn outcome_text(outcome: Option<&Outcome>) -> (String, Vec<String>) {
    let mut tags = Vec::new();
    let goals = |g: &BySide<u8>| format!("{}-{}", g.home, g.away);
    let played = |score: &Option<Score>, tags: &mut Vec<String>| match score {
        Some(score) => {
            more_tags(score, "", tags);
            score::write(score)
        }
        None => "v".to_owned(),
    };
    let text = match outcome {
        None => "v".to_owned(),
        Some(Outcome::Played(score)) => played(&Some(*score), &mut tags),
        Some(Outcome::Awarded { official, pitch }) => {
            match pitch {
                Some(pitch) => {
                    tags.push(format!("awarded; pitch {}", score::write(pitch)));
                    more_tags(pitch, "pitch", &mut tags);
                }
                None => tags.push("awarded".to_owned()),
            }
            goals(official)
        }
        Some(Outcome::Walkover { winner, official }) => {
            let side = if *winner == Side::Home { "home" } else { "away" };
            tags.push(format!("walkover: {side}"));
            official.as_ref().map_or_else(|| "v".to_owned(), goals)
        }
        Some(Outcome::Abandoned { pitch }) => {
            tags.push("abandoned".to_owned());
            played(pitch, &mut tags)
        }
        Some(Outcome::Annulled { pitch }) => {
            tags.push("annulled".to_owned());
            played(pitch, &mut tags)
        }
        Some(Outcome::Postponed) => {
            tags.push("postponed".to_owned());
            "v".to_owned()
        }
    };
    (text, tags)
}

/// Adds what the score has no form for.
fn more_tags(score: &Score, whose: &str, tags: &mut Vec<String>) {
    if score.extra_time == Some(false) {
        tags.push(
            if whose.is_empty() { "no extra time" } else { "pitch: no extra time" }.to_owned(),
        );
    }
    if let Some(shoot_out) = score.shoot_out {
        let decided = shoot_out.goals.map(|g| g.home.cmp(&g.away));
        if decided.is_none() {
            let side = if shoot_out.winner == Side::Home { "home" } else { "away" };
            let key = if whose.is_empty() { "shoot-out" } else { "pitch shoot-out" };
            tags.push(format!("{key}: {side}"));
        }
    }
}

/// Writes goals, cards, coaches, referee and attendance below a match.
fn details(out: &mut String, found: &DraftMatch) {
    if !found.goals.is_empty() {
        let [home, away] = Side::BOTH.map(|side| goal_list(&found.goals, side));
        let _ = writeln!(out, "      ({home}; {away})");
    }
    if let Some(cards) = &found.cards {
        const KINDS: [(&str, CardKind); 3] = [
            ("Yellow cards", CardKind::Yellow),
            ("Second yellow cards", CardKind::SecondYellow),
            ("Red cards", CardKind::Red),
        ];
        for (word, kind) in KINDS {
            let of_kind: Vec<DraftCard> =
                cards.iter().filter(|c| c.kind == kind).cloned().collect();
            // That a match had no card at all is said by an empty list.
            let none = cards.is_empty() && kind == CardKind::Yellow;
            if of_kind.is_empty() && !none {
                continue;
            }
            let [home, away] = Side::BOTH.map(|side| card_list(&of_kind, side));
            let _ = writeln!(out, "      {word}: {home}; {away}");
        }
    }
    if found.coaches != BySide::default() {
        let name = |side: Side| found.coaches[side].as_ref().map_or("-".to_owned(), |n| person(n));
        let _ = writeln!(out, "      Coaches: {}; {}", name(Side::Home), name(Side::Away));
    }
    if let Some(referee) = &found.referee {
        let plain = squeeze(referee) == **referee
            && !referee.is_empty()
            && !referee.contains(['"', '\\', '#', '(', ')', '[', ']', '\n', '\r'])
            && !referee.ends_with([',', ';'])
            || referee.split_once(" (").is_some_and(|(name, country)| {
                let letters = |t: &str| t.chars().all(|c| c.is_alphabetic() || c == ' ');
                letters(name)
                    && squeeze(name) == name
                    && !name.is_empty()
                    && country.strip_suffix(')').is_some_and(|c| letters(c) && squeeze(c) == c)
            });
        let text = if plain { referee.to_string() } else { quote(referee) };
        let _ = writeln!(out, "      Referee: {text}");
    }
    if let Some(attendance) = found.attendance {
        let _ = writeln!(out, "      Attendance: {attendance}");
    }
}

fn goal_list(goals: &[DraftGoal], side: Side) -> String {
    let mut out = String::new();
    let mut last: Option<&DraftGoal> = None;
    for goal in goals.iter().filter(|g| g.side == side) {
        let same = last.is_some_and(|l| l.scorer == goal.scorer);
        if same {
            out.push_str(", ");
        } else {
            if last.is_some() {
                out.push_str(", ");
            }
            out.push_str(&goal.scorer.as_ref().map_or("N.N.".to_owned(), |n| person(n)));
            out.push(' ');
        }
        match goal.minute {
            Some(minute) => {
                let _ = write!(out, "{minute}'");
            }
            None => out.push_str("?'"),
        }
        if goal.own_goal {
            out.push_str("(og)");
        }
        if goal.penalty {
            out.push_str("(p)");
        }
        last = Some(goal);
    }
    if out.is_empty() { "-".to_owned() } else { out }
}

fn card_list(cards: &[DraftCard], side: Side) -> String {
    let goals: Vec<DraftGoal> = cards
        .iter()
        .filter(|c| c.side == side)
        .map(|c| DraftGoal {
            side,
            scorer: c.person.clone(),
            minute: c.minute,
            own_goal: false,
            penalty: false,
        })
        .collect();
    goal_list(&goals, side)
}

/// Writes a title, in quotes where it would be read as anything else.
fn title_text(title: &str) -> String {
    let line = format!("= {title}");
    let same = without_comment(&line) == line
        && !title.contains(['\n', '\r'])
        && heading::heading(&line) == Some(heading::Heading::Title(1, title.to_owned()));
    if same { title.to_owned() } else { quote(title) }
}

fn quote(text: &str) -> String {
    format!("\"{}\"", escape(text, '"'))
}

/// Writes the name of a team, in quotes where it would be read as anything else.
fn team(name: &str) -> String {
    let bare = [format!("{name} 1-0 {name}"), format!("{name} v {name}")];
    let line = format!("{name} 1-0 {name}  [note: x]");
    let in_brackets = name.split_once('(').is_some_and(|(before, after)| {
        !before.trim().is_empty()
            && after.split_once(')').is_some_and(|(inner, end)| {
                end.is_empty() && !inner.is_empty() && inner.chars().all(char::is_alphabetic)
            })
    });
    let plain = !name.contains(['"', '\\', '#', '(', ')', '[', ']', '\n', '\r', ':', '|', '='])
        || in_brackets && !name.contains(['"', '\\', '#', '[', ']', '\n', '\r', ':', '|', '=']);
    let same = plain
        && !name.ends_with(',')
        && bare.iter().all(|b| heading::heading(b).is_none())
        && line::line(&line).is_ok_and(|l| {
            l.teams.home == *name
                && l.teams.away == *name
                && l.date.is_none()
                && l.time.is_none()
                && l.number.is_none()
                && l.notes.len() == 1
                && l.place.is_none()
                && l.attendance.is_none()
        })
        && line::line(&bare[1]).is_ok_and(|l| l.teams.home == *name && l.teams.away == *name);
    if same { name.to_owned() } else { quote(name) }
}

/// Writes the name of a person, in quotes where it would be read as anything else.
fn person(name: &str) -> String {
    let plain = !name
        .contains(['"', '\\', '#', '(', ')', '[', ']', ';', ',', '\n', '\r', '?', '{', '}'])
        && name != "N.N."
        && !name.ends_with(['-', '–'])
        && !name.starts_with(['-', '–', '\'', '+', '.']);
    let same = plain && {
        let mut people = Interner::default();
        let text = format!("{name} 1'(p), 2', {name} ?'");
        goals::goals(&text, Side::Home, &mut people).is_some_and(|list| {
            list.len() == 3 && list.iter().all(|g| g.scorer.as_deref() == Some(name))
        })
    };
    if same { name.to_owned() } else { quote(name) }
}
