import { UsageError } from "../system/usage-error.ts";

/** What to run. */
export type CommandLine =
  | { readonly kind: "program"; readonly program: string; readonly args: readonly string[] }
  | { readonly kind: "shell"; readonly line: string };

const shellPrefix = /^\s*shell:\s*/;

/** Words that mean something to a shell, and nothing to a program. */
const shellWord = /^(?:\d*(?:>>?|<)(?:&\d|.*)|\|\|?|&&?|;|&>.*)$/;
/** One of our variables, as a shell would read it. */
const shellVariable = /\$\{?AGGWATCH_|%AGGWATCH_\w+%|\$env:AGGWATCH_/i;

/**
 * Reads a command: words with blanks between them, where what stands in '…' or "…" is kept as it is.
 * Nothing else is special, so a path of Windows is written as it is. After `shell:` all is left to
 * the shell. Throws UsageError, also for what only a shell would understand.
 */
export function readCommandLine(text: string): CommandLine {
  const [prefix] = shellPrefix.exec(text) ?? [];
  if (prefix !== undefined) {
    const line = text.slice(prefix.length).trim();
    if (line === "") throw new UsageError("no command after shell:");
    return { kind: "shell", line };
  }
  const words = wordsOf(text);
  const [program, ...args] = words.map(({ word }) => word);
  if (program === undefined || program === "") throw new UsageError("no command given");
  const strange = words.find(
    ({ word, isQuoted }) => (!isQuoted && shellWord.test(word)) || shellVariable.test(word),
  );
  if (strange) {
    throw new UsageError(
      `${strange.word} needs a shell; to run the command in one, write shell: in front of it`,
    );
  }
  return { kind: "program", program, args };
}

interface Word {
  readonly word: string;
  readonly isQuoted: boolean;
}

const part = /'([^']*)'|"([^"]*)"|([^\s'"]+)|(['"])/y;

function wordsOf(text: string): readonly Word[] {
  const words: Word[] = [];
  for (let at = 0; at < text.length;) {
    const blanks = /\s*/y;
    blanks.lastIndex = at;
    at += blanks.exec(text)?.[0].length ?? 0;
    let word: Word | undefined;
    part.lastIndex = at;
    for (let found = part.exec(text); found; found = part.exec(text)) {
      const [all, single, double, bare, open] = found;
      if (open !== undefined) throw new UsageError(`the quotation mark ${open} is not closed`);
      const quoted = single ?? double;
      word = {
        word: (word?.word ?? "") + (quoted ?? bare ?? ""),
        isQuoted: (word?.isQuoted ?? false) || quoted !== undefined,
      };
      at += all.length;
      part.lastIndex = at;
    }
    if (word) words.push(word);
  }
  return words;
}
