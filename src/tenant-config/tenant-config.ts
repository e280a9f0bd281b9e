import type { Credentials, ReadyToken } from "../api/sign-in/credentials.ts";
import type { WebOrigin } from "../api/http/web-address.ts";
import type { Environment } from "../system/environment.ts";
import type { Keyring } from "./keyring.ts";
import type { SecretFile } from "../system/secret-file.ts";

export interface TenantConfig {
  readonly baseUrl: URL;
  /** Of the web UI, where the configuration says it. */
  readonly web?: WebOrigin | undefined;
  readonly credentials: Credentials | ReadyToken;
}

/** Where a value comes from, for people: `SAIL_BASE_URL`. */
export interface Origin {
  readonly from: string;
}

export interface Sourced<Value> extends Origin {
  readonly value: Value;
}

/** What is known of a configuration. */
export interface Draft {
  readonly baseUrl?: Sourced<URL> | undefined;
  readonly credentials?: ((Credentials | ReadyToken) & Origin) | undefined;
  readonly web?: WebOrigin | undefined;
}

export interface Offer extends Draft {
  /** What the source has, and why it is used or not, for people. Never a secret. */
  readonly says: string;
  /** Whether it has credentials for another tenant, or for an unknown one. */
  readonly hasOthers?: boolean;
  readonly warning?: string | undefined;
}

export interface ConfigWorld {
  readonly env: Environment;
  readonly workingFolder: string;
  readonly homeFolder: string | undefined;
  /** Undefined without a file. Throws UsageError that calls it `name` where it cannot be read. */
  readonly readFile: (path: string, name: string) => Promise<SecretFile | undefined>;
  readonly keyring: Keyring;
}
