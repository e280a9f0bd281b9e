import type { ApiVersion } from "./paths.ts";
import type { Shape } from "../answer/shape.ts";

/** One request of the API, before it gets a token. */
export interface ApiRequest {
  readonly method: "GET" | "POST";
  /** Relative to the base URL, with its parts encoded; see `pathsOf`. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  /** Sent as `multipart/form-data`. */
  readonly form?: FormData;
  /** What is wanted of a 2xx answer; without it, only the status. */
  readonly reads?: Shape;
  readonly scope?: string;
  /** Of the users who may send it, where they are not those of most requests. */
  readonly userLevels?: string;
}

/** Sends the requests of typed calls; decides when, and with which token. */
export interface Api {
  readonly version: ApiVersion;
  /** Returns an answer of any 2xx status; throws ApiError for any other, and where none came. */
  readonly ask: (request: ApiRequest) => Promise<Answer>;
}

/** An HTTP answer of any status, with clean texts: see `answerCleaner`. */
export interface Answer {
  readonly status: number;
  readonly headers: Pick<Headers, "get" | "has">;
  readonly body: string;
  /** By our wall clock: milliseconds since the Unix epoch. */
  readonly receivedAt: number;
}
