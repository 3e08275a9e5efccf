//! Who is ahead on goal difference, margin by margin, for results that are known.

use girone_model::BySide;

use crate::cells::{Class, Linear};
use crate::problem::{Question, Quick, score_of};
use crate::{Places, Witness};

/// What is known of one combination of results by who is ahead on goal difference.
pub(crate) struct Signs {
    pub outcomes: Vec<Option<i8>>,
    /// The coefficients by axis and the constant of each difference; `None` where
    /// differences tell nothing.
    forms: Option<Vec<(Vec<i32>, i32)>>,
    /// The signs at hand.
    now: Vec<i8>,
    /// The classes by signs, the last one looked at in front.
    classes: Vec<(Vec<i8>, Class)>,
    /// Two completions of a case that goals leave open, the last ones found.
    open: Option<[Vec<BySide<u8>>; 2]>,
}

impl Signs {
    pub fn new(outcomes: Vec<Option<i8>>, linear: Option<Vec<Linear>>, games: &[usize]) -> Signs {
        let by_axis = |form: Linear| {
            let of = |g: &usize| form.terms.iter().filter(|t| t.0 == *g).map(|t| t.1).sum();
            (games.iter().map(of).collect(), form.constant)
        };
        let forms: Option<Vec<(Vec<i32>, i32)>> =
            linear.map(|l| l.into_iter().map(by_axis).collect());
        Signs { outcomes, forms, now: Vec::new(), classes: Vec::new(), open: None }
    }

    /// Looks at some margins; says whether nobody is level, so that signs tell all.
    /// Where some are they tell all if nothing but differences was looked at.
    pub fn look(&mut self, margins: &[i32]) -> bool {
        self.now.clear();
        let Some(forms) = &self.forms else { return false };
        let mut strict = true;
        for (coefficients, constant) in forms {
            let sum: i32 = coefficients.iter().zip(margins).map(|(c, m)| c * m).sum();
            let sign = (sum + constant).signum() as i8;
            strict &= sign != 0;
            self.now.push(sign);
        }
        strict
    }

    pub fn known(&mut self) -> Option<Class> {
        self.forms.as_ref()?;
        let at = self.classes.iter().position(|c| c.0 == self.now)?;
        self.classes.swap(0, at);
        Some(self.classes[0].1)
    }

    /// Keeps completions with the berth and without it, where goals alone part them.
    pub fn note(&mut self, found: &[(Places, Witness)], berth: Places) {
        let of = |inside: bool| {
            let fits = |p: &Places| p.len() == 1 && p.and(berth).is_empty() != inside;
            found.iter().find(|(p, w)| fits(p) && w.conduct.is_none()).map(|(_, w)| &w.scores)
        };
        if let (Some(with), Some(without)) = (of(true), of(false)) {
            self.open = Some([with.clone(), without.clone()]);
        }
    }

    /// Says whether the completions kept, with other margins, show that a case is open:
    /// one place of its own inside the berth and one outside.
    pub fn is_shown_open(
        &mut self,
        q: &Question<'_>,
        team: usize,
        berth: Places,
        (games, margins): (&[usize], &[i32]),
        room: &mut Quick,
    ) -> bool {
        let Some(kept) = &self.open else { return false };
        kept.iter().zip([true, false]).all(|(scores, inside)| {
            let mut scores = scores.clone();
            for (game, margin) in games.iter().zip(margins) {
                let base = i32::from(scores[*game].home.min(scores[*game].away));
                if base + margin.abs() > 255 {
                    return false;
                }
                scores[*game] = score_of(*margin, base);
            }
            let witness = Witness { scores, conduct: None };
            if !q.admits(&witness) {
                return false;
            }
            let own = q.quick_place(&witness, team, room);
            own.len() == 1 && own.and(berth).is_empty() != inside
        })
    }

    /// Keeps the class of the signs at hand.
    pub fn keep(&mut self, class: Class) {
        if self.forms.is_some() {
            self.classes.push((self.now.clone(), class));
        }
    }
}
