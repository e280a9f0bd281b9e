import { expect, test } from "vitest";
import { openBudget } from "../../../../src/client/budget.ts";
import { longestWait } from "../../../../src/watch/model/snapshot.ts";
import { newWatch } from "../../../../src/watch/model/watch.ts";

test("a new watch has what the user gave, is due, and knows nothing yet", () => {
  const plain = newWatch({ id: "a", label: undefined }, 7);
  expect(plain).toMatchObject({ id: "a", phases: [], log: [], regularAskAt: 7, soonestAskAt: 7 });
  expect(Object.keys(plain)).not.toContain("tenant");
  expect(Object.keys(plain)).not.toContain("isAwaited");
  const given = { id: "a", label: "HR", tenant: "acme", isAwaited: true } as const;
  expect(newWatch(given, 7)).toMatchObject(given);
});

test("of several clients the one that a 429 holds back for longest is the one that waits", () => {
  const client = (tenant: string, closedUntil: number) => ({
    tenant,
    host: tenant,
    budget: { ...openBudget(), closedUntil },
    signIn: undefined,
    intervalMs: 5000,
  });
  const [acme, beta, gamma] = [client("acme", 2000), client("beta", 9000), client("gamma", 4000)];
  expect(longestWait({ clients: [acme, beta, gamma] }, 1000)).toEqual({ client: beta, ms: 8000 });
  expect(longestWait({ clients: [acme] }, 2000)).toBeUndefined();
});
