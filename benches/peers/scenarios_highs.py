#!/usr/bin/env python3
"""Best and worst places of a league by points, with a general MIP solver.

A baseline for `cargo bench -p girone-scenarios`, on one core; never a dependency.
Floating point may err on the side of a wrong certainty, which is why Girone does
not use it.

    pip install highspy
    python3 benches/peers/scenarios_highs.py 33 ../shared/scenarios/epl_2010_11.json
    python3 benches/peers/scenarios_highs.py 20,28,33,36 ../shared/data/football-datasets/*/season-1819.csv

Seasons are CSV files with Date, HomeTeam, AwayTeam, FTHG and FTAG, or JSON files with
`teams` and `matches`. One season prints its places, several only the times.
"""

import csv
import json
import statistics
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


def season(path):
    """Teams and matches in the order in which they were played."""
    if path.endswith(".json"):
        with open(path, encoding="utf-8") as f:
            league = json.load(f)
        return league["teams"], league["matches"]
    with open(path, encoding="latin-1") as f:
        rows = [r for r in csv.DictReader(f) if r.get("FTHG")]
    rows.sort(key=lambda r: r["Date"])
    teams = sorted({r["HomeTeam"] for r in rows} | {r["AwayTeam"] for r in rows})
    at = {team: i for i, team in enumerate(teams)}
    goals = lambda r: (int(float(r["FTHG"])), int(float(r["FTAG"])))
    return teams, [(r["Date"], at[r["HomeTeam"]], at[r["AwayTeam"]], *goals(r)) for r in rows]


def main():
    matchdays, paths = [int(d) for d in sys.argv[1].split(",")], sys.argv[2:]
    taken = []
    for path in paths:
        teams, matches = season(path)
        each = len(teams) // 2
        for matchday in matchdays:
            played, remaining = matches[: each * matchday], matches[each * matchday :]
            start = time.process_time()
            rows = list(places(teams, played, remaining))
            taken.append(time.process_time() - start)
            if len(paths) == 1:
                for team, best, worst in rows:
                    print(f"{best:2} {worst:2} {teams[team]}")
            print(f"{path} after {matchday}: {taken[-1]:.3f} s for {2 * len(rows)} places", file=sys.stderr)
    print(f"median {statistics.median(taken):.3f} s, worst {max(taken):.3f} s of {len(taken)}", file=sys.stderr)


if __name__ == "__main__":
    main()
