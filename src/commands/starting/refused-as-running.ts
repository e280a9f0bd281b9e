import type { Ending } from "../../watch/model/ending.ts";

/** What the task of a start says where another aggregation of its source was running. */
const stillRunning = /currently running aggregation must complete/i;

/**
 * Whether an aggregation ended without having been done, since another one of its source was
 * running: the tenant accepts such a start, and lets its task fail.
 */
export function isRefusedAsRunning(ending: Ending): boolean {
  const verdict = "verdict" in ending ? ending.verdict : undefined;
  if (verdict === undefined || verdict.kind === "UNREADABLE") return false;
  return verdict.messages.some(({ text }) => stillRunning.test(text));
}
