import { toJsonSchema } from "@valibot/to-json-schema";
import type { Command } from "commander";
import { defaultable } from "./defaultable.ts";
import { fileSchema } from "./schema.ts";

/** The JSON Schema by which editors complete and check the configuration file. */
export function jsonSchema(program: Command): object {
  return {
    ...toJsonSchema(fileSchema(defaultable(program)), { target: "draft-2020-12" }),
    title: "Defaults of aggwatch's flags",
  };
}
