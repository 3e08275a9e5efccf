//! Statements about one match: its score, goals, place and day.

use girone_model::{Minute, PersonId, TeamId};

use super::Guard;
use crate::check::Finding;
use crate::claim::{At, CityRef, Claim, GameIx, Outcome, Part};
use crate::judge::{Says, minute_agrees, outcome_of};
use crate::prepared::goals_for;

/// Words of a kick or a touch of the ball that was no goal, and of a count.
/// Words of what is told with a minute and a name and is no goal.
const UNTOLD: &[&str] = &[
    "high boot",
    "high foot",
    "foul on",
    "fouled",
    "raised his",
    "yellow card",
    "red card",
    "booked",
    "booking",
    "sent off",
    "dismissed",
    "replaced",
    "substituted",
    "came off",
    "nearly",
    "almost",
    "came close",
    "went close",
    "fallo di",
    "fallo su",
    "ai danni di",
    "trattenuta",
    "atterrato",
    "espuls*",
    "ammoni*",
    "in dieci",
    "lascia* il campo",
    "sostituit*",
    "infortun*",
    "duello",
    "sfior*",
    "minuti di recupero",
    "minutes of stoppage time",
    "minutes of added time",
    "colpo di testa debole",
    "uscito al",
    "uscito dopo",
    "fuori al",
    "fuori dopo",
    "off after",
    "off injured",
    "went off",
    "goes off",
    "without a shot",
    "senza un tiro",
    "dice no",
    "dice di no",
    "turned away",
    "tipped over",
    "best save",
    "struck the bar",
    "hit the bar",
    "struck the post",
    "hit the post",
    "hit the woodwork",
    "headed over",
    "headed wide",
    "shot wide",
    "shot over",
    "headed back across",
    "fuori di testa",
    "colpito il palo",
    "colpito la traversa",
    "says no",
    "said no",
    "firmato fino",
    "firmato un contratto",
    "signed until",
    "signed a",
    "turned down",
    "caps",
    "presenze",
];

/// Words, beside a goal or after it, that take it back.
const UNDONE: &[&str] =
    &["annullat*", "fuorigioco", "disallowed", "ruled out", "chalked off", "offside"];

const NO_GOAL: &[&str] = &[
    "effort",
    "kept out",
    "denied",
    "saved",
    "save",
    "saves",
    "missed",
    "sbaglia*",
    "fallisce",
    "cancella*",
    "annulla*",
    "shoot out",
    "shootout",
    "assist",
    "assisted",
    "set up",
    "squared",
    "hit the post",
    "hit the bar",
    "parat*",
    "respint*",
    "neg*",
    "sbagli*",
    "fallit*",
    "palo",
    "traversa",
    "dischetto finale",
    "dal dischetto finale",
    "assist",
    "serie dei rigori",
    "lotteria",
    "capocannoniere",
    "top scorer",
    "so far",
    "of their",
    "of the team",
    "finora",
    "fin qui",
    "in tutto",
    "in total",
];

/// Words that tell kicks after the match.
const KICKS: &[&str] = &[
    "shoot out",
    "shootout",
    "on penalties",
    "spot kicks",
    "ai rigori",
    "dal dischetto",
    "dagli undici metri",
    "calci di rigore",
    "dopo i rigori",
];

/// Words for the ninety minutes, told where more was played.
const NORMAL: &[&str] = &[
    "90 minutes",
    "ninety minutes",
    "normal time",
    "at ninety",
    "after ninety",
    "regulation",
    "full time and",
    "novanta minuti",
    "90 minuti",
    "nei novanta",
    "nei 90",
    "tempi regolamentari",
];

/// Words with which the telling of a shoot-out begins.
const FIRST_KICK: &[&str] = &[
    "first kick",
    "opening kick",
    "first penalty of the",
    "first spot kick",
    "in the shoot out",
    "in the shootout",
    "primo rigore della serie",
    "primo tiro dal dischetto",
    "dalla lotteria",
    "nella lotteria",
    "serie dei rigori",
    "serie dal dischetto",
];

/// Words of the sum of two matches.
const SUM: &[&str] = &["aggregate", "complessiv*", "doppio confronto", "over two legs"];

impl Guard<'_, '_, '_, '_, '_> {
    /// Whether the words around the statement are about a match.
    pub(super) fn about(&self, game: GameIx) -> bool {
        if self.scene.frame.subjects.contains(&game) {
            return self.bound_in(self.clause, game);
        }
        // Another match is meant for certain only where both sides are named and
        // nobody else is.
        let named = self.teams(self.sentence);
        self.pair(game).iter().all(|t| named.contains(t))
            && self.outsiders(self.clause, game).is_empty()
    }

    pub(super) fn ended_so(&self, game: GameIx, goals: (u8, u8)) -> bool {
        let score = self.scene.frame.prepared.get(game).score().map(|s| s.result);
        score.is_some_and(|s| (s.home, s.away) == goals || (s.away, s.home) == goals)
    }

    pub(super) fn score(&self, game: GameIx, goals: (u8, u8), at: At) -> bool {
        let scene = self.scene;
        let (a, b) = self.clause;
        if at == At::ShootOut {
            return self.main(game);
        }
        let near = (a.max(self.from.saturating_sub(4)), b.min(self.to + 4));
        if at == At::End && (scene.has(near.0, near.1, KICKS) || scene.has(near.0, near.1, SUM)) {
            return false;
        }
        // The score at the end of play where more followed: extra time, penalties.
        let beyond = (a, b.min(self.to + 6));
        if at == At::End && scene.has(beyond.0.max(self.from.saturating_sub(6)), beyond.1, NORMAL) {
            return false;
        }
        let kicks = scene.has(self.sentence.0, self.sentence.1, KICKS)
            || scene.has(self.sentence.0, self.sentence.1, &["by penalties", "penalties after"]);
        let another = || self.teams(self.sentence).into_iter().any(|t| !scene.plays(game, t));
        if at == At::End && kicks && another() {
            return false;
        }
        // "It had been goalless at the break": of the match reported, though told as past.
        let clear = |game| {
            self.outsiders(self.sentence, game).is_empty() && !self.time_in(self.clause, game)
        };
        if at == At::HalfTime
            && self.bound
            && self.main(game)
            && clear(game)
            && scene.elsewhere.at(self.from).is_none()
        {
            return true;
        }
        if at != At::End {
            return self.about(game) || self.main(game) && !self.past_in(self.clause);
        }
        // The match reported, and nothing that leads to another one.
        if self.main(game) && self.bound_in(self.clause, game) && !self.in_brackets() {
            return true;
        }
        // Another match whose sides are both bound to the score: only their own
        // meetings can be meant.
        let other = scene.elsewhere.at(self.from).filter(|o| o.sure && o.games.contains(&game));
        if other.is_some_and(|o| o.opposed) {
            let met = self.pool(&[], Some(self.pair(game)));
            return !met
                .into_iter()
                .any(|i| self.age(i) <= super::RECENT && self.ended_so(i, goals));
        }
        // The innermost clause tells it of one of its sides, and nobody else is
        // bound to the score: what follows an "and" may be of another match.
        let inner = scene.clause(self.from, 1);
        if self.main(game)
            && !self.in_brackets()
            && !self.past_in(self.clause)
            && !self.time_in(self.clause, game)
            && self.outsiders(inner, game).is_empty()
            && self.bound_teams().iter().all(|t| scene.plays(game, *t))
            && self.teams(inner).iter().any(|t| scene.plays(game, *t))
            && !self.other_town(game, None)
        {
            return true;
        }
        let pair = self.pair(game);
        let sentence = self.teams(self.sentence);
        let past = self.past_in(self.sentence) || self.time_in(self.sentence, game);
        let only_these = pair.iter().all(|t| sentence.contains(t))
            && self.outsiders(self.sentence, game).is_empty();
        if only_these && !past {
            return true;
        }
        let bound = self.bound_teams();
        let near = self.teams(self.clause);
        let beside = pair.iter().all(|t| near.contains(t));
        // "I kazaki, battuti 5-0 all'andata": by the side that is not named again.
        let (from, to) = self.sentence;
        let legs = ["all andata", "first leg", "reverse fixture", "first meeting"];
        let return_match = self.scene.has(from, to, &legs);
        // Of two sides only their own meetings can be meant, of one that is bound
        // to the score only its own matches.
        let teams = match bound.as_slice() {
            _ if only_these && (beside || return_match) => Vec::new(),
            [] => self.around(),
            _ => bound,
        };
        let (from, to) = self.clause;
        let dates: Vec<_> =
            self.scene.lattice.dates.iter().filter(|d| from <= d.from && d.to <= to).collect();
        let day = |i: GameIx| self.scene.frame.prepared.get(i).fixture.when.date;
        let dated = !self.main(game) && dates.iter().any(|d| d.holds(day(game)));
        let mut pool = self.pool(&teams, Some(pair));
        if let Some(reported) = self.scene.game_at(self.from) {
            pool.extend(self.pool(&[], Some(self.pair(reported))));
        }
        let may_be_meant = |i: &GameIx| {
            let met_long_ago = !dated && !self.far_back() && self.age(*i) > super::RECENT;
            (!dated || dates.iter().any(|d| d.holds(day(*i)))) && !met_long_ago
        };
        !pool.into_iter().filter(may_be_meant).any(|i| self.ended_so(i, goals))
    }

    /// Whether the sentence goes back over all the meetings of two sides.
    fn far_back(&self) -> bool {
        let (a, b) = self.sentence;
        self.scene.has(
            a,
            b,
            &["meeting*", "met", "precedent*", "incontr*", "sfid*", "incroci*", "last", "ultim*"],
        ) || self
            .scene
            .lattice
            .dates
            .iter()
            .any(|d| a <= d.from && d.to <= b && d.told == crate::dates::Told::Year)
    }

    fn age(&self, game: GameIx) -> i32 {
        let date = self.scene.frame.prepared.get(game).fixture.when.date;
        let age = self.scene.frame.today().and_then(|d| d.since(date).ok());
        age.map_or(0, |s| s.get_days())
    }

    pub(super) fn in_brackets(&self) -> bool {
        let tokens = &self.scene.lattice.text.tokens;
        self.from > 0 && tokens[self.from - 1].mark() == Some('(')
    }

    pub(super) fn ended(&self, game: GameIx, team: TeamId, outcome: Outcome) -> bool {
        if self.main(game) && self.bound_in(self.clause, game) {
            return true;
        }
        if !self.about(game) {
            return false;
        }
        let [a, b] = self.pair(game);
        let past = self.past_in(self.sentence) || self.time_in(self.sentence, game);
        !past
            || !self.pool(&[], Some([a, b])).into_iter().any(|i| {
                goals_for(self.scene.frame.prepared.get(i), team)
                    .is_some_and(|(s, c)| outcome_of(s, c) == outcome)
            })
    }

    /// Whether somebody is named within the clause.
    fn names(&self, person: PersonId) -> bool {
        let lattice = self.scene.lattice;
        lattice.mentions[lattice.mentions_in(self.sentence.0, self.sentence.1)]
            .iter()
            .any(|m| matches!(&m.who, crate::lattice::Who::People(p) if p.contains(&person)))
    }

    /// Whether a claim about somebody's goals holds in another match that may be
    /// meant.
    pub(super) fn elsewhere_scored(&self, person: PersonId, game: GameIx, claim: &Claim) -> bool {
        self.pool(&self.around(), None).into_iter().filter(|i| *i != game).any(|i| {
            let m = self.scene.frame.prepared.get(i);
            let scored = m.happened.iter().flat_map(|h| &h.goals).any(|g| g.scorer == Some(person));
            scored && self.scene.judge.judge(&of_game(claim, i)).says == Says::Yes
        })
    }

    /// Whether the words around a minute or a name tell of a foul, a card, a change
    /// of players or a goal that did not stand.
    pub(super) fn untold(&self) -> bool {
        let (mut a, b) = self.scene.clause(self.from, 2);
        let (first, last) = self.sentence;
        // "Nyland says no twice, first on eight minutes": of what goes before.
        let mentions = self.scene.lattice.mentions_in(a, b);
        if mentions.is_empty() && a > first {
            a = self.scene.clause(a - 1, 2).0;
        }
        let (x, y) = (a.max(self.from.saturating_sub(12)), b.min(self.to + 12));
        // "Due minuti dopo | il Kazakistan è rimasto in dieci".
        let y = if self.from == first { y.max(last.min(self.to + 6)) } else { y };
        self.in_the_shoot_out()
            || self.scene.has(x, y, UNTOLD)
            || self.scene.has(self.from.max(first), last.min(self.to + 18), UNDONE)
    }

    /// Whether the text has come to the kicks after the match: whoever scores then,
    /// scores no goal of it.
    fn in_the_shoot_out(&self) -> bool {
        let scene = self.scene;
        let shot_out = scene.frame.main().and_then(|g| scene.frame.prepared.get(g).score());
        let timed =
            scene.minutes.iter().any(|m| m.from < self.sentence.1 && m.to > self.sentence.0);
        shot_out.is_some_and(|s| s.shoot_out.is_some())
            && !timed
            && scene.has(0, self.from, FIRST_KICK)
    }

    /// Whether the words beside the name tell of no goal, or of many matches.
    pub(super) fn no_goal(&self) -> bool {
        let (a, b) = self.clause;
        let (a, b) = (a.max(self.from.saturating_sub(9)), b.min(self.to + 5));
        self.scene.has(a, b, NO_GOAL) || self.counted_goals()
    }

    pub(super) fn scorer(&self, game: GameIx, person: PersonId) -> bool {
        if self.no_goal() || self.other_town(game, None) {
            return false;
        }
        if self.main(game) && self.goal_bound(game) || self.only(game) || self.told_of(game) {
            return true;
        }
        self.timed(game)
            || self.about(game)
                && !self.elsewhere_scored(person, game, &Claim::Scorer { game, person })
    }

    /// Whether the minute of a goal of the match reported stands beside a name: "Pukki
    /// broke the deadlock on 47".
    fn timed(&self, game: GameIx) -> bool {
        let scene = self.scene;
        let (a, b) = scene.clause(self.from, 2);
        let near = |w: &crate::minute::WrittenMinute| {
            let gap = w.from.saturating_sub(self.to) + self.from.saturating_sub(w.to);
            a <= w.from && w.to <= b && gap <= 7 && !w.relative
        };
        let goals = &scene.frame.prepared.get(game).happened;
        let goals = || goals.iter().flat_map(|h| &h.goals).filter_map(|g| g.minute);
        self.main(game)
            && self.outsiders((a, b), game).is_empty()
            && scene.minutes.iter().filter(|w| near(w)).any(|w| {
                let first = w.values.first();
                first.is_some_and(|v| goals().any(|g| crate::judge::minute_agrees(*v, g)))
            })
    }

    /// Whether the words around speak of another match, and of this one only: one of
    /// these weeks, for scorers of old ones are seldom told in passing.
    fn only(&self, game: GameIx) -> bool {
        let frame = self.scene.frame;
        let date = frame.prepared.get(game).fixture.when.date;
        let weeks = frame.day.is_some_and(|d| (d - date).get_days() <= 60);
        let other = self.scene.elsewhere.at(self.from);
        weeks && other.is_some_and(|o| o.sure && !o.or_main && o.games == [game])
    }

    /// "Le sei reti di Kane", "his six goals": a count over many matches.
    fn counted_goals(&self) -> bool {
        let scene = self.scene;
        (self.from.saturating_sub(5)..self.from).any(|i| {
            matches!(scene.fold(i), "reti" | "gol" | "goals" | "centri")
                && i > 1
                && scene.lattice.numbers[i - 1].is_some_and(|n| n.0 >= 2)
                && matches!(
                    scene.fold(i - 2),
                    "le" | "i" | "the" | "his" | "sue" | "suoi" | "delle" | "dei" | "con"
                )
        })
    }

    pub(super) fn part(&self, game: GameIx, person: PersonId, part: Part) -> bool {
        let claim = Claim::GoalPart { game, person, part };
        if self.main(game) && self.goal_bound(game) || self.only(game) || self.told_of(game) {
            return true;
        }
        self.timed(game) || self.about(game) && !self.elsewhere_scored(person, game, &claim)
    }

    pub(super) fn haul(&self, game: GameIx, person: PersonId, goals: u16) -> bool {
        let claim = Claim::PlayerGoals { game, person, goals };
        // "Twice had the hosts in front", "in vantaggio due volte": no goals counted.
        let times = self.scene.has(self.from, self.to, &["twice", "due volte", "tre volte"]);
        let scored = || {
            let (a, b) = self.clause;
            self.scene.has(
                a,
                b,
                &[
                    "scor*",
                    "struck",
                    "strik*",
                    "net*",
                    "found the net",
                    "on target",
                    "goal*",
                    "segn*",
                    "a segno",
                    "gol",
                    "ret*",
                    "colp*",
                    "infil*",
                    "buc*",
                    "fir*",
                ],
            )
        };
        if times && !scored() {
            return false;
        }
        if self.main(game) && self.goal_bound(game) || self.only(game) || self.told_of(game) {
            return true;
        }
        self.about(game) && !self.elsewhere_scored(person, game, &claim)
    }

    pub(super) fn minute(&self, game: GameIx, person: Option<PersonId>, minute: Minute) -> bool {
        if self.points_after_a_place() || minute.base >= 86 && self.before_the_end(game, person) {
            return false;
        }
        // Another goal of the match fell then, and the clause does not name whose this is.
        let (a, b) = self.scene.clause(self.from, 1);
        let lattice = self.scene.lattice;
        let named = lattice.mentions[lattice.mentions_in(a, b)].iter().any(|m| {
            matches!(&m.who, crate::lattice::Who::People(p) if person.is_some_and(|x| p.contains(&x)))
        });
        let m = self.scene.frame.prepared.get(game);
        let fell = m
            .happened
            .iter()
            .flat_map(|h| &h.goals)
            .any(|g| g.minute.is_some_and(|held| held.base == minute.base));
        if fell && !named {
            return false;
        }
        if self.main(game) && self.goal_bound(game) || self.told_of(game) {
            return true;
        }
        if !self.about(game) || person.is_some_and(|p| !self.names(p)) {
            return false;
        }
        // Somebody named scored in that minute of another match.
        !self.pool(&self.around(), None).into_iter().filter(|i| *i != game).any(|i| {
            let m = self.scene.frame.prepared.get(i);
            m.happened.iter().flat_map(|h| &h.goals).any(|g| {
                g.minute.is_some_and(|held| minute_agrees(minute, held))
                    && g.scorer.is_none_or(|s| self.names(s))
            })
        })
    }

    /// "A due minuti dal termine", of a goal in added time: the end may be that of the
    /// match and not the ninetieth minute.
    fn before_the_end(&self, game: GameIx, person: Option<PersonId>) -> bool {
        let scene = self.scene;
        let ends = ["termine", "fine", "end", "time", "left", "remaining", "finale"];
        let last = scene.fold(self.to - 1);
        let by_words = self.to - self.from >= 3 && ends.contains(&last);
        let goals = scene.frame.prepared.get(game).happened.iter().flat_map(|h| &h.goals);
        let mut goals = goals.filter(|g| person.is_none() || g.scorer == person);
        by_words && goals.any(|g| g.minute.is_some_and(|m| m.base >= 90))
    }

    /// Whether words beside a town lead to another match than one that the clause does
    /// not tell by its score: "they then lost in Yerevan", "Iniesta's in Johannesburg".
    pub(super) fn led_off(&self, finding: &Finding) -> bool {
        let Some(Claim::Venue { game, .. }) = finding.claim else { return false };
        if !self.main(game) {
            return false;
        }
        const OFF: &[&str] = &[
            "had",
            "then",
            "later",
            "has now",
            "have now",
            "finals",
            "semi final in",
            "semi - final in",
            "final in",
            "days after",
            "years after",
            "began with",
            "ended with",
            "champions in",
            "campioni a",
            "aveva*",
            "quando lo",
            "quando la",
            "quando li",
            "quando fu",
            "serve",
            "servira",
            "bisogna",
            "bastera",
            "the man of the",
            "l uomo del",
            "anche loro",
            "as well",
        ];
        let scene = self.scene;
        let (a, b) = scene.clause(self.from, 3);
        let own = (a..b).any(|i| {
            scene.lattice.scores[i].is_some_and(|s| self.ended_so(game, (s.first, s.second)))
        });
        let possessed =
            self.from >= 2 && scene.fold(self.from - 1) == "in" && scene.fold(self.from - 2) == "s";
        // "Williams, che a Bilbao guadagna …": of a player's life.
        let inner = scene.clause(self.from, 2);
        let opens = (inner.0..self.from).take(2).find(|i| matches!(scene.fold(*i), "che" | "who"));
        let whose = opens.is_some_and(|i| {
            scene.lattice.mentions.iter().rev().find(|m| m.to <= i && i - m.to <= 1).is_some_and(
                |m| matches!(&m.who, crate::lattice::Who::People(p) if p.iter().all(|p| scene.frame.coached(*p).is_empty())),
            )
        });
        let timed = scene.minutes.iter().any(|m| a <= m.from && m.to <= b && !m.relative);
        !own && !timed && (possessed || whose || scene.has(a, b, OFF))
    }

    pub(super) fn venue(&self, game: GameIx, city: CityRef) -> bool {
        let scene = self.scene;
        let named = self.teams(self.sentence);
        let pair = self.pair(game);
        let both = pair.iter().all(|t| named.contains(t));
        let subject = scene.frame.subjects.contains(&game);
        if !subject && !both
            || self.past_in(self.clause)
            || self.time_in(self.clause, game)
            || !self.outsiders(self.clause, game).is_empty()
        {
            return false;
        }
        // The score of the match beside its place: this match and no other.
        let told = (self.clause.0..self.clause.1).any(|i| {
            scene.lattice.scores[i].is_some_and(|s| self.ended_so(game, (s.first, s.second)))
        });
        let told = told || self.bound_in(self.sentence, game);
        // The report says where its match was, and the words lead to no other one.
        let (text, s) = (scene.lattice.text, self.sentence.0);
        let opening = text.tokens[s].sentence <= 1;
        let tells = both
            || opening
            || (self.sentence.0..self.sentence.1).any(|i| scene.lattice.scores[i].is_some())
            || scene.minutes.iter().any(|m| self.sentence.0 <= m.from && m.to <= self.sentence.1);
        let score_elsewhere = (self.clause.0..self.clause.1)
            .any(|i| scene.lattice.scores[i].is_some() && scene.elsewhere.at(i).is_some());
        if self.main(game)
            && subject
            && tells
            && !score_elsewhere
            && self.bound_in(self.clause, game)
            && self.outsiders(self.inner(), game).is_empty()
        {
            return true;
        }
        let teams = if told && both { Vec::new() } else { self.around() };
        let reported = scene.game_at(self.from).map(|g| self.pair(g)).unwrap_or(pair);
        let mut pool = self.pool(&teams, Some(pair));
        pool.extend(self.pool(&[], Some(reported)));
        !pool
            .into_iter()
            .any(|i| scene.judge.judge(&Claim::Venue { game: i, city }).says == Says::Yes)
    }

    fn inner(&self) -> (usize, usize) {
        self.scene.clause(self.from, 1)
    }

    /// Whether a day of the week is wrong wherever the clock stands: of the match
    /// reported, told in the days after it, and not of the night that ends there on the
    /// next day.
    fn a_day(&self, date: &crate::dates::WrittenDate, game: GameIx) -> bool {
        if date.told != crate::dates::Told::Weekday {
            return true;
        }
        let fixture = &self.scene.frame.prepared.get(game).fixture;
        let played = fixture.when.date;
        let fresh =
            self.scene.frame.day.is_some_and(|d| (0..=4).contains(&(d - played).get_days()));
        let apart = (date.first - played).get_days();
        let name = girone_model::fold(&fixture.competition);
        let late =
            apart == 1 && !["uefa", "euro", "nations league"].iter().any(|n| name.contains(n));
        self.main(game)
            && fresh
            && !late
            && self.outsiders(self.sentence, game).is_empty()
            && !self.past_in(self.clause)
    }

    pub(super) fn dated(&self, game: GameIx) -> bool {
        let date = self.scene.lattice.dates.iter().find(|d| d.from < self.to && self.from < d.to);
        date.is_some_and(|d| {
            // "June's 2-0 in Dublin" may be the June of any year.
            let any_year = d.told == crate::dates::Told::Month && !self.main(game);
            !any_year && d.told != crate::dates::Told::Relative && self.a_day(d, game)
        }) && {
            let named = self.teams(self.sentence);
            let told = self.pair(game).iter().any(|t| named.contains(t));
            told || self.main(game) && self.own_score() && !self.past_in(self.clause)
        }
    }

    /// "After extra time": of the match reported, whose score or side stands beside.
    pub(super) fn extra_time(&self) -> bool {
        let Some(main) = self.scene.frame.main() else { return false };
        let pair = self.pair(main);
        let beside = self.teams(self.scene.clause(self.from, 2));
        !self.scene.discourse.before[self.from]
            && (self.own_score() || beside.iter().any(|t| pair.contains(t)))
    }

    /// Whether the sentence tells the score of the match reported.
    fn own_score(&self) -> bool {
        let Some(main) = self.scene.frame.main() else { return false };
        (self.sentence.0..self.sentence.1).any(|i| {
            self.scene.lattice.scores[i].is_some_and(|s| self.ended_so(main, (s.first, s.second)))
        })
    }
}

/// The same claim about another match.
fn of_game(claim: &Claim, i: GameIx) -> Claim {
    let mut other = claim.clone();
    match &mut other {
        Claim::Scorer { game, .. }
        | Claim::GoalPart { game, .. }
        | Claim::PlayerGoals { game, .. }
        | Claim::Penalty { game, .. }
        | Claim::OwnGoal { game, .. } => *game = i,
        _ => {}
    }
    other
}
