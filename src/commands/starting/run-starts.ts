import type { NotStarted, Outcome } from "../../exit/outcome.ts";
import type { WatchedId } from "../../watch/model/watch.ts";
import type { Host } from "../../process/host.ts";
import { startTable } from "../../output/start-table.ts";
import { asciiText } from "../../ui/lines/ascii.ts";
import { isSummaryOnScreen } from "../session/summary.ts";
import { afterWatch, watchIds, type WatchExtras } from "../session/watch-ids.ts";
import { type Conductor, conductStarts } from "./conduct-starts.ts";
import { mayStart } from "../ordering/ask-first.ts";
import { unreachableText } from "../ordering/unreachable.ts";
import { declinedReason, leftCode, leftReason, refusedCode } from "./one-start.ts";
import { planStarts } from "./plan-starts.ts";
import { createRunningLook } from "./running-look.ts";
import { chainOf, orderName, type StartOrder } from "./start-order.ts";
import type { StartWork } from "./start-work.ts";

/** Starts what was ordered, as many at a time as allowed, and watches it all in one session. */
export async function runStarts(orders: readonly StartOrder[], work: StartWork): Promise<Outcome> {
  const { client, options, form, host, leftOut } = work;
  const { lifetime } = host;
  const over = new AbortController();
  const stop = AbortSignal.any([lifetime.signal, over.signal]);
  let isUp = false;
  const maySay = () => !(isUp && options.watch && form === "tui");
  const look = createRunningLook(client, orders, host, maySay, stop);
  sayUnreachable(orders, host);
  if (work.asksFirst) {
    if (!(await mayStart(orders, leftOut, look, work)))
      return noneStarted(declinedReason, leftCode, orders, work);
  } else {
    for (const { name, reason } of leftOut) {
      host.stderr.write(`aggwatch: not started: ${name} (${reason})\n`);
    }
  }
  const plans = await planStarts(orders, look, work);
  // Then nothing is sent, not even for those before it.
  if ([...plans.values()].some(({ how }) => how === "fail")) {
    return noneStarted("one was running already (--if-running fail)", refusedCode, orders, work);
  }
  const api = client.apiFor(stop);
  const conductor = conductStarts(orders, { look, api, plans, work, stop });
  const ids = await conductor.begin();
  if (options.watch && lifetime.signal.aborted) sayUnwatched(conductor.started(), host);
  isUp = true;
  if (options.watch && Number.isFinite(options.atOnce))
    sayToStart(conductor.toStart(), options.atOnce, host);
  const isWatched = ids.length > 0 && !lifetime.signal.aborted;
  const watched = isWatched
    ? await watchStarts(ids, orders.flatMap(chainOf).length === 1, conductor, over, work)
    : undefined;
  const { codes, notStarted, hasFailed } = conductor.result();
  sayNotStarted(notStarted.filter(isUnsaid), host);
  const clients = [{ name: undefined, client }] as const;
  if (watched && !hasFailed) await afterWatch(watched, clients, host);
  const departure = lifetime.departure();
  return {
    departure,
    watches: watched?.watches ?? [],
    isStrict: options.strict,
    besides: codes,
    ...(options.watch && { notStarted: [...notStarted, ...leftOut] }),
    ...(watched && options.watch && { clock: host.clock }),
    ...(hasFailed && departure.by === "ends" && { leftBy: { by: "failure" } }),
  };
}

function watchStarts(
  ids: readonly WatchedId[],
  isOne: boolean,
  { bring, toStart, counts, result }: Conductor,
  over: AbortController,
  { client, options, form, recorder, reactions, host, unannounced, leftOut }: StartWork,
): Promise<Outcome> {
  // One line says as much of a single source.
  const hasTable = options.watch && !isOne && !isSummaryOnScreen(options);
  const drawn = options.ascii ? asciiText : (text: string) => text;
  // Where the ids alone are results, the wait is shown as lines on stderr.
  const output = form === "quiet" ? "quiet" : "plain";
  const unwatched = { ...options, output, polls: false, stay: false, screenReader: false } as const;
  const shown = options.watch ? options : unwatched;
  const shownAt = options.watch ? host : { ...host, stdout: host.stderr };
  const extras: WatchExtras = {
    recorder,
    reactions,
    toStart: toStart(),
    ...(hasTable && {
      table: (watches) => startTable(watches, [...result().notStarted, ...leftOut]).map(drawn),
    }),
    counts,
    besides: () => result().codes,
    async bring(watcher, signal) {
      signal.addEventListener("abort", () => over.abort(signal.reason), { once: true });
      await bring(watcher);
    },
  };
  const clients = [{ name: undefined, client }] as const;
  return unannounced(() => watchIds(ids, clients, shown, shownAt, extras));
}

function noneStarted(
  reason: string,
  code: number,
  orders: readonly StartOrder[],
  { options, host, leftOut }: StartWork,
): Outcome {
  const notStarted = orders.flatMap(chainOf).map((order) => ({ name: orderName(order), reason }));
  sayNotStarted(notStarted, host);
  return {
    departure: host.lifetime.departure(),
    watches: [],
    isStrict: options.strict,
    besides: [code],
    notStarted: [...notStarted, ...leftOut],
    leftBy: { by: "failure" },
  };
}

function sayToStart(toStart: number, atOnce: number, { stderr }: Pick<Host, "stderr">): void {
  if (toStart === 0) return;
  stderr.write(`aggwatch: ${toStart} more to start, ${atOnce} at a time\n`);
}

function sayUnreachable(orders: readonly StartOrder[], { stderr }: Pick<Host, "stderr">): void {
  for (const { source } of orders) {
    const text = unreachableText(source);
    if (text !== undefined) stderr.write(`aggwatch: ${text}\n`);
  }
}

/** What failed was said at once. */
function isUnsaid({ reason }: NotStarted): boolean {
  return reason === leftReason || reason === declinedReason;
}

function sayNotStarted(all: readonly NotStarted[], { stderr }: Pick<Host, "stderr">): void {
  if (all.length === 0) return;
  stderr.write(`aggwatch: not started: ${all.map(({ name }) => name).join(", ")}\n`);
}

function sayUnwatched(all: readonly WatchedId[], { stderr }: Pick<Host, "stderr">): void {
  if (all.length === 0) return;
  const names = all.map(({ label, id }) => `${label} (${id})`);
  stderr.write(`aggwatch: running, and not watched: ${names.join(", ")}\n`);
}
