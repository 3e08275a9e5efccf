//! How likely what is still open is.

use girone_forecast::Chance;
use girone_model::TeamIx;
use girone_rules::edition::Berth;
use girone_scenarios::Verdict;

use crate::{Basis, Limits, render};

use super::group::Writer;
use super::{Section, Sentence, Topic};

impl Writer<'_> {
    /// How likely what is still open is.
    pub(super) fn likely(&self, limits: &Limits) -> Section {
        let mut sentences = Vec::new();
        let none = |s| Section::new(Topic::Likely, self.lang, s);
        let berths = self.needs.berths(None);
        let settled = |v: Verdict| matches!(v, Verdict::Through | Verdict::Out);
        let is_open = |b: &Berth| {
            let rows = &self.answer.table.rows;
            rows.iter().any(|r| !settled(self.needs.verdict(r.team, b)))
        };
        if self.answer.sheet.sheet.is_finished() || !berths.iter().any(is_open) {
            return none(sentences);
        }
        let options = self.view.quick_forecast(limits);
        let Ok(forecast) = self.view.forecast_beside(self.needs, &options) else {
            return none(sentences);
        };
        // A percentage that rests on nothing is not news.
        if forecast.basis == Basis::Equals || forecast.groups.is_empty() {
            return none(sentences);
        }
        for berth in &berths {
            let id = |b: &usize| forecast.plan.berths[*b].id == berth.id;
            let Some(at) = forecast.berths_of(0).into_iter().find(id) else { continue };
            let mut open: Vec<(TeamIx, Chance)> = self
                .answer
                .table
                .rows
                .iter()
                .filter_map(|r| {
                    let team = self.answer.team(r.team);
                    Some((r.team, forecast.berth(0, team, at)?))
                })
                .filter(|(_, chance)| matches!(chance, Chance::Sampled(_)))
                .collect();
            open.sort_by(|a, b| b.1.value().total_cmp(&a.1.value()));
            let parts: Vec<String> = open
                .iter()
                .map(|(t, c)| format!("{} {}", self.name(*t), render::chance_text(*c, self.lang)))
                .collect();
            if !parts.is_empty() {
                let text = format!("{}: {}.", berth.name.get(self.lang), parts.join(", "));
                sentences.push(Sentence::new(text, vec![self.table_fact()]));
            }
        }
        if !sentences.is_empty() {
            let text = format!("({})", render::basis_text(&forecast, self.lang));
            sentences.push(Sentence::new(text, vec![self.table_fact()]));
        }
        none(sentences)
    }
}
