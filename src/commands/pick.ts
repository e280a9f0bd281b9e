import { type ListedTask, runningMs } from "../api/tasks.ts";
import { forceColour } from "../ui/colour.ts";
import { UsageError } from "../config/usage-error.ts";
import type { Departure, LeavingSignal } from "../output/exit-code.ts";
import { duration } from "../text/duration.ts";
import { tenantName } from "../text/watch-name.ts";
import type { Client } from "../watch/client.ts";
import type { WatchedId } from "../watch/watch.ts";
import type { Host } from "./host.ts";
import { openKeyboard } from "./keyboard.ts";
import { createPendingFinder, stuckText } from "./pending.ts";
import type { ViewOptions } from "./session.ts";
import { onTimeOver, type TimeLimit } from "./time-limit.ts";

/** Whether somebody can pick: there are a terminal and a keyboard. */
export function canPick({ stdin, stdout, env }: Host): boolean {
  return stdin.isTTY && stdout.isTTY && env["TERM"] !== "dumb";
}

/**
 * Lists what runs now and lets the user pick.
 *
 * @returns the ids picked, called by their sources' names, or how the user left
 * @throws UsageError where nothing runs; ApiError; the reason of the limit once the time is over
 */
export async function pickRunning(
  client: Client,
  view: ViewOptions,
  host: Host,
  limit: TimeLimit | undefined,
): Promise<readonly WatchedId[] | Departure> {
  const { running, stuck } = await createPendingFinder(client, host)();
  const tasks = [...running, ...stuck];
  const title = tenantName(client.tenant.host);
  if (tasks.length === 0) {
    throw new UsageError(
      `no account aggregation runs at ${title} now; aggwatch list --all lists those that are ` +
        "over, aggwatch start SOURCE starts one",
    );
  }
  const { env, stdout, platform, onHaste } = host;
  const keyboard = openKeyboard(host, false);
  if (!keyboard) throw new UsageError("there is no keyboard to pick with; see aggwatch list");
  host.forceColour(forceColour({ choice: view.color, env, isTerminal: true, platform }));
  const { openPicker } = await import("../ui/picker/open-picker.tsx");
  const choices = tasks.map((task) => ({
    id: task.id,
    name: task.sourceName ?? task.id,
    about: aboutOf(task, stuck.includes(task)),
    isStuck: stuck.includes(task),
  }));
  const sayHeld = host.holdMessages();
  const leave = new AbortController();
  let signal: LeavingSignal = "SIGINT";
  let bug: { readonly error: unknown } | undefined;
  const stops = [
    host.onSignal((one) => {
      signal = one;
      leave.abort();
    }),
    // It is reported once the terminal is given back.
    host.onCrash((error) => {
      bug = { error };
      leave.abort();
    }),
    onTimeOver(limit, () => leave.abort()),
  ];
  const outcome = await openPicker(choices, {
    title: `aggwatch · ${title}: which of these?`,
    isAscii: view.ascii,
    stdout,
    keyboard,
    signal: leave.signal,
    onHaste,
  }).finally(() => {
    for (const stop of stops) stop();
    sayHeld();
  });
  if (bug) throw bug.error;
  limit?.signal.throwIfAborted();
  if (outcome.kind === "left") {
    return outcome.by === "quit" ? { by: "quit" } : { by: "signal", signal };
  }
  const labels = new Map(tasks.map(({ id, sourceName }) => [id, sourceName]));
  return outcome.ids.map((id) => ({ id, label: labels.get(id) }));
}

function aboutOf(task: ListedTask, isStuck: boolean): string {
  const { id, launcher } = task;
  if (isStuck) return ["stuck", stuckText(task), id].join(" · ");
  const ms = runningMs(task);
  const running = ms === undefined ? "" : `for ${duration(ms)}`;
  const by = launcher === undefined ? "" : `started by ${launcher}`;
  return [running, by, id].filter(Boolean).join(" · ");
}
