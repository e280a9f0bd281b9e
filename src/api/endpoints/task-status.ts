import * as v from "valibot";
import { bodyOf } from "../answer/body.ts";
import { endField, momentField, optionalField, textField } from "../answer/fields.ts";
import { type AggregationKind, kindOfTask } from "./aggregation-kind.ts";
import { taskCountFields, type TaskCounts, taskCountsIn } from "./task-counts.ts";

export interface TaskMessage {
  /** INFO, WARN or ERROR, in upper case. */
  readonly type: string | undefined;
  readonly text: string;
}

/** The task of an aggregation has the same id. Moments are milliseconds since the Unix epoch. */
export interface TaskStatus {
  readonly id: string;
  /** Undefined for a task that is no aggregation. */
  readonly kind?: AggregationKind | undefined;
  readonly uniqueName: string | undefined;
  /** The kind in the task's definition, without what tenants append to it. */
  readonly definedAs?: string | undefined;
  readonly launcher: string | undefined;
  readonly created: number | undefined;
  readonly launched: number | undefined;
  readonly completed: number | undefined;
  /** In any case, as the API spells it. */
  readonly completionStatus: string | undefined;
  readonly messages: readonly TaskMessage[];
  readonly sourceId: string | undefined;
  /** Without the " [source]" that the API appends. */
  readonly sourceName: string | undefined;
  /** Whether unchanged accounts are skipped. */
  readonly isOptimized?: boolean | undefined;
  readonly counts?: TaskCounts | undefined;
}

/** A task may report every account with a problem. */
const mostMessages = 100;

/** A message without a text has a key, which is better than nothing. */
const messageField = v.pipe(
  v.object({
    type: optionalField(v.pipe(textField, v.toUpperCase())),
    localizedText: optionalField(
      v.union([
        textField,
        v.pipe(
          v.object({ message: textField }),
          v.transform(({ message }) => message),
        ),
      ]),
    ),
    key: optionalField(textField),
  }),
  v.transform(({ type, localizedText, key }) => ({ type, text: localizedText ?? key })),
);

const taskFields = v.object({
  id: textField,
  type: optionalField(textField),
  uniqueName: optionalField(textField),
  // What `load-accounts` calls it.
  name: optionalField(textField),
  launcher: optionalField(textField),
  created: optionalField(momentField),
  launched: optionalField(momentField),
  completed: optionalField(endField),
  completionStatus: optionalField(textField),
  taskDefinitionSummary: optionalField(v.object({ uniqueName: optionalField(textField) })),
  messages: optionalField(v.array(optionalField(messageField))),
  target: optionalField(v.object({ id: optionalField(textField), name: optionalField(textField) })),
  attributes: optionalField(
    v.object({
      appId: optionalField(textField),
      optimizedAggregation: optionalField(v.picklist(["enabled", "disabled"])),
      ...taskCountFields,
    }),
  ),
});

const taskField = v.pipe(taskFields, v.transform(taskOf));
// Messages are many times the rest of a task, and no list of tasks shows them.
const listedField = v.pipe(v.omit(taskFields, ["messages"]), v.transform(taskOf));
/** A start of accounts names the task in a field; one of entitlements is answered by the task. */
const startedField = v.union([
  v.pipe(
    v.object({ task: taskField }),
    v.transform(({ task }) => task),
  ),
  taskField,
]);

export const { shape: taskShape, read: parseTaskStatus } = bodyOf(taskField);

export const { shape: startedTaskShape, read: parseStartedTask } = bodyOf(startedField);

export const { shape: taskListShape, read: parseTaskList } = bodyOf(
  v.array(optionalField(listedField)),
);

/** `completed` may be set a moment before the outcome is. */
export function isOver({ completed, completionStatus }: TaskStatus): boolean {
  return completed !== undefined && completionStatus !== undefined;
}

type TaskFields = v.InferOutput<typeof taskFields>;

function taskOf(fields: Partial<TaskFields> & Pick<TaskFields, "id">): TaskStatus {
  const { id, type, uniqueName = fields.name, launcher, created, launched, completed } = fields;
  const { completionStatus, messages, target, attributes, taskDefinitionSummary } = fields;
  const optimized = attributes?.optimizedAggregation;
  const definedAs = taskDefinitionSummary?.uniqueName;
  const kind = kindOfTask({ uniqueName, definedAs }, type);
  const counts = taskCountsIn(attributes, kind);
  const sourceName = target?.name?.replace(/ *\[source\]$/, "");
  return {
    id,
    ...(kind && { kind }),
    uniqueName,
    definedAs,
    launcher,
    created,
    launched,
    completed,
    completionStatus,
    messages: distinct(messages ?? []),
    sourceId: target?.id ?? attributes?.appId,
    sourceName: sourceName === "" ? undefined : sourceName,
    ...(optimized !== undefined && { isOptimized: optimized === "enabled" }),
    ...(counts && { counts }),
  };
}

type MaybeMessage = v.InferOutput<typeof messageField> | undefined;

function distinct(messages: readonly MaybeMessage[]): readonly TaskMessage[] {
  const byText = new Map<string, TaskMessage>();
  for (const message of messages) {
    const { type, text } = message ?? {};
    if (text !== undefined && !byText.has(text)) byText.set(text, { type, text });
  }
  return [...byText.values()].slice(0, mostMessages);
}
