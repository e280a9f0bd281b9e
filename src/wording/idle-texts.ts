import { type ListedTask, taskRunningMs } from "../api/endpoints/tasks.ts";
import { kindLooks } from "./kinds.ts";
import { countdown, duration } from "../text/duration.ts";

const mostNames = 10;

/**
 * `2 aggregations: Workday HR (started by jdoe, running 12m 03s), Okta (running 3m 10s)`
 *
 * @param sinceMs for how long they have been running since they were listed
 */
export function runningText(tasks: readonly ListedTask[], sinceMs = 0): string {
  const many = tasks.length === 1 ? "1 aggregation" : `${tasks.length} aggregations`;
  return `${many}: ${namesOf(tasks, (task) => runText(task, sinceMs))}`;
}

/** What has changed between two looks, and what runs now: `Okta ended; waiting for 1 aggregation: …` */
export function changeText(
  begun: readonly ListedTask[],
  ended: readonly ListedTask[],
  running: readonly ListedTask[],
): string {
  const changes = [
    namesOf(begun, ({ launcher, ...task }) => {
      return `${nameOf(task)} started${launcher === undefined ? "" : ` by ${launcher}`}`;
    }),
    namesOf(ended, (task) => `${nameOf(task)} ended`),
  ];
  const now = running.length === 0 ? "" : `; waiting for ${runningText(running)}`;
  return changes.filter(Boolean).join(", ") + now;
}

/** Nothing runs, and has to stay so for `leftMs`. */
export function untilIdleText(leftMs: number): string {
  return `nothing running; waiting ${countdown(leftMs)} for more to start`;
}

export function nowIdleText(idleMs: number): string {
  return idleMs === 0 ? "idle: nothing running" : `idle: nothing has run for ${duration(idleMs)}`;
}

function runText(task: ListedTask, sinceMs: number): string {
  const { launcher } = task;
  const ms = taskRunningMs(task);
  const details = [
    launcher === undefined ? "" : `started by ${launcher}`,
    ms === undefined ? "" : `running ${duration(ms + sinceMs)}`,
  ].filter(Boolean);
  return details.length === 0 ? nameOf(task) : `${nameOf(task)} (${details.join(", ")})`;
}

function nameOf({
  id,
  sourceName,
  kind = "account",
}: Pick<ListedTask, "id" | "sourceName" | "kind">): string {
  return `${sourceName ?? id}${kindLooks[kind].tails[0] ?? ""}`;
}

function namesOf(tasks: readonly ListedTask[], text: (task: ListedTask) => string): string {
  const names = tasks.slice(0, mostNames).map(text);
  const more = tasks.length - names.length;
  return `${names.join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}
