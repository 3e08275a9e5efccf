//! Goals of players over a tournament or a career: "his sixth of the finals".

use super::told::Figure;
use super::*;
use crate::check::Verdict;
use crate::judge::steps;

const GOALS: &[&str] = &[
    "gol",
    "goal",
    "goals",
    "reti",
    "rete",
    "centri",
    "centro",
    "strikes",
    "marcature",
    "marcatura",
    "sigilli",
    "sigillo",
];

/// Words that make a sentence one about who has scored how many.
const ABOUT: &[&str] = &[
    "gol",
    "goal",
    "goals",
    "reti",
    "rete",
    "centri",
    "centro",
    "strike*",
    "cannonier*",
    "capocannonier*",
    "marcator*",
    "bomber",
    "realizzator*",
    "scorer",
    "scorers",
    "golden boot",
    "tally",
    "sigill*",
];

const TOURNAMENT: &[&str] = &[
    "torneo",
    "mondiale",
    "mondiali",
    "europeo",
    "europei",
    "rassegna",
    "manifestazione",
    "competizione",
    "edizione",
    "coppa",
    "tournament",
    "finals",
    "world cup",
    "euros",
    "euro",
    "competition",
    "qualific*",
    "eliminatorie",
    "qualifying",
    "qualifiers",
    "campaign",
    "here",
];

const GROUP: &[&str] =
    &["nel girone", "del girone", "nel gruppo", "del gruppo", "in the group", "group", "section"];

/// Words that count other goals: of a career, a year, some matches.
const OTHER: &[&str] = &[
    "international",
    "internationals",
    "nazionale",
    "azzurro",
    "carriera",
    "career",
    "maglia",
    "country",
    "caps",
    "presenze",
    "partite",
    "gare",
    "games",
    "matches",
    "appearances",
    "ultime",
    "ultimi",
    "last",
    "quest anno",
    "this year",
    "season",
    "stagione",
    "all time",
    "di sempre",
    "record",
    "minut*",
    "since",
    "dal",
    "club",
    "under",
    "tempo",
    "half",
    "oggi",
    "stasera",
    "ieri",
    "tonight",
    "annullat*",
    "disallowed",
    "ruled",
    "contro",
    "against",
    "degli",
    "of the last",
];

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
        const BETWEEN: &[&str] = &[
            "has",
            "have",
            "on",
            "still",
            "now",
            "stays",
            "stay",
            "ends",
            "end",
            "ended",
            "finishes",
            "finish",
            "finished",
            "with",
            "is",
            "up",
            "to",
            "leads",
            "scorers",
            ",",
            ":",
            "sale",
            "e",
            "a",
            "ad",
            "quota",
            "con",
            "resta",
            "fermo",
            "si",
            "ferma",
            "chiude",
            "tally",
            "s",
            "'",
            "\u{2019}",
            "sono",
            "ne",
            "ha",
            "already",
            "just",
            "goes",
            "moves",
            "joint",
            "top",
            "tops",
            "both",
            "each",
            "gia",
            "ora",
            "ancora",
            "in",
            "the",
            "arriva",
            "group",
            "tournament",
            "campaign",
            "league",
            "phase",
            "qualifying",
            "gol",
            "di",
            "ben",
            "for",
            "totale",
        ];
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
        if figure.value == 0 {
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
        if scene.has(figure.from.saturating_sub(3).max(from), near.1, OTHER) {
            return None;
        }
        let direct = self.direct(figure, from);
        let stays = direct.is_some()
            || matches!(
                before(1),
                "a" | "ad" | "con" | "quota" | "on" | "with" | "to" | "has" | "have" | "ha" | "at"
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
        let about = scene.has(from, to, ABOUT) || direct.is_some() && scoped;
        let ordinal = figure.ordinal
            && (noun || scoped && matches!(word(figure.to), "of" | "in" | "at" | "nel" | "del"));
        let cardinal = !figure.ordinal && (noun && (scoped || stays) || bare && stays && about);
        if !(ordinal && (scoped || matches!(before(1), "his")) || cardinal) {
            return None;
        }
        // Points, places, matches: not goals.
        if scene.has(
            figure.from.saturating_sub(2).max(from),
            (figure.to + 2).min(to),
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
        let (people, sure) = self.scorer_of(figure, (from, to))?;
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
            (!scoped && !figure.ordinal && of_game.3 == figure.value && of_game.0 != figure.value)
                .then_some(*p)
        });
        if let Some(person) = tonight {
            let goals = figure.value;
            let to = figure.to + usize::from(noun);
            let claim = Claim::PlayerGoals { game, person, goals };
            return Some(Statement::new(figure.from, to, vec![claim]));
        }
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
            let elsewhere = scopes
                .iter()
                .skip(1)
                .any(|s| total(*s).0 == stated && (group || !matches!(s, Scope::Table(_))))
                || (all || !scoped) && total(Scope::Competition).0 == stated;
            let verdict = if right == stated {
                judged.says = Says::Yes;
                Verdict::Confirmed
            } else if !complete {
                judged.says = Says::NotHeld;
                Verdict::NotInRecord
            } else if running
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

    /// Whose goals a number counts: players with their teams, and whether it is
    /// sure that one of these is meant.
    fn scorer_of(
        &self,
        figure: Figure,
        (from, to): (usize, usize),
    ) -> Option<(Vec<(PersonId, TeamId)>, bool)> {
        let scene = self.scene;
        let lattice = scene.lattice;
        let prepared = scene.frame.prepared;
        let game = scene.game_at(figure.from)?;
        let sides = prepared.get(game).fixture.teams;
        let players = |m: &crate::lattice::Mention| -> Vec<(PersonId, TeamId)> {
            let Who::People(people) = &m.who else { return Vec::new() };
            let mut found = Vec::new();
            for p in people.iter().filter(|p| scene.frame.coached(**p).is_empty()) {
                for t in prepared.teams_of(*p) {
                    if sides.side_of(t).is_some() {
                        found.push((*p, *t));
                    }
                }
            }
            found
        };
        let mentions = &lattice.mentions[lattice.mentions_in(from, to)];
        let last = mentions.iter().rev().find(|m| {
            m.to <= figure.from && matches!(m.who, Who::People(_) | Who::Unknown | Who::Teams(_))
        });
        if let Some(m) = last {
            match &m.who {
                Who::People(_) => {
                    let mut found = players(m);
                    if found.is_empty() {
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
                    let his = self.his(figure);
                    let close = figure.from - m.to <= if his { 24 } else { 9 };
                    return Some((found, close));
                }
                Who::Unknown => return None,
                _ => {}
            }
            // "Messi, capocannoniere dell'Argentina con otto gol".
            let person = mentions.iter().rev().find(|p| {
                p.to <= m.from && p.to + 8 >= m.from && matches!(p.who, Who::People(_))
            })?;
            let found: Vec<_> = players(person);
            let close = scene.discourse.distance(person.from, figure.from) <= 3;
            let others = mentions
                .iter()
                .filter(|m| m.to <= figure.from && matches!(m.who, Who::People(_) | Who::Unknown));
            if self.his(figure) && others.count() == 1 && !found.is_empty() {
                return Some((found, true));
            }
            return (!found.is_empty() && close).then_some((found, false));
        }
        // "Sono sei i gol di Kane", "sei gol per Oyarzabal".
        let after = mentions.iter().find(|m| m.from >= figure.to && m.from - figure.to <= 5);
        if let Some(m) = after.filter(|m| {
            matches!(
                scene.fold(m.from - 1),
                "di" | "per" | "for" | "from" | "by" | "da" | "resta" | "is" | "e"
            )
        }) {
            let found = players(m);
            return (!found.is_empty()).then_some((found, true));
        }
        // A description or a pronoun: somebody named in the sentence before.
        let previous = lattice.text.sentence_of(from.checked_sub(1)?);
        let named: Vec<_> = lattice.mentions[lattice.mentions_in(previous.0, previous.1)]
            .iter()
            .rev()
            .flat_map(players)
            .collect();
        (!named.is_empty()).then_some((named, false))
    }
}
