import fc from "fast-check";
import { expect, test } from "vitest";
import { restMs } from "../../../../src/client/fleet/turns.ts";
import { inventedClock } from "../../../support/invented/clock.ts";
import { type InventedProcess, inventedProcess, peakOf } from "../../../support/invented/fleet.ts";
import { inventedTurnServer } from "../../../support/invented/turn-server.ts";

const steps = [
  "cut all",
  "cut two",
  "mend",
  "flush",
  "jump ahead",
  "jump back",
  "slow",
  "fill",
  "join",
  "leave",
  "kill",
] as const;

const script = fc.array(
  fc.record({ step: fc.constantFrom(...steps), thenMs: fc.integer({ min: 0, max: 30_000 }) }),
  { minLength: 4, maxLength: 9 },
);

/** The server forgets while two take the same turns: one by the old memory, one by the new. */
const forgottenTwice = [
  { step: "slow", thenMs: 7912 },
  { step: "leave", thenMs: 9290 },
  { step: "flush", thenMs: 0 },
  { step: "flush", thenMs: 11_196 },
  { step: "cut all", thenMs: 0 },
  { step: "cut all", thenMs: 2840 },
] as const;

/** So many seconds after it began, a process has a turn of its own. */
const settledMs = 16_000;

test("whatever happens to the server and the processes, no 10 s hold more than 50 requests", async () => {
  const run = async (
    script_: readonly { readonly step: (typeof steps)[number]; readonly thenMs: number }[],
  ) => {
    const clock = inventedClock();
    const server = inventedTurnServer(clock);
    let count = 0;
    const all: InventedProcess[] = [];
    const join = () => {
      count += 1;
      all.push(inventedProcess(`p${count}`, server, clock, () => (count * 0.37) % 1));
    };
    for (let index = 0; index < 4; index += 1) join();
    await clock.advance(settledMs);
    for (const { step, thenMs } of script_) {
      switch (step) {
        case "cut all":
          server.cut();
          break;
        case "cut two":
          // After a loss, all are back first: see `turns.ts` for what is not covered.
          server.mend();
          server.fill(false);
          await clock.advance(settledMs);
          server.cut("p1", "p2");
          break;
        case "mend":
          server.mend();
          break;
        case "flush":
          server.flush();
          // One that is cut off from a server that forgets meanwhile is not waited for, either.
          await clock.advance(3000);
          break;
        case "jump ahead":
          server.jump(300_000);
          // One that joins within a rest of that is not covered.
          await clock.advance(restMs);
          break;
        case "jump back":
          server.jump(-300_000);
          break;
        case "slow":
          server.slow(300);
          break;
        case "fill":
          server.fill(true);
          break;
        case "join":
          // One that cannot reach the server, or has no turn yet, sends what it may alone.
          server.mend();
          server.fill(false);
          join();
          await clock.advance(2 * settledMs);
          break;
        case "leave":
          all.find((one) => one.sent.length > 0)?.leave();
          break;
        case "kill":
          all.at(-1)?.kill();
          break;
      }
      await clock.advance(thenMs);
      // Longer than that, one that is cut off is not waited for.
      if (step === "cut two") server.mend();
    }
    server.mend();
    server.fill(false);
    server.slow(1);
    await clock.advance(30_000);
    expect(peakOf(all)).toBeLessThanOrEqual(50);
    for (const one of all) one.kill();
  };
  await fc.assert(fc.asyncProperty(script, run), { examples: [[forgottenTwice]], numRuns: 30 });
});
