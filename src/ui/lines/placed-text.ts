import { width } from "../../text/columns.ts";
import { graphemesOf } from "../../text/graphemes.ts";

/** A text that is drawn in one go, in the columns planned for it. */
export interface Piece {
  readonly text: string;
  readonly columns: number;
}

/** What every terminal draws in one column: letters without marks, our own signs. */
const narrow =
  /^[\x20-\x7E\u00A1-\u00AC\u00AE-\u024F\u0370-\u0482\u048A-\u052F\u1E00-\u1FFF\u2010-\u2015\u2018-\u2027\u2030-\u203B\u2190-\u2193\u2200-\u22FF\u2500-\u259F▸▾↺↯✓✗\u2800-\u28FF]*$/u;

/** The same in two. */
const wide =
  /^[\u3001-\u3029\u3041-\u3096\u30A1-\u30FF\u3400-\u4DBF\u4E00-\u9FFF\uAC00-\uD7A3\uFF01-\uFF60]$/u;

/** Whether all of a text is characters of one column, each of one UTF-16 code unit. */
export function isNarrow(text: string): boolean {
  return narrow.test(text);
}

/**
 * Whether terminals disagree on the columns of a text: a syllable of Hindi or Khmer, ❤️, a flag or a
 * family take one, two or more. Drawn where it is planned, it must not move what stands beside it.
 */
export function isDoubtful(text: string): boolean {
  return !narrow.test(text) && !wide.test(text);
}

/**
 * The text in pieces: a character that every terminal draws alike, or a run of those that they do
 * not, with a blank between two of them. What takes no column of its own is left out.
 */
export function piecesOf(text: string): readonly Piece[] {
  return joined(runsOf(text)).flatMap((part) => {
    const columns = width(part);
    return columns > 0 ? { text: part, columns } : [];
  });
}

function runsOf(text: string): readonly string[] {
  const runs: string[] = [];
  for (const grapheme of graphemesOf(text)) {
    const last = runs.at(-1);
    const isRun = last !== undefined && isDoubtful(last) && isDoubtful(grapheme);
    if (isRun) runs[runs.length - 1] = last + grapheme;
    else runs.push(grapheme);
  }
  return runs;
}

/** The words of one name are drawn together. */
function joined(runs: readonly string[]): readonly string[] {
  return runs.reduce<string[]>((parts, run) => {
    const [blank, before] = [parts.at(-1), parts.at(-2)];
    const isName = blank === " " && before !== undefined && isDoubtful(before) && isDoubtful(run);
    if (isName) parts.splice(-2, 2, `${before} ${run}`);
    else parts.push(run);
    return parts;
  }, []);
}
