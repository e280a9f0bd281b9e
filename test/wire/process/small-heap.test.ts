import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";

const module = new URL("../../../src/process/small-heap.ts", import.meta.url).href;

/** MiB of the heap after much garbage, some of which lives for a while. */
function heapAfterGarbage(first: string): number {
  const script = `
    ${first};
    const kept = [];
    for (let times = 0; times < 400_000; times += 1) {
      kept[times % 20_000] = { name: "x".repeat(20) + times, numbers: Array(20).fill(times) };
    }
    const { getHeapStatistics } = await import("node:v8");
    console.log(getHeapStatistics().total_physical_size / 2 ** 20);
  `;
  const args = ["--input-type=module", "--eval", script];
  return Number(execFileSync(process.execPath, args, { encoding: "utf8" }));
}

test("a session holds less than half of the garbage that a program usually does", () => {
  const small = heapAfterGarbage(`(await import(${JSON.stringify(module)})).keepHeapSmall()`);
  expect(small).toBeLessThan(heapAfterGarbage("") / 2);
});
