import * as v from "valibot";
import { type Shape, shapeOf } from "./shape.ts";

/** A kind of body, as it is read. */
export interface BodyKind<Output> {
  /** What a request has to ask `send` to keep of it. */
  readonly shape: Shape;
  /** @returns undefined where the text is no such body */
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
