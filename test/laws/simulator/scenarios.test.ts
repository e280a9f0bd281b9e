import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { clientsOf } from "../../../src/simulator/gateway/clients.ts";
import { statusAnswer } from "../../../src/simulator/services/aggregation-requests.ts";
import { scenarioAggregation } from "../../../src/simulator/state/aggregation.ts";
import {
  type NamedScenario,
  type ScriptedEnding,
  scenarioNames,
  scenarioOf,
  scenarios,
} from "../../../src/simulator/scenarios/scenarios.ts";
import { endOf } from "../../../src/simulator/timeline/timeline.ts";

const seeds = Array.from({ length: 50 }, (_, seed) => seed);

/** A clock that is set by hand, and the aggregation on it. */
function staged(scenario: NamedScenario, seed: number) {
  const clock = { ms: 0, now: () => clock.ms, elapsed: () => clock.ms, sleep: () => never };
  return { clock, aggregation: scenarioAggregation(scenario, seed, clock) };
}

const never = new Promise<void>(() => undefined);

interface Outcome {
  readonly ending: ScriptedEnding | undefined;
  readonly afterMs: number;
}

/** What somebody who asks every `intervalMs`, and believes a 404 after 20 seconds, gets to see. */
function watched(scenario: NamedScenario, seed: number, intervalMs: number): Outcome {
  const { clock, aggregation } = staged(scenario, seed);
  let isSeen = false;
  let missingSinceMs: number | undefined;
  aggregation.ask();
  for (; clock.ms < 3_600_000; clock.ms += intervalMs) {
    const context = { version: "v2024", dateMs: clock.ms, trackingId: "" } as const;
    const { status, body } = statusAnswer(aggregation, context, () => undefined);
    const word = status === 200 ? /"status":"(\w+)"/.exec(body)?.[1] : undefined;
    const isMissing = status === 404 || word === "NOT_FOUND";
    missingSinceMs = isMissing ? (missingSinceMs ?? clock.ms) : undefined;
    isSeen ||= word !== undefined && !isMissing;
    const isGone = missingSinceMs !== undefined && clock.ms - missingSinceMs >= 20_000;
    const ending = endingOf({ status, word, isGone, isSeen });
    if (ending) return { ending, afterMs: clock.ms };
  }
  return { ending: undefined, afterMs: clock.ms };
}

interface Seen {
  readonly status: number;
  readonly word: string | undefined;
  readonly isGone: boolean;
  readonly isSeen: boolean;
}

function endingOf({ status, word, isGone, isSeen }: Seen): ScriptedEnding | undefined {
  if (status === 400 || status === 403) return "REFUSED";
  if (word === "COMPLETED" || word === "CANCELLED" || word === "TERMINATED") return word;
  if (!isGone) return undefined;
  return isSeen ? "EXPIRED" : "NOT_FOUND";
}

describe.each(scenarios)("$name", (scenario) => {
  test("ends as scripted within 14 minutes, polled often or seldom", () => {
    for (const seed of seeds) {
      for (const intervalMs of [seed % 10 === 0 ? 1000 : 10_000, 5000, 25_000]) {
        const { ending, afterMs } = watched(scenario, seed, intervalMs);
        expect({ seed, intervalMs, ending }).toEqual({
          seed,
          intervalMs,
          ending: scenario.ending,
        });
        // Answers by count come whenever they are asked for, so only the rest has a length.
        expect(afterMs).toBeLessThan(14 * 60_000 + intervalMs);
      }
    }
  });

  test("the same seed gives the same id and timeline, another seed another id", () => {
    const { aggregation } = staged(scenario, 3);
    const again = staged(scenario, 3).aggregation;
    expect(again.id).toBe(aggregation.id);
    expect(again.timeline).toEqual(aggregation.timeline);
    expect(staged(scenario, 4).aggregation.id).not.toBe(aggregation.id);
  });
});

test.each([
  ["normal", 12, 13.5],
  ["deletions", 10, 13],
  ["grows", 9, 12],
  ["shrinks", 9, 12],
  ["limiter", 9, 12],
  ["stall", 9, 13],
  ["quick", 1, 3],
  ["zero", 1, 3],
] as const)("%s takes %d to %d minutes", (name, least, greatest) => {
  for (const seed of seeds) {
    const minutes = (endOf(staged(scenarioOf(name), seed).aggregation.timeline) ?? 0) / 60_000;
    expect(minutes).toBeGreaterThanOrEqual(least);
    expect(minutes).toBeLessThanOrEqual(greatest);
  }
});

function distinct(values: readonly string[]): number {
  return new Set(values).size;
}

test("no two scenarios share a name, a source or an id", () => {
  expect(distinct(scenarioNames)).toBe(scenarios.length);
  expect(distinct(scenarios.map(({ source }) => source))).toBe(scenarios.length);
  const ids = scenarios.map((scenario) => staged(scenario, 1).aggregation.id);
  expect(distinct(ids)).toBe(scenarios.length);
});

test("ids are 32 hexadecimal characters, and old ones carry the moment of their making", () => {
  const ids = scenarios.map((scenario) => staged(scenario, 1).aggregation.id);
  expect(ids.filter((id) => !/^[0-9a-f]{32}$/.test(id))).toEqual([]);
  const old = ids.filter((id) => id.startsWith("2c9180"));
  expect(old.length).toBeGreaterThan(0);
  for (const id of old) {
    expect(new Date(Number.parseInt(id.slice(16, 28), 16)).getUTCFullYear()).toBe(2021);
  }
});

test("each scenario is described in one short line", () => {
  expect(scenarios.filter(({ about }) => about.length > 76 || about.includes("\n"))).toEqual([]);
});

/** The rows of the README's tables that begin with a name and have so many cells. */
function namedRows(cells: number): readonly (readonly string[])[] {
  const readme = readFileSync(new URL("../../../src/simulator/README.md", import.meta.url), "utf8");
  const rows = readme.split("\n").map((line) => line.split("|").map((cell) => cell.trim()));
  return rows
    .map((row) => row.slice(1, -1))
    .filter((row) => row.length === cells && /^`[a-z0-9-]+`$/.test(row[0] ?? ""));
}

test("the README's table is the table of scenarios", () => {
  expect(namedRows(4)).toEqual(
    scenarios.map(({ name, source, about, ending }) => [`\`${name}\``, source, about, ending]),
  );
});

test("the README names every client", () => {
  expect(namedRows(2).map(([name]) => name)).toEqual(
    Object.keys(clientsOf(1)).map((kind) => `\`${kind}\``),
  );
});
