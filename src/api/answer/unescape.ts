export interface Unescaped {
  readonly text: string;
  /** Where each UTF-16 unit begins in the given text, and where that ends. */
  readonly starts: readonly number[];
}

/** `%65`, `\u0065`, `\u{65}`, `\x65`, `&#101;`, `&#x65;`, `\/`. */
const escapes =
  /%([\da-f]{2})|\\+u([\da-f]{4})|\\+u\{([\da-f]{1,6})\}|\\+x([\da-f]{2})|&(?:amp;)*#x0*([\da-f]{2,6});?|&(?:amp;)*#0*(\d{2,7});?|\\+(["'/\\])/gi;
/** How often an escape may itself be escaped. */
const deepest = 4;

/** The text as it is, then with its escapes undone, and theirs. */
export function unescapings(text: string): readonly Unescaped[] {
  let last: Unescaped = { text, starts: Array.from({ length: text.length + 1 }, (_, at) => at) };
  const all = [last];
  while (all.length <= deepest && /[%\\&]/.test(last.text)) {
    const next = unescaped(last);
    if (next.text === last.text) break;
    all.push(next);
    last = next;
  }
  return all;
}

function unescaped({ text, starts }: Unescaped): Unescaped {
  const nextStarts: number[] = [];
  let next = "";
  let read = 0;
  const add = (more: string, startOf: (index: number) => number) => {
    next += more;
    for (let index = 0; index < more.length; index += 1) nextStarts.push(startOf(index));
  };
  const addAsIs = (end: number) => {
    const from = read;
    add(text.slice(from, end), (index) => starts[from + index] ?? 0);
  };
  for (const match of text.matchAll(escapes)) {
    const character = characterOf(match);
    if (character === undefined) continue;
    addAsIs(match.index);
    add(character, () => starts[match.index] ?? 0);
    read = match.index + match[0].length;
  }
  addAsIs(text.length);
  nextStarts.push(starts.at(-1) ?? 0);
  return { text: next, starts: nextStarts };
}

function characterOf([, ...groups]: RegExpExecArray): string | undefined {
  const [percent, unit, codePoint, byte, hexEntity, decimalEntity, itself] = groups;
  if (itself !== undefined) return itself;
  const hex = percent ?? unit ?? codePoint ?? byte ?? hexEntity;
  const code = hex === undefined ? Number(decimalEntity) : Number.parseInt(hex, 16);
  return code <= 0x10_ffff ? String.fromCodePoint(code) : undefined;
}
