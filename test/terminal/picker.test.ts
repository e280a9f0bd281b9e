import { join } from "node:path";
import { tmpdir } from "node:os";
import { mkdtemp, readFile } from "node:fs/promises";
import { expect, onTestFinished, test } from "vitest";
import { startSimulator } from "../../src/simulator/server.ts";
import type { TenantTraits } from "../../src/simulator/tenant.ts";
import { systemClock } from "../../src/time/clock.ts";
import { program, shell } from "./support/open.ts";
import { hurryingAtSignal } from "./support/hurrying.ts";
import { throwingAtSignal } from "./support/throwing.ts";

/** A tenant where two aggregations run, and its client's environment. */
async function tenant(traits: TenantTraits = {}) {
  const simulator = await startSimulator({
    scenarios: ["normal", "deletions"],
    seed: 1,
    port: 0,
    traits,
    aggregationClock: systemClock,
    clientClock: systemClock,
  });
  onTestFinished(() => simulator.close());
  return {
    SAIL_BASE_URL: simulator.baseUrl,
    SAIL_CLIENT_ID: simulator.clientId,
    SAIL_CLIENT_SECRET: simulator.clientSecret,
  };
}

test("aggwatch alone lists what runs now, and watches what is picked", async () => {
  const pty = shell("", { env: await tenant() });
  await pty.until(
    /^ aggwatch · .*: pick aggregations to watch +2 running\n {5}SOURCE .*STATE .*ACCOUNTS .*RUNNING .*\n▌\[ \] .* ~ COLLECTING [^]*~ COLLECTING /,
  );
  pty.type("a");
  await pty.until(/2 selected[^]*\[x\] [^]*\[x\] /);
  pty.type(" ");
  await pty.until("1 selected");
  pty.type("a\r");
  await pty.until(
    /Workday HR ═+ ~ ═[^]*Active Directory ─+ ~ |Active Directory ═+ ~ ═[^]*Workday HR ─+ ~ /,
  );
  pty.type("\t");
  await pty.until(/─╮╔═ /);
  pty.type("qq");
  await pty.until("left with 8");
  await pty.until("terminal as it was");
});

test("leaving the list leaves the terminal as it was", async () => {
  const pty = shell("", { env: await tenant() });
  await pty.until("pick aggregations to watch");
  pty.resize(40, 10);
  await pty.until(/2 running\n {5}SOURCE[^]*\n▌[^]*Enter watch {2}q quit {2}\? help/);
  pty.type("q");
  await pty.until("left with 0");
  await pty.until("terminal as it was");
  expect(pty.isAlternate()).toBe(false);
  expect(pty.isCursorHidden()).toBe(false);
});

test.for([
  ["SIGTERM", 143],
  ["SIGHUP", 129],
] as const)("the list is left by %s, with %i, and in good order", async ([signal, code]) => {
  const file = join(await mkdtemp(join(tmpdir(), "aggwatch-picker-")), "summary.md");
  const pty = program(["--summary-file", file], { env: await tenant() });
  await pty.until("pick aggregations to watch");
  pty.kill(signal);
  expect(await pty.exited).toBe(code);
  expect(await readFile(file, "utf8")).toContain(`**Exit code ${code}**`);
  expect(pty.isAlternate()).toBe(false);
  expect(pty.isCursorHidden()).toBe(false);
});

test("a bug of ours in the list is reported below it, with 70", async () => {
  const pty = program([], { env: { ...(await tenant()), ...throwingAtSignal } });
  await pty.until("pick aggregations to watch");
  pty.kill("SIGUSR2");
  expect(await pty.exited).toBe(70);
  expect(pty.screen().join("\n")).toMatch(/a bug in aggwatch[^]*Error: ours/);
  expect(pty.isAlternate()).toBe(false);
  expect(pty.isCursorHidden()).toBe(false);
});

test("a list that nobody picks from is left by --timeout, with 124", async () => {
  const pty = shell("--timeout 1h", { env: { ...(await tenant()), ...hurryingAtSignal } });
  await pty.until("pick aggregations to watch");
  pty.killForeground("SIGURG");
  await pty.until("left with 124");
  await pty.until("terminal as it was");
  expect(pty.screen().join("\n")).toContain("aggwatch: timed out after 1h 00m");
  expect(pty.isAlternate()).toBe(false);
});

test("--follow adds a pane for what starts while it watches", async () => {
  const env = await tenant();
  const pty = shell("--follow", { env });
  await pty.until(/Workday HR [^]*Active Directory |Active Directory [^]*Workday HR /);
  const started = shell('start "Okta" --no-watch', { env });
  await started.until("left with 0");
  await pty.until(/3 running[^]*Okta /);
  pty.type("qq");
  await pty.until("left with 8");
});

test("start asks whether to watch the one that runs already", async () => {
  const env = await tenant();
  const no = shell('start "Workday HR"', { env });
  await no.until(/Workday HR is already being aggregated[^]*watch it\? \[Y\/n\]/);
  expect(no.isAlternate()).toBe(false);
  no.type("n\r");
  await no.until("left with 8");
  await no.until("terminal as it was");
});

test("the question whether to watch is left by Ctrl-C, and Enter is a yes", async () => {
  const env = await tenant();
  // Without a shell, which the terminal's signal would end as well.
  const left = program(["start", "Workday HR"], { env });
  await left.until("watch it?");
  left.type("\u0003");
  expect(await left.exited).toBe(130);
  const yes = shell('start "Workday HR"', { env });
  await yes.until("watch it?");
  expect(yes.isAlternate()).toBe(false);
  yes.type("\r");
  await yes.until(/Workday HR ═+/);
  yes.type("qq");
  await yes.until("left with 8");
  await yes.until("terminal as it was");
});

test("a question that nobody answers is left by --timeout, with 124", async () => {
  const env = { ...(await tenant()), ...hurryingAtSignal };
  const pty = shell('start "Workday HR" --timeout 1h', { env });
  await pty.until("watch it? [Y/n]");
  pty.killForeground("SIGURG");
  await pty.until("left with 124");
  await pty.until("terminal as it was");
  expect(pty.screen().join("\n")).toContain("[Y/n] \naggwatch: timed out after 1h 00m\n");
});

test("a stuck task is marked in the list, after those that run", async () => {
  const pty = shell("", { env: await tenant({ stuckSources: ["Payroll"] }) });
  await pty.until("checking a task pending for over an hour");
  await pty.until(/2 running\n[^]*(?:Workday HR|Active Directory)[^]*Payroll +\? STUCK /);
  pty.type("q");
  await pty.until("left with 0");
});

test("a start that asks for more offers to wait, and then to watch", async () => {
  const env = await tenant();
  const no = shell('start "Workday HR" --unoptimized', { env });
  await no.until(/already being aggregated[^]*wait for its end, then start yours\? \[Y\/n\]/);
  no.type("n\r");
  await no.until("watch it? [Y/n]");
  no.type("n\r");
  await no.until("left with 8");
  expect(no.screen().join("\n")).toContain("aggwatch: not started: Workday HR");
  const yes = shell('start "Workday HR" --unoptimized', { env });
  await yes.until("start yours? [Y/n]");
  yes.type("\r");
  await yes.until(/awaiting Workday HR ═+/);
  yes.type("qq");
  await yes.until("left with 8");
  await yes.until("terminal as it was");
  expect(yes.screen().join("\n")).toContain("aggwatch: not started: Workday HR");
});

test("the list says how far each is and who started it, takes in what starts, and ? explains it", async () => {
  const env = await tenant();
  const pty = shell("", { env, columns: 120 });
  await pty.until(
    /SOURCE +STATE +ACCOUNTS +RUNNING +STARTED BY +ID\n[^]*~ COLLECTING +\d+s +\S+ +[\da-f]{32}/,
  );
  pty.type("/work\r");
  await pty.until(/ \/work · 1 of 2 {2}Esc all/);
  pty.type("?");
  await pty.until(/KEYS +IN THE LIST\n Enter +watch what is selected/);
  pty.type("?");
  await pty.until(/ \/work · 1 of 2 {2}Esc all/);
  pty.type("\u001B");
  await pty.until(/Enter watch {2}q quit/);
  const started = shell('start "Okta" --no-watch', { env });
  await started.until("left with 0");
  await pty.until(/3 running\n[^]*\[ \] Okta /);
  pty.type("q");
  await pty.until("left with 0");
});
