import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";
import everything from "./vitest.config.ts";

const { projects: _, ...shared } = everything.test ?? {};

/** The first failure ends a mutant, so what takes long comes last. */
class QuickFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const took = (file: TestSpecification) =>
      this.ctx.cache.getTestSpecificationResult(file)?.duration ?? 0;
    return files.toSorted((one, other) => took(one) - took(other));
  }
}

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
    // A mutant that leaves a law waiting for good is found out by this; the slowest takes 2 s where
    // the machine is quiet.
    testTimeout: 60_000,
    sequence: { sequencer: QuickFirst },
    include: [
      "test/laws/**/*.test.ts",
      // What the client does with an answer is held where it gets one.
      "test/wire/api/{api-versions,client,find-aggregations,find-sources,start-aggregation}*.test.ts",
    ],
    exclude: [
      "test/laws/{bench,recording,client/sharing,simulator}/**/*.test.ts",
      "test/laws/{commands/follow,output/golden-lines}.test.ts",
      // They compile the sources, or load them with another list of counters.
      "test/laws/{forgetting,api/endpoints/counters}.test.ts",
    ],
  },
});
