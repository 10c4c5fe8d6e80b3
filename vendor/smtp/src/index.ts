export * from "./error.ts";
export * from "./mailer.ts";
