import { describe, expect, test } from "vitest";
import { RateLimitedError } from "../../../src/api/http/errors.ts";

import { type Sharing, unshared } from "../../../src/client/sharing/sharing.ts";
import { createWatcher } from "../../../src/watch/watcher.ts";
import { asking, lookUp } from "../../support/invented/look-ups.ts";

/** A watch of ids whose client is asked for look-ups as well, with what is heard of it. */
function watching(world: ReturnType<typeof asking>, ids: readonly string[] = ["a"]) {
  const { clock, client } = world;
  const watcher = createWatcher(
    ids.map((id) => ({ id, label: undefined })),
    { intervalMs: 30_000, stallAfterMs: undefined },
    { client, clock, random: () => 0 },
  );
  const inputs: string[] = [];
  watcher.onInput((input) =>
    inputs.push(input.type === "happened" ? input.happening.type : input.type),
  );
  const ofClient: unknown[] = [];
  watcher.onEvent(({ watch, event }) => {
    if (!watch) ofClient.push(event);
  });
  const run = () => void watcher.run(new AbortController().signal);
  return { ...world, watcher, inputs, ofClient, run };
}

describe("a watch hears of its client", () => {
  test("each budget and each state at the token endpoint once", async () => {
    const { clock, inputs, run } = watching(asking([]));
    run();
    await clock.advance(1000);
    expect(inputs).toEqual(["budget", "signIn", "signIn", "budget", "asked", "answered"]);
  });

  test("that others share it, with what is left of the budget, and that its version is deprecated", async () => {
    const sharing: Sharing = {
      ...unshared,
      watch: (listener) => {
        listener({ watchers: 2, waitMs: 0 });
        return () => undefined;
      },
    };
    const { clock, ofClient, run } = watching(asking([], { sharing, isDeprecated: () => true }));
    run();
    await clock.advance(1000);
    expect(ofClient).toEqual([
      { type: "share", watchers: 2, perWindow: 25 },
      { type: "deprecated", version: "v2024" },
    ]);
  });
});

describe("a 429 that a look-up has met", () => {
  const wait = (waitMs: number) => ({ type: "wait", waitMs });

  test("before the watch is told as it begins, as long as it lasts", async () => {
    const world = asking([new RateLimitedError(10_000)]);
    world.client.api.ask(lookUp).catch(() => undefined);
    await world.clock.advance(1000);
    const early = watching(world);
    early.run();
    expect(early.ofClient).toEqual([wait(9000)]);
    await world.clock.advance(60_000);
    const late = watching(world);
    late.run();
    expect(late.ofClient).toEqual([]);
  });

  test("while the watch was about to begin is told once", async () => {
    const world = watching(asking([new RateLimitedError(10_000)]));
    world.client.api.ask(lookUp).catch(() => undefined);
    await world.clock.advance(1000);
    world.run();
    expect(world.ofClient).toEqual([wait(10_000)]);
  });
});

describe("what the user does", () => {
  test("is heard once: an id that is looked at already, or watched already, is no news", async () => {
    const { clock, tenant, watcher, inputs, run } = watching(asking([]));
    run();
    await clock.advance(1000);
    inputs.length = 0;
    watcher.focus("a");
    watcher.focus("a");
    watcher.add([{ id: "a", label: "again" }]);
    expect(inputs).toEqual(["attended"]);
    watcher.focus(undefined);
    expect(inputs).toEqual(["attended", "attended"]);
    await clock.advance(35_000);
    expect(tenant.seen).toHaveLength(2);
  });
});
