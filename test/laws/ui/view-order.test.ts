import { describe, expect, test } from "vitest";
import { TransientError } from "../../../src/api/http/errors.ts";
import { reconciled, rearranged, type Seen } from "../../../src/ui/view/reconcile.ts";
import { firstView, focusOf, type Sort, type View } from "../../../src/ui/view/view.ts";
import type { Watch } from "../../../src/watch/model/watch.ts";
import { gallery } from "../../screens/gallery.ts";
import { sceneOf } from "../../screens/scene-of.ts";
import { fails, says, story } from "../../screens/story.ts";

const { processing, completed, stalled, collecting, terminated, ranged, cancelled } = gallery;
const names = new Map(Object.entries(gallery).map(([name, { id }]) => [id, name]));

function seenOf(watches: readonly Watch[], size = { columns: 80, rows: 24 }): Seen {
  return sceneOf(watches, { size });
}

function orderOf(view: View): readonly string[] {
  return view.order.map((id) => names.get(id) ?? id);
}

function ordered(watches: readonly Watch[], view: Partial<View>): readonly string[] {
  return orderOf(rearranged({ ...firstView, ...view }, seenOf(watches)));
}

describe("the order", () => {
  const some = [processing, completed, stalled, collecting, terminated, ranged];

  test.for([
    ["given", ["processing", "completed", "stalled", "collecting", "terminated", "ranged"]],
    ["problems", ["stalled", "terminated", "processing", "collecting", "ranged", "completed"]],
    ["progress", ["completed", "ranged", "terminated", "processing", "stalled", "collecting"]],
    ["left", ["processing", "ranged", "completed", "stalled", "collecting", "terminated"]],
    ["rate", ["ranged", "processing", "stalled", "completed", "collecting", "terminated"]],
    ["running", ["terminated", "stalled", "processing", "completed", "collecting", "ranged"]],
    ["name", ["collecting", "ranged", "completed", "terminated", "stalled", "processing"]],
  ] as const satisfies readonly (readonly [Sort, readonly string[]])[])(
    "%s",
    ([sort, expected]) => {
      expect(ordered(some, { sort })).toEqual(expected);
    },
  );

  test.for([
    ["problems", ["completed", "processing", "collecting", "ranged", "terminated", "stalled"]],
    ["progress", ["stalled", "processing", "terminated", "ranged", "completed", "collecting"]],
    ["left", ["ranged", "processing", "completed", "stalled", "collecting", "terminated"]],
    ["rate", ["stalled", "processing", "ranged", "completed", "collecting", "terminated"]],
    ["running", ["collecting", "completed", "processing", "stalled", "terminated", "ranged"]],
    ["name", ["processing", "stalled", "terminated", "completed", "ranged", "collecting"]],
  ] as const satisfies readonly (readonly [Sort, readonly string[]])[])(
    "%s reversed: ids without a value stay last",
    ([sort, expected]) => {
      expect(ordered(some, { sort, isReversed: true })).toEqual(expected);
    },
  );

  test("age has the oldest data first, and what has ended or not answered last", () => {
    const ages = [completed, gallery.connecting, processing, gallery.stale];
    expect(ordered(ages, { sort: "age" })).toEqual([
      "stale",
      "processing",
      "completed",
      "connecting",
    ]);
    expect(ordered(ages, { sort: "age", isReversed: true })).toEqual([
      "processing",
      "stale",
      "completed",
      "connecting",
    ]);
  });

  test("by tenant keeps those of a tenant together, each with its problems first", () => {
    const of = (tenant: string, watch: Watch): Watch => ({ ...watch, tenant });
    const mixed = [
      of("acme", processing),
      of("beta", completed),
      of("acme", stalled),
      of("beta", terminated),
    ];
    expect(ordered(mixed, { sort: "tenant" })).toEqual([
      "stalled",
      "processing",
      "terminated",
      "completed",
    ]);
    expect(ordered(mixed, { sort: "tenant", isReversed: true })).toEqual([
      "terminated",
      "completed",
      "stalled",
      "processing",
    ]);
  });

  test("is as given in panes and problems first in a table, unless the user chose one", () => {
    expect(ordered([processing, stalled], {})).toEqual(["processing", "stalled"]);
    expect(ordered([processing, stalled, ...Array(10).fill(collecting)], {})[0]).toBe("stalled");
  });
});

describe("what is shown", () => {
  const some = [processing, completed, stalled, terminated];

  test("are problems only, where the user wants it", () => {
    expect(ordered(some, { isProblemsOnly: true })).toEqual(["stalled", "terminated"]);
  });

  test("leaves out what is done, where the user wants it", () => {
    expect(ordered(some, { isDoneHidden: true })).toEqual(["processing", "stalled", "terminated"]);
  });

  test.for([
    ["workday", ["processing"]],
    ["ORACLE", ["terminated"]],
    ["stall", ["stalled"]],
    [gallery.completed.id.slice(4, 14), ["completed"]],
    ["  hr ", ["processing"]],
    ["none is like this", []],
  ] as const)("is what has %s in its name, id or state", ([filter, expected]) => {
    expect(ordered(some, { filter })).toEqual(expected);
  });
});

describe("a row's place", () => {
  const first = story("First", "first", [says("14:00:00", "STARTED")]);
  const second = story("Second", "second", [says("14:00:00", "STARTED")]);
  const offline = story("Second", "second", [
    says("14:00:00", "STARTED"),
    fails("14:00:05", new TransientError("ECONNRESET")),
    fails("14:00:06", new TransientError("ECONNRESET")),
  ]);
  const others = Array.from({ length: 12 }, (_, index) =>
    story(`Other ${index}`, `other-${index}`, [says("14:00:00", "STARTED")]),
  );
  const before = rearranged(firstView, seenOf([first, second, ...others]));

  test("is another one once its id has become a problem", () => {
    const view = reconciled(before, seenOf([first, offline, ...others]), false);
    expect(view.order.slice(0, 2)).toEqual(["second", "first"]);
  });

  test("stays while the user is busy with keys", () => {
    const view = reconciled(before, seenOf([first, offline, ...others]), true);
    expect(view.order.slice(0, 2)).toEqual(["first", "second"]);
  });

  test("does not change by progress alone, whatever the order", () => {
    const steps = [
      says("14:00:00", "ACCOUNTS_COLLECTED", { totalAccounts: 10, processedAccounts: 9 }),
    ];
    const ahead = story("Second", "second", steps);
    const chosen = rearranged({ ...firstView, sort: "progress" }, seenOf([first, second]));
    expect(reconciled(chosen, seenOf([first, ahead]), false).order).toEqual(["first", "second"]);
  });

  test("of one that is new is the last, and is seen at once", () => {
    const view = reconciled(before, seenOf([first, second, ...others, stalled]), true);
    expect(view.order.at(-1)).toBe(stalled.id);
    expect(view.order).toHaveLength(15);
  });

  test("of one that was dropped is the next one's", () => {
    const view = reconciled(before, seenOf([second, ...others]), true);
    expect(view.order[0]).toBe("second");
  });

  test("of one that is hidden is not taken by what comes new", () => {
    const hidden = rearranged(
      { ...firstView, isDoneHidden: true },
      seenOf([completed, processing]),
    );
    const view = reconciled(hidden, seenOf([completed, processing, cancelled]), true);
    expect(orderOf(view)).toEqual(["processing", "cancelled"]);
  });
});

describe("the focus", () => {
  const some = [processing, stalled, completed];

  test("is the first id until the user moves it, and then stays with its id", () => {
    const view = rearranged(firstView, seenOf(some));
    expect(focusOf(view)).toBe(processing.id);
    const chosen = rearranged({ ...view, chosen: completed.id, sort: "progress" }, seenOf(some));
    expect(focusOf(chosen)).toBe(completed.id);
  });

  test("is the first again where its id is not shown any more", () => {
    const view = rearranged(
      { ...firstView, chosen: completed.id, isProblemsOnly: true },
      seenOf(some),
    );
    expect(focusOf(view)).toBe(stalled.id);
  });

  test("is always in sight, and the table moves no further than it must", () => {
    const many = Array.from({ length: 100 }, (_, index) =>
      story(`Source ${index}`, `id-${index}`, [says("14:00:00", "STARTED")]),
    );
    const small = seenOf(many, { columns: 40, rows: 10 });
    const at = (chosen: string, top: number) =>
      rearranged({ ...firstView, chosen, top, sort: "given" }, small).top;
    expect(at("id-0", 0)).toBe(0);
    expect(at("id-6", 0)).toBe(0);
    expect(at("id-7", 0)).toBe(1);
    expect(at("id-7", 3)).toBe(3);
    expect(at("id-2", 3)).toBe(2);
    expect(at("id-99", 0)).toBe(93);
    expect(at("id-50", 99)).toBe(50);
  });
});
