import type { ApiError, ForeignAnswerError, RefusedError } from "../../api/http/errors.ts";
import { clauses, withoutStop } from "../../text/clauses.ts";
import type { Client } from "../../client/client.ts";
import { unknownVersion } from "./unknown-version.ts";

/** Why a look-up failed, with its request and what to do; `line` is without its end. */
export async function failureLine(
  error: ApiError,
  client: Client,
): Promise<{ readonly code: number; readonly line: string }> {
  const [code, text] = await codeAndText(error, client);
  // What is said of a sign-in names it already.
  const { requestId = "" } = error;
  const id = requestId === "" || text.includes(requestId) ? "" : ` (request id ${requestId})`;
  return { code, line: `${text}${id}` };
}

/**
 * The codes are those of a watch: 4 for a refused client, 1 for a refused request, 3 for no answer.
 * Checks whether the tenant knows the API version, where a 404 may mean that it doesn't.
 */
async function codeAndText(
  error: ApiError,
  client: Client,
): Promise<readonly [code: number, text: string]> {
  const { host } = client.tenant;
  const { message, advice } = error;
  switch (error.kind) {
    case "sign-in refused":
      return [4, message];
    case "unauthorized":
      return [4, `${host} refuses the token that it has just issued; for details: aggwatch doctor`];
    case "refused":
    case "foreign answer": {
      const { status } = error;
      if (advice === undefined)
        return [1, `${host} refused the request (HTTP ${status}): ${message}`];
      const details = clauses([`HTTP ${status} from ${host}`, withoutStop(message)]);
      return [refusalCode(error), `${advice} (${details})`];
    }
    case "not found": {
      const hint = error.hint === undefined ? message : await unknownVersion(client);
      return [3, `${host} does not know that (404): ${hint ?? error.hint}`];
    }
    case "transient":
    case "no answer":
    case "cut short": {
      const what = `no answer from ${host}: ${message}`;
      if (advice !== undefined) return [3, `${advice} (${what})`];
      return [3, `${what}; try again, or aggwatch doctor`];
    }
    case "rate limited":
    case "unnamed task":
      return [3, message];
  }
}

/** 403 is about the user, a foreign answer is none, the rest is about the request. */
function refusalCode({ status, kind }: RefusedError | ForeignAnswerError): number {
  if (status === 403) return 4;
  return kind === "foreign answer" ? 3 : 1;
}
