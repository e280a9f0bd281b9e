import type { ListedTask } from "../../api/endpoints/tasks.ts";
import type { Host } from "../../process/host.ts";
import { lineWriter } from "../../process/line-writer.ts";
import { runningText } from "../../wording/idle-texts.ts";
import type { IdleListener, IdleLook } from "../lookup/wait-until-idle.ts";

export interface IdleReportOptions {
  readonly output: "plain" | "ndjson" | "quiet";
  /** How often what still runs is said; milliseconds, 0 for never. */
  readonly heartbeat?: number;
}

export interface IdleReport extends IdleListener {
  readonly idle: (idleMs: number) => void;
  /** What was still running at the last look, if anything, and for how long by now. */
  readonly left: () => string | undefined;
}

/** The lines of one form, each without its end. */
export interface IdleForm {
  readonly heartbeatMs: number;
  readonly first: (running: readonly ListedTask[]) => string;
  readonly changed: (look: IdleLook) => string | undefined;
  readonly still: (running: readonly ListedTask[]) => string;
  readonly quiet: (leftMs: number) => string;
  readonly idle: (idleMs: number) => string;
}

/** Tells on stdout how a wait for the end of all runs goes; what goes wrong is said on stderr. */
export async function openIdleReport(
  tenant: string,
  { output, heartbeat }: IdleReportOptions,
  host: Pick<Host, "stdout" | "stderr" | "clock">,
): Promise<IdleReport> {
  const { clock, stderr } = host;
  const form =
    output === "ndjson"
      ? (await import("./idle-json.ts")).jsonForm(tenant, clock)
      : (await import("./idle-lines.ts")).plainForm(tenant, clock);
  const heartbeatMs = heartbeat ?? form.heartbeatMs;
  const write = output === "quiet" ? () => undefined : lineWriter(host);
  let saidAt: number | undefined;
  let last: readonly ListedTask[] = [];
  let lookedAt = 0;

  function say(line: string | undefined): void {
    if (line !== undefined) write(line);
    saidAt = clock.elapsed();
  }

  return {
    looked(look) {
      const { running, begun, ended } = look;
      last = running;
      lookedAt = clock.elapsed();
      if (saidAt === undefined) return running.length > 0 ? say(form.first(running)) : undefined;
      if (begun.length + ended.length > 0) return say(form.changed(look));
      const isDue = heartbeatMs > 0 && clock.elapsed() - saidAt >= heartbeatMs;
      if (isDue && running.length > 0) say(form.still(running));
    },
    quiet: (leftMs) => say(form.quiet(leftMs)),
    unread: (reason) =>
      void stderr.write(`aggwatch: the tasks cannot be read (${reason}); trying again\n`),
    idle: (idleMs) => say(form.idle(idleMs)),
    left() {
      if (last.length === 0) return undefined;
      return `still running: ${runningText(last, clock.elapsed() - lookedAt)}`;
    },
  };
}
