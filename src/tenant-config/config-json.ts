import { join } from "node:path";
import * as v from "valibot";
import { readBaseUrl } from "../api/http/base-url.ts";
import { naming } from "../system/name-place.ts";
import { openFileWarning } from "../system/secret-file.ts";
import type { ConfigWorld, Draft, Offer } from "./tenant-config.ts";
import { UsageError } from "../system/usage-error.ts";

export const configJsonName = "./config.json";

const keys = ["ClientId", "ClientSecret", "BaseURL"] as const;
const text = v.optional(v.pipe(v.string(), v.trim()), "");
const contents = v.pipe(
  v.string(),
  v.transform((one) => one.replace(/^\uFEFF/, "")),
  v.parseJson(),
  v.check((value) => !Array.isArray(value)),
  v.object({ ClientId: text, ClientSecret: text, BaseURL: text }),
);

/**
 * The file of SailPoint's SDKs in the working folder. The folder may come from a stranger, so its
 * address and its secret are used with each other only. Without a client, the file is of another
 * program. Throws UsageError where it cannot be read or lacks a part of a client.
 */
export async function configJsonOffer(world: ConfigWorld, draft: Draft): Promise<Offer> {
  const file = await world.readFile(join(world.workingFolder, "config.json"), configJsonName);
  if (!file) return { says: "not found" };
  if (draft.credentials) return { says: "its address goes only with its own secret" };
  if (!keys.some((key) => file.text.includes(`"${key}"`)))
    return { says: "belongs to another program" };
  const parsed = v.safeParse(contents, file.text);
  if (!parsed.success) {
    throw new UsageError(
      `${configJsonName} is not valid: expected JSON with the strings ClientId, ClientSecret and ` +
        "BaseURL; fix it, or remove it",
    );
  }
  const { ClientId: clientId, ClientSecret: clientSecret, BaseURL: url } = parsed.output;
  const missing = keys.filter((key) => parsed.output[key] === "");
  if (clientId === "" && clientSecret === "") return { says: "no ClientId and ClientSecret" };
  if (missing.length > 0) {
    throw new UsageError(`${configJsonName} has no ${missing.join(" and no ")}; add it`);
  }
  const baseUrl = naming(configJsonName, () => readBaseUrl(url));
  const offer = { says: keys.join(", "), warning: openFileWarning(configJsonName, file) };
  if (draft.baseUrl && draft.baseUrl.value.origin !== baseUrl.origin) {
    return { ...offer, says: `its secret is for ${baseUrl.origin} only` };
  }
  const from = configJsonName;
  return {
    ...offer,
    baseUrl: draft.baseUrl ? undefined : { value: baseUrl, from },
    credentials: { clientId, clientSecret, from },
  };
}
