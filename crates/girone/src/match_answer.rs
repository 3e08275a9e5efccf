//! A match in words: score, scorers, where and when.

use std::collections::BTreeMap;

use girone_model::{Goal, Happened, Lang, Match, Outcome, PersonId, Side};

use crate::View;
use crate::render;

/// The goals of one scorer for one side, in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScorerLine {
    /// The scorer; `None` where the record does not say.
    pub person: Option<PersonId>,
    /// The side for which the goals count.
    pub side: Side,
    /// The goals.
    pub goals: Vec<Goal>,
}

/// Groups the goals of a match by side and scorer, in order of the first goal.
pub fn scorers(happened: &Happened) -> Vec<ScorerLine> {
    let mut lines: Vec<ScorerLine> = Vec::new();
    for side in Side::BOTH {
        for goal in happened.goals.iter().filter(|g| g.side == side) {
            let same = |l: &&mut ScorerLine| {
                l.side == side
                    && l.person.is_some()
                    && l.person == goal.scorer
                    && l.goals[0].own_goal == goal.own_goal
            };
            match lines.iter_mut().find(same) {
                Some(line) => line.goals.push(*goal),
                None => lines.push(ScorerLine { person: goal.scorer, side, goals: vec![*goal] }),
            }
        }
    }
    lines
}

/// Returns the surname of a person, or the full name where two scorers of the
/// match share it.
fn short_names(view: &View, lines: &[ScorerLine]) -> BTreeMap<PersonId, String> {
    let directory = &view.snapshot().directory;
    let full = |id: PersonId| directory.person(id).name.to_string();
    let short = |name: &str| -> String {
        let words: Vec<&str> = name.split(' ').collect();
        // Particles belong to the surname: De Bruyne, van Dijk, dos Santos.
        const PARTICLES: [&str; 14] = [
            "de", "van", "von", "der", "den", "di", "da", "dos", "del", "la", "le", "el", "al",
            "mac",
        ];
        let mut from = words.len().saturating_sub(1);
        while from > 1 && PARTICLES.contains(&words[from - 1].to_lowercase().as_str()) {
            from -= 1;
        }
        // A last word such as `Júnior` says nothing alone.
        if from > 0
            && ["jr", "jr.", "júnior", "junior"].contains(&words[from].to_lowercase().as_str())
        {
            from = 0;
        }
        words[from..].join(" ")
    };
    let ids: Vec<PersonId> = lines.iter().filter_map(|l| l.person).collect();
    ids.iter()
        .map(|&id| {
            let name = short(&full(id));
            let shared = ids.iter().any(|&o| o != id && short(&full(o)) == name);
            (id, if shared { full(id) } else { name })
        })
        .collect()
}

/// Writes the scorers of one side: `De Bruyne 42, 84 (brace), Raskin 51`.
pub fn scorers_text(view: &View, happened: &Happened, side: Side, lang: Lang) -> String {
    let lines = scorers(happened);
    let names = short_names(view, &lines);
    let it = lang == Lang::It;
    lines
        .iter()
        .filter(|l| l.side == side)
        .map(|line| {
            let unknown = if it { "marcatore non in archivio" } else { "scorer not in the record" };
            let name = line.person.map_or(unknown, |p| names[&p].as_str());
            let minutes: Vec<String> = line
                .goals
                .iter()
                .map(|g| {
                    let mut text = g.minute.map_or("?".to_owned(), |m| m.to_string());
                    if it && g.minute.is_some() {
                        text.push('\'');
                    }
                    if g.penalty {
                        text.push_str(if it { " rig." } else { " pen" });
                    }
                    if g.own_goal {
                        text.push_str(if it { " aut." } else { " og" });
                    }
                    text
                })
                .collect();
            let brace = match (line.person, line.goals[0].own_goal, line.goals.len(), it) {
                (None, ..) | (_, true, ..) => String::new(),
                (_, _, 2, false) => " (brace)".to_owned(),
                (_, _, 2, true) => " (doppietta)".to_owned(),
                (_, _, 3, false) => " (hat-trick)".to_owned(),
                (_, _, 3, true) => " (tripletta)".to_owned(),
                (_, _, n, false) if n > 3 => format!(" ({n} goals)"),
                (_, _, n, true) if n > 3 => format!(" ({n} gol)"),
                _ => String::new(),
            };
            format!("{name} {}{brace}", minutes.join(", "))
        })
        .collect::<Vec<_>>()
        .join(", ")
}

/// Writes the result of a match: `Belgium 6-0 Kazakhstan`, `Belgio-Kazakistan 6-0`,
/// with extra time, shoot-out or decision said as such.
pub fn result_text(view: &View, m: &Match, lang: Lang) -> String {
    let it = lang == Lang::It;
    let names = m.fixture.teams.map(|t| view.team_name(t, lang).to_owned());
    let Some(happened) = &m.happened else {
        return if it {
            format!("{}-{}", names.home, names.away)
        } else {
            format!("{} v {}", names.home, names.away)
        };
    };
    let score = |h: u8, a: u8| {
        if it {
            format!("{}-{} {h}-{a}", names.home, names.away)
        } else {
            format!("{} {h}-{a} {}", names.home, names.away)
        }
    };
    let mut text = match happened.outcome {
        Outcome::Played(s) => score(s.result.home, s.result.away),
        Outcome::Awarded { official, .. } => {
            let word = if it { "a tavolino" } else { "awarded" };
            format!("{} ({word})", score(official.home, official.away))
        }
        Outcome::Walkover { winner, official } => {
            let base = match official {
                Some(o) => score(o.home, o.away),
                None => format!("{}-{}", names.home, names.away),
            };
            let winner = &names[winner];
            if it {
                format!("{base} (vittoria di {winner} per rinuncia)")
            } else {
                format!("{base} (walkover for {winner})")
            }
        }
        Outcome::Abandoned { .. } => format!(
            "{}-{} ({})",
            names.home,
            names.away,
            if it { "sospesa, non ancora decisa" } else { "abandoned, not decided yet" }
        ),
        Outcome::Annulled { .. } => {
            format!("{}-{} ({})", names.home, names.away, if it { "annullata" } else { "annulled" })
        }
        Outcome::Postponed => {
            format!("{}-{} ({})", names.home, names.away, if it { "rinviata" } else { "postponed" })
        }
    };
    if let Outcome::Played(s) = happened.outcome {
        if s.extra_time == Some(true) {
            text.push_str(if it { " dopo i supplementari" } else { " after extra time" });
        }
        if let Some(shoot_out) = s.shoot_out {
            let winner = &names[shoot_out.winner];
            let goals = shoot_out.goals.map_or(String::new(), |g| {
                let (w, l) = (g[shoot_out.winner], g[!shoot_out.winner]);
                format!(" {w}-{l}")
            });
            text.push_str(&if it {
                format!(", ai rigori passa {winner}{goals}")
            } else {
                format!(", {winner} win{goals} on penalties")
            });
        }
    }
    if happened.provisional {
        text.push_str(if it { " (provvisorio)" } else { " (provisional)" });
    }
    text
}

/// Writes a match in one line: result, scorers, place and day.
pub fn match_line(view: &View, m: &Match, lang: Lang) -> String {
    let mut text = result_text(view, m, lang);
    if let Some(happened) = &m.happened {
        let sides: Vec<String> = Side::BOTH
            .iter()
            .map(|side| scorers_text(view, happened, *side, lang))
            .filter(|t| !t.is_empty())
            .collect();
        if !sides.is_empty() {
            text.push_str(&format!(": {}", sides.join("; ")));
            let decided =
                matches!(happened.outcome, Outcome::Awarded { .. } | Outcome::Annulled { .. });
            if decided && !view.awarded(m).scorers_count(&happened.outcome) {
                text.push_str(match lang {
                    Lang::En => " (the rule book counts these goals for no scorer)",
                    Lang::It => " (il regolamento non conta questi gol per i marcatori)",
                });
            }
        }
        let told = happened.goals.len();
        let score = happened
            .outcome
            .pitch()
            .map_or(0, |s| usize::from(s.result.home) + usize::from(s.result.away));
        if told > 0 && told < score {
            let missing = score - told;
            text.push_str(&match (lang, missing) {
                (Lang::En, 1) => "; one goal is not in the record".to_owned(),
                (Lang::En, n) => format!("; {n} goals are not in the record"),
                (Lang::It, 1) => "; un gol non è in archivio".to_owned(),
                (Lang::It, n) => format!("; {n} gol non sono in archivio"),
            });
        }
    }
    text
}

/// Writes where and when: `Brussels, 7 September 2025, 20:45`.
pub fn where_and_when(m: &Match, lang: Lang) -> String {
    let mut parts = Vec::new();
    if let Some(venue) = &m.fixture.venue {
        parts.extend(venue.ground.iter().chain(venue.city.iter()).map(|s| s.to_string()));
    }
    parts.push(render::day(m.fixture.when.date, lang));
    if let Some(kick_off) = m.fixture.when.kick_off {
        let t = kick_off.time;
        parts.push(format!("{:02}:{:02}", t.hour(), t.minute()));
    }
    parts.join(", ")
}
