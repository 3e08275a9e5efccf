//! Towns and grounds in the text.

use girone_model::Lang;

use crate::claim::{CityRef, Claim};
use crate::dates::Told;
use crate::lattice::Who;
use crate::scores::{by_town, earlier_games, is_earlier};
use crate::statement::{Scene, Statement};

pub(crate) fn read(scene: &Scene<'_, '_, '_, '_>, out: &mut Vec<Statement>) {
    let lattice = scene.lattice;
    for m in &lattice.mentions {
        let Who::Cities(cities) = &m.who else { continue };
        let Some(game) = scene.game_at(m.from) else { continue };
        let (from, to) = lattice.text.sentence_of(m.from);
        let before =
            |n: usize| m.from.checked_sub(n).filter(|i| *i >= from).map_or("", |i| scene.fold(i));
        let after = if m.to < to { scene.fold(m.to) } else { "" };
        let dateline = m.from == from
            && (matches!(after, "," | "-" | "." | "(" | ":" | ";")
                || from == 0 && matches!(after, "," | "-"));
        let placed = match lattice.lang {
            Lang::It => {
                matches!(
                    before(1),
                    "a" | "ad"
                        | "di"
                        | "espugna"
                        | "sbanca"
                        | "espugnato"
                        | "espugnando"
                        | "espugnata"
                        | "da"
                        | "dell"
                        | "della"
                        | "del"
                        | "al"
                        | "allo"
                        | "all"
                        | "alla"
                        | "violato"
                        | "viola"
                ) || (matches!(before(1), "il" | "lo" | "l" | "la")
                    && matches!(before(2), "espugna" | "sbanca" | "espugnato"))
            }
            Lang::En => {
                matches!(before(1), "in" | "at" | "from" | "of")
                    || before(1) == "the" && matches!(before(2), "in" | "at")
                    || matches!(after, "crowd" | "night" | "rain" | "sun" | "heat" | "evening")
            }
        };
        let weak =
            matches!(before(1), "di" | "da" | "dell" | "della" | "del" | "from" | "a" | "of")
                && !matches!(before(1), "a")
                || before(1) == "al"
                    && !cities.iter().any(|c| scene.frame.prepared.lexicon().is_ground(*c));
        // "CARDIFF had not seen", "(ANSA) - ROMA, 11 OTT", "silenced Glasgow".
        let agency = m.from < 12
            && (0..m.from).any(|i| scene.fold(i) == "(")
            && matches!(before(1), "-" | ")" | "–")
            && matches!(after, "," | "-" | ".");
        let told_of = matches!(
            before(1),
            "silenced"
                | "febrile"
                | "stunned"
                | "packed"
                | "rocking"
                | "raucous"
                | "gela"
                | "ammutolisce"
                | "zittisce"
                | "infiamma"
                | "gremito"
                | "gelano"
                | "zittiscono"
        ) && m.from > from;
        let capitals =
            m.from == 0 && lattice.text.original(m.from, m.to).chars().all(|c| !c.is_lowercase());
        let dateline = dateline || agency || capitals;
        let placed = placed || told_of;
        if !placed && !dateline {
            continue;
        }
        let on_ground = matches!(
            before(2),
            "prato"
                | "campo"
                | "stadio"
                | "notte"
                | "serata"
                | "arena"
                | "cielo"
                | "pioggia"
                | "night"
                | "rain"
                | "heat"
                | "cold"
                | "evening"
                | "afternoon"
                | "sole"
                | "freddo"
                | "caldo"
                | "neutro"
                | "stadium"
                | "pomeriggio"
        ) && matches!(before(1), "di" | "del" | "della" | "of");
        let weak = weak && !on_ground;
        let clause = scene.clause(m.from, 2);
        let away = scene.has(
            clause.0,
            clause.1,
            &[
                "andiamo",
                "si va",
                "si vola",
                "direzione",
                "nato",
                "nata",
                "born",
                "travel*",
                "trip",
                "trasferta a",
                "next",
                "prossim*",
                "vola",
                "volera",
                "native",
                "cresciuto",
                "club",
                "ritiro",
                "sorteggio",
                "friendly",
                "amichevole",
                "headquarters",
                "made in",
                "sfida per",
                "gioca in",
                "plays for",
                "based",
            ],
        );
        let fixture = &scene.frame.prepared.get(game).fixture;
        // Another match is spoken of where another opponent or the first leg is.
        let outsider = lattice.mentions.iter().any(|x| {
            clause.0 <= x.from
                && x.from < clause.1
                && !x.described
                && matches!(&x.who, Who::Teams(t) if t.iter().all(|t| fixture.side_of(*t).is_none()))
        });
        // The town of another match that the words around tell of.
        if let Some(other) = scene.elsewhere.at(m.from) {
            let mut games = other.games.clone();
            if other.or_main {
                games.push(game);
            }
            let readings: Vec<Claim> = games
                .into_iter()
                .flat_map(|game| {
                    cities.iter().map(move |c| Claim::Venue { game, city: CityRef(*c) })
                })
                .collect();
            if !readings.is_empty() {
                let s = Statement::new(m.from, m.to, readings);
                out.push(if other.sure && !weak { s } else { s.unsure() });
            }
            continue;
        }
        let earlier = is_earlier(scene, m.from);
        if earlier && !outsider {
            let readings: Vec<Claim> = earlier_games(scene, game)
                .into_iter()
                .flat_map(|game| {
                    cities.iter().map(move |c| Claim::Venue { game, city: CityRef(*c) })
                })
                .collect();
            if !readings.is_empty() {
                out.push(Statement::new(m.from, m.to, readings));
            }
            continue;
        }
        // "3-0 a Oslo e 1-4 a Milano": the town of the meeting whose score is told.
        let score = (m.from.saturating_sub(4)..m.from).rev().find_map(|i| lattice.scores[i]);
        if let Some(score) = score
            && let Some(other) = by_town(
                scene,
                game,
                (score.first, score.second),
                (score.to, m.to.min(score.to + 4)),
            )
        {
            let readings =
                cities.iter().map(|c| Claim::Venue { game: other, city: CityRef(*c) }).collect();
            out.push(Statement::new(m.from, m.to, readings));
            continue;
        }
        let debut = scene.has(clause.0, clause.1, &["opening", "esordio", "debutto"]);
        let readings = cities.iter().map(|c| Claim::Venue { game, city: CityRef(*c) }).collect();
        let statement = Statement::new(m.from, m.to, readings);
        // A time that is not the day of the match tells of another one.
        let day = fixture.when.date;
        let other_day = scene.lattice.dates.iter().any(|d| {
            clause.0 <= d.from && d.from < clause.1 && !d.holds(day) && d.told != Told::Relative
        });
        // Elsewhere on the same night: "a Bruxelles, la Francia batte il Belgio".
        let (a, b) = lattice.text.sentence_of(m.from);
        let abroad = lattice.mentions[lattice.mentions_in(a, b)].iter().any(|x| {
            !x.described
                && matches!(&x.who, Who::Teams(t) if t.iter().all(|t| fixture.side_of(*t).is_none()))
        });
        let doubtful = away || outsider || debut || weak || other_day || abroad;
        out.push(if doubtful { statement.unsure() } else { statement });
    }
}
