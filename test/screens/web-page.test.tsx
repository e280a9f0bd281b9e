import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { lineWidth } from "../../src/ui/lines/line.ts";
import { frame } from "../../src/ui/screen/frame.ts";
import { gallery } from "./gallery.ts";
import { sceneOf } from "./scene-of.ts";

const sourceId = "2c918084660f45d6016617daa9210584";
const address = `https://acme.identitynow.com/ui/a/admin/connections/sources/${sourceId}`;
const page = { name: "Workday HR", address, problem: "no browser over SSH" };

/** The frame with an address that no browser could be opened for. */
function shown(columns: number, rows: number, hasLinks = false) {
  const view = { mode: { kind: "page", page } } as const;
  return frame({ ...sceneOf([gallery.processing], { size: { columns, rows }, view }), hasLinks });
}

const textOf = (line: ReturnType<typeof shown>[number]) => line.map(({ text }) => text).join("");

describe("an address that no browser could be opened for", () => {
  test("stands there in full, with the reason and the key that copies it", () => {
    expect(
      shown(80, 10)
        .slice(1)
        .map((line) => textOf(line).trimEnd()),
    ).toEqual([
      "",
      " Workday HR",
      " https://acme.identitynow.com/ui/a/admin/connections/sources/2c918084660f45d601",
      " 6617daa9210584",
      " no browser over SSH; y copies the address",
      "",
      "",
      "",
      " y copy  Esc back",
    ]);
  });

  test("leads to the whole of it from each of its rows, where the terminal shows links", () => {
    const links = (hasLinks: boolean) =>
      shown(80, 10, hasLinks).flatMap((line) => line.flatMap(({ link }) => link ?? []));
    expect(links(true)).toEqual([address, address]);
    expect(links(false)).toEqual([]);
  });

  test("property: fits, and is whole wherever it has room", () => {
    const sizes = fc.tuple(fc.integer({ min: 20, max: 200 }), fc.integer({ min: 3, max: 40 }));
    fc.assert(
      fc.property(sizes, ([columns, rows]) => {
        const lines = shown(columns, rows);
        expect(lines.map(lineWidth)).toEqual(Array(rows).fill(columns));
        const middle = lines.slice(1, -1).map((line) => textOf(line).trim());
        const needed = Math.ceil(address.length / (columns - 2));
        const isWhole = middle.join("").includes(address);
        expect(isWhole || needed > rows - 2).toBe(true);
      }),
    );
  });
});

describe("the title of a pane", () => {
  const watch = { ...gallery.processing, sourceId };
  const links = (hasLinks: boolean, one = watch) =>
    frame({ ...sceneOf([one]), hasLinks }).flatMap((line) =>
      line.flatMap(({ text, link }) => (link === undefined ? [] : [[text, link]])),
    );

  test("leads to the source in the web UI, where the terminal shows links", () => {
    expect(links(true)).toEqual([["Workday HR", address]]);
    expect(links(false)).toEqual([]);
  });

  test("leads nowhere where the source is not known, or its id is odd", () => {
    expect(links(true, { ...watch, sourceId: undefined as never })).toEqual([]);
    expect(links(true, { ...watch, sourceId: "\u001B]8;;https://evil.example" })).toEqual([]);
  });
});
