import { describe, expect, test } from "vitest";
import { isMet, type Measured, tableHead, tableRow } from "../../bench/speed/measured.ts";

const row: Measured = { what: "a frame", ours: 6, unit: "ms", reference: "Ink", theirs: 4 };

describe("a measure", () => {
  test.each([
    ["ours", 6, true],
    ["ours", 5.9, false],
    ["ratio", 1.5, true],
    ["ratio", 1.4, false],
  ] as const)("of 6 beside 4 whose %s may be %d: %s", (of, atMost, met) => {
    expect(isMet({ ...row, wanted: { of, atMost } })).toBe(met);
  });

  test("without a limit is neither met nor missed", () => {
    expect(isMet(row)).toBeUndefined();
  });

  test("that came to nothing is missed", () => {
    const wanted = { of: "ours", atMost: 1 } as const;
    expect(isMet({ ...row, ours: Number.NaN, wanted })).toBe(false);
  });
});

test("the table shows both, the ratio, the limit and whether it is met", () => {
  const wanted = { of: "ratio", atMost: 1.4 } as const;
  const alone = { what: "frames", ours: 0, unit: "", reference: "", theirs: 1 };
  const none = { of: "ours", atMost: 0 } as const;
  const rows = [{ ...row, wanted }, { ...alone, wanted: none }, row];
  expect([...tableHead.split("\n"), ...rows.map(tableRow)]).toEqual([
    "| measure | ours | reference |  | ratio | wanted | met |",
    "| --- | ---: | --- | ---: | ---: | ---: | --- |",
    "| a frame | 6 ms | Ink | 4 ms | 1.5 | ≤ 1.4 × | **no** |",
    "| frames | 0 |  |  |  | ≤ 0 | yes |",
    "| a frame | 6 ms | Ink | 4 ms | 1.5 |  |  |",
  ]);
});
