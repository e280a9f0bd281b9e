import fc from "fast-check";
import { expect, test } from "vitest";
import { allPages } from "../../src/api/pages.ts";

function entries(count: number) {
  return Array.from({ length: count }, (_, index) => ({ id: `${index}` }));
}

test("a list of any length is read whole, with one request too many at most", async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(40), fc.integer({ min: 1, max: 9 }), async (count, pageSize) => {
      const list = entries(count);
      let requests = 0;
      const read = await allPages(pageSize, 100, async (offset) => {
        requests += 1;
        return list.slice(offset, offset + pageSize);
      });
      expect(read).toEqual(list);
      expect(requests).toBe(Math.floor(count / pageSize) + 1);
    }),
  );
});

test("a list that grows in front while it is read shows nothing twice", async () => {
  const list = entries(5);
  const read = await allPages(2, 100, async (offset) => {
    const page = list.slice(offset, offset + 2);
    list.unshift({ id: `new ${offset}` });
    return page;
  });
  expect(new Set(read.map(({ id }) => id)).size).toBe(read.length);
});

test("an entry that cannot be read ends nothing", async () => {
  const list = [{ id: "a" }, undefined, { id: "b" }];
  const read = await allPages(2, 100, async (offset) => list.slice(offset, offset + 2));
  expect(read).toEqual([{ id: "a" }, { id: "b" }]);
});

test("a list without an end is given up", async () => {
  const read = await allPages(1, 7, async (offset) => [{ id: `${offset}` }]);
  expect(read).toHaveLength(7);
});
