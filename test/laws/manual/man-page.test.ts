import { Command, Option } from "commander";
import { describe, expect, test } from "vitest";
import { manPage } from "../../../src/manual/man-page.ts";
import { outlineOf } from "../../../src/manual/completions/outline.ts";
import { topics } from "../../../src/manual/topics.ts";
import { roffText } from "../../../src/manual/roff.ts";
import { exitCodeRows } from "../../../src/manual/sections/exit-codes.ts";
import { pageOf } from "../../support/manual-pages.ts";
import { everyFlag, wholeProgram } from "../../support/whole-program.ts";

const page = await manPage(wholeProgram(), "1.2.3", pageOf);

/** The sections of a page by their titles; those of commands by `aggwatch start`. */
function sectionsOf(text: string): ReadonlyMap<string, string> {
  const [, ...parts] = text.split(/^\.S[HS] /m);
  return new Map(parts.map((part) => [part.slice(0, part.indexOf("\n")), part]));
}

describe("the man page", () => {
  const sections = sectionsOf(page);

  test("has the sections of a man page, in their order", () => {
    expect(Array.from(page.matchAll(/^\.SH (.*)$/gm), ([, title]) => title)).toEqual([
      "NAME",
      "SYNOPSIS",
      "DESCRIPTION",
      "OPTIONS",
      "COMMANDS",
      ...topics
        .filter(({ name }) => name !== "install" && name !== "troubleshooting")
        .map(({ name, about }) => (name === "exit-codes" ? "EXIT STATUS" : about.toUpperCase())),
      "EXAMPLES",
      "SEE ALSO",
    ]);
  });

  test("names the topics that it does not have", () => {
    const also = sections.get("SEE ALSO");
    for (const name of ["install", "troubleshooting"]) expect(also).toContain(`help ${name}`);
  });

  test.for(everyFlag(wholeProgram()))("tells of %s %s", ([command, flag]) => {
    const section = sections.get(command === "" ? "OPTIONS" : `aggwatch ${command}`);
    expect(section?.split("\n").some((line) => isTerm(line, flag))).toBe(true);
  });

  test("shows how each command is called", () => {
    for (const { name } of outlineOf(wholeProgram()).commands) {
      expect(sections.get("SYNOPSIS")).toContain(`\\fBaggwatch ${name}\\fR `);
    }
  });

  test("has every exit code", () => {
    for (const [code] of exitCodeRows) {
      expect(sections.get("EXIT STATUS")).toContain(`\n\\fB${code}\\fR\n`);
    }
  });

  test("says what the program does in a sentence", () => {
    expect(sections.get("DESCRIPTION")).toMatch(/^DESCRIPTION\n[A-Z][^\n]*[^.]\.\n/);
  });

  test("is the same, whenever it is made", async () => {
    expect(await manPage(wholeProgram(), "1.2.3", pageOf)).toBe(page);
    expect(page).toMatch(/^\.TH AGGWATCH 1 "" "aggwatch 1\.2\.3" "User Commands"\n/);
  });

  test("has only requests of man(7) and escapes of roff, in ASCII", () => {
    const requests = new Set(page.match(/^[.'].*$/gm)?.map((line) => line.split(" ")[0]));
    const known = new Set([
      ".TH",
      ".nh",
      ".ad",
      ".SH",
      ".SS",
      ".PP",
      ".TP",
      ".br",
      ".nf",
      ".fi",
      ".RS",
      ".RE",
      ".IP",
    ]);
    expect([...requests].filter((request) => !known.has(request ?? ""))).toEqual([]);
    const escapes = /\\(?:[e&-]|f[BR]|\((?:aq|dq|ga|ha|ti)|\[u[\dA-F]+\])/g;
    expect(page.replaceAll(escapes, "")).not.toContain("\\");
    expect(page).toMatch(/^[\x20-\x7E\n]*$/);
  });
});

/** Whether a line is the term of that flag, whichever names and value stand beside it. */
function isTerm(line: string, flag: string): boolean {
  const words = /^\\fB(.*)\\fR$/.exec(line)?.[1]?.split(/,? /) ?? [];
  return words.includes(roffText(flag));
}

describe("text for roff", () => {
  test.for([
    ["--no-motion", String.raw`\-\-no\-motion`],
    [".nf", String.raw`\&.nf`],
    ["'nf", String.raw`\(aqnf`],
    [String.raw`C:\n`, String.raw`C:\en`],
    ["a.b", "a.b"],
    ['"~^`', String.raw`\(dq\(ti\(ha\(ga`],
    ["≈1…", String.raw`\[u2248]1\[u2026]`],
    ["𝄞", String.raw`\[u1D11E]`],
  ])("%s is %s", ([text = "", escaped]) => {
    expect(roffText(text)).toBe(escaped);
  });

  test("is what a page has, whatever a flag says of itself", async () => {
    const command = new Command("p")
      .description("does it")
      .addOption(new Option("--x", ".so 'x'\\"));
    expect(await manPage(command, "1", pageOf)).toContain(
      "\n.TP\n\\fB\\-\\-x\\fR\n\\&.so \\(aqx\\(aq\\e\n",
    );
  });
});
