import { randomUUID } from "node:crypto";
import type { Tenant } from "../../api/tenant.ts";
import { createFolderEntryStore } from "../../client/sharing/folder-entry-store.ts";
import { createSharing, type Sharing, unshared } from "../../client/sharing/sharing.ts";
import { safeText } from "../../text/safe-text.ts";
import type { Host } from "../../process/host.ts";

/** Shares a tenant's budget with all processes of this user that are the same client of it. */
export function openSharing({ budgetKey }: Tenant, { sharedFolder, clock }: Host): Sharing {
  if (!sharedFolder) return unshared;
  return createSharing(createFolderEntryStore(sharedFolder), budgetKey, randomUUID(), clock);
}

/** Says on stderr why a budget could not be shared, where it could not. */
export function tellUnshared(sharing: Sharing, { stderr }: Host): void {
  const problem = sharing.problem();
  if (problem === undefined) return;
  stderr.write(
    "aggwatch: the request budget is not shared with other watchers on this computer: " +
      `${safeText(problem)}; XDG_RUNTIME_DIR may name a folder of your own\n`,
  );
}
