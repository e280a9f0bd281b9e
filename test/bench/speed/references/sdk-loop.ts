/*
 * What a program with the vendor's SDK does: it asks for the status of each id given, one after the
 * other, and writes a line for each answer; then again every five seconds. With `pending` it lists all
 * pending tasks once, and ends.
 */
import { setTimeout as sleep } from "node:timers/promises";
import {
  AccountAggregationsV2024Api,
  Configuration,
  TaskManagementV2024Api,
} from "sailpoint-api-client";

const baseurl = process.env["SAIL_BASE_URL"] ?? "";
const configuration = new Configuration({
  baseurl,
  tokenUrl: `${baseurl}/oauth/token`,
  clientId: process.env["SAIL_CLIENT_ID"] ?? "",
  clientSecret: process.env["SAIL_CLIENT_SECRET"] ?? "",
});
configuration.experimental = true;
const ids = process.argv.slice(2);

if (ids[0] === "pending") {
  const tasks = new TaskManagementV2024Api(configuration);
  for (let offset = 0; ; offset += 250) {
    const { data } = await tasks.getPendingTasks({ offset, limit: 250 });
    for (const { id, uniqueName } of data) console.log(id, uniqueName);
    if (data.length < 250) break;
  }
} else {
  const aggregations = new AccountAggregationsV2024Api(configuration);
  for (;;) {
    for (const id of ids) {
      const { data } = await aggregations.getAccountAggregationStatus({ id });
      console.log(id, data.status, data.processedAccounts, "of", data.totalAccounts);
    }
    await sleep(5000);
  }
}
