import { UserError } from "../errors.ts";

/**
 * What a person reads when a command fails: the message of our own errors, which are written for that, and of others
 * their message with a word on where to find more. Never a stack.
 */
export function errorSentence(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const systemCode = "code" in error && typeof error.code === "string" ? error.code : "";
  if (systemCode === "ENOSPC")
    return "The disk is full: free some space and run it again; nothing that was stored is lost.";
  if (systemCode === "EACCES" || systemCode === "EPERM") {
    return `${error.message}: run it as somebody who may, or choose another folder with --home.`;
  }
  if (error instanceof UserError && error.code === "paused") return `${error.message} \`tributary resume <id>\` does.`;
  return error.message;
}
