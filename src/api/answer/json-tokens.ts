export interface JsonListener {
  /** Asked where a string begins that is not a key. */
  readonly wantsText: () => boolean;
  readonly open: (bracket: "{" | "[") => void;
  readonly close: () => void;
  readonly key: (text: string) => void;
  readonly value: (value: string | number | boolean | null) => void;
}

type Next = "value" | "valueOrEnd" | "key" | "keyOrEnd" | "colon" | "commaOrEnd" | "nothing";

const blanks = /[ \t\n\r]*/y;
const literalCharacters = /[-+.\dA-Za-z]*/y;
// oxlint-disable-next-line no-control-regex -- a JSON string may not hold control characters
const plainCharacters = /[^"\\\u0000-\u001F]*/y;
const literal = /^(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?)$/;
const escapeBegins = /^\\(?:u[\da-fA-F]{0,3})?$/;
const escapeEnds = /^\\(?:["\\/bfnrt]|u[\da-fA-F]{4})$/;
/** Longer than any number or word of JSON. */
const longestLiteral = 400;
/** Deeper than any answer of the API. */
const deepest = 500;

/** In memory that does not grow with the text; strings are cut after `longestText` UTF-16 units. */
export function readJsonTokens(longestText: number, listener: JsonListener) {
  const open: ("{" | "[")[] = [];
  let next: Next = "value";
  let isBroken = false;
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
    isBroken ||= open.pop() !== bracket || (!isEmpty && next !== "commaOrEnd");
    if (isBroken) return;
    listener.close();
    afterValue();
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
        isBroken ||= next !== "commaOrEnd";
        next = open.at(-1) === "{" ? "key" : "value";
        return;
      case ":":
        isBroken ||= next !== "colon";
        next = "value";
        return;
      default:
        isBroken = true;
    }
  }

  return {
    write(piece: string): void {
      let at = 0;
      /** Skips such characters; returns where they began. */
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
    /** Whether everything written is one JSON text (RFC 8259). */
    end(): boolean {
      if (!isBroken) endWord();
      return !isBroken && next === "nothing" && text === undefined;
    },
  };
}
