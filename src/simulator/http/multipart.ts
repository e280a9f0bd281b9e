/** RFC 7578; files are read as text. Undefined without a boundary, an end, or a part's name. */
export function multipartFields(contentType: string, body: string): URLSearchParams | undefined {
  const boundary = /;\s*boundary=(?:"([^"]+)"|([^\s;]+))/i.exec(contentType);
  const delimiter = `\r\n--${boundary?.[1] ?? boundary?.[2] ?? ""}`;
  if (delimiter === "\r\n--") return undefined;
  // The first delimiter has no line break before it when the form begins with it.
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

/** A piece between two delimiters is the rest of a line, headers, an empty line, the value. */
function fieldOf(piece: string): [name: string, value: string] | undefined {
  const headersEnd = piece.indexOf("\r\n\r\n");
  if (headersEnd < 0) return undefined;
  const headers = piece.slice(0, headersEnd);
  const name = /^content-disposition:\s*form-data\b[^\r\n]*?;\s*name="([^"]*)"/im.exec(
    headers,
  )?.[1];
  return name === undefined ? undefined : [name, piece.slice(headersEnd + 4)];
}
