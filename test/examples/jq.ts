/*
 * jq as a command, as far as the examples use it, for machines that have none: WebAssembly of the
 * real one. It reads standard input.
 *
 *   node test/examples/jq.ts [-FLAGS] FILTER, or with f among the flags its file
 */
import { readFileSync } from "node:fs";
import { text } from "node:stream/consumers";
import { raw } from "jq-wasm";

const [letters = "", last = ""] = process.argv.slice(2);
const isFile = letters.includes("f");
const flags = Array.from(letters.replaceAll(/[-f]/g, ""), (letter) => `-${letter}`);
const filter = isFile ? readFileSync(last, "utf8") : last;
// For each byte that it reads, jq-wasm copies all that is left.
Object.assign(Uint8Array.prototype, {
  slice(this: Uint8Array, from?: number, to?: number) {
    return this.subarray(from, to);
  },
});
try {
  const said = await raw(await text(process.stdin), filter, flags);
  if (said !== "") process.stdout.write(`${said}\n`);
} catch (error) {
  process.stderr.write(`${String(error)}\n`);
  process.exitCode = 5;
}
