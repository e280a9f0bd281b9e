import { Writable } from "node:stream";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { keepCommandFree } from "../../../src/process/command-free.ts";
import { jsonLine, withoutCiCommands } from "../../../src/text/ci-commands.ts";
import { safeText } from "../../../src/text/safe-text.ts";
import { commandLines, hostileTexts } from "../../support/ci-runners.ts";

const piece = fc.constantFrom(
  ..."#|##|##[|[|]|:|::|error|vso|task.complete|teamcity|a|---|+++|é|👩| ".split("|"),
  ..."\n|\r\n|\r|\u200B|\uFE0F|\u0301|\u001B[1m".split("|"),
);
const lines = fc.array(fc.oneof(piece, fc.constantFrom(...hostileTexts)), { maxLength: 30 });

test.for(hostileTexts)("%j is no command any more, alone, in a line, or cleaned before", (text) => {
  for (const line of [text, `14:07:31  HR: ${text}`, ` ${text}`, `a\n${text}`, safeText(text)]) {
    expect(commandLines(withoutCiCommands(line))).toEqual([]);
  }
});

test("what people read stays nearly the same, and as long", () => {
  expect(withoutCiCommands("HR: ##[error]no rows")).toBe("HR: ##(error]no rows");
  expect(withoutCiCommands("##vso[task.logissue]x")).toBe("##vso(task.logissue]x");
  expect(withoutCiCommands("##teamcity[x 'y']")).toBe("##teamcity(x 'y']");
  expect(withoutCiCommands("a\n  ::error::b")).toBe("a\n  : error::b");
  expect(withoutCiCommands("+++ HR")).toBe("+++_HR");
});

test("what is no command stays as it is", () => {
  for (const text of [
    "# Accounts [new] #1",
    "## Accounts [new]",
    "std::vector at ::1",
    "a --- b",
    "----- [x]",
    '{"reason":"connect ECONNREFUSED ::1:443"}',
    "\u001B[1m##\u001B[0m[x]",
  ]) {
    expect(withoutCiCommands(text)).toBe(text);
  }
});

test("property: no text holds a command, keeps its length, and stays as it is then", () => {
  fc.assert(
    fc.property(lines, (parts) => {
      const text = parts.join("");
      const free = withoutCiCommands(text);
      expect(commandLines(free)).toEqual([]);
      expect(free).toHaveLength(text.length);
      expect(withoutCiCommands(free)).toBe(free);
    }),
    { numRuns: 2000 },
  );
});

describe("JSON", () => {
  test("a marker is written by an escape", () => {
    expect(jsonLine({ status: "##[error]" })).toBe(String.raw`{"status":"\u0023#[error]"}`);
  });

  test("property: it parses to the same value, and there is nothing left to take out", () => {
    fc.assert(
      fc.property(
        fc.dictionary(
          lines.map((parts) => parts.join("")),
          lines,
        ),
        (value) => {
          const line = jsonLine(value);
          expect(JSON.parse(line)).toEqual(JSON.parse(JSON.stringify(value)));
          expect(commandLines(line)).toEqual([]);
          expect(withoutCiCommands(line)).toBe(line);
        },
      ),
    );
  });
});

describe("a stream", () => {
  /** What arrives of what is written, piece by piece. */
  function written(pieces: readonly (string | Uint8Array)[]): string {
    let arrived = "";
    const stream = new Writable({
      decodeStrings: false,
      write(chunk, _, done) {
        arrived += String(chunk);
        done();
      },
    });
    keepCommandFree(stream);
    for (const one of pieces) stream.write(one);
    return arrived;
  }

  test("a command that is written in pieces is none", () => {
    expect(written(["a #", "#", "[error]x\n:", ":error::y\n", Buffer.from("##vso[a.b]")])).toBe(
      "a ##(error]x\n: error::y\n##vso(a.b]",
    );
  });

  test("the middle of a long line is not its beginning", () => {
    expect(written(["x".repeat(1000), "::error::y"])).toBe(`${"x".repeat(1000)}::error::y`);
  });

  test("property: pieces make what the whole makes", () => {
    fc.assert(
      fc.property(lines, (parts) => {
        expect(commandLines(written(parts))).toEqual([]);
        expect(written(parts)).toBe(withoutCiCommands(parts.join("")));
      }),
    );
  });
});
