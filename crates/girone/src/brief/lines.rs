//! Sentences of a briefing that say several things at once.

use girone_model::{Lang, PersonId, Preposition, Snapshot, TeamId};
use girone_report::{Claim, Field, Prepared, Scope, TableRef, Tally, ordinal};
use girone_rules::Separation;

use crate::render::{capital, join};
use crate::{TableAnswer, View};

use super::Sentence;

/// What writes sentences in one language.
#[derive(Clone, Copy)]
pub(super) struct Ink<'a> {
    pub view: &'a View,
    pub lang: Lang,
}

impl Ink<'_> {
    pub fn it(&self) -> bool {
        self.lang == Lang::It
    }

    pub fn snapshot(&self) -> &Snapshot {
        self.view.snapshot()
    }

    pub fn prepared(&self) -> &Prepared {
        self.view.prepared()
    }

    pub fn name(&self, team: TeamId) -> &str {
        self.view.team_name(team, self.lang)
    }

    /// The name at the head of a sentence: `Belgium`, `Il Belgio`.
    pub fn subject(&self, team: TeamId) -> String {
        match self.lang {
            Lang::En => self.name(team).to_owned(),
            Lang::It => capital(&self.snapshot().directory.team(team).the_it()),
        }
    }

    /// The name after an Italian preposition; bare in English.
    pub fn after(&self, team: TeamId, preposition: Preposition) -> String {
        match self.lang {
            Lang::En => self.name(team).to_owned(),
            Lang::It => self.snapshot().directory.team(team).after_it(preposition),
        }
    }

    pub fn plural(&self, team: TeamId) -> bool {
        self.snapshot().directory.team(team).plural_it
    }

    /// The verb that agrees with a team: English teams are many.
    pub fn verb<'t>(&self, team: TeamId, en: &'t str, one: &'t str, many: &'t str) -> &'t str {
        match (self.lang, self.plural(team)) {
            (Lang::En, _) => en,
            (Lang::It, false) => one,
            (Lang::It, true) => many,
        }
    }

    /// A claim as one sentence of the briefing, if it can be said.
    pub fn say(&self, claim: &Claim, facts: Vec<String>) -> Option<Sentence> {
        let text = girone_report::phrase(claim, self.lang, self.prepared())?;
        Some(Sentence { text: capital(&text), facts, claims: vec![claim.clone()] })
    }

    /// Writes won, drawn and lost without what is nil, and out of how many:
    /// `3 wins and 1 draw from 4 matches in the group`.
    pub fn tally(
        &self,
        (won, drawn, lost): (u16, u16, u16),
        scope: Scope,
        league: bool,
    ) -> (String, Tally) {
        let mut parts = Vec::new();
        let mut tally = Tally::default();
        let words = match self.lang {
            Lang::En => [("win", "wins"), ("draw", "draws"), ("defeat", "defeats")],
            Lang::It => {
                [("vittoria", "vittorie"), ("pareggio", "pareggi"), ("sconfitta", "sconfitte")]
            }
        };
        for ((n, (one, many)), slot) in [won, drawn, lost].into_iter().zip(words).zip([0, 1, 2]) {
            if n == 0 {
                continue;
            }
            parts.push(format!("{n} {}", if n == 1 { one } else { many }));
            match slot {
                0 => tally.won = Some(n),
                1 => tally.drawn = Some(n),
                _ => tally.lost = Some(n),
            }
        }
        let played = won + drawn + lost;
        let one = played == 1;
        let matches = match (self.lang, scope) {
            (Lang::En, Scope::Friendlies) if one => "friendly",
            (Lang::En, Scope::Friendlies) => "friendlies",
            (Lang::En, Scope::Competitive) if one => "competitive match",
            (Lang::En, Scope::Competitive) => "competitive matches",
            (Lang::En, _) if one => "match",
            (Lang::En, _) => "matches",
            (Lang::It, Scope::Friendlies) if one => "amichevole",
            (Lang::It, Scope::Friendlies) => "amichevoli",
            (Lang::It, Scope::Competitive) if one => "partita ufficiale",
            (Lang::It, Scope::Competitive) => "partite ufficiali",
            (Lang::It, _) if one => "partita",
            (Lang::It, _) => "partite",
        };
        let link = if self.it() { "in" } else { "from" };
        let out_of = format!("{link} {played} {matches}{}", self.in_scope(scope, league));
        (format!("{} {out_of}", join(&parts, self.lang)), tally)
    }

    /// Names a scope after the number of its matches.
    fn in_scope(&self, scope: Scope, league: bool) -> &'static str {
        match (scope, self.lang) {
            (Scope::All, Lang::En) => " in all competitions",
            (Scope::All, Lang::It) => " in tutte le competizioni",
            (Scope::Competitive | Scope::Friendlies, _) => "",
            (Scope::Table(_), Lang::En) if league => " in the league",
            (Scope::Table(_), Lang::It) if league => " in campionato",
            (Scope::Table(_), Lang::En) => " in the group",
            (Scope::Table(_), Lang::It) => " nel girone",
            (_, Lang::En) => " in the tournament",
            (_, Lang::It) => " nel torneo",
        }
    }

    /// Where a team stands: place, points, distance from the first, matches in
    /// hand, and what separates it from the team above on the same points.
    pub fn standing(
        &self,
        answer: &TableAnswer,
        at: Option<TableRef>,
        index: usize,
        fact: &str,
    ) -> Option<Sentence> {
        let rows = &answer.table.rows;
        let (first, row) = (rows.first()?, rows.get(index)?);
        let it = self.it();
        let (team, leader) = (answer.team(row.team), answer.team(first.team));
        let over = answer.sheet.sheet.is_finished();
        let shared = row.shared_by > 1;
        let place = ordinal(u32::from(row.place), self.lang, false);
        let points = self.points(row.totals.points);
        let gap = first.totals.points - row.totals.points;
        let subject = self.subject(team);
        let mut claims = Vec::new();
        let mut text = match (it, shared, over) {
            (true, true, _) => {
                let verb = self.verb(team, "", "è", "sono");
                format!("{subject} {verb} al {place} posto a pari merito con {points}")
            }
            (true, false, false) => {
                let verb = self.verb(team, "", "è", "sono");
                format!("{subject} {verb} al {place} posto con {points}")
            }
            (true, false, true) => {
                let verb = self.verb(team, "", "chiude", "chiudono");
                format!("{subject} {verb} al {place} posto con {points}")
            }
            (false, true, _) => format!("{subject} share {place} place with {points}"),
            (false, false, false) => format!("{subject} are {place} with {points}"),
            (false, false, true) => format!("{subject} finished {place} with {points}"),
        };
        if let Some(table) = at {
            let (place, points) = (i32::from(row.place), row.totals.points);
            claims.push(Claim::Row { table, team, field: Field::Position, value: place });
            if points >= 0 {
                claims.push(Claim::Row { table, team, field: Field::Points, value: points });
            }
        }
        if gap > 0 {
            text.push_str(&match (it, gap) {
                (true, 1) => format!(", a 1 punto {}", self.after(leader, Preposition::Da)),
                (true, n) => format!(", a {n} punti {}", self.after(leader, Preposition::Da)),
                (false, 1) => format!(", 1 point behind {}", self.name(leader)),
                (false, n) => format!(", {n} behind {}", self.name(leader)),
            });
            if let Some(table) = at {
                let other = Some(leader);
                claims.push(Claim::Gap { table, team, other, points: -gap });
            }
        }
        match (answer.in_hand(row.team), it) {
            (0, _) => {}
            (1, false) => text.push_str(" and with a match in hand"),
            (n, false) => text.push_str(&format!(" and with {n} matches in hand")),
            (1, true) => text.push_str(" e con una partita in meno"),
            (n, true) => text.push_str(&format!(" e con {n} partite in meno")),
        }
        if let Some(Separation::By(reason)) =
            index.checked_sub(1).map(|j| &answer.table.separations[j])
            && let Some(criterion) = &reason.criterion
        {
            let above = answer.team(rows[index - 1].team);
            let by = match (criterion, reason.count) {
                (girone_rules::Criterion::HeadToHead(_), Some(count)) if it => {
                    format!("scontri diretti ({})", girone_rules::count_words(count, self.lang))
                }
                (girone_rules::Criterion::HeadToHead(_), Some(count)) => {
                    format!("head-to-head ({})", girone_rules::count_words(count, self.lang))
                }
                (other, _) => girone_rules::criterion_words(other, self.lang),
            };
            text.push_str(&if it {
                format!("; dietro {} per {by}", self.after(above, Preposition::A))
            } else {
                format!("; behind {} on {by}", self.name(above))
            });
        }
        text.push('.');
        Some(Sentence { text, facts: vec![fact.to_owned()], claims })
    }

    fn points(&self, points: i32) -> String {
        let n = crate::render::plain(points);
        match (self.lang, points.abs()) {
            (Lang::En, 1) => format!("{n} point"),
            (Lang::En, _) => format!("{n} points"),
            (Lang::It, 1) => format!("{n} punto"),
            (Lang::It, _) => format!("{n} punti"),
        }
    }

    /// A move from one place to another.
    pub fn moved(
        &self,
        at: Option<TableRef>,
        team: TeamId,
        (from, to): (u8, u8),
        fact: &str,
    ) -> Sentence {
        let subject = self.subject(team);
        let words = |n: u8| ordinal(u32::from(n), self.lang, false);
        let text = match (self.lang, to < from) {
            (Lang::En, true) => format!("{subject} climb from {} to {}.", words(from), words(to)),
            (Lang::En, false) => format!("{subject} drop from {} to {}.", words(from), words(to)),
            (Lang::It, up) => {
                let verb = match up {
                    true => self.verb(team, "", "sale", "salgono"),
                    false => self.verb(team, "", "scende", "scendono"),
                };
                format!("{subject} {verb} dal {} al {} posto.", words(from), words(to))
            }
        };
        let claims = at
            .map(|table| Claim::Row { table, team, field: Field::Position, value: to.into() })
            .into_iter()
            .collect();
        Sentence { text, facts: vec![fact.to_owned()], claims }
    }

    /// What a coach has done, scope by scope, in one sentence.
    #[allow(clippy::too_many_arguments)]
    pub fn coach(
        &self,
        person: PersonId,
        team: TeamId,
        post: &str,
        scopes: &[(Scope, (u16, u16, u16))],
        league: bool,
        fact: String,
    ) -> Option<Sentence> {
        let mut claims = vec![Claim::Coach { team, person }];
        let mut parts = Vec::new();
        for (scope, numbers) in scopes {
            let (text, tally) = self.tally(*numbers, *scope, league);
            parts.push(text);
            claims.push(Claim::Record {
                team,
                coach: Some(person),
                scopes: vec![*scope],
                ground: girone_report::Ground::Any,
                tally,
            });
        }
        if parts.is_empty() {
            return None;
        }
        let name = &self.snapshot().directory.person(person).name;
        let parts = parts.join("; ");
        let text = match self.lang {
            Lang::En => {
                let whose = girone_report::possessive(self.name(team));
                format!("{whose} coach is {name} ({post}): {parts}.")
            }
            Lang::It => {
                let of = self.after(team, Preposition::Di);
                format!("L'allenatore {of} è {name} ({post}): {parts}.")
            }
        };
        Some(Sentence { text, facts: vec![fact], claims })
    }
}
