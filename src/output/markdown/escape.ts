/**
 * A text from outside as Markdown that shows exactly that text, in a cell of a table as well: no
 * formatting, no HTML, no link, not even of an address (GitHub's autolinks), no end of the cell or
 * of the line. Escaped as CommonMark (2.4, 2.5) and GitHub's tables have it, where a bar ends a cell
 * even in code. Pure.
 *
 * Behind an "@" stands an invisible blank (U+200B), as Markdown has no other way to call nobody.
 */
export function markdownText(text: string): string {
  const escaped = text.replaceAll(/[*_~[\]{}]|[\\`|<>&$@]|[\p{Cc}\p{Zl}\p{Zp}]/gu, (character) => {
    if ("*_~[]{}".includes(character)) return `\\${character}`;
    const entity = `&#${character.codePointAt(0)};`;
    return character === "@" ? `${entity}&#8203;` : entity;
  });
  return escaped
    .replaceAll(/www\./gi, (www) => `${www.slice(0, -1)}&#46;`)
    .replaceAll("://", "&#58;//");
}
