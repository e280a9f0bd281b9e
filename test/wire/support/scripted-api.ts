import type { Api } from "../../../src/api/http/api.ts";
import { type ApiVersion, defaultApiVersion } from "../../../src/api/http/paths.ts";
import { createTenant } from "../../../src/api/tenant.ts";
import { systemClock } from "../../../src/time/clock.ts";
import { credentials, type ScriptedServer } from "./scripted-server.ts";

/** The API of a scripted server, asked with the token `t0ken` and without a budget. */
export function apiOf(
  { baseUrl }: Pick<ScriptedServer, "baseUrl">,
  version: ApiVersion = defaultApiVersion,
): Api {
  const tenant = createTenant(baseUrl, credentials, { clock: systemClock, fetch }, version);
  const never = new AbortController().signal;
  return { version, ask: (request) => tenant.ask(request, "t0ken", never) };
}

/** Path and query of a request, each as it was meant. */
export function meant(url: string): { path: string; query: Readonly<Record<string, string>> } {
  const { pathname, searchParams } = new URL(url, "http://host");
  return { path: pathname, query: Object.fromEntries(searchParams) };
}

/** What a service says of an error, as ErrorResponseDto. */
export function serviceError(text: string): string {
  const messages = [{ locale: "en-US", localeOrigin: "DEFAULT", text }];
  return JSON.stringify({ detailCode: "4", trackingId: "f".repeat(32), messages, causes: [] });
}
