import { withoutSecrets } from "../text/without-secrets.ts";

/**
 * The user can put it right: wrong usage or configuration. The message names what is wrong and
 * what would be right; what it repeats is shown without passwords and tokens.
 */
export class UsageError extends Error {
  override readonly name = "UsageError";

  constructor(message = "") {
    super(withoutSecrets(message));
  }
}
