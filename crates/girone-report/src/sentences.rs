//! Sentences for what is read by a grammar of its own and not by a row: scores,
//! minutes, towns, days, tallies.

use girone_model::Lang;

/// What such a sentence says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Leaf {
    /// A score at the end.
    Score,
    /// A score at half time.
    HalfTime,
    /// A shoot-out.
    ShootOut,
    /// The sum of two legs.
    Aggregate,
    /// A goal with its minute.
    Minute,
    /// A goal that made the score what is said.
    Makes,
    /// A town.
    Venue,
    /// Won, drawn and lost of a team.
    Tally,
    /// Won, drawn and lost under a coach.
    CoachTally,
    /// Won, drawn and lost in the meetings of two teams.
    HeadToHead,
}

/// A sentence in both languages.
struct Both {
    leaf: Leaf,
    it: &'static str,
    en: &'static str,
}

const SENTENCES: &[Both] = &[
    Both { leaf: Leaf::Score, it: "{match} {score}.", en: "{match} {score}." },
    Both {
        leaf: Leaf::HalfTime,
        it: "{match}: all'intervallo {score}.",
        en: "{match}: it was {score} at half-time.",
    },
    Both {
        leaf: Leaf::ShootOut,
        it: "{match}: {score} ai rigori.",
        en: "{match}: {score} on penalties.",
    },
    Both {
        leaf: Leaf::Aggregate,
        it: "{match}: {score} nel doppio confronto.",
        en: "{match}: {score} on aggregate.",
    },
    Both { leaf: Leaf::Minute, it: "{person} segna {minute}.", en: "{person} scored {minute}." },
    Both {
        leaf: Leaf::Makes,
        it: "{person} porta il risultato sul {score}.",
        en: "{person} made it {score}.",
    },
    Both {
        leaf: Leaf::Venue,
        it: "{match} si è giocata {a town}.",
        en: "{match} was played in {town}.",
    },
    Both {
        leaf: Leaf::Tally,
        it: "{Team}{in scope}{ground}: {w|vittoria|vittorie}, {d|pareggio|pareggi}, \
             {l|sconfitta|sconfitte}.",
        en: "{Team}{in scope}{ground}: {w|win|wins}, {d|draw|draws}, {l|defeat|defeats}.",
    },
    Both {
        leaf: Leaf::CoachTally,
        it: "Bilancio di {person} con {il team}{in scope}: {w|vittoria|vittorie}, \
             {d|pareggio|pareggi}, {l|sconfitta|sconfitte}.",
        en: "{person}'s record with {team}{in scope}: {w|win|wins}, {d|draw|draws}, \
             {l|defeat|defeats}.",
    },
    Both {
        leaf: Leaf::HeadToHead,
        it: "{Team} nei precedenti con {il other}: {w|vittoria|vittorie}, {d|pareggio|pareggi}, \
             {l|sconfitta|sconfitte}.",
        en: "{Team} in their meetings with {other}: {w|win|wins}, {d|draw|draws}, \
             {l|defeat|defeats}.",
    },
];

/// Returns the sentence of a leaf in a language.
pub(crate) fn sentence(leaf: Leaf, lang: Lang) -> &'static str {
    let both = SENTENCES.iter().find(|s| s.leaf == leaf);
    both.map_or("", |s| match lang {
        Lang::It => s.it,
        Lang::En => s.en,
    })
}
