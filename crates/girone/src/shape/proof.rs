//! Certificates as JSON: one object per node, named as in `girone-scenarios`.

use girone_model::{Lang, TeamIx};
use girone_scenarios::{
    Aim, Behind, Certificate, Ends, Level, Node, Own, Proof, Refutation, Share, Standings, Weights,
};
use serde_json::{Value, json};

use crate::{TableAnswer, View};

/// Names what kind of proof it is.
pub(super) fn kind(certificate: &Certificate) -> &'static str {
    match certificate.proof {
        Proof::Cases(_) => "cases",
        Proof::Points(_) => "points",
        Proof::Standings { .. } => "standings",
    }
}

/// Counts the nodes of a proof.
pub(super) fn size(certificate: &Certificate) -> usize {
    match &certificate.proof {
        Proof::Cases(node) => nodes(node),
        Proof::Points(proof) => proof.cores.iter().map(|c| shares(&c.why)).sum(),
        Proof::Standings { node, .. } => standings(node),
    }
}

fn nodes(node: &Node) -> usize {
    1 + match node {
        Node::Match { home, drawn, away, .. } => nodes(home) + nodes(drawn) + nodes(away),
        Node::Level(level) => levels(level),
        Node::Short(share) | Node::Over(share) => shares(share),
        Node::Settled | Node::Excluded => 0,
    }
}

fn levels(level: &Level) -> usize {
    1 + match level {
        Level::Split { behind, level, ahead, .. } => levels(behind) + levels(level) + levels(ahead),
        Level::Refuted(refutation) => refutations(refutation),
        Level::Settled | Level::Cards => 0,
    }
}

fn refutations(refutation: &Refutation) -> usize {
    match refutation {
        Refutation::Weights(_) => 1,
        Refutation::Cases { lower, upper, .. } => 1 + refutations(lower) + refutations(upper),
    }
}

fn shares(share: &Share) -> usize {
    match share {
        Share::Short(_) => 1,
        Share::Match { home, drawn, away, .. } => 1 + shares(home) + shares(drawn) + shares(away),
    }
}

fn standings(node: &Standings) -> usize {
    1 + match node {
        Standings::TooFew => 0,
        Standings::Short(share) | Standings::Over(share) => shares(share),
        Standings::Weights(_) | Standings::Trailing { .. } => 0,
        Standings::Behind { why, .. } => match why {
            Behind::Points(share) => shares(share),
            Behind::Weights(_) => 1,
        },
        Standings::Case { then, otherwise, .. } => standings(then) + standings(otherwise),
        Standings::Among(node) => nodes(node),
    }
}

/// Makes the JSON of a proof. Matches are positions in `remaining`, from 0.
pub(super) fn shape(view: &View, table: &TableAnswer, certificate: &Certificate) -> Value {
    let write = Writer { view, table };
    let own = match certificate.own {
        Own::Any => "any",
        Own::Won => "won",
        Own::Lost => "lost",
    };
    match &certificate.proof {
        Proof::Cases(node) => json!({ "own_results": own, "cases": write.node(node) }),
        Proof::Points(proof) => json!({
            "own_results": own,
            "aim": aim(proof.aim),
            "cores": proof.cores.iter().map(|c| json!({
                "rivals": write.teams(&c.rivals),
                "why": write.share(&c.why),
            })).collect::<Vec<_>>(),
        }),
        Proof::Standings { aim: of, node } => json!({
            "own_results": own,
            "aim": aim(*of),
            "standings": write.standings(node),
        }),
    }
}

fn aim(aim: Aim) -> &'static str {
    match aim {
        Aim::Below => "rivals-level-or-below",
        Aim::Above => "rivals-level-or-above",
    }
}

struct Writer<'a> {
    view: &'a View,
    table: &'a TableAnswer,
}

impl Writer<'_> {
    fn team(&self, team: TeamIx) -> &str {
        self.view.team_name(self.table.team(team), Lang::En)
    }

    fn teams(&self, teams: &[TeamIx]) -> Vec<&str> {
        teams.iter().map(|t| self.team(*t)).collect()
    }

    fn node(&self, node: &Node) -> Value {
        match node {
            Node::Settled => json!("settled-on-points"),
            Node::Excluded => json!("excluded-by-assumption"),
            Node::Match { game, home, drawn, away } => json!({
                "match": game,
                "home_win": self.node(home),
                "drawn": self.node(drawn),
                "away_win": self.node(away),
            }),
            Node::Level(level) => json!({ "level": self.level(level) }),
            Node::Short(share) => json!({ "cannot_all_do_it": self.share(share) }),
            Node::Over(share) => json!({ "cannot_all_hold_back": self.share(share) }),
        }
    }

    fn level(&self, level: &Level) -> Value {
        match level {
            Level::Settled => json!("settled-on-criteria"),
            Level::Cards => json!("cards-only-take-points-away"),
            Level::Refuted(refutation) => json!({ "refuted": refuted(refutation) }),
            Level::Split { rival, behind, level, ahead } => json!({
                "rival": self.team(*rival),
                "behind": self.level(behind),
                "level": self.level(level),
                "ahead": self.level(ahead),
            }),
        }
    }

    fn share(&self, share: &Share) -> Value {
        match share {
            Share::Short(teams) => json!({ "too_few_points_for": self.teams(teams) }),
            Share::Match { game, home, drawn, away } => json!({
                "match": game,
                "home_win": self.share(home),
                "drawn": self.share(drawn),
                "away_win": self.share(away),
            }),
        }
    }

    fn weights(&self, weights: &Weights) -> Value {
        let of = weights.of.iter().map(
            |(team, win, draw)| json!({ "rival": self.team(*team), "win": win, "draw": draw }),
        );
        let among = weights.among.iter().map(
            |(team, point)| json!({ "rival": self.team(*team), "point_among_level_teams": point }),
        );
        json!({ "scale": weights.scale, "weights": of.chain(among).collect::<Vec<_>>() })
    }

    fn standings(&self, node: &Standings) -> Value {
        match node {
            Standings::TooFew => json!("too-few-rivals"),
            Standings::Short(share) => json!({ "cannot_all_do_it": self.share(share) }),
            Standings::Over(share) => json!({ "cannot_all_hold_back": self.share(share) }),
            Standings::Weights(weights) => json!({ "too_few_by": self.weights(weights) }),
            Standings::Trailing { at_most, rivals } => json!({
                "no_more_than_enough_by": self.weights(at_most),
                "level_and_wrong_together": self.teams(rivals),
            }),
            Standings::Behind { at_most, why } => json!({
                "no_more_than_enough_by": self.weights(at_most),
                "level_teams_among_themselves": match why {
                    Behind::Points(share) => self.share(share),
                    Behind::Weights(weights) => self.weights(weights),
                },
            }),
            Standings::Case { rival, ends, then, otherwise } => json!({
                "rival": self.team(*rival),
                "ends": match ends {
                    Ends::Doing => "does-it",
                    Ends::Level => "level",
                    Ends::Strictly => "does-it-and-not-level",
                },
                "then": self.standings(then),
                "otherwise": self.standings(otherwise),
            }),
            Standings::Among(node) => json!({ "among": self.node(node) }),
        }
    }
}

fn refuted(refutation: &Refutation) -> Value {
    match refutation {
        Refutation::Weights(weights) => json!({ "weights": weights }),
        Refutation::Cases { variable, at, lower, upper } => json!({
            "variable": variable,
            "at": at,
            "at_most": refuted(lower),
            "more": refuted(upper),
        }),
    }
}
