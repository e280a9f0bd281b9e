import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { newWatch, type Watch } from "../../../../src/watch/model/watch.ts";
import {
  listOf,
  type Tree,
  type Watches,
  watchesOf,
  watchOf,
  withoutWatch,
  withWatch,
} from "../../../../src/watch/model/watches.ts";

const otherwise = { kind: "COMPLETED", at: 0, isSeenRunning: true, tookMs: undefined } as const;
const states: Readonly<Record<string, Partial<Watch>>> = {
  live: {},
  checking: { verdictCheck: { otherwise, askAt: 0, until: 1 } },
  ended: { ending: otherwise },
};

function watch(number: number, state: Partial<Watch> = {}): Watch {
  return { ...newWatch({ id: `id-${number}`, label: undefined }, 0), ...state };
}

function many(size: number): Watches {
  return watchesOf(Array.from({ length: size }, (_, number) => watch(number)));
}

/** The nodes that a tree does not share with another. */
function newNodes({ tree }: Watches, before: Watches): readonly Tree[] {
  const known = new Set(nodesOf(before.tree));
  return nodesOf(tree).filter((node) => !known.has(node));
}

function nodesOf(tree: Tree): readonly Tree[] {
  return [tree, ...tree.flatMap((node) => (isNode(node) ? nodesOf(node) : []))];
}

function isNode(node: Tree | Watch): node is Tree {
  return Array.isArray(node);
}

describe("the watches of a board", () => {
  test("are those that came and were not dropped, in that order, whatever becomes of others", () => {
    const step = fc.record({
      from: fc.nat(),
      number: fc.nat(80),
      as: fc.constantFrom("live", "checking", "ended", "dropped"),
    });
    fc.assert(
      fc.property(fc.nat(70), fc.array(step, { maxLength: 60 }), (size, steps) => {
        const first = many(size);
        const versions = [
          { watches: first, model: new Map(listOf(first).map((one) => [one.id, one])) },
        ];
        for (const { from, number, as } of steps) {
          // Mostly the last one, or any before it.
          const { watches, model } =
            versions[from % 3 === 0 ? from % versions.length : versions.length - 1]!;
          const one = watch(number, states[as]);
          const next = new Map(model);
          if (as === "dropped") next.delete(one.id);
          else next.set(one.id, one);
          versions.push({
            watches: as === "dropped" ? withoutWatch(watches, one.id) : withWatch(watches, one),
            model: next,
          });
        }
        for (const { watches, model } of versions) {
          const all = [...model.values()];
          expect(listOf(watches)).toEqual(all);
          for (let number = 0; number <= 80; number += 1) {
            expect(watchOf(watches, `id-${number}`)).toBe(model.get(`id-${number}`));
          }
          const unended = all.filter(({ ending }) => !ending);
          const live = unended.filter(({ verdictCheck }) => !verdictCheck);
          const counts = { size: all.length, live: live.length, unended: unended.length };
          expect(watches).toMatchObject(counts);
        }
      }),
      { numRuns: 60 },
    );
  });

  test.for([
    [20, 1],
    [1000, 2],
    [30_000, 3],
  ] as const)(
    "of which there are %i copy %i nodes of at most 32 for a change, and no id",
    ([size, nodes]) => {
      const before = many(size);
      const after = withWatch(before, watch(size - 1, states["ended"]));
      const copied = newNodes(after, before);
      expect(copied.length).toBe(nodes);
      expect(Math.max(...copied.map(({ length }) => length))).toBeLessThanOrEqual(32);
      expect(after.places).toBe(before.places);
    },
  );

  test("copy as little for one more id", () => {
    let watches = many(0);
    for (let number = 0; number < 1100; number += 1) {
      const next = withWatch(watches, watch(number));
      // One way from the root to a leaf, in a tree that may have grown by a level.
      expect(newNodes(next, watches).length).toBeLessThanOrEqual(3);
      watches = next;
    }
    expect(listOf(watches)).toHaveLength(1100);
  });
});
