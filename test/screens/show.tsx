import { cleanup, render } from "ink-testing-library";
import stringWidth from "string-width";
import { afterEach } from "vitest";
import { App } from "../../src/ui/App.tsx";
import type { Usual } from "../../src/history/usual.ts";
import type { Clock } from "../../src/time/clock.ts";
import { afterSending, type Budget, openBudget } from "../../src/watch/budget.ts";
import type { SignIn } from "../../src/watch/sender.ts";
import type { Watch } from "../../src/watch/watch.ts";
import { at } from "./story.ts";

afterEach(cleanup);

export interface Show {
  readonly columns: number;
  readonly rows: number;
  readonly time?: string;
  readonly budget?: Budget;
  readonly signIn?: SignIn;
  readonly usuals?: ReadonlyMap<string, Usual>;
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
  } = options;
  const { elapsed, wall } = at(time);
  const clock: Clock = { now: () => wall, elapsed: () => elapsed, sleep: () => Promise.resolve() };
  const snapshot = {
    host: "acme.api.identitynow.com",
    watches,
    budget,
    signIn,
    intervalMs: 5000,
    isPaused: false,
    attended: undefined,
  };
  const watcher = { snapshot: () => snapshot, subscribe: () => () => undefined };
  const { lastFrame } = render(
    <App
      watcher={watcher}
      clock={clock}
      title="acme"
      quitHint="q quit"
      usuals={usuals}
      tickMs={1_000_000}
      size={{ columns, rows }}
    />,
  );
  const lines = (lastFrame() ?? "").split("\n");
  for (const [row, line] of lines.entries()) {
    if (stringWidth(line) > columns) throw new Error(`row ${row} is too wide: ${line}`);
  }
  if (lines.length > rows) throw new Error(`${lines.length} rows on a screen of ${rows}`);
  return ["", ...lines.map((line) => line.trimEnd()), ""].join("\n");
}

function threeSent(): Budget {
  return ["14:07:23", "14:07:28", "14:07:30"].reduce(
    (budget, time) => afterSending(budget, "poll", at(time).elapsed),
    openBudget(),
  );
}
