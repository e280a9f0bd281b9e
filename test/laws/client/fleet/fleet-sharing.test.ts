import { describe, expect, test } from "vitest";
import { inventedClock } from "../../../support/invented/clock.ts";
import { inventedProcess, peakOf, sentIn } from "../../../support/invented/fleet.ts";
import { inventedTurnServer } from "../../../support/invented/turn-server.ts";

function fleet(count: number, since?: number) {
  const clock = inventedClock();
  const server = inventedTurnServer(clock, since);
  const start = (name: string) => inventedProcess(name, server, clock);
  const processes = Array.from({ length: count }, (_, index) => start(`p${index}`));
  return { clock, server, start, processes };
}

describe("the processes of a fleet", () => {
  test.for([1, 2, 3, 10, 30, 50])("%i together use the whole budget and no more", async (count) => {
    const { clock, processes } = fleet(count);
    await clock.advance(62_000);
    expect(peakOf(processes)).toBeLessThanOrEqual(50);
    const each = processes.map((one) => sentIn([one], 21_000, 62_000));
    expect(each.reduce((one, other) => one + other)).toBeGreaterThan(180);
    expect(Math.min(...each)).toBeGreaterThanOrEqual(Math.floor(50 / count) * 3);
    expect(Math.max(...each)).toBeLessThanOrEqual(Math.ceil(50 / count) * 5);
  });

  test("take turns at the turns where they are more than 50", async () => {
    const { clock, processes } = fleet(60);
    await clock.advance(140_000);
    expect(peakOf(processes)).toBeLessThanOrEqual(50);
    const each = processes.map((one) => sentIn([one], 20_000, 140_000));
    expect(each.reduce((one, other) => one + other)).toBeGreaterThan(12 * 38);
    expect(Math.min(...each)).toBeGreaterThan(0);
  });

  test("that is alone sends a burst of 50, two ways after it has reached the server", async () => {
    const { clock, processes } = fleet(1);
    await clock.advance(1000);
    expect(sentIn(processes, 0, 1000)).toBe(50);
    expect(processes[0]?.sent[0]).toBeLessThan(10);
  });

  test("go on without a pause, and without one request more, while the server is away", async () => {
    const { clock, server, processes } = fleet(10);
    await clock.advance(40_000);
    server.cut();
    await clock.advance(600_000);
    expect(sentIn(processes, 30_000, 40_000)).toBeGreaterThan(44);
    for (let at = 40_000; at < 640_000; at += 10_200) {
      expect(sentIn(processes, at, at + 10_200)).toBe(50);
    }
    server.mend();
    await clock.advance(60_000);
    expect(sentIn(processes, 650_000, 700_000)).toBeGreaterThan(220);
    expect(peakOf(processes)).toBeLessThanOrEqual(50);
  });

  test("hear that the server is lost and back, once each, and how many requests are left", async () => {
    const { clock, server, processes } = fleet(2);
    const heard: unknown[] = [];
    processes[0]?.sharing.listen({
      held: (waitMs) => heard.push({ waitMs }),
      lost: ({ reason }, perWindow) => heard.push({ reason, perWindow }),
      back: () => heard.push("back"),
      freed: () => undefined,
    });
    await clock.advance(40_000);
    expect(heard).toEqual([]);
    server.cut();
    await clock.advance(3000);
    expect(heard).toEqual([{ reason: "connection lost", perWindow: 25 }]);
    await clock.advance(60_000);
    server.mend();
    await clock.advance(3000);
    expect(heard).toEqual([{ reason: "connection lost", perWindow: 25 }, "back"]);
  });

  test("are held by a 429 that one of them met, within a second, and released together", async () => {
    const { clock, processes } = fleet(2);
    const [first, second] = processes;
    const heard: number[] = [];
    second?.sharing.listen({
      held: (waitMs) => heard.push(waitMs),
      lost: () => undefined,
      back: () => undefined,
      freed: () => undefined,
    });
    await clock.advance(5000);
    first?.sharing.hold(30_000);
    await clock.advance(1300);
    expect(heard).toHaveLength(1);
    expect(heard[0]).toBeGreaterThan(28_000);
    first?.sharing.endHold();
    await clock.advance(1300);
    first?.sharing.hold(5000);
    await clock.advance(1300);
    expect(heard).toHaveLength(1);
  });

  test("that comes to a server that remembers nothing sends nothing for 11 s: others may come back", async () => {
    const { clock, processes } = fleet(1, 0);
    await clock.advance(10_900);
    expect(processes[0]?.sent).toEqual([]);
    await clock.advance(1000);
    expect(processes[0]?.sent.length).toBeGreaterThan(10);
  });

  test("that has not reached the server since it began sends a request each 10 s", async () => {
    const clock = inventedClock();
    const server = inventedTurnServer(clock);
    server.cut();
    const one = inventedProcess("p", server, clock);
    await clock.advance(60_000);
    expect(one.sent).toHaveLength(6);
    server.mend();
    await clock.advance(20_000);
    expect(one.sent.length).toBeGreaterThan(50);
  });

  test("that comes to a fleet which uses all of its budget has its share within 12 s", async () => {
    const { clock, start, processes } = fleet(1);
    await clock.advance(60_000);
    const late = start("late");
    await clock.advance(12_000);
    expect(sentIn([late], 60_000, 72_000)).toBeGreaterThan(10);
    await clock.advance(20_400);
    expect(sentIn([late], 82_200, 92_400)).toBe(25);
    expect(peakOf([...processes, late])).toBeLessThanOrEqual(50);
  });

  test("that leaves gives its turns to the others at once; one that is killed, in two minutes", async () => {
    const { clock, processes, server } = fleet(3);
    await clock.advance(40_000);
    processes[0]?.leave();
    await clock.advance(12_000);
    await clock.advance(20_000);
    expect(sentIn(processes, 52_000, 72_000)).toBeGreaterThan(90);
    processes[1]?.kill();
    await clock.advance(20_000);
    expect(sentIn(processes, 72_000, 92_000)).toBeLessThan(60);
    await clock.advance(120_000);
    const before = clock.elapsed();
    await clock.advance(20_000);
    expect(sentIn(processes, before, before + 20_000)).toBeGreaterThan(90);
    expect(peakOf(processes)).toBeLessThanOrEqual(50);
    expect(server.held()).toBe(50);
  });
});
