import type { Ending } from "../../watch/model/ending.ts";

/** What the task of a start says where another aggregation of its source was running. */
const stillRunning = /currently running aggregation must complete/i;

/** Whether another one of the source was running: the tenant accepts that start, then fails its task. */
export function isRefusedAsRunning(ending: Ending): boolean {
  const verdict = "verdict" in ending ? ending.verdict : undefined;
  if (verdict === undefined || verdict.kind === "UNREADABLE") return false;
  return verdict.messages.some(({ text }) => stillRunning.test(text));
}
