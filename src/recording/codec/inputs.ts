import type { WatchedId } from "../../watch/model/watch.ts";
import type { RecordedInput } from "./budget-change.ts";
import { budgetChange, lane, signIn } from "./client-fields.ts";
import { line, linesWith, maybe, object, oneOf, orNull, spread } from "./codec.ts";
import { amount, between, flag, text, watchedIdFields, word, yes } from "./fields.ts";
import { look } from "./known/board.ts";
import { watch } from "./known/watch.ts";
import { happenings } from "./happenings.ts";

/** All that changes a board. Nothing else is recorded: no token, no HTTP header, no body. */
export const inputs = oneOf<RecordedInput>({
  // `id` comes last, so that no task's own id takes its place.
  happened: linesWith(happenings, { happening: spread(happenings), id: word }),

  limited: line("limited", { waitMs: amount, isElsewhere: maybe(yes) }),
  shared: line("shared", { watchers: between(1, Infinity), perWindow: amount }),
  server: line("server", {
    problem: maybe(text),
    watchers: between(1, Infinity),
    perWindow: amount,
  }),
  deprecated: line("deprecated", { version: text }),
  sent: line("sent", { lane, at: amount }),
  budget: line("budget", { change: budgetChange }),
  signIn: line("signIn", { state: maybe(signIn) }),

  waitEnded: line("waitEnded", {}),
  added: line("added", { watched: spread(object<WatchedId>(watchedIdFields)) }),
  dropped: line("dropped", { id: word }),
  restored: line("restored", { watch }),
  looked: line("looked", { look: spread(look) }),
  queued: line("queued", { toStart: amount }),
  paused: line("paused", { isPaused: flag }),
  attended: line("attended", { id: orNull(word) }),
});
