import { defineConfig } from "vitest/config";
import everything from "./vitest.config.ts";

const { projects: _, ...shared } = everything.test ?? {};

/**
 * The laws that a mutation run asks; Stryker takes no project of a configuration. Every mutant
 * meets every law that runs its code, so laws that play whole watches are left out: what only those
 * would notice deserves a law of its own.
 */
export default defineConfig({
  test: {
    ...shared,
    // Loading modules takes longer than most laws do.
    isolate: false,
    include: ["test/laws/**/*.test.ts"],
    exclude: [
      "test/laws/{bench,recording,replay,sharing,simulator}*.test.ts",
      "test/laws/{follow,golden-lines}.test.ts",
    ],
  },
});
