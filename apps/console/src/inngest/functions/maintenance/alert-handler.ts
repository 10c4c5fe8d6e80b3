import { alerts } from "@tributary/database";
import type { WorkflowInput, WorkflowOutput } from "@tributary/validation";
import { pagerDutyKey, toDatadogEvent, toPagerDutyTrigger } from "../../../alerting/alert-messages.ts";
import type { Services } from "../../../services.ts";
import { problemOf, withRetryPolicy } from "../../errors.ts";
import { parseInput, type WorkflowContext } from "../../workflow.ts";

/** Retries of what is sent to Datadog and PagerDuty, at their own time where they give one. */
const RETRIES = 5;

type AlertInput = WorkflowInput<"alert.handler">;
type Outcome = WorkflowOutput<"alert.handler">["outcome"];

/**
 * Keeps an alert, logs it, and where it is news passes it on: to Datadog, to PagerDuty when it is critical, and to the
 * people who want to hear of it. One of the two that fails does not keep the other from being told.
 */
export function alertHandler({ inngest, services }: WorkflowContext) {
  const { outlets, logger } = services;
  return inngest.createFunction(
    { id: "alert.handler", triggers: [{ event: "alert.send" }], retries: RETRIES },
    async ({ event, step }): Promise<WorkflowOutput<"alert.handler">> => {
      const input = parseInput("alert.handler", event.data);
      const claim = event.id ?? `${input.condition}:${input.sourceId}`;
      const kept = await step.run("keep", () => withRetryPolicy(() => keep(services, input, claim)));
      const { alertId, outcome } = kept;
      if (outcome === "repeated") return { alertId, outcome, datadog: "off", pagerduty: "off" };

      const told = async (name: string, tell: () => Promise<void>) => {
        try {
          await step.run(name, () => withRetryPolicy(tell));
          return "sent" as const;
        } catch (error) {
          // What was kept and logged stays so; the other is told all the same.
          const problem = problemOf(error instanceof Error ? error : new Error(String(error)));
          logger.error({ alertId, to: name, problem }, "an alert could not be passed on");
          return "failed" as const;
        }
      };
      const { settings } = outlets;
      const tellDatadog = settings.datadog !== undefined && outcome !== "acknowledged";
      const tellPagerDuty = settings.pagerDuty !== undefined && input.severity === "critical";
      const [datadog, pagerduty] = await Promise.all([
        tellDatadog
          ? told("datadog", async () => (await outlets.datadog())?.postEvent(toDatadogEvent(input, outlets)))
          : ("off" as const),
        tellPagerDuty ? told("pagerduty", () => tellPagerDutyOf(services, input)) : ("off" as const),
      ]);
      if (outcome === "opened" || outcome === "worse") {
        const { workspaceId, topic, summary: subject, text } = input;
        const data = { workspaceId, topic, subject, text, path: `/alerts/${alertId}` };
        await step.sendEvent("notify", { id: `alert:${claim}`, name: "notification.send", data });
      }
      return { alertId, outcome, datadog, pagerduty };
    },
  );
}

/** Brings the alert up to date and logs what is news. */
async function keep(
  { database, logger }: Services,
  input: AlertInput,
  claim: string,
): Promise<{ readonly alertId: string | null; readonly outcome: Outcome }> {
  const { workspaceId, condition, sourceId, severity, summary, action } = input;
  const about = { workspaceId, condition, sourceId, severity };
  if (action !== "trigger") {
    const cleared = action === "resolve" ? await alerts.clear(database, input) : null;
    logger.info({ alert: { ...about, action } }, summary);
    return { alertId: cleared?.id ?? null, outcome: action === "resolve" ? "resolved" : "acknowledged" };
  }
  const { alert, news } = await alerts.report(database, { ...input, claim });
  if (news) logger[levels[severity]]({ alert: { ...about, id: alert.id } }, summary);
  return { alertId: alert.id, outcome: news ?? "repeated" };
}

const levels = { info: "info", warning: "warn", error: "error", critical: "error" } as const;

async function tellPagerDutyOf({ outlets }: Services, input: AlertInput): Promise<void> {
  const client = await outlets.pagerDuty();
  if (input.action === "trigger") await client?.trigger(toPagerDutyTrigger(input, outlets));
  else if (input.action === "resolve") await client?.resolve(pagerDutyKey(input));
  else await client?.acknowledge(pagerDutyKey(input));
}
