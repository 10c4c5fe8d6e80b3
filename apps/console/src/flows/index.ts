export { type ConsoleProcess, type ProcessEnd, startConsole } from "../testing/console-process.ts";
export { connectFlow, untilFound } from "./connect-flow.ts";
export { type Flow, type Hit, startFlows } from "./flows.ts";
