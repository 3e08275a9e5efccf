//! Random numbers by position: the same trial gets the same numbers, whoever runs
//! it and in whatever order.

const GOLDEN: u64 = 0x9e37_79b9_7f4a_7c15;

/// Scrambles 64 bits.
///
/// Source: the finaliser of SplitMix64; Steele, Lea and Flood (2014), "Fast
/// splittable pseudorandom number generators".
#[inline]
pub(crate) fn mix(mut z: u64) -> u64 {
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

/// The random numbers of one trial, addressed by number.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Stream {
    key: u64,
}

impl Stream {
    /// Returns the stream of a trial.
    pub(crate) fn new(seed: u64, trial: u64) -> Stream {
        Stream { key: mix(mix(seed ^ GOLDEN).wrapping_add(trial.wrapping_mul(GOLDEN))) }
    }

    /// Returns the 64 bits at a position.
    #[inline]
    pub(crate) fn at(self, position: u32) -> u64 {
        mix(self.key.wrapping_add(u64::from(position).wrapping_mul(GOLDEN)))
    }
}

/// Turns 64 random bits into a standard normal number.
pub(crate) struct Normals {
    quantiles: Vec<f32>,
}

impl Normals {
    const SIZE: usize = 4096;

    pub(crate) fn new() -> Normals {
        // One more for interpolating; the ends are the medians of the outermost
        // cells, so that nothing is infinite.
        let quantiles = (0..=Normals::SIZE)
            .map(|i| {
                let p = (i as f64 / Normals::SIZE as f64).clamp(0.000_12, 0.999_88);
                quantile(p) as f32
            })
            .collect();
        Normals { quantiles }
    }

    /// Returns a standard normal number from two random numbers, of which the first
    /// gives twelve bits and the second sixteen.
    #[inline]
    pub(crate) fn normal(&self, coarse: u16, fine: u16) -> f32 {
        let cell = usize::from(coarse >> 4);
        let within = f32::from(fine) * (1.0 / 65_536.0);
        let low = self.quantiles[cell];
        low + (self.quantiles[cell + 1] - low) * within
    }
}

/// Returns the quantile of the standard normal distribution.
///
/// Source: Acklam's rational approximation, relative error below 1.2e-9.
fn quantile(p: f64) -> f64 {
    const A: [f64; 6] = [
        -3.969_683_028_665_376e1,
        2.209_460_984_245_205e2,
        -2.759_285_104_469_687e2,
        1.383_577_518_672_69e2,
        -3.066_479_806_614_716e1,
        2.506_628_277_459_239,
    ];
    const B: [f64; 5] = [
        -5.447_609_879_822_406e1,
        1.615_858_368_580_409e2,
        -1.556_989_798_598_866e2,
        6.680_131_188_771_972e1,
        -1.328_068_155_288_572e1,
    ];
    const C: [f64; 6] = [
        -7.784_894_002_430_293e-3,
        -3.223_964_580_411_365e-1,
        -2.400_758_277_161_838,
        -2.549_732_539_343_734,
        4.374_664_141_464_968,
        2.938_163_982_698_783,
    ];
    const D: [f64; 4] = [
        7.784_695_709_041_462e-3,
        3.224_671_290_700_398e-1,
        2.445_134_137_142_996,
        3.754_408_661_907_416,
    ];
    let poly = |c: &[f64], x: f64| c.iter().fold(0.0, |sum, k| sum * x + k);
    let tail = |q: f64| poly(&C, q) / (poly(&D, q) * q + 1.0);
    if p < 0.024_25 {
        tail((-2.0 * p.ln()).sqrt())
    } else if p > 1.0 - 0.024_25 {
        -tail((-2.0 * (1.0 - p).ln()).sqrt())
    } else {
        let q = p - 0.5;
        let r = q * q;
        poly(&A, r) * q / (poly(&B, r) * r + 1.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn normal_numbers_have_mean_zero_and_variance_one() {
        let normals = Normals::new();
        let (mut sum, mut squares, n) = (0.0, 0.0, 200_000);
        for i in 0..n {
            let bits = Stream::new(1, i).at(3);
            let z = f64::from(normals.normal(bits as u16, (bits >> 16) as u16));
            sum += z;
            squares += z * z;
        }
        assert!((sum / n as f64).abs() < 0.01);
        assert!((squares / n as f64 - 1.0).abs() < 0.01);
        assert!((quantile(0.975) - 1.959_964).abs() < 1e-6);
    }

    #[test]
    fn streams_differ_by_trial_and_by_seed() {
        assert_ne!(Stream::new(1, 1).at(0), Stream::new(1, 2).at(0));
        assert_ne!(Stream::new(1, 1).at(0), Stream::new(2, 1).at(0));
        assert_eq!(Stream::new(1, 1).at(7), Stream::new(1, 1).at(7));
    }
}
