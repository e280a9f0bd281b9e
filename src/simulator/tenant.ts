import type { IncomingMessage } from "node:http";
import type { Clock } from "../time/clock.ts";
import { Aggregations } from "./state/aggregations.ts";
import {
  type Answer,
  errorAnswer,
  expiredTokenAnswer,
  gatewayError,
  rateLimitAnswer,
} from "./http/answers.ts";
import { type ApiDeps, apiAnswer } from "./services/api-requests.ts";
import { type Client, type ClientKind, clientsOf, mayAsk } from "./gateway/clients.ts";
import { Gateway } from "./gateway/gateway.ts";
import { pastTasksOf, stuckTaskOf } from "./state/past-tasks.ts";
import { randomOf } from "./timeline/random.ts";
import { readBody } from "./http/request-body.ts";
import { type ApiRoute, type ApiVersion, routeOf } from "./gateway/routes.ts";
import { type ScenarioName, scenarioOf } from "./scenarios/scenarios.ts";
import type { AnswerContext } from "./http/send.ts";
import { sourcesOf } from "./state/sources.ts";
import { answerTokenRequest } from "./gateway/token-requests.ts";
import { Tokens } from "./gateway/tokens.ts";

/** The default life of a personal access token's tokens, in seconds. */
const usualTokenLifeS = 43_200;

/** The longest bodies that are read, in bytes: of a token request, and of a CSV file. */
const longestForm = 64 * 1024;
const longestFile = 3 * 1024 * 1024;

export interface TenantTraits {
  /** By default all. */
  readonly apiVersions?: readonly ApiVersion[];
  /** Whether it refuses to filter tasks by `type`, as some do. */
  readonly isTypeFilterRefused?: boolean;
  /** Whether it marks the versions before v1 as deprecated. */
  readonly isOldDeprecated?: boolean;
  /** The names of sources whose last task has been pending for five days, its aggregation gone. */
  readonly stuckSources?: readonly string[];
}

export interface TenantOptions {
  /** Without duplicates, in the order in which they are listed. */
  readonly scenarios: readonly ScenarioName[];
  /** The same seed gives the same ids, credentials and answers. */
  readonly seed: number;
  /** Drives the aggregations and every Date. */
  readonly aggregationClock: Clock;
  /** How many times as fast as its `now` the aggregation clock's `elapsed` runs; by default 1. */
  readonly pace?: number;
  /** Drives the limiter, the life of tokens and the delay of slow answers. */
  readonly clientClock: Clock;
  readonly traits?: TenantTraits;
}

/** Decides the answer to each request, without sending it. */
export class Tenant {
  readonly clients: Readonly<Record<ClientKind, Client>>;
  readonly aggregations: Aggregations;
  readonly #tokens: Tokens;
  readonly #gateway: Gateway;
  readonly #traits: TenantTraits;
  readonly #api: ApiDeps;

  /** @throws RangeError if a scenario is given twice, since both would have the same id */
  constructor({
    scenarios,
    seed,
    aggregationClock,
    clientClock,
    pace = 1,
    traits = {},
  }: TenantOptions) {
    if (new Set(scenarios).size < scenarios.length) {
      throw new RangeError(`a scenario is given twice: ${scenarios.join(" ")}`);
    }
    const served = scenarios.map(scenarioOf);
    this.aggregations = new Aggregations(served, seed, aggregationClock);
    this.clients = clientsOf(seed);
    const lives = served.map(({ tokenLifeS }) => tokenLifeS ?? usualTokenLifeS);
    this.#tokens = new Tokens({
      lifeS: Math.min(usualTokenLifeS, ...lives),
      clock: clientClock,
      random: randomOf(seed, "tokens"),
    });
    this.#gateway = new Gateway(clientClock);
    this.#traits = traits;
    const sources = sourcesOf(seed);
    const stuck = sources.filter(({ name }) => traits.stuckSources?.includes(name));
    const nowMs = aggregationClock.now();
    this.#api = {
      aggregations: this.aggregations,
      sources,
      pastTasks: onFirstUse(() => [
        ...pastTasksOf(sources, served, seed, nowMs, pace),
        ...stuck.map((source) => stuckTaskOf(source, seed, nowMs)),
      ]),
      nowMs: () => aggregationClock.now(),
      isTypeFilterRefused: traits.isTypeFilterRefused ?? false,
      revokeToken: (token) => this.#tokens.revoke(token),
    };
  }

  /** @throws if the client goes away before its request has come in */
  async answer(request: IncomingMessage, context: AnswerContext): Promise<Answer> {
    const { method = "", url = "" } = request;
    const [path = ""] = url.split("?", 1);
    const query = new URLSearchParams(url.slice(path.length + 1));
    const route = routeOf(method, path, this.#traits.apiVersions);
    if ("version" in route) {
      return this.#marked(await this.#answerBearer(request, route, query, context), route);
    }
    switch (route.kind) {
      case "malformed":
        return errorAnswer(400, context.trackingId);
      case "unknown":
        return gatewayError(404, "Not Found");
      case "method":
        return errorAnswer(405, context.trackingId, { Allow: route.allowed });
      case "token":
        return await this.#answerToken(request, query, context);
    }
  }

  async #answerToken(
    request: IncomingMessage,
    query: URLSearchParams,
    { trackingId }: AnswerContext,
  ): Promise<Answer> {
    const retryAfterS = this.#gateway.admit("oauth");
    const body = await readBody(request, longestForm);
    if (retryAfterS !== undefined) return rateLimitAnswer(`${retryAfterS}`);
    if (body === undefined) return errorAnswer(413, trackingId);
    const { authorization, "content-type": contentType } = request.headers;
    return answerTokenRequest(
      { authorization, contentType, query, body },
      Object.values(this.clients),
      this.#tokens,
    );
  }

  #marked(answer: Answer, { version }: ApiRoute): Answer {
    if (!this.#traits.isOldDeprecated || version === "v1") return answer;
    return { ...answer, headers: { ...answer.headers, "X-Deprecated": "true" } };
  }

  async #answerBearer(
    request: IncomingMessage,
    route: ApiRoute,
    query: URLSearchParams,
    context: AnswerContext,
  ): Promise<Answer> {
    const { authorization = "", "content-type": contentType = "" } = request.headers;
    const body = await readBody(request, longestFile);
    const token = /^bearer +(\S+)$/i.exec(authorization)?.[1];
    if (token === undefined) return gatewayError(401, "JWT is missing");
    const client = this.#tokens.holderOf(token);
    if (!client) return expiredTokenAnswer();
    const budget = `${client.clientId} ${route.version}`;
    const aggregation = "id" in route ? this.aggregations.get(route.id) : undefined;
    if (aggregation?.takeCrowd()) this.#gateway.crowd(budget);
    const retryAfterS = this.#gateway.admit(budget);
    if (retryAfterS !== undefined) return rateLimitAnswer(`${retryAfterS}`);
    if (!mayAsk(client, route)) return errorAnswer(403, context.trackingId);
    if (body === undefined) return errorAnswer(413, context.trackingId);
    return apiAnswer({ route, query, client, token, contentType, body }, this.#api, context);
  }
}

/** Most tenants are never asked for what takes a while to make. */
function onFirstUse<Value>(make: () => Value): () => Value {
  let made: Value | undefined;
  return () => (made ??= make());
}
