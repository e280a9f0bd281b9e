import { width } from "../../text/columns.ts";
import { graphemesOf } from "../../text/graphemes.ts";
import type { Line, Span } from "./line.ts";

/**
 * Text that terminals draw in different numbers of columns, and how it is kept from moving what
 * stands beside it.
 *
 * A syllable of Hindi or Khmer, ❤️, a flag or a family take one, two or more columns, as each
 * terminal has it. Ink gets a placeholder for such a text, a character of the private use area for
 * each of the columns planned, which everybody measures alike and no text from outside holds. On its
 * way to the terminal it becomes: go to its column, blank its room, go back, draw the text as it is,
 * and go to where the next one is planned. So what is drawn too wide is drawn over, what is too
 * narrow leaves a blank, and borders and numbers stand where they are meant to.
 */
interface Place {
  readonly text: string;
  /** Its first column, from 0 on. */
  readonly column: number;
  readonly columns: number;
}

/** What every terminal draws alike: letters without marks, wide characters, our own signs. */
const certain =
  /^[\x20-\x7E\u00A1-\u00AC\u00AE-\u024F\u0370-\u0482\u048A-\u052F\u1E00-\u1FFF\u2010-\u2015\u2018-\u2027\u2030-\u203B\u2190-\u2193\u2200-\u22FF\u2500-\u259F\u3001-\u3029\u3041-\u3096\u30A1-\u30FF\u3400-\u4DBF\u4E00-\u9FFF\uAC00-\uD7A3\uFF01-\uFF60▸▾↺↯✓✗]*$/u;

const firstPlaceholder = 0xe0_00;
const placeholders = 0x19_00;
const placeholder = /([\uE000-\uF8FF])\1*/gu;

/** By text and column, the one used longest ago first: what is on the screen is never forgotten. */
const known = new Map<string, string>();
const places = new Map<string, Place>();

/** The line as Ink gets it: of the same width, with placeholders for what terminals disagree on. */
export function withPlaceholders(line: Line): Line {
  if (line.every(({ text }) => certain.test(text))) return line;
  let column = 0;
  return line.map((part): Span => {
    const text = certain.test(part.text) ? part.text : placed(part.text, column);
    column += width(part.text);
    return { ...part, text };
  });
}

/** What Ink writes, as a terminal is to get it. */
export function drawPlaced(output: string): string {
  return output.replace(placeholder, (cells, character: string) => {
    const place = places.get(character);
    // What Ink has cut off is not drawn in part.
    if (!place || cells.length < place.columns) return " ".repeat(cells.length);
    const { text, column, columns } = place;
    const start = goToColumn(column);
    const blanked = start + " ".repeat(columns) + start;
    return `${blanked}${wrapOff}${text}${wrapOn}${goToColumn(column + columns)}`;
  });
}

/** What Ink writes, as it is planned: each text in the columns that it is meant to have. */
export function readPlaced(output: string): string {
  return output.replace(placeholder, (_, character: string) => places.get(character)?.text ?? "");
}

/** CHA of ECMA-48, which counts from 1. */
function goToColumn(column: number): string {
  return `\u001B[${column + 1}G`;
}

/** DECAWM: at the last column too wide a text must not go on in the next row. */
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

/** The text in turns of what is certain and what is not; a blank between two of these is theirs. */
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
