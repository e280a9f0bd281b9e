import type { TaskMessage } from "../../../api/endpoints/task-status.ts";
import type { Ending } from "../../../watch/model/ending.ts";
import type { TaskVerdict } from "../../../watch/model/verdict.ts";
import type { VerdictCheck } from "../../../watch/model/watch.ts";
import { list, maybe, object } from "../codec.ts";
import { amount, flag, text, wall, word, yes } from "../fields.ts";
import { taskCounts } from "../task-counts.ts";
import { variant } from "../variant.ts";

const message = object<TaskMessage>({ type: maybe(word), text: word });

const said = { messages: list(message), counts: maybe(taskCounts) };

export const verdict = variant<TaskVerdict, "kind">("kind", {
  SUCCESS: said,
  WARNING: said,
  ERROR: said,
  TERMINATED: said,
  TEMP_ERROR: said,
  UNREADABLE: { reason: text },
});

const reported = {
  at: wall,
  isSeenRunning: flag,
  tookMs: maybe(amount),
  verdict: maybe(verdict),
  taskEndedAt: maybe(wall),
};

const pending = {
  COMPLETED: reported,
  CANCELLED: reported,
  TERMINATED: reported,
  FAILED: reported,
  EXPIRED: { at: wall, lastAnswerAt: wall, isHourLater: flag, verdict: maybe(verdict) },
  NOT_FOUND: { at: wall, hint: maybe(word), verdict: maybe(verdict) },
};

/** An ending whose verdict may still be pending. */
export const pendingEnding = variant<NonNullable<VerdictCheck["otherwise"]>, "kind">(
  "kind",
  pending,
);

export const ending = variant<Ending, "kind">("kind", {
  ...pending,
  GIVEN_UP: {
    at: wall,
    reason: text,
    tries: amount,
    since: wall,
    lastAnswerAt: maybe(wall),
    requestId: maybe(word),
  },
  REFUSED: {
    at: wall,
    httpStatus: amount,
    text,
    advice: maybe(word),
    isForeign: maybe(yes),
    requestId: maybe(word),
  },
  SIGN_IN_REFUSED: { at: wall, text },
});
