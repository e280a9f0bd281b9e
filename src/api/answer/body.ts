import * as v from "valibot";
import { type Shape, shapeOf } from "./shape.ts";

export interface BodyKind<Output> {
  /** What a request has `send` keep of it. */
  readonly shape: Shape;
  /** Undefined where the text is not such a body. */
  readonly read: (text: string) => Output | undefined;
}

/** A body that is JSON of that schema. */
export function bodyOf<Output>(schema: v.GenericSchema<unknown, Output>): BodyKind<Output> {
  const json = v.pipe(v.string(), v.parseJson(), schema);
  return {
    shape: shapeOf(schema),
    read(text) {
      const parsed = v.safeParse(json, text);
      return parsed.success ? parsed.output : undefined;
    },
  };
}
