import type { GivenId } from "../../ids/given-id.ts";
import type { TenantNames } from "../tenant/open-clients.ts";
import { refuseSharedIds } from "./given-ids.ts";

/**
 * What stands in front of the ids; one name before them all is the tenant of everything.
 * `asksFirst` is a look-up in the tenant of the ids without a name.
 */
export function tenantsOf(ids: readonly GivenId[], asksFirst: boolean): TenantNames {
  refuseSharedIds(ids);
  // An id in an address is of one of the tenants that the others name.
  const [first, ...others] = new Set(
    ids.filter(({ host }) => host === undefined).map(({ tenant }) => tenant),
  );
  if (others.length === 0) return [first];
  const [one, ...more] = new Set([...(asksFirst ? [undefined] : []), first, ...others]);
  return [one, ...more];
}
