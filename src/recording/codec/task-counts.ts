import { byName } from "../../api/endpoints/counters.ts";
import { type TaskCounts, taskCountNames } from "../../api/endpoints/task-counts.ts";
import { maybe, object } from "./codec.ts";
import { count } from "./fields.ts";

export const taskCounts = object<TaskCounts>(byName(taskCountNames, () => maybe(count)));
