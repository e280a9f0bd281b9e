import { drawPlaced } from "../lines/placed-text.ts";

/** The terminal for Ink: each text is drawn where it is planned. */
export function placingStream(stdout: NodeJS.WriteStream): NodeJS.WriteStream {
  const write = (chunk: string | Uint8Array, ...rest: never[]) =>
    stdout.write(typeof chunk === "string" ? drawPlaced(chunk) : chunk, ...rest);
  return new Proxy(stdout, {
    get(target, key) {
      if (key === "write") return write;
      const value: unknown = Reflect.get(target, key, target);
      return typeof value === "function" ? (value.bind(target) as unknown) : value;
    },
  });
}
