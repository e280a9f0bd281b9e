import fc from "fast-check";
import { expect, test } from "vitest";
import { CutShortError, NoAnswerError, RefusedError } from "../../../../src/api/http/errors.ts";
import { allPages, firstPages } from "../../../../src/api/endpoints/pages.ts";

function entries(count: number) {
  return Array.from({ length: count }, (_, index) => ({ id: `${index}` }));
}

test("a list of any length is read whole, with one request too many at most", async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(40), fc.integer({ min: 1, max: 9 }), async (count, pageSize) => {
      const list = entries(count);
      let requests = 0;
      const read = await allPages(pageSize, 1000, async (offset) => {
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

test("a page that is too large is asked for with half as many entries, down to one", async () => {
  const list = entries(20);
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 30 }),
      fc.integer({ min: 1, max: 30 }),
      fc.constantFrom(
        () => new CutShortError("no whole answer in 30s"),
        () => new RefusedError(413, ""),
        () => new RefusedError(400, "limit must be smaller"),
      ),
      async (pageSize, largest, failure) => {
        const read = await allPages(pageSize, 100, async (offset, limit) => {
          if (limit > largest) throw failure();
          return list.slice(offset, offset + limit);
        });
        expect(read).toEqual(list);
      },
    ),
  );
});

test.for([new NoAnswerError("ECONNRESET"), new RefusedError(400, "no such filter")])(
  "what a smaller page does not mend is not asked for again: %s",
  async (failure) => {
    const limits: number[] = [];
    const read = allPages(8, 24, async (_, limit) => {
      limits.push(limit);
      throw failure;
    });
    await expect(read).rejects.toBe(failure);
    expect(limits).toEqual([8]);
  },
);

test("of a list no more is asked for than wanted, which gives one without an end up", async () => {
  const limits: number[] = [];
  const read = await allPages(250, 600, async (offset, limit) => {
    limits.push(limit);
    return entries(offset + limit).slice(offset);
  });
  expect(read).toHaveLength(600);
  expect(limits).toEqual([250, 250, 100]);
});

test("property: no page is asked for once there is enough, and what is read says if it is all", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.nat(40),
      fc.integer({ min: 1, max: 9 }),
      fc.integer({ min: 1, max: 50 }),
      async (count, pageSize, wanted) => {
        const list = entries(count);
        let requests = 0;
        const read = await firstPages(
          pageSize,
          1000,
          async (offset) => {
            requests += 1;
            return list.slice(offset, offset + pageSize);
          },
          (some) => some.length >= wanted,
        );
        expect(read.entries).toEqual(list.slice(0, read.entries.length));
        expect(read.entries.length).toBeGreaterThanOrEqual(Math.min(wanted, count));
        expect(requests).toBeLessThanOrEqual(Math.ceil(wanted / pageSize));
        expect(read.entries.length).toBeGreaterThanOrEqual(read.isWhole ? count : wanted);
      },
    ),
  );
});
