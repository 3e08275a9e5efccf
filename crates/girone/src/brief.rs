//! The briefing: what a desk wants to know about a group on an evening.
//!
//! Every sentence comes from facts of the record and carries their ids.

use girone_forecast::Chance;
use girone_model::{Lang, Match, MatchId, Preposition, Snapshot, TeamIx};
use girone_record::{Stakes, reigns};
use girone_rules::Separation;
use girone_rules::edition::Berth;
use girone_scenarios::Verdict;

use crate::render::{self, Explain, join, table_text};
use crate::{
    Basis, Error, Limits, NeedsAnswer, TableAnswer, View, match_line, places_text, scope_name,
};

/// A sentence and the facts it rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// The sentence.
    pub text: String,
    /// Ids of matches, tables and tenures.
    pub facts: Vec<String>,
}

/// A part of a briefing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// The heading.
    pub heading: String,
    /// The sentences.
    pub sentences: Vec<Sentence>,
}

/// A briefing on one group.
#[derive(Clone, Debug)]
pub struct Briefing {
    /// The title.
    pub title: String,
    /// The table at the moment.
    pub table: TableAnswer,
    /// The table as text.
    pub table_text: String,
    /// The parts before the table (results) and after it.
    pub sections: Vec<Section>,
}

/// How many days before the last match a match still counts as of the same
/// evening's round.
const ROUND_DAYS: i32 = 2;

impl View {
    /// Briefs on a group.
    ///
    /// # Errors
    /// The address names no group, or several.
    pub fn brief(&self, address: &str, lang: Lang, limits: &Limits) -> Result<Briefing, Error> {
        let answer = self.table(address)?;
        let needs = self.needs(address, &[], limits)?;
        let outlook = needs.outlook.clone();
        let writer = Writer { view: self, answer: &answer, needs: &needs, lang };
        let finish: Vec<String> = if answer.sheet.sheet.is_finished() {
            Vec::new()
        } else {
            outlook.iter().map(places_text).collect()
        };
        let table = table_text(self, &answer, lang, &finish, Explain::Short);
        let sections = [
            writer.results(),
            writer.standings(),
            writer.decided(),
            writer.likely(limits),
            writer.needed(limits),
            writer.coaches(),
            writer.next(),
        ]
        .into_iter()
        .filter(|s| !s.sentences.is_empty())
        .collect();
        Ok(Briefing { title: answer.title(lang), table_text: table, sections, table: answer })
    }
}

impl Briefing {
    /// Writes the briefing; with `facts` each sentence is followed by the ids it
    /// rests on.
    pub fn text(&self, lang: Lang, facts: bool) -> String {
        let mut out = String::new();
        for (i, section) in self.sections.iter().enumerate() {
            if i == 1 {
                out.push_str(&self.table_text);
                out.push('\n');
            }
            out.push_str(&format!("{}\n", section.heading));
            for sentence in &section.sentences {
                out.push_str(&format!("  {}\n", sentence.text));
                if facts {
                    out.push_str(&format!("    [{}]\n", sentence.facts.join(", ")));
                }
            }
            out.push('\n');
        }
        if self.sections.len() < 2 {
            out.push_str(&self.table_text);
        }
        let _ = lang;
        out
    }
}

struct Writer<'a> {
    view: &'a View,
    answer: &'a TableAnswer,
    needs: &'a NeedsAnswer,
    lang: Lang,
}

impl Writer<'_> {
    fn it(&self) -> bool {
        self.lang == Lang::It
    }

    fn snapshot(&self) -> &Snapshot {
        self.view.snapshot()
    }

    fn name(&self, team: TeamIx) -> &str {
        self.view.team_name(self.answer.team(team), self.lang)
    }

    /// The name at the head of a sentence: `Belgium`, `Il Belgio`.
    fn subject(&self, team: TeamIx) -> String {
        if !self.it() {
            return self.name(team).to_owned();
        }
        let text = self.snapshot().directory.team(self.answer.team(team)).the_it();
        let mut chars = text.chars();
        chars.next().map_or(String::new(), |c| c.to_uppercase().chain(chars).collect())
    }

    fn after(&self, team: TeamIx, preposition: Preposition) -> String {
        self.snapshot().directory.team(self.answer.team(team)).after_it(preposition)
    }

    fn plural(&self, team: TeamIx) -> bool {
        self.snapshot().directory.team(self.answer.team(team)).plural_it
    }

    fn table_fact(&self) -> String {
        format!(
            "table:{}/{}@{}",
            self.answer.edition.id,
            self.answer.group,
            self.view.as_of().played_by
        )
    }

    fn fact(&self, m: &Match) -> String {
        m.fixture.key(&self.snapshot().directory)
    }

    fn played(&self) -> Vec<&Match> {
        let ids = self.answer.sheet.sheet.results.iter().filter_map(|l| l.match_id);
        ids.filter_map(|id| self.view.match_by_id(id)).collect()
    }

    /// The matches of the last round played.
    fn last_round(&self) -> Vec<&Match> {
        let played = self.played();
        let Some(last) = played.last() else { return Vec::new() };
        let label = last.fixture.matchday.clone();
        let day = last.fixture.when.date;
        played
            .iter()
            .filter(|m| {
                let near = (day - m.fixture.when.date).get_days() <= ROUND_DAYS;
                near && (label.is_none() || m.fixture.matchday == label)
            })
            .copied()
            .collect()
    }

    fn results(&self) -> Section {
        let heading = match (self.it(), self.last_round().first()) {
            (false, Some(m)) => format!("Latest results ({})", self.round_name(m)),
            (true, Some(m)) => format!("Ultimi risultati ({})", self.round_name(m)),
            (false, None) => "Latest results".to_owned(),
            (true, None) => "Ultimi risultati".to_owned(),
        };
        let sentences = self
            .last_round()
            .iter()
            .map(|m| {
                let line = match_line(self.view, m, self.lang);
                let day = render::day_short(m.fixture.when.date, self.lang);
                let city = m.fixture.venue.as_ref().and_then(|v| v.city.as_deref());
                let place = city.map_or(String::new(), |c| format!("{c}, "));
                Sentence { text: format!("{line} ({place}{day})"), facts: vec![self.fact(m)] }
            })
            .collect();
        Section { heading, sentences }
    }

    fn round_name(&self, m: &Match) -> String {
        let date = m.fixture.when.date;
        let label = m.fixture.matchday.as_deref().map(str::to_owned).or_else(|| {
            let tables = self.answer.tables()?;
            tables
                .matchdays
                .iter()
                .find(|d| d.from <= date && date <= d.to)
                .map(|d| d.label.clone())
        });
        // Sources write `Matchday 6`, `6`, or a label of their own.
        let label = label.map(|l| match l.strip_prefix("Matchday ") {
            Some(number) => number.to_owned(),
            None => l,
        });
        match label {
            Some(label) if label.chars().all(|c| c.is_ascii_digit()) && self.it() => {
                format!("{label}ª giornata")
            }
            Some(label) if label.chars().all(|c| c.is_ascii_digit()) => {
                format!("matchday {label}")
            }
            Some(label) => label,
            None => render::day(date, self.lang),
        }
    }

    /// Where each team stands, in one sentence.
    fn standings(&self) -> Section {
        let it = self.it();
        let heading = if it { "Classifica" } else { "Standings" }.to_owned();
        let mut sentences = Vec::new();
        let rows = &self.answer.table.rows;
        let Some(first) = rows.first() else { return Section { heading, sentences } };
        if self.answer.played == 0 {
            return Section { heading, sentences };
        }
        for (i, row) in rows.iter().enumerate() {
            let gap = first.totals.points - row.totals.points;
            let points = points_text(row.totals.points, self.lang);
            let subject = self.subject(row.team);
            let hand = self.answer.in_hand(row.team);
            let shared = row.shared_by > 1;
            let place = ordinal(row.place, self.lang);
            let mut text = if it {
                let verb = match (shared, self.plural(row.team)) {
                    (true, true) => "dividono il",
                    (true, false) => "divide il",
                    (false, true) => "sono al",
                    (false, false) => "è al",
                };
                format!("{subject} {verb} {place} posto con {points}")
            } else if shared {
                format!("{subject} share {place} place with {points}")
            } else {
                format!("{subject} are {place} with {points}")
            };
            if gap > 0 {
                let leader = self.name(first.team);
                text.push_str(&if it {
                    format!(", a {gap} {}", self.after(first.team, Preposition::Da))
                } else {
                    format!(", {gap} behind {leader}")
                });
            }
            if hand > 0 {
                text.push_str(&match (it, hand) {
                    (false, 1) => " and with a match in hand".to_owned(),
                    (false, n) => format!(" and with {n} matches in hand"),
                    (true, 1) => " e con una partita in meno".to_owned(),
                    (true, n) => format!(" e con {n} partite in meno"),
                });
            }
            if let Some(Separation::By(reason)) =
                i.checked_sub(1).map(|j| &self.answer.table.separations[j])
                && let Some(criterion) = &reason.criterion
            {
                let above = rows[i - 1].team;
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
            sentences.push(Sentence { text, facts: vec![self.table_fact()] });
        }
        Section { heading, sentences }
    }

    /// What is certain about berths.
    fn decided(&self) -> Section {
        let it = self.it();
        let heading = if it { "Che cosa è deciso" } else { "What is decided" }.to_owned();
        let mut sentences = Vec::new();
        let Some(tables) = self.answer.tables() else { return Section { heading, sentences } };
        if self.answer.sheet.sheet.is_finished() || self.needs.outlook.is_empty() {
            return Section { heading, sentences };
        }
        for berth in tables.berths.iter().filter(|b| !b.exit) {
            let of = |verdict: Verdict| -> Vec<TeamIx> {
                let rows = self.answer.table.rows.iter().map(|r| r.team);
                rows.filter(|t| self.needs.verdict(*t, berth) == verdict).collect()
            };
            let name = berth.name.get(self.lang);
            for (verdict, en, its) in [
                (Verdict::Through, "certain", "certo"),
                (Verdict::Out, "no longer possible for", "non più possibile per"),
            ] {
                let teams = of(verdict);
                if teams.is_empty() {
                    continue;
                }
                let names: Vec<&str> = teams.iter().map(|t| self.name(*t)).collect();
                let names = join(&names, self.lang);
                let text = match (verdict, it) {
                    (Verdict::Through, false) => format!("{name}: {en} for {names}."),
                    (Verdict::Through, true) => format!("{name}: {its} per {names}."),
                    (_, false) => format!("{name}: {en} {names}."),
                    (_, true) => format!("{name}: {its} {names}."),
                };
                sentences.push(Sentence { text, facts: vec![self.table_fact()] });
            }
        }
        Section { heading, sentences }
    }

    /// How likely what is still open is.
    fn likely(&self, limits: &Limits) -> Section {
        let it = self.it();
        let heading = if it { "Quanto è probabile" } else { "How likely" }.to_owned();
        let mut sentences = Vec::new();
        let berths = self.needs.berths(None);
        let is_open = |b: &Berth| {
            let rows = &self.answer.table.rows;
            rows.iter().any(|r| !is_settled(self.needs.verdict(r.team, b)))
        };
        if self.answer.sheet.sheet.is_finished() || !berths.iter().any(is_open) {
            return Section { heading, sentences };
        }
        let options = self.view.quick_forecast(limits);
        let Ok(forecast) = self.view.forecast_beside(self.needs, &options) else {
            return Section { heading, sentences };
        };
        // A percentage that rests on nothing is not news.
        if forecast.basis == Basis::Equals || forecast.groups.is_empty() {
            return Section { heading, sentences };
        }
        for berth in &berths {
            let id = |b: &usize| forecast.plan.berths[*b].id == berth.id;
            let Some(at) = forecast.berths_of(0).into_iter().find(id) else { continue };
            let mut open: Vec<(TeamIx, Chance)> = self
                .answer
                .table
                .rows
                .iter()
                .filter_map(|r| {
                    let team = self.answer.team(r.team);
                    Some((r.team, forecast.berth(0, team, at)?))
                })
                .filter(|(_, chance)| matches!(chance, Chance::Sampled(_)))
                .collect();
            open.sort_by(|a, b| b.1.value().total_cmp(&a.1.value()));
            let parts: Vec<String> = open
                .iter()
                .map(|(t, c)| format!("{} {}", self.name(*t), render::chance_text(*c, self.lang)))
                .collect();
            if !parts.is_empty() {
                let text = format!("{}: {}.", berth.name.get(self.lang), parts.join(", "));
                sentences.push(Sentence { text, facts: vec![self.table_fact()] });
            }
        }
        if !sentences.is_empty() {
            let text = format!("({})", render::basis_text(&forecast, self.lang));
            sentences.push(Sentence { text, facts: vec![self.table_fact()] });
        }
        Section { heading, sentences }
    }

    /// What the teams need: conditions in the last rounds, else the next round.
    fn needed(&self, limits: &Limits) -> Section {
        let it = self.it();
        let heading = if it { "Che cosa serve" } else { "What they need" }.to_owned();
        let berths = self.needs.berths(None);
        let style = render::Style::Sentence;
        let lines =
            render::needed_text(self.view, self.needs, self.lang, &berths, None, style, limits, 2);
        let sentences = lines
            .iter()
            .flat_map(|text| text.lines())
            .map(|text| Sentence { text: text.trim().to_owned(), facts: vec![self.table_fact()] })
            .collect();
        Section { heading, sentences }
    }

    /// The coaches of the teams that played last, with their tallies by scope.
    fn coaches(&self) -> Section {
        let it = self.it();
        let heading = if it { "Gli allenatori" } else { "The coaches" }.to_owned();
        let mut sentences = Vec::new();
        let Some(day) = self.last_round().iter().map(|m| m.fixture.when.date).max() else {
            return Section { heading, sentences };
        };
        for row in &self.answer.table.rows {
            let team = self.answer.team(row.team);
            for reign in reigns(self.snapshot(), None, Some(team)) {
                if !reign.covers(day) {
                    continue;
                }
                let coach = self.view.coach_answer(reign);
                let person = self.snapshot().directory.person(coach.reign.person);
                let scopes: Vec<String> = coach
                    .grid
                    .iter()
                    .filter(|l| l.role.is_none())
                    .filter(|l| {
                        l.edition.is_some() || l.stakes != Stakes::Competitive || coach.complete
                    })
                    .filter(|l| {
                        l.edition.is_none()
                            || l.edition.as_deref() == Some(self.answer.edition.id.as_str())
                    })
                    .filter(|l| coach.complete || l.edition.is_some())
                    .filter(|l| l.tally.played() > 0)
                    .map(|l| {
                        let t = &l.tally;
                        let name = scope_name(self.view, l, self.lang);
                        let mut chars = name.chars();
                        let name: String = if l.edition.is_none() {
                            chars
                                .next()
                                .map_or(String::new(), |c| c.to_lowercase().chain(chars).collect())
                        } else {
                            name
                        };
                        if it {
                            format!(
                                "{name} {} ({} V, {} N, {} P; {}-{})",
                                t.played(),
                                t.won,
                                t.drawn,
                                t.lost,
                                t.goals_for,
                                t.goals_against
                            )
                        } else {
                            format!(
                                "{name} {} (W{} D{} L{}; {}-{})",
                                t.played(),
                                t.won,
                                t.drawn,
                                t.lost,
                                t.goals_for,
                                t.goals_against
                            )
                        }
                    })
                    .collect();
                if scopes.is_empty() {
                    continue;
                }
                let post = crate::reign_text(&coach.reign, self.lang);
                sentences.push(Sentence {
                    text: format!(
                        "{} ({}; {post}): {}.",
                        person.name,
                        self.name(row.team),
                        scopes.join("; ")
                    ),
                    facts: vec![format!(
                        "tenure:{}/{}",
                        person.key,
                        self.snapshot().directory.team(team).key
                    )],
                });
            }
        }
        Section { heading, sentences }
    }

    /// The next fixtures of the group.
    fn next(&self) -> Section {
        let it = self.it();
        let heading = if it { "Prossime partite" } else { "What comes next" }.to_owned();
        let ids: Vec<MatchId> = self.answer.sheet.remaining.iter().flatten().copied().collect();
        let mut fixtures: Vec<&Match> =
            ids.iter().filter_map(|id| self.view.match_by_id(*id)).collect();
        fixtures.sort_by_key(|m| m.fixture.when);
        let mut sentences = Vec::new();
        if let Some(first) = fixtures.first().map(|m| m.fixture.when.date) {
            for m in
                fixtures.iter().filter(|m| (m.fixture.when.date - first).get_days() <= ROUND_DAYS)
            {
                let day = render::day(m.fixture.when.date, self.lang);
                let names = m.fixture.teams.map(|t| self.view.team_name(t, self.lang));
                let text = if it {
                    format!("{day}: {}-{}", names.home, names.away)
                } else {
                    format!("{day}: {} v {}", names.home, names.away)
                };
                let city = m.fixture.venue.as_ref().and_then(|v| v.city.as_deref());
                let place = city.map_or(String::new(), |c| format!(" ({c})"));
                sentences
                    .push(Sentence { text: format!("{text}{place}"), facts: vec![self.fact(m)] });
            }
        }
        let unknown = self.answer.sheet.remaining.iter().filter(|r| r.is_none()).count();
        if unknown > 0 {
            sentences.push(Sentence {
                text: match (it, unknown) {
                    (false, 1) => {
                        "One more match is to be played; its date is not in the record.".to_owned()
                    }
                    (false, n) => format!(
                        "{n} more matches are to be played; their dates are not in the record."
                    ),
                    (true, 1) => "Resta un'altra partita, di data non in archivio.".to_owned(),
                    (true, n) => format!("Restano altre {n} partite, di data non in archivio."),
                },
                facts: vec![self.table_fact()],
            });
        }
        Section { heading, sentences }
    }
}

fn is_settled(verdict: Verdict) -> bool {
    matches!(verdict, Verdict::Through | Verdict::Out)
}

fn points_text(points: i32, lang: Lang) -> String {
    let n = render::plain(points);
    match (lang, points) {
        (Lang::En, 1) => format!("{n} point"),
        (Lang::En, _) => format!("{n} points"),
        (Lang::It, 1) => format!("{n} punto"),
        (Lang::It, _) => format!("{n} punti"),
    }
}

/// Writes a place: `first`, `second`, `12th`; `primo`, `secondo`, `12º`.
fn ordinal(place: u8, lang: Lang) -> String {
    const EN: [&str; 10] = [
        "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth",
        "tenth",
    ];
    const IT: [&str; 10] = [
        "primo", "secondo", "terzo", "quarto", "quinto", "sesto", "settimo", "ottavo", "nono",
        "decimo",
    ];
    let words = if lang == Lang::It { IT } else { EN };
    match (words.get(usize::from(place).wrapping_sub(1)), lang) {
        (Some(word), _) => (*word).to_owned(),
        (None, Lang::It) => format!("{place}º"),
        (None, Lang::En) => {
            let ending = match (place % 10, place % 100) {
                (1, n) if n != 11 => "st",
                (2, n) if n != 12 => "nd",
                (3, n) if n != 13 => "rd",
                _ => "th",
            };
            format!("{place}{ending}")
        }
    }
}
