"""Speaks MCP with a server as an assistant would, and as it should not."""

import asyncio
import json
import subprocess
import sys
import urllib.error
import urllib.request

from mcp import Client, StdioServerParameters
from mcp.shared.exceptions import MCPError

binary, address = sys.argv[1:]
J = {"address": "wcq-2026-uefa/J", "at": "2025-09-08"}
passed = 0


def check(what, holds, found=""):
    global passed
    assert holds, f"{what}: {found}"
    passed += 1


CALLS = {
    "table": (J, "North Macedonia"),
    "why": (J, "Belgium above Wales"),
    "needs": (J | {"team": "Kazakhstan"}, "kazakhstan"),
    "holds": (J | {"then": "Kazakhstan finish in the first place"}, "never"),
    "forecast": (J | {"trials": "500", "seed": "1"}, "belgium"),
    "coach": ({"coach": "Ali Aliyev", "at": "2025-09-08"}, "Aliyev"),
    "check": ({"text": "Belgium beat Kazakhstan 5-0 on 7 September 2025.", "at": "2025-09-08"}, "contradicted"),
    "decided": (J, "kazakhstan"),
    "editions": ({}, "wcq-2026-uefa"),
    "brief": (J, "North Macedonia"),
    "team": ({"team": "Wales"}, "wales"),
}


async def as_an_assistant(server, mode):
    async with Client(server, mode=mode) as client:
        check("the version is agreed on", client.session.protocol_version == "2025-11-25", client.session.protocol_version)
        check("the server says who it is", client.server_info.name == "girone", client.server_info)
        tools = {t.name: t for t in (await client.list_tools()).tools}
        check("every tool is listed", set(CALLS) == set(tools), set(CALLS) ^ set(tools))
        for name, (arguments, part) in CALLS.items():
            result = await client.call_tool(name, arguments)
            text = result.content[0].text
            check(f"{name} answers", not result.is_error and part in text, text[:400])
            check(f"{name} is structured as its text", result.structured_content is None or isinstance(result.structured_content, dict))
        wrong = await client.call_tool("table", {"address": "nothing/J"})
        check("a name that is not there is a result", wrong.is_error and "nothing" in wrong.content[0].text, wrong)
        lacking = await client.call_tool("table", {})
        check("an argument that is missing is a result", lacking.is_error and "address" in lacking.content[0].text, lacking)
        try:
            await client.call_tool("fly", {})
            check("an unknown tool is an error", False)
        except MCPError as e:
            check("an unknown tool is an error", e.error.code == -32602, e)
        await client.send_ping()
        check("a ping is answered", True)
        both = await asyncio.gather(*[client.call_tool("table", J) for _ in range(8)])
        check("calls at once are all answered", len({r.content[0].text for r in both}) == 1)


def post(message, **headers):
    body = message if isinstance(message, bytes) else json.dumps(message).encode()
    headers = {k.replace("_", "-"): v for k, v in headers.items()}
    common = {"Content-Type": "application/json", "Accept": "application/json, text/event-stream"}
    request = urllib.request.Request(address + "/mcp", body, common | headers)
    try:
        with urllib.request.urlopen(request) as response:
            text = response.read()
            return response.status, json.loads(text) if text else None
    except urllib.error.HTTPError as e:
        return e.code, e.read()


def ask(id, method, **params):
    return {"jsonrpc": "2.0", "id": id, "method": method, "params": params}


def by_hand_over_http():
    for asked, agreed in [("2024-11-05",) * 2, ("2025-03-26",) * 2, ("2025-06-18",) * 2, ("2025-11-25",) * 2, ("2199-01-01", "2025-11-25")]:
        told = post(ask(1, "initialize", protocolVersion=asked, capabilities={}, clientInfo={"name": "x", "version": "1"}))[1]
        check(f"{asked} is negotiated", told["result"]["protocolVersion"] == agreed, told)
    check("a notification is accepted without an answer", post({"jsonrpc": "2.0", "method": "notifications/initialized"}) == (202, None))
    check("a cancellation is accepted", post({"jsonrpc": "2.0", "method": "notifications/cancelled", "params": {"requestId": 9}}) == (202, None))
    check("an answer to nothing is accepted", post({"jsonrpc": "2.0", "id": 4, "result": {}}) == (202, None))
    check("no session is asked for", post(ask(2, "ping"), Mcp_Session_Id="whatever")[0] == 200)
    check("another version in the header is refused", post(ask(2, "ping"), Mcp_Protocol_Version="1999-01-01")[0] == 400)
    check("another page may not ask", post(ask(2, "ping"), Origin="https://example.org")[0] == 403)
    status, batch = post([ask(1, "ping"), {"jsonrpc": "2.0", "method": "notifications/initialized"}, ask("b", "tools/list")])
    check("a list of messages is answered as one", status == 200 and [a["id"] for a in batch] == [1, "b"], batch)
    for message, code in [(b"[", -32700), ([], -32600), ({"jsonrpc": "2.0", "id": 1}, -32600), (ask(1, "fly"), -32601), ({"id": 1, "method": "ping"}, -32600)]:
        check(f"{message} is error {code}", post(message)[1]["error"]["code"] == code)
    for method in ["GET", "DELETE"]:
        try:
            urllib.request.urlopen(urllib.request.Request(address + "/mcp", method=method))
            check(f"{method} is refused", False)
        except urllib.error.HTTPError as e:
            check(f"{method} is refused", e.code == 405, e.code)


def by_hand_over_stdio():
    process = subprocess.Popen([binary, "mcp"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def send(*messages):
        process.stdin.write("".join(json.dumps(m) + "\n" for m in messages))
        process.stdin.flush()

    def hear():
        return json.loads(process.stdout.readline())

    slow = ask("slow", "tools/call", name="forecast", arguments=J | {"trials": "1000000", "seed": "3"})
    quick = ask("quick", "tools/call", name="table", arguments=J)
    send(ask(0, "ping"))
    check("the first ping is answered", hear()["id"] == 0)
    send(slow, ask(1, "ping"))
    check("a ping does not wait for a call", hear() == {"jsonrpc": "2.0", "id": 1, "result": {}})
    check("the call is answered", hear()["id"] == "slow")
    send(slow, quick, {"jsonrpc": "2.0", "method": "notifications/cancelled", "params": {"requestId": "slow", "reason": "no longer wanted"}})
    check("a call that was taken back is not answered", hear()["id"] == "quick")
    send(ask("slow", "ping"))
    check("and its id may be used again", hear()["id"] == "slow")
    process.stdin.close()
    check("the end of input ends the server", process.wait(timeout=20) == 0)


by_hand_over_http()
by_hand_over_stdio()
for mode in ["legacy", "auto"]:
    asyncio.run(as_an_assistant(StdioServerParameters(command=binary, args=["mcp"]), mode))
    asyncio.run(as_an_assistant(address + "/mcp", mode))
print(f"mcp: {passed} checks, 1 passed, 0 failed")
