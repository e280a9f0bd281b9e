import * as v from "valibot";
import type { Usual } from "../../history/usual.ts";
import type { Watch } from "../../watch/model/watch.ts";
import type { Moment } from "../../watch/model/moment.ts";
import { type AskedEntry, askedEntry } from "./asked.ts";
import type { RecordedInput } from "./budget-change.ts";
import { type Line, line, linesWith, object, oneOf, spread } from "./codec.ts";
import { moment, wall, whole, word } from "./fields.ts";
import { clientNumber, type Header, header, usual } from "./header.ts";
import { watch } from "./known/watch.ts";
import { inputs } from "./inputs.ts";
import type { LineJson } from "./short-polls.ts";

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
  | { readonly type: "input"; readonly input: RecordedInput }
  /** What is known of an id where a watch goes on; follows the header. */
  | { readonly type: "known"; readonly id: string; readonly watch: Watch }
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
  /** The requests that left since the line before. */
  readonly asked: readonly AskedEntry[];
  readonly said: Said;
}

/**
 * What a text in place of a line is: `foreign` where it has nothing to play (an event says what
 * came of the lines before it), `newer` where a later version of aggwatch began a recording with
 * it, `unreadable` where it is no line at all.
 */
export type ReadLine = PlayedLine | "foreign" | "newer" | "unreadable";

const said = oneOf<Said>({
  recording: line("recording", { header: spread(header) }),
  input: linesWith(inputs, { input: spread(inputs) }),
  known: line("known", { id: word, watch }),
  usual: line("usual", { id: word, usual }),
  left: line("left", { left: spread(object<Left>({ by: word, exitCode: whole(0, 255) })) }),
});

/** What a line has of its own. */
export const lineOf: (said: Said) => Line = said.write;

/**
 * A line of a recording that is played, as JSON. It has the keys that all NDJSON of aggwatch has,
 * and `elapsedMs` beside, which the events do not have.
 *
 * @param own what `lineOf` returns
 * @param event what the line says for those who read the lines themselves
 */
export function lineJson(
  { run, client, at }: Pick<PlayedLine, "run" | "client" | "at">,
  own: Line,
  event: object = {},
): LineJson {
  // The first keys are the first ones of the line, and the moment is exact.
  const first = { v: version, ts: wall.write(at.wall) };
  const start = { ...first, id: null, type: own.type };
  const last = { run, ...(client > 0 && { client }), elapsedMs: at.elapsed };
  return { ...start, ...event, ...own, ...first, ...last };
}

const envelope = v.pipe(
  v.string(),
  v.parseJson(),
  v.looseObject({ v: v.number(), type: v.string(), run: v.optional(word.read) }),
);
const played = v.looseObject({
  run: word.read,
  client: clientNumber.read,
  asked: v.optional(v.array(askedEntry), []),
  ...moment,
});

/** The JSON of a line, or what else the text is. */
export function parseLine(text: string): LineJson | Exclude<ReadLine, PlayedLine> {
  const parsed = v.safeParse(envelope, text);
  if (!parsed.success) return "unreadable";
  const json = parsed.output;
  if (json.v === version) return json;
  return json.type === "recording" ? "newer" : "foreign";
}

/** Reads the JSON of a line that is whole. */
export function playedLine(json: LineJson): PlayedLine | "foreign" {
  const parsedPlay = v.safeParse(played, json);
  const parsedSaid = v.safeParse(said.read, json);
  if (!parsedPlay.success || !parsedSaid.success) return "foreign";
  const { run, client, asked, ts, elapsedMs } = parsedPlay.output;
  return { run, client, at: { wall: ts, elapsed: elapsedMs }, asked, said: parsedSaid.output };
}

/** Reads a line that is whole. */
export function readLine(text: string): ReadLine {
  const json = parseLine(text);
  return typeof json === "string" ? json : playedLine(json);
}
