import { describe, expect, test } from "vitest";
import { readIds } from "../../../src/ids/read-ids.ts";

const id = "2c91808477a6b0c60177a81146b8110b";
const other = "af1b82086c194f89acce82e156ff6e61";
const plain = (text: string) => ({ id: text, label: undefined });
const given = (text: string) => readIds(text, "stdin").ids;
const json = (value: unknown, space?: number) => JSON.stringify(value, undefined, space);
const started = (one: string) => ({ success: true, task: { id: one, name: "Cloud Account Aggr" } });
const task = (one: string, more = {}) => ({
  id: one,
  type: "QUARTZ",
  uniqueName: "Cloud Account Aggregation - HR",
  target: { id: other, type: "SOURCE", name: "HR [source]" },
  ...more,
});
const ours = (one: string | null, more = {}) => ({ v: 1, ts: "2026-11-23", id: one, ...more });

describe("JSON", () => {
  test.for([
    ["the answer of load-accounts", json(started(id))],
    ["the same over several lines", json(started(id), 2)],
    ["with a byte order mark", `\uFEFF${json(started(id), 2)}`],
    ["an array of them", json([started(id)])],
    ["a task", json(task(id))],
    ["a page of tasks", json([task(id)], 2)],
    [
      "a task that its definition names",
      json(
        task(id, {
          uniqueName: "x",
          taskDefinitionSummary: { uniqueName: "Cloud Account Aggregation" },
        }),
      ),
    ],
    ["wrapped in an object", json({ data: { items: [task(id)] } })],
    ["ids", json([id])],
    ["an object with ids", json({ ids: [id.toUpperCase()] })],
    ["by another name", json({ aggregationId: id, sourceId: other })],
    ["as PowerShell spells it", json({ Task: { Id: id, Name: "x" } })],
    ["as sail prints it", `Status: 202 Accepted\n${json(started(id), 2)}\n`],
    [
      "as curl -i prints it",
      `HTTP/1.1 202 Accepted\r\nSlpt-Request-Id: ${other}\r\n\r\n${json(started(id))}`,
    ],
    ["a list in brackets that is no JSON", `[${id}]`],
    ["what aggwatch start --no-watch writes", json(ours(id, { type: "started", sourceId: other }))],
    ["the first line of a watch", json(ours(null, { type: "watching", ids: [{ id }] }))],
  ] as const)("may be %s", ([, text]) => {
    expect(given(text)).toEqual([plain(id)]);
  });

  test.for([
    ["on one line", json(started(id)) + json(started(other))],
    ["with a comma or a blank between", `${json(started(id))}, ${json(started(other))}`],
    ["a line each", `${json(started(id))}\n${json(started(other))}\n`],
    ["over several lines", `${json(started(id), 2)}\n${json(started(other), 2)}`],
    ["parted as RFC 7464 has it", `\u001E${json(started(id))}\n\u001E${json(started(other))}\n`],
    ["and ids between", `# two\n${json(started(id), 2)}\n${other}\n`],
  ] as const)("may be several documents, %s", ([, text]) => {
    expect(given(text)).toEqual([plain(id), plain(other)]);
  });

  test("that aggwatch list has written names its sources", () => {
    const lines = [
      ours(id, { type: "aggregation", label: "Workday HR", source: "Workday HR" }),
      ours(other, { type: "aggregation", label: "Okta" }),
      ours(null, { type: "summary", exitCode: 0 }),
    ];
    expect(given(`${lines.map((line) => json(line)).join("\n")}\n`)).toEqual([
      { id, label: "Workday HR" },
      { id: other, label: "Okta" },
    ]);
  });

  test("of tasks that are of other kinds counts these", () => {
    const tasks = [task(other, { uniqueName: "Cloud Entitlement Aggregation" }), task(id)];
    expect(readIds(json(tasks), "stdin")).toEqual({ ids: [plain(id)], others: 1 });
  });

  test.for([
    ["no task", '{"success":false}'],
    ["a task without an id", '{"task":{}}'],
    ["an id that is no text", '{"task":{"id":7}}'],
    ["an answer and something else", `[${json(started(id))},7]`],
    ["nothing", "{}"],
  ] as const)("with %s is refused", ([, text]) => {
    expect(() => given(text)).toThrow("no aggregation in the JSON: it has no task.id");
  });

  test("that is cut off, broken, of a source, or with an id that is none is refused", () => {
    expect(() => given(`{"task":{"id":"${id}"`)).toThrow("the JSON is cut off: it has no end");
    expect(() => given(`{"task":{"id":"${id}",}}`)).toThrow("the JSON cannot be read");
    expect(() => given(json({ id, name: "HR", connector: "x" }))).toThrow("describes a source");
    expect(() => given('{"task":{"id":".."}}')).toThrow(/^"\.\." is not an aggregation id/);
    expect(() => given('{"task":{"id":"a=b"}}')).toThrow(/^"a=b" is not an aggregation id/);
  });
});

describe("a table", () => {
  const both = [
    { id, label: "Workday, HR" },
    { id: other, label: "Okta" },
  ];

  test.for([
    ["CSV", `name,id\r\n"Workday, HR",${id}\r\nOkta,${other}\r\n`],
    [
      "CSV with another id before",
      `sourceId,sourceName,taskId\n${other},"Workday, HR",${id}\n${id},Okta,${other}\n`,
    ],
    [
      "CSV whose title says nothing",
      `Source;When;What\n"Workday, HR";today;${id}\nOkta;now;${other}\n`,
    ],
    ["Excel", `Aggregation ID\tSource\n${id.toUpperCase()}\tWorkday, HR\n${other}\tOkta`],
    [
      "Markdown",
      `| Source | Task ID |\n|---|:---:|\n| Workday, HR | \`${id}\` |\n| Okta | ${other} |`,
    ],
    [
      "aggwatch list",
      `ID                                SOURCE       STATE\n${id}  Workday, HR  running\n${other}  Okta         running\n`,
    ],
    [
      "PowerShell",
      `id                               name\n--                               ----\n${id}  Workday, HR\n${other}  Okta`,
    ],
  ] as const)("of %s gives its ids, called by its names", ([, text]) => {
    expect(
      given(
        text.replace(
          "id                               name",
          "id                                name",
        ),
      ),
    ).toEqual(both);
  });

  test("may be a title and ids", () => {
    expect(given(`taskId\n${id}\n${other}`)).toEqual([plain(id), plain(other)]);
  });

  test("may have cells of several lines and quotes, and empty rows", () => {
    expect(given(`label,note,id\n"Say ""HR""","a\nb",${id}\n,,\n`)).toEqual([
      { id, label: 'Say "HR"' },
    ]);
  });

  test("with ids of sources only is refused", () => {
    expect(() => given(`sourceId,name\n${id},HR\n`)).toThrow("no column has ids of aggregations");
  });
});
