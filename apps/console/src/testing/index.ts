export { createFakeGitHub, type FakeGitHub } from "@tributary/source-github/testing";
export { createFakeLinear, type FakeLinear } from "@tributary/source-linear/testing";
export { ensureDashboard } from "./built-dashboard.ts";
export { type ConsoleProcess, type ProcessEnd, startConsole } from "./console-process.ts";
export { prepareHome } from "./prepared-home.ts";
export { type LargeHome, prepareLargeHome, type SeededSources } from "./seed-large-home.ts";
