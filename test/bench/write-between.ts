import { readFileSync, writeFileSync } from "node:fs";

/**
 * Puts a result into a file, between `<!-- NAME: begin -->` and `<!-- NAME: end -->`.
 *
 * @throws Error where the file has no such place
 */
export function writeBetween(file: URL, name: string, text: string): void {
  const begin = `<!-- ${name}: begin -->`;
  const end = `<!-- ${name}: end -->`;
  const before = readFileSync(file, "utf8");
  const from = before.indexOf(begin);
  const to = before.indexOf(end);
  if (from < 0 || to < from) throw new Error(`${file.href} must have ${begin} and, later, ${end}`);
  const start = before.slice(0, from + begin.length);
  writeFileSync(file, `${start}\n\n${text}\n\n${before.slice(to)}`);
}
