import { exitCodeOrder, exitCodes as table } from "../../exit/exit-code-table.ts";
import type { Block } from "../page.ts";

export const exitCodeRows = table.map(
  ({ codes, when }) => [codes.join(", "), when] as const,
) satisfies Block;

/** `aggwatch help exit-codes`. */
export const exitCodes: readonly Block[] = [exitCodeRows, exitCodeOrder];
