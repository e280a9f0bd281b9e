import type { IncomingMessage } from "node:http";
import type { Clock } from "../time/clock.ts";
import { Aggregation } from "./aggregation.ts";
import { statusAnswer, taskAnswer } from "./aggregation-requests.ts";
import {
  type Answer,
  errorAnswer,
  expiredTokenAnswer,
  gatewayError,
  rateLimitAnswer,
} from "./answers.ts";
import { Gateway } from "./gateway.ts";
import { drawHex, randomOf } from "./random.ts";
import { readBody } from "./request-body.ts";
import { type Route, routeOf } from "./routes.ts";
import { type ScenarioName, scenarioOf } from "./scenarios.ts";
import type { AnswerContext } from "./send.ts";
import { answerTokenRequest, type Client } from "./token-requests.ts";
import { Tokens } from "./tokens.ts";

/** How long a personal access token's tokens live unless its owner sets it otherwise, in seconds. */
const usualTokenLifeS = 43_200;

/** What a tenant depends on. */
export interface TenantOptions {
  readonly scenarios: readonly ScenarioName[];
  readonly seed: number;
  readonly aggregationClock: Clock;
  readonly clientClock: Clock;
}

/** Decides what each request is answered; it sends nothing. */
export class Tenant {
  readonly client: Client;
  /** In the order in which their scenarios were asked for. */
  readonly aggregations: ReadonlyMap<string, Aggregation>;
  readonly #tokens: Tokens;
  readonly #gateway: Gateway;

  /** @throws RangeError if a scenario is asked for twice, since both would have the same id */
  constructor({ scenarios, seed, aggregationClock, clientClock }: TenantOptions) {
    if (new Set(scenarios).size < scenarios.length) {
      throw new RangeError(`a scenario is asked for twice: ${scenarios.join(" ")}`);
    }
    const served = scenarios.map(scenarioOf);
    this.aggregations = new Map(
      served
        .map((scenario) => new Aggregation(scenario, seed, aggregationClock))
        .map((aggregation) => [aggregation.id, aggregation]),
    );
    this.client = {
      clientId: drawHex(randomOf(seed, "client id"), 32),
      clientSecret: drawHex(randomOf(seed, "client secret"), 64),
    };
    const lives = served.map(({ tokenLifeS }) => tokenLifeS ?? usualTokenLifeS);
    this.#tokens = new Tokens({
      clientId: this.client.clientId,
      lifeS: Math.min(usualTokenLifeS, ...lives),
      clock: clientClock,
      random: randomOf(seed, "tokens"),
    });
    this.#gateway = new Gateway(clientClock);
  }

  /** @throws if the client goes away before its request has come in */
  async answer(request: IncomingMessage, context: AnswerContext): Promise<Answer> {
    const [path, query] = splitOnce(request.url ?? "", "?");
    const route = routeOf(request.method ?? "", path);
    switch (route.kind) {
      case "malformed":
        return errorAnswer(400, context.trackingId);
      case "unknown":
        return errorAnswer(404, context.trackingId);
      case "method":
        return errorAnswer(405, context.trackingId, { Allow: route.allowed });
      case "token":
        return await this.#answerToken(request, new URLSearchParams(query), context);
      case "status":
      case "task":
        return this.#answerBearer(request, route, context);
    }
  }

  async #answerToken(
    request: IncomingMessage,
    query: URLSearchParams,
    { trackingId }: AnswerContext,
  ): Promise<Answer> {
    const retryAfterS = this.#gateway.admit("oauth");
    const body = await readBody(request);
    if (retryAfterS !== undefined) return rateLimitAnswer(`${retryAfterS}`);
    if (body === undefined) return errorAnswer(413, trackingId);
    const { authorization, "content-type": contentType } = request.headers;
    return answerTokenRequest(
      { authorization, contentType, query, body },
      this.client,
      this.#tokens,
    );
  }

  #answerBearer(request: IncomingMessage, route: IdRoute, context: AnswerContext): Answer {
    const token = /^bearer +(\S+)$/i.exec(request.headers.authorization ?? "")?.[1];
    if (token === undefined) return gatewayError(401, "JWT is missing");
    if (!this.#tokens.isGood(token)) return expiredTokenAnswer();
    const aggregation = this.aggregations.get(route.id);
    if (aggregation?.takeCrowd()) this.#gateway.crowd(route.version);
    const retryAfterS = this.#gateway.admit(route.version);
    if (retryAfterS !== undefined) return rateLimitAnswer(`${retryAfterS}`);
    if (!aggregation) return errorAnswer(404, context.trackingId);
    aggregation.ask();
    return route.kind === "task"
      ? taskAnswer(aggregation, { version: route.version, ...context })
      : statusAnswer(aggregation, { version: route.version, ...context }, () =>
          this.#tokens.revoke(token),
        );
  }
}

type IdRoute = Extract<Route, { readonly id: string }>;

function splitOnce(text: string, separator: string): readonly [string, string] {
  const place = text.indexOf(separator);
  return place < 0 ? [text, ""] : [text.slice(0, place), text.slice(place + 1)];
}
