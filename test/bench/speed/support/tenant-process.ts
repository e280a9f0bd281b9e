/*
 * A tenant with as many aggregations as wanted, as a process of its own, so that what it costs is not
 * counted for the program that polls it. Its options are the first argument, as JSON; it says its
 * port to its parent, and at any message which requests it has seen.
 */
import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { type Arrivals, admit } from "../../../../src/simulator/gateway/limiter.ts";
import { statusBody } from "../../../../src/simulator/services/status-body.ts";
import { taskBody } from "../../../../src/simulator/services/task-body.ts";
import type { SeenRequest, TenantOptions } from "./bench-tenant.ts";
import { idOf, indexOf, sourceOf } from "./ids.ts";
import { stepAt } from "./progress.ts";

const { ids, pace, pendingTasks = 0 } = JSON.parse(process.argv[2] ?? "") as TenantOptions;
const startMs = Date.now() - 30 * 60_000;
const firstMs = Date.now();
const requests: SeenRequest[] = [];
let arrivals: Arrivals = [];

const server = createServer({ keepAliveTimeout: 75_000 }, (request, response) => {
  const { pathname, searchParams } = new URL(request.url ?? "", "http://tenant");
  request.resume();
  if (pathname === "/oauth/token") {
    return send(response, 200, { access_token: "token", token_type: "Bearer", expires_in: 43_200 });
  }
  const admission = admit(arrivals, performance.now());
  arrivals = admission.arrivals;
  const isRefused = admission.retryAfterS !== undefined;
  requests.push({ path: pathname, atMs: Date.now(), isRefused });
  if (isRefused) return send(response, 429, {}, { "Retry-After": `${admission.retryAfterS}` });
  const [, , service = "", id = "", part] = pathname.split("/");
  if (part === "status") return send(response, 200, status(id));
  if (service !== "task-status") return send(response, 404, {});
  const offset = Number(searchParams.get("offset"));
  const limit = Math.min(250, Number(searchParams.get("limit") ?? 250));
  if (id === "pending-tasks" || id === "") return send(response, 200, tasks(offset, limit));
  return send(response, 200, task(indexOf(id), pace === "ended"));
});

function status(id: string): object {
  const step = stepAt(indexOf(id), { ids, pace }, (Date.now() - firstMs) / 1000);
  return statusBody(step, { startMs, unknownCounters: "absent", fourFields: false });
}

function tasks(offset: number, limit: number): readonly object[] {
  const count = Math.max(0, Math.min(limit, pendingTasks - offset));
  return Array.from({ length: count }, (_, index) => task(offset + index, false));
}

function task(index: number, isOver: boolean): object {
  return taskBody({
    id: idOf(index),
    type: "CLOUD_ACCOUNT_AGGREGATION",
    uniqueName: "Cloud Account Aggregation",
    sourceId: idOf(500_000 + index),
    sourceName: sourceOf(index),
    startMs,
    completedMs: isOver ? firstMs : undefined,
    completionStatus: isOver ? "SUCCESS" : undefined,
    messages: [],
    percentComplete: isOver ? 100 : 0,
    isOptimized: true,
  });
}

function send(
  response: ServerResponse,
  code: number,
  body: object,
  headers: Readonly<Record<string, string>> = {},
): void {
  // Node's own `Date` is not that of a process whose time runs faster.
  response.sendDate = false;
  const date = new Date().toUTCString();
  response.writeHead(code, { "Content-Type": "application/json", Date: date, ...headers });
  response.end(JSON.stringify(body));
}

server.listen(0, "127.0.0.1");
await once(server, "listening");
process.on("message", () => process.send?.(requests));
process.on("disconnect", () => process.exit());
process.send?.((server.address() as AddressInfo).port);
