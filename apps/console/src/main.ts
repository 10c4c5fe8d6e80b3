#!/usr/bin/env node
import { keepCompiledModules, quietNativeLogs, startWithMemorySettings } from "./env/process-settings.ts";

startWithMemorySettings();
quietNativeLogs();
keepCompiledModules();
const { runCommandLine } = await import("./cli/program.ts");
process.exitCode = await runCommandLine(process.argv.slice(2));
