export interface Check {
  readonly name: string;
  /** `note`: it works, with something to know. `unchecked`: a check before it is bad. */
  readonly verdict: "good" | "note" | "bad" | "unchecked";
  /** One finding per line, safe to print. */
  readonly found: readonly string[];
  readonly advice?: string;
  /** Of a bad check: 2 for configuration and network, 4 for what the tenant refuses. */
  readonly exitCode?: 2 | 4;
}

const glyphs = { good: "✓", note: "!", bad: "✗", unchecked: "·" } as const;
const nameColumns = 14;

/** A check on the screen; the first line has its glyph and name. */
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

export function unchecked(name: string): Check {
  return { name, verdict: "unchecked", found: ["not checked"] };
}
