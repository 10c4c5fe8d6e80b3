import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { sourceQuery } from "../../api/source.ts";
import { sourceKindsQuery } from "../../api/source-kinds.ts";
import { ConfigSection } from "./settings/config-section.tsx";
import { CredentialsSection } from "./settings/credentials-section.tsx";
import { DisconnectSection } from "./settings/disconnect-section.tsx";
import { NameSection } from "./settings/name-section.tsx";
import { PauseSection } from "./settings/pause-section.tsx";
import { ScheduleSection } from "./settings/schedule-section.tsx";
import { useOverviewWhenDisconnected } from "./use-overview-when-disconnected.ts";

/** What can be set of a source: its name, when it is synced, how it signs in; what it syncs; disconnecting it. */
export function SourceSettingsPage() {
  const { sourceId } = useParams({ from: "/signed-in/sources/$sourceId" });
  const source = useQuery(sourceQuery(sourceId)).data?.source;
  const kind = useQuery(sourceKindsQuery).data?.find((one) => one.kind === source?.kind);
  const disconnected = useOverviewWhenDisconnected(source);
  if (!source || disconnected) return null;
  return (
    <>
      <NameSection key={source.name} source={source} />
      <ScheduleSection key={`${source.syncSchedule?.cron} ${source.syncSchedule?.timezone}`} source={source} />
      <PauseSection source={source} />
      {kind && <ConfigSection source={source} kind={kind} />}
      {kind?.credentials && <CredentialsSection source={source} kind={kind} />}
      <DisconnectSection source={source} />
    </>
  );
}
