/** What came of one check. */
export interface Check {
  /** What was checked. */
  readonly name: string;
  /**
   * - `good`: nothing to do.
   * - `note`: it works, and the user ought to know something.
   * - `bad`: it does not work.
   * - `unchecked`: what stands in its way was said above.
   */
  readonly verdict: "good" | "note" | "bad" | "unchecked";
  /** What was found, safe to print: a line for each thing. */
  readonly found: readonly string[];
  /** What to do about it. */
  readonly advice?: string;
  /** Of a bad one, the exit code: 2 for what the user or the network has, 4 for what the tenant refuses. */
  readonly exitCode?: 2 | 4;
}

const glyphs = { good: "✓", note: "!", bad: "✗", unchecked: "·" } as const;
const nameColumns = 14;

/** A check as it stands on the screen; the first line has its glyph and its name. */
export function checkLines({ name, verdict, found, advice }: Check): readonly string[] {
  const texts = [...found, ...(advice === undefined ? [] : [`→ ${advice}`])].flatMap((text) =>
    text.split("\n"),
  );
  return texts.map((text, index) => {
    const head = index === 0 ? `${glyphs[verdict]} ${name.padEnd(nameColumns)}` : "";
    return `${head.padEnd(nameColumns + 2)}  ${text}`;
  });
}

/** The exit code of all checks: the first bad one's, else 0. */
export function doctorExitCode(checks: readonly Check[]): number {
  return checks.find(({ verdict }) => verdict === "bad")?.exitCode ?? 0;
}

/** Something else has to work first. */
export function unchecked(name: string): Check {
  return { name, verdict: "unchecked", found: ["not checked"] };
}
