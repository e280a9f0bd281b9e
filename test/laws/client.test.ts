import { expect, test } from "vitest";
import {
  RateLimitedError,
  RefusedError,
  TransientError,
  UnauthorizedError,
} from "../../src/api/errors.ts";
import { sentInWindow } from "../../src/watch/budget.ts";
import { createClient } from "../../src/watch/client.ts";
import { createWatcher } from "../../src/watch/watcher.ts";
import { answer } from "../support/invented-answers.ts";
import { inventedClock } from "../support/invented-clock.ts";
import { inventedTenant } from "../support/invented-tenant.ts";

const lookUp = { method: "GET", path: "v2024/sources" } as const;

/** A client whose look-ups are answered by turns. */
function asking(answers: readonly (Error | string)[]) {
  const clock = inventedClock();
  const sent: { at: number; accessToken: string }[] = [];
  const tenant = {
    ...inventedTenant(clock, { status: () => answer("STARTED") }),
    ask: (_: unknown, accessToken: string) => {
      const next = answers[sent.length] ?? "more";
      sent.push({ at: clock.elapsed(), accessToken });
      if (next instanceof Error) return Promise.reject(next);
      return Promise.resolve({ status: 200, headers: new Headers(), body: next, receivedAt: 0 });
    },
  };
  const client = createClient(tenant, { clock, random: () => 0 });
  return { clock, sent, client, tenant };
}

test("a look-up signs in first, then leaves in its turn", async () => {
  const { clock, sent, client } = asking(["a"]);
  const answered = client.api.ask(lookUp);
  await clock.advance(1000);
  await expect(answered).resolves.toMatchObject({ body: "a" });
  expect(sent).toEqual([{ at: 200, accessToken: "token-1" }]);
});

test("a ready token takes no turn: what needs it leaves first", async () => {
  const clock = inventedClock();
  const status = () => answer("COMPLETED");
  const tenant = inventedTenant(clock, { hasReadyToken: true, status });
  const client = createClient(tenant, { clock, random: () => 0 });
  const watcher = createWatcher(
    [{ id: "a", label: undefined }],
    { intervalMs: 5000, stallAfterMs: undefined },
    { clock, random: () => 0, client },
  );
  void watcher.run(new AbortController().signal);
  await clock.advance(0);
  expect(tenant.seen.map(({ at }) => at)).toEqual([0]);
  expect(sentInWindow(client.turns.budget(), 0)).toBe(1);
});

test("a first 401 has the token renewed, a second is the caller's to know", async () => {
  const { clock, sent, client } = asking([new UnauthorizedError("expired"), "a"]);
  const answered = client.api.ask(lookUp);
  await clock.advance(1000);
  await expect(answered).resolves.toMatchObject({ body: "a" });
  expect(sent.map(({ accessToken }) => accessToken)).toEqual(["token-1", "token-2"]);
  const refused = asking([new UnauthorizedError("no"), new UnauthorizedError("no")]);
  const outcome = refused.client.api.ask(lookUp).catch((error: unknown) => error);
  await refused.clock.advance(1000);
  expect(await outcome).toBeInstanceOf(UnauthorizedError);
  expect(refused.sent).toHaveLength(2);
});

test("a 429 is waited for", async () => {
  const { clock, sent, client } = asking([new RateLimitedError(30_000), "a"]);
  const answered = client.api.ask(lookUp);
  await clock.advance(31_000);
  await expect(answered).resolves.toMatchObject({ body: "a" });
  expect(sent.map(({ at }) => at)).toEqual([200, 30_200]);
});

test.for([[new TransientError("HTTP 502")], [new RefusedError(403, "no")]])(
  "what else fails is the caller's to ask again: %s",
  async ([error]) => {
    const { clock, sent, client } = asking([error as Error]);
    const outcome = client.api.ask(lookUp).catch((caught: unknown) => caught);
    await clock.advance(60_000);
    expect(await outcome).toBe(error);
    expect(sent).toHaveLength(1);
  },
);

test("look-ups and a watch share one budget and one token", async () => {
  const { clock, sent, client, tenant } = asking(["a", "b"]);
  const first = client.api.ask(lookUp);
  await clock.advance(500);
  await first;
  const watcher = createWatcher(
    [{ id: "id", label: undefined }],
    { intervalMs: 5000, stallAfterMs: undefined },
    { client, clock, random: () => 0 },
  );
  const leave = new AbortController();
  const left = watcher.run(leave.signal).catch(() => undefined);
  await clock.advance(1000);
  expect(tenant.signIns).toHaveLength(1);
  expect(sent).toHaveLength(1);
  expect(watcher.snapshot().clients[0].budget.sent).toHaveLength(3);
  leave.abort(new Error("left"));
  await left;
});
