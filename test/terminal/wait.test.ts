import { expect, onTestFinished, test } from "vitest";
import { startSimulator } from "../../src/simulator/server.ts";
import { fasterClock, systemClock } from "../../src/time/clock.ts";
import { interactiveShell, program, shell } from "./support/open.ts";
import { commandLine } from "./support/program.ts";

/** A tenant where one aggregation runs, and its client's environment. */
async function tenant(scenario: "normal" | "cancelled" = "normal", speed = 1) {
  const simulator = await startSimulator({
    scenarios: [scenario],
    seed: 1,
    port: 0,
    aggregationClock: fasterClock(systemClock, speed),
    clientClock: systemClock,
  });
  onTestFinished(() => simulator.close());
  return {
    SAIL_BASE_URL: simulator.baseUrl,
    SAIL_CLIENT_ID: simulator.clientId,
    SAIL_CLIENT_SECRET: simulator.clientSecret,
  };
}

const waits = /waiting for 1 aggregation: Workday\s+HR/;

test.for([
  ["q", 8],
  ["\u0003", 130],
] as const)(
  "a wait is left by the key %j with %i, and the terminal is as it was",
  async ([key, code]) => {
    const pty = shell("wait", { env: await tenant() });
    await pty.until(waits);
    // Other keys do nothing, and are not seen.
    pty.type("xyzzy");
    pty.type(key);
    await pty.until(`left with ${code}`);
    await pty.until("terminal as it was");
    expect(pty.screen().join("\n")).not.toContain("xyzzy");
  },
);

test("a signal that ends it at once gives the terminal back", async () => {
  const pty = interactiveShell({ env: await tenant() });
  await pty.until("$ ");
  pty.type(`${commandLine("wait")}\r`);
  await pty.until(waits);
  const group = pty.foreground();
  process.kill(group, "SIGQUIT");
  await pty.until(() => pty.foreground() !== group);
  pty.type('echo "left with $?"\r');
  await pty.until(/echo "left with \$\?"\nleft with 131\n/);
});

test("Ctrl-Z stops it, and bg lets it wait on while the shell is used", async () => {
  const pty = interactiveShell({ env: await tenant("cancelled", 20) });
  await pty.until("$ ");
  pty.type(`clear; ${commandLine("wait --idle 0")}\r`);
  await pty.until("waiting for 1 aggregation: GitHub");
  pty.type("\u001A");
  await pty.until(/Stopped/);
  pty.type("bg\r");
  await pty.until(/\$ bg\n/);
  pty.type("echo typed-$((20 + 3))\r");
  await pty.until(/echo typed-\$\(\(20 \+ 3\)\)\n(.*\n)*typed-23\n/);
  await pty.until("idle: nothing running");
});

test("--follow --until-idle leaves the screen by itself, with what was watched", async () => {
  const env = await tenant("cancelled", 60);
  const pty = program(["--follow", "--until-idle", "--idle", "1s"], { env });
  await pty.until(/GitHub ═+/);
  await expect(pty.exited).resolves.toBe(1);
  expect(pty.isAlternate()).toBe(false);
  expect(pty.screen().join("\n")).toMatch(
    /GitHub +CANCELLED by a user[^]*1 cancelled; exit code 1/,
  );
});

test("--follow --until-idle that is left before exits with 8", async () => {
  const pty = shell("--follow --until-idle", { env: await tenant() });
  await pty.until(/Workday HR ═+/);
  pty.type("qq");
  await pty.until("left with 8");
  await pty.until("terminal as it was");
});
