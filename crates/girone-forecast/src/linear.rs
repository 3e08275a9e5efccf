//! The little linear algebra that a fit needs.

/// A symmetric positive definite matrix, factored as L·Lᵀ.
pub(crate) struct Cholesky {
    size: usize,
    /// L by rows, without the upper triangle's meaning.
    lower: Vec<f64>,
}

impl Cholesky {
    /// Factors the matrix whose lower triangle is given by rows; `None` if it is
    /// not positive definite.
    pub(crate) fn factor(matrix: &[f64], size: usize) -> Option<Cholesky> {
        let mut lower = matrix.to_vec();
        for i in 0..size {
            let (done, rest) = lower.split_at_mut(i * size);
            let row = &mut rest[..size];
            for j in 0..i {
                let other = &done[j * size..j * size + j + 1];
                let sum = dot(&row[..j], &other[..j]);
                row[j] = (row[j] - sum) * other[j];
            }
            let pivot = row[i] - dot(&row[..i], &row[..i]);
            if pivot.is_nan() || pivot <= 0.0 {
                return None;
            }
            // The inverse of the diagonal is kept: it is only divided by.
            row[i] = 1.0 / pivot.sqrt();
        }
        Some(Cholesky { size, lower })
    }

    /// Returns L by rows, with zeros above the diagonal.
    pub(crate) fn rows(&self) -> Vec<f64> {
        let n = self.size;
        let mut rows = vec![0.0; n * n];
        for i in 0..n {
            rows[i * n..i * n + i].copy_from_slice(&self.lower[i * n..i * n + i]);
            rows[i * n + i] = 1.0 / self.lower[i * n + i];
        }
        rows
    }

    /// Solves in place.
    pub(crate) fn solve(&self, right: &mut [f64]) {
        let n = self.size;
        for i in 0..n {
            let row = &self.lower[i * n..i * n + i + 1];
            right[i] = (right[i] - dot(&row[..i], &right[..i])) * row[i];
        }
        for i in (0..n).rev() {
            let row = &self.lower[i * n..i * n + i + 1];
            right[i] *= row[i];
            let value = right[i];
            for (r, l) in right[..i].iter_mut().zip(row) {
                *r -= value * l;
            }
        }
    }
}

/// Returns the inner product, summed in four lanes so that the compiler can use
/// vector instructions.
fn dot(a: &[f64], b: &[f64]) -> f64 {
    let mut lanes = [0.0; 8];
    let (a8, b8) = (a.chunks_exact(8), b.chunks_exact(8));
    let tail: f64 = a8.remainder().iter().zip(b8.remainder()).map(|(x, y)| x * y).sum();
    for (x, y) in a8.zip(b8) {
        for lane in 0..8 {
            lanes[lane] += x[lane] * y[lane];
        }
    }
    lanes.iter().sum::<f64>() + tail
}
