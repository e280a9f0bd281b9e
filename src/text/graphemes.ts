const segmenter = new Intl.Segmenter("en", { granularity: "grapheme" });

/**
 * The characters of a text as a person counts them: a letter with its marks is one, and so is an
 * emoji made of several. As `Intl.Segmenter` has them, from the Unicode version of the Node that runs.
 */
export function graphemesOf(text: string): readonly string[] {
  if (/^[\x20-\x7E]*$/.test(text)) return text.split("");
  return Array.from(segmenter.segment(text), ({ segment }) => segment);
}
