import { expect, test } from "vitest";
import { holdEvents } from "../../../src/watch/held-events.ts";
import type { TimedEvent } from "../../../src/watch/model/timed-event.ts";

/** A feed of events that only their moments tell apart. */
function feed() {
  const listeners = new Set<(event: TimedEvent) => void>();
  return {
    onEvent: (listener: (event: TimedEvent) => void) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    happen: (at: number) => {
      const event = { type: "deprecated", version: "v2024" } as const;
      for (const listener of listeners) listener({ at, watch: undefined, event });
    },
    listeners: () => listeners.size,
  };
}

test("who listens late gets all that happened before, in its order, and what comes then once", () => {
  const { onEvent, happen } = feed();
  const held = holdEvents({ onEvent });
  happen(1);
  happen(2);
  const [first, second]: [number[], number[]] = [[], []];
  held.onEvent(({ at }) => first.push(at));
  happen(3);
  held.onEvent(({ at }) => second.push(at));
  happen(4);
  expect(first).toEqual([1, 2, 3, 4]);
  expect(second).toEqual([1, 2, 3, 4]);
});

test("nothing is kept and nobody listens once it has been let go", () => {
  const { onEvent, happen, listeners } = feed();
  const held = holdEvents({ onEvent });
  happen(1);
  held.letGo();
  expect(listeners()).toBe(0);
  happen(2);
  const late: number[] = [];
  const stop = held.onEvent(({ at }) => late.push(at));
  happen(3);
  stop();
  happen(4);
  expect(late).toEqual([3]);
});
