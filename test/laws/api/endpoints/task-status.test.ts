import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  isOver,
  parseStartedTask,
  parseTaskList,
  parseTaskStatus,
} from "../../../../src/api/endpoints/task-status.ts";
import { kindOfListed } from "../../../../src/api/endpoints/aggregation-kind.ts";

/** The task that these fields, and an id, are read as. */
function read(fields: object) {
  return parseTaskStatus(JSON.stringify({ id: "t1", ...fields }));
}

const nothing = {
  id: "t1",
  uniqueName: undefined,
  launcher: undefined,
  created: undefined,
  launched: undefined,
  completed: undefined,
  completionStatus: undefined,
  messages: [],
  sourceId: undefined,
  sourceName: undefined,
};

describe("a task", () => {
  test("needs no more than an id", () => {
    expect(read({})).toEqual(nothing);
  });

  test("may say null wherever it has nothing to say", () => {
    const names = Object.keys(nothing).filter((name) => name !== "id");
    const nulls = Object.fromEntries([...names, "target", "attributes"].map((key) => [key, null]));
    expect(read(nulls)).toEqual(nothing);
  });

  test("may have its fields in shapes that nobody expects, and unknown ones", () => {
    const odd = { messages: "none", target: [], created: {}, attributes: 7, more: { x: 1 } };
    expect(read(odd)).toEqual(nothing);
  });

  test.each(["", "[]", "{", "null", "7", '{"id":""}', '{"id":7}', '{"uniqueName":"x"}'])(
    "without an id is none: %s",
    (text) => {
      expect(parseTaskStatus(text)).toBeUndefined();
    },
  );

  test("may tell its moments in ISO 8601 or in milliseconds", () => {
    const moments = { created: "2024-05-01T14:36:52.775Z", launched: 1_714_574_212_788 };
    expect(read({ ...moments, completed: "yesterday" })).toMatchObject({
      created: 1_714_574_212_775,
      launched: 1_714_574_212_788,
      completed: undefined,
    });
  });

  test("belongs to its target, whose name it writes with a suffix", () => {
    const target = { id: "s1", type: "APPLICATION", name: "Active Directory [source]" };
    expect(read({ target })).toMatchObject({ sourceId: "s1", sourceName: "Active Directory" });
    expect(read({ target: { name: " [source]" } })).toMatchObject({ sourceName: undefined });
    const inside = { name: "My [source] list" };
    expect(read({ target: inside })).toMatchObject({ sourceName: "My [source] list" });
  });

  test("without a target belongs to the application in its attributes", () => {
    expect(read({ target: null, attributes: { appId: "s2" } })).toMatchObject({ sourceId: "s2" });
  });

  test("is safe to print", () => {
    const hostile = "\u001b[2Ja\r\nb\u202e";
    expect(
      read({ launcher: hostile, target: { name: hostile }, messages: [{ key: hostile }] }),
    ).toMatchObject({
      launcher: "a b",
      sourceName: "a b",
      messages: [{ text: "a b" }],
    });
  });
});

describe("the counts of a task", () => {
  const counted = (attributes: object) => read({ attributes })?.counts;

  test("are attributes named as its `returns` map them, numbers or texts", () => {
    const said = { appId: "s1", total: 80_000, optimized: "74800", created: " 1200 ", deleted: 0 };
    expect(counted(said)).toEqual({ total: 80_000, optimized: 74_800, created: 1200, deleted: 0 });
  });

  test.each([-1, 1.5, 1e300, "1e3", "80,000", "-1", "", "many", "9".repeat(400), null, true, [7]])(
    "without one that cannot be a count, %j, are the others",
    (absurd) => {
      expect(counted({ total: absurd, updated: 5 })).toEqual({ updated: 5 });
      expect(counted({ total: absurd })).toBeUndefined();
    },
  );

  test("are none where attributes have other names, or are no attributes", () => {
    for (const attributes of [{ eventId: 7, scanned: 9 }, {}, null, [], "total", 7]) {
      expect(read({ attributes })?.counts).toBeUndefined();
    }
  });
});

describe("a message", () => {
  test.each([
    ["an object", { localizedText: { locale: "en-US", message: "17 failed" } }, "17 failed"],
    ["a string", { localizedText: "17 failed", key: "k" }, "17 failed"],
    ["null, so its key stands for it", { localizedText: null, key: "task_failed" }, "task_failed"],
    ["absent, so its key stands for it", { key: "task_failed" }, "task_failed"],
    ["blank, so its key stands for it", { localizedText: { message: " " }, key: "k" }, "k"],
  ])("may have a text that is %s", (_, message, text) => {
    expect(read({ messages: [{ type: "error", ...message }] })?.messages).toEqual([
      { type: "ERROR", text },
    ]);
  });

  test("without any text, and what is none, is left out", () => {
    const messages = [{ type: "WARN" }, null, "text", { localizedText: "said" }];
    expect(read({ messages })?.messages).toEqual([{ type: undefined, text: "said" }]);
  });

  test("is told once, and no more than a hundred are kept", () => {
    const messages = Array.from({ length: 300 }, (_, index) => ({ key: `k${index % 150}` }));
    expect(read({ messages })?.messages).toHaveLength(100);
  });
});

test("in a list, what is no task is none and the others are read", () => {
  expect(
    parseTaskList('[{"id":"a"},{"no":"id"},null,{"id":"b"}]')?.map((task) => task?.id),
  ).toEqual(["a", undefined, undefined, "b"]);
  expect(parseTaskList("[]")).toEqual([]);
  expect(parseTaskList('{"id":"a"}')).toBeUndefined();
});

describe("the kind of a task", () => {
  const kind = (fields: object) =>
    parseTaskStatus(JSON.stringify({ id: "a", type: "QUARTZ", ...fields }))?.kind;
  const account = "Cloud Account Aggregation";
  const group = "Cloud Group Aggregation";

  test.each([account, `${account} 1714574212775`])("%s is of accounts", (uniqueName) => {
    expect(kind({ uniqueName })).toBe("account");
    expect(kind({ name: uniqueName })).toBe("account");
  });

  test.each([group, `${group} - HR`])("%s is of entitlements", (uniqueName) => {
    expect(kind({ uniqueName })).toBe("entitlement");
    expect(kind({ name: uniqueName })).toBe("entitlement");
  });

  test("is told by either name, the task's own or that of its definition", () => {
    const taskDefinitionSummary = { uniqueName: `${group} 7` };
    expect(kind({ uniqueName: "HR at night", taskDefinitionSummary })).toBe("entitlement");
    expect(kind({ uniqueName: account, taskDefinitionSummary: { uniqueName: "Load" } })).toBe(
      "account",
    );
  });

  test("is told by its type, where that is not the one of all tasks", () => {
    expect(kind({ type: "CLOUD_ENTITLEMENT_IMPORT" })).toBe("entitlement");
    expect(kind({ type: "CLOUD_ACCOUNT_AGGREGATION", uniqueName: "HR" })).toBe("account");
  });

  test.each(["Account Aggregation", "Group Aggregation", "Refresh", undefined])(
    "%s is none",
    (uniqueName) => {
      expect(kind({ uniqueName })).toBeUndefined();
    },
  );

  test("of one that a filter by type has listed is told by words in its names, else accounts", () => {
    const listed = (uniqueName?: string, definedAs?: string) =>
      kindOfListed({ uniqueName, definedAs });
    expect(listed("HR at night")).toBe("account");
    expect(listed()).toBe("account");
    for (const name of [group, `${group} - HR`, "Entitlement Aggregation"]) {
      expect(listed(name)).toBe("entitlement");
      expect(listed("HR at night", name)).toBe("entitlement");
    }
  });
});

test("a task is over once it is completed and has an outcome, and not before", () => {
  const over = (fields: object) => {
    const task = read(fields);
    return task && isOver(task);
  };
  expect(over({ completed: null, completionStatus: null })).toBe(false);
  expect(over({ completed: 1, completionStatus: null })).toBe(false);
  expect(over({ completed: null, completionStatus: "SUCCESS" })).toBe(false);
  expect(over({ completed: 1, completionStatus: "Success" })).toBe(true);
});

test.each([
  [
    "load-accounts-202.real-2021-01.json",
    "2c91808c771b685d01774074c2882640",
    1_611_694_129_800,
    "2c9180887671ff8c01767b4671fb7d5e",
  ],
  [
    "load-accounts-202.real-2024-05.json",
    "af1b82086c194f89acce82e156ff6e61",
    1_714_574_212_775,
    "2c918087701c40cf01701dfdf2c61e2a",
  ],
])("%s is a started account aggregation of its source", (name, id, created, sourceId) => {
  const text = readFileSync(new URL(`../../../samples/${name}`, import.meta.url), "utf8");
  const task = parseStartedTask(text);
  expect(task).toMatchObject({ id, created, sourceId, completed: undefined });
  expect(task?.kind).toBe("account");
});

test("whatever comes in is a task with an id, or none", () => {
  fc.assert(
    fc.property(fc.json(), (text) => {
      const entries = parseTaskList(`[${text}]`) ?? [];
      for (const task of [parseTaskStatus(text), parseStartedTask(text), ...entries]) {
        expect(task?.id).not.toBe("");
      }
    }),
  );
});
