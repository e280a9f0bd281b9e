import { lastStateText, problemsLast } from "../../output/summary-lines.ts";
import type { Watch } from "../../watch/model/watch.ts";
import { watchName } from "../../wording/watch-name.ts";
import { spokenWords } from "./spoken-words.ts";

/** The last state of every id, a line each however long, problems last: for a screen reader. */
export function spokenOutcomes(watches: readonly Watch[]): readonly string[] {
  return problemsLast(watches).map(
    (watch) => `${watchName(watch)}: ${spokenWords(lastStateText(watch))}`,
  );
}
