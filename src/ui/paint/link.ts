import { closeLink, openLink } from "../../text/hyperlink.ts";

/** From one link, or none, to the next: a terminal has one open at a time. */
export function linkChange(before: string | undefined, next: string | undefined): string {
  if (before === next) return "";
  return next === undefined ? closeLink : openLink(next);
}

export function linkBytes(before: string | undefined, next: string | undefined): number {
  return linkChange(before, next).length;
}
