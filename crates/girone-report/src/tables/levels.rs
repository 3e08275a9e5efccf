//! Two teams with equal points, told beside a figure: "on 28, as many as Uruguay".
//!
//! It holds if the two are level, or if the other has the figure told; it is false only
//! if neither is so.

use super::*;

/// What words of being level say of the team that they name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Equal {
    /// It has as many points.
    Level,
    /// The same in words that need a figure of points beside them.
    Beside,
    /// It has as many, and what comes after the points parts the two.
    Parted,
}

use Equal::{Beside, Level, Parted};

const fn row(kind: Equal, pattern: &'static str) -> crate::pattern::Row<Equal> {
    crate::pattern::Row { kind, pattern, says: "" }
}

const EN: &[crate::pattern::Row<Equal>] = &[
    row(Level, "@as @many [points] @as @<t>"),
    row(Level, "the @same [number|total|tally] [of] [points] @as @<t>"),
    row(Level, "@tied|locked [on|at] [points] @with @<t>"),
    row(Beside, "@as @do|have|are @<t>"),
    row(Beside, "@alongside @<t>"),
    row(Beside, "@like @<t>"),
    row(Beside, "@joined|caught ~4 @by @<t>"),
    row(Level, "share|shares|sharing ~2 lead|top|place|spot|summit ~4 @with @<t>"),
    row(Beside, "share|shares|sharing ~6 @with @<t>"),
    row(Beside, "@join|joins|joining|joined @<t>"),
    row(
        Parted,
        "ahead|behind|above|below|of|out|than @<t> [only|just|purely] @on|by @goal @difference",
    ),
];

const IT: &[crate::pattern::Row<Equal>] = &[
    row(Level, "@tanti|quanti @quanti|ne ~2 @<t>"),
    row(Level, "@gli @stessi [punti] ~1 @<t>"),
    row(Level, "@alla @pari ~1 @<t>"),
    row(Beside, "@come ~1 @<t>"),
    row(Beside, "@insieme ~1 @<t>"),
    row(Beside, "@raggiunt* ~4 @<t>"),
    row(Beside, "@condivid* ~5 @con|col [il|lo|la|l|i|gli] @<t>"),
    row(Beside, "@al @pari ~1 @<t>"),
    row(Beside, "@aggancia|agganciano|agganciando|affianca|affiancano ~1 @<t>"),
    row(Level, "in @coabitazione|compagnia ~1 @<t>"),
    row(
        Parted,
        "precede|precedono|supera|superano|davanti|avanti|dietro|sopra|su|sulla|sul|sull ~1 @<t> ~2 @per @differenza",
    ),
];

static LEVELS_IT: LazyLock<Rows<Equal>> = LazyLock::new(|| Rows::new(IT));
static LEVELS_EN: LazyLock<Rows<Equal>> = LazyLock::new(|| Rows::new(EN));

impl Reader<'_, '_, '_, '_, '_> {
    /// Reads who is said to have as many points as somebody.
    pub(super) fn levels(&self, out: &mut Vec<Statement>) {
        let lattice = self.scene.lattice;
        let rows = match lattice.lang {
            Lang::It => &*LEVELS_IT,
            Lang::En => &*LEVELS_EN,
        };
        let mut hits: Vec<Hit<Equal>> = Vec::new();
        for at in 0..lattice.text.tokens.len() {
            rows.at(lattice, at, &mut hits);
        }
        let mut end = 0;
        for hit in &hits {
            if hit.from >= end
                && let Some(s) = self.level(hit)
            {
                end = hit.to;
                out.push(s);
            }
        }
    }

    fn level(&self, hit: &Hit<Equal>) -> Option<Statement> {
        let scene = self.scene;
        let (from, to) = hit.anchor?;
        let other = hit.nth(Slot::Team, 0).and_then(|c| self.team_ending(c.to))?;
        let (first, last) = scene.lattice.text.sentence_of(from);
        // The points told right beside: "28, as many as", "a quota tre come", "on 28".
        let points = (first.max(from.saturating_sub(5))..from)
            .rev()
            .chain(hit.to..last.min(hit.to + 3))
            .find_map(|i| self.points_at(i));
        if hit.kind == Beside && points.is_none() {
            return None;
        }
        let candidates = scene.candidates(from);
        let subject = candidates.iter().find(|c| c.team != other)?;
        let (team, near) = (subject.team, subject.near);
        let table = self.table_of_both(from, team, other)?;
        let mut readings = vec![Claim::Level { table, team, other }];
        if let Some(value) = points {
            readings.push(Claim::Row { table, team: other, field: Field::Points, value });
        }
        let natural = readings.len();
        let named = scene.lattice.mentions[scene.lattice.mentions_in(first, from)].iter();
        readings.extend(
            named
                .flat_map(|m| teams_of(scene.frame, m))
                .filter(|t| *t != other && *t != team)
                .map(|team| Claim::Level { table, team, other }),
        );
        let s = Statement::new(from, to, readings).natural(natural);
        // Words that compare compare other things too.
        let sure = near && points.is_some() && hit.kind != Parted;
        Some(if sure { s } else { s.unsure() })
    }

    /// The points that a number tells by the words next to it.
    fn points_at(&self, at: usize) -> Option<i32> {
        let scene = self.scene;
        let (value, end) = scene.lattice.numbers[at]?;
        let told = matches!(scene.fold(end), "points" | "point" | "punti" | "punto" | "pts");
        let stands = at.checked_sub(1).is_some_and(|before| {
            matches!(
                scene.fold(before),
                "on" | "quota" | "a" | "have" | "with" | "con" | "ha" | "hanno"
            )
        });
        let minute = scene.minutes.iter().any(|m| m.from <= at && at < m.to);
        ((told || stands) && scene.lattice.scores[at].is_none() && !minute).then_some(value as i32)
    }
}
