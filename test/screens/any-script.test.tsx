import { EventEmitter, once } from "node:events";
import { Writable } from "node:stream";
import { UnicodeGraphemesAddon } from "@xterm/addon-unicode-graphemes";
import xterm from "@xterm/headless";
import { describe, expect, onTestFinished, test } from "vitest";
import { width } from "../../src/text/columns.ts";
import { graphemesOf } from "../../src/text/graphemes.ts";
import { safeText } from "../../src/text/safe-text.ts";
import { openScreen } from "../../src/ui/open-screen.ts";
import { createScreenStore } from "../../src/ui/view/store.ts";
import { openBudget } from "../../src/client/budget.ts";
import type { Snapshot } from "../../src/watch/model/snapshot.ts";
import type { Watch } from "../../src/watch/model/watch.ts";
import { inventedClock } from "../support/invented/clock.ts";
import { show } from "./show.tsx";
import { at, says, story } from "./story.ts";

const size = { columns: 80, rows: 24 };
const tickMs = 1000;

/** Names in which terminals, and versions of libraries, count different columns. */
const names = {
  Hindi: "कर्मचारी प्रबंधन",
  Bengali: "কর্মচারী ব্যবস্থাপনা",
  Tamil: "பணியாளர்",
  Khmer: "ធនធានមនុស្ស",
  Thai: "ฝ่ายทรัพยากรบุคคล",
  Tibetan: "\u0F40\u0F90\u0F91\u0F92".repeat(6),
  Arabic: "الموارد البشرية",
  Persian: "می\u200Cخواهم",
  Hebrew: "משאבי אנוש",
  Chinese: "人事部の情報源システム",
  "Korean letters": "한글이름".normalize("NFD").repeat(3),
  "halfwidth kana": "ｱﾞ".repeat(8),
  "Vietnamese marks": "Nhân sự Việt Nam".normalize("NFD"),
  "many marks": `Z${"\u0352\u0346\u030B".repeat(60)}`,
  "spacing marks": `क${"\u0903".repeat(20)}`,
  conjuncts: `${"क\u094D".repeat(10)}ष`,
  prefixes: "\u0D4E".repeat(20),
  "an emoji by VS16": "Quelle ❤\uFE0F 0",
  "many emoji by VS16": "☺\uFE0F".repeat(10),
  keycaps: "1\uFE0F\u20E3".repeat(8),
  flags: "🇩🇪 HR 🇩",
  families: "👩‍👩‍👧‍👦 HR 👍🏽",
  swatches: "🏽".repeat(10),
  "new emoji": "🫩🪉",
  ligatures: "﷽⸻𒐫",
};

/** A terminal on which the screen is drawn, by Ink, as on a real one. */
function openTerminal(first: readonly Watch[], hasGraphemes: boolean) {
  const terminal = new xterm.Terminal({
    cols: size.columns,
    rows: size.rows,
    allowProposedApi: true,
    convertEol: true,
  });
  if (hasGraphemes) terminal.loadAddon(new UnicodeGraphemesAddon());
  const drawn = new EventEmitter();
  const stdout = new Writable({
    write: (chunk: Buffer, _, done) =>
      terminal.write(chunk.toString("utf8"), () => {
        done();
        drawn.emit("more");
      }),
  });
  Object.assign(stdout, size, { isTTY: true });
  const { elapsed, wall } = at("14:07:31");
  const userClock = inventedClock();
  const clock = {
    now: () => wall,
    elapsed: () => elapsed,
    sleep: () => Promise.resolve(),
  };
  const listeners = new Set<() => void>();
  let watches = first;
  const snapshot = (): Snapshot => ({
    watches,
    clients: [
      {
        tenant: undefined,
        host: "acme.api.identitynow.com",
        budget: openBudget(),
        signIn: undefined,
        intervalMs: 5000,
      },
    ],
    isPaused: false,
    focused: undefined,
  });
  const store = createScreenStore({
    watcher: {
      snapshot,
      subscribe: (listener) => {
        listeners.add(listener);
        return () => void listeners.delete(listener);
      },
      focus: () => undefined,
    },
    clock,
    userClock,
    size,
    hasKeyboard: false,
    perform: () => undefined,
    tickMs,
  });
  const screen = openScreen({
    store,
    clock,
    title: "acme",
    answered: () => Promise.resolve(),
    looks: { isAscii: false, isStill: true, hasColor: true },
    usuals: new Map(),
    stdout: stdout as unknown as NodeJS.WriteStream,
    keyboard: undefined,
    leave: ({ by }) => expect.fail(by),
  });
  onTestFinished(() => screen.close());
  const row = (y: number) => terminal.buffer.active.getLine(y);
  const text = () =>
    Array.from({ length: size.rows }, (_, y) => row(y)?.translateToString(true)).join("\n");
  return {
    cell: (x: number, y: number) => row(y)?.getCell(x)?.getChars() || " ",
    hasWrapped: () => Array.from({ length: size.rows }, (_, y) => row(y)?.isWrapped).includes(true),
    async change(next: readonly Watch[]) {
      watches = next;
      for (const listener of listeners) listener();
      await userClock.advance(2 * tickMs);
    },
    async until(wanted: string) {
      while (!text().includes(wanted)) await once(drawn, "more");
    },
  };
}

/** What is drawn in other cells than planned, of all that every terminal draws alike. */
function displaced(
  terminal: Pick<ReturnType<typeof openTerminal>, "cell">,
  watches: readonly Watch[],
): readonly string[] {
  const budget = openBudget();
  const planned = show(watches, { ...size, hasKeyboard: false, budget })
    .split("\n")
    .slice(1, -1);
  return planned.flatMap((line, y) => {
    let x = 0;
    const wrong: string[] = [];
    const graphemes = graphemesOf(line);
    for (const [index, one] of graphemes.entries()) {
      // A blank between two such texts is drawn with them.
      const isTheirs = [index - 1, index + 1].every((other) => !isAlike(graphemes[other] ?? ""));
      const isPlaced = isAlike(one) && !(one === " " && isTheirs);
      if (isPlaced && terminal.cell(x, y) !== one) wrong.push(`${x},${y}: ${one}`);
      x += width(one);
    }
    return wrong;
  });
}

function isAlike(grapheme: string): boolean {
  return /^[\x20-\x7E\u2500-\u259F▸·]$/u.test(grapheme);
}

const id = (index: number) => `2c91${String(index).padStart(28, "0")}`;

/** So many accounts of 999 are processed. */
function watched(name: string, index: number, processed: number): Watch {
  return story(safeText(name), id(index), [
    says("14:07:20", "ACCOUNTS_COLLECTED", { totalAccounts: 999, processedAccounts: 10 }),
    says("14:07:30", "ACCOUNTS_COLLECTED", { totalAccounts: 999, processedAccounts: processed }),
  ]);
}

/** Four panes, three of them of such names. */
function four(labels: readonly string[], processed: number): readonly Watch[] {
  const [one = "", other = "", third = ""] = labels;
  return [one, `${other}x`, "plain", `x ${third}`].map((label, index) =>
    watched(label, index, processed),
  );
}

/** Three names a screen. */
const screens = Object.keys(names)
  .map((_, index, all) => all.slice(3 * index, 3 * index + 3))
  .filter((some) => some.length > 0)
  .map((some) => [some.join(", "), some.map((one) => names[one as keyof typeof names])] as const);

describe.for([
  ["a character each", false],
  ["graphemes", true],
] as const)("in a terminal that counts columns by %s", ([, hasGraphemes]) => {
  test.for(screens)("%s move no border and no number", async ([, labels]) => {
    const before = four(labels, 111);
    const terminal = openTerminal(before, hasGraphemes);
    await terminal.until("111/999");
    expect(displaced(terminal, before)).toEqual([]);
    // From here on only what has changed is drawn.
    for (const [processed, next] of [
      [888, labels],
      [889, ["plain", "plain", "plain"]],
      [890, labels.map((label) => label + label)],
    ] as const) {
      const after = four(next, processed);
      await terminal.change(after);
      await terminal.until(`${processed}/999`);
      expect(displaced(terminal, after)).toEqual([]);
    }
    expect(terminal.hasWrapped()).toBe(false);
  });

  test("a table of them all keeps its columns", async () => {
    const table = (processed: number) =>
      Object.values(names).map((name, index) => watched(name, index, processed));
    const before = table(111);
    const terminal = openTerminal(before, hasGraphemes);
    await terminal.until("11%");
    expect(displaced(terminal, before)).toEqual([]);
    const after = table(888);
    await terminal.change(after);
    await terminal.until("88%");
    expect(displaced(terminal, after)).toEqual([]);
    expect(terminal.hasWrapped()).toBe(false);
  });
});
