import { budgetPasswordVariable } from "../../system/environment.ts";
import { UsageError } from "../../system/usage-error.ts";

/** Where the server of a budget is, without its password. */
export interface BudgetAddress {
  readonly host: string;
  readonly port: number;
  readonly isEncrypted: boolean;
  /** An ACL user; undefined for the default one. */
  readonly user: string | undefined;
  /** The number of the database. */
  readonly database: number;
}

const form =
  "redis://HOST[:PORT][/DATABASE], or rediss:// with TLS; an ACL user and an @ go before HOST";
const defaultPort = 6379;

/** Throws UsageError that repeats no part of it, since there may be a password in it. */
export function readBudgetAddress(text: string): BudgetAddress {
  const url = URL.parse(text.trim());
  const [, database] = /^(?:\/(\d{1,4})?)?$/.exec(url?.pathname ?? "-") ?? [undefined, null];
  if (!url || !/^rediss?:$/.test(url.protocol) || url.hostname === "" || database === null) {
    throw new UsageError(`It must be ${form}.`);
  }
  if (url.password !== "") {
    throw new UsageError(
      `It must not contain a password, which other users of this computer could see; set ${budgetPasswordVariable}.`,
    );
  }
  if (url.search !== "" || url.hash !== "") {
    throw new UsageError(`It must be ${form}; nothing follows.`);
  }
  return {
    host: url.hostname.replace(/^\[(.*)\]$/, "$1"),
    port: url.port === "" ? defaultPort : Number(url.port),
    isEncrypted: url.protocol === "rediss:",
    user: url.username === "" ? undefined : decoded(url.username),
    database: Number(database ?? 0),
  };
}

/** For people: without the user. */
export function budgetServerText({ host, port }: BudgetAddress): string {
  return `${host.includes(":") ? `[${host}]` : host}:${port}`;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new UsageError("It has a % in the user name that starts no escape; write %25.");
  }
}
