import { setImmediate } from "node:timers/promises";
import { cleanup, render } from "ink-testing-library";
import { afterEach, expect, test, vi } from "vitest";
import { type Line, span } from "../../src/ui/lines/line.ts";
import { Painted } from "../../src/ui/ink/Painted.tsx";
import { keepingPainter } from "./painted.ts";

afterEach(cleanup);

const size = { columns: 3, rows: 1 };
const spinning: Line = [span("a "), { text: "·", role: "busy", isSpinner: true }];

test("Ink's spinner is painted where a row spins, and Ink draws nothing", async () => {
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
  const { painter, texts } = keepingPainter();
  const painted = (row: Line, hasSpinner = true) => (
    <Painted rows={[row]} size={size} painter={painter} hasSpinner={hasSpinner} />
  );
  const { lastFrame, rerender } = render(painted(spinning));
  const seen: string[] = [];
  for (let tick = 0; tick < 3; tick += 1) {
    seen.push(...texts());
    vi.advanceTimersByTime(80);
    // React takes a turn.
    await setImmediate();
    await setImmediate();
  }
  expect(seen).toEqual(["a ⠋", "a ⠙", "a ⠹"]);
  expect(lastFrame()).toBe("");
  expect(vi.getTimerCount()).toBe(1);
  rerender(painted([span("a b")]));
  await setImmediate();
  expect(texts()).toEqual(["a b"]);
  expect(vi.getTimerCount()).toBe(0);
  rerender(painted(spinning, false));
  await setImmediate();
  expect(texts()).toEqual(["a ·"]);
  expect(vi.getTimerCount()).toBe(0);
});
