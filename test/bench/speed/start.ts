import { execFileSync } from "node:child_process";
import { openPty } from "../../terminal/support/pty.ts";
import { type Measured, median } from "./measured.ts";

const program = new URL("../../../dist/aggwatch.js", import.meta.url).pathname;
const runs = 15;

/** How long it takes until there is something to read, beside a Node that does nothing. */
export async function measureStart(): Promise<readonly Measured[]> {
  const kinds = [
    { what: "`aggwatch --version`", once: () => plain([program, "--version"]) },
    { what: "`aggwatch --help`", once: () => plain([program, "--help"]) },
    { what: "first frame of `aggwatch demo`", once: firstFrame },
  ];
  const rows: Measured[] = [];
  for (const { what, once } of kinds) {
    const ours: number[] = [];
    const theirs: number[] = [];
    for (let run = 0; run < runs; run += 1) {
      // In turn, so that a slow moment of the machine meets both.
      ours.push(await once());
      theirs.push(plain(["-e", "0"]));
    }
    const reference = "`node -e 0`";
    rows.push({ what, ours: median(ours), reference, theirs: median(theirs), unit: "ms" });
  }
  return rows;
}

function plain(args: readonly string[]): number {
  const startedAt = performance.now();
  execFileSync(process.execPath, args);
  return performance.now() - startedAt;
}

async function firstFrame(): Promise<number> {
  const startedAt = performance.now();
  const pty = openPty(process.execPath, [program, "demo"]);
  await pty.until("aggwatch ·");
  const ms = performance.now() - startedAt;
  pty.kill("SIGKILL");
  await pty.exited;
  return ms;
}
