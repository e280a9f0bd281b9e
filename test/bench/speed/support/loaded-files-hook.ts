/* Loaded into a process before anything else: writes each module it loads into BENCH_LOADED_FILE. */
import { appendFileSync } from "node:fs";
import { registerHooks } from "node:module";

const file = process.env["BENCH_LOADED_FILE"] ?? "";

registerHooks({
  load(url, context, next) {
    appendFileSync(file, `${url}\n`);
    return next(url, context);
  },
});
