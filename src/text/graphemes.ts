/** Made at its first use: the first one of a process reads Unicode's tables, as long as a third of Node's own start. */
let segmenter: Intl.Segmenter | undefined;

/** The characters as a person counts them, by the Unicode version of the running Node. */
export function graphemesOf(text: string): readonly string[] {
  if (/^[\x20-\x7E]*$/.test(text)) return text.split("");
  segmenter ??= new Intl.Segmenter("en", { granularity: "grapheme" });
  return Array.from(segmenter.segment(text), ({ segment }) => segment);
}
