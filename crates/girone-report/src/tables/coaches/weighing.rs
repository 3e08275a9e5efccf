//! The figures of a coach's record held against the matches under him, as one.

use super::words::{AGAIN, BENCH};
use super::*;
use crate::check::Verdict;

impl Reader<'_, '_, '_, '_, '_> {
    pub(super) fn coached_group(
        &self,
        group: &[(Part, Figure)],
        taken: &mut [bool],
        out: &mut Vec<Statement>,
    ) {
        let scene = self.scene;
        let Some((_, figure)) = group.first().copied() else { return };
        if group.iter().all(|(p, _)| *p == Part::Played) {
            let (a, b) = scene.lattice.text.sentence_of(figure.from);
            let his = scene.fold(figure.from.wrapping_sub(1)) == "his" && figure.ordinal;
            let post = ["panchin*", "in charge", "took charge", "volte ct", "volte commissario"];
            if !his && !scene.has(a, b, &post) {
                return;
            }
        }
        let Some((team, coach)) = self.coach_of(group) else { return };
        let tenures = &scene.frame.prepared.snapshot.tenures;
        if !tenures.iter().any(|t| t.person == coach && t.team == team && t.from.is_some()) {
            return;
        }
        let end = group[group.len() - 1].1.to;
        let (a, b) = scene.lattice.text.sentence_of(figure.from);
        // Against somebody, in some months, in a run: another count; what stands
        // before a colon or within brackets is not said of it.
        let near = figure.from.saturating_sub(5).max(a);
        let apart = (near..figure.from).rev().find(|i| matches!(scene.fold(*i), ":" | ")"));
        let narrow = scene.has(
            apart.map_or(near, |i| i + 1),
            (end + 3).min(b),
            &[
                "contro",
                "against",
                "over",
                "ultim*",
                "last",
                "row",
                "fila",
                "consecutiv*",
                "straight",
                "nel 20*",
                "2024",
                "2025",
                "2026",
                "mesi",
                "months",
                "year",
                "anno",
                "precedenti",
                "meetings",
                "confronti",
                "tournament",
                "torneo",
                "here",
            ],
        ) && !scene.has(end, (end + 6).min(b), &["first year in charge"])
            || (near..(end + 3).min(b)).any(|i| {
                // "Since 2019", "since the summer": not "since he took over".
                scene.fold(i) == "since"
                    && !matches!(
                        scene.fold(i + 1),
                        "he" | "his"
                            | "taking"
                            | "being"
                            | "becoming"
                            | "returning"
                            | "succeeding"
                            | "replacing"
                            | "."
                            | ","
                    )
                    && i + 1 < b
                    && !self.begun_in(team, coach, i + 1)
            });
        // The scope that a semicolon does not cut off.
        let cut = |i: &usize| scene.fold(*i) == ";";
        let (x, y) =
            ((a..figure.from).rev().find(cut).unwrap_or(a), (end..b).find(cut).unwrap_or(b));
        let in_charge = scene.has(near, (end + 5).min(y), BENCH);
        let (c, d) = (x.max(figure.from.saturating_sub(6)), y.min(end + 5));
        let natural = if scene.has(c, d, &["competitive", "ufficial*"]) {
            Scope::Competitive
        } else if !in_charge
            && scene.has(x, y, &["girone", "group", "gruppo", "qualif*", "eliminatorie"])
        {
            self.table_for(figure.from, team).map_or(Scope::All, Scope::Table)
        } else {
            Scope::All
        };
        // A record that begins later than the time in charge cannot count it.
        let narrow = narrow || !scene.judge.counts_under(team, coach, natural);
        let mut scopes = self.all_scopes(figure.from, team, natural);
        scopes.push(Scope::Friendlies);
        // A record "in charge" is of all matches, or of those that count.
        let in_table = scene.has(x, y, &["girone", "group", "gruppo", "qualif*", "eliminatorie"]);
        if in_charge && !in_table {
            scopes.retain(|s| matches!(s, Scope::All | Scope::Competitive));
        }
        let ground = self.ground_near(figure);
        // "Tra le mura amiche ha fatto tre su tre": of the matches there, which are not
        // told apart.
        let somewhere = scene.has(
            figure.from.saturating_sub(8).max(x),
            (end + 4).min(y),
            &[
                "mura amiche",
                "in casa",
                "a domicilio",
                "fuori casa",
                "in trasferta",
                "at home",
                "away",
                "on the road",
            ],
        );
        let narrow = narrow || ground == Ground::Any && somewhere;
        let spells = tenures.iter().filter(|t| t.person == coach && t.team == team);
        let again = scene.has(a, b, AGAIN);
        let since = spells.clone().filter_map(|t| t.from).map(|(d, _)| d).max();
        let several = spells.count() >= 2;
        let vector = |scope: Scope, before: bool, last: bool| -> ((u16, u16, u16), Vec<u32>) {
            let cut = scene.frame.cut();
            let mut counted = scene.judge.counted(team, Some(coach), scope, ground, &cut);
            if last && let Some(since) = since {
                let first = counted
                    .games
                    .iter()
                    .position(|g| scene.frame.prepared.get(*g).fixture.when.date >= since);
                let first = first.unwrap_or(counted.games.len());
                counted.games.drain(..first);
                counted.outcomes.drain(..first);
            }
            let own =
                |g: &u32| Some(*g) == scene.game_at(figure.from) || Some(*g) == scene.frame.main();
            if before && counted.games.last().is_some_and(own) {
                counted.games.pop();
                counted.outcomes.pop();
            }
            (counted.tally(), counted.games)
        };
        let lead = figure.from.checked_sub(1).map_or("", |i| scene.fold(i));
        let (c, _) = self.segment(figure.from, end);
        let up_to = matches!(lead, "after" | "dopo") && !group.iter().any(|(_, f)| f.ordinal)
            || scene.discourse.before[figure.from]
            || scene.has(c, figure.from, &["aveva", "veniva", "had won", "had lost", "arriv*"])
            || scene.has(end, (end + 5).min(b), &["before this", "before tonight", "prima di"]);
        let wrong = |scope: Scope, before: bool, last: bool| {
            let (right, _) = vector(scope, before, last);
            group.iter().filter(|(p, f)| p.of(right) != f.value).count()
        };
        // A balance of two figures or more is drawn up after the match, unless the words
        // say otherwise; so is the win or defeat that the match itself brought.
        let numbered = figure.ordinal || matches!(lead, "numero" | "number" | "no" | "n");
        let drawn_up = ["now", "ora", "adesso", "sale*", "salgono", "thereby", "tocca*", "already"];
        let now =
            !up_to && (group.len() >= 2 || numbered || scene.has(near, figure.from, &drawn_up));
        // The reading with the fewest figures wrong; the natural one first.
        let mut readings: Vec<(usize, Scope, bool, bool)> = Vec::new();
        for before in [up_to, !up_to].into_iter().filter(|b| !(now && *b)) {
            for last in [again, !again].into_iter().filter(|l| several || !l) {
                for scope in &scopes {
                    readings.push((wrong(*scope, before, last), *scope, before, last));
                }
            }
        }
        let Some(best) = readings.iter().copied().min_by_key(|r| r.0) else { return };
        // "13 wins from 16": where one of the two fits, the other is wrong, if there is but
        // one count in which it does.
        let share = {
            let fits = |r: &&(usize, Scope, bool, bool)| {
                let (right, _) = vector(r.1, r.2, r.3);
                let worth = |p: Part| if p == Part::Played { 3 } else { 4 };
                r.0 == 1
                    && group.iter().any(|(p, f)| p.of(right) == f.value && f.value >= worth(*p))
            };
            let held = |r: &(usize, Scope, bool, bool)| vector(r.1, r.2, r.3).0;
            let mut found = readings.iter().filter(fits);
            match (group.len() == 2 && best.0 == 1, found.next()) {
                (true, Some(one)) if found.all(|r| held(r) == held(one)) => Some(*one),
                _ => None,
            }
        };
        // One figure wrong out of three or more: it is the one that is wrong.
        let chosen = match best.0 {
            0 => best,
            1 if group.len() >= 3 => best,
            1 => share.unwrap_or(readings[0]),
            _ => readings[0],
        };
        let likely = |r: &(usize, Scope, bool, bool)| r.2 == up_to || group.len() >= 2;
        // Another reading holds outright: so it is said, unless it is far-fetched.
        let far = best.0 == 0 && (best.2 != up_to || group.len() == 1 && best.1 != natural);
        let alternatives = readings.iter().filter(|r| likely(r) && r.0 < chosen.0).count();
        // Where two figures fit in no reading, they were counted over something else;
        // unless as many matches were played, or both are close to a long record.
        let plain = vector(readings[0].1, readings[0].2, readings[0].3).0;
        let parts = [Part::Won, Part::Drawn, Part::Lost];
        let said = parts.map(|part| group.iter().find(|(p, _)| *p == part).map(|g| g.1.value));
        let as_many = match said {
            [Some(w), Some(d), Some(l)] => w + d + l == Part::Played.of(plain),
            _ => false,
        };
        let close = group.len() >= 2
            && group.iter().all(|(p, f)| f.value >= 4 && p.of(plain).abs_diff(f.value) <= 2);
        let far = far || best.0 >= 2 && !as_many && !close;
        let (right, games) = vector(chosen.1, chosen.2, chosen.3);
        let grid: Vec<(Scope, String)> = scopes
            .iter()
            .map(|s| {
                let v = vector(*s, chosen.2, chosen.3).0;
                (*s, format!("{}-{}-{}", v.0, v.1, v.2))
            })
            .collect();
        // Figures that agree bear out the time in charge that nobody has read of.
        let borne_out = group.iter().any(|(p, f)| f.value >= 2 && p.of(right) == f.value);
        let mut worst = None;
        let mut all = true;
        for (part, figure) in group {
            let value = part.of(right);
            let claim = Claim::Record {
                team,
                coach: Some(coach),
                scopes: vec![chosen.1],
                ground,
                tally: part.tally(figure.value),
            };
            let mut judged = Judged::new(Says::Yes, games.clone());
            judged.scope = Some(self.grid(&grid, Some(coach)));
            let holds = value == figure.value;
            if !holds {
                judged.says = Says::No(Some(value.to_string()));
            }
            let verdict = match holds {
                _ if narrow => Verdict::Unchecked,
                true if far => Verdict::Unchecked,
                true => Verdict::Confirmed,
                false if far || alternatives > 0 => Verdict::Unchecked,
                false => Verdict::Contradicted,
            };
            all &= verdict == Verdict::Confirmed;
            if verdict == Verdict::Contradicted {
                worst = Some((claim.clone(), judged.clone()));
            }
            let span = (figure.from, self.past_noun(figure.to, b, *part != Part::Played));
            taken[figure.from] = true;
            let mut s = self.weighed(span, claim, verdict, judged);
            s.borne_out = borne_out;
            out.push(s);
        }
        // The record as a whole, beside its figures; matches played that are right are no
        // part of what is wrong in it.
        let told = match group {
            [rest @ .., (Part::Played, f)]
                if worst.is_some() && f.value == Part::Played.of(right) =>
            {
                rest
            }
            _ => group,
        };
        if told.len() < 2 || !(all || worst.is_some()) {
            return;
        }
        let end = told[told.len() - 1].1.to;
        let mut tally = Tally::default();
        for (part, figure) in group {
            let one = part.tally(figure.value);
            tally = Tally {
                won: tally.won.or(one.won),
                drawn: tally.drawn.or(one.drawn),
                lost: tally.lost.or(one.lost),
                played: tally.played.or(one.played),
            };
        }
        let whole =
            Claim::Record { team, coach: Some(coach), scopes: vec![chosen.1], ground, tally };
        let mut judged = Judged::new(Says::Yes, games);
        judged.scope = Some(self.grid(&grid, Some(coach)));
        let verdict = if worst.is_some() {
            judged.says = Says::No(Some(format!("{}-{}-{}", right.0, right.1, right.2)));
            Verdict::Contradicted
        } else {
            Verdict::Confirmed
        };
        let span = (figure.from, self.past_noun(end, b, true));
        let mut s = self.weighed(span, whole, verdict, judged);
        s.borne_out = borne_out;
        out.push(s);
    }

    /// Whether a year is the one in which a coach began with a team.
    fn begun_in(&self, team: TeamId, coach: PersonId, at: usize) -> bool {
        let year = self.scene.lattice.text.tokens.get(at).and_then(|t| t.number());
        let tenures = &self.scene.frame.prepared.snapshot.tenures;
        tenures
            .iter()
            .filter(|t| t.person == coach && t.team == team)
            .filter_map(|t| t.from)
            .any(|(day, _)| u32::try_from(day.year()).ok() == year)
    }
}
