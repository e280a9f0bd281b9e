/**
 * The fields of a `multipart/form-data` body, files as text. Undefined for one that is broken: without
 * a boundary, an end, or the name of a part.
 */
export async function multipartFields(
  contentType: string,
  body: string,
): Promise<URLSearchParams | undefined> {
  try {
    const form = await new Response(body, { headers: { "content-type": contentType } }).formData();
    const fields = new URLSearchParams();
    for (const [name, value] of form) {
      fields.append(name, typeof value === "string" ? value : await value.text());
    }
    return fields;
  } catch {
    return undefined;
  }
}
