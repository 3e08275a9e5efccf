#!/usr/bin/env python3
"""Best and worst places of a league by points, with a general MIP solver.

A baseline for `cargo bench -p girone-scenarios`, on one core; never a dependency.
Floating point may err on the side of a wrong certainty, which is why Girone does
not use it.

    pip install highspy
    python3 benches/peers/scenarios_highs.py ../shared/scenarios/epl_2010_11.json 33
"""

import json
import sys
import time

import highspy


def places(teams, played, remaining):
    n = len(teams)
    points = [0] * n
    for _, h, a, hg, ag in played:
        points[h] += 3 if hg > ag else 1 if hg == ag else 0
        points[a] += 3 if ag > hg else 1 if hg == ag else 0
    for team in range(n):
        yield team, *(solve(n, team, points, remaining, best) for best in (True, False))


def solve(n, team, points, remaining, best):
    """The place with level teams counted for (best) or against the team (worst)."""
    h = highspy.Highs()
    h.setOptionValue("output_flag", False)
    h.setOptionValue("threads", 1)
    wins = [(h.addBinary(), h.addBinary()) for _ in remaining]
    total = [points[t] for t in range(n)]
    for (home_wins, away_wins), (_, home, away, *_) in zip(wins, remaining):
        h.addConstr(home_wins + away_wins <= 1)
        drawn = 1 - home_wins - away_wins
        total[home] = total[home] + 3 * home_wins + drawn
        total[away] = total[away] + 3 * away_wins + drawn
    far = 3 * len(remaining) + 120
    counted = []
    for rival in range(n):
        if rival == team:
            continue
        z = h.addBinary()
        counted.append(z)
        if best:  # z: the rival stays level or below
            h.addConstr(total[rival] - total[team] <= far * (1 - z))
        else:  # z: the rival comes level or above
            h.addConstr(total[team] - total[rival] <= far * (1 - z))
    h.maximize(sum(counted))
    value = round(h.getObjectiveValue())
    return n - value if best else 1 + value


def main():
    path, matchday = sys.argv[1], int(sys.argv[2])
    with open(path, encoding="utf-8") as f:
        league = json.load(f)
    matches = league["matches"]
    played, remaining = matches[: 10 * matchday], matches[10 * matchday :]
    start = time.perf_counter()
    rows = list(places(league["teams"], played, remaining))
    taken = time.perf_counter() - start
    for team, best, worst in rows:
        print(f"{best:2} {worst:2} {league['teams'][team]}")
    print(f"{taken:.3f} s for {2 * len(rows)} places", file=sys.stderr)


if __name__ == "__main__":
    main()
