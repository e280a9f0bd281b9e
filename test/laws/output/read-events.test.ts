import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readEvents } from "../../../src/output/ndjson/read-events.ts";

async function* chunksOf(...chunks: readonly (string | Uint8Array)[]) {
  for (const chunk of chunks) yield await Promise.resolve(chunk);
}

async function eventsIn(...chunks: readonly (string | Uint8Array)[]): Promise<readonly object[]> {
  const events: object[] = [];
  for await (const event of readEvents(chunksOf(...chunks))) events.push(event);
  return events;
}

describe("events are read from a stream", () => {
  test("property: however it is cut into chunks, within a character even", async () => {
    const events = fc.array(fc.dictionary(fc.string({ unit: "grapheme" }), fc.jsonValue()));
    await fc.assert(
      fc.asyncProperty(events, fc.array(fc.nat()), async (written, cuts) => {
        const bytes = new TextEncoder().encode(
          written.map((event) => `${JSON.stringify(event)}\n`).join(""),
        );
        const at = cuts
          .map((cut) => cut % (bytes.length + 1))
          .toSorted((one, other) => one - other);
        const chunks = [0, ...at].map((from, index) => bytes.slice(from, at[index]));
        const wanted: unknown = JSON.parse(JSON.stringify(written));
        expect(await eventsIn(...chunks)).toEqual(wanted);
      }),
    );
  });

  test("from text as well, with empty lines and Windows' ends of lines", async () => {
    expect(await eventsIn('{"v":1}\r\n\r', '\n{"v":1,"type":"later"}')).toEqual([
      { v: 1 },
      { v: 1, type: "later" },
    ]);
  });

  test.for(["{", "[]", "null", "1", "watching…"])("%s is refused, with its line", async (line) => {
    const events = readEvents(chunksOf(`{"v":1}\n\n${line}\n`));
    expect(await events.next()).toEqual({ done: false, value: { v: 1 } });
    await expect(events.next()).rejects.toThrow(new SyntaxError("line 3 is not a JSON object"));
  });
});
