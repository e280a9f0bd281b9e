import { describe, expect, test } from "vitest";
import { createLeaving } from "../../../src/exit/leaving.ts";
import { inventedClock } from "../../support/invented/clock.ts";

/** A process, what it does, and signals for it. */
function process(ignored: readonly NodeJS.Signals[] = []) {
  const clock = inventedClock();
  const done: string[] = [];
  const heard = new Map<NodeJS.Signals, () => void>();
  const port = {
    listen: (signal: NodeJS.Signals, listener: () => void) => void heard.set(signal, listener),
    end: (code: number) => void done.push(`ends with ${code}`),
  };
  const leaving = createLeaving(port, clock, new Set(ignored));
  const send = (signal: NodeJS.Signals) => heard.get(signal)?.();
  const work = () => leaving.onSignal((signal) => void done.push(`leaves by ${signal}`));
  return { clock, done, heard, leaving, send, work };
}

describe("a signal that ends the program", () => {
  test("is handed to what is at work, which leaves in good order", () => {
    const { done, send, work } = process();
    work();
    send("SIGTERM");
    expect(done).toEqual(["leaves by SIGTERM"]);
  });

  test("ends the process at once where nothing is at work", () => {
    const { done, send, work } = process();
    const stop = work();
    stop();
    send("SIGINT");
    expect(done).toEqual(["ends with 130"]);
  });

  test.for(["SIGINT", "SIGTERM", "SIGHUP"] as const)(
    "ends it at once where it is the second, by the code of the first: %s",
    async (second) => {
      const { clock, done, send, work } = process();
      work();
      send("SIGTERM");
      await clock.advance(1000);
      send(second);
      expect(done).toEqual(["leaves by SIGTERM", "ends with 143"]);
    },
  );

  test("is the second one although what was at work has left off", async () => {
    const { clock, done, send, work } = process();
    const stop = work();
    send("SIGINT");
    stop();
    await clock.advance(1000);
    send("SIGINT");
    expect(done).toEqual(["leaves by SIGINT", "ends with 130"]);
  });

  test("that is passed on by a parent as well has a second for what is left to do", async () => {
    const { clock, done, send, work } = process();
    work();
    send("SIGINT");
    await clock.advance(10);
    send("SIGINT");
    await clock.advance(999);
    expect(done).toEqual(["leaves by SIGINT"]);
    await clock.advance(1);
    expect(done).toEqual(["leaves by SIGINT", "ends with 130"]);
  });

  test("may be Ctrl-Break of Windows, which does what Ctrl-C does", () => {
    const { done, send, work } = process();
    work();
    send("SIGBREAK");
    expect(done).toEqual(["leaves by SIGINT"]);
  });

  test("counts like the key Ctrl-C", async () => {
    const { clock, done, leaving, send, work } = process();
    work();
    leaving.raise("SIGINT");
    await clock.advance(1000);
    send("SIGTERM");
    expect(done).toEqual(["leaves by SIGINT", "ends with 130"]);
  });
});

test.for([
  ["SIGQUIT", 131],
  ["SIGABRT", 134],
  ["SIGUSR2", 140],
  ["SIGALRM", 142],
  ["SIGXCPU", 152],
] as const)("%s ends the process at once with %i, at work or not", ([signal, code]) => {
  const { done, leaving, send, work } = process();
  work();
  leaving.onHaste(() => void done.push("terminal given back"));
  send(signal);
  expect(done).toEqual(["terminal given back", `ends with ${code}`]);
});

test("what is taken is given back from the last to the first, though one of them fails", () => {
  const { done, leaving } = process();
  leaving.onHaste(() => void done.push("report"));
  leaving.onHaste(() => {
    throw new Error("ours");
  });
  leaving.onHaste(() => void done.push("screen"));
  leaving.endNow(70);
  leaving.endNow(3);
  expect(done).toEqual(["screen", "report", "ends with 70"]);
});

test("a signal that the process was started to ignore is heard, since it is deadly else, and does nothing", () => {
  const { done, heard, send, work } = process(["SIGHUP", "SIGUSR2"]);
  work();
  send("SIGHUP");
  send("SIGUSR2");
  expect(done).toEqual([]);
  expect([...heard.keys()]).toEqual(expect.arrayContaining(["SIGHUP", "SIGUSR2"]));
  send("SIGTERM");
  expect(done).toEqual(["leaves by SIGTERM"]);
});

test("SIGUSR1 is heard, so that Node opens no debugger, and does nothing", () => {
  const { done, heard, send } = process();
  send("SIGUSR1");
  expect(heard.has("SIGUSR1")).toBe(true);
  expect(done).toEqual([]);
});
