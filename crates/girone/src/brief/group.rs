//! The briefing on a group.

use girone_model::{Lang, Match, MatchId, TeamId, TeamIx};
use girone_report::{Claim, GameIx, TableRef};
use girone_rules::table;
use girone_scenarios::Verdict;

use crate::render::{self, Explain, join, table_text};
use crate::{Error, Limits, NeedsAnswer, TableAnswer, View, match_line, places_text};

use super::lines::Ink;
use super::tallies::{coaches, runs};
use super::{Briefing, Length, Section, Sentence, Topic};

/// How many days before the last match a match still counts as of the same
/// evening's round.
const ROUND_DAYS: i32 = 2;

impl View {
    pub(super) fn brief_group(
        &self,
        address: &str,
        lang: Lang,
        length: Length,
        limits: &Limits,
    ) -> Result<Briefing, Error> {
        let needs = self.needs(address, &[], limits)?;
        let writer = Writer::new(self, &needs, lang, length);
        let sections = vec![
            writer.results(),
            writer.changes(limits),
            writer.standings(None),
            writer.decided(None, limits),
            writer.likely(limits),
            writer.needed(None, limits),
            writer.runs(&writer.last_round()),
            writer.coaches(None),
            writer.next(),
        ];
        let (title, moment, table_text) = writer.table(true);
        Ok(Briefing { title, moment, table_text, sections, table: Some(needs.table.clone()) })
    }
}

/// Writes the parts of a briefing that follow from a group.
pub(super) struct Writer<'a> {
    pub ink: Ink<'a>,
    pub view: &'a View,
    pub answer: &'a TableAnswer,
    pub needs: &'a NeedsAnswer,
    pub lang: Lang,
    pub length: Length,
    at: Option<TableRef>,
}

impl<'a> Writer<'a> {
    pub fn new(view: &'a View, needs: &'a NeedsAnswer, lang: Lang, length: Length) -> Writer<'a> {
        let answer = &needs.table;
        let at = view.prepared().table_named(&answer.edition.id, &answer.stage, &answer.group);
        let ink = Ink { view, lang };
        Writer { ink, view, answer, needs, lang, length, at }
    }

    pub(super) fn it(&self) -> bool {
        self.lang == Lang::It
    }

    pub(super) fn name(&self, team: TeamIx) -> &str {
        self.view.team_name(self.answer.team(team), self.lang)
    }

    pub fn table_fact(&self) -> String {
        format!(
            "table:{}/{}@{}",
            self.answer.edition.id,
            self.answer.group,
            self.view.as_of().played_by
        )
    }

    fn fact(&self, m: &Match) -> String {
        m.fixture.key(&self.ink.snapshot().directory)
    }

    /// Title, moment and the table itself.
    pub fn table(&self, outlook: bool) -> (String, String, String) {
        let over = self.answer.sheet.sheet.is_finished() || !outlook;
        let finish: Vec<String> =
            if over { Vec::new() } else { self.needs.outlook.iter().map(places_text).collect() };
        let text = table_text(self.view, self.answer, self.lang, &finish, Explain::Short);
        let (head, rest) = text.split_once("\n\n").unwrap_or(("", &text));
        let (title, moment) = head.split_once('\n').unwrap_or((head, ""));
        (title.to_owned(), moment.to_owned(), rest.to_owned())
    }

    fn played(&self) -> Vec<&'a Match> {
        let ids = self.answer.sheet.sheet.results.iter().filter_map(|l| l.match_id);
        ids.filter_map(|id| self.view.match_by_id(id)).collect()
    }

    /// The matches of the last round played.
    pub fn last_round(&self) -> Vec<&'a Match> {
        let mut played = self.played();
        played.sort_by_key(|m| m.fixture.when);
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
        let sentences = self.last_round().iter().map(|m| result(&self.ink, m)).collect();
        let mut section = Section::new(Topic::Results, self.lang, sentences);
        if let Some(m) = self.last_round().first() {
            section.heading.push_str(&format!(" ({})", self.round_name(m)));
        }
        section
    }

    pub fn round_name(&self, m: &Match) -> String {
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

    /// The table and the outlook as they were before the last round.
    fn before(&self) -> TableAnswer {
        let round: Vec<MatchId> = self.last_round().iter().map(|m| m.fixture.id).collect();
        let mut before = self.answer.clone();
        let sheet = &mut before.sheet.sheet;
        let (then, undone): (Vec<_>, Vec<_>) = sheet
            .results
            .iter()
            .copied()
            .partition(|l| l.match_id.is_none_or(|id| !round.contains(&id)));
        sheet.results = then;
        for line in undone {
            sheet.remaining.push(line.teams);
            before.sheet.remaining.push(line.match_id);
        }
        before.table = table(&before.regulation, &before.sheet.sheet);
        before
    }

    /// What the last round changed: places won and lost, and what it decided.
    pub fn changes(&self, _limits: &Limits) -> Section {
        let mut sentences = Vec::new();
        let before = self.before();
        let begun = |t: &TableAnswer, ix: TeamIx| {
            t.table.rows.iter().any(|r| r.team == ix && r.totals.played > 0)
        };
        let fact = self.table_fact();
        let round: Vec<String> = self.last_round().iter().map(|m| self.fact(m)).collect();
        for row in &self.answer.table.rows {
            let Some(then) = before.table.rows.iter().find(|r| r.team == row.team) else {
                continue;
            };
            let alone = row.shared_by == 1 && then.shared_by == 1;
            if alone && then.place != row.place && begun(&before, row.team) {
                let team = self.answer.team(row.team);
                let mut s = self.ink.moved(self.at, team, (then.place, row.place), &fact);
                s.facts.extend(round.iter().cloned());
                sentences.push(s);
            }
        }
        Section::new(Topic::Changes, self.lang, sentences)
    }

    /// Where each team stands, in one sentence.
    pub fn standings(&self, only: Option<&[TeamId]>) -> Section {
        let mut sentences = Vec::new();
        if self.answer.played > 0 {
            let fact = self.table_fact();
            for (i, row) in self.answer.table.rows.iter().enumerate() {
                let wanted = only.is_none_or(|o| o.contains(&self.answer.team(row.team)));
                if wanted {
                    sentences.extend(self.ink.standing(self.answer, self.at, i, &fact));
                }
            }
        }
        Section::new(Topic::Standings, self.lang, sentences)
    }

    /// What is certain about berths, and what of it the last round made certain.
    pub fn decided(&self, only: Option<&[TeamId]>, limits: &Limits) -> Section {
        let it = self.it();
        let mut sentences = Vec::new();
        let none = |s| Section::new(Topic::Decided, self.lang, s);
        let Some(tables) = self.answer.tables() else { return none(sentences) };
        if self.answer.sheet.sheet.is_finished() || self.needs.outlook.is_empty() {
            return none(sentences);
        }
        // What was certain already before the round; only where the search is
        // small, as it runs twice.
        let before = self.before();
        let small = self.answer.table.rows.len() <= 6;
        let then = if small { before.outlook(limits) } else { Vec::new() };
        for berth in tables.berths.iter().filter(|b| !b.exit) {
            let of = |verdict: Verdict| -> Vec<TeamIx> {
                let rows = self.answer.table.rows.iter().map(|r| r.team);
                rows.filter(|t| only.is_none_or(|o| o.contains(&self.answer.team(*t))))
                    .filter(|t| self.needs.verdict(*t, berth) == verdict)
                    .collect()
            };
            let name = berth.name.get(self.lang);
            for verdict in [Verdict::Through, Verdict::Out] {
                let teams = of(verdict);
                if teams.is_empty() {
                    continue;
                }
                let names: Vec<&str> = teams.iter().map(|t| self.name(*t)).collect();
                let new: Vec<&str> = teams
                    .iter()
                    .filter(|t| {
                        let own = self.needs.berth_for(**t, berth);
                        own.ranks.is_empty()
                            && then
                                .get(usize::from(**t))
                                .is_some_and(|o| before.verdict(o, &own) == Verdict::Open)
                    })
                    .map(|t| self.name(*t))
                    .collect();
                let all = new.len() == names.len();
                let names = join(&names, self.lang);
                let mut text = match (verdict, it) {
                    (Verdict::Through, false) => format!("{name}: certain for {names}"),
                    (Verdict::Through, true) => format!("{name}: certo per {names}"),
                    (_, false) => format!("{name}: no longer possible for {names}"),
                    (_, true) => format!("{name}: non più possibile per {names}"),
                };
                if !new.is_empty() {
                    let new = join(&new, self.lang);
                    text.push_str(&match (all, it) {
                        (true, false) => ", since this round".to_owned(),
                        (true, true) => ", da questo turno".to_owned(),
                        (false, false) => format!(" ({new} since this round)"),
                        (false, true) => format!(" ({new} da questo turno)"),
                    });
                }
                text.push('.');
                sentences.push(Sentence::new(text, vec![self.table_fact()]));
            }
        }
        none(sentences)
    }

    /// What the teams need: conditions in the last rounds, else the next round.
    pub fn needed(&self, only: Option<&[TeamId]>, limits: &Limits) -> Section {
        let berths = self.needs.berths(None);
        let style = render::Style::Sentence;
        let teams: Vec<Option<TeamIx>> = match only {
            None => vec![None],
            Some(teams) => teams
                .iter()
                .filter_map(|t| self.answer.sheet.sheet.index_of(*t))
                .map(Some)
                .collect(),
        };
        let mut sentences: Vec<Sentence> = Vec::new();
        for team in teams {
            let lines = render::needed_text(
                self.view, self.needs, self.lang, &berths, team, style, limits, 2,
            );
            for text in lines.iter().flat_map(|text| text.lines()) {
                let sentence = Sentence::new(text.trim(), vec![self.table_fact()]);
                if !sentences.contains(&sentence) {
                    sentences.push(sentence);
                }
            }
        }
        Section::new(Topic::Needed, self.lang, sentences)
    }

    /// Runs, firsts and tallies of the teams that played the given matches.
    pub fn runs(&self, games: &[&Match]) -> Section {
        let mut sentences = Vec::new();
        for m in games {
            let day = self.view.as_of().played_by.date().unwrap_or(m.fixture.when.date);
            sentences.extend(runs(&self.ink, m, day, self.length));
        }
        Section::new(Topic::Runs, self.lang, sentences)
    }

    /// The coaches of the teams, with their tallies by scope.
    pub fn coaches(&self, only: Option<&[TeamId]>) -> Section {
        let mut sentences = Vec::new();
        let day = self.last_round().iter().map(|m| m.fixture.when.date).max();
        for row in &self.answer.table.rows {
            let team = self.answer.team(row.team);
            if let Some(day) = day
                && only.is_none_or(|o| o.contains(&team))
            {
                sentences.extend(coaches(&self.ink, team, day, Some((self.answer, self.at))));
            }
        }
        Section::new(Topic::Coaches, self.lang, sentences)
    }

    /// The next fixtures of the group.
    fn next(&self) -> Section {
        let it = self.it();
        let ids: Vec<MatchId> = self.answer.sheet.remaining.iter().flatten().copied().collect();
        let mut fixtures: Vec<&Match> =
            ids.iter().filter_map(|id| self.view.match_by_id(*id)).collect();
        fixtures.sort_by_key(|m| m.fixture.when);
        let mut sentences = Vec::new();
        if let Some(first) = fixtures.first().map(|m| m.fixture.when.date) {
            let soon = |m: &&&Match| (m.fixture.when.date - first).get_days() <= ROUND_DAYS;
            sentences.extend(fixtures.iter().filter(soon).map(|m| fixture(&self.ink, m)));
        }
        let unknown = self.answer.sheet.remaining.iter().filter(|r| r.is_none()).count();
        if unknown > 0 {
            let text = match (it, unknown) {
                (false, 1) => {
                    "One more match is to be played; its date is not in the record.".to_owned()
                }
                (false, n) => {
                    format!("{n} more matches are to be played; their dates are not in the record.")
                }
                (true, 1) => "Resta un'altra partita, di data non in archivio.".to_owned(),
                (true, n) => format!("Restano altre {n} partite, di data non in archivio."),
            };
            sentences.push(Sentence::new(text, vec![self.table_fact()]));
        }
        Section::new(Topic::Next, self.lang, sentences)
    }
}

/// A result with its scorers, place and day.
pub(super) fn result(ink: &Ink<'_>, m: &Match) -> Sentence {
    let line = match_line(ink.view, m, ink.lang);
    let day = render::day_short(m.fixture.when.date, ink.lang);
    let place = town(m).map_or(String::new(), |c| format!("{c}, "));
    let prepared = ink.prepared();
    let game = prepared.position_of(m.fixture.id);
    let told = |c: &Claim| {
        matches!(
            c,
            Claim::Score { at: girone_report::At::End | girone_report::At::ShootOut, .. }
                | Claim::GoalMinute { .. }
                | Claim::PlayerGoals { goals: 2..=3, .. }
                | Claim::Penalty { .. }
                | Claim::OwnGoal { .. }
        )
    };
    let claims = game.map_or_else(Vec::new, |g| {
        girone_report::derive(g, prepared).into_iter().filter(told).collect()
    });
    Sentence {
        text: format!("{line} ({place}{day})"),
        facts: vec![m.fixture.key(&ink.snapshot().directory)],
        claims,
    }
}

/// A fixture to come.
pub(super) fn fixture(ink: &Ink<'_>, m: &Match) -> Sentence {
    let day = render::day(m.fixture.when.date, ink.lang);
    let names = m.fixture.teams.map(|t| ink.name(t));
    let text = match ink.lang {
        Lang::It => format!("{day}: {}-{}", names.home, names.away),
        Lang::En => format!("{day}: {} v {}", names.home, names.away),
    };
    let place = town(m).map_or(String::new(), |c| format!(" ({c})"));
    Sentence::new(format!("{text}{place}"), vec![m.fixture.key(&ink.snapshot().directory)])
}

/// The town of a match without brackets: `Boston, Foxborough`.
fn town(m: &Match) -> Option<String> {
    let city = m.fixture.venue.as_ref()?.city.as_deref()?;
    Some(city.replace(" (", ", ").replace(')', ""))
}

/// The position of a match in the record of the view.
pub(super) fn position(ink: &Ink<'_>, m: &Match) -> Option<GameIx> {
    ink.prepared().position_of(m.fixture.id)
}
