import { useMutation } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { type HeldDocument, retryDocument } from "../../api/documents.ts";
import { Button } from "../../components/button.tsx";
import { Notice } from "../../components/states.tsx";
import { useToasts } from "../../components/toast.tsx";

/** What stands between a document and its being found whole: why, and what can be done. */
export function DocumentNotices({ held }: { readonly held: HeldDocument }) {
  const { document, status, problem } = held;
  const { missing = [] } = document;
  return (
    <>
      {status === "failed" && <Failed held={held} />}
      {status === "pending" && (
        <Notice title="It waits to be indexed">
          {problem ? `Before: ${problem.message}` : "It can be found once a sync has indexed it."}
        </Notice>
      )}
      {status === "skipped" && (
        <Notice tone="warn" title="It is left out of the search">
          {problem?.message}
        </Notice>
      )}
      {missing.length > 0 && (
        <Notice tone="warn" title="Not all of it is here">
          <ul className={missing.length > 1 ? "list-disc pl-4" : ""}>
            {missing.map((one) => (
              <li key={one}>{one}</li>
            ))}
          </ul>
        </Notice>
      )}
    </>
  );
}

function Failed({ held: { document, problem } }: { readonly held: HeldDocument }) {
  const toasts = useToasts();
  const retry = useMutation({
    mutationFn: () => retryDocument(document.id),
    onSuccess: () => toasts.done("It is being read again"),
    onError: (error) => toasts.failed("It could not be tried again", error),
  });
  return (
    <Notice
      tone="bad"
      title="It could not be indexed"
      actions={
        retry.data ? (
          <Link
            to="/runs/$jobId"
            params={{ jobId: retry.data.job.id }}
            className="font-medium text-accent hover:underline"
          >
            To the sync
          </Link>
        ) : (
          <Button size="small" busy={retry.isPending} onClick={() => retry.mutate()}>
            Try again
          </Button>
        )
      }
    >
      {problem?.message}
    </Notice>
  );
}
