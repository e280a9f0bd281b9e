/** Hears the tokens of one JSON text, in their order. */
export interface JsonListener {
  /** Whether the text of a string that begins now is wanted; a key's always is. */
  readonly wantsText: () => boolean;
  readonly open: (bracket: "{" | "[") => void;
  readonly close: () => void;
  readonly key: (text: string) => void;
  readonly value: (value: string | number | boolean | null) => void;
}

/** Reads a JSON text that comes in pieces, in memory that does not grow with it. */
export interface JsonTokens {
  write(piece: string): void;
  /** @returns whether all that was written is one JSON text (RFC 8259) */
  end(): boolean;
}

/** What may come next. */
type Next = "value" | "valueOrEnd" | "key" | "keyOrEnd" | "colon" | "commaOrEnd" | "nothing";

const blanks = /[ \t\n\r]*/y;
const literalCharacters = /[-+.\dA-Za-z]*/y;
// oxlint-disable-next-line no-control-regex -- which a JSON string may not hold
const plainCharacters = /[^"\\\u0000-\u001F]*/y;
const literal = /^(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?)$/;
const escapeBegins = /^\\(?:u[\da-fA-F]{0,3})?$/;
const escapeEnds = /^\\(?:["\\/bfnrt]|u[\da-fA-F]{4})$/;
/** No number and no word of JSON needs more. */
const longestLiteral = 400;
/** No answer of the API is nested so deep. */
const deepest = 500;

/**
 * @param longestText longer strings are cut there, in UTF-16 units
 * @param listener hears what has come so far, also of a text that turns out to be none
 */
export function readJsonTokens(longestText: number, listener: JsonListener): JsonTokens {
  const open: ("{" | "[")[] = [];
  let next: Next = "value";
  let isBroken = false;
  /** The string, or the number or word, that is being read. */
  let text: string | undefined;
  let word = "";
  let escape = "";
  let isKey = false;
  let isWanted = false;

  function afterValue(): void {
    next = open.length === 0 ? "nothing" : "commaOrEnd";
  }

  function endWord(): void {
    if (word === "") return;
    if (literal.test(word)) listener.value(JSON.parse(word) as number | boolean | null);
    else isBroken = true;
    word = "";
    afterValue();
  }

  function add(more: string): void {
    if (text !== undefined && isWanted) text += more.slice(0, longestText - text.length);
  }

  function endString(): void {
    if (isKey) listener.key(text ?? "");
    else listener.value(text ?? "");
    text = undefined;
    if (isKey) next = "colon";
    else afterValue();
  }

  function inEscape(character: string): void {
    escape += character;
    if (escapeEnds.test(escape)) {
      add(JSON.parse(`"${escape}"`) as string);
      escape = "";
    } else if (!escapeBegins.test(escape)) {
      isBroken = true;
    }
  }

  function inString(character: string): void {
    if (escape !== "") inEscape(character);
    else if (character === '"') endString();
    else if (character === "\\") escape = character;
    else isBroken = true;
  }

  function beginString(): void {
    isKey = next === "key" || next === "keyOrEnd";
    if (!isKey && next !== "value" && next !== "valueOrEnd") isBroken = true;
    isWanted = isKey || listener.wantsText();
    text = "";
  }

  function begin(bracket: "{" | "["): void {
    if ((next !== "value" && next !== "valueOrEnd") || open.length === deepest) isBroken = true;
    open.push(bracket);
    listener.open(bracket);
    next = bracket === "{" ? "keyOrEnd" : "valueOrEnd";
  }

  function close(bracket: "{" | "["): void {
    const isEmpty = next === (bracket === "{" ? "keyOrEnd" : "valueOrEnd");
    if (open.pop() !== bracket || (!isEmpty && next !== "commaOrEnd")) {
      isBroken = true;
      return;
    }
    listener.close();
    afterValue();
  }

  function comma(): void {
    if (next === "commaOrEnd") next = open.at(-1) === "{" ? "key" : "value";
    else isBroken = true;
  }

  function colon(): void {
    if (next === "colon") next = "value";
    else isBroken = true;
  }

  function between(character: string): void {
    switch (character) {
      case '"':
        return beginString();
      case "{":
      case "[":
        return begin(character);
      case "}":
        return close("{");
      case "]":
        return close("[");
      case ",":
        return comma();
      case ":":
        return colon();
      default:
        isBroken = true;
    }
  }

  return {
    write(piece) {
      let at = 0;
      /** Goes past what is like that. @returns where it began */
      const pass = (characters: RegExp): number => {
        const from = at;
        characters.lastIndex = at;
        characters.test(piece);
        at = characters.lastIndex;
        return from;
      };
      while (at < piece.length && !isBroken) {
        if (text !== undefined && escape === "") {
          const from = pass(plainCharacters);
          if (isWanted) add(piece.slice(from, at));
        } else if (text === undefined) {
          if (word === "") pass(blanks);
          const from = pass(literalCharacters);
          if (at > from) {
            if (next !== "value" && next !== "valueOrEnd") isBroken = true;
            word += piece.slice(from, at);
            if (word.length > longestLiteral) isBroken = true;
          }
        }
        const character = piece[at];
        if (character === undefined || isBroken) return;
        at += 1;
        if (text === undefined) {
          endWord();
          if (/[ \t\n\r]/.test(character)) continue;
          between(character);
        } else {
          inString(character);
        }
      }
    },
    end() {
      if (!isBroken) endWord();
      return !isBroken && next === "nothing" && text === undefined;
    },
  };
}
