import { endingExitCode } from "../../exit/exit-code.ts";
import type { NotStarted } from "../../exit/outcome.ts";
import type { Ending } from "../../watch/model/ending.ts";
import type { Watch } from "../../watch/model/watch.ts";
import { endingText } from "../../wording/event-text.ts";
import { leftText } from "../../wording/outcome-line.ts";
import { progressText } from "../../wording/progress-text.ts";
import { verdictMessages } from "../../wording/verdict-text.ts";
import { watchName } from "../../wording/watch-name.ts";
import { outcomeName } from "../ndjson/outcome.ts";
import { type Element, xmlDocument } from "./xml.ts";

/** What the report tells beside the aggregations. */
export interface ReportInfo {
  readonly exitCode: number;
  /** What the exit code means. */
  readonly meaning: string | undefined;
  readonly isStrict: boolean;
  /** Sources of which nothing was started. */
  readonly notStarted?: readonly NotStarted[];
  /** Milliseconds since the Unix epoch. */
  readonly now: number;
}

type Kind = "passed" | "failure" | "error" | "skipped";

interface Case {
  readonly kind: Kind;
  readonly tookMs: number | undefined;
  readonly element: Element;
}

const suite = "aggwatch";

/**
 * The outcomes as JUnit XML: a test case for each aggregation, called by its source, since its id is
 * another one each time. It failed if it ended badly; an outcome not seen, or refused, is an error;
 * one that had not ended, or was not started, is skipped. Where the exit code is not 0 and none of these says why, a case
 * of its own does, so that no report is all well when the program is not.
 */
export function junitSummary(watches: readonly Watch[], info: ReportInfo): string {
  const names = watches.map(({ label }) => label);
  const cases = watches.map((watch) => {
    const isOnly = names.filter((name) => name === watch.label).length === 1;
    return caseOf(watch, isOnly, info.isStrict);
  });
  cases.push(...(info.notStarted ?? []).map(notStartedCase));
  const isExplained = cases.some(({ kind }) => kind === "failure" || kind === "error");
  const all = info.exitCode === 0 || isExplained ? cases : [...cases, exitCodeCase(info)];
  const count = (kind: Kind) => all.filter((one) => one.kind === kind).length;
  const counts = { tests: all.length, failures: count("failure"), errors: count("error") };
  const time = seconds(all.reduce((sum, { tookMs = 0 }) => sum + tookMs, 0));
  const starts = watches.flatMap(({ start }) => start ?? []);
  const timestamp = new Date(Math.min(info.now, ...starts)).toISOString().slice(0, 19);
  return xmlDocument({
    name: "testsuites",
    attributes: { name: suite, ...counts, time },
    content: [
      {
        name: "testsuite",
        attributes: { name: suite, ...counts, skipped: count("skipped"), time, timestamp },
        content: [
          {
            name: "properties",
            content: [{ name: "property", attributes: { name: "exitCode", value: info.exitCode } }],
          },
          ...all.map(({ element }) => element),
        ],
      },
    ],
  });
}

function caseOf(watch: Watch, isOnly: boolean, isStrict: boolean): Case {
  const { id, label, tenant, ending } = watch;
  const kind = kindOf(ending, isStrict);
  const tookMs = ending && "tookMs" in ending ? ending.tookMs : undefined;
  const name = label === undefined || isOnly ? watchName(watch) : `${watchName(watch)} (${id})`;
  // A dot begins another package.
  const classname = tenant === undefined ? suite : `${suite}.${tenant.replaceAll(".", "_")}`;
  return {
    kind,
    tookMs,
    element: {
      name: "testcase",
      attributes: { name, classname, time: tookMs === undefined ? undefined : seconds(tookMs) },
      content: [...resultOf(watch, kind), { name: "system-out", content: outputOf(watch) }],
    },
  };
}

function kindOf(ending: Ending | undefined, isStrict: boolean): Kind {
  if (!ending) return "skipped";
  switch (endingExitCode(ending, isStrict)) {
    case 0:
      return "passed";
    case 1:
      return "failure";
    case 3:
    case 4:
    case 8:
      return "error";
  }
}

function resultOf(watch: Watch, kind: Kind): readonly Element[] {
  const { ending } = watch;
  if (kind === "passed") return [];
  if (!ending) return [{ name: "skipped", attributes: { message: leftText(watch) } }];
  const attributes = { message: endingText(ending), type: outcomeName(ending) };
  return [{ name: kind, attributes, content: messagesOf(ending).join("\n") }];
}

function outputOf(watch: Watch): string {
  const { id, ending } = watch;
  const messages = ending ? messagesOf(ending) : [];
  return [`id ${id}`, progressText(watch), ...messages].filter(Boolean).join("\n");
}

function messagesOf(ending: Ending): readonly string[] {
  const verdict = "verdict" in ending ? ending.verdict : undefined;
  return verdict ? verdictMessages(verdict) : [];
}

function notStartedCase({ name, reason }: NotStarted): Case {
  const message = `not started: ${reason}`;
  return {
    kind: "skipped",
    tookMs: undefined,
    element: {
      name: "testcase",
      attributes: { name, classname: suite },
      content: [{ name: "skipped", attributes: { message } }],
    },
  };
}

function exitCodeCase({ exitCode, meaning }: ReportInfo): Case {
  const attributes = { message: meaning ?? `exit code ${exitCode}`, type: `${exitCode}` };
  return {
    kind: "error",
    tookMs: undefined,
    element: {
      name: "testcase",
      attributes: { name: `exit code ${exitCode}`, classname: suite },
      content: [{ name: "error", attributes }],
    },
  };
}

function seconds(ms: number): string {
  return (Math.max(0, ms) / 1000).toFixed(3);
}
