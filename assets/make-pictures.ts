/*
 * Makes the pictures of the README from the running program.
 *
 *   npm run pictures
 */
import { writeFile } from "node:fs/promises";
import { openProgram } from "../test/terminal/support/program.ts";
import type { Pty, PtyOptions } from "../test/terminal/support/pty.ts";
import { cellsToSvg } from "./cells-to-svg.ts";

/** Draws what a run of the program shows once `shows` has waited for it. */
async function picture(
  name: string,
  args: readonly string[],
  size: PtyOptions,
  shows: (pty: Pty) => Promise<void>,
): Promise<void> {
  const pty = openProgram(args, size);
  await shows(pty);
  await writeFile(new URL(`${name}.svg`, import.meta.url), cellsToSvg(pty.terminal));
  pty.type("\u0003");
  await pty.exited;
}

await picture("panes", ["demo"], {}, async (pty) => {
  // One is through, three are at work, and the last one has totals.
  await pty.until(/GitHub[^]*CANCELLED/);
  await pty.until(/Active Directory ─+ ▸ [2-9]\d%/);
});
await picture("zoom", ["demo"], {}, async (pty) => {
  pty.type("z");
  await pty.until(/Workday HR ═+ ▸ [67]\d%/);
});
await picture(
  "table",
  ["demo", "all", "--speed", "20"],
  { columns: 120, rows: 40 },
  async (pty) => {
    await pty.until(/TERMINATED[^]*PROCESSING +[━╸┈]+ +[4-9]\d%/);
  },
);
