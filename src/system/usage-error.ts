import { withoutSecrets } from "../text/without-secrets.ts";

/** Wrong usage or configuration: what is wrong, and what to do, without passwords and tokens. */
export class UsageError extends Error {
  override readonly name = "UsageError";

  constructor(message = "") {
    super(withoutSecrets(message));
  }
}
