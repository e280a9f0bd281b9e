import { expect, test } from "vitest";
import { TransientError } from "../../../src/api/http/errors.ts";
import { keepCurrent, type Listing } from "../../../src/ui/picker/keep-current.ts";
import { type Choice, newPicker, watchOfChoice } from "../../../src/ui/picker/picker.ts";
import { createPickerStore } from "../../../src/ui/picker/picker-store.ts";
import { answer } from "../../support/invented/answers.ts";
import { inventedClock } from "../../support/invented/clock.ts";

const okta: Choice = { id: "a", name: "Okta", since: 0 };
const box: Choice = { id: "b", name: "Box" };

/** A list that is shown, and looked for every 10 s. */
function showing(
  look: (times: number) => readonly Choice[] | Promise<readonly Choice[]>,
  ask: Listing["ask"] = async () => undefined,
) {
  const clock = inventedClock();
  const store = createPickerStore({ picker: newPicker([okta]), now: 0 }, () => undefined);
  const asked: number[] = [];
  const refresh = async () => {
    asked.push(clock.elapsed());
    return look(asked.length);
  };
  const over = new AbortController();
  const delays = new Set<(text: string) => void>();
  const onDelay = (listener: (text: string) => void) => {
    delays.add(listener);
    return () => void delays.delete(listener);
  };
  const listing = { clock, refresh, refreshMs: 10_000, ask, onDelay };
  const outcome = keepCurrent(store, listing, over.signal).then(
    () => "over" as const,
    (error: unknown) => error,
  );
  return { clock, store, asked, over, outcome, delays };
}

test("each second another time is shown, and every ten what runs by then", async () => {
  const { clock, store, asked } = showing(() => [box]);
  await clock.advance(3500);
  expect(store.get()).toMatchObject({ now: 3000, picker: { choices: [okta] } });
  await clock.advance(27_000);
  expect(asked).toEqual([10_000, 20_000, 30_000]);
  expect(store.get().picker.choices).toEqual([{ ...okta, hasEnded: true }, box]);
});

test("a look that fails is told, and made again; a slow one stops no time", async () => {
  const { clock, store, asked } = showing(async (times) => {
    if (times === 1) throw new TransientError("HTTP 500");
    return new Promise(() => undefined);
  });
  await clock.advance(15_000);
  expect(store.get().picker).toMatchObject({
    choices: [okta],
    problem: "can't list new runs (HTTP 500)",
  });
  await clock.advance(30_000);
  expect(asked).toEqual([10_000, 20_000]);
  expect(store.get().now).toBe(45_000);
});

test("what holds a look up is shown until there is a list again", async () => {
  const { clock, store, delays, over } = showing(() => [okta]);
  await clock.advance(1000);
  for (const tell of delays) tell("rate limited (429) until 14:07:43");
  expect(store.get().picker.problem).toBe("rate limited (429) until 14:07:43");
  await clock.advance(10_000);
  expect(store.get().picker.problem).toBeUndefined();
  over.abort();
  await clock.advance(0);
  expect(delays.size).toBe(0);
});

test("once it is over nothing is asleep, nor waited for", async () => {
  const { clock, over, outcome } = showing(() => new Promise(() => undefined));
  await clock.advance(12_000);
  over.abort();
  expect(await outcome).toBe("over");
  expect(clock.sleepers()).toBe(0);
});

test("a bug of ours ends it", async () => {
  const { clock, outcome } = showing(() => {
    throw new TypeError("ours");
  });
  await clock.advance(12_000);
  expect(await outcome).toEqual(new TypeError("ours"));
});

test("what runs is asked at once and every ten seconds, and each answer shown as it comes", async () => {
  const rounds: (readonly string[])[] = [];
  const { clock, store } = showing(
    () => [okta, box],
    async (ids, tell) => {
      rounds.push(ids);
      const [first = ""] = ids;
      tell(first, answer("STARTED"));
      await new Promise((resolve) => void (rounds.length > 1 && resolve(undefined)));
    },
  );
  await clock.advance(0);
  expect(rounds).toEqual([["a"]]);
  expect(store.get().picker.choices[0]?.status?.status).toBe("STARTED");
  // One round at a time: the next begins when the last is through.
  await clock.advance(30_000);
  expect(rounds).toHaveLength(1);
});

test("what has ended, or only looks as if it ran, is not asked", async () => {
  const rounds: (readonly string[])[] = [];
  const { clock } = showing(
    (times) => (times === 1 ? [{ ...okta, isStuck: true }, box] : [box]),
    async (ids) => void rounds.push(ids),
  );
  await clock.advance(31_000);
  expect(rounds[0]).toEqual(["a"]);
  expect(rounds.slice(1).every((ids) => ids.every((id) => id === "b"))).toBe(true);
  expect(rounds).toHaveLength(4);
});

test("entitlements are running by being listed: they have no status to ask for", async () => {
  const groups: Choice = { id: "g", name: "Okta (entitlements)", kind: "entitlement" };
  const asked: (readonly string[])[] = [];
  const { clock, store } = showing(
    () => [okta, groups],
    async (ids) => void asked.push(ids),
  );
  await clock.advance(20_500);
  expect(asked.at(-1)).toEqual(["a"]);
  const shown = store.get().picker.choices.find(({ id }) => id === "g");
  expect(shown && watchOfChoice(shown)?.status).toBe("RUNNING");
});
