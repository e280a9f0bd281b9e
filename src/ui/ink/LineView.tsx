import { Text } from "ink";
import Spinner from "ink-spinner";
import { memo } from "react";
import { isSameLine, type Line, type Span } from "../lines/line.ts";
import { roleLooks } from "../lines/theme.ts";

interface LineViewProps {
  readonly line: Line;
  readonly hasSpinner: boolean;
}

/** One row; React skips it while it stays the same. */
export const LineView = memo(
  ({ line, hasSpinner }: LineViewProps) => (
    <Text wrap="truncate">
      {line.map((part, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- a part is its place in the row
        <SpanView key={index} part={part} isMoving={hasSpinner && part.isSpinner === true} />
      ))}
    </Text>
  ),
  (one, other) => one.hasSpinner === other.hasSpinner && isSameLine(one.line, other.line),
);

function SpanView({ part, isMoving }: { readonly part: Span; readonly isMoving: boolean }) {
  return <Text {...roleLooks[part.role]}>{isMoving ? <Spinner /> : part.text}</Text>;
}
