import { expect, test } from "vitest";
import type { Host } from "../../../src/process/host.ts";
import type { OutputForm } from "../../../src/commands/session/output-form.ts";
import { openReader } from "../../../src/commands/session/reader.ts";
import type { Session } from "../../../src/commands/session/session.ts";
import { createWatcher } from "../../../src/watch/watcher.ts";
import { inventedClock } from "../../support/invented/clock.ts";
import { inventedTenant } from "../../support/invented/tenant.ts";
import { inventedLifetime } from "../../support/invented/lifetime.ts";
import { inventedHost } from "../../support/invented/host.ts";

/** A reader of one id that is never answered, on a terminal with job control. */
async function reading(output: OutputForm) {
  const clock = inventedClock();
  const tenant = inventedTenant(clock, { status: () => new Promise(() => undefined) });
  const watcher = createWatcher(
    [{ id: "0123", label: undefined }],
    { intervalMs: 5000, stallAfterMs: undefined },
    { tenant, clock, random: () => 0 },
  );
  const written: string[] = [];
  const continued = new Set<() => void>();
  const host = {
    ...inventedHost,
    lifetime: inventedLifetime(),
    env: { TERM: "xterm" },
    stdout: { isTTY: true, write: (text: string) => written.push(text) },
    jobs: {
      onContinue: (listener: () => void) => {
        continued.add(listener);
        return () => void continued.delete(listener);
      },
    },
  } as unknown as Host;
  const view = { output, polls: false, screenReader: true, stay: true };
  const session = { watcher, clock, usuals: new Map(), view, exitCode: () => 8 };
  const reader = await openReader(session as unknown as Session, host, () => undefined);
  void watcher.run(new AbortController().signal);
  await clock.advance(1000);
  return { clock, reader, written, continued, tenant };
}

const forms = ["plain", "ndjson", "quiet"] as const;

test.for(forms)("%s: what was under way is asked again once the process goes on", async (form) => {
  const { clock, reader, continued, tenant } = await reading(form);
  expect(tenant.seen).toHaveLength(1);
  for (const goOn of continued) goOn();
  await clock.advance(1000);
  expect(tenant.seen).toHaveLength(2);
  await reader.close();
  expect(continued).toHaveLength(0);
});

test("lines are written on a terminal, for a screen reader as well, where they are named", async () => {
  const starts = { plain: /^2026-11-23T14:00:00Z .*watching 1 agg/, ndjson: /^\{"v":1,/ };
  for (const form of ["plain", "ndjson"] as const) {
    const { reader, written } = await reading(form);
    expect(written[0]).toMatch(starts[form]);
    expect(reader.staysOpen).toBe(false);
  }
});
