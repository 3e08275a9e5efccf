"""Reads `/v4` with a client of football-data.org that others wrote, unchanged."""

import datetime
import sys

from football_api import FootballAPIError, FootballClient, NotFoundError

passed = 0


def check(what, holds, found=""):
    global passed
    assert holds, f"{what}: {found}"
    passed += 1


with FootballClient("no key is needed", base_url=sys.argv[1] + "/v4") as client:
    competitions = client.get_competitions()
    codes = [c.code for c in competitions.competitions]
    check("competitions are listed", competitions.count == len(codes) and "wcq-2026-uefa" in codes, codes)
    check("a season has its days", client.get_competition("wcq-2026-uefa").current_season.start_date == datetime.date(2025, 3, 20))
    tables = client.get_standings("wcq-2026-uefa").standings
    check("there are twelve groups", [t.group for t in tables] == [f"Group {g}" for g in "ABCDEFGHIJKL"])
    rows = [(r.position, r.team.name, r.team.tla, r.played_games, r.won, r.draw, r.lost, r.goal_difference, r.points) for r in tables[9].table]
    check("the last table", rows[0] == (1, "Belgium", "BEL", 8, 5, 3, 0, 22, 18), rows[0])
    then = client.get_standings("wcq-2026-uefa", date="2025-09-07").standings[9].table
    check("the table of a day", [(r.team.name, r.points) for r in then][:2] == [("North Macedonia", 11), ("Belgium", 10)], then[:2])
    day = client.get_competition_matches("wcq-2026-uefa", date_from="2025-09-07", date_to="2025-09-07")
    check("the matches of a day", day.result_set.count == 8 and day.result_set.played == 8, day.result_set)
    last = day.matches[-1]
    score = (last.home_team.name, last.away_team.name, last.score.full_time.home, last.score.full_time.away, last.score.winner)
    check("a score", score == ("Belgium", "Kazakhstan", 6, 0, "HOME_TEAM") and last.status == "FINISHED", score)
    check("its goals", [(g.minute, g.scorer.name) for g in last.goals][:2] == [(42, "Kevin De Bruyne"), (44, "Jérémy Doku")], last.goals)
    group = client.get_competition_matches("wcq-2026-uefa", group="GROUP_J").matches
    check("the matches of a group", len(group) == 20 and {m.group for m in group} == {"GROUP_J"}, len(group))
    stages = {m.stage for m in client.get_competition_matches("wcq-2026-uefa", stage="GROUP_STAGE").matches}
    check("the matches of a stage", stages == {"GROUP_STAGE"}, stages)
    scheduled = client.get_competition_matches("wcq-2026-uefa", status="SCHEDULED").matches
    check("nothing is still to be played", scheduled == [], scheduled)
    teams = client.get_competition_teams("wcq-2026-uefa")
    check("the teams", teams.count == 54 and any(t.name == "Kazakhstan" and t.tla == "KAZ" for t in teams.teams))
    for what, call, kind in [
        ("an unknown competition", lambda: client.get_standings("nothing"), NotFoundError),
        ("a season that it is not", lambda: client.get_standings("wcq-2026-uefa", season=1999), NotFoundError),
        ("a filter that is not there", lambda: client.get_standings("wcq-2026-uefa", matchday=3), FootballAPIError),
    ]:
        try:
            call()
            check(what, False)
        except kind as e:
            check(what, len(str(e)) > 10, e)
print(f"{passed} checks")
