import type { Tenant } from "../../../src/api/tenant.ts";
import { unshared } from "../../../src/client/sharing/sharing.ts";
import { type Client, type ClientDeps, createClient } from "../../../src/client/client.ts";
import type { Delay } from "../../../src/client/look-ups.ts";
import { answer } from "./answers.ts";
import { inventedClock } from "./clock.ts";
import { inventedTenant, type Script } from "./tenant.ts";

/** What only reads. */
export const lookUp = { method: "GET", path: "v2024/sources" } as const;

/** All that holds look-ups up. */
export function delaysOf(client: Client): readonly Delay[] {
  const delays: Delay[] = [];
  client.listen({ delayed: (delay) => delays.push(delay) });
  return delays;
}

/** What the tenant of look-ups does, and what its client is made with. */
type World = Pick<Script, "signIn" | "status"> &
  Partial<
    Pick<Tenant, "ready" | "isDeprecated"> & Pick<ClientDeps, "random" | "sharing" | "signal">
  >;

/** A client whose look-ups are answered by turns; `never` is no answer at all. */
export function asking(
  answers: readonly (Error | string | Promise<never>)[],
  {
    signIn,
    status = () => answer("STARTED"),
    random = () => 0,
    sharing = unshared,
    signal = new AbortController().signal,
    ...more
  }: World = {},
) {
  const clock = inventedClock();
  const sent: { at: number; accessToken: string }[] = [];
  const tenant = {
    ...inventedTenant(clock, { status, ...(signIn && { signIn }) }),
    ...more,
    ask: (_: unknown, accessToken: string) => {
      const next = answers[sent.length] ?? "[]";
      sent.push({ at: clock.elapsed(), accessToken });
      if (next instanceof Error) return Promise.reject(next);
      if (next instanceof Promise) return next;
      if (next === "never") return new Promise<never>(() => undefined);
      return Promise.resolve({ status: 200, headers: new Headers(), body: next, receivedAt: 0 });
    },
  };
  const client = createClient(tenant, { clock, random, sharing, signal });
  return { clock, sent, client, tenant };
}
