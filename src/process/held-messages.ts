import { Console } from "node:console";
import { Writable } from "node:stream";

/** In characters: of more than that the last is kept. */
const mostHeld = 64 * 1024;

const consoleMethods = ["log", "info", "debug", "warn", "error", "trace", "dir", "table"] as const;

/** What a program says beside its screen, and where it goes. */
export interface MessagePort {
  readonly stderr: Pick<NodeJS.WriteStream, "write" | "isTTY">;
  readonly console: Pick<Console, (typeof consoleMethods)[number]>;
}

/**
 * Keeps all that is said beside a screen from the terminal that shows it: standard error, and the
 * console, to which dependencies write. What native code writes by itself is out of reach.
 *
 * @returns lets it be said from now on, and says what was held
 */
export function holdMessages({ stderr, console }: MessagePort): () => void {
  const write = stderr.write;
  let held = "";
  let isHeld = true;
  const keep = (chunk: unknown) => {
    const text = typeof chunk === "string" ? chunk : Buffer.from(chunk as Uint8Array).toString();
    // Where standard error leads elsewhere, it disturbs no screen.
    if (stderr.isTTY && isHeld) held = (held + text).slice(-mostHeld);
    else write.call(stderr, text);
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
    if (held !== "") stderr.write(held);
  };
}
