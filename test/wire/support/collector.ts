import { gunzipSync } from "node:zlib";
import { onTestFinished } from "vitest";
import { createServer } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";

/** A span as OTLP/JSON has it. */
interface Span {
  readonly name: string;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly status: { readonly code?: number; readonly message?: string };
}

interface Received {
  readonly path: string;
  readonly type: string;
  readonly text: string;
}

/** What takes telemetry by OTLP over HTTP; the JSON of its definitions is read. */
export interface Collector {
  readonly url: string;
  readonly spans: () => readonly Span[];
  /** Of the events of logs, or of metrics. */
  readonly names: (kind: "logs" | "metrics") => readonly string[];
  /** The attributes of the resource that sends. */
  readonly resource: () => readonly unknown[];
  readonly paths: () => readonly string[];
  /** Each type of content once. */
  readonly types: () => readonly string[];
  /** All that came. */
  readonly text: () => string;
}

/** Listens until the end of the test. */
export async function startCollector(): Promise<Collector> {
  const all: Received[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks);
    const isZipped = request.headers["content-encoding"] === "gzip";
    const type = request.headers["content-type"] ?? "";
    const text = String(isZipped ? gunzipSync(body) : body);
    all.push({ path: request.url ?? "", type, text });
    response.setHeader("content-type", type);
    // An answer without a field says that all was taken.
    response.end(type === "application/json" ? "{}" : "");
  }).listen(0, "127.0.0.1");
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;

  /** What is under these keys, one inside the other, of all requests of a kind. */
  function within(kind: string, ...keys: readonly string[]): readonly unknown[] {
    const bodies = all
      .filter(({ path }) => path === `/v1/${kind}`)
      .map(({ text }): unknown => JSON.parse(text));
    return keys.reduce<readonly unknown[]>(
      (values, key) => values.flatMap((value) => Object(value)[key] ?? []),
      bodies,
    );
  }

  return {
    url: `http://127.0.0.1:${port}`,
    spans: () => within("traces", "resourceSpans", "scopeSpans", "spans") as readonly Span[],
    names: (kind) =>
      kind === "logs"
        ? within("logs", "resourceLogs", "scopeLogs", "logRecords").map((one) =>
            String(Object(one).eventName),
          )
        : within("metrics", "resourceMetrics", "scopeMetrics", "metrics").map((one) =>
            String(Object(one).name),
          ),
    resource: () => within("traces", "resourceSpans", "resource", "attributes"),
    paths: () => all.map(({ path }) => path),
    types: () => [...new Set(all.map(({ type }) => type))],
    text: () => all.map(({ text }) => text).join("\n"),
  };
}
