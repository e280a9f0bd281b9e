import { Text } from "ink";
import Spinner from "ink-spinner";
import type { Line, Span } from "./line.ts";
import { roleLooks } from "./theme.ts";

/** One row, already as wide as it has to be. */
export function LineView({ line }: { readonly line: Line }) {
  return (
    <Text wrap="truncate">
      {line.map((part, index) => (
        // A row has no other identity than the order of its parts.
        // oxlint-disable-next-line react/no-array-index-key
        <SpanView key={index} part={part} />
      ))}
    </Text>
  );
}

function SpanView({ part }: { readonly part: Span }) {
  return <Text {...roleLooks[part.role]}>{part.isSpinner ? <Spinner /> : part.text}</Text>;
}
