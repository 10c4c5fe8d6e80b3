import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { retryListed, retrySource } from "../../api/listings.ts";
import { formatPlural } from "../format.ts";
import { useToasts } from "../toast.tsx";

/** Asks for documents of a source that failed again, one or all, and says which run does it. */
export function useRetry(sourceId: string) {
  const toasts = useToasts();
  const [jobId, setJobId] = useState<string | null>(null);
  const one = useMutation({
    mutationFn: (id: string) => retryListed(sourceId, id),
    onSuccess: ({ job }) => setJobId(job.id),
    onError: (error) => toasts.failed("The document is not tried again", error),
  });
  const all = useMutation({
    mutationFn: () => retrySource(sourceId),
    onSuccess: ({ job, documents }) => {
      setJobId(job.id);
      toasts.done(`${formatPlural(documents, "document")} ${documents === 1 ? "is" : "are"} tried again`);
    },
    onError: (error) => toasts.failed("The documents are not tried again", error),
  });
  return {
    /** The run that tries them again; null before anything was asked for. */
    jobId,
    /** The document that is being asked for again. */
    busyId: one.isPending ? one.variables : null,
    retryOne: one.mutate,
    retryAll: () => all.mutate(),
    isRetryingAll: all.isPending,
  };
}
