import { drawHex, randomOf } from "../timeline/random.ts";
import { type NamedScenario, scenarios } from "../scenarios/scenarios.ts";

/** A source of the simulated tenant. */
export interface SimulatedSource {
  readonly id: string;
  readonly name: string;
  /** What its aggregations do; undefined: they are ordinary ones. */
  readonly scenario: NamedScenario | undefined;
  /** The columns that its CSV file must have; undefined where it has no file. */
  readonly columns: readonly string[] | undefined;
  /** Whether the tenant's sub-administrator may see it. */
  readonly isSubadmins: boolean;
}

const fileColumns = ["id", "name", "givenName", "familyName", "e-mail", "location", "manager"];

/** All sources of a tenant: one for each scenario, whether it is served or not, and some more. */
export function sourcesOf(seed: number): readonly SimulatedSource[] {
  const ofScenarios = scenarios.map((scenario) => ({
    id: sourceIdOf(scenario.name, seed),
    name: scenario.source,
    scenario,
    columns: undefined,
    isSubadmins: false,
  }));
  const other = (name: string, isSubadmins: boolean, columns?: readonly string[]) => ({
    id: sourceIdOf(name, seed),
    name,
    scenario: undefined,
    columns,
    isSubadmins,
  });
  return [
    ...ofScenarios,
    other("Active Directory Test", true),
    // Names that are a trial for filters.
    other('Sales "EMEA"', true),
    other("Finance\\Payables", false),
    other("Contractors", true, fileColumns),
  ];
}

/** @param name of the scenario, or of the source where no scenario is about it */
export function sourceIdOf(name: string, seed: number): string {
  return drawHex(randomOf(seed, name, "source"), 32);
}

/** The body of a source, as far as it matters here. */
export function sourceBody(source: SimulatedSource): Readonly<Record<string, unknown>> {
  const isFile = source.columns !== undefined;
  return {
    id: source.id,
    name: source.name,
    description: `${source.name} of a simulated tenant`,
    owner: { type: "IDENTITY", id: source.id.split("").toReversed().join(""), name: "Simulated" },
    cluster: null,
    type: isFile ? "DelimitedFile" : "Web Services",
    connector: isFile ? "delimited-file-angularsc" : "web-services-angularsc",
    connectorName: isFile ? "Delimited File" : "Web Services",
    connectionType: isFile ? "file" : "direct",
    features: isFile ? ["NO_RANDOM_ACCESS", "DISCOVER_SCHEMA"] : ["PROVISIONING"],
    authoritative: false,
    healthy: true,
    status: "SOURCE_STATE_HEALTHY",
    created: "2024-01-15T09:30:00.000Z",
    modified: "2026-02-03T11:05:00.000Z",
  };
}
