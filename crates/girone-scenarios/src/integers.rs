//! Whole-number solutions of small systems of linear inequalities.
//!
//! A criss-cross method on a fraction-free tableau finds a rational point or
//! weights that refute the system; a fractional point is cut by branching. All
//! arithmetic is on integers, and an overflow is an answer (`GivenUp`).

/// `Σ coefficient · variable ≤ bound`; variables are whole numbers of 0 or more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Row {
    /// Coefficients by variable, each variable at most once.
    pub terms: Vec<(u16, i32)>,
    /// The right-hand side.
    pub bound: i32,
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

/// Looks for whole numbers of 0 or more that satisfy all rows.
pub(crate) fn solve(variables: usize, rows: &[Row], steps: &mut u64) -> Solution {
    let mut rows = rows.to_vec();
    branch(variables, &mut rows, steps, 0)
}

fn branch(variables: usize, rows: &mut Vec<Row>, steps: &mut u64, depth: usize) -> Solution {
    // The origin is the plainest answer and often the right one.
    if rows.iter().all(|r| r.bound >= 0) {
        return Solution::Found(vec![0; variables]);
    }
    let (values, denominator) = match relax(variables, rows, steps) {
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
    rows.push(Row { terms: vec![(variable, 1)], bound: floor });
    let lower = branch(variables, rows, steps, depth + 1);
    rows.pop();
    let lower = match lower {
        Solution::None(refutation) => refutation,
        other => return other,
    };
    rows.push(Row { terms: vec![(variable, -1)], bound: -floor - 1 });
    let upper = branch(variables, rows, steps, depth + 1);
    rows.pop();
    match upper {
        Solution::None(upper) => Solution::None(Refutation::Cases {
            variable,
            at: floor,
            lower: Box::new(lower),
            upper: Box::new(upper),
        }),
        other => other,
    }
}

enum Relaxed {
    /// Numerators by variable and the common denominator.
    Point(Vec<i128>, i128),
    Refuted(Vec<(u16, i64)>),
    GivenUp,
}

/// Finds a rational point by the criss-cross method with least indices, which
/// ends after finitely many steps.
fn relax(variables: usize, rows: &[Row], steps: &mut u64) -> Relaxed {
    let (m, n) = (rows.len(), variables);
    // Each basic variable is (right + Σ entry · nonbasic) / denominator; column
    // n is the right-hand side.
    let width = n + 1;
    let mut t = vec![0i128; m * width];
    for (i, row) in rows.iter().enumerate() {
        for &(j, c) in &row.terms {
            t[i * width + usize::from(j)] -= i128::from(c);
        }
        t[i * width + n] = i128::from(row.bound);
    }
    let mut denominator = 1i128;
    let mut nonbasic: Vec<usize> = (0..n).collect();
    let mut basic: Vec<usize> = (n..n + m).collect();
    loop {
        let leaving = (0..m).filter(|&i| t[i * width + n] < 0).min_by_key(|&i| basic[i]);
        let Some(i) = leaving else {
            let mut values = vec![0i128; n];
            for (i, &b) in basic.iter().enumerate() {
                if b < n {
                    values[b] = t[i * width + n];
                }
            }
            return Relaxed::Point(values, denominator);
        };
        let entering = (0..n).filter(|&j| t[i * width + j] > 0).min_by_key(|&j| nonbasic[j]);
        let Some(j) = entering else {
            let mut weights = Vec::new();
            let mut weigh = |variable: usize, weight: i128| -> bool {
                if variable >= n && weight != 0 {
                    let Ok(weight) = i64::try_from(weight) else { return false };
                    weights.push(((variable - n) as u16, weight));
                }
                true
            };
            let mut fits = weigh(basic[i], denominator);
            for j in 0..n {
                fits &= weigh(nonbasic[j], -t[i * width + j]);
            }
            return if fits { Relaxed::Refuted(weights) } else { Relaxed::GivenUp };
        };
        if *steps == 0 {
            return Relaxed::GivenUp;
        }
        *steps -= 1;
        let pivot = t[i * width + j];
        for r in 0..m {
            if r == i {
                continue;
            }
            let factor = t[r * width + j];
            for c in 0..width {
                if c == j {
                    continue;
                }
                let product = t[r * width + c]
                    .checked_mul(pivot)
                    .zip(factor.checked_mul(t[i * width + c]))
                    .and_then(|(a, b)| a.checked_sub(b));
                let Some(product) = product else { return Relaxed::GivenUp };
                t[r * width + c] = product / denominator;
            }
        }
        for c in 0..width {
            if c != j {
                t[i * width + c] = -t[i * width + c];
            }
        }
        t[i * width + j] = denominator;
        denominator = pivot;
        std::mem::swap(&mut basic[i], &mut nonbasic[j]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(terms: &[(u16, i32)], bound: i32) -> Row {
        Row { terms: terms.to_vec(), bound }
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
