#!/usr/bin/env node
import { enableCompileCache } from "node:module";
import { quietNativeLogs, startWithMemorySettings } from "./env/process-settings.ts";

startWithMemorySettings();
quietNativeLogs();
// Half of a short command's time would go into reading and compiling modules anew.
enableCompileCache();
const { runCommandLine } = await import("./cli/program.ts");
process.exitCode = await runCommandLine(process.argv.slice(2));
