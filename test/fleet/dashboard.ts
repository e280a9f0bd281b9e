import { exampleText } from "../examples/example-files.ts";

interface Panel {
  readonly targets: readonly { readonly expr: string }[];
}

/** The queries of all panels, with all tenants and all sources chosen. */
export function queriesOfDashboard(): readonly string[] {
  const { panels } = JSON.parse(exampleText("grafana-dashboard.json")) as {
    readonly panels: readonly Panel[];
  };
  return panels.flatMap(({ targets }) =>
    targets.map(({ expr }) => expr.replaceAll(/\$(?:tenant|source)\b/g, ".*")),
  );
}
