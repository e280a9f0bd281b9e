import { describe, expect, test } from "vitest";
import { readReactions } from "../../../src/reactions/read-reactions.ts";
import { createReactions } from "../../../src/reactions/reactions.ts";
import { eventObject } from "../../../src/output/ndjson/event-object.ts";
import { lineOf } from "../../../src/output/ndjson/line-object.ts";
import type { AggregationEvent } from "../../../src/watch/model/event.ts";
import type { Ending } from "../../../src/watch/model/ending.ts";
import { type InventedProcess, inventedProcesses } from "../../support/invented/processes.ts";
import { live, over } from "../../support/invented/watches.ts";
import { inventedWatcher } from "../../support/invented/watcher.ts";

const last = { json: '{"type":"summary"}', text: "1 completed", exitCode: 3 };

/** Commands on events of a watch of Okta, in processes that do what `behaves` says. */
function reacting(
  given: {
    readonly onEvent?: readonly string[];
    readonly onEnd?: string;
    readonly limitMs?: number;
    readonly isHeardLater?: boolean;
  },
  behaves: (child: InventedProcess) => void = (child) => child.exits(0),
) {
  const system = inventedProcesses("linux", behaves);
  const said: string[] = [];
  const problems: string[] = [];
  const signal = new AbortController();
  const reactions = createReactions(readReactions(given.onEvent ?? [], given.onEnd, "linux"), {
    isStrict: false,
    limitMs: given.limitMs ?? 30_000,
    port: system.port,
    say: (line) => said.push(line),
    signaled: signal.signal,
  });
  if (!given.isHeardLater) reactions.onProblem((text) => problems.push(text));
  const okta = live("Okta", "ACCOUNTS_COLLECTED");
  const watcher = inventedWatcher("acme", [okta]);
  const stop = reactions.listen(watcher);
  const happens = (event: AggregationEvent, watch = okta) =>
    watcher.tell({ at: 1_000_000, watch, event });
  const env = (index: number) => system.started[index]?.options.env;
  return { ...system, reactions, said, problems, signal, happens, stop, okta, env };
}

const stalled = { type: "stalled", quietMs: 240_000 } as const;
const ending: Ending = {
  kind: "COMPLETED",
  at: 0,
  isSeenRunning: true,
  tookMs: 60_000,
  verdict: { kind: "ERROR", messages: [] },
};

describe("on an event", () => {
  test("its command is run with the object of NDJSON, and no other", async () => {
    const { happens, started, okta, env, clock, said } = reacting({
      onEvent: ["stalled=a", "ended=b", "stalled=c"],
    });
    happens(stalled);
    await clock.advance(0);
    expect(started.map(({ program }) => program)).toEqual(["a", "c"]);
    const object = eventObject({ at: 1_000_000, watch: okta, event: stalled });
    expect(started[0]?.child.input()).toBe(`${lineOf(object)}\n`);
    expect(env(0)).toMatchObject({
      AGGWATCH_TYPE: "stalled",
      AGGWATCH_TEXT: expect.stringMatching(/4m 00s/),
      AGGWATCH_ID: okta.id,
      AGGWATCH_SOURCE: "Okta",
      AGGWATCH_TENANT: "acme.api.identitynow.com",
      AGGWATCH_STATE: "PROCESSING",
    });
    expect(env(0)).not.toHaveProperty("AGGWATCH_EXIT_CODE");
    expect(said).toEqual([]);
  });

  test("the end of an id is told with its verdict and what it is as an exit code", async () => {
    const { happens, env, clock } = reacting({ onEvent: ["ended=a"] });
    happens({ type: "ended", ending }, over(live("Okta", "COMPLETED"), ending));
    await clock.advance(0);
    expect(env(0)).toMatchObject({
      AGGWATCH_STATE: "COMPLETED_WITH_ERRORS",
      AGGWATCH_VERDICT: "ERROR",
      AGGWATCH_EXIT_CODE: "1",
    });
  });

  test("nothing is run for another event, or once nothing is watched any more", async () => {
    const { happens, started, clock, stop } = reacting({ onEvent: ["stalled=a"] });
    happens({ type: "resumed", afterMs: 1 });
    stop();
    happens(stalled);
    await clock.advance(0);
    expect(started).toEqual([]);
  });

  test("a failure and what was written are told, of which event", async () => {
    const { happens, said, problems, clock } = reacting({ onEvent: ["stalled=a"] }, (child) => {
      child.stderr.write("no route to host\n");
      child.exits(7);
    });
    happens(stalled);
    await clock.advance(0);
    expect(said).toEqual([
      "--on-event stalled of Okta: no route to host",
      "--on-event stalled of Okta: exit code 7",
    ]);
    expect(problems).toEqual(["exit code 7 (--on-event stalled of Okta)"]);
  });

  test("four are run at a time, and what comes when 1,000 wait is told to be passed over", async () => {
    const { happens, started, problems, clock, reactions } = reacting(
      { onEvent: ["stalled=a"], limitMs: 2000 },
      () => undefined,
    );
    for (let times = 0; times < 1010; times += 1) happens(stalled);
    await clock.advance(0);
    expect(started).toHaveLength(4);
    expect(problems).toEqual(["1000 commands wait; more are not run (--on-event stalled)"]);
    const leaving = reactions.end(last);
    await clock.advance(60_000);
    await leaving;
    expect(problems.at(-1)).toMatch(/^10\d\d commands were not run \(--on-event\)$/);
  });
});

describe("at the end", () => {
  test("the command of the end is run once, with the summary, after those of events", async () => {
    const children: InventedProcess[] = [];
    const { happens, started, reactions, env, clock, said } = reacting(
      { onEvent: ["stalled=a"], onEnd: "b" },
      (child) => children.push(child),
    );
    happens(stalled);
    const leaving = reactions.end(last);
    await clock.advance(500);
    expect(started.map(({ program }) => program)).toEqual(["a"]);
    children[0]?.exits(0);
    await clock.advance(0);
    expect(started.map(({ program }) => program)).toEqual(["a", "b"]);
    children[1]?.exits(0);
    await clock.advance(0);
    await leaving;
    expect(started[1]?.child.input()).toBe('{"type":"summary"}\n');
    expect(env(1)).toEqual({
      PATH: "/bin",
      AGGWATCH_TYPE: "summary",
      AGGWATCH_TEXT: "1 completed",
      AGGWATCH_TENANT: "acme.api.identitynow.com",
      AGGWATCH_EXIT_CODE: "3",
    });
    expect(said).toEqual([]);
    expect(clock.sleepers()).toBe(0);
  });

  test("what still runs is waited for as long as a command may take, which is told", async () => {
    const { happens, reactions, clock, said, killed } = reacting(
      { onEvent: ["stalled=a"], limitMs: 10_000 },
      () => undefined,
    );
    await clock.advance(0);
    happens(stalled);
    await clock.advance(5000);
    const leaving = reactions.end(last);
    await clock.advance(1000);
    expect(said).toEqual(["waiting for 1 command, 9s at most; Ctrl-C ends them"]);
    await clock.advance(20_000);
    await leaving;
    expect(killed.length).toBeGreaterThan(0);
    expect(said.at(-1)).toBe("--on-event stalled of Okta: ended, since it ran for longer than 10s");
  });

  test("a signal meanwhile ends the wait and what runs", async () => {
    const { happens, reactions, clock, signal, said, killed } = reacting(
      { onEvent: ["stalled=a"] },
      () => undefined,
    );
    happens(stalled);
    const leaving = reactions.end(last);
    await clock.advance(2000);
    signal.abort();
    await clock.advance(3000);
    await leaving;
    expect(killed[0]).toEqual([-100, "SIGTERM"]);
    expect(said.at(-1)).toBe("--on-event stalled of Okta: ended, since aggwatch was left");
  });

  test("after a signal, commands get five seconds", async () => {
    const { reactions, clock, signal, said, killed } = reacting({ onEnd: "slow" }, () => undefined);
    signal.abort();
    const leaving = reactions.end(last);
    await clock.advance(4999);
    expect(killed).toEqual([]);
    await clock.advance(3000);
    await leaving;
    expect(said).toEqual(["--on-end: ended, since it ran for longer than 5s"]);
  });
});

test("a screen that is not there yet hears later of the last command that failed, once", async () => {
  const { happens, reactions, problems, clock } = reacting(
    { onEvent: ["stalled=a"], isHeardLater: true },
    (child) => child.exits(3),
  );
  happens(stalled);
  await clock.advance(0);
  reactions.onProblem((text) => problems.push(text));
  expect(problems).toEqual(["exit code 3 (--on-event stalled of Okta)"]);
  reactions.onProblem((text) => problems.push(text));
  expect(problems).toHaveLength(1);
});
