//! Goals of players over a tournament or a career: "his sixth of the finals".

mod words;

use super::told::Figure;
use super::*;
use crate::check::Verdict;
use crate::claim::GameIx;
use crate::judge::steps;
use words::{
    ABOUT, APART, BEFORE_NAME, BETWEEN, GOALS, GROUP, IN_SO_MANY, LED, OTHER, PLAYERS, TOURNAMENT,
};

impl Reader<'_, '_, '_, '_, '_> {
    /// Reads how many goals players have, and marks the tokens of the numbers.
    pub(super) fn hauls(&self, taken: &mut [bool], out: &mut Vec<Statement>) {
        let free: Vec<usize> = (0..taken.len()).filter(|i| !taken[*i]).collect();
        for at in free {
            let Some(figure) = self.figure(at) else { continue };
            if let Some(s) = self.haul(figure, out) {
                taken[at] = true;
                out.push(s);
            }
            // "L'attaccante è a quota 12": no points of a team.
            let (a, _) = self.segment(at, at + 1);
            let player = [
                "attaccante",
                "centravanti",
                "bomber",
                "punta",
                "capocannonier*",
                "cannonier*",
                "striker",
                "forward",
                "captain",
                "winger",
                "marksman",
                "capitano",
            ];
            taken[at] |= self.scene.has(a.max(at.saturating_sub(7)), at, &player);
        }
    }

    /// Whether a player is named right before a number, with nothing between but a
    /// verb of having: "Kane has", "per Insigne", "Haaland si ferma a".
    fn direct(&self, figure: Figure, first: usize) -> Option<()> {
        let scene = self.scene;
        let mut i = figure.from;
        while i > first && figure.from - i < 8 {
            i -= 1;
            if let Some(m) = scene.lattice.covered[i] {
                let m = &scene.lattice.mentions[m as usize];
                let player = matches!(m.who, Who::People(_)) && teams_of(scene.frame, m).is_empty();
                return player.then_some(());
            }
            if !BETWEEN.contains(&scene.fold(i)) {
                return None;
            }
        }
        None
    }

    fn haul(&self, figure: Figure, out: &[Statement]) -> Option<Statement> {
        let scene = self.scene;
        let lattice = scene.lattice;
        let (from, to) = lattice.text.sentence_of(figure.from);
        let word = |i: usize| if i < to { scene.fold(i) } else { "" };
        let before = |n: usize| {
            figure.from.checked_sub(n).filter(|i| *i >= from).map_or("", |i| scene.fold(i))
        };
        let article = matches!(scene.fold(figure.from), "un" | "una" | "uno" | "a" | "an");
        // "A two-goal lead".
        let compound = scene.starts(figure.to, "goal lead", to)
            || scene.starts(figure.to, "goal interval", to)
            || scene.starts(figure.to, "goal cushion", to)
            || scene.starts(figure.to, "goal advantage", to);
        // "Ahead by a single goal at the break".
        let margin = scene.has(figure.from.saturating_sub(4).max(from), figure.from, APART);
        if figure.value == 0 || article || compound || margin {
            return None;
        }
        // "Sono sei le reti nel torneo", "cinque i gol del parigino".
        let article = usize::from(
            matches!(word(figure.to), "i" | "le") && GOALS.contains(&word(figure.to + 1)),
        );
        let noun = GOALS.contains(&word(figure.to + article));
        let (a, b) = self.segment(figure.from, figure.to);
        let near = (a.max(figure.from.saturating_sub(8)), b.min(figure.to + 7));
        let tournament = scene.has(near.0, near.1, TOURNAMENT);
        let group = scene.has(near.0, near.1, GROUP);
        let scoped = tournament || group;
        // "Al secondo gol in due uscite": as many matches as there were, perhaps.
        let windowed = scene.has(figure.to, (figure.to + 6).min(to), IN_SO_MANY);
        let part = (from..figure.from).rev().find(|i| word(*i) == ",").map_or(from, |i| i + 1);
        let counted = (figure.from.saturating_sub(3).max(part), near.1);
        if !windowed && scene.has(counted.0, counted.1, OTHER) {
            return None;
        }
        let described =
            scene.has(figure.from.saturating_sub(8).max(from), (figure.to + 6).min(to), PLAYERS);
        let led = scene.has(figure.from.saturating_sub(6).max(from), figure.from, LED);
        // "Seven of them Messi's", "cinque delle quali di Lukaku".
        let of_them = matches!(word(figure.to), "of" | "delle" | "dei")
            && matches!(word(figure.to + 1), "them" | "quali" | "which" | "their" | "cui");
        let direct = self.direct(figure, from);
        let stays = direct.is_some()
            || matches!(
                before(1),
                "a" | "ad"
                    | "con"
                    | "quota"
                    | "on"
                    | "with"
                    | "to"
                    | "has"
                    | "have"
                    | "ha"
                    | "at"
                    | "reach"
                    | "reaches"
                    | "reached"
                    | "raggiunge"
                    | "already"
                    | "gia"
                    | "diventano"
                    | "salgono"
            )
            || matches!(before(1), "his" | "il" | "la" | "sono" | "e" | "le" | "proprio");
        let bare = !noun
            && (matches!(
                word(figure.to),
                "" | ","
                    | "."
                    | ";"
                    | ":"
                    | ")"
                    | "e"
                    | "and"
                    | "each"
                    | "apiece"
                    | "nel"
                    | "nella"
                    | "nelle"
                    | "nei"
                    | "negli"
                    | "in"
                    | "di"
                    | "of"
                    | "del"
                    | "at"
                    | "per"
                    | "for"
            ) || !lattice.text.tokens.get(figure.to).is_some_and(|t| t.is_word()));
        // "Haaland si ferma a sette", where goals were counted before.
        let sentence = |at: usize| lattice.text.tokens[at].sentence;
        let listed = direct.is_some()
            && out.iter().rev().take(3).any(|s| {
                matches!(s.readings.first(), Some(Claim::PlayerTotal { .. }))
                    && sentence(s.from) + 1 >= sentence(figure.from)
            });
        let scoped = scoped || listed;
        let about = scene.has(from, to, ABOUT)
            || direct.is_some() && scoped
            || tournament
                && matches!(before(1), "has" | "ha" | "reached" | "reaches" | "already" | "gia")
                && self.player_before(figure, from)
            || led && scoped && (direct.is_some() || described || self.player_before(figure, from))
            || direct.is_some() && before(1) == "quota";
        // "Sigillo di Messi, settimo centro", "già al secondo gol".
        let apposed = matches!(before(1), "al" | "alla")
            || before(1) == ","
                && figure.from >= 2
                && lattice.covered[figure.from - 2]
                    .is_some_and(|m| matches!(lattice.mentions[m as usize].who, Who::People(_)));
        let ordinal = figure.ordinal
            && (noun || scoped && matches!(word(figure.to), "of" | "in" | "at" | "nel" | "del"));
        let stays = stays
            || matches!(before(1), "is" | ":" | "still" | "of" | "tally" | "restano" | "con")
                && !matches!(before(2), "out" | "points" | "punti")
                && (described || scene.has(from, figure.from, &["tally", "scorer", "bottino"]));
        let cardinal = !figure.ordinal
            && (noun && (scoped || stays)
                || bare && stays && about
                || of_them && scene.has(from, to, ABOUT));
        if !(ordinal && (scoped || apposed && noun || matches!(before(1), "his")) || cardinal) {
            return None;
        }
        // Points, places, matches: not goals.
        if scene.has(
            figure.from.saturating_sub(2).max(from),
            (figure.to + 3).min(to),
            &[
                "punt*",
                "point*",
                "posto",
                "place",
                "fatti",
                "fatte",
                "subit*",
                "incassat*",
                "segnat*",
                "scored",
                "conceded",
                "against",
                "passivo",
                "attivo",
                "assist*",
                "gruppo",
                "minut*",
                "titol*",
                "vittori*",
                "wins",
            ],
        ) {
            return None;
        }
        if scene.minutes.iter().any(|m| m.from <= figure.from && figure.from < m.to) && !noun {
            return None;
        }
        // "Il secondo gol dei biancazzurri nel girone": of the team.
        let owner = figure.to + usize::from(noun);
        let of_team = noun
            && figure.ordinal
            && (matches!(word(owner), "dei" | "degli" | "delle")
                || matches!(word(owner), "di" | "del" | "della" | "dell" | "of")
                    && (owner + 1..owner + 3).any(|i| {
                        lattice.mention(i).is_some_and(|m| matches!(m.who, Who::Teams(_)))
                    }));
        if of_team {
            return None;
        }
        let (people, sure, others) = self.scorer_of(figure, (from, to), described)?;
        let sure =
            sure && !windowed && (scoped || !figure.ordinal || described || direct.is_some());
        let game = scene.game_at(figure.from)?;
        let prepared = scene.frame.prepared;
        let edition = prepared.edition_of(prepared.get(game))?;
        let table = |team: TeamId| self.table_for(figure.from, team).map(Scope::Table);
        let mut best: Option<(u16, Statement)> = None;
        let each = scene.has(from, to, &["each", "apiece", "a testa"]);
        if each
            && people
                .iter()
                .any(|(p, t)| self.total_of(*p, *t, Scope::Edition(edition)).0 != figure.value)
            && people
                .iter()
                .any(|(p, t)| self.total_of(*p, *t, Scope::Edition(edition)).0 == figure.value)
        {
            return None;
        }
        // "È uscito con due reti e un assist": those of this match.
        let tonight = people.iter().find_map(|(p, t)| {
            let of_game = self.total_of(*p, *t, Scope::Edition(edition));
            (!scoped
                && !of_them
                && !figure.ordinal
                && of_game.3 == figure.value
                && of_game.0 != figure.value)
                .then_some(*p)
        });
        if let Some(person) = tonight {
            let goals = figure.value;
            let to = figure.to + usize::from(noun);
            let claim = Claim::PlayerGoals { game, person, goals };
            return Some(Statement::new(figure.from, to, vec![claim]));
        }
        // Where the name is wrong, the figure is of who is meant.
        let named_wrongly = out.iter().any(|s| {
            let wrong = s.settled.as_ref().is_some_and(|s| s.wrong);
            let whose = |c: &Claim| match c {
                Claim::Scorer { person, .. } | Claim::GoalPart { person, .. } => {
                    people.iter().any(|(p, _)| p == person)
                }
                _ => false,
            };
            wrong && from <= s.from && s.to <= to && s.readings.iter().any(whose)
        });
        for (person, team) in &people {
            let natural = match table(*team) {
                Some(table) if group => table,
                _ => Scope::Edition(edition),
            };
            let mut scopes = vec![natural, Scope::Edition(edition)];
            scopes.extend(table(*team));
            scopes.dedup();
            let total = |scope: Scope| self.total_of(*person, *team, scope);
            let (right, complete, games, last) = total(natural);
            // Play-offs may be an edition of their own, and the goals before them count.
            let few = games.len() <= 2
                && figure.value > right
                && scene.has(near.0, near.1, &["qualif*", "eliminator*", "campaign"]);
            let claim = Claim::PlayerTotal {
                person: *person,
                team: *team,
                goals: figure.value,
                scopes: vec![natural],
            };
            let grid: Vec<(Scope, String)> =
                scopes.iter().map(|s| (*s, total(*s).0.to_string())).collect();
            let mut judged = Judged::new(Says::No(Some(right.to_string())), games);
            judged.scope = Some(self.grid(&grid, None));
            let stated = figure.value;
            // "His fourth" may be the first of the two of the night; "arrived with
            // three" counts up to it.
            let then = last > 0 && stated < right && stated + last >= right;
            let running =
                then && (ordinal && stated + last > right || scene.discourse.before[figure.from]);
            // "His fifth World Cup goal" may be of all editions; "seven in the
            // tournament" is of this one, and of more than its group.
            let all = scene.has(
                near.0,
                near.1,
                &["world cup", "mondial*", "europe*", "euro*", "coppa*", "cup"],
            );
            // Where a competition is qualified for in rounds, a group is one of them.
            let name = girone_model::fold(&prepared.get(game).fixture.competition);
            let rounds = group || name.contains("qualif");
            let held = |s: &Scope| total(*s).0 == stated;
            let elsewhere =
                scopes.iter().skip(1).any(|s| held(s) && (rounds || !matches!(s, Scope::Table(_))))
                    || others.iter().any(|(p, t)| {
                        self.total_of(*p, *t, Scope::Edition(edition)).0 == stated && *p != *person
                    })
                    || (all || !scoped) && total(Scope::Competition).0 == stated;
            let verdict = if right == stated {
                judged.says = Says::Yes;
                Verdict::Confirmed
            } else if !complete {
                judged.says = Says::NotHeld;
                Verdict::NotInRecord
            } else if running
                || few
                || named_wrongly
                || elsewhere
                || !sure
                || right.abs_diff(stated) > 4 && !(noun && scoped)
                || right == 0 && !(noun && scoped)
            {
                Verdict::Unchecked
            } else {
                Verdict::Contradicted
            };
            let span = (figure.from, figure.to + usize::from(noun) * (1 - article));
            let apart = right.abs_diff(stated);
            let s = self.weighed(span, claim, verdict, judged);
            if best.as_ref().is_none_or(|b| apart < b.0) {
                best = Some((apart, s));
            }
        }
        best.map(|b| b.1)
    }

    /// How many goals a player has in a scope, whether the record knows all of
    /// them, the matches, and how many of them in the match reported.
    fn total_of(&self, person: PersonId, team: TeamId, scope: Scope) -> (u16, bool, Vec<u32>, u16) {
        let scene = self.scene;
        let cut = scene.frame.cut();
        let counted = scene.judge.counted(team, None, scope, Ground::Any, &cut);
        let (mut sum, mut complete, mut last) = (0, true, 0);
        for i in &counted.games {
            let m = scene.frame.prepared.get(*i);
            let Some(steps) = steps(m) else {
                complete &= m.score().is_some_and(|s| s.result.home + s.result.away == 0);
                continue;
            };
            let own =
                steps.iter().filter(|s| s.goal.scorer == Some(person) && !s.goal.own_goal).count()
                    as u16;
            sum += own;
            if scene.frame.main() == Some(*i) {
                last = own;
            }
        }
        (sum, complete, counted.games, last)
    }

    /// "His eighth", "taking his tally to seven", "il suo quinto".
    fn his(&self, figure: Figure) -> bool {
        let begin = figure.from.saturating_sub(7);
        (begin..figure.from)
            .any(|i| matches!(self.scene.fold(i), "his" | "suo" | "sua" | "suoi" | "sue"))
    }

    /// Whose goals a number counts: players with their teams, whether it is sure that
    /// one of these is meant, and who else may be.
    fn scorer_of(
        &self,
        figure: Figure,
        (from, to): (usize, usize),
        described: bool,
    ) -> Option<Owner> {
        let scene = self.scene;
        let lattice = scene.lattice;
        let game = scene.game_at(figure.from)?;
        let sides = scene.frame.prepared.get(game).fixture.teams;
        let players = |m: &crate::lattice::Mention| self.players(m, game);
        let mentions = &lattice.mentions[lattice.mentions_in(from, to)];
        // "Sono sei i gol di Kane", "seven of them Messi's", "con tre centri, resta Toni".
        let after = mentions.iter().find(|m| m.from >= figure.to && m.from - figure.to <= 8);
        let bound = |m: &&crate::lattice::Mention| {
            let binder = scene.fold(m.from - 1);
            let words = (figure.to..m.from - 1).all(|i| BEFORE_NAME.contains(&scene.fold(i)));
            words
                && (matches!(
                    binder,
                    "di" | "per" | "for" | "from" | "by" | "da" | "resta" | "is" | "del"
                ) || lattice.text.word(m.from - 1).starts_with('è')
                    || binder == "them" && scene.fold(m.to) == "s")
        };
        if self.direct(figure, from).is_none()
            && let Some(m) = after.filter(bound)
        {
            let found = players(m);
            if !found.is_empty() {
                return Some((found, true, Vec::new()));
            }
        }
        let last = mentions.iter().rev().find(|m| {
            m.to <= figure.from && matches!(m.who, Who::People(_) | Who::Unknown | Who::Teams(_))
        });
        let his = self.his(figure)
            || scene.has(figure.from.saturating_sub(6).max(from), figure.from, LED)
            || scene.has(figure.to, (figure.to + 6).min(to), &["lui", "him"]);
        if let Some(m) = last {
            match &m.who {
                Who::People(_) => {
                    let mut found = players(m);
                    if found.is_empty() && !described {
                        return None;
                    }
                    // "Saka and Rashford each finish with three": both.
                    let pair = mentions.iter().rev().find(|p| {
                        p.to < m.from
                            && p.to + 1 == m.from
                            && matches!(scene.fold(p.to), "e" | "and" | "ed")
                    });
                    found.extend(pair.map(players).unwrap_or_default());
                    // "Messi, who else, scored after 29 minutes, his eighth".
                    let close = figure.from - m.to <= if his { 26 } else { 9 };
                    if !found.is_empty() {
                        return Some((found, close, Vec::new()));
                    }
                }
                Who::Unknown if !described => return None,
                Who::Teams(_) => {
                    // "Messi, capocannoniere dell'Argentina con otto gol".
                    let person = mentions.iter().rev().find(|p| {
                        p.to <= m.from && p.to + 8 >= m.from && matches!(p.who, Who::People(_))
                    });
                    let found = person.map(players).unwrap_or_default();
                    let close =
                        person.is_some_and(|p| scene.discourse.distance(p.from, figure.from) <= 3);
                    let others = mentions.iter().filter(|m| {
                        m.to <= figure.from && matches!(m.who, Who::People(_) | Who::Unknown)
                    });
                    if his && others.count() == 1 && !found.is_empty() {
                        return Some((found, true, Vec::new()));
                    }
                    if !found.is_empty() && close {
                        return Some((found, false, Vec::new()));
                    }
                    if !described {
                        return None;
                    }
                }
                _ => {}
            }
        }
        // A description or a pronoun: who was named last, of those who scored; whoever
        // else scored may be meant.
        let scored = scene.judge.scorers(game);
        let mut named: Vec<(PersonId, TeamId)> = Vec::new();
        let mut begin = figure.from;
        for _ in 0..3 {
            let (a, b) = lattice.text.sentence_of(begin);
            let here = &lattice.mentions[lattice.mentions_in(a, b.min(figure.from))];
            named = here.iter().rev().flat_map(players).collect();
            if !named.is_empty() || a == 0 {
                break;
            }
            begin = a - 1;
        }
        if named.iter().any(|(p, _)| scored.contains(p)) {
            named.retain(|(p, _)| scored.contains(p));
        }
        let mut others: Vec<(PersonId, TeamId)> = lattice.mentions
            [lattice.mentions_in(0, figure.from)]
        .iter()
        .flat_map(players)
        .collect();
        for p in scored {
            let teams = scene.frame.prepared.teams_of(p).iter().copied();
            others.extend(teams.filter(|t| sides.side_of(t).is_some()).map(|t| (p, t)));
        }
        // Of several the one of whose goals the number is one off.
        let scope = prepared_scope(scene, game)?;
        let off =
            |(p, t): &(PersonId, TeamId)| self.total_of(*p, *t, scope).0.abs_diff(figure.value);
        let first = named.first().or(others.first()).copied()?;
        others.sort_unstable();
        others.dedup();
        let near: Vec<_> = others.iter().filter(|o| off(o) <= 1).collect();
        let one = match near.as_slice() {
            [only] if off(&first) > 1 => **only,
            _ => first,
        };
        let sure = named.iter().all(|(p, _)| *p == one.0) && !named.is_empty()
            || described && his && off(&one) <= 2
            || described && near.len() == 1 && one == *near[0];
        Some((vec![one], sure, others))
    }

    /// Whether the last who is named before a number in its sentence is a player.
    fn player_before(&self, figure: Figure, from: usize) -> bool {
        let lattice = self.scene.lattice;
        let mentions = &lattice.mentions[lattice.mentions_in(from, figure.from)];
        let last = mentions.iter().rev().find(|m| !matches!(m.who, Who::Cities(_)));
        // "Con una doppietta di Havertz, sono già qualificati a quota sei": of many.
        const MANY: &[&str] = &[
            "sono",
            "hanno",
            "are",
            "have",
            "were",
            "qualific*",
            "qualified",
            "primi",
            "prime",
            "secondi",
            "seconde",
            "terzi",
            "terze",
        ];
        last.is_some_and(|m| {
            matches!(m.who, Who::People(_))
                && teams_of(self.scene.frame, m).is_empty()
                && !self.scene.has(m.to, figure.from, MANY)
        })
    }

    /// The players whom a mention may mean, with the team of the match they play for.
    fn players(&self, m: &crate::lattice::Mention, game: GameIx) -> Vec<(PersonId, TeamId)> {
        let scene = self.scene;
        let sides = scene.frame.prepared.get(game).fixture.teams;
        let Who::People(people) = &m.who else { return Vec::new() };
        let mut found = Vec::new();
        for p in people.iter().filter(|p| scene.frame.coached(**p).is_empty()) {
            for t in scene.frame.prepared.teams_of(*p) {
                if sides.side_of(t).is_some() {
                    found.push((*p, *t));
                }
            }
        }
        found
    }
}

/// The edition of a match, to count over.
fn prepared_scope(scene: &Scene<'_, '_, '_, '_>, game: GameIx) -> Option<Scope> {
    let prepared = scene.frame.prepared;
    prepared.edition_of(prepared.get(game)).map(Scope::Edition)
}

/// Who is counted, whether that is sure, and who else may be.
type Owner = (Vec<(PersonId, TeamId)>, bool, Vec<(PersonId, TeamId)>);
