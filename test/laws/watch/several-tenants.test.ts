import type { TimedEvent } from "../../../src/watch/model/timed-event.ts";
import { describe, expect, test } from "vitest";
import { RateLimitedError, SignInRefusedError } from "../../../src/api/http/errors.ts";
import { watchSeveralTenants } from "../../../src/watch/several-tenants.ts";
import { clientOf } from "../../../src/watch/model/snapshot.ts";
import { createWatcher } from "../../../src/watch/watcher.ts";
import { accounts, answer } from "../../support/invented/answers.ts";
import { inventedClock } from "../../support/invented/clock.ts";
import { inventedTenant, type Script } from "../../support/invented/tenant.ts";

const running = answer("ACCOUNTS_COLLECTED", accounts(100, 1000));
const cancelled = answer("CANCELLED", accounts(1000, 1000));

/** Two tenants watched as one, at work: `acme` has two ids around the one of `beta`. */
function watching(acmeScript: Script, betaScript: Script) {
  const clock = inventedClock();
  const acme = inventedTenant(clock, acmeScript);
  const beta = { ...inventedTenant(clock, betaScript), host: "beta.api.identitynow.com" };
  const given = [
    { id: "a-0", label: undefined, tenant: "acme" },
    { id: "b-0", label: undefined, tenant: "beta" },
    { id: "a-1", label: undefined, tenant: "acme" },
  ];
  const settings = { intervalMs: 5000, stallAfterMs: undefined };
  const one = (tenant: typeof acme, tenantName: string) =>
    createWatcher(
      given.filter((id) => id.tenant === tenantName),
      settings,
      { tenant, clock, random: () => 0, tenantName },
    );
  const parts = [one(acme, "acme"), one(beta, "beta")] as const;
  const watcher = watchSeveralTenants(parts, given);
  const events: TimedEvent[] = [];
  watcher.onEvent((event) => events.push(event));
  const leave = new AbortController();
  const outcome = watcher.run(leave.signal).then(
    () => "ended" as const,
    (error: unknown) => error,
  );
  const ids = () => watcher.snapshot().watches.map(({ id }) => id);
  const endings = () => watcher.snapshot().watches.map(({ ending }) => ending?.kind);
  return { clock, acme, beta, parts, watcher, events, leave, outcome, ids, endings };
}

describe("several tenants watched as one", () => {
  test("are shown in the order given, and the same snapshot until something changes", async () => {
    const { clock, watcher, ids } = watching({ status: () => running }, { status: () => running });
    await clock.advance(1000);
    expect(ids()).toEqual(["a-0", "b-0", "a-1"]);
    expect(watcher.snapshot()).toBe(watcher.snapshot());
    expect(watcher.snapshot().clients.map(({ tenant }) => tenant)).toEqual(["acme", "beta"]);
  });

  test("have a budget each: a 429 of one lets the other go on", async () => {
    const limited = () => {
      throw new RateLimitedError(60_000);
    };
    const { clock, beta, watcher, events } = watching(
      { status: limited },
      { status: () => running },
    );
    await clock.advance(30_000);
    expect(beta.seen.length).toBeGreaterThan(5);
    const snapshot = watcher.snapshot();
    const [a, b] = snapshot.watches.map((watch) => clientOf(snapshot, watch).budget.closedUntil);
    expect([(a ?? 0) >= 60_000, b]).toEqual([true, 0]);
    expect(events.find(({ watch }) => !watch)?.event).toMatchObject({
      type: "wait",
      host: "acme.api.identitynow.com",
    });
  });

  test("end when all have, and a refused sign-in ends its own ids alone", async () => {
    const refused = () => {
      throw new SignInRefusedError("wrong");
    };
    const { clock, outcome, endings } = watching(
      { signIn: refused },
      { status: (_, times) => (times < 3 ? running : cancelled) },
    );
    await clock.advance(5000);
    expect(endings()).toEqual(["SIGN_IN_REFUSED", undefined, "SIGN_IN_REFUSED"]);
    await clock.advance(20_000);
    expect(endings()[1]).toBe("CANCELLED");
    expect(await outcome).toBe("ended");
  });

  test("stop when told to", async () => {
    const { clock, leave, outcome } = watching(
      { status: () => running },
      { status: () => running },
    );
    await clock.advance(1000);
    const reason = new Error("left");
    leave.abort(reason);
    expect(await outcome).toBe(reason);
  });

  test("stop with the error of one that is a bug", async () => {
    const bug = new TypeError("ours");
    const broken = () => {
      throw bug;
    };
    const { clock, outcome } = watching({ status: broken }, { status: () => running });
    await clock.advance(1000);
    expect(await outcome).toBe(bug);
  });

  test("take more ids, of a tenant that has ended as well, each once", async () => {
    const { clock, acme, watcher, ids } = watching(
      { status: ({ id }) => (id === "a-2" ? running : cancelled) },
      { status: () => running },
    );
    await clock.advance(10_000);
    watcher.add([
      { id: "a-2", label: undefined, tenant: "acme" },
      { id: "b-0", label: undefined, tenant: "beta" },
    ]);
    await clock.advance(10_000);
    expect(ids()).toEqual(["a-0", "b-0", "a-1", "a-2"]);
    expect(acme.seen.filter(({ id }) => id === "a-2").length).toBeGreaterThan(1);
  });

  test("show what joins in the order of its coming, whoever adds it, and what comes again last", async () => {
    const { parts, watcher, ids } = watching({ status: () => running }, { status: () => running });
    const [acme, beta] = parts;
    beta.add([{ id: "b-1", label: undefined, tenant: "beta" }]);
    acme.add([{ id: "a-2", label: undefined, tenant: "acme" }]);
    expect(ids()).toEqual(["a-0", "b-0", "a-1", "b-1", "a-2"]);
    watcher.drop("b-1");
    watcher.drop("a-0");
    watcher.add([
      { id: "b-1", label: undefined, tenant: "beta" },
      { id: "a-0", label: undefined, tenant: "acme" },
    ]);
    expect(ids()).toEqual(["b-0", "a-1", "a-2", "b-1", "a-0"]);
  });

  test("are paused together, and asked and dropped by their ids", async () => {
    const { clock, acme, beta, watcher, ids } = watching(
      { status: () => running },
      { status: () => running },
    );
    await clock.advance(1000);
    watcher.pause(true);
    await clock.advance(30_000);
    const before = [acme.seen.length, beta.seen.length];
    expect(watcher.snapshot().isPaused).toBe(true);
    watcher.refresh("b-0");
    await clock.advance(1000);
    expect([acme.seen.length, beta.seen.length]).toEqual([before[0], (before[1] ?? 0) + 1]);
    watcher.drop("b-0");
    expect(ids()).toEqual(["a-0", "a-1"]);
  });
});
