/*
 * Makes the pictures of the README from the running program.
 *
 *   npm run pictures
 */
import { writeFile } from "node:fs/promises";
import { openProgram } from "../test/terminal/program.ts";
import { cellsToSvg } from "./cells-to-svg.ts";

const pty = openProgram(["demo"]);
// One is through, three are at work, and the last one has totals.
await pty.until(/GitHub[^]*CANCELLED/);
await pty.until(/Active Directory ─+ ▸ [2-9]\d%/);
await writeFile(new URL("panes.svg", import.meta.url), cellsToSvg(pty.terminal));
pty.type("q");
await pty.exited;
