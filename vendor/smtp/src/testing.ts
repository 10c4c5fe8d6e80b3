export * from "./testing/smtp-server.ts";
