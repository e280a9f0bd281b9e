import * as v from "valibot";
import type { Usual } from "../../history/usual.ts";
import { jsonLine } from "../../text/ci-commands.ts";
import type { Input } from "../../watch/board.ts";
import type { Moment } from "../../watch/model/moment.ts";
import { isoOf, moment, word } from "./fields.ts";
import { clientNumber, type Header, header, usual } from "./header.ts";
import type { Say } from "./input-line.ts";
import { readInput } from "./read-input.ts";

/** The version of the form. Types and fields may be added to it; nothing in it changes its meaning. */
const version = 1;

/** How a watch was left. */
export interface Left {
  /** `ends` where all ids had ended; else what ended it, as a word for people. */
  readonly by: string;
  readonly exitCode: number;
}

/** What a line of a recording says that is played. */
export type Said =
  | { readonly type: "recording"; readonly header: Header }
  /** Something that made another board. */
  | { readonly type: "input"; readonly input: Input }
  /** What is usual for an id. */
  | { readonly type: "usual"; readonly id: string; readonly usual: Usual }
  | { readonly type: "left"; readonly left: Left };

/** A line of a recording that is played. */
export interface PlayedLine {
  /** Which run of the program wrote it: several may have written to the same file. */
  readonly run: string;
  /** Which of the clients it is about. */
  readonly client: number;
  readonly at: Moment;
  readonly said: Said;
}

/**
 * What a text in place of a line is: `foreign` where it has nothing to play (an event says what
 * came of the lines before it), `newer` where a later version of aggwatch began a recording with
 * it, `unreadable` where it is no line at all.
 */
export type ReadLine = PlayedLine | "foreign" | "newer" | "unreadable";

/**
 * A line of a recording that is played, without its end. It has the keys that all NDJSON of
 * aggwatch has, and `elapsedMs` beside, which the events do not have.
 */
export function formatLine(
  { run, client, at }: Pick<PlayedLine, "run" | "client" | "at">,
  { id, type, fields }: Say,
): string {
  const ids = { id: id ?? null, type };
  // The first keys are the first ones of the line, and the moment is exact.
  const first = { v: version, ts: isoOf(at.wall), ...ids };
  const last = { run, ...(client > 0 && { client }), elapsedMs: at.elapsed };
  return jsonLine({ ...first, ...fields, ...first, ...last });
}

const json = v.pipe(v.string(), v.parseJson());
const envelope = v.pipe(
  json,
  v.looseObject({ v: v.number(), type: v.string(), run: v.optional(word) }),
);
const played = v.looseObject({ run: word, client: clientNumber, ...moment });

const others = {
  recording: v.pipe(
    header,
    v.transform((said): Said => ({ type: "recording", header: said })),
  ),
  usual: v.pipe(
    v.object({ id: word, usual }),
    v.transform((said): Said => ({ type: "usual", ...said })),
  ),
  left: v.pipe(
    v.object({
      by: word,
      exitCode: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(255)),
    }),
    v.transform((left): Said => ({ type: "left", left })),
  ),
} as const;

/** Reads a line of a recording. */
export function readLine(text: string): ReadLine {
  const parsed = v.safeParse(envelope, text);
  if (!parsed.success) return "unreadable";
  const line = parsed.output;
  if (line.v !== version) return line.type === "recording" ? "newer" : "foreign";
  const parsedPlay = v.safeParse(played, line);
  if (!parsedPlay.success) return "foreign";
  const said = readSaid(line.type, line);
  if (!said) return "foreign";
  const { run, client, ts, elapsedMs } = parsedPlay.output;
  return { run, client, at: { wall: ts, elapsed: elapsedMs }, said };
}

function readSaid(type: string, line: object): Said | undefined {
  if (type === "recording" || type === "usual" || type === "left") {
    const said = v.safeParse(others[type], line);
    return said.success ? said.output : undefined;
  }
  const input = readInput(type, line);
  return input && { type: "input", input };
}
