import { cleanup, render } from "ink-testing-library";
import stringWidth from "string-width";
import { afterEach } from "vitest";
import { App } from "../../src/ui/ink/App.tsx";
import type { Usual } from "../../src/history/usual.ts";
import type { Clock } from "../../src/time/clock.ts";
import type { ColumnName } from "../../src/ui/view/column-names.ts";
import type { Effect } from "../../src/ui/view/action.ts";
import { createScreenStore } from "../../src/ui/view/store.ts";
import { afterSending, type Budget, openBudget } from "../../src/client/budget.ts";
import type { SignIn } from "../../src/client/sender.ts";
import type { ClientState, Look, Snapshot } from "../../src/watch/model/snapshot.ts";
import type { Watch } from "../../src/watch/model/watch.ts";
import { keepingPainter } from "./painted.ts";
import { at } from "./story.ts";

afterEach(cleanup);

export interface Show {
  readonly columns: number;
  readonly rows: number;
  readonly time?: string;
  readonly budget?: Budget;
  readonly signIn?: SignIn;
  /** More tenants than the first. */
  readonly others?: readonly ClientState[];
  /** How looking for more ids goes, where somebody does. */
  readonly look?: Look;
  readonly isPaused?: boolean;
  readonly usuals?: ReadonlyMap<string, Usual>;
  /** What is pressed before one looks, by the names of keys. */
  readonly keys?: readonly string[];
  readonly hasKeyboard?: boolean;
  readonly isAscii?: boolean;
  readonly tableColumns?: readonly ColumnName[];
  /** Is told what the keys make happen beyond the screen. */
  readonly perform?: (effect: Effect) => void;
}

/**
 * The whole screen at 14:07:31, as a person sees it, without blanks at the ends of its rows.
 *
 * @throws if a row is not as wide as the screen, or the screen not as high
 */
export function show(watches: readonly Watch[], options: Show): string {
  const {
    columns,
    rows,
    time = "14:07:31",
    budget = threeSent(),
    usuals = new Map(),
    signIn,
    others = [],
    look,
    isPaused = false,
    keys = [],
    hasKeyboard = true,
    isAscii = false,
    tableColumns,
    perform = () => undefined,
  } = options;
  const { elapsed, wall } = at(time);
  const clock: Clock = {
    now: () => wall,
    elapsed: () => elapsed,
    sleep: () => new Promise(() => undefined),
  };
  const host = "acme.api.identitynow.com";
  const snapshot: Snapshot = {
    watches,
    clients: [{ tenant: undefined, host, budget, signIn, intervalMs: 5000 }, ...others],
    ...(look && { look }),
    isPaused,
    focused: undefined,
  };
  const store = createScreenStore({
    watcher: {
      snapshot: () => snapshot,
      subscribe: () => () => undefined,
      focus: () => undefined,
    },
    clock,
    userClock: clock,
    size: { columns, rows },
    hasKeyboard,
    perform,
    tickMs: 1000,
  });
  for (const key of keys) store.press(key);
  const { painter, texts } = keepingPainter();
  render(
    <App
      painter={painter}
      store={store}
      clock={clock}
      title="acme"
      hasKeyboard={hasKeyboard}
      looks={{ isAscii, isStill: false }}
      usuals={usuals}
      tableColumns={tableColumns}
    />,
  );
  const lines = texts();
  for (const [row, line] of lines.entries()) {
    const cells = stringWidth(line);
    if (cells !== columns) throw new Error(`row ${row} is ${cells} cells wide: ${line}`);
  }
  if (lines.length !== rows) throw new Error(`${lines.length} rows on a screen of ${rows}`);
  return ["", ...lines.map((line) => line.trimEnd()), ""].join("\n");
}

function threeSent(): Budget {
  return ["14:07:23", "14:07:28", "14:07:30"].reduce(
    (budget, time) => afterSending(budget, "poll", at(time).elapsed),
    openBudget(),
  );
}
