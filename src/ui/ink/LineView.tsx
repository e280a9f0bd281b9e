import { Text } from "ink";
import Spinner from "ink-spinner";
import { memo } from "react";
import { isSameLine, type Line, type Span } from "../lines/line.ts";
import { roleLooks } from "../lines/theme.ts";

/** One row, already as wide as it has to be. */
export interface LineViewProps {
  readonly line: Line;
  /** Whether what can move does. */
  readonly hasSpinner: boolean;
}

/** One row; one that says the same as before costs nothing. */
export const LineView = memo(
  ({ line, hasSpinner }: LineViewProps) => (
    <Text wrap="truncate">
      {line.map((part, index) => (
        // A row has no other identity than the order of its parts.
        // oxlint-disable-next-line react/no-array-index-key
        <SpanView key={index} part={part} isMoving={hasSpinner && part.isSpinner === true} />
      ))}
    </Text>
  ),
  (one, other) => one.hasSpinner === other.hasSpinner && isSameLine(one.line, other.line),
);

function SpanView({ part, isMoving }: { readonly part: Span; readonly isMoving: boolean }) {
  return <Text {...roleLooks[part.role]}>{isMoving ? <Spinner /> : part.text}</Text>;
}
