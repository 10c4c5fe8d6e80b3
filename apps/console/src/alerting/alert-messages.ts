import type { WorkflowInput } from "@tributary/validation";
import type { DatadogEvent } from "@tributary/vendor-datadog";
import type { PagerDutyTrigger } from "@tributary/vendor-pagerduty";
import type { Outlets } from "./outlets.ts";

type AlertInput = WorkflowInput<"alert.handler">;

/** The key under which PagerDuty holds an alert: the same for as long as it is open, and when it is opened again. */
export function pagerDutyKey({ workspaceId, condition, sourceId }: AlertInput): string {
  return `tributary:${workspaceId}:${condition}:${sourceId ?? "all"}`;
}

/** An alert as Datadog shows it; one that is over is a success. */
export function toDatadogEvent(input: AlertInput, outlets: Outlets): DatadogEvent {
  const { workspaceId, condition, sourceId, severity, summary, text, action } = input;
  const type = severity === "critical" ? "error" : severity;
  const link = outlets.link("/alerts");
  return {
    title: action === "resolve" ? `Resolved: ${summary}` : summary,
    text: link === undefined ? text : `${text}\n\n${link}`,
    type: action === "resolve" ? "success" : type,
    priority: severity === "info" ? "low" : "normal",
    tags: [
      ...["service:tributary", `condition:${condition}`, `severity:${severity}`, `workspace:${workspaceId}`],
      ...(sourceId === null ? [] : [`source:${sourceId}`]),
    ],
    aggregationKey: `${condition}:${sourceId ?? "all"}`,
  };
}

/** An alert as PagerDuty takes it. */
export function toPagerDutyTrigger(input: AlertInput, outlets: Outlets): PagerDutyTrigger {
  const { workspaceId, condition, sourceId, summary, text } = input;
  const href = outlets.link("/alerts");
  return {
    ...{ dedupKey: pagerDutyKey(input), summary, severity: input.severity, class: condition },
    source: outlets.settings.publicUrl ? new URL(outlets.settings.publicUrl).host : "tributary",
    ...(sourceId !== null && { component: sourceId }),
    details: { workspace: workspaceId, text },
    ...(href !== undefined && { link: { href, text: "Alerts in Tributary" } }),
  };
}
