import { allowance, sentInWindow, waitLeftMs } from "../client/budget.ts";
import type { ClientState } from "../watch/model/snapshot.ts";
import type { Sample } from "./families.ts";

/** The samples of a client's budget; `elapsed` is milliseconds. */
export function clientSamples(
  { budget }: Pick<ClientState, "budget">,
  tenant: string,
  elapsed: number,
): readonly Sample[] {
  const labels = { tenant };
  return [
    {
      family: "aggwatch_client_budget_requests",
      labels,
      value: allowance(budget, elapsed),
    },
    {
      family: "aggwatch_client_window_requests",
      labels,
      value: sentInWindow(budget, elapsed),
    },
    { family: "aggwatch_client_watchers", labels, value: budget.watchers },
    {
      family: "aggwatch_client_wait_left_seconds",
      labels,
      value: waitLeftMs(budget, elapsed) / 1000,
    },
  ];
}
