import { PassThrough, Writable } from "node:stream";
import { expect, test } from "vitest";
import type { Host } from "../../../src/process/host.ts";
import { openReader } from "../../../src/commands/session/reader.ts";
import type { Session } from "../../../src/commands/session/session.ts";
import { createWatcher } from "../../../src/watch/watcher.ts";
import { inventedClock } from "../../support/invented/clock.ts";
import { inventedTenant } from "../../support/invented/tenant.ts";
import { inventedLifetime } from "../../support/invented/lifetime.ts";
import { inventedHost } from "../../support/invented/host.ts";

/** What happens to the terminal and the process, in its order, while the screen is opened. */
async function opening({ screenReader }: { readonly screenReader: boolean }) {
  const clock = inventedClock();
  const tenant = inventedTenant(clock, { status: () => new Promise(() => undefined) });
  const watcher = createWatcher(
    [{ id: "0123", label: undefined }],
    { intervalMs: 5000, stallAfterMs: undefined },
    { tenant, clock, random: () => 0 },
  );
  const order: string[] = [];
  const listening = (to: string) => () => {
    order.push(to);
    return () => undefined;
  };
  const screen = new Writable({
    write(_chunk, _encoding, done) {
      order.push("draws");
      done();
    },
  });
  const stdout = Object.assign(screen, { isTTY: true, columns: 80, rows: 24 });
  const stdin = Object.assign(new PassThrough(), {
    isTTY: true,
    setRawMode: (isRaw: boolean) => void order.push(isRaw ? "keys are keys" : "given back"),
    ref: () => undefined,
    unref: () => undefined,
  });
  const host = {
    ...inventedHost,
    lifetime: inventedLifetime(),
    env: { TERM: "xterm" },
    stdin,
    stdout,
    clock,
    platform: "linux",
    forceColor: () => undefined,
    jobs: {
      onStop: listening("hears SIGTSTP"),
      onContinue: listening("hears SIGCONT"),
      isInForeground: () => true,
    },

    onWindowChange: listening("hears SIGWINCH"),
  } as unknown as Host;
  const view = {
    output: "tui",
    polls: false,
    screenReader,
    stay: true,
    ascii: false,
    motion: true,
  };
  const session = { watcher, clock, title: "acme", speed: 1, usuals: new Map(), view };
  const reader = await openReader(session as unknown as Session, host);
  await reader.close();
  return order;
}

test.for([{ screenReader: false }, { screenReader: true }])(
  "no key and no stop is lost from the first frame on: %o",
  async (how) => {
    const order = await opening(how);
    const first = order.indexOf("draws");
    expect(order.slice(0, first)).toEqual(["hears SIGTSTP", "hears SIGCONT", "keys are keys"]);
    expect(order.findLast((what) => what !== "draws")).toBe("given back");
  },
);
