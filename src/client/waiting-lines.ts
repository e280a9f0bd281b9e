import { type Heads, inTurn, type QueuedRequest, type TurnLane } from "./next-turn.ts";

/** A request in its place. */
interface Placed<One> extends QueuedRequest {
  readonly one: One;
  /** Of equals, the one that came first goes first. */
  readonly order: number;
}

/**
 * Waiting requests, a line for each lane in the order of their turns. Only heads are compared, so a
 * turn costs the same for ten and for a thousand.
 */
export function createWaitingLines<One>() {
  const lines: Record<TurnLane, Placed<One>[]> = {
    other: [],
    prompt: [],
    early: [],
    poll: [],
    held: [],
  };
  const places = new Map<One, Placed<One>>();
  let arrivals = 0;
  /** When the first wish changes with time alone; undefined if no longer known. */
  let firstChange: number | undefined;

  const compare = (one: Placed<One>, other: Placed<One>) =>
    inTurn(one, other) || one.order - other.order;

  /** The place in the line, or where it would be. */
  function indexOf(placed: Placed<One>): number {
    const line = lines[placed.lane];
    let [low, high] = [0, line.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      const other = line[middle];
      if (other && compare(other, placed) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Puts it where its wish belongs, also anew; returns whether it is the first of its lane. */
  function place(one: One, request: QueuedRequest): boolean {
    const order = places.get(one)?.order ?? arrivals++;
    leave(one);
    const placed = { ...request, one, order };
    const index = indexOf(placed);
    lines[request.lane].splice(index, 0, placed);
    places.set(one, placed);
    const { lane, changesAt } = request;
    if (lane === "early" && changesAt !== undefined && firstChange !== undefined) {
      firstChange = Math.min(firstChange, changesAt);
    }
    return index === 0;
  }

  /** Returns whether it was the first of its lane. */
  function leave(one: One): boolean {
    const placed = places.get(one);
    if (!placed) return false;
    places.delete(one);
    const index = indexOf(placed);
    lines[placed.lane].splice(index, 1);
    if (placed.lane === "early" && placed.changesAt === firstChange) firstChange = undefined;
    return index === 0;
  }

  /** The first change after a moment; infinite for none. */
  function changeAfter(moment: number): number {
    return lines.early.reduce(
      (next, { changesAt = next }) => (changesAt > moment ? Math.min(next, changesAt) : next),
      Number.POSITIVE_INFINITY,
    );
  }

  /** Looked for among all only once the one that was first has left. */
  function firstChangeAt(): number {
    return (firstChange ??= changeAfter(Number.NEGATIVE_INFINITY));
  }

  return {
    place,
    leave,
    waiting: (): readonly One[] => [...places.keys()],
    heads: (): Heads<Placed<One>> => ({
      other: lines.other[0],
      prompt: lines.prompt[0],
      early: lines.early[0],
      poll: lines.poll[0],
    }),
    /** Whether its wish is still the one that gave it its place. */
    isPlacedBy: (one: One, { lane, dueAt, isUrgent, changesAt }: QueuedRequest): boolean => {
      const placed = places.get(one);
      return (
        placed?.lane === lane &&
        placed.dueAt === dueAt &&
        placed.isUrgent === isUrgent &&
        placed.changesAt === changesAt
      );
    },
    /** Those whose wishes have changed by themselves. */
    changed: (now: number): readonly One[] =>
      firstChangeAt() > now
        ? []
        : lines.early.flatMap(({ one, changesAt = now + 1 }) => (changesAt <= now ? one : [])),
    /** When the next wish changes with time alone; infinite for never. */
    nextChangeAt: (now: number): number =>
      firstChangeAt() > now ? firstChangeAt() : changeAfter(now),
  };
}
