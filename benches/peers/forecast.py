"""What an analyst would write in Python, timed on one core.

    benches/peers/run [RESULTS_CSV]

installs the packages from PyPI into a folder of their own and runs this and
`cargo bench -p girone-forecast`, one after the other on one core.

RESULTS_CSV is the international record (date,home_team,away_team,home_score,
away_score,tournament,city,country,neutral). Without it only simulations run.
"""

import csv
import datetime
import sys
import time

import numpy as np


def best(runs, f):
    times = []
    for _ in range(runs):
        start = time.process_time()
        f()
        times.append(time.process_time() - start)
    return min(times)


def rate(what, count, seconds):
    print(f"{what:64} {count / seconds:12,.0f} /s")


def round_robin(teams):
    return np.array([(h, a) for h in range(teams) for a in range(teams) if h != a])


def play(rng, trials, teams):
    """Goals of all matches, trials x matches."""
    pairs = round_robin(teams)
    strength = 0.4 - 0.8 * np.arange(teams) / teams
    gap = strength[pairs[:, 0]] - strength[pairs[:, 1]] + 0.18
    home = rng.poisson(np.exp(0.2 + gap), (trials, len(pairs)))
    away = rng.poisson(np.exp(0.2 - gap), (trials, len(pairs)))
    return pairs, home, away


def totals(pairs, home, away, teams):
    """Points, goal difference and goals, trials x teams."""
    at_home = np.eye(teams, dtype=np.int64)[pairs[:, 0]]
    visiting = np.eye(teams, dtype=np.int64)[pairs[:, 1]]
    points_home = np.where(home > away, 3, np.where(home == away, 1, 0))
    points_away = np.where(away > home, 3, np.where(home == away, 1, 0))
    points = points_home @ at_home + points_away @ visiting
    difference = (home - away) @ at_home + (away - home) @ visiting
    goals = home @ at_home + away @ visiting
    return points, difference, goals


def season(trials, teams=20):
    rng = np.random.default_rng(1)
    pairs, home, away = play(rng, trials, teams)
    points, difference, goals = totals(pairs, home, away, teams)
    key = (points * 1_000 + difference + 500) * 1_000 + goals
    order = np.argsort(-key, axis=1)
    counts = np.zeros((teams, teams), dtype=np.int64)
    for place in range(teams):
        counts[:, place] = np.bincount(order[:, place], minlength=teams)
    return counts


def group_head_to_head(trials, teams=5):
    """Head-to-head points, difference and goals among all level on points, then
    overall: without starting again for those still level, which numpy cannot say
    in a line."""
    rng = np.random.default_rng(1)
    pairs, home, away = play(rng, trials, teams)
    points, difference, goals = totals(pairs, home, away, teams)
    level = points[:, pairs[:, 0]] == points[:, pairs[:, 1]]
    points_home = np.where(home > away, 3, np.where(home == away, 1, 0))
    points_away = np.where(away > home, 3, np.where(home == away, 1, 0))
    mini = np.zeros((trials, teams), dtype=np.int64)
    for i, (h, a) in enumerate(pairs):
        on = level[:, i]
        mini[:, h] += on * (points_home[:, i] * 10**6 + (home - away)[:, i] * 10**3 + home[:, i])
        mini[:, a] += on * (points_away[:, i] * 10**6 + (away - home)[:, i] * 10**3 + away[:, i])
    key = ((points * 10**8 + mini) * 10**3 + difference + 500) * 10**3 + goals
    order = np.argsort(-key, axis=1)
    return np.stack([np.bincount(order[:, p], minlength=teams) for p in range(teams)])


def dixon_coles(path):
    try:
        import penaltyblog as pb
    except ImportError:
        print("penaltyblog is not installed: pip install penaltyblog")
        return
    with open(path, newline="", encoding="utf-8") as file:
        rows = [r for r in csv.DictReader(file) if r["home_score"].isdigit()]
    official = {
        t
        for r in rows
        if r["date"] > "2010" and ("qualification" in r["tournament"] or "Nations League" in r["tournament"])
        for t in (r["home_team"], r["away_team"])
    }
    rows = [r for r in rows if r["home_team"] in official and r["away_team"] in official][-10_204:]
    last = datetime.date.fromisoformat(rows[-1]["date"])
    age = [(last - datetime.date.fromisoformat(r["date"])).days for r in rows]
    weights = 0.5 ** (np.array(age) / 2000)
    home = [int(r["home_score"]) for r in rows]
    away = [int(r["away_score"]) for r in rows]

    def fit():
        model = pb.models.DixonColesGoalModel(
            home, away, [r["home_team"] for r in rows], [r["away_team"] for r in rows], weights
        )
        model.fit()

    seconds = best(1, fit)
    print(f"{'penaltyblog Dixon-Coles, 10,204 internationals':64} {seconds * 1e3:12,.0f} ms")
    scipy_dixon_coles(rows, np.array(home), np.array(away), weights)


def scipy_dixon_coles(rows, x, y, weights):
    """The same model with its gradient written out, by scipy's L-BFGS-B: how much of
    a peer's time is its optimiser."""
    from scipy.optimize import minimize

    names = sorted({t for r in rows for t in (r["home_team"], r["away_team"])})
    number = {t: i for i, t in enumerate(names)}
    h = np.array([number[r["home_team"]] for r in rows])
    a = np.array([number[r["away_team"]] for r in rows])
    at_home = np.array([r["neutral"] != "TRUE" for r in rows], dtype=float)
    n, ridge = len(names), 0.5

    def loss(v):
        attack, defence, (base, ground, rho) = v[:n], v[n : 2 * n], v[2 * n :]
        log_home = base + ground * at_home + attack[h] - defence[a]
        log_away = base + attack[a] - defence[h]
        lam, mu = np.exp(log_home), np.exp(log_away)
        cells = [(x == 0) & (y == 0), (x == 0) & (y == 1), (x == 1) & (y == 0), (x == 1) & (y == 1)]
        by_rho = np.select(cells, [-lam * mu, lam, mu, -1.0], 0.0)
        tau = np.maximum(1 + rho * by_rho, 1e-3)
        value = (weights * (lam - x * log_home + mu - y * log_away - np.log(tau))).sum()
        value += 0.5 * ridge * (attack @ attack + defence @ defence)
        grow = rho * by_rho / tau
        slope_home = weights * (lam - x - np.where(cells[0] | cells[1], grow, 0.0))
        slope_away = weights * (mu - y - np.where(cells[0] | cells[2], grow, 0.0))
        to = lambda index, values: np.bincount(index, values, n)
        gradient = np.concatenate([
            to(h, slope_home) + to(a, slope_away) + ridge * attack,
            -to(a, slope_home) - to(h, slope_away) + ridge * defence,
            [(slope_home + slope_away).sum(), slope_home @ at_home, -(weights * by_rho / tau).sum()],
        ])
        return value, gradient

    start = np.concatenate([np.zeros(2 * n), [0.2, 0.25, -0.05]])
    options = {"maxiter": 2_000, "gtol": 1e-6, "ftol": 1e-15}
    fit = lambda: minimize(loss, start, jac=True, method="L-BFGS-B", options=options)
    seconds = best(3, fit)
    print(f"{'scipy L-BFGS-B on the same objective, gradient written out':64} {seconds * 1e3:12,.0f} ms")


if __name__ == "__main__":
    rate("numpy, season of 380 matches, goals first", 20_000, best(3, lambda: season(20_000)))
    rate("numpy, group of five, head-to-head", 100_000, best(3, lambda: group_head_to_head(100_000)))
    if len(sys.argv) > 1:
        dixon_coles(sys.argv[1])
