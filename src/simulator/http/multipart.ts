/**
 * The text fields of a multipart form (RFC 7578). Files are read as if they were text.
 *
 * @param contentType the header, with its boundary
 * @returns undefined if the form is broken: no boundary, no end, or a part without a name
 */
export function multipartFields(contentType: string, body: string): URLSearchParams | undefined {
  const boundary = /;\s*boundary=(?:"([^"]+)"|([^\s;]+))/i.exec(contentType);
  const delimiter = `\r\n--${boundary?.[1] ?? boundary?.[2] ?? ""}`;
  if (delimiter === "\r\n--") return undefined;
  // The first delimiter may stand at the very beginning, where it has no line break before it.
  const [, ...pieces] = `\r\n${body}`.split(delimiter);
  const end = pieces.findIndex((piece) => piece.startsWith("--"));
  if (end < 0) return undefined;
  const fields = new URLSearchParams();
  for (const piece of pieces.slice(0, end)) {
    const field = fieldOf(piece);
    if (!field) return undefined;
    fields.append(...field);
  }
  return fields;
}

/** @param piece what stands between two delimiters: a line's rest, headers, an empty line, the value */
function fieldOf(piece: string): [name: string, value: string] | undefined {
  const headersEnd = piece.indexOf("\r\n\r\n");
  if (headersEnd < 0) return undefined;
  const headers = piece.slice(0, headersEnd);
  const name = /^content-disposition:\s*form-data\b[^\r\n]*?;\s*name="([^"]*)"/im.exec(
    headers,
  )?.[1];
  return name === undefined ? undefined : [name, piece.slice(headersEnd + 4)];
}
