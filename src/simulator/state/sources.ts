import { drawHex, randomOf } from "../timeline/random.ts";
import { type NamedScenario, scenarios } from "../scenarios/scenarios.ts";

export interface SimulatedSource {
  readonly id: string;
  readonly name: string;
  /** What its aggregations do; without it they are ordinary ones. */
  readonly scenario?: NamedScenario;
  /** The columns that its CSV file must have; only delimited-file sources have one. */
  readonly columns?: readonly string[];
  readonly isSubadmins: boolean;
  /** By default it can be reached. */
  readonly state?: SourceState;
}

/** As the specification spells what it says of the last attempt to reach a source. */
type SourceState =
  | "SOURCE_STATE_HEALTHY"
  | "SOURCE_STATE_UNCHECKED_SOURCE"
  | "SOURCE_STATE_ERROR_VA"
  | "SOURCE_STATE_FAILURE_SOURCE";

const states: Readonly<Record<string, SourceState>> = {
  "Oracle EBS": "SOURCE_STATE_ERROR_VA",
  "Legacy LDAP": "SOURCE_STATE_FAILURE_SOURCE",
  "Active Directory Test": "SOURCE_STATE_UNCHECKED_SOURCE",
};

const idless: readonly Omit<SimulatedSource, "id">[] = [
  ...scenarios.map((scenario) => ({ name: scenario.source, scenario, isSubadmins: false })),
  { name: "Active Directory Test", isSubadmins: true },
  // Names that need escaping in a filter.
  { name: 'Sales "EMEA"', isSubadmins: true },
  { name: "Finance\\Payables", isSubadmins: false },
  {
    name: "Contractors",
    isSubadmins: true,
    columns: ["id", "name", "givenName", "familyName", "e-mail", "location", "manager"],
  },
];

/** All sources of a tenant: one for each scenario, served or not, and some more. */
export function sourcesOf(seed: number): readonly SimulatedSource[] {
  const id = ({ scenario, name }: Omit<SimulatedSource, "id">) =>
    sourceIdOf(scenario?.name ?? name, seed);
  return idless.map((source) => {
    const { [source.name]: state } = states;
    return Object.assign({ id: id(source) }, source, state && { state });
  });
}

/** `name` is the scenario's, or the source's where it has no scenario. */
export function sourceIdOf(name: string, seed: number): string {
  return drawHex(randomOf(seed, name, "source"), 32);
}

export function sourceBody(source: SimulatedSource): Readonly<Record<string, unknown>> {
  const { state = "SOURCE_STATE_HEALTHY" } = source;
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
    healthy: state === "SOURCE_STATE_HEALTHY",
    status: state,
    created: "2024-01-15T09:30:00.000Z",
    modified: "2026-02-03T11:05:00.000Z",
  };
}
