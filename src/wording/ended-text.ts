import type { Ending } from "../watch/model/ending.ts";
import type { Watch } from "../watch/model/watch.ts";
import { endingText } from "./event-text.ts";
import { progressText } from "./progress-text.ts";
import { verdictText } from "./verdict-text.ts";

/** How an id has ended, with what its task says of problems, for who has not watched it. */
export function endedText(watch: Watch, ending: Ending): string {
  const { verdict, ...rest } = "verdict" in ending ? ending : { ...ending, verdict: undefined };
  const isNews = verdict && verdict.kind !== "SUCCESS";
  const isUnreadable = verdict?.kind === "UNREADABLE";
  // That it was over before it was asked about goes without saying, and the reason says the rest.
  const said = "isSeenRunning" in rest ? { ...rest, isSeenRunning: true } : rest;
  const ended = { ...said, ...(!isUnreadable && verdict && { verdict }) } as Ending;
  return [endingText(ended), isNews ? verdictText(verdict) : "", progressText(watch)]
    .filter(Boolean)
    .join(", ");
}
