import { readBaseUrl, tenantUrl } from "./base-url.ts";
import type { Sourced } from "./tenant-config.ts";
import { UsageError } from "./usage-error.ts";

/** The flags that say which tenant is meant. */
export interface TenantFlags {
  readonly baseUrl?: string;
  readonly tenant?: string;
  readonly env?: string;
}

/** What the command line says of the tenant. */
export type Selection =
  | { readonly kind: "nothing" }
  | { readonly kind: "address"; readonly baseUrl: Sourced<URL> }
  /** An environment of the CLI's file. */
  | { readonly kind: "environment"; readonly name: string }
  /** An environment of the CLI's file if there is one of that name, else a tenant. */
  | { readonly kind: "name"; readonly name: string };

/**
 * @param name what stands in front of the ids (`acme:2c91…`), if anything does
 * @throws UsageError where more than one says it, or a value is wrong
 */
export function readSelection(flags: TenantFlags, name?: string): Selection {
  const given = [
    flags.baseUrl !== undefined && "--base-url",
    flags.tenant !== undefined && "--tenant",
    flags.env !== undefined && "--env",
    name !== undefined && `${name}: in front of an id`,
  ].filter((one) => one !== false);
  if (given.length > 1) {
    throw new UsageError(
      `${given.join(" and ")} each say which tenant is meant; leave all but one`,
    );
  }
  if (flags.baseUrl !== undefined) return addressed(readBaseUrl(flags.baseUrl), "--base-url");
  if (flags.tenant !== undefined) return addressed(tenantUrl(flags.tenant.trim()), "--tenant");
  if (flags.env !== undefined) return { kind: "environment", name: flags.env.trim() };
  return name === undefined ? { kind: "nothing" } : { kind: "name", name };
}

function addressed(value: URL, from: string): Selection {
  return { kind: "address", baseUrl: { value, from } };
}
