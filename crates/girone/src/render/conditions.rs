//! Conditions in words: one sentence per team, or a numbered list.

use girone_model::{BySide, Lang, Preposition, Side, TeamIx};
use girone_rules::edition::Berth;
use girone_scenarios::{Clause, Combined, Conditions, Range};

use crate::{TableAnswer, View};

/// How conditions are laid out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Style {
    /// One sentence per team.
    #[default]
    Sentence,
    /// A numbered list.
    List,
}

/// How many clauses are printed before the rest is only counted.
const MOST: usize = 8;

/// Writes the conditions of one table.
pub struct ConditionWriter<'a> {
    /// The view the names come from.
    pub view: &'a View,
    /// The table whose remaining matches are meant.
    pub answer: &'a TableAnswer,
    /// The language.
    pub lang: Lang,
}

impl ConditionWriter<'_> {
    fn it(&self) -> bool {
        self.lang == Lang::It
    }

    pub(super) fn name(&self, team: TeamIx) -> &str {
        self.view.team_name(self.answer.team(team), self.lang)
    }

    /// The name as a subject: with its article in Italian.
    pub(super) fn the(&self, team: TeamIx) -> String {
        if self.it() {
            self.view.snapshot().directory.team(self.answer.team(team)).the_it()
        } else {
            self.name(team).to_owned()
        }
    }

    fn after(&self, team: TeamIx, preposition: Preposition) -> String {
        self.view.snapshot().directory.team(self.answer.team(team)).after_it(preposition)
    }

    /// An Italian verb in singular or plural.
    pub(super) fn verb(
        &self,
        team: TeamIx,
        singular: &'static str,
        plural: &'static str,
    ) -> &'static str {
        if self.view.snapshot().directory.team(self.answer.team(team)).plural_it {
            plural
        } else {
            singular
        }
    }

    fn fixture(&self, game: usize) -> BySide<TeamIx> {
        self.answer.sheet.sheet.remaining.get(game).copied().unwrap_or_default()
    }

    /// What is sure of a berth under the conditions: the head of the sentence.
    pub fn head(&self, team: TeamIx, berth: &Berth) -> String {
        let first = berth.places == [1] && berth.ranks.is_empty();
        match (first, berth.exit, self.it()) {
            (true, _, false) => format!("{} will win the group", self.name(team)),
            (true, _, true) => {
                format!(
                    "{} {} il girone",
                    capital(&self.the(team)),
                    self.verb(team, "vince", "vincono")
                )
            }
            (_, true, false) => format!("{}: {} is certain", self.name(team), berth.name.en),
            (_, true, true) => format!("{}: «{}» è certo", self.name(team), berth.name.it),
            (_, _, false) => format!("{} are sure of “{}”", self.name(team), berth.name.en),
            (_, _, true) => {
                format!("Per {} «{}» è certo", self.the(team), berth.name.it)
            }
        }
    }

    /// Writes all conditions for a berth.
    pub fn text(&self, conditions: &Conditions, berth: &Berth, style: Style) -> String {
        let it = self.it();
        let team = conditions.team;
        let head = self.head(team, berth);
        let clauses: Vec<String> = conditions.sure.iter().map(|c| self.clause(c, team)).collect();
        let open: Vec<String> = conditions.open.iter().map(|c| self.clause(c, team)).collect();
        let mut out = String::new();
        if conditions.sure.iter().any(Clause::is_empty) {
            return format!("{head}{}\n", if it { " comunque." } else { " in any case." });
        }
        if !clauses.is_empty() {
            out.push_str(&match style {
                Style::Sentence => self.sentence(&head, &clauses),
                Style::List => self.list(&head, &clauses),
            });
        } else if it {
            out.push_str(&format!("{head}: solo con l'aiuto di quanto segue.\n"));
        } else {
            out.push_str(&format!("{head}: only by way of what follows.\n"));
        }
        if !open.is_empty() {
            let on = self.depends(conditions);
            let joined = self.joined(&open);
            out.push_str(&if it {
                format!("  Dipende da {on} se {joined}.\n")
            } else {
                format!("  It depends on {on} if {joined}.\n")
            });
        }
        if !conditions.exact {
            out.push_str(if it {
                "  L'elenco può non essere completo entro il limite.\n"
            } else {
                "  The list may not be complete within the limit.\n"
            });
        }
        out
    }

    fn sentence(&self, head: &str, clauses: &[String]) -> String {
        let word = if self.it() { "se" } else { "if" };
        format!("{head} {word} {}.\n", self.joined(clauses))
    }

    fn joined(&self, clauses: &[String]) -> String {
        let or = if self.it() { "; oppure se " } else { "; or if " };
        let mut text = clauses.iter().take(MOST).cloned().collect::<Vec<_>>().join(or);
        if clauses.len() > MOST {
            let more = clauses.len() - MOST;
            text.push_str(&if self.it() {
                format!("; e in altri {more} modi")
            } else {
                format!("; and in {more} more ways")
            });
        }
        text
    }

    fn list(&self, head: &str, clauses: &[String]) -> String {
        let mut out =
            format!("{head} {}\n", if self.it() { "se vale una di:" } else { "if any of:" });
        for (i, clause) in clauses.iter().take(MOST).enumerate() {
            out.push_str(&format!("  {}. {clause}\n", i + 1));
        }
        if clauses.len() > MOST {
            let more = clauses.len() - MOST;
            let word = if self.it() { "altri" } else { "more" };
            out.push_str(&format!("  … {more} {word}\n"));
        }
        out
    }

    /// Names what open cases depend on.
    fn depends(&self, conditions: &Conditions) -> String {
        let d = conditions.depends_on;
        let words = [
            (d.margins, "margins", "scarti"),
            (d.goals, "goals scored", "gol segnati"),
            (d.cards, "cards", "cartellini"),
            (d.lots, "lots or data that is missing", "sorteggio o dati mancanti"),
        ];
        let on: Vec<&str> = words
            .iter()
            .filter(|(yes, ..)| *yes)
            .map(|(_, en, it)| if self.it() { *it } else { *en })
            .collect();
        super::join(&on, self.lang)
    }

    /// Writes conditions that hold together.
    pub fn clause(&self, clause: &Clause, team: TeamIx) -> String {
        let mut ranges: Vec<&Range> = clause.ranges.iter().collect();
        // The team's own matches come first.
        ranges.sort_by_key(|r| (self.fixture(r.game).side_of(&team).is_none(), r.game));
        let mut parts: Vec<String> = ranges.iter().map(|r| self.range(r, team)).collect();
        parts.extend(clause.combined.iter().map(|c| self.combined(c)));
        super::join(&parts, self.lang)
    }

    /// Writes the range of one match.
    pub fn range(&self, range: &Range, team: TeamIx) -> String {
        let fixture = self.fixture(range.game);
        let own = fixture.side_of(&team);
        // Of a match between others the side that has to achieve something is the
        // subject.
        let side = own.unwrap_or(match (range.least, range.most) {
            (None, Some(most)) if most < 0 => Side::Away,
            (Some(least), None) if least <= 0 => Side::Away,
            _ => Side::Home,
        });
        let (lo, hi) = match side {
            Side::Home => (range.least, range.most),
            Side::Away => (range.most.map(|n| -n), range.least.map(|n| -n)),
        };
        let (subject, other) = (fixture[side], fixture[!side]);
        if self.it() {
            self.range_it(subject, other, own.is_some(), lo, hi)
        } else {
            self.range_en(subject, other, own.is_some(), lo, hi)
        }
    }

    fn range_en(
        &self,
        subject: TeamIx,
        other: TeamIx,
        own: bool,
        lo: Option<i32>,
        hi: Option<i32>,
    ) -> String {
        let s = if own { "they".to_owned() } else { self.name(subject).to_owned() };
        let o = self.name(other);
        match (lo, hi) {
            (Some(1), None) => format!("{s} beat {o}"),
            (Some(n), None) if n > 1 => format!("{s} beat {o} by {n} or more"),
            (Some(0), None) if own => format!("{s} avoid defeat against {o}"),
            (Some(0), None) => format!("{s} do not lose to {o}"),
            (Some(n), None) => format!("{s} do not lose to {o} by {} or more", 1 - n),
            (Some(0), Some(0)) if own => format!("{s} draw with {o}"),
            (Some(0), Some(0)) => format!("{s} and {o} draw"),
            (None, Some(-1)) => format!("{s} lose to {o}"),
            (None, Some(n)) if n < -1 => format!("{s} lose to {o} by {} or more", -n),
            (None, Some(0)) => format!("{s} do not beat {o}"),
            (None, Some(n)) => format!("{s} do not beat {o} by {} or more", n + 1),
            (Some(a), Some(b)) if a == b && a > 0 => format!("{s} beat {o} by {a}"),
            (Some(a), Some(b)) if a == b => format!("{s} lose to {o} by {}", -a),
            (Some(1), Some(b)) => format!("{s} beat {o} by no more than {b}"),
            (Some(a), Some(b)) if a > 0 => format!("{s} beat {o} by {a} to {b}"),
            (Some(a), Some(-1)) => format!("{s} lose to {o} by no more than {}", -a),
            (Some(a), Some(b)) if b < 0 => format!("{s} lose to {o} by {} to {}", -b, -a),
            (Some(0), Some(b)) => format!("{s} draw with {o} or beat them by no more than {b}"),
            (Some(a), Some(0)) => format!("{s} draw with {o} or lose by no more than {}", -a),
            (Some(a), Some(b)) => {
                format!("{s} neither lose to {o} by {} nor beat them by {}", 1 - a, b + 1)
            }
            (None, None) => format!("{s} play {o}"),
        }
    }

    fn range_it(
        &self,
        subject: TeamIx,
        other: TeamIx,
        own: bool,
        lo: Option<i32>,
        hi: Option<i32>,
    ) -> String {
        let s = if own { String::new() } else { format!("{} ", self.the(subject)) };
        let v = |a, b| self.verb(subject, a, b);
        let o = self.the(other);
        let con = self.after(other, Preposition::Con);
        let wins = v("batte", "battono");
        let loses = v("perde", "perdono");
        let draws = v("pareggia", "pareggiano");
        let goals = |n: i32| if n == 1 { "un gol".to_owned() } else { format!("{n} gol") };
        match (lo, hi) {
            (Some(1), None) => format!("{s}{wins} {o}"),
            (Some(n), None) if n > 1 => format!("{s}{wins} {o} con almeno {} di scarto", goals(n)),
            (Some(0), None) => format!("{s}non {loses} {con}"),
            (Some(n), None) => format!("{s}non {loses} {con} con {} di scarto o più", goals(1 - n)),
            (Some(0), Some(0)) if own => format!("{draws} {con}"),
            (Some(0), Some(0)) => format!("{} e {o} pareggiano", self.the(subject)),
            (None, Some(-1)) => format!("{s}{loses} {con}"),
            (None, Some(n)) if n < -1 => {
                format!("{s}{loses} {con} con almeno {} di scarto", goals(-n))
            }
            (None, Some(0)) => format!("{s}non {wins} {o}"),
            (None, Some(n)) => format!("{s}non {wins} {o} con {} di scarto o più", goals(n + 1)),
            (Some(a), Some(b)) if a == b && a > 0 => {
                format!("{s}{wins} {o} con {} di scarto", goals(a))
            }
            (Some(a), Some(b)) if a == b => format!("{s}{loses} {con} con {} di scarto", goals(-a)),
            (Some(1), Some(b)) => format!("{s}{wins} {o} con non più di {} di scarto", goals(b)),
            (Some(a), Some(b)) if a > 0 => {
                format!("{s}{wins} {o} con uno scarto da {a} a {b} gol")
            }
            (Some(a), Some(-1)) => {
                format!("{s}{loses} {con} con non più di {} di scarto", goals(-a))
            }
            (Some(a), Some(b)) if b < 0 => {
                format!("{s}{loses} {con} con uno scarto da {} a {} gol", -b, -a)
            }
            (Some(0), Some(b)) => {
                format!("{s}{draws} {con} o vince con non più di {} di scarto", goals(b))
            }
            (Some(a), Some(0)) => {
                format!("{s}{draws} {con} o perde con non più di {} di scarto", goals(-a))
            }
            (Some(a), Some(b)) => format!(
                "{s}né {loses} {con} con {} di scarto né vince con {}",
                goals(1 - a),
                goals(b + 1)
            ),
            (None, None) => format!("{s}gioca {con}"),
        }
    }

    /// Writes a combined margin: a defeat counts as negative.
    fn combined(&self, combined: &Combined) -> String {
        let terms: Vec<String> = combined
            .terms
            .iter()
            .map(|&(game, sign)| {
                let f = self.fixture(game);
                let (a, b) = if sign > 0 { (f.home, f.away) } else { (f.away, f.home) };
                if self.it() {
                    format!("{} su {}", self.name(a), self.name(b))
                } else {
                    format!("{} over {}", self.name(a), self.name(b))
                }
            })
            .collect();
        let least = super::plain(combined.at_least);
        if self.it() {
            format!(
                "gli scarti di {} fanno insieme almeno {least} (una sconfitta conta in meno)",
                super::join(&terms, self.lang)
            )
        } else {
            format!(
                "the margins of {} add up to {least} or more (a defeat counts as negative)",
                super::join(&terms, self.lang)
            )
        }
    }
}

/// Makes the first letter a capital.
pub(crate) fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or(String::new(), |c| c.to_uppercase().chain(chars).collect())
}
