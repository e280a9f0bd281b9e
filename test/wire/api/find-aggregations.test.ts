import { describe, expect, test } from "vitest";
import type { ApiVersion } from "../../../src/api/http/paths.ts";
import { createRecentFinder } from "../../../src/api/endpoints/recent-aggregations.ts";
import { createRunningFinder } from "../../../src/api/endpoints/running-aggregations.ts";
import { taskById } from "../../../src/api/endpoints/tasks.ts";
import { apiOf, meant, serviceError } from "../support/scripted-api.ts";
import { type Act, serve } from "../support/scripted-server.ts";

const ofType = 'type eq "CLOUD_ACCOUNT_AGGREGATION"';
const unsupported = { status: 400, body: serviceError("Unsupported Task Definition type") };
const gone = { status: 404, body: '{"error":"Not Found"}' };

/** An account aggregation of source `s1` that is running. */
function running(id: string, second = 0) {
  const created = Date.parse("2026-11-23T14:00:00Z") + second * 1000;
  const target = { id: "s1", type: "APPLICATION", name: "Active Directory [source]" };
  return { id, type: "QUARTZ", uniqueName: "Cloud Account Aggregation 7", created, target };
}

function over(id: string, second = 0) {
  return { ...running(id, second), completed: 1, completionStatus: "SUCCESS" };
}

const entitlements = { ...running("e"), uniqueName: "Cloud Group Aggregation" };

function body(...tasks: readonly object[]): Act {
  return { body: JSON.stringify(tasks) };
}

/** A tenant that is asked in `version`, and answers a list by its path and filter. */
async function asked(version: ApiVersion, answer: (path: string, filter: string) => Act) {
  const server = await serve(({ url }) => {
    const { path, query } = meant(url);
    return answer(path, query["filters"] ?? "");
  });
  const requests = () =>
    server.requests.map(({ url }) => {
      const { path, query } = meant(url);
      return [path, query["filters"]];
    });
  return { api: apiOf(server, version), requests, server };
}

async function idsOf(tasks: Promise<readonly { readonly id: string }[]>) {
  return (await tasks).map(({ id }) => id);
}

describe("what runs now", () => {
  test.for(["v2025", "v2026", "v1"] as const)(
    "is one request of a list with a filter, in %s",
    async (version) => {
      const { api, requests, server } = await asked(version, () => body(running("a")));
      expect(await idsOf(createRunningFinder(api)())).toEqual(["a"]);
      const list = version === "v1" ? "/task-status/v1" : `/${version}/task-status`;
      expect(requests()).toEqual([[list, `${ofType} and completionStatus isnull`]]);
      expect(meant(server.requests[0]?.url ?? "").query).toMatchObject({
        sorters: "-created",
        limit: "250",
        offset: "0",
      });
    },
  );

  test.for(["beta", "v2024"] as const)(
    "is one request of the pending tasks, without a filter, in %s",
    async (version) => {
      const { api, requests } = await asked(version, () => body(running("a"), entitlements));
      expect(await idsOf(createRunningFinder(api)())).toEqual(["a"]);
      expect(requests()).toEqual([[`/${version}/task-status/pending-tasks`, undefined]]);
    },
  );

  test("is nothing where the pending tasks are answered with 204", async () => {
    const { api } = await asked("v2024", () => ({ status: 204, headers: {} }));
    expect(await createRunningFinder(api)()).toEqual([]);
  });

  test("is what the tenant lists of that type, by whatever name but another kind's", async () => {
    const { api } = await asked("v2025", () =>
      body(entitlements, running("a"), { id: "n" }, { id: "o", uniqueName: "Nightly load of HR" }),
    );
    expect(await idsOf(createRunningFinder(api)())).toEqual(["a", "n", "o"]);
  });

  test("is told from either name where no type was asked for: every task has the same", async () => {
    const definedAs = (uniqueName: string) => ({ taskDefinitionSummary: { uniqueName } });
    const { api } = await asked("v2024", () =>
      body(
        entitlements,
        running("a"),
        { id: "n" },
        { id: "o", uniqueName: "Nightly load of HR", ...definedAs("Cloud Account Aggregation") },
        { id: "g", uniqueName: "Nightly groups of HR", ...definedAs("Cloud Group Aggregation") },
      ),
    );
    expect(await idsOf(createRunningFinder(api)())).toEqual(["a", "o"]);
  });

  test("is not what is over, and is what has no outcome yet", async () => {
    const { api } = await asked("v2025", () =>
      body(over("o"), { ...running("c"), completed: 1, completionStatus: null }),
    );
    expect(await idsOf(createRunningFinder(api)())).toEqual(["c"]);
  });

  test("is filtered here where the type is refused, which is not asked for again", async () => {
    const { api, requests } = await asked("v2025", (_path, filter) =>
      filter.includes("type") ? unsupported : body(entitlements, running("a")),
    );
    const find = createRunningFinder(api);
    expect([await idsOf(find()), await idsOf(find())]).toEqual([["a"], ["a"]]);
    expect(requests().map(([, filter]) => filter)).toEqual([
      `${ofType} and completionStatus isnull`,
      "completionStatus isnull",
      "completionStatus isnull",
    ]);
  });

  test("is in the pending tasks where no filter is served", async () => {
    const { api, requests } = await asked("v2025", (_path, filter) =>
      filter === "" ? body(running("a")) : unsupported,
    );
    expect(await idsOf(createRunningFinder(api)())).toEqual(["a"]);
    expect(requests().at(-1)).toEqual(["/v2025/task-status/pending-tasks", undefined]);
  });

  test.for([
    ["v2024", "/v2024/task-status"],
    ["v2026", "/v2026/task-status"],
  ] as const)(
    "is among the newest tasks where %s has neither filters nor pending tasks",
    async ([version, list]) => {
      const { api, requests } = await asked(version, (path, filter) => {
        if (path.endsWith("/pending-tasks")) return gone;
        return filter === "" ? body(over("o"), running("a")) : unsupported;
      });
      expect(await idsOf(createRunningFinder(api)())).toEqual(["a"]);
      expect(requests().at(-1)).toEqual([list, undefined]);
    },
  );

  test("is read page by page", async () => {
    const tasks = Array.from({ length: 1000 }, (_, index) => running(`t${index}`));
    const server = await serve(({ url }) => {
      const [offset = 0, limit = 0] = [meant(url).query["offset"], meant(url).query["limit"]].map(
        Number,
      );
      return body(...tasks.slice(offset, offset + limit));
    });
    expect(await createRunningFinder(apiOf(server, "v1"))()).toHaveLength(1000);
    expect(server.requests.map(({ url }) => meant(url).query["offset"])).toEqual([
      "0",
      "250",
      "500",
      "750",
      "1000",
    ]);
  });

  test("cannot be asked without the right to, and then nothing else is tried", async () => {
    const { api, requests } = await asked("v2025", () => ({ status: 403 }));
    await expect(createRunningFinder(api)()).rejects.toMatchObject({ status: 403 });
    expect(requests()).toHaveLength(1);
  });

  test("cannot be read from something that is no list", async () => {
    const { api } = await asked("v2025", () => ({ body: '{"tasks":[]}' }));
    await expect(createRunningFinder(api)()).rejects.toMatchObject({
      message: "answer unreadable",
    });
  });
});

describe("a source's aggregations", () => {
  test("are asked for by the source, and never by the target, which is answered with 500", async () => {
    const { api, requests } = await asked("v2025", () => body(over("a", 1), running("b", 2)));
    expect(await idsOf(createRecentFinder(api, 's"1', 10)())).toEqual([]);
    expect(requests()).toEqual([
      ["/v2025/task-status", String.raw`sourceId eq "s\"1" and ${ofType}`],
    ]);
  });

  test("are sorted here, newest first", async () => {
    const { api } = await asked("v1", () => body(over("a", 1), running("b", 2)));
    expect(await idsOf(createRecentFinder(api, "s1", 10)())).toEqual(["b", "a"]);
  });

  test("are filtered here where no filter is served", async () => {
    const elsewhere = { ...over("x"), target: { id: "s2" } };
    const { api, requests } = await asked("v1", (_path, filter) =>
      filter === "" ? body(elsewhere, entitlements, over("a")) : unsupported,
    );
    expect(await idsOf(createRecentFinder(api, "s1", 10)())).toEqual(["a"]);
    expect(requests().map(([, filter]) => filter)).toEqual([
      `sourceId eq "s1" and ${ofType}`,
      'sourceId eq "s1"',
      undefined,
    ]);
  });

  test("are in two lists where the version keeps those that run apart, and no id is told twice", async () => {
    const { api } = await asked("v2024", (path) =>
      path.endsWith("/pending-tasks")
        ? body(running("b", 3), running("c", 4))
        : body(over("a", 1), over("b", 3)),
    );
    const tasks = await createRecentFinder(api, "s1", 10)();
    expect(tasks.map(({ id, completionStatus }) => [id, completionStatus])).toEqual([
      ["c", undefined],
      // The list was asked later, so it knows better.
      ["b", "SUCCESS"],
      ["a", "SUCCESS"],
    ]);
  });

  test("of all sources are looked back for no further than wanted", async () => {
    const { api, requests } = await asked("v1", () =>
      body(...Array.from({ length: 250 }, (_, index) => over(`t${index}`))),
    );
    expect(await createRecentFinder(api, undefined, 300)()).toHaveLength(250);
    expect(requests()).toEqual([
      ["/task-status/v1", ofType],
      ["/task-status/v1", ofType],
    ]);
  });
});

describe("a task", () => {
  test("is one GET by its id", async () => {
    const server = await serve(() => ({ body: JSON.stringify(over("a/b")) }));
    expect(await taskById(apiOf(server, "v1"), "a/b")).toMatchObject({ id: "a/b" });
    expect(server.requests.map(({ method, url }) => [method, url])).toEqual([
      ["GET", "/task-status/v1/a%2Fb"],
    ]);
  });

  test("that cannot be read may be readable later", async () => {
    const server = await serve(() => ({ body: "<html>" }));
    await expect(taskById(apiOf(server), "a")).rejects.toMatchObject({
      name: "TransientError",
      message: "not an answer of the API: an HTML page",
    });
  });
});
