//! Posts: who is said to coach which team.

use girone_model::{Precision, Tenure};
use jiff::ToSpan;
use jiff::civil::Date;

use super::*;
use crate::check::Verdict;
use crate::discourse::Gate;
use crate::lattice::Mention;
use crate::lexicon::Meaning;
use crate::squads;

/// Words before a name that speak of a coach who is not the coach now.
const PAST_BEFORE: &[&str] = &[
    "ex",
    "former",
    "predecess*",
    "successor*",
    "succeed*",
    "succed*",
    "subentra*",
    "replac*",
    "sostitu*",
    "erede",
    "heir",
    "esoner*",
    "sack*",
    "dismiss*",
    "dopo",
    "after",
    "since",
    "post",
    "era",
    "tempi",
    "anni",
    "years",
    "old",
    "allora",
    "once",
    "addio",
    "vice",
    "assistant",
    "under 21",
];

/// Words right after a name that do.
const PAST_AFTER: &[&str] = &[
    "predecess*",
    "successor*",
    "years",
    "departure",
    "exit",
    "resign*",
    "dimission*",
    "dimess*",
    "esoner*",
    "sack*",
    "dismissal",
    "assistant",
    "vice",
    "allora",
];

const TITLES: &[&str] = &[
    "ct",
    "tecnico",
    "allenatore",
    "selezionatore",
    "commissario tecnico",
    "mister",
    "coach",
    "manager",
    "boss",
];

/// Words of somebody's post or of what a coach does.
const BENCH: &[&str] = &[
    "panchin*",
    "in carica",
    "in sella",
    "da ct",
    "alla guida",
    "gestione",
    "in charge",
    "reign",
    "tenure",
    "at the helm",
    "appointed",
    "touchline",
    "dugout",
    "lament*",
    "rued",
    "bemoan*",
    "esordio",
    "debutto",
    "first game",
    "first match",
];

/// A name in the text that may be a coach's.
struct Name {
    from: usize,
    to: usize,
    /// The people of the record so called who have coached somebody.
    coaches: Vec<PersonId>,
    /// The people that the mention is read as.
    read_as: Vec<PersonId>,
    /// Whether the coaches are found by the last word only: "Tata Martino".
    loosely: bool,
}

/// How the words bind a name to the post.
enum Bond {
    /// To the post of a team that they name; whether a title is told.
    Of(Vec<TeamId>, bool),
    /// To a side or a title: "X's men", "il ct X".
    Side,
    /// Not at all.
    Loose,
}

/// How far from the day of the match, in days and beyond what their dates may be off,
/// times in charge must lie that nobody has read of.
const APART: i32 = 20;

/// How many days before or after a date known to some precision a post may have
/// begun or ended.
fn slack(precision: Precision) -> i32 {
    match precision {
        Precision::Day => 3,
        Precision::Month => 31,
        Precision::Approximate => 45,
        Precision::Year => 366,
    }
}

/// Whether somebody may have been in the post on a day: widened by what is not
/// exactly known of its ends (`sign` 1) or narrowed by it (-1).
fn holds(t: &Tenure, day: Date, sign: i32) -> bool {
    let shift = |d: Date, n: i32| d.checked_add(n.days()).unwrap_or(d);
    let begun = match t.from {
        Some((d, p)) => {
            shift(d, -sign * if sign < 0 && p == Precision::Day { 0 } else { slack(p) }) <= day
        }
        None => sign > 0,
    };
    let lasts = match t.to {
        Some((d, p)) => {
            day <= shift(d, sign * if sign < 0 && p == Precision::Day { 0 } else { slack(p) })
        }
        None => true,
    };
    begun && lasts
}

impl Reader<'_, '_, '_, '_, '_> {
    /// Reads who is said to coach a team, wherever the words bind a name to the
    /// post, and who is named and coaches one of the teams of the text.
    pub(super) fn posts(&self, out: &mut Vec<Statement>) {
        let scene = self.scene;
        let frame = scene.frame;
        let (Some((home, away)), Some(day)) = (frame.sides(), frame.today()) else { return };
        let published = frame.day.unwrap_or(day);
        let tenures: &[Tenure] = &frame.prepared.snapshot.tenures;
        let mut teams: Vec<TeamId> = vec![home, away];
        for m in scene.lattice.mentions.iter().filter(|m| !m.described) {
            if let Who::Teams(t) = &m.who
                && let [t] = t.as_slice()
                && !teams.contains(t)
            {
                teams.push(*t);
            }
        }
        let names = self.names_of_coaches(tenures);
        let posts = Posts { tenures, day, published, teams, names: &names };
        for name in &names {
            if scene.discourse.gates[name.from] == Gate::Quoted {
                continue;
            }
            match self.bond(name) {
                Bond::Of(of, titled) => self.post_of(name, &of, titled, &posts, out),
                Bond::Side => self.post_of_a_side(name, &posts, out),
                Bond::Loose => self.post_by_the_way(name, &posts, out),
            }
        }
    }

    fn names_of_coaches(&self, tenures: &[Tenure]) -> Vec<Name> {
        let lattice = self.scene.lattice;
        let text = lattice.text;
        let mut out: Vec<Name> = Vec::new();
        let one = |from: usize, to: usize, read_as: Vec<PersonId>| {
            let (coaches, loosely) = self.called(from, to, tenures);
            Name { from, to, coaches, read_as, loosely }
        };
        for m in &lattice.mentions {
            let side = || {
                squads::noun_before(text, m.from).is_some()
                    || squads::noun_after(text, m.to).is_some()
                    || self.of_team(m.from).is_some()
                    || self.titled(m.from)
            };
            let name = match &m.who {
                Who::People(people) => one(m.from, m.to, people.clone()),
                Who::Unknown => one(m.from, m.to, Vec::new()),
                // A side told by a coach, a coach called like a town or a people.
                Who::Teams(_) | Who::Cities(_) if text.tokens[m.from].capital && side() => {
                    let name = one(m.from, m.to, Vec::new());
                    if name.coaches.is_empty() && !m.described {
                        continue;
                    }
                    name
                }
                _ => continue,
            };
            out.push(name);
        }
        // A name that opens a sentence and is no name of the record.
        for &(from, to) in &text.sentences {
            let end = (from..to.min(from + 3))
                .take_while(|i| {
                    text.tokens[*i].capital
                        && text.tokens[*i].is_word()
                        && lattice.covered[*i].is_none()
                })
                .last();
            if let Some(last) = end
                && squads::noun_after(text, last + 1).is_some()
                && !crate::frame::is_common(&text.tokens[last].fold)
            {
                out.push(one(from, last + 1, Vec::new()));
            }
        }
        out.sort_by_key(|n| n.from);
        out
    }

    /// The people so called who have coached somebody; by the last words alone if
    /// the whole name is not known.
    fn called(&self, from: usize, to: usize, tenures: &[Tenure]) -> (Vec<PersonId>, bool) {
        let lattice = self.scene.lattice;
        let words: Vec<String> = (from..to)
            .filter(|i| lattice.text.tokens[*i].mark().is_none())
            .map(|i| self.scene.fold(i).to_owned())
            .collect();
        for skip in 0..words.len() {
            let meanings = self.scene.frame.prepared.lexicon().lookup(&words[skip..]);
            let mut found: [Vec<PersonId>; 2] = [Vec::new(), Vec::new()];
            for meaning in meanings {
                let (person, forename) = match meaning {
                    Meaning::Person(p) | Meaning::Surname(p) => (*p, 0),
                    Meaning::Forename(p) => (*p, 1),
                    _ => continue,
                };
                if tenures.iter().any(|t| t.person == person) && !found[forename].contains(&person)
                {
                    found[forename].push(person);
                }
            }
            let [people, by_forename] = found;
            if !people.is_empty() {
                return (people, skip > 0);
            }
            if skip == 0 && !by_forename.is_empty() {
                return (by_forename, false);
            }
        }
        (Vec::new(), false)
    }

    /// "Il Belgio di …", "il ct della Slovacchia …": the teams before a name.
    fn of_team(&self, from: usize) -> Option<&Mention> {
        let lattice = self.scene.lattice;
        if from < 2 || !matches!(self.scene.fold(from - 1), "di" | "del" | "dello" | "dell") {
            return None;
        }
        let m = &lattice.mentions[lattice.covered[from - 2]? as usize];
        matches!(m.who, Who::Teams(_)).then_some(m)
    }

    /// Whether a title stands before a name: "il ct …", "il ct azzurro …".
    fn titled(&self, from: usize) -> bool {
        let (first, _) = self.scene.lattice.text.sentence_of(from);
        let at = |n: usize| {
            from.checked_sub(n).filter(|i| *i >= first).map_or("", |i| self.scene.fold(i))
        };
        TITLES.contains(&at(1))
            || at(1) == "tecnico" && at(2) == "commissario"
            || TITLES[..5].contains(&at(2)) && self.scene.lattice.lang == Lang::It
    }

    /// How the words bind a name to the post of a coach.
    fn bond(&self, name: &Name) -> Bond {
        let scene = self.scene;
        let lattice = scene.lattice;
        let text = lattice.text;
        let (first, last) = text.sentence_of(name.from);
        let teams = |m: &Mention| match &m.who {
            Who::Teams(t) => Some(t.clone()),
            _ => None,
        };
        let mention = |i: usize| Some(&lattice.mentions[(*lattice.covered.get(i)?)? as usize]);
        if let Some(of) = self.of_team(name.from).and_then(teams) {
            return Bond::Of(of, false);
        }
        // "Il ct della Slovacchia Calzona", "Poland coach Jan Urban".
        let title = |i: usize| TITLES.contains(&scene.fold(i));
        if let Some(i) = name.from.checked_sub(1).filter(|i| *i >= first) {
            if title(i)
                && let Some(m) = i.checked_sub(1).filter(|i| *i >= first).and_then(mention)
                && let Some(of) = teams(m)
                && lattice.lang == Lang::En
                && !self.of_origin(m)
            {
                return Bond::Of(of, true);
            }
            if let Some(m) = mention(i)
                && let Some(of) = teams(m)
                && m.from >= first + 2
                && (title(m.from - 2) || m.from >= first + 3 && title(m.from - 3))
                && matches!(
                    scene.fold(m.from - 1),
                    "di" | "del" | "della" | "dello" | "dell" | "dei" | "degli" | "delle" | "l"
                )
            {
                return Bond::Of(of, true);
            }
        }
        // "Calzona's Slovaks", "Riemer's impressive Danes", "Foda's visitors".
        if matches!(scene.fold(name.to), "s" | "'" | "\u{2019}") {
            for i in name.to + 1..(name.to + 3).min(last) {
                if let Some(m) = mention(i).filter(|m| m.from == i) {
                    if let Some(of) = teams(m) {
                        return Bond::Of(of, false);
                    }
                    break;
                }
            }
        }
        // "…, the Wales manager", "…, ct della Slovacchia", "as Poland coach".
        for i in name.to..(name.to + 10).min(last) {
            if !title(i) {
                continue;
            }
            let lead = |n: usize| i.checked_sub(n).map_or("", |j| scene.fold(j));
            let english = mention(i.wrapping_sub(1)).filter(|m| {
                let before = m.from.checked_sub(1).map_or("", |j| scene.fold(j));
                let comma = m.from <= name.to + 2 && scene.fold(name.to) == ",";
                matches!(m.who, Who::Teams(_)) && (before == "as" || comma) && !self.of_origin(m)
            });
            let italian = (i == name.to + 1 && lead(1) == ",")
                .then(|| mention(i + 2).or_else(|| mention(i + 3)))
                .flatten()
                .filter(|_| {
                    matches!(scene.fold(i + 1), "di" | "del" | "della" | "dell" | "dei" | "degli")
                });
            if let Some(of) = english.or(italian).and_then(teams) {
                return Bond::Of(of, true);
            }
        }
        let side = squads::noun_before(text, name.from).is_some()
            || squads::noun_after(text, name.to).is_some()
            || self.titled(name.from);
        if side { Bond::Side } else { Bond::Loose }
    }

    /// Whether a mention is the word for a people: "the Portuguese coach" may coach
    /// anybody.
    fn of_origin(&self, m: &Mention) -> bool {
        let words: Vec<String> = (m.from..m.to).map(|i| self.scene.fold(i).to_owned()).collect();
        let meanings = self.scene.frame.prepared.lexicon().lookup(&words);
        !meanings.iter().any(|m| matches!(m, Meaning::Team(_)))
    }

    /// Whether the words speak of another time than the day of the match.
    fn not_now(&self, name: &Name, posts: &Posts<'_>) -> bool {
        let scene = self.scene;
        let text = scene.lattice.text;
        let (first, last) = text.sentence_of(name.from);
        // Where the words that bind the name to the post begin: "the former Belgium
        // coach …", "l'ex ct …".
        let mut lead = squads::noun_before(text, name.from).unwrap_or(name.from);
        while let Some(i) = lead.checked_sub(1).filter(|i| *i >= first) {
            match scene.lattice.covered[i] {
                Some(m) => lead = scene.lattice.mentions[m as usize].from,
                None if TITLES.contains(&scene.fold(i)) => lead = i,
                None => break,
            }
        }
        let near = lead.saturating_sub(2).max(first);
        if scene.has(near, name.from, PAST_BEFORE)
            || scene.has(name.to, (name.to + 4).min(last), PAST_AFTER)
            || scene.lattice.lang == Lang::En && scene.fold(name.to) == "era"
        {
            return true;
        }
        let (a, b) = scene.clause(name.from, 3);
        scene.lattice.dates.iter().any(|d| {
            a <= d.from
                && d.to <= b
                && !d.since
                && posts.day.since(d.last).is_ok_and(|s| s.get_days() > 60)
        })
    }

    fn judged(&self, name: &Name, team: TeamId, verdict: Verdict, person: PersonId) -> Statement {
        let says = match verdict {
            Verdict::Contradicted => Says::No(Some(self.scene.judge.person_name(person))),
            Verdict::Confirmed => Says::Yes,
            _ => Says::NotHeld,
        };
        let claim = Claim::Coach { team, person };
        self.weighed((name.from, name.to), claim, verdict, Judged::new(says, Vec::new()))
    }

    /// A post of which the record tells nothing, or nothing sure.
    fn post_open(&self, name: &Name, verdict: Verdict) -> Statement {
        let mut s = Statement::new(name.from, name.to, Vec::new());
        let game = self.scene.frame.main().unwrap_or(0);
        s.settled = Some(crate::statement::Settled { kind: "coach.identity", game, wrong: false });
        s.weighed = Some(crate::statement::Weighed { verdict, judged: Judged::not_held() });
        s
    }

    /// Whether somebody of that name plays for a team in these years.
    fn plays_for(&self, name: &Name, team: TeamId, day: Date) -> bool {
        let frame = self.scene.frame;
        let cut = frame.cut();
        name.read_as.iter().filter(|p| frame.prepared.teams_of(**p).contains(&team)).any(|p| {
            frame
                .prepared
                .played(team, &cut, &frame.subjects)
                .rev()
                .take_while(|(_, m)| {
                    day.since(m.fixture.when.date).is_ok_and(|s| s.get_days() < 4400)
                })
                .any(|(_, m)| {
                    m.happened.iter().flat_map(|h| &h.goals).any(|g| g.scorer == Some(*p))
                })
        })
    }

    /// A name bound to the post of a team that the words name.
    fn post_of(
        &self,
        name: &Name,
        of: &[TeamId],
        titled: bool,
        posts: &Posts<'_>,
        out: &mut Vec<Statement>,
    ) {
        if let Some((person, team)) = posts.now(&name.coaches).find(|(_, t)| of.contains(t)) {
            out.push(self.judged(name, team, Verdict::Confirmed, person));
            return;
        }
        if of.iter().any(|t| self.plays_for(name, *t, posts.day)) && !titled {
            return;
        }
        if posts.nearly(&name.coaches).any(|t| of.contains(&t)) || self.not_now(name, posts) {
            out.push(self.post_open(name, Verdict::Unchecked));
            return;
        }
        let firm = of.first().and_then(|t| Some((*t, posts.instead_of(*t, &name.coaches)?)));
        out.push(match firm {
            None if of.iter().any(|t| posts.known(*t)) => self.post_open(name, Verdict::Unchecked),
            None => self.post_open(name, Verdict::NotInRecord),
            // A player whom the record does not know may be a star of the team.
            Some(_) if of.len() > 1 || name.coaches.is_empty() && !titled => {
                self.post_open(name, Verdict::Unchecked)
            }
            Some((team, right)) => self.judged(name, team, Verdict::Contradicted, right),
        });
    }

    /// "X's men", "il ct X": of a team that is left to the reader.
    fn post_of_a_side(&self, name: &Name, posts: &Posts<'_>, out: &mut Vec<Statement>) {
        let scene = self.scene;
        let mates = &scene.frame.mates;
        if let Some((person, team)) =
            posts.now(&name.coaches).find(|(_, t)| posts.teams.contains(t) || mates.contains(t))
        {
            out.push(self.judged(name, team, Verdict::Confirmed, person));
            return;
        }
        if posts.nearly(&name.coaches).any(|t| posts.teams.contains(&t))
            || self.not_now(name, posts)
        {
            out.push(self.post_open(name, Verdict::Unchecked));
            return;
        }
        let sides = &posts.teams[..2];
        let missing = |t: TeamId| posts.firm(t).is_some() && !posts.coach_named(t);
        // Who has coached one of these teams at another time is said to do so now.
        let former = posts.teams.iter().copied().find(|team| {
            missing(*team)
                && posts.tenures.iter().any(|t| t.team == *team && name.coaches.contains(&t.person))
        });
        let candidates = scene.candidates(name.from);
        let near = candidates.iter().find(|c| c.near).map(|c| c.team).filter(|t| missing(*t));
        let left: Vec<TeamId> = sides.iter().copied().filter(|t| missing(*t)).collect();
        let both = sides.iter().all(|t| posts.firm(*t).is_some());
        let all = posts.teams.iter().all(|t| posts.firm(*t).is_some());
        let team = match name.coaches.is_empty() {
            false => former.or(near).or(left.first().copied().filter(|_| left.len() == 1 && both)),
            // Nobody's coach that the record knows: of one of these if all are known.
            true => near.or(left.first().copied().filter(|_| left.len() == 1)).filter(|_| all),
        };
        out.push(match team.and_then(|t| Some((t, posts.instead_of(t, &name.coaches)?))) {
            Some((team, right)) => self.judged(name, team, Verdict::Contradicted, right),
            None if all => self.post_open(name, Verdict::Unchecked),
            None => self.post_open(name, Verdict::NotInRecord),
        });
    }

    /// A name that the words do not bind to a post: whoever coaches a team of the
    /// text is its coach; who did so at another time may be said to do so now.
    fn post_by_the_way(&self, name: &Name, posts: &Posts<'_>, out: &mut Vec<Statement>) {
        let scene = self.scene;
        if name.coaches.is_empty() || name.loosely {
            return;
        }
        let sides = &posts.teams[..2];
        let read_so = |p: &PersonId| name.read_as.is_empty() || name.read_as.contains(p);
        let whole = name.to - name.from > 1;
        let (from, to) = scene.lattice.text.sentence_of(name.from);
        let (a, b) = scene.clause(name.from, 5);
        let lead = name.from.checked_sub(1).map_or("", |i| scene.fold(i));
        let bench = scene.has(a, b, BENCH)
            || scene.has(from, to, &["panchin*", "ct"])
            || matches!(lead, "per" | "for" | "under" | "con" | "sotto")
                && scene.has(
                    name.to,
                    to.min(name.to + 9),
                    &["vittori*", "sconfitt*", "success*", "ko", "defeat*", "win*", "a quota"],
                );
        let now = posts.now(&name.coaches).find(|(p, t)| {
            read_so(p) && (sides.contains(t) || posts.teams.contains(t) && (whole || bench))
        });
        if let Some((person, team)) = now {
            let taken = out.iter().any(|s| s.from <= name.from && name.to <= s.to);
            if !taken {
                out.push(self.judged(name, team, Verdict::Confirmed, person));
            }
            return;
        }
        if posts.nearly(&name.coaches).any(|t| posts.teams.contains(&t))
            || self.not_now(name, posts)
            || posts.teams.iter().any(|t| self.plays_for(name, *t, posts.day))
            || scene.discourse.gates[name.from] != Gate::Open
            || out.iter().any(|s| s.from <= name.from && name.to <= s.to)
        {
            return;
        }
        let former = sides.iter().copied().find(|team| {
            let was =
                posts.tenures.iter().any(|t| t.team == *team && name.coaches.contains(&t.person));
            was && !posts.coach_named(*team)
        });
        let Some(team) = former.filter(|_| whole || bench) else { return };
        // He may coach another team by now, and be named for it.
        let elsewhere = posts.now(&name.coaches).next().is_some();
        if let Some(right) = posts.instead_of(team, &name.coaches).filter(|_| bench || !elsewhere) {
            out.push(self.judged(name, team, Verdict::Contradicted, right));
        }
    }
}

/// The posts of the record on the day of the match.
struct Posts<'p> {
    tenures: &'p [Tenure],
    day: Date,
    published: Date,
    /// The two sides, and every other team that the text names.
    teams: Vec<TeamId>,
    names: &'p [Name],
}

impl Posts<'_> {
    /// The posts that some people hold.
    fn now<'a>(&'a self, people: &'a [PersonId]) -> impl Iterator<Item = (PersonId, TeamId)> + 'a {
        let held = |t: &&Tenure| t.covers(self.day) || t.covers(self.published);
        let theirs = self.tenures.iter().filter(|t| people.contains(&t.person));
        theirs.filter(held).map(|t| (t.person, t.team))
    }

    /// The teams whose post some people may hold, by what is known of the dates.
    fn nearly<'a>(&'a self, people: &'a [PersonId]) -> impl Iterator<Item = TeamId> + 'a {
        let theirs = self.tenures.iter().filter(|t| people.contains(&t.person));
        theirs.filter(|t| holds(t, self.day, 1) || holds(t, self.published, 1)).map(|t| t.team)
    }

    /// The coach of a team by whom a name may be called wrong: his time in charge is
    /// one that somebody has read of.
    fn right(&self, team: TeamId) -> Option<PersonId> {
        let right = self.firm(team)?;
        let mut of = self.tenures.iter().filter(|t| t.team == team && t.person == right);
        of.any(|t| holds(t, self.day, -1) && t.is_read()).then_some(right)
    }

    /// The coach of a team by whom the name of one who coached it at another time may be
    /// called wrong: nobody need have read of their times in charge where these are
    /// months apart.
    fn instead_of(&self, team: TeamId, former: &[PersonId]) -> Option<PersonId> {
        if let Some(right) = self.right(team) {
            return Some(right);
        }
        let right = self.firm(team)?;
        let near = [-APART, APART].map(|n| self.day.checked_add(n.days()).unwrap_or(self.day));
        let of = |t: &&Tenure| t.team == team;
        let mut his = self.tenures.iter().filter(of).filter(|t| former.contains(&t.person));
        let was = his.clone().next().is_some();
        let gone = his.all(|t| !near.iter().any(|d| holds(t, *d, 1)) && !holds(t, self.day, 1));
        (was && gone).then_some(right)
    }

    /// The coach of a team, if nobody else can have been.
    fn firm(&self, team: TeamId) -> Option<PersonId> {
        let of = self.tenures.iter().filter(|t| t.team == team);
        of.filter(|t| t.from.is_some()).find(|t| holds(t, self.day, -1)).map(|t| t.person)
    }

    /// Whether the record knows any coach of a team at the time.
    fn known(&self, team: TeamId) -> bool {
        self.tenures.iter().any(|t| t.team == team && t.covers(self.day))
    }

    /// Whether the text names the coach of a team.
    fn coach_named(&self, team: TeamId) -> bool {
        let of = self.tenures.iter().filter(|t| t.team == team && t.covers(self.day));
        of.map(|t| t.person)
            .any(|p| self.names.iter().any(|n| !n.loosely && n.coaches.contains(&p)))
    }
}
