import { Console } from "node:console";
import { Writable } from "node:stream";
import { describe, expect, test } from "vitest";
import { holdMessages } from "../../../src/process/held-messages.ts";
import { takeWarnings, type WarningPort } from "../../../src/process/warnings.ts";

/** A terminal that both streams and the console of a process lead to. */
function terminal(isTTY = true) {
  const written: string[] = [];
  const into = () =>
    new Writable({
      write: (chunk, _encoding, done) => {
        written.push(String(chunk));
        done();
      },
    });
  const stderr = Object.assign(into(), { isTTY }) as unknown as NodeJS.WriteStream;
  const console = new Console({ stdout: into(), stderr });
  return { written, stderr, console };
}

describe("while a screen is up", () => {
  test("nothing that is said reaches the terminal, and all of it is said afterwards", () => {
    const { written, stderr, console } = terminal();
    const sayHeld = holdMessages({ stderr, console });
    stderr.write("one\n");
    console.error("two %s", 2);
    console.log("three");
    console.warn("four");
    expect(written).toEqual([]);
    sayHeld();
    expect(written.join("")).toBe("one\ntwo 2\nthree\nfour\n");
    sayHeld();
    console.error("five");
    stderr.write("six\n");
    expect(written.join("")).toBe("one\ntwo 2\nthree\nfour\nfive\nsix\n");
  });

  test("a file that standard error leads to has it at once, the console's as well", () => {
    const { written, stderr, console } = terminal(false);
    holdMessages({ stderr, console });
    stderr.write("one\n");
    console.log("two");
    expect(written.join("")).toBe("one\ntwo\n");
  });

  test("of a flood the last whole lines are kept, and that there were more is said", () => {
    const { written, stderr, console } = terminal();
    const sayHeld = holdMessages({ stderr, console });
    for (let line = 0; line < 100_000; line += 1) stderr.write(`line ${line}\n`);
    sayHeld();
    const text = written.join("");
    const [said, first, ...others] = text.split("\n");
    expect(said).toBe("aggwatch: earlier messages are left out here; 2> FILE keeps all of them");
    expect(first).toMatch(/^line \d{5}$/);
    expect(others.length).toBeGreaterThan(5000);
    expect(text.length).toBeLessThanOrEqual(64 * 1024 + 80);
    expect(text.endsWith("line 99999\n")).toBe(true);
  });
});

/** Node as it warns, with listeners of its own. */
function warner(own: number, execArgv: readonly string[] = []) {
  const listeners: ((warning: Error) => void)[] = [];
  let count = own;
  const port: WarningPort = {
    execArgv,
    listenerCount: () => count,
    removeAllListeners: () => (count = 0),
    on: (_event, listener) => listeners.push(listener),
  };
  const warn = (message: string, name = "Warning") => {
    for (const listener of listeners) listener(Object.assign(new Error(message), { name }));
  };
  return { port, warn, own: () => count };
}

describe("what Node warns of", () => {
  test("is said once, in one safe line, in place of Node's own way", async () => {
    const { port, warn, own } = warner(1);
    const said: string[] = [];
    takeWarnings(port, {}, (line) => void said.push(line));
    expect(own()).toBe(0);
    warn("TLS is off\u001B[2J\nand more");
    warn("TLS is off\u001B[2J\nand more");
    await expect.poll(() => said).toEqual(["aggwatch: Node.js warns: TLS is off and more"]);
  });

  test("is not said where only who writes programs can do something", async () => {
    const { port, warn } = warner(1);
    const said: string[] = [];
    takeWarnings(port, {}, (line) => void said.push(line));
    warn("old", "DeprecationWarning");
    warn("new", "ExperimentalWarning");
    warn("The 'NO_COLOR' env is ignored due to the 'FORCE_COLOR' env being set.");
    warn("last");
    await expect.poll(() => said).toEqual(["aggwatch: Node.js warns: last"]);
  });

  test.for([
    ["nothing", 0, [], {}],
    ["with stacks", 1, ["--trace-warnings"], {}],
    ["with stacks, by a variable", 1, [], { NODE_OPTIONS: "--trace-deprecation" }],
    ["into a file", 1, [], { NODE_REDIRECT_WARNINGS: "w.log" }],
  ] as const)("is Node's to say where the user wants it to say %s", ([, own, execArgv, env]) => {
    const node = warner(own, execArgv);
    const said: string[] = [];
    takeWarnings(node.port, env, (line) => void said.push(line));
    node.warn("TLS is off");
    expect(said).toEqual([]);
    expect(node.own()).toBe(own);
  });
});
