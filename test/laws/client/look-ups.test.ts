import { expect, test } from "vitest";
import { NoAnswerError, RateLimitedError, TransientError } from "../../../src/api/http/errors.ts";
import type { SignIn } from "../../../src/client/sender.ts";
import { asking, delaysOf, lookUp } from "../../support/invented/look-ups.ts";

const unavailable = new TransientError("HTTP 503");

test("only look-ups are delayed: neither a poll's sign-in nor one after the last look-up is", async () => {
  const { clock, client } = asking(["[]"], {
    signIn: (times) =>
      times === 1
        ? { accessToken: "short", expiresInMs: 1000 }
        : new Promise<never>(() => undefined),
  });
  const delays = delaysOf(client);
  const answered = client.api.ask(lookUp);
  await clock.advance(10_000);
  await answered;
  const { signal } = new AbortController();
  client
    .apiFor(signal, "poll")
    .ask(lookUp)
    .catch(() => undefined);
  await clock.advance(10_000);
  expect(client.signIn()).toEqual({ kind: "asking", since: 10_000 });
  expect(delays).toEqual([]);
  client.stop();
});

test("a turn that does not come for 2 s is reported, as whatever else holds a look-up up is not", async () => {
  const { clock, client } = asking(Array.from({ length: 60 }, () => "[]"));
  const delays = delaysOf(client);
  const answered = Array.from({ length: 51 }, () => client.api.ask(lookUp));
  await clock.advance(1999);
  expect(delays).toEqual([]);
  await clock.advance(1);
  // With the sign-in, 49 look-ups have left.
  expect(delays).toEqual([{ kind: "queued" }]);
  await clock.advance(10_000);
  await Promise.all(answered);
  expect(delays).toHaveLength(1);
});

test("a connection that takes long is no wait for a turn, nor is a 429", async () => {
  const slow = asking(["[]"], { ready: () => new Promise<never>(() => undefined) });
  const limited = asking([new RateLimitedError(60_000)]);
  const delays = [slow, limited].map(({ client }) => delaysOf(client));
  for (const { clock, client } of [slow, limited]) {
    client.api.ask(lookUp).catch(() => undefined);
    // oxlint-disable-next-line no-await-in-loop
    await clock.advance(5000);
  }
  const limit = { kind: "limited", waitMs: 60_000, isElsewhere: false };
  expect(delays).toEqual([[], [limit]]);
});

test("whoever listens to nothing is told of no delay", async () => {
  const { clock, client } = asking([new RateLimitedError(2000), unavailable, "[]"]);
  client.listen({});
  const answered = client.api.ask(lookUp);
  await clock.advance(60_000);
  await expect(answered).resolves.toMatchObject({ body: "[]" });
});

test("listeners find what goes on at the token endpoint as soon as it does", async () => {
  const { clock, client } = asking(["[]"], {
    signIn: async (times) => {
      await clock.sleep(100);
      if (times === 1) throw unavailable;
      return { accessToken: "good", expiresInMs: undefined };
    },
  });
  const found: { at: number; signIn: SignIn | undefined }[] = [];
  client.listen({
    changed: () => {
      const signIn = client.signIn();
      if (signIn !== found.at(-1)?.signIn) found.push({ at: clock.elapsed(), signIn });
    },
  });
  const answered = client.api.ask(lookUp);
  await clock.advance(10_000);
  await answered;
  expect(found).toEqual([
    { at: 0, signIn: { kind: "asking", since: 0 } },
    { at: 100, signIn: { kind: "waiting", until: 350 } },
    { at: 350, signIn: { kind: "asking", since: 350 } },
    { at: 450, signIn: undefined },
  ]);
});

test("a look-up that waits for a sign-in is sent again no sooner than that", async () => {
  const jitters = [1, 0];
  const { clock, client, tenant } = asking(["[]"], {
    random: () => jitters.shift() ?? 0,
    signIn: (times) => {
      if (times === 1) throw unavailable;
      return { accessToken: "good", expiresInMs: undefined };
    },
  });
  const delays = delaysOf(client);
  const answered = client.api.ask(lookUp);
  await clock.advance(10_000);
  await answered;
  expect(delays).toMatchObject([{ what: "sign-in", attempt: 2, waitMs: 1000 }]);
  expect(tenant.signIns).toEqual([0, 1000]);
});

test("one that has left is sent again after its own pause, whatever a sign-in waits for", async () => {
  const late = Promise.withResolvers<never>();
  const { clock, client } = asking([late.promise], {
    signIn: (times) => {
      if (times > 1) throw new TransientError("HTTP 503", { retryAfterMs: 30_000 });
      return { accessToken: "short", expiresInMs: 1000 };
    },
  });
  const delays = delaysOf(client);
  client.api.ask(lookUp).catch(() => undefined);
  await clock.advance(6000);
  const { signal } = new AbortController();
  client
    .apiFor(signal, "poll")
    .ask(lookUp)
    .catch(() => undefined);
  await clock.advance(0);
  expect(client.signIn()).toEqual({ kind: "waiting", until: 36_000 });
  late.reject(new NoAnswerError("ECONNRESET"));
  await clock.advance(0);
  expect(delays.at(-1)).toMatchObject({ kind: "retried", what: "answer", waitMs: 250 });
  client.stop();
});

test("one that fails before a sign-in is asked for is sent again after its own pause", async () => {
  const failures = [unavailable];
  const { clock, client } = asking(["[]"], {
    ready: async () => {
      const failure = failures.shift();
      if (failure) throw failure;
    },
  });
  const delays = delaysOf(client);
  const answered = client.api.ask(lookUp);
  await clock.advance(10_000);
  await answered;
  expect(delays).toMatchObject([{ what: "sign-in", attempt: 2, waitMs: 250 }]);
});

test("what starts something is answered, whatever the answer says", async () => {
  const { clock, client } = asking(["{"]);
  const answered = client.api.ask({ method: "POST", path: "v2024/sources/a/load-accounts" });
  await clock.advance(1000);
  await expect(answered).resolves.toMatchObject({ body: "{" });
});

test("a look-up is given up by its own signal and by the client's end, with the reason", async () => {
  const signIn = () => new Promise<never>(() => undefined);
  const { clock, client } = asking([], { signIn });
  const own = new AbortController();
  const outcomeOf = (signal: AbortSignal) =>
    client
      .apiFor(signal)
      .ask(lookUp)
      .catch((error: unknown) => error);
  const [first, second] = [outcomeOf(own.signal), outcomeOf(new AbortController().signal)];
  await clock.advance(1000);
  const reason = new Error("enough");
  own.abort(reason);
  expect(await first).toBe(reason);
  client.stop();
  expect(await second).toEqual(new Error("the client was stopped"));
});

test("a client waits no longer once it is stopped, or whoever made it gives up", async () => {
  const given = new AbortController();
  const [stopped, left] = [asking([]), asking([], { signal: given.signal })];
  const waited = Promise.all([stopped.client.sleep(1000), left.client.sleep(1000)]);
  await stopped.clock.advance(1000);
  await left.clock.advance(1000);
  await waited;
  const outcomes = [stopped, left].map(({ client }) =>
    client.sleep(1000).catch((error: unknown) => error),
  );
  stopped.client.stop();
  given.abort(new Error("left"));
  expect(await Promise.all(outcomes)).toEqual([
    new Error("the client was stopped"),
    new Error("left"),
  ]);
});
