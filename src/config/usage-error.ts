/**
 * The user can put it right: wrong usage or configuration. The message names what is wrong and
 * what would be right.
 */
export class UsageError extends Error {
  override readonly name = "UsageError";
}
