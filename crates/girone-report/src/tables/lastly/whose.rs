//! Of whom a last time is told, against whom and where, and where its words end.

use super::super::lasts::{AGAINST, THEM};
use super::*;
use crate::lattice::Mention;

impl Reader<'_, '_, '_, '_, '_> {
    /// The one team that a clause is about.
    pub(super) fn subject_of(&self, from: usize, to: usize) -> Option<TeamId> {
        let scene = self.scene;
        let mentions = &scene.lattice.mentions[scene.lattice.mentions_in(from, to)];
        let mut teams = mentions
            .iter()
            .filter(|m| matches!(m.who, Who::Teams(_)) && !self.is_object(m, from))
            .map(|m| teams_of(scene.frame, m));
        match (teams.next().as_deref(), teams.next()) {
            (Some([team]), None) => Some(*team),
            _ => None,
        }
    }

    /// Whether a name stands after a verb or "over": it is not who the clause is about.
    fn is_object(&self, m: &Mention, first: usize) -> bool {
        let scene = self.scene;
        let article = |i: &usize| {
            matches!(scene.fold(*i), "the" | "il" | "lo" | "la" | "l" | "i" | "gli" | "le")
        };
        let before = (first..m.from).rev().find(|i| !article(i)).map_or("", |i| scene.fold(i));
        !matches!(
            before,
            "" | ","
                | ";"
                | ":"
                | "-"
                | "("
                | ")"
                | "and"
                | "e"
                | "ed"
                | "but"
                | "ma"
                | "while"
                | "mentre"
                | "as"
                | "when"
                | "quando"
                | "that"
                | "che"
                | "for"
                | "per"
                | "of"
                | "di"
                | "del"
                | "della"
                | "dell"
                | "dei"
                | "degli"
                | "s"
                | "so"
                | "then"
                | "where"
                | "dove"
                | "leave"
                | "leaves"
                | "is"
                | "was"
                | "were"
                | "are"
                | "since"
                | "al"
                | "alla"
                | "ai"
                | "agli"
                | "all"
                | "a"
                | "if"
                | "se"
                | "now"
                | "have"
                | "had"
                | "has"
                | "perche"
                | "because"
                | "after"
                | "dopo"
        )
    }

    /// Whose last time it is: not who stands after "over" or "since".
    pub(super) fn whose_last(
        &self,
        at: usize,
        begins: usize,
        first: usize,
    ) -> Option<(TeamId, bool)> {
        let scene = self.scene;
        let (team, near, others) = self.whose(at)?;
        let mentions = &scene.lattice.mentions[scene.lattice.mentions_in(first, at)];
        let object = |m: &Mention| self.is_object(m, first);
        let of = |m: &&Mention| teams_of(scene.frame, m).as_slice() == [team];
        let named = mentions.iter().any(|m| of(&m));
        if named && mentions.iter().filter(of).all(object) {
            let one = mentions.iter().rev().find(|m| {
                !object(m) && matches!(teams_of(scene.frame, m).as_slice(), [t] if *t != team)
            })?;
            return Some((teams_of(scene.frame, one)[0], true));
        }
        if !named && self.subject_at(begins) {
            let m =
                scene.lattice.mentions[scene.lattice.mentions_in(begins, begins + 3)].first()?;
            if teams_of(scene.frame, m).contains(&team) {
                return others.into_iter().find(|t| *t != team).map(|t| (t, false));
            }
        }
        Some((team, near))
    }

    /// Whether a team stands at a token as the subject of what follows: "since Austria
    /// beat them".
    pub(super) fn subject_at(&self, at: usize) -> bool {
        let lattice = self.scene.lattice;
        let article = usize::from(matches!(self.scene.fold(at), "the" | "la" | "l" | "il"));
        lattice
            .covered
            .get(at + article)
            .copied()
            .flatten()
            .is_some_and(|m| matches!(lattice.mentions[m as usize].who, Who::Teams(_)))
    }

    /// Against whom something did not happen since, if the words name one: `Some(None)`
    /// where they do not, `None` where it is open.
    pub(super) fn beaten_in(&self, from: usize, to: usize, team: TeamId) -> Option<Option<TeamId>> {
        let scene = self.scene;
        let mut found = None;
        for m in &scene.lattice.mentions[scene.lattice.mentions_in(from, to)] {
            let named = teams_of(scene.frame, m);
            let [other] = named.as_slice() else { continue };
            if *other == team {
                continue;
            }
            let article = |i: &usize| {
                matches!(scene.fold(*i), "the" | "il" | "lo" | "la" | "l" | "i" | "gli" | "le")
            };
            let before = (from..m.from).rev().find(|i| !article(i)).map_or("", |i| scene.fold(i));
            match before {
                "in" | "of" | "di" | "del" | "dell" | "della" | "dei" | "degli" => return None,
                w if AGAINST.contains(&w) && found.is_none() => found = Some(*other),
                _ => return None,
            }
        }
        if found.is_none() && scene.has(from, to, THEM) {
            return None;
        }
        Some(found)
    }

    /// Where it was, as far as the words say; `None` where they name a place that is not
    /// told apart.
    pub(super) fn where_last(&self, from: usize, to: usize) -> Option<Ground> {
        let scene = self.scene;
        let cities = &scene.lattice.mentions[scene.lattice.mentions_in(from, to)];
        if cities.iter().any(|m| matches!(m.who, Who::Cities(_))) {
            return None;
        }
        let words =
            ["here", "qui", "dove", "where", "patria", "capital", "soil", "ground", "suolo"];
        if scene.has(from, to, &words) {
            return None;
        }
        let at = to.min(scene.lattice.text.tokens.len()).saturating_sub(1).max(from);
        let figure = super::told::Figure { value: 0, from: at, to: at + 1, ordinal: false };
        Some(match self.ground_near(figure) {
            Ground::Any => self.ground_of(from, to),
            ground => ground,
        })
    }

    /// Where the words end that tell of the last time.
    pub(super) fn value_end(&self, from: usize, last: usize) -> usize {
        let scene = self.scene;
        let goes_on = |i: usize| {
            matches!(
                scene.fold(i),
                "in" | "at"
                    | "a"
                    | "ad"
                    | "contro"
                    | "con"
                    | "against"
                    | "to"
                    | "over"
                    | "when"
                    | "quando"
                    | "nel"
                    | "nell"
                    | "came"
                    | "by"
            ) || scene.lattice.date(i).is_some()
                || scene.lattice.scores.get(i).copied().flatten().is_some()
        };
        let ends = |i: &usize| match scene.fold(*i) {
            ";" | ":" | "(" | ")" | "and" | "but" | "ma" | "while" | "mentre" | "e" => {
                // "È" is no conjunction.
                !scene.lattice.text.word(*i).starts_with(['è', 'È'])
            }
            "," => !goes_on(i + 1),
            _ => false,
        };
        (from..last.min(from + 16)).find(ends).unwrap_or(last.min(from + 16))
    }
}
