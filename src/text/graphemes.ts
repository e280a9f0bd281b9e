const segmenter = new Intl.Segmenter("en", { granularity: "grapheme" });

/** The characters as a person counts them, by the Unicode version of the running Node. */
export function graphemesOf(text: string): readonly string[] {
  if (/^[\x20-\x7E]*$/.test(text)) return text.split("");
  return Array.from(segmenter.segment(text), ({ segment }) => segment);
}
