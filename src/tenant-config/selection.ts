import { readBaseUrl, tenantUrl } from "../api/http/base-url.ts";
import type { Sourced } from "./tenant-config.ts";
import { UsageError } from "../system/usage-error.ts";

/** The flags that say which tenant is meant. */
export interface TenantFlags {
  readonly baseUrl?: string;
  readonly tenant?: string;
  readonly env?: string;
}

/** A tenant that a flag names: the credentials of the environment variables are meant for it. */
export type FlagSelection =
  | { readonly kind: "address"; readonly baseUrl: Sourced<URL> }
  /** An environment of the CLI's file. */
  | { readonly kind: "environment"; readonly name: string };

/** What the command line says of the tenant. */
export type Selection =
  | { readonly kind: "nothing" }
  | FlagSelection
  /**
   * What stands in front of an id. It picks one of the tenants that are configured, and never makes
   * an address: credentials would be sent there.
   */
  | {
      readonly kind: "prefix";
      readonly name: string;
      /** The tenant of the flags, where they name one. */
      readonly flag: FlagSelection | undefined;
      /** Whether the flags may name another tenant, that of the ids without a name. */
      readonly isOneOfSeveral: boolean;
    };

/**
 * @param prefix what stands in front of the ids (`acme:2c91…`), if anything does
 * @param isOneOfSeveral whether other ids have something else in front of them, or nothing
 * @throws UsageError where more than one flag says it, or a value is wrong
 */
export function readSelection(
  flags: TenantFlags,
  prefix?: string,
  isOneOfSeveral = false,
): Selection {
  const flag = flagSelection(flags);
  if (prefix === undefined) return flag ?? { kind: "nothing" };
  return { kind: "prefix", name: prefix, flag, isOneOfSeveral };
}

function flagSelection(flags: TenantFlags): FlagSelection | undefined {
  const given = [
    flags.baseUrl !== undefined && "--base-url",
    flags.tenant !== undefined && "--tenant",
    flags.env !== undefined && "--env",
  ].filter((one) => one !== false);
  if (given.length > 1) {
    throw new UsageError(
      `${given.join(" and ")} each say which tenant is meant; leave all but one`,
    );
  }
  if (flags.baseUrl !== undefined) return addressed(readBaseUrl(flags.baseUrl), "--base-url");
  if (flags.tenant !== undefined) return addressed(tenantUrl(flags.tenant.trim()), "--tenant");
  return flags.env === undefined ? undefined : { kind: "environment", name: flags.env.trim() };
}

function addressed(value: URL, from: string): FlagSelection {
  return { kind: "address", baseUrl: { value, from } };
}
