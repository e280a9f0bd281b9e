import { endingExitCode } from "../exit/exit-code.ts";
import { eventObject } from "../output/ndjson/event-object.ts";
import { lineOf } from "../output/ndjson/line-object.ts";
import { outcomeName, stateOf } from "../output/ndjson/outcome.ts";
import { countdown } from "../text/duration.ts";
import type { WatchFeed } from "../watch/feed.ts";
import { clientOf } from "../watch/model/snapshot.ts";
import type { TimedEvent } from "../watch/model/timed-event.ts";
import type { Watch } from "../watch/model/watch.ts";
import { eventLine } from "../wording/event-line.ts";
import { watchName } from "../wording/watch-name.ts";
import { createJobQueue } from "./job-queue.ts";
import type { Reaction } from "./read-reactions.ts";
import { type Input, runCommand, type RunPort } from "./run-command.ts";

/** Runs the user's commands while a program watches, and at its end. */
export interface Reactions {
  /** From now on, until its function is called. */
  readonly listen: (watcher: Pick<WatchFeed, "snapshot" | "onEvent">) => () => void;
  /** Tells what went wrong, in a line for a screen; at once what came before the first listener. */
  readonly onProblem: (listener: (text: string) => void) => () => void;
  /** Waits for what runs, for so long at most, then runs what is to be run at the end. */
  readonly end: (last: Last) => Promise<void>;
}

/** What the program came to. */
export interface Last {
  /** The last object of NDJSON. */
  readonly json: string;
  readonly text: string;
  readonly exitCode: number;
}

export interface ReactionDeps {
  /** What `--strict` makes of exit codes. */
  readonly isStrict: boolean;
  /** How long a command may take. */
  readonly limitMs: number;
  readonly port: RunPort;
  /** Takes a line for standard error, without its end. */
  readonly say: (line: string) => void;
  /** See `Lifetime`. */
  readonly signaled: AbortSignal;
}

const mostAtOnce = 4;
const mostWaiting = 1000;
/** What is left of the time after a signal. */
const hurriedMs = 5000;
/** A shorter wait is not worth a line. */
const noticeableMs = 1000;

export function createReactions(
  reactions: readonly Reaction[],
  { isStrict, limitMs, port, say, signaled }: ReactionDeps,
): Reactions {
  const queue = createJobQueue(mostAtOnce, mostWaiting);
  const listeners = new Set<(text: string) => void>();
  const given = new AbortController();
  let tenant: string | undefined;
  let passedOver = 0;
  /** The last that came before any listener: a screen takes a while to load. */
  let unheard: string | undefined;

  /** A narrow screen has room for what went wrong, and not for where. */
  function tell(where: string, problem: string): void {
    say(`${where}: ${problem}`);
    const text = `${problem} (${where})`;
    if (listeners.size === 0) unheard = text;
    for (const listener of listeners) listener(text);
  }

  async function run(
    { command, name }: Reaction,
    about: string,
    input: Input,
    mostMs: number,
    signal: AbortSignal,
  ): Promise<void> {
    const { problem, output } = await runCommand(command, input, mostMs, port, signal);
    for (const line of output) say(`${name}${about}: ${line}`);
    if (problem !== undefined) tell(`${name}${about}`, problem);
  }

  function react(happened: TimedEvent, host: string): void {
    const { at, watch, event } = happened;
    if (event.type === "poll") return;
    const due = reactions.filter(({ on }) => on === event.type);
    if (due.length === 0) return;
    const variables = {
      AGGWATCH_TYPE: event.type,
      AGGWATCH_TEXT: eventLine({ at, watch, event }),
      AGGWATCH_TENANT: host,
      ...(watch && subjectOf(watch)),
      ...(event.type === "verdict" && { AGGWATCH_VERDICT: event.verdict.kind }),
      ...(event.type === "ended" && {
        AGGWATCH_EXIT_CODE: `${endingExitCode(event.ending, isStrict)}`,
      }),
    };
    const input = { json: lineOf(eventObject(happened)), variables };
    const about = watch ? ` of ${watchName(watch)}` : "";
    for (const reaction of due) {
      const job = () => run(reaction, about, input, limitMs, given.signal);
      if (queue.add(job)) continue;
      if (passedOver === 0) tell(reaction.name, `${mostWaiting} commands wait; more are not run`);
      passedOver += 1;
    }
  }

  async function notice(mostMs: number, isHurried: boolean, until: AbortSignal): Promise<void> {
    await port.clock.sleep(noticeableMs, until).catch(() => undefined);
    if (until.aborted) return;
    const count = queue.size();
    const what = count === 1 ? "1 command" : `${count} commands`;
    const end = isHurried ? "" : "; Ctrl-C ends them";
    say(`waiting for ${what}, ${countdown(mostMs - noticeableMs)} at most${end}`);
  }

  /** Waits for the commands of events; those that take too long are ended. */
  async function drain(): Promise<void> {
    const isHurried = signaled.aborted;
    const mostMs = isHurried ? hurriedMs : limitMs;
    const over = new AbortController();
    const sooner = isHurried ? [] : [signaled];
    const settled = queue.settled().then(() => over.abort());
    const until = AbortSignal.any([over.signal, ...sooner]);
    const noticed = notice(mostMs, isHurried, until);
    await Promise.race([settled, port.clock.sleep(mostMs, until).catch(() => undefined)]);
    passedOver += queue.clear();
    given.abort();
    await settled;
    await noticed;
    if (passedOver > 0) tell("--on-event", `${passedOver} commands were not run`);
  }

  return {
    listen(watcher) {
      return watcher.onEvent((happened) => {
        const { clients } = watcher.snapshot();
        const { watch, event } = happened;
        const own = watch ? clientOf({ clients }, watch) : clients[0];
        tenant ??= clients[0].host;
        react(happened, "host" in event && event.host !== undefined ? event.host : own.host);
      });
    },
    onProblem(listener) {
      listeners.add(listener);
      if (unheard !== undefined) listener(unheard);
      unheard = undefined;
      return () => void listeners.delete(listener);
    },
    async end({ json, text, exitCode }) {
      await drain();
      const isHurried = signaled.aborted;
      const signal = isHurried ? new AbortController().signal : signaled;
      const variables = {
        AGGWATCH_TYPE: "summary",
        AGGWATCH_TEXT: text,
        AGGWATCH_TENANT: tenant,
        AGGWATCH_EXIT_CODE: `${exitCode}`,
      };
      for (const reaction of reactions.filter(({ on }) => on === "end")) {
        const mostMs = isHurried ? Math.min(hurriedMs, limitMs) : limitMs;
        await run(reaction, "", { json, variables }, mostMs, signal);
      }
    },
  };
}

function subjectOf(watch: Watch) {
  const { id, label, ending } = watch;
  return {
    AGGWATCH_ID: id,
    AGGWATCH_SOURCE: label,
    AGGWATCH_STATE: ending ? outcomeName(ending) : stateOf(watch),
    AGGWATCH_VERDICT: ending && "verdict" in ending ? ending.verdict?.kind : undefined,
  };
}
