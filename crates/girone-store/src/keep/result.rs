//! Results: added, confirmed, corrected.

use std::sync::Arc;

use girone::{Error, View};
use girone_model::{
    BySide, Directory, Fixture, Goal, Happened, Lang, Match, MatchId, Outcome, PersonId, Side,
    Span, TeamId, When, slug,
};
use girone_record::{Body, Entry, GoalText, Point, ResultText, Valid, read_result_text};
use girone_rules::Edition;
use jiff::civil::Date;

use super::live::carry;
use super::{Keeper, Particulars, Proposal, find_match, match_words, score_words};
use crate::{Check, Objection, check};

/// How a result is to be taken.
#[derive(Clone, Debug, Default)]
pub struct ResultOptions {
    /// The day; else that of the text, else that of the only fixture it can be.
    pub date: Option<Date>,
    /// The edition; else the only one that has both teams in a group on the day.
    pub edition: Option<String>,
    /// The name of the competition where there is no edition.
    pub competition: Option<String>,
    /// A friendly.
    pub friendly: bool,
    /// On neutral ground.
    pub neutral: bool,
    /// Whether the result is final already; else it awaits confirmation.
    pub confirmed: bool,
    /// Who says so, and where.
    pub particulars: Particulars,
    /// In which language it is echoed.
    pub lang: Lang,
    /// The present day.
    pub today: Option<Date>,
}

/// Says whether a match may be under way: provisional, and begun today or yesterday.
fn is_on(m: &Match, today: Option<Date>) -> bool {
    let begun = |today: Date| {
        m.fixture.when.date <= today && today.yesterday().is_ok_and(|d| d <= m.fixture.when.date)
    };
    m.happened.as_ref().is_some_and(|h| h.provisional) && today.is_some_and(begun)
}

impl Keeper {
    /// Proposes a result as a person typed it. Over a provisional result of the
    /// same match it may tell the newest goals only, or that one was taken back.
    ///
    /// # Errors
    /// The text is no result, a name is unknown or ambiguous, or it cannot be told
    /// on which day or for which team.
    pub fn propose_result(&self, text: &str, o: &ResultOptions) -> Result<Proposal, Error> {
        let read = read_result_text(text).map_err(|e| Error::usage(e.to_string()))?;
        let view = self.view();
        let date = o.date.or(read.date);
        let teams = self.teams(&read, date, o)?;
        let (known, date) = self.fixture(&view, teams, date, o)?;
        let mut proposal = self.proposal();
        let mut text_side = Side::Home;
        let (fixture, replaces) = match &known {
            Some((m, number)) => {
                if m.fixture.teams != teams {
                    text_side = Side::Away;
                }
                (Fixture::clone(&m.fixture), Some(*number))
            }
            None => (self.new_fixture(&view, teams, date, o)?, None),
        };
        let turned = text_side == Side::Away;
        let score = if turned { read.score.swap() } else { read.score };
        let listed = goals(&view, &mut proposal.directory, &fixture, &read, turned)?;
        let before = known.as_ref().and_then(|(m, _)| m.happened.clone());
        let before = before.filter(|h| h.provisional);
        let told = before.as_ref().map_or(&[][..], |h| &h.goals);
        let goals = carry(told, score.result, listed);
        let happened = Happened { goals, provisional: !o.confirmed, ..Happened::played(score) };
        let found = Match { fixture: Arc::new(fixture), happened: Some(Arc::new(happened)) };
        let edition = found.fixture.edition.as_deref().and_then(|e| view.edition(e).ok());
        let edition = edition.map(|(e, _)| e);
        self.object(&view, &found, known.as_ref(), edition.as_ref(), &mut proposal.objections);
        proposal.understood = understood(&proposal.directory, &found, replaces, o.lang);
        let mut entry = Entry::new(self.next(), Body::Match(found));
        entry.replaces = replaces;
        entry.settled = replaces.and_then(|n| self.settled(n));
        if known.as_ref().is_some_and(|(m, _)| m.happened.is_some()) {
            // It takes the place of another result, which was what was known.
            entry.known = o.today.map(Point::Day);
        }
        o.particulars.put(&mut entry);
        proposal.entries.push(entry);
        Ok(proposal)
    }

    fn object(
        &self,
        view: &View,
        found: &Match,
        known: Option<&(Match, u64)>,
        edition: Option<&Arc<Edition>>,
        objections: &mut Vec<Objection>,
    ) {
        let span = edition.as_ref().map(|e| {
            let (from, to) = e.span();
            (e.id.as_str(), Span { from, to })
        });
        objections.extend(check(view.snapshot(), found, known.map(|(m, _)| m.fixture.id), span));
        // What is provisional goes on: a goal, a goal taken back, the end.
        let goes_on =
            |h: &Happened| h.provisional && found.happened.as_deref().is_some_and(|new| new != h);
        if let Some((m, number)) = known
            && m.happened.as_ref().is_some_and(|h| h.outcome.pitch().is_some() && !goes_on(h))
        {
            objections.push(Objection {
                check: Check::Duplicate,
                message: format!(
                    "entry {number} has it already, {}; `girone fix` corrects it",
                    m.score().map_or("without a score".to_owned(), |s| s.to_string())
                ),
            });
        }
    }

    /// Resolves the teams of a text.
    fn teams(
        &self,
        read: &ResultText,
        date: Option<Date>,
        _o: &ResultOptions,
    ) -> Result<BySide<TeamId>, Error> {
        let directory = self.desk().ledger().directory();
        let mut problem: Option<Error> = None;
        for way in &read.teams {
            let home = directory.find_team(&way.home, date);
            let away = directory.find_team(&way.away, date);
            match (home, away) {
                (Ok(home), Ok(away)) if home == away => {
                    return Err(Error::usage(format!("`{}` is a team against itself", way.home)));
                }
                (Ok(home), Ok(away)) => return Ok(BySide::new(home, away)),
                (Err(e), _) | (_, Err(e)) => {
                    problem.get_or_insert(e.into());
                }
            }
        }
        Err(problem.unwrap_or_else(|| Error::usage("two teams are expected")))
    }

    /// Finds the match of the ledger that a result is about, and its day.
    fn fixture(
        &self,
        view: &View,
        teams: BySide<TeamId>,
        date: Option<Date>,
        o: &ResultOptions,
    ) -> Result<(Option<(Match, u64)>, Date), Error> {
        let between = |m: &&Match| {
            m.fixture.side_of(teams.home).is_some() && m.fixture.side_of(teams.away).is_some()
        };
        let all: Vec<&Match> = view.snapshot().matches.iter().filter(between).collect();
        let chosen = match date {
            Some(date) => all.iter().find(|m| m.fixture.when.date == date).copied(),
            None => {
                let open: Vec<&Match> = all
                    .iter()
                    .filter(|m| m.fixture.teams == teams && (m.is_remaining() || is_on(m, o.today)))
                    .filter(|m| o.today.is_none_or(|today| m.fixture.when.date <= today))
                    .copied()
                    .collect();
                match open.as_slice() {
                    [one] => Some(*one),
                    [] => {
                        return Err(Error::usage(
                            "on which day? the record has no open fixture of these teams; add --date 2025-09-07",
                        ));
                    }
                    many => {
                        let days: Vec<String> =
                            many.iter().map(|m| m.fixture.when.date.to_string()).collect();
                        return Err(Error::usage(format!(
                            "which one? there are open fixtures on {}; add --date",
                            days.join(", ")
                        )));
                    }
                }
            }
        };
        match (chosen, date) {
            (Some(m), _) => {
                let number = self
                    .entry_in_force(m.fixture.id)
                    .ok_or_else(|| Error::lacks("the entry of the match is not in the ledger"))?;
                Ok((Some((m.clone(), number)), m.fixture.when.date))
            }
            (None, Some(date)) => Ok((None, date)),
            (None, None) => Err(Error::usage("on which day? add --date 2025-09-07")),
        }
    }

    /// Returns when it was settled who plays, as the entry to be replaced has it.
    fn settled(&self, number: u64) -> Option<Date> {
        self.desk().ledger().entry(number)?.settled
    }

    /// Returns the number of the entry that tells what happened in a match.
    pub(super) fn entry_in_force(&self, id: MatchId) -> Option<u64> {
        self.desk().ledger().telling(id).map(|e| e.number)
    }

    fn new_fixture(
        &self,
        view: &View,
        teams: BySide<TeamId>,
        date: Date,
        o: &ResultOptions,
    ) -> Result<Fixture, Error> {
        let directory = &view.snapshot().directory;
        let key = |t| directory.team(t).key.clone();
        let (home, away) = (key(teams.home), key(teams.away));
        let mut fixture = Fixture {
            id: MatchId(0),
            competition: "".into(),
            edition: None,
            stage: None,
            group: None,
            matchday: None,
            number: None,
            teams,
            when: When::on(date),
            venue: None,
            neutral: o.neutral,
            friendly: o.friendly,
        };
        if o.friendly || (o.edition.is_none() && o.competition.is_some()) {
            fixture.competition = o.competition.as_deref().unwrap_or("Friendly").into();
            return Ok(fixture);
        }
        let place = |e: &Arc<Edition>, spanned: bool| {
            e.stages.iter().find_map(|stage| {
                let girone_rules::Format::Tables(tables) = &stage.format else { return None };
                let inside = Span { from: stage.from, to: stage.to }.contains(date);
                if spanned && !inside {
                    return None;
                }
                let group = tables.groups.iter().find(|(_, members)| {
                    let has = |k: &str| members.iter().any(|m| m == k || slug(m) == k);
                    has(&home) && has(&away)
                })?;
                Some((stage.id.clone(), group.0.clone(), tables.groups.len()))
            })
        };
        let edition = match &o.edition {
            Some(address) => view.edition(address)?.0,
            None => {
                let mut fitting = view.editions().filter(|e| place(e, true).is_some());
                match (fitting.next(), fitting.next()) {
                    (Some(one), None) => one.clone(),
                    (None, _) => {
                        return Err(Error::usage(
                            "in which competition? no edition at hand has both teams in a group on that day; add --edition, --competition or --friendly",
                        ));
                    }
                    (Some(a), Some(b)) => {
                        return Err(Error::usage(format!(
                            "in which competition? both `{}` and `{}` have these teams on that day; add --edition",
                            a.id, b.id
                        )));
                    }
                }
            }
        };
        fixture.edition = Some(edition.id.as_str().into());
        fixture.competition = match edition.labels.first() {
            Some(label) => label.as_str().into(),
            None => edition.name.en.clone(),
        };
        if let Some((stage, group, groups)) =
            place(&edition, true).or_else(|| place(&edition, false))
        {
            fixture.stage = Some(stage.into());
            if groups > 1 {
                fixture.group = Some(group.into());
            }
        }
        Ok(fixture)
    }

    /// Proposes to confirm a provisional result.
    ///
    /// # Errors
    /// The match is not found, or is not provisional.
    pub fn propose_confirmation(
        &self,
        which: &str,
        particulars: &Particulars,
        today: Date,
        lang: Lang,
    ) -> Result<Proposal, Error> {
        let view = self.view();
        let found = find_match(&view, which)?;
        let told = self.told(found.fixture.id)?;
        let (number, mut m) = told;
        let Some(happened) = m.happened.clone().filter(|h| h.provisional) else {
            return Err(Error::usage(format!(
                "{} is not provisional; there is nothing to confirm",
                view.match_name(&found)
            )));
        };
        m.happened = Some(Arc::new(Happened { provisional: false, ..Happened::clone(&happened) }));
        let mut proposal = self.proposal();
        proposal.understood = understood(&proposal.directory, &m, Some(number), lang);
        let mut entry = Entry::new(self.next(), Body::Match(m));
        entry.replaces = Some(number);
        entry.settled = self.settled(number);
        entry.known = Some(Point::Day(today));
        particulars.put(&mut entry);
        proposal.entries.push(entry);
        Ok(proposal)
    }

    /// Returns the entry that tells what happened in a match, without rulings.
    fn told(&self, id: MatchId) -> Result<(u64, Match), Error> {
        let entry = self
            .desk()
            .ledger()
            .telling(id)
            .ok_or_else(|| Error::lacks("the entry of the match is not in the ledger"))?;
        match &entry.body {
            Body::Match(m) => Ok((entry.number, m.clone())),
            _ => Err(Error::lacks("the entry of the match is not in the ledger")),
        }
    }

    /// Proposes to correct a match: the score and goals of a text, or another day,
    /// or both. A correction holds at all times for whoever knows of it.
    ///
    /// # Errors
    /// Source or reason are missing, or the match is not found.
    pub fn propose_fix(
        &self,
        which: &str,
        result: Option<&str>,
        new_date: Option<Date>,
        o: &ResultOptions,
    ) -> Result<Proposal, Error> {
        if o.particulars.source.is_none() || o.particulars.reason.is_none() {
            return Err(Error::usage("a correction needs --source and --reason"));
        }
        if result.is_none() && new_date.is_none() {
            return Err(Error::usage(
                "what is to be corrected? give the result as it was, or --to-date",
            ));
        }
        let view = self.view();
        let found = find_match(&view, which)?;
        let (number, mut m) = self.told(found.fixture.id)?;
        let mut proposal = self.proposal();
        if let Some(text) = result {
            // The teams may be left out: they are those of the match.
            let read = read_result_text(text).or_else(|e| {
                let name = |t| view.team_name(t, Lang::En);
                let teams = m.fixture.teams;
                let (score, rest) = text.split_at(text.find('(').unwrap_or(text.len()));
                let full =
                    format!("{} {} {} {rest}", name(teams.home), score.trim(), name(teams.away));
                read_result_text(&full).map_err(|_| Error::usage(e.to_string()))
            })?;
            let teams = self.teams(&read, None, o).or_else(|e| match read.teams.len() {
                0 => Ok(m.fixture.teams),
                _ => Err(e),
            })?;
            let turned = if teams == m.fixture.teams {
                false
            } else if teams == m.fixture.teams.swap() {
                true
            } else {
                return Err(Error::usage(format!(
                    "the text is about other teams than {}",
                    view.match_name(&found)
                )));
            };
            let score = if turned { read.score.swap() } else { read.score };
            let old = m.happened.as_deref().cloned();
            let mut goals = goals(&view, &mut proposal.directory, &m.fixture, &read, turned)?;
            if let (true, Some(old)) = (goals.is_empty(), &old)
                && old.outcome.pitch().is_some_and(|s| s.result == score.result)
            {
                goals = old.goals.clone();
            }
            let outcome = match old.as_ref().map(|h| h.outcome) {
                Some(Outcome::Awarded { official, .. }) => {
                    Outcome::Awarded { official, pitch: Some(score) }
                }
                _ => Outcome::Played(score),
            };
            let happened = Happened {
                outcome,
                goals,
                cards: old.as_ref().and_then(|h| h.cards.clone()),
                provisional: old.as_ref().is_some_and(|h| h.provisional),
                note: old.and_then(|h| h.note),
            };
            m.happened = Some(Arc::new(happened));
        }
        if let Some(date) = new_date {
            Arc::make_mut(&mut m.fixture).when.date = date;
        }
        let edition = m.fixture.edition.as_deref().and_then(|e| view.edition(e).ok());
        let edition = edition.map(|(e, _)| e);
        let span = edition.as_ref().map(|e| {
            let (from, to) = e.span();
            (e.id.as_str(), Span { from, to })
        });
        proposal.objections = check(view.snapshot(), &m, Some(m.fixture.id), span);
        proposal.understood = understood(&proposal.directory, &m, Some(number), o.lang);
        let mut entry = Entry::new(self.next(), Body::Match(m));
        entry.replaces = Some(number);
        entry.settled = self.settled(number);
        // What the football world knew before is what it said before.
        entry.known = o.today.map(Point::Day);
        entry.valid = Valid::WithItsMatch;
        o.particulars.put(&mut entry);
        proposal.entries.push(entry);
        Ok(proposal)
    }
}

/// Says for whom the goals of a text count and who scored them.
fn goals(
    view: &View,
    directory: &mut Directory,
    fixture: &Fixture,
    read: &ResultText,
    turned: bool,
) -> Result<Vec<Goal>, Error> {
    if read.goals.is_empty() {
        return Ok(Vec::new());
    }
    let score = if turned { read.score.result.swap() } else { read.score.result };
    let scorers = BySide::new(fixture.teams.home, fixture.teams.away).map(|t| scorers_of(view, t));
    let who = |side: Side, name: &str| -> Option<PersonId> {
        let key = slug(name);
        let tail = format!("-{key}");
        let list = &scorers[side];
        let is = |p: &&PersonId| *directory.person(**p).key == *key;
        let ends = |p: &&PersonId| directory.person(**p).key.ends_with(&tail);
        if let Some(exact) = list.iter().find(is) {
            return Some(*exact);
        }
        let mut found = list.iter().filter(ends);
        found.next().copied().filter(|_| found.next().is_none())
    };
    // The side a goal counts for, if the text or the record tells it.
    let told = |g: &GoalText| -> Option<Side> {
        let given = g.side.map(|s| if turned { !s } else { s });
        let blank = || match (score.home, score.away) {
            (_, 0) => Some(Side::Home),
            (0, _) => Some(Side::Away),
            _ => None,
        };
        let by_record = || {
            let name = g.scorer.as_deref()?;
            let plays = Side::BOTH.map(|s| who(s, name).is_some());
            match plays {
                [true, false] => Some(if g.own_goal { Side::Away } else { Side::Home }),
                [false, true] => Some(if g.own_goal { Side::Home } else { Side::Away }),
                _ => None,
            }
        };
        given.or_else(blank).or_else(by_record)
    };
    let mut sides: Vec<Option<Side>> = read.goals.iter().map(told).collect();
    let count = |sides: &[Option<Side>], s| sides.iter().filter(|x| **x == Some(s)).count();
    let open = sides.iter().filter(|s| s.is_none()).count();
    if open > 0 {
        let need = |s: Side| usize::from(score[s]).saturating_sub(count(&sides, s));
        let (home, away) = (need(Side::Home), need(Side::Away));
        let rest = match (home, away) {
            (h, 0) if h == open => Some(Side::Home),
            (0, a) if a == open => Some(Side::Away),
            _ => None,
        };
        let Some(rest) = rest else {
            let names: Vec<&str> = read
                .goals
                .iter()
                .zip(&sides)
                .filter(|(_, s)| s.is_none())
                .filter_map(|(g, _)| g.scorer.as_deref())
                .collect();
            return Err(Error::usage(format!(
                "for whom does {} score? part the goals of the two teams by `|`, e.g. `(Wilson 51, Thomas 69 | Doku 19)`",
                names.join(", ")
            )));
        };
        sides.iter_mut().for_each(|s| *s = s.or(Some(rest)));
    }
    let mut goals = Vec::with_capacity(read.goals.len());
    for (g, side) in read.goals.iter().zip(sides) {
        let side = side.unwrap_or(Side::Home);
        let plays = if g.own_goal { !side } else { side };
        let known = g.scorer.as_deref().and_then(|name| who(plays, name));
        goals.push((g, side, known));
    }
    Ok(goals
        .into_iter()
        .map(|(g, side, known)| Goal {
            side,
            scorer: known.or_else(|| g.scorer.as_deref().map(|name| directory.intern_person(name))),
            minute: g.minute,
            own_goal: g.own_goal,
            penalty: g.penalty,
        })
        .collect())
}

/// Returns everybody who has scored for a team.
fn scorers_of(view: &View, team: TeamId) -> Vec<PersonId> {
    let mut people = Vec::new();
    for m in view.snapshot().matches_of(team) {
        let Some(happened) = &m.happened else { continue };
        for goal in &happened.goals {
            let plays = if goal.own_goal { !goal.side } else { goal.side };
            if let Some(scorer) = goal.scorer
                && m.fixture.teams[plays] == team
                && !people.contains(&scorer)
            {
                people.push(scorer);
            }
        }
    }
    people
}

/// Says what was understood, in words.
fn understood(directory: &Directory, m: &Match, replaces: Option<u64>, lang: Lang) -> Vec<String> {
    let it = lang == Lang::It;
    let f = &m.fixture;
    let name = |t| directory.team(t).name.get(lang).to_owned();
    let mut lines = vec![match_words(directory, m, lang)];
    let mut place: Vec<&str> = Vec::new();
    place.push(f.edition.as_deref().unwrap_or(&f.competition));
    place.extend(f.group.as_deref());
    let mut line = place.join("/");
    if f.neutral {
        line.push_str(if it { ", campo neutro" } else { ", neutral ground" });
    }
    lines.push(line);
    let Some(happened) = &m.happened else { return lines };
    if let Some(score) = happened.outcome.pitch() {
        let total = score.result.home + score.result.away;
        let listed = happened.goals.len();
        lines.push(match (it, listed) {
            (true, 0) => format!("{}, senza marcatori", score_words(&score, lang)),
            (false, 0) => format!("{}, no scorers given", score_words(&score, lang)),
            (true, n) => format!("{}: {n} gol elencati su {total}", score_words(&score, lang)),
            (false, n) => format!("{}: {n} goals listed of {total}", score_words(&score, lang)),
        });
    }
    for side in Side::BOTH {
        let list: Vec<String> = happened
            .goals
            .iter()
            .filter(|g| g.side == side)
            .map(|g| {
                let who = g.scorer.map_or("?".to_owned(), |p| directory.person(p).name.to_string());
                let minute = g.minute.map_or(String::new(), |m| format!(" {m}'"));
                let mark = match (g.own_goal, g.penalty, it) {
                    (true, _, true) => " (aut.)",
                    (true, _, false) => " (o.g.)",
                    (_, true, true) => " (rig.)",
                    (_, true, false) => " (pen.)",
                    _ => "",
                };
                format!("{who}{minute}{mark}")
            })
            .collect();
        if !list.is_empty() {
            lines.push(format!("{}: {}", name(f.teams[side]), list.join(", ")));
        }
    }
    lines.push(match (happened.provisional, it) {
        (true, true) => "provvisorio".to_owned(),
        (true, false) => "provisional".to_owned(),
        (false, true) => "confermato".to_owned(),
        (false, false) => "confirmed".to_owned(),
    });
    if let Some(number) = replaces {
        lines.push(if it {
            format!("sostituisce la voce {number}")
        } else {
            format!("replaces entry {number}")
        });
    }
    lines
}
