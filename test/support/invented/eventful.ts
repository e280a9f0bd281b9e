import {
  NotFoundError,
  RateLimitedError,
  RefusedError,
  TransientError,
} from "../../../src/api/http/errors.ts";
import { startPlainOutput } from "../../../src/output/plain.ts";
import type { Snapshot } from "../../../src/watch/model/snapshot.ts";
import type { TimedEvent } from "../../../src/watch/model/timed-event.ts";
import { watchSeveralTenants } from "../../../src/watch/several-tenants.ts";
import type { WatchRecording } from "../../../src/recording/recorder.ts";
import { createWatcher } from "../../../src/watch/watcher.ts";
import { accounts, answer, identities } from "./answers.ts";
import { inventedClock } from "./clock.ts";
import { passing, recording } from "./recording.ts";
import { inventedTenant, type Script } from "./tenant.ts";

/** Everything that can happen to ids, one way or another. */
const eventful: Script = {
  signIn: (times) => {
    if (times === 1) throw new TransientError("ENOTFOUND");
    return { accessToken: `token-${times}`, expiresInMs: 600_000 };
  },
  status: ({ id, at }, times) => {
    const date = Date.parse("2026-11-23T14:00:00Z") + Math.floor(at / 1000) * 1000;
    const dated = { start: date - at, answeredAt: date };
    if (id === "missing") throw new NotFoundError("", { requestId: "r-404", isFromService: true });
    if (id === "refused") throw new RefusedError(403, "not yours", { requestId: "r-403" });
    if (id === "faulty" && times % 4 === 2)
      throw new TransientError("HTTP 502", { requestId: "r-502", retryAfterMs: 3000 });
    if (times === 9 && id === "steady") throw new RateLimitedError(12_000, { requestId: "r-429" });
    if (times < 3) return answer("STARTED", {}, dated);
    // Nothing moves for some minutes in the middle, and the total grows.
    const done = Math.min(times, 12) + Math.max(0, times - 70);
    if (done >= 40) return answer("COMPLETED", accounts(2000, 2000), dated);
    const counters = { ...accounts(done * 50, times < 20 ? 1800 : 2000), ...identities(done, 40) };
    return answer("ACCOUNTS_COLLECTED", counters, dated);
  },
  task: (id, times) => {
    if (id === "missing") throw new NotFoundError("");
    if (times === 1) return { completionStatus: null };
    const messages = [{ type: "WARN", localizedText: { message: "3 accounts were ignored." } }];
    return { completionStatus: "WARNING", completed: 2, launched: 1, messages };
  },
};

const ids = ["steady", "faulty", "missing", "refused"].map((id) => ({
  id,
  label: id === "steady" ? "Workday HR" : undefined,
}));

/** What readers saw, in its order. */
export interface Seen {
  readonly snapshots: Snapshot[];
  readonly events: TimedEvent[];
  readonly lines: string[];
}

/** A whole watch, with a user who presses keys, and its recording. */
export async function eventfulRecording(
  stayedMs = 0,
  isStateDue = () => false,
  begun: (tape: WatchRecording) => void = () => undefined,
) {
  const clock = inventedClock();
  await clock.advance(1234);
  const tenant = inventedTenant(clock, eventful);
  const settings = { intervalMs: 5000, stallAfterMs: undefined };
  const watcher = createWatcher(ids, settings, { tenant, clock, random: () => 0.37 });
  const tape = recording(watcher, clock, "run-1", isStateDue);
  begun(tape);
  const seen: Seen = { snapshots: [], events: [], lines: [] };
  watcher.onInput(() => seen.snapshots.push(watcher.snapshot()));
  watcher.onEvent((event) => seen.events.push(event));
  const usuals = new Map();
  const close = startPlainOutput(watcher, clock, usuals, (line) => seen.lines.push(line));
  const over = watcher.run(new AbortController().signal);
  await clock.advance(20_000);
  watcher.focus("faulty");
  watcher.refresh("steady");
  watcher.add([
    { id: "added", label: "Okta" },
    { id: "dropped", label: undefined },
  ]);
  await clock.advance(10_001);
  watcher.interrupt();
  watcher.drop("dropped");
  watcher.pause(true);
  await clock.advance(7000);
  watcher.pause(false);
  await clock.advance(8000);
  watcher.add([{ id: "dropped", label: undefined }]);
  await clock.advance(10_000);
  watcher.endWait();
  await passing(clock, over);
  await close();
  await clock.advance(stayedMs);
  tape.left({ by: "ends", exitCode: 4 });
  return { ...seen, tape };
}
/** A watch of two tenants, and its recording. */
export async function severalTenantsRecording(_stayedMs = 0, isStateDue = () => false) {
  const clock = inventedClock();
  const settings = { intervalMs: 5000, stallAfterMs: undefined };
  const watcherOf = (tenantName: string, names: readonly string[]) =>
    createWatcher(
      names.map((id) => ({ id, label: undefined, tenant: tenantName })),
      settings,
      { tenant: inventedTenant(clock, eventful), tenantName, clock, random: () => 0.37 },
    );
  const parts = [watcherOf("acme", ["steady", "refused"]), watcherOf("beta", ["faulty"])] as const;
  const joined = watchSeveralTenants(
    parts,
    ["steady", "refused", "faulty"].map((id) => ({ id, label: undefined })),
  );
  const tape = recording(parts, clock, "run-1", isStateDue);
  const seen: Seen = { snapshots: [], events: [], lines: [] };
  for (const part of parts) part.onInput(() => seen.snapshots.push(joined.snapshot()));
  joined.onEvent((event) => seen.events.push(event));
  const over = joined.run(new AbortController().signal);
  await clock.advance(3000);
  joined.name("faulty", { label: "SAP ECC", sourceId: "2c918084660f45d6016617daa9210584" });
  joined.looked({ everyMs: 10_000, problem: "HTTP 502" });
  joined.looked({ everyMs: 10_000, problem: undefined });
  await passing(clock, over);
  tape.left({ by: "ends", exitCode: 4 });
  return { ...seen, tape };
}
