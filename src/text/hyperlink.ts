import { osc } from "./osc.ts";

/** OSC 8, by which terminals make a text a link: what follows is one until it is closed. */
export function openLink(address: string): string {
  // Anything else would end the command early, or be another address than it seems.
  return /^https:\/\/[\x21-\x7E]+$/.test(address) ? osc(`8;;${address}`) : closeLink;
}

export const closeLink = osc("8;;");

/** A text that leads to an address in a terminal that knows OSC 8; the text alone without one. */
export function linked(text: string, address: string | undefined): string {
  return address === undefined ? text : `${openLink(address)}${text}${closeLink}`;
}
