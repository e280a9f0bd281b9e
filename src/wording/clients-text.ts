import type { ClientState } from "../watch/model/snapshot.ts";
import { interval } from "../text/duration.ts";

/** `acme.api.identitynow.com, beta.api.identitynow.com` */
export function hostsText(clients: readonly ClientState[]): string {
  return clients.map(({ host }) => host).join(", ");
}

/** The polling interval: `5s`, or `5s to 10s` if the tenants differ. */
export function intervalText(clients: readonly ClientState[]): string {
  const all = clients.map(({ intervalMs }) => intervalMs);
  const [shortest, longest] = [Math.min(...all), Math.max(...all)].map(interval);
  return shortest === longest ? `${shortest}` : `${shortest} to ${longest}`;
}
