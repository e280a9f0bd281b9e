import { duration, countdown } from "../../text/duration.ts";
import { deprecatedText, limitText } from "../../wording/event-text.ts";
import { retryText } from "../../wording/retry-text.ts";
import { momentText } from "../../text/time-of-day.ts";
import type { Clock } from "../../time/clock.ts";
import { lossText } from "../../client/fleet/loss.ts";
import type { Client } from "../../client/client.ts";
import type { Delay } from "../../client/look-ups.ts";
import type { Host } from "../../process/host.ts";

/** Says on stderr what delays a client's look-ups, until its returned function is called. */
export function reportDelays(
  { listen, tenant }: Pick<Client, "listen" | "tenant">,
  { stderr, clock }: Pick<Host, "stderr" | "clock">,
  timeoutMs: number | undefined,
): () => void {
  return listen({
    deprecated: (version) => {
      stderr.write(`aggwatch: ${deprecatedText({ version, host: tenant.host })}\n`);
    },
    alone: (loss) => {
      const news = loss ? `unreachable (${lossText(loss)})` : "reachable again";
      stderr.write(`aggwatch: budget server for ${tenant.host} ${news}\n`);
    },
    delayed: (delay) => {
      stderr.write(`aggwatch: ${delayText(delay, tenant.host, clock, timeoutMs)}\n`);
    },
  });
}

export function delayText(
  delay: Delay,
  host: string,
  clock: Pick<Clock, "now">,
  timeoutMs?: number,
): string {
  const ends =
    timeoutMs === undefined
      ? "Ctrl-C to quit"
      : `Ctrl-C or --timeout ${duration(timeoutMs)} ends it`;
  switch (delay.kind) {
    case "limited": {
      const { waitMs, isElsewhere } = delay;
      const until = endOf(clock.now(), waitMs);
      const why = limitText({ host, ...(isElsewhere && { isElsewhere }) });
      return `${why}: waiting until ${until} (${countdown(waitMs)}); ${ends}`;
    }
    case "retried": {
      const { what, ...retry } = delay;
      const failed = `${what === "sign-in" ? "sign-in at" : "request to"} ${host} failed`;
      return `${failed} ${retryText(retry)}; ${ends}`;
    }
    case "unanswered": {
      const what = delay.what === "sign-in" ? "the sign-in" : "an answer";
      return `still waiting for ${what} from ${host}, for ${duration(delay.forMs)} now; ${ends}`;
    }
    case "queued":
      return `queued: the request budget for ${host} is used up, for some seconds; ${ends}`;
  }
}

/** The same in a few words, for a screen. */
export function shortDelayText(delay: Delay, clock: Pick<Clock, "now">): string {
  switch (delay.kind) {
    case "limited":
      return `rate limited (429) until ${endOf(clock.now(), delay.waitMs)}`;
    case "retried":
      return `retrying (${delay.error.message})`;
    case "unanswered":
      return "no answer yet";
    case "queued":
      return "queued: the request budget is used up";
  }
}

/** The local time of day, rounded up, with the date where that is another one. */
function endOf(now: number, waitMs: number): string {
  const at = Math.ceil((now + waitMs) / 1000) * 1000;
  return momentText(at, now);
}
