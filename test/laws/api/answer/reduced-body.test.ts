import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readJsonTokens } from "../../../../src/api/answer/json-tokens.ts";
import { reduceBody } from "../../../../src/api/answer/reduced-body.ts";
import type { Shape } from "../../../../src/api/answer/shape.ts";
import { anyCharacter } from "../../../support/any-character.ts";

const asItIs = { clean: (text: string) => text, longest: 1000 };
const silent = {
  wantsText: () => false,
  open: () => undefined,
  close: () => undefined,
  key: () => undefined,
  value: () => undefined,
};

/** What is kept of a text that comes in these pieces. */
function reduced(shape: Shape, ...pieces: readonly string[]): string {
  const reader = reduceBody(shape, asItIs);
  for (const piece of pieces) reader.write(piece);
  return reader.end();
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** A text, cut into pieces anywhere. */
const inPieces = (text: fc.Arbitrary<string>) =>
  fc
    .tuple(text, fc.array(fc.nat(200), { maxLength: 6 }))
    .map(([whole, cuts]) =>
      [0, ...cuts.toSorted((one, other) => one - other)].map((from, index, all) =>
        whole.slice(from, all[index + 1] ?? whole.length),
      ),
    );

/** JSON, and JSON that is broken somewhere. */
const nearlyJson = fc
  .tuple(fc.json(), fc.nat(60), fc.nat(2), fc.constantFrom("", ",", "]", "}", '"', "\\", "0", " "))
  .map(([text, at, removed, added]) => text.slice(0, at) + added + text.slice(at + removed));

const leaf: Shape = {};
/** Wants everything, to a depth. */
const everything = (value: unknown): Shape => {
  if (Array.isArray(value)) return { item: value.map(everything).reduce(both, leaf) };
  if (typeof value !== "object" || value === null) return leaf;
  const fields = Object.entries(value).map(([name, field]) => [name, everything(field)] as const);
  return { fields: new Map(fields) };
};
const both = (one: Shape, other: Shape): Shape => ({
  fields: new Map([...(one.fields ?? []), ...(other.fields ?? [])]),
  item: one.item && other.item ? both(one.item, other.item) : (one.item ?? other.item ?? leaf),
});

describe("a JSON text in pieces", () => {
  test("is one exactly where JSON.parse says so, wherever it is cut", () => {
    fc.assert(
      fc.property(inPieces(fc.oneof(fc.json(), nearlyJson)), (pieces) => {
        const tokens = readJsonTokens(1000, silent);
        for (const piece of pieces) tokens.write(piece);
        expect(tokens.end()).toBe(isJson(pieces.join("")));
      }),
      { numRuns: 2000 },
    );
  });

  test.each([
    "[1 2]",
    "[01]",
    "[1.]",
    "[+1]",
    "[tru]",
    "[nulll]",
    "{1:2}",
    '{"a"}',
    '{"a":}',
    "[,]",
    "[1,]",
    '{"a":1,}',
    "[}",
    "{]",
    "]",
    "[]]",
    "[] []",
    '["\\x"]',
    '["\\u12"]',
    '["\t"]',
    "['a']",
    "[",
    "",
  ])("that is none is none: %s", (text) => {
    expect(isJson(text)).toBe(false);
    const tokens = readJsonTokens(1000, silent);
    tokens.write(text);
    expect(tokens.end()).toBe(false);
  });

  test("is kept as it is where all of it is wanted", () => {
    // One kind of entry in an array, as answers have it.
    const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
      tree: fc.oneof(
        { depthSize: "small" },
        fc.constantFrom(null, true, 0, -1.5e300),
        fc.string({ unit: anyCharacter, maxLength: 40 }),
        fc.array(
          fc.record({ a: fc.string(), b: fc.double({ noNaN: true }) }, { requiredKeys: [] }),
        ),
        fc.dictionary(
          fc.string().filter((name) => name !== "__proto__"),
          tie("tree"),
        ),
      ),
    }));
    fc.assert(
      fc.property(fc.record({ tree }), fc.nat(50), ({ tree: value }, cut) => {
        const text = JSON.stringify({ value });
        const shape = everything({ value });
        const kept = reduced(shape, text.slice(0, cut), text.slice(cut));
        expect(JSON.parse(kept)).toEqual(JSON.parse(text));
      }),
      { numRuns: 50 },
    );
  });
});

describe("what is not wanted", () => {
  const shape: Shape = {
    fields: new Map([
      ["a", leaf],
      ["list", { item: { fields: new Map([["id", leaf]]) } }],
    ]),
  };

  test("is left out, however its name is spelled", () => {
    const text = '{"b":"x","\\u0061":1,"c":{"a":2},"list":[{"id":"i","more":[{"id":3}]},7,[8]]}';
    expect(reduced(shape, text)).toBe('{"a":1,"list":[{"id":"i"},7,[]]}');
  });

  test("keeps its kind, so that it is no more and no less than what it should be", () => {
    expect(reduced(shape, '{"a":{"x":1},"list":{"id":2}}')).toBe('{"a":{},"list":{}}');
    expect(reduced(shape, "[1]")).toBe("[]");
  });

  test("costs no memory: of 20,000 entries, 2,500 are kept, and of a text its beginning", () => {
    const reader = reduceBody(shape, { ...asItIs, longest: 100 });
    reader.write('{"a":"');
    for (let times = 0; times < 1000; times += 1) reader.write("x".repeat(1000));
    reader.write('","skipped":"');
    for (let times = 0; times < 1000; times += 1) reader.write("y".repeat(1000));
    reader.write('","list":[{"id":0}');
    for (let id = 1; id < 20_000; id += 1) reader.write(`,{"id":${id},"text":"${"z".repeat(50)}"}`);
    reader.write("]}");
    const kept = JSON.parse(reader.end()) as { a: string; list: unknown[] };
    expect(kept.a).toBe("x".repeat(100));
    expect(kept.list).toHaveLength(2500);
  });
});

describe("a body that is no JSON object or array", () => {
  test("is its beginning, as text", () => {
    expect(reduced(leaf, "\n  <html>", "<p>no")).toBe("<html><p>no");
    expect(reduced(leaf, "x".repeat(2000), "y")).toBe("x".repeat(1000));
    expect(reduced(leaf, '"a" was not found')).toBe('"a" was not found');
  });

  test("is nothing where it begins like one and is broken", () => {
    expect(reduced(leaf, '{"status":"STAR')).toBe("");
    expect(reduced(leaf, "[1,2")).toBe("");
  });
});
