import { Writable } from "node:stream";
import { expect, test } from "vitest";
import type { Host } from "../../../src/process/host.ts";
import { watchIds, type WatchIdsOptions } from "../../../src/commands/session/watch-ids.ts";
import { createClient } from "../../../src/client/client.ts";
import { answer } from "../../support/invented/answers.ts";
import { inventedClock } from "../../support/invented/clock.ts";
import { inventedTenant } from "../../support/invented/tenant.ts";
import { inventedLifetime } from "../../support/invented/lifetime.ts";
import { inventedSignals } from "../../support/invented/signals.ts";
import { inventedHost } from "../../support/invented/host.ts";

test("a signal that comes once all have ended, while outcomes are still kept, is what the watch is left by", async () => {
  const clock = inventedClock();
  const tenant = inventedTenant(clock, { status: () => answer("CANCELLED") });
  const { onSignal, send } = inventedSignals();
  const lifetime = inventedLifetime({ onSignal });
  const stdout = new Writable({ write: (_chunk, _encoding, done) => done() });
  const host = {
    ...inventedHost,
    lifetime,
    lastWrites: {
      wait: (_what: string, work: () => Promise<unknown>) => {
        send("SIGTERM");
        return work();
      },
    },
    env: {},
    stdout,
    stderr: stdout,
    clock,
    random: () => 0,
    onOutputClosed: () => () => undefined,
  } as unknown as Host;
  const options = { output: "quiet", interval: 5000, history: false, strict: false };
  const clients = [{ name: undefined, client: createClient(tenant, host) }] as const;
  const ids = [{ id: "a", label: undefined }];
  const watched = watchIds(ids, clients, options as WatchIdsOptions, host);
  await clock.advance(60_000);
  expect((await watched).departure).toEqual({ by: "signal", signal: "SIGTERM" });
});
