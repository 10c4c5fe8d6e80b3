import { useNavigate } from "@tanstack/react-router";
import { useEffect } from "react";
import type { Source } from "../../api/source.ts";

/** Leads to the overview of a source once it is disconnected, which says how to restore it; true from then on. */
export function useOverviewWhenDisconnected(source: Source | undefined): boolean {
  const navigate = useNavigate();
  const disconnected = source?.status === "archived";
  const sourceId = source?.id;
  useEffect(() => {
    if (disconnected && sourceId) void navigate({ to: "/sources/$sourceId", params: { sourceId }, replace: true });
  }, [disconnected, sourceId, navigate]);
  return disconnected;
}
