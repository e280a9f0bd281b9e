import { joinedBy } from "../../watch/board.ts";
import type { RecordedId } from "./header.ts";
import type { Said } from "./line.ts";

/** Numbers ids in the order in which a recording names them: those of its header, then those added. */
export interface NumberedIds {
  /** Follows the lines, each once it is written or read. */
  readonly follow: (said: Said, client: number) => void;
  readonly numberOf: (id: string) => number | undefined;
  readonly idOf: (number: number) => Pick<RecordedId, "id" | "client"> | undefined;
}

export function createNumberedIds(): NumberedIds {
  let ids: Pick<RecordedId, "id" | "client">[] = [];
  let numbers = new Map<string, number>();

  function add(id: string, client: number): void {
    if (numbers.has(id)) return;
    numbers.set(id, ids.length);
    ids.push({ id, client });
  }

  return {
    follow(said, client) {
      if (said.type === "recording") {
        ids = [];
        numbers = new Map();
        for (const one of said.header.ids) add(one.id, one.client);
      }
      const joined = said.type === "input" ? joinedBy(said.input) : undefined;
      if (joined) add(joined.id, client);
    },
    numberOf: (id) => numbers.get(id),
    idOf: (number) => ids[number],
  };
}
