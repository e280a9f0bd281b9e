const hurry = encodeURIComponent(`
  import { syncBuiltinESMExports } from "node:module";
  import timers from "node:timers/promises";
  const { setTimeout: sleep } = timers;
  const hurried = new Promise((resolve) => process.once("SIGURG", resolve));
  timers.setTimeout = (ms, value, options) =>
    ms < 60_000 ? sleep(ms, value, options) : Promise.race([sleep(ms, value, options), hurried]);
  syncBuiltinESMExports();
`);

/**
 * Has every wait of the program of a minute or more end at the signal SIGURG, which does nothing to
 * other programs: a test of a time that runs out chooses the moment, on a busy computer as well.
 */
export const hurryingAtSignal = { NODE_OPTIONS: `--import=data:text/javascript,${hurry}` };
