import type { Source } from "../../api/endpoints/source.ts";

/** What to do about a source that the tenant could not reach lately; undefined where it could. */
export function unreachableText({ name, trouble }: Source): string | undefined {
  if (trouble === undefined) return undefined;
  return `${name} may be unreachable (${trouble}): ${adviceOn(trouble, name)}; starting it anyway`;
}

function adviceOn(trouble: string, name: string): string {
  const source = `Connections > Sources > ${name}`;
  if (/_(?:VA|CLUSTER)$/i.test(trouble)) {
    return "check its virtual appliances in the web UI, Connections > Virtual Appliances";
  }
  if (/_ACCOUNT_FILE_IMPORT$/i.test(trouble))
    return "its last CSV was not imported; check the file";
  return `test its connection in the web UI, ${source}`;
}
