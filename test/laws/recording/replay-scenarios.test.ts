import { describe, expect, test } from "vitest";
import { exitCode } from "../../../src/exit/exit-code.ts";
import { startNdjsonOutput } from "../../../src/output/ndjson/ndjson-output.ts";
import { startPlainOutput } from "../../../src/output/plain.ts";
import { randomOf } from "../../../src/simulator/timeline/random.ts";
import { type ScenarioName, scenarioNames } from "../../../src/simulator/scenarios/scenarios.ts";
import type { Clock } from "../../../src/time/clock.ts";
import type { WatchFeed } from "../../../src/watch/feed.ts";
import { createWatcher } from "../../../src/watch/watcher.ts";
import { objections } from "../../support/event-schema.ts";
import { inProcessTenant } from "../../support/in-process-tenant.ts";
import { inventedClock } from "../../support/invented/clock.ts";
import { createShortPolls } from "../../../src/recording/codec/short-polls.ts";
import { passing, playedThrough, recording, replaying } from "../../support/invented/recording.ts";

/** What all forms of lines tell of a watch; `close` ends them. */
function listening(watcher: WatchFeed, clock: Clock) {
  const lines = { plain: [] as string[], ndjson: [] as string[] };
  const options = {
    version: "0",
    heartbeatMs: 45_000,
    polls: true,
    isLater: false,
    usuals: new Map(),
  };
  const closePlain = startPlainOutput(watcher, clock, new Map(), (line) => lines.plain.push(line));
  const write = (line: string) => lines.ndjson.push(line);
  const closeNdjson = startNdjsonOutput(watcher, clock, options, write);
  const close = async () => {
    await closePlain();
    await closeNdjson();
    return lines;
  };
  return close;
}

async function recorded(name: ScenarioName) {
  const clock = inventedClock();
  const { tenant, ids } = inProcessTenant([name], clock);
  const settings = { intervalMs: 5000, stallAfterMs: undefined };
  const watcher = createWatcher(ids, settings, { tenant, clock, random: randomOf("replay") });
  const tape = recording(watcher, clock);
  const close = listening(watcher, clock);
  await passing(clock, watcher.run(new AbortController().signal));
  const lines = await close();
  const endings = watcher.snapshot().watches.map(({ ending }) => ending);
  tape.left({ by: "ends", exitCode: exitCode({ by: "ends" }, endings, false) });
  return { tape, lines };
}

describe("every scenario of the simulated tenant", () => {
  test.for(scenarioNames)("%s is replayed in the same lines, each form of them", async (name) => {
    const { tape, lines } = await recorded(name);
    const { replay, base } = (await replaying(tape.bytes(), 1000))!;
    const close = listening(replay, replay.clock);
    await playedThrough(replay, base);
    const again = await close();
    expect(again.plain.join("\n")).toBe(lines.plain.join("\n"));
    expect(again.ndjson.join("\n")).toBe(lines.ndjson.join("\n"));
    expect(replay.end()).toMatchObject({ by: "ends" });
  });

  test.for(scenarioNames)("%s is recorded in lines as the schema has them", async (name) => {
    const { tape, lines } = await recorded(name);
    const kept = wholeLines(tape.lines);
    const wrong = kept.map(objections).filter(Boolean);
    expect(wrong).toEqual([]);
    // Every event, and every answer, with all that is told of it elsewhere.
    const told = lines.ndjson
      .map((line): Record<string, unknown> => JSON.parse(line))
      .filter(({ type }) => !["watching", "heartbeat", "summary"].includes(String(type)));
    for (const event of told) {
      const { tookMs: _, ...answered } = event;
      expect(kept).toContainEqual(
        expect.objectContaining(event["type"] === "poll" ? answered : event),
      );
    }
  });
});

/** As they are read; how long an answer took is not in a short poll, so any time does. */
function wholeLines(lines: readonly string[]): readonly Record<string, unknown>[] {
  const polls = createShortPolls();
  return lines.map((line) => {
    const whole = polls.lengthen(JSON.parse(line));
    return { ...(whole.type === "poll" && { tookMs: 0 }), ...whole };
  });
}
