import fc from "fast-check";
import { expect, test } from "vitest";
import { tailsOf } from "../../../src/wording/name-tails.ts";
import { fittedName, watchName } from "../../../src/wording/watch-name.ts";
import type { WatchedId } from "../../../src/watch/model/watch.ts";

const first = "2c91808477a6b0c60177a81146b8110b";
const second = "2c91808477a6b0c60177a81146b8220c";

function named(label: string | undefined, ...ids: readonly string[]): readonly WatchedId[] {
  return ids.map((id) => ({ id, label }));
}

function tails(watched: readonly WatchedId[]): readonly (string | undefined)[] {
  return watched.map(({ id }) => tailsOf(watched).get(id));
}

test("equal labels are told apart by the ends of their ids", () => {
  const watched = [...named("Okta", first, second), ...named("Box", "b".repeat(32))];
  expect(tails(watched)).toEqual(["…110b", "…220c", undefined]);
});

test("an end is as long as it takes, and a number where ends do not tell", () => {
  expect(tails(named("Okta", `${first}123`, `${second}123`))).toEqual(["…b123", "…c123"]);
  expect(tails(named("Okta", `${first}1234`, `${second}1234`))).toEqual(["…b1234", "…c1234"]);
  expect(tails(named("Okta", `1${first}`, `2${first}`))).toEqual(["#1", "#2"]);
});

test("ids without a label and labels of two tenants need none", () => {
  expect(tails(named(undefined, first, second))).toEqual([undefined, undefined]);
  const tenants = ["acme", "beta"].map((tenant, index) => {
    return { id: `${index}${first}`, label: "Okta", tenant };
  });
  expect(tails(tenants)).toEqual([undefined, undefined]);
});

test("they are made once for as long as ids and names are the same", () => {
  const watched = named("Okta", first, second);
  const made = tailsOf(watched);
  expect(tailsOf(watched.map((one) => ({ ...one })))).toBe(made);
  expect(tailsOf([...watched, ...named("Okta", "c".repeat(32))])).not.toBe(made);
});

test("the end stays whole where the label is cut", () => {
  const [watched] = named("Active Directory", first);
  const texts = [40, 22, 12, 8].map((columns) => watched && fittedName(watched, columns, "…110b"));
  expect(texts).toEqual([
    "Active Directory …110b",
    "Active Directory …110b",
    "Activ… …110b",
    "A… …110b",
  ]);
});

test("property: no two ids look alike, whatever their labels", () => {
  const id = fc.stringMatching(/^[0-9a-f]{32}$/);
  const all = fc.uniqueArray(fc.record({ id, label: fc.constantFrom("Okta", "Box", undefined) }), {
    selector: (one) => one.id,
    minLength: 1,
    maxLength: 40,
  });
  fc.assert(
    fc.property(all, (watched) => {
      const names = watched.map((one) => {
        const tail = tailsOf(watched).get(one.id) ?? "";
        return fittedName(one, watchName(one).length + 20, tail);
      });
      expect(new Set(names).size).toBe(watched.length);
    }),
  );
});
