import { expect, test } from "vitest";
import type { TokenGrant } from "../../../src/api/sign-in/credentials.ts";
import {
  NoAnswerError,
  RateLimitedError,
  RefusedError,
  TransientError,
  UnauthorizedError,
} from "../../../src/api/http/errors.ts";
import { createSharing } from "../../../src/client/sharing/sharing.ts";
import { sentInWindow } from "../../../src/client/budget.ts";
import { createClient } from "../../../src/client/client.ts";
import { createWatcher } from "../../../src/watch/watcher.ts";
import { answer } from "../../support/invented/answers.ts";
import { inventedBoard } from "../../support/invented/board.ts";
import { inventedClock } from "../../support/invented/clock.ts";
import { inventedTenant } from "../../support/invented/tenant.ts";
import { asking, delaysOf, lookUp } from "../../support/invented/look-ups.ts";

test("a look-up signs in first, then leaves at once", async () => {
  const { clock, sent, client } = asking(["[1]"]);
  const answered = client.api.ask(lookUp);
  await clock.advance(1000);
  await expect(answered).resolves.toMatchObject({ body: "[1]" });
  expect(sent).toEqual([{ at: 0, accessToken: "token-1" }]);
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
  // Its status and its task.
  expect(sentInWindow(client.queue.budget(), 0)).toBe(2);
});

test("a first 401 has the token renewed, a second is the caller's to know", async () => {
  const { clock, sent, client } = asking([new UnauthorizedError("expired"), "[1]"]);
  const answered = client.api.ask(lookUp);
  await clock.advance(1000);
  await expect(answered).resolves.toMatchObject({ body: "[1]" });
  expect(sent.map(({ accessToken }) => accessToken)).toEqual(["token-1", "token-2"]);
  const refused = asking([new UnauthorizedError("no"), new UnauthorizedError("no")]);
  const outcome = refused.client.api.ask(lookUp).catch((error: unknown) => error);
  await refused.clock.advance(1000);
  expect(await outcome).toBeInstanceOf(UnauthorizedError);
  expect(refused.sent).toHaveLength(2);
});

test("a 429 is waited for", async () => {
  const { clock, sent, client } = asking([new RateLimitedError(30_000), "[1]"]);
  const answered = client.api.ask(lookUp);
  await clock.advance(31_000);
  await expect(answered).resolves.toMatchObject({ body: "[1]" });
  expect(sent.map(({ at }) => at)).toEqual([0, 30_000]);
});

const post = { method: "POST", path: "v2024/sources/a/load-accounts" } as const;
const broken = new TransientError("HTTP 502");

test("what only reads is sent again after faults, as often as a person waits for", async () => {
  const { clock, sent, client } = asking([broken, new NoAnswerError("ECONNRESET"), "{", "[]"]);
  const answered = client.api.ask(lookUp);
  await clock.advance(60_000);
  await expect(answered).resolves.toMatchObject({ body: "[]" });
  expect(sent).toHaveLength(4);
  const inVain = asking(Array.from({ length: 10 }, () => broken));
  const outcome = inVain.client.api.ask(lookUp).catch((error: unknown) => error);
  await inVain.clock.advance(600_000);
  expect(await outcome).toBe(broken);
  expect(inVain.sent).toHaveLength(5);
});

test("each attempt to come is told, with how long it waits, and takes a turn of its own", async () => {
  const { clock, sent, client } = asking([broken, broken, "[]"]);
  const delays = delaysOf(client);
  const answered = client.api.ask(lookUp);
  await clock.advance(60_000);
  await answered;
  const again = { kind: "retried", what: "answer", error: broken, waitMs: 250 };
  expect(delays).toEqual([
    { ...again, attempt: 2 },
    { ...again, attempt: 3 },
  ]);
  expect(sent.map(({ at }) => at)).toEqual([0, 250, 500]);
  expect(sentInWindow(client.queue.budget(), 1000)).toBe(4);
});

test("a start is never sent again once it has left, whatever becomes of it", async () => {
  for (const fault of [broken, new NoAnswerError("ECONNRESET"), new NoAnswerError("timeout")]) {
    const { clock, sent, client } = asking([fault, "{}"]);
    const outcome = client.api.ask(post).catch((error: unknown) => error);
    await clock.advance(600_000);
    expect(await outcome).toBe(fault);
    expect(sent).toHaveLength(1);
  }
});

test("a sign-in is sent again, for a start as well: that has not left yet", async () => {
  const { clock, sent, client, tenant } = asking(["{}"], {
    signIn: (times) => {
      if (times < 3) throw new TransientError("HTTP 503");
      return { accessToken: "good", expiresInMs: undefined };
    },
  });
  const delays = delaysOf(client);
  const answered = client.api.ask(post);
  await clock.advance(60_000);
  await expect(answered).resolves.toMatchObject({ body: "{}" });
  expect(delays).toMatchObject([
    { kind: "retried", what: "sign-in", attempt: 2, waitMs: 250 },
    { kind: "retried", what: "sign-in", attempt: 3, waitMs: 250 },
  ]);
  expect(tenant.signIns).toHaveLength(3);
  expect(sent).toHaveLength(1);
});

test("what asks to be left alone for longer than a person waits is not sent again", async () => {
  const busy = new TransientError("HTTP 503", { retryAfterMs: 3_600_000 });
  const { clock, sent, client } = asking([busy, "[]"]);
  const outcome = client.api.ask(lookUp).catch((error: unknown) => error);
  await clock.advance(1000);
  expect(await outcome).toBe(busy);
  expect(sent).toHaveLength(1);
});

test("what stands for a poll is left to whoever polls", async () => {
  const { clock, sent, client } = asking([broken, "[]"]);
  const api = client.apiFor(new AbortController().signal, "poll");
  const outcome = api.ask(lookUp).catch((error: unknown) => error);
  await clock.advance(60_000);
  expect(await outcome).toBe(broken);
  expect(sent).toHaveLength(1);
});

test("what else fails is the caller's to know", async () => {
  const refused = new RefusedError(403, "no");
  const { clock, sent, client } = asking([refused]);
  const outcome = client.api.ask(lookUp).catch((error: unknown) => error);
  await clock.advance(60_000);
  expect(await outcome).toBe(refused);
  expect(sent).toHaveLength(1);
});

test("a look-up that a 429 holds back says so at once, and again where that gets longer", async () => {
  const limits = [new RateLimitedError(3_600_000), new RateLimitedError(7_200_000)];
  const { clock, client } = asking([...limits, "[]"]);
  const delays = delaysOf(client);
  const answered = client.api.ask(lookUp);
  await clock.advance(1000);
  expect(delays).toEqual([{ kind: "limited", waitMs: 3_600_000, isElsewhere: false }]);
  await clock.advance(3_600_000);
  expect(delays).toHaveLength(2);
  await clock.advance(7_200_000);
  await answered;
  expect(delays).toHaveLength(2);
});

test("so does one that a 429 of another process holds back, though that is gone", async () => {
  const clock = inventedClock();
  const board = inventedBoard(clock);
  const tenant = inventedTenant(clock, { status: () => answer("STARTED") });
  const sharing = (name: string) => createSharing(board, tenant.budgetKey, name, clock);
  sharing("dead").hold(3_600_000);
  const client = createClient(tenant, { clock, random: () => 0, sharing: sharing("alive") });
  const delays = delaysOf(client);
  client.api.ask(lookUp).catch(() => undefined);
  await clock.advance(0);
  expect(delays).toEqual([{ kind: "limited", waitMs: 3_600_000, isElsewhere: true }]);
  expect(tenant.signIns).toEqual([]);
  client.stop();
});

test("a watch that begins while another process's 429 lasts says so first", async () => {
  const clock = inventedClock();
  const board = inventedBoard(clock);
  const tenant = inventedTenant(clock, { status: () => answer("STARTED") });
  const sharing = (name: string) => createSharing(board, tenant.budgetKey, name, clock);
  sharing("dead").hold(60_000);
  const client = createClient(tenant, { clock, random: () => 0, sharing: sharing("alive") });
  const settings = { intervalMs: 5000, stallAfterMs: undefined };
  const ids = [{ id: "a", label: undefined }];
  const watcher = createWatcher(ids, settings, { client, clock, random: () => 0 });
  const events: unknown[] = [];
  watcher.onEvent(({ event }) => events.push(event));
  const leave = new AbortController();
  const left = watcher.run(leave.signal).catch(() => undefined);
  await clock.advance(30_000);
  expect(events).toEqual([{ type: "wait", waitMs: 60_000, isElsewhere: true }]);
  leave.abort(new Error("left"));
  await left;
});

test("no answer within five seconds is said, of a look-up and of its sign-in", async () => {
  const late = Promise.withResolvers<TokenGrant>();
  const { clock, client } = asking(["never"], { signIn: () => late.promise });
  const delays = delaysOf(client);
  client.api.ask(lookUp).catch(() => undefined);
  await clock.advance(4999);
  expect(delays).toEqual([]);
  await clock.advance(1);
  expect(delays).toEqual([{ kind: "unanswered", what: "sign-in", forMs: 5000 }]);
  late.resolve({ accessToken: "good", expiresInMs: undefined });
  await clock.advance(4999);
  expect(delays).toHaveLength(1);
  await clock.advance(1000);
  expect(delays.slice(1)).toEqual([{ kind: "unanswered", what: "answer", forMs: 5000 }]);
  client.stop();
});

test("look-ups and a watch share one budget and one token", async () => {
  const { clock, sent, client, tenant } = asking(["[1]", "[2]"]);
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
