import { width } from "../../text/columns.ts";
import { graphemesOf } from "../../text/graphemes.ts";
import type { Line, Span } from "./line.ts";

/**
 * Text that terminals draw in different numbers of columns must not move what stands beside it.
 *
 * A syllable of Hindi or Khmer, ❤️, a flag or a family take one, two or more columns, depending on
 * the terminal. For each column planned for such a text Ink gets a private use character, which is
 * measured alike everywhere and which text from outside never holds. On the way to the terminal it
 * becomes: go to its column, blank its room, go back, draw the text as it is, go to the next column
 * planned. So text drawn too wide is drawn over, and text drawn too narrow leaves a blank.
 */
interface Place {
  readonly text: string;
  /** Its first column, from 0. */
  readonly column: number;
  readonly columns: number;
}

/** What every terminal draws alike: letters without marks, wide characters, our own signs. */
const certain =
  /^[\x20-\x7E\u00A1-\u00AC\u00AE-\u024F\u0370-\u0482\u048A-\u052F\u1E00-\u1FFF\u2010-\u2015\u2018-\u2027\u2030-\u203B\u2190-\u2193\u2200-\u22FF\u2500-\u259F\u3001-\u3029\u3041-\u3096\u30A1-\u30FF\u3400-\u4DBF\u4E00-\u9FFF\uAC00-\uD7A3\uFF01-\uFF60▸▾↺↯✓✗]*$/u;

const firstPlaceholder = 0xe0_00;
const placeholders = 0x19_00;
const placeholder = /([\uE000-\uF8FF])\1*/gu;

/** By text and column, least recently used first: what is on the screen is never forgotten. */
const known = new Map<string, string>();
const places = new Map<string, Place>();

/** The line for Ink, of the same width: placeholders stand for what terminals disagree on. */
export function withPlaceholders(line: Line): Line {
  if (line.every(({ text }) => certain.test(text))) return line;
  let column = 0;
  return line.map((part): Span => {
    const text = certain.test(part.text) ? part.text : placed(part.text, column);
    column += width(part.text);
    return { ...part, text };
  });
}

/** Ink's output for the terminal. */
export function drawPlaced(output: string): string {
  return output.replace(placeholder, (cells, character: string) => {
    const place = places.get(character);
    // Not drawn in part where Ink has cut it.
    if (!place || cells.length < place.columns) return " ".repeat(cells.length);
    const { text, column, columns } = place;
    const start = goToColumn(column);
    const blanked = start + " ".repeat(columns) + start;
    return `${blanked}${wrapOff}${text}${wrapOn}${goToColumn(column + columns)}`;
  });
}

/** Ink's output as planned: each text in the columns meant for it. */
export function readPlaced(output: string): string {
  return output.replace(placeholder, (_, character: string) => places.get(character)?.text ?? "");
}

/** CHA of ECMA-48, which counts from 1. */
function goToColumn(column: number): string {
  return `\u001B[${column + 1}G`;
}

/** DECAWM: a text drawn too wide at the last column must not continue in the next row. */
const wrapOff = "\u001B[?7l";
const wrapOn = "\u001B[?7h";

function placed(text: string, from: number): string {
  let column = from;
  return pieces(text)
    .map((piece) => {
      const columns = width(piece);
      const cells = certain.test(piece) ? piece : placeholderOf({ text: piece, column, columns });
      column += columns;
      return cells;
    })
    .join("");
}

/** The text split where certain turns doubtful; a blank between two doubtful pieces joins them. */
function pieces(text: string): readonly string[] {
  const parts: string[] = [];
  let isLastCertain = true;
  for (const grapheme of graphemesOf(text)) {
    const isCertain = certain.test(grapheme);
    const last = parts.at(-1);
    if (last === undefined || isCertain !== isLastCertain) parts.push(grapheme);
    else parts[parts.length - 1] = last + grapheme;
    isLastCertain = isCertain;
  }
  return parts.reduce<string[]>((joined, part, index) => {
    const [blank, doubtful] = [joined.at(-1), joined.at(-2)];
    const isBetween = blank === " " && doubtful !== undefined && !certain.test(part);
    if (index > 1 && isBetween) joined.splice(-2, 2, `${doubtful} ${part}`);
    else joined.push(part);
    return joined;
  }, []);
}

function placeholderOf(place: Place): string {
  const key = `${place.column} ${place.text}`;
  const character = known.get(key) ?? freeCharacter();
  known.delete(key);
  known.set(key, character);
  places.set(character, place);
  return character.repeat(place.columns);
}

function freeCharacter(): string {
  const [oldest] = known;
  if (known.size < placeholders || !oldest) {
    return String.fromCharCode(firstPlaceholder + known.size);
  }
  known.delete(oldest[0]);
  return oldest[1];
}
