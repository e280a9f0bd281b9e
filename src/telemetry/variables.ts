import type { Environment } from "../system/environment.ts";

/** The kinds of telemetry, as the variables of the SDK spell them. */
const signals = ["TRACES", "METRICS", "LOGS"] as const;

export type Signal = (typeof signals)[number];

/**
 * The kinds that the SDK's own variables ask for: an endpoint for all or for that kind, or an
 * exporter. Without either, a kind is not sent, not even to the default endpoint.
 */
export function wantedSignals(env: Environment): ReadonlySet<Signal> {
  if (/^true$/i.test(env["OTEL_SDK_DISABLED"]?.trim() ?? "")) return new Set();
  return new Set(
    signals.filter((signal) => {
      const exporter = env[`OTEL_${signal}_EXPORTER`]?.trim() ?? "";
      if (exporter === "none") return false;
      const endpoint =
        env[`OTEL_EXPORTER_OTLP_${signal}_ENDPOINT`] || env["OTEL_EXPORTER_OTLP_ENDPOINT"];
      return exporter !== "" || (endpoint ?? "") !== "";
    }),
  );
}

/**
 * What the SDK takes where the user says nothing else: the service is called aggwatch, its command
 * line stays here, and an exporter for Prometheus listens on this computer only.
 */
export function defaultVariables(env: Environment): Readonly<Record<string, string>> {
  const isNamed = /(?:^|,)\s*service\.name\s*=/.test(env["OTEL_RESOURCE_ATTRIBUTES"] ?? "");
  const all = {
    ...(!isNamed && { OTEL_SERVICE_NAME: "aggwatch" }),
    OTEL_NODE_RESOURCE_DETECTORS: "env,host,os,serviceinstance",
    OTEL_EXPORTER_PROMETHEUS_HOST: "127.0.0.1",
  };
  return Object.fromEntries(Object.entries(all).filter(([name]) => !env[name]));
}
