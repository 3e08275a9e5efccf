// The five journeys, walked as people walk them.
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import assert from "node:assert/strict";
import { chromium } from "playwright-core";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";

const girone = process.env.GIRONE;
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
mkdirSync("pictures", { recursive: true });
const room = mkdtempSync(join(tmpdir(), "girone-browser-"));

delete process.env.GIRONE_LEDGER;
let passed = 0;
const failures = [];
const step = async (name, walk) => {
  try {
    await walk();
    passed += 1;
  } catch (error) {
    failures.push(name);
    console.log(`FAILED ${name}: ${String(error.message ?? error).split("\n").slice(0, 12).join("\n  ")}`);
  }
};

/** Runs a command to its end and returns what it printed. */
const command = (args) => new Promise((resolve, reject) => {
  const child = spawn(girone, args);
  let out = "";
  let err = "";
  child.stdout.on("data", (d) => { out += d; });
  child.stderr.on("data", (d) => { err += d; });
  child.on("close", (code) => (code === 0 ? resolve(out) : reject(new Error(`girone ${args.join(" ")}: ${err}${out}`))));
});

/** Starts a server and returns its address, and how to stop it. */
const serve = (common = [], own = []) => new Promise((resolve, reject) => {
  const child = spawn(girone, [...common, "serve", "--bind", "127.0.0.1:0", ...own]);
  let said = "";
  child.stderr.on("data", (data) => {
    said += data;
    const found = said.match(/http:\/\/[\d.:]+/);
    if (found) resolve({ address: found[0], stop: (signal = "SIGTERM") => new Promise((gone) => { child.on("close", gone); child.kill(signal); }) });
  });
  child.on("close", () => reject(new Error(`the server ended: ${said}`)));
});

const { address, stop } = await serve();
const browser = await chromium.launch({ executablePath: process.env.BROWSER_PATH, args: ["--no-sandbox"] });

const screens = [
  { name: "desktop", viewport: { width: 1280, height: 900 } },
  { name: "phone", viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
];
const kinds = screens.flatMap((screen) => [
  { ...screen, javaScriptEnabled: true },
  { ...screen, javaScriptEnabled: false, name: `${screen.name}, no script` },
]);

for (const { name, ...options } of kinds) {
  const scripted = options.javaScriptEnabled;
  const context = await browser.newContext({ ...options, locale: "en-GB" });
  const page = await context.newPage();
  const complaints = [];
  page.on("console", (m) => { if (m.type() === "error") complaints.push(m.text()); });
  page.on("pageerror", (e) => complaints.push(String(e)));
  const go = (path) => page.goto(address + path);
  const look = async (what) => {
    await page.screenshot({ path: `pictures/${name.replace(/[ ,]+/g, "-")}-${what}.png`, fullPage: true });
    // Nothing but a table of its own scrolls sideways.
    if (scripted) {
      const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(over <= 0, `${what} is ${over} pixels too wide`);
      await page.evaluate(axe);
      const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
      const told = violations.map((v) => `${v.id}: ${v.help} (${v.nodes.slice(0, 3).map((n) => n.html.slice(0, 120)).join(" | ")})`);
      assert.deepEqual(told, [], what);
    }
  };
  const text = () => page.locator("main").innerText();

  await step(`${name}: a newcomer finds a table and its reasons`, async () => {
    await go("/");
    await look("home");
    await page.getByRole("link", { name: "World Cup 2026 qualifying, Europe", exact: true }).first().click();
    await look("edition");
    await page.getByRole("heading", { name: "Group J" }).getByRole("link").click();
    assert.match(page.url(), /\/e\/wcq-2026-uefa\/J$/);
    assert.match(await page.locator("h1").innerText(), /Group J/);
    await look("group-final");
  });

  await step(`${name}: time is moved by keyboard or button`, async () => {
    await go("/e/wcq-2026-uefa/J?at=2025-09-07");
    const slider = page.locator("#round");
    assert.equal(await slider.inputValue(), "6");
    if (scripted) {
      await slider.focus();
      await Promise.all([page.waitForURL(/at=2025-09-04/), slider.press("ArrowLeft")]);
    } else {
      await page.getByRole("link", { name: "Earlier round" }).click();
    }
    assert.match(page.url(), /at=2025-09-04/);
    assert.match(await text(), /as of 4 September 2025/);
    await page.getByRole("link", { name: "Home", exact: true }).click();
    assert.match(page.url(), /split=home/);
  });

  await step(`${name}: a desk at 23:00 reads, quotes and supposes`, async () => {
    await go("/e/wcq-2026-uefa/J?at=2025-09-08");
    await look("group");
    assert.match(await text(), /Belgium above Wales: level on 10 points/);
    assert.match(await text(), /no longer possible for Kazakhstan and Liechtenstein/);
    await page.getByRole("link", { name: "Italiano" }).click();
    assert.match(await text(), /Macedonia del Nord/);
    await look("gruppo");
    await page.getByRole("link", { name: "Briefing" }).click();
    assert.match(await page.locator("textarea").inputValue(), /Belgio-Kazakistan 6-0/);
    await look("briefing");
    await go("/coach/ali-aliyev?at=2025-09-08");
    assert.match(await text(), /Competitive\s+5\s+1\s+0\s+4\s+3\s+11/);
    await look("coach");
    await go("/what-if/wcq-2026-uefa/J?at=2025-09-08");
    const field = (side) => page.locator(`[name="${side}.wales~belgium"]`);
    await field("h").fill("2");
    await field("a").fill("0");
    if (scripted) {
      await page.waitForFunction(() => document.querySelector("#outcome tbody tr").innerText.includes("Wales"));
      assert.equal(await page.evaluate(() => document.activeElement.name), "a.wales~belgium", "the focus stays");
      assert.match(page.url(), /wales~belgium=2|wales%7Ebelgium=2/);
    } else {
      await page.getByRole("button", { name: "Show the table" }).click();
    }
    assert.match(await page.locator("#outcome tbody tr").first().innerText(), /Wales/);
    await look("what-if");
    await page.getByRole("link", { name: "Link to this supposition" }).click();
    assert.match(await page.locator("#outcome tbody tr").first().innerText(), /Wales/);
  });

  await step(`${name}: a report is pasted, marked and corrected`, async () => {
    await go("/");
    await page.getByRole("link", { name: "Check a report" }).click();
    await page.locator("#published").fill("2025-09-08");
    const report = (score) => `Belgium beat Kazakhstan ${score} in Anderlecht on 7 September 2025. Belgium are second with 10 points.\n<script>alert(1)</script>`;
    await page.locator("#text").fill(report("5-0"));
    await page.getByRole("button", { name: "Check", exact: true }).click();
    assert.match(await text(), /1 contradicted/);
    assert.match(await page.locator(".findings").first().innerText(), /6-0/);
    await look("check");
    await page.locator("#text").fill(report("6-0"));
    await page.getByRole("button", { name: "Check", exact: true }).click();
    assert.match(await text(), /0 contradicted/);
    assert.match(await page.locator(".report").innerText(), /<script>alert/);
  });

  await step(`${name}: match, team, log and API are readable`, async () => {
    await go("/match/2025-09-07/belgium/kazakhstan");
    assert.match(await text(), /De Bruyne/);
    await look("match");
    await go("/team/kazakhstan?at=2025-09-08");
    await look("team");
    await go("/log");
    await look("log");
    await go("/api");
    await look("api");
    await go("/e/wc-2026");
    await look("world-cup");
    await go("/nothing");
    assert.match(await text(), /nothing at/);
  });

  await step(`${name}: keyboard alone reaches the content`, async () => {
    await go("/e/wcq-2026-uefa/J");
    await page.keyboard.press("Tab");
    assert.equal(await page.locator(":focus").innerText(), "Skip to the content");
    await page.keyboard.press("Enter");
    assert.match(page.url(), /#main$/);
  });

  await step(`${name}: the browser has nothing to complain about`, async () => {
    assert.deepEqual(complaints.filter((c) => !c.includes("404")), []);
  });
  await context.close();
}

await step("a federation deducts points, appeals, and the past stays what it was", async () => {
  const ledger = join(room, "federation.girone");
  const keys = join(room, "keys.txt");
  await command(["init", ledger]);
  const key = (await command(["serve", "--keys", keys, "--new-key", "federation", "--scopes", "add,fix,decide"])).trim();
  const started = () => serve(["--ledger", ledger], ["--keys", keys]);
  let server = await started();
  for (const javaScriptEnabled of [true, false]) {
    const context = await browser.newContext({ javaScriptEnabled, locale: "en-GB", viewport: { width: 1280, height: 900 } });
    const page = await context.newPage();
    const fill = async (fields) => {
      await page.goto(`${server.address}/write`);
      for (const [label, value] of Object.entries(fields)) await page.locator(`#${label}`).fill(value);
      await page.locator("#key").fill(key);
    };
    if (javaScriptEnabled) {
      // Who looks at the latest table sees it change.
      const watching = await context.newPage();
      await watching.goto(`${server.address}/e/wcq-2026-uefa/J`);
      await fill({ team: "Wales", points: "6", edition: "wcq-2026-uefa", date: "2025-09-01", by: "FIFA", source: "decision.pdf", reason: "a test" });
      await page.locator("#action").selectOption("deduct");
      await page.getByRole("button", { name: "Show what it changes" }).click();
      assert.match(await page.locator("main").innerText(), /What it would change/);
      await page.screenshot({ path: "pictures/federation-preview.png", fullPage: true });
      await page.evaluate(axe);
      const { violations } = await page.evaluate(() => window.axe.run());
      assert.deepEqual(violations.map((v) => `${v.id} ${v.nodes[0].html}`), []);
      await page.locator("#key").fill(key);
      await page.getByRole("button", { name: "Write", exact: true }).click();
      assert.match(await page.locator("main").innerText(), /Written as entry/);
      await watching.waitForFunction(() => document.querySelector("main").innerText.includes("(−6)"));
      await watching.close();
    } else {
      const deduction = (await (await fetch(`${server.address}/api/v1/log?limit=1`)).json()).entries[0].number;
      await fill({ team: "Wales", points: "4", entry: String(deduction), date: "2025-10-01", by: "CAS", source: "award.pdf", reason: "appeal" });
      await page.locator("#action").selectOption("deduct");
      await page.getByRole("button", { name: "Write", exact: true }).click();
      assert.match(await page.locator("main").innerText(), /Written as entry/);
    }
    await context.close();
  }
  const points = async (at) => {
    const table = await (await fetch(`${server.address}/api/v1/table/wcq-2026-uefa/J?at=${at}`)).json();
    return table.rows.find((r) => r.team === "wales").points;
  };
  assert.deepEqual([await points("2025-08-31"), await points("2025-09-08"), await points("2025-10-02")], [7, 4, 6]);
  const record = (await (await fetch(`${server.address}/api/v1/log?limit=1`)).json()).record;
  // Pulled out of the wall after an acknowledgement, it comes back with the same record.
  await server.stop("SIGKILL");
  server = await started();
  assert.equal((await (await fetch(`${server.address}/api/v1/log?limit=1`)).json()).record, record);
  await server.stop();
});

await step("dark mode keeps its contrast", async () => {
  const context = await browser.newContext({ colorScheme: "dark", viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  for (const path of ["/", "/e/wcq-2026-uefa/J?at=2025-09-08", "/chances/wcq-2026-uefa/J?at=2025-10-10", "/what-if/wcq-2026-uefa/J?at=2025-09-08&s=wales~belgium:2-0"]) {
    await page.goto(address + path);
    await page.evaluate(axe);
    const { violations } = await page.evaluate(() => window.axe.run());
    assert.deepEqual(violations.map((v) => `${path} ${v.id} ${v.nodes[0].html}`), []);
  }
  await page.goto(`${address}/e/wcq-2026-uefa/J?at=2025-09-08`);
  await page.screenshot({ path: "pictures/dark-group.png", fullPage: true });
  await page.emulateMedia({ media: "print", colorScheme: "light" });
  await page.screenshot({ path: "pictures/print-group.png", fullPage: true });
  await context.close();
});

await step("an analyst asks the API", async () => {
  const get = (path, headers = {}) => fetch(address + path, { headers });
  const table = await get("/api/v1/table/wcq-2026-uefa/J?at=2025-09-08");
  const { rows, record, regulation, as_of: asOf } = await table.json();
  assert.deepEqual([rows[0].team, regulation, asOf.played_by], ["north-macedonia", "uefa-wcq-2026", "2025-09-08"]);
  assert.match(record, /^[0-9a-f]{16}$/);
  const again = await get("/api/v1/table/wcq-2026-uefa/J?at=2025-09-08", { "if-none-match": table.headers.get("etag") });
  assert.equal(again.status, 304);
  assert.match(await (await get("/api/v1/table/wcq-2026-uefa/J.csv")).text(), /,Belgium,|,belgium,/i);
  assert.match(await (await get("/card/wcq-2026-uefa/J.svg")).text(), /^<svg /);
});

await step("assistants speak to it through the official client", async () => {
  for (const transport of [
    new StdioClientTransport({ command: girone, args: ["mcp"] }),
    new StreamableHTTPClientTransport(new URL(`${address}/mcp`)),
  ]) {
    const client = new Client({ name: "test", version: "1" });
    await client.connect(transport);
    const { tools } = await client.listTools();
    assert.ok(tools.length >= 7);
    const answer = await client.callTool({ name: "holds", arguments: {
      address: "wcq-2026-uefa/J", at: "2025-09-08", then: "Kazakhstan win the group" } });
    assert.equal(answer.structuredContent.holds, "never");
    await client.close();
  }
});

await browser.close();
await stop();
console.log(`browser: ${passed} passed, ${failures.length} failed; pictures in target/browser/pictures`);
process.exit(failures.length === 0 ? 0 : 1);
