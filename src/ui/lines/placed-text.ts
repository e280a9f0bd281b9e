import { isNarrow, width } from "../../text/columns.ts";
import { graphemesOf } from "../../text/graphemes.ts";

/** A text that is drawn in one go, in the columns planned for it. */
export interface Piece {
  readonly text: string;
  readonly columns: number;
}

/** What every terminal draws in two columns. */
const wide =
  /^[\u3001-\u3029\u3041-\u3096\u30A1-\u30FF\u3400-\u4DBF\u4E00-\u9FFF\uAC00-\uD7A3\uFF01-\uFF60]$/u;

/**
 * Whether terminals disagree on the columns of a text: a syllable of Hindi or Khmer, ❤️, a flag or a
 * family take one, two or more. Drawn where it is planned, it must not move what stands beside it.
 */
export function isDoubtful(text: string): boolean {
  return !isNarrow(text) && !wide.test(text);
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
