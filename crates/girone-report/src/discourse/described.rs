//! Teams told by what they are and not by name: hosts and visitors, champions, a
//! player and his mates, somebody's men.

use super::*;

/// Adds "gli ospiti", "the hosts" and the like as mentions.
pub(super) fn describe(lattice: &mut Lattice<'_, '_>, frame: &Frame<'_>) {
    let Some(main) = frame.main() else { return };
    const HOME: [&str; 15] = [
        "padroni di casa",
        "squadra di casa",
        "formazione di casa",
        "nazionale di casa",
        "i locali",
        "co hosts",
        "hosts",
        "home side",
        "home team",
        "the home nation",
        "host nation",
        "padrone di casa",
        "team di casa",
        "undici di casa",
        "home men",
    ];
    const AWAY: [&str; 12] = [
        "gli ospiti",
        "squadra ospite",
        "formazione ospite",
        "agli ospiti",
        "dagli ospiti",
        "degli ospiti",
        "visitors",
        "away side",
        "away team",
        "visiting side",
        "visiting team",
        "ospiti",
    ];
    let mut mentions = std::mem::take(&mut lattice.mentions);
    let tokens = &lattice.text.tokens;
    for at in 0..tokens.len() {
        if lattice.covered[at].is_some() {
            continue;
        }
        let game = frame.subject_at(lattice.text, at).unwrap_or(main);
        let fixture = &frame.prepared.get(game).fixture;
        let starts = |phrase: &str| {
            phrase.split(' ').enumerate().all(|(i, w)| tokens.get(at + i).is_some_and(|t| t.is(w)))
        };
        let length = |phrase: &str| phrase.split(' ').count();
        let home = HOME.iter().find(|p| starts(p)).map(|p| (Side::Home, length(p)));
        let away = AWAY.iter().find(|p| starts(p)).map(|p| (Side::Away, length(p)));
        let Some((side, words)) = home.or(away) else { continue };
        let ground = fixture.venue.as_ref().and_then(|v| v.country.as_deref());
        let directory = &frame.prepared.snapshot.directory;
        let host = Side::BOTH.into_iter().find(|s| {
            ground
                .is_some_and(|c| directory.find_team(c, None).is_ok_and(|t| t == fixture.teams[*s]))
        });
        let side = match (fixture.neutral, host) {
            (false, _) => side,
            (true, Some(host)) if side == Side::Home => host,
            (true, None) if side == Side::Home => {
                // The hosts of the tournament play elsewhere.
                if let Some(team) = ground.and_then(|c| directory.find_team(c, None).ok())
                    && !mentions.iter().any(|m| m.from < at + words && at < m.to)
                {
                    mentions.push(Mention {
                        from: at,
                        to: at + words,
                        who: Who::Teams(vec![team]),
                        described: true,
                    });
                }
                continue;
            }
            (true, _) => continue,
        };
        if mentions.iter().any(|m| m.from < at + words && at < m.to) {
            continue;
        }
        // The hosts of another match are told after one of its teams or its town; before
        // them they are rather those of the match reported: "the hosts sit third, three
        // behind Croatia, 2-1 winners over Scotland". After a semicolon they are told anew.
        let (first, _) = lattice.text.sentence_of(at);
        let first = (first..at).rev().find(|i| tokens[*i].is(";")).unwrap_or(first);
        let told = game == main
            || mentions.iter().any(|m| {
                first <= m.from
                    && m.from < at
                    && match &m.who {
                        Who::Teams(t) => t.iter().any(|t| fixture.side_of(*t).is_some()),
                        Who::Cities(_) => true,
                        _ => false,
                    }
            });
        // "Tomasson's visitors": they are his.
        let possessed = at.checked_sub(1).filter(|i| {
            matches!(tokens[*i].fold.as_str(), "s" | "'" | "\u{2019}") && !tokens[*i].spaced
        });
        let his =
            possessed.and_then(|i| mentions.iter().find(|m| m.to == i)).map_or(Vec::new(), |m| {
                match &m.who {
                    Who::People(_) => teams_of(frame, m),
                    _ => Vec::new(),
                }
            });
        let teams = match () {
            () if his.len() == 1 => his,
            () if told => vec![fixture.teams[side]],
            () => vec![frame.prepared.get(main).fixture.teams[side], fixture.teams[side]],
        };
        mentions.push(Mention {
            from: at,
            to: at + words,
            who: Who::Teams(teams),
            described: true,
        });
    }
    titles::add(lattice, frame, &mut mentions);
    his_men(lattice, frame, &mut mentions);
    // "Lewandowski e soci", "Kane and co": the team of a player.
    for m in &mut mentions {
        let Who::People(people) = &m.who else { continue };
        let word = |at: usize| tokens.get(at).map_or("", |t| t.fold.as_str());
        let company = matches!(
            (word(m.to), word(m.to + 1)),
            ("e", "compagni" | "soci" | "compagnia") | ("and", "co" | "company" | "colleagues")
        );
        let mut teams: Vec<TeamId> =
            people.iter().flat_map(|p| frame.prepared.teams_of(*p)).copied().collect();
        teams.dedup();
        let named: Vec<TeamId> = teams
            .iter()
            .copied()
            .filter(|t| {
                frame.named.contains(t) || frame.sides().is_some_and(|s| s.0 == *t || s.1 == *t)
            })
            .collect();
        let team = match (teams.as_slice(), named.as_slice()) {
            ([team], _) | (_, [team]) => *team,
            _ => continue,
        };
        if company {
            m.who = Who::Teams(vec![team]);
            m.to += 2;
            m.described = true;
        }
    }
    // "Gli uomini di Bellamy", "Bellamy's side" where the record does not know
    // the coach: the side that the sentence does not name.
    for i in 0..mentions.len() {
        if mentions[i].who != Who::Unknown {
            continue;
        }
        let (from, to) = (mentions[i].from, mentions[i].to);
        if squads::noun_before(lattice.text, from).is_none()
            && squads::noun_after(lattice.text, to).is_none()
        {
            continue;
        }
        let fixture = &frame.prepared.get(main).fixture;
        let (first, last) = lattice.text.sentence_of(from);
        let left: Vec<TeamId> = [fixture.teams.home, fixture.teams.away]
            .into_iter()
            .filter(|t| {
                !mentions.iter().any(|m| {
                    first <= m.from
                        && m.from < last
                        && matches!(&m.who, Who::Teams(x) if x.contains(t))
                })
            })
            .collect();
        if !left.is_empty() {
            mentions[i].who = Who::Teams(left);
            mentions[i].described = true;
        }
    }
    mentions.sort_by_key(|m| m.from);
    let mut end = 0;
    mentions.retain(|m| {
        let keep = m.from >= end;
        if keep {
            end = m.to;
        }
        keep
    });
    lattice.set_mentions(mentions);
}

/// "I suoi", "his side": the team of the coach who is named last, in the sentence or
/// the one before it.
fn his_men(lattice: &Lattice<'_, '_>, frame: &Frame<'_>, mentions: &mut Vec<Mention>) {
    const MEN: &[&str] =
        &["men", "side", "team", "players", "boys", "charges", "lads", "squad", "troops"];
    const UOMINI: &[&str] = &["uomini", "ragazzi", "giocatori"];
    const GO_ON: &[&str] = &[
        ",", ".", ";", "non", "si", "hanno", "sono", "restano", "chiudono", "a", "al", "in", "con",
        "erano", "avevano", "salgono", "scendono", "vanno", "possono", "fanno", "vincono",
        "perdono",
    ];
    let tokens = &lattice.text.tokens;
    let mut found = Vec::new();
    for at in 0..tokens.len().saturating_sub(1) {
        let word = |n: usize| tokens.get(at + n).map_or("", |t| t.fold.as_str());
        let to = match (word(0), word(1)) {
            ("his", noun) if MEN.contains(&noun) && word(2) != "-" => at + 2,
            ("i" | "dei" | "ai" | "dai", "suoi") if UOMINI.contains(&word(2)) => at + 3,
            ("i" | "dei" | "ai" | "dai", "suoi") if GO_ON.contains(&word(2)) => at + 2,
            _ => continue,
        };
        let sentence = tokens[at].sentence;
        let coach = mentions.iter().rev().find(|m| {
            m.from < at
                && tokens[m.from].sentence + 1 >= sentence
                && matches!(m.who, Who::People(_))
        });
        let teams = coach.map_or(Vec::new(), |m| teams_of(frame, m));
        let [team] = teams.as_slice() else { continue };
        let free = !mentions.iter().any(|m| m.from < to && at < m.to);
        if free {
            found.push(Mention { from: at, to, who: Who::Teams(vec![*team]), described: true });
        }
    }
    mentions.extend(found);
    mentions.sort_by_key(|m| m.from);
}
