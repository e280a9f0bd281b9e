import { kindOf, type WatchedId } from "../../watch/model/watch.ts";
import { kindLooks } from "../../wording/kinds.ts";
import { cutEnd, width } from "../../text/columns.ts";

/** The question before another aggregation of a source is started. */
export interface StartQuestion {
  /** The id to start another of: its tenant and its label become those of the new one. */
  readonly like: WatchedId;
  readonly source: { readonly id: string; readonly name: string };
  /** As the user calls the tenant. */
  readonly tenantName: string;
}

/** The question in full. */
export function startQuestionText({ like, source, tenantName }: StartQuestion): string {
  const { noun } = kindLooks[kindOf(like)];
  return `Start another ${noun} of ${source.name} in ${tenantName}? y starts it, n does not`;
}

/** The question in at most `columns`: where it is narrow, the names are cut, not the question. */
export function fittedStartQuestion(question: StartQuestion, columns: number): string {
  const long = startQuestionText(question);
  if (width(long) <= columns) return long;
  const { source, tenantName } = question;
  const room = Math.max(0, columns - width(shortText("", "")));
  const most = Math.max(Math.floor(room / 2), room - width(source.name));
  const tenant = cutEnd(tenantName, most);
  return shortText(cutEnd(source.name, room - width(tenant)), tenant);
}

function shortText(source: string, tenant: string): string {
  return `Start ${source} in ${tenant}? y/n`;
}
