import type { Aggregation } from "../state/aggregation.ts";
import { type Answer, errorAnswer, jsonAnswer } from "../http/answers.ts";
import { type FaultContext, faultyAnswers } from "../http/faults.ts";
import { statusBody } from "./status-body.ts";

/** `revokeToken` makes the tenant refuse the token of this request from now on. */
export function statusAnswer(
  aggregation: Aggregation,
  context: FaultContext,
  revokeToken: () => void,
): Answer {
  const { step, startMs, scenario } = aggregation;
  const isBeta = context.version === "beta";
  // The beta version has no status NOT_FOUND.
  if (!step || (isBeta && step.status === "NOT_FOUND")) return errorAnswer(404, context.trackingId);
  const { unknownCounters = "absent", fourFields = false } = scenario;
  const shape = { startMs, unknownCounters, fourFields: fourFields || isBeta };
  const right = jsonAnswer(200, statusBody(step, shape));
  const fault = aggregation.takeFault();
  if (fault === undefined) return right;
  if (fault === "revoked") revokeToken();
  return faultyAnswers[fault](right, context);
}
