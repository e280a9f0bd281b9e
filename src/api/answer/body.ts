import * as v from "valibot";
import { shapeOf } from "./shape.ts";

/** `read` a body that is JSON of that schema; `shape` is what `send` keeps of it. */
export function bodyOf<Output>(schema: v.GenericSchema<unknown, Output>) {
  const json = v.pipe(v.string(), v.parseJson(), schema);
  return {
    shape: shapeOf(schema),
    read: (text: string): Output | undefined => {
      const parsed = v.safeParse(json, text);
      return parsed.success ? parsed.output : undefined;
    },
  };
}
