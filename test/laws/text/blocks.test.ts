import { expect, test } from "vitest";
import { barRow } from "../../../src/text/blocks.ts";

test("bars are in proportion to the greatest value, and none is too low to be seen", () => {
  expect(barRow([8, 4, 2, 0])).toBe("█▄▂▁");
  expect(barRow([30, 31, 30])).toBe("███");
  expect(barRow([0, 0])).toBe("▁▁");
  expect(barRow([])).toBe("");
});
