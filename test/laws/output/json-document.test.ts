import * as fc from "fast-check";
import { expect, test } from "vitest";
import { jsonDocument } from "../../../src/output/json-document.ts";
import { commandLines, hostileTexts } from "../../support/ci-runners.ts";

test("a document has two spaces a level", () => {
  expect(jsonDocument([{ id: null, of: [1] }])).toBe(
    '[\n  {\n    "id": null,\n    "of": [\n      1\n    ]\n  }\n]',
  );
});

test("property: it parses to the same value, and no CI runner executes any of it", () => {
  const text = fc.oneof(fc.constantFrom(...hostileTexts), fc.string());
  fc.assert(
    fc.property(fc.array(fc.dictionary(text, fc.oneof(text, fc.array(text)))), (value) => {
      const document = jsonDocument(value);
      expect(JSON.parse(document)).toEqual(JSON.parse(JSON.stringify(value)));
      expect(commandLines(document)).toEqual([]);
    }),
  );
});
