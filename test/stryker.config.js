/** A mutation run; README.md beside it says what that is. */
export default {
  mutate: [
    "src/{api,client,watch,wording,text,output,exit}/**/*.ts",
    // It is held by processes that share real files, which take too long to be asked so often.
    "!src/client/sharing/**",
  ],
  testRunner: "vitest",
  // A thread takes over neither the time zone of the tests nor the stack that nested input needs;
  // and coverage says what to run, which needs no second look at what imports what.
  vitest: { configFile: "test/vitest.mutation.config.ts", pool: "forks", related: false },
  // No such file: Stryker reads one with an interface that TypeScript 7 no longer has.
  tsconfigFile: "none",
  coverageAnalysis: "perTest",
  // Code that runs once, on loading, would need every law again for each mutant.
  ignoreStatic: true,
  // Beside what the laws take; most endless loops are noticed by counting before that.
  timeoutMS: 20_000,
  concurrency: 1,
  ignorePatterns: ["dist", "coverage"],
  tempDirName: "coverage/mutation/sandbox",
  incremental: true,
  incrementalFile: "coverage/mutation/incremental.json",
  reporters: ["clear-text", "progress-append-only", "html", "json"],
  clearTextReporter: { logTests: false, reportTests: false },
  htmlReporter: { fileName: "coverage/mutation/mutation.html" },
  jsonReporter: { fileName: "coverage/mutation/mutation.json" },
  thresholds: { high: 95, low: 85, break: 85 },
};
