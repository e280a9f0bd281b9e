import { setImmediate } from "node:timers/promises";
import { cleanup, render } from "ink-testing-library";
import { afterEach, expect, test, vi } from "vitest";
import { type Line, span } from "../../src/ui/lines/line.ts";
import { Painted } from "../../src/ui/ink/Painted.tsx";
import { keepingPainter } from "./painted.ts";

afterEach(cleanup);

const size = { columns: 3, rows: 1 };
const spinning: Line = [span("a "), { text: "·", role: "busy", isSpinner: true }];

/** React takes as many turns as it likes. */
async function shown(texts: () => readonly string[], row: string): Promise<void> {
  while (texts()[0] !== row) await setImmediate();
}

test("Ink's spinner is painted where a row spins, and Ink draws nothing", async () => {
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
  const { painter, texts } = keepingPainter();
  const painted = (row: Line, hasSpinner = true) => (
    <Painted rows={[row]} size={size} painter={painter} hasSpinner={hasSpinner} />
  );
  const { lastFrame, rerender } = render(painted(spinning));
  for (const glyph of ["⠋", "⠙", "⠹"]) {
    await shown(texts, `a ${glyph}`);
    vi.advanceTimersByTime(80);
  }
  expect(lastFrame()).toBe("");
  expect(vi.getTimerCount()).toBe(1);
  rerender(painted([span("a b")]));
  await shown(texts, "a b");
  expect(vi.getTimerCount()).toBe(0);
  rerender(painted(spinning, false));
  await shown(texts, "a ·");
  expect(vi.getTimerCount()).toBe(0);
});
