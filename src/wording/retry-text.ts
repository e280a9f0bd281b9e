import { mostAttempts, type Retry } from "../client/retry.ts";
import { countdown } from "../text/duration.ts";

/** `(HTTP 503), attempt 2 of 5 in 3s` */
export function retryText({ error, attempt, waitMs }: Retry): string {
  return `(${error.message}), attempt ${attempt} of ${mostAttempts} in ${countdown(waitMs)}`;
}
