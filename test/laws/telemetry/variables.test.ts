import { describe, expect, test } from "vitest";
import { defaultVariables, wantedSignals } from "../../../src/telemetry/variables.ts";

describe("what is sent", () => {
  test.for([
    [{}, []],
    [{ OTEL_SERVICE_NAME: "x", OTEL_LOG_LEVEL: "debug" }, []],
    [{ OTEL_EXPORTER_OTLP_ENDPOINT: "" }, []],
    [{ OTEL_EXPORTER_OTLP_ENDPOINT: "http://c" }, ["TRACES", "METRICS", "LOGS"]],
    [{ OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: "http://c" }, ["TRACES"]],
    [{ OTEL_EXPORTER_OTLP_METRICS_ENDPOINT: "http://c" }, ["METRICS"]],
    [{ OTEL_LOGS_EXPORTER: "otlp" }, ["LOGS"]],
    [{ OTEL_TRACES_EXPORTER: "none" }, []],
    [
      { OTEL_EXPORTER_OTLP_ENDPOINT: "http://c", OTEL_LOGS_EXPORTER: "none" },
      ["TRACES", "METRICS"],
    ],
    [{ OTEL_EXPORTER_OTLP_ENDPOINT: "http://c", OTEL_SDK_DISABLED: "true" }, []],
    [
      { OTEL_EXPORTER_OTLP_ENDPOINT: "http://c", OTEL_SDK_DISABLED: "false" },
      ["TRACES", "METRICS", "LOGS"],
    ],
  ] as const)("by %j is %j", ([env, signals]) => {
    expect([...wantedSignals(env)]).toEqual(signals);
  });
});

describe("what the user has not said", () => {
  test("is a service of our name, without a command line, and no listening beyond this computer", () => {
    expect(defaultVariables({})).toEqual({
      OTEL_SERVICE_NAME: "aggwatch",
      OTEL_NODE_RESOURCE_DETECTORS: "env,host,os,serviceinstance",
      OTEL_EXPORTER_PROMETHEUS_HOST: "127.0.0.1",
    });
  });

  test("takes nothing from what the user has said", () => {
    const own = {
      OTEL_RESOURCE_ATTRIBUTES: "deployment.environment=prod, service.name=mine",
      OTEL_NODE_RESOURCE_DETECTORS: "all",
      OTEL_EXPORTER_PROMETHEUS_HOST: "0.0.0.0",
    };
    expect(defaultVariables(own)).toEqual({});
    expect(defaultVariables({ OTEL_SERVICE_NAME: "mine" })).not.toHaveProperty("OTEL_SERVICE_NAME");
  });
});
