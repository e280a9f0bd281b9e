import type { TimedEvent } from "../../../src/watch/model/timed-event.ts";
import { describe, expect, test } from "vitest";
import type { WatchCommands } from "../../../src/watch/commands.ts";
import { watchSeveralTenants } from "../../../src/watch/several-tenants.ts";
import { inventedWatcher } from "../../support/invented/watcher.ts";
import { live, over } from "../../support/invented/watches.ts";

const a = live("a", "STARTED");
const b = live("b", "STARTED");

/** Two tenants watched as one, with an id each. */
function joined() {
  const acme = inventedWatcher("acme", [a]);
  const beta = inventedWatcher("beta", [b]);
  const given = ["a", "b"].map((id) => ({ id, label: undefined }));
  return { acme, beta, watcher: watchSeveralTenants([acme, beta], given) };
}

const look = { everyMs: 60_000, problem: undefined };
const ofBeta = { id: "c", label: undefined, tenant: "beta" };

/** Each command, and who is told what. */
const commands: Record<
  keyof WatchCommands,
  readonly [(to: WatchCommands) => void, unknown[], unknown[]]
> = {
  add: [(to) => to.add([ofBeta]), [], ["add", [ofBeta]]],
  name: [(to) => to.name("b", { label: "HR" }), [], ["name", "b", { label: "HR" }]],
  remember: [(to) => to.remember("b", []), [], ["remember", "b", []]],
  queued: [(to) => to.queued(3), ["queued", 3], []],
  looked: [(to) => to.looked(look), ["looked", look], []],
  drop: [(to) => to.drop("b"), [], ["drop", "b"]],
  refresh: [(to) => to.refresh("b"), [], ["refresh", "b"]],
  pause: [(to) => to.pause(true), ["pause", true], ["pause", true]],
  endWait: [(to) => to.endWait(), ["endWait"], ["endWait"]],
  focus: [(to) => to.focus("b"), ["focus", "b"], ["focus", "b"]],
  interrupt: [(to) => to.interrupt(), ["interrupt"], ["interrupt"]],
};

describe("several tenants watched as one", () => {
  test.for(Object.entries(commands))("hand %s to whom it is for", ([, [give, first, second]]) => {
    const { acme, beta, watcher } = joined();
    give(watcher);
    expect([acme.told.flat(), beta.told.flat()]).toEqual([first, second]);
  });

  test("do nothing for an id that none of them watches", () => {
    const { acme, beta, watcher } = joined();
    watcher.name("c", { label: "HR" });
    watcher.drop("c");
    watcher.refresh("c");
    expect([...acme.told, ...beta.told]).toEqual([]);
  });

  test("add an id that names none of them to the first, and one that is watched to none", () => {
    const { acme, beta, watcher } = joined();
    const nobodys = { id: "c", label: undefined };
    const strangers = { id: "d", label: undefined, tenant: "gamma" };
    const known = { id: "b", label: undefined, tenant: "acme" };
    watcher.add([nobodys, known, strangers, ofBeta]);
    expect(acme.told).toEqual([
      ["add", [nobodys]],
      ["add", [strangers]],
    ]);
    expect(beta.told).toEqual([["add", [ofBeta]]]);
  });

  test("let readers hear what becomes of each, until they stop", () => {
    const { acme, beta, watcher } = joined();
    const before = acme.listeners();
    const heard: unknown[] = [];
    const stops = [
      watcher.subscribe(() => heard.push("snapshot")),
      watcher.onEvent((event) => heard.push(event.event.type)),
    ];
    acme.become([]);
    beta.become([]);
    acme.tell({ at: 0, watch: a, event: { type: "dropped" } });
    beta.tell({ at: 0, watch: b, event: { type: "dropped" } });
    expect(heard).toEqual(["snapshot", "snapshot", "dropped", "dropped"]);
    for (const stop of stops) stop();
    expect([acme.listeners(), beta.listeners()]).toEqual([before, before]);
  });

  test("name the host of what happens to all ids of one, and of nothing else", () => {
    const { beta, watcher } = joined();
    const ofOne: readonly TimedEvent[] = [
      { at: 0, watch: undefined, event: { type: "wait", waitMs: 1000 } },
      { at: 0, watch: undefined, event: { type: "share", watchers: 2, perWindow: 25 } },
      { at: 0, watch: undefined, event: { type: "deprecated", version: "v2024" } },
    ];
    const others: readonly TimedEvent[] = [
      { at: 0, watch: undefined, event: { type: "look", ...look } },
      { at: 0, watch: b, event: { type: "added" } },
    ];
    const heard: TimedEvent[] = [];
    watcher.onEvent((event) => heard.push(event));
    for (const event of [...ofOne, ...others]) beta.tell(event);
    const host = "beta.api.identitynow.com";
    expect(heard).toEqual([
      ...ofOne.map(({ at, watch, event }) => ({ at, watch, event: { ...event, host } })),
      ...others,
    ]);
  });
});

describe("of several tenants watched as one", () => {
  const settled = () => new Promise((resolve) => void setImmediate(resolve));

  /** The two, at work. */
  function running() {
    const world = joined();
    const leave = new AbortController();
    const outcome = world.watcher.run(leave.signal).then(
      () => "ended" as const,
      (error: unknown) => error,
    );
    return { ...world, leave, outcome };
  }

  test("one that ends while it has ids to ask is begun again", async () => {
    const { acme, beta } = running();
    acme.runs[0]?.resolve();
    await settled();
    expect([acme.runs.length, beta.runs.length]).toEqual([2, 1]);
  });

  test("one whose ids have ended is begun again with more, while another one runs", async () => {
    const { acme, beta, outcome } = running();
    acme.become([over(a, "COMPLETED")]);
    acme.runs[0]?.resolve();
    await settled();
    expect(acme.runs).toHaveLength(1);
    acme.become([over(a, "COMPLETED"), live("c", "STARTED")]);
    acme.become([over(a, "COMPLETED"), live("c", "ACCOUNTS_COLLECTED")]);
    expect(acme.runs).toHaveLength(2);
    acme.become([]);
    beta.become([]);
    acme.runs[1]?.resolve();
    beta.runs[0]?.resolve();
    expect(await outcome).toBe("ended");
    acme.become([a]);
    expect(acme.runs).toHaveLength(2);
    expect(acme.listeners()).toBe(1);
  });

  test("none is begun again after being told to stop", async () => {
    const { acme, beta, leave, outcome } = running();
    acme.become([over(a, "COMPLETED")]);
    acme.runs[0]?.resolve();
    await settled();
    const reason = new Error("left");
    leave.abort(reason);
    acme.become([a]);
    beta.runs[0]?.reject(reason);
    expect(await outcome).toBe(reason);
    expect([acme.runs.length, beta.runs.length]).toEqual([1, 1]);
  });
});
