import { UnicodeGraphemesAddon } from "@xterm/addon-unicode-graphemes";
import xterm from "@xterm/headless";
import type { Size } from "../../src/ui/view/layout.ts";

interface EmulatorCore {
  readonly _core: {
    readonly _oscLinkService: {
      getLinkData(urlId: number): { readonly uri: string } | undefined;
    };
  };
}

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

  /** The address of an OSC 8 link, which the emulator's own interface does not tell. */
  function linkOf(cell: unknown): string | undefined {
    const { extended } = cell as { readonly extended: { readonly urlId: number } };
    const { _core: core } = terminal as unknown as EmulatorCore;
    const { _oscLinkService: links } = core;
    return links.getLinkData(extended.urlId)?.uri;
  }

  /** What a cell shows: nothing of a blank's color can be seen. */
  function look(column: number, row: number): string {
    const cell = terminal.buffer.active.getLine(row)?.getCell(column);
    const text = cell?.getChars() ?? "";
    const link = cell && linkOf(cell);
    const leads = link === undefined ? [] : [link];
    if (!cell || text === "" || text === " ") {
      return cell?.getWidth() === 0 ? "" : [" ", ...leads].join();
    }
    return [
      text,
      cell.getWidth(),
      ...leads,
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
