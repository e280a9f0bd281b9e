import type { RequestTrace } from "../../api/http/request-trace.ts";

/**
 * Writes each request to stderr, which a screen on the same terminal holds back until its end.
 *
 * @param host the tenant's, where there are several
 */
export async function requestLog(
  stderr: Pick<NodeJS.WriteStream, "write">,
  host?: string,
): Promise<(trace: RequestTrace) => void> {
  const { requestText } = await import("../../wording/request-text.ts");
  return (trace) => void stderr.write(`${requestText(trace, host)}\n`);
}
