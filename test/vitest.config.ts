import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";
import { manualPages } from "../src/build/manual-pages.ts";

/** Longer than anything takes on a computer with ten times as much to do as it can. */
const lastResortMs = 300_000;

/** Loading the program anew for each file takes longer than most laws do. */
const shared = { isolate: false };

export default defineConfig({
  plugins: [manualPages],
  test: {
    root: new URL("..", import.meta.url).pathname,
    // Times of day on screens are local.
    env: { TZ: "UTC" },
    globalSetup: "test/support/temporary-folder.ts",
    // Tests wait for what they want to see; these limits only end what will never come.
    testTimeout: lastResortMs,
    hookTimeout: lastResortMs,
    expect: { poll: { timeout: lastResortMs } },
    // Most of the time goes into waiting: for a server, a terminal, a process.
    maxWorkers: 2 * availableParallelism(),
    projects: [
      { extends: true, test: { name: "laws", include: ["test/laws/**/*.test.ts"], ...shared } },
      { extends: true, test: { name: "wire", include: ["test/wire/**/*.test.ts"], ...shared } },
      {
        extends: true,
        test: {
          name: "screens",
          include: ["test/screens/**/*.test.tsx"],
          // Without a size in sight Ink asks two programs for it, for each screen.
          env: { COLUMNS: "80", LINES: "24" },
          ...shared,
        },
      },
      {
        extends: true,
        test: { name: "terminal", include: ["test/terminal/**/*.test.ts"], ...shared },
      },
      {
        extends: true,
        test: {
          name: "examples",
          include: ["test/examples/**/*.test.ts"],
          globalSetup: "test/examples/packed.ts",
          ...shared,
        },
      },
      { extends: true, test: { name: "fleet", include: ["test/fleet/**/*.test.ts"] } },
      { extends: true, test: { name: "keyring", include: ["test/keyring/**/*.test.ts"] } },
    ],
  },
});
