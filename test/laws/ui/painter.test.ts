import { EventEmitter } from "node:events";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fitted, type Line, type Span, span } from "../../../src/ui/lines/line.ts";
import { type Role, roleLooks } from "../../../src/ui/lines/theme.ts";
import { type Cells, cellsOf, isAlike, linkAt } from "../../../src/ui/paint/cells.ts";
import { difference } from "../../../src/ui/paint/difference.ts";
import { linkChange } from "../../../src/ui/paint/link.ts";
import { createPainter } from "../../../src/ui/paint/painter.ts";
import type { Size } from "../../../src/ui/view/layout.ts";
import { openEmulator } from "../../support/emulator.ts";

const roles = Object.keys(roleLooks) as Role[];
const small: Size = { columns: 24, rows: 4 };
/** Steps that a terminal may be taken through. */
type Step =
  | { readonly kind: "frame"; readonly rows: readonly Line[] }
  | { readonly kind: "resize"; readonly columns: number; readonly height: number }
  | { readonly kind: "spin"; readonly glyph: string | undefined }
  | { readonly kind: "others" | "suspend"; readonly text: string };

/** A terminal's stream that keeps what is written until it is taken. */
function canvas() {
  const events = new EventEmitter();
  const written: string[] = [];
  const stdout = {
    writableNeedDrain: false,
    write: (text: string) => written.push(text) > 0,
    once: (event: string, listener: () => void) => events.once(event, listener),
  };
  return {
    stdout: stdout as unknown as Parameters<typeof createPainter>[0],
    written,
    taken: () => written.splice(0).join(""),
    fill: () => void (stdout.writableNeedDrain = true),
    drain: () => {
      stdout.writableNeedDrain = false;
      events.emit("drain");
    },
  };
}

const certain = ["a", "7", " ", "      ", "━━━╸┈", "│", "╭─ HR ─╮", "12,345", "人事", "한글"];
const addresses = ["https://acme.identitynow.com/a", "https://acme.identitynow.com/b"];
const doubtful = ["❤\uFE0F", "कर्मचारी", "👩‍👩‍👧‍👦", "e\u0301", "🇩🇪", "الموارد\u200E", "ｱﾞ"];

function spansOf(texts: readonly string[]): fc.Arbitrary<Span> {
  const spinning = fc.constant<Span>({ text: "·", role: "busy", isSpinner: true });
  const still = fc.tuple(fc.constantFrom(...texts), fc.constantFrom(...roles));
  const leading = fc.tuple(still, fc.constantFrom(...addresses));
  return fc.oneof(
    { arbitrary: still.map(([text, role]) => span(text, role)), weight: 7 },
    { arbitrary: leading.map(([[text, role], link]) => ({ text, role, link })), weight: 2 },
    { arbitrary: spinning, weight: 1 },
  );
}

/** A few lines, so that rows often stay or differ a little. */
function linesOf(texts: readonly string[]): fc.Arbitrary<Line> {
  return fc.array(spansOf(texts), { maxLength: 12 });
}

const frames = fc.uniqueArray(linesOf([...certain, ...doubtful]), { minLength: 1, maxLength: 5 });

function stepsOf(pool: readonly Line[]): fc.Arbitrary<readonly Step[]> {
  const rows = fc.array(fc.constantFrom(...pool), { minLength: 6, maxLength: 6 });
  const foreign = fc.constantFrom("\u001B[31mwall\r\nmessage\r\n", "\u001B[2J", "\u001B[1;1H人");
  const step = fc.oneof(
    { arbitrary: rows.map((lines): Step => ({ kind: "frame", rows: lines })), weight: 6 },
    {
      arbitrary: fc
        .tuple(fc.integer({ min: 2, max: 30 }), fc.integer({ min: 1, max: 6 }))
        .map(([columns, height]): Step => ({ kind: "resize", columns, height })),
      weight: 1,
    },
    {
      arbitrary: fc
        .constantFrom("⠋", "⠙", undefined)
        .map((glyph): Step => ({ kind: "spin", glyph })),
      weight: 1,
    },
    {
      arbitrary: fc
        .tuple(fc.constantFrom("others", "suspend"), foreign)
        .map(([kind, text]): Step => ({ kind, text })),
      weight: 1,
    },
  );
  return fc.array(step, { minLength: 1, maxLength: 8 });
}

const exactly = (rows: readonly Line[], { columns, rows: height }: Size) =>
  Array.from({ length: height }, (_, row) => fitted(rows[row] ?? [], columns));

describe.for([
  ["a character each", false],
  ["graphemes", true],
] as const)("a terminal that counts columns by %s", ([, hasGraphemes]) => {
  test("property: shows what a full redraw would, whatever has happened to it", async () => {
    await fc.assert(
      fc.asyncProperty(frames.chain(stepsOf), async (steps) => {
        let size = small;
        let rows: readonly Line[] = [];
        let glyph: string | undefined;
        const emulator = await openEmulator(size, hasGraphemes);
        const { stdout, taken } = canvas();
        const painter = createPainter(stdout, true);
        painter.paint(exactly(rows, size), size);
        for (const step of steps) {
          if (step.kind === "frame") {
            ({ rows } = step);
            painter.paint(exactly(rows, size), size);
          } else if (step.kind === "resize") {
            size = { columns: step.columns, rows: step.height };
            emulator.terminal.resize(size.columns, size.rows);
            painter.paint(exactly(rows, size), size);
          } else if (step.kind === "spin") {
            ({ glyph } = step);
            painter.spin(glyph);
          } else {
            if (step.kind === "suspend") painter.pause();
            await emulator.write(taken() + step.text);
            painter.paint(exactly(rows, size), size);
            if (step.kind === "suspend") painter.resume();
            else painter.repaint();
          }
          await emulator.write(taken());
        }
        const fresh = await openEmulator(size, hasGraphemes);
        const other = canvas();
        const redrawing = createPainter(other.stdout, true);
        redrawing.spin(glyph);
        redrawing.paint(exactly(rows, size), size);
        await fresh.write(other.taken());
        expect(emulator.cells()).toEqual(fresh.cells());
        // What others write next has no color, leads nowhere, and goes on in the next row.
        const { terminal } = emulator;
        expect(terminal.modes.wraparoundMode).toBe(true);
        expect(terminal.modes.synchronizedOutputMode).toBe(false);
        await emulator.write("\u001B[Hx");
        expect(emulator.cells()[0]?.[0]).toBe("x,1");
      }),
      { numRuns: 100 },
    );
  });
});

describe("a full redraw", () => {
  test("shows each character in its column and color", async () => {
    const size = { columns: 12, rows: 3 };
    const emulator = await openEmulator(size);
    const { stdout, taken } = canvas();
    const line = [
      span("HR", "strong"),
      span(" 人", "bad"),
      span(" ━╸┈", "busy"),
      span("!!!", "warn"),
    ];
    createPainter(stdout, true).paint([line, [], line], size);
    await emulator.write(taken());
    const cells = [
      ...["H", "R"].map((text) => `${text},1,bold`),
      " ",
      "人,2,bold,color 1",
      "",
      " ",
      ...["━", "╸", "┈"].map((text) => `${text},1,color 6`),
      ...["!", "!", "!"].map((text) => `${text},1,color 3`),
    ];
    expect(emulator.cells()).toEqual([cells, Array(12).fill(" "), cells]);
  });

  test("draws the last cell of the last row without scrolling", async () => {
    const size = { columns: 5, rows: 3 };
    const emulator = await openEmulator(size);
    const { stdout, taken } = canvas();
    const painter = createPainter(stdout, true);
    for (const text of ["abcde", "ABCDE", "ABCDe"]) {
      painter.paint(
        [text, text, text].map((one) => [span(one)]),
        size,
      );
      const sequence = taken();
      expect(sequence.indexOf("\u001B[?7l")).toBeLessThan(sequence.lastIndexOf(text.slice(-1)));
      expect(sequence).toContain("\u001B[?7h");
      await emulator.write(sequence);
      expect(emulator.terminal.buffer.active.baseY).toBe(0);
      expect(emulator.cells().map((row) => row.map((look) => look[0]).join(""))).toEqual(
        Array(3).fill(text),
      );
    }
  });
});

describe("what is written", () => {
  const size = { columns: 40, rows: 3 };
  const frameOf = (...texts: readonly string[]) =>
    exactly(
      texts.map((text) => [span(text, "faint")]),
      size,
    );

  function painted() {
    const shown = canvas();
    const painter = createPainter(shown.stdout, true);
    painter.paint(frameOf("age 1s", "left ~4m", "every 5s"), size);
    shown.taken();
    return { ...shown, painter };
  }

  test("is nothing where nothing has changed", () => {
    const { painter, written } = painted();
    painter.paint(frameOf("age 1s", "left ~4m", "every 5s"), size);
    expect(written).toEqual([]);
  });

  test("is one cell where one has changed, and not held back for the rest", () => {
    const { painter, taken } = painted();
    painter.paint(frameOf("age 2s", "left ~4m", "every 5s"), size);
    expect(taken()).toBe("\u001B[1;5H\u001B[2m2\u001B[m");
  });

  test("is seen at once where several have changed", () => {
    const { painter, written } = painted();
    painter.paint(frameOf("age 2s", "left ~3m", "every 5s"), size);
    expect(written).toEqual([
      "\u001B[?2026h\u001B[1;5H\u001B[2m2\u001B[2;7H3\u001B[m\u001B[?2026l",
    ]);
  });

  test("skips what has not changed, or draws it again where that is shorter", () => {
    const { stdout, taken } = canvas();
    const painter = createPainter(stdout, true);
    const paint = (text: string) => painter.paint([[span(text)]], { columns: 12, rows: 1 });
    paint("1━━━━━━1ab1");
    taken();
    paint("2━━━━━━2ab2");
    expect(taken()).toBe("\u001B[?2026h\u001B[H2\u001B[6C2ab2\u001B[?2026l");
  });

  test("has no color where there is none", () => {
    const { stdout, taken } = canvas();
    const painter = createPainter(stdout, false);
    painter.paint([roles.map((role) => span("x", role))], { columns: 8, rows: 1 });
    painter.paint([roles.map((role) => span("y", role))], { columns: 8, rows: 1 });
    // Colors that others have left are reset.
    expect(taken().split("\u001B[m").join("")).not.toMatch(/\[[\d;]*m/);
  });

  test("is a row of which terminals disagree as a whole, each text in its own room", () => {
    const { painter, taken } = painted();
    painter.paint(frameOf("│ ❤\uFE0F HR │", "left ~4m", "every 5s"), size);
    expect(taken()).toBe(
      "\u001B[?2026h\u001B[H\u001B[2m│ \u001B[?7l  \u001B[1;3H❤\uFE0F\u001B[1;5H HR │\u001B[K" +
        "\u001B[m\u001B[?7h\u001B[?2026l",
    );
  });

  test("opens a link once for its cells, and again only where one of them has changed", () => {
    const { stdout, taken } = canvas();
    const painter = createPainter(stdout, true);
    const link = "https://acme.identitynow.com/a";
    const open = `\u001B]8;;${link}\u001B\\`;
    const close = "\u001B]8;;\u001B\\";
    const paint = (name: string, age: string) =>
      painter.paint([[span("─ "), { text: name, role: "strong", link }, span(` ${age}`)]], {
        columns: 20,
        rows: 1,
      });
    paint("Workday HR", "3s");
    expect(taken()).toBe(
      `\u001B[m\u001B[H\u001B[2J─ ${open}\u001B[1mWorkday HR${close} \u001B[m3s`,
    );
    paint("Workday HR", "4s");
    expect(taken()).toBe("\u001B[1;14H4");
    paint("Workbay HR", "4s");
    expect(taken()).toBe(`\u001B[1;7H${open}\u001B[1mb${close}\u001B[m`);
    paint("Norkday HS", "4s");
    expect(taken()).toBe(`\u001B[1;3H${open}\u001B[1mNorkday HS${close}\u001B[m`);
  });

  test("of a link is closed before what is elsewhere, is erased, or stands in doubtful columns", () => {
    const { stdout, taken } = canvas();
    const painter = createPainter(stdout, true);
    const size = { columns: 30, rows: 2 };
    const link = "https://acme.identitynow.com/a";
    const line = (text: string): Line => [{ text, role: "text", link }];
    painter.paint([line("one"), line("two")], size);
    painter.paint([line("ONE"), line("TWO")], size);
    painter.paint([line("❤\uFE0F HR"), line("T")], size);
    painter.paint([[span("x")], []], size);
    // Between opening and closing there are texts and colors alone.
    const links = taken()
      .split("\u001B]8;;https")
      .slice(1)
      .map((after) => after.split("\u001B]8;;\u001B\\")[0] ?? "");
    expect(links).toHaveLength(6);
    for (const inside of links) {
      expect(inside.split("\u001B[m").join("").split("\u001B")).toHaveLength(2);
    }
  });

  test("while the terminal takes no more is nothing, then the newest frame", () => {
    const { painter, written, taken, fill, drain } = painted();
    fill();
    for (const age of [2, 3, 4])
      painter.paint(frameOf(`age ${age}s`, "left ~4m", "every 5s"), size);
    expect(written).toEqual([]);
    drain();
    expect(taken()).toBe("\u001B[1;5H\u001B[2m4\u001B[m");
    drain();
    expect(written).toEqual([]);
  });

  test("is nothing while the terminal is others', who may be drained of it meanwhile", () => {
    const { painter, written, fill, drain } = painted();
    fill();
    painter.paint(frameOf("age 2s"), size);
    painter.pause();
    drain();
    painter.paint(frameOf("age 3s"), size);
    expect(written).toEqual([]);
    painter.resume();
    expect(written.join("")).toContain("age 3s");
  });
});

test("property: no frame takes more bytes than going to each run of changed cells", () => {
  const pool = fc.uniqueArray(linesOf(certain), { minLength: 1, maxLength: 4 });
  const pairs = pool.chain((lines) => {
    const rows = fc.array(fc.constantFrom(...lines), {
      minLength: small.rows,
      maxLength: small.rows,
    });
    return fc.tuple(rows, rows);
  });
  fc.assert(
    fc.property(pairs, ([before, next]) => {
      const [old, cells] = [before, next].map((rows) =>
        exactly(rows, small).map((line) => cellsOf(line, small.columns, undefined)),
      );
      if (!old || !cells) return;
      const drawn = difference(old, cells, small, true);
      // Synchronized output, and no wrapping at the last cell.
      const around = [/\?2026[hl]/g, /\?7[hl]/g].map((mode) => drawn.match(mode)?.length ?? 0);
      const [updates = 0, wraps = 0] = around;
      const most = runsOf(old, cells) + 8 * updates + 5 * wraps;
      expect(Buffer.byteLength(drawn)).toBeLessThanOrEqual(most);
    }),
  );
});

/** Bytes of a plain difference: to each run of changed cells, a color where it differs, the text. */
function runsOf(before: readonly Cells[], next: readonly Cells[]): number {
  let text = "";
  let pen = "";
  let open: string | undefined;
  for (const [row, cells] of next.entries()) {
    let isRun = false;
    for (const [column, chars] of cells.texts.entries()) {
      const old = before[row];
      const isChanged = old !== undefined && !isAlike(old, cells, column);
      if (isChanged && !isRun) {
        text += linkChange(open, undefined) + `\u001B[${row + 1};${column + 1}H`;
        open = undefined;
      }
      if (isChanged) {
        text += linkChange(open, linkAt(cells, column));
        open = linkAt(cells, column);
      }
      const color = roleLooks[cells.roles[column] ?? "text"];
      if (isChanged && chars.trim() !== "" && color !== pen) {
        text += color === "" ? "\u001B[m" : `\u001B[0;${color}m`;
        pen = color;
      }
      if (isChanged) text += chars;
      isRun = isChanged;
    }
  }
  text += linkChange(open, undefined);
  return Buffer.byteLength(pen === "" ? text : `${text}\u001B[m`);
}
