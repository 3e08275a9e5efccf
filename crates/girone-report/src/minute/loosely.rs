//! Minutes told loosely: counted on from another, in one half or the other.

use super::*;

/// "Six minutes later": counted from the minute told before.
pub(super) fn count_on(
    lattice: &Lattice<'_, '_>,
    minute: &mut WrittenMinute,
    before: Option<&WrittenMinute>,
) {
    let near = before.filter(|b| minute.from - b.to <= 60);
    let by = number::cardinal(lattice.text, minute.from, lattice.lang);
    let (Some(before), Some((by, _))) = (near, by) else { return };
    // Sixty are seconds.
    let by = if by == 60 { 1 } else { by };
    let later = |m: &Minute| plain(u32::from(m.base) + by);
    minute.values = before.values.iter().take(2).filter_map(later).collect();
    if let [one] = minute.values.as_slice() {
        // Whoever counts rounds.
        minute.values.push(*one);
    }
}

/// "Ha risposto Käit, tre minuti più tardi, al gol di Nicolaescu al 67'": counted from
/// the goal that is told after it.
pub(super) fn count_from_next(
    lattice: &Lattice<'_, '_>,
    minute: &mut WrittenMinute,
    next: &WrittenMinute,
) {
    let tokens = &lattice.text.tokens;
    let (a, b) = (&tokens[minute.from], &tokens[next.from]);
    let by = number::cardinal(lattice.text, minute.from, lattice.lang);
    let (Some((by, _)), [base]) = (by, next.values.as_slice()) else { return };
    let answers = (minute.from.saturating_sub(8)..next.from).any(|i| {
        let t = &tokens[i];
        let stems = ["rispo", "replic", "rimedi", "answer", "repl", "cancel"];
        t.sentence == a.sentence && stems.iter().any(|s| t.fold.starts_with(s))
    });
    let goal = tokens[minute.to..next.from].iter().any(|t| {
        matches!(t.fold.as_str(), "gol" | "rete" | "vantaggio" | "goal" | "opener" | "strike")
    });
    if minute.relative && a.sentence == b.sentence && answers && goal && next.from - minute.to <= 9
    {
        minute.values.extend(plain(u32::from(base.base) + by));
    }
}

/// "Sblocca Kean al 14'. Dopo venti minuti il raddoppio": at the head of a sentence the
/// minutes may be counted from the goal before as well as from the kick-off.
pub(super) fn from_the_goal_before(
    lattice: &Lattice<'_, '_>,
    minute: &mut WrittenMinute,
    before: Option<&WrittenMinute>,
) {
    let tokens = &lattice.text.tokens;
    let first = minute.from == 0
        || tokens[minute.from - 1].sentence != tokens[minute.from].sentence
        || matches!(tokens[minute.from - 1].mark(), Some(':' | ';'));
    let counted = matches!(tokens[minute.from].fold.as_str(), "dopo" | "after")
        && tokens[minute.to - 1].fold.starts_with("minut");
    let near = before.filter(|b| minute.from - b.to <= 30);
    if let (true, true, Some(before), [one]) = (first, counted, near, minute.values.as_slice())
        && let Some(start) = before.values.first()
    {
        minute.values.extend(plain(u32::from(start.base) + u32::from(one.base)));
    }
}

/// Whether the text has come to the second half: in Italian minutes may then be
/// counted from its beginning until the other half is named again.
pub(super) fn in_second_half(lattice: &Lattice<'_, '_>, from: usize) -> bool {
    let word = |i: usize| lattice.text.tokens.get(i).map_or("", |t| t.fold.as_str());
    let reach = match lattice.lang {
        Lang::It => 150,
        Lang::En => 8,
    };
    for i in (from.saturating_sub(reach)..from).rev() {
        match (word(i), word(i + 1)) {
            ("ripresa" | "restart" | "interval", _)
            | ("secondo", "tempo" | "si")
            | ("nel", "secondo")
            | ("seconda", "frazione")
            | ("the", "break")
            | ("second", "half") => return true,
            ("primo", "tempo") | ("prima", "frazione") | ("first", "half") => return false,
            _ => {}
        }
    }
    false
}

/// "Midway through the second half", "on the stroke of half-time", "a metà ripresa".
pub(super) fn about(c: &Cursor<'_, '_, '_>, at: usize) -> Option<WrittenMinute> {
    const PHRASES: [(&str, u8, u8); 40] = [
        ("midway through the first half", 18, 28),
        ("midway through the second half", 63, 73),
        ("midway through the second period", 63, 73),
        ("on the stroke of half time", 43, 45),
        ("on the stroke of the interval", 43, 45),
        ("right on half time", 43, 45),
        ("allo scoccare dell ora", 58, 62),
        ("all ora di gioco", 58, 62),
        ("a meta primo tempo", 18, 28),
        ("a meta del primo tempo", 18, 28),
        ("a meta ripresa", 63, 73),
        ("a meta della ripresa", 63, 73),
        ("allo scadere del primo tempo", 43, 45),
        ("a un soffio dall intervallo", 40, 45),
        ("sul finire del primo tempo", 38, 45),
        ("in avvio di ripresa", 46, 54),
        ("in apertura di ripresa", 46, 54),
        ("a inizio ripresa", 46, 54),
        ("ad inizio ripresa", 46, 54),
        ("all inizio della ripresa", 46, 54),
        ("in avvio di secondo tempo", 46, 54),
        ("all alba della ripresa", 46, 52),
        ("in chiusura di tempo", 40, 45),
        ("in chiusura di primo tempo", 40, 45),
        ("in chiusura di frazione", 40, 45),
        ("sul finire di tempo", 38, 45),
        ("nel finale di tempo", 38, 45),
        ("nel finale di primo tempo", 38, 45),
        ("allo scadere della prima frazione", 43, 45),
        ("allo scadere del tempo", 43, 45),
        ("allo scadere di primo tempo", 43, 45),
        ("all ora esatta", 60, 60),
        ("at the end of the first half", 40, 45),
        ("at the very end of the first half", 43, 45),
        ("in the last minute of the first half", 44, 45),
        ("in the final minute of the first half", 44, 45),
        ("at the start of the second half", 46, 54),
        ("early in the second half", 46, 57),
        ("in the opening minute", 1, 1),
        ("in the first minute", 1, 1),
    ];
    let (phrase, first, last) = PHRASES.iter().find(|p| c.phrase(at, p.0).is_some())?;
    let to = c.phrase(at, phrase)?;
    if *first == 1 && c.any(to, &["of"]) {
        return None;
    }
    let values = (*first..=*last).map(Minute::new).collect();
    Some(WrittenMinute { from: at, to, values, relative: true, chained: false })
}
