import { safeText } from "../text/safe-text.ts";
import type { Clock } from "../time/clock.ts";
import { DeadlineError, withDeadline } from "../time/deadline.ts";
import { unlessAborted } from "../time/unless-aborted.ts";

/** Looks up a secret in the operating system's keyring; throws KeyringError. */
export type Keyring = (service: string, account: string) => Promise<string | undefined>;

/** The keyring is missing or does not open. The message says why, in half a sentence. */
export class KeyringError extends Error {
  override readonly name = "KeyringError";
}

/** Long enough for a user to unlock it. */
const timeoutMs = 60_000;

export type KeyringPackage = Pick<typeof import("@napi-rs/keyring"), "AsyncEntry">;

/**
 * Secret Service (D-Bus), macOS keychain or Windows credentials. The package is loaded at the look-up,
 * where its absence is a KeyringError like any other.
 */
export function systemKeyring(
  clock: Clock,
  platform: NodeJS.Platform,
  load: () => Promise<KeyringPackage> = () => import("@napi-rs/keyring"),
): Keyring {
  return async (service, account) => {
    try {
      const { AsyncEntry } = await load();
      // On Windows, SailPoint's CLI joins the names with a colon.
      const entry =
        platform === "win32"
          ? AsyncEntry.withTarget(`${service}:${account}`, service, account)
          : new AsyncEntry(service, account, { linux: { store: "secret-service" } });
      const never = new AbortController().signal;
      const secret = await withDeadline(clock, timeoutMs, never, (signal) =>
        unlessAborted(entry.getSecret(), signal),
      );
      return secret === null ? undefined : keyringText(Uint8Array.from(secret));
    } catch (error) {
      throw new KeyringError(reasonOf(error));
    }
  };
}

/** Unwraps an entry of SailPoint's CLI: on macOS it is base64 or hexadecimal, behind a word. */
export function keyringText(secret: Uint8Array): string {
  const text = Buffer.from(secret).toString("utf8");
  const [, wrapping, wrapped = ""] = /^go-keyring-(base64|encoded):(.*)$/s.exec(text) ?? [];
  if (wrapping === undefined) return text.trim();
  return Buffer.from(wrapped, wrapping === "base64" ? "base64" : "hex")
    .toString("utf8")
    .trim();
}

function reasonOf(error: unknown): string {
  if (error instanceof DeadlineError) return "it did not answer in a minute: is it locked?";
  const text = error instanceof Error ? error.message : "";
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "ERR_MODULE_NOT_FOUND" || /native binding/i.test(text)) {
    return "the optional package @napi-rs/keyring is not installed";
  }
  return safeText(text);
}
