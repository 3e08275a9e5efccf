//! What stands below a table: reasons, games in hand, what is missing.

use girone_model::{Lang, TeamIx};
use girone_rules::{Criterion, Separation};

use super::table::plain;
use crate::{TableAnswer, View};

/// How much of the reasons is told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Explain {
    /// Only what the figures do not show: teams level on points.
    #[default]
    Short,
    /// Every adjacent pair, with articles.
    Full,
}

impl TableAnswer {
    /// Returns the title: edition and group.
    pub fn title(&self, lang: Lang) -> String {
        let edition = self.edition.name.get(lang);
        if self.group == self.stage {
            return match self.edition.stage(&self.stage) {
                Some(stage) if stage.name.get(lang) != edition && self.edition.stages.len() > 1 => {
                    format!("{edition} · {}", stage.name.get(lang))
                }
                _ => edition.to_owned(),
            };
        }
        let group = match lang {
            Lang::En => format!("Group {}", self.group),
            Lang::It => format!("Gruppo {}", self.group),
        };
        match self.edition.stage(&self.stage) {
            Some(stage) if self.edition.group_addresses().iter().any(|a| a.contains('/')) => {
                format!("{edition} · {} · {group}", stage.name.get(lang))
            }
            _ => format!("{edition} · {group}"),
        }
    }

    /// Returns the notes that stand below the table, one sentence or line each.
    pub fn notes(&self, view: &View, lang: Lang, explain: Explain) -> Vec<String> {
        let name = |t: TeamIx| view.team_name(self.team(t), lang);
        let it = lang == Lang::It;
        let mut notes = Vec::new();
        for (pair, separation) in self.table.rows.windows(2).zip(&self.table.separations) {
            let words = || {
                girone_rules::explain(
                    &self.regulation,
                    &self.sheet.sheet,
                    (&pair[0], &pair[1]),
                    separation,
                    &|t| name(t).to_owned(),
                    lang,
                )
            };
            match separation {
                _ if explain == Explain::Full => notes.push(words()),
                Separation::By(reason) if reason.criterion.is_some() => notes.push(words()),
                _ => {}
            }
        }
        for missing in &self.table.missing {
            let teams: Vec<&str> = missing.teams.iter().map(|t| name(*t)).collect();
            let what = missing_words(&missing.criterion, lang);
            // Teams that have not played are level in a way nobody asks about.
            if self.played > 0 {
                notes.push(if it {
                    format!("A pari: {}; {what}.", join(&teams, lang))
                } else {
                    format!("Level: {}; {what}.", join(&teams, lang))
                });
            }
        }
        let hand: Vec<(TeamIx, u16)> = self
            .table
            .rows
            .iter()
            .map(|r| (r.team, self.in_hand(r.team)))
            .filter(|(_, n)| *n > 0)
            .collect();
        // With half the table behind it is the calendar, not a match in hand.
        if hand.len() * 2 < self.table.rows.len() {
            for (team, n) in hand {
                notes.push(match (it, n) {
                    (true, 1) => format!("{}: una partita in meno.", name(team)),
                    (true, n) => format!("{}: {n} partite in meno.", name(team)),
                    (false, 1) => format!("{} have a match in hand.", name(team)),
                    (false, n) => format!("{} have {n} matches in hand.", name(team)),
                });
            }
        }
        for adjustment in &self.adjustments(view) {
            let points = i32::from(adjustment.points);
            let team = view.team_name(adjustment.team, lang);
            let date = super::day(adjustment.from, lang);
            let reason = adjustment.reason.as_deref().map_or(String::new(), |r| format!(" ({r})"));
            notes.push(if it {
                format!("* {team}: {} punti dal {date}{reason}.", plain(points))
            } else {
                format!("* {team}: {} points from {date}{reason}.", plain(points))
            });
        }
        for line in self.awarded(view, lang) {
            notes.push(line);
        }
        for note in &self.edition.notes {
            notes.push(format!("{}: {}", if it { "nota" } else { "note" }, note.get(lang)));
        }
        for warning in &self.warnings {
            notes.push(format!("{}: {warning}", if it { "attenzione" } else { "warning" }));
        }
        let rules = if it { "Regolamento" } else { "Rules" };
        notes.push(format!("{rules}: {} ({})", self.regulation.title, self.regulation.id));
        if explain == Explain::Full {
            let source = if it { "Fonte" } else { "Source" };
            notes.push(format!("{source}: {}", self.regulation.source));
        }
        notes
    }

    /// Returns the decisions on points that count in this table.
    pub fn adjustments(&self, view: &View) -> Vec<girone_model::Adjustment> {
        view.snapshot()
            .adjustments
            .iter()
            .filter(|a| {
                *a.edition == *self.edition.id
                    && a.stage.as_deref().is_none_or(|s| s == self.stage)
                    && self.sheet.sheet.index_of(a.team).is_some()
            })
            .cloned()
            .collect()
    }

    /// Says which results of the table were not decided on the pitch.
    fn awarded(&self, view: &View, lang: Lang) -> Vec<String> {
        use girone_model::Outcome;
        let mut lines = Vec::new();
        for id in self.sheet.sheet.results.iter().filter_map(|l| l.match_id) {
            let Some(m) = view.match_by_id(id) else { continue };
            let Some(happened) = &m.happened else { continue };
            let teams = m.fixture.teams.map(|t| view.team_name(t, lang).to_owned());
            let (official, pitch) = match happened.outcome {
                Outcome::Awarded { official, pitch } => (official, pitch),
                Outcome::Walkover { official: Some(official), .. } => (official, None),
                _ => continue,
            };
            let on_pitch = match (pitch, lang) {
                (Some(score), Lang::En) => format!(" (on the pitch {score})"),
                (Some(score), Lang::It) => format!(" (sul campo {score})"),
                (None, _) => String::new(),
            };
            let word = if lang == Lang::It { "a tavolino" } else { "awarded" };
            lines.push(format!(
                "{}–{} {}-{} {word}{on_pitch}, {}.",
                teams.home,
                teams.away,
                official.home,
                official.away,
                super::day(m.fixture.when.date, lang)
            ));
        }
        lines
    }
}

/// Joins names: `A, B and C`.
pub(crate) fn join<S: AsRef<str>>(names: &[S], lang: Lang) -> String {
    let and = if lang == Lang::It { " e " } else { " and " };
    match names {
        [] => String::new(),
        [one] => one.as_ref().to_owned(),
        [init @ .., last] => {
            let init: Vec<&str> = init.iter().map(AsRef::as_ref).collect();
            format!("{}{and}{}", init.join(", "), last.as_ref())
        }
    }
}

/// Says what would be needed to apply a criterion.
fn missing_words(criterion: &Criterion, lang: Lang) -> String {
    let it = lang == Lang::It;
    match criterion {
        Criterion::Conduct if it => "i cartellini non sono tutti in archivio".to_owned(),
        Criterion::Conduct => "the record does not hold all cards".to_owned(),
        Criterion::Ranking(name) if it => format!("la graduatoria «{name}» non è in archivio"),
        Criterion::Ranking(name) => format!("the ranking `{name}` is not in the record"),
        Criterion::Lots if it => "il sorteggio non è in archivio".to_owned(),
        Criterion::Lots => "no drawing of lots is in the record".to_owned(),
        Criterion::ShootOut if it => "i tiri di rigore non sono in archivio".to_owned(),
        Criterion::ShootOut => "no shoot-out is in the record".to_owned(),
        _ if it => "lo spareggio non è in archivio".to_owned(),
        _ => "no play-off is in the record".to_owned(),
    }
}
