import { isAskingTask } from "../watch/known-ending.ts";
import { conditionWord } from "../watch/condition.ts";
import type { Watch } from "../watch/watch.ts";

/** How many ids have which state: `3 completed, 1 terminated`. */
export function outcomeLine(watches: readonly Watch[]): string {
  const counts = new Map<string, number>();
  for (const watch of watches) {
    const word = outcomeOf(watch);
    counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return [...counts].map(([word, times]) => `${times} ${word}`).join(", ");
}

function outcomeOf(watch: Watch): string {
  const word = conditionWord(watch).toLowerCase();
  if (isAskingTask(watch)) return `${word} (verdict unknown)`;
  return watch.ending ? word : "still running";
}
