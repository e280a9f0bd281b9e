const escape = "\u001B";

/** Private modes of DEC (alternate screen, cursor, pasting), but for synchronized output. */
const modes = new RegExp(`${escape}\\[\\?(?!2026)(\\d+)([hl])`, "g");
const alternateScreen = "1049";
const cursor = "25";

/**
 * The terminal for Ink, which sets its modes and draws nothing on it: rows are painted beside it,
 * and what Ink draws of an empty tree are line feeds and erased lines. A mode that is set already is
 * not set again, since terminals blank an alternate screen that is entered twice.
 */
export function modesOnly(stdout: NodeJS.WriteStream, isTaken: boolean): NodeJS.WriteStream {
  const set = new Map(
    isTaken
      ? [
          [alternateScreen, "h"],
          [cursor, "l"],
        ]
      : [],
  );
  const changes = (chunk: string) =>
    Array.from(chunk.matchAll(modes), ([sequence, mode = "", to = ""]) => {
      if (set.get(mode) === to) return "";
      set.set(mode, to);
      return sequence;
    }).join("");
  const write = (chunk: string | Uint8Array, ...rest: never[]) =>
    stdout.write(changes(String(chunk)), ...rest);
  return new Proxy(stdout, {
    get(target, key) {
      if (key === "write") return write;
      const value: unknown = Reflect.get(target, key, target);
      return typeof value === "function" ? (value.bind(target) as unknown) : value;
    },
  });
}
