import { readFileSync } from "node:fs";
import { transformSync } from "rolldown/utils";

const file = new URL("faster.ts", import.meta.url);

/**
 * The environment of a Node whose time passes `speed` times as fast. The hook is given as JavaScript:
 * what takes types away would be in the memory that is measured.
 */
export function fasterBy(speed: number): Readonly<Record<string, string>> {
  if (speed === 1) return {};
  const { code } = transformSync("faster.ts", readFileSync(file, "utf8"));
  return {
    NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(code)}`,
    BENCH_SPEED: `${speed}`,
  };
}
