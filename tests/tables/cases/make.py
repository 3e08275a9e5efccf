#!/usr/bin/env python3
"""Makes one case for every criterion of every rule book.

    python3 tests/tables/cases/make.py [ID ...]

With ids only the cases of those rule books are made again. Reads `regulations/*.toml` and writes `tests/tables/cases/books.txt`. Seasons of a few
teams are drawn at random from a fixed seed until every criterion has separated two
teams in one. The evaluator here is written from the wording of the rule books and
shares nothing with Girone, which has to come to the same places for the same reasons.
"""
import pathlib
import random
import sys
import tomllib
from fractions import Fraction

ROOT = pathlib.Path(__file__).resolve().parents[3]
COUNTS = {"points", "goal-difference", "goals-scored", "goal-average", "away-goals",
          "away-goals-of-two", "wins", "away-wins", "goals-conceded"}
INFINITE = Fraction(10**9)


class Season:
    def __init__(self, teams, results):
        self.teams, self.results = teams, results
        self.conduct, self.lots, self.playoffs, self.rankings = {}, [], [], {}


def add_up(season, points, only=None):
    """Counts of each team over the matches (among `only`, if given)."""
    total = {t: dict(played=0, points=0, gf=0, ga=0, wins=0, away_goals=0, away_wins=0)
             for t in season.teams}
    for home, away, h, a in season.results:
        if only is not None and not (home in only and away in only):
            continue
        for team, own, other, is_away in ((home, h, a, False), (away, a, h, True)):
            row = total[team]
            row["played"] += 1
            row["gf"] += own
            row["ga"] += other
            row["points"] += points[0] if own > other else points[1] if own == other else points[2]
            row["wins"] += own > other
            if is_away:
                row["away_goals"] += own
                row["away_wins"] += own > other
    return total


def value(row, count):
    if count == "points":
        return row["points"]
    if count == "goal-difference":
        return row["gf"] - row["ga"]
    if count == "goals-scored":
        return row["gf"]
    if count == "goal-average":
        if row["gf"] == 0:
            return Fraction(0)
        return INFINITE if row["ga"] == 0 else Fraction(row["gf"], row["ga"])
    if count in ("away-goals", "away-goals-of-two"):
        return row["away_goals"]
    if count == "wins":
        return row["wins"]
    if count == "away-wins":
        return row["away_wins"]
    if count == "goals-conceded":
        return -row["ga"]
    raise KeyError(count)


def split(teams, key):
    """Parts of equal key, the greatest first."""
    keys = sorted({key(t) for t in teams}, reverse=True)
    return [[t for t in teams if key(t) == k] for k in keys]


class Book:
    def __init__(self, data):
        p = data.get("points", {"win": 3, "draw": 1, "loss": 0})
        self.points = (p["win"], p["draw"], p["loss"])
        self.per_game = data.get("rank-by") == "points-per-game"
        self.steps = self.book = [self.step(c) for c in data["criteria"]]
        early = data.get("provisional", {})
        # Here no season has fixtures left, so of the orders that hold before the end
        # only the one that waits for return legs can apply.
        self.early = ([self.step(c) for c in early["criteria"]]
                      if early.get("until") == "return-leg" else None)

    @staticmethod
    def step(c):
        if isinstance(c, str):
            return {"kind": c}
        if "head-to-head" in c:
            return {"kind": "head-to-head", "counts": c["head-to-head"],
                    "two": c.get("two-teams"), "reapply": c["reapply"],
                    "once": c.get("once", "always")}
        if "ranking" in c:
            return {"kind": "ranking", "name": c["ranking"]}
        return {"kind": c["criterion"], "for": c.get("for")}

    def targets(self):
        names = []
        for s in self.steps:
            if s["kind"] == "head-to-head":
                names += ["head-to-head " + c for c in s["counts"] + (s["two"] or [])]
            elif s["kind"] == "ranking":
                names.append("ranking " + s["name"])
            else:
                names.append(s["kind"])
        return list(dict.fromkeys(names))

    def rank(self, season):
        """Returns [(place, team, by)], first place first."""
        self.season = season
        self.total = add_up(season, self.points)
        self.out = []

        def first(t):
            row = self.total[t]
            if not self.per_game:
                return row["points"]
            return Fraction(row["points"], row["played"]) if row["played"] else Fraction(0)

        for part in split(season.teams, first):
            self.mark("points")
            early = self.early is not None and len(part) > 1 and not self.met_in_full(part)
            self.steps = self.early if early else self.book
            self.apply(part, 0)
        self.steps = self.book
        return self.out

    def mark(self, by):
        self.by = by

    def put(self, part):
        place = len(self.out) + 1
        for i, team in enumerate(part):
            self.out.append((place, team, self.by if i == 0 and place > 1 else None))

    def each(self, parts, by, go_on):
        for i, part in enumerate(parts):
            if i:
                self.mark(by)
            go_on(part)

    def apply(self, part, k):
        if len(part) == 1 or k == len(self.steps):
            self.put(part)
            return
        s = self.steps[k]
        kind = s["kind"]
        if kind == "head-to-head":
            if s["once"] == "all-played" and not self.met_in_full(part):
                self.apply(part, k + 1)
            else:
                self.head_to_head(part, s, k)
            return
        if kind == "away-goals-of-two" and len(part) != 2:
            self.apply(part, k + 1)
            return
        if kind == "shoot-out" and not self.met_last(part):
            self.apply(part, k + 1)
            return
        if kind == "play-off" and s.get("for"):
            self.play_off_for(part, s["for"], k)
            return
        key = self.key(kind, s, part)
        if key is None:
            self.put(part)
            return
        by = "ranking " + s["name"] if kind == "ranking" else kind
        self.each(split(part, key), by, lambda p: self.apply(p, k + 1))

    def play_off_for(self, part, places, k):
        """The criteria that follow put the level teams in order; the two on both sides
        of a line that is contested then play, or stay level until they have."""
        start = len(self.out)
        self.apply(part, k + 1)
        rows, self.out = self.out[start:], self.out[:start]
        parts = []
        for place, team, by in rows:
            if parts and parts[-1][0] == place:
                parts[-1][1].append(team)
            else:
                parts.append([place, [team], by])
        for line in places:
            if not start + 1 <= line < start + len(part):
                continue
            at = next((i for i, p in enumerate(parts) if p[0] == line), None)
            if at is None:
                continue
            if len(parts[at][1]) == 2:
                pair, apart = list(parts[at][1]), False
            elif (len(parts[at][1]) == 1 and at + 1 < len(parts)
                  and len(parts[at + 1][1]) == 1):
                pair, apart = [parts[at][1][0], parts[at + 1][1][0]], True
            else:
                continue
            held = [(w, l) for w, l in self.season.playoffs if w in pair and l in pair]
            net = sum((w == pair[0]) - (l == pair[0]) for w, l in held)
            if net:
                winner, loser = pair if net > 0 else pair[::-1]
                new = [[line, [winner], parts[at][2]], [line + 1, [loser], "play-off"]]
            else:
                new = [[line, pair, parts[at][2]]]
            parts[at:at + (2 if apart else 1)] = new
        for place, teams, by in parts:
            self.out += [(place, t, by if i == 0 and place > 1 else None)
                         for i, t in enumerate(teams)]

    def met_in_full(self, part):
        """Whether the level teams have met each other as often as any two have."""
        n = len(self.season.teams)
        if len(self.season.results) % (n * (n - 1) // 2) == 0:
            return True
        met = {}
        for home, away, _, _ in self.season.results:
            pair = frozenset((home, away))
            met[pair] = met.get(pair, 0) + 1
        most = max(met.values(), default=0)
        return all(met.get(frozenset((a, b)), 0) == most for a in part for b in part if a < b)

    def met_last(self, part):
        if len(part) != 2:
            return False
        last = {}
        for i, (home, away, _, _) in enumerate(self.season.results):
            last[home] = last[away] = i
        return last.get(part[0]) is not None and last.get(part[0]) == last.get(part[1])

    def key(self, kind, s, part):
        season, total = self.season, self.total
        if kind in COUNTS:
            return lambda t: value(total[t], kind)
        if kind == "ranking":
            known = season.rankings.get(s["name"], {})
            return known.get if all(t in known for t in part) else None
        if kind == "conduct":
            return season.conduct.get if all(t in season.conduct for t in part) else None
        if kind == "lots":
            return (lambda t: -season.lots.index(t)) if all(t in season.lots for t in part) else None
        if kind in ("play-off", "shoot-out"):
            held = [(w, l) for w, l in season.playoffs if w in part and l in part]
            if not held:
                return None
            return lambda t: sum((w == t) - (l == t) for w, l in held)
        of = {"opponents-points": lambda r: r["points"],
              "opponents-goal-difference": lambda r: r["gf"] - r["ga"],
              "opponents-goals": lambda r: r["gf"]}[kind]

        def opponents(t):
            against = [a if h == t else h for h, a, _, _ in season.results if t in (h, a)]
            return sum(of(total[o]) for o in against)
        return opponents

    def head_to_head(self, part, s, k):
        def counts_for(among):
            return s["two"] if s["two"] and len(among) == 2 else s["counts"]

        def go(among, part, i):
            if len(part) == 1:
                self.put(part)
                return
            counts = counts_for(among)
            if i >= len(counts):
                if s["reapply"] == "restarting" and len(part) < len(among):
                    go(part, part, 0)
                else:
                    self.apply(part, k + 1)
                return
            count = counts[i]
            if count == "away-goals-of-two" and len(among) != 2:
                go(among, part, i + 1)
                return
            mini = add_up(self.season, self.points, set(among))
            parts = split(part, lambda t: value(mini[t], count))
            narrow = s["reapply"] == "narrowing"
            self.each(parts, "head-to-head " + count,
                      lambda p: go(p if narrow else among, p, i + 1))

        go(part, part, 0)


def draw(rng, book):
    """Draws a small season."""
    n = rng.choice([2, 2, 3, 3, 4, 4, 5])
    teams = [chr(65 + i) for i in range(n)]
    goals = rng.choice([1, 1, 2, 2, 3])
    pairs = [(a, b) for a in teams for b in teams if a != b]
    shape = rng.random()
    if shape < 0.4:
        fixtures = pairs
    elif shape < 0.7:
        fixtures = [(a, b) if rng.random() < 0.5 else (b, a) for a, b in pairs if a < b]
    else:
        fixtures = [p for p in pairs if rng.random() < 0.5]
    rng.shuffle(fixtures)
    season = Season(teams, [(h, a, rng.randint(0, goals), rng.randint(0, goals))
                            for h, a in fixtures])
    kinds = {s["kind"] for s in book.steps}
    if "conduct" in kinds:
        season.conduct = {t: -rng.randint(0, 2) for t in teams}
    if "lots" in kinds:
        season.lots = rng.sample(teams, n)
    for s in book.steps:
        if s["kind"] == "ranking":
            # Coefficients may be equal, though ranks are not.
            season.rankings[s["name"]] = {t: -rng.randint(1, n) for t in teams}
    if kinds & {"play-off", "shoot-out"} and n >= 2 and rng.random() < 0.7:
        season.playoffs = [tuple(rng.sample(teams, 2))]
    return season


def find(book, rng, tries):
    """Returns the smallest season found for each criterion."""
    wanted = set(book.targets())
    found = {}
    for i in range(tries):
        season = draw(rng, book)
        size = (len(season.teams), len(season.results), sum(r[2] + r[3] for r in season.results))
        rows = book.rank(season)
        for _, _, by in rows:
            if by in wanted and (by not in found or size < found[by][0]):
                found[by] = (size, season, rows)
        # Once all are found, a few more draws make them smaller.
        if i > 4000 and len(found) == len(wanted):
            break
    return found


def write(book_id, target, book, season, rows):
    kinds = {s["kind"] for s in book.steps}
    lines = [f"## {book_id}: {target}", f"Regulation: {book_id}"]
    lines += [f"{h} {x}-{y} {a}" for h, a, x, y in season.results]
    if season.conduct and "conduct" in kinds:
        lines.append("Conduct: " + ", ".join(f"{t} {v}" for t, v in season.conduct.items()))
    for name, values in season.rankings.items():
        lines.append(f"Ranking {name}: " + ", ".join(f"{t} {v}" for t, v in values.items()))
    if season.lots:
        lines.append("Lots: " + " ".join(season.lots))
    lines += [f"Play-off: {w} beat {l}" for w, l in season.playoffs]
    lines += [f"{p} {t}" + (f" by {by}" if by else "") for p, t, by in rows]
    return "\n".join(lines) + "\n"


def main():
    out = pathlib.Path(__file__).with_name("books.txt")
    only, kept = set(sys.argv[1:]), {}
    if only:
        for block in out.read_text().split("\n## ")[1:]:
            kept.setdefault(block.split(":")[0], []).append("## " + block.rstrip() + "\n")
    blocks, missing, known = [], [], {}
    for path in sorted((ROOT / "regulations").glob("*.toml")):
        data = tomllib.loads(path.read_text())
        if only and data["id"] not in only:
            blocks += kept.get(data["id"], [])
            continue
        book = Book(data)
        signature = repr((book.points, book.per_game, book.steps, book.early))
        if signature not in known:
            known[signature] = find(book, random.Random(2026), 100_000)
        for target in book.targets():
            if target in known[signature]:
                _, season, rows = known[signature][target]
                blocks.append(write(data["id"], target, book, season, rows))
            else:
                missing.append(f"{data['id']}: {target}")
    head = "# Made by make.py: one case for every criterion of every rule book.\n\n"
    out.write_text(head + "\n".join(blocks))
    print(f"{len(blocks)} cases", *(f"no case for {m}" for m in missing), sep="\n")


if __name__ == "__main__":
    main()
