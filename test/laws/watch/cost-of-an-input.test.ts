import { expect, onTestFinished, test } from "vitest";
import { createClient } from "../../../src/client/client.ts";
import { nameSources } from "../../../src/commands/session/name-sources.ts";
import { recordRuns } from "../../../src/history/recorder.ts";
import { startNdjsonOutput } from "../../../src/output/ndjson/ndjson-output.ts";
import { startPlainOutput } from "../../../src/output/plain.ts";
import { recordWatch } from "../../../src/recording/recorder.ts";
import { momentOf } from "../../../src/watch/model/moment.ts";
import { watchSeveralTenants } from "../../../src/watch/several-tenants.ts";
import { until } from "../../../src/watch/until.ts";
import { createWatcher } from "../../../src/watch/watcher.ts";
import { accounts, answer } from "../../support/invented/answers.ts";
import { type InventedClock, inventedClock } from "../../support/invented/clock.ts";
import { inventedTenant } from "../../support/invented/tenant.ts";

/** A watch of one tenant's ids that counts the lists of all of them that its readers ask for. */
function watching(tenantName: string, clock: InventedClock) {
  const status = () => {
    const processed = Math.floor(clock.elapsed() / 1000);
    return answer("ACCOUNTS_COLLECTED", accounts(processed, 10_000 + processed));
  };
  const random = () => 0;
  const client = createClient(inventedTenant(clock, { status }), { clock, random });
  const ids = Array.from({ length: 10 }, (_, number) => ({
    id: `${tenantName}-${number}`,
    label: undefined,
    tenant: tenantName,
  }));
  const settings = { intervalMs: 5000, stallAfterMs: undefined };
  const watcher = createWatcher(ids, settings, { client, clock, random, tenantName });
  let lists = 0;
  const snapshot = () => {
    lists += 1;
    return watcher.snapshot();
  };
  return { client, tenantName, ids, part: { ...watcher, snapshot }, lists: () => lists };
}

test("no reader asks for a list of all ids because something has happened to one", async () => {
  const clock = inventedClock();
  const leave = new AbortController();
  onTestFinished(() => leave.abort());
  const first = watching("acme", clock);
  const second = watching("beta", clock);
  const given = [...first.ids, ...second.ids];
  const joined = watchSeveralTenants([first.part, second.part], given);
  const lines: string[] = [];
  const write = (line: string) => void lines.push(line);
  const usuals = new Map();
  const info = { program: "0.1.0", title: "acme", intervalMs: 5000, isStrict: false };
  const options = { version: "0.1.0", heartbeatMs: 0, polls: true, usuals, isLater: false };

  recordWatch([first.part, second.part], given, info, "run-1", () => momentOf(clock), {
    write,
    isStateDue: () => false,
  });
  startPlainOutput(joined, clock, usuals, write, 0);
  startNdjsonOutput(joined, clock, options, write);
  recordRuns(joined, "/nowhere", write);
  for (const { client, tenantName } of [first, second]) {
    void nameSources(joined, client, tenantName, leave.signal);
  }
  void until(joined, () => !joined.hasUnended(), leave.signal).catch(() => undefined);
  void joined.run(leave.signal).catch(() => undefined);
  const lists = () => first.lists() + second.lists();
  await clock.advance(30_000);
  const before = lists();
  const linesBefore = lines.length;
  await clock.advance(120_000);
  expect(lines.length - linesBefore).toBeGreaterThan(500);
  expect(lists() - before).toBe(0);
});
