import { nextSendAt } from "../../client/budget.ts";
import { countdown, shortDuration } from "../../text/duration.ts";
import { isCheckingVerdict } from "../../watch/model/known-ending.ts";
import { clientOf } from "../../watch/model/snapshot.ts";
import { longRequest, nextAskOf, waitLeftMsOf, type WatchScene } from "../view/scene.ts";

/** A request due this long ago is late, since others have their turn first. */
const noticeablyLateMs = 1000;

/** How old the data of an id is, and when it is polled next or what it waits for. */
export function scheduleText(scene: WatchScene): string {
  const { watch, now } = scene;
  const { ending, lastAnswer } = watch;
  if (ending) return "tookMs" in ending ? "finished" : "no longer polled";
  if (isCheckingVerdict(watch)) return "checking the result";
  const age = lastAnswer ? `${shortDuration(now.elapsed - lastAnswer.elapsed)} old` : "";
  return [age, nextText(scene)].filter(Boolean).join(" · ");
}

function nextText(scene: WatchScene): string {
  const { watch, snapshot, now } = scene;
  if (watch.askedAt !== undefined) return "";
  const dueMs = nextAskOf(watch, snapshot) - now.elapsed;
  if (dueMs === Number.POSITIVE_INFINITY) return "paused";
  const waitMs = waitLeftMsOf(scene);
  if (waitMs > 0) return `resumes in ${countdown(Math.max(waitMs, dueMs))}`;
  const { signIn, budget } = clientOf(snapshot, watch);
  const signInMs = signIn?.kind === "waiting" ? signIn.until - now.elapsed : 0;
  if (dueMs <= 0 && signInMs > 0) return `sign-in in ${countdown(signInMs)}`;
  if (longRequest(watch, scene)) return "";
  // After a burst the window is used up, and others may be more overdue.
  const sendMs = nextSendAt(budget, now.elapsed) - now.elapsed;
  if (sendMs > Math.max(dueMs, noticeablyLateMs)) return `next in ${countdown(sendMs)} or later`;
  if (dueMs < -noticeablyLateMs) return "queued";
  return `next ${watch.fault ? "in " : ""}${countdown(dueMs)}`;
}
