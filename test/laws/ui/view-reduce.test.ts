import { describe, expect, test } from "vitest";
import { actionOf } from "../../../src/ui/keys/table.ts";
import type { Action, Effect } from "../../../src/ui/view/action.ts";
import { reduce } from "../../../src/ui/view/reduce.ts";
import type { View } from "../../../src/ui/view/view.ts";
import { focusOf } from "../../../src/ui/view/view.ts";
import { newWatch, type Watch, type WatchedId } from "../../../src/watch/model/watch.ts";
import { gallery } from "../../screens/gallery.ts";
import { sceneOf, type SceneOptions } from "../../screens/scene-of.ts";

const { processing, completed, stalled, collecting } = gallery;
const some = [processing, completed, stalled, collecting];

/** The view and all that the actions made happen, one after the other. */
function after(
  actions: readonly Action[],
  watches: readonly Watch[] = some,
  options: SceneOptions = {},
): { view: View; effects: readonly Effect[] } {
  const scene = sceneOf(watches, options);
  let view = scene.view;
  const effects: Effect[] = [];
  for (const action of actions) {
    const next = reduce(view, action, scene, scene.now.elapsed);
    view = next.view;
    effects.push(...next.effects);
  }
  return { view, effects };
}

const right: Action = { type: "move", step: "right" };
const text = (typed: string): Action => ({ type: "text", text: typed });

describe("zooming", () => {
  test("shows the focused id alone, and the same key all again", () => {
    expect(after([right, { type: "zoom" }]).view).toMatchObject({ zoom: "pane" });
    expect(focusOf(after([right, { type: "zoom" }]).view)).toBe(completed.id);
    expect(after([{ type: "zoom" }, { type: "zoom" }]).view.zoom).toBe("none");
  });

  test("into the events and back", () => {
    expect(after([{ type: "events" }]).view.zoom).toBe("events");
    expect(after([{ type: "zoom" }, { type: "events" }]).view.zoom).toBe("events");
    expect(after([{ type: "events" }, { type: "events" }]).view.zoom).toBe("none");
    expect(after([{ type: "events" }, { type: "back" }]).view.zoom).toBe("none");
  });

  test("says how much room it needs where there is too little", () => {
    const { view } = after([{ type: "zoom" }], some, { size: { columns: 37, rows: 24 } });
    expect(view).toMatchObject({ zoom: "none", notice: "zoom needs 38×9" });
  });

  test("scrolls its events, and begins at the newest of another id", () => {
    const log = Array.from({ length: 100 }, (_, at) => ({
      at,
      times: 1,
      event: { type: "resumed", afterMs: 1 } as const,
    }));
    const long = [{ ...processing, log }, completed];
    const down: Action = { type: "move", step: "down" };
    expect(after([{ type: "events" }, down, down], long).view.eventsFrom).toBe(log[2]);
    const last: Action = { type: "move", step: "last" };
    expect(after([{ type: "events" }, last], long).view.eventsFrom).toBe(log[82]);
    expect(after([{ type: "events" }, down, right], long).view).toMatchObject({
      eventsFrom: undefined,
      chosen: completed.id,
    });
  });
});

describe("choosing", () => {
  test("goes through the orders and says which one it is", () => {
    const press: Action = { type: "sort" };
    expect(after([press]).view).toMatchObject({
      sort: "problems",
      notice: "order: problems first",
    });
    expect(after([press, press]).view).toMatchObject({ sort: "progress" });
    const orders = Array.from({ length: 8 }, (_, times) =>
      after(Array.from({ length: times + 1 }, () => press)),
    );
    expect(orders.map(({ view }) => view.sort)).toEqual([
      "problems",
      "progress",
      "left",
      "rate",
      "age",
      "running",
      "name",
      "given",
    ]);
  });

  test("has an order by tenant where there are several", () => {
    const names = Array.from({ length: 8 }, (): Action => ({ type: "sort" }));
    expect(after(names, some, { tenants: ["acme", "beta"] }).view).toMatchObject({
      sort: "tenant",
      notice: "order: by tenant",
    });
  });

  test("turns the order round and back, and a new order begins the usual way", () => {
    const [sort, reverse] = [{ type: "sort" }, { type: "reverse" }] as const;
    const turned = after([sort, reverse]).view;
    expect(turned).toMatchObject({ isReversed: true, notice: "order: problems first, reversed" });
    expect(turned.order.at(-1)).toBe(stalled.id);
    expect(after([sort, reverse, reverse]).view).toMatchObject({
      isReversed: false,
      order: after([sort]).view.order,
      notice: "order: problems first",
    });
    expect(after([sort, reverse, sort]).view).toMatchObject({
      sort: "progress",
      isReversed: false,
    });
    expect(after([reverse]).view.order).toEqual(some.map(({ id }) => id).toReversed());
  });

  test("another order goes to its top, unless the user has just moved", () => {
    const press: Action = { type: "sort" };
    const size = { columns: 80, rows: 12 };
    const ids = Array.from({ length: 30 }, (_, index) => ({ ...processing, id: `id ${index}` }));
    const far: Action = { type: "move", step: "last" };
    const moved = after([far], ids, { size }).view;
    expect(focusOf(after([far, press], ids, { size }).view)).toBe("id 29");
    const rested = { view: { ...moved, hasJustMoved: false }, size };
    const { view } = after([press], ids, rested);
    expect(view.top).toBe(0);
    expect(focusOf(view)).toBe(view.order[0]);
  });

  test("shows problems only, hides what is done, and Escape undoes both", () => {
    const chosen = after([{ type: "problems" }, { type: "hideDone" }]).view;
    expect(chosen.order).toEqual([stalled.id]);
    const all = after([{ type: "problems" }, { type: "hideDone" }, { type: "back" }]).view;
    expect(all.order).toHaveLength(4);
  });
});

describe("filtering", () => {
  test("happens as one types; Enter keeps it, Escape forgets it", () => {
    const typing = after([{ type: "filter" }, text("w"), text("o")]);
    expect(typing.view).toMatchObject({ filter: "wo", order: [processing.id] });
    const kept = after([{ type: "filter" }, text("wo"), { type: "accept" }]).view;
    expect(kept).toMatchObject({ mode: { kind: "watch" }, filter: "wo", order: [processing.id] });
    const forgotten = after([{ type: "filter" }, text("wo"), { type: "back" }]).view;
    expect(forgotten).toMatchObject({ mode: { kind: "watch" }, filter: "" });
    expect(forgotten.order).toHaveLength(4);
  });

  test("takes back whole characters", () => {
    const typing: readonly Action[] = [{ type: "filter" }, text("o👍"), { type: "erase" }];
    expect(after(typing).view.filter).toBe("o");
    expect(after([...typing, { type: "eraseAll" }]).view.filter).toBe("");
  });
});

describe("adding", () => {
  const id = "2c91808477a6b0c60177a81146b8110b";

  test("hands over what was typed or pasted, with labels and without", () => {
    const add = (typed: string) => after([{ type: "add" }, text(typed), { type: "accept" }]);
    expect(add(`${id}=Workday HR`).effects).toEqual([
      { type: "add", ids: [{ id, label: "Workday HR" }] },
    ]);
    expect(add("job-aaa1, job-bbb2 job-ccc3").effects).toEqual([
      {
        type: "add",
        ids: ["job-aaa1", "job-bbb2", "job-ccc3"].map((one) => ({ id: one, label: undefined })),
      },
    ]);
    expect(add("job-aaa1=One\rjob-bbb2=Two\r").effects).toEqual([
      {
        type: "add",
        ids: [
          { id: "job-aaa1", label: "One" },
          { id: "job-bbb2", label: "Two" },
        ],
      },
    ]);
    expect(add(id).view.mode.kind).toBe("watch");
    expect(add("").effects).toEqual([]);
  });

  test("refuses what is no id, and an address at another tenant, and adds nothing of it", () => {
    const garbage = ["hello world", "asdf", "?", `https://evil.example/${id}`, "{"];
    for (const typed of garbage) {
      const added = after([{ type: "add" }, text(typed), { type: "accept" }]);
      expect(added.effects).toEqual([]);
      expect(added.view.mode).toMatchObject({ kind: "add", problem: expect.stringMatching(/./) });
    }
  });

  test("keeps whole ids of what is too long, and says so", () => {
    const pasted = `${"\n".repeat(99_990)}${id}`;
    const long = after([{ type: "add" }, text(`${id}${pasted}`)]).view.mode;
    expect(long).toMatchObject({ problem: "too long: only the beginning is kept" });
    expect(long).toMatchObject({ text: expect.stringMatching(new RegExp(`^${id}\n+$`)) });
  });

  test("does not add an id of a tenant that is not watched", () => {
    const other = after([{ type: "add" }, text("other:job-aaa1"), { type: "accept" }]);
    expect(other.effects).toEqual([]);
    expect(JSON.stringify(other.view.mode)).toContain("other is not watched here, only acme");
  });

  test("adds an id that names the tenant watched", () => {
    const same = after([{ type: "add" }, text("acme:job-aaa1=One"), { type: "accept" }]);
    expect(same.effects).toEqual([{ type: "add", ids: [{ id: "job-aaa1", label: "One" }] }]);
  });

  test("says how many are watched already, and adds the others", () => {
    const some = after([
      { type: "add" },
      text(`${completed.id.toUpperCase()} ${id}`),
      { type: "accept" },
    ]);
    expect(some.effects).toEqual([{ type: "add", ids: [{ id, label: undefined }] }]);
    expect(some.view.notice).toBe("1 is watched already");
    const odd = after([{ type: "add" }, text("job-aaa1"), { type: "accept" }]);
    expect(odd.view.notice).toBe("1 does not look like an aggregation id");
  });

  test("says what is wrong, keeps what was typed, and forgets the problem at the next key", () => {
    const wrong = after([{ type: "add" }, text("=Workday"), { type: "accept" }]);
    expect(wrong.effects).toEqual([]);
    expect(wrong.view.mode).toMatchObject({ kind: "add", text: "=Workday" });
    expect(JSON.stringify(wrong.view.mode)).toContain("is not an aggregation id");
    const again = after([{ type: "add" }, text("=W"), { type: "accept" }, { type: "erase" }]);
    expect(again.view.mode).toEqual({ kind: "add", text: "=", problem: undefined });
  });
});

describe("dropping", () => {
  test("drops the focused id and moves to the next, or to the one before", () => {
    const dropped = after([right, { type: "drop" }]);
    expect(dropped.effects).toEqual([{ type: "drop", id: completed.id }]);
    expect(dropped.view.chosen).toBe(stalled.id);
    const last = after([{ type: "move", step: "last" }, { type: "drop" }]);
    expect(last.view.chosen).toBe(stalled.id);
  });

  test("does not drop the only id", () => {
    const { effects, view } = after([{ type: "drop" }], [processing]);
    expect(effects).toEqual([]);
    expect(view.notice).toBe("can't remove the last one; press q to quit");
  });
});

describe("undoing a drop", () => {
  const undo: Action = { type: "undo" };

  test("says what was dropped, and watches it again", () => {
    const dropped = after([right, { type: "drop" }]);
    expect(dropped.view.notice).toBe("dropped Okta; u brings it back");
    const scene = sceneOf([processing, stalled, collecting], { view: dropped.view });
    const { view, effects } = reduce(dropped.view, undo, scene, 0);
    expect(effects).toEqual([{ type: "add", ids: [{ id: completed.id, label: "Okta" }] }]);
    expect(view).toMatchObject({
      notice: "Okta is watched again",
      chosen: completed.id,
      dropped: [],
    });
  });

  test("goes back through the last ten, newest first", () => {
    const watched = Array.from({ length: 13 }, (_, index) => newWatch(idOf(index), 0));
    let view = sceneOf(watched).view;
    let left = watched;
    for (let times = 0; times < 12; times += 1) {
      const scene = sceneOf(left, { view });
      view = reduce(scene.view, { type: "drop" }, scene, 0).view;
      left = left.slice(1);
    }
    const back: string[] = [];
    for (let times = 0; times < 11; times += 1) {
      const scene = sceneOf(left, { view });
      const next = reduce(scene.view, undo, scene, 0);
      view = next.view;
      for (const effect of next.effects) {
        if (effect.type === "add") back.push(...effect.ids.map(({ id }) => id));
      }
    }
    expect(back).toEqual(Array.from({ length: 10 }, (_, index) => `id-${11 - index}`));
    expect(view.notice).toBe("nothing to undo");
  });

  test("keeps the tenant, and that an id is only waited for", () => {
    const awaited = newWatch({ ...idOf(1), tenant: "acme", isAwaited: true }, 0);
    const { view } = after([right, { type: "drop" }], [newWatch(idOf(0), 0), awaited]);
    const scene = sceneOf([newWatch(idOf(0), 0)], { view });
    expect(reduce(view, undo, scene, 0).effects).toEqual([
      { type: "add", ids: [{ ...idOf(1), tenant: "acme", isAwaited: true }] },
    ]);
  });

  test("passes over what is watched again already", () => {
    const { view, effects } = after([right, { type: "drop" }, undo]);
    expect(effects).toEqual([{ type: "drop", id: completed.id }]);
    expect(view).toMatchObject({ notice: "nothing to undo", dropped: [] });
  });
});

describe("marking as seen", () => {
  const seen: Action = { type: "seen" };
  const terminated = [gallery.terminated, processing];

  test("sets an ended problem aside, and takes that back", () => {
    const { view } = after([seen], terminated);
    expect(view).toMatchObject({
      seenProblems: new Set([gallery.terminated.id]),
      notice: "Oracle EBS marked as seen",
    });
    expect(after([seen, seen], terminated).view).toMatchObject({
      seenProblems: new Set(),
      notice: "Oracle EBS counts as new again",
    });
  });

  test.for([
    ["runs", processing, "Workday HR"],
    ["is a problem that may pass", stalled, "ServiceNow"],
    ["is done", completed, "Okta"],
  ] as const)("is not for what %s", ([, watch, name]) => {
    const { view } = after([seen], [watch]);
    expect(view.seenProblems.size).toBe(0);
    expect(view.notice).toBe(`${name} is not a problem that has ended`);
  });
});

function idOf(index: number): WatchedId {
  return { id: `id-${index}`, label: `Source ${index}` };
}

describe("asking now", () => {
  test("asks the focused id", () => {
    expect(after([{ type: "refresh" }]).effects).toEqual([{ type: "refresh", id: processing.id }]);
  });

  test("says of one that has ended that it has", () => {
    const { effects, view } = after([right, { type: "refresh" }]);
    expect(effects).toEqual([]);
    expect(view.notice).toBe("Okta has ended");
  });
});

test("w ends a wait, and does nothing where there is none", () => {
  expect(after([{ type: "endWait" }], some, { closedForMs: 5000 }).effects).toEqual([
    { type: "endWait" },
  ]);
  expect(after([{ type: "endWait" }]).effects).toEqual([]);
});

test("p pauses, and goes on where polling is paused", () => {
  expect(after([{ type: "pause" }]).effects).toEqual([{ type: "pause", isPaused: true }]);
  expect(after([{ type: "pause" }], some, { isPaused: true }).effects).toEqual([
    { type: "pause", isPaused: false },
  ]);
});

test("y has the terminal copy the whole id", () => {
  const { effects, view } = after([{ type: "copy" }]);
  expect(effects).toEqual([{ type: "copy", text: processing.id }]);
  expect(view.notice).toBe("id sent to the clipboard");
});

test("Y has the terminal copy the whole status line", () => {
  const { effects, view } = after([{ type: "copyLine" }]);
  expect(effects).toEqual([{ type: "copyLine", id: processing.id }]);
  expect(view.notice).toBe("status line sent to the clipboard");
});

describe("o", () => {
  const page = { name: "HR", address: "https://acme.identitynow.com/", problem: "no browser" };
  const shown: SceneOptions = { view: { mode: { kind: "page", page } } };

  test("opens the source of the focused id", () => {
    expect(after([{ type: "open" }]).effects).toEqual([{ type: "open", id: processing.id }]);
    expect(after([{ type: "open" }], []).effects).toEqual([]);
  });

  test("shows an address until a key; y copies it", () => {
    expect(after([{ type: "back" }], some, shown).view.mode).toEqual({ kind: "watch" });
    const { view, effects } = after([{ type: "copy" }], some, shown);
    expect(effects).toEqual([{ type: "copy", text: page.address }]);
    expect(view.mode).toEqual({ kind: "watch" });
    expect(view.notice).toBe("address sent to the clipboard");
  });
});

describe("n", () => {
  const source = { id: "2c918084660f45d6016617daa9210584", name: "Workday HR" };
  const question = { like: completed, source, tenantName: "acme" };
  const asked: SceneOptions = { view: { mode: { kind: "start", question } } };

  test("has the source of the focused id looked up, and starts nothing by itself", () => {
    const { effects, view } = after([{ type: "start" }]);
    expect(effects).toEqual([{ type: "askStart", id: processing.id }]);
    expect(view.mode).toEqual({ kind: "watch" });
    expect(after([{ type: "start" }], []).effects).toEqual([]);
  });

  test("starts what was asked about after a yes, whatever is focused by then", () => {
    const { effects, view } = after([{ type: "confirm" }], some, asked);
    expect(effects).toEqual([{ type: "start", question }]);
    expect(view.mode).toEqual({ kind: "watch" });
    expect(view.notice).toBe("starting Workday HR");
  });

  test("starts nothing after a no, and a yes without a question is none", () => {
    const declined = after([{ type: "back" }, { type: "confirm" }], some, asked);
    expect(declined.effects).toEqual([]);
    expect(declined.view.mode).toEqual({ kind: "watch" });
  });

  test.for(["y", "enter", "n", "escape", "q"])("of the question's keys %s is one", (key) => {
    const means = key === "y" || key === "enter" ? "confirm" : "back";
    expect(actionOf(key, "start")).toEqual({ type: means });
  });

  test.for(["x", "a", " ", "up", "?"])("%s leaves the question as it is", (key) => {
    expect(actionOf(key, "start")).toBeUndefined();
  });

  test("means nothing in a replay, which has no tenant to start it in", () => {
    expect(actionOf("n", "watch")).toEqual({ type: "start" });
    expect(actionOf("n", "watch", "replay")).toBeUndefined();
  });
});

describe("leaving", () => {
  test("asks once where something still runs", () => {
    const once = after([{ type: "quit" }]);
    expect(once.effects).toEqual([]);
    expect(once.view.mode.kind).toBe("quit");
    expect(after([{ type: "quit" }, { type: "leave" }]).effects).toEqual([
      { type: "leave", departure: { by: "quit" } },
    ]);
    expect(after([{ type: "quit" }, { type: "back" }]).view.mode.kind).toBe("watch");
  });

  test("asks nothing where all have ended", () => {
    expect(after([{ type: "quit" }], [completed]).effects).toEqual([
      { type: "leave", departure: { by: "quit" } },
    ]);
  });

  test("by Ctrl-C asks nothing", () => {
    expect(after([{ type: "interrupt" }]).effects).toEqual([
      { type: "leave", departure: { by: "signal", signal: "SIGINT" } },
    ]);
  });
});

test("a notice goes with the next key", () => {
  expect(after([{ type: "copy" }, right]).view.notice).toBeUndefined();
});
