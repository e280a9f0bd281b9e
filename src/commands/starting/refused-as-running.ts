import type { Ending } from "../../watch/model/ending.ts";

const stillRunning = /currently running aggregation must complete/i;

/** The tenant accepts a start while another aggregation of the source runs, then fails its task. */
export function isRefusedAsRunning(ending: Ending): boolean {
  const verdict = "verdict" in ending ? ending.verdict : undefined;
  if (verdict === undefined || verdict.kind === "UNREADABLE") return false;
  return verdict.messages.some(({ text }) => stillRunning.test(text));
}
