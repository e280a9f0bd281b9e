import { expect, onTestFinished, test } from "vitest";
import { RefusedError } from "../../../src/api/http/errors.ts";
import type { Tenant } from "../../../src/api/tenant.ts";
import { nameSources } from "../../../src/commands/session/name-sources.ts";
import { createClient } from "../../../src/client/client.ts";
import type { WatchedId } from "../../../src/watch/model/watch.ts";
import { createWatcher } from "../../../src/watch/watcher.ts";
import { answer } from "../../support/invented/answers.ts";
import { inventedClock } from "../../support/invented/clock.ts";
import { inventedTenant } from "../../support/invented/tenant.ts";

const task = (id: string, source: string, isOver = false) => ({
  id,
  type: "QUARTZ",
  uniqueName: "Cloud Account Aggregation",
  target: { id: `id of ${source}`, name: `${source} [source]` },
  ...(isOver && { completed: "2026-11-23T13:00:00Z", completionStatus: "SUCCESS" }),
});

/** Ids being watched and named; `pending` run, `others` are known as tasks. */
function naming(
  ids: readonly WatchedId[],
  { pending = [], others = [] }: { pending?: readonly object[]; others?: readonly object[] },
  failing?: Error,
) {
  const clock = inventedClock();
  const invented = inventedTenant(clock, { status: () => answer("STARTED") });
  const asked: string[] = [];
  const tenant: Tenant = {
    ...invented,
    async ask({ path }) {
      asked.push(path);
      if (failing) throw failing;
      const other = others.find((one) => "id" in one && path.endsWith(`/${String(one.id)}`));
      const body = JSON.stringify(other ?? pending);
      return { status: 200, headers: new Headers(), body, receivedAt: clock.now() };
    },
  };
  const client = createClient(tenant, { clock, random: () => 0 });
  const settings = { intervalMs: 5000, stallAfterMs: undefined };
  const watcher = createWatcher(ids, settings, { client, clock, random: () => 0 });
  const leave = new AbortController();
  onTestFinished(() => leave.abort());
  void watcher.run(leave.signal).catch(() => undefined);
  const over = nameSources(watcher, client, undefined, leave.signal);
  const labels = () => watcher.snapshot().watches.map(({ label }) => label);
  const sources = () => watcher.snapshot().watches.map(({ sourceId }) => sourceId);
  return { clock, watcher, asked, labels, sources, leave, over, seen: invented.seen };
}

const bare = (id: string): WatchedId => ({ id, label: undefined });

test("what runs is named by one list, after the first status", async () => {
  const pending = [task("a", "Workday HR"), task("b", "Okta")];
  const { clock, asked, labels, seen } = naming([bare("a"), bare("b")], { pending });
  await clock.advance(2000);
  expect(labels()).toEqual(["Workday HR", "Okta"]);
  expect(asked).toEqual(["v2024/task-status/pending-tasks"]);
  expect(seen[0]?.at).toBe(0);
});

test("what does not run is named by its task, and a name of the user's stays", async () => {
  const ids = [bare("a"), { id: "b", label: "mine" }];
  const { clock, asked, labels } = naming(ids, { others: [task("a", "Workday HR")] });
  await clock.advance(4000);
  expect(labels()).toEqual(["Workday HR", "mine"]);
  expect(asked).toHaveLength(2);
});

test("each is told its source, a labeled one as far as the list has it", async () => {
  const pending = [task("a", "Workday HR"), task("b", "Okta")];
  const ids = [bare("a"), { id: "b", label: "mine" }, { id: "c", label: "other" }];
  const { clock, asked, labels, sources } = naming(ids, { pending });
  await clock.advance(4000);
  expect(labels()).toEqual(["Workday HR", "mine", "other"]);
  expect(sources()).toEqual(["id of Workday HR", "id of Okta", undefined]);
  expect(asked).toHaveLength(1);
});

test("nothing is asked where every id has a label", async () => {
  const { clock, asked } = naming([{ id: "a", label: "mine" }], {});
  await clock.advance(60_000);
  expect(asked).toEqual([]);
});

test("what is added later is named later", async () => {
  const pending = [task("a", "Workday HR"), task("b", "Okta")];
  const { clock, watcher, labels } = naming([bare("a")], { pending });
  await clock.advance(4000);
  watcher.add([bare("b")]);
  await clock.advance(4000);
  expect(labels()).toEqual(["Workday HR", "Okta"]);
});

test("where the tenant does not tell, the id stands as it is and is not asked for again", async () => {
  const { clock, asked, labels } = naming([bare("a")], {}, new RefusedError(403, "no"));
  await clock.advance(600_000);
  expect(labels()).toEqual([undefined]);
  expect(asked.length).toBeLessThan(4);
});

test("it ends when told to; what is no failure of the tenant is a bug", async () => {
  const { clock, leave, over } = naming([bare("a")], {});
  await clock.advance(100);
  leave.abort();
  await expect(over).resolves.toBeUndefined();
  const bug = new TypeError("ours");
  const broken = naming([bare("a")], {}, bug);
  const outcome = broken.over.catch((error: unknown) => error);
  await broken.clock.advance(4000);
  expect(await outcome).toBe(bug);
});
