import { describe, expect, test } from "vitest";
import { readColumns } from "../../../src/commands/flags/read-columns.ts";
import { columnNames } from "../../../src/ui/view/column-names.ts";

describe("--columns", () => {
  test("takes names with commas or blanks between them, in any capitals", () => {
    expect(readColumns("left,state")).toEqual(["left", "state"]);
    expect(readColumns(" Left, STATE  age ")).toEqual(["left", "state", "age"]);
    expect(readColumns(columnNames.join())).toEqual(columnNames);
  });

  test.for([
    ["state,sate", "Column 2 is unknown; the columns are: state, accounts,"],
    ["eta", "Column 1 is unknown; the columns are: state, accounts,"],
    [" , ", "It must name columns: state, accounts,"],
    ["left,age,left", "It must not name left twice."],
  ] as const)("refuses %s", ([text, complaint]) => {
    expect(() => readColumns(text)).toThrow(complaint);
  });
});
