import { Console } from "node:console";
import { Writable } from "node:stream";

/** Characters; the last lines are kept. */
const mostHeld = 64 * 1024;
const leftOut = "aggwatch: earlier messages are left out here; 2> FILE keeps all of them\n";

const consoleMethods = ["log", "info", "debug", "warn", "error", "trace", "dir", "table"] as const;

export interface MessagePort {
  readonly stderr: Pick<NodeJS.WriteStream, "write" | "isTTY">;
  readonly console: Pick<Console, (typeof consoleMethods)[number]>;
}

/**
 * Holds standard error, and the console of dependencies, while a screen is up on the terminal,
 * until the function that it returns writes them. Native code's own writes are out of
 * reach.
 */
export function holdMessages({ stderr, console }: MessagePort): () => void {
  const write = stderr.write;
  let held = "";
  let isCut = false;
  let isHeld = true;
  const keep = (chunk: unknown) => {
    const text = typeof chunk === "string" ? chunk : Buffer.from(chunk as Uint8Array).toString();
    // A standard error that leads elsewhere disturbs no screen.
    if (stderr.isTTY && isHeld) hold(text);
    else write.call(stderr, text);
  };
  const hold = (text: string) => {
    held += text;
    if (held.length <= mostHeld) return;
    isCut = true;
    const end = held.slice(-mostHeld);
    // Half a line says nothing.
    held = end.slice(end.indexOf("\n") + 1);
  };
  const sink = new Writable({
    write: (chunk, _encoding, done) => {
      keep(chunk);
      done();
    },
  });
  const quiet = new Console({ stdout: sink, stderr: sink });
  const before = Object.fromEntries(consoleMethods.map((name) => [name, console[name]]));
  Object.assign(console, Object.fromEntries(consoleMethods.map((name) => [name, quiet[name]])));
  stderr.write = (chunk: unknown, ...more: unknown[]) => {
    keep(chunk);
    const done = more.find((one): one is () => void => typeof one === "function");
    if (done) queueMicrotask(done);
    return true;
  };
  return () => {
    if (!isHeld) return;
    isHeld = false;
    stderr.write = write;
    Object.assign(console, before);
    if (isCut) stderr.write(leftOut);
    if (held !== "") stderr.write(held);
  };
}
