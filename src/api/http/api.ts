import type { ApiVersion } from "./paths.ts";
import type { Answer } from "./send.ts";
import type { Shape } from "../answer/shape.ts";

/** One request of the API, without who asks: a bearer is added when it leaves. */
export interface ApiRequest {
  readonly method: "GET" | "POST";
  /** Relative to the base URL, with what it says encoded; see `pathsOf`. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  /** Sent as `multipart/form-data`. */
  readonly form?: FormData;
  /** What is wanted of its answer; without it, nothing but the status. */
  readonly reads?: Shape;
  /** The scope that it takes, where one is published. */
  readonly scope?: string;
}

/**
 * The API as the typed calls see it. Every request of theirs goes through `ask`, one at a time, so
 * that whoever provides it decides when each may leave and with which token.
 */
export interface Api {
  readonly version: ApiVersion;
  /**
   * Sends one request.
   *
   * @returns its answer, of any 2xx status
   * @throws ApiError for every other answer, and where none came
   */
  readonly ask: (request: ApiRequest) => Promise<Answer>;
}
