import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readId, readIdList, withoutRepetitions } from "../../src/config/ids.ts";
import { UsageError } from "../../src/config/usage-error.ts";
import type { WatchedId } from "../../src/watch/watch.ts";

const id = "2c91808477a6b0c60177a81146b8110b";
const plain = (text: string) => ({ id: text, label: undefined });

/** What is read; undefined where the user is told that it is wrong. Anything else is a bug. */
function unlessRefused(text: string): WatchedId | undefined {
  try {
    return readId(text);
  } catch (error) {
    if (error instanceof UsageError) return undefined;
    throw error;
  }
}

describe("an argument", () => {
  test("is an id, or an id and a label", () => {
    expect(readId(id)).toEqual(plain(id));
    expect(readId(`${id}=Workday HR`)).toEqual({ id, label: "Workday HR" });
  });

  test("has its first = between the two: a label may have more", () => {
    expect(readId(`${id}=a=b=`)).toEqual({ id, label: "a=b=" });
  });

  test("may have blanks around both, and an empty label is none", () => {
    expect(readId(` ${id} = HR `)).toEqual({ id, label: "HR" });
    expect(readId(`${id}=`)).toEqual(plain(id));
    expect(readId(`${id}= \t`)).toEqual(plain(id));
  });

  test("may name the tenant in front of the id", () => {
    expect(readId(`acme:${id}`)).toEqual({ tenant: "acme", ...plain(id) });
    expect(readId(` acme-sb_2:${id}=HR: all`)).toEqual({
      tenant: "acme-sb_2",
      id,
      label: "HR: all",
    });
    expect(readId("acme:a:b")).toEqual({ tenant: "acme", ...plain("a:b") });
    expect(readId(`${id}=acme:x`)).toEqual({ id, label: "acme:x" });
  });

  test("names no tenant by what could be none", () => {
    for (const odd of [":x", "-a:x", "a.b:x", "人事:x"]) expect(readId(odd)).toEqual(plain(odd));
  });

  test.for(["acme:", "acme: ", "acme:=HR", "acme:.."])(
    "needs an id after the tenant: %s",
    (text) => {
      expect(() => readId(text)).toThrow("is no aggregation id");
    },
  );

  test("may have an id of any form, since the API names none", () => {
    for (const odd of ["x", "a/b?c#d", "%2e%2e", "...", "人事", "x".repeat(200)]) {
      expect(readId(odd)).toEqual(plain(odd));
    }
  });

  test.for([
    ["nothing", ""],
    ["blanks", "  "],
    ["a label alone", "=HR"],
    ["a step in the path", "."],
    ["a step up in the path", ".."],
    ["a blank in the id", "a b"],
    ["a line break in the id", "a\nb"],
    ["an escape sequence in the id", "a\u001b[2Jb"],
    ["a zero-width character in the id", "a\u200bb"],
    ["half a character in the id", "a\ud800"],
    ["an id above 200 characters", "x".repeat(201)],
  ] as const)("of %s is refused, and the form is shown", ([, text]) => {
    expect(() => readId(text)).toThrow(UsageError);
    expect(() => readId(text)).toThrow(
      'is no aggregation id; give ID or ID=LABEL, for example 2c91808477a6b0c60177a81146b8110b="Workday HR"',
    );
  });

  test("that is refused is named, safe to print", () => {
    expect(() => readId("a\u001b[31m b\u202e")).toThrow(/^"a b" is no aggregation id/);
  });

  test("property: whatever it is, the id can stand in a URL, and the label on a screen", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 40 }), (text) => {
        const read = unlessRefused(text);
        fc.pre(read !== undefined);
        const url = new URL(`https://x.example/a/${encodeURIComponent(read.id)}/status`);
        expect(url.pathname.split("/")).toHaveLength(4);
        expect(decodeURIComponent(url.pathname.split("/")[2] ?? "")).toBe(read.id);
        expect(`${read.id}${read.label ?? ""}`).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
      }),
    );
  });
});

describe("a list", () => {
  test("has an id a line, as on the command line", () => {
    expect(readIdList(`${id}=Workday HR\nx\n`)).toEqual([{ id, label: "Workday HR" }, plain("x")]);
  });

  test("may have blank lines, comments, and the line ends of Windows", () => {
    expect(readIdList("\r\n# nightly\r\n a \r\n\r\n  # more\r\nb=B\r\n")).toEqual([
      plain("a"),
      { id: "b", label: "B" },
    ]);
  });

  test("may begin with a byte order mark", () => {
    expect(readIdList("\ufeffa\nb")).toEqual([plain("a"), plain("b")]);
  });

  test("without ids is empty", () => {
    expect(readIdList("")).toEqual([]);
    expect(readIdList("\n# nothing tonight\n")).toEqual([]);
  });

  test("with a line that is no id is refused as a whole, naming the line", () => {
    expect(() => readIdList("a\nb c\nd")).toThrow(/^"b c" is no aggregation id/);
  });

  test("may be what starting aggregations answered: one, an array, one a line, and ids between", () => {
    const one = '{"success":true,"task":{"id":"a","name":"Cloud Account Aggregation"}}';
    const two = '{"task":{"id":"b"}}';
    expect(readIdList(one)).toEqual([plain("a")]);
    expect(readIdList(JSON.stringify(JSON.parse(one), undefined, 2))).toEqual([plain("a")]);
    expect(readIdList(`[${one},${two}]`)).toEqual([plain("a"), plain("b")]);
    expect(readIdList(`${one}\n${two}\nc=C`)).toEqual([
      plain("a"),
      plain("b"),
      { id: "c", label: "C" },
    ]);
  });

  test.for([
    ["no task", '{"success":false}'],
    ["a task without an id", '{"task":{}}'],
    ["an id that is no text", '{"task":{"id":7}}'],
    ["no answers at all", "[]"],
    ["half of a text", '{"task":{"id":"a"'],
    ["an answer and something else", '[{"task":{"id":"a"}},7]'],
  ] as const)("of JSON with %s is refused", ([, text]) => {
    expect(() => readIdList(text)).toThrow(UsageError);
    expect(() => readIdList(text)).toThrow("no answer of load-accounts: it has no task.id");
  });

  test("of JSON with an id that is none is refused like any other", () => {
    expect(() => readIdList('{"task":{"id":".."}}')).toThrow(/^"\.\." is no aggregation id/);
  });
});

describe("repetitions", () => {
  test("are one id, in the place of the first", () => {
    expect(withoutRepetitions([plain("b"), plain("a"), plain("b")])).toEqual([
      plain("b"),
      plain("a"),
    ]);
  });

  test("keep a label wherever it was given, and of two the first", () => {
    const first = { id: "a", label: "first" };
    const second = { id: "a", label: "second" };
    expect(withoutRepetitions([plain("a"), plain("b"), first])).toEqual([first, plain("b")]);
    expect(withoutRepetitions([first, plain("a")])).toEqual([first]);
    expect(withoutRepetitions([plain("a"), first, second])).toEqual([first]);
  });
});

test("the same id of two tenants is two", () => {
  const ids = [readId("acme:x"), readId("beta:x=B"), readId("x"), readId("acme:x=A")];
  expect(withoutRepetitions(ids)).toEqual([readId("acme:x=A"), readId("beta:x=B"), readId("x")]);
});

test("a byte order mark before JSON, as PowerShell writes it, does no harm", () => {
  const started = JSON.stringify({ task: { id: "a" } }, undefined, 2);
  expect(readIdList(`\uFEFF${started}`)).toEqual([{ id: "a", label: undefined }]);
});

test("an id that a tenant gave is taken whole, whatever it contains", () => {
  expect(readIdList('{"task":{"id":"a=b"}}')).toEqual([{ id: "a=b", label: undefined }]);
});
