import { createMetrics } from "../../metrics/metrics.ts";
import type { Host } from "../../process/host.ts";
import { loadOptional } from "../../system/optional-package.ts";
import { reportSamples } from "../../telemetry/instruments.ts";
import { logRecordOf } from "../../telemetry/log-record.ts";
import { sendSpan } from "../../telemetry/send-span.ts";
import { createTroubleTeller } from "../../telemetry/trouble.ts";
import { followSpans } from "../../telemetry/traces.ts";
import { defaultVariables, type Signal } from "../../telemetry/variables.ts";
import { clientOf } from "../../watch/model/snapshot.ts";
import { tenantName } from "../../wording/watch-name.ts";
import type { Observing } from "./open-metrics.ts";

const packages = ["@opentelemetry/api", "@opentelemetry/sdk-node"];
const scope = "aggwatch";
/** Of one instrument; the SDK's own 2,000 are fewer than the metrics may have. */
const mostSeries = 20_000;
/** What OTEL_LOG_LEVEL may say. */
const logLevels = ["NONE", "ERROR", "WARN", "INFO", "DEBUG", "VERBOSE", "ALL"] as const;

/**
 * Sends telemetry by the OpenTelemetry SDK, as its variables say. These are often set for all programs
 * of a machine, so what keeps it from being sent is said on stderr, and ends nothing.
 */
export async function openTelemetry(
  signals: ReadonlySet<Signal>,
  host: Host,
): Promise<Observing | undefined> {
  const { stderr } = host;
  const say = createTroubleTeller((line) => void stderr.write(`aggwatch: ${line}\n`));
  try {
    return await opened(signals, host, say);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    say(error.message);
    return undefined;
  }
}

async function opened(
  signals: ReadonlySet<Signal>,
  { env, version, lastWrites, lifetime }: Host,
  say: (problem: string) => void,
): Promise<Observing> {
  const [api, { NodeSDK }] = await loadOptional(
    () => Promise.all([import("@opentelemetry/api"), import("@opentelemetry/sdk-node")]),
    "an OTEL_… variable is set, and OpenTelemetry",
    packages,
  );
  const { diag, DiagLogLevel, logs, metrics: meters, propagation, ROOT_CONTEXT, trace } = api;
  // The SDK reads the variables of the process, and would log to standard output.
  const level = env["OTEL_LOG_LEVEL"]?.toUpperCase() ?? "";
  delete process.env["OTEL_LOG_LEVEL"];
  Object.assign(process.env, defaultVariables(env));
  const logger = { error: say, warn: say, info: say, debug: say, verbose: say };
  const logLevel = logLevels.find((name) => name === level) ?? "WARN";
  diag.setLogger(logger, { logLevel: DiagLogLevel[logLevel] });
  const sdk = new NodeSDK({
    ...(!signals.has("TRACES") && { spanProcessors: [] }),
    ...(!signals.has("METRICS") && { metricReaders: [] }),
    ...(!signals.has("LOGS") && { logRecordProcessors: [] }),
    views: [{ instrumentName: "*", aggregationCardinalityLimit: mostSeries }],
  });
  sdk.start();
  const flush = () => sdk.shutdown().catch((error: unknown) => say(String(error)));
  // A pipeline that is traced itself hands its span on.
  const carrier = {
    traceparent: env["TRACEPARENT"],
    tracestate: env["TRACESTATE"],
    baggage: env["BAGGAGE"],
  };
  const parent = propagation.extract(ROOT_CONTEXT, carrier);
  const tracer = trace.getTracer(scope, version);
  const log = logs.getLogger(scope, version);
  const metrics = createMetrics({ version, node: process.version });
  reportSamples(meters.getMeter(scope, version), metrics.samples);

  return {
    observer: {
      follows: metrics.follows,
      watches(feed, clock) {
        const stops = [
          metrics.watches(feed, clock),
          followSpans(feed, clock, (tree) => sendSpan(api, tracer, tree, parent)),
          feed.onEvent((event) => {
            const snapshot = feed.snapshot();
            const { host } = event.watch ? clientOf(snapshot, event.watch) : snapshot.clients[0];
            const record = logRecordOf(event, tenantName(host));
            if (record) log.emit(record);
          }),
        ];
        return () => {
          for (const stop of stops) stop();
        };
      },
    },
    async close() {
      await lastWrites.wait("the telemetry", flush, lifetime.signal);
    },
  };
}
