import { UnicodeGraphemesAddon } from "@xterm/addon-unicode-graphemes";
import xterm from "@xterm/headless";
import type { Size } from "../../src/ui/view/layout.ts";

/** A terminal emulator on its alternate screen, and what its cells look like. */
export async function openEmulator({ columns, rows }: Size, hasGraphemes = true) {
  const terminal = new xterm.Terminal({
    cols: columns,
    rows,
    scrollback: 0,
    allowProposedApi: true,
  });
  if (hasGraphemes) terminal.loadAddon(new UnicodeGraphemesAddon());
  const write = (text: string) => new Promise<void>((done) => terminal.write(text, done));
  await write("\u001B[?1049h");

  /** What a cell shows: nothing of a blank's color can be seen. */
  function look(column: number, row: number): string {
    const cell = terminal.buffer.active.getLine(row)?.getCell(column);
    const text = cell?.getChars() ?? "";
    if (!cell || text === "" || text === " ") return cell?.getWidth() === 0 ? "" : " ";
    return [
      text,
      cell.getWidth(),
      ...(cell.isBold() ? ["bold"] : []),
      ...(cell.isDim() ? ["dim"] : []),
      ...(cell.isFgPalette() ? [`color ${cell.getFgColor()}`] : []),
    ].join();
  }

  return {
    terminal,
    write,
    /** All cells of the screen, row by row. */
    cells: (): readonly (readonly string[])[] =>
      Array.from({ length: terminal.rows }, (_, row) =>
        Array.from({ length: terminal.cols }, (__, column) => look(column, row)),
      ),
  };
}
