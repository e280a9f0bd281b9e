// The single executable brings a Node of its own, and what that has compiled.
import { run } from "./cli.ts";

await run();
