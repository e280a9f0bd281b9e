import { send, type SendDeps } from "./send.ts";

/** A slower connection is left to the first request, which reports it. */
const longestConnectMs = 2000;

/** An empty document, sent without a connection, loads what the first request would have to. */
export async function warmUp(deps: SendDeps, { origin }: URL): Promise<void> {
  if (!deps.ready) return;
  const over = new AbortController();
  const tooLong = deps.clock.sleep(longestConnectMs, over.signal).catch(() => undefined);
  const nothing = { method: "GET", url: new URL("data:,"), headers: {} } as const;
  const connected = Promise.race([deps.ready(origin), tooLong]);
  await send(nothing, deps, new AbortController().signal).catch(() => undefined);
  await connected;
  over.abort();
}
