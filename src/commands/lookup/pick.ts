import { aggregationKinds } from "../../api/endpoints/aggregation-kind.ts";
import { type ListedTask, taskRunningMs } from "../../api/endpoints/tasks.ts";
import { forceColor } from "../../ui/color.ts";
import { UsageError } from "../../system/usage-error.ts";
import { tenantName, watchName } from "../../wording/watch-name.ts";
import type { Choice } from "../../ui/picker/picker.ts";
import type { Client } from "../../client/client.ts";
import { ofKind, type WatchedId } from "../../watch/model/watch.ts";
import { shortestLookMs, watchedTask } from "./follow.ts";
import { createStatusAsker } from "./ask-statuses.ts";
import type { Host } from "../../process/host.ts";
import { openKeyboard } from "../../process/keyboard.ts";
import { createPendingFinder } from "./pending.ts";
import type { ViewOptions } from "../session/session.ts";
import { shortDelayText } from "../tenant/report-delays.ts";
import type { Unannounced } from "../tenant/with-clients.ts";

export function canPick({ stdin, stdout, env }: Host): boolean {
  return stdin.isTTY && stdout.isTTY && env["TERM"] !== "dumb";
}

/**
 * Lists what runs now and lets the user pick; the ids are called by their sources' names. It throws
 * UsageError where nothing runs, ApiError, and the lifetime's reason where the user leaves.
 */
export async function pickRunning(
  client: Client,
  view: ViewOptions,
  host: Host,
  unannounced: Unannounced,
): Promise<readonly WatchedId[]> {
  const { clock, lifetime } = host;
  const over = new AbortController();
  const listed = new Map<string, ListedTask>();
  // Once the list is up, nothing else may be written.
  const isFirst = () => listed.size === 0;
  const givenUp = { ...client, api: client.apiFor(over.signal) };
  const find = createPendingFinder(givenUp, host, isFirst, aggregationKinds);
  const look = async (): Promise<readonly Choice[]> => {
    const { running, stuck } = await find();
    for (const task of [...running, ...stuck]) listed.set(task.id, task);
    const now = clock.elapsed();
    return [
      ...running.map((task) => choiceOf(task, false, now)),
      ...stuck.map((task) => choiceOf(task, true, now)),
    ];
  };
  const choices = await look();
  const title = tenantName(client.tenant.host);
  if (choices.length === 0) {
    throw new UsageError(
      `no aggregation runs at ${title} now; aggwatch list --all lists those that are ` +
        "over, aggwatch start SOURCE starts one",
    );
  }
  const { env, stdout, platform, onHaste } = host;
  const keyboard = openKeyboard(host, false);
  if (!keyboard) throw new UsageError("no keyboard to pick with; see aggwatch list");
  const color = forceColor({ choice: view.color, env, platform });
  host.forceColor(color);
  const { openPicker } = await import("../../ui/picker/open-picker.tsx");
  const sayHeld = host.holdMessages();
  const pick = () =>
    openPicker(choices, {
      title: `aggwatch · ${title}: pick aggregations to watch`,
      isAscii: view.ascii,
      hasColor: color !== "0",
      stdout,
      keyboard,
      signal: lifetime.signal,
      onHaste,
      clock,
      onDelay: (listener) =>
        client.listen({ delayed: (delay) => listener(shortDelayText(delay, clock)) }),
      refresh: look,
      refreshMs: shortestLookMs,
      ask: createStatusAsker(givenUp.api),
    });
  const outcome = await unannounced(pick).finally(() => {
    over.abort();
    sayHeld();
  });
  if (outcome.kind === "left") {
    // Ctrl-C is a key here. What has ended the list already is not a second signal.
    if (outcome.by === "interrupt" && !lifetime.signal.aborted) host.raise("SIGINT");
    lifetime.leave({ by: "quit" });
    throw lifetime.signal.reason;
  }
  lifetime.signal.throwIfAborted();
  return outcome.ids.map((id) => {
    const task = listed.get(id);
    return task ? watchedTask(task) : { id, label: undefined };
  });
}

function choiceOf(task: ListedTask, isStuck: boolean, now: number): Choice {
  const { id, kind, sourceName, launcher } = task;
  const ms = taskRunningMs(task);
  return {
    id,
    name: watchName({ id, label: sourceName, ...ofKind(kind) }),
    ...ofKind(kind),
    launcher,
    isStuck,
    since: ms === undefined ? undefined : now - ms,
  };
}
