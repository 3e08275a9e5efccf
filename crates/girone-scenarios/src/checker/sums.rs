//! Sums of goals still to come.

/// `constant + Σ factor · variable`.
#[derive(Clone, Debug)]
pub(super) struct Sum {
    pub constant: i64,
    pub factors: Vec<i64>,
}

impl Sum {
    pub fn fixed(&self) -> Option<i64> {
        self.factors.iter().all(|f| *f == 0).then_some(self.constant)
    }

    pub fn plus(&self, other: &Sum, times: i64) -> Sum {
        Sum {
            constant: self.constant + times * other.constant,
            factors: self.factors.iter().zip(&other.factors).map(|(a, b)| a + times * b).collect(),
        }
    }
}

/// Compares `a/b` with `c/d` as a sum, where one side is fixed.
pub(super) fn ratio(a: &Sum, b: &Sum, c: &Sum, d: &Sum) -> Option<Sum> {
    let zero = Sum { constant: 0, factors: vec![0; a.factors.len()] };
    // No goals at all count as 0 to 1.
    let pair = |f: &Sum, g: &Sum| -> Option<(i64, i64)> {
        let (f, g) = (f.fixed()?, g.fixed()?);
        Some(if f == 0 { (0, 1) } else { (f, g) })
    };
    match (pair(a, b), pair(c, d)) {
        (Some((a, b)), Some((c, d))) => Some(Sum { constant: a * d - c * b, ..zero }),
        (Some((a, b)), None) if c.constant > 0 || d.constant > 0 => {
            Some(zero.plus(d, a).plus(c, -b))
        }
        (None, Some((c, d))) if a.constant > 0 || b.constant > 0 => {
            Some(zero.plus(a, d).plus(b, -c))
        }
        _ => None,
    }
}
