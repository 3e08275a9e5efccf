//! Statements about tables and counts.

use girone_model::TeamId;

use super::Guard;
use super::cues::BETWEEN_TWO;
use crate::claim::{Claim, Field, Ground, Scope, Tally};
use crate::judge::Says;
use crate::lattice::Who;
use crate::prepared::TableRef;

/// Words that make an ordinal a place in a table.
const TABLE: &[&str] = &[
    "group*",
    "gruppo",
    "girone",
    "gironi",
    "table",
    "classifica",
    "point*",
    "punt*",
    "quota",
    "top",
    "bottom",
    "posto",
    "posizione",
    "piazza",
    "place",
    "placed",
    "spot",
    "standings",
    "runner*",
    "behind",
    "ahead",
    "above",
    "below",
    "dietro",
    "davanti",
    "sopra",
    "sotto",
    "chiud*",
    "finish*",
    "difference",
    "differenza",
    "leader*",
    "capolista",
    "testa",
    "vetta",
    "seed*",
    "pot",
    "league",
    "games",
    "matches",
    "partite",
    "gare",
    "terz*",
    "quart*",
    "ultim*",
    "penultim*",
    "quint*",
    "sest*",
    "third",
    "fourth",
    "sit",
    "sits",
    "are",
    "stay*",
    "salit*",
    "sale",
    "resta",
];

/// Words that restrict a count to matches that the reader may not have seen.
const RESTRICTED: &[&str] = &[
    "dal",
    "dalla",
    "dall",
    "dai",
    "since",
    "ultimi",
    "ultime",
    "last",
    "previous",
    "recent",
    "ufficial*",
    "competitive",
    "amichevol*",
    "friendl*",
    "finals",
    "fase finale",
    "on this ground",
    "here",
    "qui",
];

/// Words that end what was until this match.
const OVER: &[&str] = &[
    "gone",
    "over",
    "ended",
    "ends",
    "spoiled",
    "spoilt",
    "snapped",
    "no longer",
    "first",
    "finit*",
    "addio",
    "interrott*",
    "prim*",
    "cade",
    "cadono",
    "macchia*",
];

/// Words of a verdict.
const VERDICT: &[&str] = &[
    "qualif*",
    "pass*",
    "through",
    "acced*",
    "vol*",
    "approd*",
    "avanz*",
    "stacc*",
    "elimin*",
    "fuori",
    "out",
    "knocked",
    "reach*",
    "book*",
    "seal*",
    "progress*",
    "advance*",
    "promoss*",
    "ottien*",
    "strapp*",
    "conquist*",
    "going home",
    "exit*",
    "saluta*",
    "lascia*",
    "cert*",
    "secure*",
    "clinch*",
    "in the",
    "prosegu*",
    "vanno",
];

const OUT: &[&str] =
    &["fuori", "eliminat*", "out of", "knocked out", "beaten", "go out", "went out", "crashed out"];

impl Guard<'_, '_, '_, '_, '_> {
    /// Whether the team whose figure it is stands right before or after it.
    fn owned(&self, team: TeamId) -> bool {
        let lattice = self.scene.lattice;
        let (from, to) = self.sentence;
        let mentions = &lattice.mentions[lattice.mentions_in(from, to)];
        let is = |m: &crate::lattice::Mention| matches!(&m.who, Who::Teams(t) if t.contains(&team));
        let before = mentions
            .iter()
            .rfind(|m| m.to <= self.from && matches!(m.who, Who::Teams(_) | Who::Unknown));
        before.is_some_and(|m| is(m) && self.from - m.to <= 8)
            || mentions.iter().any(|m| is(m) && m.from < self.to && self.from < m.to)
    }

    /// Whether a team is named before the statement in its sentence.
    fn leads(&self, team: TeamId) -> bool {
        self.teams((self.sentence.0, self.to)).contains(&team)
    }

    fn holds(&self, claim: &Claim) -> bool {
        self.scene.judge.judge(claim).says == Says::Yes
    }

    fn held_before(&self, claim: &Claim) -> bool {
        let judge = self.scene.judge;
        judge.judge_before(claim, crate::judge::Judged::not_held()).says == Says::Yes
    }

    /// The tables in which a team stands now.
    fn tables_of(&self, team: TeamId, at: TableRef) -> Vec<TableRef> {
        let mut tables = self.scene.frame.prepared.tables_with(at.edition, team);
        if !tables.contains(&at) {
            tables.push(at);
        }
        tables
    }

    pub(super) fn table(&self, claim: &Claim) -> bool {
        let (a, b) = self.sentence;
        let (whose, at) = match claim {
            Claim::Row { team, table, .. }
            | Claim::RowGoals { team, table, .. }
            | Claim::Bottom { team, table }
            | Claim::Gap { team, table, .. }
            | Claim::InHand { team, table, .. }
            | Claim::Level { team, table, .. } => (*team, *table),
            _ => return false,
        };
        let place = matches!(claim, Claim::Row { field: Field::Position, .. });
        // "Six defeats in ten against these opponents".
        let between = matches!(claim, Claim::Row { .. }) && !place && self.between_two();
        if place && !self.a_place() || between {
            return false;
        }
        if let Claim::Gap { other, points, .. } = claim {
            return self.gap(at, whose, *other, *points);
        }
        if (self.counts_before() || self.ahead_of_tonight()) && self.held_before(claim) {
            return false;
        }
        // "Displace the Danes at the top", "kept the two together at the top": a place
        // is often told after the team that has it and the one that does not.
        let placed = |t: TeamId| self.holds(&of_team(claim, t, at));
        let leads = || {
            let before = self.from.saturating_sub(5).max(a);
            self.scene.has(
                before,
                self.from,
                &["in testa", "in vetta", "al comando", "top", "lead*"],
            )
        };
        // "Dai baltici, quinti con quattro punti": bound by the comma.
        let apposed = place
            && self.from > a
            && matches!(self.scene.fold(self.from - 1), "," | "(")
            && self.scene.lattice.covered[self.from.saturating_sub(2)].is_some()
            && self.owned(whose);
        let elsewhere = || self.teams((a, self.from)).into_iter().any(placed);
        if (place || leads()) && !apposed && elsewhere() {
            return false;
        }
        if self.bound || self.owned(whose) {
            return true;
        }
        // Whose it is was worked out, and not read: nobody else's either.
        let others = if self.leads(whose) { self.teams(self.sentence) } else { self.wide((a, b)) };
        !others.into_iter().any(|t| {
            self.tables_of(t, at).into_iter().any(|table| {
                let claim = of_team(claim, t, table);
                self.holds(&claim) || self.counts_before() && self.held_before(&claim)
            })
        })
    }

    /// Whether the text speaks of the evening to come.
    fn ahead_of_tonight(&self) -> bool {
        let all = self.scene.lattice.text.tokens.len();
        self.scene.has(0, all, &["stasera", "tonight", "questa sera", "this evening", "odiern*"])
    }

    /// The teams of the paragraph and of the match reported.
    fn wide(&self, (from, to): (usize, usize)) -> Vec<TeamId> {
        let text = self.scene.lattice.text;
        let mut first = from;
        while first > 0 && !text.paragraph_begins(first) {
            first = text.sentence_of(first - 1).0;
        }
        let mut teams = self.teams((first, to));
        teams.extend(self.around());
        teams
    }

    /// Whether an ordinal is a place in a table and not a first goal.
    fn a_place(&self) -> bool {
        let (a, b) = self.sentence;
        let after = [
            "on the scoresheet",
            "to score",
            "half",
            "goal",
            "leg",
            "time",
            "minute",
            "win",
            "defeat",
            "draw",
            "gol",
            "rete",
            "tempo",
            "minuto",
        ];
        !after.iter().any(|p| self.scene.starts(self.to, p, b)) && self.scene.has(a, b, TABLE)
    }

    fn gap(&self, at: TableRef, team: TeamId, other: Option<TeamId>, points: i32) -> bool {
        let scene = self.scene;
        let (a, b) = self.sentence;
        let unit = scene.has(
            self.from,
            (self.to + 3).min(b),
            &["punt*", "point*", "lunghezz*", "clear", "behind", "ahead", "adrift", "off", "back"],
        );
        let goals = scene.has(
            a.max(self.from.saturating_sub(6)),
            self.from,
            &["reti", "gol", "goals", "goal", "centri", "scored"],
        );
        if goals && !unit {
            return false;
        }
        let gap = |team, other, points| Claim::Gap { table: at, team, other, points };
        let false_for = |t: TeamId, o: Option<TeamId>| {
            [points, -points].iter().all(|p| {
                let claim = gap(t, o, *p);
                !(self.holds(&claim) || self.counts_before() && self.held_before(&claim))
            })
        };
        if !false_for(team, other) {
            return false;
        }
        let named = self.teams(self.sentence);
        let both = named.contains(&team) && other.is_none_or(|o| named.contains(&o));
        if both || self.bound {
            return true;
        }
        // One of the two was worked out: false between any two that are named.
        let around = self.around();
        if let Some(rival) = other.filter(|o| named.contains(o)) {
            // Whom it is to is said, and which way: nobody else has that gap to him.
            return around.iter().all(|t| {
                let claim = gap(*t, Some(rival), points);
                *t == rival || !self.holds(&claim)
            });
        }
        around.iter().all(|t| around.iter().all(|o| t == o || false_for(*t, Some(*o))))
    }

    pub(super) fn fate(&self) -> bool {
        let (a, b) = self.clause;
        let verdict = self.scene.has(self.from, self.to, VERDICT);
        let (c, d) = self.sentence;
        // "Ninety seconds from going home": it was close to it.
        let close = ["from", "of", "da", "dall", "dal", "dalla", "dalle"];
        let near = self.from.checked_sub(1).is_some_and(|i| close.contains(&self.scene.fold(i)));
        if near {
            return false;
        }
        verdict && !self.past_in((a, b)) && !self.scene.has(c, d, OUT)
            || self.scene.has(self.from, self.to, OUT)
    }

    pub(super) fn tally(&self, claim: &Claim) -> bool {
        match claim {
            Claim::Record { team, coach, scopes, ground, tally } => {
                (coach.is_some() || !self.between_two())
                    && self.record(*team, *coach, scopes, *ground, *tally)
            }
            Claim::Streak { .. } => self.streak(claim),
            Claim::Meetings { number, .. } => {
                !self.restricted() && (*number > 1 || !self.restricted_anywhere())
            }
            Claim::HeadToHead { tally, .. } => !self.restricted() && !self.out_of(*tally),
            Claim::MeetingRun { .. } => !self.restricted(),
            Claim::FirstSince { team, year, matches, .. } => {
                self.teams(self.sentence).contains(team) | self.only_side(*team)
                    && (year.is_some() || matches.is_some() || !self.restricted_anywhere())
            }
            Claim::LastSuch { team, .. } => {
                self.teams(self.sentence).contains(team) && !self.last_of_others(claim)
            }
            Claim::Total { .. } => self.total(claim),
            Claim::PlayerTotal { .. } => self.player(claim),
            _ => false,
        }
    }

    /// Whether the sentence weighs two teams against each other: "il bilancio resta
    /// azzurro, 14 vittorie a quattro", "against Japan they are level".
    fn between_two(&self) -> bool {
        let (a, b) = self.sentence;
        self.scene.has(a, b, BETWEEN_TWO)
    }

    /// Whether the last such result was then that of another pair of teams that the
    /// words may mean.
    fn last_of_others(&self, claim: &Claim) -> bool {
        let Claim::LastSuch { outcome, ground, scopes, first, last, .. } = claim else {
            return false;
        };
        let teams = self.around();
        teams.iter().any(|team| {
            let others = teams.iter().filter(|t| *t != team).copied().map(Some);
            others.chain([None]).any(|against| {
                self.holds(&Claim::LastSuch {
                    team: *team,
                    outcome: *outcome,
                    against,
                    ground: *ground,
                    scopes: scopes.clone(),
                    first: *first,
                    last: *last,
                })
            })
        })
    }

    /// Whether the clause restricts what is counted.
    fn restricted(&self) -> bool {
        let (a, b) = self.clause;
        self.scene.has(a.max(self.from.saturating_sub(6)), b.min(self.to + 7), RESTRICTED)
    }

    fn restricted_anywhere(&self) -> bool {
        let (a, b) = self.sentence;
        self.scene.has(a, b, RESTRICTED)
            || self.scene.lattice.dates.iter().any(|d| a <= d.from && d.to <= b)
    }

    /// "The sixth draw in the last seven": a count out of a number that was not
    /// read with it.
    fn out_of(&self, tally: Tally) -> bool {
        let said = [tally.won, tally.drawn, tally.lost].iter().flatten().count();
        if said != 1 || tally.played.is_some() {
            return false;
        }
        let scene = self.scene;
        // "Undici successi, sei pareggi e quattro sconfitte in 22 panchine": the
        // last of a list is not what the number goes with.
        if self.from > 0 && matches!(scene.fold(self.from - 1), "e" | "ed" | "and" | ",") {
            return false;
        }
        let end = (self.to + 6).min(self.sentence.1);
        (self.to..end).any(|i| {
            matches!(scene.fold(i), "in" | "of" | "su" | "nelle" | "delle" | "negli" | "degli")
                && (i + 1..(i + 4).min(end)).any(|j| scene.lattice.numbers[j].is_some())
        })
    }

    fn only_side(&self, team: TeamId) -> bool {
        self.scene.frame.focus == Some(team) || self.sides().contains(&team)
    }

    fn record(
        &self,
        team: TeamId,
        coach: Option<girone_model::PersonId>,
        scopes: &[Scope],
        ground: Ground,
        tally: Tally,
    ) -> bool {
        let lattice = self.scene.lattice;
        let text = lattice.text;
        let said = [tally.won, tally.drawn, tally.lost].iter().flatten().count();
        if self.out_of(tally) || said < 3 && tally.played.is_some() && self.after_an_ordinal() {
            return false;
        }
        let mut first = self.sentence.0;
        while first > 0 && !text.paragraph_begins(first) {
            first = text.sentence_of(first - 1).0;
        }
        let mut coaches = vec![coach];
        for m in &lattice.mentions[lattice.mentions_in(first, self.sentence.1)] {
            let Who::People(people) = &m.who else { continue };
            for p in people {
                if self.scene.frame.coached(*p).contains(&team) && !coaches.contains(&Some(*p)) {
                    coaches.push(Some(*p));
                }
            }
        }
        // Whose count it is must be said: the coach by name, the team at least as
        // one of the two that play.
        if coach.is_some_and(|c| {
            !lattice.mentions[lattice.mentions_in(first, self.sentence.1)]
                .iter()
                .any(|m| matches!(&m.who, Who::People(p) if p.contains(&c)))
        }) {
            return false;
        }
        if coach.is_none() && !self.teams(self.sentence).contains(&team) && !self.only_side(team) {
            return false;
        }
        // One number alone agrees with some scope too easily.
        let mut all = scopes.to_vec();
        if said == 1 && coach.is_some() || self.scope_said() {
            coaches.truncate(1);
        } else {
            all.extend([Scope::All, Scope::Competitive]);
        }
        if said != 1 && !self.scope_said() {
            all.extend([Scope::Friendlies, Scope::Competition]);
            all.extend(self.scene.frame.edition.map(Scope::Edition));
            all.extend(self.scene.frame.today().map(|d| Scope::Year(d.year())));
        }
        let grounds = if said > 1 { vec![Ground::Any, ground] } else { vec![ground] };
        // Of a table that is told as it stands now the one before the match is stale.
        let stale = coach.is_none()
            && coaches.len() == 1
            && matches!(scopes.first(), Some(Scope::Table(_)))
            && !self.counts_before()
            && !self.scene.has(self.sentence.0, self.sentence.1, OVER);
        !coaches.iter().any(|coach| {
            grounds.iter().any(|ground| {
                let claim = Claim::Record {
                    team,
                    coach: *coach,
                    scopes: all.clone(),
                    ground: *ground,
                    tally,
                };
                self.holds(&claim) || !stale && self.held_before(&claim)
            })
        })
    }

    /// Whether three numbers are lines of players and not a record.
    pub(super) fn lined_up(&self) -> bool {
        const RECORD: &[&str] =
            &["record", "bilancio", "ruolino", "score", "vittori*", "wins", "won", "v n p"];
        let (a, b) = self.sentence;
        let triple = self.scene.lattice.triples[self.from];
        triple.is_some_and(|([x, y, z], _)| matches!(x + y + z, 8..=10))
            && !self.scene.has(a, b, RECORD)
    }

    /// "Ten defeats in sixteen rounds" beside a coach's name: of the rounds of the
    /// competition, some of which may have been another coach's.
    pub(super) fn of_rounds(&self, claim: &Claim) -> bool {
        const ROUNDS: &[&str] = &["turni", "giornate", "rounds", "matchdays"];
        let Claim::Record { team, coach: Some(_), ground, tally, .. } = claim else {
            return false;
        };
        let (a, b) = self.scene.clause(self.from, 3);
        let Some(edition) = self.scene.frame.edition else { return false };
        let scopes = vec![Scope::Edition(edition)];
        let (team, ground, tally) = (*team, *ground, *tally);
        self.scene.has(a, b, ROUNDS)
            && self.holds(&Claim::Record { team, coach: None, scopes, ground, tally })
    }

    /// Whether the words say over which matches a record counts, or name its team
    /// beside it.
    pub(super) fn counts_are_of(&self, team: TeamId) -> bool {
        self.scope_said() || self.teams(self.scene.clause(self.from, 5)).contains(&team)
    }

    /// Whether the sentence says over which matches it counts.
    fn scope_said(&self) -> bool {
        let (a, b) = self.sentence;
        self.scene.has(
            a,
            b,
            &[
                "girone",
                "gruppo",
                "group",
                "tutte le partite",
                "competizion*",
                "competition*",
                "all matches",
                "all games",
                "ufficial*",
                "competitive",
                "qualif*",
                "tutto compreso",
                "amichevol*",
                "friendl*",
                "torneo",
                "tournament",
                "europeo",
                "mondiale",
                "edizioni",
                "editions",
                "league",
                "euro",
                "cup",
            ],
        )
    }

    /// "La quarta vittoria in cinque partite": the number goes with the ordinal.
    fn after_an_ordinal(&self) -> bool {
        let a = self.sentence.0.max(self.from.saturating_sub(6));
        (a..self.from).any(|i| self.scene.lattice.ordinals[i].is_some())
            || self.scene.has(a, self.from, &["vittori*", "success*", "win*", "victor*"])
            || self.scene.has(a, self.from, &["sconfitt*", "pareggi*", "defeat*", "draw*"])
    }

    fn streak(&self, claim: &Claim) -> bool {
        let Claim::Streak { team, coach, run, length, scopes, ground, .. } = claim else {
            return false;
        };
        let sentence = self.teams(self.sentence);
        if self.somebody_else(*team) {
            return false;
        }
        let pronoun = self.teams((self.clause.0, self.from)).is_empty()
            && self.scene.has(
                self.clause.0,
                self.from,
                &["they", "it", "he", "their", "his", "loro", "suoi", "lui"],
            );
        // The opponent of the match is named too: the run is of its subject.
        let mut teams = vec![*team];
        if !sentence.contains(team) || pronoun {
            teams.extend(self.around());
        } else {
            teams.extend(sentence);
        }
        let mut all = scopes.to_vec();
        if !self.scope_said() {
            all.extend([Scope::All, Scope::Competitive]);
        }
        !teams.into_iter().any(|t| {
            [false, true].into_iter().any(|before| {
                let claim = Claim::Streak {
                    team: t,
                    coach: if t == *team { *coach } else { None },
                    run: *run,
                    length: *length,
                    before,
                    scopes: all.clone(),
                    ground: *ground,
                };
                self.holds(&claim)
            })
        })
    }

    /// Whether the clause has somebody as its subject who does not coach a team.
    fn somebody_else(&self, team: TeamId) -> bool {
        let lattice = self.scene.lattice;
        let before = lattice.mentions[lattice.mentions_in(self.sentence.0, self.from)].last();
        before.filter(|m| self.from - m.to <= 6).is_some_and(|m| match &m.who {
            Who::People(people) => {
                !people.iter().any(|p| self.scene.frame.coached(*p).contains(&team))
            }
            Who::Unknown => true,
            _ => false,
        })
    }

    fn total(&self, claim: &Claim) -> bool {
        let Claim::Total { team, field, value, scopes } = claim else { return false };
        let mut all = scopes.to_vec();
        all.extend(self.scene.frame.edition.map(Scope::Edition));
        let teams = if self.owned(*team) { vec![*team] } else { self.around() };
        !teams.into_iter().any(|t| {
            let claim = Claim::Total { team: t, field: *field, value: *value, scopes: all.clone() };
            self.holds(&claim) || self.held_before(&claim)
        })
    }

    fn player(&self, claim: &Claim) -> bool {
        let Claim::PlayerTotal { person, team, goals, scopes } = claim else { return false };
        let lattice = self.scene.lattice;
        let named = lattice.mentions[lattice.mentions_in(self.sentence.0, self.sentence.1)]
            .iter()
            .any(|m| matches!(&m.who, Who::People(p) if p.contains(person)));
        let mut all = scopes.to_vec();
        all.extend(self.scene.frame.edition.map(Scope::Edition));
        all.extend(self.scene.frame.today().map(|d| Scope::Year(d.year())));
        let claim = Claim::PlayerTotal { person: *person, team: *team, goals: *goals, scopes: all };
        named && !self.holds(&claim) && !self.held_before(&claim)
    }

    /// "His four goals for Dortmund", "i tre gol con il Napoli": of a club, called by its
    /// town.
    pub(super) fn for_a_club(&self) -> bool {
        let (a, b) = self.scene.clause(self.from, 3);
        let lattice = self.scene.lattice;
        lattice.mentions[lattice.mentions_in(a, b)].iter().any(|m| {
            let before = |n: usize| {
                m.from.checked_sub(n).filter(|i| *i >= a).map_or("", |i| self.scene.fold(i))
            };
            let with = |w: &str| matches!(w, "for" | "with" | "con" | "col" | "nel" | "per");
            matches!(m.who, crate::lattice::Who::Cities(_))
                && (with(before(1)) || matches!(before(1), "il" | "la" | "l") && with(before(2)))
        })
    }
}

impl Guard<'_, '_, '_, '_, '_> {
    /// Whether an ordinal is a place in a table and nothing that a player did: "they
    /// finish third in Group C1".
    pub(super) fn a_place_told(&self) -> bool {
        let (from, to) = (self.from, self.to);
        let scene = self.scene;
        scene.lattice.ordinals[from].is_some()
            && (scene.has(to, to + 3, &["in group", "in the group", "nel girone", "nel gruppo"])
                || scene.has(
                    from.saturating_sub(2),
                    from,
                    &[
                        "finish*", "are", "stay*", "sit*", "remain*", "lie*", "end*", "chiud*",
                        "sono", "rest*", "sal*", "scivol*", "place*", "post*",
                    ],
                ))
    }

    /// Whether goals are those that a team conceded: "just four goals let in".
    pub(super) fn goals_let_in(&self) -> bool {
        let let_in = &[
            "let in",
            "conceded",
            "shipped",
            "against",
            "subit*",
            "incassat*",
            "al passivo",
            "concess*",
            "conceding",
        ];
        self.scene.has(self.to, self.to + 3, let_in)
            || self.scene.has(self.from.saturating_sub(3), self.from, let_in)
    }

    /// Whether points are told right after a place: "second on 11", "top on 13".
    pub(super) fn points_after_a_place(&self) -> bool {
        let Some(before) = self.from.checked_sub(1) else { return false };
        let scene = self.scene;
        matches!(scene.fold(self.from), "on" | "a")
            && (scene.lattice.ordinals[before].is_some()
                || matches!(
                    scene.fold(before),
                    "top" | "bottom" | "last" | "level" | "primi" | "ultimi" | "primo" | "ultimo"
                ))
    }
}

/// The same claim about another team.
fn of_team(claim: &Claim, t: TeamId, at: TableRef) -> Claim {
    let mut claim = claim.clone();
    match &mut claim {
        Claim::Row { team, table, .. }
        | Claim::RowGoals { team, table, .. }
        | Claim::Bottom { team, table }
        | Claim::Level { team, table, .. }
        | Claim::InHand { team, table, .. } => (*team, *table) = (t, at),
        _ => {}
    }
    claim
}
