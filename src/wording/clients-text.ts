import type { ClientState } from "../watch/model/snapshot.ts";
import { interval } from "../text/duration.ts";

/** The hosts that are asked: `acme.api.identitynow.com, beta.api.identitynow.com`. */
export function hostsText(clients: readonly ClientState[]): string {
  return clients.map(({ host }) => host).join(", ");
}

/** How often each id is asked: `5s`, or `5–10s` where the tenants differ. */
export function intervalText(clients: readonly ClientState[]): string {
  const all = clients.map(({ intervalMs }) => intervalMs);
  const [shortest, longest] = [Math.min(...all), Math.max(...all)].map(interval);
  return shortest === longest ? `${shortest}` : `${shortest} to ${longest}`;
}
