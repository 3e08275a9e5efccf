//! Conditions in words: one sentence per team, or a numbered list.

use girone_model::{BySide, Lang, Preposition, Side, TeamIx};
use girone_rules::edition::Berth;
use girone_scenarios::{Clause, Combined, Conditions, Range};

use super::proof::number;
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

    /// What is sure of a berth under the conditions: the head of the sentence. Of an
    /// end the places are those that stay clear of it.
    pub fn head(&self, team: TeamIx, berth: &Berth) -> String {
        let first = berth.places == [1] && berth.ranks.is_empty() && !berth.exit;
        match (first, berth.exit, self.it()) {
            (true, _, false) => format!("{} will win the group", self.name(team)),
            (true, _, true) => {
                format!(
                    "{} {} il girone",
                    capital(&self.the(team)),
                    self.verb(team, "vince", "vincono")
                )
            }
            (_, true, false) => {
                format!("{} are safe from “{}”", self.name(team), berth.name.en)
            }
            (_, true, true) => format!(
                "{} {} «{}»",
                capital(&self.the(team)),
                self.verb(team, "evita", "evitano"),
                berth.name.it
            ),
            (_, _, false) => format!("{} are sure of “{}”", self.name(team), berth.name.en),
            (_, _, true) => {
                format!("Per {} «{}» è certo", self.the(team), berth.name.it)
            }
        }
    }

    /// Writes all conditions for a berth. `margins` is the cap on goals that they
    /// reckon with, though what is decided knows none.
    pub fn text(
        &self,
        conditions: &Conditions,
        berth: &Berth,
        style: Style,
        margins: Option<u8>,
    ) -> String {
        let it = self.it();
        let team = conditions.team;
        let head = self.head(team, berth);
        let beyond = |unless: bool| {
            let n = margins.map_or(0, usize::from);
            match (it, unless) {
                (false, true) => {
                    format!(", unless a team scores more than {} goals", number(n, self.lang))
                }
                (false, false) => {
                    format!(" only if a team scores more than {} goals", number(n, self.lang))
                }
                (true, true) => {
                    format!(", a meno che una squadra segni più di {} gol", number(n, self.lang))
                }
                (true, false) => {
                    format!(" solo se una squadra segna più di {} gol", number(n, self.lang))
                }
            }
        };
        let mut out = String::new();
        if conditions.sure.iter().any(Clause::is_empty) {
            let anyway = match (margins, it) {
                (Some(_), _) => beyond(true),
                (None, true) => " comunque".to_owned(),
                (None, false) => " in any case".to_owned(),
            };
            return format!("{head}{anyway}.\n");
        }
        let clauses = self.clauses(&conditions.sure, team, style);
        let open = self.clauses(&conditions.open, team, Style::Sentence);
        if !clauses.is_empty() {
            out.push_str(&match style {
                Style::Sentence => self.sentence(&head, &clauses),
                Style::List => self.list(&head, &clauses),
            });
        } else if open.is_empty() && conditions.exact && margins.is_some() {
            out.push_str(&format!("{head}{}.\n", beyond(false)));
        } else if it {
            out.push_str(&format!("{head}: solo con l'aiuto di quanto segue.\n"));
        } else {
            out.push_str(&format!("{head}: only by way of what follows.\n"));
        }
        if !open.is_empty() {
            let on = self.depends(conditions);
            let always = conditions.open.iter().any(Clause::is_empty);
            let when = match (always, clauses.is_empty(), it) {
                (true, true, true) => " in ogni caso".to_owned(),
                (true, true, false) => " in any case".to_owned(),
                (true, false, true) => " in ogni altro caso".to_owned(),
                (true, false, false) => " in any other case".to_owned(),
                (false, _, true) => format!(" se {}", self.joined(&open)),
                (false, _, false) => format!(" if {}", self.joined(&open)),
            };
            out.push_str(&if it {
                format!("  Dipende {on}{when}.\n")
            } else {
                format!("  It depends on {on}{when}.\n")
            });
        }
        if !conditions.exact {
            out.push_str(&self.incomplete(conditions.unsettled));
        }
        out
    }

    /// Says that a list may lack ways, and how many cases were not settled.
    fn incomplete(&self, unsettled: u64) -> String {
        match (self.it(), unsettled) {
            (true, 0) => "  L'elenco può non essere completo: oltre gli scarti esaminati possono esserci altri modi.\n".to_owned(),
            (false, 0) => "  The list may not be complete: beyond the margins looked at there may be more ways.\n".to_owned(),
            (true, 1) => "  L'elenco può non essere completo: un caso resta da decidere entro il limite.\n".to_owned(),
            (false, 1) => "  The list may not be complete: one case was left unsettled within the limit.\n".to_owned(),
            (true, n) => format!("  L'elenco può non essere completo: {n} casi restano da decidere entro il limite.\n"),
            (false, n) => format!("  The list may not be complete: {n} cases were left unsettled within the limit.\n"),
        }
    }

    /// Writes clauses: what the team can do alone first, then what it can do with
    /// the help of others, then what others can do.
    fn clauses(&self, clauses: &[Clause], team: TeamIx, style: Style) -> Vec<String> {
        let own = |game: usize| self.fixture(game).side_of(&team).is_some();
        let kind = |c: &Clause| {
            let mine = c.ranges.iter().filter(|r| own(r.game)).count();
            match (mine, c.ranges.len() - mine + c.combined.len()) {
                (_, 0) => 0,
                (0, _) => 2,
                _ => 1,
            }
        };
        let mut sorted: Vec<&Clause> = clauses.iter().collect();
        sorted.sort_by_key(|c| (kind(c), c.len()));
        sorted
            .into_iter()
            .map(|c| match style {
                Style::Sentence => self.clause(c, team),
                Style::List => self.parts(c, team).join(if self.it() { " E " } else { " AND " }),
            })
            .collect()
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
            text.push_str(&match (self.it(), more) {
                (true, 1) => "; e in un altro modo".to_owned(),
                (false, 1) => "; and in one more way".to_owned(),
                (true, _) => format!("; e in altri {more} modi"),
                (false, _) => format!("; and in {more} more ways"),
            });
        }
        text
    }

    fn list(&self, head: &str, clauses: &[String]) -> String {
        let it = self.it();
        if let [one] = clauses {
            return format!("{head} {}\n  1. {one}\n", if it { "se:" } else { "if:" });
        }
        let mut out = format!("{head} {}\n", if it { "se vale una di:" } else { "if any of:" });
        let shown = clauses.len().min(MOST);
        for (i, clause) in clauses.iter().take(MOST).enumerate() {
            let or = match (i + 1 == shown, it) {
                (true, _) => "",
                (false, true) => "; OPPURE",
                (false, false) => "; OR",
            };
            out.push_str(&format!("  {}. {clause}{or}\n", i + 1));
        }
        if clauses.len() > MOST {
            let more = clauses.len() - MOST;
            let word = if it { "altri" } else { "more" };
            out.push_str(&format!("  … {more} {word}\n"));
        }
        out
    }

    /// Names what open cases depend on; in Italian with *da* before it.
    fn depends(&self, conditions: &Conditions) -> String {
        let d = conditions.depends_on;
        let words = [
            (d.margins, "margins", "dagli scarti"),
            (d.goals, "goals scored", "dai gol segnati"),
            (d.cards, "cards", "dai cartellini"),
            (d.lots, "lots or data that is missing", "dal sorteggio o da dati mancanti"),
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
        super::join(&self.parts(clause, team), self.lang)
    }

    fn parts(&self, clause: &Clause, team: TeamIx) -> Vec<String> {
        let mut ranges: Vec<&Range> = clause.ranges.iter().collect();
        // The team's own matches come first.
        ranges.sort_by_key(|r| (self.fixture(r.game).side_of(&team).is_none(), r.game));
        let mut parts: Vec<String> = ranges.iter().map(|r| self.range(r, team)).collect();
        parts.extend(clause.combined.iter().map(|c| self.combined(c)));
        parts
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
        let n = |goals: i32| number(goals.unsigned_abs() as usize, Lang::En);
        match (lo, hi) {
            (Some(1), None) => format!("{s} beat {o}"),
            (Some(a), None) if a > 1 => format!("{s} beat {o} by {} or more", n(a)),
            (Some(0), None) if own => format!("{s} avoid defeat against {o}"),
            (Some(0), None) => format!("{s} do not lose to {o}"),
            (Some(a), None) => format!("{s} do not lose to {o} by {} or more", n(1 - a)),
            (Some(0), Some(0)) if own => format!("{s} draw with {o}"),
            (Some(0), Some(0)) => format!("{s} and {o} draw"),
            (None, Some(-1)) => format!("{s} lose to {o}"),
            (None, Some(b)) if b < -1 => format!("{s} lose to {o} by {} or more", n(b)),
            (None, Some(0)) => format!("{s} do not beat {o}"),
            (None, Some(b)) => format!("{s} do not beat {o} by {} or more", n(b + 1)),
            (Some(a), Some(b)) if a == b && a > 0 => format!("{s} beat {o} by {}", n(a)),
            (Some(a), Some(b)) if a == b => format!("{s} lose to {o} by {}", n(a)),
            (Some(1), Some(b)) => format!("{s} beat {o} by no more than {}", n(b)),
            (Some(a), Some(b)) if a > 0 => format!("{s} beat {o} by {} to {}", n(a), n(b)),
            (Some(a), Some(-1)) => format!("{s} lose to {o} by no more than {}", n(a)),
            (Some(a), Some(b)) if b < 0 => format!("{s} lose to {o} by {} to {}", n(b), n(a)),
            (Some(0), Some(b)) => {
                format!("{s} draw with {o} or beat them by no more than {}", n(b))
            }
            (Some(a), Some(0)) => {
                format!("{s} draw with {o} or lose by no more than {}", n(a))
            }
            (Some(a), Some(b)) => format!(
                "{s} neither lose to {o} by {} or more nor beat them by {} or more",
                n(1 - a),
                n(b + 1)
            ),
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
        let n = |goals: i32| number(goals.unsigned_abs() as usize, Lang::It);
        let one = |goals: i32| if goals == 1 { "uno".to_owned() } else { n(goals) };
        let goals = |n: i32| match n {
            1 => "un gol".to_owned(),
            n => format!("{} gol", number(n.unsigned_abs() as usize, Lang::It)),
        };
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
                format!("{s}{wins} {o} con uno scarto da {} a {} gol", one(a), n(b))
            }
            (Some(a), Some(-1)) => {
                format!("{s}{loses} {con} con non più di {} di scarto", goals(-a))
            }
            (Some(a), Some(b)) if b < 0 => {
                format!("{s}{loses} {con} con uno scarto da {} a {} gol", one(-b), n(a))
            }
            (Some(0), Some(b)) => {
                format!(
                    "{s}{draws} {con} o {} con non più di {} di scarto",
                    v("vince", "vincono"),
                    goals(b)
                )
            }
            (Some(a), Some(0)) => {
                format!("{s}{draws} {con} o {loses} con non più di {} di scarto", goals(-a))
            }
            (Some(a), Some(b)) => format!(
                "{s}non {loses} {con} con {} di scarto o più e non {} con {} di scarto o più",
                goals(1 - a),
                v("vince", "vincono"),
                goals(b + 1)
            ),
            (None, None) => format!("{s}gioca {con}"),
        }
    }

    /// Writes a combined margin: a defeat counts as negative.
    fn combined(&self, combined: &Combined) -> String {
        let it = self.it();
        let terms: Vec<String> = combined
            .terms
            .iter()
            .map(|&(game, factor)| {
                let f = self.fixture(game);
                let (a, b) = if factor > 0 { (f.home, f.away) } else { (f.away, f.home) };
                let twice = match (factor.unsigned_abs(), it) {
                    (1, _) => String::new(),
                    (2, true) => "il doppio ".to_owned(),
                    (2, false) => "twice that of ".to_owned(),
                    (n, true) => format!("{n} volte quello "),
                    (n, false) => format!("{n} times that of "),
                };
                if it {
                    let (di, su) = (self.after(a, Preposition::Di), self.after(b, Preposition::Su));
                    format!("{twice}{di} {su}")
                } else {
                    format!("{twice}{} over {}", self.name(a), self.name(b))
                }
            })
            .collect();
        let least = super::plain(combined.at_least);
        if it {
            format!(
                "gli scarti {} sommati danno almeno {least} (una sconfitta conta in negativo)",
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
