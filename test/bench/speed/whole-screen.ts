/*
 * What a loop around a script does: once a second it writes the whole screen anew. The text is that
 * of the file that BENCH_SCREEN_FILE names, without colours.
 */
import { readFileSync } from "node:fs";

const text = readFileSync(process.env["BENCH_SCREEN_FILE"] ?? "", "utf8");

setInterval(() => process.stdout.write(`\u001B[H${text}`), 1000);
