import type { Started, StartWork } from "./start-work.ts";
import type { PlannedStart } from "./plan-starts.ts";
import { reportStarted } from "./report-started.ts";
import { sendStart } from "./send-start.ts";

/**
 * Starts those that are to be started at once, one after the other; each is reported as soon as it
 * runs. Where one fails, those that run and are not watched are named on stderr.
 */
export async function startAll(
  plans: readonly PlannedStart[],
  work: StartWork,
): Promise<readonly Started[]> {
  const { start, client, options, host } = work;
  const say = (line: string) => void host.stderr.write(`aggwatch: ${line}\n`);
  const all: Started[] = [];
  const add = (one: Started) => {
    all.push(one);
    if (!options.watch) reportStarted(one, undefined, work);
  };
  try {
    for (const plan of plans) {
      const { id: sourceId, name: label } = plan.source;
      if (plan.kind === "join") {
        add({ id: plan.running.id, label, sourceId, ranAlready: true });
      } else if (plan.kind === "start") {
        const { id } = await sendStart(client.api, plan.source, start, say);
        add({ id, label, sourceId, ranAlready: false });
      }
    }
    return all;
  } catch (error) {
    const started = all.filter(({ ranAlready }) => !ranAlready);
    if (options.watch && started.length > 0) {
      const names = started.map(({ label, id }) => `${label} (${id})`);
      say(`running, and not watched: ${names.join(", ")}`);
    }
    throw error;
  }
}
