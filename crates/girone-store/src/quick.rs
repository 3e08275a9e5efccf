//! Reading the bodies of matches quickly: nearly all of a ledger, on every
//! opening.
//!
//! Only what this program writes itself is understood here: no spaces, known keys,
//! each once, whole numbers. Everything else is left to the general reader, which
//! says the same of what both understand.

use crate::wire::{EventWire, MatchWire, OutcomeWire, ScoreWire};

/// Reads the body of a match; `None` if the general reader must.
pub(crate) fn match_of(body: &str) -> Option<MatchWire> {
    let mut found = MatchWire::default();
    read_match(body, &mut found)?;
    Some(found)
}

/// Reads the body of a match in the place of another one; `None`, and it is of no
/// use what stands there, if the general reader must.
pub(crate) fn read_match(body: &str, found: &mut MatchWire) -> Option<()> {
    let mut text = Text { bytes: body.as_bytes(), at: 0 };
    let mut goals = std::mem::take(&mut found.goals);
    goals.clear();
    *found = MatchWire { goals, ..MatchWire::default() };
    let mut seen = 0u128;
    text.take(b'{')?;
    loop {
        text.take(b'"')?;
        let key = text.next()?;
        text.take(b'"')?;
        text.take(b':')?;
        let bit = 1u128.checked_shl(u32::from(key))?;
        if seen & bit != 0 {
            return None;
        }
        seen |= bit;
        match key {
            b'd' => found.d = text.number()?,
            b'h' => found.h = text.number()?,
            b'a' => found.a = text.number()?,
            b'c' => found.c = text.number()?,
            b'e' => found.e = Some(text.number()?),
            b's' => found.s = Some(text.number()?),
            b'g' => found.g = Some(text.number()?),
            b'm' => found.m = Some(text.number()?),
            b'n' => found.n = Some(text.number()?),
            b't' => found.t = Some(text.number()?),
            b'z' => found.z = Some(text.signed()?),
            b'v' => found.v = Some(text.list()?),
            b'x' => found.x = text.truth()?,
            b'f' => found.f = text.truth()?,
            b'k' => found.k = Some(text.outcome()?),
            b'r' => found.r = Some(text.score()?),
            b'o' => found.o = Some(text.list()?),
            b'w' => found.w = Some(text.number()?),
            b'G' => text.events(&mut found.goals)?,
            b'C' => text.events(found.cards.insert(Vec::new()))?,
            b'P' => found.provisional = text.truth()?,
            b'N' => found.note = Some(text.number()?),
            _ => return None,
        }
        match text.next()? {
            b',' => {}
            b'}' => break,
            _ => return None,
        }
    }
    let needed = [b'd', b'h', b'a', b'c'].iter().fold(0u128, |all, key| all | 1 << key);
    (text.at == body.len() && seen & needed == needed).then_some(())
}

struct Text<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl Text<'_> {
    fn next(&mut self) -> Option<u8> {
        let byte = *self.bytes.get(self.at)?;
        self.at += 1;
        Some(byte)
    }

    fn take(&mut self, byte: u8) -> Option<()> {
        (self.next()? == byte).then_some(())
    }

    fn word(&mut self, word: &[u8]) -> Option<()> {
        let found = self.bytes.get(self.at..)?.starts_with(word);
        self.at += word.len();
        found.then_some(())
    }

    /// A whole number from 0 on, without leading zeros.
    fn number<T: TryFrom<u32>>(&mut self) -> Option<T> {
        let start = self.at;
        let mut value = 0u32;
        while let Some(digit) = self.bytes.get(self.at).filter(|b| b.is_ascii_digit()) {
            value = value.checked_mul(10)?.checked_add(u32::from(digit - b'0'))?;
            self.at += 1;
        }
        let digits = self.at - start;
        if digits == 0 || digits > 1 && self.bytes[start] == b'0' {
            return None;
        }
        T::try_from(value).ok()
    }

    fn signed(&mut self) -> Option<i32> {
        if self.bytes.get(self.at) != Some(&b'-') {
            return self.number();
        }
        self.at += 1;
        let value: i32 = self.number()?;
        (value != 0).then_some(-value)
    }

    fn truth(&mut self) -> Option<bool> {
        if self.bytes.get(self.at) == Some(&b't') {
            self.word(b"true")?;
            return Some(true);
        }
        self.word(b"false")?;
        Some(false)
    }

    fn list<T: TryFrom<u32> + Default + Copy, const N: usize>(&mut self) -> Option<[T; N]> {
        let mut list = [T::default(); N];
        for (i, slot) in list.iter_mut().enumerate() {
            self.take(if i == 0 { b'[' } else { b',' })?;
            *slot = self.number()?;
        }
        self.take(b']')?;
        Some(list)
    }

    fn outcome(&mut self) -> Option<OutcomeWire> {
        let words: [(&[u8], OutcomeWire); 5] = [
            (b"\"awarded\"", OutcomeWire::Awarded),
            (b"\"walkover\"", OutcomeWire::Walkover),
            (b"\"abandoned\"", OutcomeWire::Abandoned),
            (b"\"annulled\"", OutcomeWire::Annulled),
            (b"\"postponed\"", OutcomeWire::Postponed),
        ];
        let rest = self.bytes.get(self.at..)?;
        let (word, outcome) = words.iter().find(|(word, _)| rest.starts_with(word))?;
        self.at += word.len();
        Some(*outcome)
    }

    fn score(&mut self) -> Option<ScoreWire> {
        self.word(b"{\"r\":")?;
        let mut score = ScoreWire { r: self.list()?, h: None, f: None, x: None, w: None, s: None };
        loop {
            match self.next()? {
                b',' => {}
                b'}' => return Some(score),
                _ => return None,
            }
            self.take(b'"')?;
            let key = self.next()?;
            self.word(b"\":")?;
            match key {
                b'h' if score.h.is_none() => score.h = Some(self.list()?),
                b'f' if score.f.is_none() => score.f = Some(self.list()?),
                b'x' if score.x.is_none() => score.x = Some(self.truth()?),
                b'w' if score.w.is_none() => score.w = Some(self.number()?),
                b's' if score.s.is_none() => score.s = Some(self.list()?),
                _ => return None,
            }
        }
    }

    fn events(&mut self, events: &mut Vec<EventWire>) -> Option<()> {
        self.take(b'[')?;
        if self.bytes.get(self.at) == Some(&b']') {
            self.at += 1;
            return Some(());
        }
        loop {
            self.take(b'[')?;
            let side = self.number()?;
            self.take(b',')?;
            let person = self.number()?;
            self.take(b',')?;
            let minute = self.number()?;
            self.take(b',')?;
            let added = self.number()?;
            self.take(b',')?;
            events.push((side, person, minute, added, self.number()?));
            self.take(b']')?;
            match self.next()? {
                b',' => {}
                b']' => return Some(()),
                _ => return None,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Numbers that look like chance and are the same every time.
    struct Chance(u64);

    impl Chance {
        fn below(&mut self, n: u64) -> u64 {
            self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            (self.0 >> 33) % n
        }
        fn any(&mut self) -> u32 {
            let bits = self.below(33);
            self.below(1 << bits) as u32
        }
        fn maybe<T>(&mut self, make: impl Fn(&mut Chance) -> T) -> Option<T> {
            (self.below(3) == 0).then(|| make(self))
        }
        fn small(&mut self) -> u8 {
            self.below(256) as u8
        }
        fn pair(&mut self) -> [u8; 2] {
            [self.small(), self.small()]
        }
        fn events(&mut self) -> Vec<EventWire> {
            (0..self.below(5))
                .map(|_| (self.small(), self.any(), self.small(), self.small(), self.small()))
                .collect()
        }
        fn found(&mut self) -> MatchWire {
            MatchWire {
                d: self.any(),
                h: self.any(),
                a: self.any(),
                c: self.any(),
                e: self.maybe(Chance::any),
                s: self.maybe(Chance::any),
                g: self.maybe(Chance::any),
                m: self.maybe(Chance::any),
                n: self.maybe(|c| c.any() as u16),
                t: self.maybe(|c| c.any() as u16),
                z: self.maybe(|c| c.any() as i32),
                v: self.maybe(|c| [c.any(), c.any(), c.any()]),
                x: self.below(2) == 0,
                f: self.below(2) == 0,
                k: self.maybe(|c| {
                    [
                        OutcomeWire::Awarded,
                        OutcomeWire::Walkover,
                        OutcomeWire::Abandoned,
                        OutcomeWire::Annulled,
                        OutcomeWire::Postponed,
                    ][c.below(5) as usize]
                }),
                r: self.maybe(|c| ScoreWire {
                    r: c.pair(),
                    h: c.maybe(Chance::pair),
                    f: c.maybe(Chance::pair),
                    x: c.maybe(|c| c.below(2) == 0),
                    w: c.maybe(Chance::small),
                    s: c.maybe(Chance::pair),
                }),
                o: self.maybe(Chance::pair),
                w: self.maybe(Chance::small),
                goals: self.events(),
                cards: self.maybe(Chance::events),
                provisional: self.below(2) == 0,
                note: self.maybe(Chance::any),
            }
        }
    }

    #[test]
    fn what_is_read_quickly_is_what_was_written() {
        let mut chance = Chance(7);
        for _ in 0..20_000 {
            let found = chance.found();
            let text = serde_json::to_string(&found).unwrap();
            assert_eq!(match_of(&text).as_ref(), Some(&found), "{text}");
        }
    }

    #[test]
    fn what_is_damaged_is_never_read_otherwise_than_by_the_general_reader() {
        let mut chance = Chance(11);
        let mut read = 0;
        for _ in 0..60_000 {
            let mut text = serde_json::to_string(&chance.found()).unwrap().into_bytes();
            for _ in 0..=chance.below(2) {
                let at = chance.below(text.len() as u64) as usize;
                match chance.below(4) {
                    0 => drop(text.remove(at)),
                    1 => text.insert(at, br#"0123456789,:"{}[]- ehdaG"#[chance.below(24) as usize]),
                    2 => text[at] = br#"0123456789,:"{}[]- ehdaG"#[chance.below(24) as usize],
                    _ => text.truncate(at.max(1)),
                }
            }
            let text = String::from_utf8(text).unwrap();
            // What was read before leaves no trace.
            let mut again = chance.found();
            assert_eq!(read_match(&text, &mut again).is_some(), match_of(&text).is_some());
            if let Some(quick) = match_of(&text) {
                assert_eq!(again, quick, "{text}");
                read += 1;
                assert_eq!(serde_json::from_str::<MatchWire>(&text).ok(), Some(quick), "{text}");
            }
        }
        assert!(read > 5_000, "{read}");
        for text in ["", "{}", "{\"d\":1}", "[]", "null", "{\"d\":1,\"h\":1,\"a\":2,\"c\":1,}"] {
            assert_eq!(match_of(text), None, "{text}");
        }
    }
}
