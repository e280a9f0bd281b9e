import { clauses } from "../../text/clauses.ts";
import { safeText } from "../../text/safe-text.ts";
import { DeadlineError } from "../../time/deadline.ts";
import { budgetPasswordVariable } from "../../system/environment.ts";

/** Why the budget server does not serve. */
export interface Loss {
  /** In a few words, safe to print. */
  readonly reason: string;
  readonly advice: string | undefined;
  /** Whether it lasts until the configuration is changed, here or there. */
  readonly isRefusal: boolean;
}

const permissions =
  "grant that user ~aggwatch:* +@read +@write +@connection +@transaction +@scripting +info +time";
const authority = "set NODE_EXTRA_CA_CERTS to a PEM file with its CA certificate";
const tlsSpoken = "rediss:// is for a port with TLS, redis:// for one without";

/** By how Redis' errors begin. */
const replies: readonly (readonly [RegExp, string, string?])[] = [
  [/^WRONGPASS/, "password or user refused", `check ${budgetPasswordVariable} and the user`],
  [/^NOAUTH/, "it requires a password", `set ${budgetPasswordVariable}`],
  [/^ERR AUTH|^ERR Client sent AUTH/, "it has no password", `unset ${budgetPasswordVariable}`],
  [/^NOPERM/, "the user lacks permission", permissions],
  [/^ERR (?:DB index|invalid DB)/, "there is no such database", "check the number in the address"],
];
const passing: readonly (readonly [RegExp, string])[] = [
  [/^OOM/, "its memory is full"],
  [/^READONLY/, "it is a replica"],
  [/^LOADING/, "it is starting"],
  [/^MISCONF/, "it cannot write to its disk"],
  [/^MASTERDOWN|^CLUSTERDOWN/, "its primary is down"],
  [/^MOVED|^ASK /, "it is a cluster, which aggwatch does not support"],
];
const network: Readonly<Record<string, string>> = {
  ECONNREFUSED: "connection refused",
  ECONNRESET: "connection reset",
  EPIPE: "connection lost",
  ENOTFOUND: "unknown host",
  EAI_AGAIN: "host name not resolved",
  EHOSTUNREACH: "host unreachable",
  ENETUNREACH: "network unreachable",
  ETIMEDOUT: "no answer",
};
const certificate = /^(?:CERT_|UNABLE_TO_|SELF_SIGNED|DEPTH_ZERO|ERR_TLS_CERT)/;
const noTls = /^(?:ERR_SSL_|EPROTO)/;

/** The text of an error may come from the server; what else an error has may be a secret. */
export function lossOf(error: unknown): Loss {
  if (error instanceof DeadlineError) return passingLoss("no answer in time");
  const message = error instanceof Error ? error.message : "";
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  const [, refused, advice] = replies.find(([pattern]) => pattern.test(message)) ?? [];
  if (refused !== undefined) return { reason: refused, advice, isRefusal: true };
  if (certificate.test(code)) {
    return { reason: `certificate not trusted (${code})`, advice: authority, isRefusal: true };
  }
  if (noTls.test(code))
    return { reason: "no TLS on that port", advice: tlsSpoken, isRefusal: true };
  const known = passing.find(([pattern]) => pattern.test(message))?.[1] ?? network[code];
  return passingLoss(known ?? shortened(message));
}

/** For people, in one line. */
export function lossText({ reason, advice }: Loss): string {
  return clauses([reason, advice]);
}

function passingLoss(reason: string): Loss {
  return { reason, advice: undefined, isRefusal: false };
}

function shortened(message: string): string {
  const text = safeText(message.slice(0, 200)).slice(0, 80).replace(/\.$/, "");
  return text.startsWith("Connection is closed") || text === "" ? "connection lost" : text;
}
