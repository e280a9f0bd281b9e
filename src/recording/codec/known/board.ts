import type { Board } from "../../../watch/board.ts";
import type { Look } from "../../../watch/model/snapshot.ts";
import { type Codec, list, maybe, object } from "../codec.ts";
import { amount, flag, text, word } from "../fields.ts";

/** What is known beside the ids, and what a recorded client has of its own. */
export type RecordedBoard = Omit<Board, "watches" | "budget" | "signIn" | "advised"> & {
  readonly advised: readonly string[];
};

export const look = object<Look>({ everyMs: amount, problem: maybe(text) });

export const board: Codec<RecordedBoard, object> = object<RecordedBoard>({
  look: maybe(look),
  toStart: maybe(amount),
  serverProblem: maybe(text),
  isPaused: flag,
  focused: maybe(word),
  advised: list(text),
});
