import { unescapings } from "./unescape.ts";

export interface Secrets {
  /** Hides this secret too, in place of the oldest added beyond four. */
  readonly add: (secret: string) => void;
  /** Puts "…" for every part of a secret: in any case, Base64, hexadecimal, and behind escapes. */
  readonly hideIn: (text: string) => string;
}

/** A part this long reveals something of a secret; a shorter one may occur in any text. */
const partLength = 12;
/** A shorter secret may be part of any word, so it is hidden only as a whole one. */
const shortest = 8;
/** Even shorter, it is not hidden. */
const shortestWord = 4;
/** More than one: an answer may repeat the token before. */
const mostAdded = 4;

export function keepSecrets(lasting: readonly string[]): Secrets {
  const added: string[] = [];
  const always = partsOf(lasting);
  let parts = always;
  let words = wordsOf(lasting);
  return {
    add(secret) {
      if (added.includes(secret)) return;
      added.push(secret);
      if (added.length > mostAdded) added.shift();
      parts = partsOf(added, always);
      words = wordsOf([...lasting, ...added]);
    },
    hideIn: (text) => withoutWords(text.length < shortest ? text : hidden(text, parts), words),
  };
}

function wordsOf(secrets: readonly string[]): ReadonlySet<string> {
  return new Set(secrets.filter(({ length }) => length >= shortestWord && length < shortest));
}

function withoutWords(text: string, words: ReadonlySet<string>): string {
  return words.size === 0
    ? text
    : text.replaceAll(/[\p{L}\p{N}]+/gu, (word) => (words.has(word) ? "…" : word));
}

/** Parts by length, as `alike` spells them. */
type Parts = ReadonlyMap<number, ReadonlySet<string>>;

function partsOf(secrets: readonly string[], others: Parts = new Map()): Parts {
  const parts = new Map([...others].map(([length, known]) => [length, new Set(known)] as const));
  for (const spelling of secrets.flatMap(spellingsOf)) {
    if (spelling.length < shortest) continue;
    const length = Math.min(partLength, spelling.length);
    const known = parts.get(length) ?? new Set();
    parts.set(length, known);
    const compared = alike(spelling);
    for (let at = 0; at + length <= compared.length; at += 1) {
      known.add(compared.slice(at, at + length));
    }
  }
  return parts;
}

function spellingsOf(secret: string): readonly string[] {
  const bytes = Buffer.from(secret);
  if (bytes.length < shortest) return [];
  // Its Base64 depends on the bytes before it: three make four letters.
  const inBase64 = [0, 1, 2].map((before) => {
    const all = Buffer.concat([Buffer.alloc(before), bytes]);
    const whole = all.length - (all.length % 3);
    const letters = all.subarray(0, whole).toString("base64");
    return letters.slice(before === 0 ? 0 : 4);
  });
  return [secret, bytes.toString("hex"), ...inBase64];
}

/** Equal for upper and lower case, for Base64 and Base64url, for " " and "+". */
function alike(text: string): string {
  return text
    .replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase())
    .replaceAll(/[- ]/g, "+")
    .replaceAll("_", "/");
}

function hidden(text: string, parts: Parts): string {
  const isHidden = new Uint8Array(text.length);
  for (const { text: read, starts } of unescapings(text)) {
    const compared = alike(read);
    for (const [length, known] of parts) {
      for (let at = 0; at + length <= compared.length; at += 1) {
        if (known.has(compared.slice(at, at + length))) {
          isHidden.fill(1, starts[at], starts[at + length]);
        }
      }
    }
  }
  if (!isHidden.includes(1)) return text;
  let shown = "";
  for (let at = 0; at < text.length; at += 1) {
    if (isHidden[at] === 0) shown += text[at];
    else if (isHidden[at - 1] !== 1) shown += "…";
  }
  return shown;
}
