import { describe, expect, test } from "vitest";
import type { Counters } from "../../../../src/api/endpoints/counters.ts";
import type { StatusAnswer } from "../../../../src/api/tenant.ts";
import { decide } from "../../../../src/watch/decide/decide.ts";
import { numbersOf } from "../../../../src/watch/forecast/runs.ts";
import { newThroughput } from "../../../../src/watch/forecast/throughput.ts";
import { newWatch, type Watch } from "../../../../src/watch/model/watch.ts";
import { accounts, answer, identities } from "../../../support/invented/answers.ts";

const fresh = newWatch({ id: "a", label: undefined }, 0);

/** The watch after answers, one every 10 s of its clock, all of which are another hour's here. */
function after(answers: readonly StatusAnswer[], first: Watch = fresh): Watch {
  return answers.reduce((watch, said, index) => {
    const settings = { intervalMs: 5000, stallAfterMs: undefined };
    const elapsed = index * 10_000;
    const now = { elapsed, wall: 3_600_000 + elapsed };
    return decide(watch, { type: "answered", answer: said, ...settings }, now).watch;
  }, first);
}

describe("the counters seen", () => {
  test("are dated by the answer that they came with, and by no later one without any", () => {
    const collected = answer("ACCOUNTS_COLLECTED", accounts(1, 10));
    expect(after([collected]).countersAt).toBe(3_600_000);
    expect(after([collected, collected]).countersAt).toBe(3_610_000);
    expect(after([collected, collected, answer("RETRIED")]).countersAt).toBe(3_610_000);
  });
});

describe("the phases of a watch", () => {
  const at = (status: string | undefined, answeredAt: number, start?: number) =>
    answer(status, {}, { answeredAt, ...(start !== undefined && { start }) });

  test("are its statuses, each since the answer that was the first to say so", () => {
    const said = [
      at("STARTED", 2000, 1000),
      at("STARTED", 3000, 1000),
      at("ACCOUNTS_COLLECTED", 5000, 1000),
      at("ACCOUNTS_COLLECTED", 6000, 1000),
      at(undefined, 7000, 1000),
    ];
    expect(after(said).phases).toEqual([
      { status: "STARTED", since: 1000 },
      { status: "ACCOUNTS_COLLECTED", since: 5000, seenWithinMs: 2000 },
    ]);
  });

  test("are the same after an answer without a status as before it", () => {
    const collected = [at("STARTED", 2000, 1000), at("ACCOUNTS_COLLECTED", 5000, 1000)];
    const same = [...collected, at(undefined, 6000, 1000), at("ACCOUNTS_COLLECTED", 7000, 1000)];
    expect(after(same).phases).toEqual(after(collected).phases);
    const next = [...collected, at(undefined, 6000, 1000), at("COMPLETED", 7000, 1000)];
    expect(after(next).phases.at(-1)).toEqual({
      status: "COMPLETED",
      since: 7000,
      seenWithinMs: 1000,
    });
  });

  test("begin at a time unknown where the first is not STARTED, or no start is told", () => {
    expect(after([at("ACCOUNTS_COLLECTED", 2000, 1000)]).phases).toEqual([
      { status: "ACCOUNTS_COLLECTED", since: undefined },
    ]);
    expect(after([at("STARTED", 2000)]).phases).toEqual([{ status: "STARTED", since: undefined }]);
  });

  test("are the last 20 of a run that is retried again and again", () => {
    const said = Array.from({ length: 31 }, (_, index) =>
      at(index % 2 === 0 ? "STARTED" : "RETRIED", index, 0),
    );
    const { phases } = after(said);
    expect(phases.map(({ since }) => since)).toEqual(
      Array.from({ length: 20 }, (_, at) => at + 11),
    );
  });
});

describe("the throughput of a watch", () => {
  const collected = (counters: Partial<Counters>) => answer("ACCOUNTS_COLLECTED", counters);

  test.for([
    ["accounts", accounts],
    ["identities", identities],
  ] as const)("is what was processed of its %s between two answers", ([name, of]) => {
    const first = collected(of(100, 1000));
    expect(after([first]).throughput).toEqual({
      accounts: undefined,
      identities: undefined,
      [name]: newThroughput(0),
    });
    const { throughput } = after([first, collected(of(130, 1000)), collected(of(170, 1000))]);
    expect(numbersOf(throughput[name]?.buckets ?? [])).toEqual([30, 40]);
  });

  test("is as before at an answer after which there are no counters", () => {
    const first = collected(accounts(100, 1000));
    const seen = after([first, collected(accounts(130, 1000))]);
    expect(after([answer("STARTED")], seen).throughput).toEqual(seen.throughput);
  });
});
