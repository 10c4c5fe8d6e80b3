import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { isJobActive } from "../../../api/is-job-active.ts";
import { isShort, type ListingFilter, listingQuery, refreshListings } from "../../../api/listings.ts";
import { lastRunsQuery } from "../../../api/source.ts";

/**
 * Keeps the listings of a source true after each of its runs: a short one is asked for again at once; of a long one it says
 * that it changed, with a way to begin it anew.
 */
export function useChanged(sourceId: string, filter: ListingFilter) {
  const client = useQueryClient();
  const { data: runs } = useQuery(lastRunsQuery(sourceId));
  const newest = runs?.find((job) => !isJobActive(job))?.id ?? null;
  const [seen, setSeen] = useState<string | null>(null);
  const [changed, setChanged] = useState(false);
  const { queryKey } = listingQuery(sourceId, filter);
  const hash = JSON.stringify(queryKey);
  useEffect(() => {
    if (newest === null || newest === seen) return;
    setSeen(newest);
    // The first one is what the listing was loaded after.
    if (seen === null) return;
    setChanged(!isShort(client.getQueryData(JSON.parse(hash))));
    void refreshListings(sourceId);
  }, [newest, seen, client, hash, sourceId]);
  return {
    changed,
    beginAnew: () => {
      setChanged(false);
      window.scrollTo({ top: 0 });
      void client.resetQueries({ queryKey });
    },
  };
}
