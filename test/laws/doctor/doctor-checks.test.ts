import { describe, expect, test } from "vitest";
import { type Check, checkLines, doctorExitCode, unchecked } from "../../../src/doctor/check.ts";
import { checkClock } from "../../../src/doctor/clock.ts";
import { reachAdvice } from "../../../src/api/http/reach-advice.ts";
import { checkInstallation } from "../../../src/doctor/installation.ts";
import { checkTerminal } from "../../../src/doctor/terminal.ts";

const good: Check = { name: "sign-in", verdict: "good", found: ["a token"] };
const bad = (exitCode: 2 | 4): Check => ({ ...good, verdict: "bad", exitCode });

describe("a check on the screen", () => {
  test("has its glyph, what was checked, what was found and what to do", () => {
    const note: Check = {
      name: "clock",
      verdict: "note",
      found: ["a", "b"],
      advice: "do c\n  and d",
    };
    expect([good, note, unchecked("user context")].flatMap(checkLines)).toEqual([
      "✓ sign-in         a token",
      "! clock           a",
      "                  b",
      "                  → do c",
      "                    and d",
      "· user context    not checked",
    ]);
    expect(checkLines(bad(2))[0]).toMatch(/^✗ sign-in/);
  });
});

describe("the exit code", () => {
  test("is the first bad check's, and 0 without one", () => {
    expect(doctorExitCode([])).toBe(0);
    const note: Check = { ...good, verdict: "note" };
    expect(doctorExitCode([good, note, unchecked("clock")])).toBe(0);
    expect(doctorExitCode([good, bad(4), bad(2)])).toBe(4);
    expect(doctorExitCode([bad(2), bad(4)])).toBe(2);
  });
});

test("what runs is told in a line for a bug report", () => {
  const linux = { node: "24.1.0", system: "Linux 6.8.0", architecture: "x64" };
  const check = checkInstallation({ version: "1.2.3", ...linux });
  expect(checkLines(check)).toEqual(["✓ aggwatch        1.2.3, Node.js 24.1.0, Linux 6.8.0 x64"]);
});

describe("a clock", () => {
  test("up to 30 s off is no matter", () => {
    for (const ms of [-30_000, 0, 30_000]) expect(checkClock(ms).verdict).toBe("good");
    expect(checkClock(-9000).found).toEqual(["9s apart from the tenant's"]);
  });

  test("further off is told, with the side", () => {
    expect(checkClock(301_000)).toMatchObject({
      verdict: "note",
      found: ["this computer is 5m 01s behind the tenant"],
      advice: expect.stringMatching(/^set this computer.s clock/),
    });
    expect(checkClock(-30_001).found).toEqual(["this computer is 30s ahead of the tenant"]);
  });

  test("that nobody told of is not checked", () => {
    expect(checkClock(undefined).verdict).toBe("unchecked");
  });
});

describe("a terminal", () => {
  const whole = {
    isTerminal: true,
    columns: 80,
    rows: 24,
    colorDepth: 8,
    env: { LANG: "en_US.UTF-8", TERM: "xterm-256color" },
    platform: "linux",
  } as const;

  test("is its size, colors, letters and name", () => {
    expect(checkTerminal(whole)).toEqual({
      name: "terminal",
      verdict: "good",
      found: ["80×24, 256 colors, UTF-8; TERM=xterm-256color"],
    });
    expect(checkTerminal({ ...whole, colorDepth: 24 }).found[0]).toContain("16,777,216 colors");
    expect(checkTerminal({ ...whole, colorDepth: 1 }).found[0]).toContain("no colors");
  });

  test("that does not know its size is taken for 80×24", () => {
    const { found } = checkTerminal({ ...whole, columns: undefined, rows: undefined });
    expect(found[0]).toMatch(/^80×24/);
  });

  test("that is none, or a dumb one, gets lines, which is no fault", () => {
    const pipe = { ...whole, isTerminal: false, columns: undefined, rows: undefined };
    expect(checkTerminal(pipe)).toMatchObject({
      verdict: "good",
      found: ["no terminal: plain lines will be written"],
    });
    expect(checkTerminal({ ...whole, env: { TERM: "dumb" } })).toMatchObject({
      verdict: "good",
      found: ["TERM=dumb: plain lines will be written"],
    });
  });

  test.for([
    [{ TERM_PROGRAM: "iTerm.app", TERM_PROGRAM_VERSION: "3.5" }, "iTerm.app 3.5, TERM="],
    [{ TERM: "tmux-256color", TERM_PROGRAM: "tmux" }, "tmux, TERM=tmux-256color"],
    [{ TERM: "screen", STY: "1.x" }, "screen, TERM=screen"],
    [{ TERM: "xterm", SSH_CONNECTION: "::1 1 ::1 22" }, "TERM=xterm, over SSH"],
    [{ TERM: "x\u001b[2Jy", TERM_PROGRAM: "a\nb" }, "a b, TERM=xy"],
  ] as const)("is named by its variables, safe to print: %o", ([env, named]) => {
    const { found } = checkTerminal({ ...whole, env: { LANG: "C.UTF-8", ...env } });
    expect(found).toEqual([`80×24, 256 colors, UTF-8; ${named}`]);
  });

  test.for([
    [{ WT_SESSION: "1" }, "; Windows Terminal"],
    [{ TERM: "xterm-256color" }, "; TERM=xterm-256color"],
    [{}, ""],
  ] as const)("has no TERM to speak of on Windows: %o", ([env, named]) => {
    const { found } = checkTerminal({ ...whole, platform: "win32", env });
    expect(found).toEqual([`80×24, 256 colors, UTF-8${named}`]);
  });

  test("that is too small is told how large", () => {
    for (const size of [{ columns: 19 }, { rows: 2 }]) {
      expect(checkTerminal({ ...whole, ...size })).toMatchObject({
        verdict: "note",
        advice: "enlarge it to at least 20×3, better 80×24",
      });
    }
    expect(checkTerminal({ ...whole, columns: 20, rows: 3 }).verdict).toBe("good");
  });

  test.for([
    [{}, "linux", "note"],
    [{ LANG: "C" }, "linux", "note"],
    [{ LANG: "de_DE.utf8" }, "linux", "good"],
    [{ LC_ALL: "C", LANG: "C.UTF-8" }, "linux", "note"],
    [{ LC_ALL: "", LC_CTYPE: "C.UTF-8", LANG: "C" }, "linux", "good"],
    [{}, "win32", "good"],
  ] as const)(
    "has UTF-8 by the first of LC_ALL, LC_CTYPE, LANG: %o on %s",
    ([env, platform, verdict]) => {
      expect(checkTerminal({ ...whole, env, platform }).verdict).toBe(verdict);
    },
  );
});

describe("what to do where the tenant cannot be reached", () => {
  test.for([
    ["ENOTFOUND", undefined, "check the tenant's name"],
    ["EAI_AGAIN", undefined, "this computer's DNS"],
    ["ECONNREFUSED", undefined, "nothing is listening there"],
    ["EHOSTUNREACH", undefined, "firewall"],
    ["bad port", undefined, "that port is blocked"],
    ["no answer in 30s", undefined, "set HTTPS_PROXY"],
    ["SELF_SIGNED_CERT_IN_CHAIN", undefined, "NODE_EXTRA_CA_CERTS"],
    ["UNABLE_TO_GET_ISSUER_CERT_LOCALLY", "p:8080", "NODE_EXTRA_CA_CERTS"],
    ["CERT_HAS_EXPIRED", undefined, "this computer's clock"],
    ["CERT_HAS_EXPIRED", "p:8080", "this computer's clock"],
    ["ERR_TLS_CERT_ALTNAME_INVALID", undefined, "for another host"],
    ["EPROTO", undefined, "does not speak TLS"],
    ["ENOTFOUND", "p:8080", "check HTTPS_PROXY and that the proxy p:8080 runs"],
    ["ECONNREFUSED", "p:8080", "name the tenant's host in NO_PROXY"],
    ["Proxy response (407) !== 200 when HTTP Tunneling", "p:8080", "http://USER:PASSWORD@p:8080"],
    ["Proxy response (403) !== 200 when HTTP Tunneling", "p:8080", "(HTTP 403): ask its owner"],
  ] as const)("%s, by proxy %s", ([reason, proxy, words]) => {
    expect(reachAdvice(reason, proxy)).toContain(words);
  });
});
