import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { simulate } from "../../bench/fleet/simulate.ts";

const fifty = { machines: 50, idsEach: 20, seed: 1 };

test("50 computers with a budget server meet no 429, and their data are as fresh as 5 requests a second allow", () => {
  const { meanAgeS, bestAgeS, limitedPart, peak } = simulate({ ...fifty, hasBudget: true });
  expect(limitedPart).toBe(0);
  expect(peak).toBeLessThanOrEqual(50);
  expect(bestAgeS).toBe(100);
  expect(meanAgeS).toBeGreaterThan(bestAgeS);
  expect(meanAgeS).toBeLessThan(bestAgeS * 1.05);
});

test("without one, they take all that the API grants, and more than a quarter of it is refused", () => {
  const { limitedPart, peak } = simulate({ ...fifty, hasBudget: false });
  expect(limitedPart).toBeGreaterThan(0.25);
  expect(peak).toBeGreaterThan(100);
});

test("one computer with one id asks as often as it is told, with a budget server and without", () => {
  for (const hasBudget of [true, false]) {
    const { meanAgeS, limitedPart } = simulate({ machines: 1, idsEach: 1, hasBudget, seed: 1 });
    expect(meanAgeS).toBeCloseTo(2.5, 1);
    expect(limitedPart).toBe(0);
  }
});

test("the same seed gives the same figures", () => {
  const fleet = { machines: 7, idsEach: 30, hasBudget: false } as const;
  expect(simulate({ ...fleet, seed: 2 })).toEqual(simulate({ ...fleet, seed: 2 }));
  expect(simulate({ ...fleet, seed: 2 })).not.toEqual(simulate({ ...fleet, seed: 3 }));
});

describe("the table of the manual", () => {
  const page = new URL("../../../src/manual/pages/requests.md", import.meta.url);
  const row = /^\| (?<machines>\d+) × (?<idsEach>\d+) .*$/gm;
  const rows = [...readFileSync(page, "utf8").matchAll(row)].map(({ 0: line, groups = {} }) => ({
    machines: Number(groups["machines"]),
    idsEach: Number(groups["idsEach"]),
    cells: line
      .split("|")
      .slice(2, -1)
      .map((cell) => cell.trim()),
  }));

  test("has six fleets", () => {
    expect(rows).toHaveLength(6);
  });

  // The largest fleet takes seconds without a server.
  test.for(rows)("$machines × $idsEach is what the simulation says", ({ cells, ...size }) => {
    const known = [true, ...(size.machines * size.idsEach < 10_000 ? [false] : [])];
    const figures = known.map((hasBudget) => simulate({ ...size, hasBudget, seed: 1 }));
    const [first] = figures;
    const ages = figures.flatMap(({ meanAgeS, limitedPart }) => [age(meanAgeS), part(limitedPart)]);
    const simulated = [first && age(first.bestAgeS), ...ages];
    expect(cells.slice(0, simulated.length)).toEqual(simulated);
  });
});

function age(seconds: number): string {
  if (seconds < 60) return `${seconds.toFixed(1)} s`;
  return seconds < 300 ? `${Math.round(seconds)} s` : `${Math.round(seconds / 60)} min`;
}

function part(share: number): string {
  return share === 0 ? "0" : `${(share * 100).toFixed(share < 0.1 ? 1 : 0)} %`;
}
