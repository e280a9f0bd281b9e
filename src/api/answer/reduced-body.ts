import { readJsonTokens } from "./json-tokens.ts";
import type { Shape } from "./shape.ts";

export interface BodyReader {
  write(piece: string): void;
  /** The kept JSON, empty if broken; of a body other than an object or array its beginning. */
  end(): string;
}

export interface TextCleaner {
  readonly clean: (text: string) => string;
  /** Longer texts are cut before `clean`, in UTF-16 units. */
  readonly longest: number;
}

/** Ten of the API's largest pages; a task may have even more messages. */
const longestArray = 2500;

type Kept = string | number | boolean | null | Kept[] | { [name: string]: Kept };

interface Level {
  readonly shape: Shape | undefined;
  /** Undefined where it is skipped. */
  readonly kept: Kept[] | Record<string, Kept> | undefined;
  key: string;
}

/** Reduces a body of any size to what `shape` wants, in bounded memory. */
export function reduceBody(shape: Shape, door: TextCleaner): BodyReader {
  const json = reduceJson(shape, door);
  let beginning = "";
  let isJson: boolean | undefined;
  return {
    write(piece) {
      if (isJson !== true && beginning.length < door.longest) {
        beginning = (beginning + piece).trimStart().slice(0, door.longest);
      }
      if (beginning !== "") isJson ??= /^[[{]/.test(beginning);
      if (isJson === true) json.write(piece);
    },
    end: () => (isJson === true ? json.end() : door.clean(beginning)),
  };
}

function reduceJson(shape: Shape, { clean, longest }: TextCleaner): BodyReader {
  const levels: Level[] = [];
  let root: Kept = "";

  function wanted(): Shape | undefined {
    const level = levels.at(-1);
    if (!level) return shape;
    if (!Array.isArray(level.kept)) return level.shape?.fields?.get(level.key);
    return level.kept.length < longestArray ? level.shape?.item : undefined;
  }

  function keep(value: Kept): void {
    const level = levels.at(-1);
    if (!level) root = value;
    else if (Array.isArray(level.kept)) level.kept.push(value);
    else if (level.kept) level.kept[level.key] = value;
  }

  const tokens = readJsonTokens(longest, {
    wantsText: () => wanted() !== undefined,
    open(bracket) {
      const inner = wanted();
      const kept = inner && (bracket === "[" ? [] : {});
      if (kept) keep(kept);
      levels.push({ shape: inner, kept, key: "" });
    },
    close: () => void levels.pop(),
    key(text) {
      const level = levels.at(-1);
      if (level) level.key = text;
    },
    value(value) {
      if (wanted()) keep(typeof value === "string" ? clean(value) : value);
    },
  });
  return {
    write: (piece) => tokens.write(piece),
    end: () => (tokens.end() ? JSON.stringify(root) : ""),
  };
}
