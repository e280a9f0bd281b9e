const escape = "\u001B";

/** Private modes of DEC (alternate screen, cursor, pasting), but for synchronized output. */
const modes = new RegExp(`${escape}\\[\\?(?!2026)\\d+[hl]`, "g");

/**
 * The terminal for Ink, which sets its modes and draws nothing on it: rows are painted beside it,
 * and what Ink draws of an empty tree are line feeds and erased lines.
 */
export function modesOnly(stdout: NodeJS.WriteStream): NodeJS.WriteStream {
  const write = (chunk: string | Uint8Array, ...rest: never[]) =>
    stdout.write((String(chunk).match(modes) ?? []).join(""), ...rest);
  return new Proxy(stdout, {
    get(target, key) {
      if (key === "write") return write;
      const value: unknown = Reflect.get(target, key, target);
      return typeof value === "function" ? (value.bind(target) as unknown) : value;
    },
  });
}
