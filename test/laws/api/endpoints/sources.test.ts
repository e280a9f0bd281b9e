import { expect, test } from "vitest";
import { createSourceFinder } from "../../../../src/api/endpoints/sources.ts";
import type { Api, ApiRequest, Answer } from "../../../../src/api/http/api.ts";
import {
  ForeignAnswerError,
  RefusedError,
  TransientError,
} from "../../../../src/api/http/errors.ts";

const none: Answer = { status: 200, headers: new Headers(), body: "[]", receivedAt: 0 };
const okta = { id: "s1", name: "Okta" };

/** Knows one source, which no filter finds, and fails at the filter by a first letter. */
function failing(error: Error) {
  const ask = async ({ query: { filters } = {} }: ApiRequest): Promise<Answer> => {
    if (filters?.includes(" sw ") === true) throw error;
    return filters === undefined ? { ...none, body: JSON.stringify([okta]) } : none;
  };
  const api: Api = { version: "v2024", ask };
  return createSourceFinder(api);
}

test.for([new RefusedError(400, "no such filter"), new ForeignAnswerError(400, "a page")])(
  "a tenant that refuses a filter by the first letter is asked without it: %s",
  async (error) => {
    expect(await failing(error).find("Otka")).toMatchObject({
      kind: "unknown",
      nearest: [{ id: "s1" }],
    });
    expect(await failing(error).find("okta")).toMatchObject({ kind: "found", source: okta });
  },
);

test.for([new RefusedError(409, "not now"), new TransientError("HTTP 503")])(
  "any other failure is the finder's: %s",
  async (error) => {
    await expect(failing(error).find("Otka")).rejects.toBe(error);
  },
);
