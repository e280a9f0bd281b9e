import { families } from "../../metrics/families.ts";
import { mostAggregations } from "../../metrics/shown.ts";
import type { Block } from "../page.ts";

/** `aggwatch help metrics`. */
export const metrics: readonly Block[] = [
  "--metrics PORT serves metrics at http://127.0.0.1:PORT/metrics for as long as aggwatch runs; with " +
    "port 0 the system chooses one, which is printed on standard error. It listens on this computer " +
    "only, unless a host is given: --metrics 0.0.0.0:9464, --metrics [::1]:9464. There is no password: " +
    "open it to networks that may know the names of your sources. It needs the package prom-client: " +
    "npm install --global prom-client.",
  "aggwatch --follow --metrics 9464 --output quiet is an exporter that can run for months: an " +
    `aggregation leaves the metrics an hour after its end, and there are ${mostAggregations} at most. ` +
    "Beyond that those that ended first leave, then the newest; aggwatch_aggregations_omitted counts " +
    "them.",
  "With an endpoint in OTEL_EXPORTER_OTLP_ENDPOINT the same metrics are sent by OTLP, each aggregation " +
    "as a trace and each event as a log record. That needs npm install --global @opentelemetry/api " +
    "@opentelemetry/sdk-node.",
  Object.entries(families).map(([name, { help, labels }]) => [
    name,
    labels.length === 0 ? help : `${help} Labels: ${labels.join(", ")}.`,
  ]),
];
