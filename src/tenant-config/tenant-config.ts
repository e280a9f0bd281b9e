import type { Credentials, ReadyToken } from "../api/sign-in/credentials.ts";
import type { Environment } from "../system/environment.ts";
import type { Keyring } from "./keyring.ts";
import type { SecretFile } from "../system/secret-file.ts";

/** Which tenant, and as whom. */
export interface TenantConfig {
  readonly baseUrl: URL;
  readonly credentials: Credentials | ReadyToken;
}

/** A value, and where it comes from, for people: `SAIL_BASE_URL`. */
export interface Sourced<Value> {
  readonly value: Value;
  readonly from: string;
}

/** As much of a configuration as is known. */
export interface Draft {
  readonly baseUrl?: Sourced<URL> | undefined;
  readonly credentials?: Sourced<Credentials | ReadyToken> | undefined;
}

/** What one source has for a draft. */
export interface Offer extends Draft {
  /** What stands there and why it is used or not, for people; no secret. */
  readonly says: string;
  /** Whether it has credentials that are for another tenant, or for none that is known. */
  readonly hasOthers?: boolean;
  /** What the user ought to know although it works. */
  readonly warnings?: readonly string[];
}

/** The world around the configuration. */
export interface ConfigWorld {
  readonly env: Environment;
  readonly workingFolder: string;
  /** Undefined where the user has none. */
  readonly homeFolder: string | undefined;
  /**
   * @param path of a file
   * @param name what to call it in errors
   * @returns undefined where there is none
   * @throws UsageError where it cannot be read
   */
  readonly readFile: (path: string, name: string) => Promise<SecretFile | undefined>;
  /** Looks into the operating system's keyring. */
  readonly keyring: Keyring;
}
