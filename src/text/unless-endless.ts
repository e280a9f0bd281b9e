/** Undefined where YAML refers to itself, or nests deeper than the stack: its parser throws then. */
export function unlessEndless<Result>(parse: () => Result): Result | undefined {
  try {
    return parse();
  } catch {
    return undefined;
  }
}
