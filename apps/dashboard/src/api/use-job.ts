import { useQuery } from "@tanstack/react-query";
import { useCallback, useEffect, useSyncExternalStore } from "react";
import { isJobActive } from "./is-job-active.ts";
import { isStreamed, onStreamsChanged, watchJob } from "./job-stream.ts";
import { jobQuery } from "./jobs.ts";

/** How often a run is asked for that has no stream, in milliseconds. */
const POLL_MS = 1_500;
/** How often one is asked for that has a stream: a connection can be dead without anybody being told. */
const STREAMED_POLL_MS = 10_000;

/** A run as it is, followed until it is over. */
export function useJob(id: string) {
  const streamed = useSyncExternalStore(
    onStreamsChanged,
    useCallback(() => isStreamed(id), [id]),
  );
  const query = useQuery({
    ...jobQuery(id),
    refetchInterval: ({ state: { data } }) => {
      if (data === undefined || !isJobActive(data)) return false;
      return streamed ? STREAMED_POLL_MS : POLL_MS;
    },
  });
  const active = query.data !== undefined && isJobActive(query.data) && query.error === null;
  useEffect(() => (active ? watchJob(id) : undefined), [id, active]);
  return query;
}
