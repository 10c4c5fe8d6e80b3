import { type HttpService, reasonIn } from "@tributary/vendor-http";
import { SlackError, type SlackErrorCode } from "./error.ts";

/** What is particular to Slack's incoming webhooks. */
export const slackService: HttpService<SlackErrorCode> = {
  name: "Slack",

  // Statuses of https://api.slack.com/changelog/2016-05-17-changes-to-errors-for-incoming-webhooks.
  codesByStatus: new Map([
    [401, "unauthorized"],
    [403, "unauthorized"],
    [404, "not-found"],
    [408, "timeout"],
    [410, "not-found"],
    [429, "rate-limited"],
  ]),

  createError: (code, message, details) => new SlackError(code, message, details),

  readProblem: (text) => ({ reason: reasonIn(text, ({ message }) => message) }),
};
