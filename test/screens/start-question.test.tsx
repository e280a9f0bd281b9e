import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { width } from "../../src/text/columns.ts";
import { footerRow } from "../../src/ui/screen/footer.ts";
import { promptText } from "../../src/ui/screen-reader/spoken-screen.tsx";
import { fittedStartQuestion } from "../../src/ui/view/start-question.ts";
import { gallery } from "./gallery.ts";
import { sceneOf } from "./scene-of.ts";

const question = {
  like: gallery.completed,
  source: { id: "2c918084660f45d6016617daa9210584", name: "Workday HR" },
  tenantName: "acme",
};
const view = { mode: { kind: "start", question } } as const;

function footer(columns: number): string {
  const scene = sceneOf([gallery.completed], { size: { columns, rows: 10 }, view });
  const line = footerRow(scene, columns);
  return line
    .map(({ text }) => text)
    .join("")
    .trimEnd();
}

describe("the question before a start", () => {
  test("names source and tenant, in as many words as have room", () => {
    expect([200, 80, 60, 40, 20].map(footer)).toEqual([
      " Start another aggregation of Workday HR in acme? y starts it, n does not",
      " Start another aggregation of Workday HR in acme? y starts it, n does not",
      " Start Workday HR in acme? y/n",
      " Start Workday HR in acme? y/n",
      " Start W… in a…? y/n",
    ]);
  });

  test("property: fits from 20 columns on, and keeps what is asked and how to answer", () => {
    const name = fc.oneof(
      fc.string({ unit: "grapheme", minLength: 1, maxLength: 60 }),
      fc.constant("人事部の情報源システム"),
    );
    const columns = fc.integer({ min: 19, max: 200 });
    fc.assert(
      fc.property(name, name, columns, (source, tenantName, most) => {
        const asked = { ...question, source: { id: "1", name: source }, tenantName };
        const text = fittedStartQuestion(asked, most);
        expect(width(text)).toBeLessThanOrEqual(most);
        expect(text).toMatch(/^Start [^]+ in [^]+\? (?:y starts it, n does not|y\/n)$/u);
      }),
    );
  });

  test("is asked of who listens in full", () => {
    const { snapshot } = sceneOf([gallery.completed]);
    const scene = sceneOf([gallery.completed], { view });
    expect(promptText({ view: scene.view, snapshot })).toBe(
      "Start another aggregation of Workday HR in acme? y starts it, n does not",
    );
  });
});

describe("the key of a start", () => {
  const offered = (watch: typeof gallery.completed, playback = {}) => {
    const scene = sceneOf([watch], { size: { columns: 200, rows: 50 } });
    const snapshot = { ...scene.snapshot, ...playback };
    const line = footerRow({ ...scene, snapshot }, 200);
    return line.map(({ text }) => text).join("");
  };

  test("is offered once the focused id has ended, and never in a replay", () => {
    expect(offered(gallery.completed)).toContain("n start another");
    expect(offered(gallery.processing)).not.toContain("start another");
    const playback = { playback: { speed: 1, isPaused: false } };
    expect(offered(gallery.completed, playback)).not.toContain("start another");
  });
});
