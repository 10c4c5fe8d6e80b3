import { alerts, type SourceHealth, syncHealth } from "@tributary/database";
import { type Alert, isWorse, type WorkflowInput } from "@tributary/validation";
import type { Services } from "../services.ts";
import { type Finding, findConditions, isCoverageDue } from "./conditions.ts";

/** Alerts of a workspace that are looked through; more are left for the next looks. */
const ALERTS_MAX = 1_000;

/** What the handler of alerts is to be told. */
export type AlertEvent = WorkflowInput<"alert.handler">;

/**
 * Looks at the syncs of a workspace: what is wrong and not known yet, or worse than known, is to be alerted, and what is
 * not wrong any more resolved. Writes down what can be found, each hour.
 */
export async function lookAtWorkspace(services: Services, workspaceId: string, now: number): Promise<AlertEvent[]> {
  const { database } = services;
  const health = await syncHealth.read(database, workspaceId);
  const open = await alerts.list(database, { workspaceId, state: "unresolved", limit: ALERTS_MAX });
  const found = findConditions(health, now);
  const due = health.filter((source) => isCoverageDue(source, now));
  const records = due.map(({ sourceId, documents }) => ({ sourceId, searchable: documents.searchable }));
  await syncHealth.recordCoverage(database, { workspaceId, records });
  const isSame = (finding: Finding, alert: Alert) =>
    finding.condition === alert.condition && finding.sourceId === alert.sourceId;
  const news = found.filter((finding) => {
    const known = open.find((alert) => isSame(finding, alert));
    return !known || isWorse(finding.severity, known.severity);
  });
  const over = open.filter((alert) => isOver(alert, health) ?? !found.some((finding) => isSame(finding, alert)));
  return [
    ...news.map((finding) => ({ ...finding, workspaceId, action: "trigger" as const, topic: "alert" as const })),
    ...over.map(({ condition, sourceId, severity, summary }) => ({
      ...{ workspaceId, action: "resolve" as const, topic: "alert" as const, condition, sourceId, severity, summary },
      text: "It is not so any more.",
    })),
  ];
}

/** Whether what a failed sync alerted of is over; undefined for conditions that are looked at anew each time. */
function isOver({ condition, sourceId, openedAt }: Alert, health: readonly SourceHealth[]): boolean | undefined {
  if (condition !== "sync-failed" && condition !== "source-attention") return undefined;
  const source = health.find((each) => each.sourceId === sourceId);
  // One that is paused or gone asks for nothing.
  return !source || source.heardOfAt > Date.parse(openedAt);
}
