import { describe, expect, test } from "vitest";
import { NoAnswerError, TransientError } from "../../../src/api/http/errors.ts";
import { openBudget } from "../../../src/client/budget.ts";
import { afterInput, type Board, firstBoard, type Input } from "../../../src/watch/board.ts";
import { newWatch } from "../../../src/watch/model/watch.ts";
import { listOf } from "../../../src/watch/model/watches.ts";
import { answer } from "../../support/invented/answers.ts";

const ids = ["a", "b"].map((id) => ({ id, label: undefined }));
const board = firstBoard(ids, { budget: openBudget(), signIn: undefined }, 0);
const now = { elapsed: 1000, wall: 5000 };
const look = { everyMs: 60_000, problem: "HTTP 500" };
const settings = { intervalMs: 5000, stallAfterMs: undefined };

/** What is told after each input, and of what in the board it makes another. */
const inputs: {
  readonly [Type in Input["type"]]: readonly [
    Extract<Input, { readonly type: Type }>,
    unknown[],
    Partial<Board>?,
  ];
} = {
  happened: [
    { type: "happened", id: "a", happening: { type: "named", label: "HR" } },
    [{ id: "a", event: { type: "named", label: "HR" } }],
  ],
  limited: [
    { type: "limited", waitMs: 9000, isElsewhere: true },
    [{ event: { type: "wait", waitMs: 9000, isElsewhere: true } }],
  ],
  waitEnded: [{ type: "waitEnded" }, []],
  added: [
    { type: "added", watched: { id: "c", label: "HR" } },
    [{ id: "c", event: { type: "added" } }],
  ],
  dropped: [{ type: "dropped", id: "a" }, [{ id: "a", event: { type: "dropped" } }]],
  restored: [
    { type: "restored", watch: newWatch({ id: "c", label: "HR" }, 0) },
    [{ id: "c", event: { type: "added" } }],
  ],
  queued: [{ type: "queued", toStart: 30 }, [], { toStart: 30 }],
  looked: [{ type: "looked", look }, [{ event: { type: "look", ...look } }], { look }],
  shared: [
    { type: "shared", watchers: 2, perWindow: 25 },
    [{ event: { type: "share", watchers: 2, perWindow: 25 } }],
  ],
  server: [
    { type: "server", problem: "connection refused", watchers: 2, perWindow: 25 },
    [{ event: { type: "server", problem: "connection refused", watchers: 2, perWindow: 25 } }],
    { serverProblem: "connection refused" },
  ],
  deprecated: [
    { type: "deprecated", version: "v2024" },
    [{ event: { type: "deprecated", version: "v2024" } }],
  ],
  paused: [{ type: "paused", isPaused: true }, [], { isPaused: true }],
  attended: [{ type: "attended", id: "b" }, [], { focused: "b" }],
  budget: [
    { type: "budget", budget: { ...openBudget(), watchers: 2 } },
    [],
    { budget: { ...openBudget(), watchers: 2 } },
  ],
  signIn: [
    { type: "signIn", state: { kind: "asking", since: 7 } },
    [],
    { signIn: { kind: "asking", since: 7 } },
  ],
};

describe("a board", () => {
  test.for(Object.entries(inputs))("after %s tells what has become of it", ([, expected]) => {
    const [input, events, changes = {}] = expected;
    const { board: next, events: told } = afterInput(board, input, now);
    expect(told.map(({ at }) => at)).toEqual(events.map(() => now.wall));
    expect(told.map(({ watch, event }) => (watch ? { id: watch.id, event } : { event }))).toEqual(
      events,
    );
    const { watches: _, ...others } = next;
    const { watches: __, ...before } = board;
    expect(others).toEqual({ ...before, ...changes });
  });

  test("has the ids that are added and not dropped, in the order of their coming", () => {
    const idsAfter = (...given: readonly Input[]) => {
      const last = given.reduce((next, input) => afterInput(next, input, now).board, board);
      return listOf(last.watches).map(({ id }) => id);
    };
    const add = (id: string): Input => ({ type: "added", watched: { id, label: undefined } });
    expect(idsAfter(add("c"))).toEqual(["a", "b", "c"]);
    expect(idsAfter({ type: "dropped", id: "a" }, add("a"))).toEqual(["b", "a"]);
  });

  test("is the same after what happens to an id that is not watched, or an id that is comes again", () => {
    const happening = { type: "named", label: "HR" } as const;
    const inVain: readonly Input[] = [
      { type: "happened", id: "c", happening },
      { type: "dropped", id: "c" },
      { type: "added", watched: { id: "a", label: "HR" } },
      { type: "restored", watch: newWatch({ id: "a", label: "HR" }, 0) },
    ];
    for (const input of inVain) {
      expect(afterInput(board, input, now)).toEqual({ board, events: [] });
    }
  });

  test("knows of every id when a 429 held it back, and that the user has ended that", () => {
    const waitsOf = ({ watches }: Board) => listOf(watches).map(({ waits }) => waits);
    const limited = afterInput(board, { type: "limited", waitMs: 9000 }, now).board;
    const [first, second] = waitsOf(limited);
    expect(first).not.toEqual(waitsOf(board)[0]);
    expect(second).toEqual(first);
    const ended = afterInput(limited, { type: "waitEnded" }, { elapsed: 3000, wall: 7000 }).board;
    expect(waitsOf(ended)).toEqual(
      waitsOf(afterInput(board, { type: "limited", waitMs: 2000 }, now).board),
    );
  });

  test("keeps one list of 429s for all ids that have met the same", () => {
    const waitsOf = ({ watches }: Board) => listOf(watches).map(({ waits }) => waits);
    const ending = answer("CANCELLED");
    const inputs: readonly Input[] = [
      { type: "happened", id: "a", happening: { type: "answered", answer: ending, ...settings } },
      { type: "added", watched: { id: "c", label: undefined } },
      { type: "limited", waitMs: 1000 },
      { type: "added", watched: { id: "d", label: undefined } },
      { type: "limited", waitMs: 9000 },
      { type: "waitEnded" },
    ];
    const last = inputs.reduce((next, input) => afterInput(next, input, now).board, board);
    const [ended, first, second, late] = waitsOf(last);
    expect(second).toBe(first);
    expect(ended).toBe(waitsOf(board)[0]);
    expect(late).not.toBe(first);
    expect(first?.last).toEqual([{ from: 1000, until: 1000 }]);
  });

  test("tells of a look that goes another way than the last, and of no other", () => {
    let next = board;
    const told = [undefined, undefined, "HTTP 500", "HTTP 500", "HTTP 403", undefined].map(
      (problem) => {
        const { board: after, events } = afterInput(
          next,
          { type: "looked", look: { everyMs: 60_000, problem } },
          now,
        );
        next = after;
        return events.length;
      },
    );
    expect(told).toEqual([0, 0, 1, 0, 1, 1]);
    expect(next.look).toEqual({ everyMs: 60_000, problem: undefined });
  });

  test("tells what to do about a fault once, of whatever id", () => {
    let next = board;
    const adviceAt = (id: string, advice?: string) => {
      const error =
        advice === undefined
          ? new TransientError("HTTP 502")
          : new NoAnswerError("no certificate", { advice });
      const happening = { type: "failed", error, jitter: 0 } as const;
      const { board: after, events } = afterInput(next, { type: "happened", id, happening }, now);
      next = after;
      return events.map(({ event }) => event.type === "fault" && event.advice);
    };
    expect(adviceAt("a", "set A")).toEqual(["set A"]);
    expect(adviceAt("b", "set A")).toEqual([undefined]);
    expect(adviceAt("b")).toEqual([undefined]);
    expect(adviceAt("b", "set B")).toEqual(["set B"]);
    expect(adviceAt("a", "set A")).toEqual([undefined]);
    expect(adviceAt("a", "set B")).toEqual([undefined]);
  });

  test("tells an answer first, with how long it took, then what it changes", () => {
    const happening = { type: "answered", answer: answer("STARTED"), ...settings } as const;
    const told = (from: Board) =>
      afterInput(from, { type: "happened", id: "a", happening }, now).events.map(
        ({ event }) => event,
      );
    const poll = { type: "poll", answer: answer("STARTED"), tookMs: 0 };
    expect(told(board)).toMatchObject([poll, { type: "status", to: "STARTED" }]);
    const asked: Input = { type: "happened", id: "a", happening: { type: "asked" } };
    const { board: after } = afterInput(board, asked, { elapsed: 300, wall: 4300 });
    expect(told(after)).toMatchObject([{ ...poll, tookMs: 700 }, { type: "status" }]);
  });
});
