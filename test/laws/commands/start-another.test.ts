import { describe, expect, test } from "vitest";
import type { ListedTask } from "../../../src/api/endpoints/tasks.ts";
import {
  NoAnswerError,
  NotFoundError,
  RefusedError,
  SignInRefusedError,
  UnnamedTaskError,
} from "../../../src/api/http/errors.ts";
import type { SourceStarts } from "../../../src/commands/starting/source-starts.ts";
import { createStarter } from "../../../src/commands/starting/start-another.ts";
import type { StartQuestion } from "../../../src/ui/view/start-question.ts";
import { newWatch, type Watch, type WatchedId } from "../../../src/watch/model/watch.ts";
import { inventedWatcher } from "../../support/invented/watcher.ts";

const id = "2c91808477a6b0c60177a81146b8110b";
const nextId = "2c91808477a6b0c60177a81146b8220c";
const sourceId = "2c918084660f45d6016617daa9210584";

const ended = (watched: Partial<WatchedId> = {}): Watch => ({
  ...newWatch({ id, label: "HR", tenant: "acme", ...watched }, 0),
  ending: { kind: "CANCELLED", at: 0, isSeenRunning: true, tookMs: undefined },
});

const running = { id: nextId, created: 0, completed: undefined, answeredAt: 63_000 } as ListedTask;

/** A starter of one id that has ended; `more` is what the tenant does. */
function starting(more: Partial<SourceStarts> = {}, watches: readonly Watch[] = [ended()]) {
  const watcher = inventedWatcher("acme", watches);
  const notices: string[] = [];
  const questions: StartQuestion[] = [];
  const reported: string[] = [];
  const sent: string[] = [];
  const leave = new AbortController();
  const starter = createStarter({
    watcher,
    screen: {
      notice: (text) => void notices.push(text),
      askStart: (question) => void questions.push(question),
    },
    starts: {
      taskOf: async () => ({ sourceId, sourceName: "Workday HR" }),
      runningOf: async () => undefined,
      send: async (source) => {
        sent.push(source.id);
        return nextId;
      },
      report: async (error, source) => void reported.push(`${source.name}: ${error.kind}`),
      ...more,
    },
    signal: leave.signal,
  });
  return { starter, watcher, notices, questions, reported, sent, leave };
}

const question: StartQuestion = {
  like: ended(),
  source: { id: sourceId, name: "Workday HR" },
  tenantName: "acme",
};

const rejecting = (problem: unknown) => () => Promise.reject(problem);

describe("before a start", () => {
  test("the question names the tenant, and the source as its task does, not the user's label", async () => {
    const { starter, questions, sent } = starting();
    await starter.ask(id);
    expect(questions).toEqual([question]);
    expect(sent).toEqual([]);
  });

  test("a task without a source's name leaves the label for it", async () => {
    const { starter, questions } = starting({
      taskOf: async () => ({ sourceId, sourceName: undefined }),
    });
    await starter.ask(id);
    expect(questions[0]?.source).toEqual({ id: sourceId, name: "HR" });
  });

  test("an id whose source is not known and cannot be found is told why", async () => {
    const nameless = starting({
      taskOf: async () => ({ sourceId: undefined, sourceName: undefined }),
    });
    const missing = starting({ taskOf: rejecting(new NotFoundError("404")) });
    const forbidden = starting({ taskOf: rejecting(new RefusedError(403, "")) });
    for (const { starter } of [nameless, missing, forbidden]) await starter.ask(id);
    expect(nameless.notices.at(-1)).toBe("not started: its task has no source");
    expect(missing.notices.at(-1)).toBe("not started: 404, no such task");
    expect(forbidden.notices.at(-1)).toBe("not started: 403, needs scope idn:task-management:read");
    const asked = [nameless, missing, forbidden].flatMap(({ questions }) => questions);
    expect(asked).toEqual([]);
  });

  test("nothing is asked or looked up while the id itself has not ended", async () => {
    const taskOf = rejecting(new Error("asked"));
    const { starter, notices, questions } = starting({ taskOf }, [
      newWatch({ id, label: "HR", tenant: "acme" }, 0),
    ]);
    await starter.ask(id);
    expect(notices).toEqual(["not started: this one has not ended yet"]);
    expect(questions).toEqual([]);
  });

  test("nothing is asked while another of the source is watched, whatever the lists say", async () => {
    const other = newWatch({ id: nextId, label: "other", tenant: "acme", sourceId }, 0);
    const { starter, notices, questions } = starting({}, [ended(), other]);
    await starter.ask(id);
    expect(notices.at(-1)).toBe("not started: already running: Workday HR");
    expect(questions).toEqual([]);
  });

  test("another tenant's source with the same id does not count", async () => {
    const other = newWatch({ id: nextId, label: "HR", tenant: "beta", sourceId }, 0);
    const { starter, questions } = starting({}, [ended(), other]);
    await starter.ask(id);
    expect(questions).toHaveLength(1);
  });

  test("a bug of ours is no refusal", async () => {
    const bug = new TypeError("ours");
    await expect(starting({ taskOf: rejecting(bug) }).starter.ask(id)).rejects.toBe(bug);
    await expect(starting({ send: rejecting(bug) }).starter.start(question)).rejects.toBe(bug);
  });
});

describe("a start", () => {
  const added = ["add", [{ id: nextId, label: "HR", sourceId, tenant: "acme" }]] as const;

  test("is sent once, and its id is watched with the same label and tenant", async () => {
    const { starter, watcher, notices, sent } = starting();
    await starter.start(question);
    expect(sent).toEqual([sourceId]);
    expect(watcher.told).toEqual([added]);
    expect(notices).toEqual(["started another aggregation of Workday HR"]);
  });

  test("is not sent where one runs already: that one is watched", async () => {
    const { starter, watcher, notices, sent } = starting({ runningOf: async () => running });
    await starter.start(question);
    expect(sent).toEqual([]);
    expect(watcher.told).toEqual([added]);
    expect(notices).toEqual(["already running (1m 03s), now watched: Workday HR"]);
  });

  test("is not sent while another of the source is on its way", async () => {
    const answered = Promise.withResolvers<undefined>();
    const { starter, notices, sent } = starting({ runningOf: () => answered.promise });
    const first = starter.start(question);
    await starter.start(question);
    expect(notices).toEqual(["not started: already running: Workday HR"]);
    answered.resolve(undefined);
    await first;
    expect(sent).toEqual([sourceId]);
  });

  test.for([
    [new RefusedError(403, ""), "not started: 403, needs scope idn:sources:manage"],
    [new RefusedError(400, "no file"), "not started: HTTP 400; with a file: aggwatch start --file"],
    [new RefusedError(409, "busy"), "not started: HTTP 409, busy"],
    [new NotFoundError(""), "not started: 404, no such source any more"],
    [new SignInRefusedError("no"), "not started: sign-in refused"],
    [
      new NoAnswerError("timeout after 10s"),
      "may have started (timeout after 10s): aggwatch list tells",
    ],
    [new UnnamedTaskError(""), "started, but its id is not known: aggwatch list tells"],
  ] as const)(
    "that fails by %s says on the screen what to do, and in full afterwards",
    async ([error, text]) => {
      const { starter, watcher, notices, reported } = starting({ send: rejecting(error) });
      await starter.start(question);
      expect(notices).toEqual([text]);
      expect(reported).toEqual([`Workday HR: ${error.kind}`]);
      expect(watcher.told).toEqual([]);
    },
  );

  test("is not sent where what runs cannot be listed", async () => {
    const runningOf = rejecting(new RefusedError(403, ""));
    const { starter, notices, sent } = starting({ runningOf });
    await starter.start(question);
    expect(sent).toEqual([]);
    expect(notices).toEqual(["not started: 403, needs scope idn:task-management:read"]);
  });

  test("keeps a session from ending until it is through", async () => {
    const answered = Promise.withResolvers<string>();
    const { starter, watcher } = starting({ send: () => answered.promise });
    expect(await starter.settled()).toBe(false);
    const start = starter.start(question);
    const settled = starter.settled();
    expect(watcher.told).toEqual([]);
    answered.resolve(nextId);
    expect(await settled).toBe(true);
    expect(watcher.told).toEqual([added]);
    await start;
    expect(await starter.settled()).toBe(false);
  });

  test("that is cut off by leaving says nothing on the screen, which is gone", async () => {
    const { starter, notices, leave } = starting({
      send: async (_source, _of, signal) => {
        leave.abort();
        return signal.throwIfAborted() as never;
      },
    });
    await starter.start(question);
    expect(notices).toEqual([]);
  });
});
