import { fastClock } from "../../support/fast-clock.ts";
import { inventedSignals } from "../../support/invented/signals.ts";
import { type Act, credentials, serve } from "./scripted-server.ts";
import { runCommand } from "./simulated-command.ts";

const grant = { body: '{"access_token":"t0k3n","expires_in":43200}' };
const tooEarly =
  "This aggregation failed because the currently running aggregation must complete before the " +
  "next one can start.";

/** An aggregation that the tenant knows. */
export interface Run {
  readonly id: string;
  readonly sourceId: string;
  /** What its status says, the n-th time that it is asked, from 1. */
  readonly status: (times: number) => Act;
  readonly completionStatus?: string;
  readonly messages?: readonly object[];
  readonly attributes?: object;
}

const status = (word: string): Act => ({ body: JSON.stringify({ status: word }) });
const missing: Act = { status: 404, body: '{"detailCode":"404 Not found","messages":[]}' };

function isRun(made: Run | Act): made is Run {
  return typeof made === "object" && "sourceId" in made;
}

/** Runs for so many questions, then has completed. */
export function lasting(
  id: string,
  sourceId: string,
  questions: number,
  more: Partial<Run> = {},
): Run {
  return {
    id,
    sourceId,
    status: (times) => status(times <= questions ? "STARTED" : "COMPLETED"),
    completionStatus: "SUCCESS",
    ...more,
  };
}

/** The tenant accepts it and lets it fail. */
export function tooSoon(id: string, sourceId: string): Run {
  const messages = [{ type: "ERROR", localizedText: { locale: "en-US", message: tooEarly } }];
  return { id, sourceId, status: () => missing, completionStatus: "ERROR", messages };
}

/**
 * A tenant of sources whose ids are their names in small letters.
 *
 * @param before what is running at first
 * @param starts what the starts of each source become, in their order
 * @param begins what begins by itself once another one is over, by the id of that
 */
export async function startingTenant(
  before: readonly Run[],
  starts: Readonly<Record<string, readonly (Run | Act)[]>>,
  begins: Readonly<Record<string, Run>> = {},
) {
  const runs = new Map(before.map((run) => [run.id, run]));
  const over = new Set<string>();
  const asked = new Map<string, number>();
  const sent: string[] = [];
  const order: string[] = [];
  const bodies: string[] = [];
  const server = await serve(({ url, body }) => {
    const { pathname, searchParams } = new URL(url, "http://host");
    const filters = searchParams.get("filters") ?? "";
    const parts = pathname.split("/");
    if (pathname === "/oauth/token") return grant;
    if (pathname.endsWith("/load-accounts")) {
      const sourceId = parts[3] ?? "";
      const nth = sent.filter((one) => one === sourceId).length;
      sent.push(sourceId);
      order.push(`start ${sourceId}`);
      bodies.push(body);
      const made = starts[sourceId]?.[nth];
      if (made === undefined || !isRun(made)) return made ?? "close";
      const run = made;
      runs.set(run.id, run);
      return { status: 202, body: JSON.stringify({ success: true, task: { id: run.id } }) };
    }
    if (pathname.endsWith("/status")) {
      const run = runs.get(parts[3] ?? "");
      if (!run) return missing;
      const times = (asked.get(run.id) ?? 0) + 1;
      asked.set(run.id, times);
      const answer = run.status(times);
      if (JSON.stringify(answer).includes("COMPLETED") && !over.has(run.id)) {
        over.add(run.id);
        order.push(`end ${run.id}`);
        const next = begins[run.id];
        if (next) runs.set(next.id, next);
      }
      return answer;
    }
    if (pathname.endsWith("/pending-tasks")) {
      const pending = [...runs.values()].filter(
        ({ id, messages }) => !over.has(id) && messages === undefined,
      );
      return { body: JSON.stringify(pending.map((run) => taskOf(run, false))) };
    }
    if (pathname.includes("/task-status/")) {
      const run = runs.get(parts[3] ?? "");
      return run ? { body: JSON.stringify(taskOf(run, true)) } : missing;
    }
    const [, name] = /name eq "(\w+)"/.exec(filters) ?? [];
    const found = name === undefined ? [] : [{ id: name.toLowerCase(), name }];
    return { body: JSON.stringify(found) };
  });
  const clock = fastClock(100);
  const signals = inventedSignals();
  const run = (...args: readonly string[]) =>
    runCommand(["start", ...args], server.baseUrl.href, credentials, clock, signals);
  return { run, sent, order, bodies, signals, asked };
}

function taskOf(run: Run, isOver: boolean) {
  const { id, sourceId, completionStatus, messages = [], attributes = {} } = run;
  const end = isOver ? { completed: 2, completionStatus, messages } : {};
  return {
    id,
    uniqueName: "Cloud Account Aggregation",
    created: Date.now() - 60_000,
    launcher: "ada",
    target: { id: sourceId, name: `${sourceId} [source]` },
    attributes,
    ...end,
  };
}
