import { Box } from "ink";
import type { Size } from "../view/layout.ts";
import type { Line } from "../lines/line.ts";
import { LineView } from "./LineView.tsx";
import { withPlaceholders } from "../lines/placed-text.ts";

interface RowsProps {
  readonly rows: readonly Line[];
  readonly size: Size;
  readonly hasSpinner: boolean;
}

/** Rows one below the other, in exactly the cells of `size`. */
export function Rows({ rows, size, hasSpinner }: RowsProps) {
  return (
    <Box flexDirection="column" flexShrink={0} width={size.columns} height={size.rows}>
      {rows.map(withPlaceholders).map((line, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- a row is its place on the screen
        <LineView key={index} line={line} hasSpinner={hasSpinner} />
      ))}
    </Box>
  );
}
