import { lexer, type Token, type Tokens } from "marked";
import type { Block } from "../manual/page.ts";
import type { Page, PageBlock } from "../manual/page-source.ts";
import type { Rows } from "../manual/rows.ts";

const tableStart = /^<!-- table: (?<name>[\w -]+) -->\s*$/;

/**
 * A page of the manual in Markdown, for the terminal and the man page: what is marked up is its text,
 * a link says where to go, and a picture is left out.
 *
 * @throws where something is in it that those cannot show
 */
export function parsePage(markdown: string): Page {
  const [title, ...tokens] = lexer(markdown).filter(({ type }) => type !== "space");
  if (!isToken<Tokens.Heading>(title, "heading")) throw new Error("a page begins with its title");
  const blocks: PageBlock[] = [];
  let table: string | undefined;
  for (const token of tokens) {
    if (isToken<Tokens.HTML>(token, "html")) {
      table = tableStart.exec(token.raw)?.groups?.["name"];
      continue;
    }
    const block = blockOf(token);
    if (block !== undefined) blocks.push(table === undefined ? block : { table, block });
  }
  return { title: plain(title.tokens), blocks };
}

function blockOf(token: Token): Block | Rows | undefined {
  if (isToken<Tokens.Heading>(token, "heading")) return { heading: plain(token.tokens) };
  if (isToken<Tokens.Code>(token, "code")) return { lines: token.text.split("\n") };
  if (isToken<Tokens.List>(token, "list")) {
    return { bullets: token.items.map((item) => plain(item.tokens)) };
  }
  if (isToken<Tokens.Table>(token, "table")) return tableOf(token);
  if (isToken<Tokens.Paragraph>(token, "paragraph")) {
    const isPicture = token.tokens.every(({ type }) => type === "image");
    return isPicture ? undefined : plain(token.tokens);
  }
  throw new Error(`a page has no ${token.type}: ${token.raw}`);
}

/** With two columns, terms and their meanings, which need no titles. */
function tableOf({ header, rows }: Tokens.Table): Block | Rows {
  const cells = [header, ...rows].map((row) => row.map(({ tokens }) => plain(tokens)));
  if (header.length > 2) return { rows: cells };
  return cells.slice(1).map(([term = "", meaning = ""]) => [term, meaning] as const);
}

function plain(tokens: readonly Token[]): string {
  return tokens
    .map((token) => {
      if (isToken<Tokens.Link>(token, "link")) return linkText(token);
      if ("tokens" in token && token.tokens && token.type !== "codespan") {
        return plain(token.tokens);
      }
      return "text" in token ? String(token.text) : "";
    })
    .join("");
}

const otherPage = /^(?<topic>[\w-]+)\.md/;

/** Says how to get there from a terminal: a topic, an address, or a path in the package. */
function linkText({ href, tokens }: Tokens.Link): string {
  const text = plain(tokens);
  const { topic } = otherPage.exec(href)?.groups ?? {};
  return `${text} (${topic === undefined ? href.replace(/^(?:\.\.\/)+([^#]*).*$/, "$1") : `aggwatch help ${topic}`})`;
}

function isToken<One extends Token>(token: Token | undefined, type: One["type"]): token is One {
  return token?.type === type;
}
