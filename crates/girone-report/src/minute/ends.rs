//! Minutes counted from the beginning or the end of a half, and those about one.

use super::*;

/// How far a stretch of minutes is counted, and where it ends in the text.
type Span = (u32, usize);

/// "A quarter of an hour", "ten minutes", "ten"; whether a unit stands with it.
fn span(c: &Cursor<'_, '_, '_>, at: usize) -> Option<(Span, bool)> {
    const WHOLE: [(&str, u32); 8] = [
        ("a quarter of an hour", 15),
        ("a quarter hour", 15),
        ("half an hour", 30),
        ("a minute", 1),
        ("a couple of minutes", 2),
        ("un quarto d ora", 15),
        ("mezz ora", 30),
        ("un paio di minuti", 2),
    ];
    if let Some((phrase, n)) = WHOLE.iter().find(|w| c.phrase(at, w.0).is_some()) {
        return Some(((*n, c.phrase(at, phrase)?), true));
    }
    let (n, to) = c.number(at)?;
    let mark = c.fold(to) == "'";
    let unit = c.phrase(to, "minutes|minute|mins|min|minuti|minuto").or(mark.then_some(to + 1));
    (n <= 45).then_some(((n, unit.unwrap_or(to)), unit.is_some()))
}

/// The moments that minutes are counted to or from, with whether a number without
/// a unit may stand before them.
const FROM_THE_END: [(&str, bool); 18] = [
    ("from time", true),
    ("from the end", true),
    ("from the finish", true),
    ("from full time", true),
    ("from the final whistle", true),
    ("from normal time", false),
    ("before the end", false),
    ("before full time", false),
    ("left", false),
    ("remaining", false),
    ("to go", false),
    ("to play", false),
    ("dal termine", true),
    ("dal novantesimo", true),
    ("dal 90", true),
    ("dal fischio finale", true),
    ("dal triplice fischio", true),
    ("dalla fine", true),
];
const TO_THE_BREAK: [&str; 20] = [
    "from half time",
    "from the break",
    "from the interval",
    "before half time",
    "before the break",
    "before the interval",
    "before the turn",
    "dal riposo",
    "dall intervallo",
    "dal break",
    "dal rientro negli spogliatoi",
    "dal te",
    "prima del riposo",
    "prima dell intervallo",
    "prima della pausa",
    "prima del break",
    "prima del te",
    "prima della fine del primo tempo",
    "from the end of the first half",
    "before the end of the first half",
];
const FROM_THE_BREAK: [&str; 18] = [
    "after half time",
    "after the break",
    "after the interval",
    "after the restart",
    "after the resumption",
    "after the turn",
    "of the restart",
    "of the second half",
    "of the second period",
    "into the second half",
    "into the second period",
    "dopo l intervallo",
    "dopo il riposo",
    "dopo la pausa",
    "dopo il te",
    "dall inizio della ripresa",
    "dal rientro in campo",
    "dopo il rientro in campo",
];
const FROM_NINETY: [&str; 5] = [
    "into the added period",
    "into extra time",
    "into the extra half hour",
    "dall inizio dei supplementari",
    "dei supplementari",
];

/// "Ten minutes from time", "a dieci dal termine", "two minutes after the restart",
/// "nine minutes from penalties".
pub(super) fn counted(c: &Cursor<'_, '_, '_>, at: usize) -> Option<WrittenMinute> {
    let lead = c.any(at, &["a", "ad", "with", "inside", "within", "al", "some", "just", "only"])
        && c.phrase(at, "a minute|quarter|couple").is_none();
    let begin = at + usize::from(lead);
    let ((n, to), unit) = span(c, begin)?;
    let of_matches = c.any(to, &["giornate", "gare", "partite", "turni", "games", "points"]);
    if n == 0 || of_matches {
        return None;
    }
    let with = c.any(at, &["with"]);
    // "A minute before the hour", "due minuti dopo l'ora di gioco".
    let marks: [(&str, i32); 12] = [
        ("before the hour", 60),
        ("short of the hour", 60),
        ("past the hour", -60),
        ("after the hour", -60),
        ("before the half hour", 30),
        ("after the half hour", -30),
        ("prima dell ora", 60),
        ("dopo l ora", -60),
        ("oltre l ora", -60),
        ("prima della mezz ora", 30),
        ("dopo la mezz ora", -30),
        ("oltre la mezz ora", -30),
    ];
    for (phrase, mark) in marks {
        if let Some(end) = c.phrase(to, phrase)
            && unit
            && n <= 15
        {
            let minute = if mark > 0 { mark as u32 - n } else { mark.unsigned_abs() + n };
            return one(at, end, minute);
        }
    }
    // "With only three minutes gone".
    if with && unit && c.any(to, &["gone", "played", "elapsed", "old"]) {
        return one(at, to + 1, n);
    }
    for (phrase, bare) in FROM_THE_END {
        if let Some(end) = c.phrase(to, phrase)
            && (unit || bare && n <= 30 || with)
            && !(end == to + 1 && c.any(end, &["in", "to", "on"]))
            && (end > to + 1 || with || unit)
        {
            // Of extra time, where there was any.
            let mut minute = one(at, end, 90 - n)?;
            minute.values.extend(plain(120 - n));
            // A quarter of an hour is told of some minutes more and less.
            if n == 15 && !c.any(at, &["15"]) && !c.any(at, &["fifteen", "quindici"]) {
                minute.values.extend([74, 76].into_iter().filter_map(plain));
            }
            return Some(minute);
        }
    }
    if !unit {
        return None;
    }
    if let Some(end) = c.phrase(to, "from penalties").or(c.phrase(to, "dai rigori")) {
        return one(at, end, 120 - n);
    }
    let find = |list: &[&str]| list.iter().find_map(|p| c.phrase(to, p));
    if let Some(end) = find(&TO_THE_BREAK) {
        return one(at, end, 45 - n.min(44));
    }
    if let Some(end) = find(&FROM_THE_BREAK) {
        if let Some(end) = c.phrase(end, "of extra time").or(c.phrase(end, "supplementare")) {
            return one(at, end, 105 + n);
        }
        let mut minute = one(at, end, 45 + n)?;
        if c.any(at, &["inside", "within"]) {
            minute.values = (46..=45 + n.max(1)).filter_map(plain).collect();
        }
        return Some(minute);
    }
    find(&FROM_NINETY).and_then(|end| one(at, end, 90 + n))
}

/// "Just short of the hour", "shortly after the break", "poco prima della mezz'ora".
pub(super) fn beside(c: &Cursor<'_, '_, '_>, at: usize) -> Option<WrittenMinute> {
    const BEFORE: [&str; 18] = [
        "un attimo prima",
        "un soffio prima",
        "pochi istanti prima",
        "poco avanti",
        "just ahead of",
        "just before",
        "shortly before",
        "moments before",
        "right before",
        "just short of",
        "short of",
        "just shy of",
        "minutes before",
        "approaching",
        "just inside",
        "poco prima",
        "appena prima",
        "subito prima",
    ];
    const AFTER: [&str; 14] = [
        "just after",
        "shortly after",
        "soon after",
        "moments after",
        "right after",
        "straight after",
        "immediately after",
        "just past",
        "just beyond",
        "poco dopo",
        "subito dopo",
        "appena dopo",
        "poco oltre",
        "appena passata",
    ];
    const ABOUT: [&str; 5] = ["around", "about", "intorno", "attorno", "circa"];
    const MARKS: [(&str, u32); 22] = [
        ("del riposo", 45),
        ("della pausa", 45),
        ("del te", 45),
        ("la pausa", 45),
        ("della fine del primo tempo", 45),
        ("del duplice fischio", 45),
        ("the hour", 60),
        ("the half hour", 30),
        ("the quarter hour", 15),
        ("half time", 45),
        ("the break", 45),
        ("the interval", 45),
        ("the restart", 45),
        ("the turn", 45),
        ("l ora", 60),
        ("dell ora", 60),
        ("all ora", 60),
        ("la mezz ora", 30),
        ("della mezz ora", 30),
        ("l intervallo", 45),
        ("dell intervallo", 45),
        ("il riposo", 45),
    ];
    let mark = |to: usize| {
        MARKS.iter().find_map(|(m, n)| {
            let end = c.phrase(to, m)?;
            let end = c.phrase(end, "mark").or(c.phrase(end, "di gioco")).unwrap_or(end);
            Some((*n, end))
        })
    };
    let lead = |list: &[&str]| list.iter().find_map(|p| mark(c.phrase(at, p)?));
    let (low, high, to) = if let Some((n, to)) = lead(&BEFORE) {
        (n - 6, n, to)
    } else if let Some((n, to)) = lead(&AFTER) {
        (n, n + 7, to)
    } else if let Some((n, to)) = lead(&ABOUT) {
        (n.saturating_sub(4), n + 4, to)
    } else {
        return None;
    };
    let values = (low.max(1)..=high).filter_map(plain).collect();
    Some(WrittenMinute { from: at, to, values, relative: true, chained: false })
}

#[cfg(test)]
mod tests {
    use girone_model::Lang;

    use crate::lattice::Lattice;
    use crate::text::Text;

    /// The first and the last minute that the first words for one may mean.
    fn read(lang: Lang, written: &str) -> Option<(u8, u8)> {
        let text = Text::new(written);
        let lattice = Lattice::new(&text, lang);
        let minutes = crate::minute::minutes(&lattice);
        let minute = minutes.first()?;
        // Those counted from the end count from that of extra time as well.
        let first = minute.values.first()?.base;
        let values: Vec<u8> =
            minute.values.iter().map(|m| m.base).filter(|b| *b != first + 30).collect();
        Some((*values.iter().min()?, *values.iter().max()?))
    }

    #[test]
    fn minutes_are_counted_from_both_ends_of_both_halves() {
        let cases = [
            (Lang::En, "It was settled ten minutes from time.", 80, 80),
            (Lang::En, "It was settled ten from time.", 80, 80),
            (Lang::En, "It was settled with 20 to go.", 70, 70),
            (Lang::En, "It was settled a quarter of an hour from the end.", 74, 76),
            (Lang::En, "It was settled with four minutes left.", 86, 86),
            (Lang::En, "It was settled a minute from time to general relief.", 89, 89),
            (Lang::En, "The lead came three minutes before the break.", 42, 42),
            (Lang::En, "The lead came two minutes after the restart.", 47, 47),
            (Lang::En, "The lead came four minutes into the second half.", 49, 49),
            (Lang::En, "The lead came two minutes into extra time.", 92, 92),
            (Lang::En, "It ended nine minutes from penalties.", 111, 111),
            (Lang::En, "The lead came just short of the hour.", 54, 60),
            (Lang::En, "The lead came shortly after half-time.", 45, 52),
            (Lang::En, "The lead came just before the half-hour.", 24, 30),
            (Lang::It, "La chiude a dieci dal termine.", 80, 80),
            (Lang::It, "La chiude a dieci minuti dalla fine.", 80, 80),
            (Lang::It, "La chiude a un minuto dal novantesimo.", 89, 89),
            (Lang::It, "La chiude a cinque minuti dal fischio finale.", 85, 85),
            (Lang::It, "La apre due minuti prima dell'intervallo.", 43, 43),
            (Lang::It, "La apre tre minuti dopo il riposo.", 48, 48),
            (Lang::It, "La apre poco prima della mezz'ora.", 24, 30),
            (Lang::It, "La apre poco dopo l'ora di gioco.", 60, 67),
            (Lang::It, "La apre in avvio di ripresa.", 46, 54),
            (Lang::It, "La apre in chiusura di tempo.", 40, 45),
        ];
        for (lang, written, first, last) in cases {
            assert_eq!(read(lang, written), Some((first, last)), "{written}");
        }
        for (lang, written) in [
            (Lang::En, "They are four points from the leaders."),
            (Lang::En, "They have two games left."),
            (Lang::It, "Il titolo è a tre giornate dalla fine."),
            (Lang::It, "La vetta è a quattro punti."),
        ] {
            assert_eq!(read(lang, written), None, "{written}");
        }
    }
}
