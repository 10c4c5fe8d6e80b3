export * from "./budget.ts";
export * from "./change.ts";
export * from "./contract.ts";
export * from "./cursor.ts";
export * from "./document-ids.ts";
export * from "./error.ts";
export * from "./read-all.ts";
export * from "./setting-schemas.ts";
