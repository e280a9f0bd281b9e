import { readBaseUrl, tenantUrl } from "../api/http/base-url.ts";
import type { Sourced } from "./tenant-config.ts";
import { UsageError } from "../system/usage-error.ts";

export interface TenantFlags {
  readonly baseUrl?: string;
  readonly tenant?: string;
  readonly env?: string;
}

/** The tenant of a flag; the credentials of the environment variables are meant for it. */
export type FlagSelection =
  | { readonly kind: "address"; readonly baseUrl: Sourced<URL> }
  | { readonly kind: "environment"; readonly name: string };

export type Selection =
  | { readonly kind: "nothing" }
  | FlagSelection
  /** Picks one of the configured tenants and never makes an address, which would get credentials. */
  | {
      readonly kind: "prefix";
      readonly name: string;
      readonly flag: FlagSelection | undefined;
      /** Whether other ids have another prefix or none, and the flags may name their tenant. */
      readonly isOneOfSeveral: boolean;
    };

/**
 * The prefix is that of the ids: `acme` of `acme:2c91…`. Throws UsageError where several flags name a
 * tenant, or a value is wrong.
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

function flagSelection({ baseUrl, tenant, env }: TenantFlags): FlagSelection | undefined {
  const values = { "--base-url": baseUrl, "--tenant": tenant, "--env": env };
  const given = Object.entries(values).flatMap(([flag, value]) =>
    value === undefined ? [] : flag,
  );
  if (given.length > 1) {
    throw new UsageError(
      `${given.join(" and ")} each say which tenant is meant; leave all but one`,
    );
  }
  if (baseUrl !== undefined) return addressed(readBaseUrl(baseUrl), "--base-url");
  if (tenant !== undefined) return addressed(tenantUrl(tenant.trim()), "--tenant");
  return env === undefined ? undefined : { kind: "environment", name: env.trim() };
}

function addressed(value: URL, from: string): FlagSelection {
  return { kind: "address", baseUrl: { value, from } };
}
