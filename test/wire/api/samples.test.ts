import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { RefusedError } from "../../../src/api/http/errors.ts";
import { errorText } from "../../../src/api/http/error-text.ts";
import { failureOf } from "../../../src/api/http/failure.ts";
import { readIds } from "../../../src/ids/read-ids.ts";

function sample(name: string): string {
  return readFileSync(new URL(`../../samples/${name}`, import.meta.url), "utf8");
}

const idsIn = (text: string) => readIds(text, "stdin").ids;

const begun = [
  ["load-accounts-202.real-2021-01.json", "2c91808c771b685d01774074c2882640"],
  ["load-accounts-202.real-2024-05.json", "af1b82086c194f89acce82e156ff6e61"],
] as const;

test.for(begun)("%s names the aggregation by its task's id", ([name, id]) => {
  expect(idsIn(sample(name))).toEqual([{ id, label: undefined }]);
});

test("several answers are read as an array, and as one a line", () => {
  const answers = begun.map(([name]) => sample(name));
  const ids = begun.map(([, id]) => ({ id, label: undefined }));
  expect(idsIn(`[${answers.join(",")}]`)).toEqual(ids);
  const lines = answers.map((answer) => JSON.stringify(JSON.parse(answer)));
  expect(idsIn(lines.join("\n"))).toEqual(ids);
});

test("a refused start says its text once, though its body does for each locale", () => {
  const body = sample("load-accounts-400.real-2024-09.json");
  const text =
    'Column: "[displayName, created, description, modified, entitlements, permissions]" is unknown ' +
    'and/or column: "[givenName, familyName, e-mail, location, manager]" is missing';
  expect(errorText(body)).toBe(text);
  const failure = failureOf({ status: 400, headers: new Headers(), body, receivedAt: 0 });
  expect(failure).toStrictEqual(new RefusedError(400, text));
});

test("a refused start is no start: there is no id in it", () => {
  const body = sample("load-accounts-400.real-2024-09.json");
  expect(() => idsIn(body)).toThrow("no aggregation in the JSON: it has no task.id");
});

test("the gateway's refusal is final, with its text and its request id", () => {
  const [head = "", body = ""] = sample("experimental-header-400.real-2025-03.http").split(
    /\r?\n\r?\n/,
  );
  const [statusLine = "", ...lines] = head.split(/\r?\n/);
  const headers = new Headers();
  for (const line of lines) {
    const colon = line.indexOf(":");
    headers.append(line.slice(0, colon), line.slice(colon + 1).trim());
  }
  const status = Number(statusLine.split(" ")[1]);
  expect(failureOf({ status, headers, body: body.trim(), receivedAt: 0 })).toStrictEqual(
    new RefusedError(400, "Experimental Header is missing or invalid.", {
      requestId: "d824d908a75c4cdd9968d4e739514c49",
    }),
  );
});
