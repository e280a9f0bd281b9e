import type { Api } from "../http/api.ts";
import { isApiError, type NotFoundError } from "../http/errors.ts";
import { notOfApi } from "../http/failure.ts";
import { type ApiVersion, defaultApiVersion, pathsOf } from "../http/paths.ts";

/** An aggregation's 404 may mean the version or the id; that of a list, the version alone. */
export async function knowsVersion({ version, ask }: Api): Promise<boolean> {
  try {
    await ask({ method: "GET", path: pathsOf(version).tasks, query: { limit: "1" } });
    return true;
  } catch (error) {
    if (isApiError(error, "not found")) return error.isFromService;
    // Only a service that knows the path refuses it otherwise.
    if (isApiError(error, "refused")) return true;
    throw error;
  }
}

export function unknownVersionText(version: ApiVersion): string {
  const other = version === defaultApiVersion ? "another --api-version" : "without --api-version";
  return `the tenant does not know API version ${version}; try ${other}`;
}

/** What a 404 may mean beside an unknown id, unless it proves that the version is known. */
export function notFoundHint(error: NotFoundError, version: ApiVersion): string | undefined {
  if (error.isFromService) return undefined;
  const { message } = error;
  const whose = message.startsWith(notOfApi) ? `${message}; check the base URL` : "the gateway's";
  return `the 404 is ${whose}: either the id or API version ${version} is unknown there`;
}
