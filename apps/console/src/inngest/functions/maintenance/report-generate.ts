import { hash } from "node:crypto";
import { addMetrics, HOUR_MS, reports, rollups, sources } from "@tributary/database";
import type { WorkflowOutput } from "@tributary/validation";
import { writeReport } from "../../../observability/write-report.ts";
import type { Services } from "../../../services.ts";
import { withRetryPolicy } from "../../errors.ts";
import { parseInput, type WorkflowContext } from "../../workflow.ts";

const HOURS = { hour: 1, day: 24 } as const;

/** Makes the report of an hour or a day of a workspace; of a day, people are told. */
export function reportGenerate({ inngest, services }: WorkflowContext) {
  return inngest.createFunction(
    { id: "report.generate", triggers: [{ event: "report.generate" }] },
    async ({ event, step }): Promise<WorkflowOutput<"report.generate">> => {
      const { workspaceId, period, startsAt } = parseInput("report.generate", event.data);
      const made = await step.run("write", () =>
        withRetryPolicy(() => makeReport(services, { workspaceId, period, startsAt })),
      );
      if (!made) return { reportId: null };
      const { reportId, subject, text } = made;
      if (period === "day") {
        const data = { workspaceId, topic: "report-ready", subject, text, path: `/reports/${reportId}` };
        await step.sendEvent("tell", { id: `report-ready:${reportId}`, name: "notification.send", data });
      }
      return { reportId };
    },
  );
}

/** Writes the report from the hours that were added up; null when none of them was. */
async function makeReport(
  { database }: Services,
  input: { readonly workspaceId: string; readonly period: "hour" | "day"; readonly startsAt: string },
) {
  const { workspaceId, period, startsAt } = input;
  const from = new Date(startsAt);
  const until = new Date(from.getTime() + HOURS[period] * HOUR_MS);
  const hours = await rollups.list(database, { workspaceId, from, until });
  if (hours.length === 0) return null;
  const metrics = addMetrics(hours.map((hour) => hour.metrics));
  const troubled = (await sources.list(database, workspaceId)).filter(({ status }) => status === "failing");
  const written = writeReport({ period, startsAt: from.toISOString(), hours: hours.length, metrics, troubled });
  // The same period is the same report, whoever writes it and however often.
  const id = `rep_${hash("sha256", JSON.stringify([workspaceId, period, from.toISOString()])).slice(0, 22)}`;
  const { markdown, subject, text } = written;
  const reportId = await reports.store(database, {
    ...{ id, workspaceId, period, metrics, markdown },
    startsAt: from.toISOString(),
  });
  return { reportId, subject, text };
}
