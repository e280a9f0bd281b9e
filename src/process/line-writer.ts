import type { Host } from "./host.ts";

/** Writes lines to standard output. */
export function lineWriter({ stdout }: Pick<Host, "stdout">): (line: string) => void {
  return (line) => void stdout.write(`${line}\n`);
}
