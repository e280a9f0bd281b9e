import type { Api } from "../http/api.ts";
import { isApiError, type NotFoundError } from "../http/errors.ts";
import { notOfApi } from "../http/failure.ts";
import { type ApiVersion, defaultApiVersion, pathsOf } from "../http/paths.ts";

/**
 * Whether the tenant knows the API version. A 404 for one aggregation may mean the version or the
 * id; a list that every version has is at a known path or nowhere. One request.
 *
 * @returns false after a 404 that is not from a service
 * @throws ApiError where the answer tells neither
 */
export async function knowsVersion({ version, ask }: Api): Promise<boolean> {
  try {
    await ask({ method: "GET", path: pathsOf(version).tasks, query: { limit: "1" } });
    return true;
  } catch (error) {
    if (isApiError(error, "not found")) return error.isFromService;
    // Not allowed, or not like this: a service that knows the path says so.
    if (isApiError(error, "refused")) return true;
    throw error;
  }
}

/** What to tell whoever chose a version that the tenant does not know. */
export function unknownVersionText(version: ApiVersion): string {
  const other = version === defaultApiVersion ? "another --api-version" : "without --api-version";
  return `the tenant does not know API version ${version}; try ${other}`;
}

/**
 * What a believed 404 for an aggregation may mean beside an unknown id, where nobody has asked
 * `knowsVersion`.
 *
 * @returns undefined where the service itself does not know the id: then the version is known
 */
export function notFoundHint(error: NotFoundError, version: ApiVersion): string | undefined {
  if (error.isFromService) return undefined;
  const { message } = error;
  const whose = message.startsWith(notOfApi) ? `${message}; check the base URL` : "the gateway's";
  return `the 404 is ${whose}: either the id or API version ${version} is unknown there`;
}
