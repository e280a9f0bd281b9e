/**
 * Escapes text from outside for a cell of a table by CommonMark (2.4, 2.5) and GitHub's tables, where a
 * bar ends a cell even in code: no formatting, HTML, link, autolink, or end of the cell or line. An
 * invisible space (U+200B) after "@" is the only way not to mention a user.
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
