import { knownEnding } from "./known-ending.ts";
import type { Watch } from "./watch.ts";

/**
 * The watches of a board, in the order in which they came. Immutable: one in which a watch has
 * changed shares everything else with the one before, so an input costs the same for any number of
 * ids.
 */
export interface Watches {
  readonly size: number;
  /** How many have no known end, and are polled. */
  readonly live: number;
  /** How many have not ended; the verdict of some may be pending. */
  readonly unended: number;
  /** The watches by their places, in nodes of at most `nodeSize`; all leaves at the same depth. */
  readonly tree: Tree;
  readonly depth: number;
  /**
   * The place of each id. Shared with the watches after an addition, which append to it: places
   * from `size` on are theirs.
   */
  readonly places: Map<string, number>;
}

export type Tree = readonly (Tree | Watch)[];

const nodeBits = 5;
const nodeSize = 2 ** nodeBits;

/** @param all with different ids */
export function watchesOf(all: readonly Watch[]): Watches {
  let tree: Tree = all;
  let depth = 0;
  for (; tree.length > nodeSize; depth += 1) tree = inNodes(tree);
  return {
    size: all.length,
    live: all.filter(isLive).length,
    unended: all.filter(isUnended).length,
    tree,
    depth,
    places: new Map(all.map(({ id }, place) => [id, place])),
  };
}

export function listOf({ tree, depth }: Watches): readonly Watch[] {
  return (tree as readonly unknown[]).flat(depth) as Watch[];
}

export function watchOf({ size, places, tree, depth }: Watches, id: string): Watch | undefined {
  const place = places.get(id);
  if (place === undefined || place >= size) return undefined;
  let node: Tree = tree;
  for (let level = depth; level > 0; level -= 1) node = node[partOf(place, level)] as Tree;
  return node[partOf(place, 0)] as Watch;
}

/** With another state of an id, or with one more id as the last. */
export function withWatch(watches: Watches, watch: Watch): Watches {
  const before = watchOf(watches, watch.id);
  if (!before) return withAdded(watches, watch);
  const { size, live, unended, tree, depth, places } = watches;
  return {
    size,
    live: live - Number(isLive(before)) + Number(isLive(watch)),
    unended: unended - Number(isUnended(before)) + Number(isUnended(watch)),
    tree: replaced(tree, depth, places.get(watch.id) ?? 0, watch),
    depth,
    places,
  };
}

export function withoutWatch(watches: Watches, id: string): Watches {
  return watchesOf(listOf(watches).filter((watch) => watch.id !== id));
}

function withAdded(watches: Watches, watch: Watch): Watches {
  const { size, live, unended, tree, depth, places: shared } = watches;
  // Others may have been added to the same watches before.
  const places = shared.size === size ? shared : new Map([...shared].slice(0, size));
  places.set(watch.id, size);
  const isFull = size === nodeSize ** (depth + 1);
  const nextDepth = isFull ? depth + 1 : depth;
  return {
    size: size + 1,
    live: live + Number(isLive(watch)),
    unended: unended + Number(isUnended(watch)),
    tree: replaced(isFull ? [tree] : tree, nextDepth, size, watch),
    depth: nextDepth,
    places,
  };
}

/** Copies only the nodes on the way to the place, which may be one after the last. */
function replaced(node: Tree, level: number, place: number, watch: Watch): Tree {
  const part = partOf(place, level);
  const next = level === 0 ? watch : replaced((node[part] ?? []) as Tree, level - 1, place, watch);
  return part < node.length ? node.with(part, next) : [...node, next];
}

function partOf(place: number, level: number): number {
  return (place >>> (nodeBits * level)) % nodeSize;
}

function inNodes(items: Tree): Tree {
  return Array.from({ length: Math.ceil(items.length / nodeSize) }, (_, index) =>
    items.slice(index * nodeSize, (index + 1) * nodeSize),
  );
}

function isLive(watch: Watch): boolean {
  return !knownEnding(watch);
}

function isUnended({ ending }: Watch): boolean {
  return !ending;
}
