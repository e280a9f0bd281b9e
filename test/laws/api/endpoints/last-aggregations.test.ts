import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { lastAggregations } from "../../../../src/api/endpoints/last-aggregations.ts";
import { isOver } from "../../../../src/api/endpoints/task-status.ts";
import type { Api } from "../../../../src/api/http/api.ts";
import { RefusedError } from "../../../../src/api/http/errors.ts";
import type { ApiVersion } from "../../../../src/api/http/paths.ts";
import { holds, readFilter } from "../../../../src/simulator/services/list-filter.ts";

/** A task of a tenant: `age` is how many seconds before noon it was created. */
interface Kept {
  readonly sourceId: string;
  readonly age: number;
  readonly isRunning?: boolean;
  readonly isOfGroups?: boolean;
}

const noon = Date.parse("2026-11-23T12:00:00Z");

function body({ sourceId, age, isRunning = false, isOfGroups = false }: Kept) {
  const created = noon - age * 1000;
  return {
    id: `${sourceId} ${age}`,
    uniqueName: `Cloud ${isOfGroups ? "Group" : "Account"} Aggregation`,
    target: { id: sourceId },
    created,
    ...(!isRunning && { completed: created + 500, completionStatus: "SUCCESS" }),
  };
}

/** A tenant with these tasks, which may refuse filters by a field. */
function tenantOf(
  tasks: readonly Kept[],
  traits: { readonly version?: ApiVersion; readonly refused?: readonly string[] } = {},
) {
  const { version = "v2025", refused = [] } = traits;
  const requests: string[] = [];
  const newest = tasks.toSorted((one, other) => one.age - other.age);
  const api: Api = {
    version,
    async ask({ path, query = {} }) {
      requests.push(query["filters"] ?? "");
      const conditions = readFilter(query["filters"] ?? "") ?? [];
      if (conditions.some(({ field }) => refused.includes(field))) throw new RefusedError(400, "");
      const isPending = path.endsWith("pending-tasks");
      const found = newest
        .filter((task) => version !== "v2024" || (task.isRunning ?? false) === isPending)
        .filter((task) =>
          conditions.every((one) => {
            const type = task.isOfGroups ? "CLOUD_GROUP_AGGREGATION" : "CLOUD_ACCOUNT_AGGREGATION";
            return holds(one, one.field === "type" ? type : task.sourceId);
          }),
        );
      const offset = Number(query["offset"]);
      const page = found.slice(offset, offset + Number(query["limit"])).map(body);
      return { status: 200, headers: new Headers(), body: JSON.stringify(page), receivedAt: noon };
    },
  };
  return { api, requests };
}

const many = (sourceId: string, count: number, from = 0): readonly Kept[] =>
  Array.from({ length: count }, (_, index) => ({ sourceId, age: from + index }));

describe("the last aggregation of each source", () => {
  test("is one request where the newest page has them all", async () => {
    const { api, requests } = tenantOf([...many("a", 200), ...many("b", 1, 900)]);
    const { tasks, unseenSince } = await lastAggregations(api, ["a", "b"]);
    expect(requests).toEqual(['type eq "CLOUD_ACCOUNT_AGGREGATION"']);
    expect(tasks[0]?.id).toBe("a 0");
    expect(tasks.some(({ id }) => id === "b 900")).toBe(true);
    expect([...unseenSince]).toEqual([]);
  });

  test("of a source that is in none of 2,000 is asked for with up to 49 others at once", async () => {
    const rare = Array.from({ length: 60 }, (_, index) => `r${index}`);
    const { api, requests } = tenantOf([
      ...many("a", 3000),
      ...rare.slice(0, 55).map((sourceId, index) => ({ sourceId, age: 5000 + index })),
    ]);
    const { tasks, unseenSince } = await lastAggregations(api, ["a", ...rare]);
    expect(requests).toHaveLength(8 + 2);
    expect(requests[8]).toMatch(/^sourceId in \("r0", (?:"r\d+", ){48}"r49"\) and type eq /);
    expect(requests[9]).toMatch(/^sourceId in \("r50", /);
    const found = new Set(tasks.map(({ sourceId }) => sourceId));
    expect(rare.filter((id) => found.has(id))).toEqual(rare.slice(0, 55));
    // The others have none, however far back.
    expect([...unseenSince]).toEqual([]);
  });

  test("is not seen since the oldest task read, where a tenant refuses to list some sources", async () => {
    const { api } = tenantOf(many("a", 3000), { refused: ["sourceId"] });
    const { unseenSince } = await lastAggregations(api, ["a", "rare"]);
    expect([...unseenSince]).toEqual([["rare", noon - 1999 * 1000]]);
  });

  test("of a tenant that refuses the type is found among all its tasks", async () => {
    const group = (age: number) => ({ sourceId: "a", age, isOfGroups: true });
    const groups = Array.from({ length: 300 }, (_, age) => group(age));
    const { api } = tenantOf([...groups, ...many("a", 1, 400)], { refused: ["type"] });
    const { tasks } = await lastAggregations(api, ["a"]);
    expect(tasks.map(({ id }) => id)).toEqual(["a 400"]);
  });

  test.for(["v2024", "v2025"] as const)(
    "that runs is beside the one that is over, in %s",
    async (version) => {
      const running = { sourceId: "a", age: 1, isRunning: true };
      const { api } = tenantOf([running, ...many("a", 3, 10)], { version });
      const { tasks } = await lastAggregations(api, ["a"]);
      expect(tasks.slice(0, 2).map(({ id }) => id)).toEqual(["a 1", "a 10"]);
    },
  );

  test("property: each is found, or there is none since the moment that is said", async () => {
    const source = fc.constantFrom("a", "b", "c", "rare", "rarer", "never");
    const wanted = ["a", "b", "rare", "rarer", "never"];
    const busy = fc.record({
      sourceId: fc.constantFrom("a", "b", "c"),
      count: fc.integer({ min: 0, max: 1500 }),
      from: fc.integer({ min: 0, max: 3000 }),
    });
    const tasks = fc
      .tuple(
        fc.array(busy, { maxLength: 3 }),
        fc.array(
          fc.record({
            sourceId: source.filter((id) => id !== "never"),
            age: fc.integer({ min: 0, max: 9000 }),
            isRunning: fc.boolean(),
            isOfGroups: fc.boolean(),
          }),
          { maxLength: 12 },
        ),
      )
      .map(([blocks, some]): readonly Kept[] => {
        const all = [...blocks.flatMap((one) => many(one.sourceId, one.count, one.from)), ...some];
        const distinct = new Map(all.map((task) => [`${task.sourceId} ${task.age}`, task]));
        return Array.from(distinct.values());
      });
    const traits = fc.record({
      version: fc.constantFrom<ApiVersion>("v2024", "v2025", "v1"),
      refused: fc.subarray(["type", "sourceId"]),
    });
    await fc.assert(
      fc.asyncProperty(tasks, traits, async (kept, how) => {
        const { api, requests } = tenantOf(kept, how);
        const read = await lastAggregations(api, wanted);
        for (const id of wanted) {
          const own = kept.filter(
            (one) => one.sourceId === id && !one.isRunning && !one.isOfGroups,
          );
          const newest = Math.max(...own.map(({ age }) => noon - age * 1000));
          const found = read.tasks.find((task) => task.sourceId === id && isOver(task));
          const since = read.unseenSince.get(id);
          // None at all where no moment is said.
          const latest = since ?? Number.NEGATIVE_INFINITY;
          expect({ id, isTrue: found ? found.created === newest : newest <= latest }).toEqual({
            id,
            isTrue: true,
          });
        }
        // Refused ways, eight pages, four of these sources, and what is pending.
        expect(requests.length).toBeLessThanOrEqual(1 + 8 + 2 + 4 + 4);
      }),
      { numRuns: 60 },
    );
  });
});
