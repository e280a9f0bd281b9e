import type { ApiError } from "../../api/http/errors.ts";
import type { TaskStatus } from "../../api/endpoints/task-status.ts";
import type { StatusAnswer } from "../../api/tenant.ts";
import type { ForecastOptions } from "../forecast/forecast.ts";
import type { EarlierRun } from "../forecast/usual.ts";
import type { WaitEvent } from "../model/event.ts";
import type { KnownSource } from "./decision.ts";

export type Happening =
  | { readonly type: "asked" }
  | ({ readonly type: "answered"; readonly answer: StatusAnswer } & ForecastOptions)
  | {
      readonly type: "failed";
      readonly error: ApiError;
      /** 0 to 1, random. */
      readonly jitter: number;
      /** `--give-up-after`; undefined for never. */
      readonly giveUpAfterMs?: number | undefined;
      /** Its status is not asked again: its task says what a 404 means. */
      readonly isAskedOnce?: true | undefined;
    }
  /** No answer for so long after a fault that the id may be offline. */
  | { readonly type: "unanswered" }
  | { readonly type: "taskAnswered"; readonly task: TaskStatus }
  | { readonly type: "taskFailed"; readonly error: ApiError }
  /** A 429, to this id or another. */
  | { readonly type: "waited"; readonly event: WaitEvent }
  | { readonly type: "waitEnded" }
  /** A refresh by the user. */
  | { readonly type: "hurried" }
  | ({ readonly type: "named" } & KnownSource)
  /** Earlier runs of its source are known, newest last. */
  | { readonly type: "remembered"; readonly runs: readonly EarlierRun[] }
  /** The program stood still: the request in flight is forgotten. */
  | { readonly type: "interrupted" };
