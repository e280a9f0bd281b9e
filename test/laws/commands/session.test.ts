import { Writable } from "node:stream";
import { expect, test } from "vitest";
import type { Host } from "../../../src/process/host.ts";
import { runSession } from "../../../src/commands/session/run-session.ts";
import type { LeavingSignal } from "../../../src/exit/exit-code.ts";
import { createWatcher } from "../../../src/watch/watcher.ts";
import { accounts, answer } from "../../support/invented/answers.ts";
import { inventedClock } from "../../support/invented/clock.ts";
import { inventedTenant } from "../../support/invented/tenant.ts";
import { inventedLifetime } from "../../support/invented/lifetime.ts";
import { inventedHost } from "../../support/invented/host.ts";

interface Tell {
  signal: (signal: LeavingSignal) => void;
  crash: (error: unknown) => void;
}

/** A session of one id that runs for ever, and what the process may tell it. */
function running() {
  const clock = inventedClock();
  const status = () => answer("ACCOUNTS_COLLECTED", accounts(1, 2));
  const tenant = inventedTenant(clock, { status });
  const watcher = createWatcher(
    [{ id: "a", label: undefined }],
    { intervalMs: 5000, stallAfterMs: undefined },
    { tenant, clock, random: () => 0 },
  );
  const tell: Tell = { signal: () => undefined, crash: () => undefined };
  const lifetime = inventedLifetime({
    onSignal: (listener: Tell["signal"]) => {
      tell.signal = listener;
      return () => undefined;
    },
    onCrash: (listener: Tell["crash"]) => {
      tell.crash = listener;
      return () => undefined;
    },
  });
  const host = {
    ...inventedHost,
    lifetime,
    stdout: new Writable({ write: (_chunk, _encoding, done) => done() }),
    env: {},
    onOutputClosed: () => () => undefined,
  };
  const view = { stay: false, ascii: false, motion: true, screenReader: false } as const;
  const session = {
    watcher,
    clock,
    title: "acme",
    speed: 1,
    usuals: new Map(),
    isStdinUsed: false,
    view: {
      ...view,
      color: "auto",
      hyperlinks: "auto",
      mouse: false,
      notify: undefined,
      output: "plain",
      polls: false,
    },
    exitCode: () => 0,
  } as const;
  const over = runSession(session, host as unknown as Host);
  return { clock, tell, departure: over.then(() => lifetime.departure()) };
}

test("what comes first is what has ended a session", async () => {
  const { clock, tell, departure } = running();
  await clock.advance(1000);
  tell.signal("SIGTERM");
  tell.signal("SIGINT");
  expect(await departure).toEqual({ by: "signal", signal: "SIGTERM" });
});

test("a bug of ours decides, though it comes while the session is left", async () => {
  const { clock, tell, departure } = running();
  await clock.advance(1000);
  const error = new RangeError("ours");
  tell.signal("SIGTERM");
  tell.crash(error);
  expect(await departure).toEqual({ by: "bug", error });
});
