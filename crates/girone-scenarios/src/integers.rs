//! Whole-number solutions of small systems of linear inequalities.
//!
//! A criss-cross method on a fraction-free tableau finds a rational point or
//! weights that refute the system; a fractional point is cut by branching. All
//! arithmetic is on integers, and an overflow is an answer (`GivenUp`).

/// Rows `Σ coefficient · variable ≤ bound` over variables that are whole numbers of 0
/// or more, with room to work in.
#[derive(Clone, Debug, Default)]
pub(crate) struct System {
    /// Coefficients by variable, row after row, each variable at most once in a row.
    terms: Vec<(u16, i32)>,
    /// Where the terms of each row end, and its right-hand side.
    rows: Vec<(usize, i32)>,
    narrow: Tableau<i64>,
    wide: Tableau<i128>,
}

impl System {
    /// Adds a row.
    pub fn push(&mut self, terms: impl IntoIterator<Item = (u16, i32)>, bound: i32) {
        self.terms.extend(terms);
        self.rows.push((self.terms.len(), bound));
    }

    /// Returns the number of rows.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Takes the last rows away so that `len` are left.
    pub fn truncate(&mut self, len: usize) {
        self.rows.truncate(len);
        self.terms.truncate(self.rows.last().map_or(0, |r| r.0));
    }

    /// Takes all rows away.
    pub fn clear(&mut self) {
        self.truncate(0);
    }

    /// Says whether all variables may be 0: the plainest answer and often the right one.
    fn holds_at_origin(&self) -> bool {
        self.rows.iter().all(|r| r.1 >= 0)
    }

    /// Looks for whole numbers of 0 or more that satisfy all rows.
    pub fn solve(&mut self, variables: usize, steps: &mut u64) -> Solution {
        self.branch(variables, steps, 0)
    }

    /// Looks for a reason why there are none.
    pub fn refuted(&mut self, variables: usize, steps: &mut u64) -> Option<Refutation> {
        if self.holds_at_origin() {
            return None;
        }
        match self.branch(variables, steps, 0) {
            Solution::None(refutation) => Some(refutation),
            Solution::Found(_) | Solution::GivenUp => None,
        }
    }

    fn branch(&mut self, variables: usize, steps: &mut u64, depth: usize) -> Solution {
        if self.holds_at_origin() {
            return Solution::Found(vec![0; variables]);
        }
        let (values, denominator) = match self.relax(variables, steps) {
            Relaxed::Point(values, denominator) => (values, denominator),
            Relaxed::Refuted(weights) => return Solution::None(Refutation::Weights(weights)),
            Relaxed::GivenUp => return Solution::GivenUp,
        };
        let Some(at) = values.iter().position(|v| v % denominator != 0) else {
            let whole: Option<Vec<i32>> =
                values.iter().map(|v| i32::try_from(v / denominator).ok()).collect();
            return whole.map_or(Solution::GivenUp, Solution::Found);
        };
        let Ok(floor) = i32::try_from(values[at].div_euclid(denominator)) else {
            return Solution::GivenUp;
        };
        if depth > 40 {
            return Solution::GivenUp;
        }
        let variable = at as u16;
        let mut half = |coefficient: i32, bound: i32| {
            let rows = self.len();
            self.push([(variable, coefficient)], bound);
            let half = self.branch(variables, steps, depth + 1);
            self.truncate(rows);
            half
        };
        let lower = match half(1, floor) {
            Solution::None(refutation) => refutation,
            other => return other,
        };
        match half(-1, -floor - 1) {
            Solution::None(upper) => Solution::None(Refutation::Cases {
                variable,
                at: floor,
                lower: Box::new(lower),
                upper: Box::new(upper),
            }),
            other => other,
        }
    }

    /// Finds a rational point in numbers of 64 bits, and where those do not do in
    /// larger ones; both go the same way.
    fn relax(&mut self, variables: usize, steps: &mut u64) -> Relaxed {
        let before = *steps;
        match self.narrow.relax(variables, &self.terms, &self.rows, steps) {
            Some(relaxed) => relaxed,
            None => {
                *steps = before;
                let found = self.wide.relax(variables, &self.terms, &self.rows, steps);
                found.unwrap_or(Relaxed::GivenUp)
            }
        }
    }
}

/// Why a system has no solution.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refutation {
    /// Non-negative weights, by row: the weighted sum of all left-hand sides has
    /// no negative coefficient and that of the right-hand sides is negative.
    Weights(Vec<(u16, i64)>),
    /// Two cases: a variable is at most `at`, or at least `at + 1`. Each case
    /// appends one row to the system.
    Cases {
        /// The variable.
        variable: u16,
        /// Where the cases part.
        at: i32,
        /// The refutation of the lower case.
        lower: Box<Refutation>,
        /// The refutation of the upper case.
        upper: Box<Refutation>,
    },
}

/// What is known of a system.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Solution {
    /// Values of all variables.
    Found(Vec<i32>),
    /// There is none.
    None(Refutation),
    /// It took too long, or numbers grew too large.
    GivenUp,
}

enum Relaxed {
    /// Numerators by variable and the common denominator.
    Point(Vec<i128>, i128),
    Refuted(Vec<(u16, i64)>),
    GivenUp,
}

/// Whole numbers in which a tableau is kept.
trait Number: Copy + Default + Ord + From<i32> + Into<i128> {
    const ONE: Self;
    /// `(a · b − c · d) / divisor`, which leaves nothing over; `None` where it does not
    /// fit.
    fn cross(a: Self, b: Self, c: Self, d: Self, divisor: Self) -> Option<Self>;
    /// `−self`; `None` where it does not fit.
    fn minus(self) -> Option<Self>;
}

macro_rules! number {
    ($type:ty) => {
        impl Number for $type {
            const ONE: Self = 1;

            fn cross(a: Self, b: Self, c: Self, d: Self, divisor: Self) -> Option<Self> {
                let product = a.checked_mul(b)?.checked_sub(c.checked_mul(d)?)?;
                // Mostly there is nothing to divide by.
                Some(if divisor == 1 { product } else { product / divisor })
            }

            fn minus(self) -> Option<Self> {
                self.checked_neg()
            }
        }
    };
}

number!(i64);
number!(i128);

/// Room for a tableau: each basic variable is (right + Σ entry · nonbasic) /
/// denominator; the last column is the right-hand side.
#[derive(Clone, Debug, Default)]
struct Tableau<T> {
    entries: Vec<T>,
    basic: Vec<usize>,
    nonbasic: Vec<usize>,
}

impl<T: Number> Tableau<T> {
    /// Finds a rational point by the criss-cross method with least indices, which
    /// ends after finitely many steps. `None` where numbers grow too large.
    fn relax(
        &mut self,
        variables: usize,
        terms: &[(u16, i32)],
        rows: &[(usize, i32)],
        steps: &mut u64,
    ) -> Option<Relaxed> {
        let (m, n) = (rows.len(), variables);
        let width = n + 1;
        let zero = T::default();
        self.entries.clear();
        self.entries.resize(m * width, zero);
        let mut from = 0;
        for (row, &(end, bound)) in self.entries.chunks_exact_mut(width).zip(rows) {
            for &(j, c) in &terms[from..end] {
                row[usize::from(j)] = T::from(-c);
            }
            row[n] = T::from(bound);
            from = end;
        }
        let mut denominator = T::ONE;
        self.nonbasic.clear();
        self.nonbasic.extend(0..n);
        self.basic.clear();
        self.basic.extend(n..n + m);
        let (basic, nonbasic) = (&mut self.basic, &mut self.nonbasic);
        let t = &mut self.entries;
        loop {
            let leaving = (0..m).filter(|&i| t[i * width + n] < zero).min_by_key(|&i| basic[i]);
            let Some(i) = leaving else {
                let mut values = vec![0i128; n];
                for (i, &b) in basic.iter().enumerate() {
                    if b < n {
                        values[b] = t[i * width + n].into();
                    }
                }
                return Some(Relaxed::Point(values, denominator.into()));
            };
            let entering = (0..n).filter(|&j| t[i * width + j] > zero).min_by_key(|&j| nonbasic[j]);
            let Some(j) = entering else {
                let mut weights = Vec::new();
                let mut weigh = |variable: usize, weight: i128| -> bool {
                    if variable >= n && weight != 0 {
                        let Ok(weight) = i64::try_from(weight) else { return false };
                        weights.push(((variable - n) as u16, weight));
                    }
                    true
                };
                let mut fits = weigh(basic[i], denominator.into());
                for j in 0..n {
                    fits &= weigh(nonbasic[j], -t[i * width + j].into());
                }
                return Some(if fits { Relaxed::Refuted(weights) } else { Relaxed::GivenUp });
            };
            if *steps == 0 {
                return Some(Relaxed::GivenUp);
            }
            *steps -= 1;
            let pivot = t[i * width + j];
            for r in 0..m {
                let factor = t[r * width + j];
                // Where the column has nothing and nothing is scaled, nothing changes.
                if r == i || (factor == zero && pivot == denominator) {
                    continue;
                }
                for c in (0..width).filter(|c| *c != j) {
                    let (own, of_row) = (t[r * width + c], t[i * width + c]);
                    t[r * width + c] = T::cross(own, pivot, factor, of_row, denominator)?;
                }
            }
            for c in (0..width).filter(|c| *c != j) {
                t[i * width + c] = t[i * width + c].minus()?;
            }
            t[i * width + j] = denominator;
            denominator = pivot;
            std::mem::swap(&mut basic[i], &mut nonbasic[j]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Clone, Debug)]
    struct Row {
        terms: Vec<(u16, i32)>,
        bound: i32,
    }

    fn row(terms: &[(u16, i32)], bound: i32) -> Row {
        Row { terms: terms.to_vec(), bound }
    }

    fn solve(variables: usize, rows: &[Row], steps: &mut u64) -> Solution {
        let mut system = System::default();
        rows.iter().for_each(|r| system.push(r.terms.iter().copied(), r.bound));
        let found = system.solve(variables, steps);
        assert_eq!(system.len(), rows.len());
        found
    }

    /// Says whether a refutation holds, written another way than the checker.
    fn holds(variables: usize, rows: &mut Vec<Row>, refutation: &Refutation) -> bool {
        match refutation {
            Refutation::Weights(weights) => {
                let mut sum = vec![0i64; variables];
                let mut right = 0;
                for &(i, w) in weights {
                    assert!(w >= 0);
                    let row = &rows[usize::from(i)];
                    row.terms.iter().for_each(|&(j, c)| sum[usize::from(j)] += w * i64::from(c));
                    right += w * i64::from(row.bound);
                }
                right < 0 && sum.iter().all(|s| *s >= 0)
            }
            Refutation::Cases { variable, at, lower, upper } => {
                rows.push(row(&[(*variable, 1)], *at));
                let a = holds(variables, rows, lower);
                rows.pop();
                rows.push(row(&[(*variable, -1)], -at - 1));
                let b = holds(variables, rows, upper);
                rows.pop();
                a && b
            }
        }
    }

    #[test]
    fn solutions_agree_with_enumeration() {
        let mut state = 7u64;
        let mut next = move |below: u64| {
            state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
            (state >> 33) % below
        };
        let (mut found, mut refuted) = (0, 0);
        for _ in 0..4000 {
            let variables = 1 + next(3) as usize;
            let mut rows: Vec<Row> =
                (0..variables).map(|j| row(&[(j as u16, 1)], next(6) as i32)).collect();
            for _ in 0..1 + next(4) {
                let terms: Vec<(u16, i32)> =
                    (0..variables).map(|j| (j as u16, next(7) as i32 - 3)).collect();
                rows.push(Row { terms, bound: next(9) as i32 - 5 });
            }
            let fits = |x: &[i32]| {
                rows.iter().all(|r| {
                    r.terms.iter().map(|&(j, c)| c * x[usize::from(j)]).sum::<i32>() <= r.bound
                })
            };
            let mut any = false;
            for code in 0..6i32.pow(variables as u32) {
                let x: Vec<i32> = (0..variables).map(|j| code / 6i32.pow(j as u32) % 6).collect();
                any |= fits(&x);
            }
            match solve(variables, &rows, &mut 10_000) {
                Solution::Found(x) => {
                    assert!(fits(&x) && any, "{rows:?} {x:?}");
                    found += 1;
                }
                Solution::None(refutation) => {
                    assert!(!any, "{rows:?}");
                    assert!(holds(variables, &mut rows.clone(), &refutation), "{rows:?}");
                    refuted += 1;
                }
                Solution::GivenUp => panic!("given up: {rows:?}"),
            }
        }
        assert!(found > 500 && refuted > 500);
    }
}
