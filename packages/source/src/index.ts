export * from "./budget.ts";
export * from "./contract.ts";
export * from "./error.ts";
export * from "./read-all.ts";
