import type { GivenId } from "./given-id.ts";
import { idForm, isUsualId } from "./id-form.ts";

const mostNamed = 3;

/** Warnings about ids that are watched anyway, a line each; `others` are tasks of other kinds. */
export function idWarnings(ids: readonly GivenId[], others: number): readonly string[] {
  const odd = [...new Set(ids.map(({ id }) => id).filter((id) => !isUsualId(id)))];
  const [first = ""] = odd;
  const addresses = ids.filter(({ host }) => host !== undefined);
  const [address] = addresses;
  return [
    odd.length === 1 &&
      `"${first}" does not look like an aggregation id (${idForm}, not ${first.length} ` +
        "characters of another kind); asking for it all the same. A source's name goes with --source",
    odd.length > 1 &&
      `${odd.length} ids do not look like those of aggregations (${idForm}): ${named(odd)}`,
    address && addresses.length === 1 && `the id in that address: ${address.id}`,
    addresses.length > 1 && `${addresses.length} ids are taken from addresses`,
    others > 0 &&
      `${others === 1 ? "1 task is" : `${others} tasks are`} not of an account aggregation: left out`,
  ].filter((text) => typeof text === "string");
}

function named(ids: readonly string[]): string {
  const rest = ids.length > mostNamed ? ", …" : "";
  return `${ids.slice(0, mostNamed).join(", ")}${rest}`;
}
