//! Minutes as Italian reports write them.

use super::*;

pub(super) fn italian(lattice: &Lattice<'_, '_>, at: usize) -> Option<WrittenMinute> {
    let c = Cursor::new(lattice, at);
    // "Fin dal primo giro d'orologio": from then on.
    if c.phrase(at, "dal primo giro").is_some()
        || at > 0 && c.phrase(at - 1, "dal primo giro").is_some()
    {
        return None;
    }
    if c.any(
        at,
        &[
            "al", "all", "dal", "dall", "nel", "sul", "il", "alla", "l", "sull", "allo", "dopo",
            "a", "ad",
        ],
    ) {
        let after = at + 1;
        if let Some(to) = c.phrase(after, "quarto d ora") {
            return finish(&c, at, to, 15, 0);
        }
        for phrase in ["mezz ora", "mezzora", "mezza ora"] {
            if let Some(to) = c.phrase(after, phrase) {
                return finish(&c, at, to, 30, 0);
            }
        }
        if let Some(to) = c.phrase(after, "ora di gioco") {
            return one(at, to, 60);
        }
        if c.any(at, &["al", "all", "dal", "nel", "il", "l", "dall"]) {
            // al minuto 19, al 19º (minuto), al diciannovesimo (minuto)
            if let (Some(i), Some((n, to))) = (c.phrase(after, "minuto"), c.number(after + 1)) {
                debug_assert!(i == after + 1);
                return finish(&c, at, to, n, 0);
            }
            if let Some((n, to)) = c.ordinal(after) {
                let named = c.phrase(to, "minuto|giro");
                let digits = lattice.text.tokens[after].number().is_some();
                let place = c.any(
                    to,
                    &["posto", "turno", "giornata", "tentativo", "risultato", "gol", "centro"],
                );
                if let Some(end) = named {
                    return finish(&c, at, end, n, 0);
                }
                // "Dal 1º agosto" is a day.
                let month = c.any(
                    to,
                    &[
                        "gennaio",
                        "febbraio",
                        "marzo",
                        "aprile",
                        "maggio",
                        "giugno",
                        "luglio",
                        "agosto",
                        "settembre",
                        "ottobre",
                        "novembre",
                        "dicembre",
                    ],
                );
                let place = place || month;
                if (digits || n > 12) && !place && n <= 120 {
                    return finish(&c, at, to, n, 0);
                }
            }
        }
        if c.any(at, &["dopo"]) {
            let mut i = after;
            while c.any(i, &["appena", "soli", "solo", "soltanto", "circa", "nemmeno"]) {
                i += 1;
            }
            if let Some((n, to)) = c.number(i)
                && let Some(end) = c.phrase(to, "minuti|minuto")
                && !c.any(end, &["dal"])
            {
                let end = c.phrase(end, "di gioco").unwrap_or(end);
                return finish(&c, at, end, n, 0);
            }
            if c.phrase(i, "una manciata").is_some() {
                return None;
            }
        }
        if c.any(at, &["a", "ad"])
            && let Some((n, to)) = c.number(after)
        {
            let unit = c.phrase(to, "minuti|minuto").or(c.phrase(to, "'"));
            let end = unit.unwrap_or(to);
            if let Some(end) =
                c.phrase(end, "dalla fine").or(c.phrase(end, "dal termine|novantesimo|fischio"))
                && n <= 30
                && (unit.is_some() || n <= 20)
                && lattice.text.tokens[after].number().is_none_or(|_| unit.is_some() || n <= 20)
                && !c.any(to, &["giornate", "gare", "partite", "turni"])
            {
                let mut minute = one(at, end, 90 - n)?;
                minute.values.extend(plain(120 - n));
                return Some(minute);
            }
        }
    }
    // "Impiega due minuti per piegare", "bastano sette minuti".
    if c.any(at, &["impiega", "impiegano", "mette", "mettono", "bastano", "basta", "servono"]) {
        let i = at + 1 + usize::from(c.any(at + 1, &["appena", "solo", "soltanto", "meno"]));
        if let Some((n, to)) = c.number(i)
            && let Some(end) = c.phrase(to, "minuti|minuto")
        {
            return one(i, end, n);
        }
    }
    if let Some((n, to)) = c.ordinal(at)
        && let Some(end) = c.phrase(to, "minuto|giro")
    {
        return finish(&c, at, end, n, 0);
    }
    if let Some(end) = c.phrase(at, "minuto")
        && let Some((n, to)) = c.number(end)
    {
        return finish(&c, at, to, n, 0);
    }
    for phrase in
        ["nel recupero", "in pieno recupero", "nel finale di recupero", "nei minuti di recupero"]
    {
        if let Some(to) = c.phrase(at, phrase) {
            let mut values = vec![Minute::new(90), Minute::new(45)];
            if c.phrase(to, "del primo tempo").is_some() {
                values.reverse();
                values.truncate(1);
            }
            return Some(WrittenMinute { from: at, to, values, relative: true, chained: false });
        }
    }
    // "Un giro di lancette più tardi": counted from the goal before.
    if let Some((_, to)) = c.number(at)
        && let Some(end) = c.phrase(to, "giro|giri di|d lancette|orologio")
        && let Some(end) = c.phrase(end, "dopo").or(c.phrase(end, "piu tardi"))
    {
        return Some(WrittenMinute {
            from: at,
            to: end,
            values: Vec::new(),
            relative: true,
            chained: false,
        });
    }
    // "Dieci minuti dopo il rientro": from the beginning of the second half.
    if let Some((n, to)) = c.number(at)
        && let Some(end) = c.phrase(to, "minuti|minuto").or(c.phrase(to, "'"))
        && n <= 45
    {
        let half = "rientro|intervallo|riposo|pausa|ripresa|break";
        let of_half = |lead: &str| {
            let to = c.phrase(end, lead)?;
            let to = c.phrase(to, "il|l|la|dal|dall|dagli").unwrap_or(to);
            let to = c.phrase(to, "inizio della|rientro in").unwrap_or(to);
            c.phrase(to, half)
        };
        if let Some(to) = of_half("dopo").or(of_half("dal")).or(of_half("dall")) {
            return one(at, to, 45 + n);
        }
        if let Some(to) = of_half("prima del").or(of_half("prima dell")).or(of_half("prima della"))
        {
            return one(at, to, 45 - n.min(44));
        }
    }
    if let Some((n, to)) = c.number(at)
        && let Some(end) = c.phrase(to, "giri di|d lancette|orologio")
    {
        // "Cinque giri di lancette e Neto segna": counted from the goal before.
        if c.any(end, &["e", "ed", ","]) && !(at > 0 && c.any(at - 1, &["dopo"])) {
            let values = Vec::new();
            return Some(WrittenMinute {
                from: at,
                to: end,
                values,
                relative: true,
                chained: false,
            });
        }
        return finish(&c, at, end, n, 0);
    }
    // "Sessanta secondi dopo".
    if let Some((60, to)) = c.number(at)
        && let Some(end) = c.phrase(to, "secondi dopo").or(c.phrase(to, "secondi piu tardi"))
    {
        let values = Vec::new();
        return Some(WrittenMinute { from: at, to: end, values, relative: true, chained: false });
    }
    // Counted from the goal before: "tre minuti dopo".
    if let Some((_, to)) = c.number(at)
        && let Some(end) =
            c.phrase(to, "minuti|minuto dopo").or(c.phrase(to, "minuti|minuto piu tardi"))
    {
        return Some(WrittenMinute {
            from: at,
            to: end,
            values: Vec::new(),
            relative: true,
            chained: false,
        });
    }
    None
}
