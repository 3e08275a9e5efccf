//! Statements: stretches of text with the claims they may make.

use girone_model::TeamId;

use crate::check::Verdict;
use crate::claim::{Claim, GameIx};
use crate::discourse::{Candidate, Discourse};
use crate::elsewhere::Elsewheres;
use crate::frame::Frame;
use crate::judge::{Judge, Judged};
use crate::lattice::Lattice;
use crate::minute::WrittenMinute;

/// A stretch of text and what it may say.
#[derive(Clone, Debug)]
pub(crate) struct Statement {
    /// First token.
    pub from: usize,
    /// One past the last token.
    pub to: usize,
    /// The claims it may make, likeliest first. It is contradicted only if all
    /// are false.
    pub readings: Vec<Claim>,
    /// Whether the likeliest reading is sure enough to contradict at all.
    pub sure: bool,
    /// The right value, where the reader knows it better than the judge.
    pub right: Option<String>,
    /// Whether a negation close by is part of what is said: "non perde da".
    pub own_negation: bool,
    /// How many of the readings are natural: a later one that holds keeps the
    /// statement from being false, but does not make it right.
    pub natural: usize,
    /// Whether the words themselves bind the figure to whose it is.
    pub owned: bool,
    /// What is known already, whatever the readings are.
    pub settled: Option<Settled>,
    /// Whether it is told as a fact whatever mood the sentence begins in.
    pub fact: bool,
    /// Whether it tells where something was, whatever the sentence denies or asks of
    /// it: "nobody in Dortmund expected beauty".
    pub placed: bool,
    /// Whether other figures told with it agree with the record, so that what they
    /// were counted over is borne out.
    pub borne_out: bool,
    /// What is to be said beside the verdict.
    pub note: Option<String>,
    /// The verdict, where the reader has weighed all readings itself.
    pub weighed: Option<Weighed>,
    /// Whether the match it was held against is the only one that may be meant.
    pub resolved: bool,
}

/// A judgement that rests on more than one claim: on a telling as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Settled {
    /// The kind of what is stated, where no claim says it.
    pub kind: &'static str,
    /// The match it is about.
    pub game: GameIx,
    /// Whether it is wrong; else it stays open.
    pub wrong: bool,
}

/// What a reader makes of a statement after trying every reading.
#[derive(Clone, Debug)]
pub(crate) struct Weighed {
    pub verdict: Verdict,
    pub judged: Judged,
}

impl Statement {
    pub(crate) fn new(from: usize, to: usize, readings: Vec<Claim>) -> Statement {
        Statement {
            from,
            to,
            readings,
            sure: true,
            right: None,
            own_negation: false,
            natural: usize::MAX,
            owned: false,
            settled: None,
            fact: false,
            placed: false,
            borne_out: false,
            note: None,
            weighed: None,
            resolved: false,
        }
    }

    /// Only the first readings are natural.
    pub(crate) fn natural(mut self, count: usize) -> Statement {
        self.natural = count;
        self
    }

    /// The words bind the figure to whose it is.
    pub(crate) fn owned(mut self) -> Statement {
        self.owned = true;
        self
    }

    /// The statement is decided by more than its readings.
    pub(crate) fn settled(mut self, kind: &'static str, game: GameIx, wrong: bool) -> Statement {
        self.settled = Some(Settled { kind, game, wrong });
        self
    }

    pub(crate) fn unsure(mut self) -> Statement {
        self.sure = false;
        self
    }
}

/// All that a reader of statements looks at.
pub(crate) struct Scene<'a, 'p, 't, 'x> {
    pub lattice: &'a Lattice<'t, 'x>,
    pub frame: &'a Frame<'p>,
    pub discourse: &'a Discourse,
    pub judge: &'a Judge<'p>,
    pub minutes: &'a [WrittenMinute],
    pub elsewhere: Elsewheres,
}

impl Scene<'_, '_, '_, '_> {
    pub(crate) fn fold(&self, at: usize) -> &str {
        self.lattice.text.tokens.get(at).map_or("", |t| t.fold.as_str())
    }

    /// Whether the words stand at a token, in one sentence.
    pub(crate) fn phrase(&self, at: usize, phrase: &str) -> bool {
        let tokens = &self.lattice.text.tokens;
        // Most words differ in the first letter.
        if phrase.as_bytes().first() != self.fold(at).as_bytes().first() {
            return false;
        }
        phrase.split(' ').enumerate().all(|(i, w)| {
            tokens.get(at + i).is_some_and(|t| t.is(w) && t.sentence == tokens[at].sentence)
        })
    }

    /// The clause around a token: up to breaks of some strength.
    pub(crate) fn clause(&self, at: usize, strength: u8) -> (usize, usize) {
        let (first, last) = self.lattice.text.sentence_of(at);
        let breaks = &self.discourse.breaks;
        let mut from = at;
        while from > first && breaks[from] < strength {
            from -= 1;
        }
        let mut to = at + 1;
        while to < last && breaks[to] < strength {
            to += 1;
        }
        (from, to)
    }

    /// Whether any of the phrases stands between two tokens.
    pub(crate) fn has(&self, from: usize, to: usize, phrases: &[&str]) -> bool {
        // Most phrases differ in the first letter.
        (from..to).any(|at| {
            let first = self.fold(at).as_bytes().first();
            phrases.iter().any(|p| {
                let begins = p.as_bytes().first();
                (begins == first || begins == Some(&b'*')) && self.starts(at, p, to)
            })
        })
    }

    /// Whether a phrase, whose words may end in `*`, stands at a token.
    pub(crate) fn starts(&self, at: usize, phrase: &str, to: usize) -> bool {
        // Most words differ in the first letter.
        let begins = phrase.as_bytes().first();
        if begins != Some(&b'*') && begins != self.fold(at).as_bytes().first() {
            return false;
        }
        for (i, word) in (at..).zip(phrase.split(' ')) {
            if i >= to {
                return false;
            }
            let fold = self.fold(i);
            let fits = match word.strip_suffix('*') {
                Some(stem) => fold.starts_with(stem),
                None => fold == word,
            };
            if !fits {
                return false;
            }
        }
        true
    }

    /// Whether the words at a token tell what was: what somebody only believed and
    /// what came later in the telling is told of goals that were scored.
    pub(crate) fn told_as_fact(&self, at: usize) -> bool {
        use crate::discourse::Gate;
        match self.discourse.gates[at] {
            Gate::Open => true,
            Gate::Hypothesis | Gate::Future | Gate::Live => {
                let (from, to) = self.lattice.text.sentence_of(at);
                let (a, b) = self.clause(at, 2);
                !crate::discourse::supposed(self.lattice, (from, to), (a, b))
            }
            _ => false,
        }
    }

    pub(crate) fn candidates(&self, at: usize) -> Vec<Candidate> {
        self.discourse.candidates(self.lattice, self.frame, at)
    }

    pub(crate) fn game_at(&self, at: usize) -> Option<GameIx> {
        self.frame.subject_at(self.lattice.text, at)
    }

    /// The team from whose side the score of a match is told.
    pub(crate) fn side(&self, game: GameIx) -> TeamId {
        let fixture = &self.frame.prepared.get(game).fixture;
        match self.frame.focus {
            Some(team) if fixture.side_of(team).is_some() => team,
            _ => match self.frame.prepared.get(game).score().and_then(|s| s.winner()) {
                Some(side) => fixture.teams[side],
                None => fixture.teams.home,
            },
        }
    }

    pub(crate) fn plays(&self, game: GameIx, team: TeamId) -> bool {
        self.frame.prepared.get(game).fixture.side_of(team).is_some()
    }
}
