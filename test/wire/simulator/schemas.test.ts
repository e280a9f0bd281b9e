import { readFileSync } from "node:fs";
import { setImmediate as turn } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { apiVersions, pathsOf, type ApiVersion } from "../../../src/api/http/paths.ts";
import { scenarioNames } from "../../../src/simulator/scenarios/scenarios.ts";
import { readSchemas } from "../../support/schemas.ts";
import { grantOf, rig } from "../support/simulator-support.ts";

const objections = readSchemas();

/** Their point is to be no valid answers, for a while. */
const malformed = new Set(["empty-body", "truncated", "fault-502", "reset"]);

type Endpoint = "status" | "task" | "tasks" | "pending" | "sources" | "source" | "start";

interface Question {
  readonly endpoint: Endpoint;
  readonly path: string;
  readonly init?: RequestInit;
  /** Whether an answer that is none is what the scenario is about. */
  readonly mayBeMalformed?: boolean;
}

/** What an answer has to be valid by. */
function schemaFor(endpoint: Endpoint, version: ApiVersion, status: number): string {
  if (status === 401) return "gateway-error";
  if (status === 429) return "rate-limit";
  const isNewer = version !== "beta" && version !== "v2024";
  if (status === 400 && endpoint === "status" && isNewer) return "gateway-error";
  if (status >= 400) return "error-response-dto";
  switch (endpoint) {
    case "status":
      return version === "beta" ? "aggregation-status-beta" : "aggregation-status";
    case "task":
      return "task-status";
    case "tasks":
    case "pending":
      return "task-status-list";
    case "sources":
      return "source-list";
    case "source":
      return "source";
    case "start":
      return "load-accounts";
  }
}

function startForm(): FormData {
  const form = new FormData();
  form.append("disableOptimization", "true");
  return form;
}

/** Asks a tenant that plays everything about everything, at several moments of its life. */
async function everyAnswer(version: ApiVersion) {
  const { simulator, clock, ask, signIn } = await rig(...scenarioNames);
  const paths = pathsOf(version);
  const kinds = new Set<string>();
  const faults: string[] = [];
  let isMalformed = 0;

  async function question({ endpoint, path, init, mayBeMalformed = false }: Question) {
    const answered = new AbortController();
    const pending = ask(`/${path}`, init)
      .catch(() => undefined)
      .finally(() => answered.abort());
    while (!answered.signal.aborted) {
      // Answers that come late come as soon as their time has passed.
      await (clock.sleepers() > 0 ? clock.advance(12_000) : turn());
    }
    const response = await pending;
    const text = (await response?.text()) ?? "";
    kinds.add(`${endpoint} ${response?.status ?? "reset"}`);
    if (response?.status === 401) await signIn();
    if (response?.status === 204) {
      if (text !== "") faults.push(`${path}: 204 with a body`);
      return;
    }
    const schema = schemaFor(endpoint, version, response?.status ?? 0);
    const objection = objectionTo(schema, text);
    if (objection === "") return;
    isMalformed += 1;
    if (!mayBeMalformed) faults.push(`${path} ${response?.status ?? "reset"}: ${objection}`);
  }

  const listed = await ask("/v2024/sources?filters=name%20in%20(%22Contractors%22,%22Okta%22)");
  const sources = (await listed.json()) as readonly { readonly id: string }[];
  const questions: readonly Question[] = [
    ...simulator.aggregations.flatMap(({ id, scenario }) => [
      {
        endpoint: "status" as const,
        path: paths.aggregationStatus(id),
        mayBeMalformed: malformed.has(scenario),
      },
      { endpoint: "task" as const, path: paths.task(id) },
    ]),
    { endpoint: "tasks", path: `${paths.tasks}?limit=250&count=true` },
    { endpoint: "tasks", path: `${paths.tasks}?limit=251` },
    { endpoint: "tasks", path: `${paths.tasks}?filters=target.id%20eq%20%22x%22` },
    { endpoint: "sources", path: `${paths.sources}?limit=250` },
    ...(paths.pendingTasks === undefined
      ? []
      : [{ endpoint: "pending" as const, path: paths.pendingTasks }]),
    ...sources.flatMap(({ id }) => [
      { endpoint: "source" as const, path: `${paths.sources}/${id}` },
      {
        endpoint: "start" as const,
        path: paths.loadAccounts(id),
        init: { method: "POST", body: startForm() },
      },
    ]),
  ];
  for (const passedMs of [0, 80_000, 80_000, 300_000, 600_000, 7_200_000]) {
    // Moments follow one another, and so do questions: the limiter counts them.
    await clock.advance(passedMs);
    for (const [index, one] of questions.entries()) {
      if (index % 50 === 0) await clock.advance(10_000);
      await question(one);
    }
  }
  return { kinds, faults, isMalformed };
}

function objectionTo(schema: string, text: string): string {
  try {
    return objections(schema, JSON.parse(text));
  } catch {
    return "no JSON";
  }
}

describe("every answer is valid by its schema", () => {
  test.each(apiVersions)("in %s, but for those that are to be none", async (version) => {
    const { kinds, faults, isMalformed } = await everyAnswer(version);
    expect(faults).toEqual([]);
    expect(isMalformed).toBeGreaterThan(0);
    const expected = [
      ...[200, 400, 401, 403, 404, 429, 500, 502, 503].map((status) => `status ${status}`),
      ...[200, 403, 404].map((status) => `task ${status}`),
      ...[200, 400, 500].map((status) => `tasks ${status}`),
      "sources 200",
      "source 200",
      "start 202",
      "start 400",
      ...(pathsOf(version).pendingTasks === undefined ? [] : ["pending 200"]),
    ];
    expect([...kinds]).toEqual(expect.arrayContaining(expected));
  });

  test("of the token endpoint", async () => {
    const { simulator } = await rig("short-token");
    const answered = async (form: Readonly<Record<string, string>>) => {
      const init = { method: "POST", body: new URLSearchParams(form) };
      const response = await fetch(`${simulator.baseUrl}/oauth/token`, init);
      return response.json();
    };
    for (const client of Object.values(simulator.clients)) {
      expect(objections("token", await answered(grantOf(client)))).toBe("");
    }
    expect(objections("sign-in-error", await answered({}))).toBe("");
    const wrong = { ...grantOf(simulator), grant_type: "password" };
    expect(objections("sign-in-error", await answered(wrong))).toBe("");
  });

  test("of a gateway that does not know the path", async () => {
    const { ask } = await rig();
    expect(objections("gateway-error", await (await ask("/v3/sources")).json())).toBe("");
  });
});

describe("the schemas", () => {
  test.each([
    ["load-accounts", "load-accounts-202.real-2021-01.json"],
    ["load-accounts", "load-accounts-202.real-2024-05.json"],
    ["error-response-dto", "load-accounts-400.real-2024-09.json"],
  ])("%s takes the real answer %s", (schema, name) => {
    const text = readFileSync(new URL(`../../samples/${name}`, import.meta.url), "utf8");
    expect(objections(schema, JSON.parse(text))).toBe("");
  });

  test.each([
    ["aggregation-status", { start: null, status: "STARTED" }],
    ["aggregation-status", { start: "2026-11-23T14:00:00.000Z", status: "COMPLETED" }],
    ["aggregation-status", { start: "2026-11-23T14:00:00.000Z", status: "STARTED", more: 1 }],
    ["aggregation-status-beta", { start: "2026-11-23T14:00:00.000Z", status: "NOT_FOUND" }],
    ["task-status-list", [{}]],
    ["load-accounts", { success: true, task: { id: "f".repeat(32) } }],
    ["error-response-dto", { error: "x" }],
    ["gateway-error", { detailCode: "404", messages: [] }],
    ["rate-limit", { message: "Rate Limit Exceeded" }],
    ["token", { access_token: "opaque", token_type: "bearer", expires_in: 749 }],
  ])("%s does not take %j", (schema, value) => {
    expect(objections(schema, value)).not.toBe("");
  });
});
