export * from "./check-input.ts";
export * from "./contract.ts";
export * from "./error.ts";
