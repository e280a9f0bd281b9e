import type { Context, Tracer } from "@opentelemetry/api";
import type { SpanTree } from "./span-tree.ts";

export type TraceApi = Pick<typeof import("@opentelemetry/api"), "trace" | "SpanStatusCode">;

/** Gives a span and those in it to the SDK, which exports them in batches. */
export function sendSpan(api: TraceApi, tracer: Tracer, tree: SpanTree, parent: Context): void {
  const { name, startAt, endAt, attributes, status, message, events, children } = tree;
  const span = tracer.startSpan(name, { startTime: startAt, attributes }, parent);
  for (const event of events) span.addEvent(event.name, event.attributes, event.at);
  if (status !== "unset") {
    const code = status === "ok" ? api.SpanStatusCode.OK : api.SpanStatusCode.ERROR;
    span.setStatus({ code, ...(message !== undefined && { message }) });
  } else if (message !== undefined) {
    span.setAttribute("aggwatch.message", message);
  }
  const inside = api.trace.setSpan(parent, span);
  for (const child of children) sendSpan(api, tracer, child, inside);
  span.end(endAt);
}
