import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { csvFolderOf } from "../../../src/commands/ordering/csv-folder.ts";
import { namedOrder, splitsOf } from "../../../src/commands/ordering/named-order.ts";
import type { SourceFinder } from "../../../src/api/endpoints/sources.ts";

/** A tenant with these sources, which finds exact names. */
function finderOf(...names: readonly string[]): SourceFinder {
  const sources = names.map((name) => ({ id: name, name, isDelimitedFile: true }));
  const called = async (text: string) => sources.find(({ name }) => name === text);
  return {
    called,
    first: async () => sources[0],
    all: async () => sources,
    async find(text) {
      const source = await called(text);
      return source ? { kind: "found", source } : { kind: "unknown" };
    },
  };
}

async function read(text: string, ...sources: readonly string[]) {
  const { source, path } = await namedOrder(text, finderOf(...sources));
  return [source.name, path];
}

describe("NAME=FILE", () => {
  test("is a source and its file", async () => {
    expect(await read("HR=hr.csv", "HR")).toEqual(["HR", "hr.csv"]);
    expect(await read("HR", "HR")).toEqual(["HR", undefined]);
  });

  test("is a source alone where one is called so", async () => {
    expect(await read("A=B", "A=B", "A")).toEqual(["A=B", undefined]);
    expect(await read("HR=hr.csv", "HR=hr.csv", "HR")).toEqual(["HR=hr.csv", undefined]);
  });

  test("is parted where the longest name of a source ends", async () => {
    expect(await read("A=B=c.csv", "A=B", "A")).toEqual(["A=B", "c.csv"]);
    expect(await read("A=B=c.csv", "A")).toEqual(["A", "B=c.csv"]);
    expect(await read("A=x=1.csv", "A")).toEqual(["A", "x=1.csv"]);
    expect(splitsOf("A=B=c")).toEqual([
      { name: "A=B", path: "c" },
      { name: "A", path: "B=c" },
    ]);
  });

  test("is refused without a source, and without a file", async () => {
    await expect(read("HR=", "HR")).rejects.toThrow('"HR=" has no file after "=": HR=accounts.csv');
    await expect(read("=hr.csv", "HR")).rejects.toThrow('"=hr.csv" has no source name before "="');
    await expect(read("Nope=hr.csv", "HR")).rejects.toThrow('no source named "Nope"');
  });
});

test("a folder has a source for each CSV file, by name; others are named, hidden ones not", () => {
  const names = [
    "notes.txt",
    "HR.csv",
    ".DS_Store",
    ".old.csv",
    "Sales EMEA.CSV",
    "csv",
    "a.b.csv",
  ];
  expect(csvFolderOf("in", names)).toEqual({
    files: [
      { source: "HR", path: join("in", "HR.csv") },
      { source: "Sales EMEA", path: join("in", "Sales EMEA.CSV") },
      { source: "a.b", path: join("in", "a.b.csv") },
    ],
    others: ["csv", "notes.txt"],
  });
});
