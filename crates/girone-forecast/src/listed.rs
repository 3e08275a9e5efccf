//! Every parameter by name, so that a kept forecast says what it was made with.

use crate::{DixonColesParams, EloParams, FilterParams, ModelParams, PoolWeights};

/// Which forecasts the models make: goes up whenever a default, a model or the way
/// trials are drawn changes what comes out.
pub const MODEL_VERSION: u32 = 1;

impl ModelParams {
    /// Lists all parameters with their names, e.g. `filter.walk`; what is a list of
    /// values has several entries, such as `elo.k.0`. A switch is 0 or 1.
    pub fn listed(&self) -> Vec<(String, f64)> {
        // Taken apart in full, so that a new parameter cannot be forgotten.
        let ModelParams { filter, dixon_coles, elo, pool, refit } = *self;
        let mut all = Listed(Vec::new());
        let FilterParams {
            walk,
            prior,
            open_walk,
            open_prior,
            home_walk,
            home_prior,
            season_jump,
            season_gap,
            weight,
            base,
            base_gain,
            home,
            home_gain,
            inflate,
            spread,
            sharpen,
            knockout_sharpen,
            knockout_base,
            extra_time,
            rho,
            joint,
        } = filter;
        all.add("filter.walk", walk);
        all.add("filter.prior", prior);
        all.add("filter.open_walk", open_walk);
        all.add("filter.open_prior", open_prior);
        all.add("filter.home_walk", home_walk);
        all.add("filter.home_prior", home_prior);
        all.add("filter.season_jump", season_jump);
        all.add("filter.season_gap", f64::from(season_gap));
        all.many("filter.weight", &weight);
        all.add("filter.base", base);
        all.add("filter.base_gain", base_gain);
        all.add("filter.home", home);
        all.add("filter.home_gain", home_gain);
        all.add("filter.inflate", inflate);
        all.add("filter.spread", spread);
        all.add("filter.sharpen", sharpen);
        all.add("filter.knockout_sharpen", knockout_sharpen);
        all.add("filter.knockout_base", knockout_base);
        all.add("filter.extra_time", extra_time);
        all.add("filter.rho", rho);
        all.add("filter.joint", f64::from(u8::from(joint)));
        let DixonColesParams { half_life, ridge, weight, window, tolerance } = dixon_coles;
        all.add("dixon_coles.half_life", half_life);
        all.add("dixon_coles.ridge", ridge);
        all.many("dixon_coles.weight", &weight);
        all.add("dixon_coles.window", f64::from(window));
        all.add("dixon_coles.tolerance", tolerance);
        let EloParams { start, home, k } = elo;
        all.add("elo.start", start);
        all.add("elo.home", home);
        all.many("elo.k", &k);
        let PoolWeights { filter, dixon_coles, elo, middle } = pool;
        all.add("pool.filter", filter);
        all.add("pool.dixon_coles", dixon_coles);
        all.add("pool.elo", elo);
        all.add("pool.middle", middle);
        all.add("refit", f64::from(refit));
        all.0
    }
}

struct Listed(Vec<(String, f64)>);

impl Listed {
    fn add(&mut self, name: &str, value: f64) {
        self.0.push((name.to_owned(), value));
    }

    fn many(&mut self, name: &str, values: &[f64]) {
        for (i, value) in values.iter().enumerate() {
            self.add(&format!("{name}.{i}"), *value);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A change of defaults that does not raise [`MODEL_VERSION`] would make kept
    /// forecasts lie about what they were made with.
    #[test]
    fn a_version_stands_for_its_defaults() {
        let sum = |params: ModelParams| -> f64 {
            let listed = params.listed();
            let small = listed.iter().filter(|(_, v)| *v < 1e6);
            small.enumerate().map(|(i, (_, v))| v * (i + 1) as f64).sum()
        };
        let both = (sum(ModelParams::internationals()), sum(ModelParams::leagues()));
        let known = [(1, (299_540.637_525, 131_391.993_936))];
        let (_, (internationals, leagues)) =
            known.into_iter().find(|(v, _)| *v == MODEL_VERSION).expect("add the new version");
        assert!(
            (both.0 - internationals).abs() < 1e-6 && (both.1 - leagues).abs() < 1e-6,
            "defaults have changed: raise MODEL_VERSION and note {both:?}"
        );
    }

    #[test]
    fn names_are_not_used_twice() {
        let listed = ModelParams::leagues().listed();
        let mut names: Vec<&str> = listed.iter().map(|(n, _)| n.as_str()).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), listed.len());
    }
}
